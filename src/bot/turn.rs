//! A turn: one update of one person, handled in one transaction. Everything a room may do goes through here:
//! read and write rows, ask, show, tell others, remember what happened. There is no network in a turn.

use crate::{
    bot::{
        dialogue::{Dialogue, Form},
        document::Document,
        drafts::{self, Draft, Status},
        event::{self, Event, Happened},
        frame,
        outbox::{self, Card, Class, Letter},
        screen::{Article, Button, Screen, Tap},
    },
    calendar::{Moment, ProductionCalendar},
    clients::Client,
    db::{Conn, Id, Timestamp, Tx},
    error::{Error, Result},
    fold::fold,
    lang::Lang,
    news::{self, Listener, News},
    people::{Person, Scope},
    t,
    text::{Reader, Text},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::{
    ops::DerefMut,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{MappedMutexGuard, MutexGuard};

/// At most so many drafts wait at a time (PRODUCT 4.2).
const PARKED: i64 = 10;

/// One update being handled. Cheap to clone.
#[derive(Clone)]
pub struct Turn(Arc<Inner>);

struct Inner {
    tx: tokio::sync::Mutex<Option<Tx>>,
    moment: DateTime<Utc>,
    calendar: Arc<ProductionCalendar>,
    forms: &'static [Form],
    listeners: &'static [Listener],
    who: Who,
    update: Update,
    draft: Mutex<Option<Draft>>,
    answered: AtomicBool,
}

/// Who acts.
#[derive(Debug, Clone)]
pub enum Who {
    /// Somebody the bot knows.
    Known(Box<Person>),
    /// Anybody else.
    Stranger {
        /// Their language, as Telegram tells.
        lang: Lang,
    },
}

/// What the machine knows of the update besides what was said.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// Telegram's id of the person, equal to the private chat's.
    pub chat: i64,
    /// The name in Telegram.
    pub name: String,
    /// The message it is in, or the message whose button was pressed.
    pub message_id: Option<i64>,
    /// The button press to answer.
    pub callback: Option<String>,
    /// The message of ours it replies to.
    pub reply_to: Option<i64>,
    /// The inline query to answer.
    pub inline: Option<String>,
    /// The words that were typed.
    pub typed: Option<String>,
}

impl Turn {
    /// Begins a turn on an open transaction.
    pub fn begin(
        tx: Tx,
        moment: DateTime<Utc>,
        calendar: Arc<ProductionCalendar>,
        (forms, listeners): (&'static [Form], &'static [Listener]),
        who: Who,
        update: Update,
        draft: Option<Draft>,
    ) -> Self {
        Self(Arc::new(Inner {
            tx: tokio::sync::Mutex::new(Some(tx)),
            moment,
            calendar,
            forms,
            listeners,
            who,
            update,
            draft: Mutex::new(draft),
            answered: AtomicBool::new(false),
        }))
    }

    /// Ends the turn and hands its transaction back to be committed or taken back.
    pub async fn end(self) -> Option<Tx> {
        self.0.tx.lock().await.take()
    }

    /// The transaction, for one statement at a time: a guard kept over another call of the turn is a bug and panics.
    pub fn db(&self) -> MappedMutexGuard<'_, Conn> {
        let guard = self.0.tx.try_lock().expect("one statement at a time: a guard of `turn.db()` is still held");
        MutexGuard::map(guard, |tx| tx.as_mut().expect("the turn has not ended").deref_mut())
    }

    /// The present moment, UTC: the same throughout the turn.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.moment
    }

    /// The present moment as it is stored.
    pub fn stamp(&self) -> Timestamp {
        Timestamp::from(self.0.moment)
    }

    /// The present moment with the calendar.
    pub fn moment(&self) -> Moment<'_> {
        Moment { now: self.0.moment, calendar: &self.0.calendar }
    }

    /// The production calendar.
    pub fn calendar(&self) -> &ProductionCalendar {
        &self.0.calendar
    }

    /// Who acts.
    pub fn who(&self) -> &Who {
        &self.0.who
    }

    /// The person who acts. Behind the first branch of the tree there are only known people.
    pub fn me(&self) -> &Person {
        match &self.0.who {
            Who::Known(person) => person,
            Who::Stranger { .. } => panic!("the tree lets only known people in"),
        }
    }

    /// The acting person's civil date.
    pub fn today(&self) -> NaiveDate {
        self.reader().today()
    }

    /// Which clients the acting person may see.
    pub fn scope(&self) -> Scope {
        self.me().scope()
    }

    /// For whom texts of this chat are rendered.
    pub fn reader(&self) -> Reader {
        match &self.0.who {
            Who::Known(person) => person.reader(self.0.moment),
            Who::Stranger { lang } => Reader { lang: *lang, zone: chrono_tz::Europe::Moscow, now: self.0.moment },
        }
    }

    /// What the machine knows of the update.
    pub fn update(&self) -> &Update {
        &self.0.update
    }

    /// The forms of all rooms.
    pub(super) fn forms(&self) -> &'static [Form] {
        self.0.forms
    }

    /// The open form as it is now.
    pub fn draft(&self) -> Option<Draft> {
        self.0.draft.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_draft(&self, draft: Option<Draft>) {
        *self.0.draft.lock().unwrap_or_else(PoisonError::into_inner) = draft;
    }

    // What is said in this chat.

    /// Sends a new message to this chat.
    pub async fn reply(&self, screen: Screen) -> Result<Id<Card>> {
        let card = outbox::send(&mut self.db(), self.letter(&screen)).await?;
        card.ok_or_else(|| Error::other("a reply without a key was taken for one said before"))
    }

    /// Sends a file of our own to this chat, the screen as its caption.
    pub async fn reply_document(&self, screen: Screen, file: Document<'_>) -> Result<Id<Card>> {
        let card = outbox::document(&mut self.db(), self.letter(&screen), file).await?;
        card.ok_or_else(|| Error::other("a reply without a key was taken for one said before"))
    }

    /// Sends a picture of our own to this chat, the screen as its caption.
    pub async fn reply_picture(&self, screen: Screen, file: Document<'_>) -> Result<Id<Card>> {
        let card = outbox::picture(&mut self.db(), self.letter(&screen), file).await?;
        card.ok_or_else(|| Error::other("a reply without a key was taken for one said before"))
    }

    /// Sends a message as the person now wants it: the language has just been changed.
    pub async fn reply_as(&self, person: &Person, screen: Screen) -> Result {
        let letter = Letter { reader: person.reader(self.0.moment), ..self.letter(&screen) };
        outbox::send(&mut self.db(), letter).await.map(drop)
    }

    /// Shows a screen where the pressed button is; as a new message if nothing was pressed.
    pub async fn show(&self, screen: Screen) -> Result {
        self.show_card(screen).await.map(drop)
    }

    /// The same; the card it became will be changed later.
    pub async fn show_card(&self, screen: Screen) -> Result<Id<Card>> {
        let Some(card) = self.pressed_card().await? else { return self.reply(screen).await };
        outbox::edit(&mut self.db(), card, self.letter(&screen)).await?;
        Ok(card)
    }

    /// A short word over the chat after a press; a message if nothing was pressed.
    pub async fn toast(&self, text: impl Into<Text>) -> Result {
        let text = text.into();
        if self.0.update.inline.is_some() {
            return self.offer(&[]).await;
        }
        let Some(callback) = self.0.update.callback.as_deref() else {
            return self.reply(Screen::new(text)).await.map(drop);
        };
        self.0.answered.store(true, Ordering::Relaxed);
        let words = text.plain(&self.reader());
        outbox::answer(&mut self.db(), callback, self.0.update.chat, Some(words), self.stamp()).await
    }

    /// Answers a press that nobody has answered: Telegram shows a waiting sign until then.
    pub(super) async fn answer_press(&self) -> Result {
        match self.0.update.callback.as_deref() {
            Some(callback) if !self.0.answered.swap(true, Ordering::Relaxed) => {
                outbox::answer(&mut self.db(), callback, self.0.update.chat, None, self.stamp()).await
            }
            _ => Ok(()),
        }
    }

    /// Answers an inline query with what may be sent into the chat it was typed in.
    pub async fn offer(&self, articles: &[Article]) -> Result {
        let Some(query) = self.0.update.inline.as_deref() else { return Ok(()) };
        let reader = self.reader();
        let results = articles.iter().map(|article| article.json(&reader)).collect();
        outbox::offer(&mut self.db(), query, self.0.update.chat, results, self.stamp()).await
    }

    /// Tells another person, once per `key`; nobody who has not joined yet. Who has blocked the bot gets nothing, and
    /// those who look after them hear of it.
    pub async fn tell(&self, person: &Person, class: Class, key: &str, screen: &Screen) -> Result<Option<Id<Card>>> {
        let Some(chat) = person.tg_id else { return Ok(None) };
        let reader = person.reader(self.0.moment);
        let letter = Letter { class, key: Some(key.to_owned()), ..Letter::reply(chat, reader, screen) };
        outbox::send(&mut self.db(), letter).await
    }

    /// The card that is replied to.
    pub async fn replied_card(&self) -> Result<Option<Id<Card>>> {
        let Some(message_id) = self.0.update.reply_to else { return Ok(None) };
        outbox::card_of(&mut self.db(), self.0.update.chat, message_id).await
    }

    /// The client that the card replied to is about.
    pub async fn replied_about(&self) -> Result<Option<Id<Client>>> {
        let Some(message_id) = self.0.update.reply_to else { return Ok(None) };
        outbox::about(&mut self.db(), self.0.update.chat, message_id).await
    }

    fn letter<'a>(&self, screen: &'a Screen) -> Letter<'a> {
        Letter::reply(self.0.update.chat, self.reader(), screen)
    }

    /// The card whose button was pressed.
    pub async fn pressed_card(&self) -> Result<Option<Id<Card>>> {
        match (&self.0.update.callback, self.0.update.message_id) {
            (Some(_), Some(message_id)) => outbox::card_of(&mut self.db(), self.0.update.chat, message_id).await,
            _ => Ok(None),
        }
    }

    // Forms.

    /// Opens a form. The one open before is parked, or dropped if nothing was filled in it.
    pub async fn open<T: Dialogue>(&self, state: &T) -> Result {
        self.open_saying(state, None).await
    }

    /// The same with a word on top: why something that was said could not be taken.
    pub async fn open_saying<T: Dialogue>(&self, state: &T, why: Option<Text>) -> Result {
        self.park().await?;
        let draft = Draft {
            id: Id::new(),
            person: self.me().id,
            form: T::NAME.to_owned(),
            version: T::VERSION,
            state: serde_json::to_value(state)?,
            page: String::new(),
            choices: Vec::new(),
            numbers_pick: true,
            rev: 0,
            card: None,
            status: Status::Active,
            touched_at: self.stamp(),
        };
        let question = state.show(self, "").await?;
        self.place(draft, why.into_iter().fold(question.screen(), Screen::with_warning)).await
    }

    /// Asks the next question of the open form.
    pub async fn ask<T: Dialogue>(&self, state: &T) -> Result {
        self.ask_saying(state, None).await
    }

    /// The same with a word on top: why what was said before could not be taken.
    pub async fn ask_saying<T: Dialogue>(&self, state: &T, why: Option<Text>) -> Result {
        let mut draft = self.open_draft()?;
        draft.version = T::VERSION;
        draft.state = serde_json::to_value(state)?;
        draft.page = String::new();
        let question = state.show(self, "").await?;
        self.place(draft, why.into_iter().fold(question.screen(), Screen::with_warning)).await
    }

    /// Asks the open question again and says what was wrong with the answer. The typed words can be copied for editing.
    pub async fn again(&self, why: impl Into<Text>) -> Result {
        frame::again(self, self.open_draft()?, why.into()).await
    }

    /// Asks the open question again with buttons to choose from.
    pub async fn again_with(&self, why: impl Into<Text>, choices: Vec<Button>) -> Result {
        frame::again_with(self, self.open_draft()?, why.into(), choices).await
    }

    /// Ends the open form: its card becomes `screen`. The caller has written the record.
    pub async fn finish(&self, screen: Screen) -> Result {
        self.finish_card(screen).await.map(drop)
    }

    /// The same; the card it became will be changed later.
    pub async fn finish_card(&self, screen: Screen) -> Result<Id<Card>> {
        let mut draft = self.open_draft()?;
        draft.status = Status::Done;
        self.place_card(draft, screen).await
    }

    /// Puts the open form aside, saying so; one with nothing filled is dropped without a word.
    pub async fn park(&self) -> Result {
        let Some(draft) = self.draft() else { return Ok(()) };
        let form = self.forms().iter().find(|form| form.name == draft.form);
        let worth = form.is_none_or(|form| (form.filled)(draft.state.clone()) > 0);
        let status = if worth { Status::Parked } else { Status::Cancelled };
        drafts::set_status(&mut self.db(), draft.id, status, self.stamp()).await?;
        if worth {
            drafts::trim(&mut self.db(), draft.person, PARKED, self.stamp()).await?;
            let title = frame::title(self, &draft).await?;
            if let Some(card) = draft.card {
                let parked = Screen::new(t!("frame-parked", title = title)).row([frame::resume_button(draft.id)]);
                outbox::edit(&mut self.db(), card, self.letter(&parked)).await?;
            }
        } else if let Some(card) = draft.card {
            outbox::strip(&mut self.db(), card, self.0.update.chat, self.stamp()).await?;
        }
        self.set_draft(None);
        Ok(())
    }

    fn open_draft(&self) -> Result<Draft> {
        self.draft().ok_or_else(|| Error::User(t!("frame-no-form")))
    }

    /// Shows the draft's next screen: a press edits its card in place, typed words get a new card below.
    pub(super) async fn place(&self, draft: Draft, screen: Screen) -> Result {
        self.place_card(draft, screen).await.map(drop)
    }

    async fn place_card(&self, mut draft: Draft, screen: Screen) -> Result<Id<Card>> {
        draft.rev += 1;
        draft.touched_at = self.stamp();
        draft.numbers_pick = !screen.number_is_answer;
        let (screen, choices) = bind(screen, &draft, &self.reader());
        draft.choices = choices;
        let pressed = self.pressed_card().await?;
        let card = match draft.card {
            Some(card) if pressed == Some(card) => {
                outbox::edit(&mut self.db(), card, self.letter(&screen)).await?;
                card
            }
            old => {
                if let Some(card) = old {
                    outbox::strip(&mut self.db(), card, self.0.update.chat, self.stamp()).await?;
                }
                self.reply(screen).await?
            }
        };
        draft.card = Some(card);
        drafts::save(&mut self.db(), &draft, self.0.update.chat).await?;
        self.set_draft((draft.status == Status::Active).then_some(draft));
        Ok(card)
    }

    // What happened.

    /// Tells the rooms that listen, in this transaction.
    pub async fn publish(&self, news: News) -> Result {
        news::tell(&mut self.db(), self.0.listeners, &news, self.moment()).await
    }

    /// Remembers a deed of the acting person. The id goes into the button that takes it back.
    pub async fn happened<E, D: Serialize + Sync>(
        &self,
        kind: &str,
        client: Option<Id<Client>>,
        entity: Id<E>,
        data: &D,
    ) -> Result<Id<Event>> {
        let happened = Happened {
            at: self.stamp(),
            actor: Some(self.me().id),
            kind,
            client,
            entity: entity.to_string(),
            data,
            undoes: None,
        };
        event::record(&mut self.db(), happened).await
    }
}

/// Writes draft and revision into the choices of a screen; returns what was bound, by folded label.
fn bind(mut screen: Screen, draft: &Draft, reader: &Reader) -> (Screen, Vec<(String, String)>) {
    let mut choices = Vec::new();
    for button in screen.rows.iter_mut().flatten() {
        if let Tap::Choice(choice) = &button.tap {
            choices.push((choice.clone(), fold(&button.label.plain(reader))));
            button.tap = Tap::Data(format!("f:{}:{}:{choice}", draft.id.short(), draft.rev));
        }
    }
    (screen, choices)
}
