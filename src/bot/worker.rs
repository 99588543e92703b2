//! The worker: takes one update at a time, makes it a turn, commits everything the turn did at once.
//!
//! A person's mistake is answered in words. A fault is logged once with the number of the update, repeated later, and
//! after three times parked: the person gets the number, the admins are told. Only the chat of the update waits.

use crate::{
    bot::{
        dialogue::Form,
        drafts, frame,
        inbox::{self, Waiting},
        outbox::{self, Class, Letter},
        read::{Heard, read},
        routes::{Command, Current, Routes},
        said::Said,
        screen::{Button, Screen},
        turn::{Turn, Who},
    },
    calendar::ProductionCalendar,
    clock::Clock,
    db::{Db, Tx},
    error::{Error, Result},
    fold::fold,
    news::Listener,
    people::{self, Role},
    t, telemetry,
};
use futures::FutureExt;
use std::{ops::ControlFlow, panic::AssertUnwindSafe, sync::Arc};

/// What the machine knows of the rooms.
#[derive(Clone)]
pub struct Rooms {
    /// The tree of all doors and answers.
    pub tree: Routes,
    /// Every form.
    pub forms: &'static [Form],
    /// Every listener to news.
    pub listeners: &'static [Listener],
    /// Every command.
    pub commands: &'static [Command],
    /// Who may press the buttons of a room: its word in callback data, and roles.
    pub presses: &'static [(&'static str, &'static [Role])],
    /// Bare words that are commands only when nothing stands behind them.
    pub alone: &'static [&'static str],
}

/// Handles updates, one at a time. Cheap to clone: on PostgreSQL several of one process may work side by side.
#[derive(Clone)]
pub struct Worker {
    /// Where everything is.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Working days.
    pub calendar: Arc<ProductionCalendar>,
    /// Who does what.
    pub rooms: Rooms,
}

/// What became of a turn.
enum Outcome {
    Done,
    Refused(crate::text::Text),
    Failed(String),
}

impl Worker {
    /// Handles the next update that is due; `false` if there is none.
    pub async fn step(&self) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let now = self.clock.now();
        let Some(waiting) = inbox::claim(&mut tx, self.db.dialect(), now.into()).await? else {
            tx.rollback().await?;
            return Ok(false);
        };
        metrics::counter!(telemetry::UPDATES).increment(1);
        let heard = match read(&waiting.raw) {
            Ok(Some(heard)) => heard,
            Ok(None) => return Self::close(tx, &waiting).await,
            Err(error) => {
                metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
                tracing::error!(update = waiting.update_id, %error, "an update can't be read");
                let why = error.to_string();
                inbox::failed(&mut tx, &Waiting { attempts: inbox::ATTEMPTS, ..waiting }, &why, now.into()).await?;
                tx.commit().await?;
                self.tell_admins(waiting.update_id, &why).await?;
                return Ok(true);
            }
        };
        if heard.unknown {
            metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
        }
        let turn = match self.turn(tx, &heard).await {
            Ok(turn) => turn,
            Err(error) => return self.failed(&waiting, &heard, &error.to_string()).await,
        };
        let outcome = self.outcome(&turn, heard.said.clone()).await;
        let Some(tx) = turn.end().await else { return Err(Error::other("a turn lost its transaction")) };
        match outcome {
            Outcome::Done => Self::close(tx, &waiting).await,
            Outcome::Refused(why) => {
                tx.rollback().await?;
                let turn = self.turn(self.db.begin().await?, &heard).await?;
                turn.toast(why).await?;
                let Some(tx) = turn.end().await else { return Err(Error::other("a turn lost its transaction")) };
                Self::close(tx, &waiting).await
            }
            Outcome::Failed(why) => {
                tx.rollback().await?;
                self.failed(&waiting, &heard, &why).await
            }
        }
    }

    async fn turn(&self, mut tx: Tx, heard: &Heard) -> Result<Turn> {
        let person = people::by_tg_id(&mut tx, heard.from).await?;
        let draft = match &person {
            Some(person) => drafts::active(&mut tx, person.id).await?,
            None => None,
        };
        let who = person.map_or(Who::Stranger { lang: heard.lang }, |person| Who::Known(Box::new(person)));
        let now = self.clock.now();
        let known = (self.rooms.forms, self.rooms.listeners);
        Ok(Turn::begin(tx, now, Arc::clone(&self.calendar), known, who, heard.update.clone(), draft))
    }

    /// Runs the turn; a panic is a fault like any other.
    async fn outcome(&self, turn: &Turn, said: Said) -> Outcome {
        match AssertUnwindSafe(self.handle(turn, said)).catch_unwind().await {
            Ok(Ok(())) => Outcome::Done,
            Ok(Err(Error::User(why))) => Outcome::Refused(why),
            Ok(Err(error)) => Outcome::Failed(error.to_string()),
            Err(panic) => {
                let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
                Outcome::Failed(words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
            }
        }
    }

    async fn handle(&self, turn: &Turn, said: Said) -> Result {
        let said = self.named(turn, said);
        if let Who::Known(person) = turn.who() {
            if let Said::Reachable(reachable) = said {
                let since = (!reachable).then(|| turn.stamp());
                return people::set_unreachable(&mut turn.db(), person.id, since).await;
            }
            self.check(turn, &said)?;
        }
        let said = match turn.who() {
            Who::Known(_) => frame::intercept(turn, said).await?,
            Who::Stranger { .. } => Some(said),
        };
        if let Some(said) = said {
            let edited = matches!(said, Said::Edited { .. });
            let deps = dptree::deps![turn.clone(), Current(turn.draft()), said];
            match self.rooms.tree.dispatch(deps).await {
                ControlFlow::Break(result) => result?,
                // A change of what no room has kept changes nothing.
                ControlFlow::Continue(_) if edited => {}
                ControlFlow::Continue(_) => not_understood(turn).await?,
            }
        }
        turn.answer_press().await
    }

    /// Typed commands, their Cyrillic words and buttons that stand for them become [`Said::Command`]. A bare word is a
    /// command only while no form is open: there it may be an answer; and with words behind it only for whom it is one: a
    /// client who writes «Курьер не приехал» says just that. Several commands may share a word, each for other roles; a
    /// name is of one alone.
    fn named(&self, turn: &Turn, said: Said) -> Said {
        let (words, slash) = match &said {
            Said::Text(text) => match text.trim().strip_prefix('/') {
                Some(rest) => (rest.to_owned(), true),
                None => (text.trim().to_owned(), false),
            },
            Said::Press(data) => match data.strip_prefix("c:") {
                Some(rest) => (rest.replacen(':', " ", 1), true),
                None => return said,
            },
            _ => return said,
        };
        let (first, args) = words.split_once(char::is_whitespace).unwrap_or((&words, ""));
        let first = first.split('@').next().unwrap_or(first).to_lowercase();
        let args = args.trim().to_owned();
        let of_word = |command: &&Command| fold(command.word) == fold(&first);
        let may = |command: &&Command| match turn.who() {
            Who::Known(person) => command.roles.is_empty() || person.is_any(command.roles),
            Who::Stranger { .. } => false,
        };
        let commands = self.rooms.commands;
        let known = commands.iter().find(|command| command.name == first);
        let known = known.or_else(|| commands.iter().filter(of_word).find(may));
        match known.or_else(|| commands.iter().find(of_word).filter(|_| slash || args.is_empty())) {
            Some(command) if slash => Said::Command { name: command.name.to_owned(), args },
            // `Документы придут завтра?` is what a client says, `Склад «Парус»` may be a client.
            Some(command) if self.rooms.alone.contains(&command.word) && !args.is_empty() => said,
            Some(command) if turn.draft().is_none() && command.name != first => {
                Said::Command { name: command.name.to_owned(), args }
            }
            None if slash => Said::Command { name: first, args },
            _ => said,
        }
    }

    /// Roles are looked at anew with every command and press; the refusal says whom to ask.
    fn check(&self, turn: &Turn, said: &Said) -> Result {
        let roles = match said {
            Said::Command { name, .. } => {
                self.rooms.commands.iter().find(|command| command.name == name).map(|command| command.roles)
            }
            Said::Press(data) => {
                let room = data.split(':').next().unwrap_or_default();
                self.rooms.presses.iter().find(|(name, _)| *name == room).map(|(_, roles)| *roles)
            }
            _ => None,
        };
        match roles {
            Some(roles) if !roles.is_empty() && !turn.me().is_any(roles) => Err(Error::User(t!("frame-not-yours"))),
            _ => Ok(()),
        }
    }

    async fn close(mut tx: Tx, waiting: &Waiting) -> Result<bool> {
        inbox::done(&mut tx, waiting.update_id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Writes the failure down first: what is said about it afterwards may fail, and is then only logged.
    async fn failed(&self, waiting: &Waiting, heard: &Heard, why: &str) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let parked = inbox::failed(&mut tx, waiting, why, self.clock.now().into()).await?;
        tx.commit().await?;
        let attempt = waiting.attempts + 1;
        tracing::error!(update = waiting.update_id, attempt, parked, error = why, "an update has failed");
        if parked {
            metrics::counter!(telemetry::UPDATES_DEAD).increment(1);
            if let Err(error) = self.apologise(waiting.update_id, heard).await {
                tracing::error!(update = waiting.update_id, %error, "the person can't be told of the fault");
            }
            self.tell_admins(waiting.update_id, why).await?;
        }
        Ok(true)
    }

    /// Gives the person the number of the fault.
    async fn apologise(&self, update: i64, heard: &Heard) -> Result {
        let turn = self.turn(self.db.begin().await?, heard).await?;
        turn.toast(t!("frame-fault", number = update.to_string())).await?;
        match turn.end().await {
            Some(tx) => tx.commit().await,
            None => Err(Error::other("a turn lost its transaction")),
        }
    }

    async fn tell_admins(&self, update: i64, why: &str) -> Result {
        let now = self.clock.now();
        let screen = Screen::new(t!("frame-fault-admin", number = update.to_string(), error = why));
        let mut tx = self.db.begin().await?;
        for admin in people::all_with_role(&mut tx, Role::Admin).await? {
            let Some(chat) = admin.tg_id else { continue };
            let key = Some(format!("dead:{update}:{}", admin.id));
            let letter = Letter { class: Class::Alert, key, ..Letter::reply(chat, admin.reader(now), &screen) };
            outbox::send(&mut tx, letter).await?;
        }
        tx.commit().await
    }
}

async fn not_understood(turn: &Turn) -> Result {
    if turn.update().callback.is_some() {
        return turn.toast(t!("frame-old-button")).await;
    }
    if matches!(turn.who(), Who::Stranger { .. }) {
        return Ok(());
    }
    if turn.update().inline.is_some() {
        return turn.offer(&[]).await;
    }
    if turn.me().is_any(&[Role::Client]) {
        return turn.reply(Screen::new(t!("frame-not-understood-client"))).await.map(drop);
    }
    turn.reply(Screen::new(t!("frame-not-understood")).row([Button::command(t!("menu-button"), "menu")]))
        .await
        .map(drop)
}
