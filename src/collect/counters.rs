//! What is learned of a client: plain counters, and the chances they give (PRODUCT M1).
//!
//! A chance of one client is `(yes + weight × what is usual) ÷ (yes + no + weight)`: with nothing counted it is what is
//! usual in the segment, with much counted it is the client's own share. What is usual is the same formula over all the
//! clients of the department whose debts are about as large, held to a first guess. So are answers and promises told; whether
//! money comes, with a call or without, is told by the client's kind (`kinds`). The guesses (`GUESS_…`) and the weights are
//! ours and stand here with their units; everything else is learned.

use super::{
    bands::{Ahead, HourBand, Standing},
    kinds::{Kind, Kinds},
};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A call that was answered brought money if it came within so many working days, the day of the call being the first (a
/// choice, not learned).
pub const TOLD_WITHIN: u32 = 5;

/// Sums of a segment end below these, roubles.
const SUM_BANDS: [i64; 3] = [7_000, 20_000, 60_000];

/// First guess: a call is answered.
const GUESS_ANSWERED: f64 = 0.5;
/// First guess: a promise is kept.
const GUESS_KEPT: f64 = 0.6;

/// The guesses weigh as much as so many calls or promises of the department.
const GUESS_WEIGHT: f64 = 12.0;
/// What is usual weighs as much as so many of the client's own calls.
const CALLS_WEIGHT: f64 = 4.0;
/// What is usual weighs as much as so many of the client's own promises.
const KEPT_WEIGHT: f64 = 3.0;
/// What is usual of a kind weighs as much as so many payments the client would have made without a call.
const PACE_WEIGHT: f64 = 3.0;
/// So many tallies tell a client's kind.
pub(super) const TOLD: usize = 12;

/// How often something was so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Times it was.
    pub yes: u32,
    /// Times it was not.
    pub no: u32,
}

impl Tally {
    /// Counts one more.
    pub const fn count(&mut self, yes: bool) {
        if yes {
            self.yes = self.yes.saturating_add(1);
        } else {
            self.no = self.no.saturating_add(1);
        }
    }

    /// How many were counted.
    pub const fn of(self) -> u32 {
        self.yes.saturating_add(self.no)
    }

    fn rate(self, usual: f64, weight: f64) -> f64 {
        weight.mul_add(usual, f64::from(self.yes)) / (f64::from(self.of()) + weight)
    }

    const fn plus(self, other: Self) -> Self {
        Self { yes: self.yes.saturating_add(other.yes), no: self.no.saturating_add(other.no) }
    }
}

fn total(tallies: &[Tally]) -> Tally {
    tallies.iter().fold(Tally::default(), |sum, one| sum.plus(*one))
}

/// How a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The money came.
    Kept,
    /// Some of it came.
    Partly,
    /// Nothing came.
    Broken,
}

/// How promises ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// The money came.
    pub kept: u32,
    /// Some of it came: half a kept one.
    pub partly: u32,
    /// Nothing came.
    pub broken: u32,
}

impl Verdicts {
    /// How many ended.
    pub const fn of(self) -> u32 {
        self.kept.saturating_add(self.partly).saturating_add(self.broken)
    }

    fn rate(self, usual: f64, weight: f64) -> f64 {
        weight.mul_add(usual, f64::from(self.partly).mul_add(0.5, f64::from(self.kept)))
            / (f64::from(self.of()) + weight)
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            kept: self.kept.saturating_add(other.kept),
            partly: self.partly.saturating_add(other.partly),
            broken: self.broken.saturating_add(other.broken),
        }
    }
}

/// What was counted of one client, or of a segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counters {
    /// Calls answered or not, by [`HourBand`].
    pub answered: [Tally; 4],
    /// Answered calls with money within [`TOLD_WITHIN`] or without, by [`Standing`] at the call.
    pub brought: [Tally; 4],
    /// Working days in debt on which it was paid or not with no answered call in the [`TOLD_WITHIN`] before, by
    /// [`Standing`]. Days and not months: a month with a call does not say what it would have been, the days before do.
    pub alone: [Tally; 4],
    /// Working days in debt before calls were written down, on which it was paid or not, by [`Standing`]: known from the
    /// books from the first day on. Apart, since nobody knows who called then.
    pub before: [Tally; 4],
    /// Promises, by [`Ahead`].
    pub promises: [Verdicts; 2],
}

impl Counters {
    /// A call was answered or not.
    pub const fn called(&mut self, band: HourBand, answered: bool) {
        self.answered[band as usize].count(answered);
    }

    /// An answered call was followed by money or not.
    pub const fn call_brought(&mut self, standing: Standing, money: bool) {
        self.brought[standing as usize].count(money);
    }

    /// A working day in debt with no call behind it ended with a payment or not.
    pub const fn day_alone(&mut self, standing: Standing, paid: bool) {
        self.alone[standing as usize].count(paid);
    }

    /// A working day in debt of a time when calls were not written down ended with a payment or not.
    pub const fn day_before(&mut self, standing: Standing, paid: bool) {
        self.before[standing as usize].count(paid);
    }

    /// A promise ended.
    pub const fn promise_ended(&mut self, ahead: Ahead, verdict: Verdict) {
        let promises = &mut self.promises[ahead as usize];
        let number = match verdict {
            Verdict::Kept => &mut promises.kept,
            Verdict::Partly => &mut promises.partly,
            Verdict::Broken => &mut promises.broken,
        };
        *number = number.saturating_add(1);
    }

    /// All promises.
    pub const fn promised(&self) -> Verdicts {
        self.promises[0].plus(self.promises[1])
    }

    /// All answered calls, with money or without.
    pub fn calls_brought(&self) -> Tally {
        total(&self.brought)
    }

    /// What tells the kind, the calls last.
    fn told(&self) -> [Tally; TOLD] {
        let rows = [self.alone, self.before, self.brought];
        std::array::from_fn(|at| rows[at / 4][at % 4])
    }

    fn add(&mut self, other: &Self) {
        self.answered.iter_mut().zip(&other.answered).for_each(|(our, their)| *our = our.plus(*their));
        self.promises.iter_mut().zip(&other.promises).for_each(|(our, their)| *our = our.plus(*their));
    }
}

/// What is usual: the kinds of payers, and the counters of all clients of the department by the sum of the debt or the
/// monthly fee.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Segments {
    kinds: Kinds,
    bands: [Counters; SUM_BANDS.len() + 1],
}

impl Segments {
    /// From every client's usual sum and counters.
    pub fn of<'a>(clients: impl IntoIterator<Item = (Money, &'a Counters)>) -> Self {
        let mut bands: [Counters; SUM_BANDS.len() + 1] = std::array::from_fn(|_| Counters::default());
        let mut told = Vec::new();
        for (sum, counters) in clients {
            bands[band(sum)].add(counters);
            told.push(counters.told());
        }
        Self { kinds: Kinds::of(&told), bands }
    }

    /// What is known of a client with such a sum.
    pub const fn learned<'a>(&'a self, sum: Money, own: &'a Counters) -> Learned<'a> {
        Learned { own, segment: &self.bands[band(sum)], kinds: &self.kinds }
    }
}

const fn band(sum: Money) -> usize {
    let mut at = 0;
    while at < SUM_BANDS.len() && sum.kopecks() >= SUM_BANDS[at] * 100 {
        at += 1;
    }
    at
}

/// A client's own counters held to the segment's.
#[derive(Debug, Clone, Copy)]
pub struct Learned<'a> {
    own: &'a Counters,
    segment: &'a Counters,
    kinds: &'a Kinds,
}

impl<'a> Learned<'a> {
    /// The chance that a call in the band is answered: the client's hour held to the client's day, that to the segment.
    pub fn answers(self, band: HourBand) -> f64 {
        let usual_day = total(&self.segment.answered).rate(GUESS_ANSWERED, GUESS_WEIGHT);
        let usual_hour = self.segment.answered[band as usize].rate(usual_day, GUESS_WEIGHT);
        let own_day = total(&self.own.answered).rate(usual_day, CALLS_WEIGHT);
        let own_hour = (own_day * usual_hour / usual_day).clamp(0.02, 0.98);
        self.own.answered[band as usize].rate(own_hour, CALLS_WEIGHT)
    }

    /// The kinds of payers, each with the chance that the client is of it.
    pub(super) fn kinds(self) -> impl Iterator<Item = (f64, &'a Kind)> {
        self.kinds.of_client(&self.own.told())
    }

    /// The chance that a client of a kind pays on one working day with no call behind it, by [`Standing`]: the kind's,
    /// times how much more or less often the client paid than that (a Gamma shrunk to 1).
    pub(super) fn pays_alone(self, kind: &Kind) -> [f64; 4] {
        let usual = kind.alone();
        let awaited: f64 = usual.iter().zip(&self.own.alone).map(|(rate, days)| rate * f64::from(days.of())).sum();
        let paid = f64::from(total(&self.own.alone).yes);
        let pace = (paid + PACE_WEIGHT) / (awaited + PACE_WEIGHT);
        usual.map(|rate| (rate * pace).clamp(0.0005, 0.9))
    }

    /// The chance that a promise is kept: by the client's history, how far ahead it was made and the segment of its sum.
    pub fn keeps(self, ahead: Ahead) -> f64 {
        let usual = self.segment.promises[ahead as usize].rate(GUESS_KEPT, GUESS_WEIGHT);
        self.own.promised().rate(usual, KEPT_WEIGHT)
    }
}
