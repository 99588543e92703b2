//! Bills that are asked for (PRODUCT D3c, row 5.3, process 10): an invoice of ours that a manager needs for a client, and a
//! supplier's bill that is to be paid. Both stand in ПФ (ПланФакт) until they are paid.
//!
//! Its law: a bill goes forward by one tap of whoever has the step, each step has its time, and who is late is heard of by
//! the head (E13). What ПФ is told, it is told once: the bot looks for its own marker first, and where there is no ПланФакт
//! each step there is a tap of accounting. A client hears that the invoice is ready, and nothing else.
//!
//! Deliberately not here: making an invoice (1С does), sending it with what it is paid by (`billing`), suppliers themselves:
//! a supplier is a name and a tax number.

mod asking;
mod board;
mod card;
mod client;
mod deeds;
mod dialogue;
mod digest;
mod jobs;
mod model;
mod moves;
mod note;
mod rows;
mod rule;
mod samples;

#[cfg(test)]
mod planfact_tests;
#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;

use super::{CardPart, Feature, Inverse, Section, Team};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
    },
    people::Role,
    t,
};
use card::{Board, Press};
use dialogue::AskBill;
use note::BillNote;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "bills",
    doors,
    answers,
    forms: &[Form::of::<AskBill>(), Form::of::<BillNote>()],
    commands: &[
        Command { name: "bills", word: "счета", about: "command-bills", rank: 43, roles: STAFF },
        Command { name: "bill", word: "выставить", about: "command-bill", rank: 44, roles: STAFF },
        Command { name: "pf", word: "пф", about: "command-pf", rank: 45, roles: STAFF },
    ],
    alone: &["счета", "выставить", "пф"],
    presses: &[("bill", STAFF), ("bills", STAFF)],
    jobs: jobs::JOBS,
    watch: Some(|conn, at| {
        Box::pin(async move {
            jobs::look(conn, at).await?;
            rule::remind(conn, at.moment()).await
        })
    }),
    digest: Some(Section {
        rank: 56,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |conn, morning| Box::pin(digest::items(conn, morning)),
        card: |turn, id| Box::pin(digest::card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(digest::on_card(conn, client)),
        buttons: |_| Vec::new(),
        proves: false,
    }),
    card_rank: 53,
    card_more: |client| vec![digest::card_button(client)],
    rules: &[rule::E13],
    team: Some(Team {
        rank: 46,
        lines: |conn, morning| Box::pin(digest::team(conn, morning)),
        loads: |conn, morning| Box::pin(digest::loads(conn, morning)),
    }),
    undo: &[
        Inverse {
            kind: "bill.asked",
            name: |_| Ok(t!("bill-deed-asked")),
            undo: |turn, event| Box::pin(deeds::undo_asking(turn, event)),
        },
        Inverse {
            kind: "bill.moved",
            name: |event| Ok(deeds::name_of(event)),
            undo: |turn, event| Box::pin(deeds::undo(turn, event)),
        },
    ],
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who asks for bills and moves them on; which they may see, and which step is theirs, is asked with each.
const STAFF: &[Role] = &[Role::Manager, Role::Deputy, Role::Head, Role::Accounting];

fn doors() -> Vec<Routes> {
    vec![
        command("bills").endpoint(board::open),
        command("bill").endpoint(asking::ours),
        command("pf").endpoint(asking::theirs),
        pressed::<Board>().endpoint(board::page),
        pressed::<Press>().endpoint(deeds::press),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<AskBill>().endpoint(asking::answer), in_dialogue::<BillNote>().endpoint(note::answer)]
}
