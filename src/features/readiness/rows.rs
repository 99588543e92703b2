//! SQL of readiness.

use super::model::{Ready, Source};
use crate::{
    bot::outbox::Card,
    clients::{Client, Site},
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    features::tasks::Task,
    people::{Person, Scope},
};
use chrono::NaiveDate;
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Ready>,
    client_id: Id<Client>,
    site_id: String,
    ready_on: Day,
    power: Option<i64>,
    net: Option<i64>,
    source: Source,
    by_id: Id<Person>,
    at: Timestamp,
    ask_on: Option<Day>,
    round: i64,
    asked_at: Option<Timestamp>,
    answer_by: Option<Timestamp>,
    sure_at: Option<Timestamp>,
    sure_by: Option<Id<Person>>,
    task_id: Option<Id<Task>>,
    rev: i64,
}

impl TryFrom<Row> for Ready {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            site: site_of(&row.site_id)?,
            id: row.id,
            client: row.client_id,
            ready_on: row.ready_on.0,
            power: row.power.map(|there| there == 1),
            net: row.net.map(|there| there == 1),
            source: row.source,
            by: row.by_id,
            at: row.at,
            ask_on: row.ask_on.map(|day| day.0),
            round: row.round,
            asked_at: row.asked_at,
            answer_by: row.answer_by,
            sure: row.sure_at.zip(row.sure_by),
            task: row.task_id,
            rev: row.rev,
        })
    }
}

/// A site as it is kept: unique columns have no NULL.
fn kept(site: Option<Id<Site>>) -> String {
    site.map(|site| site.to_string()).unwrap_or_default()
}

fn site_of(kept: &str) -> Result<Option<Id<Site>>> {
    if kept.is_empty() {
        return Ok(None);
    }
    kept.parse().map(Some).map_err(|_| Error::other(format!("site «{kept}»")))
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! ready {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT r.id, r.client_id, r.site_id, r.ready_on, r.power, r.net, r.source, r.by_id, r.at, r.ask_on, r.round, \
             r.asked_at, r.answer_by, r.sure_at, r.sure_by, r.task_id, r.rev FROM site_ready r ",
            $rest
        ))
    };
}

fn read(rows: Vec<Row>) -> Result<Vec<Ready>> {
    rows.into_iter().map(Ready::try_from).collect()
}

/// What is known of a client's sites, the client as a whole first.
pub async fn of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Ready>> {
    read(ready!("WHERE r.client_id = $1 ORDER BY r.site_id").bind(client).fetch_all(conn).await?)
}

/// What is known of all sites.
pub async fn all(conn: &mut Conn) -> Result<Vec<Ready>> {
    read(ready!("ORDER BY r.client_id, r.site_id").fetch_all(conn).await?)
}

/// What is known of one site, or of a client as a whole.
pub async fn of_site(conn: &mut Conn, client: Id<Client>, site: Option<Id<Site>>) -> Result<Option<Ready>> {
    let row = ready!("WHERE r.client_id = $1 AND r.site_id = $2").bind(client).bind(kept(site));
    row.fetch_optional(conn).await?.map(Ready::try_from).transpose()
}

/// By its id, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Ready>) -> Result<Option<Ready>> {
    ready!("WHERE r.id = $1").bind(id).fetch_optional(conn).await?.map(Ready::try_from).transpose()
}

/// By its id, if the asker may see the client; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Ready>) -> Result<Option<Ready>> {
    let row = ready!(
        "JOIN client c ON c.id = r.client_id WHERE r.id = $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)"
    );
    let row = row.bind(id).bind(scope.everything()).bind(scope.person());
    row.fetch_optional(conn).await?.map(Ready::try_from).transpose()
}

/// Of the clients of a person and of nobody: what is ready between two days, or was to be before and is not confirmed.
pub async fn near(conn: &mut Conn, owner: Id<Person>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Ready>> {
    let rows = ready!(
        "JOIN client c ON c.id = r.client_id WHERE c.owner_id = $1 AND r.ready_on <= $3 \
         AND (r.ready_on >= $2 OR r.sure_at IS NULL) ORDER BY r.ready_on, r.id"
    );
    read(rows.bind(owner).bind(Day(from)).bind(Day(to)).fetch_all(conn).await?)
}

/// Those the client is to be asked about on `day` or was to be before.
pub async fn to_ask(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Ready>> {
    read(ready!("WHERE r.ask_on <= $1 ORDER BY r.ask_on, r.id").bind(Day(day)).fetch_all(conn).await?)
}

/// Those the client was to answer about by now.
pub async fn unanswered(conn: &mut Conn, now: Timestamp) -> Result<Vec<Ready>> {
    read(ready!("WHERE r.answer_by <= $1 ORDER BY r.answer_by, r.id").bind(now).fetch_all(conn).await?)
}

/// Writes down what was not known.
pub async fn insert(conn: &mut Conn, new: &Ready) -> Result {
    sqlx::query(
        "INSERT INTO site_ready (id, client_id, site_id, ready_on, power, net, source, by_id, at, ask_on, round, sure_at, \
           sure_by, rev) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(new.id)
    .bind(new.client)
    .bind(kept(new.site))
    .bind(Day(new.ready_on))
    .bind(new.power.map(i64::from))
    .bind(new.net.map(i64::from))
    .bind(new.source)
    .bind(new.by)
    .bind(new.at)
    .bind(new.ask_on.map(Day))
    .bind(new.round)
    .bind(new.sure.map(|(at, _)| at))
    .bind(new.sure.map(|(_, by)| by))
    .bind(new.rev)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down what has changed; fails if somebody else has changed it meanwhile, and is then tried anew.
pub async fn change(conn: &mut Conn, changed: &Ready) -> Result<Ready> {
    let written = sqlx::query(
        "UPDATE site_ready SET ready_on = $3, power = $4, net = $5, source = $6, by_id = $7, at = $8, ask_on = $9, \
           round = $10, asked_at = $11, answer_by = $12, sure_at = $13, sure_by = $14, task_id = $15, rev = rev + 1 \
         WHERE id = $1 AND rev = $2",
    )
    .bind(changed.id)
    .bind(changed.rev)
    .bind(Day(changed.ready_on))
    .bind(changed.power.map(i64::from))
    .bind(changed.net.map(i64::from))
    .bind(changed.source)
    .bind(changed.by)
    .bind(changed.at)
    .bind(changed.ask_on.map(Day))
    .bind(changed.round)
    .bind(changed.asked_at)
    .bind(changed.answer_by)
    .bind(changed.sure.map(|(at, _)| at))
    .bind(changed.sure.map(|(_, by)| by))
    .bind(changed.task)
    .execute(conn)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::other(format!("readiness {} has changed meanwhile", changed.id)));
    }
    Ok(Ready { rev: changed.rev + 1, ..changed.clone() })
}

/// Takes out what should not have been written down at all.
pub async fn forget(conn: &mut Conn, id: Id<Ready>) -> Result {
    sqlx::query("DELETE FROM site_ready_card WHERE ready_id = $1").bind(id).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM site_ready_step WHERE ready_id = $1").bind(id).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM site_ready WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// A day that was named or confirmed.
#[derive(Debug, Clone, FromRow)]
pub struct Step {
    /// Of which.
    pub ready_id: Id<Ready>,
    /// The day before; `None`: it was the first.
    pub from_on: Option<Day>,
    /// The day.
    pub to_on: Day,
    /// Why it was changed; may be empty.
    pub why: String,
    /// From where we know.
    pub source: Source,
    /// Who said so.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// Remembers that `ready` was told: from which day, and why.
pub async fn add_step(
    conn: &mut Conn,
    ready: &Ready,
    from: Option<NaiveDate>,
    why: &str,
    (source, by, at): (Source, Id<Person>, Timestamp),
) -> Result {
    sqlx::query(
        "INSERT INTO site_ready_step (id, ready_id, from_on, to_on, why, source, by_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(Id::<Step>::new())
    .bind(ready.id)
    .bind(from.map(Day))
    .bind(Day(ready.ready_on))
    .bind(why)
    .bind(source)
    .bind(by)
    .bind(at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The last of what was said, newest first.
pub async fn steps(conn: &mut Conn, id: Id<Ready>, limit: i64) -> Result<Vec<Step>> {
    Ok(sqlx::query_as(
        "SELECT s.ready_id, s.from_on, s.to_on, s.why, s.source, p.name, s.at FROM site_ready_step s \
         JOIN person p ON p.id = s.by_id WHERE s.ready_id = $1 ORDER BY s.id DESC LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// What was put off since a moment, oldest first.
pub async fn put_off_since(conn: &mut Conn, since: Timestamp) -> Result<Vec<Step>> {
    Ok(sqlx::query_as(
        "SELECT s.ready_id, s.from_on, s.to_on, s.why, s.source, p.name, s.at FROM site_ready_step s \
         JOIN person p ON p.id = s.by_id WHERE s.at >= $1 AND s.from_on < s.to_on ORDER BY s.id",
    )
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// Remembers where the client reads the question.
pub async fn remember(conn: &mut Conn, id: Id<Ready>, person: Id<Person>, card: Id<Card>) -> Result {
    sqlx::query(
        "INSERT INTO site_ready_card (ready_id, person_id, card_id) VALUES ($1, $2, $3) \
         ON CONFLICT (ready_id, person_id) DO UPDATE SET card_id = excluded.card_id",
    )
    .bind(id)
    .bind(person)
    .bind(card)
    .execute(conn)
    .await?;
    Ok(())
}

/// Where the client reads the question.
pub async fn cards(conn: &mut Conn, id: Id<Ready>) -> Result<Vec<(Id<Person>, Id<Card>)>> {
    Ok(sqlx::query_as("SELECT person_id, card_id FROM site_ready_card WHERE ready_id = $1 ORDER BY person_id")
        .bind(id)
        .fetch_all(conn)
        .await?)
}
