//! SQL of digests that were said.

use crate::{
    bot::outbox::Card,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    named,
    people::Person,
};
use chrono::{Days, NaiveDate};
use sqlx::FromRow;

named! {
    /// Whose digest it is.
    pub enum Kind {
        /// A manager's own.
        Own = "own",
        /// The head's, by manager.
        Head = "head",
    }
}

/// What a digest says about itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    /// It came late.
    pub late: bool,
    /// The digest of this day was missed.
    pub missed: Option<NaiveDate>,
}

/// A digest on a person's phone.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub person: Id<Person>,
    pub date: NaiveDate,
    pub kind: Kind,
    pub card: Id<Card>,
    pub said: Said,
}

/// Remembers where a digest is shown.
pub async fn remember(
    conn: &mut Conn,
    person: Id<Person>,
    date: NaiveDate,
    kind: Kind,
    card: Id<Card>,
    said: Said,
) -> Result {
    sqlx::query(
        "INSERT INTO digest (person_id, local_date, kind, card_id, late, missed_on) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(person)
    .bind(Day(date))
    .bind(kind)
    .bind(card)
    .bind(i64::from(said.late))
    .bind(said.missed.map(Day))
    .execute(conn)
    .await?;
    Ok(())
}

/// The last digest of the kind before a day, and its card.
pub async fn last_before(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Kind,
    day: NaiveDate,
) -> Result<Option<(NaiveDate, Id<Card>)>> {
    let last: Option<(Day, Id<Card>)> = sqlx::query_as(
        "SELECT local_date, card_id FROM digest WHERE person_id = $1 AND kind = $2 AND local_date < $3 \
         ORDER BY local_date DESC LIMIT 1",
    )
    .bind(person)
    .bind(kind)
    .bind(Day(day))
    .fetch_optional(conn)
    .await?;
    Ok(last.map(|(day, card)| (day.0, card)))
}

/// The card of the digest of a day.
pub async fn card_on(conn: &mut Conn, person: Id<Person>, kind: Kind, day: NaiveDate) -> Result<Option<Id<Card>>> {
    let card = "SELECT card_id FROM digest WHERE person_id = $1 AND kind = $2 AND local_date = $3";
    Ok(sqlx::query_scalar(card).bind(person).bind(kind).bind(Day(day)).fetch_optional(conn).await?)
}

/// Of the digests that may be today's somewhere at most so many: those first that were looked at longest ago.
pub async fn shown_around(conn: &mut Conn, utc: NaiveDate, limit: i64) -> Result<Vec<Shown>> {
    #[derive(FromRow)]
    struct Row {
        person_id: Id<Person>,
        local_date: Day,
        kind: Kind,
        card_id: Id<Card>,
        late: i64,
        missed_on: Option<Day>,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT person_id, local_date, kind, card_id, late, missed_on FROM digest \
         WHERE local_date >= $1 AND local_date <= $2 ORDER BY COALESCE(looked_at, ''), person_id, kind LIMIT $3",
    )
    .bind(Day(utc - Days::new(1)))
    .bind(Day(utc + Days::new(1)))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    let shown = |row: Row| Shown {
        person: row.person_id,
        date: row.local_date.0,
        kind: row.kind,
        card: row.card_id,
        said: Said { late: row.late == 1, missed: row.missed_on.map(|day| day.0) },
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// A digest has been looked at: whether it still shows what is true.
pub async fn looked_at(conn: &mut Conn, shown: &Shown, now: Timestamp) -> Result {
    sqlx::query("UPDATE digest SET looked_at = $4 WHERE person_id = $1 AND local_date = $2 AND kind = $3")
        .bind(shown.person)
        .bind(Day(shown.date))
        .bind(shown.kind)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Where the person stands on today's walk: the place of the item shown last, and its id.
pub async fn walked_to(conn: &mut Conn, person: Id<Person>, today: NaiveDate) -> Result<Option<(i64, String)>> {
    Ok(sqlx::query_as("SELECT at, seen FROM walk WHERE person_id = $1 AND local_date = $2")
        .bind(person)
        .bind(Day(today))
        .fetch_optional(conn)
        .await?)
}

/// Remembers the item shown last.
pub async fn walk_to(conn: &mut Conn, person: Id<Person>, today: NaiveDate, at: i64, seen: &str) -> Result {
    sqlx::query(
        "INSERT INTO walk (person_id, local_date, at, seen) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id) DO UPDATE SET local_date = $2, at = $3, seen = $4",
    )
    .bind(person)
    .bind(Day(today))
    .bind(at)
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(())
}
