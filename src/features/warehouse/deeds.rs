//! What people do with goods, and how it is taken back: by the movement the other way, if the goods are still there.

use super::{
    arrivals, board, late,
    model::{Arrival, Coming, Item, Kind, Place},
    moves::{self, At, MoveGoods},
    queries,
    stock::{self, Cause},
    words,
};
use crate::{
    bot::{event::Event, screen::Screen, turn::Turn},
    db::{Day, Id},
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What is needed to take a movement back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Moved {
    pub kind: Kind,
    pub item: Id<Item>,
    pub place: Id<Place>,
    pub to: Option<Id<Place>>,
    pub qty: i64,
    pub serials: Vec<String>,
    /// Goods that were on their way, and how many were still to come before.
    pub arrival: Option<(Id<Arrival>, i64)>,
}

/// An item that is there.
pub async fn known(turn: &Turn, id: Id<Item>) -> Result<Item> {
    queries::item(&mut turn.db(), id).await?.ok_or_else(|| Error::User(t!("item-absent")))
}

/// Moves goods as the form says.
pub async fn move_goods(turn: &Turn, state: MoveGoods) -> Result {
    let item = known(turn, state.item).await?;
    let (Some(place), Some(qty)) = (state.place, state.qty) else {
        return Err(Error::other("goods without place or number passed the review"));
    };
    if let Some(why) = moves::lacks(turn, &state, qty).await? {
        let mut state = state;
        state.at.go(At::Qty);
        return turn.ask_saying(&state, Some(why)).await;
    }
    let expected = match state.arrival {
        Some(id) => {
            let arrival = arrivals::by_id(&mut turn.db(), id).await?.filter(Arrival::is_open);
            Some(arrival.ok_or_else(|| Error::User(t!("arrival-closed")))?)
        }
        None => None,
    };
    let me = turn.me().id;
    let reason = state.reason.clone().unwrap_or_default();
    let cause = Cause { reason: &reason, serials: &state.serials, by: Some(me), ..Cause::default() };
    let at = (item.id, place);
    let moment = turn.moment();
    let done = match (state.kind, state.to) {
        (Kind::Receipt, _) => {
            stock::receive(&mut turn.db(), at, qty, cause, moment).await?;
            true
        }
        (Kind::Transfer, Some(to)) => stock::transfer(&mut turn.db(), (item.id, place, to), qty, cause, moment).await?,
        _ => stock::take(&mut turn.db(), at, qty, cause, moment).await?,
    };
    if !done {
        return Err(Error::User(t!("stock-gone")));
    }
    if let Some(arrival) = &expected {
        arrivals::came(&mut turn.db(), arrival, qty, turn.stamp()).await?;
    }
    let moved = Moved {
        kind: state.kind,
        item: item.id,
        place,
        to: state.to,
        qty,
        serials: state.serials.clone(),
        arrival: expected.as_ref().map(|arrival| (arrival.id, arrival.qty)),
    };
    let event = turn.happened("stock.moved", None, item.id, &moved).await?;
    let screen = moved_screen(turn, &item, &moved).await?;
    let left = expected.map(|arrival| arrival.qty - qty).filter(|left| *left > 0);
    let left = left.map(|left| t!("arrival-rest", qty = words::amount(left, &item.unit)));
    turn.finish(screen.lines(left).row(board::after(event, &item))).await
}

/// What was moved, and what is there now.
async fn moved_screen(turn: &Turn, item: &Item, moved: &Moved) -> Result<Screen> {
    let places = board::place_names(&mut turn.db()).await?;
    let name = |id: Id<Place>| places.get(&id).cloned().unwrap_or_default();
    let (named, qty) = (board::named(item), words::amount(moved.qty, &item.unit));
    let said = match (moved.kind, moved.to) {
        (Kind::Transfer, Some(to)) => {
            t!("moved-transfer", item = named, qty = qty, from = name(moved.place), to = name(to))
        }
        (Kind::Receipt, _) => t!("moved-receipt", item = named, qty = qty, place = name(moved.place)),
        _ => t!("moved-issue", item = named, qty = qty, place = name(moved.place)),
    };
    let mut screen = Screen::new(said);
    for stock in queries::stock_of(&mut turn.db(), item.id).await? {
        if stock.place_id == moved.place || Some(stock.place_id) == moved.to {
            let (place, free) = (name(stock.place_id), stock.free());
            screen = screen.line(t!("moved-now", place = place, qty = stock.on_hand, free = free));
        }
    }
    Ok(screen)
}

/// Takes a movement back: the same the other way, if the goods are still there and free.
pub async fn undo_moved(turn: Turn, event: Event) -> Result<Text> {
    let moved: Moved = event.data()?;
    let me = turn.me().id;
    let reason = t!("reason-undone").plain(&turn.reader());
    let cause = Cause { reason: &reason, serials: &moved.serials, by: Some(me), ..Cause::default() };
    let (at, moment) = ((moved.item, moved.place), turn.moment());
    let done = match (moved.kind, moved.to) {
        (Kind::Transfer, Some(to)) => {
            stock::transfer(&mut turn.db(), (moved.item, to, moved.place), moved.qty, cause, moment).await?
        }
        (Kind::Receipt, _) => stock::take(&mut turn.db(), at, moved.qty, cause, moment).await?,
        _ => {
            stock::receive(&mut turn.db(), at, moved.qty, cause, moment).await?;
            true
        }
    };
    if !done {
        return Err(Error::User(t!("stock-undo-gone")));
    }
    if let Some((arrival, qty)) = moved.arrival {
        arrivals::reopen(&mut turn.db(), arrival, qty).await?;
    }
    Ok(name_of(&event))
}

/// What a movement was, for the list of `/undo`.
pub fn name_of(event: &Event) -> Text {
    match event.data::<Moved>().map(|moved| moved.kind) {
        Ok(Kind::Receipt) => t!("stock-deed-receipt"),
        Ok(Kind::Issue) => t!("stock-deed-issue"),
        _ => t!("stock-deed-transfer"),
    }
}

/// The day of goods on their way is confirmed again.
pub async fn confirm(turn: &Turn, arrival: &Arrival, item: &Item) -> Result {
    if arrival.state == Coming::Late {
        return turn.toast(t!("arrival-confirm-late")).await;
    }
    arrivals::confirm(&mut turn.db(), arrival.id, turn.stamp()).await?;
    let before = (arrival.due_on, arrival.confirmed_at);
    let event = turn.happened("arrival.confirmed", None, arrival.id, &before).await?;
    let screen = Screen::new(t!("arrival-said-confirmed", item = board::named(item), day = arrival.due_on.0));
    turn.show(screen.row(board::after(event, item))).await
}

pub async fn undo_confirmed(turn: Turn, event: Event) -> Result<Text> {
    let (_, confirmed): (Day, crate::db::Timestamp) = event.data()?;
    arrivals::confirm(&mut turn.db(), event.entity()?, confirmed).await?;
    Ok(t!("arrival-deed-confirmed"))
}

/// Goods on their way do not come.
pub async fn cancel(turn: &Turn, arrival: &Arrival, item: &Item) -> Result {
    arrivals::close(&mut turn.db(), arrival.id, Coming::Cancelled, turn.stamp()).await?;
    let event = turn.happened("arrival.cancelled", None, arrival.id, &arrival.state).await?;
    late::cancelled(turn, arrival, item, event).await?;
    let qty = words::amount(arrival.qty, &item.unit);
    let screen = Screen::new(t!("arrival-said-cancelled", item = board::named(item), qty = qty));
    turn.show(screen.row(board::after(event, item))).await
}

pub async fn undo_cancelled(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Arrival> = event.entity()?;
    let arrival = arrivals::by_id(&mut turn.db(), id).await?.filter(|arrival| arrival.state == Coming::Cancelled);
    let arrival = arrival.ok_or_else(|| Error::User(t!("arrival-changed")))?;
    arrivals::reopen(&mut turn.db(), arrival.id, arrival.qty).await?;
    let item = known(&turn, arrival.item_id).await?;
    late::again(&turn, &arrival, &item, event.id).await?;
    Ok(t!("arrival-deed-cancelled"))
}
