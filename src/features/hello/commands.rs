//! The command menu of Telegram: everybody sees the commands they may use, in their language.

use super::super::COMMANDS;
use crate::{
    bot::{outbox, routes::Command},
    db::{Conn, Timestamp},
    error::Result,
    lang::Lang,
    people::Person,
    text::{Reader, Text},
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// The commands a person may use, what is needed most first.
pub fn of(person: &Person, commands: &'static [Command]) -> impl Iterator<Item = &'static Command> {
    let may = |command: &&Command| command.roles.is_empty() || person.is_any(command.roles);
    let mut mine: Vec<_> = commands.iter().filter(|command| !command.about.is_empty()).filter(may).collect();
    mine.sort_by_key(|command| command.rank);
    mine.into_iter()
}

/// Tells Telegram the person's commands: after joining, and when roles or the language change.
pub async fn announce(conn: &mut Conn, person: &Person, now: DateTime<Utc>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let reader = person.reader(now);
    let commands: Vec<Value> = of(person, &COMMANDS).map(|command| describe(command, &reader)).collect();
    let payload = json!({ "commands": commands, "scope": { "type": "chat", "chat_id": chat } });
    outbox::call(conn, "setMyCommands", payload, Timestamp::from(now)).await
}

/// What strangers see, in both languages; put at every start, but starts in quick succession do not pile it up.
pub async fn announce_to_strangers(conn: &mut Conn, now: DateTime<Utc>) -> Result {
    for lang in Lang::ALL {
        let reader = Reader { lang, zone: chrono_tz::Europe::Moscow, now };
        let start = json!({ "command": "start", "description": crate::t!("command-start").plain(&reader) });
        let mut payload = json!({ "commands": [start] });
        if lang != Lang::default() {
            payload["language_code"] = json!(lang.code());
        }
        if !outbox::is_waiting(conn, "setMyCommands", &payload).await? {
            outbox::call(conn, "setMyCommands", payload, Timestamp::from(now)).await?;
        }
    }
    Ok(())
}

fn describe(command: &Command, reader: &Reader) -> Value {
    let about = Text::of(command.about);
    json!({ "command": command.name, "description": about.plain(reader) })
}
