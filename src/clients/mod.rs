//! Clients, their contact persons and sites. Shared nouns: model and queries, no forms.

mod lines;
mod model;
mod queries;
mod search;
mod ways;

pub use lines::{call_button, card_button, contact_line, open_button, whom_to_call};
pub use model::{Client, Contact, Right, Site, State};
pub use queries::{
    Manners, add, by_id, contact, contacts, forget, hand_contacts, in_scope, known, manners, manners_and_sites,
    mark_bad, mine, of_person, people_of, people_with, reassign, recent, set_email, set_hours, set_quiet, sites,
    who_agrees,
};
pub use search::{Hit, choices, find, label};
pub use ways::{Way, ways};
