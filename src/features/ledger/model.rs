//! What was read of 1С, and what of it is not as it should be.

use super::jobs;
use crate::{
    db::{Id, Timestamp},
    features::{
        invoices::{self, Invoice, Refused},
        payments::Operation,
    },
    hash,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How reading goes.
#[derive(Debug, Clone)]
pub struct State {
    /// The last time all of it was read.
    pub read_at: Option<Timestamp>,
    /// The last time account 62 was.
    pub debts_at: Option<Timestamp>,
    /// When it is read again.
    pub next_at: Timestamp,
    /// How often in a row it was in vain.
    pub failures: i64,
    /// Why it was in vain the last time, as it is kept.
    pub refusal: Option<String>,
}

/// An invoice of ours that is known to be in 1С.
#[derive(Debug, Clone)]
pub struct Known {
    /// Which.
    pub invoice: Id<Invoice>,
    /// As 1С numbered it when it was read first.
    pub number: String,
    /// Of this day.
    pub issued_on: NaiveDate,
}

/// A counterparty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// How it is called.
    pub name: String,
    /// May be empty.
    pub inn: String,
}

/// An invoice there.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Its key.
    pub key: String,
    /// Posted and not marked for deletion.
    pub stands: bool,
    /// What it says.
    pub told: invoices::Told,
}

/// Money that came, there.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Posted and not marked for deletion.
    pub stands: bool,
    /// What it says, without what it pays.
    pub operation: Operation,
    /// Which invoices it pays, by their keys, and how much of each.
    pub pays: Vec<(String, Money)>,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Books {
    /// Documents of this day and later.
    pub since: NaiveDate,
    /// Invoices.
    pub bills: Vec<Bill>,
    /// Keys of invoices that were there once.
    pub gone: Vec<String>,
    /// Money from buyers.
    pub receipts: Vec<Receipt>,
    /// The day of the last money of whomever.
    pub last_receipt: Option<NaiveDate>,
    /// What each counterparty owes by account 62, by key; `None`: it was not told.
    pub debts: Option<Vec<(String, Party, Money)>>,
    /// What was wrong already while it was read.
    pub troubles: Vec<Trouble>,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// Invoices of somebody who is none of our clients.
    Stranger { name: String, inn: String, on: NaiveDate },
    /// An invoice can't be stored.
    Invoice { number: String, on: NaiveDate, refused: Refused },
    /// An invoice of ours does not stand there any more.
    Dropped { number: String, on: NaiveDate },
    /// An invoice of ours has another number or day there now.
    Renumbered { was: String, number: String, on: NaiveDate },
    /// A payment of ours does not stand there any more.
    Unpaid { number: String, on: NaiveDate, sum: Money },
    /// A document lacks what it can't be without.
    Unread { number: String },
    /// It can't be read at all, or not all of it; silence is one trouble whatever its words.
    Source { why: String, silence: bool },
}

impl Trouble {
    /// The same trouble has the same key.
    pub fn key(&self) -> String {
        let day = |on: &NaiveDate| on.to_string();
        let parts = match self {
            Self::Stranger { name, inn, .. } => {
                ["stranger", if inn.is_empty() { name } else { inn }, ""].map(str::to_owned)
            }
            Self::Invoice { number, on, refused } => [format!("invoice {refused:?}"), number.clone(), day(on)],
            Self::Dropped { number, on } => ["dropped".to_owned(), number.clone(), day(on)],
            Self::Renumbered { was, number, on } => [format!("renumbered {was}"), number.clone(), day(on)],
            Self::Unpaid { number, on, sum } => [format!("unpaid {}", sum.kopecks()), number.clone(), day(on)],
            Self::Unread { number } => ["unread".to_owned(), number.clone(), String::new()],
            Self::Source { why, silence } => {
                ["source".to_owned(), if *silence { String::new() } else { why.clone() }, String::new()]
            }
        };
        hash::of_parts(parts.iter().map(String::as_str))
    }

    /// The day of the document it is about.
    pub const fn on(&self) -> Option<NaiveDate> {
        match self {
            Self::Stranger { on, .. }
            | Self::Invoice { on, .. }
            | Self::Dropped { on, .. }
            | Self::Renumbered { on, .. }
            | Self::Unpaid { on, .. } => Some(*on),
            Self::Unread { .. } | Self::Source { .. } => None,
        }
    }

    /// In words.
    pub fn text(&self) -> Text {
        match self {
            Self::Stranger { name, inn, .. } if inn.is_empty() => t!("ledger-stranger-without-inn", name = name),
            Self::Stranger { name, inn, .. } => t!("ledger-stranger", name = name, inn = inn),
            Self::Invoice { number, on, refused } => {
                t!("ledger-invoice", number = number, day = *on, why = refused.text(number))
            }
            Self::Dropped { number, on } => t!("ledger-dropped", number = number, day = *on),
            Self::Renumbered { was, number, on } => t!("ledger-renumbered", was = was, number = number, day = *on),
            Self::Unpaid { number, on, sum } => t!("ledger-unpaid", number = number, day = *on, sum = *sum),
            Self::Unread { number } => t!("ledger-unread", number = number),
            Self::Source { why, .. } => t!("ledger-source", why = jobs::words(why)),
        }
    }
}
