//! Payments: the bank's file is read, money finds its invoices, promises to pay are kept or broken by it.
//!
//! A payment that several sources tell of is one. It is matched by what the accountant has written down, by the invoice
//! numbers in its purpose, then by INN and sum; the rest waits for a hand, one card at a time, with a proposal. A statement
//! can be taken back whole. Reminders to clients are the work of `dunning`, reading 1С that of `ledger`.
//! Deliberately not here yet: taking refunds off invoices (a statement's refunds are only told).

mod bank;
mod freshness;
mod hand;
mod history;
mod import;
mod judging;
mod matching;
mod promise;
mod queries;
mod same;
mod take;
mod take_back;
mod told;
mod views;

#[cfg(test)]
mod bank_tests;
#[cfg(test)]
mod desk_tests;
#[cfg(test)]
mod freshness_tests;
#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod matching_tests;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub use bank::read as read_statement;
#[cfg(test)]
pub use desk_tests::{Paid, bank, opened};
pub use history::{Came, Word, came_by_day, came_since, words_since};
#[cfg(test)]
pub use matching::numbers as numbers_in;
pub use promise::{NewPromise, Promise, State, broken_since, open_of, open_until, promise, withdraw, word_of};
pub use queries::{advances, is_known};
pub use take::take;
pub use told::{Covered, Operation, Source, Told};

use super::{CardPart, Feature, Import, Inverse, Section, TakeBack};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    error::Result,
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "payments",
    doors,
    answers,
    forms: &[Form::of::<hand::Assign>()],
    commands: &[
        Command { name: "promises", word: "обещания", about: "command-promises", rank: 50, roles: PROMISED },
        Command { name: "payments", word: "платежи", about: "command-payments", rank: 85, roles: KEEPERS },
    ],
    presses: &[("pay", KEEPERS)],
    digest: Some(Section {
        rank: 20,
        lines: |conn, morning| Box::pin(views::digest_lines(conn, morning)),
        week: |conn, morning| Box::pin(views::week(conn, morning)),
        items: |conn, morning| Box::pin(views::digest_items(conn, morning)),
        card: |turn, id| Box::pin(views::promise_card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(views::card_lines(conn, client)),
        buttons: |_| Vec::new(),
        proves: true,
    }),
    imports: &[Import {
        name: "bank",
        roles: KEEPERS,
        recognises: bank::recognises,
        read: |conn, file, by| Box::pin(import::read(conn, file, by)),
        take_back: Some(TakeBack {
            weigh: |conn, done| Box::pin(take_back::weigh(conn, done)),
            undo: |conn, import, moment| Box::pin(take_back::undo(conn, import, moment)),
        }),
    }],
    holds: Some(|conn, invoice| Box::pin(take_back::holds(conn, invoice))),
    rules: &[freshness::RULE],
    objects: Some(|conn, client, moment| Box::pin(freshness::objections(conn, client, moment))),
    undo: &[Inverse {
        kind: "payment.settled",
        name: |_| Ok(t!("payment-deed")),
        undo: |turn, event| Box::pin(hand::undo(turn, event)),
    }],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who keeps the bank's files.
const KEEPERS: &[Role] = &[Role::Accounting, Role::Head, Role::Admin];
/// Who is promised money.
const PROMISED: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("promises").endpoint(promises),
        command("payments").endpoint(hand::next),
        pressed::<hand::Pay>().endpoint(hand::press),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<hand::Assign>().endpoint(hand::answer)]
}

async fn promises(turn: Turn) -> Result {
    let screen = views::promises(&turn).await?;
    turn.reply(screen).await.map(drop)
}
