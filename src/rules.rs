//! Rules as data: thresholds a head may change in chat, and who stands in for whom. The rooms say what a threshold means
//! and what it is as long as nobody has changed it.

use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    named,
    people::{self, Person, Role},
};
use std::collections::HashMap;

/// In what a threshold is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minutes of working time.
    Minutes,
    /// Kopecks.
    Money,
    /// Calendar days.
    Days,
    /// How many.
    Count,
}

/// A number in a rule.
#[derive(Debug, Clone, Copy)]
pub struct Threshold {
    /// The code of its rule: `E1`.
    pub rule: &'static str,
    /// Its name, unique in the rule: `reply`.
    pub name: &'static str,
    /// The key of its description in `locales/`.
    pub about: &'static str,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is as long as nobody has changed it.
    pub usual: i64,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
}

/// What the thresholds are now, or would be.
#[derive(Debug, Clone, Default)]
pub struct Values(HashMap<(String, String), i64>);

impl Values {
    /// What a threshold is.
    pub fn get(&self, threshold: &Threshold) -> i64 {
        let key = (threshold.rule.to_owned(), threshold.name.to_owned());
        self.0.get(&key).copied().unwrap_or(threshold.usual)
    }

    /// The same as whole minutes or a count, never negative.
    pub fn small(&self, threshold: &Threshold) -> u32 {
        u32::try_from(self.get(threshold)).unwrap_or(0)
    }

    /// The same values with another one: for a trial.
    #[must_use]
    pub fn with(mut self, threshold: &Threshold, value: i64) -> Self {
        self.0.insert((threshold.rule.to_owned(), threshold.name.to_owned()), value);
        self
    }
}

named! {
    /// For whom somebody stands in.
    pub enum Duty {
        /// Comes after the head, when the head does not answer.
        Substitute = "substitute",
        /// Looks after clients of nobody.
        Pool = "pool",
    }
}

/// Every threshold somebody has changed.
pub async fn values(conn: &mut Conn) -> Result<Values> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT r.code, r.name, r.value FROM rule r \
         WHERE r.version = (SELECT MAX(n.version) FROM rule n WHERE n.code = r.code AND n.name = r.name)",
    )
    .fetch_all(conn)
    .await?;
    Ok(Values(rows.into_iter().map(|(code, name, value)| ((code, name), value)).collect()))
}

/// Changes a threshold; what it was stays readable.
pub async fn set(conn: &mut Conn, threshold: &Threshold, value: i64, by: Id<Person>, now: Timestamp) -> Result {
    let version: Option<i64> = sqlx::query_scalar("SELECT MAX(version) FROM rule WHERE code = $1 AND name = $2")
        .bind(threshold.rule)
        .bind(threshold.name)
        .fetch_one(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO rule (code, name, version, value, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(threshold.rule)
        .bind(threshold.name)
        .bind(version.unwrap_or(0) + 1)
        .bind(value)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Who has a duty and is here; until somebody is named, the heads (PRODUCT 4.0).
pub async fn on_duty(conn: &mut Conn, duty: Duty) -> Result<Vec<Person>> {
    let ids: Vec<Id<Person>> = named_for(conn, duty).await?;
    let mut people = Vec::new();
    for id in ids {
        people.extend(people::present(conn, id).await?);
    }
    if people.is_empty() {
        people = people::all_with_role(conn, Role::Head).await?;
    }
    Ok(people)
}

/// Who looks after what belongs to a client: its manager, or whoever is on duty for clients of nobody.
pub async fn keepers(conn: &mut Conn, owner: Option<Id<Person>>) -> Result<Vec<Person>> {
    let present = match owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    match present {
        Some(present) => Ok(vec![present]),
        None => on_duty(conn, Duty::Pool).await,
    }
}

/// Who was named for a duty.
pub async fn named_for(conn: &mut Conn, duty: Duty) -> Result<Vec<Id<Person>>> {
    Ok(sqlx::query_scalar("SELECT person_id FROM duty WHERE kind = $1 ORDER BY person_id")
        .bind(duty)
        .fetch_all(conn)
        .await?)
}

/// Names somebody for a duty (`true`) or no longer (`false`).
pub async fn name_for(conn: &mut Conn, duty: Duty, person: Id<Person>, on: bool) -> Result {
    let statement = if on {
        "INSERT INTO duty (kind, person_id) VALUES ($1, $2) ON CONFLICT (kind, person_id) DO NOTHING"
    } else {
        "DELETE FROM duty WHERE kind = $1 AND person_id = $2"
    };
    sqlx::query(statement).bind(duty).bind(person).execute(conn).await?;
    Ok(())
}
