//! The playground: the whole bot among make-believe people, for the page of `mosbot demo` and for the story tests.

pub mod telegram;
