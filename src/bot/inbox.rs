//! SQL about updates as received: each is kept once, handled in the order of its chat, parked after three failures.

use crate::{
    db::{Conn, Timestamp},
    error::Result,
};
use chrono::TimeDelta;
use serde::Deserialize;
use sqlx::FromRow;

/// So many failures park an update.
pub const ATTEMPTS: i64 = 3;

/// An update waiting for its turn.
#[derive(Debug, Clone, FromRow)]
pub struct Waiting {
    /// Telegram's number of it.
    pub update_id: i64,
    /// Whose chat.
    pub chat: i64,
    /// As received.
    pub raw: String,
    /// How often it has failed.
    pub attempts: i64,
}

/// What the inbox must know of an update before anybody reads it.
#[derive(Deserialize)]
struct Envelope {
    update_id: i64,
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, serde_json::Value>,
}

/// Keeps an update; one kept before is left as it is. Returns its number; `None`: it has none, so it is no update.
pub async fn put(conn: &mut Conn, raw: &str, now: Timestamp) -> Result<Option<i64>> {
    let Ok(envelope) = serde_json::from_str::<Envelope>(raw) else { return Ok(None) };
    let chat = envelope.rest.values().find_map(|kind| {
        let chat = [&kind["chat"]["id"], &kind["from"]["id"], &kind["user"]["id"]];
        chat.into_iter().find_map(serde_json::Value::as_i64)
    });
    sqlx::query(
        "INSERT INTO inbox (update_id, chat, raw, not_before, received_at) VALUES ($1, $2, $3, $4, $4) \
         ON CONFLICT (update_id) DO NOTHING",
    )
    .bind(envelope.update_id)
    .bind(chat.unwrap_or_default())
    .bind(raw)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(Some(envelope.update_id))
}

/// The oldest open update of each chat, of at most `limit` chats, oldest first.
pub async fn claim(conn: &mut Conn, now: Timestamp, limit: usize) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as(
        "SELECT i.update_id, i.chat, i.raw, i.attempts FROM inbox i JOIN \
           (SELECT MIN(update_id) AS first FROM inbox WHERE state = 'open' GROUP BY chat) head ON head.first = i.update_id \
         WHERE i.not_before <= $1 ORDER BY i.update_id LIMIT $2",
    )
    .bind(now)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?)
}

/// So many updates are marked at once.
pub const TOGETHER: usize = 32;

/// The updates have been handled, at most [`TOGETHER`] of them.
pub async fn done(conn: &mut Conn, updates: &[i64]) -> Result {
    let Some(last) = updates.last() else { return Ok(()) };
    let mut update = sqlx::query(
        "UPDATE inbox SET state = 'done' WHERE update_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)",
    );
    for at in 0..TOGETHER {
        update = update.bind(updates.get(at).unwrap_or(last));
    }
    update.execute(conn).await?;
    Ok(())
}

/// The update has failed: it waits, or is parked after [`ATTEMPTS`] failures. `true`: parked.
pub async fn failed(conn: &mut Conn, waiting: &Waiting, error: &str, now: Timestamp) -> Result<bool> {
    let attempts = waiting.attempts + 1;
    let dead = attempts >= ATTEMPTS;
    let later = TimeDelta::seconds(5_i64.pow(u32::try_from(attempts - 1).unwrap_or(0).min(3)));
    sqlx::query("UPDATE inbox SET attempts = $2, state = $3, not_before = $4, error = $5 WHERE update_id = $1")
        .bind(waiting.update_id)
        .bind(attempts)
        .bind(if dead { "dead" } else { "open" })
        .bind(Timestamp::from(now.0 + later))
        .bind(error)
        .execute(conn)
        .await?;
    Ok(dead)
}

/// How many updates are open, and when the oldest was received.
pub async fn backlog(conn: &mut Conn) -> Result<(i64, Option<Timestamp>)> {
    Ok(sqlx::query_as("SELECT COUNT(*), MIN(received_at) FROM inbox WHERE state = 'open'").fetch_one(conn).await?)
}
