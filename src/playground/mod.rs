//! The playground: the whole bot among make-believe people, for the page of `mosbot demo` and for the story tests.

mod bookkeeper;
mod cast;
pub mod desk;
pub mod ledger;
mod mailbox;
pub mod phone;
mod stage;
pub mod telegram;

pub use desk::Desk;
pub use phone::Phone;
pub use stage::demo;
