//! SQL of letters.

use super::letter::{Batch, Came, File, Letter, New, State};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    email::Email,
    error::Result,
};
use chrono::{DateTime, Utc};

/// Writes a letter down; `None`: the same wish has just been written down by somebody else.
pub async fn put(conn: &mut Conn, new: &New<'_>, now: Timestamp) -> Result<Option<Id<Letter>>> {
    let wished: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM letter WHERE invoice_id = $1 AND email = $2")
        .bind(new.invoice)
        .bind(new.email.as_str())
        .fetch_one(&mut *conn)
        .await?;
    let id = Id::new();
    let done = sqlx::query(
        "INSERT INTO letter (id, batch_id, client_id, invoice_id, email, name, subject, body, files, dedupe_key, state, \
           sent_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11, $12) ON CONFLICT (dedupe_key) DO NOTHING",
    )
    .bind(id)
    .bind(new.batch)
    .bind(new.client)
    .bind(new.invoice)
    .bind(new.email.as_str())
    .bind(new.name)
    .bind(&new.words.subject)
    .bind(&new.words.body)
    .bind(serde_json::to_string(&new.files)?)
    .bind(format!("{}:{}:{wished}", new.invoice, new.email))
    .bind(new.by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok((done.rows_affected() > 0).then_some(id))
}

/// A letter.
pub async fn by_id(conn: &mut Conn, id: Id<Letter>) -> Result<Option<Letter>> {
    Ok(sqlx::query_as(
        "SELECT id, batch_id, client_id, invoice_id, email, name, subject, body, state, doubts, refusal, sent_by, \
           created_at, ended_at FROM letter WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?)
}

/// Letters of one tap, in order.
pub async fn of_batch(conn: &mut Conn, batch: Id<Batch>) -> Result<Vec<Letter>> {
    Ok(sqlx::query_as(
        "SELECT id, batch_id, client_id, invoice_id, email, name, subject, body, state, doubts, refusal, sent_by, \
           created_at, ended_at FROM letter WHERE batch_id = $1 ORDER BY id",
    )
    .bind(batch)
    .fetch_all(conn)
    .await?)
}

/// The files beside a letter; none when it has ended.
pub async fn files(conn: &mut Conn, id: Id<Letter>) -> Result<Vec<File>> {
    let files: String = sqlx::query_scalar("SELECT files FROM letter WHERE id = $1").bind(id).fetch_one(conn).await?;
    Ok(serde_json::from_str(&files)?)
}

/// Takes a letter to be tried. One that is being tried since before `dead` is nobody's any more, and how that try ended is not
/// known; `None`: it is over, or being tried.
pub async fn claim(conn: &mut Conn, id: Id<Letter>, dead: DateTime<Utc>, now: Timestamp) -> Result<Option<Letter>> {
    Ok(sqlx::query_as(
        "UPDATE letter SET doubts = doubts + CASE WHEN state = 'trying' THEN 1 ELSE 0 END, state = 'trying', \
           tried_at = $3 \
         WHERE id = $1 AND ended_at IS NULL AND (state <> 'trying' OR tried_at <= $2) \
         RETURNING id, batch_id, client_id, invoice_id, email, name, subject, body, state, doubts, refusal, sent_by, \
           created_at, ended_at",
    )
    .bind(id)
    .bind(Timestamp::from(dead))
    .bind(now)
    .fetch_optional(conn)
    .await?)
}

/// What came of a try; with the last one the files go.
pub async fn tried(conn: &mut Conn, id: Id<Letter>, came: &Came, ended: Option<Timestamp>) -> Result {
    sqlx::query(
        "UPDATE letter SET state = $2, refusal = $3, ended_at = $4, doubts = $5, \
           files = CASE WHEN CAST($4 AS TEXT) IS NULL THEN files ELSE '[]' END \
         WHERE id = $1",
    )
    .bind(id)
    .bind(came.state)
    .bind(&came.refusal)
    .bind(ended)
    .bind(came.doubts)
    .execute(conn)
    .await?;
    Ok(())
}

/// What the server said to the last letter to an address of a client, if it refused it for good.
pub async fn last_refusal(conn: &mut Conn, client: Id<Client>, email: &Email) -> Result<Option<String>> {
    let last: Option<(State, String)> = sqlx::query_as(
        "SELECT state, refusal FROM letter WHERE client_id = $1 AND email = $2 ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(client)
    .bind(email.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(last.filter(|(state, _)| *state == State::Refused).map(|(_, refusal)| refusal))
}
