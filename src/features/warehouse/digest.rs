//! The warehouse in the morning: what is running low, what comes today, what should have come.

use super::{arrivals, model::Coming, queries, words};
use crate::{
    db::Conn,
    error::Result,
    features::{Dated, Morning},
    t,
    text::Text,
};
use chrono::Days;

/// So many are named, the rest counted.
const NAMED: usize = 3;

/// `📦 Мало на складе: Стрела 6 м (1 из 2)`, what comes today, what is late.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let low = queries::low(conn).await?.into_iter();
    let mut low: Vec<Text> =
        low.map(|(item, free, least)| t!("digest-stock-one", item = item, free = free, least = least)).collect();
    let mut lines = Vec::new();
    if !low.is_empty() {
        let more = low.len().saturating_sub(NAMED);
        low.truncate(NAMED);
        lines.push(if more > 0 {
            t!("digest-stock-low-more", items = Text::Join(low, ", "), count = more)
        } else {
            t!("digest-stock-low", items = Text::Join(low, ", "))
        });
    }
    for arrival in arrivals::until(conn, morning.today).await? {
        let Some(item) = queries::item(conn, arrival.item_id).await? else { continue };
        let qty = words::amount(arrival.qty, &item.unit);
        let late = arrival.state == Coming::Late || arrival.due_on.0 < morning.today;
        lines.push(if late {
            t!("digest-stock-late", item = &item.name, qty = qty, day = arrival.due_on.0)
        } else {
            t!("digest-stock-today", item = &item.name, qty = qty)
        });
    }
    Ok(lines)
}

/// What comes in the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Dated>> {
    let mut dated = Vec::new();
    for arrival in arrivals::until(conn, morning.today + Days::new(7)).await? {
        if arrival.due_on.0 <= morning.today {
            continue;
        }
        let Some(item) = queries::item(conn, arrival.item_id).await? else { continue };
        let qty = words::amount(arrival.qty, &item.unit);
        dated.push((arrival.due_on.0, t!("week-stock", item = &item.name, qty = qty)));
    }
    Ok(dated)
}
