//! What is asked of a head, and the verdict.

use super::super::{Ask, Asked, Choice};
use crate::{
    db::{Id, Timestamp},
    error::{Error, Result},
    features::ALL,
    named,
    people::Person,
    text::Text,
};

named! {
    /// Where an approval stands.
    pub enum State {
        /// Waits for an answer.
        Open = "open",
        /// Answered.
        Decided = "decided",
        /// Nobody needs it any more.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// What people of the house ask a head for by themselves; other rooms bring kinds of their own.
    pub enum Kind {
        /// Advice.
        Question = "question",
        /// A contract to be agreed.
        Contract = "contract",
        /// A sum over one's own limit.
        Sum = "sum",
        /// Access to something, or a thing needed for work.
        Resource = "resource",
        /// Anything else.
        Other = "other",
    }
}

/// Something a head is asked for.
#[derive(Debug, Clone)]
pub struct Approval {
    pub(super) id: Id<Approval>,
    pub(super) asked: Asked,
    /// No card of its own: a rule of escalation shows it to the heads.
    pub(super) quiet: bool,
    /// Who has it; `None`: the heads.
    pub(super) assigned: Option<Id<Person>>,
    pub(super) state: State,
    pub(super) verdict: Option<String>,
    pub(super) word: String,
    pub(super) decided_by: Option<Id<Person>>,
    pub(super) decided_at: Option<Timestamp>,
    pub(super) asked_at: Timestamp,
    /// Since when whoever decides has had it.
    pub(super) waits_since: Timestamp,
    pub(super) rev: i64,
}

/// An approval about to be asked for.
#[derive(Debug, Clone)]
pub struct New {
    /// What is asked.
    pub asked: Asked,
    /// No card of its own: a rule of escalation shows it to the heads.
    pub quiet: bool,
}

impl Approval {
    /// How the room that asks renders it and acts on the verdict.
    pub fn ask(&self) -> Result<&'static Ask> {
        let known = ALL.iter().flat_map(|room| room.asks).find(|ask| ask.kind == self.asked.kind);
        known.ok_or_else(|| Error::other(format!("approval {}: no room asks for «{}»", self.id, self.asked.kind)))
    }

    /// What kind of thing it is, in words.
    pub fn name(&self) -> Result<Text> {
        Ok(Text::of(self.ask()?.name))
    }

    /// The answer of a key, if there is one.
    pub fn choice(&self, key: &str) -> Result<Option<Choice>> {
        Ok((self.ask()?.choices)(&self.asked).into_iter().find(|choice| choice.key == key))
    }

    /// Waits for an answer.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }
}
