//! Clients, their contact persons and sites. Shared nouns: model and queries, no forms.

mod model;
mod queries;
mod search;

pub use model::{Client, Contact, Right, Site, State};
pub use queries::{add, by_id, contact, contacts, mark_bad, mine, reassign, recent, sites};
pub use search::{Hit, choices, find, label};
