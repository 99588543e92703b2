//! A delivery is written down: every field, every check, the review; changed and cancelled before it is ordered (PRODUCT D4).

use super::{card::Part, model::Delivery};
use crate::{
    bot::routes::Routes, bot::screen::Button, calendar::Moment, db::Conn, error::Result, jobs::At, people::Person,
    text::Text,
};

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

/// What stands against ordering a delivery, and what cures it.
#[derive(Debug, Clone)]
pub struct Objection {
    /// In words: `стрела 6 м придёт 28 окт.`
    pub what: Text,
    /// Buttons that cure it.
    pub cures: Vec<Button>,
}

/// What stands against ordering it now; none: it may be ordered.
pub async fn objections(_conn: &mut Conn, _delivery: &Delivery, _moment: Moment<'_>) -> Result<Vec<Objection>> {
    Ok(Vec::new())
}
