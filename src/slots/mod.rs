//! Days on which somebody can come to a client: half-days of an engineer's calendar, held against the client's hours, the
//! production calendar, what has to be true before, and what the engineer does already (PRODUCT D6). Pure: no database, no
//! clock, no Telegram. Training and service visits reckon with the same parts.
//!
//! `free` finds and checks days, `talk` is the talk of three people about them.

mod free;
#[cfg(test)]
mod free_tests;
mod talk;
#[cfg(test)]
mod talk_tests;

pub use free::{HORIZON, check, earliest, free, stands};
pub use talk::{Late, Party, Stage, Talk, TalkEvent};

use crate::{
    calendar::{Hours, ProductionCalendar},
    db::Id,
    named,
    people::Person,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

named! {
    /// Which half of a day.
    pub enum Half {
        /// Before lunch.
        Morning = "am",
        /// After it.
        Afternoon = "pm",
    }
}

impl Half {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::Morning, Self::Afternoon];
}

/// Half of a day in an engineer's own calendar. Written `2026-11-25am`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HalfDay {
    /// The engineer's civil day.
    pub day: NaiveDate,
    /// Which half of it.
    pub half: Half,
}

impl fmt::Display for HalfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.day, self.half)
    }
}

impl FromStr for HalfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("«{text}» is no half-day, an example: 2026-11-25am");
        let (day, half) = text.split_at_checked(10).ok_or_else(wrong)?;
        Ok(Self { day: day.parse().map_err(|_| wrong())?, half: half.parse()? })
    }
}

/// How long a visit lasts. Written `2h`, `4h`, `8h`, `3d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lasts {
    /// 2 or 4 hours of a half-day, or 8: a whole day.
    Hours(u32),
    /// So many whole working days, one after another.
    Days(u32),
}

impl fmt::Display for Lasts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::Days(days) => write!(f, "{days}d"),
        }
    }
}

impl FromStr for Lasts {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse::<u32>().ok();
        let hours = text.strip_suffix('h').and_then(number).filter(|hours| matches!(hours, 2 | 4 | 8));
        let days = text.strip_suffix('d').and_then(number).filter(|days| (1..=20).contains(days));
        match (hours, days) {
            (Some(hours), _) => Ok(Self::Hours(hours)),
            (_, Some(days)) => Ok(Self::Days(days)),
            _ => Err(format!("«{text}» is no length of a visit, examples: 2h, 4h, 8h, 3d")),
        }
    }
}

/// A possible visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// Who would come.
    pub engineer: Id<Person>,
    /// The half-day of theirs it begins in.
    pub first: HalfDay,
    /// From, UTC: what both sides read, each by their clock.
    pub from: DateTime<Utc>,
    /// To, UTC.
    pub to: DateTime<Utc>,
}

impl Slot {
    /// The half-days it takes of the engineer's calendar. `saturdays`: both sides work on them.
    pub fn halves(&self, lasts: Lasts, calendar: &ProductionCalendar, saturdays: bool) -> Vec<HalfDay> {
        let whole = |day: NaiveDate| Half::BOTH.map(|half| HalfDay { day, half });
        match lasts {
            Lasts::Hours(2 | 4) => vec![self.first],
            Lasts::Hours(_) => whole(self.first.day).to_vec(),
            Lasts::Days(count) => {
                days(self.first.day, count, calendar, saturdays).into_iter().flat_map(whole).collect()
            }
        }
    }
}

/// So many days on which both work, from one of them on.
fn days(first: NaiveDate, count: u32, calendar: &ProductionCalendar, saturdays: bool) -> Vec<NaiveDate> {
    let open = |day: &NaiveDate| is_open(*day, calendar, saturdays);
    first.iter_days().take(HORIZON_DAYS).filter(open).take(usize::try_from(count).unwrap_or(0)).collect()
}

/// No run of days is looked for further.
const HORIZON_DAYS: usize = 120;

/// Whether people work on a day; `saturdays`: on a Saturday that is no public holiday too.
fn is_open(day: NaiveDate, calendar: &ProductionCalendar, saturdays: bool) -> bool {
    let saturday = saturdays && day.weekday() == Weekday::Sat && !calendar.is_public_holiday(day);
    calendar.is_working(day) || saturday
}

/// An engineer's calendar.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Who.
    pub id: Id<Person>,
    /// As colleagues call them.
    pub name: String,
    /// Their clock.
    pub zone: Tz,
    /// Their hours.
    pub hours: Hours,
    /// They work on Saturdays.
    pub saturdays: bool,
    /// What is not free, and in which town that is; empty: nowhere to go.
    pub busy: BTreeMap<HalfDay, String>,
}

/// Where the visit is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The clock there.
    pub zone: Tz,
    /// When people are there.
    pub hours: Hours,
    /// They let in on Saturdays.
    pub saturdays: bool,
    /// The town; may be empty.
    pub town: String,
}

/// What has to be true before.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    /// How long it takes.
    pub lasts: Lasts,
    /// The day the site is ready.
    pub ready: Option<NaiveDate>,
    /// The day the goods are or will be received.
    pub goods: Option<NaiveDate>,
    /// Not before this day, for any other reason.
    pub not_before: Option<NaiveDate>,
}

/// Why a day can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It has begun.
    Past,
    /// Before what has to be true is true: not before this day.
    Soon(NaiveDate),
    /// Nobody works then.
    Off(NaiveDate),
    /// Nobody is there to let in.
    Client,
    /// The engineer does not work then.
    Engineer,
    /// The engineer does something else.
    Busy,
    /// The engineer is in another town next to it.
    Travel,
    /// Too far ahead.
    Far,
}
