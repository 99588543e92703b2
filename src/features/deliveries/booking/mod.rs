//! A delivery is written down: every field, every check, the review; changed and cancelled before it is ordered, ordered by
//! hand where the bot can't (PRODUCT D4).

mod after;
mod asking;
mod checks;
mod dialogue;
#[cfg(test)]
mod dialogue_tests;
mod excuse;
mod goods;
mod hand;
#[cfg(test)]
mod hand_tests;
mod leave;
mod plan;
mod press;
mod reading;
mod save;
#[cfg(test)]
mod tests;

pub use after::{finish, named, show};
pub use checks::objections;
pub use hand::seen;
pub use leave::ASKS;
pub use plan::sides;
pub use save::reprice;

use super::{
    KEEPERS,
    card::Part,
    model::{Delivery, State},
    rows, window,
};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        screen::Button,
        turn::Turn,
    },
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::{Inverse, warehouse},
    people::{Person, Role},
    t,
    text::Text,
};
use chrono_tz::Tz;
use dialogue::{Answer, BookDelivery};
use excuse::Excuse;
use hand::ByHand;
use press::{Deed, Press, button};
use std::fmt::Write;

/// A client's name is looked for in so many first words.
const NAME: usize = 4;

/// Its forms.
pub const FORMS: &[Form] = &[Form::of::<BookDelivery>(), Form::of::<ByHand>(), Form::of::<Excuse>()];

/// Its command.
pub const COMMANDS: &[Command] = &[
    Command { name: "courier", word: "доставка", about: "command-courier", rank: 50, roles: KEEPERS },
    Command { name: "courier", word: "курьер", about: "", rank: 0, roles: KEEPERS },
];

/// Its buttons.
pub const PRESSES: &[(&str, &[Role])] = &[("booking", KEEPERS)];

/// How its deeds are taken back.
pub const INVERSES: &[Inverse] = &[
    Inverse {
        kind: "delivery.booked",
        name: |_| Ok(t!("booking-deed")),
        undo: |turn, event| Box::pin(save::undo(turn, event)),
    },
    Inverse {
        kind: "delivery.ordered",
        name: |_| Ok(t!("hand-deed")),
        undo: |turn, event| Box::pin(hand::undo(turn, event)),
    },
];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![command("courier").endpoint(start), pressed::<Press>().endpoint(press::press)]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<BookDelivery>().endpoint(save::answer),
        in_dialogue::<Excuse>().endpoint(excuse::answer),
        in_dialogue::<ByHand>().endpoint(hand::answer),
    ]
}

/// What stands against ordering a delivery, and what cures it.
#[derive(Debug, Clone)]
pub struct Objection {
    /// In words: `стрела 6 м придёт 28 окт.`
    pub what: Text,
    /// Buttons that cure it.
    pub cures: Vec<Button>,
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, reader: &Person, moment: Moment<'_>) -> Result<Part> {
    let mut part = Part::default();
    if !reader.is_any(KEEPERS) {
        return Ok(part);
    }
    if delivery.state.is_before_order() {
        let lines = rows::lines(conn, delivery.id).await?;
        part.lines.extend(checks::expected(conn, delivery, &lines).await?);
        for objection in objections(conn, delivery, moment).await? {
            part.lines.push(t!("check-against", what = objection.what));
            part.buttons.extend(objection.cures.chunks(2).map(<[Button]>::to_vec));
        }
    }
    let own = hand::part(conn, delivery).await?;
    part.lines.extend(own.lines);
    part.buttons.extend(own.buttons);
    let edit = delivery.state.is_before_order().then(|| button(t!("booking-edit-button"), delivery, Deed::Edit));
    let cancel = can_cancel(conn, delivery).await?;
    let cancel = cancel.then(|| button(t!("booking-cancel-button"), delivery, Deed::Cancel));
    part.buttons.push(edit.into_iter().chain(cancel).collect());
    // One cure may help against several things, and the papers have their buttons below.
    let mut seen: Vec<Button> = Vec::new();
    for row in &mut part.buttons {
        row.retain(|button| {
            let new = !is_of_papers(button) && seen.iter().all(|known| known.tap != button.tap);
            if new {
                seen.push(button.clone());
            }
            new
        });
    }
    part.buttons.retain(|row| !row.is_empty());
    Ok(part)
}

fn is_of_papers(button: &Button) -> bool {
    matches!(&button.tap, crate::bot::screen::Tap::Data(data) if data.starts_with("paper:"))
}

/// Whether it can be cancelled here: nobody has it yet, or whoever ordered by hand tells the courier service.
async fn can_cancel(conn: &mut Conn, delivery: &Delivery) -> Result<bool> {
    let by_hand =
        matches!(delivery.state, State::Ordered | State::Assigned) && hand::of(conn, delivery.id).await?.is_some();
    Ok(delivery.state.is_before_order() || by_hand)
}

async fn may_cancel(turn: &Turn, delivery: &Delivery) -> Result<bool> {
    can_cancel(&mut turn.db(), delivery).await
}

/// The form's client, if the acting person may see it.
async fn client_of(turn: &Turn, state: &BookDelivery) -> Result<Option<Client>> {
    match state.client {
        Some(client) => clients::by_id(&mut turn.db(), turn.scope(), client).await,
        None => Ok(None),
    }
}

/// Whose clock a delivery goes by: the client's.
pub async fn zone_of(conn: &mut Conn, delivery: &Delivery) -> Result<Tz> {
    let client = clients::known(conn, delivery.client).await?;
    Ok(client.map_or(Tz::Europe__Moscow, |client| client.zone))
}

/// `🚚 Доставка` to a client.
pub fn courier_button(client: Id<Client>) -> Button {
    Button::command(t!("booking-button"), &format!("courier:{}", client.short()))
}

/// Where an address is on the map.
fn map(address: &str) -> String {
    let mut url = "https://yandex.ru/maps/?text=".to_owned();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// `/courier`, `/courier Ромашка 2 пульта завтра 10-14`, or the button of a client's card.
async fn start(turn: Turn, Args(words): Args) -> Result {
    if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        return turn.open(&BookDelivery::begin(Some(client.id))).await;
    }
    let read = window::read(&words, turn.today());
    let (whose, rest) = whose(&turn, &read.rest).await?;
    let mut state = BookDelivery::begin(None);
    let mut why = None;
    match whose {
        Whose::Client(client) => state.client = Some(client),
        Whose::Several(query) => state.query = Some(query),
        Whose::Nobody(query) => why = Some(t!("client-not-found", query = query)),
        Whose::Unsaid => {}
    }
    if !rest.is_empty() {
        match reading::lines(&turn, &rest).await? {
            Answer::Lines(lines) => state.add(lines),
            Answer::Several(words, qty, said) => state.search = Some((words, qty, said)),
            _ => {}
        }
    }
    let zone = turn.me().zone;
    state.window = match (read.day, read.hours) {
        (day, Some(hours)) => Some(window::of(day.unwrap_or_else(|| turn.today()), hours, zone)),
        (Some(day), None) => Some(window::halves(day, zone)[0]),
        (None, None) => None,
    };
    let client = client_of(&turn, &state).await?;
    if let (Some(own), Some(client)) = (state.window, client) {
        let places = warehouse::places(&mut turn.db()).await?;
        let sides = sides(&mut turn.db(), &client, places.first().map(|place| place.id)).await?;
        if let Err(wrong) = sides.check(own, false, turn.moment()) {
            // What can't be is said and not kept.
            why = Some(sides.told(wrong, zone, turn.moment()));
            state.window = None;
        }
    }
    turn.open_saying(&state.onward(), why).await
}

/// Whom the first words name.
enum Whose {
    /// This one.
    Client(Id<Client>),
    /// One of several that these words may mean.
    Several(String),
    /// Nobody we know.
    Nobody(String),
    /// Nobody is named: it begins with goods.
    Unsaid,
}

/// Whom the first words name, as many of them as name one, and what is said behind.
async fn whose(turn: &Turn, words: &str) -> Result<(Whose, String)> {
    let split: Vec<&str> = words.split_whitespace().collect();
    for count in (1..=split.len().min(NAME)).rev() {
        let found = clients::find(&mut turn.db(), turn.scope(), &split[..count].join(" "), turn.today()).await?;
        if let Some(hit) = found.iter().find(|hit| hit.exact) {
            return Ok((Whose::Client(hit.client.id), split[count..].join(" ")));
        }
    }
    let Some(first) = split.first() else { return Ok((Whose::Unsaid, String::new())) };
    let rest = split[1..].join(" ");
    let found = clients::find(&mut turn.db(), turn.scope(), first, turn.today()).await?;
    if !found.is_empty() {
        return Ok((Whose::Several((*first).to_owned()), rest));
    }
    let items = goods::find(&mut turn.db(), first).await?;
    let of_goods = first.starts_with(|c: char| c.is_ascii_digit()) || !items.is_empty();
    Ok(if of_goods { (Whose::Unsaid, words.to_owned()) } else { (Whose::Nobody((*first).to_owned()), rest) })
}
