//! Installations: what is mounted at a client is written down, its day is agreed by three people in three taps, and the visit
//! is followed until the client accepts it (PRODUCT D6, M4).
//!
//! Its law: a day is agreed only if it was offered to the client, wanted by the client and taken by the engineer; no day is
//! offered that can't be; one half-day of an engineer belongs to one talk. Each of the three has one card, which changes in
//! place. When the site or the goods slip, every day that depends on them is found.
//!
//! `need` writes it down, `grounds` says which days may be, `moves` takes the steps of the talk, `tell` says them; `card`,
//! `client`, `engineer` are the three sides with their buttons; `visit` is the day itself, `slips` watches what it stands on,
//! `board` shows them together. The days are reckoned in `slots`, engineers' half-days are kept by `engineers`.

mod board;
mod card;
mod cards;
mod client;
mod engineer;
mod grounds;
mod ics;
mod kept;
mod model;
mod moves;
mod need;
mod not_ready;
mod other;
mod press;
mod reason;
mod rows;
mod rule;
mod said;
mod samples;
mod slips;
mod tell;
#[cfg(test)]
mod tests;
mod visit;

pub use model::{Installation, State};

use super::{CardPart, Feature, Inverse, Section, Team, deliveries};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    db::{Conn, Id},
    error::{Error, Result},
    jobs::At,
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "installations",
    doors,
    answers,
    free: visit::free,
    forms: &[
        Form::of::<need::NeedInstallation>(),
        Form::of::<reason::SayWhy>(),
        Form::of::<other::OtherDay>(),
        Form::of::<not_ready::NotReady>(),
        Form::of::<visit::Failed>(),
        Form::of::<visit::Remarks>(),
    ],
    commands: &COMMANDS,
    presses: &[
        ("install", KEEPERS),
        ("installation", KEEPERS),
        ("installs", board::READERS),
        ("deliveryinstall", KEEPERS),
        ("fits", &[Role::Client]),
        ("job", &[Role::Engineer]),
        ("atsite", &[Role::Engineer]),
        ("accept", &[Role::Client]),
    ],
    rules: rule::RULES,
    watch: Some(|conn, at| Box::pin(look(conn, at))),
    hears: Some(|conn, news, moment| Box::pin(slips::hears(conn, news, moment))),
    digest: Some(Section {
        rank: 36,
        lines: |conn, morning| Box::pin(board::digest_lines(conn, morning)),
        week: |conn, morning| Box::pin(board::week(conn, morning)),
        items: |conn, morning| Box::pin(board::digest_items(conn, morning)),
        card: |turn, id| Box::pin(board::digest_card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(board::card_lines(conn, client)),
        buttons: |client| vec![need::client_button(client)],
        proves: true,
    }),
    team: Some(Team {
        rank: 36,
        lines: |conn, morning| Box::pin(board::team_lines(conn, morning)),
        loads: |conn, morning| Box::pin(board::loads(conn, morning)),
    }),
    undo: &[
        Inverse {
            kind: "installation.opened",
            name: |_| Ok(t!("need-deed")),
            undo: |turn, event| Box::pin(need::undo(turn, event)),
        },
        Inverse {
            kind: "installation.cancelled",
            name: |_| Ok(t!("need-deed-cancelled")),
            undo: |turn, event| Box::pin(need::undo_cancelled(turn, event)),
        },
    ],
    screens: samples::all,
    ..Feature::EMPTY
};

const COMMANDS: [Command; 4] = [
    need::COMMANDS[0],
    need::COMMANDS[1],
    Command { name: "installs", word: "монтажи", about: "command-installs", rank: 53, roles: board::READERS },
    Command { name: "jobs", word: "выезды", about: "command-jobs", rank: 20, roles: &[Role::Engineer] },
];

/// Who agrees dates.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    let own = vec![
        command("install").endpoint(need::start),
        command("installs").endpoint(board::list),
        command("jobs").endpoint(board::jobs),
        pressed::<card::Show>().endpoint(press::show),
        pressed::<press::Press>().endpoint(press::press),
        pressed::<board::Page>().endpoint(board::page),
        pressed::<deliveries::Install>().endpoint(need::after_delivery),
        pressed::<client::Fits>().endpoint(client::press),
        pressed::<engineer::Job>().endpoint(engineer::press),
    ];
    [own, visit::doors()].concat()
}

fn answers() -> Vec<Routes> {
    let own = vec![
        in_dialogue::<need::NeedInstallation>().endpoint(need::answer),
        in_dialogue::<reason::SayWhy>().endpoint(reason::answer),
        in_dialogue::<other::OtherDay>().endpoint(other::answer),
        in_dialogue::<not_ready::NotReady>().endpoint(not_ready::answer),
    ];
    [own, visit::answers()].concat()
}

/// What is to be said now.
async fn look(conn: &mut Conn, at: &At) -> Result {
    slips::look(conn, None, at.moment()).await?;
    visit::look(conn, at.moment()).await
}

/// An installation in the acting person's sight.
async fn mine(turn: &Turn, id: Id<Installation>) -> Result<Installation> {
    let installation = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    installation.ok_or_else(|| Error::User(t!("installation-absent")))
}
