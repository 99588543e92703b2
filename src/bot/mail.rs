//! What the settings say of mail, for the rooms, which read no settings: whether the bot can send a letter.

use super::facts;
use crate::{db::Conn, error::Result};

const NAME: &str = "mail";

/// Keeps what this process was told.
pub async fn keep(conn: &mut Conn, can_send: bool) -> Result {
    facts::keep(conn, NAME, &can_send).await
}

/// Whether the last process can send letters: if not, they are drafts.
pub async fn can_send(conn: &mut Conn) -> Result<bool> {
    Ok(facts::known(conn, NAME).await?.unwrap_or_default())
}
