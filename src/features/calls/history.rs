//! Calls that have been made, as other rooms count them.

use super::model::{Direction, Purpose};
use crate::{
    capture::Heard,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    people::Person,
};
use sqlx::FromRow;

/// A call that has been made.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Past {
    /// With whom.
    pub client_id: Id<Client>,
    /// Who of us talked.
    pub person_id: Id<Person>,
    /// Who called whom.
    pub direction: Direction,
    /// What about.
    pub purpose: Purpose,
    /// How it went.
    pub outcome: Heard,
    /// When.
    pub called_at: Timestamp,
}

/// The calls with a manager's clients and with nobody's since `since`, the oldest first.
pub async fn since(conn: &mut Conn, owner: Id<Person>, since: Timestamp) -> Result<Vec<Past>> {
    Ok(sqlx::query_as(
        "SELECT k.client_id, k.person_id, k.direction, k.purpose, k.outcome, k.called_at FROM call k \
         JOIN client c ON c.id = k.client_id WHERE (c.owner_id = $1 OR c.owner_id IS NULL) \
         AND k.called_at >= $2 AND k.undone_at IS NULL ORDER BY k.called_at, k.id",
    )
    .bind(owner)
    .bind(since)
    .fetch_all(conn)
    .await?)
}
