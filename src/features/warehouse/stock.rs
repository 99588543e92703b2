//! The law of the warehouse: on hand never below zero, reserved never above on hand. Every change is one UPDATE with its
//! condition, so that two writers at once can't break it, and leaves a movement behind.

use super::{
    model::{Hold, Item, Kind, Movement, Place, Reservation, Reserve},
    movements, queries,
};
use crate::{
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    people::Person,
    t,
};

/// Serial numbers of an item that leaves.
pub type Serials = (Id<Item>, Vec<String>);

/// Why goods moved, by whom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cause<'a> {
    /// Why; may be empty.
    pub reason: &'a str,
    /// For what; may be empty.
    pub link: &'a str,
    /// The same in words.
    pub label: &'a str,
    /// Serial numbers.
    pub serials: &'a [String],
    /// Who does it; `None`: the bot.
    pub by: Option<Id<Person>>,
}

impl Cause<'_> {
    fn movement(self, kind: Kind, (item, place): (Id<Item>, Id<Place>), to: Option<Id<Place>>, qty: i64) -> Movement {
        Movement {
            kind,
            item,
            place,
            to,
            qty,
            reason: self.reason.to_owned(),
            link: self.link.to_owned(),
            label: self.label.to_owned(),
            serials: self.serials.to_vec(),
            by: self.by,
        }
    }
}

/// Goods come in. Whoever waits for them gets them put by.
pub async fn receive(
    conn: &mut Conn,
    at: (Id<Item>, Id<Place>),
    qty: i64,
    cause: Cause<'_>,
    moment: Moment<'_>,
) -> Result {
    queries::put_in(conn, at, qty).await?;
    movements::record(conn, &cause.movement(Kind::Receipt, at, None, qty), moment.now.into()).await?;
    allot(conn, at, moment).await
}

/// Goods nobody was promised go out; `false`: there are not so many, and nothing has moved.
pub async fn take(
    conn: &mut Conn,
    at: (Id<Item>, Id<Place>),
    qty: i64,
    cause: Cause<'_>,
    moment: Moment<'_>,
) -> Result<bool> {
    if !queries::take_out(conn, at, qty).await? {
        return Ok(false);
    }
    movements::record(conn, &cause.movement(Kind::Issue, at, None, qty), moment.now.into()).await?;
    Ok(true)
}

/// Goods nobody was promised go to another place of ours; `false`: there are not so many.
pub async fn transfer(
    conn: &mut Conn,
    (item, from, to): (Id<Item>, Id<Place>, Id<Place>),
    qty: i64,
    cause: Cause<'_>,
    moment: Moment<'_>,
) -> Result<bool> {
    if !queries::take_out(conn, (item, from), qty).await? {
        return Ok(false);
    }
    queries::put_in(conn, (item, to), qty).await?;
    movements::record(conn, &cause.movement(Kind::Transfer, (item, from), Some(to), qty), moment.now.into()).await?;
    allot(conn, (item, to), moment).await?;
    Ok(true)
}

/// Puts goods by. `false`: there is not enough on hand; they are wanted from now on, and are put by as soon as enough
/// has come. Each call adds to what the link has.
pub async fn reserve(conn: &mut Conn, want: Reserve<'_>, moment: Moment<'_>) -> Result<bool> {
    let at = (want.item, want.place);
    let held = queries::hold(conn, at, want.qty).await?;
    let state = if held { Hold::Reserved } else { Hold::Wanted };
    queries::add_reservation(conn, want, state, moment.now.into()).await?;
    if held {
        let cause = Cause { link: want.link, label: want.label, by: want.by, ..Cause::default() };
        movements::record(conn, &cause.movement(Kind::Reserve, at, None, want.qty), moment.now.into()).await?;
    }
    Ok(held)
}

/// Everything put by or wanted for a link goes back.
pub async fn release(conn: &mut Conn, link: &str, moment: Moment<'_>) -> Result {
    let now = Timestamp::from(moment.now);
    queries::turn_all(conn, link, Hold::Wanted, Hold::Released, now).await?;
    for held in queries::turn_all(conn, link, Hold::Reserved, Hold::Released, now).await? {
        let at = (held.item_id, held.place_id);
        queries::let_go(conn, at, held.qty).await?;
        movements::record(conn, &told(&held, Kind::Release, &[]), now).await?;
        allot(conn, at, moment).await?;
    }
    Ok(())
}

/// What was put by for a link leaves: it has been picked up. What is still wanted stays so. Serial numbers may be left
/// out; those given are as many as there are pieces of the item.
pub async fn issue(conn: &mut Conn, link: &str, serials: &[Serials], moment: Moment<'_>) -> Result {
    let now = Timestamp::from(moment.now);
    let gone = queries::turn_all(conn, link, Hold::Reserved, Hold::Issued, now).await?;
    for (item, given) in serials {
        let qty: i64 = gone.iter().filter(|held| held.item_id == *item).map(|held| held.qty).sum();
        if !given.is_empty() && i64::try_from(given.len()) != Ok(qty) {
            return Err(Error::User(t!("stock-serials-count", count = qty, given = given.len())));
        }
    }
    let mut left: Vec<Serials> = serials.to_vec();
    for held in gone {
        let qty = usize::try_from(held.qty).unwrap_or(0);
        let given = left.iter_mut().find(|(item, _)| *item == held.item_id);
        let mine: Vec<String> = given.map_or_else(Vec::new, |(_, all)| all.drain(..qty.min(all.len())).collect());
        queries::hand_out(conn, (held.item_id, held.place_id), held.qty).await?;
        queries::set_serials(conn, held.id, &mine).await?;
        movements::record(conn, &told(&held, Kind::Issue, &mine), now).await?;
    }
    Ok(())
}

/// What had left for a link came back.
pub async fn take_back(conn: &mut Conn, link: &str, moment: Moment<'_>) -> Result {
    let now = Timestamp::from(moment.now);
    for held in queries::turn_all(conn, link, Hold::Issued, Hold::Returned, now).await? {
        let at = (held.item_id, held.place_id);
        let serials = queries::serials(conn, held.id).await?;
        queries::put_in(conn, at, held.qty).await?;
        movements::record(conn, &told(&held, Kind::Receipt, &serials), now).await?;
        allot(conn, at, moment).await?;
    }
    Ok(())
}

/// Whoever waits for goods at a place gets them put by, the oldest want first; one too large for what is there waits on
/// and does not keep the goods from the next.
pub async fn allot(conn: &mut Conn, at: (Id<Item>, Id<Place>), moment: Moment<'_>) -> Result {
    for want in queries::wanted(conn, at).await? {
        if !queries::hold(conn, at, want.qty).await? {
            continue;
        }
        if queries::turn_one(conn, want.id, Hold::Wanted, Hold::Reserved, moment.now.into()).await? {
            movements::record(conn, &told(&want, Kind::Reserve, &[]), moment.now.into()).await?;
        } else {
            // Somebody else was as quick.
            queries::let_go(conn, at, want.qty).await?;
        }
    }
    Ok(())
}

fn told(held: &Reservation, kind: Kind, serials: &[String]) -> Movement {
    let cause = Cause { reason: "", link: &held.link, label: &held.label, serials, by: held.by_id };
    cause.movement(kind, (held.item_id, held.place_id), None, held.qty)
}
