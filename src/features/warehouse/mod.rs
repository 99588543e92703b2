//! Warehouse: what we keep where, what of it is promised to what, what is on its way to us, and who moved it.
//!
//! The law: on hand never below zero, reserved never above on hand, for two writers at once too. Every movement has a
//! reason or something it was for, and a name. Other rooms put goods by for a link of theirs (`delivery:<id>`) and a
//! label in words that names no client, since everybody here reads it; this room knows none of them.
//!
//! Deliberately not here: prices, orders to suppliers, counting shelf by shelf (a table of the stock that is read in is
//! a count), who answers for the place today.

mod arrivals;
mod board;
mod deeds;
mod digest;
mod expect;
mod goods;
mod import;
mod late;
mod model;
mod movements;
mod moves;
mod places;
mod press;
mod queries;
mod samples;
mod stock;
mod words;

#[cfg(test)]
mod back_tests;
#[cfg(test)]
mod count_tests;
#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod tests;

pub use arrivals::{supply, supply_of};
pub use model::{Hold, Item, Place, Reservation, Reserve, Stock, Supply};
pub use queries::{available, item, items, of_link, place, places};
pub use stock::{Serials, issue, release, reserve, take_back};

use super::{Feature, Import, Inverse, Section};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    error::{Error, Result},
    people::Role,
    t,
};
use expect::Expect;
use goods::EditItem;
use model::{Arrival, Kind};
use moves::MoveGoods;
use places::AddPlace;
use press::{Board, Deed, OfArrival, OfItem, Way};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "warehouse",
    doors,
    answers,
    forms: &[Form::of::<MoveGoods>(), Form::of::<Expect>(), Form::of::<EditItem>(), Form::of::<AddPlace>()],
    commands: &[
        Command { name: "stock", word: "склад", about: "command-stock", rank: 64, roles: MOVERS },
        Command { name: "when", word: "когда", about: "command-when", rank: 65, roles: MOVERS },
        Command { name: "newitem", word: "товар", about: "", rank: 0, roles: EDITORS },
        Command { name: "newplace", word: "место", about: "", rank: 0, roles: EDITORS },
    ],
    alone: &["склад", "когда", "товар", "место"],
    presses: &[("stocks", MOVERS), ("item", MOVERS), ("arrival", MOVERS)],
    watch: Some(|conn, at| Box::pin(late::watch(conn, at))),
    digest: Some(Section {
        rank: 60,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |conn, morning| Box::pin(digest::week(conn, morning)),
        items: |_, _| Box::pin(async { Ok(Vec::new()) }),
        card: |_, _| Box::pin(async { Ok(None) }),
    }),
    undo: &[
        Inverse {
            kind: "stock.moved",
            name: |event| Ok(deeds::name_of(event)),
            undo: |turn, event| Box::pin(deeds::undo_moved(turn, event)),
        },
        Inverse {
            kind: "arrival.expected",
            name: |_| Ok(t!("arrival-deed-expected")),
            undo: |turn, event| Box::pin(expect::undo_expected(turn, event)),
        },
        Inverse {
            kind: "arrival.moved",
            name: |_| Ok(t!("arrival-deed-moved")),
            undo: |turn, event| Box::pin(expect::undo_moved(turn, event)),
        },
        Inverse {
            kind: "arrival.confirmed",
            name: |_| Ok(t!("arrival-deed-confirmed")),
            undo: |turn, event| Box::pin(deeds::undo_confirmed(turn, event)),
        },
        Inverse {
            kind: "arrival.cancelled",
            name: |_| Ok(t!("arrival-deed-cancelled")),
            undo: |turn, event| Box::pin(deeds::undo_cancelled(turn, event)),
        },
        Inverse {
            kind: "item.added",
            name: |_| Ok(t!("item-deed-added")),
            undo: |turn, event| Box::pin(goods::undo_added(turn, event)),
        },
        Inverse {
            kind: "item.changed",
            name: |_| Ok(t!("item-deed-changed")),
            undo: |turn, event| Box::pin(goods::undo_changed(turn, event)),
        },
        Inverse {
            kind: "place.added",
            name: |_| Ok(t!("place-deed-added")),
            undo: |turn, event| Box::pin(places::undo_added(turn, event)),
        },
    ],
    imports: &[Import {
        name: "stock",
        roles: &[Role::Head, Role::Admin],
        recognises: import::recognises,
        read: |conn, file, by| Box::pin(import::read(conn, file, by)),
        take_back: None,
    }],
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who sees and moves goods.
const MOVERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Engineer];
/// Who says what is kept and where.
const EDITORS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("stock").endpoint(list),
        command("when").endpoint(when),
        command("newitem").endpoint(new_item),
        command("newplace").endpoint(new_place),
        pressed::<Board>().endpoint(page),
        pressed::<OfItem>().endpoint(of_item),
        pressed::<OfArrival>().endpoint(of_arrival),
    ]
}

fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<MoveGoods>().endpoint(moves::answer),
        in_dialogue::<Expect>().endpoint(expect::answer),
        in_dialogue::<EditItem>().endpoint(goods::answer),
        in_dialogue::<AddPlace>().endpoint(places::answer),
    ]
}

fn edits(turn: &Turn) -> bool {
    turn.me().is_any(EDITORS)
}

async fn list(turn: Turn, Args(words): Args) -> Result {
    let screen = board::list(&turn, &words, 0, edits(&turn)).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, Board { page, query }: Board) -> Result {
    let screen = board::list(&turn, &query, page, edits(&turn)).await?;
    turn.show(screen).await
}

async fn when(turn: Turn, Args(words): Args) -> Result {
    let screen = board::when(&turn, &words).await?;
    turn.reply(screen).await.map(drop)
}

async fn new_item(turn: Turn, Args(words): Args) -> Result {
    turn.open(&EditItem::begin(&words)).await
}

async fn new_place(turn: Turn, Args(words): Args) -> Result {
    turn.open(&AddPlace::begin(&words)).await
}

/// A press on the card of an item.
async fn of_item(turn: Turn, press: OfItem) -> Result {
    let item = deeds::known(&turn, press.item).await?;
    if press.deed != Deed::Show && press.rev != item.rev {
        turn.toast(t!("frame-card-changed")).await?;
        let screen = board::card(&turn, item, edits(&turn)).await?;
        return turn.show(screen).await;
    }
    let kind = match press.deed {
        Deed::Show => {
            let screen = board::card(&turn, item, edits(&turn)).await?;
            return turn.show(screen).await;
        }
        Deed::Edit if edits(&turn) => return turn.open(&EditItem::of(item)).await,
        Deed::Edit => return Err(Error::User(t!("frame-not-yours"))),
        Deed::Expect => None,
        Deed::Receive => Some(Kind::Receipt),
        Deed::Issue => Some(Kind::Issue),
        Deed::Transfer => Some(Kind::Transfer),
    };
    let places = queries::places(&mut turn.db()).await?;
    match kind {
        _ if places.is_empty() => Err(Error::User(t!("place-first"))),
        Some(Kind::Transfer) if places.len() < 2 => Err(Error::User(t!("place-second"))),
        Some(kind) => turn.open(&MoveGoods::begin(kind, &item, &places)).await,
        None => turn.open(&Expect::begin(&item, &places)).await,
    }
}

/// A press on the card of goods on their way.
async fn of_arrival(turn: Turn, press: OfArrival) -> Result {
    let found = arrivals::by_id(&mut turn.db(), press.arrival).await?;
    let arrival = found.ok_or_else(|| Error::User(t!("item-absent")))?;
    let item = deeds::known(&turn, arrival.item_id).await?;
    let stale = press.way != Way::Show && (press.rev != arrival.rev || !Arrival::is_open(&arrival));
    if stale {
        turn.toast(t!("frame-card-changed")).await?;
    }
    match press.way {
        _ if stale => {
            let screen = board::arrival(&turn, &arrival, &item).await?;
            turn.show(screen).await
        }
        Way::Show => {
            let screen = board::arrival(&turn, &arrival, &item).await?;
            turn.show(screen).await
        }
        Way::Came => {
            let reason = t!("reason-supplier").plain(&turn.reader());
            let reason = if arrival.supplier.is_empty() { reason } else { arrival.supplier.clone() };
            turn.open(&MoveGoods::came(&arrival, &item, reason)).await
        }
        Way::Confirm => deeds::confirm(&turn, &arrival, &item).await,
        Way::Move => turn.open(&Expect::another_day(&arrival)).await,
        Way::Cancel => deeds::cancel(&turn, &arrival, &item).await,
    }
}
