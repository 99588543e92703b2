//! SQL of billing.

use super::model::{Channel, Sent};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::invoices::Invoice,
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
    person_id: Id<Person>,
    name: String,
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
            name: row.name,
            channel: row.channel,
            at: row.sent_at,
            sum: row.sum,
            confirmed_at: row.confirmed_at,
            wrong_at: row.wrong_at,
        }
    }
}

/// Writes down that an invoice goes to somebody.
pub async fn put(
    conn: &mut Conn,
    invoice: &Invoice,
    to: Id<Person>,
    channel: Channel,
    (by, now): (Id<Person>, Timestamp),
) -> Result<Id<Sent>> {
    let id = Id::new();
    sqlx::query(
        "INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, channel, sent_by, sent_at, sum) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(invoice.id)
    .bind(invoice.client)
    .bind(to)
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
        "SELECT s.id, s.invoice_id, s.client_id, s.person_id, p.name, s.channel, s.sent_at, s.sum, \
         s.confirmed_at, s.wrong_at \
         FROM invoice_sent s JOIN person p ON p.id = s.person_id WHERE s.id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Sent::from))
}

/// What was sent to a client lately, the newest first; not what accounting was asked for.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, since: DateTime<Utc>, limit: i64) -> Result<Vec<Sent>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.id, s.invoice_id, s.client_id, s.person_id, p.name, s.channel, s.sent_at, s.sum, \
         s.confirmed_at, s.wrong_at \
         FROM invoice_sent s JOIN person p ON p.id = s.person_id \
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

/// When an invoice was sent last, or accounting was asked to: somebody out there has it, or will.
pub async fn holds(conn: &mut Conn, invoice: Id<Invoice>) -> Result<Option<Text>> {
    let sent: Option<Timestamp> = sqlx::query_scalar("SELECT MAX(sent_at) FROM invoice_sent WHERE invoice_id = $1")
        .bind(invoice)
        .fetch_one(conn)
        .await?;
    Ok(sent.map(|at| t!("unload-held-sent", at = at.0)))
}
