//! Deliveries are followed: news to the client and to us, alarms (E4), lists of today and the week, the share in time.

use super::{card::Part, model::Delivery};
use crate::{bot::routes::Routes, calendar::Moment, db::Conn, error::Result, jobs::At, people::Person};

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

/// How often a carrier was called good, of how often.
pub async fn rating(_conn: &mut Conn, _carrier: &str) -> Result<Option<(i64, i64)>> {
    Ok(None)
}
