//! What both sides said of whoever brought a delivery: once each, kept by carrier.

use crate::{
    bot::shown::Side,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::{
        carriers,
        model::{Delivery, Way},
    },
    named, t,
    text::Text,
};

/// As couriers are called in the table: they have one house.
pub const COURIERS: &str = "Достависта";

named! {
    /// Why not good.
    pub enum Complaint {
        /// Came late.
        Late = "late",
        /// Was rude.
        Rude = "rude",
        /// Was careless with the goods.
        Careless = "careless",
        /// Left it at the door.
        Curb = "curb",
        /// Anything else.
        Other = "other",
    }
}

impl Complaint {
    /// All of them, as they stand on the buttons.
    pub const ALL: [Self; 5] = [Self::Late, Self::Rude, Self::Careless, Self::Curb, Self::Other];
}

/// Why not good, in words.
pub fn complaint(why: Complaint) -> Text {
    match why {
        Complaint::Late => t!("courier-late"),
        Complaint::Rude => t!("courier-rude"),
        Complaint::Careless => t!("courier-careless"),
        Complaint::Curb => t!("courier-curb"),
        Complaint::Other => t!("courier-other"),
    }
}

/// Whether a side has said how it was.
pub async fn is_rated(conn: &mut Conn, delivery: Id<Delivery>, side: Side) -> Result<bool> {
    let rated: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM courier_rating WHERE delivery_id = $1 AND side = $2")
        .bind(delivery)
        .bind(side)
        .fetch_one(conn)
        .await?;
    Ok(rated > 0)
}

/// Keeps what a side says; `false`: it has been said before, and that stays.
pub async fn rate(
    conn: &mut Conn,
    delivery: &Delivery,
    side: Side,
    good: bool,
    why: Option<Complaint>,
    now: Timestamp,
) -> Result<bool> {
    let leg = carriers::seen(conn, delivery.id).await?;
    let carrier = leg.map(|leg| leg.carrier).filter(|carrier| !carrier.is_empty());
    let carrier = carrier.or_else(|| (delivery.way == Way::Courier).then(|| COURIERS.to_owned()));
    let done = sqlx::query(
        "INSERT INTO courier_rating (delivery_id, side, carrier, good, reason, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (delivery_id, side) DO NOTHING",
    )
    .bind(delivery.id)
    .bind(side)
    .bind(carrier.unwrap_or_default())
    .bind(i64::from(good))
    .bind(why)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How often a carrier was called good, of how often; `None`: nobody has said.
pub async fn rating(conn: &mut Conn, carrier: &str) -> Result<Option<(i64, i64)>> {
    let (good, all): (i64, i64) = sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(good), 0) AS BIGINT), COUNT(*) FROM courier_rating WHERE carrier = $1",
    )
    .bind(carrier)
    .fetch_one(conn)
    .await?;
    Ok((all > 0).then_some((good, all)))
}
