//! Ledger: the books of 1С, read over OData in working hours as a second source behind the same door as files (PRODUCT D23,
//! 2.3, 5.1), and set against ours (`/ledger`).
//!
//! Its law: nothing is written there; what was read is taken in as if a file had brought it, so it is undone, judged and
//! grows old alike; what does not fit is left as it is and told to accounting and heads, once. How far 1С tells of money is
//! known only by the money in it: up to the day of the last receipt, and to the end of the day before.
//!
//! Deliberately not here: correcting 1С, and correcting ours by account 62: the accountant decides which of them is right.

mod compare;
mod jobs;
mod model;
mod rows;
mod take;
#[cfg(test)]
mod tests;
mod views;

use super::Feature;
use crate::{
    bot::{
        routes::{Command, Routes, command, pressed},
        screen::Press,
        turn::Turn,
    },
    error::Result,
    jobs::Kind,
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "ledger",
    doors,
    commands: &[Command { name: "ledger", word: "сверка", about: "command-ledger", rank: 87, roles: KEEPERS }],
    presses: &[("ledger", KEEPERS)],
    jobs: &[Kind { name: jobs::READ, run: |at, _| Box::pin(jobs::read(at)) }],
    watch: Some(|conn, at| Box::pin(jobs::watch(conn, at))),
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who keeps the books.
const KEEPERS: &[Role] = &[Role::Accounting, Role::Head, Role::Admin];

/// A button of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ledger {
    /// A page of the differences.
    Page(usize),
    /// 1С is to be read now.
    Now,
}

impl Press for Ledger {
    const ROOM: &'static str = "ledger";

    fn pack(&self) -> String {
        match self {
            Self::Page(page) => page.to_string(),
            Self::Now => "now".to_owned(),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        match data {
            "now" => Some(Self::Now),
            page => page.parse().ok().map(Self::Page),
        }
    }
}

fn doors() -> Vec<Routes> {
    vec![command("ledger").endpoint(open), pressed::<Ledger>().endpoint(press)]
}

async fn open(turn: Turn) -> Result {
    let screen = views::ledger(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn press(turn: Turn, press: Ledger) -> Result {
    let page = match press {
        Ledger::Page(page) => page,
        Ledger::Now => {
            jobs::put(&mut turn.db(), turn.now()).await?;
            turn.toast(t!("ledger-reading")).await?;
            0
        }
    };
    let screen = views::ledger(&turn, page).await?;
    turn.show(screen).await
}
