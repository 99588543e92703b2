//! What may be wrong with a month's invoices, and what is decided about it.

use crate::{
    clients::Client,
    db::{Day, Id, Timestamp},
    features::{invoices::Invoice, tasks::Task},
    money::Money,
    named,
    people::Person,
};
use sqlx::FromRow;

named! {
    /// What is not as expected (PRODUCT D3b).
    pub enum Kind {
        /// A fee is to be paid, and there is no invoice.
        Missing = "missing",
        /// An invoice nobody expects.
        Extra = "extra",
        /// The sum is not the fee.
        Sum = "sum",
        /// The client's tax number is missing or wrong.
        Details = "details",
    }
}

impl Kind {
    /// Every value, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Missing, Self::Extra, Self::Sum, Self::Details];
}

named! {
    /// Where a case stands.
    pub enum State {
        /// To be decided.
        Open = "open",
        /// It is right as it is.
        Ok = "ok",
        /// Accounting has it.
        Books = "books",
        /// No invoice goes to the client.
        Not = "not",
        /// The invoices have become as expected.
        Settled = "settled",
    }
}

named! {
    /// What is decided by a tap.
    pub enum Deed {
        /// It is right as it is.
        Ok = "ok",
        /// No invoice is to go to the client.
        Not = "not",
    }
}

impl Deed {
    /// Where it leads.
    pub const fn state(self) -> State {
        match self {
            Self::Ok => State::Ok,
            Self::Not => State::Not,
        }
    }

    /// Reasons at hand.
    pub const fn reasons(self, kind: Kind) -> &'static [Reason] {
        match (self, kind) {
            (Self::Ok, Kind::Missing) => &[Reason::Later, Reason::Apart],
            (Self::Ok, Kind::Sum) => &[Reason::Discount, Reason::Recount],
            (Self::Ok, Kind::Extra) => &[Reason::OneOff, Reason::Recount],
            (Self::Ok, Kind::Details) => &[Reason::Checked, Reason::Abroad],
            (Self::Not, _) => &[Reason::Paused, Reason::Leaves, Reason::Free],
        }
    }
}

named! {
    /// Why; anything else is said in words.
    pub enum Reason {
        /// It will be issued later.
        Later = "later",
        /// It was issued another way.
        Apart = "apart",
        /// Another price is agreed.
        Discount = "discount",
        /// What was paid too much or too little is made good.
        Recount = "recount",
        /// It is for something else.
        OneOff = "oneoff",
        /// Somebody has looked.
        Checked = "checked",
        /// There is none in its country.
        Abroad = "abroad",
        /// The service is suspended.
        Paused = "paused",
        /// The client leaves.
        Leaves = "leaves",
        /// This month is a present.
        Free = "free",
    }
}

/// Something that is not as expected, and what became of it.
#[derive(Debug, Clone, FromRow)]
pub struct Case {
    /// Own id.
    pub id: Id<Case>,
    /// The first day of the month the invoices are for.
    pub service: Day,
    /// Whose.
    pub client_id: Id<Client>,
    /// One of its kind in a month; of invoices too many there may be several.
    pub key: String,
    /// What is wrong.
    pub kind: Kind,
    /// Which invoice; it may be gone.
    pub invoice_id: Option<Id<Invoice>>,
    /// What was expected.
    pub expected: Option<Money>,
    /// What was issued.
    pub issued: Option<Money>,
    /// Where it stands.
    pub state: State,
    /// Why it was decided so: [`Reason`], or words.
    pub reason: String,
    /// What accounting was asked for.
    pub task_id: Option<Id<Task>>,
    /// Who decided last.
    pub decided_by: Option<Id<Person>>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Put behind the others.
    pub later_at: Option<Timestamp>,
    /// Was decided, and has changed since.
    pub back_at: Option<Timestamp>,
    /// Raised with every change.
    pub rev: i64,
}

impl Case {
    /// Somebody has it in hand: no invoice goes out meanwhile.
    pub fn holds(&self) -> bool {
        matches!(self.state, State::Open | State::Books | State::Not)
    }
}
