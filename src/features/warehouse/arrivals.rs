//! Goods on their way to us: what comes when, and when something can be had.

use super::{
    model::{Arrival, Coming, Hold, Item, Place, Supply},
    queries,
};
use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    people::Person,
};
use chrono::NaiveDate;

/// The columns of [`Arrival`], then the rest of the query.
macro_rules! arrival {
    ($rest:literal) => {
        sqlx::query_as::<_, Arrival>(concat!(
            "SELECT a.id, a.item_id, a.place_id, a.qty, a.due_on, a.supplier, a.state, a.reason, a.moved_at, \
             a.confirmed_at, a.rev \
             FROM arrival a ",
            $rest
        ))
    };
}

/// What of an item is on its way, the next first.
pub async fn open_of(conn: &mut Conn, item: Id<Item>) -> Result<Vec<Arrival>> {
    Ok(arrival!("WHERE a.item_id = $1 AND a.state IN ('expected', 'late') ORDER BY a.due_on, a.id")
        .bind(item)
        .fetch_all(conn)
        .await?)
}

/// Goods on their way, or that were.
pub async fn by_id(conn: &mut Conn, id: Id<Arrival>) -> Result<Option<Arrival>> {
    Ok(arrival!("WHERE a.id = $1").bind(id).fetch_optional(conn).await?)
}

/// All that is on its way up to and including a day, the next first.
pub async fn until(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Arrival>> {
    Ok(arrival!("WHERE a.state IN ('expected', 'late') AND a.due_on <= $1 ORDER BY a.due_on, a.id")
        .bind(Day(day))
        .fetch_all(conn)
        .await?)
}

/// What has another day than before, or whose day has passed.
pub async fn moved(conn: &mut Conn) -> Result<Vec<Arrival>> {
    Ok(arrival!("WHERE a.state IN ('expected', 'late') AND a.moved_at IS NOT NULL ORDER BY a.id")
        .fetch_all(conn)
        .await?)
}

/// Goods about to be expected.
#[derive(Debug, Clone)]
pub struct New {
    pub item: Id<Item>,
    pub place: Id<Place>,
    pub qty: i64,
    pub due_on: NaiveDate,
    pub supplier: String,
    pub by: Id<Person>,
}

/// Expects goods.
pub async fn add(conn: &mut Conn, new: &New, now: Timestamp) -> Result<Id<Arrival>> {
    let id = Id::new();
    sqlx::query(
        "INSERT INTO arrival (id, item_id, place_id, qty, due_on, supplier, state, confirmed_at, by_id) \
         VALUES ($1, $2, $3, $4, $5, $6, 'expected', $7, $8)",
    )
    .bind(id)
    .bind(new.item)
    .bind(new.place)
    .bind(new.qty)
    .bind(Day(new.due_on))
    .bind(&new.supplier)
    .bind(now)
    .bind(new.by)
    .execute(conn)
    .await?;
    Ok(id)
}

/// So many have come; the rest is still on its way.
pub async fn came(conn: &mut Conn, arrival: &Arrival, qty: i64, now: Timestamp) -> Result {
    if qty >= arrival.qty {
        return close(conn, arrival.id, Coming::Came, now).await;
    }
    sqlx::query("UPDATE arrival SET qty = qty - $2, rev = rev + 1 WHERE id = $1")
        .bind(arrival.id)
        .bind(qty)
        .execute(conn)
        .await?;
    Ok(())
}

/// Nothing more of it is on its way.
pub async fn close(conn: &mut Conn, id: Id<Arrival>, state: Coming, now: Timestamp) -> Result {
    sqlx::query("UPDATE arrival SET state = $2, closed_at = $3, rev = rev + 1 WHERE id = $1 AND closed_at IS NULL")
        .bind(id)
        .bind(state)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// So many are on their way after all.
pub async fn reopen(conn: &mut Conn, id: Id<Arrival>, qty: i64) -> Result {
    sqlx::query("UPDATE arrival SET state = 'expected', closed_at = NULL, qty = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(qty)
        .execute(conn)
        .await?;
    Ok(())
}

/// The supplier has said the same day again.
pub async fn confirm(conn: &mut Conn, id: Id<Arrival>, at: Timestamp) -> Result {
    sqlx::query("UPDATE arrival SET confirmed_at = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Another day, and why.
pub async fn move_to(
    conn: &mut Conn,
    id: Id<Arrival>,
    (day, reason): (NaiveDate, &str),
    (moved, confirmed): (Option<Timestamp>, Timestamp),
) -> Result {
    sqlx::query(
        "UPDATE arrival SET due_on = $2, reason = $3, moved_at = $4, confirmed_at = $5, state = 'expected', \
         rev = rev + 1 WHERE id = $1 AND closed_at IS NULL",
    )
    .bind(id)
    .bind(Day(day))
    .bind(reason)
    .bind(moved)
    .bind(confirmed)
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks what should have come before `today`.
pub async fn mark_late(conn: &mut Conn, today: NaiveDate, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE arrival SET state = 'late', moved_at = $2, rev = rev + 1 WHERE state = 'expected' AND due_on < $1",
    )
    .bind(Day(today))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// When `qty` more can be had at a place, behind everybody who waits there already. Goods whose day has passed have no
/// day any more until somebody confirms one.
pub async fn supply(conn: &mut Conn, item: Id<Item>, place: Id<Place>, qty: i64) -> Result<Supply> {
    let free = queries::available(conn, item, place).await?;
    if free >= qty {
        return Ok(Supply::Now);
    }
    let wanted: i64 = queries::wanted(conn, (item, place)).await?.iter().map(|want| want.qty).sum();
    Ok(reach(free - wanted, qty, &coming(conn, item, place).await?))
}

/// When everything that a link still waits for can be had, those who have waited longer first; `Now`: it waits for
/// nothing.
pub async fn supply_of(conn: &mut Conn, link: &str) -> Result<Supply> {
    let mut latest = Supply::Now;
    for mine in queries::of_link(conn, link).await?.iter().filter(|held| held.state == Hold::Wanted) {
        let (item, place) = (mine.item_id, mine.place_id);
        let free = queries::available(conn, item, place).await?;
        let queue = queries::wanted(conn, (item, place)).await?;
        let before: i64 = queue.iter().take_while(|want| want.id != mine.id).map(|want| want.qty).sum();
        let supply = reach(free - before, mine.qty, &coming(conn, item, place).await?);
        latest = later(latest, supply);
    }
    Ok(latest)
}

/// What is expected at a place, by day.
async fn coming(conn: &mut Conn, item: Id<Item>, place: Id<Place>) -> Result<Vec<(NaiveDate, i64)>> {
    let rows: Vec<(Day, i64)> = sqlx::query_as(
        "SELECT due_on, qty FROM arrival WHERE item_id = $1 AND place_id = $2 AND state = 'expected' ORDER BY due_on",
    )
    .bind(item)
    .bind(place)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(day, qty)| (day.0, qty)).collect())
}

/// The day on which what there is and what comes reaches `qty`.
fn reach(mut have: i64, qty: i64, coming: &[(NaiveDate, i64)]) -> Supply {
    if have >= qty {
        return Supply::Now;
    }
    for (day, more) in coming {
        have += more;
        if have >= qty {
            return Supply::On(*day);
        }
    }
    Supply::Never
}

fn later(a: Supply, b: Supply) -> Supply {
    match (a, b) {
        (Supply::Never, _) | (_, Supply::Never) => Supply::Never,
        (Supply::Now, other) | (other, Supply::Now) => other,
        (Supply::On(a), Supply::On(b)) => Supply::On(a.max(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_can_be_had_on_the_day_enough_has_come() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let coming = [(day(1), 2), (day(5), 10)];
        assert_eq!(reach(3, 3, &coming), Supply::Now);
        assert_eq!(reach(3, 5, &coming), Supply::On(day(1)));
        assert_eq!(reach(-2, 1, &coming), Supply::On(day(5)), "those who wait come first");
        assert_eq!(reach(0, 13, &coming), Supply::Never);
        assert_eq!(later(Supply::On(day(1)), Supply::On(day(5))), Supply::On(day(5)));
        assert_eq!(later(Supply::Now, Supply::Never), Supply::Never);
    }
}
