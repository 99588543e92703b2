//! What carriers were asked about a delivery and what they offered, as it lies in the database.

use super::book::Carrier;
use crate::{
    bot::outbox::Card,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::deliveries::model::Delivery,
    money::Money,
    named,
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, NaiveTime, Utc};
use sqlx::FromRow;

named! {
    /// From where it is loaded.
    pub enum Side {
        /// It does not matter.
        Any = "any",
        /// From behind.
        Back = "back",
        /// From the side.
        Flank = "side",
        /// From above.
        Top = "top",
    }
}

named! {
    /// What has become of an offer.
    pub enum State {
        /// It can be chosen.
        Open = "open",
        /// The head is asked.
        Asked = "asked",
        /// We take it.
        Chosen = "chosen",
        /// The head said no.
        Refused = "refused",
    }
}

/// What carriers were asked.
#[derive(Debug, Clone, FromRow)]
pub struct Request {
    /// The text they got.
    pub words: String,
    /// Whom they call.
    pub phone: Phone,
    /// From where it is loaded.
    pub side: Side,
    /// When they were asked.
    pub asked_at: Timestamp,
}

/// An offer of a carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Own id.
    pub id: Id<Offer>,
    /// Of which delivery.
    pub delivery: Id<Delivery>,
    /// Whose, if they are in the book.
    pub carrier: Option<Id<Carrier>>,
    /// As we call them.
    pub name: String,
    /// For how much.
    pub price: Money,
    /// With what; may be empty.
    pub car: String,
    /// When the car comes.
    pub comes_at: Option<NaiveTime>,
    /// Until when it stands, UTC.
    pub valid_until: Option<DateTime<Utc>>,
    /// What has become of it.
    pub state: State,
}

impl Offer {
    /// Whether it has run out.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.valid_until.is_some_and(|until| until < now)
    }

    /// Whether it is taken, or would be if the head says yes.
    pub const fn is_taken(&self) -> bool {
        matches!(self.state, State::Chosen | State::Asked)
    }
}

#[derive(FromRow)]
struct Row {
    id: Id<Offer>,
    delivery_id: Id<Delivery>,
    carrier_id: Option<Id<Carrier>>,
    name: String,
    price: Money,
    car: String,
    comes_at: Option<String>,
    valid_until: Option<Timestamp>,
    state: State,
}

impl TryFrom<Row> for Offer {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M");
        let broken = |_| Error::other(format!("offer {}: time", row.id));
        Ok(Self {
            comes_at: row.comes_at.as_deref().map(time).transpose().map_err(broken)?,
            id: row.id,
            delivery: row.delivery_id,
            carrier: row.carrier_id,
            name: row.name,
            price: row.price,
            car: row.car,
            valid_until: row.valid_until.map(|at| at.0),
            state: row.state,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! offer {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT o.id, o.delivery_id, o.carrier_id, o.name, o.price, o.car, o.comes_at, o.valid_until, o.state \
             FROM carrier_offer o ",
            $rest
        ))
    };
}

/// Offers about a delivery, the cheapest first.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Vec<Offer>> {
    let rows = offer!("WHERE o.delivery_id = $1 ORDER BY o.price, o.id").bind(delivery).fetch_all(conn).await?;
    rows.into_iter().map(Offer::try_from).collect()
}

/// One offer.
pub async fn by_id(conn: &mut Conn, id: Id<Offer>) -> Result<Option<Offer>> {
    offer!("WHERE o.id = $1").bind(id).fetch_optional(conn).await?.map(Offer::try_from).transpose()
}

/// Offers that the head is asked about though their delivery is past ordering or cancelled.
pub async fn asked_in_vain(conn: &mut Conn) -> Result<Vec<Offer>> {
    let rows = offer!(
        "JOIN delivery d ON d.id = o.delivery_id WHERE o.state = 'asked' AND d.state NOT IN ('draft', 'quoted') ORDER BY o.id"
    );
    rows.fetch_all(conn).await?.into_iter().map(Offer::try_from).collect()
}

/// Writes an offer down.
pub async fn put(conn: &mut Conn, offer: &Offer, by: Id<Person>, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO carrier_offer (id, delivery_id, carrier_id, name, price, car, comes_at, valid_until, state, noted_by, \
           noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(offer.id)
    .bind(offer.delivery)
    .bind(offer.carrier)
    .bind(&offer.name)
    .bind(offer.price)
    .bind(&offer.car)
    .bind(offer.comes_at.map(|time| time.format("%H:%M").to_string()))
    .bind(offer.valid_until.map(Timestamp::from))
    .bind(offer.state)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What has become of an offer.
pub async fn set_state(conn: &mut Conn, id: Id<Offer>, state: State) -> Result {
    sqlx::query("UPDATE carrier_offer SET state = $2 WHERE id = $1").bind(id).bind(state).execute(conn).await?;
    Ok(())
}

/// Takes back an offer that was noted; `false`: it has been taken meanwhile.
pub async fn forget(conn: &mut Conn, id: Id<Offer>) -> Result<bool> {
    let gone = sqlx::query("DELETE FROM carrier_offer WHERE id = $1 AND state IN ('open', 'refused')").bind(id);
    Ok(gone.execute(conn).await?.rows_affected() > 0)
}

/// What carriers were asked about a delivery.
pub async fn request(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Request>> {
    Ok(sqlx::query_as("SELECT words, phone, side, asked_at FROM carrier_request WHERE delivery_id = $1")
        .bind(delivery)
        .fetch_optional(conn)
        .await?)
}

/// Who was asked about a delivery, by name.
pub async fn asked(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "SELECT k.name FROM carrier_asked a JOIN carrier k ON k.id = a.carrier_id WHERE a.delivery_id = $1 \
         ORDER BY k.search_name, k.id",
    )
    .bind(delivery)
    .fetch_all(conn)
    .await?)
}

/// Carriers are asked, or asked anew: the earlier question is forgotten.
pub async fn ask(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    request: &Request,
    whom: &[Id<Carrier>],
    by: Id<Person>,
) -> Result {
    sqlx::query("DELETE FROM carrier_asked WHERE delivery_id = $1").bind(delivery).execute(&mut *conn).await?;
    sqlx::query(
        "INSERT INTO carrier_request (delivery_id, words, phone, side, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (delivery_id) DO UPDATE SET words = excluded.words, phone = excluded.phone, side = excluded.side, \
           asked_by = excluded.asked_by, asked_at = excluded.asked_at",
    )
    .bind(delivery)
    .bind(&request.words)
    .bind(&request.phone)
    .bind(request.side)
    .bind(by)
    .bind(request.asked_at)
    .execute(&mut *conn)
    .await?;
    for carrier in whom {
        sqlx::query("INSERT INTO carrier_asked (delivery_id, carrier_id) VALUES ($1, $2)")
            .bind(delivery)
            .bind(*carrier)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Where the text stands that was forwarded.
pub async fn shown(conn: &mut Conn, delivery: Id<Delivery>, card: Id<Card>) -> Result {
    sqlx::query("UPDATE carrier_request SET card_id = $2 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(card)
        .execute(conn)
        .await?;
    Ok(())
}

/// Which delivery the text at a place is about.
pub async fn shown_at(conn: &mut Conn, card: Id<Card>, asker: Id<Person>) -> Result<Option<Id<Delivery>>> {
    Ok(sqlx::query_scalar("SELECT delivery_id FROM carrier_request WHERE card_id = $1 AND asked_by = $2")
        .bind(card)
        .bind(asker)
        .fetch_optional(conn)
        .await?)
}

/// Deliveries whose carriers were asked before `asked`, who have offered nothing, and which nobody has ordered: since when.
pub async fn silent(conn: &mut Conn, asked: Timestamp) -> Result<Vec<(Id<Delivery>, Timestamp)>> {
    Ok(sqlx::query_as(
        "SELECT q.delivery_id, q.asked_at FROM carrier_request q JOIN delivery d ON d.id = q.delivery_id \
         WHERE d.state IN ('draft', 'quoted') AND d.way = 'large' AND q.asked_at <= $1 \
         AND NOT EXISTS (SELECT 1 FROM carrier_offer o WHERE o.delivery_id = q.delivery_id) ORDER BY q.asked_at, d.number",
    )
    .bind(asked)
    .fetch_all(conn)
    .await?)
}

/// The number carriers call a person back on: their own, else the one they gave last.
pub async fn phone_of(conn: &mut Conn, person: Id<Person>) -> Result<Option<Phone>> {
    let own: Option<Option<Phone>> =
        sqlx::query_scalar("SELECT phone FROM person WHERE id = $1").bind(person).fetch_optional(&mut *conn).await?;
    if let Some(own) = own.flatten() {
        return Ok(Some(own));
    }
    Ok(sqlx::query_scalar("SELECT phone FROM carrier_request WHERE asked_by = $1 ORDER BY asked_at DESC LIMIT 1")
        .bind(person)
        .fetch_optional(conn)
        .await?)
}
