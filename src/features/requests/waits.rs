//! SQL of waits for an answer: the rows behind the reply clock.

use super::{
    clock::{Clock, Pause, PausedFor, State},
    model::Request,
};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    named,
    people::Person,
};
use sqlx::FromRow;

named! {
    /// What ended a wait.
    pub enum How {
        /// One of us wrote to the client.
        Answer = "answer",
        /// A call reached the client.
        Call = "call",
        /// The request was closed: no answer was needed.
        Closed = "closed",
    }
}

/// A wait, as stored.
#[derive(Debug, Clone)]
pub struct Wait {
    pub id: Id<Wait>,
    pub request: Id<Request>,
    pub client: Id<Client>,
    pub clock: Clock,
}

#[derive(FromRow)]
struct Row {
    id: Id<Wait>,
    request_id: Id<Request>,
    client_id: Id<Client>,
    started_at: Timestamp,
    state: State,
    spent: i64,
    leg_from: Timestamp,
    paused_for: Option<PausedFor>,
    paused_reason: String,
    paused_until: Option<Timestamp>,
    stage: i64,
    breached_at: Option<Timestamp>,
    stopped_at: Option<Timestamp>,
}

impl From<Row> for Wait {
    fn from(row: Row) -> Self {
        let minutes = |minutes: i64| u32::try_from(minutes).unwrap_or(0);
        let pause = row.paused_for.zip(row.paused_until);
        let pause = pause.map(|(whom, until)| Pause { whom, reason: row.paused_reason, until: until.0 });
        Self {
            id: row.id,
            request: row.request_id,
            client: row.client_id,
            clock: Clock {
                started_at: row.started_at.0,
                state: row.state,
                spent: minutes(row.spent),
                leg_from: row.leg_from.0,
                pause,
                breached_at: row.breached_at.map(|at| at.0),
                stopped_at: row.stopped_at.map(|at| at.0),
                stage: minutes(row.stage),
            },
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! wait {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT k.id, k.request_id, k.client_id, k.started_at, k.state, k.spent, k.leg_from, k.paused_for, \
             k.paused_reason, k.paused_until, k.stage, k.breached_at, k.stopped_at FROM reply_clock k ",
            $rest
        ))
    };
}

/// A new wait.
pub async fn start(conn: &mut Conn, request: &Request, now: Timestamp) -> Result<Wait> {
    let wait = Wait { id: Id::new(), request: request.id, client: request.client, clock: Clock::start(now.0) };
    sqlx::query(
        "INSERT INTO reply_clock (id, request_id, client_id, started_at, state, leg_from) VALUES ($1, $2, $3, $4, $5, $4)",
    )
    .bind(wait.id)
    .bind(wait.request)
    .bind(wait.client)
    .bind(now)
    .bind(wait.clock.state)
    .execute(conn)
    .await?;
    Ok(wait)
}

/// How a wait stands now.
pub async fn store(conn: &mut Conn, wait: &Wait) -> Result {
    let clock = &wait.clock;
    sqlx::query(
        "UPDATE reply_clock SET state = $2, spent = $3, leg_from = $4, paused_for = $5, paused_reason = $6, \
           paused_until = $7, stage = $8, breached_at = $9 WHERE id = $1 AND stopped_at IS NULL",
    )
    .bind(wait.id)
    .bind(clock.state)
    .bind(i64::from(clock.spent))
    .bind(Timestamp::from(clock.leg_from))
    .bind(clock.pause.as_ref().map(|pause| pause.whom))
    .bind(clock.pause.as_ref().map_or("", |pause| &pause.reason))
    .bind(clock.pause.as_ref().map(|pause| Timestamp::from(pause.until)))
    .bind(i64::from(clock.stage))
    .bind(clock.breached_at.map(Timestamp::from))
    .execute(conn)
    .await?;
    Ok(())
}

/// It has ended: when, by whom, by what, after how many working minutes. What it was before stays, to be taken back.
pub async fn stop(
    conn: &mut Conn,
    before: &Wait,
    stopped: &Clock,
    by: Option<Id<Person>>,
    (how, reference): (How, String),
) -> Result {
    sqlx::query(
        "UPDATE reply_clock SET state = $2, stopped_at = $3, stopped_by = $4, stopped_how = $5, \
           stopped_ref = $6, worked = $7, breached_at = $8 WHERE id = $1 AND stopped_at IS NULL",
    )
    .bind(before.id)
    .bind(stopped.state)
    .bind(stopped.stopped_at.map(Timestamp::from))
    .bind(by)
    .bind(how)
    .bind(reference)
    .bind(i64::from(stopped.spent))
    .bind(stopped.breached_at.map(Timestamp::from))
    .execute(conn)
    .await?;
    Ok(())
}

/// What ended waits is taken back: they go on as if it had not been, unless the client waits anew already.
pub async fn go_on(conn: &mut Conn, reference: &str) -> Result<Vec<Id<Request>>> {
    let requests: Vec<Id<Request>> = sqlx::query_scalar(
        "UPDATE reply_clock SET state = CASE WHEN paused_for IS NOT NULL THEN 'paused' WHEN breached_at IS NULL THEN 'running' \
                                     ELSE 'breached' END, \
           stopped_at = NULL, stopped_by = NULL, stopped_how = NULL, stopped_ref = NULL, worked = NULL \
         WHERE stopped_ref = $1 AND NOT EXISTS (SELECT 1 FROM reply_clock n \
           WHERE n.request_id = reply_clock.request_id AND n.stopped_at IS NULL) RETURNING request_id",
    )
    .bind(reference)
    .fetch_all(conn)
    .await?;
    Ok(requests)
}

/// The wait of a request that goes on.
pub async fn open_of(conn: &mut Conn, request: Id<Request>) -> Result<Option<Wait>> {
    let row = wait!("WHERE k.request_id = $1 AND k.stopped_at IS NULL").bind(request).fetch_optional(conn).await?;
    Ok(row.map(Wait::from))
}

/// Every wait that goes on; of one client only, if one is named.
pub async fn open(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<Wait>> {
    let rows = match client {
        Some(client) => {
            wait!("WHERE k.stopped_at IS NULL AND k.client_id = $1 ORDER BY k.id").bind(client).fetch_all(conn).await?
        }
        None => wait!("WHERE k.stopped_at IS NULL ORDER BY k.id").fetch_all(conn).await?,
    };
    Ok(rows.into_iter().map(Wait::from).collect())
}

/// How many waits begun since a moment were answered late or are late, by who answers.
pub async fn breached_since(conn: &mut Conn, since: Timestamp) -> Result<Vec<(Option<Id<Person>>, i64)>> {
    Ok(sqlx::query_as(
        "SELECT r.owner_id, COUNT(*) FROM reply_clock k JOIN request r ON r.id = k.request_id \
         WHERE k.started_at >= $1 AND k.state = 'breached' GROUP BY r.owner_id",
    )
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// When the last wait of a request ended, by whom and by what; `None`: it goes on.
pub async fn ended(conn: &mut Conn, request: Id<Request>) -> Result<Option<(Timestamp, Option<String>, How)>> {
    let last: Option<(Option<Timestamp>, Option<String>, Option<How>)> = sqlx::query_as(
        "SELECT k.stopped_at, p.name, k.stopped_how FROM reply_clock k LEFT JOIN person p ON p.id = k.stopped_by \
         WHERE k.request_id = $1 ORDER BY k.id DESC LIMIT 1",
    )
    .bind(request)
    .fetch_optional(conn)
    .await?;
    Ok(last.and_then(|(at, by, how)| Some((at?, by, how?))))
}
