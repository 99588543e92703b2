//! What the client was asked about the window, as it lies in the database.

use super::super::{model::Delivery, window::Window};
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    features::tasks::Task,
    named,
    people::Person,
};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

named! {
    /// Where a question stands.
    pub enum State {
        /// The client is to choose.
        Asked = "asked",
        /// The client wants another time.
        Wished = "wished",
        /// A window is settled.
        Agreed = "agreed",
        /// Nobody waits for an answer any more.
        Ended = "ended",
    }
}

/// A question about the window of a delivery.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Of which delivery.
    pub delivery: Id<Delivery>,
    /// Raised with every question.
    pub round: i64,
    /// What can be chosen.
    pub windows: Vec<Window>,
    /// Where it stands.
    pub state: State,
    /// What the client wants instead, in words.
    pub wish: String,
    /// The same as a window.
    pub wished: Option<Window>,
    /// Who answered.
    pub answered_by: Option<Id<Person>>,
    /// How often somebody was reminded.
    pub reminded: i64,
    /// The call that was put for it.
    pub task: Option<Id<Task>>,
}

#[derive(FromRow)]
struct Row {
    delivery_id: Id<Delivery>,
    round: i64,
    windows: String,
    state: State,
    wish: String,
    wish_from: Option<Timestamp>,
    wish_to: Option<Timestamp>,
    answered_by: Option<Id<Person>>,
    reminded: i64,
    task_id: Option<Id<Task>>,
}

impl TryFrom<Row> for Asked {
    type Error = crate::error::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            delivery: row.delivery_id,
            round: row.round,
            windows: serde_json::from_str(&row.windows)?,
            state: row.state,
            wish: row.wish,
            wished: row.wish_from.zip(row.wish_to).map(|(from, to)| (from.0, to.0)),
            answered_by: row.answered_by,
            reminded: row.reminded,
            task: row.task_id,
        })
    }
}

/// The question about a delivery, if there ever was one.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Asked>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT delivery_id, round, windows, state, wish, wish_from, wish_to, answered_by, reminded, task_id \
         FROM delivery_dates \
         WHERE delivery_id = $1",
    )
    .bind(delivery)
    .fetch_optional(conn)
    .await?;
    row.map(Asked::try_from).transpose()
}

/// Questions about which somebody is to be reminded now.
pub async fn due(conn: &mut Conn, now: Timestamp) -> Result<Vec<Asked>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT delivery_id, round, windows, state, wish, wish_from, wish_to, answered_by, reminded, task_id \
         FROM delivery_dates \
         WHERE remind_at <= $1 ORDER BY remind_at, delivery_id",
    )
    .bind(now)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Asked::try_from).collect()
}

/// The client is asked, anew if they were before; returns the round.
pub async fn ask(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    windows: &[Window],
    (by, now): (Id<Person>, Timestamp),
    remind_at: DateTime<Utc>,
) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "INSERT INTO delivery_dates (delivery_id, round, windows, state, asked_by, asked_at, remind_at) \
         VALUES ($1, 1, $2, 'asked', $3, $4, $5) \
         ON CONFLICT (delivery_id) DO UPDATE SET round = delivery_dates.round + 1, windows = excluded.windows, \
           state = 'asked', wish = '', wish_from = NULL, wish_to = NULL, answered_by = NULL, reminded = 0, \
           task_id = NULL, \
           asked_by = excluded.asked_by, asked_at = excluded.asked_at, remind_at = excluded.remind_at \
         RETURNING round",
    )
    .bind(delivery)
    .bind(serde_json::to_string(windows)?)
    .bind(by)
    .bind(now)
    .bind(Timestamp::from(remind_at))
    .fetch_one(conn)
    .await?)
}

/// A window is settled without the client's tap: no button counts any more.
pub async fn settle(conn: &mut Conn, delivery: Id<Delivery>, by: Id<Person>, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO delivery_dates (delivery_id, round, windows, state, asked_by, asked_at) \
         VALUES ($1, 1, '[]', 'agreed', $2, $3) \
         ON CONFLICT (delivery_id) DO UPDATE SET state = 'agreed', round = delivery_dates.round + 1, windows = '[]', \
           wish = '', wish_from = NULL, wish_to = NULL, remind_at = NULL, task_id = NULL",
    )
    .bind(delivery)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The client has chosen; a second tap finds it chosen.
pub async fn agreed(conn: &mut Conn, delivery: Id<Delivery>, by: Id<Person>) -> Result {
    sqlx::query(
        "UPDATE delivery_dates SET state = 'agreed', answered_by = $2, wish = '', wish_from = NULL, wish_to = NULL, \
           remind_at = NULL, task_id = NULL WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}

/// The client wants another time.
pub async fn wished(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    by: Id<Person>,
    (words, window): (&str, Option<Window>),
) -> Result {
    sqlx::query(
        "UPDATE delivery_dates SET state = 'wished', answered_by = $2, wish = $3, wish_from = $4, wish_to = $5, \
           moved = moved + CASE WHEN state = 'agreed' THEN 1 ELSE 0 END, remind_at = NULL, task_id = NULL \
         WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(by)
    .bind(words)
    .bind(window.map(|(from, _)| Timestamp::from(from)))
    .bind(window.map(|(_, to)| Timestamp::from(to)))
    .execute(conn)
    .await?;
    Ok(())
}

/// Nobody waits any more.
pub async fn end(conn: &mut Conn, delivery: Id<Delivery>) -> Result {
    sqlx::query(
        "UPDATE delivery_dates SET state = 'ended', round = round + 1, windows = '[]', remind_at = NULL, task_id = NULL \
         WHERE delivery_id = $1",
    )
    .bind(delivery)
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody was reminded; when the next one is due, and the task that was put.
pub async fn reminded(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    (times, next): (i64, Option<DateTime<Utc>>),
    task: Option<Id<Task>>,
) -> Result {
    sqlx::query("UPDATE delivery_dates SET reminded = $2, remind_at = $3, task_id = $4 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(times)
        .bind(next.map(Timestamp::from))
        .bind(task)
        .execute(conn)
        .await?;
    Ok(())
}

/// How often the client has moved the agreed window before anything left.
pub async fn moved_by_client(conn: &mut Conn, delivery: Id<Delivery>) -> Result<i64> {
    let moved: Option<i64> = sqlx::query_scalar("SELECT moved FROM delivery_dates WHERE delivery_id = $1")
        .bind(delivery)
        .fetch_optional(conn)
        .await?;
    Ok(moved.unwrap_or(0))
}
