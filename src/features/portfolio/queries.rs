//! SQL of contact persons who are to join, and of imported clients.

use crate::{
    clients::{Client, Contact},
    db::{Conn, Id},
    error::Result,
    people::Person,
};
use chrono_tz::Tz;

/// The contact person is this person in the bot.
pub async fn set_person(conn: &mut Conn, contact: Id<Contact>, person: Id<Person>) -> Result {
    sqlx::query("UPDATE contact SET person_id = $2 WHERE id = $1").bind(contact).bind(person).execute(conn).await?;
    Ok(())
}

/// The client with this INN or, failing that, with this folded name and no INN; without an INN, every client with the
/// name, at most two.
pub async fn known(conn: &mut Conn, inn: Option<&str>, folded: &str) -> Result<Vec<Id<Client>>> {
    if let Some(inn) = inn {
        let known = sqlx::query_scalar("SELECT id FROM client WHERE inn = $1").bind(inn).fetch_all(&mut *conn).await?;
        if !known.is_empty() {
            return Ok(known);
        }
    }
    let named = match inn {
        Some(_) => "SELECT id FROM client WHERE search_name = $1 AND inn IS NULL LIMIT 2",
        None => "SELECT id FROM client WHERE search_name = $1 LIMIT 2",
    };
    Ok(sqlx::query_scalar(named).bind(folded).fetch_all(conn).await?)
}

/// A client that differs from the file: what the file says, where it says anything. `true`: something changed.
pub async fn correct(
    conn: &mut Conn,
    id: Id<Client>,
    name: (&str, &str),
    inn: Option<&str>,
    city: &str,
    zone: Option<Tz>,
    owner: Option<Id<Person>>,
) -> Result<bool> {
    let changed = sqlx::query(
        "UPDATE client SET name = $2, search_name = $3, inn = COALESCE($4, inn), \
           city = CASE WHEN $5 = '' THEN city ELSE $5 END, zone = COALESCE($6, zone), owner_id = COALESCE($7, owner_id) \
         WHERE id = $1 AND (name <> $2 OR ((inn IS NULL OR inn <> $4) AND $4 IS NOT NULL) OR ($5 <> '' AND city <> $5) \
           OR (zone <> $6 AND $6 IS NOT NULL) OR ((owner_id IS NULL OR owner_id <> $7) AND $7 IS NOT NULL))",
    )
    .bind(id)
    .bind(name.0)
    .bind(name.1)
    .bind(inn)
    .bind(city)
    .bind(zone.map(Tz::name))
    .bind(owner)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Adds a contact person, or corrects the one with the same phone, or with the same name where either phone is not
/// known: two people of one name and different phones are two. `None`: nothing changed.
pub async fn put_contact(conn: &mut Conn, client: Id<Client>, contact: &Contact, rights: &str) -> Result<Option<bool>> {
    let known: Option<Id<Contact>> = sqlx::query_scalar(
        "SELECT id FROM contact WHERE client_id = $1 AND ((phone IS NOT NULL AND phone = $2) \
           OR (name = $3 AND (phone IS NULL OR $2 IS NULL))) \
         ORDER BY CASE WHEN phone = $2 THEN 0 ELSE 1 END LIMIT 1",
    )
    .bind(client)
    .bind(&contact.phone)
    .bind(&contact.name)
    .fetch_optional(&mut *conn)
    .await?;
    let Some(known) = known else {
        sqlx::query(
            "INSERT INTO contact (id, client_id, name, post, phone, email, rights) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(Id::<Contact>::new())
        .bind(client)
        .bind(&contact.name)
        .bind(&contact.post)
        .bind(&contact.phone)
        .bind(&contact.email)
        .bind(rights)
        .execute(conn)
        .await?;
        return Ok(Some(true));
    };
    let changed = sqlx::query(
        "UPDATE contact SET name = $2, post = CASE WHEN $3 = '' THEN post ELSE $3 END, phone = COALESCE($4, phone), \
           email = CASE WHEN $5 = '' THEN email ELSE $5 END \
         WHERE id = $1 AND (name <> $2 OR ($3 <> '' AND post <> $3) OR ((phone IS NULL OR phone <> $4) AND $4 IS NOT NULL) \
           OR ($5 <> '' AND email <> $5))",
    )
    .bind(known)
    .bind(&contact.name)
    .bind(&contact.post)
    .bind(&contact.phone)
    .bind(&contact.email)
    .execute(conn)
    .await?;
    Ok((changed.rows_affected() == 1).then_some(false))
}

/// Adds a site; `false`: we had it.
pub async fn put_site(conn: &mut Conn, client: Id<Client>, address: &str, folded: &str) -> Result<bool> {
    let added = sqlx::query(
        "INSERT INTO site (id, client_id, address, search_address) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (client_id, search_address) DO NOTHING",
    )
    .bind(Id::<crate::clients::Site>::new())
    .bind(client)
    .bind(address)
    .bind(folded)
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}
