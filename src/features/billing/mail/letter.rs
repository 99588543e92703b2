//! A letter: what it says, and what became of it.

use super::super::kit::Ready;
use crate::{
    bot::document::Document,
    clients::Client,
    db::{Id, Timestamp},
    email::Email,
    features::invoices::Invoice,
    lang::Lang,
    money::Money,
    named,
    people::Person,
    t,
    text::{Reader, Text},
    when,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// A letter that could not be handed over by then is given up, night or day.
pub const PATIENCE: TimeDelta = TimeDelta::hours(18);
/// After so many tries whose end is not known nobody tries again.
pub const DOUBTS: i64 = 2;

/// Letters of one tap.
#[derive(Debug)]
pub struct Batch;

named! {
    /// Where a letter stands.
    pub enum State {
        /// The server certainly has not got it; it is tried, or tried again.
        Queued = "queued",
        /// It is being handed over. Found so, the process has died: nobody knows.
        Trying = "trying",
        /// It was handed over and the answer was lost.
        Doubtful = "doubtful",
        /// The server has taken it.
        Sent = "sent",
        /// The server has not taken it and will not.
        Refused = "refused",
    }
}

/// A letter as it is kept, without its files.
#[derive(Debug, Clone, FromRow)]
pub struct Letter {
    /// Own id.
    pub id: Id<Letter>,
    /// With which it was sent by one tap.
    #[sqlx(rename = "batch_id")]
    pub batch: Id<Batch>,
    /// To whom.
    #[sqlx(rename = "client_id")]
    pub client: Id<Client>,
    /// With which invoice.
    #[sqlx(rename = "invoice_id")]
    pub invoice: Id<Invoice>,
    /// To which address, ASCII.
    pub email: String,
    /// To which contact person.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// Its words.
    pub body: String,
    /// Where it stands.
    pub state: State,
    /// So many tries ended without our knowing how.
    pub doubts: i64,
    /// JSON: what the server said last; may be empty.
    pub refusal: String,
    /// Who sent it, and hears of a refusal.
    #[sqlx(rename = "sent_by")]
    pub by: Id<Person>,
    /// When it was wished for.
    pub created_at: Timestamp,
    /// No more tries since.
    pub ended_at: Option<Timestamp>,
}

impl Letter {
    /// No more tries.
    pub const fn is_over(&self) -> bool {
        self.ended_at.is_some()
    }

    /// The address as people read it.
    pub fn human(&self) -> String {
        human(&self.email)
    }
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Where the letter stands now.
    pub state: State,
    /// JSON: what the server said; empty: nothing.
    pub refusal: String,
    /// So many tries ended without our knowing how.
    pub doubts: i64,
    /// No more tries.
    pub is_over: bool,
}

/// A kept address as people read it.
pub fn human(email: &str) -> String {
    Email::parse(email).map_or_else(|_| email.to_owned(), |email| email.human())
}

/// A file as a row keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct File {
    pub name: String,
    pub mime: String,
    base64: String,
}

impl File {
    pub fn of(file: Document<'_>) -> Self {
        Self { name: file.name.to_owned(), mime: file.mime.to_owned(), base64: STANDARD.encode(file.bytes) }
    }

    /// What is in it.
    pub fn bytes(&self) -> Vec<u8> {
        STANDARD.decode(&self.base64).unwrap_or_default()
    }
}

/// A letter about to be written down.
pub struct New<'a> {
    pub batch: Id<Batch>,
    pub client: Id<Client>,
    pub invoice: Id<Invoice>,
    pub email: &'a Email,
    pub name: &'a str,
    pub words: Words,
    pub files: Vec<File>,
    pub by: Id<Person>,
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub body: String,
}

/// The letter beside a pay kit, in Russian, as letters to clients are.
pub fn words(ready: &Ready, client: &Client, (seller, manager): (&str, &str), now: DateTime<Utc>) -> Words {
    let invoice = &ready.invoice;
    let number = invoice.number.as_str();
    let reader = Reader { lang: Lang::Ru, zone: client.zone, now };
    let day = |day: chrono::NaiveDate| day.format("%d.%m.%Y").to_string();
    let month = when::month_name(invoice.issued_on, Lang::Ru);
    let year = invoice.issued_on.year().to_string();
    let subject = t!("letter-subject", number = number, month = month, year = year, seller = seller);
    let (issued, due) = (day(invoice.issued_on), day(invoice.due_on));
    let mut parts =
        vec![t!("letter-hello"), t!("letter-invoice", number = number, day = issued, sum = invoice.left(), due = due)];
    if invoice.paid > Money::ZERO {
        parts.push(t!("letter-partly", paid = invoice.paid, all = invoice.sum));
    }
    parts.extend([
        t!("letter-files"),
        t!("letter-purpose", purpose = &ready.kit.copy.purpose),
        t!("letter-paid"),
        t!("letter-bye", manager = manager, seller = seller),
    ]);
    Words { subject: subject.plain(&reader), body: Text::Join(parts, "\n\n").plain(&reader) }
}
