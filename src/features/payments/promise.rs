//! A promise to pay (PRODUCT D2): stored when it is made, judged by the bank's file after its day (`judging.rs`).

use crate::{
    clients::{Client, Contact},
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    money::Money,
    named,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap};

named! {
    /// Where a promise stands.
    pub enum State {
        /// Its day has not come, or the bank has not told yet.
        Open = "open",
        /// The money came.
        Kept = "kept",
        /// Some of it came.
        Partly = "partly",
        /// Nothing came.
        Broken = "broken",
        /// A later promise took its place.
        Superseded = "superseded",
        /// Taken back.
        Cancelled = "cancelled",
    }
}

/// A promise to pay.
#[derive(Debug, Clone)]
pub struct Promise {
    /// Own id.
    pub id: Id<Promise>,
    /// Who promised.
    pub client: Id<Client>,
    /// The client's name.
    pub client_name: String,
    /// How much.
    pub sum: Money,
    /// By which day.
    pub due_on: NaiveDate,
    /// Money counts that comes on this day or later.
    pub counts_from: NaiveDate,
    /// When it was made.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: State,
}

/// A promise about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewPromise {
    /// Who promises.
    pub client: Id<Client>,
    /// The person who said it.
    pub contact: Option<Id<Contact>>,
    /// How much.
    pub sum: Money,
    /// By which day.
    pub due_on: NaiveDate,
    /// Money counts that comes on this day or later.
    pub counts_from: NaiveDate,
    /// To whom.
    pub made_by: Id<Person>,
}

/// Stores a promise; one still open is superseded by it.
pub async fn promise(conn: &mut Conn, new: NewPromise, now: Timestamp) -> Result<Id<Promise>> {
    let old = open_of(conn, new.client).await?;
    let id = Id::new();
    if let Some(old) = &old {
        close(conn, old.id, State::Superseded, Money::ZERO, now).await?;
    }
    sqlx::query(
        "INSERT INTO promise (id, client_id, sum, due_on, state, counts_from, made_by, made_at, contact_id, replaces) \
         VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(new.client)
    .bind(new.sum)
    .bind(Day(new.due_on))
    .bind(Day(new.counts_from))
    .bind(new.made_by)
    .bind(now)
    .bind(new.contact)
    .bind(old.map(|old| old.id))
    .execute(conn)
    .await?;
    Ok(id)
}

/// Takes a promise back. The one it superseded is open again, unless a later one has taken its own place: then that one
/// supersedes it instead.
pub async fn withdraw(conn: &mut Conn, id: Id<Promise>, now: Timestamp) -> Result {
    let was_open = close(conn, id, State::Cancelled, Money::ZERO, now).await?;
    let next = if was_open {
        "UPDATE promise SET state = 'open', closed_at = NULL \
         WHERE state = 'superseded' AND id = (SELECT replaces FROM promise WHERE id = $1)"
    } else {
        "UPDATE promise SET replaces = (SELECT w.replaces FROM promise w WHERE w.id = $1) WHERE replaces = $1"
    };
    sqlx::query(next).bind(id).execute(&mut *conn).await?;
    sqlx::query("UPDATE promise SET state = 'cancelled' WHERE id = $1 AND state = 'superseded'")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Closes a promise that is open; `false`: it was not.
pub async fn close(conn: &mut Conn, id: Id<Promise>, state: State, paid: Money, now: Timestamp) -> Result<bool> {
    let closed =
        sqlx::query("UPDATE promise SET state = $2, paid = $3, closed_at = $4 WHERE id = $1 AND state = 'open'")
            .bind(id)
            .bind(state)
            .bind(paid)
            .bind(now)
            .execute(conn)
            .await?;
    Ok(closed.rows_affected() == 1)
}

#[derive(FromRow)]
struct Row {
    id: Id<Promise>,
    client_id: Id<Client>,
    client_name: String,
    sum: Money,
    due_on: Day,
    counts_from: Day,
    made_at: Timestamp,
    state: State,
}

impl From<Row> for Promise {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            client: row.client_id,
            client_name: row.client_name,
            sum: row.sum,
            due_on: row.due_on.0,
            counts_from: row.counts_from.0,
            made_at: row.made_at,
            state: row.state,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! promises {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT p.id, p.client_id, c.name AS client_name, p.sum, p.due_on, p.counts_from, p.made_at, p.state FROM promise p \
             JOIN client c ON c.id = p.client_id ",
            $rest
        ))
    };
}

/// The client's open promise.
pub async fn open_of(conn: &mut Conn, client: Id<Client>) -> Result<Option<Promise>> {
    let row = promises!("WHERE p.client_id = $1 AND p.state = 'open'").bind(client).fetch_optional(conn).await?;
    Ok(row.map(Promise::from))
}

/// A promise of one of the owner's clients.
pub async fn by_id(conn: &mut Conn, owner: Id<Person>, id: Id<Promise>) -> Result<Option<Promise>> {
    let row = promises!("WHERE p.id = $1 AND c.owner_id = $2").bind(id).bind(owner).fetch_optional(conn).await?;
    Ok(row.map(Promise::from))
}

/// Open promises to the owner of the clients, the nearest first.
pub async fn open_to(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Promise>> {
    let rows = promises!("WHERE c.owner_id = $1 AND p.state = 'open' ORDER BY p.due_on, p.sum DESC").bind(owner);
    Ok(rows.fetch_all(conn).await?.into_iter().map(Promise::from).collect())
}

/// Open promises of all clients due by `day`.
pub async fn open_until(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Promise>> {
    let rows = promises!("WHERE p.state = 'open' AND p.due_on <= $1 ORDER BY p.due_on, p.id").bind(Day(day));
    Ok(rows.fetch_all(conn).await?.into_iter().map(Promise::from).collect())
}

/// How many promises each client has broken that were due on `day` or later.
pub async fn broken_since(conn: &mut Conn, day: NaiveDate) -> Result<HashMap<Id<Client>, i64>> {
    let rows: Vec<(Id<Client>, i64)> = sqlx::query_as(
        "SELECT client_id, COUNT(*) FROM promise WHERE state = 'broken' AND due_on >= $1 GROUP BY client_id",
    )
    .bind(Day(day))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// How a client keeps its word: promises kept, and all that were judged.
pub async fn word_of(conn: &mut Conn, client: Id<Client>) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(
        "SELECT COUNT(CASE WHEN state = 'kept' THEN 1 END), COUNT(*) FROM promise \
         WHERE client_id = $1 AND state IN ('kept', 'partly', 'broken')",
    )
    .bind(client)
    .fetch_one(conn)
    .await?)
}

/// A promise that is open or was judged; `None`: another took its place, or it is gone.
pub async fn standing(conn: &mut Conn, id: Id<Promise>) -> Result<Option<Promise>> {
    let row = promises!("WHERE p.id = $1 AND p.state IN ('open', 'kept', 'partly', 'broken')");
    Ok(row.bind(id).fetch_optional(conn).await?.map(Promise::from))
}

/// The rest of a half-kept promise.
pub async fn rest_of(conn: &mut Conn, id: Id<Promise>) -> Result<Option<Promise>> {
    let row = promises!("WHERE p.rest_of = $1").bind(id).fetch_optional(conn).await?;
    Ok(row.map(Promise::from))
}

/// Every open promise.
pub async fn all_open(conn: &mut Conn) -> Result<Vec<Promise>> {
    let rows = promises!("WHERE p.state = 'open' ORDER BY p.id").fetch_all(conn).await?;
    Ok(rows.into_iter().map(Promise::from).collect())
}

/// Promises found kept, partly kept or broken that are due after `day`.
pub async fn judged_after(conn: &mut Conn, day: NaiveDate) -> Result<BTreeSet<Id<Promise>>> {
    let ids = sqlx::query_scalar("SELECT id FROM promise WHERE state IN ('kept', 'partly', 'broken') AND due_on > $1");
    Ok(ids.bind(Day(day)).fetch_all(conn).await?.into_iter().collect())
}

/// Promises of a client, judged or open, to which money of this day counts.
pub async fn counting(conn: &mut Conn, client: Id<Client>, day: NaiveDate) -> Result<Vec<Id<Promise>>> {
    let ids = sqlx::query_scalar(
        "SELECT id FROM promise WHERE state IN ('open', 'kept', 'partly', 'broken') AND client_id = $1 \
         AND counts_from <= $2 AND due_on >= $2",
    );
    Ok(ids.bind(client).bind(Day(day)).fetch_all(conn).await?)
}

/// How many open promises of all clients are due before `day`: only the bank knows whether they were kept.
pub async fn open_before(conn: &mut Conn, day: NaiveDate) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM promise WHERE state = 'open' AND due_on < $1")
        .bind(Day(day))
        .fetch_one(conn)
        .await?)
}

/// Open promises to the owner of the clients, the nearest first, and those found broken since `since`.
pub async fn open_and_broken(
    conn: &mut Conn,
    owner: Id<Person>,
    since: Timestamp,
) -> Result<(Vec<Promise>, Vec<Promise>)> {
    let rows = promises!(
        "WHERE c.owner_id = $1 AND (p.state = 'open' OR (p.state = 'broken' AND p.closed_at >= $2 \
         AND NOT EXISTS (SELECT 1 FROM promise n WHERE n.client_id = p.client_id AND n.made_at > p.made_at))) \
         ORDER BY p.due_on, p.sum DESC"
    );
    let rows = rows.bind(owner).bind(since).fetch_all(conn).await?;
    let (open, mut broken): (Vec<Promise>, Vec<Promise>) =
        rows.into_iter().map(Promise::from).partition(|promise| promise.state == State::Open);
    broken.sort_by_key(|promise| std::cmp::Reverse(promise.sum));
    Ok((open, broken))
}
