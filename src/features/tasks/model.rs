//! A task.

use crate::{
    clients::Client,
    db::{Id, Timestamp},
    named,
    people::Person,
};
use chrono::{NaiveDate, NaiveTime};

named! {
    /// What kind of task it is: chooses its sign.
    pub enum Kind {
        /// Written down by a person.
        Own = "own",
        /// A call to make.
        Call = "call",
        /// Something about a contact person to find out.
        Contact = "contact",
        /// Something to send or to issue.
        Paper = "paper",
    }
}

named! {
    /// Where a task stands.
    pub enum State {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Not to be done any more.
        Cancelled = "cancelled",
    }
}

/// A dated thing to do.
#[derive(Debug, Clone)]
pub struct Task {
    /// Own id.
    pub id: Id<Task>,
    /// What kind.
    pub kind: Kind,
    /// What is to be done.
    pub text: String,
    /// About whom.
    pub client: Option<Id<Client>>,
    /// The client's name.
    pub client_name: Option<String>,
    /// Who does it.
    pub owner: Id<Person>,
    /// On which day, the owner's civil date.
    pub due_on: NaiveDate,
    /// At what time, the owner's local time.
    pub due_time: Option<NaiveTime>,
    /// Raised with every change.
    pub rev: i64,
    /// Done or cancelled at.
    pub closed_at: Option<Timestamp>,
}
