//! A delivery takes a step: where it stands, and what that means for goods and papers. Cards are refreshed by whoever
//! moves it, at the end of what they do.

use super::{
    model::{Delivery, Line, State},
    rows,
};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{
        papers,
        warehouse::{self, Hold, Reserve, Serials},
    },
};
use chrono::{DateTime, Utc};

/// Brings a delivery forward to `next`, where it stands since `at`; `None` if it may not go there from where it is: what
/// comes twice or too late changes nothing.
pub async fn advance(
    conn: &mut Conn,
    id: Id<Delivery>,
    next: State,
    at: DateTime<Utc>,
    why: &str,
    moment: Moment<'_>,
) -> Result<Option<Delivery>> {
    let before = rows::read(conn, id).await?;
    if !before.state.may_become(next) || !rows::set_state(conn, &before, next, at, why, moment.now.into()).await? {
        return Ok(None);
    }
    let link = before.link();
    if next == State::Cancelled {
        warehouse::release(conn, &link, moment).await?;
        papers::drop_of(conn, &link).await?;
    }
    if next.has_left() && before.left_at.is_none() && next != State::Returned {
        let serials = serials(&rows::lines(conn, id).await?);
        warehouse::issue(conn, &link, &serials, moment).await?;
        papers::started(conn, &link, at, moment).await?;
    }
    if next == State::Returned {
        warehouse::take_back(conn, &link, moment).await?;
    }
    Ok(Some(rows::read(conn, id).await?))
}

/// The serial numbers of what leaves, item by item: those that were written down for every piece.
fn serials(lines: &[Line]) -> Vec<Serials> {
    let numbers = |line: &Line| -> Vec<String> {
        line.serials.split(',').map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned).collect()
    };
    let mut items: Vec<(Serials, i64)> = Vec::new();
    for line in lines {
        let Some(item) = line.item else { continue };
        match items.iter_mut().find(|((known, _), _)| *known == item) {
            Some(((_, all), qty)) => {
                all.extend(numbers(line));
                *qty += line.qty;
            }
            None => items.push(((item, numbers(line)), line.qty)),
        }
    }
    let complete = |(_, numbers): &Serials, qty: i64| i64::try_from(numbers.len()) == Ok(qty);
    items.into_iter().filter(|(item, qty)| complete(item, *qty)).map(|(item, _)| item).collect()
}

/// What was ordered is not, or not any more: back to `before`. `None` if it has gone on meanwhile.
pub async fn fall_back(
    conn: &mut Conn,
    id: Id<Delivery>,
    before: State,
    why: &str,
    moment: Moment<'_>,
) -> Result<Option<Delivery>> {
    let stands = rows::read(conn, id).await?;
    let falls = stands.state.may_fall_back_to(before)
        && rows::set_state(conn, &stands, before, moment.now, why, moment.now.into()).await?;
    if !falls {
        return Ok(None);
    }
    if before.is_before_order() {
        rows::approve(conn, id, None, moment.now.into()).await?;
    }
    Ok(Some(rows::read(conn, id).await?))
}

/// A step by hand was a slip: back to `before`, as if it had not been. Goods that have left by it are put by again. `None`
/// if it has gone on meanwhile.
pub async fn take_back(
    conn: &mut Conn,
    id: Id<Delivery>,
    slip: State,
    before: State,
    moment: Moment<'_>,
) -> Result<Option<Delivery>> {
    let stands = rows::read(conn, id).await?;
    let goes = stands.state == slip
        && slip.may_be_taken_back_to(before)
        && rows::take_back(conn, &stands, before, moment.now.into()).await?;
    if !goes {
        return Ok(None);
    }
    if !before.has_left() {
        let link = stands.link();
        let left = warehouse::of_link(conn, &link).await?;
        warehouse::take_back(conn, &link, moment).await?;
        for held in left.into_iter().filter(|held| held.state == Hold::Issued) {
            let (item, place, qty) = (held.item_id, held.place_id, held.qty);
            let again = Reserve { item, place, qty, link: &link, label: &held.label, by: held.by_id };
            warehouse::reserve(conn, again, moment).await?;
        }
    }
    Ok(Some(rows::read(conn, id).await?))
}
