//! A year of incidents on a standing clock: which begin when, who acknowledges them how near to a deadline, when the
//! process is away; and the drive that takes an engine through them.

use super::{
    checks::{HOURS, due},
    trace::{Ack, Said, Trace},
};
use crate::{dice::Dice, governor::oracle::Almanac};
use chrono::{DateTime, Days, TimeDelta, Utc};
use std::collections::BTreeSet;

/// Working minutes in which an incident of the drive is to be acknowledged.
pub const ACK_MINUTES: u32 = 30;

/// When an incident is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledged {
    /// Nobody cares.
    Never,
    /// So many seconds after the first word.
    After(i64),
    /// So near to the deadline that follows this level, milliseconds.
    Race { level: i64, millis: i64 },
}

/// Something that asks for attention.
#[derive(Debug, Clone, Copy)]
pub struct Incident {
    pub begins: DateTime<Utc>,
    pub acknowledged: Acknowledged,
    /// It ends by itself so many minutes later.
    pub lasts: Option<i64>,
}

/// All of it.
pub struct Plan {
    begins: DateTime<Utc>,
    days: u64,
    pub incidents: Vec<Incident>,
    /// The process is away from the first moment to the second; a kill is so short that only a look is lost.
    pub away: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Plan {
    /// So many days without incidents.
    pub const fn of_days(begins: DateTime<Utc>, days: u64) -> Self {
        Self { begins, days, incidents: Vec::new(), away: Vec::new() }
    }

    /// The same for the same seed: spread over two hundred days from January, two hours away now and then, killed often.
    pub fn made(seed: u64, count: usize, almanac: &Almanac) -> Self {
        let mut dice = Dice(seed);
        let mut plan = Self::of_days("2026-01-12T00:00:00Z".parse().unwrap(), 200);
        while plan.incidents.len() < count {
            let begins = plan.begins + TimeDelta::seconds(dice.whole(0..190 * 86_400));
            if !almanac.is_open(begins, chrono_tz::Europe::Moscow, &HOURS) {
                continue;
            }
            let acknowledged = match dice.roll(0..8) {
                0 | 1 => Acknowledged::Never,
                2 => Acknowledged::After(dice.whole(0..4_000)),
                _ => Acknowledged::Race { level: dice.whole(1..3), millis: dice.whole(-50..51) },
            };
            let lasts = (dice.roll(0..10) == 0).then(|| dice.whole(0..200));
            plan.incidents.push(Incident { begins, acknowledged, lasts });
        }
        plan.incidents.sort_by_key(|incident| incident.begins);
        let mut at = plan.begins;
        while at < plan.end() {
            at += TimeDelta::minutes(dice.whole(60..60 * 12));
            let minutes = if dice.roll(0..2) == 0 { 120 } else { 0 };
            let back = at + TimeDelta::minutes(minutes) + TimeDelta::seconds(dice.whole(0..40));
            plan.away.push((at, back));
            at = back;
        }
        plan
    }

    pub fn end(&self) -> DateTime<Utc> {
        self.begins + Days::new(self.days)
    }

    /// `at`, or when the process is back.
    pub fn up_again(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let next = self.away.partition_point(|(from, _)| *from <= at);
        let before = next.checked_sub(1).map(|last| self.away[last]);
        before.filter(|(_, back)| at < *back).map_or(at, |(_, back)| back)
    }
}

/// What the drive knows of an engine of escalations.
pub trait Engine {
    /// An incident begins; nobody has looked yet.
    fn begins(&mut self, incident: usize, at: DateTime<Utc>);
    /// One look; what is said now, by incident, person and level.
    fn looks(&mut self, at: DateTime<Utc>) -> Vec<(usize, String, i64)>;
    /// Somebody acknowledges it. `false`: there was nothing to acknowledge.
    fn acknowledged(&mut self, incident: usize, at: DateTime<Utc>) -> bool;
    /// Its alarm is gone.
    fn ends(&mut self, incident: usize, at: DateTime<Utc>);
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Begins(usize),
    Ends(usize),
    Looks,
    Acknowledged { incident: usize, raced: bool },
}

/// Goes through the plan from event to event. The engine looks within a minute of whatever comes due while the process
/// runs, and as soon as it is back.
pub fn drive(plan: &Plan, engine: &mut impl Engine, almanac: &Almanac) -> Trace {
    let mut trace = Trace::default();
    let mut coming: BTreeSet<(DateTime<Utc>, Event)> = BTreeSet::new();
    // A look comes on the next full minute, or a random part of it earlier.
    let soon =
        |at: DateTime<Utc>| plan.up_again(at + TimeDelta::milliseconds(at.timestamp_millis().rem_euclid(50_000)));
    for (number, incident) in plan.incidents.iter().enumerate() {
        coming.insert((incident.begins, Event::Begins(number)));
    }
    let mut written = 0_u64;
    while let Some((at, event)) = coming.pop_first() {
        written += 1;
        let order = format!("{written:012}");
        match event {
            Event::Begins(number) => {
                engine.begins(number, at);
                let id = number.to_string();
                trace.alerts.push(super::trace::Alert { id, since: at, minutes: ACK_MINUTES, ended: None });
                coming.insert((soon(at), Event::Looks));
                if let Some(minutes) = plan.incidents[number].lasts {
                    coming.insert((plan.up_again(at + TimeDelta::minutes(minutes)), Event::Ends(number)));
                }
            }
            Event::Ends(number) => {
                engine.ends(number, at);
                trace.alerts[number].ended = Some(at);
            }
            Event::Acknowledged { incident, raced } => {
                if engine.acknowledged(incident, at) {
                    trace.acks.push(Ack { alert: incident.to_string(), at, order, raced });
                }
            }
            Event::Looks => {
                for (said, (incident, person, level)) in engine.looks(at).into_iter().enumerate() {
                    let order = format!("{order}.{said:04}");
                    trace.said.push(Said { alert: incident.to_string(), person, level, at, order });
                    let deadline = due(almanac, at, ACK_MINUTES);
                    coming.insert((soon(deadline), Event::Looks));
                    // Several looks around the deadline itself: an acknowledgement may fall between any two.
                    for millis in [-30, 0, 30] {
                        coming.insert((plan.up_again(deadline + TimeDelta::milliseconds(millis)), Event::Looks));
                    }
                    let (moment, raced) = match plan.incidents[incident].acknowledged {
                        Acknowledged::After(seconds) if level == 1 => (at + TimeDelta::seconds(seconds), false),
                        Acknowledged::Race { level: raced, millis } if raced == level => {
                            (deadline + TimeDelta::milliseconds(millis), true)
                        }
                        _ => continue,
                    };
                    // Whoever presses while the process is away is heard when it is back.
                    coming.insert((plan.up_again(moment), Event::Acknowledged { incident, raced }));
                }
            }
        }
    }
    trace
}
