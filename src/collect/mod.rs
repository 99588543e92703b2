//! Collecting: whom to call first, and what will have come in by the month's end (PRODUCT D1b, D2, M1, M2, M9 and KPI1
//! of section 7). Pure: no database, no clock, no Telegram. A room brings facts, this home answers with places, chances
//! and reasons it can say in one line.
//!
//! `counters` is what is learned of a client, `kinds` what of that tells how it pays, `score` what one call now is worth,
//! `order` the queue of them, `forecast` what comes in, `plan` whom to call to reach a share or to fill so many minutes.
//!
//! The formula, roubles a minute: `Σ over kinds P(kind | client) × (P(paid by the month's end | kind, call now) − P(paid by
//! then | kind, no call)) × sum ÷ expected minutes`. It learns from the first day on: the books of the time before the
//! bot say who paid when, and count apart, since nobody wrote down who was called.
//!
//! A chance is a number from 0 to 1; sums of money are whole kopecks wherever they are shown.

mod bands;
mod counters;
mod forecast;
mod kinds;
mod order;
mod plan;
mod score;
#[cfg(test)]
mod simulator;
#[cfg(test)]
mod tests;

pub use bands::{Ahead, HourBand, Standing};
pub use counters::{Counters, Learned, Segments, TOLD_WITHIN, Tally, Verdict, Verdicts};
pub use forecast::{Expected, Forecast, Past, forecast};
pub use order::{Left, NotNow, Place, Queue, order};
pub use plan::{Candidate, Plan, Way, missing, toward, within};
pub use score::{Chances, Facts, OpenPromise, Reason, Said, Score, score};
