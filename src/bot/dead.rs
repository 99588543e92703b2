//! What the machine has given up: updates parked after three failures, messages Telegram refused for good, jobs out of
//! tries. The admins see what and why, never what was said in it, and try again or put it away.

use crate::{
    db::{Conn, Timestamp},
    error::Result,
    named,
};
use sqlx::FromRow;
use std::{fmt, str::FromStr};

named! {
    /// What was given up.
    pub enum Kind {
        /// Something a person did.
        Update = "update",
        /// Something to be said.
        Message = "message",
        /// Work outside turns.
        Job = "job",
    }
}

/// Which one: `update:512340001`, `job:` and 32 hex digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it is.
    pub kind: Kind,
    id: String,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, id) = text.split_once(':').ok_or("a name such as update:512340001 is needed")?;
        if id.is_empty() || id.len() > 32 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("digits are needed behind the colon".to_owned());
        }
        Ok(Self { kind: kind.parse()?, id: id.to_owned() })
    }
}

/// One that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Which.
    pub name: Name,
    /// A method of Telegram or a kind of job; empty for an update.
    pub what: String,
    /// When it came to be.
    pub since: Timestamp,
    /// So many tries.
    pub tries: i64,
    /// Why the last one failed.
    pub why: String,
}

#[derive(FromRow)]
struct Row {
    kind: Kind,
    id: String,
    what: String,
    since: Timestamp,
    attempts: i64,
    error: Option<String>,
}

/// All of them, the oldest first.
pub async fn all(conn: &mut Conn) -> Result<Vec<Dead>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT 'update' AS kind, CAST(update_id AS TEXT) AS id, '' AS what, received_at AS since, attempts, error \
         FROM inbox WHERE state = 'dead' \
         UNION ALL SELECT 'message', id, method, created_at, attempts, error FROM outbox WHERE state = 'failed' \
         UNION ALL SELECT 'job', id, kind, created_at, attempts, error FROM job WHERE state = 'failed' \
         ORDER BY 4, 2",
    )
    .fetch_all(conn)
    .await?;
    let dead = |row: Row| Dead {
        name: Name { kind: row.kind, id: row.id },
        what: row.what,
        since: row.since,
        tries: row.attempts,
        why: row.error.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(dead).collect())
}

/// How many there are of each kind.
pub async fn counts(conn: &mut Conn) -> Result<[(Kind, i64); 3]> {
    let (updates, messages, jobs) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'dead'), (SELECT COUNT(*) FROM outbox WHERE state = 'failed'), \
         (SELECT COUNT(*) FROM job WHERE state = 'failed')",
    )
    .fetch_one(conn)
    .await?;
    Ok([(Kind::Update, updates), (Kind::Message, messages), (Kind::Job, jobs)])
}

/// It is tried again as if for the first time; a message that had a last moment has none any more. `false`: it is not
/// given up (any more).
pub async fn retry(conn: &mut Conn, name: &Name, now: Timestamp) -> Result<bool> {
    let query = match name.kind {
        Kind::Update => sqlx::query(
            "UPDATE inbox SET state = 'open', attempts = 0, not_before = $2 WHERE CAST(update_id AS TEXT) = $1 AND state = 'dead'",
        ),
        Kind::Message => sqlx::query(
            "UPDATE outbox SET state = 'due', attempts = 0, not_before = $2, expires_at = NULL WHERE id = $1 AND state = 'failed'",
        ),
        Kind::Job => {
            sqlx::query("UPDATE job SET state = 'due', attempts = 0, due_at = $2 WHERE id = $1 AND state = 'failed'")
        }
    };
    Ok(query.bind(&name.id).bind(now).execute(conn).await?.rows_affected() > 0)
}

/// It is put away for good; its row and its reason stay as long as those of what went well. `false`: it is not given up.
pub async fn put_away(conn: &mut Conn, name: &Name) -> Result<bool> {
    let query = match name.kind {
        Kind::Update => {
            sqlx::query("UPDATE inbox SET state = 'done' WHERE CAST(update_id AS TEXT) = $1 AND state = 'dead'")
        }
        Kind::Message => sqlx::query("UPDATE outbox SET state = 'dropped' WHERE id = $1 AND state = 'failed'"),
        Kind::Job => sqlx::query("UPDATE job SET state = 'done' WHERE id = $1 AND state = 'failed'"),
    };
    Ok(query.bind(&name.id).execute(conn).await?.rows_affected() > 0)
}
