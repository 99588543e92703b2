//! The playground: the whole bot among make-believe people, for the page of `mosbot demo` and for the story tests.

pub mod desk;
pub mod phone;
pub mod telegram;

pub use desk::Desk;
pub use phone::Phone;
