//! What the settings say of couriers, for the rooms, which read no settings: whether the bot can call one, where the account
//! is topped up to, who hands the goods over.

use crate::{db::Conn, error::Result, phone::Phone};
use serde::{Deserialize, Serialize};

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
    sqlx::query(
        "INSERT INTO fact (name, value) VALUES ('couriers', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(serde_json::to_string(couriers)?)
    .execute(conn)
    .await?;
    Ok(())
}

/// What the last process was told; by hand, if none was.
pub async fn known(conn: &mut Conn) -> Result<Couriers> {
    let kept: Option<String> =
        sqlx::query_scalar("SELECT value FROM fact WHERE name = 'couriers'").fetch_optional(conn).await?;
    let none = Couriers { by_hand: true, ..Couriers::default() };
    kept.map_or(Ok(none), |kept| Ok(serde_json::from_str(&kept)?))
}
