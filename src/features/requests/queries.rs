//! SQL of requests, their threads and the cards that show them.

use super::model::{About, Channel, Request, Said, Side, State};
use crate::{
    bot::{outbox::Card, said::Attached},
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    people::{Person, Scope},
};
use sqlx::FromRow;
use std::collections::HashMap;

/// The columns of [`Request`], then the rest of the query.
macro_rules! request {
    ($rest:literal) => {
        sqlx::query_as::<_, Request>(concat!(
            "SELECT r.id, r.number, r.client_id, r.person_id, r.who, r.channel, r.about, r.owner_id, r.essence, r.state, \
             r.rev, r.opened_at FROM request r ",
            $rest
        ))
    };
}

/// A new request, with the next number.
pub async fn insert(conn: &mut Conn, request: &Request) -> Result<Request> {
    let last: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM request").fetch_one(&mut *conn).await?;
    let request = Request { number: last.unwrap_or(0) + 1, ..request.clone() };
    sqlx::query(
        "INSERT INTO request (id, number, client_id, person_id, who, channel, about, owner_id, essence, state, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(request.id)
    .bind(request.number)
    .bind(request.client)
    .bind(request.person)
    .bind(&request.who)
    .bind(request.channel)
    .bind(request.about)
    .bind(request.owner)
    .bind(&request.essence)
    .bind(request.state)
    .bind(request.opened_at)
    .execute(conn)
    .await?;
    Ok(request)
}

/// A request by its id, whoever asks: for rows that name it already.
pub async fn known(conn: &mut Conn, id: Id<Request>) -> Result<Option<Request>> {
    Ok(request!("WHERE r.id = $1").bind(id).fetch_optional(conn).await?)
}

/// A request that one of us may see: their own, or of a client they may see.
pub async fn of_staff(conn: &mut Conn, scope: Scope, id: Id<Request>) -> Result<Option<Request>> {
    Ok(request!(
        "JOIN client c ON c.id = r.client_id \
         WHERE r.id = $1 AND ($2 = 1 OR r.owner_id = $3 OR c.owner_id = $3 OR c.owner_id IS NULL)"
    )
    .bind(id)
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_optional(conn)
    .await?)
}

/// The request a contact person goes on with: the newest open one of the client.
pub async fn open_of(conn: &mut Conn, person: Id<Person>, client: Id<Client>) -> Result<Option<Request>> {
    Ok(request!("WHERE r.person_id = $1 AND r.client_id = $2 AND r.state = 'open' ORDER BY r.id DESC LIMIT 1")
        .bind(person)
        .bind(client)
        .fetch_optional(conn)
        .await?)
}

/// The open requests of a client, newest first.
pub async fn open_of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Request>> {
    Ok(request!("WHERE r.client_id = $1 AND r.state = 'open' ORDER BY r.id DESC").bind(client).fetch_all(conn).await?)
}

/// The requests of a client since `since`, newest first.
pub async fn since(conn: &mut Conn, client: Id<Client>, since: Timestamp) -> Result<Vec<Request>> {
    Ok(request!("WHERE r.client_id = $1 AND r.opened_at >= $2 AND r.about = 'question' ORDER BY r.id DESC")
        .bind(client)
        .bind(since)
        .fetch_all(conn)
        .await?)
}

/// A contact person's requests, newest first.
pub async fn of_person(conn: &mut Conn, person: Id<Person>, limit: i64) -> Result<Vec<Request>> {
    Ok(request!("WHERE r.person_id = $1 AND r.state = 'open' ORDER BY r.id DESC LIMIT $2")
        .bind(person)
        .bind(limit)
        .fetch_all(conn)
        .await?)
}

/// The open requests somebody answers, and those nobody has taken of clients of nobody; oldest first.
pub async fn of_owner(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Request>> {
    Ok(request!(
        "WHERE r.state = 'open' AND r.about = 'question' AND (r.owner_id = $1 OR r.owner_id IS NULL) ORDER BY r.id"
    )
    .bind(owner)
    .fetch_all(conn)
    .await?)
}

/// Open questions nobody has said anything in since `since`.
pub async fn quiet(conn: &mut Conn, since: Timestamp) -> Result<Vec<Request>> {
    Ok(request!(
        "WHERE r.state = 'open' AND r.about = 'question' \
         AND NOT EXISTS (SELECT 1 FROM said s WHERE s.request_id = r.id AND s.at >= $1) \
         AND NOT EXISTS (SELECT 1 FROM reply_clock k WHERE k.request_id = r.id AND k.stopped_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.request_id = r.id \
                         AND h.state IN ('new', 'accepted', 'in_work', 'waiting_client', 'solved')) \
         ORDER BY r.id"
    )
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// Gives a request to somebody who answers.
pub async fn set_owner(conn: &mut Conn, id: Id<Request>, owner: Option<Id<Person>>) -> Result {
    sqlx::query("UPDATE request SET owner_id = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(owner)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a request nobody has; `false`: somebody was faster.
pub async fn take(conn: &mut Conn, id: Id<Request>, owner: Id<Person>) -> Result<bool> {
    let done = sqlx::query("UPDATE request SET owner_id = $2, rev = rev + 1 WHERE id = $1 AND owner_id IS NULL")
        .bind(id)
        .bind(owner)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Closes a request, or opens it again.
pub async fn set_state(conn: &mut Conn, id: Id<Request>, state: State, now: Timestamp) -> Result {
    let closed = (state == State::Closed).then_some(now);
    sqlx::query("UPDATE request SET state = $2, closed_at = $3, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(state)
        .bind(closed)
        .execute(conn)
        .await?;
    Ok(())
}

/// How many requests of clients of nobody somebody has answered for this client.
pub async fn answered_for(conn: &mut Conn, client: Id<Client>, person: Id<Person>) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM request r WHERE r.client_id = $1 AND EXISTS \
         (SELECT 1 FROM said s WHERE s.request_id = r.id AND s.author_id = $2 AND s.side = 'us' AND s.taken_back IS NULL)",
    )
    .bind(client)
    .bind(person)
    .fetch_one(conn)
    .await?)
}

// The thread.

/// A message about to be written into a thread.
pub struct NewSaid<'a> {
    pub request: Id<Request>,
    pub author: Option<Id<Person>>,
    pub side: Side,
    pub text: &'a str,
    pub attached: &'a [Attached],
    /// Where it was written, so that an edit finds it.
    pub source: Option<(i64, i64)>,
}

/// Writes a message into a thread.
pub async fn say(conn: &mut Conn, new: NewSaid<'_>, now: Timestamp) -> Result<Id<Said>> {
    let id = Id::new();
    sqlx::query(
        "INSERT INTO said (id, request_id, author_id, side, chat, message_id, text, attached, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(new.request)
    .bind(new.author)
    .bind(new.side)
    .bind(new.source.map(|(chat, _)| chat))
    .bind(new.source.map(|(_, message)| message))
    .bind(new.text)
    .bind(serde_json::to_string(new.attached)?)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(id)
}

#[derive(FromRow)]
struct SaidRow {
    id: Id<Said>,
    name: Option<String>,
    side: Side,
    text: String,
    attached: String,
    at: Timestamp,
    edited_at: Option<Timestamp>,
}

impl TryFrom<SaidRow> for Said {
    type Error = crate::error::Error;

    fn try_from(row: SaidRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: row.name.unwrap_or_default(),
            side: row.side,
            text: row.text,
            attached: serde_json::from_str(&row.attached)?,
            at: row.at,
            edited: row.edited_at.is_some(),
        })
    }
}

/// The last messages of a thread, oldest first.
pub async fn thread(conn: &mut Conn, request: Id<Request>, limit: i64) -> Result<Vec<Said>> {
    let rows: Vec<SaidRow> = sqlx::query_as(
        "SELECT s.id, p.name, s.side, s.text, s.attached, s.at, s.edited_at FROM said s \
         LEFT JOIN person p ON p.id = s.author_id WHERE s.request_id = $1 AND s.taken_back IS NULL ORDER BY s.id DESC LIMIT $2",
    )
    .bind(request)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().rev().map(Said::try_from).collect()
}

/// The files of a thread, who sent each, as shown, and when.
pub async fn files(conn: &mut Conn, request: Id<Request>) -> Result<Vec<(Attached, String, Timestamp)>> {
    let rows: Vec<(String, String, Timestamp)> = sqlx::query_as(
        "SELECT s.attached, CASE WHEN s.author_id = r.person_id THEN r.who ELSE COALESCE(p.name, r.who) END, s.at \
         FROM said s JOIN request r ON r.id = s.request_id LEFT JOIN person p ON p.id = s.author_id \
         WHERE s.request_id = $1 AND s.attached <> '[]' AND s.taken_back IS NULL ORDER BY s.id",
    )
    .bind(request)
    .fetch_all(conn)
    .await?;
    let mut files = Vec::new();
    for (attached, who, at) in rows {
        let attached: Vec<Attached> = serde_json::from_str(&attached)?;
        files.extend(attached.into_iter().map(|file| (file, who.clone(), at)));
    }
    Ok(files)
}

/// The message of a thread that was written there, with its request.
pub async fn said_in(
    conn: &mut Conn,
    chat: i64,
    message: i64,
) -> Result<Option<(Id<Said>, Id<Request>, Side, String)>> {
    Ok(sqlx::query_as(
        "SELECT id, request_id, side, text FROM said WHERE chat = $1 AND message_id = $2 AND taken_back IS NULL",
    )
    .bind(chat)
    .bind(message)
    .fetch_optional(conn)
    .await?)
}

/// Other words for a message; the earlier ones are kept.
pub async fn reword(conn: &mut Conn, id: Id<Said>, text: &str, now: Timestamp) -> Result {
    let (before, old): (String, String) =
        sqlx::query_as("SELECT before, text FROM said WHERE id = $1").bind(id).fetch_one(&mut *conn).await?;
    let mut before: Vec<String> = serde_json::from_str(&before)?;
    before.push(old);
    sqlx::query("UPDATE said SET text = $2, before = $3, edited_at = $4 WHERE id = $1")
        .bind(id)
        .bind(text)
        .bind(serde_json::to_string(&before)?)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// A message is no longer part of its thread.
pub async fn take_back(conn: &mut Conn, id: Id<Said>, now: Timestamp) -> Result {
    sqlx::query("UPDATE said SET taken_back = $2 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}

/// When the client wrote last in a thread.
pub async fn client_wrote_at(conn: &mut Conn, request: Id<Request>) -> Result<Option<Timestamp>> {
    Ok(sqlx::query_scalar("SELECT MAX(at) FROM said WHERE request_id = $1 AND side = 'client' AND taken_back IS NULL")
        .bind(request)
        .fetch_one(conn)
        .await?)
}

/// Whether one of us has ever answered in a thread.
pub async fn is_answered(conn: &mut Conn, request: Id<Request>) -> Result<bool> {
    let said: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM said WHERE request_id = $1 AND side = 'us' AND taken_back IS NULL")
            .bind(request)
            .fetch_one(&mut *conn)
            .await?;
    let called: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM reply_clock WHERE request_id = $1 AND stopped_how IN ('answer', 'call')",
    )
    .bind(request)
    .fetch_one(conn)
    .await?;
    Ok(said + called > 0)
}

// The cards.

/// A card that shows a request or a message of it.
#[derive(Debug, Clone, FromRow)]
pub struct Shown {
    #[sqlx(rename = "card_id")]
    pub card: Id<Card>,
    #[sqlx(rename = "request_id")]
    pub request: Id<Request>,
    #[sqlx(rename = "person_id")]
    pub person: Id<Person>,
    /// `None`: the card of the whole request.
    #[sqlx(rename = "said_id")]
    pub said: Option<Id<Said>>,
    /// 1: a copied file; 2: a card that another room keeps.
    pub media: i64,
}

/// A card shows a request, or a message of it, to somebody.
pub async fn put_card(conn: &mut Conn, shown: &Shown) -> Result {
    sqlx::query(
        "INSERT INTO request_card (card_id, request_id, person_id, said_id, media) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (card_id) DO NOTHING",
    )
    .bind(shown.card)
    .bind(shown.request)
    .bind(shown.person)
    .bind(shown.said)
    .bind(shown.media)
    .execute(conn)
    .await?;
    Ok(())
}

/// A card is kept up to date no longer.
pub async fn forget_card(conn: &mut Conn, card: Id<Card>) -> Result {
    sqlx::query("DELETE FROM request_card WHERE card_id = $1").bind(card).execute(conn).await?;
    Ok(())
}

/// A card of another room shows the conversation: a reply to it goes on with it, but it is not kept up to date here.
pub async fn put_foreign_card(conn: &mut Conn, card: Id<Card>, request: Id<Request>, person: Id<Person>) -> Result {
    let said: Option<Id<Said>> = sqlx::query_scalar("SELECT MIN(id) FROM said WHERE request_id = $1")
        .bind(request)
        .fetch_one(&mut *conn)
        .await?;
    // The other room may begin the conversation anew: its card goes on with the new one.
    sqlx::query("DELETE FROM request_card WHERE card_id = $1").bind(card).execute(&mut *conn).await?;
    put_card(conn, &Shown { card, request, person, said, media: 2 }).await
}

/// What a card shows.
pub async fn by_card(conn: &mut Conn, card: Id<Card>) -> Result<Option<Shown>> {
    Ok(sqlx::query_as("SELECT card_id, request_id, person_id, said_id, media FROM request_card WHERE card_id = $1")
        .bind(card)
        .fetch_optional(conn)
        .await?)
}

/// The newest card of a whole request on each phone.
pub async fn cards(conn: &mut Conn, request: Id<Request>) -> Result<HashMap<Id<Person>, Id<Card>>> {
    let rows: Vec<(Id<Person>, Id<Card>)> = sqlx::query_as(
        "SELECT person_id, card_id FROM request_card WHERE request_id = $1 AND said_id IS NULL ORDER BY card_id",
    )
    .bind(request)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Whether a card of another room shows the conversation to somebody.
pub async fn is_shown_elsewhere(conn: &mut Conn, request: Id<Request>, person: Id<Person>) -> Result<bool> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM request_card WHERE request_id = $1 AND person_id = $2 AND media = 2")
            .bind(request)
            .bind(person)
            .fetch_one(conn)
            .await?;
    Ok(count > 0)
}

/// The copies of a message on other phones.
pub async fn copies(conn: &mut Conn, said: Id<Said>) -> Result<Vec<Shown>> {
    Ok(sqlx::query_as(
        "SELECT card_id, request_id, person_id, said_id, media FROM request_card WHERE said_id = $1 AND media < 2",
    )
    .bind(said)
    .fetch_all(conn)
    .await?)
}

/// The request of a new card, before it has a number.
pub fn begun(client: &Client, person: Option<Id<Person>>, who: &str, about: About, now: Timestamp) -> Request {
    Request {
        id: Id::new(),
        number: 0,
        client: client.id,
        person,
        who: who.to_owned(),
        channel: if person.is_some() { Channel::Chat } else { Channel::Phone },
        about,
        owner: None,
        essence: String::new(),
        state: State::Open,
        rev: 0,
        opened_at: now,
    }
}
