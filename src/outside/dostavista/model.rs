//! What Dostavista is asked for and what it tells, in our own words. Of what it tells anything may be missing.

use super::refusal::Fault;
use crate::{money::Money, phone::Phone};
use chrono::{DateTime, Utc};

/// The number of an order at Dostavista.
pub type OrderId = i64;

/// An order to be calculated or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What is carried.
    pub matter: String,
    /// By what: a number of their list, 6 is on foot, 7 a car.
    pub vehicle: i64,
    /// How heavy it is.
    pub weight_kg: i64,
    /// What it is insured for.
    pub insurance: Money,
    /// How many carry it, the driver among them.
    pub loaders: i64,
    /// Where from, then where to.
    pub stops: Vec<Stop>,
}

/// A place the courier comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub address: String,
    /// Who is there.
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Not after.
    pub until: Option<DateTime<Utc>>,
    /// How to get in.
    pub note: String,
    /// Our own number of the delivery: at most 32 characters.
    pub reference: Option<String>,
}

/// What an order would cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// The price.
    pub price: Option<Money>,
    /// The addresses as they understood them, in the order of the stops.
    pub addresses: Vec<String>,
    /// What they warn of.
    pub warnings: Vec<String>,
    /// Fields they warn of.
    pub faults: Vec<Fault>,
}

/// How an order is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Just made.
    New,
    /// Offered to couriers.
    Available,
    /// A courier has it.
    Active,
    /// Done.
    Completed,
    /// Done, and taken up again.
    Reactivated,
    /// Not yet an order.
    Draft,
    /// Cancelled.
    Canceled,
    /// Put off.
    Delayed,
    /// A word we do not know.
    Other(String),
}

impl Status {
    /// Reads their word.
    pub fn read(word: &str) -> Self {
        match word {
            "new" => Self::New,
            "available" => Self::Available,
            "active" => Self::Active,
            "completed" => Self::Completed,
            "reactivated" => Self::Reactivated,
            "draft" => Self::Draft,
            "canceled" => Self::Canceled,
            "delayed" => Self::Delayed,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Their word.
    pub fn word(&self) -> &str {
        match self {
            Self::New => "new",
            Self::Available => "available",
            Self::Active => "active",
            Self::Completed => "completed",
            Self::Reactivated => "reactivated",
            Self::Draft => "draft",
            Self::Canceled => "canceled",
            Self::Delayed => "delayed",
            Self::Other(word) => word,
        }
    }

    /// Whether nothing more is to come, but for what is taken up again.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Completed | Self::Canceled)
    }
}

/// An order as they tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub id: OrderId,
    /// Its number as people see it.
    pub name: Option<String>,
    /// How it is.
    pub status: Status,
    /// What it costs.
    pub price: Option<Money>,
    /// What cancelling it now would cost.
    pub cancellation_fee: Money,
    /// How it is paid for.
    pub payment_method: Option<String>,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub finished_at: Option<DateTime<Utc>>,
    /// Where from, then where to.
    pub points: Vec<Point>,
    /// Who carries it.
    pub courier: Option<Courier>,
    /// In what: `серая Лада Ларгус А123ВС77`.
    pub car: Option<String>,
    /// The transport waybill.
    pub waybill_url: Option<String>,
}

impl Order {
    /// Where it goes to: the last place but for a return.
    pub fn last(&self) -> Option<&Point> {
        self.points.iter().rev().find(|point| !point.is_return)
    }

    /// Whether one of its places bears our number.
    pub fn is_ours(&self, reference: &str) -> bool {
        self.points.iter().any(|point| point.reference.as_deref() == Some(reference))
    }
}

/// A place of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Point {
    /// Our own number.
    pub reference: Option<String>,
    /// The address as they understood it.
    pub address: String,
    /// When the courier is expected.
    pub expected_at: Option<DateTime<Utc>>,
    /// When the courier was there.
    pub visited_at: Option<DateTime<Utc>>,
    /// Where the recipient's signature is to be seen.
    pub sign_photo_url: Option<String>,
    /// Where a photo of the place is to be seen.
    pub place_photo_url: Option<String>,
    /// Who took it: name and position.
    pub received_by: Option<String>,
    /// Where the recipient can follow the courier.
    pub tracking_url: Option<String>,
    /// What was not delivered comes back here.
    pub is_return: bool,
}

/// Somebody on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Courier {
    /// Surname, name, patronymic.
    pub name: String,
    /// Their number, if it is one.
    pub phone: Option<Phone>,
}

/// What an order has cost in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Of which order.
    pub order: OrderId,
    /// All of it.
    pub total: Money,
    /// Of that, for cancelling late.
    pub cancellation_fee: Money,
}

/// Who we are to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Our name.
    pub name: Option<String>,
    /// How we may pay.
    pub payment_methods: Vec<String>,
}
