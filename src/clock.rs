//! The only reader of the time of day. Tests stand it still, the playground moves it.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// Where "now" comes from. Cloned handles show the same time.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// The machine's clock moved by a shift: the playground.
    Shifted(Arc<Mutex<TimeDelta>>),
    /// Stands still until told otherwise: the tests.
    Standing(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still at `at`.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self::Standing(Arc::new(Mutex::new(at)))
    }

    /// A clock that runs, starting at `at`.
    pub fn running_from(at: DateTime<Utc>) -> Self {
        Self::Shifted(Arc::new(Mutex::new(at - system_now())))
    }

    /// The present moment, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => system_now(),
            Self::Shifted(shift) => system_now() + *shift.lock().unwrap_or_else(PoisonError::into_inner),
            Self::Standing(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves the clock to `at`; the system clock stays as it is.
    pub fn set(&self, at: DateTime<Utc>) {
        match self {
            Self::System => {}
            Self::Shifted(shift) => *shift.lock().unwrap_or_else(PoisonError::into_inner) = at - system_now(),
            Self::Standing(now) => *now.lock().unwrap_or_else(PoisonError::into_inner) = at,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one home of the machine's clock")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}
