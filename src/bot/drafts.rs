//! SQL about drafts: open forms that survive restarts, releases and other business.

use crate::{
    bot::outbox::Card,
    db::{Conn, Id, Timestamp},
    error::Result,
    named,
    people::Person,
};
use serde_json::Value;
use sqlx::FromRow;

named! {
    /// Where a draft stands.
    pub enum Status {
        /// Open: what is typed answers it. One per person.
        Active = "active",
        /// Put aside.
        Parked = "parked",
        /// Saved.
        Done = "done",
        /// Left; can be taken back for a day.
        Cancelled = "cancelled",
    }
}

/// A form being filled.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Own id.
    pub id: Id<Draft>,
    /// Whose.
    pub person: Id<Person>,
    /// [`crate::bot::dialogue::Dialogue::NAME`].
    pub form: String,
    /// The version its state was written by.
    pub version: i64,
    /// The record.
    pub state: Value,
    /// The month or page leafed to.
    pub page: String,
    /// What is on the card now: choice and folded label.
    pub choices: Vec<(String, String)>,
    /// Whether a typed number picks a choice.
    pub numbers_pick: bool,
    /// Raised with every question shown.
    pub rev: i64,
    /// Where it is shown.
    pub card: Option<Id<Card>>,
    /// Where it stands.
    pub status: Status,
    /// Last touched.
    pub touched_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: Id<Draft>,
    person_id: Id<Person>,
    form: String,
    version: i64,
    state: String,
    page: String,
    choices: String,
    numbers: i64,
    rev: i64,
    card_id: Option<Id<Card>>,
    status: Status,
    touched_at: Timestamp,
}

impl TryFrom<Row> for Draft {
    type Error = crate::error::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            person: row.person_id,
            form: row.form,
            version: row.version,
            state: serde_json::from_str(&row.state)?,
            page: row.page,
            choices: serde_json::from_str(&row.choices)?,
            numbers_pick: row.numbers == 1,
            rev: row.rev,
            card: row.card_id,
            status: row.status,
            touched_at: row.touched_at,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! draft {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT id, person_id, form, version, state, page, choices, numbers, rev, card_id, status, touched_at FROM draft ",
            $rest
        ))
    };
}

/// The open form of a person.
pub async fn active(conn: &mut Conn, person: Id<Person>) -> Result<Option<Draft>> {
    draft!("WHERE person_id = $1 AND status = 'active'")
        .bind(person)
        .fetch_optional(conn)
        .await?
        .map(Draft::try_from)
        .transpose()
}

/// A draft of the person; somebody else's is absent.
pub async fn by_id(conn: &mut Conn, person: Id<Person>, id: Id<Draft>) -> Result<Option<Draft>> {
    draft!("WHERE id = $1 AND person_id = $2")
        .bind(id)
        .bind(person)
        .fetch_optional(conn)
        .await?
        .map(Draft::try_from)
        .transpose()
}

/// What the person has put aside or left since; what was put aside first, newest first.
pub async fn put_aside(conn: &mut Conn, person: Id<Person>, since: Timestamp) -> Result<Vec<Draft>> {
    draft!(
        "WHERE person_id = $1 AND status IN ('parked', 'cancelled') AND touched_at > $2 \
         ORDER BY status DESC, touched_at DESC, id DESC"
    )
    .bind(person)
    .bind(since)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Draft::try_from)
    .collect()
}

/// Writes a draft: a new one or the next state of an old one.
pub async fn save(conn: &mut Conn, draft: &Draft, chat: i64) -> Result {
    sqlx::query(
        "INSERT INTO draft (id, person_id, chat, form, version, state, page, choices, numbers, rev, card_id, status, \
                            started_at, touched_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) \
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, page = excluded.page, \
           choices = excluded.choices, numbers = excluded.numbers, rev = excluded.rev, card_id = excluded.card_id, \
           status = excluded.status, touched_at = excluded.touched_at",
    )
    .bind(draft.id)
    .bind(draft.person)
    .bind(chat)
    .bind(&draft.form)
    .bind(draft.version)
    .bind(draft.state.to_string())
    .bind(&draft.page)
    .bind(serde_json::to_string(&draft.choices)?)
    .bind(i64::from(draft.numbers_pick))
    .bind(draft.rev)
    .bind(draft.card)
    .bind(draft.status)
    .bind(draft.touched_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves a draft to `status`.
pub async fn set_status(conn: &mut Conn, id: Id<Draft>, status: Status, now: Timestamp) -> Result {
    sqlx::query("UPDATE draft SET status = $2, touched_at = $3 WHERE id = $1")
        .bind(id)
        .bind(status)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Lets the oldest parked drafts of the person go beyond `keep`: they can still be taken back like cancelled ones.
pub async fn trim(conn: &mut Conn, person: Id<Person>, keep: i64, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE draft SET status = 'cancelled', touched_at = $3 WHERE person_id = $1 AND status = 'parked' \
         AND id NOT IN (SELECT id FROM draft WHERE person_id = $1 AND status = 'parked' \
                        ORDER BY touched_at DESC, id DESC LIMIT $2)",
    )
    .bind(person)
    .bind(keep)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// How many drafts lie open or parked and were touched last between two moments.
pub async fn lying(conn: &mut Conn, person: Id<Person>, from: Timestamp, to: Timestamp) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM draft \
         WHERE person_id = $1 AND status IN ('active', 'parked') AND touched_at >= $2 AND touched_at < $3",
    )
    .bind(person)
    .bind(from)
    .bind(to)
    .fetch_one(conn)
    .await?)
}
