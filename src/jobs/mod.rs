//! Work outside a turn: jobs that talk to the world, schedules of the day, watches of every minute.

mod runner;
mod schedule;
mod watch;

pub use runner::{Job, Payload, Runner, payload, put};
pub use schedule::{Outcome, Schedule, Scheduler, Tick, last_missed, outcome_on};
pub use watch::{Watch, Watcher};

use crate::{
    bot::api::Api,
    calendar::{Moment, ProductionCalendar},
    clock::Clock,
    db::{Db, Timestamp},
    error::Error,
    outside::{dostavista::Dostavista, mail::Post, one_c::OneC, planfact::Planfact},
};
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use serde_json::Value;
use std::sync::Arc;

/// What a job has at hand. Cheap to clone.
#[derive(Clone)]
pub struct At {
    /// Where everything is; a job opens short transactions itself, none while it calls outside.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Working days.
    pub calendar: Arc<ProductionCalendar>,
    /// Telegram, for files people have sent.
    pub api: Option<Api>,
    /// Our own bank accounts; empty: those a statement is about.
    pub accounts: Arc<[String]>,
    /// Who carries our deliveries; `None`: couriers are booked by hand.
    pub dostavista: Option<Dostavista>,
    /// Who takes our letters; `None`: they are drafts.
    pub post: Option<Post>,
    /// Where invoices and payments are kept; `None`: they are read from files alone.
    pub one_c: Option<OneC>,
    /// Where bills are planned; `None`: they are entered by hand.
    pub planfact: Option<Planfact>,
}

impl At {
    /// The present moment, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The present moment with the calendar.
    pub fn moment(&self) -> Moment<'_> {
        Moment { now: self.clock.now(), calendar: &self.calendar }
    }

    /// The present moment as it is stored.
    pub fn stamp(&self) -> Timestamp {
        self.clock.now().into()
    }
}

/// Why a job has not been done: decided at every `?` of it.
#[derive(Debug)]
pub enum Failure {
    /// Again, after 5 s … 1 h.
    Later(String),
    /// Never: an error in the log.
    Never(String),
}

impl From<Error> for Failure {
    /// A fault of the database may pass, and what is another's now is done by that one; anything else will not.
    fn from(error: Error) -> Self {
        match error {
            Error::Db(_) | Error::NotOurs(_) => Self::Later(error.to_string()),
            other => Self::Never(other.to_string()),
        }
    }
}

/// A kind of job.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Kept with the job: `files.read`.
    pub name: &'static str,
    /// Does it.
    pub run: fn(At, Value) -> BoxFuture<'static, Result<(), Failure>>,
}
