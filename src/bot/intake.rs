//! Intake by long polling: raw updates into the inbox, commit, and only the next poll acknowledges them.
//! No offset is stored: Telegram returns what is unconfirmed, the inbox knows what it has. A webhook does the same
//! insert and answers 200 after the commit.

use crate::{
    bot::{
        api::{Api, Refusal},
        health::Health,
        inbox,
    },
    clock::Clock,
    db::{Db, Timestamp},
    error::Result,
    telemetry,
};
use serde_json::{json, value::RawValue};
use std::time::Duration;

/// What we listen to; anything else Telegram need not send.
pub const ALLOWED: [&str; 5] = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"];

/// Polls Telegram.
pub struct Intake {
    db: Db,
    clock: Clock,
    api: Api,
    health: Health,
    offset: Option<i64>,
}

impl Intake {
    /// Begins without an offset.
    pub const fn new(db: Db, clock: Clock, api: Api, health: Health) -> Self {
        Self { db, clock, api, health, offset: None }
    }

    /// One poll that waits at most `seconds` for news, and keeps what came; returns how many updates that were.
    pub async fn step(&mut self, seconds: u64) -> Result<usize, Refusal> {
        let result = self.poll(seconds).await?;
        self.keep(&result).await
    }

    /// Asks for news; no database work, so it may be abandoned.
    pub async fn poll(&self, seconds: u64) -> Result<Box<RawValue>, Refusal> {
        let mut payload = json!({ "timeout": seconds, "limit": 100, "allowed_updates": ALLOWED });
        if let Some(offset) = self.offset {
            payload["offset"] = json!(offset);
        }
        let patience = Duration::from_secs(seconds + 15);
        let result = self.api.call_within("getUpdates", &payload, patience).await;
        let now = self.clock.now();
        match &result {
            Ok(_) => self.health.polls(),
            Err(refusal) if refusal.is_token() => self.health.token_refused(now),
            // Whoever it is that stands in the way is looked for by `Arrivals`.
            Err(refusal) if refusal.is_conflict() => {}
            Err(refusal) => self.health.is_down(now, &refusal.to_string()),
        }
        result
    }

    /// Keeps what came; only after that the next poll acknowledges it.
    pub async fn keep(&mut self, result: &RawValue) -> Result<usize, Refusal> {
        let updates: Vec<&RawValue> =
            serde_json::from_str(result.get()).map_err(|error| Refusal::Lost(error.to_string()))?;
        if updates.is_empty() {
            return Ok(0);
        }
        let raw: Vec<&str> = updates.iter().map(|update| update.get()).collect();
        let last = keep(&self.db, self.clock.now().into(), &raw).await.map_err(|error| {
            tracing::error!(%error, "updates can't be kept: they stay with Telegram");
            Refusal::Unreached(format!("our own database: {error}"))
        })?;
        let Some(last) = last else { return Err(Refusal::Lost("none of it is an update".to_owned())) };
        self.offset = self.offset.max(Some(last + 1));
        Ok(updates.len())
    }
}

/// Keeps updates as received, all of them or none; returns the highest number. What has no number is counted and left.
pub async fn keep(db: &Db, now: Timestamp, updates: &[&str]) -> Result<Option<i64>> {
    let mut tx = db.begin().await?;
    let mut last = None;
    for update in updates {
        let number = inbox::put(&mut tx, update, now).await?;
        if number.is_none() {
            metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
            tracing::error!(bytes = update.len(), "what came is no update: it is left");
        }
        last = last.max(number);
    }
    tx.commit().await?;
    Ok(last)
}
