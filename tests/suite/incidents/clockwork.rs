//! The smallest engine that keeps the rules of escalation, and the same with one part broken.

use super::{
    checks::{TOP, due, opening},
    drive::{ACK_MINUTES, Engine},
};
use crate::governor::oracle::Almanac;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// A rule that it breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Says each level at two looks.
    Twice,
    /// Does not wait for the deadline.
    Hasty,
    /// Is a minute and a half late.
    Slow,
    /// Does not hear that somebody knows.
    Deaf,
    /// After downtime says every level it has missed.
    Replays,
    /// Never repeats.
    Forgets,
    /// After downtime goes on from the level it had come to.
    Climbs,
}

/// An open alert: the level said last, and when the next is due.
#[derive(Debug, Clone, Copy)]
struct Open {
    level: i64,
    due: DateTime<Utc>,
    acknowledged: bool,
    repeated: bool,
}

pub struct Clockwork<'a> {
    flaw: Option<Flaw>,
    almanac: &'a Almanac,
    open: BTreeMap<usize, Open>,
}

impl<'a> Clockwork<'a> {
    pub const fn new(flaw: Option<Flaw>, almanac: &'a Almanac) -> Self {
        Self { flaw, almanac, open: BTreeMap::new() }
    }

    fn whom(level: i64) -> &'static str {
        if level < TOP { "head" } else { "substitute" }
    }

    /// What is said of one alert now, and how it stands after it.
    fn look_at(&self, one: Open, at: DateTime<Utc>) -> (Vec<i64>, Open) {
        let flawed = |flaw| self.flaw == Some(flaw);
        let late = TimeDelta::seconds(if flawed(Flaw::Slow) { 90 } else { 0 });
        let early = TimeDelta::seconds(if flawed(Flaw::Hasty) && one.level > 0 { 31 } else { 0 });
        if flawed(Flaw::Twice) && one.level == 1 && !one.repeated {
            return (vec![1], Open { repeated: true, ..one });
        }
        let silent = one.level >= TOP || (one.acknowledged && !flawed(Flaw::Deaf));
        if silent || (flawed(Flaw::Forgets) && one.level > 0) || at < one.due - early + late {
            return (Vec::new(), one);
        }
        let mut said = vec![one.level + 1];
        // After downtime: whatever has come due meanwhile is one word, the highest.
        let mut missed = due(self.almanac, one.due, ACK_MINUTES);
        while one.level > 0 && missed <= at && said[said.len() - 1] < TOP && !flawed(Flaw::Climbs) {
            said.push(said[said.len() - 1] + 1);
            missed = due(self.almanac, missed, ACK_MINUTES);
        }
        let level = said[said.len() - 1];
        if !flawed(Flaw::Replays) {
            said = vec![level];
        }
        (said, Open { level, due: due(self.almanac, at, ACK_MINUTES), ..one })
    }
}

impl Engine for Clockwork<'_> {
    async fn begins(&mut self, incident: usize, at: DateTime<Utc>) {
        self.open.insert(incident, Open { level: 0, due: at, acknowledged: false, repeated: false });
    }

    async fn looks(&mut self, at: DateTime<Utc>) -> Vec<(usize, String, i64)> {
        // Nobody is told anything while they are off.
        if opening(self.almanac, at) > at {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (incident, one) in self.open.clone() {
            let (said, after) = self.look_at(one, at);
            self.open.insert(incident, after);
            all.extend(said.into_iter().map(|level| (incident, Self::whom(level).to_owned(), level)));
        }
        // What is silent for good is looked at no more.
        self.open.retain(|_, one| one.level < TOP && (!one.acknowledged || self.flaw == Some(Flaw::Deaf)));
        all
    }

    async fn acknowledged(&mut self, incident: usize, _: DateTime<Utc>) -> bool {
        let open = self.open.get_mut(&incident).filter(|one| one.level > 0 && !one.acknowledged);
        open.map(|one| one.acknowledged = true).is_some()
    }

    async fn ends(&mut self, incident: usize, _: DateTime<Utc>) {
        self.open.remove(&incident);
    }

    async fn dies(&mut self, _: DateTime<Utc>) {}
}
