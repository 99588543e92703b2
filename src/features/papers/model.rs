//! A paper of a shipment or a work, and how far it has got.

use crate::{clients::Client, db::Id, error::Error, named, people::Person, t};
use chrono::{DateTime, NaiveDate, Utc};

named! {
    /// What paper it is.
    pub enum Kind {
        /// УПД or ТТН: goes with the goods.
        Upd = "upd",
        /// Доверенность: lets somebody receive the goods.
        Proxy = "proxy",
        /// Акт: closes the work.
        Act = "act",
    }
}

named! {
    /// How far it has got.
    pub enum State {
        /// It does without.
        NotNeeded = "not_needed",
        /// To be made.
        Needed = "needed",
        /// It is there, a file of it is kept.
        Attached = "attached",
        /// The client has it.
        Sent = "sent",
        /// Signed.
        Signed = "signed",
    }
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Own id.
    pub id: Id<Paper>,
    /// Whose.
    pub client: Id<Client>,
    /// The client's name.
    pub client_name: String,
    /// Who looks after the client; `None`: the pool.
    pub owner: Option<Id<Person>>,
    /// What it belongs to: `delivery:<id>`.
    pub link: String,
    /// The same in words: `Доставка Д-318`.
    pub label: String,
    /// What paper.
    pub kind: Kind,
    /// How far it has got.
    pub state: State,
    /// Its number; may be empty.
    pub number: String,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// Who signed; may be empty.
    pub signed_by: String,
    /// Why it is not needed after all; may be empty.
    pub reason: String,
    /// Where it is in electronic document exchange; may be empty.
    pub edo: String,
    /// When the goods left, UTC.
    pub left_at: Option<DateTime<Utc>>,
    /// Until when it is to be signed, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was marked signed, UTC.
    pub settled_at: Option<DateTime<Utc>>,
    /// When anything about it changed last, UTC.
    pub changed_at: DateTime<Utc>,
    /// Raised with every change.
    pub rev: i64,
}

impl Paper {
    /// Something is still to be done about it. A доверенность has done its work once it is there.
    pub const fn is_open(&self) -> bool {
        match self.state {
            State::NotNeeded | State::Signed => false,
            State::Needed => true,
            State::Attached | State::Sent => !matches!(self.kind, Kind::Proxy),
        }
    }

    /// It is to be signed in time. A доверенность is of the receiver's own.
    pub const fn ages(&self) -> bool {
        matches!(self.kind, Kind::Upd | Kind::Act)
    }

    /// It should have been signed by now.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.is_open() && self.ages() && self.due_at.is_some_and(|due| due <= now)
    }

    /// Whole days since the goods left.
    pub fn age(&self, now: DateTime<Utc>) -> Option<i64> {
        self.left_at.map(|left| (now - left).num_days().max(0))
    }
}

named! {
    /// What a person can do about a paper.
    pub enum Act {
        /// It is there.
        Attach = "attach",
        /// The client has got it.
        Send = "send",
        /// It is signed.
        Sign = "sign",
        /// It does without.
        Drop = "drop",
        /// It is needed after all.
        Need = "need",
    }
}

impl State {
    /// Where an act leads from here.
    pub fn after(self, act: Act) -> Result<Self, Error> {
        match (self, act) {
            (Self::Needed, Act::Attach) => Ok(Self::Attached),
            // A second file of the same paper changes nothing about it.
            (Self::Attached | Self::Sent | Self::Signed, Act::Attach) => Ok(self),
            (Self::Needed | Self::Attached, Act::Send) => Ok(Self::Sent),
            (Self::Needed | Self::Attached | Self::Sent, Act::Sign) => Ok(Self::Signed),
            (Self::Needed | Self::Attached | Self::Sent, Act::Drop) => Ok(Self::NotNeeded),
            (Self::NotNeeded, Act::Need) => Ok(Self::Needed),
            (Self::NotNeeded | Self::Needed | Self::Attached | Self::Sent | Self::Signed, _) => {
                Err(Error::User(t!("paper-cannot")))
            }
        }
    }

    /// What can be done about a paper that stands so.
    pub fn acts(self) -> Vec<Act> {
        let all = [Act::Attach, Act::Send, Act::Sign, Act::Drop, Act::Need];
        all.into_iter().filter(|act| self.after(*act).is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_goes_forward_and_a_signed_one_stays_signed() {
        assert_eq!(State::Needed.after(Act::Attach).ok(), Some(State::Attached));
        assert_eq!(State::Needed.after(Act::Sign).ok(), Some(State::Signed));
        assert_eq!(State::Sent.after(Act::Attach).ok(), Some(State::Sent), "a second file");
        assert_eq!(State::Signed.acts(), [Act::Attach]);
        assert_eq!(State::NotNeeded.acts(), [Act::Need]);
        assert!(State::Signed.after(Act::Drop).is_err());
        assert!(State::Sent.after(Act::Send).is_err());
    }

    #[test]
    fn a_proxy_is_done_with_once_it_is_there() {
        let paper = |kind, state| Paper {
            id: Id::new(),
            client: Id::new(),
            client_name: String::new(),
            owner: None,
            link: String::new(),
            label: String::new(),
            kind,
            state,
            number: String::new(),
            signed_on: None,
            signed_by: String::new(),
            reason: String::new(),
            edo: String::new(),
            left_at: None,
            due_at: None,
            settled_at: None,
            changed_at: DateTime::UNIX_EPOCH,
            rev: 0,
        };
        assert!(!paper(Kind::Proxy, State::Attached).is_open());
        assert!(paper(Kind::Upd, State::Attached).is_open());
        assert!(paper(Kind::Proxy, State::Needed).is_open());
        let now = "2026-11-24T07:00:00Z".parse().unwrap();
        let due = Paper { due_at: Some(now), ..paper(Kind::Act, State::Sent) };
        assert!(due.is_overdue(now));
        assert!(!due.is_overdue(now - chrono::TimeDelta::seconds(1)));
        assert!(!Paper { state: State::Signed, ..due.clone() }.is_overdue(now));
        assert!(!Paper { kind: Kind::Proxy, state: State::Needed, ..due }.is_overdue(now));
    }
}
