//! Our card of a delivery: what goes where and when, where it stands, and what can be done now. Each part of the room adds
//! its own lines and buttons.

use super::{
    booking, carriers, courier, dates, follow,
    model::{Agreed, Delivery, Line, State, Transport, Way},
    receipt, rows,
};
use crate::{
    bot::screen::{self, Button, Screen, Words},
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::papers,
    people::Person,
    t,
    text::{Arg, Text},
};
use chrono::{DateTime, TimeDelta, Utc};

/// A longer window begins on one day and ends on another.
const ONE_DAY: TimeDelta = TimeDelta::hours(15);

/// A button that shows the card of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Show(pub Id<Delivery>);

impl screen::Press for Show {
    const ROOM: &'static str = "delivery";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).id().map(Self)
    }
}

/// What a part of the room adds to our card.
#[derive(Debug, Default)]
pub struct Part {
    /// Its lines.
    pub lines: Vec<Text>,
    /// Its buttons.
    pub buttons: Vec<Vec<Button>>,
}

/// The card.
pub async fn screen(conn: &mut Conn, delivery: &Delivery, reader: &Person, moment: Moment<'_>) -> Result<Screen> {
    let lines = rows::lines(conn, delivery.id).await?;
    let mut screen = Screen::new(t!("delivery-card", delivery = named(delivery), state = stands(delivery)))
        .about(delivery.client)
        .gap()
        .lines(facts(delivery, &lines));
    let papers = papers::of(conn, &delivery.link()).await?;
    screen = screen.lines(papers::lines(&papers));
    let parts = [
        dates::part(conn, delivery, reader, moment).await?,
        courier::part(conn, delivery, reader, moment).await?,
        carriers::part(conn, delivery, reader, moment).await?,
        follow::part(conn, delivery, reader, moment).await?,
        receipt::part(conn, delivery, reader, moment).await?,
        booking::part(conn, delivery, reader, moment).await?,
    ];
    if parts.iter().any(|part| !part.lines.is_empty()) {
        screen = screen.gap();
    }
    for part in parts {
        screen = screen.lines(part.lines);
        screen.rows.extend(part.buttons);
    }
    screen.rows.extend(papers::buttons(&papers));
    Ok(screen)
}

/// `Д-318 · ТСН «Ромашка»`.
pub fn named(delivery: &Delivery) -> Text {
    t!("delivery-named", number = delivery.number.to_string(), client = &delivery.client_name)
}

/// A button that leads to the card.
pub fn button(delivery: &Delivery) -> Button {
    Button::press(t!("delivery-button", delivery = named(delivery)), &Show(delivery.id))
}

/// `шлагбаум 1 шт., пульты 4 шт.`
pub fn goods(lines: &[Line]) -> Text {
    let one = |line: &Line| match line.serials.as_str() {
        "" => t!("delivery-line", name = &line.name, qty = line.qty),
        serials => t!("delivery-line-serials", name = &line.name, qty = line.qty, serials = serials),
    };
    Text::Join(lines.iter().map(one).collect(), ", ")
}

/// What goes where and when.
fn facts(delivery: &Delivery, lines: &[Line]) -> Vec<Text> {
    let entry = (!delivery.entry.is_empty()).then(|| t!("delivery-entry", entry = &delivery.entry));
    let transport = match delivery.transport_why.as_str() {
        "" => transport(delivery.transport),
        why => t!("delivery-transport-why", transport = transport(delivery.transport), why = why),
    };
    let size = t!("delivery-size", weight = kilograms(delivery.weight), longest = metres(delivery.longest));
    let facts = [
        Some(t!("delivery-goods", goods = goods(lines))),
        Some(Text::Join(vec![way(delivery.way), transport, size], " · ")),
        Some(t!("delivery-to", address = &delivery.address)),
        entry,
        Some(t!("delivery-contact", name = &delivery.contact_name, phone = delivery.contact_phone.human())),
        Some(t!("delivery-window", window = window(delivery.starts_at, delivery.ends_at))),
        delivery.agreed.as_ref().map(|(how, word)| agreed(*how, word)),
        delivery.price.map(|price| t!("delivery-price", price = price)),
        (!delivery.note.is_empty()).then(|| t!("delivery-note", note = &delivery.note)),
        (!delivery.why.is_empty()).then(|| t!("delivery-why", why = &delivery.why)),
    ];
    facts.into_iter().flatten().collect()
}

/// `24 нояб., вт, 10:00–14:00`, in the reader's zone; only the times if it is today.
pub fn window(from: DateTime<Utc>, to: DateTime<Utc>) -> Text {
    let end = if to - from < ONE_DAY { Arg::Clock(to) } else { Arg::from(to) };
    t!("delivery-between", from = from, to = end)
}

/// `12,5`: kilograms of so many grams.
pub fn kilograms(grams: i64) -> String {
    thousandths(grams)
}

/// `3,2`: metres of so many cm.
pub fn metres(cm: i64) -> String {
    thousandths(cm * 10)
}

fn thousandths(number: i64) -> String {
    let rest = format!("{:03}", number % 1000);
    match rest.trim_end_matches('0') {
        "" => (number / 1000).to_string(),
        rest => format!("{},{rest}", number / 1000),
    }
}

fn agreed(how: Agreed, word: &str) -> Text {
    match how {
        Agreed::Client => t!("delivery-agreed-client", who = word),
        Agreed::Phone => t!("delivery-agreed-phone", who = word),
        Agreed::Override => t!("delivery-agreed-override", why = word),
    }
}

/// How it is shipped, in words.
pub fn way(way: Way) -> Text {
    match way {
        Way::Courier => t!("delivery-way-courier"),
        Way::Large => t!("delivery-way-large"),
        Way::Carrier => t!("delivery-way-carrier"),
    }
}

/// By what, in words.
pub fn transport(transport: Transport) -> Text {
    match transport {
        Transport::Foot => t!("transport-foot"),
        Transport::Car => t!("transport-car"),
        Transport::Heel => t!("transport-heel"),
        Transport::Porter => t!("transport-porter"),
        Transport::Gazelle => t!("transport-gazelle"),
        Transport::Large => t!("transport-large"),
    }
}

/// Where a delivery stands, in words: nobody but a courier is assigned.
pub fn stands(delivery: &Delivery) -> Text {
    match (delivery.way, delivery.state) {
        (Way::Large, State::Assigned) => t!("carrier-state-assigned"),
        (Way::Carrier, State::Delivered) => t!("carrier-state-given"),
        (_, other) => state(other),
    }
}

/// A state, in words.
pub fn state(state: State) -> Text {
    match state {
        State::Draft => t!("delivery-state-draft"),
        State::Quoted => t!("delivery-state-quoted"),
        State::Approved => t!("delivery-state-approved"),
        State::Ordered => t!("delivery-state-ordered"),
        State::Assigned => t!("delivery-state-assigned"),
        State::PickedUp => t!("delivery-state-picked-up"),
        State::InTransit => t!("delivery-state-in-transit"),
        State::AtTerminal => t!("delivery-state-at-terminal"),
        State::ReadyForPickup => t!("delivery-state-ready"),
        State::Delivered => t!("delivery-state-delivered"),
        State::Received => t!("delivery-state-received"),
        State::Closed => t!("delivery-state-closed"),
        State::Problem => t!("delivery-state-problem"),
        State::Cancelled => t!("delivery-state-cancelled"),
        State::Returned => t!("delivery-state-returned"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_lengths_are_read_as_people_say_them() {
        assert_eq!([kilograms(12_500), kilograms(900), kilograms(40_000)], ["12,5", "0,9", "40"]);
        assert_eq!([metres(320), metres(120), metres(5)], ["3,2", "1,2", "0,05"]);
    }
}
