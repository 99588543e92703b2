//! Whom to call to reach a share of clients who paid (PRODUCT KPI1, M9), and whom in so many minutes.
//!
//! Both choose by what a minute of calling adds to the number of clients who will have paid, not to the roubles: a small
//! debt counts as much as a large one.

use super::score::Score;
use crate::{clients::Client, db::Id};

/// A client who can still pay in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Who.
    pub client: Id<Client>,
    /// The chance to pay in time without a call.
    pub without: f64,
    /// The chance to pay in time with one.
    pub called: f64,
    /// Minutes of the call on average.
    pub minutes: f64,
}

impl Candidate {
    fn adds(&self) -> f64 {
        self.called - self.without
    }
}

impl From<&Score> for Candidate {
    fn from(score: &Score) -> Self {
        let chances = score.chances;
        Self { client: score.client, without: chances.without, called: chances.called(), minutes: score.minutes }
    }
}

/// Calls to make.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The best first.
    pub clients: Vec<Id<Client>>,
    /// Minutes it will take on average.
    pub minutes: f64,
    /// How many clients more will have paid on average.
    pub adds: f64,
}

/// The shortest way to a share.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// How many more clients must pay.
    pub missing: u32,
    /// How many of them will on average if nobody calls.
    pub alone: f64,
    /// Calls to make.
    pub calls: Plan,
    /// They are enough on average.
    pub enough: bool,
}

/// How many more clients must pay until `percent` of the `invoiced` have.
pub fn missing(paid: u32, invoiced: u32, percent: u32) -> u32 {
    let needed = (u64::from(invoiced) * u64::from(percent)).div_ceil(100);
    u32::try_from(needed.saturating_sub(u64::from(paid))).unwrap_or(u32::MAX)
}

/// The fewest minutes of calls after which the missing clients will have paid on average.
pub fn toward(missing: u32, candidates: &[Candidate]) -> Way {
    let alone: f64 = candidates.iter().map(|candidate| candidate.without).sum();
    let mut calls = Plan::default();
    for candidate in best(candidates) {
        if alone + calls.adds >= f64::from(missing) {
            break;
        }
        calls.take(candidate);
    }
    Way { missing, alone, enough: alone + calls.adds >= f64::from(missing), calls }
}

/// The calls for so many minutes: the best a minute first, one that does not fit gives way to the next that does.
pub fn within(minutes: u32, candidates: &[Candidate]) -> Plan {
    let mut plan = Plan::default();
    for candidate in best(candidates) {
        if plan.minutes + candidate.minutes <= f64::from(minutes) {
            plan.take(candidate);
        }
    }
    plan
}

impl Plan {
    fn take(&mut self, candidate: &Candidate) {
        self.clients.push(candidate.client);
        self.minutes += candidate.minutes;
        self.adds += candidate.adds();
    }
}

fn best(candidates: &[Candidate]) -> Vec<&Candidate> {
    let rate = |candidate: &Candidate| candidate.adds() / candidate.minutes.max(0.1);
    let mut sorted: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.adds() > 0.0).collect();
    sorted.sort_by(|one, other| rate(other).total_cmp(&rate(one)).then(one.client.cmp(&other.client)));
    sorted
}
