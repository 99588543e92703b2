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
/// Minutes a day the manager has for the round.
const MINUTES: u32 = 90;
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
    by_month: [u32; 12],
}

/// How much is called in a month.
#[derive(Clone, Copy)]
enum Calls {
    None,
    FirstHour(Policy),
    All(Policy),
}

struct Year<'a> {
    world: World<'a>,
    natures: Vec<Nature>,
}

impl Year<'_> {
    /// Runs the month from the round's first day to its last; what came.
    fn round(&self, desk: &mut Desk, first: NaiveDate, calls: Calls) -> i64 {
        let end = self.world.calendar.last_working_day_of_month(first);
        let mut came = 0;
        for today in first.iter_days().take_while(|day| *day <= end).filter(|day| self.world.calendar.is_working(*day)) {
            let from = sits_down(&self.world, today, today == first);
            if today > first {
                desk.morning(&self.world, &self.natures, today, None);
            }
            match calls {
                Calls::FirstHour(policy) if today == first => {
                    desk.calls(&self.world, &self.natures, policy, today, from, 60);
                }
                Calls::All(policy) => desk.calls(&self.world, &self.natures, policy, today, from, MINUTES),
                Calls::None | Calls::FirstHour(_) => {}
            }
            came += desk.evening(&self.world, &self.natures, today);
        }
        came
    }
}

/// So many months of one world. All policies start every month from the same desk, which `history` has left.
fn year(seed: u64, months: u32, history: Policy, compared: &[Policy]) -> Gains {
    let calendar = ProductionCalendar::russian();
    let natures = (1..=CLIENTS).map(|number| Nature::new(seed, number)).collect();
    let january = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let year = Year { world: World::new(seed, &calendar, january), natures };
    let mut desk = Desk::new(year.natures.len());
    let (mut gains, mut past) = (Gains::default(), Vec::new());
    for month in 0..months {
        let month = january + Months::new(month);
        let first = calendar.working_day_on_or_after(month.with_day(20).expect("a day"));
        let issue = calendar.working_day_on_or_after(month.with_day(15).expect("a day"));
        for today in month.iter_days().take_while(|day| *day < first).filter(|day| calendar.is_working(*day)) {
            let last_day = calendar.last_working_day_of_month(month);
            desk.morning(&year.world, &year.natures, today, (today == issue).then_some(last_day));
            desk.evening(&year.world, &year.natures, today);
        }
        desk.morning(&year.world, &year.natures, first, None);
        let nobody = year.round(&mut desk.clone(), first, Calls::None);
        gains.nobody += nobody;
        for policy in compared {
            let at = POLICIES.iter().position(|one| one == policy).expect("one of them");
            gains.hour[at] += year.round(&mut desk.clone(), first, Calls::FirstHour(*policy)) - nobody;
            gains.month[at] += year.round(&mut desk.clone(), first, Calls::All(*policy)) - nobody;
        }
        let days = first.iter_days().take_while(|day| day.month() == first.month());
        let days = u32::try_from(days.filter(|day| calendar.is_working(*day)).count()).expect("few");
        let told = forecast(&desk.expected(&year.world, &year.natures, first, f64::from(days * MINUTES)), &past);
        let desk0=desk.clone();
        let came = Money::from_kopecks(year.round(&mut desk, first, Calls::All(history)));
        gains.forecasts += 1; gains.by_month[first.month0() as usize] += u32::from((told.low..=told.high).contains(&came));
        gains.inside += u32::from((told.low..=told.high).contains(&came));
        let half = |bound: Money| Money::from_kopecks(i64::midpoint(bound.kopecks(), told.point.kopecks()));
        gains.inside_half += u32::from((half(told.low)..=half(told.high)).contains(&came));
        #[expect(clippy::cast_precision_loss, reason = "small sums")]
        let width = (told.high - told.low).kopecks() as f64 / told.point.kopecks() as f64;
        gains.widths += width;
        if std::env::var("DBG").is_ok() { println!("R {:?} m{} debt {} exp {:.0} fac-point {} low {} high {} came {} ratio {:.3} sd {:.3} nobody {} without {:.0}", history, first.month(), roubles(desk.accounts.iter().map(|a| a.debt()).sum()), told.expected/100.0, told.point.kopecks()/100, told.low.kopecks()/100, told.high.kopecks()/100, came.kopecks()/100, came.kopecks() as f64/told.expected, told.variance.sqrt()/told.expected, nobody/100, desk0.expected(&year.world,&year.natures,first,0.0).iter().map(|e| e.chance * e.sum.kopecks() as f64/100.0).sum::<f64>()); }
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
        for at in 0..12 { self.by_month[at] += other.by_month[at]; }
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

#[test]
fn explore() {
    for history in [Policy::Ours, Policy::Fifo] {
        let mut all = Gains::default();
        for seed in 0..6 {
            all.add(&year(1000 + seed, 12, history, &POLICIES[..4]));
        }
        all.print(&format!("history {history:?}"));
        println!("coverage {}/{} half {} width {:.3}", all.inside, all.forecasts, all.inside_half, all.widths / f64::from(all.forecasts));
    }
}

#[test]
fn cover() {
    let mut all = Gains::default();
    for seed in 0..60 {
        all.add(&year(5000 + seed, 12, Policy::Ours, &[]));
    }
    println!("coverage {} half {} width {:.3} by month {:?}", f64::from(all.inside)/f64::from(all.forecasts), f64::from(all.inside_half)/f64::from(all.forecasts), all.widths / f64::from(all.forecasts), all.by_month);
}
