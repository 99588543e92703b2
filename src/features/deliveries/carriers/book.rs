//! The book of carriers: whom we ask for large transport, and who takes goods to other towns.

use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    fold::fold,
    named,
    people::Person,
    phone::Phone,
};
use sqlx::FromRow;

named! {
    /// What a carrier does for us.
    pub enum Kind {
        /// Takes what no courier takes, about town.
        Large = "large",
        /// Takes goods to other towns.
        Intercity = "intercity",
    }
}

/// Carriers to other towns that everybody knows: offered even before they are in the book.
const KNOWN: [&str; 2] = ["СДЭК", "Деловые Линии"];

/// A carrier.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Carrier {
    /// Own id.
    pub id: Id<Carrier>,
    /// What they do for us.
    pub kind: Kind,
    /// As we call them.
    pub name: String,
    /// Whom to ask for; may be empty.
    pub contact: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// Where they go; may be empty.
    pub towns: String,
    /// What to know of them; may be empty.
    pub note: String,
    /// We do not work with them any more since.
    pub closed_at: Option<Timestamp>,
    /// Raised with every change.
    pub rev: i64,
}

/// The columns of [`Carrier`], then the rest of the query.
macro_rules! carrier {
    ($rest:literal) => {
        sqlx::query_as::<_, Carrier>(concat!(
            "SELECT k.id, k.kind, k.name, k.contact, k.phone, k.towns, k.note, k.closed_at, k.rev FROM carrier k ",
            $rest
        ))
    };
}

/// Every carrier, those we work with first, by kind and name.
pub async fn all(conn: &mut Conn) -> Result<Vec<Carrier>> {
    Ok(carrier!(
        "ORDER BY CASE WHEN k.closed_at IS NULL THEN 0 ELSE 1 END, \
         CASE k.kind WHEN 'large' THEN 0 ELSE 1 END, k.search_name, k.id"
    )
    .fetch_all(conn)
    .await?)
}

/// Those of a kind we work with, by name.
pub async fn active(conn: &mut Conn, kind: Kind) -> Result<Vec<Carrier>> {
    Ok(carrier!("WHERE k.kind = $1 AND k.closed_at IS NULL ORDER BY k.search_name, k.id")
        .bind(kind)
        .fetch_all(conn)
        .await?)
}

/// One carrier.
pub async fn by_id(conn: &mut Conn, id: Id<Carrier>) -> Result<Option<Carrier>> {
    Ok(carrier!("WHERE k.id = $1").bind(id).fetch_optional(conn).await?)
}

/// The one of that name, closed or not.
pub async fn called(conn: &mut Conn, kind: Kind, name: &str) -> Result<Option<Carrier>> {
    Ok(carrier!("WHERE k.kind = $1 AND k.search_name = $2").bind(kind).bind(fold(name)).fetch_optional(conn).await?)
}

/// Names to choose from for another town, each with a key: the book, then those everybody knows and nobody has closed.
pub async fn names(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    let book = active(conn, Kind::Intercity).await?;
    let mut names: Vec<_> = book.into_iter().map(|carrier| (carrier.id.short(), carrier.name)).collect();
    for (at, known) in KNOWN.into_iter().enumerate() {
        if called(conn, Kind::Intercity, known).await?.is_none() {
            names.push((format!("known{at}"), known.to_owned()));
        }
    }
    Ok(names)
}

/// Writes a carrier down.
pub async fn add(conn: &mut Conn, carrier: &Carrier, by: Id<Person>, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO carrier (id, kind, name, search_name, contact, phone, towns, note, added_by, added_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(carrier.id)
    .bind(carrier.kind)
    .bind(&carrier.name)
    .bind(fold(&carrier.name))
    .bind(&carrier.contact)
    .bind(&carrier.phone)
    .bind(&carrier.towns)
    .bind(&carrier.note)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What is known of a carrier, anew.
pub async fn change(conn: &mut Conn, carrier: &Carrier) -> Result {
    sqlx::query(
        "UPDATE carrier SET name = $2, search_name = $3, contact = $4, phone = $5, towns = $6, note = $7, rev = rev + 1 \
         WHERE id = $1",
    )
    .bind(carrier.id)
    .bind(&carrier.name)
    .bind(fold(&carrier.name))
    .bind(&carrier.contact)
    .bind(&carrier.phone)
    .bind(&carrier.towns)
    .bind(&carrier.note)
    .execute(conn)
    .await?;
    Ok(())
}

/// We do not work with them any more (`Some`), or again (`None`).
pub async fn close(conn: &mut Conn, id: Id<Carrier>, at: Option<Timestamp>) -> Result {
    sqlx::query("UPDATE carrier SET closed_at = $2, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a carrier out of the book; `false`: they have been asked or have offered something, so they stay.
pub async fn forget(conn: &mut Conn, id: Id<Carrier>) -> Result<bool> {
    let gone = sqlx::query(
        "DELETE FROM carrier WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM carrier_asked a WHERE a.carrier_id = $1) \
         AND NOT EXISTS (SELECT 1 FROM carrier_offer o WHERE o.carrier_id = $1)",
    )
    .bind(id)
    .execute(conn)
    .await?;
    Ok(gone.rows_affected() > 0)
}
