//! What proves a claim and gathers itself: what every room knows of the client, and the files with their hashes. A job
//! fetches each file once and keeps what it was; a file that can't be fetched says so.

use super::{card, model::Claim};
use crate::{
    bot::{
        api::{LARGEST_FILE, Refusal},
        said::Attached,
        screen::Screen,
        turn::Turn,
    },
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{ALL, Feature, requests},
    hash,
    jobs::{self, At, Failure},
    named, t,
    text::Text,
};
use chrono::NaiveDate;
use serde_json::Value;
use sqlx::FromRow;
use std::collections::BTreeSet;

/// The job that reads a file.
pub const READ: &str = "claims.evidence";

/// The rooms that tell what is owed and promised.
const MONEY: [&str; 2] = ["invoices", "payments"];
/// A hash is shown by so many of its digits.
const DIGITS: usize = 16;

named! {
    /// What became of a file.
    pub enum State {
        /// It has not been fetched yet.
        Waits = "waits",
        /// Its hash is known.
        Read = "read",
        /// Telegram gives no file so large.
        Large = "large",
        /// Telegram has it no more.
        Gone = "gone",
    }
}

/// A file.
#[derive(Debug)]
pub struct Evidence;

#[derive(FromRow)]
struct Row {
    file: String,
    who: String,
    got_at: Timestamp,
    state: State,
    sha256: String,
    size: i64,
}

/// Keeps files that came with a claim, from whom and when, and has them read.
pub async fn keep(conn: &mut Conn, claim: Id<Claim>, files: &[Attached], who: &str, at: Timestamp) -> Result {
    for file in files {
        let id = Id::<Evidence>::new();
        let state = if file.file.size > LARGEST_FILE { State::Large } else { State::Waits };
        sqlx::query(
            "INSERT INTO claim_evidence (id, claim_id, file, who, got_at, state, size) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(claim)
        .bind(serde_json::to_string(file)?)
        .bind(who)
        .bind(at)
        .bind(state)
        .bind(file.file.size)
        .execute(&mut *conn)
        .await?;
        if state == State::Waits {
            jobs::put(conn, READ, Some(&format!("claims.evidence:{id}")), &id, at).await?;
        }
    }
    Ok(())
}

/// Takes in what has come in the conversation since.
pub async fn gather(conn: &mut Conn, claim: &Claim) -> Result {
    let held: Vec<String> = sqlx::query_scalar("SELECT file FROM claim_evidence WHERE claim_id = $1")
        .bind(claim.id)
        .fetch_all(&mut *conn)
        .await?;
    let mut seen = BTreeSet::new();
    for file in held {
        let file: Attached = serde_json::from_str(&file)?;
        seen.insert((file.chat, file.message_id));
    }
    for (file, who, at) in requests::files(conn, claim.request).await? {
        if seen.insert((file.chat, file.message_id)) {
            keep(conn, claim.id, &[file], &who, at).await?;
        }
    }
    Ok(())
}

/// How many files a claim has.
pub async fn count(conn: &mut Conn, claim: Id<Claim>) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM claim_evidence WHERE claim_id = $1")
        .bind(claim)
        .fetch_one(conn)
        .await?)
}

async fn file(conn: &mut Conn, id: Id<Evidence>) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT file FROM claim_evidence WHERE id = $1 AND state = 'waits'")
        .bind(id)
        .fetch_optional(conn)
        .await?)
}

async fn set(conn: &mut Conn, id: Id<Evidence>, state: State, sha256: &str, size: i64) -> Result {
    sqlx::query("UPDATE claim_evidence SET state = $2, sha256 = $3, size = CASE WHEN $4 > 0 THEN $4 ELSE size END WHERE id = $1")
        .bind(id)
        .bind(state)
        .bind(sha256)
        .bind(size)
        .execute(conn)
        .await?;
    Ok(())
}

/// Fetches a file and keeps its hash.
pub async fn read(at: At, payload: Value) -> Result<(), Failure> {
    let payload: jobs::Payload<Id<Evidence>> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    let id = payload.inner;
    let api = at.api.as_ref().ok_or_else(|| Failure::Never("no Telegram to fetch the file from".to_owned()))?;
    let Some(kept) = file(&mut *at.db.read().await.map_err(Failure::from)?, id).await? else { return Ok(()) };
    let kept: Attached = serde_json::from_str(&kept).map_err(|error| Failure::Never(error.to_string()))?;
    let (state, sha256, size) = match api.download(&kept.file.id).await {
        Ok(bytes) => (State::Read, hash::of(&bytes), i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
        Err(Refusal::Said { code: 400, description, .. }) if description.contains("too big") => {
            (State::Large, String::new(), 0)
        }
        // Telegram will not give this file, however often it is asked.
        Err(Refusal::Said { code: 400, .. }) => (State::Gone, String::new(), 0),
        Err(error) => return Err(Failure::Later(error.to_string())),
    };
    let mut tx = at.db.begin().await?;
    set(&mut tx, id, state, &sha256, size).await?;
    tx.commit().await?;
    Ok(())
}

/// What every room tells of a client: all there is to know before a call.
pub async fn all_lines(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<Vec<Text>> {
    lines(conn, |_| true, client, today).await
}

/// What happened with a client, as every room that proves something tells it.
pub async fn proving_lines(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<Vec<Text>> {
    lines(conn, proves, client, today).await
}

/// The same in two: what was done and said, and what is owed and promised.
pub async fn deeds_and_money(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<(Vec<Text>, Vec<Text>)> {
    let of_money = |room: &Feature| MONEY.contains(&room.name);
    let deeds = lines(conn, |room| proves(room) && !of_money(room), client, today).await?;
    Ok((deeds, lines(conn, of_money, client, today).await?))
}

fn proves(room: &Feature) -> bool {
    room.card.is_some_and(|part| part.proves)
}

async fn lines(
    conn: &mut Conn,
    takes: impl Fn(&Feature) -> bool,
    client: &Client,
    today: NaiveDate,
) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for part in ALL.iter().filter(|room| takes(room)).filter_map(|room| room.card) {
        lines.extend((part.lines)(conn, client, today).await?);
    }
    Ok(lines)
}

/// `📎 Доказательства`.
pub async fn screen(turn: &Turn, claim: &Claim) -> Result<Screen> {
    let mut screen = Screen::new(t!("claim-evidence", number = claim.number.to_string())).about(claim.client);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT file, who, got_at, state, sha256, size FROM claim_evidence WHERE claim_id = $1 ORDER BY id",
    )
    .bind(claim.id)
    .fetch_all(&mut *turn.db())
    .await?;
    screen = if rows.is_empty() { screen.line(t!("claim-evidence-none")) } else { screen };
    for (at, row) in rows.iter().enumerate() {
        screen = screen.line(line(at + 1, row)?);
    }
    let client = clients::known(&mut turn.db(), claim.client).await?;
    if let Some(client) = client {
        let lines = proving_lines(&mut turn.db(), &client, turn.today()).await?;
        if !lines.is_empty() {
            screen = screen.gap().line(t!("claim-known")).lines(lines);
        }
    }
    let files = (!rows.is_empty()).then(|| card::button(t!("claim-files-button"), claim, card::Deed::Files));
    Ok(screen
        .row(files.into_iter().chain([card::button(t!("claim-proof-button"), claim, card::Deed::Proof)]))
        .row([card::button(t!("frame-back"), claim, card::Deed::Show)]))
}

fn line(number: usize, row: &Row) -> Result<Text> {
    let file: Attached = serde_json::from_str(&row.file)?;
    let what = match (file.media, file.file.name.as_str()) {
        (crate::bot::said::Media::Photo, _) => t!("claim-file-photo"),
        (crate::bot::said::Media::Voice, _) => t!("claim-file-voice"),
        (crate::bot::said::Media::File, "") => t!("claim-file-other"),
        (crate::bot::said::Media::File, name) => t!("claim-file-named", name = name),
    };
    let print = match row.state {
        State::Waits => t!("claim-file-waits"),
        State::Read => t!("claim-file-read", hash = row.sha256.chars().take(DIGITS).collect::<String>()),
        State::Large => t!("claim-file-large"),
        State::Gone => t!("claim-file-gone"),
    };
    let size = (row.size + 1023) / 1024;
    Ok(t!(
        "claim-file",
        number = number.to_string(),
        what = what,
        who = &row.who,
        at = row.got_at.0,
        size = size.to_string(),
        print = print,
    ))
}
