//! SQL of equipment.

use super::model::{Kind, Source, Unit};
use crate::{
    bot::said::Attached,
    clients::{Client, Site},
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    people::Person,
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Unit>,
    client_id: Id<Client>,
    site_id: String,
    kind: Kind,
    brand: String,
    model: String,
    qty: i64,
    year: Option<i64>,
    serial: String,
    note: String,
    source: Source,
    said_at: Timestamp,
    by_id: Id<Person>,
    confirmed_by: Option<Id<Person>>,
    confirmed_at: Option<Timestamp>,
    photo: Option<String>,
    removed_at: Option<Timestamp>,
    why: String,
    rev: i64,
}

impl TryFrom<Row> for Unit {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let site = match row.site_id.as_str() {
            "" => None,
            site => Some(site.parse().map_err(|_| Error::other(format!("site «{site}»")))?),
        };
        let photo: Option<Attached> = row.photo.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Self {
            id: row.id,
            client: row.client_id,
            site,
            kind: row.kind,
            brand: row.brand,
            model: row.model,
            qty: row.qty,
            year: row.year,
            serial: row.serial,
            note: row.note,
            source: row.source,
            said_at: row.said_at,
            by: row.by_id,
            confirmed: row.confirmed_by.zip(row.confirmed_at),
            photo,
            removed_at: row.removed_at,
            why: row.why,
            rev: row.rev,
        })
    }
}

fn kept(site: Option<Id<Site>>) -> String {
    site.map(|site| site.to_string()).unwrap_or_default()
}

fn photo(unit: &Unit) -> Result<Option<String>> {
    Ok(unit.photo.as_ref().map(serde_json::to_string).transpose()?)
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! unit {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT id, client_id, site_id, kind, brand, model, qty, year, serial, note, source, said_at, by_id, \
             confirmed_by, confirmed_at, photo, removed_at, why, rev FROM equipment ",
            $rest
        ))
    };
}

/// What stands at a client, by site, the oldest first.
pub async fn standing(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Unit>> {
    let rows = unit!("WHERE client_id = $1 AND removed_at IS NULL ORDER BY site_id, id").bind(client);
    rows.fetch_all(conn).await?.into_iter().map(Unit::try_from).collect()
}

/// One, whoever asks; also one that was removed.
pub async fn known(conn: &mut Conn, id: Id<Unit>) -> Result<Option<Unit>> {
    unit!("WHERE id = $1").bind(id).fetch_optional(conn).await?.map(Unit::try_from).transpose()
}

/// The makes of a kind known most.
pub async fn brands(conn: &mut Conn, kind: Kind, limit: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "SELECT brand FROM equipment WHERE kind = $1 AND brand <> '' AND removed_at IS NULL \
         GROUP BY brand ORDER BY COUNT(*) DESC, brand LIMIT $2",
    )
    .bind(kind)
    .bind(limit)
    .fetch_all(conn)
    .await?)
}

/// Writes one down.
pub async fn insert(conn: &mut Conn, new: &Unit) -> Result {
    sqlx::query(
        "INSERT INTO equipment (id, client_id, site_id, kind, brand, model, qty, year, serial, note, source, said_at, \
           by_id, confirmed_by, confirmed_at, photo, rev) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(new.id)
    .bind(new.client)
    .bind(kept(new.site))
    .bind(new.kind)
    .bind(&new.brand)
    .bind(&new.model)
    .bind(new.qty)
    .bind(new.year)
    .bind(&new.serial)
    .bind(&new.note)
    .bind(new.source)
    .bind(new.said_at)
    .bind(new.by)
    .bind(new.confirmed.map(|(by, _)| by))
    .bind(new.confirmed.map(|(_, at)| at))
    .bind(photo(new)?)
    .bind(new.rev)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down what has changed; fails if somebody else has changed it meanwhile, and is then tried anew.
pub async fn change(conn: &mut Conn, changed: &Unit) -> Result<Unit> {
    let written = sqlx::query(
        "UPDATE equipment SET brand = $3, model = $4, qty = $5, year = $6, serial = $7, note = $8, source = $9, \
           said_at = $10, by_id = $11, confirmed_by = $12, confirmed_at = $13, photo = $14, removed_at = $15, why = $16, \
           rev = rev + 1 WHERE id = $1 AND rev = $2",
    )
    .bind(changed.id)
    .bind(changed.rev)
    .bind(&changed.brand)
    .bind(&changed.model)
    .bind(changed.qty)
    .bind(changed.year)
    .bind(&changed.serial)
    .bind(&changed.note)
    .bind(changed.source)
    .bind(changed.said_at)
    .bind(changed.by)
    .bind(changed.confirmed.map(|(by, _)| by))
    .bind(changed.confirmed.map(|(_, at)| at))
    .bind(photo(changed)?)
    .bind(changed.removed_at)
    .bind(&changed.why)
    .execute(conn)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::other(format!("equipment {} has changed meanwhile", changed.id)));
    }
    Ok(Unit { rev: changed.rev + 1, ..changed.clone() })
}

/// Lets an engineer at the equipment of a client until then; a longer time that was given stays.
pub async fn open_for(conn: &mut Conn, engineer: Id<Person>, client: Id<Client>, until: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO equipment_visit (engineer_id, client_id, until) VALUES ($1, $2, $3) \
         ON CONFLICT (engineer_id, client_id) DO UPDATE SET until = excluded.until \
         WHERE equipment_visit.until < excluded.until",
    )
    .bind(engineer)
    .bind(client)
    .bind(until)
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether an engineer may see the equipment of a client now.
pub async fn visits(conn: &mut Conn, engineer: Id<Person>, client: Id<Client>, now: Timestamp) -> Result<bool> {
    let open: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM equipment_visit WHERE engineer_id = $1 AND client_id = $2 AND until > $3",
    )
    .bind(engineer)
    .bind(client)
    .bind(now)
    .fetch_one(conn)
    .await?;
    Ok(open > 0)
}
