//! A year of a department: does the order bring more money than others in the same world with the same luck, and does the
//! forecast hold (PRODUCT M1, M2)? `MOSBOT_TEST_ROUNDS=10 cargo test --lib collect::simulator -- --nocapture` prints the
//! full tables.

mod desk;
mod world;

use super::{Past, forecast};
use crate::{calendar::ProductionCalendar, money::Money};
use chrono::{Datelike, Months, NaiveDate};
use desk::{Desk, Policy, sits_down};
use world::{Nature, World};

const CLIENTS: u64 = 300;
const POLICIES: [Policy; 5] = [Policy::Ours, Policy::Fifo, Policy::BySum, Policy::ByDays, Policy::Turned];

/// Kopecks that would not have come otherwise, by [`POLICIES`].
#[derive(Debug, Default, Clone)]
struct Gains {
    hour: [i64; POLICIES.len()],
    month: [i64; POLICIES.len()],
    /// What came by the month's end with no call at all.
    nobody: i64,
    /// Of the forecasts, those in the interval, those in one half as wide, and all.
    inside: u32,
    inside_half: u32,
    forecasts: u32,
    widths: f64,
}

/// How much is called in a month.
#[derive(Debug, Clone, Copy)]
enum Calls {
    None,
    FirstHour(Policy),
    All(Policy),
}

/// What a run of a world goes by.
#[derive(Debug, Clone, Copy)]
struct Setting {
    months: u32,
    /// Minutes a day the manager has for the round.
    minutes: u32,
    /// By whose calls the desk comes from one month to the next.
    history: Policy,
    /// A year of invoices and payments is known from before the bot; so much was called in it, which nobody wrote down.
    books: Option<Calls>,
}

/// A department that has kept books and called the longest overdue first.
const USUAL: Setting =
    Setting { months: 12, minutes: 90, history: Policy::Ours, books: Some(Calls::All(Policy::Fifo)) };

struct Year<'a> {
    world: World<'a>,
    natures: Vec<Nature>,
    /// Minutes a day the manager has for the round.
    minutes: u32,
}

impl Year<'_> {
    /// Runs a month up to the morning of the round's first day, which it gives.
    fn until_the_round(&self, desk: &mut Desk, month: NaiveDate) -> NaiveDate {
        let calendar = self.world.calendar;
        let first = calendar.working_day_on_or_after(month.with_day(20).expect("a day"));
        let issue = calendar.working_day_on_or_after(month.with_day(15).expect("a day"));
        for today in month.iter_days().take_while(|day| *day < first).filter(|day| calendar.is_working(*day)) {
            let last_day = calendar.last_working_day_of_month(month);
            desk.morning(&self.world, &self.natures, today, (today == issue).then_some(last_day));
            desk.evening(&self.world, &self.natures, today);
        }
        desk.morning(&self.world, &self.natures, first, None);
        desk.counts(&self.natures);
        first
    }

    /// Runs the month from the round's first day to its last; what came.
    fn round(&self, desk: &mut Desk, first: NaiveDate, calls: Calls) -> i64 {
        let end = self.world.calendar.last_working_day_of_month(first);
        let mut came = 0;
        for today in first.iter_days().take_while(|day| *day <= end).filter(|day| self.world.calendar.is_working(*day))
        {
            let from = sits_down(&self.world, today, today == first);
            if today > first {
                desk.morning(&self.world, &self.natures, today, None);
            }
            match calls {
                Calls::FirstHour(policy) if today == first => {
                    desk.calls(&self.world, &self.natures, policy, today, from, 60);
                }
                Calls::All(policy) => desk.calls(&self.world, &self.natures, policy, today, from, self.minutes),
                Calls::None | Calls::FirstHour(_) => {}
            }
            came += desk.evening(&self.world, &self.natures, today);
        }
        came
    }
}

/// Some months of one world. All policies start every month from the same desk, which the history has left.
fn year(seed: u64, setting: Setting, compared: &[Policy]) -> Gains {
    let Setting { months, minutes, history, books } = setting;
    let calendar = ProductionCalendar::russian();
    let natures = (1..=CLIENTS).map(|number| Nature::new(seed, number)).collect();
    let january = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let before = january - Months::new(12);
    let year = Year { world: World::new(seed, &calendar, before), natures, minutes };
    let mut desk = Desk::new(year.natures.len());
    if let Some(calls) = books {
        for month in 0..12 {
            let first = year.until_the_round(&mut desk, before + Months::new(month));
            year.round(&mut desk, first, calls);
        }
    }
    desk.bot_comes();
    let (mut gains, mut past) = (Gains::default(), Vec::new());
    for month in 0..months {
        let first = year.until_the_round(&mut desk, january + Months::new(month));
        let nobody = year.round(&mut desk.clone(), first, Calls::None);
        gains.nobody += nobody;
        for policy in compared {
            let at = POLICIES.iter().position(|one| one == policy).expect("one of them");
            gains.hour[at] += year.round(&mut desk.clone(), first, Calls::FirstHour(*policy)) - nobody;
            gains.month[at] += year.round(&mut desk.clone(), first, Calls::All(*policy)) - nobody;
        }
        let days = first.iter_days().take_while(|day| day.month() == first.month());
        let days = u32::try_from(days.filter(|day| calendar.is_working(*day)).count()).expect("few");
        let told = forecast(&desk.expected(&year.world, &year.natures, first, f64::from(days * minutes)), &past);
        let came = Money::from_kopecks(year.round(&mut desk, first, Calls::All(history)));
        gains.forecasts += 1;
        gains.inside += u32::from((told.low..=told.high).contains(&came));
        let half = |bound: Money| Money::from_kopecks(i64::midpoint(bound.kopecks(), told.point.kopecks()));
        gains.inside_half += u32::from((half(told.low)..=half(told.high)).contains(&came));
        #[expect(clippy::cast_precision_loss, reason = "small sums")]
        let width = (told.high - told.low).kopecks() as f64 / told.point.kopecks() as f64;
        gains.widths += width;
        past.push(Past { expected: told.expected, variance: told.variance, came });
    }
    gains
}

impl Gains {
    fn add(&mut self, other: &Self) {
        for at in 0..POLICIES.len() {
            self.hour[at] += other.hour[at];
            self.month[at] += other.month[at];
        }
        self.nobody += other.nobody;
        self.inside += other.inside;
        self.inside_half += other.inside_half;
        self.forecasts += other.forecasts;
        self.widths += other.widths;
    }

    fn print(&self, what: &str) {
        println!("{what}; with no call {} came by the months' ends", roubles(self.nobody));
        println!("{:<8} {:>14} {:>7} {:>14} {:>7}", "order", "first hour ₽", "ours +%", "month end ₽", "ours +%");
        for (at, policy) in POLICIES.iter().enumerate() {
            let (hour, month) = (more(self.hour[0], self.hour[at]), more(self.month[0], self.month[at]));
            let (in_hour, in_month) = (roubles(self.hour[at]), roubles(self.month[at]));
            println!("{:<8} {in_hour:>14} {hour:>7} {in_month:>14} {month:>7}", format!("{policy:?}"));
        }
    }
}

fn roubles(kopecks: i64) -> String {
    Money::from_kopecks(kopecks / 100 * 100).human(crate::lang::Lang::Ru)
}

/// By how many percent one is more than the other.
fn more(one: i64, other: i64) -> i64 {
    if other <= 0 { 999 } else { (one - other) * 100 / other }
}

/// What the product asks of an order: a fifth more than others in the first hour, a twentieth more than first in, first
/// out by the month's end.
fn does_what_is_asked(gains: &Gains, at: usize) -> bool {
    let hour = gains.hour[at] * 100;
    gains.hour[1..4].iter().all(|other| hour >= other * 120) && gains.month[at] * 100 >= gains.month[1] * 105
}

/// How many times as much as in the suite: `MOSBOT_TEST_ROUNDS=10`.
#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
fn rounds() -> u64 {
    std::env::var("MOSBOT_TEST_ROUNDS").map_or(1, |rounds| rounds.parse().expect("MOSBOT_TEST_ROUNDS is a number"))
}

#[test]
fn the_order_brings_more_in_the_first_hour_and_by_the_months_end() {
    let rounds = rounds();
    let mut settings = vec![Setting { months: 3, ..USUAL }];
    if rounds > 1 {
        settings = Vec::from([
            USUAL,
            Setting { minutes: 40, ..USUAL },
            Setting { history: Policy::Fifo, ..USUAL },
            Setting { books: Some(Calls::None), ..USUAL },
            Setting { books: None, ..USUAL },
        ]);
    }
    for setting in settings {
        let mut all = Gains::default();
        for seed in 0..rounds {
            all.add(&year(20_260_120 + seed, setting, &POLICIES));
        }
        all.print(&format!("{rounds} worlds, {setting:?}"));
        assert!(does_what_is_asked(&all, 0), "{all:?}");
        assert!(!does_what_is_asked(&all, 4), "the sign turned passes the same check: {all:?}");
    }
}

#[test]
fn the_forecast_holds_eight_months_of_ten() {
    let mut all = Gains::default();
    // The guesses of the forecast were fitted on other worlds, not on these.
    for seed in 0..if rounds() > 1 { 10 * rounds() } else { 3 } {
        all.add(&year(20_270_120 + seed, USUAL, &[]));
    }
    let share = |count: u32| f64::from(count) / f64::from(all.forecasts);
    let (inside, half) = (share(all.inside), share(all.inside_half));
    println!(
        "{} months: {:.1} % inside, {:.1} % inside half the interval, {:.1} % wide",
        all.forecasts,
        inside * 100.0,
        half * 100.0,
        all.widths / f64::from(all.forecasts) * 100.0
    );
    // In the suite there are few months: a wider check.
    let about = if rounds() > 1 { 0.05 } else { 0.15 };
    let holds = |share: f64| (share - 0.8).abs() <= about;
    assert!(holds(inside), "{inside}");
    assert!(!holds(half), "half the interval passes the same check: {half}");
}
