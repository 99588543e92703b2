//! SQL of batches: what goes out together, and how far it has got.

use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::invoices::Invoice,
    money::Money,
    people::Person,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// An invoice as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked(pub Id<Invoice>, pub Money);

/// Invoices that go out together.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Own id.
    pub id: Id<Batch>,
    /// Who sends them.
    pub person: Id<Person>,
    /// The first day of the month they are for.
    pub service: NaiveDate,
    /// What was shown.
    pub picked: Vec<Picked>,
    /// Until then it can be taken back.
    pub goes_at: Timestamp,
    /// So many are behind us.
    pub done: i64,
    /// So many of those went to somebody.
    pub sent: i64,
    /// It was taken back, or all of it is behind us.
    pub over: bool,
}

impl Batch {
    /// A new one.
    pub fn new(person: Id<Person>, service: NaiveDate, picked: Vec<Picked>, goes_at: DateTime<Utc>) -> Self {
        Self { id: Id::new(), person, service, picked, goes_at: goes_at.into(), done: 0, sent: 0, over: false }
    }
}

#[derive(FromRow)]
struct Row {
    id: Id<Batch>,
    person_id: Id<Person>,
    service: Day,
    picked: String,
    goes_at: Timestamp,
    done: i64,
    sent: i64,
    undone_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
}

/// Writes one down.
pub async fn put(conn: &mut Conn, batch: &Batch, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO issue_batch (id, person_id, service, picked, goes_at, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(batch.id)
    .bind(batch.person)
    .bind(Day(batch.service))
    .bind(serde_json::to_string(&batch.picked)?)
    .bind(batch.goes_at)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// One of them.
pub async fn by_id(conn: &mut Conn, id: Id<Batch>) -> Result<Option<Batch>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, person_id, service, picked, goes_at, done, sent, undone_at, ended_at FROM issue_batch WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    let batch = |row: Row| -> Result<Batch> {
        Ok(Batch {
            id: row.id,
            person: row.person_id,
            service: row.service.0,
            picked: serde_json::from_str(&row.picked)?,
            goes_at: row.goes_at,
            done: row.done,
            sent: row.sent,
            over: row.undone_at.is_some() || row.ended_at.is_some(),
        })
    };
    row.map(batch).transpose()
}

/// What of a month is about to go out, batch by batch.
pub async fn waiting(conn: &mut Conn, service: NaiveDate) -> Result<Vec<Vec<Picked>>> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT picked FROM issue_batch WHERE service = $1 AND undone_at IS NULL AND ended_at IS NULL",
    )
    .bind(Day(service))
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(serde_json::from_str(row)?)).collect()
}

/// The next of them is behind us from here on; `false`: another process has it, or all was taken back.
pub async fn advance(conn: &mut Conn, id: Id<Batch>, done: i64) -> Result<bool> {
    let advanced = sqlx::query(
        "UPDATE issue_batch SET done = done + 1 WHERE id = $1 AND done = $2 AND undone_at IS NULL AND ended_at IS NULL",
    )
    .bind(id)
    .bind(done)
    .execute(conn)
    .await?;
    Ok(advanced.rows_affected() > 0)
}

/// One more has gone to somebody.
pub async fn count(conn: &mut Conn, id: Id<Batch>) -> Result {
    sqlx::query("UPDATE issue_batch SET sent = sent + 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// All of it is behind us; `false`: somebody else has said so.
pub async fn end(conn: &mut Conn, id: Id<Batch>, now: Timestamp) -> Result<bool> {
    let ended =
        sqlx::query("UPDATE issue_batch SET ended_at = $2 WHERE id = $1 AND undone_at IS NULL AND ended_at IS NULL")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?;
    Ok(ended.rows_affected() > 0)
}

/// Takes it back; `false`: it has begun to go, or was taken back.
pub async fn undo(conn: &mut Conn, id: Id<Batch>, now: Timestamp) -> Result<bool> {
    let undone = sqlx::query(
        "UPDATE issue_batch SET undone_at = $2 WHERE id = $1 AND done = 0 AND undone_at IS NULL AND ended_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(undone.rows_affected() > 0)
}
