//! Hello: who may come in, and what everybody finds at the door.
//!
//! A stranger gets one neutral answer and no data. Staff come in by a one-time link; contact persons of clients by a
//! link of their manager, after consent and with the phone number their card has. Commands, menu and help are made from
//! the list of rooms. Deliberately not here: who leaves (administration), rights of a contact person (portfolio).

mod commands;
mod join;
mod queries;
mod settings;
#[cfg(test)]
mod tests;
mod views;

pub use commands::{announce, announce_to_strangers};
pub use join::{Invited, add_staff, invite};
pub use queries::add_person;

use super::{ALL, COMMANDS, Feature, Start};
use crate::{
    bot::{
        frame,
        routes::{Args, Command, Routes, command, pressed},
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    error::Result,
    people::Role,
    phone::Phone,
    t,
};
use settings::Setting;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "hello",
    doors,
    commands: &[
        Command { name: "menu", word: "меню", about: "command-menu", rank: 0, roles: &[] },
        Command { name: "drafts", word: "черновики", about: "command-drafts", rank: 100, roles: STAFF },
        Command { name: "settings", word: "настройки", about: "command-settings", rank: 120, roles: &[] },
        Command { name: "privacy", word: "данные", about: "command-privacy", roles: &[], rank: 125 },
        Command { name: "help", word: "помощь", about: "command-help", rank: 130, roles: &[] },
        Command { name: "cancel", word: "отмена", about: "command-cancel", rank: 140, roles: &[] },
        Command { name: "start", word: "старт", about: "", rank: 0, roles: &[] },
    ],
    presses: &[("set", &[]), ("join", &[Role::Manager, Role::Head, Role::Deputy, Role::Admin])],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Everybody who is not a client.
pub const STAFF: &[Role] = &[
    Role::Manager,
    Role::Head,
    Role::Deputy,
    Role::Engineer,
    Role::Support,
    Role::Implementer,
    Role::Sales,
    Role::Accounting,
    Role::Marketing,
    Role::Admin,
];

fn doors() -> Vec<Routes> {
    vec![
        command("start").endpoint(start),
        command("menu").endpoint(menu),
        command("help").endpoint(help),
        command("privacy").endpoint(privacy),
        command("cancel").endpoint(cancel),
        command("drafts").endpoint(drafts),
        command("settings").endpoint(settings::open),
        pressed::<Setting>().endpoint(settings::change),
        pressed::<join::Verdict>().endpoint(join::decide),
        dptree::filter(|said: Said| matches!(said, Said::Press(data) if data == views::CONSENT))
            .endpoint(join::consent),
        dptree::filter_map(|said: Said| match said {
            Said::Contact { phone, own: true, .. } => Some(Own(phone)),
            _ => None,
        })
        .branch(
            dptree::filter_async(|turn: Turn| async move { join::is_at_the_door(&turn).await }).endpoint(own_number),
        ),
    ]
}

/// A person's own number.
#[derive(Clone)]
struct Own(Option<Phone>);

/// Somebody known who comes in by another link shows their number.
async fn own_number(turn: Turn, Own(phone): Own) -> Result {
    join::phone(turn, phone, true).await
}

/// Whatever a stranger does: a link of a room is opened and gone on with, an invitation is looked at, who is at the door
/// hears the step again, anything else gets the one neutral answer.
pub async fn stranger(turn: Turn, said: Said) -> Result {
    for start in ALL.iter().flat_map(|room| room.starts) {
        let theirs = match &said {
            Said::Command { name, args } if name == "start" => opens(&turn, start, args).await?,
            said => (start.go_on)(turn.clone(), said.clone()).await?,
        };
        if theirs {
            return Ok(());
        }
    }
    match said {
        Said::Command { name, args } if name == "start" && !args.is_empty() => join::open(turn, &args).await,
        Said::Press(data) if data == views::CONSENT => join::consent(turn).await,
        Said::Contact { phone, own, .. } => join::phone(turn, phone, own).await,
        Said::Reachable(_) | Said::Edited { .. } => Ok(()),
        _ => join::words(turn).await,
    }
}

/// Whether a room has opened its link.
async fn opens(turn: &Turn, start: &Start, code: &str) -> Result<bool> {
    Ok(code.starts_with(start.prefix) && (start.open)(turn.clone(), code.to_owned()).await?)
}

async fn start(turn: Turn, Args(code): Args) -> Result {
    for start in ALL.iter().flat_map(|room| room.starts) {
        if opens(&turn, start, &code).await? {
            return Ok(());
        }
    }
    if code.is_empty() { menu(turn).await } else { join::again(turn, &code).await }
}

async fn menu(turn: Turn) -> Result {
    turn.reply(views::menu(turn.me(), &COMMANDS)).await.map(drop)
}

async fn help(turn: Turn) -> Result {
    turn.reply(views::help(turn.me(), &COMMANDS)).await.map(drop)
}

/// What is kept about a person and why, and when they agreed to it.
async fn privacy(turn: Turn) -> Result {
    turn.reply(views::privacy(turn.me())).await.map(drop)
}

async fn cancel(turn: Turn) -> Result {
    match turn.draft() {
        Some(draft) => frame::cancel(&turn, draft).await,
        None => turn.toast(t!("cancel-nothing")).await,
    }
}

async fn drafts(turn: Turn) -> Result {
    let screen = frame::list(&turn).await?;
    turn.reply(screen).await.map(drop)
}

/// The way back to the menu, for screens that end a story.
pub fn menu_row() -> [Button; 1] {
    [Button::command(t!("menu-button"), "menu")]
}

/// A screen of one text with the way back to the menu.
pub fn word(text: crate::text::Text) -> Screen {
    Screen::new(text).row(menu_row())
}
