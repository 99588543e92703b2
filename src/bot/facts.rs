//! What the machine was told at its start and rooms read: one value under a name. The last process's word counts.

use crate::{db::Conn, error::Result};
use serde::{Serialize, de::DeserializeOwned};

/// Keeps a value.
pub async fn keep<T: Serialize + Sync>(conn: &mut Conn, name: &str, value: &T) -> Result {
    sqlx::query(
        "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(serde_json::to_string(value)?)
    .execute(conn)
    .await?;
    Ok(())
}

/// What was kept; `None`: nothing yet.
pub async fn known<T: DeserializeOwned>(conn: &mut Conn, name: &str) -> Result<Option<T>> {
    let kept: Option<String> =
        sqlx::query_scalar("SELECT value FROM fact WHERE name = $1").bind(name).fetch_optional(conn).await?;
    Ok(kept.map(|kept| serde_json::from_str(&kept)).transpose()?)
}
