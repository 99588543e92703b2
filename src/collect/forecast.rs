//! What will have come in by the month's end: a point and an 80 % interval (PRODUCT M2).
//!
//! Each client pays its sum with its own chance. If clients paid independently of each other, the variance would be
//! exactly the sum of `sum² × p × (1 − p)`. They do not quite (a bank stands still, a month is bad), and our chances may be
//! wrong all in one direction: past months show it. Their residuals give a factor by which months came out larger or
//! smaller than forecast, and a shared error, a share of the point; both are held to guesses (1, and [`GUESS_SHARED`])
//! that weigh as much as [`GUESS_MONTHS`] months. The interval is the normal one of that variance, kept within nothing and
//! all.

use super::score::{Chances, kopecks};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Half of an 80 % interval, in standard deviations.
const EIGHTY: f64 = 1.2816;
/// First guess of the shared error: a share of the point.
const GUESS_SHARED: f64 = 0.12;
/// The guesses weigh as much as so many months.
const GUESS_MONTHS: f64 = 3.0;

/// One client's money that may come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// How much.
    pub sum: Money,
    /// The chance that it comes.
    pub chance: f64,
}

impl Expected {
    /// A debt, by whether somebody is going to call in time.
    pub const fn of(sum: Money, chances: Chances, call: bool) -> Self {
        Self { sum, chance: if call { chances.called } else { chances.without } }
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
    let deviation = (shared(past, factor) * middle).hypot(variance.sqrt());
    let within = |value: f64| whole(value).clamp(Money::ZERO, all);
    Forecast {
        low: within(EIGHTY.mul_add(-deviation, middle)),
        point: within(middle),
        high: within(EIGHTY.mul_add(deviation, middle)),
        expected,
        variance,
    }
}

/// How much more came than was expected, on average.
fn factor(past: &[Past]) -> f64 {
    let ratio = |month: &Past| kopecks(month.came) / month.expected;
    let known = past.iter().filter(|month| month.expected > 0.0);
    let (sum, count) = known.fold((0.0, 0.0), |(sum, count), month| (sum + ratio(month), count + 1.0));
    (sum + GUESS_MONTHS) / (count + GUESS_MONTHS)
}

/// The error that all clients of a month share, a share of the point: what the residuals are larger by than independent
/// clients would make them.
fn shared(past: &[Past], factor: f64) -> f64 {
    let excess = |month: &Past| {
        let point = month.expected * factor;
        let residual = kopecks(month.came) - point;
        residual.mul_add(residual, -month.variance) / (point * point)
    };
    let known = past.iter().filter(|month| month.expected > 0.0);
    let (sum, count) = known.fold((0.0, 0.0), |(sum, count), month| (sum + excess(month), count + 1.0));
    (GUESS_SHARED.powi(2).mul_add(GUESS_MONTHS, sum) / (count + GUESS_MONTHS)).max(0.0).sqrt()
}

/// Whole kopecks.
#[expect(clippy::cast_possible_truncation, reason = "no sum is over a trillion roubles")]
const fn whole(kopecks: f64) -> Money {
    Money::from_kopecks(kopecks.round() as i64)
}
