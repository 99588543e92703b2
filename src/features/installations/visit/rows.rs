//! The day itself as it lies in the database.

use super::super::model::Installation;
use crate::{
    bot::said::Attached,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::claims::Claim,
    named,
    people::Person,
};
use sqlx::FromRow;

named! {
    /// The act of the work done.
    pub enum Act {
        /// Signed on site.
        Signed = "signed",
        /// It will be signed later.
        Later = "later",
        /// There is none.
        None = "none",
    }
}

named! {
    /// What the client says of it.
    pub enum Verdict {
        /// It is accepted.
        Ok = "ok",
        /// Something is not right.
        Remarks = "remarks",
    }
}

/// The day of an installation.
#[derive(Debug, Clone, Default, FromRow)]
pub struct Day {
    /// How far reminding has come.
    pub reminded: i64,
    /// The client stands by it.
    pub sure_client: Option<Timestamp>,
    /// The engineer does.
    pub sure_engineer: Option<Timestamp>,
    /// The engineer was there.
    pub arrived_at: Option<Timestamp>,
    /// It was done.
    pub done_at: Option<Timestamp>,
    /// The act.
    pub act: Option<Act>,
    /// What the client says.
    pub verdict: Option<Verdict>,
    /// In which words.
    pub remarks: String,
    /// The claim it became.
    pub claim_id: Option<Id<Claim>>,
}

/// The day that the talk has agreed.
pub async fn of(conn: &mut Conn, installation: &Installation) -> Result<Day> {
    let day: Option<Day> = sqlx::query_as(
        "SELECT reminded, sure_client, sure_engineer, arrived_at, done_at, act, verdict, remarks, claim_id \
         FROM installation_visit WHERE installation_id = $1 AND round = $2",
    )
    .bind(installation.id)
    .bind(installation.talk.round)
    .fetch_optional(conn)
    .await?;
    Ok(day.unwrap_or_default())
}

/// Keeps what is known of the day.
pub async fn put(
    conn: &mut Conn,
    installation: &Installation,
    day: &Day,
    by: Option<Id<Person>>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO installation_visit (installation_id, round, reminded, sure_client, sure_engineer, arrived_at, \
           done_at, act, verdict, verdict_by, verdict_at, remarks, claim_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (installation_id, round) DO UPDATE SET reminded = excluded.reminded, \
           sure_client = excluded.sure_client, sure_engineer = excluded.sure_engineer, \
           arrived_at = excluded.arrived_at, done_at = excluded.done_at, act = excluded.act, \
           verdict = excluded.verdict, \
           verdict_by = CASE WHEN installation_visit.verdict IS NULL THEN excluded.verdict_by \
                             ELSE installation_visit.verdict_by END, \
           verdict_at = CASE WHEN excluded.verdict IS NULL THEN NULL \
                             WHEN installation_visit.verdict IS NULL THEN excluded.verdict_at \
                             ELSE installation_visit.verdict_at END, \
           remarks = excluded.remarks, claim_id = excluded.claim_id",
    )
    .bind(installation.id)
    .bind(installation.talk.round)
    .bind(day.reminded)
    .bind(day.sure_client)
    .bind(day.sure_engineer)
    .bind(day.arrived_at)
    .bind(day.done_at)
    .bind(day.act)
    .bind(day.verdict)
    .bind(day.verdict.and(by))
    .bind(day.verdict.map(|_| now))
    .bind(&day.remarks)
    .bind(day.claim_id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a picture.
pub async fn add_file(
    conn: &mut Conn,
    id: Id<Installation>,
    attached: &Attached,
    (by, now): (Id<Person>, Timestamp),
) -> Result {
    sqlx::query("INSERT INTO installation_file (id, installation_id, attached, by_id, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(Id::<Installation>::new())
        .bind(id)
        .bind(serde_json::to_string(attached)?)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The pictures, in order.
pub async fn files(conn: &mut Conn, id: Id<Installation>) -> Result<Vec<Attached>> {
    let rows: Vec<String> =
        sqlx::query_scalar("SELECT attached FROM installation_file WHERE installation_id = $1 ORDER BY id")
            .bind(id)
            .fetch_all(conn)
            .await?;
    rows.iter().map(|row| Ok(serde_json::from_str(row)?)).collect()
}

/// The installation an engineer is at now.
pub async fn at_now(conn: &mut Conn, engineer: Id<Person>) -> Result<Option<Id<Installation>>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM installation WHERE with_id = $1 AND (state = 'on_site' OR (state = 'done' AND id IN \
         (SELECT installation_id FROM installation_visit WHERE act IS NULL))) ORDER BY state_at DESC LIMIT 1",
    )
    .bind(engineer)
    .fetch_optional(conn)
    .await?)
}
