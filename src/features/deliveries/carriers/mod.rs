//! What no courier takes: large transport found by asking, and carriers to other towns (PRODUCT D4 b, d).
//!
//! Carriers are not in the bot: they are asked by a text that somebody forwards, what they offer is typed, and where it is
//! is told by hand or by their own word, copied from their page. Above the limit a head says yes before it is ordered.
//! Deliberately not here: what carriers are paid and when (a task to accounting), the client's card (`client`).

mod asking;
mod book;
mod client;
mod detail;
mod detail_form;
mod entry;
mod hand;
mod hand_form;
mod leg;
mod list;
mod offer;
mod offers;
mod part;
mod press;
mod read;
mod rule;
mod samples;
mod status;
mod steps;
mod undo;
mod watch;

#[cfg(test)]
mod tests;

pub use rule::{ASKS, RULES};
pub use samples::all as samples;
pub use undo::INVERSES;
pub use watch::look;

use super::{
    KEEPERS,
    booking::{self, Objection},
    card::Part,
    mine,
    model::{Delivery, Way},
};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        said::Said,
        shown,
        turn::{Turn, Who},
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::deliveries::model::linked,
    people::{Person, Role},
    phone::Phone,
};
use asking::AskCarriers;
use chrono::NaiveDate;
use detail::Detail;
use entry::Entry;
use hand::HandOver;
use leg::Reach;

/// Its forms.
pub const FORMS: &[Form] =
    &[Form::of::<AskCarriers>(), Form::of::<Detail>(), Form::of::<Entry>(), Form::of::<HandOver>()];

/// Its command.
pub const COMMANDS: &[Command] =
    &[Command {
        name: "carriers", word: "перевозчики", about: "command-carriers", rank: 68, roles: KEEPERS
    }];

/// Its buttons.
pub const PRESSES: &[(&str, &[Role])] = &[("haul", KEEPERS), ("carrier", KEEPERS)];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![
        command("carriers").endpoint(list::list),
        pressed::<list::Press>().endpoint(list::press),
        pressed::<press::Press>().endpoint(press::press),
        // A reply to the card, or to the text that was forwarded, says what a carrier says, whatever form is open.
        dptree::filter_map_async(|turn: Turn, said: Said| async move { replied(&turn, said).await.ok().flatten() })
            .endpoint(heard),
    ]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<AskCarriers>().endpoint(asking::answer),
        in_dialogue::<Detail>().endpoint(detail_form::answer),
        in_dialogue::<Entry>().endpoint(entry::answer),
        in_dialogue::<HandOver>().endpoint(hand_form::answer),
    ]
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, _: &Person, moment: Moment<'_>) -> Result<Part> {
    part::part(conn, delivery, moment).await
}

/// Words of a carrier, told by a reply to our card.
#[derive(Clone)]
struct Heard(Id<Delivery>, String);

/// Whether somebody replies to our card of a delivery about which carriers can say something now.
async fn replied(turn: &Turn, said: Said) -> Result<Option<Heard>> {
    let Said::Text(words) = said else { return Ok(None) };
    let Who::Known(person) = turn.who() else { return Ok(None) };
    let Some(card) = turn.replied_card().await.ok().flatten().filter(|_| person.is_any(KEEPERS)) else {
        return Ok(None);
    };
    let mut shown = shown::by_card(&mut turn.db(), card, person.id).await?.and_then(|link| linked(&link));
    if shown.is_none() {
        shown = offer::shown_at(&mut turn.db(), card, person.id).await?;
    }
    let Some(id) = shown else { return Ok(None) };
    let delivery = mine(turn, id).await?;
    let can = match delivery.way {
        Way::Courier => false,
        Way::Large => delivery.state.is_before_order(),
        Way::Carrier => delivery.state.is_moving(),
    };
    Ok(can.then_some(Heard(id, words)))
}

async fn heard(turn: Turn, Heard(id, words): Heard) -> Result {
    let delivery = mine(&turn, id).await?;
    if delivery.way == Way::Carrier {
        return steps::heard(&turn, &delivery, &words).await;
    }
    let noted = offers::note(&turn, &delivery, &words).await?;
    press::show(&turn, id, Some(noted)).await
}

/// What stands against ordering it now; none: it may be ordered.
pub async fn may_order(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result<Vec<Objection>> {
    booking::objections(conn, delivery, moment).await
}

/// Who carries it, as far as known.
#[derive(Debug, Clone, Default)]
pub struct Leg {
    /// `СДЭК`.
    pub carrier: String,
    /// Their number; may be empty.
    pub track: String,
    /// The day it should come.
    pub planned: Option<NaiveDate>,
    /// They bring it to the door.
    pub to_door: bool,
    /// Else: where it lies.
    pub terminal: String,
    /// Who drives; may be empty.
    pub driver: String,
    /// The driver's number.
    pub phone: Option<Phone>,
    /// `Газель А123ВС`; may be empty.
    pub car: String,
}

/// Who carries it, if it is not a courier.
pub async fn seen(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Leg>> {
    let leg = leg::of(conn, id).await?;
    Ok(leg.map(|leg| Leg {
        carrier: leg.carrier,
        track: leg.track,
        planned: leg.planned.map(|day| day.0),
        to_door: leg.reach == Reach::Door,
        terminal: leg.terminal,
        driver: leg.driver,
        phone: leg.phone,
        car: leg.car,
    }))
}
