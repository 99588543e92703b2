//! Money that came and promises that were made, as other rooms count them.

use super::promise::State;
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::invoices::Invoice,
    money::Money,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// Money that came for an invoice.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Came {
    /// Who paid.
    pub client_id: Id<Client>,
    /// For what.
    pub invoice_id: Id<Invoice>,
    /// The bank's day.
    pub paid_on: Day,
}

/// Money of a manager's clients and of nobody's that came since `day`, the earliest first.
pub async fn came_since(conn: &mut Conn, owner: Id<Person>, day: NaiveDate) -> Result<Vec<Came>> {
    Ok(sqlx::query_as(
        "SELECT p.client_id, a.invoice_id, p.paid_on FROM allocation a JOIN payment p ON p.id = a.payment_id \
         JOIN client c ON c.id = p.client_id WHERE (c.owner_id = $1 OR c.owner_id IS NULL) AND p.paid_on >= $2 \
         ORDER BY p.paid_on, a.invoice_id",
    )
    .bind(owner)
    .bind(Day(day))
    .fetch_all(conn)
    .await?)
}

/// What came for invoices of all clients, by the bank's day, from `from` to `to`.
pub async fn came_by_day(conn: &mut Conn, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, Money)>> {
    let days: Vec<(Day, Money)> = sqlx::query_as(
        "SELECT p.paid_on, CAST(SUM(a.sum) AS BIGINT) FROM allocation a JOIN payment p ON p.id = a.payment_id \
         WHERE p.paid_on BETWEEN $1 AND $2 GROUP BY p.paid_on ORDER BY p.paid_on",
    )
    .bind(Day(from))
    .bind(Day(to))
    .fetch_all(conn)
    .await?;
    Ok(days.into_iter().map(|(day, sum)| (day.0, sum)).collect())
}

/// A promise that holds or was judged.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Word {
    /// Who promised.
    pub client_id: Id<Client>,
    /// To whom.
    pub made_by: Id<Person>,
    /// How much.
    pub sum: Money,
    /// The day it counts from.
    pub counts_from: Day,
    /// By which day.
    pub due_on: Day,
    /// Where it stands.
    pub state: State,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was judged.
    pub closed_at: Option<Timestamp>,
}

/// Promises of a manager's clients and of nobody's: the open ones, and those judged that were made since `since`; the
/// oldest first.
pub async fn words_since(conn: &mut Conn, owner: Id<Person>, since: Timestamp) -> Result<Vec<Word>> {
    Ok(sqlx::query_as(
        "SELECT p.client_id, p.made_by, p.sum, p.counts_from, p.due_on, p.state, p.made_at, p.closed_at FROM promise p \
         JOIN client c ON c.id = p.client_id WHERE (c.owner_id = $1 OR c.owner_id IS NULL) \
         AND (p.state = 'open' OR (p.made_at >= $2 AND p.state IN ('kept', 'partly', 'broken'))) ORDER BY p.made_at, p.id",
    )
    .bind(owner)
    .bind(since)
    .fetch_all(conn)
    .await?)
}
