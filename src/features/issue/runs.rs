//! SQL of runs: where a person stands with a month, and what was told of it.

use super::model::Case;
use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    named,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// How far a month is, in clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Have to pay, or have something to be decided about.
    pub expected: i64,
    /// Have an invoice.
    pub issued: i64,
    /// Nothing is to be done about them.
    pub ready: i64,
    /// Something is to be decided.
    pub open: i64,
    /// Accounting has them.
    pub books: i64,
}

/// Where a person stands with a month.
#[derive(Debug, Clone, FromRow)]
pub struct Run {
    pub person_id: Id<Person>,
    pub checked_at: Option<Timestamp>,
    pub called_at: Option<Timestamp>,
    pub begun_at: Option<Timestamp>,
    pub reminded_at: Option<Timestamp>,
    /// The invoices were sent, or need not be.
    pub closed_at: Option<Timestamp>,
    /// The card that is shown.
    pub case_id: Option<Id<Case>>,
    #[sqlx(flatten)]
    pub counts: Counts,
}

impl Run {
    /// The person knows of it: was told, or has begun by themselves.
    pub fn is_on(&self) -> bool {
        self.called_at.is_some() || self.begun_at.is_some()
    }

    /// The person has something to do.
    pub fn is_left(&self) -> bool {
        self.is_on() && self.counts.expected > 0 && !self.is_finished()
    }

    /// Nothing is left to be done by the person.
    pub fn is_finished(&self) -> bool {
        self.closed_at.is_some() && self.counts.open == 0
    }
}

named! {
    /// What is written down of a run.
    pub enum Mark {
        /// The check before was told.
        Checked = "checked",
        /// The beginning was told.
        Called = "called",
        /// It was begun.
        Begun = "begun",
        /// It was reminded of.
        Reminded = "reminded",
        /// The invoices were sent, or need not be.
        Closed = "closed",
    }
}

/// Where a person stands.
pub async fn of_person(conn: &mut Conn, person: Id<Person>, service: NaiveDate) -> Result<Option<Run>> {
    Ok(sqlx::query_as(
        "SELECT person_id, checked_at, called_at, begun_at, reminded_at, closed_at, case_id, expected, issued, ready, \
         open, books FROM issue_run WHERE person_id = $1 AND service = $2",
    )
    .bind(person)
    .bind(Day(service))
    .fetch_optional(conn)
    .await?)
}

/// Where everybody stands.
pub async fn of_service(conn: &mut Conn, service: NaiveDate) -> Result<Vec<Run>> {
    Ok(sqlx::query_as(
        "SELECT person_id, checked_at, called_at, begun_at, reminded_at, closed_at, case_id, expected, issued, ready, \
         open, books FROM issue_run WHERE service = $1 ORDER BY person_id",
    )
    .bind(Day(service))
    .fetch_all(conn)
    .await?)
}

/// Writes a mark down, once.
pub async fn mark(conn: &mut Conn, person: Id<Person>, service: NaiveDate, mark: Mark, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO issue_run (person_id, service) VALUES ($1, $2) ON CONFLICT (person_id, service) DO NOTHING",
    )
    .bind(person)
    .bind(Day(service))
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE issue_run SET checked_at = CASE WHEN $3 = 'checked' THEN COALESCE(checked_at, $4) ELSE checked_at END, \
           called_at = CASE WHEN $3 = 'called' THEN COALESCE(called_at, $4) ELSE called_at END, \
           begun_at = CASE WHEN $3 = 'begun' THEN COALESCE(begun_at, $4) ELSE begun_at END, \
           reminded_at = CASE WHEN $3 = 'reminded' THEN COALESCE(reminded_at, $4) ELSE reminded_at END, \
           closed_at = CASE WHEN $3 = 'closed' THEN COALESCE(closed_at, $4) ELSE closed_at END \
         WHERE person_id = $1 AND service = $2",
    )
    .bind(person)
    .bind(Day(service))
    .bind(mark)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What was to go out does not go out after all.
pub async fn reopen(conn: &mut Conn, person: Id<Person>, service: NaiveDate) -> Result {
    sqlx::query("UPDATE issue_run SET closed_at = NULL WHERE person_id = $1 AND service = $2")
        .bind(person)
        .bind(Day(service))
        .execute(conn)
        .await?;
    Ok(())
}

/// The card that is shown now.
pub async fn stand_at(conn: &mut Conn, person: Id<Person>, service: NaiveDate, case: Option<Id<Case>>) -> Result {
    sqlx::query("UPDATE issue_run SET case_id = $3 WHERE person_id = $1 AND service = $2")
        .bind(person)
        .bind(Day(service))
        .bind(case)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps how far it is, for those who read it without looking at every client.
pub async fn count(conn: &mut Conn, person: Id<Person>, service: NaiveDate, counts: Counts) -> Result {
    sqlx::query(
        "UPDATE issue_run SET expected = $3, issued = $4, ready = $5, open = $6, books = $7 \
         WHERE person_id = $1 AND service = $2",
    )
    .bind(person)
    .bind(Day(service))
    .bind(counts.expected)
    .bind(counts.issued)
    .bind(counts.ready)
    .bind(counts.open)
    .bind(counts.books)
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether imports or fees have changed since the last look; keeps how they are now.
pub async fn has_changed(conn: &mut Conn, pulse: &str) -> Result<bool> {
    let changed = sqlx::query(
        "INSERT INTO issue_look (one, pulse) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET pulse = excluded.pulse \
         WHERE issue_look.pulse <> excluded.pulse",
    )
    .bind(pulse)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() > 0)
}
