//! SQL of movements: everything that happened to goods, for ever.

use super::model::{Item, Kind, Movement, Place};
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    people::Person,
};

/// A movement as it is told.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Told {
    pub kind: Kind,
    pub place_id: Id<Place>,
    pub to_place_id: Option<Id<Place>>,
    pub qty: i64,
    pub reason: String,
    pub label: String,
    serials: String,
    pub by_id: Option<Id<Person>>,
    pub at: Timestamp,
}

impl Told {
    pub fn serials(&self) -> Vec<String> {
        serde_json::from_str(&self.serials).unwrap_or_default()
    }
}

/// The last movements of an item, the newest first.
pub async fn last(conn: &mut Conn, item: Id<Item>, limit: i64) -> Result<Vec<Told>> {
    Ok(sqlx::query_as(
        "SELECT kind, place_id, to_place_id, qty, reason, label, serials, by_id, at FROM movement \
         WHERE item_id = $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(item)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// Writes a movement down.
pub async fn record(conn: &mut Conn, moved: &Movement, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO movement (id, kind, item_id, place_id, to_place_id, qty, reason, link, label, serials, by_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(Id::<Movement>::new())
    .bind(moved.kind)
    .bind(moved.item)
    .bind(moved.place)
    .bind(moved.to)
    .bind(moved.qty)
    .bind(&moved.reason)
    .bind(&moved.link)
    .bind(&moved.label)
    .bind(serde_json::to_string(&moved.serials)?)
    .bind(moved.by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}
