//! An invoice and a client's debt.

use crate::{clients::Client, db::Id, money::Money};
use chrono::NaiveDate;

/// A bill for a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Own id.
    pub id: Id<Invoice>,
    /// Whose.
    pub client: Id<Client>,
    /// As 1С numbers it.
    pub number: String,
    /// Issued on.
    pub issued_on: NaiveDate,
    /// Paid on this day it is paid on time.
    pub due_on: NaiveDate,
    /// What it asks for.
    pub sum: Money,
    /// What came.
    pub paid: Money,
    /// Disputed: leaves dunning.
    pub disputed: bool,
    /// The client says it is paid: awaited until.
    pub awaited_until: Option<NaiveDate>,
}

impl Invoice {
    /// What is still to come.
    pub fn left(&self) -> Money {
        self.sum - self.paid
    }

    /// Whether it should have been paid.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.disputed && self.due_on < today && self.left() > Money::ZERO
    }
}

/// What one client should have paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// Who.
    pub client: Id<Client>,
    /// The client's name.
    pub name: String,
    /// How much.
    pub sum: Money,
    /// How many invoices.
    pub invoices: i64,
    /// The earliest due day.
    pub since: NaiveDate,
    /// The client says it is paid: awaited until.
    pub awaited_until: Option<NaiveDate>,
}
