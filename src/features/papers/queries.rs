//! SQL of papers.

use super::model::{Kind, Paper, State};
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
            rev: row.rev,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! paper {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT p.id, p.client_id, c.name AS client_name, c.owner_id, p.link, p.label, p.kind, p.state, p.number, \
             p.signed_on, p.signed_by, p.reason, p.edo, p.left_at, p.due_at, p.rev FROM paper p \
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
        "INSERT INTO paper (id, client_id, link, label, kind, state, signed_on, settled_at, left_at, due_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT MAX(o.left_at) FROM paper o WHERE o.link = $3), \
                 (SELECT MAX(o.due_at) FROM paper o WHERE o.link = $3), $9) \
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
        "UPDATE paper SET state = $3, signed_on = $4, settled_at = $5, reason = '', rev = rev + 1 \
         WHERE link = $1 AND kind = $2 AND state <> $3 AND state IN ('not_needed', 'needed', 'attached')",
    )
    .bind(link)
    .bind(kind)
    .bind(state)
    .bind(signed.map(Day))
    .bind(signed.map(|_| now))
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
