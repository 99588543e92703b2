//! Deliveries: what goes to a client is written down, agreed, ordered, followed and confirmed by whoever gets it
//! (PRODUCT D4, D5).
//!
//! Its law: a delivery never goes back a step by itself; one tap of one person orders it, once, whatever the network does;
//! client and manager see one card each, which changes in place; it is not done before the client says so, or somebody
//! says why not. Goods are kept by `warehouse`, papers by `papers`, a problem becomes one of `claims`.
//!
//! `booking` writes it down, `dates` agrees the window, `courier`, `carriers` move it, `follow` watches it, `receipt` hears
//! the client. Each adds its part to the card (`card`), and moves the delivery only by `moves`.

mod arrival;
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

pub use arrival::{Arrives, Install, arrives, goods, installed, latest, line, of, of_client};
#[cfg(test)]
pub use desk_tests::{IGOR, OLGA, People, booked, joins, people};
pub use model::{Delivery, State};

use super::{Ask, CardPart, Feature, Inverse, Rule, Section, Team};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, pressed},
        shown::{self, Side},
        turn::Turn,
    },
    db::{Conn, Id},
    error::{Error, Result},
    jobs::At,
    people::Role,
    t,
};
use card::Show;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "deliveries",
    doors,
    answers,
    free: receipt::free,
    forms: &FORMS,
    commands: &COMMANDS,
    presses: &PRESSES,
    rules: &RULES,
    asks: &ASKS,
    undo: &INVERSES,
    jobs: courier::JOBS,
    hooks: &[courier::HOOK],
    watch: Some(|conn, at| Box::pin(look(conn, at))),
    hears: Some(|conn, news, moment| Box::pin(follow::hear(conn, news, moment))),
    digest: Some(Section {
        rank: 35,
        lines: |conn, morning| Box::pin(follow::digest_lines(conn, morning)),
        week: |conn, morning| Box::pin(follow::week(conn, morning)),
        items: |conn, morning| Box::pin(follow::digest_items(conn, morning)),
        card: |turn, id| Box::pin(follow::digest_card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(follow::card_lines(conn, client)),
        buttons: |client| vec![booking::courier_button(client), follow::list_button(client)],
        proves: true,
    }),
    holds: Some(|conn, invoice| Box::pin(rows::holds(conn, invoice))),
    starts: &[receipt::START],
    team: Some(Team {
        rank: 35,
        lines: |conn, morning| Box::pin(follow::team_lines(conn, morning)),
        loads: |conn, morning| Box::pin(follow::loads(conn, morning)),
    }),
    screens: || [receipt::samples(), carriers::samples(), courier::samples()].concat(),
    ..Feature::EMPTY
};

const FORMS: [Form; 12] = join(&[booking::FORMS, dates::FORMS, carriers::FORMS, receipt::FORMS, follow::FORMS]);
const COMMANDS: [Command; 6] = join(&[booking::COMMANDS, courier::COMMANDS, carriers::COMMANDS, follow::COMMANDS]);
const PRESSES: [(&str, &[Role]); 13] = join(&[
    &[("delivery", KEEPERS)],
    booking::PRESSES,
    dates::PRESSES,
    courier::PRESSES,
    carriers::PRESSES,
    receipt::PRESSES,
    follow::PRESSES,
]);
const RULES: [Rule; 4] = join(&[courier::RULES, carriers::RULES, follow::RULES]);
const ASKS: [Ask; 2] = join(&[booking::ASKS, carriers::ASKS]);
const INVERSES: [Inverse; 13] = join(&[booking::INVERSES, dates::INVERSES, courier::INVERSES, carriers::INVERSES]);

/// What the parts bring, in one list.
const fn join<T: Copy, const N: usize>(parts: &[&[T]]) -> [T; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            all[count] = parts[part][at];
            at += 1;
            count += 1;
        }
        part += 1;
    }
    assert!(count == N, "the list has another length");
    all
}

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
    shown::show(&turn, &delivery.link(), Side::Us, screen).await.map(drop)
}
