//! What a source tells of money that came: a statement of the bank, the books of 1С.

use crate::{db::Id, features::invoices::Invoice, money::Money, named};
use chrono::NaiveDate;

named! {
    /// Who tells.
    pub enum Source {
        /// A statement of the bank.
        Bank = "bank",
        /// The books of 1С.
        OneC = "one_c",
    }
}

/// Money that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// How its source knows it: the same operation read twice has the same hash.
    pub hash: String,
    /// The bank's day.
    pub paid_on: NaiveDate,
    /// Of the payment order; empty: nobody has written it down.
    pub number: String,
    /// The day of the payment order.
    pub ordered_on: Option<NaiveDate>,
    /// How much.
    pub sum: Money,
    /// May be empty.
    pub payer_inn: String,
    /// May be empty.
    pub payer_name: String,
    /// Empty: the source does not tell accounts.
    pub payer_account: String,
    /// In the payer's words.
    pub purpose: String,
    /// What the accountant says it pays, as far as we know those invoices; `None`: nothing is said.
    pub pays: Option<Vec<(Id<Invoice>, Money)>>,
}

/// How far a source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// The last day it tells about.
    pub day: NaiveDate,
    /// The last day it tells about to its end.
    pub over: NaiveDate,
}

/// What a source tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who tells.
    pub source: Source,
    /// Money that came.
    pub incoming: Vec<Operation>,
    /// How far it tells; `None`: nobody knows.
    pub covered: Option<Covered>,
}
