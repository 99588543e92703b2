//! `/stock`: what is where. `/when`: when it can be had. The card of an item, of goods on their way, and what was done.

use super::{
    arrivals,
    model::{Arrival, Coming, Hold, Item, Kind, Place, Stock},
    movements,
    press::{self, Board, Deed, Way},
    queries, words,
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    db::{Conn, Id},
    error::Result,
    features::hello,
    people, t,
    text::Text,
};
use std::collections::HashMap;

/// `/when` tells of so many items at most.
const ANSWERED: usize = 5;
/// A card shows so many movements.
const MOVEMENTS: i64 = 5;
/// A card shows so many reservations.
const HELD: usize = 10;
/// All there are.
const ALL: i64 = 10_000;

/// An item with everything known of it.
pub struct Known {
    pub item: Item,
    pub stock: Vec<Stock>,
    pub coming: Vec<Arrival>,
}

impl Known {
    pub async fn of(conn: &mut Conn, item: Item) -> Result<Self> {
        let stock = queries::stock_of(conn, item.id).await?;
        let coming = arrivals::open_of(conn, item.id).await?;
        Ok(Self { item, stock, coming })
    }

    /// What can still be promised, everywhere.
    pub fn free(&self) -> i64 {
        self.stock.iter().map(Stock::free).sum()
    }

    /// Fewer are free than there should be.
    pub fn is_low(&self) -> bool {
        self.free() < self.item.least
    }
}

type Places = HashMap<Id<Place>, String>;

pub async fn place_names(conn: &mut Conn) -> Result<Places> {
    Ok(queries::places(conn).await?.into_iter().map(|place| (place.id, place.name)).collect())
}

fn place_name(places: &Places, id: Id<Place>) -> String {
    places.get(&id).cloned().unwrap_or_default()
}

/// `Стрела 6 м · ST-6`.
pub fn named(item: &Item) -> Text {
    if item.sku.is_empty() { Text::verbatim(&item.name) } else { t!("stock-named", name = &item.name, sku = &item.sku) }
}

/// The list of items, or of those the words mean.
pub async fn list(turn: &Turn, query: &str, page: usize, edits: bool) -> Result<Screen> {
    let all = queries::items(&mut turn.db(), query, ALL).await?;
    let add = edits.then(|| {
        [Button::command(t!("item-new-button"), "newitem"), Button::command(t!("place-new-button"), "newplace")]
    });
    if all.is_empty() {
        let word = if query.is_empty() { t!("stock-empty") } else { t!("stock-not-found", query = query) };
        let whole = (!query.is_empty()).then(all_button);
        return Ok(Screen::new(word).row(whole).row(add.into_iter().flatten()).row(hello::menu_row()));
    }
    let places = place_names(&mut turn.db()).await?;
    let mut screen = Screen::new(t!("stock-title", count = all.len()));
    let shown = Page::of(&all, page);
    let mut buttons = Vec::new();
    for item in shown.items {
        let known = Known::of(&mut turn.db(), item.clone()).await?;
        screen = screen.gap().lines(about(&known, &places));
        buttons.push(press::of_item(t!("stock-open-button", item = &item.name), item, Deed::Show));
    }
    let leaf =
        |label, page: Option<usize>| page.map(|page| Button::press(label, &Board { page, query: query.to_owned() }));
    let leaves = leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after));
    screen = screen.gap().line(t!("stock-search-hint"));
    Ok(screen.grid(buttons, 1).row(leaves).row(add.into_iter().flatten()).row(hello::menu_row()))
}

fn all_button() -> Button {
    Button::press(t!("stock-all-button"), &Board { page: 0, query: String::new() })
}

/// An item in a list: how many are free, then each place.
fn about(known: &Known, places: &Places) -> Vec<Text> {
    let Known { item, stock, coming } = known;
    let free = words::amount(known.free(), &item.unit);
    let head = if known.is_low() {
        t!("stock-line-low", item = named(item), free = free, least = item.least)
    } else {
        t!("stock-line", item = named(item), free = free)
    };
    let at = |stock: &&Stock| stock.on_hand > 0;
    let here = stock.iter().filter(at).map(|stock| at_place(stock, places));
    let ways = coming.iter().map(|arrival| way(arrival, item, places));
    [head].into_iter().chain(here).chain(ways).collect()
}

/// `Склад: 5, в резерве 2, свободно 3`.
fn at_place(stock: &Stock, places: &Places) -> Text {
    let place = place_name(places, stock.place_id);
    if stock.reserved == 0 {
        return t!("stock-at", place = place, qty = stock.on_hand);
    }
    t!("stock-at-reserved", place = place, qty = stock.on_hand, reserved = stock.reserved, free = stock.free())
}

/// `🚚 4 шт, Офис: 1 дек., вт`.
fn way(arrival: &Arrival, item: &Item, places: &Places) -> Text {
    let (qty, place) = (words::amount(arrival.qty, &item.unit), place_name(places, arrival.place_id));
    let day = arrival.due_on.0;
    match arrival.state {
        Coming::Late => t!("arrival-line-late", qty = qty, place = place, day = day),
        _ => t!("arrival-line", qty = qty, place = place, day = day),
    }
}

/// The same with from whom, and when the day was last confirmed.
fn way_confirmed(arrival: &Arrival, item: &Item, places: &Places) -> Text {
    let line = way(arrival, item, places);
    let confirmed = arrival.confirmed_at.0;
    if arrival.supplier.is_empty() {
        t!("arrival-confirmed", line = line, at = confirmed)
    } else {
        t!("arrival-confirmed-from", line = line, supplier = &arrival.supplier, at = confirmed)
    }
}

/// `/when стрела 6м`.
pub async fn when(turn: &Turn, query: &str) -> Result<Screen> {
    if query.is_empty() {
        return Ok(Screen::new(t!("when-ask")).row([all_button()]));
    }
    let found = queries::items(&mut turn.db(), query, ALL).await?;
    if found.is_empty() {
        return Ok(Screen::new(t!("stock-not-found", query = query)).row([all_button()]).row(hello::menu_row()));
    }
    let places = place_names(&mut turn.db()).await?;
    let mut screen = Screen::default();
    let more = found.len().saturating_sub(ANSWERED);
    for (at, item) in found.into_iter().take(ANSWERED).enumerate() {
        let known = Known::of(&mut turn.db(), item).await?;
        if at > 0 {
            screen = screen.gap();
        }
        screen = screen.lines(answered(&known, &places));
        screen =
            screen.row([press::of_item(t!("stock-open-button", item = &known.item.name), &known.item, Deed::Show)]);
    }
    if more > 0 {
        screen = screen.gap().line(t!("when-more", count = more));
    }
    Ok(screen)
}

fn answered(known: &Known, places: &Places) -> Vec<Text> {
    let Known { item, stock, coming } = known;
    let sum = |part: fn(&Stock) -> i64| stock.iter().map(part).sum::<i64>();
    let (on_hand, reserved) = (sum(|stock| stock.on_hand), sum(|stock| stock.reserved));
    let unit = &item.unit;
    let head = t!("when-title", item = named(item));
    let here = if on_hand == 0 {
        t!("when-none")
    } else {
        let (on_hand, free) = (words::amount(on_hand, unit), words::amount(known.free(), unit));
        t!("when-here", qty = on_hand, reserved = reserved, free = free)
    };
    let mut lines = vec![head, here];
    if coming.is_empty() {
        lines.push(t!("when-nothing-comes"));
    }
    lines.extend(coming.iter().map(|arrival| way_confirmed(arrival, item, places)));
    lines
}

/// The card of an item.
pub async fn card(turn: &Turn, item: Item, edits: bool) -> Result<Screen> {
    let known = Known::of(&mut turn.db(), item).await?;
    let places = place_names(&mut turn.db()).await?;
    let held = queries::held(&mut turn.db(), known.item.id).await?;
    let moved = movements::last(&mut turn.db(), known.item.id, MOVEMENTS).await?;
    let names = people::names(&mut turn.db()).await?;
    let item = &known.item;
    let mut screen = Screen::new(t!("item-card", item = named(item))).line(measures(item));
    if known.is_low() {
        let free = words::amount(known.free(), &item.unit);
        screen = screen.line(t!("item-low", free = free, least = item.least));
    }
    screen = screen.gap();
    let at_all: Vec<Text> = known.stock.iter().map(|stock| at_place(stock, &places)).collect();
    screen = if at_all.is_empty() { screen.line(t!("item-nowhere")) } else { screen.lines(at_all) };
    if !held.is_empty() {
        screen = screen.gap();
    }
    for reservation in held.iter().take(HELD) {
        let (qty, place) = (words::amount(reservation.qty, &item.unit), place_name(&places, reservation.place_id));
        let label = &reservation.label;
        screen = screen.line(match reservation.state {
            Hold::Wanted => t!("item-wanted", label = label, qty = qty, place = place),
            _ => t!("item-reserved", label = label, qty = qty, place = place),
        });
    }
    if !known.coming.is_empty() {
        screen = screen.gap().lines(known.coming.iter().map(|arrival| way_confirmed(arrival, item, &places)));
    }
    if !moved.is_empty() {
        screen = screen.gap().line(t!("item-movements"));
        screen = screen.lines(moved.iter().map(|movement| told(movement, item, &places, &names)));
    }
    for arrival in &known.coming {
        let qty = words::amount(arrival.qty, &item.unit);
        let label = t!("arrival-open-button", qty = qty, day = arrival.due_on.0);
        screen = screen.row([press::of_arrival(label, arrival, Way::Show)]);
    }
    let edit = edits.then(|| press::of_item(t!("item-edit-button"), item, Deed::Edit));
    Ok(screen
        .row([
            press::of_item(t!("item-receive-button"), item, Deed::Receive),
            press::of_item(t!("item-issue-button"), item, Deed::Issue),
        ])
        .row([
            press::of_item(t!("item-transfer-button"), item, Deed::Transfer),
            press::of_item(t!("item-expect-button"), item, Deed::Expect),
        ])
        .row(edit.into_iter().chain([all_button()])))
}

/// `Минимум 2 шт · 12 кг · 6 м · с серийными номерами`.
pub fn measures(item: &Item) -> Text {
    let least = (item.least > 0).then(|| t!("item-least", qty = words::amount(item.least, &item.unit)));
    let weight = item.weight.map(words::weight);
    let length = item.length.map(words::length);
    let serial = item.serial.then(|| t!("item-serial"));
    let parts: Vec<Text> = [least, weight, length, serial].into_iter().flatten().collect();
    if parts.is_empty() { t!("item-no-measures") } else { Text::Join(parts, " · ") }
}

/// `24 нояб., 10:00 · ➕ 5 шт, Склад · От поставщика · Анна`.
fn told(movement: &movements::Told, item: &Item, places: &Places, names: &HashMap<Id<people::Person>, String>) -> Text {
    let qty = words::amount(movement.qty, &item.unit);
    let place = place_name(places, movement.place_id);
    let back = movement.reason.is_empty() && !movement.label.is_empty();
    let what = match (movement.kind, movement.to_place_id) {
        (Kind::Transfer, Some(to)) => t!("movement-transfer", qty = qty, from = place, to = place_name(places, to)),
        (Kind::Receipt, _) if back => t!("movement-back", qty = qty, place = place),
        (Kind::Receipt | Kind::Transfer, _) => t!("movement-receipt", qty = qty, place = place),
        (Kind::Issue, _) => t!("movement-issue", qty = qty, place = place),
        (Kind::Reserve, _) => t!("movement-reserve", qty = qty, place = place),
        (Kind::Release, _) => t!("movement-release", qty = qty, place = place),
    };
    let by = movement.by_id.and_then(|by| names.get(&by)).map(Text::verbatim);
    let serials = movement.serials();
    let serials = (!serials.is_empty()).then(|| t!("movement-serials", serials = serials.join(", ")));
    let words = [&movement.reason, &movement.label].into_iter().filter(|words| !words.is_empty()).map(Text::verbatim);
    let parts = [t!("movement-at", at = movement.at.0), what].into_iter().chain(words).chain(serials).chain(by);
    Text::Join(parts.collect(), " · ")
}

/// The card of goods on their way.
pub async fn arrival(turn: &Turn, arrival: &Arrival, item: &Item) -> Result<Screen> {
    let places = place_names(&mut turn.db()).await?;
    let waiting = queries::wanted(&mut turn.db(), (arrival.item_id, arrival.place_id)).await?;
    let mut screen = Screen::new(t!("item-card", item = named(item))).line(way_confirmed(arrival, item, &places));
    if !arrival.reason.is_empty() {
        screen = screen.line(t!("arrival-reason", reason = &arrival.reason));
    }
    for want in waiting.iter().take(HELD) {
        let qty = words::amount(want.qty, &item.unit);
        screen = screen.line(t!("arrival-waits", label = &want.label, qty = qty));
    }
    let back = press::of_item(t!("item-open-button"), item, Deed::Show);
    if !matches!(arrival.state, Coming::Expected | Coming::Late) {
        return Ok(screen.line(t!("arrival-closed")).row([back]));
    }
    Ok(screen
        .row([
            press::of_arrival(t!("arrival-came-button"), arrival, Way::Came),
            press::of_arrival(t!("arrival-confirm-button"), arrival, Way::Confirm),
        ])
        .row([
            press::of_arrival(t!("arrival-move-button"), arrival, Way::Move),
            press::of_arrival(t!("arrival-cancel-button"), arrival, Way::Cancel),
        ])
        .row([back]))
}

/// What stands under a deed.
pub fn after(event: Id<Event>, item: &Item) -> [Button; 2] {
    [Button::press(t!("undo-button"), &Undo(event)), press::of_item(t!("item-open-button"), item, Deed::Show)]
}
