//! A file sent to the bot: fetched and tried by a job, stored by a second one after a yes.

use super::{import, recognise, views};
use crate::{
    bot::{
        api::{LARGEST_FILE, Refusal},
        outbox::{self, Letter},
        said,
        screen::{Press, Screen, Words},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::hello,
    files::{By, File},
    jobs::{self, At, Failure},
    people::{self, Person},
    t,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The kind of job that reads a file.
pub const READ: &str = "import.read";

/// A file to read: whose, which, and whether it is only a trial.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Read {
    person: Id<Person>,
    file: said::File,
    trial: bool,
}

/// A row of `job`, seen from the button that repeats it for good.
#[derive(Debug)]
pub struct Sent;

/// `✅ Загрузить`: the file that was tried.
#[derive(Debug, Clone, Copy)]
pub struct Yes(pub Id<Sent>);

impl Press for Yes {
    const ROOM: &'static str = "import";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).id().map(Self)
    }
}

/// A document from somebody who may send files.
pub async fn sent(turn: Turn, file: said::File) -> Result {
    if file.size > LARGEST_FILE {
        return turn.reply(hello::word(t!("file-too-large", megabytes = LARGEST_FILE >> 20))).await.map(drop);
    }
    let read = Read { person: turn.me().id, file, trial: true };
    jobs::put(&mut turn.db(), READ, None, &read, turn.stamp()).await?;
    turn.reply(Screen::new(t!("import-reading", name = &read.file.name))).await.map(drop)
}

/// The yes: the same file again, for good. Twice is once.
pub async fn confirm(turn: Turn, Yes(id): Yes) -> Result {
    let tried = jobs::payload(&mut turn.db(), id.cast()).await?;
    let tried: Option<Read> = tried.and_then(|payload| serde_json::from_value(payload).ok());
    let Some(read) = tried.filter(|read| read.person == turn.me().id) else {
        return turn.toast(t!("frame-old-button")).await;
    };
    let key = format!("import:{id}");
    jobs::put(&mut turn.db(), READ, Some(&key), &Read { trial: false, ..read }, turn.stamp()).await?;
    turn.show(Screen::new(t!("import-storing"))).await
}

/// Fetches and reads a file; tells its sender what is in it.
pub async fn read(at: At, payload: Value) -> Result<(), Failure> {
    let payload_of: jobs::Payload<Read> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    let read = payload_of.inner;
    let api = at.api.as_ref().ok_or_else(|| Failure::Never("no Telegram to fetch the file from".to_owned()))?;
    let bytes = match api.download(&read.file.id).await {
        Ok(bytes) => Some(bytes),
        // Telegram will not give this file, however often it is asked.
        Err(Refusal::Said { code: 400, .. }) => None,
        Err(error) => return Err(Failure::Later(error.to_string())),
    };
    let person = people::present(&mut *at.db.read().await.map_err(Failure::from)?, read.person).await?;
    let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { return Ok(()) };
    let now = at.now();
    let file = bytes.map(|bytes| File { name: read.file.name.clone(), bytes });
    let kind = file.as_ref().and_then(recognise).filter(|import| person.is_any(import.roles));
    let screen = match (&file, kind) {
        (None, _) => hello::word(t!("import-gone", name = &read.file.name)),
        (Some(file), None) if file.bytes.is_empty() => hello::word(t!("file-empty")),
        (Some(file), None) => views::unknown(&file.name),
        (Some(file), Some(kind)) => {
            let by = By {
                person: Some(person.id),
                now,
                today: person.today(now),
                accounts: &at.accounts,
                calendar: &at.calendar,
            };
            let report = import(&at.db, kind, file, by, read.trial).await?;
            views::report(kind.name, &file.name, &report, read.trial.then(|| Yes(payload_of.job.cast())))
        }
    };
    let mut tx = at.db.begin().await?;
    let key = format!("import:{}", payload_of.job);
    let letter = Letter { key: Some(key), ..Letter::reply(chat, person.reader(now), &screen) };
    outbox::send(&mut tx, letter).await?;
    tx.commit().await?;
    Ok(())
}
