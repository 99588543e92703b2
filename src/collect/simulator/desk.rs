//! The desk: what the bot has seen, and a manager who calls by some order. Only this part feeds the score.

use super::{
    super::{
        Ahead, Counters, Expected, Facts, HourBand, OpenPromise, Said, Segments, Standing, TOLD_WITHIN, Verdict, order,
        order::not_now, score,
    },
    world::{Nature, Will, World, luck, number},
};
use crate::{clients::Client, db::Id, money::Money};
use chrono::{Datelike, NaiveDate};

/// So many are called before the queue is ordered anew.
const AT_ONCE: usize = 4;

/// Who is called next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Ours,
    /// By due date, then by id.
    Fifo,
    BySum,
    /// By days overdue, then by sum.
    ByDays,
    /// Ours with the sign turned.
    Turned,
}

/// One client as it stands.
#[derive(Debug, Clone, Default)]
pub struct Account {
    will: Will,
    /// Due day and kopecks left.
    invoices: Vec<(NaiveDate, i64)>,
    counters: Counters,
    /// The last answered call whose effect is not known yet.
    pending: Option<(Standing, NaiveDate)>,
    talked_on: Option<NaiveDate>,
    last: Option<(Said, NaiveDate)>,
    promise: Option<(OpenPromise, i64)>,
    broken: bool,
    unanswered: u32,
    calls_today: u32,
    again_at: Option<u32>,
    paid_today: i64,
    /// How the debt stood on the last day it was owed, before what came on it.
    stood: Option<Standing>,
}

impl Account {
    pub fn debt(&self) -> i64 {
        self.invoices.iter().map(|(_, left)| left).sum()
    }

    fn overdue(&self, today: NaiveDate) -> i64 {
        self.invoices.iter().map(|(due, _)| (today - *due).num_days()).max().unwrap_or(0)
    }
}

/// A department of one manager.
#[derive(Debug, Clone)]
pub struct Desk {
    pub accounts: Vec<Account>,
    pub segments: Segments,
    /// The bot is here: calls are written down.
    pub here: bool,
}

impl Desk {
    pub fn new(clients: usize) -> Self {
        Self { accounts: vec![Account::default(); clients], segments: Segments::default(), here: false }
    }

    /// The bot comes: of the time before it only invoices and payments are known.
    pub fn bot_comes(&mut self) {
        self.here = true;
        for account in &mut self.accounts {
            let Account { will, invoices, counters, paid_today, stood, .. } = std::mem::take(account);
            let counters = Counters { before: counters.before, ..Counters::default() };
            *account = Account { will, invoices, counters, paid_today, stood, ..Account::default() };
        }
    }

    /// The morning: yesterday's bank file, and on the day of issue the invoices.
    pub fn morning(&mut self, world: &World, natures: &[Nature], today: NaiveDate, issue: Option<NaiveDate>) {
        let before = world.calendar.working_day_on_or_before(today.pred_opt().expect("a day"));
        for (account, nature) in self.accounts.iter_mut().zip(natures) {
            (account.calls_today, account.again_at) = (0, None);
            learn(account, world, before, self.here);
            // After three unpaid invoices the service stops.
            if let Some(last_day) = issue.filter(|_| account.invoices.len() < 3) {
                let due = nature.due_day.map_or(last_day, |day| last_day.with_day(day).expect("a day"));
                let due = world.calendar.working_day_on_or_before(due).max(today);
                account.invoices.push((due, nature.fee));
                world.invoiced(nature, &mut account.will, today, due);
            }
        }
    }

    /// What is usual is counted anew, once a month: before the round.
    pub fn counts(&mut self, natures: &[Nature]) {
        let counted = self.accounts.iter().zip(natures);
        self.segments = Segments::of(counted.map(|(one, nature)| (Money::from_kopecks(nature.fee), &one.counters)));
    }

    /// The evening: who pays, pays. Kopecks that came.
    pub fn evening(&mut self, world: &World, natures: &[Nature], today: NaiveDate) -> i64 {
        let mut came = 0;
        for (account, nature) in self.accounts.iter_mut().zip(natures) {
            let debt = account.debt();
            if debt == 0 {
                continue;
            }
            account.stood = Some(Standing::of(account.overdue(today)));
            let share = world.pays(nature, &mut account.will, today);
            let mut money = if share >= 1.0 {
                debt
            } else if share > 0.0 {
                debt / 2
            } else {
                0
            };
            account.paid_today = money;
            came += money;
            for (_, left) in &mut account.invoices {
                let part = money.min(*left);
                *left -= part;
                money -= part;
            }
            account.invoices.retain(|(_, left)| *left > 0);
        }
        came
    }

    /// The manager calls from a minute of the day on for so many minutes.
    pub fn calls(
        &mut self,
        world: &World,
        natures: &[Nature],
        policy: Policy,
        today: NaiveDate,
        from: u32,
        minutes: u32,
    ) {
        let mut spent = 0.0;
        while spent < f64::from(minutes) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day")]
            let minute = from + spent as u32;
            let next = self.next(world, natures, policy, today, minute);
            if next.is_empty() {
                spent += 10.0;
            }
            for at in next {
                if spent < f64::from(minutes) {
                    spent += self.call(world, natures, at, today, minute);
                }
            }
        }
    }

    fn call(&mut self, world: &World, natures: &[Nature], at: usize, today: NaiveDate, minute: u32) -> f64 {
        let (account, nature) = (&mut self.accounts[at], &natures[at]);
        let minute = minute + nature.ahead * 60;
        let band = HourBand::of(minute);
        let answered = world.answers(nature, today, band, account.calls_today);
        let took = world.minutes(nature, today, answered, account.calls_today);
        account.counters.called(band, answered);
        account.calls_today += 1;
        account.broken = false;
        if !answered {
            account.unanswered += 1;
            account.again_at = Some(minute + 120);
            return took;
        }
        account.unanswered = 0;
        let talk = world.talks(nature, &mut account.will, today);
        account.last = Some((talk.said, today));
        account.talked_on = Some(today);
        account.pending.get_or_insert((Standing::of(account.overdue(today)), today));
        account.again_at = Some(24 * 60);
        account.promise = talk.promised.map(|due_on| {
            let sum = Money::from_kopecks(account.debt());
            (OpenPromise { sum, due_on, ahead: Ahead::of((due_on - today).num_days()) }, 0)
        });
        took
    }

    /// Whom the policy calls next at a minute of the manager's day: a few at once, their places do not change meanwhile.
    fn next(&self, world: &World, natures: &[Nature], policy: Policy, today: NaiveDate, minute: u32) -> Vec<usize> {
        let facts = self.facts(world, natures, today, minute);
        let mut order: Vec<Id<Client>> = if matches!(policy, Policy::Ours | Policy::Turned) {
            let queue = order(&facts, &self.segments, world.seed ^ number(today));
            queue.places.iter().map(|place| place.score.client).collect()
        } else {
            // A sensible manager does not call again whom they talked to yesterday, in any order.
            let callable =
                |one: &&Facts| not_now(one).is_none() && (one.broken || one.talked.is_none_or(|days| days >= 3));
            let mut callable: Vec<&Facts> = facts.iter().filter(callable).collect();
            callable.sort_by_key(|one| match policy {
                Policy::Fifo => (-one.overdue, 0, one.client),
                Policy::ByDays => (-one.overdue.max(0), -one.debt.kopecks(), one.client),
                Policy::BySum | Policy::Ours | Policy::Turned => (0, -one.debt.kopecks(), one.client),
            });
            callable.iter().map(|one| one.client).collect()
        };
        if policy == Policy::Turned {
            order.reverse();
        }
        let at = |client: &Id<Client>| natures.iter().position(|nature| nature.id == *client).expect("one of them");
        order.iter().take(AT_ONCE).map(at).collect()
    }

    /// What the bot knows of all debtors.
    pub fn facts(&self, world: &World, natures: &[Nature], today: NaiveDate, minute: u32) -> Vec<Facts> {
        let days_left = 1 + world.working(today, world.calendar.last_working_day_of_month(today));
        let one = |(account, nature): (&Account, &Nature)| {
            let local = minute + nature.ahead * 60;
            Facts {
                client: nature.id,
                debt: Money::from_kopecks(account.debt()),
                usual: Money::from_kopecks(nature.fee),
                overdue: account.overdue(today),
                today,
                minute: local,
                open: matches!(local / 60, 9..=12 | 14..=17),
                days_left,
                counters: account.counters,
                calls_today: account.calls_today,
                unanswered: account.unanswered,
                last: account.last.map(|(said, day)| (said, world.working(day, today))),
                talked: account.talked_on.map(|day| world.working(day, today)),
                promise: account.promise.map(|(promise, _)| promise),
                broken: account.broken,
                quiet_until: None,
                again_at: account.again_at,
            }
        };
        let debtors = self.accounts.iter().zip(natures).filter(|(account, _)| account.debt() > 0);
        debtors.map(one).collect()
    }

    /// What may come by the month's end: the debtors a manager will reach in so many minutes as called, the others not.
    pub fn expected(&self, world: &World, natures: &[Nature], today: NaiveDate, minutes: f64) -> Vec<Expected> {
        let facts = self.facts(world, natures, today, 11 * 60);
        let mut scores: Vec<_> = facts.iter().map(|one| (score(one, &self.segments), one.debt)).collect();
        scores.sort_by(|one, other| other.0.per_minute.total_cmp(&one.0.per_minute));
        // Each is tried once while the minutes last, and all again with those that are left, four times at most.
        let mut tries = vec![0; scores.len()];
        let mut spent = 0.0;
        for at in (0..scores.len()).cycle().take(scores.len() * 4) {
            let chances = scores[at].0.chances;
            spent += scores[at].0.minutes * (1.0 - chances.answers).powi(tries[at]);
            tries[at] += i32::from(spent < minutes);
        }
        let one = |((score, debt), tries): (&(super::super::Score, Money), i32)| {
            Expected::of(*debt, score.chances, u32::try_from(tries).expect("few"))
        };
        scores.iter().zip(tries).map(one).collect()
    }
}

/// What the bank's file of the day before teaches; while the bot is not here, nobody knows who was called.
fn learn(account: &mut Account, world: &World, before: NaiveDate, here: bool) {
    let paid = std::mem::take(&mut account.paid_today);
    account.broken = false;
    let Some(standing) = account.stood.take() else { return };
    if !here {
        account.counters.day_before(standing, paid > 0);
    }
    match account.pending {
        Some((at_call, on)) => {
            let over = world.working(on, before) + 1 >= TOLD_WITHIN;
            if paid > 0 || over {
                account.counters.call_brought(at_call, paid > 0);
                account.pending = None;
            }
        }
        None => account.counters.day_alone(standing, paid > 0),
    }
    if let Some((promise, came)) = &mut account.promise {
        *came += paid;
        let verdict = match (*came * 100 >= promise.sum.kopecks() * 99, before >= promise.due_on, *came > 0) {
            (true, _, _) => Verdict::Kept,
            (false, false, _) => return,
            (false, true, true) => Verdict::Partly,
            (false, true, false) => Verdict::Broken,
        };
        account.counters.promise_ended(promise.ahead, verdict);
        account.broken = verdict == Verdict::Broken;
        account.promise = None;
    }
}

/// When the manager sits down to the calls: nine on the first day, then as the day allows.
pub fn sits_down(world: &World, today: NaiveDate, first: bool) -> u32 {
    let hours = [9, 10, 11, 14, 15, 16];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "six hours")]
    let at = (luck(world.seed, &[number(today), 55]) * 5.999) as usize;
    if first { 9 * 60 } else { hours[at] * 60 }
}
