//! SQL of approvals.

use super::{
    super::Asked,
    model::{Approval, New, State},
};
use crate::{
    bot::outbox::Card,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    money::Money,
    people::Person,
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Approval>,
    kind: String,
    client_id: Option<Id<Client>>,
    entity: String,
    asker_id: Option<Id<Person>>,
    question: String,
    sum: Option<Money>,
    attached: String,
    quiet: i64,
    assigned_to: Option<Id<Person>>,
    state: State,
    verdict: Option<String>,
    word: String,
    decided_by: Option<Id<Person>>,
    decided_at: Option<Timestamp>,
    asked_at: Timestamp,
    waits_since: Timestamp,
    rev: i64,
}

impl TryFrom<Row> for Approval {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let asked = Asked {
            kind: row.kind,
            client: row.client_id,
            entity: row.entity,
            asker: row.asker_id,
            question: row.question,
            sum: row.sum,
            attached: serde_json::from_str(&row.attached)?,
        };
        Ok(Self {
            id: row.id,
            asked,
            quiet: row.quiet == 1,
            assigned: row.assigned_to,
            state: row.state,
            verdict: row.verdict,
            word: row.word,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            asked_at: row.asked_at,
            waits_since: row.waits_since,
            rev: row.rev,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! approval {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT a.id, a.kind, a.client_id, a.entity, a.asker_id, a.question, a.sum, a.attached, a.quiet, \
             a.assigned_to, a.state, a.verdict, a.word, a.decided_by, a.decided_at, a.asked_at, a.waits_since, a.rev \
             FROM approval a ",
            $rest
        ))
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Approval>> {
    rows.into_iter().map(Approval::try_from).collect()
}

/// Writes down what is asked.
pub async fn insert(conn: &mut Conn, id: Id<Approval>, new: &New, now: Timestamp) -> Result {
    let New { asked, quiet } = new;
    sqlx::query(
        "INSERT INTO approval (id, kind, client_id, entity, asker_id, question, sum, attached, quiet, asked_at, waits_since) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
    )
    .bind(id)
    .bind(&asked.kind)
    .bind(asked.client)
    .bind(&asked.entity)
    .bind(asked.asker)
    .bind(&asked.question)
    .bind(asked.sum)
    .bind(serde_json::to_string(&asked.attached)?)
    .bind(i64::from(*quiet))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// One approval.
pub async fn by_id(conn: &mut Conn, id: Id<Approval>) -> Result<Option<Approval>> {
    approval!("WHERE a.id = $1").bind(id).fetch_optional(conn).await?.map(Approval::try_from).transpose()
}

/// The open approval of a kind about an entity.
pub async fn open_about(conn: &mut Conn, kind: &str, entity: &str) -> Result<Option<Id<Approval>>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM approval WHERE kind = $1 AND entity = $2 AND state = 'open' ORDER BY asked_at DESC LIMIT 1",
    )
    .bind(kind)
    .bind(entity)
    .fetch_optional(conn)
    .await?)
}

/// Every open approval about an entity.
pub async fn all_open_about(conn: &mut Conn, entity: &str) -> Result<Vec<Approval>> {
    all(approval!("WHERE a.entity = $1 AND a.state = 'open' ORDER BY a.asked_at, a.id")
        .bind(entity)
        .fetch_all(conn)
        .await?)
}

/// Every open approval, the oldest first.
pub async fn open(conn: &mut Conn) -> Result<Vec<Approval>> {
    all(approval!("WHERE a.state = 'open' ORDER BY a.asked_at, a.id").fetch_all(conn).await?)
}

/// Open approvals with cards of their own.
pub async fn waiting(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<Approval>> {
    all(approval!(
        "WHERE a.state = 'open' AND a.quiet = 0 AND COALESCE(a.client_id, '') = COALESCE($1, a.client_id, '') \
         ORDER BY a.asked_at, a.id"
    )
    .bind(client)
    .fetch_all(conn)
    .await?)
}

/// What a person has asked for, the newest first.
pub async fn asked_by(conn: &mut Conn, asker: Id<Person>, limit: i64) -> Result<Vec<Approval>> {
    all(approval!("WHERE a.asker_id = $1 ORDER BY a.state = 'open' DESC, a.asked_at DESC, a.id DESC LIMIT $2")
        .bind(asker)
        .bind(limit)
        .fetch_all(conn)
        .await?)
}

/// What has been decided since, the newest first.
pub async fn decided_since(conn: &mut Conn, since: Timestamp) -> Result<Vec<Approval>> {
    all(approval!("WHERE a.state = 'decided' AND a.decided_at >= $1 ORDER BY a.decided_at DESC, a.id DESC")
        .bind(since)
        .fetch_all(conn)
        .await?)
}

/// What was asked about a client, the newest first; not what was withdrawn.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Approval>> {
    all(approval!("WHERE a.client_id = $1 AND a.state <> 'withdrawn' ORDER BY a.asked_at DESC, a.id DESC LIMIT $2")
        .bind(client)
        .bind(limit)
        .fetch_all(conn)
        .await?)
}

/// Writes the verdict; `false`: it is not as it was when it was read.
pub async fn decide(
    conn: &mut Conn,
    approval: &Approval,
    (verdict, word): (&str, &str),
    by: Id<Person>,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE approval SET state = 'decided', verdict = $3, word = $4, decided_by = $5, decided_at = $6, rev = rev + 1 \
         WHERE id = $1 AND rev = $2 AND state = 'open'",
    )
    .bind(approval.id)
    .bind(approval.rev)
    .bind(verdict)
    .bind(word)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds words to a verdict.
pub async fn set_word(conn: &mut Conn, id: Id<Approval>, word: &str) -> Result {
    sqlx::query("UPDATE approval SET word = $2, rev = rev + 1 WHERE id = $1").bind(id).bind(word).execute(conn).await?;
    Ok(())
}

/// Hands it to a colleague; `false`: it is not as it was when it was read.
pub async fn assign(conn: &mut Conn, approval: &Approval, to: Id<Person>, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE approval SET assigned_to = $3, waits_since = $4, rev = rev + 1 \
         WHERE id = $1 AND rev = $2 AND state = 'open'",
    )
    .bind(approval.id)
    .bind(approval.rev)
    .bind(to)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes it back; `false`: it is not open any more.
pub async fn withdraw(conn: &mut Conn, id: Id<Approval>) -> Result<bool> {
    let done = sqlx::query("UPDATE approval SET state = 'withdrawn', rev = rev + 1 WHERE id = $1 AND state = 'open'")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Where it is shown, and to whom.
pub async fn cards(conn: &mut Conn, id: Id<Approval>) -> Result<Vec<(Id<Card>, Id<Person>)>> {
    Ok(sqlx::query_as("SELECT card_id, person_id FROM approval_card WHERE approval_id = $1 ORDER BY card_id")
        .bind(id)
        .fetch_all(conn)
        .await?)
}

/// Remembers where it is shown.
pub async fn keep_card(conn: &mut Conn, card: Id<Card>, id: Id<Approval>, person: Id<Person>) -> Result {
    sqlx::query(
        "INSERT INTO approval_card (card_id, approval_id, person_id) VALUES ($1, $2, $3) \
         ON CONFLICT (card_id) DO UPDATE SET approval_id = excluded.approval_id",
    )
    .bind(card)
    .bind(id)
    .bind(person)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a card shows.
pub async fn of_card(conn: &mut Conn, card: Id<Card>) -> Result<Option<Id<Approval>>> {
    Ok(sqlx::query_scalar("SELECT approval_id FROM approval_card WHERE card_id = $1")
        .bind(card)
        .fetch_optional(conn)
        .await?)
}
