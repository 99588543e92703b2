//! The client confirms that it has come, and how we know (PRODUCT D5).

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
