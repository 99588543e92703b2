//! SQL of billing.

use super::{
    mail::{Letter, State},
    model::{Channel, Sent},
};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    email::Email,
    error::Result,
    features::{invoices::Invoice, tasks::Task},
    money::Money,
    people::{Person, Scope},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Sent>,
    invoice_id: Id<Invoice>,
    client_id: Id<Client>,
    person_id: Option<Id<Person>>,
    name: Option<String>,
    email: String,
    state: Option<State>,
    channel: Channel,
    sent_at: Timestamp,
    sum: Option<Money>,
    confirmed_at: Option<Timestamp>,
    wrong_at: Option<Timestamp>,
}

impl From<Row> for Sent {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            invoice: row.invoice_id,
            client: row.client_id,
            person: row.person_id,
            name: row.name.unwrap_or_default(),
            email: row.email,
            letter: row.state,
            channel: row.channel,
            at: row.sent_at,
            sum: row.sum,
            confirmed_at: row.confirmed_at,
            wrong_at: row.wrong_at,
        }
    }
}

/// Where an invoice goes.
#[derive(Debug, Clone, Copy)]
pub enum To<'a> {
    /// Into the chat of a contact person.
    Telegram(Id<Person>),
    /// As files to a colleague.
    File(Id<Person>),
    /// Accounting was asked to send it to this person.
    Task { person: Id<Person>, task: Id<Task> },
    /// To an address, by this letter.
    Mail { email: &'a Email, letter: Id<Letter> },
    /// As a draft to a colleague, who sends it to this address.
    Draft { by: Id<Person>, email: &'a Email },
}

/// Writes down that an invoice goes somewhere.
pub async fn put(
    conn: &mut Conn,
    invoice: &Invoice,
    to: To<'_>,
    (by, now): (Id<Person>, Timestamp),
) -> Result<Id<Sent>> {
    let (channel, person, email, letter, task) = match to {
        To::Telegram(person) => (Channel::Telegram, Some(person), None, None, None),
        To::File(person) => (Channel::File, Some(person), None, None, None),
        To::Task { person, task } => (Channel::Task, Some(person), None, None, Some(task)),
        To::Mail { email, letter } => (Channel::Mail, None, Some(email), Some(letter), None),
        To::Draft { by, email } => (Channel::Draft, Some(by), Some(email), None, None),
    };
    let id = Id::new();
    sqlx::query(
        "INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, email, letter_id, task_id, channel, sent_by, \
           sent_at, sum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(invoice.id)
    .bind(invoice.client)
    .bind(person)
    .bind(email.map_or("", Email::as_str))
    .bind(letter)
    .bind(task)
    .bind(channel)
    .bind(by)
    .bind(now)
    .bind(invoice.sum)
    .execute(conn)
    .await?;
    Ok(id)
}

/// Writes down that an invoice goes to somebody who has not asked for it, to whom it has gone `before` so many times;
/// `None`: somebody else is just sending it.
pub async fn put_once(
    conn: &mut Conn,
    invoice: &Invoice,
    (to, before): (Id<Person>, usize),
    (by, now): (Id<Person>, Timestamp),
) -> Result<Option<Id<Sent>>> {
    Ok(sqlx::query_scalar(
        "INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, channel, sent_by, sent_at, sum, once) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (once) DO NOTHING RETURNING id",
    )
    .bind(Id::<Sent>::new())
    .bind(invoice.id)
    .bind(invoice.client)
    .bind(to)
    .bind(Channel::Telegram)
    .bind(by)
    .bind(now)
    .bind(invoice.sum)
    .bind(format!("{}:{to}:{before}", invoice.id))
    .fetch_optional(conn)
    .await?)
}

/// An invoice that was sent to the client in the bot, and as what.
#[derive(Debug, Clone, FromRow)]
pub struct Has {
    /// Which.
    pub invoice_id: Id<Invoice>,
    /// To whom.
    pub person_id: Id<Person>,
    /// What it asked for the last time; `None`: nobody has written it down.
    pub sum: Option<Money>,
}

/// What was sent since to the contact persons of the clients in sight (`None`: of all); the latest comes last.
pub async fn sent_since(conn: &mut Conn, scope: Option<Scope>, since: DateTime<Utc>) -> Result<Vec<Has>> {
    Ok(sqlx::query_as(
        "SELECT s.invoice_id, s.person_id, s.sum FROM invoice_sent s JOIN client c ON c.id = s.client_id \
         WHERE s.channel = 'telegram' AND s.sent_at >= $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL) \
         ORDER BY s.sent_at, s.id",
    )
    .bind(Timestamp::from(since))
    .bind(scope.map_or(1, Scope::everything))
    .bind(scope.map(Scope::person))
    .fetch_all(conn)
    .await?)
}

/// The sendings of an invoice to people in the bot, the latest comes last.
pub async fn has(conn: &mut Conn, invoice: Id<Invoice>) -> Result<Vec<Has>> {
    Ok(sqlx::query_as(
        "SELECT invoice_id, person_id, sum FROM invoice_sent WHERE invoice_id = $1 AND channel = 'telegram' \
         ORDER BY sent_at, id",
    )
    .bind(invoice)
    .fetch_all(conn)
    .await?)
}

/// When an invoice was sent to somebody last as it is now, if that was after `since`.
pub async fn latest(
    conn: &mut Conn,
    invoice: &Invoice,
    to: Id<Person>,
    channel: Channel,
    since: DateTime<Utc>,
) -> Result<Option<Timestamp>> {
    Ok(sqlx::query_scalar(
        "SELECT sent_at FROM invoice_sent WHERE invoice_id = $1 AND person_id = $2 AND channel = $3 AND sent_at > $4 \
         AND (sum IS NULL OR sum = $5) ORDER BY sent_at DESC LIMIT 1",
    )
    .bind(invoice.id)
    .bind(to)
    .bind(channel)
    .bind(Timestamp::from(since))
    .bind(invoice.sum)
    .fetch_optional(conn)
    .await?)
}

/// When an invoice was sent to an address last, if that was after `since` and was not refused.
pub async fn latest_to(
    conn: &mut Conn,
    invoice: Id<Invoice>,
    email: &Email,
    channel: Channel,
    since: DateTime<Utc>,
) -> Result<Option<Timestamp>> {
    Ok(sqlx::query_scalar(
        "SELECT s.sent_at FROM invoice_sent s LEFT JOIN letter l ON l.id = s.letter_id \
         WHERE s.invoice_id = $1 AND s.email = $2 AND s.channel = $3 AND s.sent_at > $4 \
           AND (l.state IS NULL OR l.state <> 'refused') ORDER BY s.sent_at DESC LIMIT 1",
    )
    .bind(invoice)
    .bind(email.as_str())
    .bind(channel)
    .bind(Timestamp::from(since))
    .fetch_optional(conn)
    .await?)
}

/// A wish that accounting was asked for: with which task, whose affair and since when.
#[derive(Debug, Clone, FromRow)]
pub struct Wish {
    pub task_id: Id<Task>,
    pub client_id: Id<Client>,
    pub sent_at: Timestamp,
}

/// What accounting was asked for since.
pub async fn wishes(conn: &mut Conn, since: DateTime<Utc>) -> Result<Vec<Wish>> {
    Ok(sqlx::query_as(
        "SELECT task_id, client_id, MIN(sent_at) AS sent_at FROM invoice_sent \
         WHERE channel = 'task' AND task_id IS NOT NULL AND sent_at >= $1 GROUP BY task_id, client_id \
         ORDER BY MIN(sent_at)",
    )
    .bind(Timestamp::from(since))
    .fetch_all(conn)
    .await?)
}

/// How often invoices were sent so far.
pub async fn times(conn: &mut Conn, invoices: &[Invoice]) -> Result<i64> {
    let mut all = 0;
    for invoice in invoices {
        let times: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM invoice_sent WHERE invoice_id = $1")
            .bind(invoice.id)
            .fetch_one(&mut *conn)
            .await?;
        all += times;
    }
    Ok(all)
}

/// When a client was sent anything since.
pub async fn moments(conn: &mut Conn, client: Id<Client>, since: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
    let rows: Vec<Timestamp> =
        sqlx::query_scalar("SELECT sent_at FROM invoice_sent WHERE client_id = $1 AND sent_at >= $2")
            .bind(client)
            .bind(Timestamp::from(since))
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|at| at.0).collect())
}

/// One that was sent.
pub async fn by_id(conn: &mut Conn, id: Id<Sent>) -> Result<Option<Sent>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT s.id, s.invoice_id, s.client_id, s.person_id, p.name, s.email, l.state, s.channel, s.sent_at, s.sum, \
           s.confirmed_at, s.wrong_at \
         FROM invoice_sent s LEFT JOIN person p ON p.id = s.person_id LEFT JOIN letter l ON l.id = s.letter_id \
         WHERE s.id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Sent::from))
}

/// What was sent to a client lately, the newest first; not what accounting was asked for.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, since: DateTime<Utc>, limit: i64) -> Result<Vec<Sent>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.id, s.invoice_id, s.client_id, s.person_id, p.name, s.email, l.state, s.channel, s.sent_at, s.sum, \
           s.confirmed_at, s.wrong_at \
         FROM invoice_sent s LEFT JOIN person p ON p.id = s.person_id LEFT JOIN letter l ON l.id = s.letter_id \
         WHERE s.client_id = $1 AND s.sent_at >= $2 AND s.channel <> 'task' ORDER BY s.sent_at DESC, s.id DESC LIMIT $3",
    )
    .bind(client)
    .bind(Timestamp::from(since))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Sent::from).collect())
}

/// Whoever got it has it; `false`: they have said so before.
pub async fn confirm(conn: &mut Conn, id: Id<Sent>, now: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE invoice_sent SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Whoever got it needs another one; `false`: they have said so before.
pub async fn refuse(conn: &mut Conn, id: Id<Sent>, now: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE invoice_sent SET wrong_at = $2 WHERE id = $1 AND wrong_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether an invoice was sent at all; to ask accounting for it is not to send it.
pub async fn is_sent(conn: &mut Conn, invoice: Id<Invoice>) -> Result<bool> {
    let sent: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM invoice_sent WHERE invoice_id = $1 AND channel <> 'task'")
        .bind(invoice)
        .fetch_one(conn)
        .await?;
    Ok(sent > 0)
}

/// When an invoice was sent last, or accounting was asked to: somebody out there has it, or will.
pub async fn holds(conn: &mut Conn, invoice: Id<Invoice>) -> Result<Option<Text>> {
    let sent: Option<Timestamp> = sqlx::query_scalar("SELECT MAX(sent_at) FROM invoice_sent WHERE invoice_id = $1")
        .bind(invoice)
        .fetch_one(conn)
        .await?;
    Ok(sent.map(|at| t!("unload-held-sent", at = at.0)))
}
