//! What calls, debts and promises are counted by.

use serde::{Deserialize, Serialize};

/// Two hours of the client's working day, by the client's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HourBand {
    /// 09–11.
    Early,
    /// 11–13.
    Noon,
    /// 14–16.
    Afternoon,
    /// 16–18.
    Late,
}

impl HourBand {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Early, Self::Noon, Self::Afternoon, Self::Late];

    /// The band of a minute since the client's midnight; lunch goes to the afternoon, the rest to the nearest.
    pub const fn of(minute: u32) -> Self {
        match minute / 60 {
            0..11 => Self::Early,
            11..13 => Self::Noon,
            13..16 => Self::Afternoon,
            _ => Self::Late,
        }
    }

    /// From and to, hours.
    pub const fn hours(self) -> (u32, u32) {
        match self {
            Self::Early => (9, 11),
            Self::Noon => (11, 13),
            Self::Afternoon => (14, 16),
            Self::Late => (16, 18),
        }
    }
}

/// How a debt stands to its due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// More than four days till it is due.
    Ahead,
    /// At most four days till it is due, or due today.
    Near,
    /// Overdue for a month at most.
    Overdue,
    /// Overdue for longer.
    Old,
}

impl Standing {
    /// By days overdue; negative: till it is due.
    pub const fn of(overdue: i64) -> Self {
        match overdue {
            ..-4 => Self::Ahead,
            -4..=0 => Self::Near,
            1..=31 => Self::Overdue,
            _ => Self::Old,
        }
    }
}

/// How far ahead a promise was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ahead {
    /// At most three days.
    Soon,
    /// Longer.
    Far,
}

impl Ahead {
    /// By days from the talk to the promised day.
    pub const fn of(days: i64) -> Self {
        if days <= 3 { Self::Soon } else { Self::Far }
    }
}
