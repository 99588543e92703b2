//! SQL of couriers: what was asked for, each try, what they called back.

use super::model::{Asking, Booking, Cancelling, MAY_COME_BACK, POLL, Quote, Stage};
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::model::Delivery,
    money::Money,
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::FromRow;

#[derive(FromRow)]
struct Asked {
    ask: Id<Quote>,
    stage: Asking,
    address: String,
    why: String,
}

/// What the price of a delivery was last asked for.
pub async fn quote(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Quote>> {
    let found: Option<Asked> =
        sqlx::query_as("SELECT ask, stage, address, why FROM courier_quote WHERE delivery_id = $1")
            .bind(delivery)
            .fetch_optional(conn)
            .await?;
    let quote = |row: Asked| Quote { ask: row.ask, stage: row.stage, address: row.address, why: row.why };
    Ok(found.map(quote))
}

/// The price is asked for anew; an answer to an older question counts no more.
pub async fn ask(conn: &mut Conn, delivery: Id<Delivery>, now: Timestamp) -> Result<Id<Quote>> {
    let ask = Id::<Quote>::new();
    sqlx::query(
        "INSERT INTO courier_quote (delivery_id, ask, stage, at) VALUES ($1, $2, 'asked', $3) \
         ON CONFLICT (delivery_id) DO UPDATE SET ask = excluded.ask, stage = excluded.stage, why = '', at = excluded.at",
    )
    .bind(delivery)
    .bind(ask)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(ask)
}

/// What came of a question; `false` if another was asked since.
pub async fn answered(
    conn: &mut Conn,
    (delivery, ask): (Id<Delivery>, Id<Quote>),
    stage: Asking,
    address: &str,
    why: &str,
    now: Timestamp,
) -> Result<bool> {
    let written = sqlx::query(
        "UPDATE courier_quote SET stage = $3, address = $4, why = $5, at = $6 WHERE delivery_id = $1 AND ask = $2",
    )
    .bind(delivery)
    .bind(ask)
    .bind(stage)
    .bind(address)
    .bind(why)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

#[derive(FromRow)]
struct Row {
    id: Id<Booking>,
    delivery_id: Id<Delivery>,
    stage: Stage,
    stage_at: Timestamp,
    price: Money,
    called_at: Option<Timestamp>,
    tries: i64,
    why: String,
    order_no: Option<i64>,
    status: String,
    name: String,
    phone: Option<Phone>,
    car: String,
    eta: Option<Timestamp>,
    tracking_url: String,
    picked_at: Option<Timestamp>,
    visited_at: Option<Timestamp>,
    sign_url: String,
    place_url: String,
    received_by: String,
    cancelling: Option<Cancelling>,
    fee: Option<Money>,
    cost: Option<Money>,
}

impl From<Row> for Booking {
    fn from(row: Row) -> Self {
        let at = |at: Option<Timestamp>| at.map(|at| at.0);
        Self {
            id: row.id,
            delivery: row.delivery_id,
            stage: row.stage,
            stage_at: row.stage_at.0,
            price: row.price,
            called_at: at(row.called_at),
            tries: row.tries,
            why: row.why,
            order: row.order_no,
            status: row.status,
            name: row.name,
            phone: row.phone,
            car: row.car,
            eta: at(row.eta),
            tracking_url: row.tracking_url,
            picked_at: at(row.picked_at),
            visited_at: at(row.visited_at),
            sign_url: row.sign_url,
            place_url: row.place_url,
            received_by: row.received_by,
            cancelling: row.cancelling,
            fee: row.fee,
            cost: row.cost,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! booking {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT b.id, b.delivery_id, b.stage, b.stage_at, b.price, b.called_at, b.tries, b.why, b.order_no, \
             b.status, b.name, b.phone, b.car, b.eta, b.tracking_url, b.picked_at, b.visited_at, b.sign_url, b.place_url, \
             b.received_by, b.cancelling, b.fee, b.cost FROM courier b ",
            $rest
        ))
    };
}

/// A try.
pub async fn booking(conn: &mut Conn, id: Id<Booking>) -> Result<Option<Booking>> {
    Ok(booking!("WHERE b.id = $1").bind(id).fetch_optional(conn).await?.map(Booking::from))
}

/// The last try to get a courier for a delivery.
pub async fn last(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Booking>> {
    let row = booking!("WHERE b.delivery_id = $1 ORDER BY b.id DESC LIMIT 1").bind(delivery);
    Ok(row.fetch_optional(conn).await?.map(Booking::from))
}

/// Earlier tries of a delivery that they may have after all.
pub async fn lost_before(conn: &mut Conn, booking: &Booking) -> Result<Vec<Booking>> {
    let rows = booking!(
        "WHERE b.delivery_id = $1 AND b.id < $2 AND b.stage = 'dropped' AND b.called_at IS NOT NULL AND b.order_no IS NULL \
         ORDER BY b.id"
    );
    let rows = rows.bind(booking.delivery).bind(booking.id).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Booking::from).collect())
}

/// The try behind one of their orders.
pub async fn by_order(conn: &mut Conn, order: i64) -> Result<Option<Booking>> {
    Ok(booking!("WHERE b.order_no = $1").bind(order).fetch_optional(conn).await?.map(Booking::from))
}

/// What the bot is at and is to be looked at now.
pub async fn busy(conn: &mut Conn, now: Timestamp) -> Result<Vec<Booking>> {
    let rows = booking!(
        "WHERE b.next_at <= $1 AND (b.stage IN ('wanted', 'calling', 'unknown') \
           OR (b.stage = 'booked' AND b.cancelling IN ('asked', 'wanted'))) ORDER BY b.next_at, b.id"
    );
    Ok(rows.bind(now).fetch_all(conn).await?.into_iter().map(Booking::from).collect())
}

/// What they carry and has not been asked after for a while; what is over is asked after for a day, and until it has a
/// receipt.
pub async fn to_poll(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Booking>> {
    let rows = booking!(
        "WHERE b.order_no IS NOT NULL AND ((b.stage = 'booked' AND (b.polled_at IS NULL OR b.polled_at <= $1)) \
           OR (b.stage IN ('done', 'cancelled') AND (b.polled_at IS NULL OR b.polled_at <= $2) \
               AND (b.cost IS NULL OR b.stage_at > $3))) ORDER BY b.order_no"
    );
    let rows = rows
        .bind(Timestamp::from(now - POLL))
        .bind(Timestamp::from(now - TimeDelta::hours(1)))
        .bind(Timestamp::from(now - MAY_COME_BACK))
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Booking::from).collect())
}

/// Writes a try down, before anybody is asked; `false` if there is one already.
pub async fn want(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    by: Id<Person>,
    price: Money,
    now: Timestamp,
) -> Result<Option<Id<Booking>>> {
    let id = Id::<Booking>::new();
    let written = sqlx::query(
        "INSERT INTO courier (id, delivery_id, stage, stage_at, by_id, price, wanted_at, next_at) \
         VALUES ($1, $2, 'wanted', $3, $4, $5, $3, $3) ON CONFLICT DO NOTHING",
    )
    .bind(id)
    .bind(delivery)
    .bind(now)
    .bind(by)
    .bind(price)
    .execute(conn)
    .await?;
    Ok((written.rows_affected() > 0).then_some(id))
}

/// Moves a try on; `false` if it has gone on meanwhile.
pub async fn turn(
    conn: &mut Conn,
    id: Id<Booking>,
    from: Stage,
    to: Stage,
    why: &str,
    next: DateTime<Utc>,
    now: Timestamp,
) -> Result<bool> {
    let written = sqlx::query(
        "UPDATE courier SET stage = $3, why = $4, next_at = $5, tries = tries + 1, \
           stage_at = CASE WHEN stage = $3 THEN stage_at ELSE $6 END, \
           called_at = CASE WHEN $3 = 'calling' THEN $6 ELSE called_at END WHERE id = $1 AND stage = $2",
    )
    .bind(id)
    .bind(from)
    .bind(to)
    .bind(why)
    .bind(Timestamp::from(next))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// They have it: the number, the price, how it is paid for.
pub async fn booked(
    conn: &mut Conn,
    id: Id<Booking>,
    (order, price, from_balance): (i64, Option<Money>, bool),
    at: DateTime<Utc>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE courier SET stage = 'booked', stage_at = $5, order_no = $2, price = COALESCE($3, price), \
           from_balance = $4, booked_at = $6, why = '', tries = tries + 1 WHERE id = $1",
    )
    .bind(id)
    .bind(order)
    .bind(price)
    .bind(i64::from(from_balance))
    .bind(now)
    .bind(Timestamp::from(at))
    .execute(conn)
    .await?;
    Ok(())
}

/// What they say of it now, `seen`; `true` if anything has changed.
pub async fn see(conn: &mut Conn, before: &Booking, seen: &Booking, now: Timestamp) -> Result<bool> {
    let stamp = |at: Option<DateTime<Utc>>| at.map(Timestamp::from);
    sqlx::query(
        "UPDATE courier SET status = $2, name = $3, phone = $4, car = $5, eta = $6, tracking_url = $7, picked_at = $8, \
           visited_at = $9, sign_url = $10, place_url = $11, received_by = $12, polled_at = $13, price = $14 WHERE id = $1",
    )
    .bind(before.id)
    .bind(&seen.status)
    .bind(&seen.name)
    .bind(&seen.phone)
    .bind(&seen.car)
    .bind(stamp(seen.eta))
    .bind(&seen.tracking_url)
    .bind(stamp(seen.picked_at))
    .bind(stamp(seen.visited_at))
    .bind(&seen.sign_url)
    .bind(&seen.place_url)
    .bind(&seen.received_by)
    .bind(now)
    .bind(seen.price)
    .execute(conn)
    .await?;
    let told = |of: &Booking| {
        (of.status.clone(), of.name.clone(), of.phone.clone(), of.car.clone(), of.eta, of.picked_at, of.visited_at)
    };
    Ok(told(before) != told(seen))
}

/// It is over: carried or cancelled.
pub async fn over(conn: &mut Conn, id: Id<Booking>, stage: Stage, now: Timestamp) -> Result<bool> {
    let written = sqlx::query(
        "UPDATE courier SET stage = $2, stage_at = $3, cancelling = NULL WHERE id = $1 AND stage = 'booked'",
    )
    .bind(id)
    .bind(stage)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// How far cancelling has come, and what it would cost; `false` if it no longer stands at `from`, or is not theirs.
pub async fn cancel(
    conn: &mut Conn,
    id: Id<Booking>,
    from: Option<Cancelling>,
    to: Option<Cancelling>,
    fee: Option<Money>,
    next: DateTime<Utc>,
) -> Result<bool> {
    let written = sqlx::query(
        "UPDATE courier SET cancelling = $3, fee = COALESCE($4, fee), next_at = $5, tries = tries + 1 \
         WHERE id = $1 AND stage = 'booked' AND COALESCE(cancelling, '') = $2",
    )
    .bind(id)
    .bind(from.map_or("", Cancelling::name))
    .bind(to)
    .bind(fee)
    .bind(Timestamp::from(next))
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// What it has cost in the end.
pub async fn cost(conn: &mut Conn, order: i64, cost: Money) -> Result {
    sqlx::query("UPDATE courier SET cost = $2 WHERE order_no = $1").bind(order).bind(cost).execute(conn).await?;
    Ok(())
}

/// What is tried again later.
pub async fn put_off(conn: &mut Conn, id: Id<Booking>, next: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE courier SET next_at = $2, tries = tries + 1 WHERE id = $1")
        .bind(id)
        .bind(Timestamp::from(next))
        .execute(conn)
        .await?;
    Ok(())
}

/// Remembers what was called back; `false` if it was known.
pub async fn heard(conn: &mut Conn, order: i64, status: &str, at: DateTime<Utc>, now: Timestamp) -> Result<bool> {
    let written = sqlx::query(
        "INSERT INTO courier_event (order_no, status, at, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(order)
    .bind(status)
    .bind(Timestamp::from(at))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// An order was asked after, whatever came of it.
pub async fn polled(conn: &mut Conn, order: i64, now: Timestamp) -> Result {
    sqlx::query("UPDATE courier SET polled_at = $2 WHERE order_no = $1").bind(order).bind(now).execute(conn).await?;
    Ok(())
}

/// Those of some orders that are over and whose cost is not known.
pub async fn without_receipt(conn: &mut Conn, orders: &[i64]) -> Result<Vec<i64>> {
    let unpaid: Vec<i64> = sqlx::query_scalar(
        "SELECT order_no FROM courier WHERE order_no IS NOT NULL AND cost IS NULL AND stage IN ('done', 'cancelled') \
         ORDER BY order_no",
    )
    .fetch_all(conn)
    .await?;
    Ok(unpaid.into_iter().filter(|order| orders.contains(order)).collect())
}
