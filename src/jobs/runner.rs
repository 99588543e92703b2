//! The runner: a job is claimed (attempt counted, next time set) before it runs, so a death is a retry.

use super::{At, Failure, Kind};
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
};
use chrono::TimeDelta;
use futures::FutureExt;
use serde::Serialize;
use serde_json::Value;
use sqlx::FromRow;
use std::panic::AssertUnwindSafe;

/// A job gives up after so many tries: about a day of them.
const ATTEMPTS: i64 = 30;

/// A row of the table `job`.
#[derive(Debug)]
pub struct Job;

#[derive(FromRow)]
struct Row {
    id: Id<Job>,
    kind: String,
    payload: String,
    attempts: i64,
}

/// Puts a job; once per `key`, if there is one.
pub async fn put<P: Serialize + Sync>(
    conn: &mut Conn,
    kind: &'static str,
    key: Option<&str>,
    payload: &P,
    due: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO job (id, kind, dedupe_key, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $5) \
         ON CONFLICT (dedupe_key) DO NOTHING",
    )
    .bind(Id::<Job>::new())
    .bind(kind)
    .bind(key)
    .bind(serde_json::to_string(payload)?)
    .bind(due)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a job is given: its own id and what was put.
#[derive(Debug, Serialize, serde::Deserialize)]
pub struct Payload<P> {
    /// The job.
    pub job: Id<Job>,
    /// What was put.
    pub inner: P,
}

/// What was put with a job.
pub async fn payload(conn: &mut Conn, id: Id<Job>) -> Result<Option<Value>> {
    let found: Option<String> =
        sqlx::query_scalar("SELECT payload FROM job WHERE id = $1").bind(id).fetch_optional(conn).await?;
    Ok(found.as_deref().map(serde_json::from_str).transpose()?)
}

/// Runs jobs, one at a time.
#[derive(Clone)]
pub struct Runner {
    /// What jobs have at hand.
    pub at: At,
    /// Every kind.
    pub kinds: &'static [Kind],
}

impl Runner {
    /// Runs the next job that is due; `false` if there is none.
    pub async fn step(&self) -> Result<bool> {
        let Some(job) = self.claim().await? else { return Ok(false) };
        let result = match self.kinds.iter().find(|kind| kind.name == job.kind) {
            Some(kind) => {
                let inner: Value = serde_json::from_str(&job.payload)?;
                let payload = serde_json::to_value(Payload { job: job.id, inner })?;
                match AssertUnwindSafe((kind.run)(self.at.clone(), payload)).catch_unwind().await {
                    Ok(result) => result,
                    Err(_) => Err(Failure::Later("it panicked".to_owned())),
                }
            }
            None => Err(Failure::Never("no room knows this kind of job".to_owned())),
        };
        let (state, error) = match &result {
            Ok(()) => ("done", None),
            Err(Failure::Later(why)) if job.attempts < ATTEMPTS => ("due", Some(why)),
            Err(Failure::Later(why) | Failure::Never(why)) => ("failed", Some(why)),
        };
        if let Some(why) = error {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, state, why, "a job has failed");
        }
        let mut tx = self.at.db.begin().await?;
        sqlx::query("UPDATE job SET state = $2, error = $3 WHERE id = $1")
            .bind(job.id)
            .bind(state)
            .bind(error)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The oldest due job, its attempt counted and its next time set.
    async fn claim(&self) -> Result<Option<Row>> {
        let now = self.at.stamp();
        let mut tx = self.at.db.begin().await?;
        let due: Option<(Id<Job>, i64)> = sqlx::query_as(
            "SELECT id, attempts FROM job WHERE state = 'due' AND due_at <= $1 ORDER BY due_at, id LIMIT 1",
        )
        .bind(now)
        .fetch_optional(&mut *tx)
        .await?;
        let Some((id, attempts)) = due else {
            tx.rollback().await?;
            return Ok(None);
        };
        let claimed = sqlx::query_as(
            "UPDATE job SET attempts = attempts + 1, due_at = $2 WHERE id = $1 AND attempts = $3 \
             RETURNING id, kind, payload, attempts",
        )
        .bind(id)
        .bind(Timestamp::from(now.0 + backoff(attempts)))
        .bind(attempts)
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(claimed)
    }
}

/// 5 s, 10 s, 20 s … 1 h.
fn backoff(attempts: i64) -> TimeDelta {
    TimeDelta::seconds((5 << attempts.clamp(0, 10)).min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_seconds_to_an_hour() {
        assert_eq!([backoff(0), backoff(1), backoff(30)].map(|pause| pause.num_seconds()), [5, 10, 3600]);
    }
}
