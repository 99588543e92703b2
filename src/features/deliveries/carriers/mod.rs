//! What no courier takes: large transport found by asking, and carriers to other towns (PRODUCT D4 b, d).

use super::{card::Part, model::Delivery};
use crate::{
    bot::routes::Routes, calendar::Moment, db::Conn, db::Id, error::Result, jobs::At, people::Person, phone::Phone,
};
use chrono::NaiveDate;

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

/// Who carries it, as far as known.
#[derive(Debug, Clone, Default)]
pub struct Leg {
    /// `СДЭК`.
    pub carrier: String,
    /// Their number; may be empty.
    pub track: String,
    /// The day it should come.
    pub planned: Option<NaiveDate>,
    /// They bring it to the door.
    pub to_door: bool,
    /// Else: where it lies.
    pub terminal: String,
    /// Who drives; may be empty.
    pub driver: String,
    /// The driver's number.
    pub phone: Option<Phone>,
    /// `Газель А123ВС`; may be empty.
    pub car: String,
}

/// Who carries it, if it is not a courier.
pub async fn seen(_conn: &mut Conn, _id: Id<Delivery>) -> Result<Option<Leg>> {
    Ok(None)
}
