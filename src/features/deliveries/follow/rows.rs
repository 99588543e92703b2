//! SQL of what is wrong on the way, and of what the client was told of it.

use super::alarms::Wrong;
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::model::Delivery,
    people::Person,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

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
    Ok(later(delivery, warned.and_then(|(until, _)| until)))
}

/// The later of the two: as agreed, as told since.
pub fn later(delivery: &Delivery, told: Option<DateTime<Utc>>) -> DateTime<Utc> {
    told.map_or(delivery.ends_at, |until| until.max(delivery.ends_at))
}

/// By when they come, of deliveries on their way whose clients were told so.
pub async fn all_told(conn: &mut Conn) -> Result<HashMap<Id<Delivery>, DateTime<Utc>>> {
    let rows: Vec<(Id<Delivery>, Option<Timestamp>)> = sqlx::query_as(
        "SELECT w.delivery_id, w.until FROM delivery_warning w JOIN delivery d ON d.id = w.delivery_id \
         WHERE d.state NOT IN ('received', 'closed', 'cancelled', 'returned') ORDER BY w.id",
    )
    .fetch_all(conn)
    .await?;
    let mut told = HashMap::new();
    for (delivery, until) in rows {
        // The last word counts, also one that names no hour.
        told.insert(delivery, until);
    }
    Ok(told.into_iter().filter_map(|(delivery, until)| Some((delivery, until?.0))).collect())
}

/// What is wrong, and since when, as the cards of a delivery show it.
pub type Shown = (Wrong, Timestamp);

/// All that cards show to be wrong.
pub async fn shown_wrong(conn: &mut Conn) -> Result<HashMap<Id<Delivery>, Shown>> {
    let rows: Vec<(Id<Delivery>, Wrong, Timestamp)> =
        sqlx::query_as("SELECT delivery_id, wrong, since FROM delivery_wrong").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(delivery, wrong, since)| (delivery, (wrong, since))).collect())
}

/// The cards of a delivery show this from now on.
pub async fn show_wrong(conn: &mut Conn, delivery: Id<Delivery>, wrong: Option<Shown>) -> Result {
    sqlx::query("DELETE FROM delivery_wrong WHERE delivery_id = $1").bind(delivery).execute(&mut *conn).await?;
    if let Some((wrong, since)) = wrong {
        sqlx::query("INSERT INTO delivery_wrong (delivery_id, wrong, since) VALUES ($1, $2, $3)")
            .bind(delivery)
            .bind(wrong)
            .bind(since)
            .execute(conn)
            .await?;
    }
    Ok(())
}
