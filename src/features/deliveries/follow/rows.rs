//! SQL of what the client was told of a delay.

use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::model::Delivery,
    people::Person,
};
use chrono::{DateTime, Utc};

/// A word to the client about a delay.
#[derive(Debug)]
pub struct Warning;

/// Keeps that the client was told, and by when it comes now.
pub async fn put_warning(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    until: Option<DateTime<Utc>>,
    by: Id<Person>,
    now: Timestamp,
) -> Result<Id<Warning>> {
    let id = Id::new();
    sqlx::query("INSERT INTO delivery_warning (id, delivery_id, until, told_by, told_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(delivery)
        .bind(until.map(Timestamp::from))
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(id)
}

/// The last word: by when it comes, if that was said, and when it was said.
pub async fn warned(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<(Option<DateTime<Utc>>, DateTime<Utc>)>> {
    let row: Option<(Option<Timestamp>, Timestamp)> =
        sqlx::query_as("SELECT until, told_at FROM delivery_warning WHERE delivery_id = $1 ORDER BY id DESC LIMIT 1")
            .bind(delivery)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(until, told)| (until.map(|at| at.0), told.0)))
}

/// By when it comes, as the client knows: as agreed, or as they were told since.
pub async fn expected(conn: &mut Conn, delivery: &Delivery) -> Result<DateTime<Utc>> {
    let warned = warned(conn, delivery.id).await?;
    Ok(warned.and_then(|(until, _)| until).map_or(delivery.ends_at, |until| until.max(delivery.ends_at)))
}
