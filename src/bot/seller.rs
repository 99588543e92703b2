//! What the settings say of who is paid, for the rooms, which read no settings.

use super::facts;
use crate::{db::Conn, error::Result, paykit::Seller};

const NAME: &str = "seller";

/// Keeps what this process was told; `None`: the settings name nobody.
pub async fn keep(conn: &mut Conn, seller: Option<&Seller>) -> Result {
    facts::keep(conn, NAME, &seller).await
}

/// What the last process was told; `None`: nobody is paid by a kit.
pub async fn known(conn: &mut Conn) -> Result<Option<Seller>> {
    Ok(facts::known::<Option<Seller>>(conn, NAME).await?.flatten())
}
