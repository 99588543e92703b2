//! The bot's own username, for links to it.

use crate::{
    db::{Conn, Db},
    error::Result,
};
use serde::Deserialize;

/// Reads the answer to `getMe`.
pub fn read(me: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Me {
        username: String,
    }
    Ok(serde_json::from_str::<Me>(me)?.username)
}

/// Keeps what Telegram has told.
pub async fn keep(db: &Db, username: &str) -> Result {
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO fact (name, value) VALUES ('bot_username', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(username)
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// The username, without `@`; `None` until Telegram has told it.
pub async fn known(conn: &mut Conn) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT value FROM fact WHERE name = 'bot_username'").fetch_optional(conn).await?)
}
