//! SQL of the chats that are asked about a delivery: their messages, what they are about to write, what they sent, and the
//! links that let a chat in.

use super::model::{Chat, Trouble, Waits};
use crate::{
    bot::{outbox::Card, said::Attached},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::model::Delivery,
    lang::Lang,
    people::Person,
};
use sqlx::FromRow;

#[derive(FromRow)]
struct ChatRow {
    delivery_id: Id<Delivery>,
    chat: i64,
    card_id: Id<Card>,
    lang: String,
    waits: Option<Waits>,
    trouble: Option<Trouble>,
    lines: i64,
    words: String,
}

impl From<ChatRow> for Chat {
    fn from(row: ChatRow) -> Self {
        Self {
            delivery: row.delivery_id,
            tg: row.chat,
            card: row.card_id,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            waits: row.waits,
            trouble: row.trouble,
            lines: u64::try_from(row.lines).unwrap_or_default(),
            words: row.words,
        }
    }
}

/// The columns of [`ChatRow`], then the rest of the query.
macro_rules! chat {
    ($rest:literal) => {
        sqlx::query_as::<_, ChatRow>(concat!(
            "SELECT delivery_id, chat, card_id, lang, waits, trouble, lines, words FROM receipt_chat ",
            $rest
        ))
    };
}

/// Where a delivery is asked about.
pub async fn all(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Vec<Chat>> {
    let rows = chat!("WHERE delivery_id = $1 ORDER BY chat").bind(delivery).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Chat::from).collect())
}

/// The same in one chat.
pub async fn one(conn: &mut Conn, delivery: Id<Delivery>, chat: i64) -> Result<Option<Chat>> {
    let row = chat!("WHERE delivery_id = $1 AND chat = $2").bind(delivery).bind(chat).fetch_optional(conn).await?;
    Ok(row.map(Chat::from))
}

/// What a chat is asked about, the newest first.
pub async fn of_chat(conn: &mut Conn, chat: i64) -> Result<Vec<Chat>> {
    let rows = chat!("WHERE chat = $1 ORDER BY card_id DESC").bind(chat).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Chat::from).collect())
}

/// The question that a message in a chat asks or has asked.
pub async fn by_card(conn: &mut Conn, chat: i64, card: Id<Card>) -> Result<Option<Chat>> {
    let row = chat!(
        "WHERE chat = $1 AND delivery_id = (SELECT c.delivery_id FROM receipt_card c WHERE c.card_id = $2 AND c.chat = $1)"
    );
    Ok(row.bind(chat).bind(card).fetch_optional(conn).await?.map(Chat::from))
}

/// A message asks; `said` is its key, if it is not a reply.
pub async fn put_card(conn: &mut Conn, delivery: Id<Delivery>, chat: i64, card: Id<Card>, said: &str) -> Result {
    sqlx::query(
        "INSERT INTO receipt_card (card_id, delivery_id, chat, said) VALUES ($1, $2, $3, $4) ON CONFLICT (card_id) DO NOTHING",
    )
    .bind(card)
    .bind(delivery)
    .bind(chat)
    .bind(said)
    .execute(conn)
    .await?;
    Ok(())
}

/// The messages that have asked in a chat, but for one, and their keys.
pub async fn other_cards(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    chat: i64,
    but: Id<Card>,
) -> Result<Vec<(Id<Card>, String)>> {
    Ok(sqlx::query_as(
        "SELECT card_id, said FROM receipt_card WHERE delivery_id = $1 AND chat = $2 AND card_id <> $3 ORDER BY card_id",
    )
    .bind(delivery)
    .bind(chat)
    .bind(but)
    .fetch_all(conn)
    .await?)
}

/// The message of a chat; what it was about to write is as it was.
pub async fn put_chat(conn: &mut Conn, delivery: Id<Delivery>, chat: i64, card: Id<Card>, lang: Lang) -> Result {
    sqlx::query(
        "INSERT INTO receipt_chat (delivery_id, chat, card_id, lang) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (delivery_id, chat) DO UPDATE SET card_id = excluded.card_id, lang = excluded.lang",
    )
    .bind(delivery)
    .bind(chat)
    .bind(card)
    .bind(lang.code())
    .execute(conn)
    .await?;
    Ok(())
}

/// What a chat is about to write.
pub async fn set_waits(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    chat: i64,
    waits: Option<Waits>,
    trouble: Option<(Trouble, u64)>,
) -> Result {
    sqlx::query(
        "UPDATE receipt_chat SET waits = $3, trouble = $4, lines = $5, words = '' WHERE delivery_id = $1 AND chat = $2",
    )
    .bind(delivery)
    .bind(chat)
    .bind(waits)
    .bind(trouble.map(|(trouble, _)| trouble))
    .bind(trouble.map_or(0, |(_, lines)| i64::try_from(lines).unwrap_or(0)))
    .execute(conn)
    .await?;
    Ok(())
}

/// What was written about a problem so far.
pub async fn set_words(conn: &mut Conn, delivery: Id<Delivery>, chat: i64, words: &str) -> Result {
    sqlx::query("UPDATE receipt_chat SET words = $3 WHERE delivery_id = $1 AND chat = $2")
        .bind(delivery)
        .bind(chat)
        .bind(words)
        .execute(conn)
        .await?;
    Ok(())
}

/// A chat is shown a delivery no more.
pub async fn forget(conn: &mut Conn, delivery: Id<Delivery>, chat: i64) -> Result {
    sqlx::query("DELETE FROM receipt_chat WHERE delivery_id = $1 AND chat = $2")
        .bind(delivery)
        .bind(chat)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps a picture.
pub async fn put_file(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    chat: i64,
    about: Waits,
    file: &Attached,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO receipt_file (id, delivery_id, chat, about, file, got_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Id::<Attached>::new())
    .bind(delivery)
    .bind(chat)
    .bind(if about == Waits::Trouble { "trouble" } else { "receipt" })
    .bind(serde_json::to_string(file)?)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The pictures of a problem that a chat has sent.
pub async fn trouble_files(conn: &mut Conn, delivery: Id<Delivery>, chat: i64) -> Result<Vec<Attached>> {
    let files: Vec<String> = sqlx::query_scalar(
        "SELECT file FROM receipt_file WHERE delivery_id = $1 AND chat = $2 AND about = 'trouble' ORDER BY id",
    )
    .bind(delivery)
    .bind(chat)
    .fetch_all(conn)
    .await?;
    files.iter().map(|file| Ok(serde_json::from_str(file)?)).collect()
}

/// Every picture of a delivery.
pub async fn files(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Vec<Attached>> {
    let files: Vec<String> = sqlx::query_scalar("SELECT file FROM receipt_file WHERE delivery_id = $1 ORDER BY id")
        .bind(delivery)
        .fetch_all(conn)
        .await?;
    files.iter().map(|file| Ok(serde_json::from_str(file)?)).collect()
}

/// A new link; those made before that nobody has opened are void.
pub async fn put_link(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    code_hash: &str,
    by: Id<Person>,
    now: Timestamp,
) -> Result {
    sqlx::query("UPDATE receipt_link SET void_at = $2 WHERE delivery_id = $1 AND void_at IS NULL")
        .bind(delivery)
        .bind(now)
        .execute(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO receipt_link (code_hash, delivery_id, made_by, made_at) VALUES ($1, $2, $3, $4)")
        .bind(code_hash)
        .bind(delivery)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Opens a link: it is this chat's from now on. `None`: there is none, or it is somebody else's.
pub async fn open_link(conn: &mut Conn, code_hash: &str, chat: i64, now: Timestamp) -> Result<Option<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "UPDATE receipt_link SET chat = $2, opened_at = COALESCE(opened_at, $3) \
         WHERE code_hash = $1 AND void_at IS NULL AND (chat IS NULL OR chat = $2) RETURNING delivery_id",
    )
    .bind(code_hash)
    .bind(chat)
    .bind(now)
    .fetch_optional(conn)
    .await?)
}

/// Whether a chat has a link to a delivery that still counts.
pub async fn has_link(conn: &mut Conn, delivery: Id<Delivery>, chat: i64) -> Result<bool> {
    let links: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM receipt_link WHERE delivery_id = $1 AND chat = $2 AND void_at IS NULL",
    )
    .bind(delivery)
    .bind(chat)
    .fetch_one(conn)
    .await?;
    Ok(links > 0)
}
