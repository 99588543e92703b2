//! Imports that were done: what was read when, and what was taken back.

use super::{Import, ONE_C};
use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// An import that was done, as it is listed.
#[derive(Debug, Clone, FromRow)]
pub struct Done {
    /// Own id.
    pub id: Id<Import>,
    /// `bank`, `invoices`, `clients`.
    pub kind: String,
    /// As its sender calls it.
    pub file_name: String,
    /// Who sent it; `None`: the command line.
    pub who: Option<String>,
    /// Rows that were new.
    pub added: i64,
    /// Rows that differed.
    pub changed: i64,
    /// Rows that were known; `None`: nobody has written down which.
    pub same: Option<i64>,
    /// When it was read.
    pub imported_at: Timestamp,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
}

impl Done {
    /// It was no file: the bot has read 1С itself.
    pub fn is_one_c(&self) -> bool {
        self.who.is_none() && self.file_name == ONE_C
    }
}

/// The latest imports of all kinds, the newest first.
pub async fn latest(conn: &mut Conn, limit: i64) -> Result<Vec<Done>> {
    Ok(sqlx::query_as(
        "SELECT i.id, i.kind, i.file_name, p.name AS who, i.added, i.changed, i.same, i.imported_at, i.undone_at \
         FROM import i LEFT JOIN person p ON p.id = i.person_id ORDER BY i.imported_at DESC, i.id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// One import.
pub async fn by_id(conn: &mut Conn, id: Id<Import>) -> Result<Option<Done>> {
    Ok(sqlx::query_as(
        "SELECT i.id, i.kind, i.file_name, p.name AS who, i.added, i.changed, i.same, i.imported_at, i.undone_at \
         FROM import i LEFT JOIN person p ON p.id = i.person_id WHERE i.id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?)
}

/// Marks an import as taken back; `false`: it was before.
pub async fn undo(conn: &mut Conn, id: Id<Import>, by: Id<Person>, now: Timestamp) -> Result<bool> {
    let undone = sqlx::query("UPDATE import SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(by)
        .execute(conn)
        .await?;
    Ok(undone.rows_affected() == 1)
}

/// What files of this kind have told that are not taken back: when each was read, and the last day that was over then.
pub async fn told(conn: &mut Conn, kind: &str) -> Result<Vec<(Timestamp, NaiveDate)>> {
    let rows: Vec<(Timestamp, Day, Option<Day>)> = sqlx::query_as(
        "SELECT imported_at, covered_on, over_on FROM import \
         WHERE kind = $1 AND undone_at IS NULL AND covered_on IS NOT NULL ORDER BY imported_at",
    )
    .bind(kind)
    .fetch_all(conn)
    .await?;
    let before = |day: NaiveDate| day.pred_opt().unwrap_or(day);
    Ok(rows.into_iter().map(|(at, covered, over)| (at, over.map_or(before(covered.0), |over| over.0))).collect())
}

/// The last day that files of this kind have told about, were it not for this one.
pub async fn told_without(conn: &mut Conn, kind: &str, id: Id<Import>) -> Result<Option<NaiveDate>> {
    let day: Option<Day> =
        sqlx::query_scalar("SELECT MAX(covered_on) FROM import WHERE kind = $1 AND id <> $2 AND undone_at IS NULL")
            .bind(kind)
            .bind(id)
            .fetch_one(conn)
            .await?;
    Ok(day.map(|day| day.0))
}
