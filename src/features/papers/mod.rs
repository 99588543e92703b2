//! Papers: which documents belong to a shipment or a work, and how far each has got: needed, attached, sent, signed.
//!
//! The law: a paper goes forward and a signed one stays signed unless that is taken back; from the moment the goods have
//! left, what is not signed ages, the manager hears of it, and at last the head (E7). Other rooms say which papers a link
//! of theirs (`delivery:<id>`) needs, and a label in words; this room knows none of them.
//!
//! Deliberately not here: making documents, and asking an operator of electronic exchange for their state: somebody of
//! us says so by a tap.

mod model;
mod queries;
mod views;

pub use model::{Kind, Paper, State};
pub use queries::{drop_of, of};
pub use views::{buttons, lines};

use super::Feature;
use crate::{
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    rules::{self, Threshold, Unit},
};
use chrono::{DateTime, TimeDelta, Utc};

/// The room.
pub const FEATURE: Feature = Feature { name: "papers", ..Feature::EMPTY };

/// After so many days the manager is reminded of a paper that is not signed.
const FIRST: Threshold =
    Threshold { rule: "E7", name: "first", about: "rule-e7-first", unit: Unit::Days, usual: 3, least: 1, most: 60 };

/// Which papers a link needs. Those there already keep their place if they have got further.
pub async fn need(
    conn: &mut Conn,
    client: Id<Client>,
    link: &str,
    label: &str,
    kinds: &[(Kind, State)],
    moment: Moment<'_>,
) -> Result {
    let today = moment.now.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
    for (kind, state) in kinds {
        let signed = (*state == State::Signed).then_some(today);
        queries::put(conn, (client, link, label), (*kind, *state), (signed, moment.now.into())).await?;
    }
    Ok(())
}

/// The goods of a link have left: from now on what is not signed ages.
pub async fn started(conn: &mut Conn, link: &str, at: DateTime<Utc>, _: Moment<'_>) -> Result {
    let days = rules::values(conn).await?.get(&FIRST);
    queries::start(conn, link, at.into(), (at + TimeDelta::days(days)).into()).await
}
