//! What is over is forgotten after thirty days, at night and a little at a time: updates as received, what was sent, jobs that
//! were done. What has a key stays as a key, without its words, so that nothing is said or done twice; so does the first
//! sending of a card, which may yet be edited. What was given up stays until an admin has looked at it.

use crate::{
    db::{Db, Timestamp},
    error::Result,
};
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::Moscow;
use std::ops::Range;

/// So long it is kept.
const KEPT: TimeDelta = TimeDelta::days(30);
/// When nobody works, Moscow.
const NIGHT: Range<u32> = 2..5;
/// So many rounds at a time; the next minute goes on.
const ROUNDS: usize = 20;

/// Each forgets some five hundred rows that are older than `$1`.
const FORGET: [&str; 5] = [
    "DELETE FROM inbox WHERE update_id IN \
     (SELECT update_id FROM inbox WHERE state = 'done' AND received_at < $1 LIMIT 500)",
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'dropped') AND created_at < $1 \
     AND dedupe_key IS NULL AND (card_id IS NULL OR method LIKE 'edit%') LIMIT 500)",
    "UPDATE outbox SET payload = '{}' WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'dropped') \
     AND created_at < $1 AND payload <> '{}' LIMIT 500)",
    "DELETE FROM job WHERE id IN \
     (SELECT id FROM job WHERE state = 'done' AND due_at < $1 AND dedupe_key IS NULL LIMIT 500)",
    "UPDATE job SET payload = '{}' WHERE id IN \
     (SELECT id FROM job WHERE state = 'done' AND due_at < $1 AND payload <> '{}' LIMIT 500)",
];

/// Forgets what is old enough, if it is night; returns how many rows.
pub async fn sweep(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    if !NIGHT.contains(&now.with_timezone(&Moscow).hour()) {
        return Ok(0);
    }
    let before = Timestamp::from(now - KEPT);
    let mut forgotten = 0;
    for _ in 0..ROUNDS {
        let mut round = 0;
        for sql in FORGET {
            let mut tx = db.begin().await?;
            round += sqlx::query(sql).bind(before).execute(&mut *tx).await?.rows_affected();
            tx.commit().await?;
        }
        if round == 0 {
            break;
        }
        forgotten += round;
    }
    if forgotten > 0 {
        tracing::info!(rows = forgotten, "what is over for thirty days has been forgotten");
    }
    Ok(forgotten)
}
