//! The sender: rows of the outbox become calls of the Bot API (TELEGRAM 4).
//!
//! Calls of one chat go out in the order they were written, chats side by side, answers to presses first, then by class; a
//! call that takes long holds up its own chat alone.
//! Rows are marked before the call and recorded after it, so a death between the two leaves them uncertain: an edit is
//! repeated, a message is repeated once with `(повтор)`, and what the person may get twice says so.

mod limits;
mod queue;
mod verdict;

pub use limits::Limits;
pub use queue::backlog;

use crate::{
    bot::{
        api::{Api, Refusal},
        document,
        health::Health,
        outbox::Class,
    },
    clock::Clock,
    db::{Db, Lease, Timestamp},
    error::Result,
    pace, telemetry,
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use queue::Call;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use verdict::Verdict;

/// So many calls are under way at a time, at most: the bound of what a death can repeat.
const SIDE_BY_SIDE: usize = 30;

/// How often it looks without being called.
const LOOK: Duration = Duration::from_millis(200);

/// A refused token is tried again after this.
const TOKEN_PAUSE: TimeDelta = TimeDelta::seconds(30);

/// What has expired is written off so often.
const WRITE_OFF: TimeDelta = TimeDelta::minutes(1);

/// Two chats that report a flood within this pause everything.
const FLOOD_TOGETHER: TimeDelta = TimeDelta::seconds(1);

/// A call and what Telegram said.
type Ended = (Call, Result<Box<serde_json::value::RawValue>, Refusal>);

/// Sends what is due.
pub struct Sender {
    db: Db,
    clock: Clock,
    api: Api,
    health: Health,
    limits: Limits,
    paused_until: Option<DateTime<Utc>>,
    last_flood: Option<(i64, DateTime<Utc>)>,
    written_off: Option<DateTime<Utc>>,
    /// Under which taking of the lease what was under way has been decided.
    taken: Option<u64>,
    /// When to look again, if nobody calls before.
    pause: Duration,
    /// Calls that have no answer yet.
    under_way: FuturesUnordered<BoxFuture<'static, Ended>>,
    /// Calls that were made and whose end is not written yet: the database failed meanwhile.
    unsettled: Vec<(Call, Verdict)>,
}

impl Sender {
    /// A sender within `limits`.
    pub fn new(db: Db, clock: Clock, api: Api, health: Health, limits: Limits) -> Self {
        Self {
            db,
            clock,
            api,
            health,
            limits,
            paused_until: None,
            last_flood: None,
            written_off: None,
            taken: None,
            pause: LOOK,
            under_way: FuturesUnordered::new(),
            unsettled: Vec::new(),
        }
    }

    /// From now on only while the lease is held: of several processes one sends.
    pub fn under(&mut self, lease: &Lease) {
        self.db = self.db.under(lease);
    }

    /// What was under way when the last sender died or lost the lease is decided before anything else is sent.
    async fn recover(&mut self) -> Result {
        self.unsettled.clear();
        let mut tx = self.db.begin().await?;
        let uncertain = queue::abandoned(&mut tx).await?;
        for call in &uncertain {
            let verdict = verdict::uncertain(call, "the process died during the call");
            queue::settle(&mut tx, call, &verdict, self.clock.now().into()).await?;
        }
        tx.commit().await
    }

    /// Sends what is due now; returns how many calls were made.
    pub async fn step(&mut self) -> Result<usize> {
        let made = self.exchange().await?;
        while let Some(ended) = self.under_way.next().await {
            self.land(ended);
        }
        self.settle().await?;
        Ok(made)
    }

    /// Sends until `stop` becomes true, and then waits for what is under way.
    pub async fn run(&mut self, stop: &watch::Receiver<bool>, bell: &Notify) {
        let (mut stop, mut failures) = (stop.clone(), 0);
        loop {
            let stopping = *stop.borrow();
            if stopping && self.under_way.is_empty() {
                break;
            }
            let exchanged = if stopping { self.settle().await.map(|()| 0) } else { self.exchange().await };
            let pause = match exchanged {
                Ok(_) => {
                    failures = 0;
                    self.pause
                }
                Err(error) => {
                    metrics::counter!(telemetry::STEP_FAILURES).increment(1);
                    tracing::error!(%error, "a step has failed");
                    failures += 1;
                    pace::backoff(failures - 1)
                }
            };
            tokio::select! {
                Some(ended) = self.under_way.next() => {
                    self.land(ended);
                    while let Some(Some(ended)) = self.under_way.next().now_or_never() {
                        self.land(ended);
                    }
                }
                () = pace::news(bell, pause) => {}
                _ = stop.wait_for(|stop| *stop), if !stopping => {}
            }
        }
        if let Err(error) = self.settle().await {
            tracing::error!(%error, "the ends of calls can't be written: they are uncertain to whoever sends next");
        }
    }

    /// Writes down what has ended and makes the calls that may be made now; returns how many those are.
    async fn exchange(&mut self) -> Result<usize> {
        self.pause = LOOK;
        let Some(taken) = self.db.held() else { return Ok(0) };
        if self.taken != Some(taken) {
            self.recover().await?;
            self.taken = Some(taken);
        }
        self.settle().await?;
        let now = self.clock.now();
        if self.paused_until.is_some_and(|until| now < until) {
            return Ok(0);
        }
        let calls = self.claim(now.into()).await?;
        let made = calls.len();
        for call in calls {
            let (api, db, taken) = (self.api.clone(), self.db.clone(), self.taken);
            let body = call.body(self.limits.is_paid());
            self.under_way.push(Box::pin(async move {
                let result = match document::apart(body) {
                    _ if db.held() != taken => Err(Refusal::Unreached("another process sends now".to_owned())),
                    _ if call.is_orphan() => Err(Refusal::never("message to edit not found: it was never sent")),
                    Some((body, None)) => api.call(&call.method, &body).await,
                    Some((body, Some(file))) => api.upload(&call.method, &body, file).await,
                    None => Err(Refusal::never("the file of the row can't be read")),
                };
                (call, result)
            }));
        }
        Ok(made)
    }

    /// Learns how a call has ended.
    fn land(&mut self, (call, result): Ended) {
        self.listen(&call, &result, self.clock.now());
        let verdict = verdict::of(&call, result);
        let label = verdict.label();
        match &verdict {
            Verdict::Sent(_) => metrics::counter!(telemetry::SENT, "class" => call.class.name()).increment(1),
            _ => metrics::counter!(telemetry::SEND_FAILURES, "verdict" => label).increment(1),
        }
        if let Verdict::Dead(why) | Verdict::Plain(why) | Verdict::Lost(why) = &verdict {
            tracing::warn!(row = %call.id, method = call.method, verdict = label, why, "a call has failed");
        }
        self.unsettled.push((call, verdict));
    }

    /// Writes the ends of the calls that were made: all at once or, if that fails, each for itself, so that one that can't
    /// be written holds up no other. What could not be written is tried again before anything else is sent.
    async fn settle(&mut self) -> Result {
        let now = self.clock.now().into();
        if self.unsettled.is_empty() || write(&self.db, &self.unsettled, now).await.is_ok() {
            self.unsettled.clear();
            return Ok(());
        }
        let mut left = Vec::new();
        let mut failed = None;
        for end in std::mem::take(&mut self.unsettled) {
            if let Err(error) = write(&self.db, std::slice::from_ref(&end), now).await {
                tracing::error!(row = %end.0.id, %error, "the end of a call can't be written");
                failed = Some(error);
                left.push(end);
            }
        }
        let all = failed.filter(|_| left.len() > 1);
        self.unsettled = left;
        all.map_or(Ok(()), Err)
    }

    /// Marks what goes out now: due, first of its chat, within the limits.
    async fn claim(&mut self, now: Timestamp) -> Result<Vec<Call>> {
        if self.under_way.len() >= SIDE_BY_SIDE {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        if self.written_off.is_none_or(|at| now.0 - at >= WRITE_OFF) {
            self.written_off = Some(now.0);
            queue::write_off(&mut tx, now).await?;
        }
        let room = SIDE_BY_SIDE - self.under_way.len();
        let mut calls = queue::due(&mut tx, now, i64::try_from(room).unwrap_or_default()).await?;
        calls.retain(|call| {
            let allowed = if call.class == Class::Answer { Ok(()) } else { self.limits.allow(call.chat) };
            self.pause = allowed.err().map_or(self.pause, |wait| wait.min(self.pause));
            allowed.is_ok()
        });
        for call in &calls {
            queue::mark_sending(&mut tx, call.id).await?;
        }
        tx.commit().await?;
        Ok(calls)
    }

    /// What a result says about Telegram as a whole.
    fn listen(&mut self, call: &Call, result: &Result<Box<serde_json::value::RawValue>, Refusal>, now: DateTime<Utc>) {
        match result {
            Err(refusal) if refusal.is_token() => {
                self.health.token_refused(now);
                self.paused_until = Some(now + TOKEN_PAUSE);
            }
            Err(Refusal::Said { code: 429, retry_after, .. }) => {
                let together = self.last_flood.filter(|(chat, at)| *chat != call.chat && now - *at < FLOOD_TOGETHER);
                if together.is_some() {
                    self.paused_until = Some(now + TimeDelta::seconds(retry_after.unwrap_or(1)));
                }
                self.last_flood = Some((call.chat, now));
            }
            Err(Refusal::Unreached(why) | Refusal::Lost(why)) => self.health.is_down(now, why),
            Err(Refusal::Said { code: 500.., description, .. }) => self.health.is_down(now, description),
            Ok(_) | Err(Refusal::Said { .. }) => self.health.is_up(),
        }
    }
}

/// Writes the ends of calls.
async fn write(db: &Db, ends: &[(Call, Verdict)], now: Timestamp) -> Result {
    let mut tx = db.begin().await?;
    for (call, verdict) in ends {
        queue::settle(&mut tx, call, verdict, now).await?;
    }
    tx.commit().await
}
