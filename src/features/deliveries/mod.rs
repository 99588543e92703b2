//! Deliveries: what goes to a client is written down, agreed, ordered, followed and confirmed by whoever gets it
//! (PRODUCT D4, D5).
//!
//! Its law: a delivery never goes back a step by itself; one tap of one person orders it, once, whatever the network does;
//! client and manager see one card each, which changes in place; it is not done before the client says so, or somebody
//! says why not. Goods are kept by `warehouse`, papers by `papers`, a problem becomes one of `claims`.
//!
//! `booking` writes it down, `dates` agrees the window, `courier`, `carriers` move it, `follow` watches it, `receipt` hears
//! the client. Each adds its part to the card (`card`), and moves the delivery only by `moves`.

mod booking;
mod card;
mod cards;
mod carriers;
mod client;
mod courier;
mod dates;
#[cfg(test)]
mod desk_tests;
mod follow;
mod model;
mod moves;
mod receipt;
mod rows;
mod window;

pub use model::{Delivery, State};

use super::{CardPart, Feature};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, pressed},
        turn::Turn,
    },
    db::{Conn, Id},
    error::{Error, Result},
    jobs::At,
    people::Role,
    t,
};
use card::Show;
use cards::Side;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "deliveries",
    doors,
    answers,
    forms: &[
        Form::of::<booking::BookDelivery>(),
        Form::of::<booking::ByHand>(),
        Form::of::<booking::Excuse>(),
        Form::of::<dates::OfferWindows>(),
        Form::of::<dates::OtherTime>(),
        Form::of::<dates::PhoneAgreed>(),
    ],
    commands: &[
        Command { name: "courier", word: "доставка", about: "command-courier", rank: 50, roles: KEEPERS },
        Command { name: "courier", word: "курьер", about: "", rank: 0, roles: KEEPERS },
    ],
    presses: &[("delivery", KEEPERS), ("booking", KEEPERS), ("dates", KEEPERS), ("slot", &[Role::Client])],
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(booking::card_lines(conn, client)),
        buttons: |client| vec![booking::courier_button(client)],
        proves: false,
    }),
    asks: booking::ASKS,
    undo: &[booking::BOOKED, booking::ORDERED, dates::DATED],
    watch: Some(|conn, at| Box::pin(look(conn, at))),
    ..Feature::EMPTY
};

/// Who ships.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    let own = vec![pressed::<Show>().endpoint(show)];
    let parts =
        [booking::doors(), dates::doors(), courier::doors(), carriers::doors(), follow::doors(), receipt::doors()];
    parts.into_iter().fold(own, |all, part| [all, part].concat())
}

fn answers() -> Vec<Routes> {
    let parts = [
        booking::answers(),
        dates::answers(),
        courier::answers(),
        carriers::answers(),
        follow::answers(),
        receipt::answers(),
    ];
    parts.concat()
}

/// What is to be said now: the parts look at their rows, one after another.
async fn look(conn: &mut Conn, at: &At) -> Result {
    dates::look(conn, at).await?;
    courier::look(conn, at).await?;
    carriers::look(conn, at).await?;
    receipt::look(conn, at).await?;
    follow::look(conn, at).await
}

/// A delivery in the acting person's sight.
async fn mine(turn: &Turn, id: Id<Delivery>) -> Result<Delivery> {
    let delivery = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    delivery.ok_or_else(|| Error::User(t!("delivery-absent")))
}

async fn show(turn: Turn, Show(id): Show) -> Result {
    let delivery = mine(&turn, id).await?;
    let me = turn.me().clone();
    let screen = card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    cards::show(&turn, delivery.id, Side::Us, screen).await
}
