//! A try to get a courier: where it stands, and what that means for the delivery. Pure.

use crate::{
    db::Id,
    features::deliveries::model::{Delivery, State},
    money::Money,
    named,
    phone::Phone,
};
use chrono::{DateTime, TimeDelta, Utc};

/// A price counts so long: then it is asked for and shown again.
pub const PRICE_LASTS: TimeDelta = TimeDelta::minutes(15);
/// A lost answer is looked up for so long before a person is asked.
pub const LOOK_FOR: TimeDelta = TimeDelta::minutes(5);
/// Orders under way are asked after so often.
pub const POLL: TimeDelta = TimeDelta::minutes(2);
/// An order that is over may be taken up again within so long.
pub const MAY_COME_BACK: TimeDelta = TimeDelta::hours(24);

named! {
    /// Where a try stands.
    pub enum Stage {
        /// Somebody said "call": they have not been asked yet.
        Wanted = "wanted",
        /// They are being asked: whoever finds it so does not know whether they were.
        Calling = "calling",
        /// They were asked and the answer is lost: it is being looked up.
        Unknown = "unknown",
        /// They do not have it: a person says what now.
        Missing = "missing",
        /// They have it.
        Booked = "booked",
        /// It has been carried.
        Done = "done",
        /// They said no.
        Refused = "refused",
        /// Nobody wants it any more; they never had it.
        Dropped = "dropped",
        /// It was theirs and was cancelled.
        Cancelled = "cancelled",
    }
}

impl Stage {
    /// Whether the bot is at it: there is something to do without anybody.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Wanted | Self::Calling | Self::Unknown)
    }
}

named! {
    /// How far cancelling has come.
    pub enum Cancelling {
        /// What it costs is being asked.
        Asked = "asked",
        /// It was shown.
        Shown = "shown",
        /// Somebody said "cancel".
        Wanted = "wanted",
        /// It is too late.
        Refused = "refused",
    }
}

named! {
    /// What has become of asking for a price.
    pub enum Asking {
        /// It is being asked.
        Asked = "asked",
        /// They are out of reach: it is asked again.
        Waiting = "waiting",
        /// It is known.
        Told = "told",
        /// They do not take it.
        Refused = "refused",
        /// It has changed since somebody said "call", who is asked again.
        Changed = "changed",
    }
}

/// What a price was last asked for.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Which asking it was.
    pub ask: Id<Quote>,
    /// What became of it.
    pub stage: Asking,
    /// To where, as they understand it.
    pub address: String,
    /// Why there is no price: JSON.
    pub why: String,
}

/// A try to get a courier.
#[derive(Debug, Clone)]
pub struct Booking {
    /// Own id: the number they are told.
    pub id: Id<Booking>,
    /// For which delivery.
    pub delivery: Id<Delivery>,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_at: DateTime<Utc>,
    /// What it costs.
    pub price: Money,
    /// When they were asked.
    pub called_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub tries: i64,
    /// Why it waits or was refused: JSON.
    pub why: String,
    /// Their number.
    pub order: Option<i64>,
    /// Their word for how it is.
    pub status: String,
    /// The courier.
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// In what.
    pub car: String,
    /// When they should be at the client's.
    pub eta: Option<DateTime<Utc>>,
    /// Where the client can watch.
    pub tracking_url: String,
    /// When the courier was at our place.
    pub picked_at: Option<DateTime<Utc>>,
    /// When the courier was at the client's.
    pub visited_at: Option<DateTime<Utc>>,
    /// The recipient's signature.
    pub sign_url: String,
    /// A photo of the place.
    pub place_url: String,
    /// Who took it.
    pub received_by: String,
    /// How far cancelling has come.
    pub cancelling: Option<Cancelling>,
    /// What cancelling would cost.
    pub fee: Option<Money>,
    /// What it has cost.
    pub cost: Option<Money>,
}

impl Booking {
    /// The number they are told.
    pub fn reference(&self) -> String {
        self.id.to_string()
    }
}

/// What they say of an order, as far as it moves a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Their word.
    pub status: &'a str,
    /// Somebody carries it.
    pub has_courier: bool,
    /// When the courier was at our place.
    pub picked_at: Option<DateTime<Utc>>,
    /// When the courier was at the client's.
    pub visited_at: Option<DateTime<Utc>>,
    /// When they say it was over.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Where a delivery has come to, step by step, with the moment of each; `now` where they do not say. A word nobody knows
/// moves nothing by itself.
pub fn steps(seen: Seen<'_>, now: DateTime<Utc>) -> Vec<(State, DateTime<Utc>)> {
    let done = seen.status == "completed";
    let carried = done || seen.status == "active" || seen.has_courier;
    let mut steps = Vec::new();
    if carried {
        steps.push((State::Assigned, now));
    }
    if let Some(at) = seen.picked_at.filter(|_| carried) {
        steps.push((State::PickedUp, at));
    }
    if done {
        steps.push((State::Delivered, seen.visited_at.or(seen.finished_at).unwrap_or(now)));
    }
    steps
}

/// Whether a balance is enough for a price: with a tenth to spare.
pub fn is_enough(balance: Money, price: Money) -> bool {
    balance.kopecks() * 10 >= price.kopecks() * 11
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn their_word_moves_a_delivery_only_as_far_as_it_tells() {
        let now = at("2026-11-24T12:00:00Z");
        let (picked, visited) = (at("2026-11-24T10:00:00Z"), at("2026-11-24T11:00:00Z"));
        let seen = |status, picked_at: Option<DateTime<Utc>>, visited_at| Seen {
            status,
            has_courier: picked_at.is_some(),
            picked_at,
            visited_at,
            finished_at: None,
        };
        for nothing in ["new", "available", "delayed", "draft", "canceled", "reactivated", "teleported", ""] {
            assert_eq!(steps(seen(nothing, None, None), now), [], "{nothing}");
        }
        assert_eq!(steps(seen("active", None, None), now), [(State::Assigned, now)]);
        assert_eq!(
            steps(seen("teleported", Some(picked), None), now),
            [(State::Assigned, now), (State::PickedUp, picked)],
            "what is seen counts, whatever the word"
        );
        assert_eq!(
            steps(seen("completed", Some(picked), Some(visited)), now),
            [(State::Assigned, now), (State::PickedUp, picked), (State::Delivered, visited)]
        );
        assert_eq!(steps(seen("completed", None, None), now), [(State::Assigned, now), (State::Delivered, now)]);
    }

    #[test]
    fn a_balance_is_enough_with_a_tenth_to_spare() {
        let enough = |balance, price| is_enough(Money::from_kopecks(balance), Money::from_kopecks(price));
        assert!(enough(11_000, 10_000) && !enough(10_999, 10_000) && enough(0, 0));
    }
}
