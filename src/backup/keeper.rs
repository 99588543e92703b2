//! Who makes a backup when it is time, beside everything else the bot does, and says so if it can't.

use super::{Recipient, Shelf, make};
use crate::{
    bot::{alarms, screen::Screen},
    clock::Clock,
    db::Db,
    error::{Error, Result},
    people::{self, Role},
    t, telemetry,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::PathBuf;

/// What has failed is tried again after so long, or when the next backup is due if that is sooner.
const AGAIN: TimeDelta = TimeDelta::minutes(5);

/// Where, how often and for whom.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder; this bot's alone.
    pub folder: PathBuf,
    /// A backup is at most so old when the next one is begun.
    pub every: TimeDelta,
    /// For whom they are encrypted; `None`: they are not.
    pub recipient: Option<Recipient>,
    /// So many stay.
    pub keep: usize,
}

/// Keeps backups.
pub struct Keeper {
    db: Db,
    clock: Clock,
    settings: Settings,
    newest: Option<DateTime<Utc>>,
    not_before: Option<DateTime<Utc>>,
}

impl Keeper {
    /// One that has done nothing yet.
    pub const fn new(db: Db, clock: Clock, settings: Settings) -> Self {
        Self { db, clock, settings, newest: None, not_before: None }
    }

    /// Makes a backup if it is time. What goes wrong is told, and tried again later.
    pub async fn step(&mut self) -> Result {
        let now = self.clock.now();
        let shelf = Shelf::new(&self.settings.folder);
        let found = shelf.newest(now);
        if let Ok(found) = &found {
            self.newest = *found;
        }
        measure(self.newest, now);
        let waits = self.not_before.is_some_and(|at| now < at);
        let is_fresh = found.is_ok() && self.newest.is_some_and(|at| now - at < self.settings.every);
        if waits || is_fresh {
            return Ok(());
        }
        let made = match found {
            Ok(_) => self.make(&shelf, now).await,
            Err(error) => Err(error),
        };
        match made {
            Ok(place) => {
                (self.newest, self.not_before) = (Some(now), None);
                measure(Some(now), now);
                tracing::info!(file = %place.display(), "the database is backed up");
                Ok(())
            }
            Err(error) => {
                self.not_before = Some(now + self.settings.every.min(AGAIN));
                metrics::counter!(telemetry::BACKUP_FAILURES).increment(1);
                tracing::error!(%error, "the database can't be backed up");
                self.tell(now, &error).await
            }
        }
    }

    async fn make(&self, shelf: &Shelf, now: DateTime<Utc>) -> Result<PathBuf> {
        let place = shelf.place(now, self.settings.recipient.is_some());
        shelf.sweep()?;
        make(&self.db, &place, self.settings.recipient.as_ref()).await?;
        shelf.prune(self.settings.keep, now)?;
        Ok(place)
    }

    /// Tells admins, or heads if there is none: once, and once a day while it lasts.
    async fn tell(&self, now: DateTime<Utc>, error: &Error) -> Result {
        let (last, days) = match self.newest {
            Some(at) => (at.timestamp(), (now - at).num_days()),
            None => (0, now.timestamp() / TimeDelta::days(1).num_seconds()),
        };
        let why = error.to_string();
        let screen = Screen::new(match self.newest {
            Some(at) => t!("backup-old", since = at, why = why),
            None => t!("backup-none", why = why),
        });
        let mut tx = self.db.begin().await?;
        let mut people = people::all_with_role(&mut tx, Role::Admin).await?;
        if people.is_empty() {
            people = people::all_with_role(&mut tx, Role::Head).await?;
        }
        alarms::tell(&mut tx, &people, now, &format!("backup:{last}:{days}"), &screen).await?;
        tx.commit().await
    }
}

/// How old the newest is; without any, older than anything.
#[expect(clippy::cast_precision_loss, reason = "a gauge need not be exact")]
fn measure(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) {
    let age = newest.map_or(f64::INFINITY, |at| (now - at).num_seconds() as f64);
    metrics::gauge!(telemetry::BACKUP_AGE).set(age);
}
