//! Dead: what the machine has given up, for the admin (`/dead`): updates that failed three times, messages Telegram refused,
//! jobs out of tries. Each is tried again or put away.
//!
//! Its law: nothing of what a person wrote is shown, only what it was, since when and why it failed. Trying again is safe:
//! an update that failed has changed nothing, a job looks outside whether it was done.
//!
//! Deliberately not here: mending what is wrong with it. That is for whoever reads the log.

mod views;

use super::Feature;
use crate::{
    bot::{
        dead::{self, Name},
        routes::{Command, Routes, command, pressed},
        screen::Press,
        turn::Turn,
    },
    error::Result,
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "dead",
    doors,
    commands: &[Command { name: "dead", word: "сбои", about: "command-dead", rank: 119, roles: MECHANICS }],
    presses: &[("dead", MECHANICS)],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who mends the machine.
const MECHANICS: &[Role] = &[Role::Admin];

/// A button of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// A page of it.
    Page(usize),
    /// One is tried again.
    Retry(Name),
    /// Everything is tried again.
    RetryAll,
    /// One is put away.
    PutAway(Name),
}

impl Press for Act {
    const ROOM: &'static str = "dead";

    fn pack(&self) -> String {
        match self {
            Self::Page(page) => page.to_string(),
            Self::Retry(name) => format!("again:{name}"),
            Self::RetryAll => "all".to_owned(),
            Self::PutAway(name) => format!("away:{name}"),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        match data.split_once(':') {
            Some(("again", name)) => name.parse().ok().map(Self::Retry),
            Some(("away", name)) => name.parse().ok().map(Self::PutAway),
            Some(_) => None,
            None if data == "all" => Some(Self::RetryAll),
            None => data.parse().ok().map(Self::Page),
        }
    }
}

fn doors() -> Vec<Routes> {
    vec![command("dead").endpoint(open), pressed::<Act>().endpoint(press)]
}

async fn open(turn: Turn) -> Result {
    let all = dead::all(&mut turn.db()).await?;
    turn.reply(views::list(&all, 0)).await.map(drop)
}

async fn press(turn: Turn, act: Act) -> Result {
    let page = if let Act::Page(page) = act { page } else { 0 };
    let done = match &act {
        Act::Page(_) => None,
        Act::Retry(name) => Some((dead::retry(&mut turn.db(), name, turn.stamp()).await?, t!("dead-tried"))),
        Act::PutAway(name) => Some((dead::put_away(&mut turn.db(), name).await?, t!("dead-away"))),
        Act::RetryAll => {
            let all = dead::all(&mut turn.db()).await?;
            for one in &all {
                dead::retry(&mut turn.db(), &one.name, turn.stamp()).await?;
            }
            Some((!all.is_empty(), t!("dead-tried-all", count = all.len())))
        }
    };
    if let Some((happened, words)) = done {
        tracing::info!(?act, happened, "an admin has looked after what was given up");
        turn.toast(if happened { words } else { t!("dead-gone") }).await?;
    }
    let all = dead::all(&mut turn.db()).await?;
    turn.show(views::list(&all, page)).await
}
