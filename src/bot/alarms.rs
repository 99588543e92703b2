//! What the admins are told of the machine itself: once per incident, whichever process saw it and however often it
//! starts. An incident is over when it was not seen for a while.

use crate::{
    bot::{
        facts,
        outbox::{self, Class, Letter},
        screen::Screen,
    },
    db::{Conn, Db, Timestamp},
    error::Result,
    people::{self, Person, Role},
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};

/// Not seen for so long, it is over.
const QUIET: TimeDelta = TimeDelta::minutes(15);

/// Somebody takes our updates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alarm {
    /// Another process polls with our token.
    Rival,
    /// Updates were pushed to this host.
    Diverted(String),
    /// Our webhook had been removed.
    Removed,
}

impl Alarm {
    fn name(&self) -> String {
        match self {
            Self::Rival => "alarm:rival".to_owned(),
            Self::Diverted(host) => format!("alarm:diverted:{host}"),
            Self::Removed => "alarm:removed".to_owned(),
        }
    }

    fn words(&self) -> Text {
        match self {
            Self::Rival => t!("frame-alarm-rival"),
            Self::Diverted(host) => t!("frame-alarm-diverted", host = host.clone()),
            Self::Removed => t!("frame-alarm-removed"),
        }
    }
}

/// It is seen now: tells every admin, if it is a new incident.
pub async fn raise(db: &Db, now: Timestamp, alarm: &Alarm) -> Result {
    let name = alarm.name();
    let mut tx = db.begin().await?;
    let seen: Option<Timestamp> = facts::known(&mut tx, &name).await?;
    facts::keep(&mut tx, &name, &now).await?;
    if seen.is_none_or(|seen| now.0 - seen.0 >= QUIET) {
        // Two processes that see the same beginning say it once.
        let incident = seen.map_or_else(|| "first".to_owned(), |seen| seen.to_string());
        let admins = people::all_with_role(&mut tx, Role::Admin).await?;
        tell(&mut tx, &admins, now.0, &format!("{name}:{incident}"), &Screen::new(alarm.words())).await?;
    }
    tx.commit().await
}

/// Tells those who look after the machine, each once under the key.
pub async fn tell(conn: &mut Conn, people: &[Person], now: DateTime<Utc>, key: &str, screen: &Screen) -> Result {
    for person in people {
        let Some(chat) = person.tg_id else { continue };
        let key = Some(format!("{key}:{}", person.id));
        let letter = Letter { class: Class::Alert, key, ..Letter::reply(chat, person.reader(now), screen) };
        outbox::send(conn, letter).await?;
    }
    Ok(())
}
