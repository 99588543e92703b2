//! What happened: an append-only log, one hash chain per client. Every action of a person leaves an event;
//! an undone action leaves a second one that names the first.

use crate::{
    bot::screen::Press,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    hash,
    people::Person,
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::FromRow;

/// One thing that happened.
#[derive(Debug, Clone, FromRow)]
pub struct Event {
    /// Own id.
    pub id: Id<Event>,
    /// When.
    pub at: Timestamp,
    /// Who did it; `None`: the bot itself.
    pub actor: Option<Id<Person>>,
    /// `call.logged`: the room and the deed.
    pub kind: String,
    /// Whose history it belongs to.
    pub client_id: Option<Id<Client>>,
    /// What it happened to: 32 hex digits.
    pub entity: String,
    /// What is needed to tell and to take it back.
    data: String,
    /// The event this one took back.
    pub undoes: Option<Id<Event>>,
}

impl Event {
    /// What the room kept with the event.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_str(&self.data)?)
    }

    /// The id of what it happened to.
    pub fn entity<T>(&self) -> Result<Id<T>> {
        self.entity.parse().map_err(|_| crate::error::Error::other(format!("event {}: entity", self.id)))
    }
}

/// An event about to be written.
#[derive(Debug, Clone)]
pub struct Happened<'a, D> {
    /// When.
    pub at: Timestamp,
    /// Who did it; `None`: the bot itself.
    pub actor: Option<Id<Person>>,
    /// `call.logged`.
    pub kind: &'a str,
    /// Whose history it belongs to.
    pub client: Option<Id<Client>>,
    /// What it happened to.
    pub entity: String,
    /// What is needed to tell and to take it back.
    pub data: &'a D,
    /// The event this one takes back.
    pub undoes: Option<Id<Event>>,
}

/// Appends an event to its client's chain. Two turns that append to one chain at once: the slower fails on
/// the index `event_chain` and is repeated by the worker. An event taken back twice fails on `event_undoes`.
pub async fn record<D: Serialize + Sync>(conn: &mut Conn, happened: Happened<'_, D>) -> Result<Id<Event>> {
    let id = Id::<Event>::new();
    let data = serde_json::to_string(happened.data)?;
    let prev: Option<String> = match happened.client {
        Some(client) => {
            // Ids follow the clock, and clocks go back: the end of the chain is the link nothing follows.
            sqlx::query_scalar(
                "SELECT e.hash FROM event e WHERE e.client_id = $1 \
                 AND NOT EXISTS (SELECT 1 FROM event n WHERE n.client_id = $1 AND n.prev_hash = e.hash)",
            )
            .bind(client)
            .fetch_optional(&mut *conn)
            .await?
        }
        None => None,
    };
    let prev = prev.unwrap_or_default();
    let hash =
        hash::of_parts([&prev, &id.to_string(), &happened.at.to_string(), happened.kind, &happened.entity, &data]);
    sqlx::query(
        "INSERT INTO event (id, at, actor, kind, client_id, entity, data, undoes, prev_hash, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(happened.at)
    .bind(happened.actor)
    .bind(happened.kind)
    .bind(happened.client)
    .bind(happened.entity)
    .bind(data)
    .bind(happened.undoes)
    .bind(prev)
    .bind(hash)
    .execute(conn)
    .await?;
    Ok(id)
}

/// One event.
pub async fn by_id(conn: &mut Conn, id: Id<Event>) -> Result<Option<Event>> {
    Ok(sqlx::query_as("SELECT id, at, actor, kind, client_id, entity, data, undoes FROM event WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?)
}

/// The event that took `id` back, if it was.
pub async fn undone_by(conn: &mut Conn, id: Id<Event>) -> Result<Option<Event>> {
    Ok(sqlx::query_as("SELECT id, at, actor, kind, client_id, entity, data, undoes FROM event WHERE undoes = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?)
}

/// A person's deeds since `since`, newest first, at most `limit`.
pub async fn deeds_of(conn: &mut Conn, actor: Id<Person>, since: Timestamp, limit: i64) -> Result<Vec<Event>> {
    Ok(sqlx::query_as(
        "SELECT id, at, actor, kind, client_id, entity, data, undoes FROM event \
         WHERE actor = $1 AND at >= $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(actor)
    .bind(since)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// A client's last events, newest first, at most `limit`.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Event>> {
    Ok(sqlx::query_as(
        "SELECT id, at, actor, kind, client_id, entity, data, undoes FROM event \
         WHERE client_id = $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(client)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// The button `↩️ Отменить` under what has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undo(pub Id<Event>);

impl Press for Undo {
    const ROOM: &'static str = "undo";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Id::from_short(data).map(Self)
    }
}
