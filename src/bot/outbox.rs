//! What goes to Telegram: rows written in the turn's own transaction, sent later by the sender.
//!
//! A row is a method and its JSON. A dedupe key says a thing once, whoever says it how often. A card is a message that
//! is edited in place: until Telegram has given it an id, edits queue behind its first sending. A file has its words beside
//! it, and those are edited.

use crate::{
    bot::{
        document::{self, Document},
        screen::{Keyboard, Screen},
    },
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    hash, named,
    text::Reader,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

named! {
    /// What a message is: decides who goes first and what an uncertain sending means.
    pub enum Class {
        /// The answer to a button press: at once, best effort.
        Answer = "answer",
        /// A reaction to what the person just did.
        Reply = "reply",
        /// Something that can't wait.
        Alert = "alert",
        /// News.
        Notice = "notice",
        /// The morning digest.
        Digest = "digest",
    }
}

/// How what a card shows is remembered if it is a file with words beside it.
const FILE: &str = "file:";

/// A row of the outbox.
#[derive(Debug)]
pub struct Outgoing;

/// A message of ours that is edited in place.
#[derive(Debug)]
pub struct Card;

/// How to say something to one chat.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// Telegram's chat id.
    pub chat: i64,
    /// What kind of message.
    pub class: Class,
    /// Said once per key.
    pub key: Option<String>,
    /// Shown to this reader.
    pub reader: Reader,
    /// What to show.
    pub screen: &'a Screen,
    /// Not before this moment.
    pub not_before: Option<Timestamp>,
    /// Not after this moment: dropped, with a record.
    pub expires: Option<Timestamp>,
    /// Without sound.
    pub silent: bool,
}

impl<'a> Letter<'a> {
    /// A reply in the chat of what was just said.
    pub const fn reply(chat: i64, reader: Reader, screen: &'a Screen) -> Self {
        Self { chat, class: Class::Reply, key: None, reader, screen, not_before: None, expires: None, silent: false }
    }
}

/// Sends a new message and makes it a card to be edited later. `None`: it had been said before.
pub async fn send(conn: &mut Conn, letter: Letter<'_>) -> Result<Option<Id<Card>>> {
    let html = letter.screen.html(&letter.reader);
    let markup = letter.screen.markup(&letter.reader);
    let mut payload = json!({ "text": html, "parse_mode": "HTML", "link_preview_options": { "is_disabled": true } });
    if let Some(markup) = &markup {
        payload["reply_markup"] = markup.clone();
    }
    let (shown, about) = (fingerprint(&html, markup.as_ref()), letter.screen.about);
    put_card(conn, letter, "sendMessage", payload, &shown, about).await
}

/// Sends a file of our own making with the screen beside it, and makes it a card to be edited later: its words and buttons,
/// never the file. `None`: it had been said before. A file Telegram would not take as it is, or too large a one, is an error.
pub async fn document(conn: &mut Conn, letter: Letter<'_>, file: Document<'_>) -> Result<Option<Id<Card>>> {
    put_file(conn, letter, file, document::Shown::File).await
}

/// The same with a picture, which is seen at once.
pub async fn picture(conn: &mut Conn, letter: Letter<'_>, file: Document<'_>) -> Result<Option<Id<Card>>> {
    put_file(conn, letter, file, document::Shown::Picture).await
}

async fn put_file(
    conn: &mut Conn,
    letter: Letter<'_>,
    file: Document<'_>,
    how: document::Shown,
) -> Result<Option<Id<Card>>> {
    let caption = letter.screen.caption(&letter.reader);
    let markup = letter.screen.markup(&letter.reader);
    let mut payload = json!({ "caption": caption, "parse_mode": "HTML" });
    if let Some(markup) = &markup {
        payload["reply_markup"] = markup.clone();
    }
    document::put(&mut payload, &file, how)?;
    let (shown, about) = (format!("{FILE}{}", fingerprint(&caption, markup.as_ref())), letter.screen.about);
    put_card(conn, letter, how.method(), payload, &shown, about).await
}

/// Writes a card and the row that sends it.
async fn put_card(
    conn: &mut Conn,
    letter: Letter<'_>,
    method: &'static str,
    mut payload: Value,
    shown: &str,
    about: Option<Id<Client>>,
) -> Result<Option<Id<Card>>> {
    let card = Id::<Card>::new();
    let now = Timestamp::from(letter.reader.now);
    if letter.silent {
        payload["disable_notification"] = json!(true);
    }
    sqlx::query("INSERT INTO card (id, chat, shown, about) VALUES ($1, $2, $3, $4)")
        .bind(card)
        .bind(letter.chat)
        .bind(shown)
        .bind(about)
        .execute(&mut *conn)
        .await?;
    let row = Row { chat: letter.chat, class: letter.class, method, payload, card: Some(card) };
    let put = row.put(conn, letter.key.as_deref(), letter.not_before.unwrap_or(now), letter.expires, now).await?;
    if put {
        return Ok(Some(card));
    }
    sqlx::query("DELETE FROM card WHERE id = $1").bind(card).execute(conn).await?;
    Ok(None)
}

/// Copies a message of one chat into another, whatever it holds; `caption` takes the place of the words beside a file.
/// The copy is a card: its caption can be edited. `None`: it had been copied before.
pub async fn copy(
    conn: &mut Conn,
    letter: Letter<'_>,
    (from_chat, message_id): (i64, i64),
    about: Option<Id<Client>>,
) -> Result<Option<Id<Card>>> {
    let caption = letter.screen.caption(&letter.reader);
    let payload =
        json!({ "from_chat_id": from_chat, "message_id": message_id, "caption": caption, "parse_mode": "HTML" });
    let shown = fingerprint(&caption, None);
    put_card(conn, letter, "copyMessage", payload, &shown, about).await
}

/// Edits the words beside a copied file.
pub async fn edit_caption(conn: &mut Conn, card: Id<Card>, letter: Letter<'_>) -> Result {
    let caption = letter.screen.caption(&letter.reader);
    let about = sqlx::query_scalar("SELECT about FROM card WHERE id = $1").bind(card).fetch_one(&mut *conn).await?;
    if !remember(conn, card, &fingerprint(&caption, None), about).await? {
        return Ok(());
    }
    let payload = json!({ "caption": caption, "parse_mode": "HTML" });
    let now = Timestamp::from(letter.reader.now);
    let row = Row { chat: letter.chat, class: letter.class, method: "editMessageCaption", payload, card: Some(card) };
    row.put(conn, letter.key.as_deref(), now, None, now).await?;
    Ok(())
}

/// Takes a message back: one that waits is not sent, one that was sent is deleted (Telegram allows it for 48 hours).
pub async fn delete(conn: &mut Conn, card: Id<Card>, chat: i64, now: Timestamp) -> Result {
    let unsent = sqlx::query(
        "UPDATE outbox SET state = 'dropped', error = 'taken back' WHERE card_id = $1 AND state = 'due' AND attempts = 0",
    )
    .bind(card)
    .execute(&mut *conn)
    .await?;
    let waits: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE card_id = $1 AND state = 'dropped' AND method IN ('sendMessage', 'sendDocument', 'sendPhoto', 'copyMessage')",
    )
    .bind(card)
    .fetch_one(&mut *conn)
    .await?;
    if unsent.rows_affected() > 0 && waits > 0 {
        return Ok(());
    }
    let row = Row { chat, class: Class::Reply, method: "deleteMessage", payload: json!({}), card: Some(card) };
    row.put(conn, None, now, None, now).await?;
    Ok(())
}

/// A message that has expired unsent goes out another time after all.
pub async fn put_off(conn: &mut Conn, key: &str, not_before: Timestamp, expires: Option<Timestamp>) -> Result {
    // A row that was tried keeps the order of its chat: one that is for tomorrow must not hold up today's.
    sqlx::query(
        "UPDATE outbox SET state = 'due', attempts = 0, not_before = $2, expires_at = $3, error = NULL \
         WHERE dedupe_key = $1 AND state = 'dropped' AND error = 'expired'",
    )
    .bind(key)
    .bind(not_before)
    .bind(expires)
    .execute(conn)
    .await?;
    Ok(())
}

/// What expired unsent under this key may be said anew.
pub async fn release(conn: &mut Conn, key: &str) -> Result {
    sqlx::query(
        "UPDATE outbox SET dedupe_key = NULL WHERE dedupe_key = $1 AND state = 'dropped' AND error = 'expired'",
    )
    .bind(key)
    .execute(conn)
    .await?;
    Ok(())
}

/// Edits a card in place; does nothing if it shows just that already. Of a file the words beside it are edited.
pub async fn edit(conn: &mut Conn, card: Id<Card>, letter: Letter<'_>) -> Result {
    let is_file = is_file(conn, card).await?;
    let markup = match letter.screen.keyboard {
        Some(Keyboard::ShareContact(_) | Keyboard::Remove) => None,
        None => letter.screen.markup(&letter.reader),
    };
    let (mut payload, shown, method) = if is_file {
        let caption = letter.screen.caption(&letter.reader);
        let shown = format!("{FILE}{}", fingerprint(&caption, markup.as_ref()));
        (json!({ "caption": caption, "parse_mode": "HTML" }), shown, "editMessageCaption")
    } else {
        let html = letter.screen.html(&letter.reader);
        let shown = fingerprint(&html, markup.as_ref());
        let payload = json!({ "text": html, "parse_mode": "HTML", "link_preview_options": { "is_disabled": true } });
        (payload, shown, "editMessageText")
    };
    if !remember(conn, card, &shown, letter.screen.about).await? {
        return Ok(());
    }
    if let Some(markup) = markup {
        payload["reply_markup"] = markup;
    }
    let now = Timestamp::from(letter.reader.now);
    if reword(conn, card, &payload, now).await? {
        return Ok(());
    }
    let row = Row { chat: letter.chat, class: letter.class, method, payload, card: Some(card) };
    row.put(conn, letter.key.as_deref(), now, None, now).await?;
    Ok(())
}

/// Whether a card is a file with words beside it.
async fn is_file(conn: &mut Conn, card: Id<Card>) -> Result<bool> {
    let shown: Option<String> =
        sqlx::query_scalar("SELECT shown FROM card WHERE id = $1").bind(card).fetch_optional(conn).await?;
    Ok(shown.is_some_and(|shown| shown.starts_with(FILE)))
}

/// A message that is for later is sent as it is to be shown then: nothing can be edited before it is there. `false`: it does
/// not wait.
async fn reword(conn: &mut Conn, card: Id<Card>, shown: &Value, now: Timestamp) -> Result<bool> {
    let waits: Option<(Id<Outgoing>, String)> = sqlx::query_as(
        "SELECT id, payload FROM outbox WHERE card_id = $1 AND method IN ('sendMessage', 'sendDocument', 'sendPhoto') \
         AND state IN ('due', 'sending') AND state = 'due' AND attempts = 0 AND not_before > $2",
    )
    .bind(card)
    .bind(now)
    .fetch_optional(&mut *conn)
    .await?;
    let Some((id, payload)) = waits else { return Ok(false) };
    let mut payload: Value = serde_json::from_str(&payload)?;
    let words = if shown.get("caption").is_some() { "caption" } else { "text" };
    payload[words] = shown[words].clone();
    if let (Some(parts), None) = (payload.as_object_mut(), shown.get("reply_markup")) {
        parts.remove("reply_markup");
    } else {
        payload["reply_markup"] = shown["reply_markup"].clone();
    }
    sqlx::query("UPDATE outbox SET payload = $2 WHERE id = $1")
        .bind(id)
        .bind(payload.to_string())
        .execute(conn)
        .await?;
    Ok(true)
}

/// What the hash of a card without buttons begins with: there is nothing to take off.
const BARE: &str = "bare:";

/// Takes the buttons off a card, so that an answered question can't be answered again.
pub async fn strip(conn: &mut Conn, card: Id<Card>, chat: i64, now: Timestamp) -> Result {
    let (stands, about): (String, Option<Id<Client>>) =
        sqlx::query_as("SELECT shown, about FROM card WHERE id = $1").bind(card).fetch_one(&mut *conn).await?;
    if stands.starts_with(BARE) {
        return Ok(());
    }
    let shown = if is_file(conn, card).await? { format!("{FILE}stripped") } else { "stripped".to_owned() };
    if remember(conn, card, &shown, about).await? {
        let row =
            Row { chat, class: Class::Reply, method: "editMessageReplyMarkup", payload: json!({}), card: Some(card) };
        row.put(conn, None, now, None, now).await?;
    }
    Ok(())
}

/// Answers a button press. After 150 s Telegram would refuse it.
pub async fn answer(conn: &mut Conn, callback: &str, chat: i64, toast: Option<String>, now: Timestamp) -> Result {
    let mut payload = json!({ "callback_query_id": callback });
    if let Some(toast) = toast {
        payload["text"] = json!(toast.chars().take(200).collect::<String>());
    }
    let expires = Timestamp(now.0 + TimeDelta::seconds(140));
    let row = Row { chat, class: Class::Answer, method: "answerCallbackQuery", payload, card: None };
    row.put(conn, Some(&format!("answer:{callback}")), now, Some(expires), now).await?;
    Ok(())
}

/// Answers an inline query. After 30 s Telegram would refuse it.
pub async fn offer(conn: &mut Conn, query: &str, chat: i64, results: Vec<Value>, now: Timestamp) -> Result {
    let payload = json!({ "inline_query_id": query, "results": results, "is_personal": true, "cache_time": 0 });
    let expires = Timestamp(now.0 + TimeDelta::seconds(25));
    let row = Row { chat, class: Class::Answer, method: "answerInlineQuery", payload, card: None };
    row.put(conn, Some(&format!("inline:{query}")), now, Some(expires), now).await?;
    Ok(())
}

/// Any other call of the Bot API that is not a message: the command menu, say. `chat` 0 for none.
pub async fn call(conn: &mut Conn, method: &'static str, payload: Value, now: Timestamp) -> Result {
    let row = Row { chat: 0, class: Class::Notice, method, payload, card: None };
    row.put(conn, None, now, None, now).await?;
    Ok(())
}

/// Whether just this call waits to be made already.
pub async fn is_waiting(conn: &mut Conn, method: &'static str, payload: &Value) -> Result<bool> {
    let waiting: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE chat = 0 AND method = $1 AND payload = $2 AND state IN ('due', 'sending')",
    )
    .bind(method)
    .bind(payload.to_string())
    .fetch_one(conn)
    .await?;
    Ok(waiting > 0)
}

/// The card a message of ours belongs to.
pub async fn card_of(conn: &mut Conn, chat: i64, message_id: i64) -> Result<Option<Id<Card>>> {
    Ok(sqlx::query_scalar("SELECT id FROM card WHERE chat = $1 AND message_id = $2")
        .bind(chat)
        .bind(message_id)
        .fetch_optional(conn)
        .await?)
}

/// The client that a message of ours is about.
pub async fn about(conn: &mut Conn, chat: i64, message_id: i64) -> Result<Option<Id<Client>>> {
    let about: Option<Option<Id<Client>>> =
        sqlx::query_scalar("SELECT about FROM card WHERE chat = $1 AND message_id = $2")
            .bind(chat)
            .bind(message_id)
            .fetch_optional(conn)
            .await?;
    Ok(about.flatten())
}

/// Whether nothing has been said in a chat after this card.
pub async fn is_last(conn: &mut Conn, chat: i64, card: Id<Card>) -> Result<bool> {
    let later: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM card WHERE chat = $1 AND id > $2")
        .bind(chat)
        .bind(card)
        .fetch_one(conn)
        .await?;
    Ok(later == 0)
}

/// Whether Telegram has taken a card.
pub async fn has_come(conn: &mut Conn, card: Id<Card>) -> Result<bool> {
    let taken: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE card_id = $1 AND method IN ('sendMessage', 'sendDocument', 'sendPhoto', 'copyMessage') AND state = 'sent'",
    )
    .bind(card)
    .fetch_one(conn)
    .await?;
    Ok(taken > 0)
}

/// Whether a card has been given up: Telegram never took it.
pub async fn never_came(conn: &mut Conn, card: Id<Card>) -> Result<bool> {
    let given_up: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE card_id = $1 AND method IN ('sendMessage', 'sendDocument', 'sendPhoto', 'copyMessage') \
         AND state IN ('failed', 'dropped')",
    )
    .bind(card)
    .fetch_one(conn)
    .await?;
    Ok(given_up > 0)
}

struct Row {
    chat: i64,
    class: Class,
    method: &'static str,
    payload: Value,
    card: Option<Id<Card>>,
}

impl Row {
    /// Writes the row; `false` if its key had been said before.
    async fn put(
        self,
        conn: &mut Conn,
        key: Option<&str>,
        not_before: Timestamp,
        expires: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO outbox (id, dedupe_key, chat, class, method, payload, card_id, not_before, expires_at, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (dedupe_key) DO NOTHING",
        )
        .bind(Id::<Outgoing>::new())
        .bind(key)
        .bind(self.chat)
        .bind(self.class)
        .bind(self.method)
        .bind(self.payload.to_string())
        .bind(self.card)
        .bind(not_before)
        .bind(expires)
        .bind(now)
        .execute(conn)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// Remembers what the card will show and whom it is about; `false` if it shows that already.
async fn remember(conn: &mut Conn, card: Id<Card>, shown: &str, about: Option<Id<Client>>) -> Result<bool> {
    let changed = sqlx::query("UPDATE card SET shown = $2, about = $3 WHERE id = $1 AND shown <> $2")
        .bind(card)
        .bind(shown)
        .bind(about)
        .execute(conn)
        .await?;
    Ok(changed.rows_affected() == 1)
}

fn fingerprint(html: &str, markup: Option<&Value>) -> String {
    match markup {
        Some(markup) => hash::of_parts([html, &markup.to_string()]),
        None => format!("{BARE}{}", hash::of_parts([html, ""])),
    }
}
