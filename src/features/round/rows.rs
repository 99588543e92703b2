//! SQL of the call round.

use super::press::{Filter, Pick, Quiet};
use crate::{
    bot::event::Event,
    calendar::Hours,
    clients::{Client, State as Served},
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    named,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

named! {
    /// Where a round stands.
    pub enum State {
        /// A card is shown.
        Active = "active",
        /// A pause.
        Paused = "paused",
        /// What is left was put off to tomorrow.
        Closed = "closed",
    }
}

/// Where a person stands in the round of a day.
#[derive(Debug, Clone, FromRow)]
pub struct Stand {
    pub state: State,
    pub filter: Filter,
    /// Minutes: only clients whose clocks are so far ahead of UTC.
    pub utc_offset: Option<i64>,
    pub picked: String,
    pub client_id: Option<Id<Client>>,
    pub event_id: Option<Id<Event>>,
    pub done_at: Option<Timestamp>,
    pub begun_at: Timestamp,
    pub resumed_at: Timestamp,
}

impl Stand {
    /// A round that begins.
    pub fn begun(pick: Pick, picked: &[Id<Client>], now: Timestamp) -> Result<Self> {
        Ok(Self {
            state: State::Active,
            filter: pick.filter,
            utc_offset: pick.utc_offset,
            picked: serde_json::to_string(picked)?,
            client_id: None,
            event_id: None,
            done_at: None,
            begun_at: now,
            resumed_at: now,
        })
    }

    /// Which clients it is about.
    pub const fn pick(&self) -> Pick {
        Pick { filter: self.filter, utc_offset: self.utc_offset }
    }

    /// The clients of the filter [`Filter::Aim`].
    pub fn picked(&self) -> Result<Vec<Id<Client>>> {
        Ok(serde_json::from_str(&self.picked)?)
    }
}

/// Where a person stands in the round of a day.
pub async fn stand(conn: &mut Conn, person: Id<Person>, day: NaiveDate) -> Result<Option<Stand>> {
    Ok(sqlx::query_as(
        "SELECT state, filter, utc_offset, picked, client_id, event_id, done_at, begun_at, resumed_at FROM round \
         WHERE person_id = $1 AND day = $2",
    )
    .bind(person)
    .bind(Day(day))
    .fetch_optional(conn)
    .await?)
}

/// Keeps where a person stands.
pub async fn keep(conn: &mut Conn, person: Id<Person>, day: NaiveDate, stand: &Stand) -> Result {
    sqlx::query(
        "INSERT INTO round \
           (person_id, day, state, filter, utc_offset, picked, client_id, event_id, done_at, begun_at, resumed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (person_id, day) DO UPDATE SET \
           state = excluded.state, filter = excluded.filter, utc_offset = excluded.utc_offset, picked = excluded.picked, client_id = excluded.client_id, \
           event_id = excluded.event_id, done_at = excluded.done_at, begun_at = excluded.begun_at, \
           resumed_at = excluded.resumed_at",
    )
    .bind(person)
    .bind(Day(day))
    .bind(stand.state)
    .bind(stand.filter)
    .bind(stand.utc_offset)
    .bind(&stand.picked)
    .bind(stand.client_id)
    .bind(stand.event_id)
    .bind(stand.done_at)
    .bind(stand.begun_at)
    .bind(stand.resumed_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// A client who may be called, and what stands against it here.
#[derive(Debug, Clone)]
pub struct Listed {
    pub client: Client,
    pub hours: Hours,
    /// Asked not to be disturbed before this day.
    pub quiet_until: Option<NaiveDate>,
    /// Said in the round not to be called before this day.
    pub left_until: Option<NaiveDate>,
    /// The person wants to call them no earlier.
    pub later_at: Option<Timestamp>,
    /// Somebody else has them in hand until.
    pub taken_until: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    id: Id<Client>,
    name: String,
    inn: Option<String>,
    city: String,
    zone: String,
    owner_id: Option<Id<Person>>,
    state: Served,
    hours: String,
    quiet_until: Option<Day>,
    left_until: Option<Day>,
    later_at: Option<Timestamp>,
    taken_by: Option<Id<Person>>,
    taken_until: Option<Timestamp>,
}

/// The clients of a person and of nobody who have not left us, by name.
pub async fn listed(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Listed>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.id, c.name, c.inn, c.city, c.zone, c.owner_id, c.state, c.hours, c.quiet_until, q.until AS left_until, \
           l.later_at, t.person_id AS taken_by, t.until AS taken_until FROM client c \
         LEFT JOIN round_quiet q ON q.client_id = c.id \
         LEFT JOIN round_later l ON l.client_id = c.id AND l.person_id = $1 \
         LEFT JOIN round_lease t ON t.client_id = c.id AND c.owner_id IS NULL \
         WHERE (c.owner_id = $1 OR c.owner_id IS NULL) AND c.state <> 'left' ORDER BY c.search_name, c.id",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    let read = |row: Row| -> Result<Listed> {
        let wrong = |what: &str| Error::other(format!("client {}: {what}", row.id));
        Ok(Listed {
            hours: row.hours.parse().map_err(|why: String| wrong(&why))?,
            quiet_until: row.quiet_until.map(|day| day.0),
            left_until: row.left_until.map(|day| day.0),
            later_at: row.later_at,
            taken_until: row.taken_until.filter(|_| row.taken_by != Some(person)),
            client: Client {
                zone: row.zone.parse().map_err(|_| wrong("zone"))?,
                id: row.id,
                name: row.name,
                inn: row.inn,
                city: row.city,
                owner: row.owner_id,
                state: row.state,
            },
        })
    };
    rows.into_iter().map(read).collect()
}

/// The person calls the client later on this day.
pub async fn later(conn: &mut Conn, person: Id<Person>, client: Id<Client>, at: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO round_later (person_id, client_id, later_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id, client_id) DO UPDATE SET later_at = excluded.later_at",
    )
    .bind(person)
    .bind(client)
    .bind(at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The client is not called before a day.
pub async fn quiet(
    conn: &mut Conn,
    client: Id<Client>,
    (reason, until): (Quiet, NaiveDate),
    person: Id<Person>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO round_quiet (client_id, reason, until, person_id, said_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (client_id) DO UPDATE SET reason = excluded.reason, until = excluded.until, \
           person_id = excluded.person_id, said_at = excluded.said_at",
    )
    .bind(client)
    .bind(reason)
    .bind(Day(until))
    .bind(person)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The client may be called after all.
pub async fn not_quiet(conn: &mut Conn, client: Id<Client>) -> Result {
    sqlx::query("DELETE FROM round_quiet WHERE client_id = $1").bind(client).execute(conn).await?;
    Ok(())
}

/// Takes a client of nobody in hand; `false`: somebody else has it.
pub async fn take(
    conn: &mut Conn,
    client: Id<Client>,
    person: Id<Person>,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool> {
    let taken = sqlx::query(
        "INSERT INTO round_lease (client_id, person_id, until) VALUES ($1, $2, $4) ON CONFLICT (client_id) \
         DO UPDATE SET person_id = excluded.person_id, until = excluded.until \
         WHERE round_lease.person_id = excluded.person_id OR round_lease.until <= $3",
    )
    .bind(client)
    .bind(person)
    .bind(now)
    .bind(until)
    .execute(conn)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// On this day so many of the day's clients had been called by 16:00.
pub async fn slow(conn: &mut Conn, person: Id<Person>, day: NaiveDate, (called, planned): (usize, usize)) -> Result {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO round_slow (person_id, day, called, planned) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, day) DO NOTHING",
    )
    .bind(person)
    .bind(Day(day))
    .bind(count(called))
    .bind(count(planned))
    .execute(conn)
    .await?;
    Ok(())
}

/// Who has had at least so many slow days since `from`, and how many.
pub async fn slow_days(conn: &mut Conn, from: NaiveDate, at_least: i64) -> Result<Vec<(Id<Person>, i64)>> {
    Ok(sqlx::query_as(
        "SELECT person_id, COUNT(*) FROM round_slow WHERE day >= $1 GROUP BY person_id HAVING COUNT(*) >= $2",
    )
    .bind(Day(from))
    .bind(at_least)
    .fetch_all(conn)
    .await?)
}
