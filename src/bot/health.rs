//! How the machine is, for `/healthz`: whether Telegram answers and takes our token.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// Whether Telegram answers us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telegram {
    /// Nothing has been asked yet.
    Unknown,
    /// It answers.
    Up,
    /// It is out of reach since.
    Down(DateTime<Utc>, String),
    /// It refuses our token since: nothing is sent until it takes it.
    TokenRefused(DateTime<Utc>),
    /// Another process polls with our token since.
    Rival(DateTime<Utc>),
}

/// Shared by everybody who talks to Telegram. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Health(Arc<Mutex<Telegram>>);

impl Default for Health {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Telegram::Unknown)))
    }
}

impl Health {
    /// What is known.
    pub fn telegram(&self) -> Telegram {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Telegram has answered a call; a change is logged once. A rival is gone only when a poll says so.
    pub fn is_up(&self) {
        if !matches!(self.telegram(), Telegram::Rival(_)) {
            self.set(Telegram::Up);
        }
    }

    /// Telegram has answered a poll: nobody else polls.
    pub fn polls(&self) {
        self.set(Telegram::Up);
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
        self.set(Telegram::Rival(now));
    }

    /// We do not poll: whoever does is one of us.
    pub fn stands_by(&self) {
        if matches!(self.telegram(), Telegram::Rival(_)) {
            self.set(Telegram::Unknown);
        }
    }

    fn set(&self, next: Telegram) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::discriminant(&*known) == std::mem::discriminant(&next) {
            return;
        }
        match &next {
            Telegram::Unknown => {}
            Telegram::Up => tracing::info!("Telegram answers"),
            Telegram::Down(_, why) => tracing::warn!(why, "Telegram is out of reach: waiting for it"),
            Telegram::TokenRefused(_) => {
                tracing::error!("Telegram refuses the token: nothing is sent until it takes it");
            }
            Telegram::Rival(_) => tracing::error!("another process polls with the same token"),
        }
        metrics::gauge!(crate::telemetry::TELEGRAM_UP).set(if next == Telegram::Up { 1.0 } else { 0.0 });
        *known = next;
    }
}
