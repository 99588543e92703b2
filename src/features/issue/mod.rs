//! The issue: a month's invoices are looked over, issued in 1С, compared with what clients are to pay, and sent (PRODUCT D3b,
//! rows 5.1 and 5.2).
//!
//! Its law: what a client pays is said by hands and tables, and the later word about a month counts (`fees`); what is not
//! as expected is a case until somebody decides it with a reason or the invoices become as expected (`judge`, `cases`): it
//! looks at rows, so an import settles cases and brings them back by itself; where a person stands survives a restart;
//! invoices go out together, to just those who were shown, can be taken back as long as nothing has gone, and the same one
//! never goes twice to the same person unasked.
//!
//! `cycle` knows the days, `book` reads, `walk` goes through the cards, `send` and `jobs` send, `watch` tells, `check` is the
//! list of the 13th, `fee` and `import` set fees, `rule` and `digest` are the head's.
//! Deliberately not here: issuing itself (1С), paper and e-mail, fee rises and additional agreements (D24).

mod accounting;
mod batches;
mod book;
mod cases;
mod check;
mod cycle;
mod digest;
mod fee;
mod fees;
mod import;
mod jobs;
mod judge;
mod model;
mod months;
mod press;
mod rule;
mod runs;
mod samples;
mod send;
#[cfg(test)]
mod tests;
mod views;
mod walk;
mod watch;
mod why;

pub use cycle::Cycle;
pub use fees::{Fees, of_owner as fees_of};

use super::{CardPart, Feature, Import, Inverse, Section, TakeBack, Team};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
    },
    jobs::Kind,
    people::Role,
    t,
};
use book::ISSUERS;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "issue",
    doors,
    answers,
    forms: &[Form::of::<fee::SetFee>(), Form::of::<why::Why>()],
    commands: &[Command {
        name: "issue", word: "выставление", about: "command-issue", rank: 43, roles: ISSUERS
    }],
    presses: &[("issue", ISSUERS), ("fee", ISSUERS)],
    jobs: &[Kind { name: jobs::SEND, run: |at, payload| Box::pin(jobs::run(at, payload)) }],
    watch: Some(|conn, at| Box::pin(watch::look(conn, at))),
    rules: &[rule::RULE],
    digest: Some(Section {
        rank: 16,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |_, _| Box::pin(async { Ok(Vec::new()) }),
        card: |_, _| Box::pin(async { Ok(None) }),
    }),
    digest_buttons: digest::buttons,
    card: Some(CardPart {
        lines: |conn, client, today| Box::pin(fee::card_lines(conn, client, today)),
        buttons: |client| vec![fee::button(client)],
        proves: false,
    }),
    card_rank: 53,
    team: Some(Team {
        rank: 42,
        lines: |conn, morning| Box::pin(digest::team_lines(conn, morning)),
        loads: |_, _| Box::pin(async { Ok(Vec::new()) }),
    }),
    undo: &[
        Inverse { kind: "fee.set", name: |_| Ok(t!("fee-deed")), undo: |turn, event| Box::pin(fee::undo(turn, event)) },
        Inverse {
            kind: "issue.decided",
            name: |_| Ok(t!("issue-deed")),
            undo: |turn, event| Box::pin(walk::undo(turn, event)),
        },
        Inverse { kind: "issue.sent", name: send::name, undo: |turn, event| Box::pin(send::undo(turn, event)) },
    ],
    imports: &[Import {
        name: "fees",
        roles: &[Role::Accounting, Role::Head, Role::Admin],
        recognises: import::recognises,
        read: |conn, file, by| Box::pin(import::read(conn, file, by)),
        take_back: Some(TakeBack {
            weigh: |conn, done| Box::pin(import::weigh(conn, done)),
            undo: |conn, import, _| Box::pin(import::undo(conn, import)),
        }),
    }],
    screens: samples::samples,
    ..Feature::EMPTY
};

fn doors() -> Vec<Routes> {
    vec![
        command("issue").endpoint(walk::open),
        pressed::<press::Press>().endpoint(walk::press),
        pressed::<fee::FeeOf>().endpoint(fee::open),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<fee::SetFee>().endpoint(fee::answer), in_dialogue::<why::Why>().endpoint(why::answer)]
}
