//! How updates arrive: polled, or pushed to our webhook. Sees to it that they come to us and to nobody else: an address that
//! is not ours is set right at once, a second poller is told.

use crate::{
    bot::{
        alarms::{self, Alarm},
        api::{Api, Refusal},
        health::Health,
        intake::Intake,
        webhook::{self, Info, Webhook},
    },
    clock::Clock,
    db::{Db, Lease, RENEWAL},
    error::Result,
    pace::{self, until},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// How long one poll waits for news, seconds.
const POLL: u64 = 25;
/// How often the webhook is looked at.
const LOOK: Duration = Duration::from_mins(3);
/// A delivery that failed longer ago has been mended.
pub const LATELY: TimeDelta = TimeDelta::minutes(4);

/// Sees to it that updates arrive.
pub struct Arrivals {
    /// Asks for them.
    pub intake: Intake,
    /// Telegram.
    pub api: Api,
    /// Where an incident is remembered.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Where trouble shows.
    pub health: Health,
    /// Where they are pushed to; `None`: they are polled.
    pub webhook: Option<Webhook>,
    /// Of several processes one polls or looks after the webhook.
    pub lease: Lease,
    /// The webhook was ours at the last look.
    pub held: bool,
}

impl Arrivals {
    /// Polls, or looks after the webhook, until `stop` becomes true.
    pub async fn run(mut self, stop: &watch::Receiver<bool>, bell: &Notify) {
        let mut failures = 0;
        while !*stop.borrow() {
            if self.lease.held().is_none() {
                self.health.stands_by();
                until(stop, pace::wait(RENEWAL)).await;
                continue;
            }
            let stepped = match self.webhook {
                Some(_) => self.hold(stop).await,
                None => self.poll(stop, bell).await,
            };
            let pause = if stepped.is_ok() { Duration::ZERO } else { pace::backoff(failures) };
            failures = if stepped.is_ok() { 0 } else { failures + 1 };
            until(stop, pace::wait(pause)).await;
        }
    }

    /// One poll.
    async fn poll(&mut self, stop: &watch::Receiver<bool>, bell: &Notify) -> Result<(), Refusal> {
        let Some(polled) = until(stop, self.intake.poll(POLL)).await else { return Ok(()) };
        match polled {
            Ok(result) => {
                if self.intake.keep(&result).await? > 0 {
                    bell.notify_one();
                }
                Ok(())
            }
            Err(refusal) => {
                if refusal.is_conflict()
                    && let Some(Ok(found)) = until(stop, self.contend()).await
                {
                    self.tell(found).await;
                }
                Err(refusal)
            }
        }
    }

    /// One look at the webhook, and a pause.
    async fn hold(&mut self, stop: &watch::Receiver<bool>) -> Result<(), Refusal> {
        let Some(looked) = until(stop, self.look()).await else { return Ok(()) };
        let now = self.clock.now();
        match looked {
            Ok(found) => {
                self.health.is_up();
                self.tell(found).await;
                until(stop, pace::wait(LOOK)).await;
                Ok(())
            }
            Err(refusal) => {
                match &refusal {
                    refusal if refusal.is_token() => self.health.token_refused(now),
                    refusal => self.health.is_down(now, &refusal.to_string()),
                }
                Err(refusal)
            }
        }
    }

    /// Once, as a test does: looks, sets right and tells.
    pub async fn step(&mut self) -> Result<(), Refusal> {
        let found = match self.webhook {
            Some(_) => self.look().await?,
            None => self.contend().await?,
        };
        self.tell(found).await;
        Ok(())
    }

    /// Why a poll is refused: a webhook, which is removed, or another poller. No database work, so it may be abandoned.
    async fn contend(&self) -> Result<Option<Alarm>, Refusal> {
        let info = Info::ask(&self.api).await?;
        let Some(host) = info.host() else {
            self.health.has_rival(self.clock.now());
            return Ok(Some(Alarm::Rival));
        };
        self.health.webhook(self.clock.now(), Some(diverted(host)));
        webhook::remove(&self.api).await?;
        tracing::warn!(host, waiting = info.waiting, "the webhook has been removed: updates are polled");
        Ok(Some(Alarm::Diverted(host.to_owned())))
    }

    /// Whether the webhook is ours; it is set if not. No database work, so it may be abandoned.
    async fn look(&mut self) -> Result<Option<Alarm>, Refusal> {
        let Some(webhook) = &self.webhook else { return Ok(None) };
        let (info, now) = (Info::ask(&self.api).await?, self.clock.now());
        if self.held && webhook.is_set(&info) {
            self.health.webhook(now, fails(&info, now));
            return Ok(None);
        }
        let alarm = match info.host() {
            Some(host) if !webhook.is_at(host) => Some(Alarm::Diverted(host.to_owned())),
            None if self.held => Some(Alarm::Removed),
            _ => None,
        };
        self.health.webhook(
            now,
            alarm.as_ref().map(|alarm| match alarm {
                Alarm::Diverted(host) => diverted(host),
                Alarm::Rival | Alarm::Removed => "the webhook had been removed".to_owned(),
            }),
        );
        webhook.set(&self.api).await?;
        self.held = true;
        tracing::info!(webhook = webhook.base(), waiting = info.waiting, "updates are pushed to the webhook");
        Ok(alarm)
    }

    async fn tell(&self, found: Option<Alarm>) {
        if let Some(alarm) = found
            && let Err(error) = alarms::raise(&self.db, self.clock.now().into(), &alarm).await
        {
            tracing::error!(%error, ?alarm, "the admins can't be told");
        }
    }
}

fn diverted(host: &str) -> String {
    format!("updates were pushed to {host}")
}

fn fails(info: &Info, now: DateTime<Utc>) -> Option<String> {
    let why = info.fails(now - LATELY)?;
    Some(format!("Telegram can't deliver to the webhook ({} updates wait): {why}", info.waiting))
}
