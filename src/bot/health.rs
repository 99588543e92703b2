//! How the machine is, for `/healthz`: whether Telegram answers and takes our token, and whether anybody else takes our
//! updates.

use crate::db::Timestamp;
use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Whether Telegram answers us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Telegram {
    /// Nothing has been asked yet.
    #[default]
    Unknown,
    /// It answers.
    Up,
    /// It is out of reach since.
    Down(DateTime<Utc>, String),
    /// It refuses our token since: nothing is sent until it takes it.
    TokenRefused(DateTime<Utc>),
}

#[derive(Debug, Default)]
struct Known {
    telegram: Telegram,
    /// Another process polls with our token since.
    rival: Option<DateTime<Utc>>,
    /// What is wrong with the webhook, and since when.
    webhook: Option<(DateTime<Utc>, String)>,
}

/// Shared by everybody who talks to Telegram. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Health(Arc<Mutex<Known>>);

impl Health {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether Telegram answers us.
    pub fn telegram(&self) -> Telegram {
        self.known().telegram.clone()
    }

    /// Everything that is wrong now, a line each.
    pub fn troubles(&self) -> Vec<String> {
        let known = self.known();
        let telegram = match &known.telegram {
            Telegram::Unknown | Telegram::Up => None,
            Telegram::Down(since, why) => {
                Some(format!("Telegram is out of reach since {}: {why}", Timestamp::from(*since)))
            }
            Telegram::TokenRefused(since) => {
                Some(format!("Telegram refuses the token since {}; sending is paused", Timestamp::from(*since)))
            }
        };
        let rival = known
            .rival
            .map(|since| format!("another process polls with the same token since {}", Timestamp::from(since)));
        let webhook = known.webhook.as_ref().map(|(since, why)| format!("{why}, since {}", Timestamp::from(*since)));
        [telegram, rival, webhook].into_iter().flatten().collect()
    }

    /// Telegram has answered a call; a change is logged once.
    pub fn is_up(&self) {
        self.set(Telegram::Up);
    }

    /// Telegram has answered a poll: nobody else polls, and no webhook stands in the way.
    pub fn polls(&self) {
        self.set(Telegram::Up);
        let mut known = self.known();
        (known.rival, known.webhook) = (None, None);
    }

    /// A call was refused for want of a good token.
    pub fn token_refused(&self, now: DateTime<Utc>) {
        self.set(Telegram::TokenRefused(now));
    }

    /// Nobody answers.
    pub fn is_down(&self, now: DateTime<Utc>, why: &str) {
        self.set(Telegram::Down(now, why.to_owned()));
    }

    /// Another process polls.
    pub fn has_rival(&self, now: DateTime<Utc>) {
        if self.known().rival.replace(now).is_none() {
            tracing::error!("another process polls with the same token");
        }
    }

    /// What is wrong with the webhook; `None`: nothing.
    pub fn webhook(&self, now: DateTime<Utc>, trouble: Option<String>) {
        let mut known = self.known();
        if let Some(why) = &trouble
            && known.webhook.as_ref().is_none_or(|(_, before)| before != why)
        {
            tracing::error!("{why}");
        }
        let since = known.webhook.as_ref().map_or(now, |(since, _)| *since);
        known.webhook = trouble.map(|why| (since, why));
    }

    /// Another of our processes sees to it that updates arrive, and to what stands in their way.
    pub fn stands_by(&self) {
        let mut known = self.known();
        (known.rival, known.webhook) = (None, None);
    }

    fn set(&self, next: Telegram) {
        let mut known = self.known();
        if std::mem::discriminant(&known.telegram) == std::mem::discriminant(&next) {
            return;
        }
        match &next {
            Telegram::Unknown => {}
            Telegram::Up => tracing::info!("Telegram answers"),
            Telegram::Down(_, why) => tracing::warn!(why, "Telegram is out of reach: waiting for it"),
            Telegram::TokenRefused(_) => {
                tracing::error!("Telegram refuses the token: nothing is sent until it takes it");
            }
        }
        metrics::gauge!(crate::telemetry::TELEGRAM_UP).set(if next == Telegram::Up { 1.0 } else { 0.0 });
        known.telegram = next;
    }
}
