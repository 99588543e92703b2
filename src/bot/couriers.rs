//! What the settings say of couriers, for the rooms, which read no settings: whether the bot can call one, where the account
//! is topped up to, who hands the goods over.

use super::facts;
use crate::{db::Conn, error::Result, phone::Phone};
use serde::{Deserialize, Serialize};

const NAME: &str = "couriers";

/// What rooms are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Couriers {
    /// The bot has no access: couriers are booked by hand.
    pub by_hand: bool,
    /// Where the account is topped up to: lines to be copied.
    pub requisites: Vec<String>,
    /// Who hands the goods over where the place does not say; may be empty.
    pub contact_name: String,
    /// Their number.
    pub contact_phone: Option<Phone>,
}

/// Keeps what this process was told.
pub async fn keep(conn: &mut Conn, couriers: &Couriers) -> Result {
    facts::keep(conn, NAME, couriers).await
}

/// What the last process was told; by hand, if none was.
pub async fn known(conn: &mut Conn) -> Result<Couriers> {
    let none = Couriers { by_hand: true, ..Couriers::default() };
    Ok(facts::known(conn, NAME).await?.unwrap_or(none))
}
