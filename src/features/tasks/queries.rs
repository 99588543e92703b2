//! SQL of tasks.

use super::model::{Kind, State, Task};
use crate::{
    calendar::Moment,
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    people::Person,
    text::Text,
};
use chrono::{NaiveDate, NaiveTime};
use sqlx::FromRow;
use std::collections::HashMap;

/// A task about to be put.
#[derive(Debug, Clone)]
pub struct New {
    /// What kind.
    pub kind: Kind,
    /// What is to be done.
    pub text: String,
    /// About whom.
    pub client: Option<Id<Client>>,
    /// Who does it.
    pub owner: Id<Person>,
    /// Who wants it; `None`: the bot.
    pub author: Option<Id<Person>>,
    /// On which day.
    pub due_on: NaiveDate,
    /// At what time.
    pub due_time: Option<NaiveTime>,
}

impl New {
    /// Something about a client that its owner does in their next working hour. Nobody but the bot asks for it.
    pub fn next(kind: Kind, text: &Text, client: Id<Client>, owner: &Person, moment: Moment<'_>) -> Self {
        let open = owner.working_time(moment.calendar).next_open(moment.now);
        Self {
            kind,
            text: text.plain(&owner.reader(moment.now)),
            client: Some(client),
            owner: owner.id,
            author: None,
            due_on: open.with_timezone(&owner.zone).date_naive(),
            due_time: None,
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: Id<Task>,
    kind: Kind,
    text: String,
    client_id: Option<Id<Client>>,
    client_name: Option<String>,
    owner_id: Id<Person>,
    due_on: Day,
    due_time: Option<String>,
    rev: i64,
    closed_at: Option<Timestamp>,
}

impl TryFrom<Row> for Task {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M");
        let broken = |_| Error::other(format!("task {}: time", row.id));
        Ok(Self {
            due_time: row.due_time.as_deref().map(time).transpose().map_err(broken)?,
            id: row.id,
            kind: row.kind,
            text: row.text,
            client: row.client_id,
            client_name: row.client_name,
            owner: row.owner_id,
            due_on: row.due_on.0,
            rev: row.rev,
            closed_at: row.closed_at,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! task {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT t.id, t.kind, t.text, t.client_id, c.name AS client_name, t.owner_id, t.due_on, t.due_time, t.rev, \
             t.closed_at FROM task t LEFT JOIN client c ON c.id = t.client_id ",
            $rest
        ))
    };
}

/// Puts a task.
pub async fn put(conn: &mut Conn, new: New, now: Timestamp) -> Result<Task> {
    let id = Id::<Task>::new();
    sqlx::query(
        "INSERT INTO task (id, kind, text, client_id, owner_id, author_id, due_on, due_time, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(new.kind)
    .bind(&new.text)
    .bind(new.client)
    .bind(new.owner)
    .bind(new.author)
    .bind(Day(new.due_on))
    .bind(new.due_time.map(|time| time.format("%H:%M").to_string()))
    .bind(now)
    .execute(&mut *conn)
    .await?;
    task!("WHERE t.id = $1").bind(id).fetch_one(conn).await?.try_into()
}

/// A task of its owner; somebody else's is absent.
pub async fn by_id(conn: &mut Conn, owner: Id<Person>, id: Id<Task>) -> Result<Option<Task>> {
    task!("WHERE t.id = $1 AND t.owner_id = $2")
        .bind(id)
        .bind(owner)
        .fetch_optional(conn)
        .await?
        .map(Task::try_from)
        .transpose()
}

/// What is due on `today` or was due before, in the order of doing.
pub async fn due(conn: &mut Conn, owner: Id<Person>, today: NaiveDate) -> Result<Vec<Task>> {
    task!(
        "WHERE t.owner_id = $1 AND t.state = 'open' AND t.due_on <= $2 \
         ORDER BY t.due_on, t.due_time IS NULL, t.due_time, t.id"
    )
    .bind(owner)
    .bind(Day(today))
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Task::try_from)
    .collect()
}

/// What is due after `today`, up to and including `until`.
pub async fn coming(conn: &mut Conn, owner: Id<Person>, today: NaiveDate, until: NaiveDate) -> Result<Vec<Task>> {
    task!(
        "WHERE t.owner_id = $1 AND t.state = 'open' AND t.due_on > $2 AND t.due_on <= $3 \
         ORDER BY t.due_on, t.due_time IS NULL, t.due_time, t.id"
    )
    .bind(owner)
    .bind(Day(today))
    .bind(Day(until))
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Task::try_from)
    .collect()
}

/// What is due on `today` or was due before, in the order of doing, and how many tasks of `today` are done.
pub async fn of_day(conn: &mut Conn, owner: Id<Person>, today: NaiveDate) -> Result<(Vec<Task>, usize)> {
    let rows = task!(
        "WHERE t.owner_id = $1 AND ((t.state = 'open' AND t.due_on <= $2) OR (t.state = 'done' AND t.due_on = $2)) \
         ORDER BY t.due_on, t.due_time IS NULL, t.due_time, t.id"
    );
    let rows = rows.bind(owner).bind(Day(today)).fetch_all(conn).await?;
    let (open, done): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.closed_at.is_none());
    let open: Result<Vec<Task>> = open.into_iter().map(Task::try_from).collect();
    Ok((open?, done.len()))
}

/// The calls to clients that the owner is to make, the next first.
pub async fn calls_to_make(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Task>> {
    task!(
        "WHERE t.owner_id = $1 AND t.state = 'open' AND t.kind = 'call' AND t.client_id IS NOT NULL \
         ORDER BY t.due_on, t.due_time IS NULL, t.due_time, t.id"
    )
    .bind(owner)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Task::try_from)
    .collect()
}

/// Open tasks about a client, the next first.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Task>> {
    task!("WHERE t.client_id = $1 AND t.state = 'open' ORDER BY t.due_on, t.id LIMIT $2")
        .bind(client)
        .bind(limit)
        .fetch_all(conn)
        .await?
        .into_iter()
        .map(Task::try_from)
        .collect()
}

/// Ends a task.
pub async fn close(conn: &mut Conn, id: Id<Task>, state: State, now: Timestamp) -> Result {
    sqlx::query("UPDATE task SET state = $2, closed_at = $3, rev = rev + 1 WHERE id = $1 AND state = 'open'")
        .bind(id)
        .bind(state)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The client has been called: the calls the owner was to make by `until` (`None`: at any time) are done. Returns
/// which, for [`reopen`].
pub async fn settle_calls(
    conn: &mut Conn,
    owner: Id<Person>,
    client: Id<Client>,
    until: Option<NaiveDate>,
    now: Timestamp,
) -> Result<Vec<Id<Task>>> {
    Ok(sqlx::query_scalar(
        "UPDATE task SET state = 'done', closed_at = $4, rev = rev + 1 \
         WHERE owner_id = $1 AND client_id = $2 AND kind = 'call' AND state = 'open' \
           AND due_on <= COALESCE($3, due_on) RETURNING id",
    )
    .bind(owner)
    .bind(client)
    .bind(until.map(Day))
    .bind(now)
    .fetch_all(conn)
    .await?)
}

/// A task that need not be done any more.
pub async fn cancel(conn: &mut Conn, id: Id<Task>, now: Timestamp) -> Result {
    close(conn, id, State::Cancelled, now).await
}

/// A task that is to be done after all.
pub async fn reopen(conn: &mut Conn, id: Id<Task>) -> Result {
    sqlx::query("UPDATE task SET state = 'open', closed_at = NULL, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Moves a task to another day.
pub async fn set_day(conn: &mut Conn, id: Id<Task>, day: NaiveDate) -> Result {
    sqlx::query("UPDATE task SET due_on = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(Day(day))
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives a task to somebody else.
pub async fn set_owner(conn: &mut Conn, id: Id<Task>, owner: Id<Person>) -> Result {
    sqlx::query("UPDATE task SET owner_id = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(owner)
        .execute(conn)
        .await?;
    Ok(())
}

/// Open tasks whose day has passed, by owner.
pub async fn late_by_owner(conn: &mut Conn, today: NaiveDate) -> Result<HashMap<Id<Person>, i64>> {
    let rows: Vec<(Id<Person>, i64)> =
        sqlx::query_as("SELECT owner_id, COUNT(*) FROM task WHERE state = 'open' AND due_on < $1 GROUP BY owner_id")
            .bind(Day(today))
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().collect())
}

/// When a task was closed, whosever it is; `None`: it is still to be done.
pub async fn closed_at(conn: &mut Conn, id: Id<Task>) -> Result<Option<Timestamp>> {
    let closed: Option<Option<Timestamp>> =
        sqlx::query_scalar("SELECT closed_at FROM task WHERE id = $1").bind(id).fetch_optional(conn).await?;
    Ok(closed.flatten())
}
