//! What the settings say of ПланФакт, for the rooms, which read no settings: which bills the bot plans there itself.

use super::facts;
use crate::{db::Conn, error::Result};
use serde::{Deserialize, Serialize};

const NAME: &str = "planfact";

/// What rooms are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Planning {
    /// What clients pay us.
    pub income: bool,
    /// What we pay.
    pub outcome: bool,
}

/// Keeps what this process was told.
pub async fn keep(conn: &mut Conn, planning: &Planning) -> Result {
    facts::keep(conn, NAME, planning).await
}

/// What the last process was told; nothing, if none was.
pub async fn known(conn: &mut Conn) -> Result<Planning> {
    Ok(facts::known(conn, NAME).await?.unwrap_or_default())
}
