//! The sender: rows of the outbox become calls of the Bot API (TELEGRAM 4).
//!
//! Calls of one chat go out in the order they were written, chats side by side, answers to presses first, then by class.
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
    telemetry,
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use queue::Call;
use verdict::Verdict;

/// So many calls are under way at a time, at most: the bound of what a death can repeat.
const SIDE_BY_SIDE: i64 = 30;

/// A refused token is tried again after this.
const TOKEN_PAUSE: TimeDelta = TimeDelta::seconds(30);

/// What has expired is written off so often.
const WRITE_OFF: TimeDelta = TimeDelta::minutes(1);

/// Two chats that report a flood within this pause everything.
const FLOOD_TOGETHER: TimeDelta = TimeDelta::seconds(1);

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
    /// Calls that were made and whose end is not written yet: the database failed meanwhile.
    unsettled: Vec<(Call, Verdict)>,
}

impl Sender {
    /// A sender within `limits`.
    pub const fn new(db: Db, clock: Clock, api: Api, health: Health, limits: Limits) -> Self {
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

    /// Sends one batch of what is due; returns how many calls were made.
    pub async fn step(&mut self) -> Result<usize> {
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
        if calls.is_empty() {
            return Ok(0);
        }
        let results = join_all(calls.iter().map(|call| async {
            if self.db.held() != self.taken {
                return Err(Refusal::Unreached("the lease is lost".to_owned()));
            }
            if call.is_orphan() {
                return Err(Refusal::never("message to edit not found: it was never sent"));
            }
            match document::apart(call.body()) {
                Some((body, None)) => self.api.call(&call.method, &body).await,
                Some((body, Some(file))) => self.api.upload(&call.method, &body, file).await,
                None => Err(Refusal::never("the file of the row can't be read")),
            }
        }))
        .await;
        let now = self.clock.now();
        let made = calls.len();
        for (call, result) in calls.into_iter().zip(results) {
            self.listen(&call, &result, now);
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
        self.settle().await?;
        Ok(made)
    }

    /// Writes the ends of the calls that were made: all at once or, if that fails, each for itself, so that one that can't
    /// be written holds up no other. What could not be written is tried again before anything else is sent.
    async fn settle(&mut self) -> Result {
        if self.unsettled.is_empty() || self.write(&self.unsettled).await.is_ok() {
            self.unsettled.clear();
            return Ok(());
        }
        let mut left = Vec::new();
        let mut failed = None;
        for end in std::mem::take(&mut self.unsettled) {
            if let Err(error) = self.write(std::slice::from_ref(&end)).await {
                tracing::error!(row = %end.0.id, %error, "the end of a call can't be written");
                failed = Some(error);
                left.push(end);
            }
        }
        let all = failed.filter(|_| left.len() > 1);
        self.unsettled = left;
        all.map_or(Ok(()), Err)
    }

    async fn write(&self, ends: &[(Call, Verdict)]) -> Result {
        let mut tx = self.db.begin().await?;
        for (call, verdict) in ends {
            queue::settle(&mut tx, call, verdict, self.clock.now().into()).await?;
        }
        tx.commit().await
    }

    /// Marks what goes out now: due, first of its chat, within the limits.
    async fn claim(&mut self, now: Timestamp) -> Result<Vec<Call>> {
        let mut tx = self.db.begin().await?;
        if self.written_off.is_none_or(|at| now.0 - at >= WRITE_OFF) {
            self.written_off = Some(now.0);
            queue::write_off(&mut tx, now).await?;
        }
        let mut calls = queue::due(&mut tx, now, SIDE_BY_SIDE).await?;
        calls.retain(|call| call.class == Class::Answer || self.limits.allow(call.chat));
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
