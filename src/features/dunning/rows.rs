//! SQL of reminders of money.

use super::{decide::Verdict, ladder::Step};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::{invoices::Invoice, payments::Promise, tasks::Task},
    named,
    people::Person,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::FromRow;
use std::collections::HashMap;

/// Unpaid invoices are looked at no oftener than this.
const PAUSE: TimeDelta = TimeDelta::minutes(15);

/// Begins a look, unless the last one was only just now.
pub async fn begin_look(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    let begun = sqlx::query("UPDATE dunning_look SET look_at = $2 WHERE one = 1 AND look_at <= $1")
        .bind(Timestamp::from(now))
        .bind(Timestamp::from(now + PAUSE))
        .execute(conn)
        .await?;
    Ok(begun.rows_affected() > 0)
}

/// How far the ladder of an invoice has come.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Stand {
    pub invoice_id: Id<Invoice>,
    pub step: Option<Step>,
    pub look_at: Option<Timestamp>,
}

/// How far all ladders have come.
pub async fn stands(conn: &mut Conn) -> Result<HashMap<Id<Invoice>, Stand>> {
    let rows: Vec<Stand> = sqlx::query_as("SELECT invoice_id, step, look_at FROM dunning").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|stand| (stand.invoice_id, stand)).collect())
}

/// The ladder of an invoice has come so far; `look_at`: what could not be done is looked at again then.
pub async fn stand(conn: &mut Conn, stand: Stand) -> Result {
    sqlx::query(
        "INSERT INTO dunning (invoice_id, step, look_at) VALUES ($1, $2, $3) \
         ON CONFLICT (invoice_id) DO UPDATE SET step = excluded.step, look_at = excluded.look_at",
    )
    .bind(stand.invoice_id)
    .bind(stand.step)
    .bind(stand.look_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// An invoice that is paid or disputed has no ladder.
pub async fn forget(conn: &mut Conn, invoice: Id<Invoice>) -> Result {
    sqlx::query("DELETE FROM dunning WHERE invoice_id = $1").bind(invoice).execute(conn).await?;
    Ok(())
}

/// What is known of reminding of a promise.
#[derive(Debug, Clone, Copy, Default, FromRow)]
pub struct Reminder {
    pub reminded_on: Option<Day>,
    pub look_at: Option<Timestamp>,
    pub moved_by: Option<Id<Person>>,
}

/// What is known of reminding of a promise.
pub async fn reminded(conn: &mut Conn, promise: Id<Promise>) -> Result<Reminder> {
    let known = sqlx::query_as("SELECT reminded_on, look_at, moved_by FROM dunning_promise WHERE promise_id = $1")
        .bind(promise)
        .fetch_optional(conn)
        .await?;
    Ok(known.unwrap_or_default())
}

/// Remembers that the client was reminded of a promise, or when to look again.
pub async fn remind(
    conn: &mut Conn,
    promise: Id<Promise>,
    on: Option<NaiveDate>,
    look_at: Option<Timestamp>,
) -> Result {
    sqlx::query(
        "INSERT INTO dunning_promise (promise_id, reminded_on, look_at) VALUES ($1, $2, $3) \
         ON CONFLICT (promise_id) DO UPDATE SET reminded_on = excluded.reminded_on, look_at = excluded.look_at",
    )
    .bind(promise)
    .bind(on.map(Day))
    .bind(look_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// A contact person made a promise by moving the day.
pub async fn moved(conn: &mut Conn, promise: Id<Promise>, by: Id<Person>) -> Result {
    sqlx::query("INSERT INTO dunning_promise (promise_id, moved_by) VALUES ($1, $2)")
        .bind(promise)
        .bind(by)
        .execute(conn)
        .await?;
    Ok(())
}

named! {
    /// What a client says to a reminder.
    pub enum Word {
        /// It is paid.
        Paid = "paid",
        /// They need the invoice again.
        Invoice = "invoice",
        /// They want a later day than the bot may give.
        Call = "call",
    }
}

/// A client's word; `false`: it was said that day already.
pub async fn say(
    conn: &mut Conn,
    client: Id<Client>,
    person: Id<Person>,
    word: Word,
    (today, now): (NaiveDate, Timestamp),
) -> Result<bool> {
    let said = sqlx::query(
        "INSERT INTO dunning_word (client_id, person_id, word, said_on, said_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (client_id, word, said_on) DO NOTHING",
    )
    .bind(client)
    .bind(person)
    .bind(word)
    .bind(Day(today))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(said.rows_affected() > 0)
}

/// What a head has decided about a debtor.
#[derive(Debug, Clone, FromRow)]
pub struct Decision {
    pub id: Id<Decision>,
    pub client_id: Id<Client>,
    pub verdict: Verdict,
    pub until: Day,
    pub task_id: Option<Id<Task>>,
    pub decided_by: Id<Person>,
    pub decided_at: Timestamp,
}

/// Decisions that still hold on a day, about one client or all; the newest of a client last.
pub async fn decisions(conn: &mut Conn, client: Option<Id<Client>>, today: NaiveDate) -> Result<Vec<Decision>> {
    Ok(sqlx::query_as(
        "SELECT id, client_id, verdict, until, task_id, decided_by, decided_at FROM dunning_decision \
         WHERE undone_at IS NULL AND until >= $2 AND (client_id = $1 OR CAST($1 AS TEXT) IS NULL) ORDER BY decided_at, id",
    )
    .bind(client)
    .bind(Day(today))
    .fetch_all(conn)
    .await?)
}

/// The last decision about a client, whether it still holds or not.
pub async fn last_decision(conn: &mut Conn, client: Id<Client>) -> Result<Option<Decision>> {
    Ok(sqlx::query_as(
        "SELECT id, client_id, verdict, until, task_id, decided_by, decided_at FROM dunning_decision \
         WHERE undone_at IS NULL AND client_id = $1 ORDER BY decided_at DESC, id DESC LIMIT 1",
    )
    .bind(client)
    .fetch_optional(conn)
    .await?)
}

/// A decision that was made.
pub async fn decision(conn: &mut Conn, id: Id<Decision>) -> Result<Decision> {
    Ok(sqlx::query_as(
        "SELECT id, client_id, verdict, until, task_id, decided_by, decided_at FROM dunning_decision WHERE id = $1",
    )
    .bind(id)
    .fetch_one(conn)
    .await?)
}

/// Keeps a decision.
pub async fn decide(conn: &mut Conn, decision: &Decision) -> Result {
    sqlx::query(
        "INSERT INTO dunning_decision (id, client_id, verdict, until, task_id, decided_by, decided_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(decision.id)
    .bind(decision.client_id)
    .bind(decision.verdict)
    .bind(decision.until)
    .bind(decision.task_id)
    .bind(decision.decided_by)
    .bind(decision.decided_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a decision back.
pub async fn undo(conn: &mut Conn, id: Id<Decision>, now: Timestamp) -> Result {
    sqlx::query("UPDATE dunning_decision SET undone_at = $2 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}
