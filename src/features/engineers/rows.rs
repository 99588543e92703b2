//! Half-days as they lie in the database. The law is the primary key: one engineer, one half-day, one matter. Whoever comes
//! second, in whatever process, finds the row and is told so.

use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    named,
    people::{self, Person, Role},
    slots::{Half, HalfDay, Slot, Worker},
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use std::collections::BTreeMap;

named! {
    /// Why a half-day is not free.
    pub enum Kind {
        /// Offered to a client: somebody may take it till a moment.
        Held = "held",
        /// A visit.
        Taken = "taken",
        /// The engineer's own.
        Busy = "busy",
    }
}

/// For what a half-day is held or taken.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// `installation:0198…`.
    pub link: &'a str,
    /// What the calendar shows: `М-12 · ТСН «Ромашка»`.
    pub label: &'a str,
    /// Where; may be empty.
    pub town: &'a str,
}

/// A half-day that is not free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub half: HalfDay,
    /// Why.
    pub kind: Kind,
    /// For what.
    pub link: String,
    /// What the calendar shows.
    pub label: String,
    /// Where.
    pub town: String,
}

#[derive(FromRow)]
struct Row {
    engineer_id: Id<Person>,
    day: Day,
    half: Half,
    kind: Kind,
    link: String,
    label: String,
    town: String,
}

impl Row {
    fn read(self) -> (Id<Person>, Taken) {
        let half = HalfDay { day: self.day.0, half: self.half };
        (self.engineer_id, Taken { half, kind: self.kind, link: self.link, label: self.label, town: self.town })
    }
}

/// Everybody's half-days that are not free from one day to another, both included; lapsed holds are free.
pub async fn between(
    conn: &mut Conn,
    (from, to): (NaiveDate, NaiveDate),
    now: Timestamp,
) -> Result<Vec<(Id<Person>, Taken)>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT engineer_id, day, half, kind, link, label, town FROM engineer_half \
         WHERE day >= $1 AND day <= $2 AND (until IS NULL OR until > $3) ORDER BY day, half, engineer_id",
    )
    .bind(Day(from))
    .bind(Day(to))
    .bind(now)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::read).collect())
}

/// Half-days of an engineer's that are not free from one day to another.
pub async fn of(
    conn: &mut Conn,
    engineer: Id<Person>,
    days: (NaiveDate, NaiveDate),
    now: Timestamp,
) -> Result<Vec<Taken>> {
    let all = between(conn, days, now).await?;
    Ok(all.into_iter().filter(|(whose, _)| *whose == engineer).map(|(_, taken)| taken).collect())
}

/// What is held or taken for something.
pub async fn of_link(conn: &mut Conn, link: &str) -> Result<Vec<(Id<Person>, HalfDay, Kind)>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT engineer_id, day, half, kind, link, label, town FROM engineer_half WHERE link = $1 AND link <> '' \
         ORDER BY day, half, engineer_id",
    )
    .bind(link)
    .fetch_all(conn)
    .await?;
    let all = rows.into_iter().map(Row::read);
    Ok(all.map(|(engineer, taken)| (engineer, taken.half, taken.kind)).collect())
}

/// Whether an engineer works on Saturdays.
pub async fn saturdays(conn: &mut Conn, engineer: Id<Person>) -> Result<bool> {
    let kept: Option<i64> = sqlx::query_scalar("SELECT saturdays FROM engineer_habit WHERE engineer_id = $1")
        .bind(engineer)
        .fetch_optional(conn)
        .await?;
    Ok(kept == Some(1))
}

/// Whether an engineer works on Saturdays, from now on.
pub async fn set_saturdays(conn: &mut Conn, engineer: Id<Person>, on: bool) -> Result {
    sqlx::query(
        "INSERT INTO engineer_habit (engineer_id, saturdays) VALUES ($1, $2) \
         ON CONFLICT (engineer_id) DO UPDATE SET saturdays = excluded.saturdays",
    )
    .bind(engineer)
    .bind(i64::from(on))
    .execute(conn)
    .await?;
    Ok(())
}

/// So far ahead an engineer's calendar is looked at, days.
const AHEAD: u64 = 90;

/// Engineers who could come, with what they have from a day on; `but`: what is held for this is not in its own way.
pub async fn workers(
    conn: &mut Conn,
    wanted: Option<Id<Person>>,
    from: NaiveDate,
    but: &str,
    now: Timestamp,
) -> Result<Vec<Worker>> {
    let mut people = people::all_with_role(conn, Role::Engineer).await?;
    people.retain(|person| wanted.is_none_or(|wanted| wanted == person.id));
    // By the engineer's own clock it may be yesterday still.
    let from = from.pred_opt().unwrap_or(from);
    let all = between(conn, (from, from + chrono::Days::new(AHEAD)), now).await?;
    let mut workers = Vec::new();
    for person in people {
        let theirs = all.iter().filter(|(whose, taken)| *whose == person.id && (taken.link != but || but.is_empty()));
        let busy: BTreeMap<HalfDay, String> = theirs.map(|(_, taken)| (taken.half, taken.town.clone())).collect();
        let saturdays = saturdays(conn, person.id).await?;
        workers.push(Worker {
            id: person.id,
            name: person.name,
            zone: person.zone,
            hours: person.hours,
            saturdays,
            busy,
        });
    }
    Ok(workers)
}

/// Writes one half-day down, if it is free, lapsed, or held for the same.
async fn put(
    conn: &mut Conn,
    (engineer, half): (Id<Person>, HalfDay),
    kind: Kind,
    claim: &Claim<'_>,
    (until, now): (Option<Timestamp>, Timestamp),
) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO engineer_half (engineer_id, day, half, kind, link, label, town, until, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (engineer_id, day, half) DO UPDATE SET link = excluded.link, label = excluded.label, \
           town = excluded.town, at = excluded.at, \
           kind = CASE WHEN engineer_half.kind = 'taken' THEN 'taken' ELSE excluded.kind END, \
           until = CASE WHEN engineer_half.kind = 'taken' THEN NULL ELSE excluded.until END \
         WHERE (engineer_half.kind = 'held' AND (engineer_half.until <= $9 OR engineer_half.link = excluded.link)) \
            OR (engineer_half.kind = 'taken' AND engineer_half.link = excluded.link)",
    )
    .bind(engineer)
    .bind(Day(half.day))
    .bind(half.half)
    .bind(kind)
    .bind(claim.link)
    .bind(claim.label)
    .bind(claim.town)
    .bind(until)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// All half-days or none: what one of them refuses leaves the others as they were.
async fn put_all(
    conn: &mut Conn,
    slot: &Slot,
    halves: &[HalfDay],
    kind: Kind,
    claim: &Claim<'_>,
    times: (Option<Timestamp>, Timestamp),
) -> Result<bool> {
    // Always in the same order, so that two who want the same days never wait for each other.
    let mut halves = halves.to_vec();
    halves.sort_unstable();
    sqlx::query("SAVEPOINT halves").execute(&mut *conn).await?;
    for half in halves {
        if !put(conn, (slot.engineer, half), kind, claim, times).await? {
            sqlx::query("ROLLBACK TO SAVEPOINT halves").execute(&mut *conn).await?;
            sqlx::query("RELEASE SAVEPOINT halves").execute(conn).await?;
            return Ok(false);
        }
    }
    sqlx::query("RELEASE SAVEPOINT halves").execute(conn).await?;
    Ok(true)
}

/// Holds half-days for something till a moment, all or none; `false`: somebody else has one of them.
pub async fn hold(
    conn: &mut Conn,
    slot: &Slot,
    halves: &[HalfDay],
    claim: &Claim<'_>,
    until: DateTime<Utc>,
    now: Timestamp,
) -> Result<bool> {
    put_all(conn, slot, halves, Kind::Held, claim, (Some(until.into()), now)).await
}

/// Takes half-days for a visit, all or none; `false`: somebody else has one of them.
pub async fn take(conn: &mut Conn, slot: &Slot, halves: &[HalfDay], claim: &Claim<'_>, now: Timestamp) -> Result<bool> {
    put_all(conn, slot, halves, Kind::Taken, claim, (None, now)).await
}

async fn free(conn: &mut Conn, engineer: Id<Person>, half: HalfDay, link: &str) -> Result {
    sqlx::query("DELETE FROM engineer_half WHERE engineer_id = $1 AND day = $2 AND half = $3 AND link = $4")
        .bind(engineer)
        .bind(Day(half.day))
        .bind(half.half)
        .bind(link)
        .execute(conn)
        .await?;
    Ok(())
}

/// Everything held or taken for something is free again.
pub async fn release(conn: &mut Conn, link: &str) -> Result {
    sqlx::query("DELETE FROM engineer_half WHERE link = $1 AND link <> ''").bind(link).execute(conn).await?;
    Ok(())
}

/// What is held for something is free again, but these half-days.
pub async fn release_held(conn: &mut Conn, link: &str, keep: &[(Id<Person>, HalfDay)]) -> Result {
    for (engineer, half, kind) in of_link(conn, link).await? {
        if kind == Kind::Held && !keep.contains(&(engineer, half)) {
            free(conn, engineer, half, link).await?;
        }
    }
    Ok(())
}

/// An engineer is busy in a half-day, if it is free or held by nobody's live offer; `false`: it is not.
pub async fn set_busy(conn: &mut Conn, engineer: Id<Person>, half: HalfDay, now: Timestamp) -> Result<bool> {
    let claim = Claim { link: "", label: "", town: "" };
    put(conn, (engineer, half), Kind::Busy, &claim, (None, now)).await
}

/// An engineer is not busy in a half-day after all; `false`: they were not.
pub async fn set_free(conn: &mut Conn, engineer: Id<Person>, half: HalfDay) -> Result<bool> {
    let done =
        sqlx::query("DELETE FROM engineer_half WHERE engineer_id = $1 AND day = $2 AND half = $3 AND kind = 'busy'")
            .bind(engineer)
            .bind(Day(half.day))
            .bind(half.half)
            .execute(conn)
            .await?;
    Ok(done.rows_affected() == 1)
}
