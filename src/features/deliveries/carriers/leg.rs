//! Who carries a delivery and how it goes, as it lies in the database.

use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::deliveries::model::Delivery,
    money::Money,
    named,
    people::Person,
    phone::Phone,
};
use chrono::NaiveDate;
use sqlx::FromRow;

named! {
    /// How far a carrier brings it.
    pub enum Reach {
        /// To their terminal: the client fetches it there.
        Terminal = "terminal",
        /// To the door.
        Door = "door",
    }
}

/// Who carries a delivery and how it goes.
#[derive(Debug, Clone, FromRow)]
pub struct Carriage {
    /// As we call them.
    pub carrier: String,
    /// How far they bring it.
    pub reach: Reach,
    /// Where the client fetches it; may be empty.
    pub terminal: String,
    /// How many pieces.
    pub places: i64,
    /// Grams.
    pub weight: i64,
    /// Their number; may be empty.
    pub track: String,
    /// The day it should come.
    #[sqlx(rename = "planned_on")]
    pub planned: Option<Day>,
    /// The terminal keeps it for nothing until then.
    #[sqlx(rename = "free_until")]
    pub free: Option<Day>,
    /// The carrier's own word of where it is, if we do not know it; may be empty.
    pub said: String,
    /// Who drives; may be empty.
    pub driver: String,
    /// The driver's number.
    pub phone: Option<Phone>,
    /// Which car; may be empty.
    pub car: String,
    /// What they want for it.
    pub bill: Option<Money>,
}

impl Carriage {
    /// Of a large transport: from door to door.
    pub fn large(carrier: &str, delivery: &Delivery) -> Self {
        Self {
            carrier: carrier.to_owned(),
            reach: Reach::Door,
            terminal: String::new(),
            places: 1,
            weight: delivery.weight,
            track: String::new(),
            planned: None,
            free: None,
            said: String::new(),
            driver: String::new(),
            phone: None,
            car: String::new(),
            bill: None,
        }
    }
}

/// Who carries a delivery.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Carriage>> {
    Ok(sqlx::query_as(
        "SELECT carrier, reach, terminal, places, weight, track, planned_on, free_until, said, driver, phone, car, bill \
         FROM carrier_leg WHERE delivery_id = $1",
    )
    .bind(delivery)
    .fetch_optional(conn)
    .await?)
}

/// Writes down who carries it, anew.
pub async fn put(conn: &mut Conn, delivery: Id<Delivery>, leg: &Carriage, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO carrier_leg (delivery_id, carrier, reach, terminal, places, weight, track, planned_on, free_until, \
           said, driver, phone, car, bill, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         ON CONFLICT (delivery_id) DO UPDATE SET carrier = excluded.carrier, reach = excluded.reach, \
           terminal = excluded.terminal, places = excluded.places, weight = excluded.weight, track = excluded.track, \
           planned_on = excluded.planned_on, free_until = excluded.free_until, said = excluded.said, \
           driver = excluded.driver, phone = excluded.phone, car = excluded.car, bill = excluded.bill, \
           changed_at = excluded.changed_at",
    )
    .bind(delivery)
    .bind(&leg.carrier)
    .bind(leg.reach)
    .bind(&leg.terminal)
    .bind(leg.places)
    .bind(leg.weight)
    .bind(&leg.track)
    .bind(leg.planned)
    .bind(leg.free)
    .bind(&leg.said)
    .bind(&leg.driver)
    .bind(&leg.phone)
    .bind(&leg.car)
    .bind(leg.bill)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Nobody carries it: it was not ordered after all.
pub async fn forget(conn: &mut Conn, delivery: Id<Delivery>) -> Result {
    sqlx::query("DELETE FROM carrier_leg WHERE delivery_id = $1").bind(delivery).execute(conn).await?;
    Ok(())
}

/// The day of arrival was moved, and why.
pub async fn moved(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    (from, to): (Option<NaiveDate>, NaiveDate),
    why: &str,
    by: Id<Person>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO carrier_moved (id, delivery_id, from_on, to_on, why, moved_by, moved_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Id::<Carriage>::new())
    .bind(delivery)
    .bind(from.map(Day))
    .bind(Day(to))
    .bind(why)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The last time the day of arrival was moved: from when, to when, and why.
pub async fn last_move(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<(Option<Day>, Day, String)>> {
    Ok(sqlx::query_as("SELECT from_on, to_on, why FROM carrier_moved WHERE delivery_id = $1 ORDER BY id DESC LIMIT 1")
        .bind(delivery)
        .fetch_optional(conn)
        .await?)
}

/// Deliveries on their way that should have come by `day`, with the day they should have come.
pub async fn awaited(conn: &mut Conn, day: NaiveDate) -> Result<Vec<(Id<Delivery>, Day)>> {
    Ok(sqlx::query_as(
        "SELECT l.delivery_id, l.planned_on FROM carrier_leg l JOIN delivery d ON d.id = l.delivery_id \
         WHERE d.state IN ('picked_up', 'in_transit') AND d.way = 'carrier' AND l.planned_on <= $1 \
         ORDER BY l.planned_on, d.number",
    )
    .bind(Day(day))
    .fetch_all(conn)
    .await?)
}

/// Deliveries that lie at a terminal where the client fetches them.
pub async fn lying(conn: &mut Conn) -> Result<Vec<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "SELECT l.delivery_id FROM carrier_leg l JOIN delivery d ON d.id = l.delivery_id \
         WHERE d.state IN ('at_terminal', 'ready_for_pickup') AND d.way = 'carrier' AND l.reach = 'terminal' \
         ORDER BY d.number",
    )
    .fetch_all(conn)
    .await?)
}

/// The last move of the day of arrival has not been.
pub async fn forget_last_move(conn: &mut Conn, delivery: Id<Delivery>) -> Result {
    sqlx::query(
        "DELETE FROM carrier_moved WHERE id = (SELECT MAX(m.id) FROM carrier_moved m WHERE m.delivery_id = $1)",
    )
    .bind(delivery)
    .execute(conn)
    .await?;
    Ok(())
}
