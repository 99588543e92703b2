//! When to try again after a call that nobody answered (PRODUCT D1): in two hours the same day, then the other half of
//! the next working day, then the working day after.

use super::model::Next;
use crate::{calendar::ProductionCalendar, calendar::WorkingTime, people::Person};
use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};

/// After so many tries another contact is proposed.
pub const OTHER_CONTACT_AFTER: i64 = 3;
/// So many tries in [`FAILED_DAYS`] working days mean that the client can't be reached.
pub const FAILED_AFTER: i64 = 5;
/// See [`FAILED_AFTER`].
pub const FAILED_DAYS: u32 = 3;

const MORNING: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");
const AFTERNOON: NaiveTime = NaiveTime::from_hms_opt(15, 0, 0).expect("a time of day");

/// The next try after the `tries`-th in a row, made at `now`.
pub fn next_try(person: &Person, calendar: &ProductionCalendar, tries: i64, now: DateTime<Utc>) -> Next {
    let local = now.with_timezone(&person.zone);
    let other_half = if local.hour() < 13 { AFTERNOON } else { MORNING };
    let tomorrow = calendar.next_working_day(local.date_naive());
    match tries {
        ..=1 => {
            let later = now + TimeDelta::hours(2);
            let time: WorkingTime<'_> = person.working_time(calendar);
            let at = time.next_open(later).with_timezone(&person.zone);
            let minute = at.time().minute() / 5 * 5;
            let rounded = at.time().with_minute(minute).and_then(|time| time.with_second(0));
            Next { on: at.date_naive(), at: rounded }
        }
        2 => Next { on: tomorrow, at: Some(other_half) },
        _ => Next { on: calendar.next_working_day(tomorrow), at: Some(other_half) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::Hours,
        db::{Id, Timestamp},
        lang::Lang,
    };
    use std::collections::BTreeSet;

    #[test]
    fn tries_spread_over_the_day_and_the_days() {
        let anna = Person {
            id: Id::new(),
            name: "Anna".to_owned(),
            tg_id: None,
            lang: Lang::Ru,
            zone: chrono_tz::Europe::Moscow,
            digest_at: NaiveTime::MIN,
            hours: Hours::default(),
            consent_at: None,
            unreachable_at: None,
            created_at: Timestamp(DateTime::UNIX_EPOCH),
            roles: BTreeSet::new(),
        };
        let calendar = ProductionCalendar::russian();
        let next = |tries, at: &str| {
            let next = next_try(&anna, &calendar, tries, at.parse().unwrap());
            format!("{} {}", next.on, next.at.unwrap().format("%H:%M"))
        };
        assert_eq!(next(1, "2026-11-24T07:02:30Z"), "2026-11-24 12:00");
        assert_eq!(next(1, "2026-11-24T08:30:00Z"), "2026-11-24 14:00", "not at lunch");
        assert_eq!(next(1, "2026-11-24T14:00:00Z"), "2026-11-25 09:00", "not in the evening");
        assert_eq!(next(2, "2026-11-24T07:00:00Z"), "2026-11-25 15:00");
        assert_eq!(next(3, "2026-11-27T12:00:00Z"), "2026-12-01 10:00");
    }
}
