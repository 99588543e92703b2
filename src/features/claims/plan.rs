//! The plan of a claim: dated steps, each a task of somebody. A step is done when its task is.

use super::model::Claim;
use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::tasks::{self, Task},
    people::Person,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// By which day.
    pub due_on: NaiveDate,
    /// Its task is closed.
    pub done: bool,
}

/// A row of the table `claim_step`.
#[derive(Debug)]
pub struct Row;

/// The steps of a claim, in their order.
pub async fn of(conn: &mut Conn, claim: Id<Claim>) -> Result<Vec<Step>> {
    #[derive(FromRow)]
    struct Found {
        text: String,
        owner: String,
        due_on: Day,
        task_id: Id<Task>,
    }
    let found: Vec<Found> = sqlx::query_as(
        "SELECT s.text, p.name AS owner, s.due_on, s.task_id FROM claim_step s JOIN person p ON p.id = s.owner_id \
         WHERE s.claim_id = $1 ORDER BY s.due_on, s.id",
    )
    .bind(claim)
    .fetch_all(&mut *conn)
    .await?;
    let mut steps = Vec::new();
    for step in found {
        let done = tasks::closed_at(conn, step.task_id).await?.is_some();
        steps.push(Step { text: step.text, owner: step.owner, due_on: step.due_on.0, done });
    }
    Ok(steps)
}

/// Puts a step.
pub async fn put(
    conn: &mut Conn,
    claim: Id<Claim>,
    owner: Id<Person>,
    (text, due_on): (&str, NaiveDate),
    task: Id<Task>,
    now: Timestamp,
) -> Result<Id<Row>> {
    let id = Id::<Row>::new();
    sqlx::query(
        "INSERT INTO claim_step (id, claim_id, text, owner_id, due_on, task_id, put_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(claim)
    .bind(text)
    .bind(owner)
    .bind(Day(due_on))
    .bind(task)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(id)
}

/// Takes a step out again.
pub async fn remove(conn: &mut Conn, id: Id<Row>) -> Result {
    sqlx::query("DELETE FROM claim_step WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}
