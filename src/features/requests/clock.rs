//! The reply clock (PRODUCT 4.6): how long a client has waited for an answer, in working minutes of whoever answers. Pure.
//!
//! Nothing ticks: what is stored is when a leg began and what was used before it; the rest is reckoned when asked.

use crate::{calendar::WorkingTime, named};
use chrono::{DateTime, Utc};

named! {
    /// How a wait stands.
    pub enum State {
        /// The client waits for us.
        Running = "running",
        /// We wait for somebody.
        Paused = "paused",
        /// Answered in time.
        Met = "met",
        /// The deadline has passed, answered or not.
        Breached = "breached",
    }
}

named! {
    /// For whom a paused clock waits.
    pub enum PausedFor {
        /// The client is to tell or send something.
        Client = "client",
        /// Somebody else is to do something.
        ThirdParty = "third_party",
    }
}

/// Why and until when a clock stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub whom: PausedFor,
    pub reason: String,
    pub until: DateTime<Utc>,
}

/// One wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub started_at: DateTime<Utc>,
    pub state: State,
    /// Working minutes used before `leg_from`.
    pub spent: u32,
    /// Since when it runs or has stood still.
    pub leg_from: DateTime<Utc>,
    /// Exactly while paused.
    pub pause: Option<Pause>,
    /// The deadline that passed.
    pub breached_at: Option<DateTime<Utc>>,
    pub stopped_at: Option<DateTime<Utc>>,
    /// Working minutes of the last signal given.
    pub stage: u32,
}

/// A clock that does not run can't be paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRunning;

impl Clock {
    /// The client has written and nobody has answered.
    pub const fn start(at: DateTime<Utc>) -> Self {
        Self {
            started_at: at,
            state: State::Running,
            spent: 0,
            leg_from: at,
            pause: None,
            breached_at: None,
            stopped_at: None,
            stage: 0,
        }
    }

    /// Working minutes used up to `now`.
    pub fn used(&self, time: WorkingTime<'_>, now: DateTime<Utc>) -> u32 {
        match self.state {
            State::Paused => self.spent,
            _ => self.spent + time.worked(self.leg_from, self.stopped_at.unwrap_or(now)),
        }
    }

    /// When `minutes` will have been used; at once if they have; `None` while it stands still.
    pub fn when(&self, time: WorkingTime<'_>, minutes: u32) -> Option<DateTime<Utc>> {
        let runs = self.state != State::Paused && self.stopped_at.is_none();
        runs.then(|| time.add_working(self.leg_from, minutes.saturating_sub(self.spent)))
    }

    /// We wait for somebody until then.
    pub fn pause(self, at: DateTime<Utc>, pause: Pause, time: WorkingTime<'_>) -> Result<Self, NotRunning> {
        if self.state != State::Running || self.stopped_at.is_some() {
            return Err(NotRunning);
        }
        let spent = self.used(time, at);
        Ok(Self { state: State::Paused, spent, leg_from: at, pause: Some(pause), ..self })
    }

    /// It goes on with what is left; a clock that runs goes on as it does.
    pub fn resume(self, at: DateTime<Utc>) -> Self {
        match self.state {
            State::Paused => Self { state: State::Running, leg_from: at, pause: None, ..self },
            _ => self,
        }
    }

    /// The deadline of `limit` minutes has passed unanswered.
    pub fn breach(self, due: DateTime<Utc>) -> Self {
        match self.state {
            State::Running => Self { state: State::Breached, breached_at: Some(due), ..self },
            _ => self,
        }
    }

    /// It is answered: on time up to and with the moment it is due.
    pub fn stop(self, at: DateTime<Utc>, time: WorkingTime<'_>, limit: u32) -> Self {
        if self.stopped_at.is_some() {
            return self;
        }
        let due = self.when(time, limit);
        let clock = match due {
            Some(due) if due < at => self.breach(due),
            _ => self,
        };
        let used = clock.used(time, at);
        let state = if clock.state == State::Breached { State::Breached } else { State::Met };
        Self { state, pause: None, stopped_at: Some(at), spent: used, leg_from: at, ..clock }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{DayKind, Hours, ProductionCalendar};
    use chrono::{Datelike, TimeDelta, Timelike};
    use chrono_tz::Tz;

    const LIMIT: u32 = 240;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn pause_until(until: DateTime<Utc>) -> Pause {
        Pause { whom: PausedFor::Client, reason: "пришлёт фото".to_owned(), until }
    }

    /// A minute of the oracle: whether it is worked, from the fixture alone.
    struct Oracle {
        days: std::collections::HashMap<(i32, u32, u32), char>,
    }

    impl Oracle {
        fn new() -> Self {
            let fixture = include_str!("../../../tests/fixtures/calendar_2025_2027.txt");
            let mut days = std::collections::HashMap::new();
            for line in fixture.lines() {
                let (month, letters) = line.split_once(' ').unwrap();
                let (year, month) = month.split_once('-').unwrap();
                for (day, letter) in (1..).zip(letters.chars()) {
                    days.insert((year.parse().unwrap(), month.parse().unwrap(), day), letter);
                }
            }
            Self { days }
        }

        fn works(&self, zone: Tz, lunch: bool, at: DateTime<Utc>) -> bool {
            let local = at.with_timezone(&zone);
            let letter = self.days.get(&(local.year(), local.month(), local.day())).copied().unwrap_or('o');
            let end = match letter {
                'w' => 18,
                's' => 17,
                _ => return false,
            };
            (9..end).contains(&local.hour()) && !(lunch && local.hour() == 13)
        }
    }

    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }

        fn index(&mut self, limit: usize) -> usize {
            usize::try_from(self.below(limit as u64)).unwrap()
        }
    }

    /// The clock against a walk minute by minute: pauses, lunch, short days, moved Saturdays, zones.
    #[test]
    fn deadlines_agree_with_a_minute_by_minute_walk_in_100_000_cases_with_pauses() {
        let calendar = ProductionCalendar::russian();
        let oracle = Oracle::new();
        let start = at("2025-01-01T00:00:00Z");
        let moment = |minute: usize| start + TimeDelta::minutes(i64::try_from(minute).unwrap());
        let mut dice = Dice(42);
        let (mut paused, mut deaf, mut special) = (0, 0, 0);
        for zone in [Tz::Europe__Moscow, Tz::Asia__Yekaterinburg, Tz::Asia__Vladivostok, Tz::Europe__Kaliningrad] {
            for lunch in [true, false] {
                let hours: Hours = if lunch { Hours::default() } else { "9-18".parse().unwrap() };
                let time = WorkingTime { calendar: &calendar, hours: &hours, zone };
                let minutes = 3 * 365 * 24 * 60 - 24 * 60;
                // Whatever begins or ends does so at a full hour.
                let hour = |hour: usize| [oracle.works(zone, lunch, moment(hour * 60)); 60];
                let worked: Vec<bool> = (0..minutes / 60).flat_map(hour).collect();
                for case in 0..12_500 {
                    let from = dice.index(minutes - 120 * 24 * 60);
                    let limit = u32::try_from(1 + dice.below(600)).unwrap();
                    // The pauses: when each begins and ends, minutes since the start, in order.
                    let mut pauses: Vec<(usize, usize)> = Vec::new();
                    let mut place = from;
                    for _ in 0..dice.below(4) {
                        let begin = place + dice.index(3 * 24 * 60);
                        let end = begin + 1 + dice.index(6 * 24 * 60);
                        pauses.push((begin, end));
                        place = end;
                    }
                    let mut clock = Clock::start(moment(from));
                    let mut due = None;
                    for (begin, end) in &pauses {
                        due = clock.when(time, limit);
                        if due.is_some_and(|due| due <= moment(*begin)) {
                            break;
                        }
                        due = None;
                        clock = clock.pause(moment(*begin), pause_until(moment(*end)), time).unwrap();
                        assert_eq!(clock.when(time, limit), None, "a clock that stands still is never due");
                        clock = clock.resume(moment(*end));
                        paused += 1;
                    }
                    let due = due.or_else(|| clock.when(time, limit)).unwrap();
                    let walk = |heeding: bool| {
                        let mut left = limit;
                        let mut minute = from;
                        while left > 0 {
                            let still = heeding && pauses.iter().any(|(begin, end)| (*begin..*end).contains(&minute));
                            left -= u32::from(worked[minute] && !still);
                            minute += 1;
                        }
                        minute
                    };
                    let walked = walk(true);
                    assert_eq!(
                        due,
                        moment(walked),
                        "case {case}: {limit} min from {} in {zone}, {pauses:?}",
                        moment(from)
                    );
                    deaf += u32::from(walk(false) != walked);
                    let local = due.with_timezone(&zone).date_naive();
                    special += u32::from(calendar.kind(local) == DayKind::Short);
                }
            }
        }
        assert!(paused > 30_000 && special > 500, "{paused} pauses, {special} ends on short days");
        assert!(deaf > 10_000, "a walk that forgets the pauses must differ: {deaf}");
    }

    #[test]
    fn a_pause_keeps_what_is_left() {
        let calendar = ProductionCalendar::russian();
        let hours = Hours::default();
        let time = WorkingTime { calendar: &calendar, hours: &hours, zone: Tz::Europe__Moscow };
        let clock = Clock::start(at("2026-11-24T06:00:00Z"));
        assert_eq!(clock.when(time, LIMIT), Some(at("2026-11-24T10:00:00Z")));
        let clock = clock.pause(at("2026-11-24T07:00:00Z"), pause_until(at("2026-11-25T06:00:00Z")), time).unwrap();
        assert_eq!((clock.used(time, at("2026-11-24T12:00:00Z")), clock.when(time, LIMIT)), (60, None));
        assert_eq!(clock.clone().pause(at("2026-11-24T08:00:00Z"), pause_until(clock.leg_from), time), Err(NotRunning));
        let clock = clock.resume(at("2026-11-25T06:00:00Z"));
        assert_eq!(clock.when(time, LIMIT), Some(at("2026-11-25T09:00:00Z")));
        assert_eq!(clock.clone().resume(at("2026-11-25T08:00:00Z")), clock, "it runs already");
    }

    #[test]
    fn an_answer_at_the_deadline_is_on_time_and_after_it_late() {
        let calendar = ProductionCalendar::russian();
        let hours = Hours::default();
        let time = WorkingTime { calendar: &calendar, hours: &hours, zone: Tz::Europe__Moscow };
        let clock = Clock::start(at("2026-11-24T06:00:00Z"));
        let due = at("2026-11-24T10:00:00Z");
        let met = clock.clone().stop(due, time, LIMIT);
        assert_eq!((met.state, met.used(time, at("2026-11-30T10:00:00Z"))), (State::Met, 240));
        let late = clock.clone().stop(due + TimeDelta::seconds(1), time, LIMIT);
        assert_eq!((late.state, late.breached_at), (State::Breached, Some(due)));
        let breached = clock.breach(due);
        assert_eq!(
            breached.clone().stop(due, time, LIMIT).state,
            State::Breached,
            "who was first to commit has decided"
        );
        assert_eq!(met.clone().stop(at("2026-11-25T10:00:00Z"), time, LIMIT), met, "an answered clock stays answered");
        assert!(met.pause(due, pause_until(due), time).is_err());
        assert!(breached.pause(due, pause_until(due), time).is_err());
    }
}
