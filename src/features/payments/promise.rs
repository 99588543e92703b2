//! A promise to pay (PRODUCT D2): stored when it is made, judged by the bank's file after its day.

use super::queries;
use crate::{
    calendar::ProductionCalendar,
    clients::{Client, Contact},
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    money::Money,
    named,
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// Bank charges may eat so much of a promised sum: 99 of 100 is kept.
const KEPT_PERCENT: i64 = 99;

/// What is left of a half-kept promise is awaited for so many working days more.
const REST_DAYS: u32 = 2;

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
async fn close(conn: &mut Conn, id: Id<Promise>, state: State, paid: Money, now: Timestamp) -> Result<bool> {
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
            state: row.state,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! promises {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT p.id, p.client_id, c.name AS client_name, p.sum, p.due_on, p.counts_from, p.state FROM promise p \
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

/// How many promises were found kept, partly kept and broken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Judged {
    pub kept: usize,
    pub partly: usize,
    pub broken: usize,
}

/// A hand has found out whose money it is: a promise that seemed broken may have been kept by it.
pub async fn reconsider(conn: &mut Conn, client: Id<Client>) -> Result {
    let broken = promises!(
        "WHERE p.client_id = $1 AND p.state = 'broken' \
         AND NOT EXISTS (SELECT 1 FROM promise n WHERE n.client_id = p.client_id AND n.made_at > p.made_at)"
    );
    let broken = broken.bind(client).fetch_optional(&mut *conn).await?.map(Promise::from);
    let Some(promise) = broken else { return Ok(()) };
    let paid = queries::paid_by(conn, client, promise.counts_from, promise.due_on).await?;
    if verdict(&promise, paid, promise.due_on) == State::Kept {
        sqlx::query("UPDATE promise SET state = 'kept', paid = $2 WHERE id = $1")
            .bind(promise.id)
            .bind(paid)
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Judges open promises by the money that came, as far as the bank has told (`covered`, a day). A promise paid before
/// its day is kept at once; one whose day the bank has not told about yet stays open: nobody knows.
pub async fn judge(
    conn: &mut Conn,
    covered: NaiveDate,
    calendar: &ProductionCalendar,
    now: Timestamp,
) -> Result<Judged> {
    let rows = promises!("WHERE p.state = 'open' ORDER BY p.id").fetch_all(&mut *conn).await?;
    let mut judged = Judged::default();
    for promise in rows.into_iter().map(Promise::from) {
        let paid = queries::paid_by(conn, promise.client, promise.counts_from, promise.due_on).await?;
        match verdict(&promise, paid, covered) {
            State::Kept => {
                judged.kept += 1;
                close(conn, promise.id, State::Kept, paid, now).await?;
            }
            State::Partly => {
                judged.partly += 1;
                close(conn, promise.id, State::Partly, paid, now).await?;
                rest(conn, &promise, paid, calendar, now).await?;
            }
            State::Broken => {
                judged.broken += 1;
                close(conn, promise.id, State::Broken, paid, now).await?;
            }
            State::Open | State::Superseded | State::Cancelled => {}
        }
    }
    Ok(judged)
}

fn verdict(promise: &Promise, paid: Money, covered: NaiveDate) -> State {
    let enough = paid.kopecks() * 100 >= promise.sum.kopecks() * KEPT_PERCENT;
    match (enough, covered >= promise.due_on, paid > Money::ZERO) {
        (true, _, _) => State::Kept,
        (false, false, _) => State::Open,
        (false, true, true) => State::Partly,
        (false, true, false) => State::Broken,
    }
}

/// The rest of a half-kept promise is a promise of its own.
async fn rest(
    conn: &mut Conn,
    promise: &Promise,
    paid: Money,
    calendar: &ProductionCalendar,
    now: Timestamp,
) -> Result {
    let (made_by, contact): (Id<Person>, Option<Id<Contact>>) =
        sqlx::query_as("SELECT made_by, contact_id FROM promise WHERE id = $1")
            .bind(promise.id)
            .fetch_one(&mut *conn)
            .await?;
    let due_on = calendar.add_working_days(promise.due_on, REST_DAYS);
    let counts_from = promise.due_on + chrono::Days::new(1);
    let new = NewPromise { client: promise.client, contact, sum: promise.sum - paid, due_on, counts_from, made_by };
    self::promise(conn, new, now).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_judged_only_when_the_bank_has_told() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let promise = Promise {
            id: Id::new(),
            client: Id::new(),
            client_name: String::new(),
            sum: Money::from_rubles(100),
            due_on: day("2026-11-20"),
            counts_from: day("2026-11-10"),
            state: State::Open,
        };
        let rubles = Money::from_rubles;
        assert_eq!(verdict(&promise, rubles(99), day("2026-11-15")), State::Kept, "early and enough");
        assert_eq!(verdict(&promise, rubles(98), day("2026-11-19")), State::Open, "nobody knows yet");
        assert_eq!(verdict(&promise, rubles(98), day("2026-11-20")), State::Partly);
        assert_eq!(verdict(&promise, Money::ZERO, day("2026-11-20")), State::Broken);
    }
}
