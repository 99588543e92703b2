//! Imports: a file sent to the bot, or named on the command line, is recognised by the room that reads it, read on
//! trial, shown with counts and every bad row, and stored only after a yes. Nothing is ever half-imported. A whole import is
//! taken back by whoever may load such files, after a yes to just what goes.
//! Deliberately not here: taking clients and counts of stock back as a whole, other deeds have grown into them.

mod chat;
mod unload;
mod views;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;

pub use chat::READ;

use super::{ALL, Feature, Import};
use crate::{
    bot::{
        routes::{Command, Routes, command, pressed},
        said::Said,
        turn::Turn,
    },
    clock::Clock,
    db::Db,
    error::Result,
    files::{By, File, LARGEST, Report},
    jobs::Kind,
    people::Role,
    t,
};
use chat::Yes;
use unload::Unload;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "imports",
    doors,
    free,
    commands: &[
        Command { name: "import", word: "загрузка", about: "command-import", rank: 90, roles: SENDERS },
        Command { name: "imports", word: "загрузки", about: "command-imports", rank: 91, roles: SENDERS },
    ],
    presses: &[("import", SENDERS), ("unload", SENDERS)],
    jobs: &[Kind { name: READ, run: |at, payload| Box::pin(chat::read(at, payload)) }],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who may send files.
const SENDERS: &[Role] = &[Role::Accounting, Role::Head, Role::Admin];

fn doors() -> Vec<Routes> {
    vec![
        command("import").endpoint(help),
        command("imports").endpoint(unload::list),
        pressed::<Yes>().endpoint(chat::confirm),
        pressed::<Unload>().endpoint(unload::press),
    ]
}

fn free() -> Vec<Routes> {
    vec![
        dptree::filter(|turn: Turn| turn.me().is_any(SENDERS)).branch(
            dptree::filter_map(|said: Said| match said {
                Said::Document(file) => Some(file),
                _ => None,
            })
            .endpoint(chat::sent),
        ),
    ]
}

async fn help(turn: Turn) -> Result {
    turn.reply(super::hello::word(t!("import-help"))).await.map(drop)
}

/// The import of this name.
pub fn named(name: &str) -> Option<&'static Import> {
    ALL.iter().flat_map(|room| room.imports).find(|import| import.name == name)
}

/// The import a file looks like.
fn recognise(file: &File) -> Option<&'static Import> {
    ALL.iter().flat_map(|room| room.imports).find(|import| (import.recognises)(file))
}

/// Reads a file in a transaction of its own: stored if it is no trial and nothing is wrong with it.
pub async fn import(db: &Db, import: &Import, file: &File, by: By<'_>, trial: bool) -> Result<Report> {
    if file.bytes.len() > LARGEST {
        return Ok(Report::refused(t!("file-too-large", megabytes = LARGEST >> 20)));
    }
    let mut tx = db.begin().await?;
    let report = (import.read)(&mut tx, file, by).await?;
    if trial || !report.problems.is_empty() {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    Ok(report)
}

/// How a report reads on a terminal.
pub fn on_terminal(report: &Report, trial: bool, clock: &Clock) -> String {
    views::plain(report, trial, clock)
}
