//! Files people bring: what every reader of files shares. A file is read whole or not at all.

mod done;
mod table;

pub use done::{Done, by_id, latest, told, told_without, undo};
pub use table::{Row, Table};

use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    hash,
    people::Person,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A larger file is refused, bytes.
pub const LARGEST: usize = 20 << 20;

/// What an import of 1С's own books is called in the place of a file's name.
pub const ONE_C: &str = "1С";

/// A file as it came.
#[derive(Debug, Clone)]
pub struct File {
    /// As its sender calls it; only its ending means anything.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// SHA-256, hex.
    pub fn hash(&self) -> String {
        hash::of(&self.bytes)
    }

    /// Whether the name ends with `.xlsx`, say.
    pub fn ends_with(&self, ending: &str) -> bool {
        self.name.to_lowercase().ends_with(ending)
    }
}

/// The first line whose letters are spoilt, and how: by an editor that did not know them, or by two files of different
/// encodings put together.
pub fn spoilt(bytes: &[u8]) -> Option<Text> {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // Cut off in the middle of a letter.
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
        Err(_) => {
            // Letters of one byte never make up a whole line of UTF-8.
            let mut lines = (1_usize..).zip(bytes.split(|byte| *byte == b'\n'));
            let line = lines.find(|(_, line)| !line.is_ascii() && std::str::from_utf8(line).is_ok())?.0;
            return Some(t!("file-mixed", line = line.to_string()));
        }
    };
    let line = (1_usize..).zip(whole.split('\n')).find(|(_, line)| line.contains('\u{fffd}'))?.0;
    Some(t!("file-spoilt", line = line.to_string()))
}

/// By whom and when a file is read.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Who sent it; `None`: the command line.
    pub person: Option<Id<Person>>,
    /// The present moment, UTC.
    pub now: DateTime<Utc>,
    /// The civil date where it is read.
    pub today: NaiveDate,
    /// Our own bank accounts; empty: those the statement is about.
    pub accounts: &'a [String],
    /// Working days.
    pub calendar: &'a crate::calendar::ProductionCalendar,
}

/// A row that can't be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The line of the file, from 1; 0: the whole file.
    pub line: usize,
    /// The heading of the column; empty: the whole line.
    pub column: String,
    /// What is wrong, with an example of what is right.
    pub why: Text,
}

impl Problem {
    /// Something wrong with the whole file.
    pub const fn of_file(why: Text) -> Self {
        Self { line: 0, column: String::new(), why }
    }
}

/// What a file brings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Rows that are new.
    pub added: usize,
    /// Rows that differ from what we had.
    pub changed: usize,
    /// Rows we have already.
    pub same: usize,
    /// It brings news besides rows: contact persons of known clients, or the bank's word that nothing came.
    pub more: bool,
    /// What is wrong: with one of these nothing is imported.
    pub problems: Vec<Problem>,
    /// What else there is to say: counts, sums, samples of differences.
    pub notes: Vec<Text>,
}

impl Report {
    /// Whether storing it would change anything.
    pub const fn is_news(&self) -> bool {
        self.more || self.added + self.changed > 0
    }

    /// A file that can't be read at all.
    pub fn refused(why: Text) -> Self {
        Self { problems: vec![Problem::of_file(why)], ..Self::default() }
    }
}

/// An import that was done.
#[derive(Debug)]
pub struct Import;

/// Writes an import down; its id stands on the rows it brought.
pub async fn record(conn: &mut Conn, kind: &str, file: &File, by: By<'_>) -> Result<Id<Import>> {
    let id = Id::new();
    sqlx::query(
        "INSERT INTO import (id, kind, file_name, file_hash, person_id, added, changed, imported_at) \
         VALUES ($1, $2, $3, $4, $5, 0, 0, $6)",
    )
    .bind(id)
    .bind(kind)
    .bind(&file.name)
    .bind(file.hash())
    .bind(by.person)
    .bind(Timestamp::from(by.now))
    .execute(conn)
    .await?;
    Ok(id)
}

/// Writes down what an import brought; one that brought nothing leaves no trace.
pub async fn close(conn: &mut Conn, id: Id<Import>, report: &Report) -> Result {
    if !report.is_news() {
        sqlx::query("DELETE FROM import WHERE id = $1").bind(id).execute(conn).await?;
        return Ok(());
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query("UPDATE import SET added = $2, changed = $3, same = $4 WHERE id = $1")
        .bind(id)
        .bind(count(report.added))
        .bind(count(report.changed))
        .bind(count(report.same))
        .execute(conn)
        .await?;
    Ok(())
}

/// A mark that changes with every import that is done or taken back.
pub async fn pulse(conn: &mut Conn) -> Result<String> {
    let (count, done, undone): (i64, Option<Timestamp>, Option<Timestamp>) =
        sqlx::query_as("SELECT COUNT(*), MAX(imported_at), MAX(undone_at) FROM import").fetch_one(conn).await?;
    let word = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    Ok(format!("{count}:{}:{}", word(done), word(undone)))
}

/// The last day that files of this kind have told about.
pub async fn told_until(conn: &mut Conn, kind: &str) -> Result<Option<NaiveDate>> {
    let day: Option<Day> =
        sqlx::query_scalar("SELECT MAX(covered_on) FROM import WHERE kind = $1 AND undone_at IS NULL")
            .bind(kind)
            .fetch_one(conn)
            .await?;
    Ok(day.map(|day| day.0))
}

/// The last day that files of this kind have told about, and when the file that did was read.
pub async fn newest(conn: &mut Conn, kind: &str) -> Result<Option<(NaiveDate, DateTime<Utc>)>> {
    let newest: Option<(Day, Timestamp)> = sqlx::query_as(
        "SELECT covered_on, imported_at FROM import WHERE kind = $1 AND undone_at IS NULL AND covered_on IS NOT NULL \
         ORDER BY covered_on DESC, imported_at DESC LIMIT 1",
    )
    .bind(kind)
    .fetch_optional(conn)
    .await?;
    Ok(newest.map(|(covered, read)| (covered.0, read.0)))
}

/// The file has told about the days up to `day`, of which those up to `over` were over when it was read.
pub async fn cover(conn: &mut Conn, import: Id<Import>, day: NaiveDate, over: NaiveDate) -> Result {
    sqlx::query("UPDATE import SET covered_on = $2, over_on = $3 WHERE id = $1")
        .bind(import)
        .bind(Day(day))
        .bind(Day(over))
        .execute(conn)
        .await?;
    Ok(())
}
