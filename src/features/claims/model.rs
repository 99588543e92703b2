//! A claim: what it is about, where it stands, and which step may follow which. Pure: time is a parameter.

use super::level::Reason;
use crate::{
    clients::Client,
    db::{Id, Timestamp},
    features::{invoices::Invoice, requests::Request},
    money::Money,
    named,
    people::Person,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A closed claim can be opened again for so long (PRODUCT D8).
pub const REOPENS: TimeDelta = TimeDelta::days(30);

named! {
    /// What it is about.
    pub enum Kind {
        /// Equipment.
        Equipment = "equipment",
        /// Installation.
        Installation = "installation",
        /// Delivery.
        Delivery = "delivery",
        /// Software.
        Software = "software",
        /// A bill.
        Bill = "bill",
        /// How somebody of us behaved.
        Staff = "staff",
        /// Time.
        Terms = "terms",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What the client wants.
    pub enum Wish {
        /// Mend it.
        Fix = "fix",
        /// Another one in its place.
        Replace = "replace",
        /// Money back.
        Refund = "refund",
        /// A discount.
        Discount = "discount",
        /// An apology.
        Apology = "apology",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// Why it came to it.
    pub enum Cause {
        /// A defect of the goods.
        Defect = "defect",
        /// Installation.
        Installation = "installation",
        /// Delivery.
        Delivery = "delivery",
        /// A mistake in a bill.
        Bill = "bill",
        /// We did not understand each other.
        Misunderstanding = "misunderstanding",
        /// It took too long.
        Terms = "terms",
        /// Somebody of us.
        Staff = "staff",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// Who settles it.
    pub enum Level {
        /// The manager.
        Simple = "simple",
        /// The head decides.
        Complex = "complex",
    }
}

named! {
    /// Where it stands.
    pub enum State {
        /// Nobody has answered yet.
        New = "new",
        /// The client has our first answer.
        Acknowledged = "acknowledged",
        /// We look into it.
        Investigating = "investigating",
        /// The client has our offer.
        Offer = "offer",
        /// They agree with it.
        Accepted = "accepted",
        /// They don't.
        Disputed = "disputed",
        /// It waits for the head.
        Escalated = "escalated",
        /// The head has decided.
        Decision = "decision",
        /// We have done what was agreed.
        Done = "done",
        /// It is over.
        Closed = "closed",
        /// Written down by mistake.
        Void = "void",
    }
}

named! {
    /// What became of the last offer.
    pub enum OfferState {
        /// The head is asked.
        Asked = "asked",
        /// The client has it.
        Sent = "sent",
        /// The head said no, or another sum.
        Refused = "refused",
    }
}

named! {
    /// What the head decided.
    pub enum Verdict {
        /// What the client wants.
        As = "as",
        /// Something else.
        Otherwise = "other",
        /// No.
        Refuse = "refuse",
        /// The manager's offer.
        Offer = "offer",
    }
}

/// Why a step can't follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Not from where it stands.
    NotNow,
    /// The head has not decided.
    Undecided,
    /// Neither the client's word nor a reason.
    Unconfirmed,
    /// It was closed too long ago.
    TooLate,
}

/// Where a claim stands, as far as it decides what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// The state.
    pub state: State,
    /// The level.
    pub level: Level,
    /// The head has decided.
    pub decided: bool,
    /// The client said that it is solved.
    pub solved: bool,
    /// Closed at.
    pub closed_at: Option<DateTime<Utc>>,
    /// How often it was opened again.
    pub reopened: i64,
}

impl Stage {
    /// A claim that has just come.
    pub const fn begin(level: Level) -> Self {
        Self { state: State::New, level, decided: false, solved: false, closed_at: None, reopened: 0 }
    }

    /// Whether something is still to be done about it.
    pub const fn is_open(self) -> bool {
        !matches!(self.state, State::Closed | State::Void)
    }

    /// Whether the head is to decide.
    pub const fn awaits_head(self) -> bool {
        self.is_open() && matches!(self.level, Level::Complex) && !self.decided && !matches!(self.state, State::Done)
    }

    const fn to(self, state: State) -> Self {
        Self { state, ..self }
    }

    /// The client has our first answer.
    pub const fn acknowledge(self) -> Result<Self, Wrong> {
        match self.state {
            State::New if self.awaits_head() => Ok(self.to(State::Escalated)),
            State::New => Ok(self.to(State::Acknowledged)),
            _ => Err(Wrong::NotNow),
        }
    }

    /// We look into it.
    pub const fn investigate(self) -> Result<Self, Wrong> {
        match self.state {
            State::New | State::Acknowledged | State::Disputed if !self.awaits_head() => {
                Ok(self.to(State::Investigating))
            }
            _ => Err(Wrong::NotNow),
        }
    }

    /// It becomes complex: from now on the head decides.
    pub const fn raise(self) -> Result<Self, Wrong> {
        let raised = Self { level: Level::Complex, ..self };
        match (self.level, self.state) {
            (Level::Simple, State::New) => Ok(raised),
            (
                Level::Simple,
                State::Acknowledged | State::Investigating | State::Offer | State::Accepted | State::Disputed,
            ) => Ok(raised.to(State::Escalated)),
            _ => Err(Wrong::NotNow),
        }
    }

    /// Words of law or danger make it complex; what we took for done is not done then.
    pub fn raise_by_words(self) -> Result<Self, Wrong> {
        self.unsolved().unwrap_or(self).raise()
    }

    /// The client gets an offer.
    pub const fn offer(self) -> Result<Self, Wrong> {
        match self.state {
            State::New
            | State::Acknowledged
            | State::Investigating
            | State::Offer
            | State::Disputed
            | State::Escalated
            | State::Decision => Ok(self.to(State::Offer)),
            _ => Err(Wrong::NotNow),
        }
    }

    /// The client agrees.
    pub const fn accept(self) -> Result<Self, Wrong> {
        match self.state {
            State::Offer => Ok(self.to(State::Accepted)),
            _ => Err(Wrong::NotNow),
        }
    }

    /// The client does not agree.
    pub const fn dispute(self) -> Result<Self, Wrong> {
        match self.state {
            State::Offer => Ok(self.to(State::Disputed)),
            _ => Err(Wrong::NotNow),
        }
    }

    /// The head has decided.
    pub const fn decide(self) -> Result<Self, Wrong> {
        match (self.level, self.state) {
            (Level::Complex, State::New | State::Escalated) if !self.decided => {
                Ok(Self { decided: true, ..self.to(State::Decision) })
            }
            _ => Err(Wrong::NotNow),
        }
    }

    /// The head agrees to the manager's offer: for a complex claim that is the decision.
    pub const fn decide_offer(self) -> Result<Self, Wrong> {
        Self { decided: true, ..self }.offer()
    }

    /// We have done what was agreed.
    pub const fn done(self) -> Result<Self, Wrong> {
        match self.state {
            _ if self.awaits_head() => Err(Wrong::Undecided),
            State::Acknowledged | State::Investigating | State::Accepted | State::Decision => {
                Ok(Self { solved: false, ..self.to(State::Done) })
            }
            _ => Err(Wrong::NotNow),
        }
    }

    /// The client says that it is solved.
    pub const fn solved(self) -> Result<Self, Wrong> {
        match self.state {
            State::Done if !self.solved => Ok(Self { solved: true, ..self }),
            _ => Err(Wrong::NotNow),
        }
    }

    /// The client says that it is not.
    pub const fn unsolved(self) -> Result<Self, Wrong> {
        match self.state {
            State::Done => Ok(Self { solved: false, reopened: self.reopened + 1, ..self.to(State::Investigating) }),
            _ => Err(Wrong::NotNow),
        }
    }

    /// It is over: the client has said so, or `excused` says why it is without their word.
    pub const fn close(self, excused: bool, now: DateTime<Utc>) -> Result<Self, Wrong> {
        match (self.level, self.state) {
            (Level::Complex, _) if !self.decided => Err(Wrong::Undecided),
            (_, State::Done) if self.solved || excused => Ok(Self { closed_at: Some(now), ..self.to(State::Closed) }),
            (_, State::Done) => Err(Wrong::Unconfirmed),
            _ => Err(Wrong::NotNow),
        }
    }

    /// It is not over after all.
    pub fn reopen(self, now: DateTime<Utc>) -> Result<Self, Wrong> {
        match (self.state, self.closed_at) {
            (State::Closed, Some(at)) if now - at > REOPENS => Err(Wrong::TooLate),
            (State::Closed, _) => Ok(Self {
                solved: false,
                closed_at: None,
                reopened: self.reopened + 1,
                ..self.to(State::Investigating)
            }),
            _ => Err(Wrong::NotNow),
        }
    }
}

/// What we offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The approval is about it.
    pub id: Id<Self>,
    /// What we do.
    pub what: String,
    /// Money.
    pub sum: Option<Money>,
    /// By which day.
    pub on: NaiveDate,
    /// To the client; empty: the usual words.
    pub text: String,
    /// What became of it.
    pub state: OfferState,
    /// When the client gets it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Which lawyers have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legal {
    /// Who.
    pub to: String,
    /// What they were given.
    pub passed: String,
    /// Since when.
    pub on: NaiveDate,
}

/// A claim.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Own id.
    pub id: Id<Self>,
    /// `П-17`.
    pub number: i64,
    /// Whose.
    pub client: Id<Client>,
    /// The client's name.
    pub client_name: String,
    /// Who looks after the client; `None`: nobody in particular.
    pub owner: Option<Id<Person>>,
    /// The conversation about it.
    pub request: Id<Request>,
    /// The contact person in the bot.
    pub person: Option<Id<Person>>,
    /// Who complains, as shown.
    pub who: String,
    /// What it is about.
    pub kind: Kind,
    /// The client's words.
    pub essence: String,
    /// What the client wants.
    pub wish: Wish,
    /// The sum in question.
    pub sum: Option<Money>,
    /// On paper: the incoming number.
    pub written: Option<String>,
    /// The contract wants an answer by this day.
    pub answer_due: Option<NaiveDate>,
    /// Invoices that leave dunning.
    pub disputed: Vec<Id<Invoice>>,
    /// Why it is complex.
    pub reasons: Vec<Reason>,
    /// Complex since.
    pub complex_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub stage: Stage,
    /// The last offer.
    pub offer: Option<Offer>,
    /// What the head allows for this claim.
    pub allowed: Option<Money>,
    /// What the head decided, in their words, who and when.
    pub decision: Option<Decided>,
    /// How it ended.
    pub result: String,
    /// Which lawyers have it.
    pub legal: Option<Legal>,
    /// The first answer is due.
    pub answer_by: DateTime<Utc>,
    /// The offer is due.
    pub offer_by: DateTime<Utc>,
    /// The head's decision is due.
    pub decide_by: Option<DateTime<Utc>>,
    /// It should be over.
    pub close_by: DateTime<Utc>,
    /// Raised with every question to the client.
    pub asks: i64,
    /// Raised with every change.
    pub rev: i64,
    /// Came at.
    pub opened_at: Timestamp,
    /// Last changed at.
    pub changed_at: Timestamp,
}

/// What the head decided.
#[derive(Debug, Clone)]
pub struct Decided {
    /// What.
    pub verdict: Verdict,
    /// In what words.
    pub word: String,
    /// Who.
    pub by: Id<Person>,
    /// When.
    pub at: Timestamp,
}

impl Claim {
    /// By when the next word or deed is due.
    pub fn due(&self) -> DateTime<Utc> {
        match self.stage.state {
            State::New => self.answer_by,
            _ if self.stage.awaits_head() => self.decide_by.unwrap_or(self.offer_by),
            State::Acknowledged | State::Investigating | State::Disputed | State::Escalated => self.offer_by,
            _ => self.close_by,
        }
    }
}

/// Under which name its cards are kept: `claim:0198…`.
pub fn link(id: Id<Claim>) -> String {
    format!("claim:{id}")
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
