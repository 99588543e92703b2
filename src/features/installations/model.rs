//! An installation: what is mounted where, what has to be true before, and where the talk about its day stands.

use crate::{
    clients::{Client, Site},
    db::{Id, Timestamp},
    features::{deliveries::Delivery, tasks::Task},
    named,
    people::Person,
    phone::Phone,
    slots::{Lasts, Slot, Talk},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

named! {
    /// What is mounted: decides what is usually to be done.
    pub enum Work {
        /// A barrier with its boom.
        Barrier = "barrier",
        /// A turnstile.
        Turnstile = "turnstile",
        /// Readers and controllers.
        Reader = "reader",
        /// Cameras, plate recognition.
        Camera = "camera",
        /// Something else.
        Other = "other",
    }
}

impl Work {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Barrier, Self::Turnstile, Self::Reader, Self::Camera, Self::Other];
}

named! {
    /// Where the goods are.
    pub enum Goods {
        /// They go by the delivery linked to it.
        Delivery = "delivery",
        /// At the site.
        Site = "site",
        /// The engineer brings them.
        Engineer = "engineer",
        /// Nothing is needed.
        None = "none",
        /// They are expected on a day.
        Expected = "expected",
        /// Nobody knows yet.
        Unknown = "unknown",
    }
}

named! {
    /// Where an installation stands (PRODUCT D6).
    pub enum State {
        /// It is needed; days are to be offered.
        Need = "need",
        /// The client is asked.
        Proposed = "proposed",
        /// The client has said which days suit; the engineer is asked.
        ClientOk = "client_ok",
        /// The engineer has taken one; the manager's tap is left.
        EngineerOk = "engineer_ok",
        /// Three people have agreed.
        Confirmed = "confirmed",
        /// Those concerned were reminded of the day before.
        Reminded = "reminded",
        /// The engineer is there.
        OnSite = "on_site",
        /// Done.
        Done = "done",
        /// The visit did not happen or did not finish.
        NoShow = "no_show",
        /// Not needed any more.
        Cancelled = "cancelled",
    }
}

impl State {
    /// Whether anything is still to happen.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Cancelled)
    }

    /// Whether a day is agreed and still to come.
    pub const fn is_agreed(self) -> bool {
        matches!(self, Self::Confirmed | Self::Reminded)
    }

    /// Whether people talk about the day.
    pub const fn is_talk(self) -> bool {
        matches!(self, Self::Need | Self::Proposed | Self::ClientOk | Self::EngineerOk)
    }

    /// Whether the day can still be agreed anew.
    pub const fn may_talk(self) -> bool {
        self.is_talk() || self.is_agreed() || matches!(self, Self::NoShow)
    }
}

/// An installation.
#[derive(Debug, Clone)]
pub struct Installation {
    /// Own id.
    pub id: Id<Installation>,
    /// М-12.
    pub number: i64,
    /// At whom.
    pub client: Id<Client>,
    /// As we call them.
    pub client_name: String,
    /// Their town; may be empty.
    pub town: String,
    /// Their clock.
    pub zone: Tz,
    /// Who looks after the client.
    pub owner: Option<Id<Person>>,
    /// Which of their sites.
    pub site: Option<Id<Site>>,
    /// Where.
    pub address: String,
    /// How to get in; may be empty.
    pub entry: String,
    /// Who is there.
    pub contact_name: String,
    /// Their number.
    pub contact_phone: Phone,
    /// What is mounted.
    pub work: Work,
    /// What is to be done, line by line.
    pub scope: Vec<String>,
    /// For the engineer; may be empty.
    pub note: String,
    /// How long it takes.
    pub lasts: Lasts,
    /// Who is wanted; `None`: whoever is free.
    pub engineer: Option<Id<Person>>,
    /// The client lets in on Saturdays.
    pub saturdays: bool,
    /// The engineer's tap settles it, without one more of the manager.
    pub auto: bool,
    /// Where the goods are.
    pub goods: Goods,
    /// The day they are expected.
    pub goods_on: Option<NaiveDate>,
    /// The delivery that brings them.
    pub delivery: Option<Id<Delivery>>,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub state_at: DateTime<Utc>,
    /// Offers and answers.
    pub talk: Talk,
    /// What may be offered next, and whether it is ticked.
    pub shortlist: Vec<(Slot, bool)>,
    /// Until then offered half-days are nobody else's.
    pub held_until: Option<DateTime<Utc>>,
    /// When the client was asked first.
    pub first_asked: Option<DateTime<Utc>>,
    /// Who comes and when, once agreed.
    pub visit: Option<Visit>,
    /// The call put for it.
    pub task: Option<Id<Task>>,
    /// Of a move, a failure, a cancellation; may be empty.
    pub why: String,
    /// Raised with every change: a button counts only for what it showed.
    pub rev: i64,
    /// Who wrote it down.
    pub opened_by: Id<Person>,
    /// When.
    pub opened_at: Timestamp,
    /// When it changed last.
    pub changed_at: Timestamp,
}

/// The agreed visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Who comes.
    pub with: Id<Person>,
    /// From, UTC.
    pub starts_at: DateTime<Utc>,
    /// To, UTC.
    pub ends_at: DateTime<Utc>,
}

impl Installation {
    /// What half-days, cards and papers of it are linked to: `installation:0198…`.
    pub fn link(&self) -> String {
        link(self.id)
    }
}

/// What half-days, cards and papers of an installation are linked to.
pub fn link(id: Id<Installation>) -> String {
    format!("installation:{id}")
}
