//! The worker: takes the oldest update of each chat, makes each a turn, commits what the turns did together: a commit
//! costs more than a turn.
//!
//! A person's mistake is answered in words. A fault is logged once with the number of the update, repeated later, and
//! after three times parked: the person gets the number, the admins are told. Only the chat of the update waits. A turn
//! that fails is taken back to the mark before it; if that can't be done, the updates are taken one by one.

use crate::{
    bot::{
        alarms,
        dialogue::Form,
        drafts::{self, Draft},
        flood::Gate,
        frame,
        inbox::{self, Waiting},
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

/// Handles updates. Cheap to clone.
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
    /// How often strangers are listened to.
    pub gate: Gate,
}

/// What became of an update.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// It has been handled, and is to be marked.
    Handled,
    /// It has failed, and that is written down.
    Failed,
}

/// What became of a turn.
enum Outcome {
    Done,
    Refused(crate::text::Text),
    Failed(String),
}

/// How a turn that failed is taken back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    /// There are others in the transaction: to the mark before it.
    Others,
    /// There is nobody else: with the whole transaction.
    Nobody,
}

impl Worker {
    /// Handles what is due, of each chat one update; `false` if there was none.
    pub async fn step(&self) -> Result<bool> {
        match self.take(inbox::TOGETHER).await {
            Err(error) => {
                tracing::warn!(%error, "updates can't be handled together: one by one");
                self.take(1).await
            }
            taken => taken,
        }
    }

    async fn take(&self, limit: usize) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let batch = inbox::claim(&mut tx, self.clock.now().into(), limit).await?;
        if batch.is_empty() {
            tx.rollback().await?;
            return Ok(false);
        }
        let company = if batch.len() > 1 { Company::Others } else { Company::Nobody };
        if company == Company::Others {
            tx.mark().await?;
        }
        let mut handled = Vec::with_capacity(batch.len());
        for (place, waiting) in batch.iter().enumerate() {
            if place > 0 {
                tx.mark_anew().await?;
            }
            let end;
            (tx, end) = self.handle(tx, waiting, company).await?;
            handled.extend((end == End::Handled).then_some(waiting.update_id));
        }
        inbox::done(&mut tx, &handled).await?;
        tx.commit().await?;
        metrics::counter!(telemetry::UPDATES).increment(batch.len() as u64);
        Ok(true)
    }

    /// One update; all but its mark in the inbox.
    async fn handle(&self, mut tx: Tx, waiting: &Waiting, company: Company) -> Result<(Tx, End)> {
        let heard = match read(&waiting.raw) {
            Ok(Some(heard)) => heard,
            Ok(None) => return Ok((tx, End::Handled)),
            Err(error) => {
                metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
                tracing::error!(update = waiting.update_id, %error, "an update can't be read");
                let hopeless = Waiting { attempts: inbox::ATTEMPTS, ..waiting.clone() };
                return self.failed(tx, &hopeless, None, &error.to_string()).await;
            }
        };
        if heard.unknown {
            metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
        }
        let speaker = match self.speaker(&mut tx, &heard).await {
            Ok(speaker) => speaker,
            Err(error) => {
                return self.failed(self.back(tx, company).await?, waiting, None, &error.to_string()).await;
            }
        };
        if matches!(speaker.0, Who::Stranger { .. }) && !self.gate.lets_in(heard.from, self.clock.now()) {
            metrics::counter!(telemetry::UPDATES_FLOOD).increment(1);
            return Ok((tx, End::Handled));
        }
        let turn = self.turn(tx, &heard, speaker.clone());
        let outcome = self.outcome(&turn, heard.said.clone()).await;
        let tx = ended(turn).await?;
        match outcome {
            Outcome::Done => Ok((tx, End::Handled)),
            Outcome::Refused(why) => {
                let turn = self.turn(self.back(tx, company).await?, &heard, speaker);
                turn.toast(why).await?;
                Ok((ended(turn).await?, End::Handled))
            }
            Outcome::Failed(why) => {
                let told = Some((&heard, speaker));
                self.failed(self.back(tx, company).await?, waiting, told, &why).await
            }
        }
    }

    /// Takes back what a turn did.
    async fn back(&self, mut tx: Tx, company: Company) -> Result<Tx> {
        match company {
            Company::Others => tx.back().await.map(|()| tx),
            Company::Nobody => {
                // What broke the transaction may have broken its connection too.
                drop(tx);
                self.db.begin().await
            }
        }
    }

    /// Who says it, and the form that is open.
    async fn speaker(&self, tx: &mut Tx, heard: &Heard) -> Result<(Who, Option<Draft>)> {
        let Some(person) = people::by_tg_id(tx, heard.from).await? else {
            return Ok((Who::Stranger { lang: heard.lang }, None));
        };
        let draft = drafts::active(tx, person.id).await?;
        Ok((Who::Known(Box::new(person)), draft))
    }

    fn turn(&self, tx: Tx, heard: &Heard, (who, draft): (Who, Option<Draft>)) -> Turn {
        let known = (self.rooms.forms, self.rooms.listeners);
        Turn::begin(tx, self.clock.now(), Arc::clone(&self.calendar), known, who, heard.update.clone(), draft)
    }

    /// Runs the turn; a panic is a fault like any other.
    async fn outcome(&self, turn: &Turn, said: Said) -> Outcome {
        match AssertUnwindSafe(self.dispatch(turn, said)).catch_unwind().await {
            Ok(Ok(())) => Outcome::Done,
            Ok(Err(Error::User(why))) => Outcome::Refused(why),
            Ok(Err(error)) => Outcome::Failed(error.to_string()),
            Err(panic) => {
                let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
                Outcome::Failed(words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
            }
        }
    }

    async fn dispatch(&self, turn: &Turn, said: Said) -> Result {
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
            let current = Current(Arc::new(turn.draft()));
            let deps = dptree::deps![turn.clone(), current, Arc::new(said.clone()), said];
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
        let folded = fold(&first);
        let of_word = |command: &&Command| fold(command.word) == folded;
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

    /// Writes the failure down. What is said about one that is parked may itself fail, and is then only logged.
    async fn failed(
        &self,
        mut tx: Tx,
        waiting: &Waiting,
        from: Option<(&Heard, (Who, Option<Draft>))>,
        why: &str,
    ) -> Result<(Tx, End)> {
        let (update, attempt) = (waiting.update_id, waiting.attempts + 1);
        let parked = inbox::failed(&mut tx, waiting, why, self.clock.now().into()).await?;
        tracing::error!(update, attempt, parked, error = why, "an update has failed");
        if !parked {
            return Ok((tx, End::Failed));
        }
        metrics::counter!(telemetry::UPDATES_DEAD).increment(1);
        tx.mark().await?;
        let mut told = self.tell_admins(&mut tx, update, why).await;
        if let (Ok(()), Some((heard, speaker))) = (&told, from) {
            let turn = self.turn(tx, heard, speaker);
            told = turn.toast(t!("frame-fault", number = update.to_string())).await;
            tx = ended(turn).await?;
        }
        if let Err(error) = told {
            tracing::error!(update, %error, "nobody can be told of the fault");
            tx.back().await?;
        }
        tx.keep().await?;
        Ok((tx, End::Failed))
    }

    async fn tell_admins(&self, tx: &mut Tx, update: i64, why: &str) -> Result {
        let screen = Screen::new(t!("frame-fault-admin", number = update.to_string(), error = why))
            .row([Button::command(t!("command-dead"), "dead")]);
        let admins = people::all_with_role(tx, Role::Admin).await?;
        alarms::tell(tx, &admins, self.clock.now(), &format!("dead:{update}"), &screen).await
    }
}

/// The transaction of a turn that has ended.
async fn ended(turn: Turn) -> Result<Tx> {
    turn.end().await.ok_or_else(|| Error::other("a turn lost its transaction"))
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
