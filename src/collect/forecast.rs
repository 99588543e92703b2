//! What will have come in by the month's end: a point and an 80 % interval (PRODUCT M2).
//!
//! Each client pays its sum with its own chance. If clients paid independently of each other, the variance would be
//! exactly the sum of `sum² × p × (1 − p)`. They do not quite (a bank stands still, a month is bad), and our chances may be
//! wrong all in one direction: past months show it. Their residuals give a factor by which months came out larger or
//! smaller than forecast, and a shared error, a share of the point; both are held to guesses (1, and [`GUESS_SHARED`])
//! that weigh as much as [`GUESS_MONTHS`] months, and later
//! months weigh more than earlier ones. The interval is the normal one of that variance, kept within nothing and
//! all.

use super::score::{Chances, kopecks};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Half of an 80 % interval, in standard deviations.
const EIGHTY: f64 = 1.2816;
/// A standard deviation in mean sizes of a normal residual: the root of π ÷ 2.
const SIZE: f64 = 1.2533;
/// First guess of the shared error: a share of the point.
const GUESS_SHARED: f64 = 0.05;
/// However close past months came out, of the variance of independent clients this share stays.
const LEAST: f64 = 0.3;
/// The guesses weigh as much as so many months.
const GUESS_MONTHS: f64 = 2.0;
/// A month weighs so much of the month after it.
const FADES: f64 = 0.75;

/// One client's money that may come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// How much.
    pub sum: Money,
    /// The chance that it comes.
    pub chance: f64,
}

impl Expected {
    /// A debt whose client will be called so many times, if need be, while it still helps; 0: nobody is going to call.
    pub fn of(sum: Money, chances: Chances, tries: u32) -> Self {
        Self { sum, chance: chances.after_tries(tries) }
    }
}

/// A month that has ended: what its forecast was, and what came.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// The sum of chances times sums, before any correction, kopecks.
    pub expected: f64,
    /// The variance of independent clients, kopecks squared.
    pub variance: f64,
    /// What came.
    pub came: Money,
}

/// What will have come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// One month of ten comes out lower.
    pub low: Money,
    /// On average.
    pub point: Money,
    /// One month of ten comes out higher.
    pub high: Money,
    /// The sum of chances times sums, before any correction, kopecks: for [`Past`].
    pub expected: f64,
    /// The variance of independent clients, kopecks squared: for [`Past`].
    pub variance: f64,
}

/// Forecasts a month from its clients and the months before.
pub fn forecast(clients: &[Expected], past: &[Past]) -> Forecast {
    let mut expected = 0.0;
    let mut variance = 0.0;
    for client in clients {
        let (sum, chance) = (kopecks(client.sum), client.chance.clamp(0.0, 1.0));
        expected += sum * chance;
        variance += sum * sum * chance * (1.0 - chance);
    }
    let all = clients.iter().map(|client| client.sum).sum::<Money>();
    let factor = factor(past);
    let middle = (expected * factor).min(kopecks(all));
    let own = variance / middle.powi(2).max(1.0);
    let deviation = (own + shared(past, factor, own)).max(own * LEAST).sqrt() * middle;
    let within = |value: f64| whole(value).clamp(Money::ZERO, all);
    Forecast {
        low: within(EIGHTY.mul_add(-deviation, middle)),
        point: within(middle),
        high: within(EIGHTY.mul_add(deviation, middle)),
        expected,
        variance,
    }
}

/// The mean of a number over the past months, the later ones weighing more, held to a guess.
fn mean(past: &[Past], guess: f64, number: impl Fn(&Past) -> f64) -> f64 {
    let (mut sum, mut weights, mut weight) = (guess * GUESS_MONTHS, GUESS_MONTHS, 1.0);
    for month in past.iter().rev().filter(|month| month.expected > 0.0) {
        sum += weight * number(month);
        weights += weight;
        weight *= FADES;
    }
    sum / weights
}

/// How much more came than was expected, on average.
fn factor(past: &[Past]) -> f64 {
    mean(past, 1.0, |month| kopecks(month.came) / month.expected)
}

/// What the square of a month's residual is larger by than independent clients would make it, a share of the point
/// squared; below nothing if months came out closer. By the mean size of a residual and not of its square: one odd month
/// should not widen a year. `own` is what independent clients make of this month.
fn shared(past: &[Past], factor: f64, own: f64) -> f64 {
    let point = |month: &Past| month.expected * factor;
    let residual = |month: &Past| (kopecks(month.came) - point(month)).abs() / point(month) * SIZE;
    let size = mean(past, own.sqrt().hypot(GUESS_SHARED), residual);
    size.mul_add(size, -mean(past, own, |month| month.variance / point(month).powi(2)))
}

/// Whole kopecks.
#[expect(clippy::cast_possible_truncation, reason = "no sum is over a trillion roubles")]
const fn whole(kopecks: f64) -> Money {
    Money::from_kopecks(kopecks.round() as i64)
}
