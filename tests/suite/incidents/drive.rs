//! A year of incidents on a standing clock: which begin when, who acknowledges them how near to a deadline, when the
//! process is away; and the drive that takes an engine through them.

use super::{
    checks::{HOURS, due, opening},
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

    /// The same for the same seed: spread over so many days from a Monday in January and ten more for what follows, two
    /// hours away now and then, killed often.
    pub fn made(seed: u64, count: usize, days: u32, almanac: &Almanac) -> Self {
        let mut dice = Dice(seed);
        let mut plan = Self::of_days("2026-01-12T00:00:00Z".parse().unwrap(), u64::from(days) + 10);
        while plan.incidents.len() < count {
            let begins = plan.begins + TimeDelta::seconds(dice.whole(0..i64::from(days) * 86_400));
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

    /// The same, and nothing lasts for ever: most of it some hours, a little of it longer than a working day.
    pub fn ending(mut self, seed: u64) -> Self {
        let mut dice = Dice(seed);
        for incident in &mut self.incidents {
            let minutes = if dice.roll(0..60) == 0 { dice.whole(1_500..3_000) } else { dice.whole(80..260) };
            incident.lasts = incident.lasts.or(Some(minutes));
        }
        self
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

    /// When the process has run for so long after `at`.
    pub fn having_run(&self, at: DateTime<Utc>, length: TimeDelta) -> DateTime<Utc> {
        let mut end = self.up_again(at) + length;
        for (from, back) in &self.away[self.away.partition_point(|(from, _)| *from <= at)..] {
            if *from >= end {
                break;
            }
            end += *back - *from;
        }
        end
    }
}

/// What the drive knows of an engine of escalations.
pub trait Engine {
    /// An incident begins; nobody has looked yet.
    async fn begins(&mut self, incident: usize, at: DateTime<Utc>);
    /// One look; what is said now, by incident, person and level.
    async fn looks(&mut self, at: DateTime<Utc>) -> Vec<(usize, String, i64)>;
    /// Somebody acknowledges it. `false`: there was nothing to acknowledge.
    async fn acknowledged(&mut self, incident: usize, at: DateTime<Utc>) -> bool;
    /// Its alarm is gone.
    async fn ends(&mut self, incident: usize, at: DateTime<Utc>);
    /// The process dies, and is there again when next it is asked for anything.
    async fn dies(&mut self, at: DateTime<Utc>);
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Begins(usize),
    Ends(usize),
    Looks,
    Acknowledged { incident: usize, raced: bool },
    Dies,
}

/// Goes through the plan from event to event. The engine looks within a minute of whatever comes due while the process
/// runs, as soon as it is back, and when people come to work.
pub async fn drive(plan: &Plan, engine: &mut impl Engine, almanac: &Almanac) -> Trace {
    let mut trace = Trace::default();
    let mut coming: BTreeSet<(DateTime<Utc>, Event)> = BTreeSet::new();
    // A look comes on the next full minute, or a random part of it earlier.
    let soon =
        |at: DateTime<Utc>| plan.up_again(at + TimeDelta::milliseconds(at.timestamp_millis().rem_euclid(50_000)));
    for (number, incident) in plan.incidents.iter().enumerate() {
        coming.insert((incident.begins, Event::Begins(number)));
    }
    coming.extend(plan.away.iter().map(|(from, _)| (*from, Event::Dies)));
    let mut written = 0_u64;
    while let Some((at, event)) = coming.pop_first() {
        written += 1;
        let order = format!("{written:012}");
        match event {
            Event::Begins(number) => {
                engine.begins(number, at).await;
                let id = number.to_string();
                trace.alerts.push(super::trace::Alert { id, since: at, minutes: ACK_MINUTES, ended: None });
                coming.insert((soon(at), Event::Looks));
                if let Some(minutes) = plan.incidents[number].lasts {
                    coming.insert((plan.up_again(at + TimeDelta::minutes(minutes)), Event::Ends(number)));
                }
            }
            Event::Ends(number) => {
                engine.ends(number, at).await;
                trace.alerts[number].ended = Some(at);
            }
            Event::Acknowledged { incident, raced } => {
                if engine.acknowledged(incident, at).await {
                    trace.acks.push(Ack { alert: incident.to_string(), at, order, raced });
                }
            }
            Event::Dies => engine.dies(at).await,
            Event::Looks => {
                let open = opening(almanac, at);
                if open > at {
                    coming.insert((plan.up_again(open), Event::Looks));
                }
                for (said, (incident, person, level)) in engine.looks(at).await.into_iter().enumerate() {
                    let order = format!("{order}.{said:04}");
                    trace.said.push(Said { alert: incident.to_string(), person, level, at, order });
                    let deadline = due(almanac, at, ACK_MINUTES);
                    coming.insert((soon(deadline), Event::Looks));
                    let (moment, raced) = match plan.incidents[incident].acknowledged {
                        Acknowledged::After(seconds) if level == 1 => (at + TimeDelta::seconds(seconds), false),
                        Acknowledged::Race { level: raced, millis } if raced == level => {
                            // Several looks around the deadline: it may fall between any two.
                            for millis in [-30, 0, 30] {
                                let near = deadline + TimeDelta::milliseconds(millis);
                                coming.insert((plan.up_again(near), Event::Looks));
                            }
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
