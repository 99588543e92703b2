//! SQL of calls.

use super::{
    Call,
    dialogue::LogCall,
    model::{Direction, Outcome, Purpose},
};
use crate::{
    bot::governor::{Objection, Why},
    calendar::Moment,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{payments::Promise, tasks::Task},
    people::Person,
};
use chrono::TimeDelta;

/// What a call led to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Led {
    pub promise: Option<Id<Promise>>,
    pub task: Option<Id<Task>>,
    pub tries: i64,
}

/// Stores a call.
pub async fn insert(
    conn: &mut Conn,
    id: Id<Call>,
    call: &LogCall,
    (client, outcome): (Id<Client>, Outcome),
    person: Id<Person>,
    led: Led,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO call (id, client_id, contact_id, person_id, direction, purpose, outcome, called_at, note, note_from, \
                           attached, promise_id, task_id, tries, logged_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(id)
    .bind(client)
    .bind(call.contact)
    .bind(person)
    .bind(call.direction)
    .bind(call.purpose)
    .bind(outcome.name())
    .bind(call.called_at.map_or(now, Timestamp::from))
    .bind(&call.note)
    .bind(call.note_from)
    .bind(serde_json::to_string(&call.attached)?)
    .bind(led.promise)
    .bind(led.task)
    .bind(led.tries)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// How many calls to the client in a row nobody has answered, up to now.
pub async fn tries(conn: &mut Conn, client: Id<Client>) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT tries FROM call WHERE client_id = $1 AND undone_at IS NULL ORDER BY called_at DESC, id DESC LIMIT 1",
    )
    .bind(client)
    .fetch_optional(conn)
    .await?;
    Ok(last.unwrap_or_default())
}

/// How many unanswered calls to the client there were since `since`.
pub async fn unanswered_since(conn: &mut Conn, client: Id<Client>, since: Timestamp) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM call WHERE client_id = $1 AND called_at >= $2 AND undone_at IS NULL \
         AND outcome IN ('no_answer', 'busy')",
    )
    .bind(client)
    .bind(since)
    .fetch_one(conn)
    .await?)
}

/// Who was reached today is not reminded of money by the bot as well (PRODUCT 4.7).
pub async fn talked(conn: &mut Conn, client: &Client, moment: Moment<'_>) -> Result<Vec<Objection>> {
    let today = moment.now.with_timezone(&client.zone).date_naive();
    let reached: Vec<Timestamp> = sqlx::query_scalar(
        "SELECT called_at FROM call WHERE client_id = $1 AND called_at >= $2 AND undone_at IS NULL \
         AND outcome IN ('paid', 'promised', 'invoice', 'disputes', 'leaves', 'talked')",
    )
    .bind(client.id)
    .bind(Timestamp::from(moment.now - TimeDelta::days(1)))
    .fetch_all(conn)
    .await?;
    let talked = reached.iter().any(|at| at.0.with_timezone(&client.zone).date_naive() == today);
    Ok(talked.then_some(Objection { why: Why::Talked, until: None }).into_iter().collect())
}

/// A call that has been made: when, by whom, how it went, what was noted.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Made {
    pub called_at: Timestamp,
    pub direction: Direction,
    pub purpose: Purpose,
    pub outcome: crate::capture::Heard,
    pub note: String,
    pub person: String,
}

/// The last calls with a client, newest first.
pub async fn last(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Made>> {
    Ok(sqlx::query_as(
        "SELECT c.called_at, c.direction, c.purpose, c.outcome, c.note, p.name AS person FROM call c \
         JOIN person p ON p.id = c.person_id WHERE c.client_id = $1 AND c.undone_at IS NULL \
         ORDER BY c.called_at DESC, c.id DESC LIMIT $2",
    )
    .bind(client)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// Takes a call back.
pub async fn undo(conn: &mut Conn, id: Id<Call>, now: Timestamp) -> Result {
    sqlx::query("UPDATE call SET undone_at = $2, rev = rev + 1 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}

/// The call whose note was typed in this message.
pub async fn by_note(
    conn: &mut Conn,
    person: Id<Person>,
    message: i64,
) -> Result<Option<(Id<Call>, Id<Client>, String)>> {
    Ok(sqlx::query_as(
        "SELECT id, client_id, note FROM call WHERE person_id = $1 AND note_from = $2 AND undone_at IS NULL",
    )
    .bind(person)
    .bind(message)
    .fetch_optional(conn)
    .await?)
}

/// The note was edited in Telegram.
pub async fn set_note(conn: &mut Conn, id: Id<Call>, note: &str) -> Result {
    sqlx::query("UPDATE call SET note = $2, rev = rev + 1 WHERE id = $1").bind(id).bind(note).execute(conn).await?;
    Ok(())
}
