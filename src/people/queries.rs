//! SQL about people.

use super::{Person, Role};
use crate::{
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    lang::Lang,
};
use chrono::NaiveTime;
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap};

/// The columns of [`Row`], then the rest of the query.
macro_rules! person {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT p.id, p.name, p.tg_id, p.lang, p.zone, p.digest_at, p.hours, p.consent_at, p.unreachable_at, \
             p.created_at, COALESCE((SELECT string_agg(r.role, ',') FROM person_role r WHERE r.person_id = p.id), '') \
             AS roles FROM person p ",
            $rest
        ))
    };
}

#[derive(FromRow)]
struct Row {
    id: Id<Person>,
    name: String,
    tg_id: Option<i64>,
    lang: String,
    zone: String,
    digest_at: String,
    hours: String,
    consent_at: Option<Timestamp>,
    unreachable_at: Option<Timestamp>,
    created_at: Timestamp,
    roles: String,
}

impl TryFrom<Row> for Person {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let broken = |what: &str, value: &str| Error::other(format!("person {}: {what} «{value}»", row.id));
        Ok(Self {
            lang: Lang::parse(&row.lang).ok_or_else(|| broken("language", &row.lang))?,
            zone: row.zone.parse().map_err(|_| broken("zone", &row.zone))?,
            digest_at: NaiveTime::parse_from_str(&row.digest_at, "%H:%M")
                .map_err(|_| broken("digest hour", &row.digest_at))?,
            hours: row.hours.parse().map_err(|_| broken("hours", &row.hours))?,
            roles: row.roles.split(',').filter_map(|role| role.parse().ok()).collect::<BTreeSet<Role>>(),
            id: row.id,
            name: row.name,
            tg_id: row.tg_id,
            consent_at: row.consent_at,
            unreachable_at: row.unreachable_at,
            created_at: row.created_at,
        })
    }
}

/// The person with this Telegram id, unless they left.
pub async fn by_tg_id(conn: &mut Conn, tg_id: i64) -> Result<Option<Person>> {
    person!("WHERE p.tg_id = $1 AND p.revoked_at IS NULL")
        .bind(tg_id)
        .fetch_optional(conn)
        .await?
        .map(Person::try_from)
        .transpose()
}

/// The person with this id.
pub async fn by_id(conn: &mut Conn, id: Id<Person>) -> Result<Option<Person>> {
    person!("WHERE p.id = $1").bind(id).fetch_optional(conn).await?.map(Person::try_from).transpose()
}

/// The person with this id, if they can be written to: joined and has not left.
pub async fn present(conn: &mut Conn, id: Id<Person>) -> Result<Option<Person>> {
    person!("WHERE p.id = $1 AND p.tg_id IS NOT NULL AND p.revoked_at IS NULL")
        .bind(id)
        .fetch_optional(conn)
        .await?
        .map(Person::try_from)
        .transpose()
}

/// Everybody who has `role` and uses the bot, by name.
pub async fn all_with_role(conn: &mut Conn, role: Role) -> Result<Vec<Person>> {
    person!(
        "JOIN person_role mine ON mine.person_id = p.id AND mine.role = $1 \
         WHERE p.tg_id IS NOT NULL AND p.revoked_at IS NULL ORDER BY p.name"
    )
    .bind(role)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Person::try_from)
    .collect()
}

/// Colleagues who are here and can be written to: names by id.
pub async fn colleagues(conn: &mut Conn) -> Result<HashMap<Id<Person>, String>> {
    let rows: Vec<(Id<Person>, String)> = sqlx::query_as(
        "SELECT DISTINCT p.id, p.name FROM person p JOIN person_role r ON r.person_id = p.id \
         WHERE r.role <> 'client' AND p.tg_id IS NOT NULL AND p.revoked_at IS NULL",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Names by id, of everybody who ever had a staff role.
pub async fn names(conn: &mut Conn) -> Result<HashMap<Id<Person>, String>> {
    let rows: Vec<(Id<Person>, String)> = sqlx::query_as(
        "SELECT DISTINCT p.id, p.name FROM person p JOIN person_role r ON r.person_id = p.id WHERE r.role <> 'client'",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Who can keep clients: ids and names of managers and heads who have not left.
pub async fn managers(conn: &mut Conn) -> Result<Vec<(Id<Person>, String)>> {
    Ok(sqlx::query_as(
        "SELECT p.id, p.name FROM person p JOIN person_role r ON r.person_id = p.id AND r.role IN ('manager', 'head') \
         WHERE p.revoked_at IS NULL",
    )
    .fetch_all(conn)
    .await?)
}

/// Notes that the person has blocked the bot (`Some`) or can be written to again (`None`).
pub async fn set_unreachable(conn: &mut Conn, id: Id<Person>, since: Option<Timestamp>) -> Result {
    sqlx::query("UPDATE person SET unreachable_at = $2 WHERE id = $1").bind(id).bind(since).execute(conn).await?;
    Ok(())
}
