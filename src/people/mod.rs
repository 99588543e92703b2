//! People: staff and the contact persons of clients. Shared nouns: model and queries, no forms.

mod model;
mod queries;

pub use model::{Person, Role, Scope};
pub use queries::{all_with_role, by_id, by_tg_id, colleagues, managers, names, present, set_unreachable};
