//! Kinds of payers, learned from the department (PRODUCT M1): who pays anyway, whom a call moves, whom nothing does.
//!
//! Nobody writes a client's kind down; what it did tells it. A kind is the chances that what [`Counters`](super::Counters)
//! tell of was so: paid on a day with no call, on a day before calls were written down, after an answered call, by
//! [`Standing`]. A client is of a kind with the chance by which the kind explains its counters (Bayes); a kind's chances
//! are its clients' counters added up by those, held to where it started. The two are computed in turn (expectation and
//! maximisation). The kinds start from what is usual in the department, in one direction or another, so the same
//! facts give the same kinds.

use super::{
    bands::Standing,
    counters::{TOLD, Tally},
};
use serde::{Deserialize, Serialize};

/// How many kinds there are.
const KINDS: usize = 4;
/// Where they start, as odds against the usual: of a payment with no call, and of one after an answered call. Those who
/// pay anyway, those who pay when called, the slow in both, the hopeless.
const STARTS: [(f64, f64); KINDS] = [(2.0, 1.5), (0.5, 2.0), (0.5, 0.5), (0.25, 0.2)];
/// Turns of learning: later ones change nothing to speak of.
const TURNS: usize = 15;
/// That kinds are equally frequent weighs as much as so many clients.
const SHARES_WEIGHT: f64 = 10.0;

/// First guess: a debt is paid on a working day with no call behind it, by [`Standing`].
const GUESS_ALONE: [f64; 4] = [0.08, 0.12, 0.05, 0.01];
/// First guess: an answered call is followed by money, by [`Standing`].
const GUESS_BROUGHT: [f64; 4] = [0.6, 0.6, 0.4, 0.2];
/// A guess weighs as much as so many days of the department.
const DAYS_WEIGHT: f64 = 120.0;
/// A guess weighs as much as so many answered calls of the department.
const CALLS_WEIGHT: f64 = 12.0;

/// One kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Kind {
    share: f64,
    rates: [f64; TOLD],
    /// Logarithms of the rates, and of what is left of them.
    logs: [(f64, f64); TOLD],
}

impl Kind {
    fn new(share: f64, rates: [f64; TOLD]) -> Self {
        Self { share, rates, logs: rates.map(|rate| (rate.ln(), (1.0 - rate).ln())) }
    }

    /// The chance that the debt is paid on one working day with no call behind it, by [`Standing`].
    pub fn alone(&self) -> [f64; 4] {
        std::array::from_fn(|at| self.rates[at])
    }

    /// The chance that an answered call is followed by money.
    pub const fn brings(&self, standing: Standing) -> f64 {
        self.rates[TOLD - 4 + standing as usize]
    }

    /// How well the kind explains what was counted: a logarithm.
    fn explains(&self, told: &[Tally; TOLD]) -> f64 {
        let one = |((yes, no), tally): (&(f64, f64), &Tally)| f64::from(tally.yes) * yes + f64::from(tally.no) * no;
        self.share.ln() + self.logs.iter().zip(told).map(one).sum::<f64>()
    }
}

/// The kinds of a department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Kinds([Kind; KINDS]);

impl Default for Kinds {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl Kinds {
    /// Learns them from what was counted of each client.
    pub fn of(clients: &[[Tally; TOLD]]) -> Self {
        let guess = std::array::from_fn(|at| if is_call(at) { GUESS_BROUGHT[at % 4] } else { GUESS_ALONE[at % 4] });
        let usual = rates(clients.iter().map(|told| (1.0, told)), &guess);
        let starts = STARTS.map(|(alone, brought)| {
            let tilt = |at| tilted(usual[at], if is_call(at) { brought } else { alone });
            Kind::new(1.0 / of(KINDS), std::array::from_fn(tilt))
        });
        let mut kinds = Self(starts);
        for _ in 0..TURNS {
            let chances: Vec<[f64; KINDS]> = clients.iter().map(|told| kinds.chances(told)).collect();
            kinds = Self(std::array::from_fn(|kind| {
                let weighed = chances.iter().map(|chances| chances[kind]).zip(clients);
                let clients_of = weighed.clone().map(|(chance, _)| chance).sum::<f64>();
                let share = SHARES_WEIGHT.mul_add(starts[kind].share, clients_of) / (of(clients.len()) + SHARES_WEIGHT);
                Kind::new(share, rates(weighed, &starts[kind].rates))
            }));
        }
        kinds
    }

    /// The kinds, each with the chance that a client of whom so much was counted is of it.
    pub fn of_client<'a>(&'a self, told: &[Tally; TOLD]) -> impl Iterator<Item = (f64, &'a Kind)> + use<'a> {
        self.chances(told).into_iter().zip(&self.0)
    }

    fn chances(&self, told: &[Tally; TOLD]) -> [f64; KINDS] {
        let explains = self.0.map(|kind| kind.explains(told));
        let best = explains.into_iter().fold(f64::MIN, f64::max);
        let weights = explains.map(|one| (one - best).exp());
        let all: f64 = weights.iter().sum();
        weights.map(|weight| weight / all)
    }
}

/// The counters of clients added up, each by its chance to be of the kind, and held to a guess.
fn rates<'a>(clients: impl Iterator<Item = (f64, &'a [Tally; TOLD])>, guess: &[f64; TOLD]) -> [f64; TOLD] {
    let mut counted = [(0.0, 0.0); TOLD];
    for (chance, told) in clients {
        for ((yes, all), tally) in counted.iter_mut().zip(told) {
            *yes += chance * f64::from(tally.yes);
            *all += chance * f64::from(tally.of());
        }
    }
    std::array::from_fn(|at| {
        let weight = if is_call(at) { CALLS_WEIGHT } else { DAYS_WEIGHT };
        let (yes, all) = counted[at];
        (weight.mul_add(guess[at], yes) / (all + weight)).clamp(0.001, 0.999)
    })
}

const fn is_call(at: usize) -> bool {
    at >= TOLD - 4
}

/// A chance whose odds are so many times as large.
fn tilted(chance: f64, times: f64) -> f64 {
    let odds = chance / (1.0 - chance) * times;
    odds / (1.0 + odds)
}

#[expect(clippy::cast_precision_loss, reason = "a department has few clients")]
const fn of(number: usize) -> f64 {
    number as f64
}
