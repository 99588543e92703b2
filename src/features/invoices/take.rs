//! Taking in what a source tells of invoices, a table or the books of 1С. An invoice is known by number and day, or, as two
//! sources write numbers differently (`118`, `00БП-000118`), by client, day and what people type of the number. What differs
//! is corrected, what is paid stays paid.

use super::{
    model::Invoice,
    queries::{self, bare_number},
    take_back,
};
use crate::{
    clients::Client,
    db::{Conn, Id},
    error::Result,
    files::{self, By, File, Report},
    fold::fold,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Samples of differences shown.
const SAMPLES: usize = 5;

/// An invoice as a source tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As the source numbers it.
    pub number: String,
    /// Issued on.
    pub issued_on: NaiveDate,
    /// `None`: the source does not know; a known invoice keeps its day.
    pub due_on: Option<NaiveDate>,
    /// What it asks for.
    pub sum: Money,
    /// Of the client; may be empty.
    pub inn: String,
    /// What the source calls the client; may be empty.
    pub name: String,
}

/// Why an invoice can't be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// There is no such client.
    NoClient(String),
    /// It is another client's already.
    OfAnother,
    /// So much of it is paid already, which is more.
    BelowPaid(Money),
    /// The source tells of it twice.
    Twice,
}

impl Refused {
    /// In words.
    pub fn text(&self, number: &str) -> Text {
        match self {
            Self::NoClient(who) => t!("cell-no-such-client", client = who),
            Self::OfAnother => t!("invoice-of-another", number = number),
            Self::BelowPaid(paid) => t!("invoice-below-paid", number = number, paid = *paid),
            Self::Twice => t!("invoice-twice", number = number),
        }
    }
}

/// What came of taking them in.
#[derive(Debug)]
pub struct Taken {
    /// Counts and notes.
    pub report: Report,
    /// Which invoice each one told of is.
    pub invoices: Vec<Result<Id<Invoice>, Refused>>,
}

/// Takes in all that can be stored; `file` is what the import is called after.
pub async fn take(conn: &mut Conn, told: &[Told], file: &File, by: By<'_>) -> Result<Taken> {
    let import = files::record(conn, "invoices", file, by).await?;
    let mut report = Report::default();
    let mut exact = Vec::new();
    for one in told {
        exact.push(queries::by_number(conn, &one.number, one.issued_on).await?);
    }
    // What one of them is by number and day, no other is by looks.
    let mut taken: BTreeSet<Id<Invoice>> = exact.iter().flatten().map(|invoice| invoice.id).collect();
    let mut seen = BTreeSet::new();
    let mut held = Vec::new();
    let mut invoices = Vec::new();
    let mut total = Money::ZERO;
    for (one, exact) in told.iter().zip(exact) {
        let Some(client) = queries::client_of(conn, &one.inn, &fold(&one.name)).await? else {
            let who = if one.name.is_empty() { &one.inn } else { &one.name };
            invoices.push(Err(Refused::NoClient(who.clone())));
            continue;
        };
        if !seen.insert((&one.number, one.issued_on)) {
            invoices.push(Err(Refused::Twice));
            continue;
        }
        total += one.sum;
        let old = if exact.is_some() {
            exact
        } else {
            let mut alike = queries::alike(conn, client, &bare_number(&one.number), one.issued_on).await?;
            alike.retain(|invoice| !taken.contains(&invoice.id));
            if alike.len() == 1 { alike.pop() } else { None }
        };
        let kept = keep(conn, &mut report, (one, client, old), import, by).await?;
        invoices.push(kept.map(|invoice| {
            let id = invoice.id;
            taken.insert(id);
            held.push(invoice);
            id
        }));
    }
    report.notes.push(t!("invoice-import-total", sum = total));
    if report.is_news() {
        take_back::hold(conn, import, &held).await?;
    }
    files::close(conn, import, &report).await?;
    Ok(Taken { report, invoices })
}

/// Stores what is new or different; the invoice as it is told.
async fn keep(
    conn: &mut Conn,
    report: &mut Report,
    (told, client, old): (&Told, Id<Client>, Option<Invoice>),
    import: Id<files::Import>,
    by: By<'_>,
) -> Result<Result<Invoice, Refused>> {
    let Some(old) = old else {
        let new = Invoice {
            id: Id::new(),
            client,
            number: told.number.clone(),
            issued_on: told.issued_on,
            due_on: told.due_on.unwrap_or_else(|| by.calendar.last_working_day_of_month(told.issued_on)),
            sum: told.sum,
            paid: Money::ZERO,
            disputed: false,
            awaited_until: None,
        };
        report.added += 1;
        queries::add(conn, &new, import, by.now.into()).await?;
        return Ok(Ok(new));
    };
    if old.client != client {
        return Ok(Err(Refused::OfAnother));
    }
    if told.sum < old.paid {
        return Ok(Err(Refused::BelowPaid(old.paid)));
    }
    let due_on = told.due_on.unwrap_or(old.due_on);
    if old.sum == told.sum && old.due_on == due_on {
        report.same += 1;
        return Ok(Ok(old));
    }
    report.changed += 1;
    if report.changed <= SAMPLES {
        let note = t!("invoice-changes", number = &told.number, before = old.sum, after = told.sum, due = due_on);
        report.notes.push(note);
    }
    queries::correct(conn, old.id, told.sum, due_on).await?;
    Ok(Ok(Invoice { sum: told.sum, due_on, ..old }))
}
