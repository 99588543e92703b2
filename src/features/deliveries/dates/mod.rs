//! The shipping window is agreed with the client (PRODUCT D4 c).

use super::{card::Part, model::Delivery};
use crate::{bot::routes::Routes, calendar::Moment, db::Conn, db::Id, error::Result, jobs::At, people::Person};

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

/// How often the client has moved the agreed window before anything left.
pub async fn moved_by_client(_conn: &mut Conn, _id: Id<Delivery>) -> Result<i64> {
    Ok(0)
}
