//! Couriers of Dostavista: price, order, news, cancellation, balance (PRODUCT D4 a; INTEGRATIONS 1, 8).
//!
//! Its law: booking is money. What somebody said yes to lies in the table before anybody is asked; they are asked once;
//! when their answer is lost it is looked up by our number, and only a person says that it is to be tried again. A price
//! counts for a quarter of an hour. What they tell moves a delivery forward, never back; what they call back is a hint to
//! ask.
//!
//! Only files called `jobs.rs` talk to Dostavista. Deliberately not here: couriers booked by hand (`booking`), what the
//! client is told (`follow`), changing an order that they have: it is cancelled and made anew.

mod balance;
mod jobs;
mod model;
mod orders;
mod press;
mod rows;
mod samples;
mod views;

#[cfg(test)]
mod tests;

pub use balance::RULES;
pub use orders::HOOK;
pub use samples::samples;

use super::{
    KEEPERS, booking,
    card::Part,
    model::{Delivery, State, Way},
};
use crate::{
    bot::{
        couriers,
        routes::{Command, Routes, command, pressed},
        screen::Button,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::Inverse,
    jobs::{At, Kind},
    people::{Person, Role},
    phone::Phone,
    t,
};
use chrono::{DateTime, Utc};
use model::{Booking, Stage};

const JOBS_QUOTE: &str = "deliveries.quote";
const JOBS_CALL: &str = "deliveries.call";
const JOBS_CANCEL: &str = "deliveries.cancel";
const JOBS_POLL: &str = "deliveries.poll";
const JOBS_HEAR: &str = "deliveries.hear";

/// What it does outside turns.
pub const JOBS: &[Kind] = &[
    Kind { name: JOBS_QUOTE, run: |at, payload| Box::pin(jobs::quote(at, payload)) },
    Kind { name: JOBS_CALL, run: |at, payload| Box::pin(jobs::call(at, payload)) },
    Kind { name: JOBS_CANCEL, run: |at, payload| Box::pin(orders::cancel(at, payload)) },
    Kind { name: JOBS_POLL, run: |at, payload| Box::pin(orders::poll(at, payload)) },
    Kind { name: JOBS_HEAR, run: |at, payload| Box::pin(orders::hear(at, payload)) },
];

/// Who looks after the account.
pub const PAYERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Accounting];

/// Its commands.
pub const COMMANDS: &[Command] =
    &[Command { name: "balance", word: "баланс", about: "command-balance", rank: 75, roles: PAYERS }];

/// Its buttons.
pub const PRESSES: &[(&str, &[Role])] = &[("balance", PAYERS), ("courier", KEEPERS)];

/// How its deeds are taken back.
pub const INVERSES: &[Inverse] = &[Inverse {
    kind: "balance.entered",
    name: |event| Ok(t!("balance-deed", sum = event.data::<crate::money::Money>()?)),
    undo: |turn, event| Box::pin(balance::undo(turn, event)),
}];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![
        command("balance").endpoint(balance::command),
        pressed::<balance::Account>().endpoint(balance::press),
        pressed::<press::Courier>().endpoint(press::press),
    ]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    Vec::new()
}

/// Tries that wait for their time go on, and what is under way is asked after.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    for booking in rows::busy(conn, at.stamp()).await? {
        if booking.stage.is_busy() {
            jobs::put_call(conn, booking.id, booking.tries, at.now()).await?;
        } else {
            orders::put_cancel(conn, booking.id, booking.tries, at.now()).await?;
        }
    }
    orders::put_poll(conn, at).await
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, _: &Person, moment: Moment<'_>) -> Result<Part> {
    if delivery.way != Way::Courier || by_hand(conn).await? {
        return Ok(Part::default());
    }
    let quote = rows::quote(conn, delivery.id).await?;
    let last = rows::last(conn, delivery.id).await?;
    Ok(views::part(delivery, quote.as_ref(), last.as_ref(), moment))
}

/// The courier, as far as known.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Who; may be empty.
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// `серый Ларгус А123ВС`; may be empty.
    pub car: String,
    /// When they should be there, UTC.
    pub eta: Option<DateTime<Utc>>,
    /// Where the client can watch; may be empty.
    pub tracking_url: String,
}

/// The try that carries a delivery or has carried it.
async fn carrying(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Booking>> {
    let last = rows::last(conn, id).await?;
    Ok(last.filter(|booking| matches!(booking.stage, Stage::Booked | Stage::Done)))
}

/// The courier of a delivery, once there is one.
pub async fn seen(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Seen>> {
    let Some(booking) = carrying(conn, id).await? else { return booking::seen(conn, id).await };
    if booking.name.is_empty() && booking.phone.is_none() {
        return Ok(None);
    }
    Ok(Some(Seen {
        name: booking.name,
        phone: booking.phone,
        car: booking.car,
        eta: booking.eta,
        tracking_url: booking.tracking_url,
    }))
}

/// Whether couriers are booked by hand: the bot has no access to Dostavista.
pub async fn by_hand(conn: &mut Conn) -> Result<bool> {
    Ok(couriers::known(conn).await?.by_hand)
}

/// Asks what it costs, if the bot can; it comes onto the card.
pub async fn wants_price(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result {
    if delivery.way != Way::Courier || !delivery.state.is_before_order() || by_hand(conn).await? {
        return Ok(());
    }
    jobs::put_quote(conn, delivery.id, moment).await
}

/// What the courier has left as evidence: who took it, and the order whose photos show it; `None`: nothing.
pub async fn evidence(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<String>> {
    let Some(booking) = carrying(conn, id).await? else { return Ok(None) };
    let proofs = [&booking.received_by, &booking.sign_url, &booking.place_url];
    let left = proofs.iter().any(|proof| !proof.is_empty());
    let order = booking.order.map(|order| format!("№ {order}"));
    let words = [Some(booking.received_by).filter(|name| !name.is_empty()), order];
    Ok(left.then(|| words.into_iter().flatten().collect::<Vec<_>>().join(" · ")))
}

/// Another courier instead of the one who does not come, if that can be had.
pub fn change_button(delivery: &Delivery) -> Option<Button> {
    let may = delivery.way == Way::Courier && matches!(delivery.state, State::Ordered | State::Assigned);
    may.then(|| views::change_button(delivery))
}
