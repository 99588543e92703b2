//! Invoices: what a client owes, what is overdue, what is disputed or awaited. Issued in 1С, read here from files.
//! Deliberately not here: sending an invoice to a client with what it is paid by (`billing`), the issue of a month
//! (`issue`), requests and ПФ (`bills`), reading 1С itself (`ledger`).

mod import;
mod model;
mod objections;
mod queries;
mod take;
mod take_back;
mod views;

pub use model::{Debt, Invoice};
pub use queries::{
    aging, all_unpaid, await_payment, bare_number, by_id, client_of, debts, dispute, dispute_these, issued,
    issued_between, issued_sum, latest_of, net_of_dispute, open_of, open_with_numbers, owed, pay, unpaid_until,
};
pub use take::{Refused, Taken, Told, take};

use super::{CardPart, Feature, Import, Section, TakeBack, Team};
use crate::{
    bot::{
        routes::{Command, Routes, command, pressed},
        turn::Turn,
    },
    error::Result,
    people::Role,
};
use views::Overdue;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "invoices",
    doors,
    commands: &[Command {
        name: "overdue", word: "просрочка", about: "command-overdue", rank: 40, roles: COLLECTORS
    }],
    presses: &[("overdue", COLLECTORS)],
    digest: Some(Section {
        rank: 10,
        lines: |conn, morning| Box::pin(views::digest_lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |conn, morning| Box::pin(views::digest_items(conn, morning)),
        card: |turn, id| Box::pin(views::debtor(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, today| Box::pin(views::card_lines(conn, client, today)),
        buttons: |_| Vec::new(),
        proves: true,
    }),
    team: Some(Team {
        rank: 40,
        lines: |conn, morning| Box::pin(views::team_lines(conn, morning)),
        loads: |conn, morning| Box::pin(views::loads(conn, morning)),
    }),
    imports: &[Import {
        name: "invoices",
        roles: &[Role::Accounting, Role::Head, Role::Admin],
        recognises: import::recognises,
        read: |conn, file, by| Box::pin(import::read(conn, file, by)),
        take_back: Some(TakeBack {
            weigh: |conn, done| Box::pin(take_back::weigh(conn, done)),
            undo: |conn, import, _| Box::pin(take_back::undo(conn, import)),
        }),
    }],
    objects: Some(|conn, client, moment| Box::pin(objections::objections(conn, client, moment))),
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who collects money.
const COLLECTORS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Accounting, Role::Admin];

fn doors() -> Vec<Routes> {
    vec![command("overdue").endpoint(overdue), pressed::<Overdue>().endpoint(page)]
}

async fn overdue(turn: Turn) -> Result {
    let screen = views::overdue(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, Overdue(page): Overdue) -> Result {
    let screen = views::overdue(&turn, page).await?;
    turn.show(screen).await
}
