//! Warehouse: what we keep where, what of it is promised to what, what is on its way to us, and who moved it.
//!
//! The law: on hand never below zero, reserved never above on hand, for two writers at once too. Every movement has a
//! reason or something it was for, and a name. Other rooms put goods by for a link of theirs (`delivery:<id>`) and a
//! label in words; this room knows none of them.
//!
//! Deliberately not here: prices, orders to suppliers, counting shelf by shelf (a table of the stock that is read in is
//! a count), who answers for the place today.

mod arrivals;
mod model;
mod queries;
mod stock;

pub use arrivals::{supply, supply_of};
pub use model::{Hold, Item, Place, Reservation, Reserve, Stock, Supply};
pub use queries::{available, item, items, of_link, place, places};
pub use stock::{Serials, issue, release, reserve, take_back};

use super::Feature;

/// The room.
pub const FEATURE: Feature = Feature { name: "warehouse", ..Feature::EMPTY };
