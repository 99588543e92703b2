//! What clients pay a month: words of hands and tables, the later word about a month counts.

use super::{book::Whose, cycle::Cycle};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::invoices::Invoice,
    files::Import,
    money::Money,
    named,
    people::{Person, Scope},
};
use chrono::{Months, NaiveDate};
use sqlx::FromRow;
use std::collections::HashMap;

named! {
    /// How far the contract is.
    pub enum Contract {
        /// Signed by both.
        Signed = "signed",
        /// Not signed yet.
        Unsigned = "unsigned",
    }
}

/// A word about a client's fee.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Fee {
    /// Own id: a later word has a later one.
    pub id: Id<Fee>,
    /// Whose.
    pub client_id: Id<Client>,
    /// A month; nothing: it is not paid any more.
    pub sum: Money,
    /// The first day of the first month it is paid for.
    pub since: Day,
    /// What was said of the contract.
    pub contract: Option<Contract>,
}

/// Where a word comes from.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The table.
    pub import: Option<Id<Import>>,
    /// The person.
    pub by: Option<Id<Person>>,
    /// When.
    pub at: Timestamp,
}

/// What is known of the fees of some clients.
#[derive(Debug, Clone, Default)]
pub struct Fees(HashMap<Id<Client>, Vec<Fee>>);

impl Fees {
    /// In the order they were said.
    fn of(words: Vec<Fee>) -> Self {
        let mut by_client: HashMap<_, Vec<Fee>> = HashMap::new();
        for word in words {
            by_client.entry(word.client_id).or_default().push(word);
        }
        Self(by_client)
    }

    fn words(&self, client: Id<Client>) -> &[Fee] {
        self.0.get(&client).map_or(&[], Vec::as_slice)
    }

    /// The word that counts for a month.
    pub fn word(&self, client: Id<Client>, month: NaiveDate) -> Option<&Fee> {
        // Of words about the same month the last one stands last and is taken.
        self.words(client).iter().filter(|word| word.since.0 <= month).max_by_key(|word| word.since)
    }

    /// What is paid for a month.
    pub fn at(&self, client: Id<Client>, month: NaiveDate) -> Option<Money> {
        self.word(client, month).map(|word| word.sum)
    }

    /// What the fee becomes after a month, and from which month on.
    pub fn next(&self, client: Id<Client>, month: NaiveDate) -> Option<&Fee> {
        let later = self.words(client).iter().filter(|word| word.since.0 > month);
        let first = later.map(|word| word.since.0).min()?;
        self.word(client, first)
    }

    /// The last word about the contract.
    pub fn contract(&self, client: Id<Client>) -> Option<Contract> {
        self.words(client).iter().rev().find_map(|word| word.contract)
    }

    /// Whether the client's monthly invoice among those issued in a month came late by our fault: after the working day that
    /// follows the day of issue, or as late as in the next month. Where no fee is known, nobody can say so.
    pub fn is_late(&self, client: Id<Client>, invoices: &[Invoice], cycle: Cycle) -> bool {
        let issued = |fee: Option<Money>| {
            let of_month = invoices.iter().filter(|invoice| cycle.month().contains(&invoice.issued_on));
            let days = of_month.filter(move |invoice| fee == Some(invoice.sum)).map(|invoice| invoice.issued_on);
            days.collect::<Vec<_>>()
        };
        let (own, before) = (issued(self.at(client, cycle.service())), issued(self.at(client, cycle.first)));
        if own.iter().any(|day| cycle.window().contains(day)) {
            return false;
        }
        own.iter().any(|day| *day > cycle.until) || before.iter().any(|day| day < cycle.window().start())
    }
}

/// Whether anybody has told a fee, and a mark that changes with every word: how many there are, and the last of them.
pub async fn pulse(conn: &mut Conn) -> Result<Option<String>> {
    let (count, last): (i64, Option<String>) =
        sqlx::query_as("SELECT COUNT(*), MAX(id) FROM fee").fetch_one(conn).await?;
    Ok(last.map(|last| format!("{count}:{last}")))
}

/// The fees of the clients in sight; `None`: of all.
pub async fn of_all(conn: &mut Conn, scope: Option<Scope>) -> Result<Fees> {
    let words = sqlx::query_as(
        "SELECT f.id, f.client_id, f.sum, f.since, f.contract FROM fee f JOIN client c ON c.id = f.client_id \
         WHERE $1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL ORDER BY f.id",
    )
    .bind(scope.map_or(1, Scope::everything))
    .bind(scope.map(Scope::person))
    .fetch_all(conn)
    .await?;
    Ok(Fees::of(words))
}

/// The fees of a person's own clients.
pub async fn of_owner(conn: &mut Conn, owner: Id<Person>) -> Result<Fees> {
    let words = sqlx::query_as(
        "SELECT f.id, f.client_id, f.sum, f.since, f.contract FROM fee f JOIN client c ON c.id = f.client_id \
         WHERE c.owner_id = $1 ORDER BY f.id",
    )
    .bind(owner)
    .fetch_all(conn)
    .await?;
    Ok(Fees::of(words))
}

/// The fees of one client.
pub async fn of_client(conn: &mut Conn, client: Id<Client>) -> Result<Fees> {
    let words = sqlx::query_as("SELECT id, client_id, sum, since, contract FROM fee WHERE client_id = $1 ORDER BY id")
        .bind(client)
        .fetch_all(conn)
        .await?;
    Ok(Fees::of(words))
}

/// Whether anybody among these pays a fee: whose work the issue is.
pub async fn owners(conn: &mut Conn) -> Result<Vec<Whose>> {
    let owners: Vec<Option<Id<Person>>> = sqlx::query_scalar(
        "SELECT DISTINCT c.owner_id FROM fee f JOIN client c ON c.id = f.client_id WHERE c.state = 'active'",
    )
    .fetch_all(conn)
    .await?;
    Ok(owners.into_iter().map(|owner| owner.map_or(Whose::Nobodys, Whose::Of)).collect())
}

/// Writes a word down.
pub async fn put(conn: &mut Conn, fee: &Fee, source: Source) -> Result {
    sqlx::query(
        "INSERT INTO fee (id, client_id, sum, since, contract, import_id, set_by, set_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(fee.id)
    .bind(fee.client_id)
    .bind(fee.sum)
    .bind(fee.since)
    .bind(fee.contract)
    .bind(source.import)
    .bind(source.by)
    .bind(source.at)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a word back; `false`: it has been.
pub async fn forget(conn: &mut Conn, id: Id<Fee>) -> Result<bool> {
    let gone = sqlx::query("DELETE FROM fee WHERE id = $1").bind(id).execute(conn).await?;
    Ok(gone.rows_affected() > 0)
}

/// The words of a table, and for each whether it still counts.
pub async fn of_import(conn: &mut Conn, import: Id<Import>) -> Result<Vec<(Fee, bool)>> {
    let words: Vec<Fee> =
        sqlx::query_as("SELECT id, client_id, sum, since, contract FROM fee WHERE import_id = $1 ORDER BY id")
            .bind(import)
            .fetch_all(&mut *conn)
            .await?;
    let later: Vec<Id<Fee>> = sqlx::query_scalar(
        "SELECT DISTINCT f.id FROM fee f JOIN fee l ON l.client_id = f.client_id AND l.since = f.since AND l.id > f.id \
         WHERE f.import_id = $1",
    )
    .bind(import)
    .fetch_all(conn)
    .await?;
    Ok(words.into_iter().map(|word| (!later.contains(&word.id), word)).map(|(counts, word)| (word, counts)).collect())
}

/// Takes a whole table back.
pub async fn forget_import(conn: &mut Conn, import: Id<Import>) -> Result {
    sqlx::query("DELETE FROM fee WHERE import_id = $1").bind(import).execute(conn).await?;
    Ok(())
}

/// Reads a fee; nothing at all is a fee as well.
pub fn parse(words: &str) -> Option<Money> {
    let nothing = words.contains('0') && words.chars().all(|c| "0., ₽".contains(c));
    if nothing { Some(Money::ZERO) } else { Money::parse(words) }
}

/// The month before.
pub fn before(month: NaiveDate) -> NaiveDate {
    month - Months::new(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ProductionCalendar;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fee(client: Id<Client>, rubles: i64, since: &str, contract: Option<Contract>) -> Fee {
        let (sum, since) = (Money::from_rubles(rubles), Day(day(since)));
        Fee { id: Id::new(), client_id: client, sum, since, contract }
    }

    #[test]
    fn the_later_word_about_a_month_counts() {
        let client = Id::new();
        let words = vec![
            fee(client, 100, "2026-01-01", Some(Contract::Unsigned)),
            fee(client, 120, "2026-06-01", None),
            fee(client, 130, "2026-06-01", Some(Contract::Signed)),
        ];
        let fees = Fees::of(words.clone());
        let at = |month: &str| fees.at(client, day(month));
        assert_eq!(at("2025-12-01"), None);
        assert_eq!(at("2026-05-01"), Some(Money::from_rubles(100)));
        assert_eq!(at("2026-07-01"), Some(Money::from_rubles(130)));
        assert_eq!(fees.next(client, day("2026-05-01")).map(|fee| fee.sum), Some(Money::from_rubles(130)));
        assert_eq!(fees.next(client, day("2026-06-01")), None);
        assert_eq!(fees.contract(client), Some(Contract::Signed));
        let back = Fees::of(words[..2].to_vec());
        assert_eq!(back.at(client, day("2026-06-01")), Some(Money::from_rubles(120)), "what was said before");
        assert_eq!(back.contract(client), Some(Contract::Unsigned));
        assert_eq!(fees.contract(Id::new()), None);
    }

    #[test]
    fn nothing_is_a_fee_too() {
        assert_eq!(["0", "0,00 ₽"].map(parse), [Some(Money::ZERO); 2]);
        assert_eq!(parse("15 000,00"), Some(Money::from_rubles(15_000)));
        assert_eq!(["", "-5", "много"].map(parse), [None; 3]);
    }

    #[test]
    fn an_invoice_is_late_by_us_from_the_second_working_day_on() {
        let (client, calendar) = (Id::new(), ProductionCalendar::russian());
        let cycle = Cycle::of_month(day("2026-05-01"), &calendar);
        let fees = Fees::of(vec![fee(client, 100, "2026-01-01", None)]);
        let invoice = |rubles, issued_on: &str| Invoice {
            id: Id::new(),
            client,
            number: String::new(),
            issued_on: day(issued_on),
            due_on: day("2026-05-29"),
            sum: Money::from_rubles(rubles),
            paid: Money::ZERO,
            disputed: false,
            awaited_until: None,
        };
        let late = |invoices: &[Invoice]| fees.is_late(client, invoices, cycle);
        assert!(!late(&[invoice(100, "2026-05-15")]) && !late(&[invoice(100, "2026-05-18")]));
        assert!(late(&[invoice(100, "2026-05-19")]));
        assert!(late(&[invoice(100, "2026-05-04")]), "that of the month before");
        assert!(!late(&[invoice(100, "2026-05-15"), invoice(100, "2026-05-20")]), "the first was in time");
        assert!(!late(&[invoice(7_000, "2026-05-20")]), "something else was sold");
        assert!(!late(&[]) && !Fees::default().is_late(client, &[invoice(100, "2026-05-20")], cycle));
    }
}
