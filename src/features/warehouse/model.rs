//! What is kept in the warehouse, and where.

use crate::{
    calendar::Hours,
    db::{Day, Id, Timestamp},
    named,
    people::Person,
    phone::Phone,
};
use chrono::NaiveDate;

/// A kind of goods we keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Own id.
    pub id: Id<Item>,
    /// As we call it.
    pub name: String,
    /// The article number; may be empty.
    pub sku: String,
    /// In what it is counted: `шт`, `м`.
    pub unit: String,
    /// With fewer of them free it is to be ordered.
    pub least: i64,
    /// Grams each.
    pub weight: Option<i64>,
    /// Centimetres, the longest side.
    pub length: Option<i64>,
    /// Each piece has a serial number.
    pub serial: bool,
    /// Raised with every change.
    pub rev: i64,
}

/// Where goods are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Own id.
    pub id: Id<Place>,
    /// As we call it.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When goods are given out there.
    pub hours: Hours,
    /// Whom to ask for; may be empty.
    pub contact: String,
    /// Their number.
    pub phone: Option<Phone>,
}

/// How many of an item are at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Stock {
    /// Of what.
    pub item_id: Id<Item>,
    /// Where.
    pub place_id: Id<Place>,
    /// All that is there.
    pub on_hand: i64,
    /// What of it is promised.
    pub reserved: i64,
}

impl Stock {
    /// What can still be promised or taken.
    pub const fn free(&self) -> i64 {
        self.on_hand - self.reserved
    }
}

/// When goods can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supply {
    /// They are there.
    Now,
    /// On that day, as the supplier has last confirmed.
    On(NaiveDate),
    /// Not known.
    Never,
}

/// Goods about to be promised.
#[derive(Debug, Clone, Copy)]
pub struct Reserve<'a> {
    /// What.
    pub item: Id<Item>,
    /// From where.
    pub place: Id<Place>,
    /// How many.
    pub qty: i64,
    /// For what: `delivery:<id>`.
    pub link: &'a str,
    /// The same in words: `Доставка Д-318`.
    pub label: &'a str,
    /// Who wants them; `None`: the bot.
    pub by: Option<Id<Person>>,
}

named! {
    /// Where promised goods stand.
    pub enum Hold {
        /// There is not enough: they wait for goods to come.
        Wanted = "wanted",
        /// Put by.
        Reserved = "reserved",
        /// Not needed any more.
        Released = "released",
        /// They have left us.
        Issued = "issued",
        /// They came back.
        Returned = "returned",
    }
}

/// Goods promised to something.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Reservation {
    /// Own id.
    pub id: Id<Reservation>,
    /// What.
    pub item_id: Id<Item>,
    /// From where.
    pub place_id: Id<Place>,
    /// How many.
    pub qty: i64,
    /// For what.
    pub link: String,
    /// The same in words.
    pub label: String,
    /// Who wants them.
    pub by_id: Option<Id<Person>>,
    /// Where they stand.
    pub state: Hold,
}

named! {
    /// Where goods on their way to us stand.
    pub enum Coming {
        /// On their way.
        Expected = "expected",
        /// Their day has passed and nobody has confirmed another.
        Late = "late",
        /// They are here.
        Came = "came",
        /// They do not come.
        Cancelled = "cancelled",
    }
}

/// Goods on their way to us.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Arrival {
    /// Own id.
    pub id: Id<Arrival>,
    /// What.
    pub item_id: Id<Item>,
    /// To where.
    pub place_id: Id<Place>,
    /// How many.
    pub qty: i64,
    /// On which day.
    pub due_on: Day,
    /// From whom; may be empty.
    pub supplier: String,
    /// Where they stand.
    pub state: Coming,
    /// Why the day is another than before; may be empty.
    pub reason: String,
    /// When it was given another day, or its day had passed.
    pub moved_at: Option<Timestamp>,
    /// When the day was last confirmed.
    pub confirmed_at: Timestamp,
    /// Raised with every change.
    pub rev: i64,
}

impl Arrival {
    /// Still on its way.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, Coming::Expected | Coming::Late)
    }
}

named! {
    /// What a movement did.
    pub enum Kind {
        /// Goods came in.
        Receipt = "receipt",
        /// Goods went out.
        Issue = "issue",
        /// Goods were put by.
        Reserve = "reserve",
        /// Goods put by are free again.
        Release = "release",
        /// Goods went from one place of ours to another.
        Transfer = "transfer",
    }
}

/// Something that happened to goods.
#[derive(Debug, Clone)]
pub struct Movement {
    /// What it did.
    pub kind: Kind,
    /// To what.
    pub item: Id<Item>,
    /// Where.
    pub place: Id<Place>,
    /// Whereto, if they went from one place of ours to another.
    pub to: Option<Id<Place>>,
    /// How many.
    pub qty: i64,
    /// Why; may be empty.
    pub reason: String,
    /// For what; may be empty.
    pub link: String,
    /// The same in words.
    pub label: String,
    /// Serial numbers, as they were typed.
    pub serials: Vec<String>,
    /// Who did it; `None`: the bot.
    pub by: Option<Id<Person>>,
}
