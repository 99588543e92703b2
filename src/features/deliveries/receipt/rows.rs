//! SQL of receipts.

use super::model::{Accepted, Chat, Grade, Next, Receipt, Trouble, Waits};
use crate::{
    bot::{outbox::Card, said::Attached},
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::{claims::Claim, deliveries::model::Delivery},
    lang::Lang,
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    delivery_id: Id<Delivery>,
    code: String,
    tries: i64,
    asked_at: Timestamp,
    round: i64,
    reminded: i64,
    again_at: Option<Timestamp>,
    not_yet: i64,
    grade: Option<Grade>,
    graded_at: Option<Timestamp>,
    by_us: Option<Id<Person>>,
    who_name: String,
    who_phone: Option<Phone>,
    who_post: String,
    trouble: Option<Trouble>,
    trouble_at: Option<Timestamp>,
    claim_id: Option<Id<Claim>>,
    next: Option<Next>,
    rev: i64,
}

impl From<Row> for Receipt {
    fn from(row: Row) -> Self {
        Self {
            delivery: row.delivery_id,
            code: row.code,
            tries: row.tries,
            asked_at: row.asked_at.0,
            round: row.round,
            reminded: row.reminded,
            again_at: row.again_at.map(|at| at.0),
            not_yet: row.not_yet,
            grade: row.grade.zip(row.graded_at).map(|(grade, at)| (grade, at.0)),
            by_us: row.by_us,
            who: Accepted { name: row.who_name, phone: row.who_phone, post: row.who_post },
            trouble: row.trouble.zip(row.trouble_at).map(|(trouble, at)| (trouble, at.0)),
            claim: row.claim_id,
            next: row.next,
            rev: row.rev,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! receipt {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT r.delivery_id, r.code, r.tries, r.asked_at, r.round, r.reminded, r.again_at, r.not_yet, r.grade, \
             r.graded_at, r.by_us, r.who_name, r.who_phone, r.who_post, r.trouble, r.trouble_at, r.claim_id, r.next, r.rev \
             FROM receipt r ",
            $rest
        ))
    };
}

/// What is known of a delivery from its client; `None`: not asked yet.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Receipt>> {
    Ok(receipt!("WHERE r.delivery_id = $1").bind(delivery).fetch_optional(conn).await?.map(Receipt::from))
}

/// The same of one that was asked about.
pub async fn read(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Receipt> {
    of(conn, delivery).await?.ok_or_else(|| Error::other(format!("delivery {delivery} was never asked about")))
}

/// Those nobody has answered.
pub async fn unanswered(conn: &mut Conn) -> Result<Vec<Receipt>> {
    let rows = receipt!(
        "JOIN delivery d ON d.id = r.delivery_id WHERE r.trouble IS NULL AND (r.grade IS NULL OR r.grade = 'b') \
         AND d.state NOT IN ('received', 'closed', 'problem', 'cancelled', 'returned') ORDER BY r.asked_at, r.delivery_id"
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Receipt::from).collect())
}

/// Deliveries to be asked about: handed over, or their window ended before `ended` and nobody has told.
pub async fn unasked(conn: &mut Conn, ended: Timestamp) -> Result<Vec<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "SELECT d.id FROM delivery d LEFT JOIN receipt r ON r.delivery_id = d.id WHERE r.delivery_id IS NULL \
         AND (d.state = 'delivered' \
              OR (d.state IN ('ordered', 'assigned', 'picked_up', 'in_transit') AND d.ends_at <= $1)) \
         ORDER BY d.ends_at, d.id",
    )
    .bind(ended)
    .fetch_all(conn)
    .await?)
}

/// Deliveries received before `before` that are not closed.
pub async fn settled(conn: &mut Conn, before: Timestamp) -> Result<Vec<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "SELECT d.id FROM delivery d LEFT JOIN receipt r ON r.delivery_id = d.id \
         WHERE d.state = 'received' AND COALESCE(r.graded_at, d.received_at) <= $1 ORDER BY d.id",
    )
    .bind(before)
    .fetch_all(conn)
    .await?)
}

/// The client is asked from `at` on.
pub async fn insert(conn: &mut Conn, delivery: Id<Delivery>, code: &str, at: DateTime<Utc>) -> Result {
    sqlx::query(
        "INSERT INTO receipt (delivery_id, code, asked_at) VALUES ($1, $2, $3) ON CONFLICT (delivery_id) DO NOTHING",
    )
    .bind(delivery)
    .bind(code)
    .bind(Timestamp::from(at))
    .execute(conn)
    .await?;
    Ok(())
}

/// This round was asked at `at`.
pub async fn asked(conn: &mut Conn, delivery: Id<Delivery>, at: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE receipt SET asked_at = $2 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// Another round begins.
pub async fn begin_round(conn: &mut Conn, delivery: Id<Delivery>, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE receipt SET round = round + 1, reminded = 0, again_at = NULL, asked_at = $2 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// So far have the reminders come.
pub async fn set_reminded(conn: &mut Conn, delivery: Id<Delivery>, reminded: i64) -> Result {
    sqlx::query("UPDATE receipt SET reminded = $2 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(reminded)
        .execute(conn)
        .await?;
    Ok(())
}

/// "Not yet": asked again at `at`.
pub async fn set_again(conn: &mut Conn, delivery: Id<Delivery>, at: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE receipt SET again_at = $2, not_yet = not_yet + 1, rev = rev + 1 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// A proof, better than what was there; `by_us`: of whom it is, if it is our word.
pub async fn set_grade(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    grade: Grade,
    by_us: Option<Id<Person>>,
    who: &Accepted,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE receipt SET grade = $2, graded_at = $3, by_us = $4, who_name = $5, who_phone = $6, who_post = $7, \
           again_at = NULL, trouble = NULL, trouble_at = NULL, rev = rev + 1 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(grade)
    .bind(now)
    .bind(by_us)
    .bind(&who.name)
    .bind(&who.phone)
    .bind(&who.post)
    .execute(conn)
    .await?;
    Ok(())
}

/// Who accepted it.
pub async fn set_who(conn: &mut Conn, delivery: Id<Delivery>, who: &Accepted) -> Result {
    sqlx::query(
        "UPDATE receipt SET who_name = $2, who_phone = $3, who_post = $4, rev = rev + 1 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(&who.name)
    .bind(&who.phone)
    .bind(&who.post)
    .execute(conn)
    .await?;
    Ok(())
}

/// Something is wrong.
pub async fn set_trouble(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    trouble: Trouble,
    claim: Option<Id<Claim>>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE receipt SET trouble = $2, trouble_at = $3, claim_id = $4, again_at = NULL, rev = rev + 1 \
         WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(trouble)
    .bind(now)
    .bind(claim)
    .execute(conn)
    .await?;
    Ok(())
}

/// A wrong code was typed.
pub async fn count_try(conn: &mut Conn, delivery: Id<Delivery>) -> Result {
    sqlx::query("UPDATE receipt SET tries = tries + 1 WHERE delivery_id = $1").bind(delivery).execute(conn).await?;
    Ok(())
}

/// What comes after; `false`: that was said before.
pub async fn set_next(conn: &mut Conn, delivery: Id<Delivery>, next: Option<Next>) -> Result {
    sqlx::query("UPDATE receipt SET next = $2, rev = rev + 1 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(next)
        .execute(conn)
        .await?;
    Ok(())
}

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
pub async fn chats(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Vec<Chat>> {
    let rows = chat!("WHERE delivery_id = $1 ORDER BY chat").bind(delivery).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Chat::from).collect())
}

/// The same in one chat.
pub async fn chat(conn: &mut Conn, delivery: Id<Delivery>, chat: i64) -> Result<Option<Chat>> {
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

/// Received and nothing put after it, before `before`: of whom one looks after, or of all.
pub async fn without_next(
    conn: &mut Conn,
    owner: Option<Id<Person>>,
    before: Timestamp,
) -> Result<Vec<(Id<Delivery>, Id<Client>)>> {
    Ok(sqlx::query_as(
        "SELECT d.id, d.client_id FROM delivery d JOIN receipt r ON r.delivery_id = d.id JOIN client c ON c.id = d.client_id \
         WHERE d.state IN ('received', 'closed') AND r.next IS NULL AND d.received_at <= $1 \
         AND (c.owner_id = $2 OR $2 IS NULL) ORDER BY d.received_at, d.id",
    )
    .bind(before)
    .bind(owner)
    .fetch_all(conn)
    .await?)
}
