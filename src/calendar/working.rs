//! Working time of a person or a client: the only way to compute deadlines (PRODUCT 4.5).

use super::{Hours, ProductionCalendar};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Nobody plans further than this, days.
const HORIZON: u64 = 4000;

/// When somebody works: calendar, hours and zone. Minutes are the unit, seconds are cut off.
#[derive(Debug, Clone, Copy)]
pub struct WorkingTime<'a> {
    /// Working, short and free days.
    pub calendar: &'a ProductionCalendar,
    /// Hours of a day.
    pub hours: &'a Hours,
    /// Whose hours they are.
    pub zone: Tz,
}

impl WorkingTime<'_> {
    /// When `minutes` of working time after `at` have passed. A deadline is the end of the last minute, so four hours
    /// from 09:00 end at 13:00, not after lunch.
    pub fn add_working(self, at: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
        let mut left = i64::from(minutes);
        let first = at.with_timezone(&self.zone).date_naive();
        for day in first.iter_days().take(usize::try_from(HORIZON).unwrap_or(usize::MAX)) {
            for (from, to) in self.intervals(day) {
                let from = from.max(floor(at));
                let length = (to - from).num_minutes();
                if length > 0 && left <= length {
                    return from + TimeDelta::minutes(left);
                }
                left -= length.max(0);
            }
        }
        at + Days::new(HORIZON)
    }

    /// Working minutes between two moments; 0 if `to` is not after `from`.
    pub fn worked(self, from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
        let (from, to) = (floor(from), floor(to));
        let first = from.with_timezone(&self.zone).date_naive();
        let last = to.with_timezone(&self.zone).date_naive();
        let minutes: i64 = first
            .iter_days()
            .take_while(|day| *day <= last)
            .flat_map(|day| self.intervals(day))
            .map(|(start, end)| (end.min(to) - start.max(from)).num_minutes().max(0))
            .sum();
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }

    /// Whether somebody works at `at`.
    pub fn is_open(self, at: DateTime<Utc>) -> bool {
        self.intervals(at.with_timezone(&self.zone).date_naive()).iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    /// When the interval that `at` stands in ends; `None` if nobody works then.
    pub fn open_until(self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let intervals = self.intervals(at.with_timezone(&self.zone).date_naive());
        intervals.into_iter().find(|(from, to)| (*from..*to).contains(&at)).map(|(_, to)| to)
    }

    /// `at` if somebody works then, else the next moment somebody does.
    pub fn next_open(self, at: DateTime<Utc>) -> DateTime<Utc> {
        let first = at.with_timezone(&self.zone).date_naive();
        first
            .iter_days()
            .take(usize::try_from(HORIZON).unwrap_or(usize::MAX))
            .flat_map(|day| self.intervals(day))
            .find(|(_, to)| *to > at)
            .map_or(at, |(from, _)| from.max(at))
    }

    /// The intervals of a civil day, as moments.
    fn intervals(self, day: NaiveDate) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let hours = self.hours.on(self.calendar.kind(day));
        hours.into_iter().map(|(from, to)| (self.moment(day, from), self.moment(day, to))).collect()
    }

    /// A minute of a civil day as a moment; one the clock skips is the next that exists, of two the first.
    fn moment(self, day: NaiveDate, minute: u32) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
        let exists = |local| self.zone.from_local_datetime(&local).earliest();
        (0..=180)
            .find_map(|later| exists(local + TimeDelta::minutes(later)))
            .map_or_else(|| local.and_utc(), |at| at.to_utc())
    }
}

fn floor(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::seconds(at.timestamp().rem_euclid(60))
        - TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::DayKind;
    use chrono::Timelike;

    /// Whether the minute that begins at `at` is worked, without any of the code under test but `kind`.
    fn is_worked(calendar: &ProductionCalendar, zone: Tz, lunch: bool, at: DateTime<Utc>) -> bool {
        let local = at.with_timezone(&zone);
        let end = match calendar.kind(local.date_naive()) {
            DayKind::Off => return false,
            DayKind::Short => 17,
            DayKind::Work => 18,
        };
        (9..end).contains(&local.hour()) && (!lunch || local.hour() != 13)
    }

    /// Minute by minute from `start`: whether it is worked.
    fn minutes(calendar: &ProductionCalendar, zone: Tz, lunch: bool, start: DateTime<Utc>) -> Vec<bool> {
        (0..4 * 365 * 24 * 60)
            .map(|minute| is_worked(calendar, zone, lunch, start + TimeDelta::minutes(minute)))
            .collect()
    }

    fn walk(worked: &[bool], mut at: usize, minutes: u32) -> usize {
        let mut left = minutes;
        while left > 0 {
            left -= u32::from(worked[at]);
            at += 1;
        }
        at
    }

    /// A small generator, so that every run checks the same cases.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }
    }

    #[test]
    fn deadlines_agree_with_a_minute_by_minute_walk_in_100_000_cases() {
        let calendar = ProductionCalendar::russian();
        let hours = Hours::default();
        let start: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().unwrap();
        let mut dice = Dice(7);
        let mut lunchless_differs = 0;
        for zone in [Tz::Europe__Moscow, Tz::Asia__Yekaterinburg, Tz::Asia__Vladivostok, Tz::Europe__Berlin] {
            let time = WorkingTime { calendar: &calendar, hours: &hours, zone };
            let worked = minutes(&calendar, zone, true, start);
            let lunchless = minutes(&calendar, zone, false, start);
            for case in 0..25_000 {
                let from = usize::try_from(dice.below(3 * 365 * 24 * 60)).unwrap();
                let length = u32::try_from(1 + dice.below(600)).unwrap();
                let moment = |minute: usize| start + TimeDelta::minutes(i64::try_from(minute).unwrap());
                let deadline = time.add_working(moment(from), length);
                let walked = walk(&worked, from, length);
                assert_eq!(deadline, moment(walked), "case {case}: {length} min from {} in {zone}", moment(from));
                assert_eq!(time.worked(moment(from), deadline), length, "case {case} in {zone}");
                lunchless_differs += u32::from(walk(&lunchless, from, length) != walked);
            }
        }
        assert!(lunchless_differs > 10_000, "a walk that forgets lunch must differ: {lunchless_differs}");
    }

    #[test]
    fn four_hours_from_nine_end_at_one() {
        let calendar = ProductionCalendar::russian();
        let hours = Hours::default();
        let time = WorkingTime { calendar: &calendar, hours: &hours, zone: Tz::Europe__Moscow };
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(time.add_working(at("2026-11-24T06:00:00Z"), 240), at("2026-11-24T10:00:00Z"));
        assert_eq!(time.add_working(at("2026-11-24T06:00:30Z"), 241), at("2026-11-24T11:01:00Z"));
        assert!(!time.is_open(at("2026-11-24T10:30:00Z")));
        assert_eq!(time.next_open(at("2026-11-24T10:30:00Z")), at("2026-11-24T11:00:00Z"));
        assert_eq!(time.next_open(at("2026-12-30T20:00:00Z")), at("2027-01-11T06:00:00Z"));
        assert_eq!(time.worked(at("2026-11-24T12:00:00Z"), at("2026-11-24T06:00:00Z")), 0);
    }
}
