//! A delivery: what goes where, by what, when, and the steps it may take. Pure: no database, no clock, no Telegram.

use crate::{
    clients::Client,
    db::{Id, Timestamp},
    features::{
        invoices::Invoice,
        warehouse::{Item, Place},
    },
    money::Money,
    named,
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, Utc};

named! {
    /// How it is shipped.
    pub enum Way {
        /// A courier takes it today, across the town.
        Courier = "courier",
        /// A car for what is long or heavy, found by asking.
        Large = "large",
        /// A carrier takes it to another town.
        Carrier = "carrier",
    }
}

named! {
    /// By what (PRODUCT D4; the numbers of vehicles in INTEGRATIONS 1.6).
    pub enum Transport {
        /// On foot: up to 15 kg and 1.2 m.
        Foot = "foot",
        /// A car: up to 500 kg.
        Car = "car",
        /// «Каблук»: up to 700 kg.
        Heel = "heel",
        /// «Портер»: up to 1000 kg.
        Porter = "porter",
        /// «Газель»: up to 1500 kg.
        Gazelle = "gazelle",
        /// Longer than 3 m or heavier: no courier takes it.
        Large = "large",
    }
}

/// No courier takes what is longer, cm.
const LONGEST: i64 = 300;

impl Transport {
    /// The smallest that takes so many grams and so many cm.
    pub fn fitting(weight: i64, longest: i64) -> Self {
        match (weight, longest) {
            (_, longest) if longest > LONGEST => Self::Large,
            (..=15_000, ..=120) => Self::Foot,
            (..=500_000, _) => Self::Car,
            (..=700_000, _) => Self::Heel,
            (..=1_000_000, _) => Self::Porter,
            (..=1_500_000, _) => Self::Gazelle,
            _ => Self::Large,
        }
    }
}

named! {
    /// How the window came to be agreed with the client.
    pub enum Agreed {
        /// The client chose it in the bot.
        Client = "client",
        /// The client said so on the phone.
        Phone = "phone",
        /// We ship without, for a reason.
        Override = "override",
    }
}

named! {
    /// Where it stands (PRODUCT D4).
    pub enum State {
        /// Written down.
        Draft = "draft",
        /// With a price.
        Quoted = "quoted",
        /// Somebody said "call it": it is being ordered.
        Approved = "approved",
        /// They have our order.
        Ordered = "ordered",
        /// Somebody is on the way to fetch it.
        Assigned = "assigned",
        /// It has left.
        PickedUp = "picked_up",
        /// It is on the way.
        InTransit = "in_transit",
        /// It lies at the carrier's terminal.
        AtTerminal = "at_terminal",
        /// The client may fetch it there.
        ReadyForPickup = "ready_for_pickup",
        /// They say it has been handed over.
        Delivered = "delivered",
        /// The client says so too.
        Received = "received",
        /// Nothing is left to do.
        Closed = "closed",
        /// Something is wrong with it.
        Problem = "problem",
        /// It does not go.
        Cancelled = "cancelled",
        /// It came back.
        Returned = "returned",
    }
}

impl State {
    /// How far it has come; side tracks have no place of their own.
    const fn rank(self) -> Option<u8> {
        Some(match self {
            Self::Draft => 0,
            Self::Quoted => 1,
            Self::Approved => 2,
            Self::Ordered => 3,
            Self::Assigned => 4,
            Self::PickedUp => 5,
            Self::InTransit => 6,
            Self::AtTerminal => 7,
            Self::ReadyForPickup => 8,
            Self::Delivered => 9,
            Self::Received => 10,
            Self::Closed => 11,
            Self::Problem | Self::Cancelled | Self::Returned => return None,
        })
    }

    /// Whether it may come to stand at `next`: forward only. The client may have it before anybody has told us, a problem
    /// may end well, nothing is cancelled that has left, and what has not been closed by the client's word is not closed.
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Problem, Self::Received | Self::Closed | Self::Returned) => true,
            (_, Self::Cancelled) => self.is_before_leaving(),
            (_, Self::Returned) => self.has_left() && self != Self::Closed,
            (_, Self::Problem) => self.rank() >= Self::Ordered.rank() && self != Self::Closed,
            (_, Self::Closed) => self == Self::Received,
            (Self::Problem | Self::Cancelled | Self::Returned, _) => false,
            (_, Self::Received) => self.rank() >= Self::Ordered.rank() && self.rank() < next.rank(),
            _ => self.rank() < next.rank(),
        }
    }

    /// Whether it may fall back to `before`: what was ordered is not, or not any more.
    pub const fn may_fall_back_to(self, before: Self) -> bool {
        matches!(
            (self, before),
            (Self::Quoted | Self::Approved | Self::Ordered | Self::Assigned, Self::Draft)
                | (Self::Approved | Self::Ordered | Self::Assigned, Self::Quoted)
                | (Self::Assigned, Self::Ordered)
        )
    }

    /// Whether a step by hand may be taken back to `before`: only what has been ordered and not been received is moved by
    /// hand, and only there.
    pub fn may_be_taken_back_to(self, before: Self) -> bool {
        let by_hand = |state: Self| state.rank().is_some_and(|rank| (3..=9).contains(&rank));
        by_hand(self) && by_hand(before) && before.rank() < self.rank()
    }

    /// Nothing has left our hands yet.
    pub fn is_before_leaving(self) -> bool {
        self.rank().is_some_and(|rank| Some(rank) < Self::PickedUp.rank())
    }

    /// Nobody has our order yet.
    pub const fn is_before_order(self) -> bool {
        matches!(self, Self::Draft | Self::Quoted)
    }

    /// It has left our hands.
    pub fn has_left(self) -> bool {
        self == Self::Problem || self.rank() >= Self::PickedUp.rank()
    }

    /// Whether anything is left to do about it.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled | Self::Returned)
    }

    /// Ordered and not handed over yet: somebody moves it.
    pub fn is_moving(self) -> bool {
        self.rank().is_some_and(|rank| Some(rank) >= Self::Ordered.rank() && Some(rank) < Self::Delivered.rank())
    }
}

/// One line of what is shipped.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Line {
    /// Of the stock; `None`: in words.
    pub item: Option<Id<Item>>,
    /// What it is.
    pub name: String,
    /// How many.
    pub qty: i64,
    /// Serial numbers, with commas; may be empty.
    pub serials: String,
}

/// A delivery.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Own id.
    pub id: Id<Delivery>,
    /// Д-318.
    pub number: i64,
    /// To whom.
    pub client: Id<Client>,
    /// As we call them.
    pub client_name: String,
    /// Who looks after the client.
    pub owner: Option<Id<Person>>,
    /// How it is shipped.
    pub way: Way,
    /// From where.
    pub place: Option<Id<Place>>,
    /// To where, as typed.
    pub address: String,
    /// How to get in; may be empty.
    pub entry: String,
    /// Who is there.
    pub contact_name: String,
    /// Their number.
    pub contact_phone: Phone,
    /// The window at the client, UTC.
    pub starts_at: DateTime<Utc>,
    /// Its end.
    pub ends_at: DateTime<Utc>,
    /// Grams.
    pub weight: i64,
    /// The longest side, cm.
    pub longest: i64,
    /// By what.
    pub transport: Transport,
    /// Why not by what fits; may be empty.
    pub transport_why: String,
    /// Declared value.
    pub value: Money,
    /// Insured for.
    pub insured: Money,
    /// How many hands.
    pub loaders: i64,
    /// The invoice for the equipment.
    pub invoice: Option<Id<Invoice>>,
    /// For the courier; may be empty.
    pub note: String,
    /// How the window was agreed, and who said so or why without.
    pub agreed: Option<(Agreed, String)>,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub state_at: DateTime<Utc>,
    /// The last sign of life.
    pub moved_at: DateTime<Utc>,
    /// What it costs.
    pub price: Option<Money>,
    /// When the price was told.
    pub priced_at: Option<DateTime<Utc>>,
    /// Who said "call it".
    pub approved_by: Option<Id<Person>>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it left.
    pub left_at: Option<DateTime<Utc>>,
    /// When it was handed over, as they say.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the client had it.
    pub received_at: Option<DateTime<Utc>>,
    /// Why it was cancelled, came back, or is a problem.
    pub why: String,
    /// Raised with every change: a button counts only for what it showed.
    pub rev: i64,
    /// Who wrote it down.
    pub opened_by: Id<Person>,
    /// When.
    pub opened_at: Timestamp,
    /// When it changed last.
    pub changed_at: Timestamp,
}

impl Delivery {
    /// What goods, papers and cards of it are linked to: `delivery:0198…`.
    pub fn link(&self) -> String {
        link(self.id)
    }
}

/// What goods, papers and cards of a delivery are linked to.
pub fn link(id: Id<Delivery>) -> String {
    format!("delivery:{id}")
}

/// The delivery of a [`link`].
pub fn linked(link: &str) -> Option<Id<Delivery>> {
    link.strip_prefix("delivery:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_transport_that_fits_is_suggested() {
        let fits = |kg: i64, cm| Transport::fitting(kg * 1000, cm);
        assert_eq!(
            [fits(15, 120), fits(16, 120), fits(15, 121), fits(501, 10), fits(701, 10), fits(1001, 10), fits(1501, 10)],
            [
                Transport::Foot,
                Transport::Car,
                Transport::Car,
                Transport::Heel,
                Transport::Porter,
                Transport::Gazelle,
                Transport::Large
            ]
        );
        assert_eq!([fits(1, 300), fits(1, 301)], [Transport::Car, Transport::Large]);
    }

    #[test]
    fn a_delivery_never_goes_back() {
        use State::*;
        assert!(Ordered.may_become(Delivered) && !Delivered.may_become(PickedUp) && !Ordered.may_become(Ordered));
        assert!(Ordered.may_become(Received) && !Approved.may_become(Received) && !Received.may_become(Delivered));
        assert!(Assigned.may_become(Cancelled) && !PickedUp.may_become(Cancelled) && !Cancelled.may_become(Draft));
        assert!(Delivered.may_become(Problem) && Problem.may_become(Received) && !Draft.may_become(Problem));
        assert!(Received.may_become(Closed) && !Delivered.may_become(Closed) && !Closed.may_become(Returned));
        assert!(Received.may_become(Problem) && Problem.may_become(Returned) && !Returned.may_become(Received));
    }

    #[test]
    fn only_what_was_ordered_and_not_received_is_taken_back() {
        use State::*;
        assert!(InTransit.may_be_taken_back_to(Ordered) && Delivered.may_be_taken_back_to(ReadyForPickup));
        assert!(!Received.may_be_taken_back_to(Delivered) && !Ordered.may_be_taken_back_to(Quoted));
        assert!(!Ordered.may_be_taken_back_to(InTransit) && !Problem.may_be_taken_back_to(InTransit));
    }
}
