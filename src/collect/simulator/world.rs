//! The hidden world: clients who pay by habits nobody sees. Every draw is a hash of the world's seed, the client, the day
//! and its purpose, so that two worlds with different calls have the same luck.

use super::super::{HourBand, Said};
use crate::{calendar::ProductionCalendar, clients::Client, db::Id};
use chrono::{Datelike, NaiveDate};

/// A number from 0 to 1 of the seed and a few others (`SplitMix64`).
pub fn luck(seed: u64, parts: &[u64]) -> f64 {
    let mut z = 0_u64;
    for part in [seed].iter().chain(parts) {
        z = z.wrapping_add(*part).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
    }
    f64::from(u32::try_from(z >> 32).expect("32 bits")) / f64::from(u32::MAX)
}

/// A standard normal number (Box and Muller).
pub fn normal(seed: u64, parts: &[u64]) -> f64 {
    let (mut one, mut two) = (parts.to_vec(), parts.to_vec());
    one.push(101);
    two.push(102);
    (-2.0 * luck(seed, &one).max(1e-12).ln()).sqrt() * (std::f64::consts::TAU * luck(seed, &two)).cos()
}

/// One of a few by weights.
fn pick<T: Copy>(number: f64, weighed: &[(f64, T)]) -> T {
    let mut left = number;
    for (weight, one) in weighed {
        if left < *weight {
            return *one;
        }
        left -= weight;
    }
    weighed.last().expect("something").1
}

/// How a client pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Pays by itself.
    Punctual,
    /// Pays when reminded.
    Forgetful,
    /// Pays when there is money, often late and in part; promises much.
    CashPoor,
    /// Does not pay.
    Refuser,
    /// Pays when it gets the invoice, which is often lost.
    Loses,
}

/// A client's nature: no policy sees any of it but the fee and the clock.
#[derive(Debug, Clone)]
pub struct Nature {
    pub number: u64,
    pub id: Id<Client>,
    habit: Habit,
    /// Kopecks a month.
    pub fee: i64,
    /// The contract's day of the month to pay by; `None`: the last working day.
    pub due_day: Option<u32>,
    /// Hours ahead of the manager's clock.
    pub ahead: u32,
    answers: [f64; 4],
    /// How well a call works, the client's own.
    bent: f64,
}

impl Nature {
    #[expect(clippy::cast_possible_truncation, reason = "fees are small")]
    pub fn new(seed: u64, number: u64) -> Self {
        let one = |purpose: u64| luck(seed, &[number, purpose]);
        let habits = [
            (0.46, Habit::Punctual),
            (0.20, Habit::Forgetful),
            (0.14, Habit::CashPoor),
            (0.06, Habit::Refuser),
            (0.14, Habit::Loses),
        ];
        let fee = (normal(seed, &[number, 2]).mul_add(0.85, 9_500_f64.ln())).exp();
        let habit = pick(one(1), &habits);
        // Half the clients answer about equally all day, the others at some hours only.
        let base = one(3).mul_add(0.4, 0.4);
        let best = pick(one(4), &[(0.25, 0), (0.25, 1), (0.25, 2), (0.25, 3)]);
        let answers = std::array::from_fn(|band| match (one(5) < 0.5, band == best) {
            (true, _) => base,
            (false, true) => 0.85,
            (false, false) => base * 0.4,
        });
        Self {
            number,
            id: format!("{number:032x}").parse().expect("an id"),
            habit,
            fee: (fee / 100.0).round() as i64 * 10_000,
            due_day: pick(one(6), &[(0.2, Some(22)), (0.2, Some(25)), (0.6, None)]),
            ahead: pick(one(7), &[(0.7, 0), (0.15, 2), (0.1, 4), (0.05, 7)]),
            answers,
            bent: one(8).mul_add(0.3, 0.85),
        }
    }
}

/// What the client is up to this month, hidden.
#[derive(Debug, Clone)]
pub struct Will {
    mood: Habit,
    /// Pays on this day this share of the debt.
    plan: Option<(NaiveDate, f64)>,
}

impl Default for Will {
    fn default() -> Self {
        Self { mood: Habit::Punctual, plan: None }
    }
}

/// What a client said on the phone.
pub struct Talk {
    pub said: Said,
    /// The promised day.
    pub promised: Option<NaiveDate>,
}

/// A number of the day, for luck.
pub fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).expect("our era")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few days")]
const fn up_to(number: f64, from: u32, to: u32) -> u32 {
    from + (number * 0.9999 * (to - from + 1) as f64) as u32
}

/// The world's seed and the working days.
pub struct World<'a> {
    pub seed: u64,
    pub calendar: &'a ProductionCalendar,
    /// Working days from the first day reckoned with to each day after it.
    worked: Vec<u32>,
    since: NaiveDate,
}

impl<'a> World<'a> {
    pub fn new(seed: u64, calendar: &'a ProductionCalendar, since: NaiveDate) -> Self {
        let counted = |count: &mut u32, day: NaiveDate| {
            *count += u32::from(calendar.is_working(day));
            Some(*count)
        };
        let worked = since.iter_days().take(800).scan(0, counted).collect();
        Self { seed, calendar, worked, since }
    }

    /// Working days after one day up to a later one.
    pub fn working(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let at = |day: NaiveDate| self.worked[usize::try_from((day - self.since).num_days()).expect("reckoned with")];
        at(to).saturating_sub(at(from))
    }

    fn luck(&self, nature: &Nature, day: NaiveDate, purpose: u64) -> f64 {
        luck(self.seed, &[nature.number, number(day), purpose])
    }

    /// How readily everybody pays in the month of the day.
    fn mood_of_month(&self, day: NaiveDate) -> f64 {
        (0.25 * normal(self.seed, &[7_777, u64::from(day.month()), number(day) / 366])).exp()
    }

    /// The month's invoice is sent.
    pub fn invoiced(&self, nature: &Nature, will: &mut Will, day: NaiveDate, due: NaiveDate) {
        let one = |purpose: u64| self.luck(nature, day, purpose);
        let others = [(0.7, Habit::Punctual), (0.3, Habit::Forgetful)];
        will.mood = if one(1) < 0.88 { nature.habit } else { pick(one(2), &others) };
        if will.mood == Habit::Loses && one(3) < 0.35 {
            will.mood = Habit::Punctual;
        }
        let days = |to: u32| self.calendar.add_working_days(day, up_to(one(4).powf(self.mood_of_month(day)), 0, to));
        let window = u32::try_from((due - day).num_days()).unwrap_or(0) * 5 / 7 + 1;
        will.plan = match will.mood {
            Habit::Punctual if one(5) < 0.97 => Some((days(window), 1.0)),
            Habit::CashPoor if one(5) < 0.75 => Some((days(28), pick(one(6), &[(0.5, 1.0), (0.5, 0.5)]))),
            _ => None,
        };
    }

    /// Whether a call is answered.
    pub fn answers(&self, nature: &Nature, day: NaiveDate, band: HourBand, try_today: u32) -> bool {
        self.luck(nature, day, 20 + u64::from(try_today)) < nature.answers[band as usize]
    }

    /// Minutes of a call.
    pub fn minutes(&self, nature: &Nature, day: NaiveDate, answered: bool, try_today: u32) -> f64 {
        let number = self.luck(nature, day, 40 + u64::from(try_today));
        if answered { number.mul_add(3.5, 1.5) } else { number.mul_add(0.5, 0.5) }
    }

    /// A call is answered: what is said, and what it does.
    pub fn talks(&self, nature: &Nature, will: &mut Will, day: NaiveDate) -> Talk {
        let one = |purpose: u64| self.luck(nature, day, 60 + purpose);
        let after =
            |from: u32, to: u32, purpose: u64| self.calendar.add_working_days(day, up_to(one(purpose), from, to));
        let planned = will.plan.map(|(on, _)| on);
        let promise = |on: NaiveDate| Talk { said: Said::Promised, promised: Some(on) };
        let only = |said: Said| Talk { said, promised: None };
        if planned == Some(day) && will.mood != Habit::CashPoor {
            return only(Said::Paid);
        }
        match will.mood {
            Habit::Punctual => match planned.filter(|on| (*on - day).num_days() <= 7) {
                Some(on) => promise(on),
                None => only(Said::Talked),
            },
            Habit::Forgetful => {
                let works = one(1) < 0.78 * nature.bent;
                if works && planned.is_none() {
                    will.plan = Some((after(0, 3, 2), 1.0));
                }
                let sure = will.plan.map_or_else(|| after(1, 3, 3), |(on, _)| on);
                if works || one(4) < 0.5 { promise(sure) } else { only(Said::Talked) }
            }
            Habit::CashPoor => {
                let on = after(1, 5, 2);
                if one(1) < 0.25 * nature.bent && planned.is_none_or(|plan| plan > on) {
                    will.plan = Some((on, pick(one(3), &[(0.6, 1.0), (0.4, 0.5)])));
                }
                promise(on)
            }
            Habit::Refuser => {
                match pick(one(1), &[(0.3, Said::Disputes), (0.3, Said::Leaves), (0.4, Said::Promised)]) {
                    Said::Promised => promise(after(1, 5, 2)),
                    said => only(said),
                }
            }
            Habit::Loses => {
                if one(1) < 0.8 * nature.bent && planned.is_none() {
                    will.plan = Some((after(0, 4, 2), 1.0));
                }
                only(Said::WantsInvoice)
            }
        }
    }

    /// The share of the debt that is paid on a working day.
    pub fn pays(&self, nature: &Nature, will: &mut Will, day: NaiveDate) -> f64 {
        if let Some((_, share)) = will.plan.filter(|(on, _)| *on <= day) {
            will.plan = None;
            return share;
        }
        let by_itself = match will.mood {
            Habit::Punctual => 0.04,
            Habit::Forgetful => 0.045,
            Habit::CashPoor => 0.01,
            Habit::Refuser => 0.003,
            Habit::Loses => 0.012,
        };
        if self.luck(nature, day, 90) < by_itself * self.mood_of_month(day) { 1.0 } else { 0.0 }
    }
}
