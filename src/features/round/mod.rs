//! The call round: whom of those who owe to call next, one card per client, one tap per call (PRODUCT D1b, M1, M9).
//!
//! Its law: from the 20th of a month (the next working day, if nobody works) until its invoices are paid; whoever must not
//! be called now is not in it; the order is that of `collect` and can be explained; a call of a tap is a call like any
//! other, made by `calls` with all that follows from it; a tap on an old card does nothing twice; a client of nobody is in
//! one manager's hands at a time.
//!
//! Nothing that `collect` counts is kept here. A month of calls, payments and promises of one manager's clients is a few
//! hundred rows, seven statements read them however many clients there are, and rows that were corrected, undone, matched
//! later or handed to another manager are right at once, which counters raised by news would not be. What is usual is
//! learned from the manager's own clients and the pool.
//!
//! `month` knows when the round is open, `gather` reads, `learn` counts, `rows` keeps where each person stands, `press` is
//! what buttons carry and `walk` what they do, `card` and `views` are the screens, `aim` is the way to the month's share,
//! `slow` sees that a round hardly moves.
//! Deliberately not here yet: words typed at a card (a reply to the card opens the form of a call), learning from months
//! that have ended how far forecasts were off.

mod aim;
mod card;
mod gather;
mod learn;
mod month;
mod press;
mod rows;
mod samples;
mod slow;
#[cfg(test)]
mod tests;
mod views;
mod walk;

use super::{Feature, Inverse, Section, Team};
use crate::{
    bot::routes::{Command, Routes, command, pressed},
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "round",
    doors,
    commands: &[Command { name: "round", word: "обзвон", about: "command-round", rank: 15, roles: CALLERS }],
    presses: &[("round", CALLERS)],
    digest: Some(Section {
        rank: 15,
        lines: |conn, morning| Box::pin(views::digest_lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |_, _| Box::pin(async { Ok(Vec::new()) }),
        card: |_, _| Box::pin(async { Ok(None) }),
    }),
    digest_buttons: views::digest_buttons,
    undo: &[Inverse {
        kind: "round.quiet",
        name: |_| Ok(t!("round-deed-quiet")),
        undo: |turn, event| Box::pin(walk::undo_quiet(turn, event)),
    }],
    every: &[slow::AT_FOUR],
    team: Some(Team {
        rank: 42,
        lines: |_, _| Box::pin(async { Ok(Vec::new()) }),
        loads: |conn, morning| Box::pin(slow::loads(conn, morning)),
    }),
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who makes the round.
const CALLERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![command("round").endpoint(walk::open), pressed::<press::Press>().endpoint(walk::press)]
}
