//! What must hold of whatever was heard.

use super::{drive::Plan, trace::Trace};
use crate::governor::oracle::Almanac;
use chrono::{DateTime, SubsecRound, TimeDelta, Timelike, Utc};
use std::collections::BTreeMap;

/// The highest level.
pub const TOP: i64 = 3;
/// So late a level may come while the machine runs.
const LATE: TimeDelta = TimeDelta::seconds(60);
/// Working minutes after which the highest level may be said again.
const AGAIN: u32 = 480;
/// The hours of those who are told, minutes since midnight.
pub const HOURS: [(u32, u32); 2] = [(540, 780), (840, 1080)];

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A level was said twice to one person.
    Double,
    /// Before it was due.
    Early,
    /// More than a minute after it was due, though the machine ran.
    Late,
    /// Never, though nobody had acknowledged it.
    Missing,
    /// After an acknowledgement had been committed.
    AfterAck,
    /// Two levels at once, as after downtime.
    Flood,
    /// A level though a higher one was due.
    Low,
}

/// When so many working minutes after `at` are over, counted one by one.
pub fn due(almanac: &Almanac, at: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
    let zone = chrono_tz::Europe::Moscow;
    let mut minute = at.trunc_subsecs(0) - TimeDelta::seconds(i64::from(at.second()));
    let mut left = minutes;
    while left > 0 {
        if almanac.is_open(minute, zone, &HOURS) {
            left -= 1;
        } else if almanac.is_off(minute.with_timezone(&zone).date_naive()) {
            // Nobody counts the minutes of a free day.
            minute += TimeDelta::minutes(59 - i64::from(minute.minute()));
        }
        minute += TimeDelta::minutes(1);
    }
    minute
}

/// `at`, or when people come to work after it.
pub fn opening(almanac: &Almanac, at: DateTime<Utc>) -> DateTime<Utc> {
    if almanac.is_open(at, chrono_tz::Europe::Moscow, &HOURS) {
        return at;
    }
    due(almanac, at, 1) - TimeDelta::minutes(1)
}

/// Until when what is due must have been said: within a minute of running while people work. If their work ends before the
/// minute does, within the first minute of when they are back.
fn latest(plan: &Plan, almanac: &Almanac, due: DateTime<Utc>) -> DateTime<Utc> {
    let mut from = due;
    loop {
        let latest = plan.having_run(from, LATE);
        let open = opening(almanac, latest);
        if open == latest {
            return latest;
        }
        from = open;
    }
}

/// Everything that is wrong.
pub fn complaints(trace: &Trace, plan: &Plan, almanac: &Almanac) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    for alert in &trace.alerts {
        let mut complain = |kind, what: String| found.push((kind, format!("{}: {what}", alert.id)));
        let mut said: Vec<_> = trace.said.iter().filter(|said| said.alert == alert.id).collect();
        said.sort_by(|a, b| a.order.cmp(&b.order));
        let ack = trace.acks.iter().find(|ack| ack.alert == alert.id);
        let mut before: BTreeMap<(&str, i64), DateTime<Utc>> = BTreeMap::new();
        for one in &said {
            if ack.is_some_and(|ack| one.order > ack.order) {
                complain(Kind::AfterAck, format!("{one:?} after {ack:?}"));
            }
            if let Some(last) = before.insert((&one.person, one.level), one.at)
                && (one.level < TOP || due(almanac, last, AGAIN) > one.at)
            {
                complain(Kind::Double, format!("{one:?}, and before at {last}"));
            }
        }
        // How it should have gone, from one level heard to the next.
        let mut heard: Vec<(i64, DateTime<Utc>)> = said.iter().map(|one| (one.level, one.at)).collect();
        heard.dedup_by_key(|(level, _)| *level);
        let mut next = (1, opening(almanac, alert.since));
        for (level, at) in heard {
            // What came due while the machine was away is passed over for what came due after it.
            let mut expected = next;
            while expected.0 < level && expected.0 < TOP {
                expected = (expected.0 + 1, due(almanac, expected.1, alert.minutes));
            }
            if level == expected.0 && at < expected.1 {
                complain(Kind::Early, format!("level {level} at {at}, due {}", expected.1));
            }
            if level == next.0 && level > 1 && level < TOP && due(almanac, next.1, alert.minutes) <= at {
                complain(Kind::Low, format!("level {level} at {at}, due {}", next.1));
            }
            if at > latest(plan, almanac, next.1) {
                complain(Kind::Late, format!("level {level} at {at}, due {}", next.1));
            }
            if level > 1 && at - next_before(&said, level) < LATE {
                complain(Kind::Flood, format!("level {level} at {at}"));
            }
            next = (level + 1, due(almanac, at, alert.minutes));
        }
        let silent_from = ack.map(|ack| ack.at).into_iter().chain(alert.ended).min();
        let latest = latest(plan, almanac, next.1);
        if next.0 <= TOP && latest < plan.end() && silent_from.is_none_or(|from| latest < from) {
            complain(Kind::Missing, format!("level {} was due at {}", next.0, next.1));
        }
    }
    found
}

/// When the level before was said last.
fn next_before(said: &[&super::trace::Said], level: i64) -> DateTime<Utc> {
    let earlier = said.iter().filter(|one| one.level < level).map(|one| one.at);
    earlier.max().unwrap_or(DateTime::<Utc>::MIN_UTC)
}

#[test]
fn working_minutes_are_counted_over_lunch_night_and_holidays() {
    let almanac = Almanac::printed();
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let after = |from: &str, minutes| due(&almanac, at(from), minutes);
    assert_eq!(after("2026-11-24T06:00:40Z", 30), at("2026-11-24T06:30:00Z"));
    assert_eq!(after("2026-11-24T09:45:00Z", 30), at("2026-11-24T11:15:00Z"), "over lunch");
    assert_eq!(after("2026-11-24T14:45:00Z", 30), at("2026-11-25T06:15:00Z"), "over night");
    assert_eq!(after("2026-11-03T13:45:00Z", 30), at("2026-11-05T06:15:00Z"), "a short day, a holiday");
    assert_eq!(opening(&almanac, at("2026-11-24T06:00:40Z")), at("2026-11-24T06:00:40Z"));
    assert_eq!(opening(&almanac, at("2026-11-24T19:20:40Z")), at("2026-11-25T06:00:00Z"));
    assert_eq!(after("2026-11-24T06:00:00Z", 240), at("2026-11-24T10:00:00Z"), "to the end of the last minute");
}
