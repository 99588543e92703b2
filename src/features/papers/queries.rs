//! SQL of papers.

use super::model::{Kind, Paper, State};
use crate::bot::said::Attached;
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    people::{Person, Scope},
};
use chrono::NaiveDate;
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Paper>,
    client_id: Id<Client>,
    client_name: String,
    owner_id: Option<Id<Person>>,
    link: String,
    label: String,
    kind: Kind,
    state: State,
    number: String,
    signed_on: Option<Day>,
    signed_by: String,
    reason: String,
    edo: String,
    left_at: Option<Timestamp>,
    due_at: Option<Timestamp>,
    settled_at: Option<Timestamp>,
    changed_at: Timestamp,
    rev: i64,
}

impl From<Row> for Paper {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            client: row.client_id,
            client_name: row.client_name,
            owner: row.owner_id,
            link: row.link,
            label: row.label,
            kind: row.kind,
            state: row.state,
            number: row.number,
            signed_on: row.signed_on.map(|day| day.0),
            signed_by: row.signed_by,
            reason: row.reason,
            edo: row.edo,
            left_at: row.left_at.map(|at| at.0),
            due_at: row.due_at.map(|at| at.0),
            settled_at: row.settled_at.map(|at| at.0),
            changed_at: row.changed_at.0,
            rev: row.rev,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! paper {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT p.id, p.client_id, c.name AS client_name, c.owner_id, p.link, p.label, p.kind, p.state, p.number, \
             p.signed_on, p.signed_by, p.reason, p.edo, p.left_at, p.due_at, p.settled_at, p.changed_at, p.rev \
             FROM paper p \
             JOIN client c ON c.id = p.client_id ",
            $rest
        ))
    };
}

fn papers(rows: Vec<Row>) -> Vec<Paper> {
    rows.into_iter().map(Paper::from).collect()
}

/// A paper of a link that is to stand so. One that has got further stays where it is.
pub async fn put(
    conn: &mut Conn,
    (client, link, label): (Id<Client>, &str, &str),
    (kind, state): (Kind, State),
    (signed, now): (Option<NaiveDate>, Timestamp),
) -> Result {
    sqlx::query(
        "INSERT INTO paper (id, client_id, link, label, kind, state, signed_on, settled_at, left_at, due_at, \
                            created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT MAX(o.left_at) FROM paper o WHERE o.link = $3), \
                 (SELECT MAX(o.due_at) FROM paper o WHERE o.link = $3), $9, $9) \
         ON CONFLICT (link, kind) DO UPDATE SET label = excluded.label, client_id = excluded.client_id",
    )
    .bind(Id::<Paper>::new())
    .bind(client)
    .bind(link)
    .bind(label)
    .bind(kind)
    .bind(state)
    .bind(signed.map(Day))
    .bind(signed.map(|_| now))
    .bind(now)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE paper SET state = $3, signed_on = $4, settled_at = $5, reason = '', changed_at = $6, rev = rev + 1 \
         WHERE link = $1 AND kind = $2 AND state <> $3 AND state IN ('not_needed', 'needed', 'attached')",
    )
    .bind(link)
    .bind(kind)
    .bind(state)
    .bind(signed.map(Day))
    .bind(signed.map(|_| now))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The papers of a link.
pub async fn of(conn: &mut Conn, link: &str) -> Result<Vec<Paper>> {
    // УПД, доверенность, акт.
    Ok(papers(paper!("WHERE p.link = $1 ORDER BY p.kind DESC").bind(link).fetch_all(conn).await?))
}

/// A paper the asker may see; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Paper>) -> Result<Option<Paper>> {
    Ok(paper!("WHERE p.id = $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)")
        .bind(id)
        .bind(scope.everything())
        .bind(scope.person())
        .fetch_optional(conn)
        .await?
        .map(Paper::from))
}

/// The shipment was cancelled: its papers are gone with it. Files of theirs too.
pub async fn drop_of(conn: &mut Conn, link: &str) -> Result {
    sqlx::query("DELETE FROM paper_file WHERE paper_id IN (SELECT p.id FROM paper p WHERE p.link = $1)")
        .bind(link)
        .execute(&mut *conn)
        .await?;
    sqlx::query("DELETE FROM paper WHERE link = $1").bind(link).execute(conn).await?;
    Ok(())
}

/// The goods of a link left; a second word of it changes nothing.
pub async fn start(conn: &mut Conn, link: &str, left: Timestamp, due: Timestamp) -> Result {
    sqlx::query("UPDATE paper SET left_at = $2, due_at = $3, rev = rev + 1 WHERE link = $1 AND left_at IS NULL")
        .bind(link)
        .bind(left)
        .bind(due)
        .execute(conn)
        .await?;
    Ok(())
}

/// A paper as the bot itself needs it, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Paper>) -> Result<Option<Paper>> {
    Ok(paper!("WHERE p.id = $1").bind(id).fetch_optional(conn).await?.map(Paper::from))
}

/// The papers of the asker's clients that something is still to be done about.
pub async fn open(conn: &mut Conn, scope: Scope) -> Result<Vec<Paper>> {
    let rows = paper!(
        "WHERE p.state IN ('needed', 'attached', 'sent') AND ($1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL) \
         ORDER BY p.left_at, p.created_at, p.id"
    );
    let rows = rows.bind(scope.everything()).bind(scope.person()).fetch_all(conn).await?;
    Ok(papers(rows).into_iter().filter(Paper::is_open).collect())
}

/// The same of one person's own clients.
pub async fn open_of_owner(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Paper>> {
    let rows = paper!(
        "WHERE p.state IN ('needed', 'attached', 'sent') AND c.owner_id = $1 ORDER BY p.left_at, p.created_at, p.id"
    );
    Ok(papers(rows.bind(owner).fetch_all(conn).await?).into_iter().filter(Paper::is_open).collect())
}

/// The same of one client already checked.
pub async fn open_of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Paper>> {
    let rows = paper!(
        "WHERE p.state IN ('needed', 'attached', 'sent') AND p.client_id = $1 ORDER BY p.left_at, p.created_at, p.id"
    );
    Ok(papers(rows.bind(client).fetch_all(conn).await?).into_iter().filter(Paper::is_open).collect())
}

/// Papers that are to be signed and are not, of goods that left at `until` or before, the oldest first.
pub async fn unsigned(conn: &mut Conn, until: Timestamp) -> Result<Vec<Paper>> {
    let rows = paper!(
        "WHERE p.state IN ('needed', 'attached', 'sent') AND p.kind IN ('upd', 'act') AND p.left_at <= $1 \
         ORDER BY p.left_at, p.id"
    );
    Ok(papers(rows.bind(until).fetch_all(conn).await?))
}

/// How far a paper has got.
pub async fn set(conn: &mut Conn, paper: &Paper, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE paper SET state = $2, number = $3, signed_on = $4, signed_by = $5, reason = $6, edo = $7, \
         settled_at = $8, changed_at = $9, rev = rev + 1 WHERE id = $1",
    )
    .bind(paper.id)
    .bind(paper.state)
    .bind(&paper.number)
    .bind(paper.signed_on.map(Day))
    .bind(&paper.signed_by)
    .bind(&paper.reason)
    .bind(&paper.edo)
    .bind(paper.settled_at.map(Timestamp::from))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Papers not signed whose manager has not been reminded: of goods that left at `first` or before not once, of goods that
/// left at `second` or before not twice.
pub async fn to_remind(conn: &mut Conn, first: Timestamp, second: Timestamp) -> Result<Vec<Paper>> {
    let rows = paper!(
        "WHERE p.state IN ('needed', 'attached', 'sent') AND p.kind IN ('upd', 'act') \
         AND (p.left_at <= $1 AND p.reminded < 1 OR p.left_at <= $2 AND p.reminded < 2) ORDER BY p.left_at, p.id"
    );
    Ok(papers(rows.bind(first).bind(second).fetch_all(conn).await?))
}

/// The manager has been reminded so often.
pub async fn set_reminded(conn: &mut Conn, id: Id<Paper>, times: i64) -> Result {
    sqlx::query("UPDATE paper SET reminded = $2 WHERE id = $1").bind(id).bind(times).execute(conn).await?;
    Ok(())
}

/// A file kept with a paper.
#[derive(Debug)]
pub struct Kept;

/// Keeps a file with a paper.
pub async fn keep(
    conn: &mut Conn,
    paper: Id<Paper>,
    file: &Attached,
    (by, now): (Id<Person>, Timestamp),
) -> Result<Id<Kept>> {
    let id = Id::new();
    sqlx::query("INSERT INTO paper_file (id, paper_id, file, by_id, got_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(paper)
        .bind(serde_json::to_string(file)?)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(id)
}

/// Takes a file out again.
pub async fn forget(conn: &mut Conn, id: Id<Kept>) -> Result {
    sqlx::query("DELETE FROM paper_file WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// The files of a paper, the oldest first.
pub async fn files(conn: &mut Conn, paper: Id<Paper>) -> Result<Vec<Attached>> {
    let kept: Vec<String> = sqlx::query_scalar("SELECT file FROM paper_file WHERE paper_id = $1 ORDER BY id")
        .bind(paper)
        .fetch_all(conn)
        .await?;
    Ok(kept.iter().map(|file| serde_json::from_str(file)).collect::<Result<_, _>>()?)
}

/// Of the papers due after `from`, up to and including `to`: how many were signed in time, and how many there are (PRODUCT 7, KPI7).
pub async fn numbers(conn: &mut Conn, from: Timestamp, to: Timestamp) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(
        "SELECT COUNT(CASE WHEN settled_at <= due_at THEN 1 END), COUNT(*) FROM paper \
         WHERE due_at > $1 AND due_at <= $2 AND kind IN ('upd', 'act') AND state <> 'not_needed'",
    )
    .bind(from)
    .bind(to)
    .fetch_one(conn)
    .await?)
}
