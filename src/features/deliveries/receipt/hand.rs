//! Who may say that a delivery has come: the contact persons of its client with the right to receive, and whoever
//! opened its link. Everybody else finds no such delivery.

use super::chats;
use crate::{
    bot::{
        event::{self, Event, Happened},
        governor,
        outbox::{self, Letter},
        screen::Screen,
        turn::{Turn, Who},
    },
    clients::{self, Client, Right},
    db::{Conn, Id},
    error::{Error, Result},
    features::deliveries::{model::Delivery, rows as deliveries},
    lang::Lang,
    people::{Person, Role},
    t,
    text::Reader,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Whoever acts on the client's side, and the delivery they act on.
pub struct Hand {
    /// Their chat.
    pub chat: i64,
    /// Somebody the bot knows; `None`: only by the link.
    pub person: Option<Person>,
    /// How they are called.
    pub name: String,
    /// What they are there; may be empty.
    pub post: String,
    /// In which language they read.
    pub lang: Lang,
    /// The client.
    pub client: Client,
    /// The delivery.
    pub delivery: Delivery,
}

/// The contact persons who are asked about a delivery to their company: those who may receive; without any such right,
/// those who get notices.
pub async fn receivers(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Person>> {
    clients::people_with(conn, client, Right::Receive).await
}

/// A contact person, and nobody of ours.
fn is_client(person: &Person) -> bool {
    person.roles.iter().all(|role| *role == Role::Client)
}

/// Whether a turn may come from somebody on the client's side at all.
pub fn may_be(turn: &Turn) -> bool {
    match turn.who() {
        Who::Known(person) => is_client(person),
        Who::Stranger { .. } => true,
    }
}

impl Hand {
    /// Whoever acts, if they have to do with this delivery.
    pub async fn of(turn: &Turn, id: Id<Delivery>) -> Result<Option<Self>> {
        let Some(delivery) = deliveries::known(&mut turn.db(), id).await? else { return Ok(None) };
        let Some(client) = clients::known(&mut turn.db(), delivery.client).await? else { return Ok(None) };
        let chat = turn.update().chat;
        let (person, lang) = match turn.who() {
            Who::Known(person) if is_client(person) => (Some((**person).clone()), person.lang),
            Who::Known(_) => return Ok(None),
            Who::Stranger { lang } => (None, *lang),
        };
        let mut may = chats::has_link(&mut turn.db(), id, chat).await?;
        let (mut name, mut post) = (turn.update().name.clone(), String::new());
        if let Some(person) = &person {
            name.clone_from(&person.name);
            let receivers = receivers(&mut turn.db(), client.id).await?;
            may |= receivers.iter().any(|receiver| receiver.id == person.id);
            let contacts = clients::contacts(&mut turn.db(), client.id).await?;
            if let Some(contact) = contacts.into_iter().find(|contact| contact.person == Some(person.id)) {
                (name, post) = (contact.name, contact.post);
            }
        }
        Ok(may.then_some(Self { chat, person, name, post, lang, client, delivery }))
    }

    /// The same; to anybody else there is no such delivery.
    pub async fn must(turn: &Turn, id: Id<Delivery>) -> Result<Self> {
        Self::of(turn, id).await?.ok_or_else(|| Error::User(t!("parcel-absent")))
    }

    /// For whom screens are rendered: in the client's zone whoever reads.
    pub fn reader(&self, turn: &Turn) -> Reader {
        let zone = self.person.as_ref().map_or(self.client.zone, |person| person.zone);
        Reader { lang: self.lang, zone, now: turn.now() }
    }

    /// Shows a screen where the pressed button is, or as a new message, and keeps it as the chat's message about the
    /// delivery: the others ask no more.
    pub async fn show(&self, turn: &Turn, screen: &Screen) -> Result {
        let (id, chat) = (self.delivery.id, self.chat);
        let letter = Letter::reply(chat, self.reader(turn), screen);
        let card = if let Some(card) = self.pressed(turn).await? {
            outbox::edit(&mut turn.db(), card, letter).await?;
            card
        } else {
            let sent = outbox::send(&mut turn.db(), letter).await?;
            sent.ok_or_else(|| Error::other("a reply without a key was taken for one said before"))?
        };
        chats::put_chat(&mut turn.db(), id, chat, card, self.lang).await?;
        chats::put_card(&mut turn.db(), id, chat, card, "").await?;
        strip_others(&mut turn.db(), id, chat, card, turn.now()).await
    }

    /// The message whose button was pressed, if it asks about this delivery.
    async fn pressed(&self, turn: &Turn) -> Result<Option<Id<outbox::Card>>> {
        let Some(card) = turn.pressed_card().await? else { return Ok(None) };
        let asked = chats::by_card(&mut turn.db(), self.chat, card).await?;
        Ok(asked.filter(|asked| asked.delivery == self.delivery.id).map(|_| card))
    }

    /// Shows a screen on the chat's message about the delivery, wherever it stands.
    pub async fn update(&self, turn: &Turn, screen: &Screen) -> Result {
        let asked = chats::one(&mut turn.db(), self.delivery.id, self.chat).await?;
        match asked {
            Some(asked) => {
                let letter = Letter::reply(self.chat, self.reader(turn), screen);
                outbox::edit(&mut turn.db(), asked.card, letter).await
            }
            None => self.show(turn, screen).await,
        }
    }

    /// Remembers a deed in the client's chain; of a guest by name, for there is no person to name.
    pub async fn happened<D: Serialize + Sync>(&self, turn: &Turn, kind: &str, data: &D) -> Result<Id<Event>> {
        let happened = Happened {
            at: turn.stamp(),
            actor: self.person.as_ref().map(|person| person.id),
            kind,
            client: Some(self.delivery.client),
            entity: self.delivery.id.to_string(),
            data,
            undoes: None,
        };
        event::record(&mut turn.db(), happened).await
    }
}

/// Messages of a chat that asked about a delivery, but for one, ask no more; what waits to be sent is not sent.
pub async fn strip_others(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    chat: i64,
    card: Id<outbox::Card>,
    now: DateTime<Utc>,
) -> Result {
    for (other, said) in chats::other_cards(conn, delivery, chat, card).await? {
        if outbox::has_come(conn, other).await? {
            outbox::strip(conn, other, chat, now.into()).await?;
        } else if !said.is_empty() {
            outbox::delete(conn, other, chat, now.into()).await?;
            governor::forget(conn, &said, now).await?;
        }
    }
    Ok(())
}
