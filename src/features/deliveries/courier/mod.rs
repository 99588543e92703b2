//! Couriers of Dostavista: price, order, news, cancellation, balance (PRODUCT D4 a; INTEGRATIONS 1, 8).

use super::{booking, card::Part, model::Delivery};
use crate::{
    bot::routes::Routes, bot::screen::Button, calendar::Moment, db::Conn, db::Id, error::Result, jobs::At,
    people::Person, phone::Phone,
};
use chrono::{DateTime, Utc};

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    Vec::new()
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    Vec::new()
}

/// What is to be said now.
pub async fn look(_conn: &mut Conn, _at: &At) -> Result {
    Ok(())
}

/// What it adds to our card.
pub async fn part(_conn: &mut Conn, _delivery: &Delivery, _reader: &Person, _moment: Moment<'_>) -> Result<Part> {
    Ok(Part::default())
}

/// The courier, as far as known.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Who; may be empty.
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// `серый Ларгус А123ВС`; may be empty.
    pub car: String,
    /// When they should be there, UTC.
    pub eta: Option<DateTime<Utc>>,
    /// Where the client can watch; may be empty.
    pub tracking_url: String,
}

/// The courier of a delivery, once there is one.
pub async fn seen(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Seen>> {
    booking::seen(conn, id).await
}

/// Whether couriers are booked by hand: the bot has no access to Dostavista.
pub async fn by_hand(_conn: &mut Conn) -> Result<bool> {
    Ok(true)
}

/// Asks what it costs, if the bot can; it comes onto the card.
pub async fn wants_price(_conn: &mut Conn, _delivery: &Delivery, _moment: Moment<'_>) -> Result {
    Ok(())
}

/// What the courier has left as evidence, in words; `None`: nothing.
pub async fn evidence(_conn: &mut Conn, _id: Id<Delivery>) -> Result<Option<String>> {
    Ok(None)
}

/// Another courier instead of the one who does not come, if that can be had.
pub fn change_button(_delivery: &Delivery) -> Option<Button> {
    None
}
