//! The world behind the stand-in: orders, couriers who move with the clock, an account with money on it.

use crate::{money::Money, outside::dostavista::OrderId};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// Cancelling an order that a courier has taken costs this.
pub(super) const LATE_FEE: Money = Money::from_rubles(150);
/// An order like another of so short a while is taken for its copy.
const COPY: TimeDelta = TimeDelta::minutes(10);
/// Who was asked to come back needs so long.
const BACK: TimeDelta = TimeDelta::hours(1);

/// What may go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 503 and a page for people, nothing done.
    Unavailable,
    /// 500 and their own word for it, nothing done.
    Broken,
    /// It is done, and the answer is 500.
    BrokenAfter,
    /// The connection is lost before anything is heard.
    Lost,
    /// It is done, and the connection is lost before the answer.
    AnswerLost,
    /// It is done, and the answer does not come.
    Slow,
    /// Nothing is done, and no answer comes.
    Deaf,
    /// It is done, and the answer is a page for people.
    NotJson,
    /// Too many calls, nothing done.
    RateLimit,
    /// The version is no longer spoken, nothing done.
    OldVersion,
}

impl Fault {
    /// Whether the call is done all the same.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::BrokenAfter | Self::AnswerLost | Self::Slow | Self::NotJson)
    }
}

/// How odd the answers are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// As the documentation of 1.5 shows them.
    #[default]
    Usual,
    /// Without `status_description`, with numbers for coordinates and sums, and with fields nobody knows.
    Odd,
    /// As 1.1 answered.
    Old,
}

/// An order.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) id: OrderId,
    /// What was asked for.
    pub(super) body: Value,
    pub(super) created_at: DateTime<Utc>,
    pub(super) price: Money,
    /// The courier comes so much after the window.
    pub(super) late: Option<TimeDelta>,
    /// No courier takes it.
    pub(super) nobody: bool,
    pub(super) canceled_at: Option<DateTime<Utc>>,
    /// What cancelling has cost.
    pub(super) fee: Money,
    pub(super) reactivated_at: Option<DateTime<Utc>>,
    /// A word that it is said to be in, whatever it is.
    pub(super) said: Option<&'static str>,
    /// Until when its changes were told.
    pub(super) told_at: DateTime<Utc>,
}

/// The moments of an order's life.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) available: DateTime<Utc>,
    pub(super) assigned: DateTime<Utc>,
    pub(super) picked_up: DateTime<Utc>,
    pub(super) done: DateTime<Utc>,
}

impl Made {
    fn moment(&self, point: usize, field: &str) -> Option<DateTime<Utc>> {
        let text = self.body["points"][point][field].as_str()?;
        DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
    }

    /// Where it goes to.
    pub(super) fn last(&self) -> usize {
        self.body["points"].as_array().map_or(0, Vec::len).saturating_sub(1)
    }

    /// When what happens, if nobody interferes: inside the window if there is one.
    pub(super) fn times(&self) -> Times {
        let assigned = self.created_at + TimeDelta::minutes(10);
        let begins = self.moment(0, "required_start_datetime").unwrap_or(assigned);
        let picked_up = (assigned + TimeDelta::minutes(15)).max(begins + TimeDelta::minutes(10));
        let opens = self.moment(self.last(), "required_start_datetime").unwrap_or(picked_up);
        let closes = self.moment(self.last(), "required_finish_datetime");
        let usual = (picked_up + TimeDelta::minutes(40)).max(opens + TimeDelta::minutes(20));
        let in_time = closes.map_or(usual, |closes| usual.min(closes - TimeDelta::minutes(10)));
        let in_time = in_time.max(picked_up + TimeDelta::minutes(10));
        let done = self.late.map_or(in_time, |late| closes.unwrap_or(in_time).max(in_time) + late);
        Times { available: self.created_at + TimeDelta::minutes(1), assigned, picked_up, done }
    }

    /// Their word for how it is.
    pub(super) fn status(&self, now: DateTime<Utc>) -> &'static str {
        let times = self.times();
        let reached = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
        match () {
            () if reached(self.canceled_at) => "canceled",
            () if let Some(word) = self.said => word,
            () if now < times.available => "new",
            () if self.nobody || now < times.assigned => "available",
            () if now < times.done => "active",
            () if reached(self.reactivated_at) && !reached(self.reactivated_at.map(|at| at + BACK)) => "reactivated",
            () => "completed",
        }
    }

    /// Whether the courier has begun: then it can't be cancelled.
    pub(super) fn is_begun(&self, now: DateTime<Utc>) -> bool {
        !self.nobody && now >= self.times().picked_up
    }

    /// Whether a courier has it.
    pub(super) fn is_assigned(&self, now: DateTime<Utc>) -> bool {
        !self.nobody && now >= self.times().assigned && self.canceled_at.is_none_or(|at| at >= self.times().assigned)
    }

    /// What cancelling it would cost.
    pub(super) fn late_fee(&self, now: DateTime<Utc>) -> Money {
        if self.is_assigned(now) { LATE_FEE } else { Money::ZERO }
    }

    /// What it has cost, when it is over.
    pub(super) fn cost(&self, now: DateTime<Utc>) -> Option<Money> {
        match self.status(now) {
            "canceled" => Some(self.fee),
            "completed" => Some(self.price),
            _ => None,
        }
    }

    /// Moments at which something changes, after those told.
    fn changes(&self, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let times = self.times();
        let back = self.reactivated_at.map(|at| at + BACK);
        let all = [times.available, times.assigned, times.picked_up, times.done].map(Some);
        let all = all.into_iter().chain([self.canceled_at, self.reactivated_at, back]).flatten();
        let mut all: Vec<DateTime<Utc>> = all.filter(|at| *at > self.told_at && *at <= now).collect();
        all.sort();
        all
    }
}

/// A callback that waits to be made.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) order: OrderId,
    pub(super) at: DateTime<Utc>,
}

/// Everything.
#[derive(Debug)]
pub(super) struct World {
    pub(super) orders: BTreeMap<OrderId, Made>,
    pub(super) balance: Money,
    pub(super) fault: Option<Fault>,
    /// What goes wrong with the next call of a method.
    pub(super) next: Vec<(&'static str, Fault)>,
    pub(super) shape: Shape,
    /// Prices in hundredths of the usual ones.
    pub(super) rate: i64,
    /// Methods in the order they were called.
    pub(super) asked: Vec<String>,
    pub(super) waiting: VecDeque<Waiting>,
    number: OrderId,
}

impl Default for World {
    fn default() -> Self {
        Self {
            orders: BTreeMap::new(),
            balance: Money::from_rubles(100_000),
            fault: None,
            next: Vec::new(),
            shape: Shape::Usual,
            rate: 100,
            asked: Vec::new(),
            waiting: VecDeque::new(),
            number: 1_250_000,
        }
    }
}

impl World {
    /// What goes wrong with this call.
    pub(super) fn trouble(&mut self, method: &str) -> Option<Fault> {
        match self.next.iter().position(|(named, _)| *named == method) {
            Some(at) => Some(self.next.remove(at).1),
            None => self.fault,
        }
    }

    /// Makes an order, or says in their word why not.
    pub(super) fn make(&mut self, body: &Value, price: Money, now: DateTime<Utc>) -> Result<OrderId, &'static str> {
        let is_copy = |made: &&Made| made.body == *body && made.created_at + COPY > now && made.canceled_at.is_none();
        if self.orders.values().any(|made| is_copy(&made)) {
            return Err("order_is_duplicate");
        }
        if is_paid_from_balance(body) {
            if self.balance < price {
                return Err("insufficient_balance");
            }
            self.balance = self.balance - price;
        }
        self.number += 1;
        let made = Made {
            id: self.number,
            body: body.clone(),
            created_at: now,
            price,
            late: None,
            nobody: false,
            canceled_at: None,
            fee: Money::ZERO,
            reactivated_at: None,
            said: None,
            told_at: now,
        };
        self.waiting.push_back(Waiting { order: made.id, at: now });
        self.orders.insert(made.id, made);
        Ok(self.number)
    }

    /// Cancels an order as its customer, or says in their word why not.
    pub(super) fn cancel(&mut self, id: OrderId, now: DateTime<Utc>) -> Result<(), &'static str> {
        let Some(made) = self.orders.get_mut(&id) else { return Err("invalid_parameters") };
        if !["new", "available", "active", "delayed"].contains(&made.status(now)) || made.is_begun(now) {
            return Err("order_cannot_be_canceled");
        }
        made.fee = made.late_fee(now);
        self.call_off(id, now);
        Ok(())
    }

    /// An order ends before its time; what was not used is given back.
    pub(super) fn call_off(&mut self, id: OrderId, now: DateTime<Utc>) {
        let Some(made) = self.orders.get_mut(&id).filter(|made| made.canceled_at.is_none()) else { return };
        made.canceled_at = Some(now);
        if is_paid_from_balance(&made.body) {
            self.balance += made.price - made.fee;
        }
    }

    /// What has changed since it was told waits to be called back.
    pub(super) fn notice(&mut self, now: DateTime<Utc>) {
        for made in self.orders.values_mut() {
            let changes = made.changes(now);
            made.told_at = now;
            self.waiting.extend(changes.into_iter().map(|at| Waiting { order: made.id, at }));
        }
    }
}

fn is_paid_from_balance(body: &Value) -> bool {
    matches!(body["payment_method"].as_str(), None | Some("balance" | "non_cash"))
}
