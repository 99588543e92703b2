//! SQL about clients. Every question about a client takes the asker's [`Scope`].

use super::{Client, Contact, Right, Site, State};
use crate::{
    calendar::Hours,
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    fold::fold,
    people::{Person, Scope},
    phone::Phone,
};
use chrono::NaiveDate;
use sqlx::FromRow;
use std::collections::HashSet;

#[derive(FromRow)]
pub(super) struct Row {
    id: Id<Client>,
    name: String,
    inn: Option<String>,
    city: String,
    zone: String,
    owner_id: Option<Id<Person>>,
    state: State,
}

impl TryFrom<Row> for Client {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            zone: row.zone.parse().map_err(|_| Error::other(format!("client {}: zone «{}»", row.id, row.zone)))?,
            id: row.id,
            name: row.name,
            inn: row.inn,
            city: row.city,
            owner: row.owner_id,
            state: row.state,
        })
    }
}

/// A client the asker may see; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Client>) -> Result<Option<Client>> {
    sqlx::query_as::<_, Row>(
        "SELECT id, name, inn, city, zone, owner_id, state FROM client \
         WHERE id = $1 AND ($2 = 1 OR owner_id = $3 OR owner_id IS NULL)",
    )
    .bind(id)
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_optional(conn)
    .await?
    .map(Client::try_from)
    .transpose()
}

/// The clients of a manager, by name.
pub async fn mine(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Client>> {
    sqlx::query_as::<_, Row>(
        "SELECT id, name, inn, city, zone, owner_id, state FROM client WHERE owner_id = $1 ORDER BY search_name",
    )
    .bind(owner)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Client::try_from)
    .collect()
}

/// The clients in sight, by name.
pub async fn in_scope(conn: &mut Conn, scope: Scope) -> Result<Vec<Client>> {
    sqlx::query_as::<_, Row>(
        "SELECT id, name, inn, city, zone, owner_id, state FROM client \
         WHERE $1 = 1 OR owner_id = $2 OR owner_id IS NULL ORDER BY search_name, id",
    )
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Client::try_from)
    .collect()
}

/// The clients the person had to do with last, newest first.
pub async fn recent(conn: &mut Conn, scope: Scope, limit: i64) -> Result<Vec<Client>> {
    sqlx::query_as::<_, Row>(
        "SELECT c.id, c.name, c.inn, c.city, c.zone, c.owner_id, c.state FROM client c \
         JOIN (SELECT client_id, MAX(id) AS last FROM event WHERE actor = $1 GROUP BY client_id \
               ORDER BY MAX(id) DESC LIMIT 40) e ON e.client_id = c.id \
         WHERE $2 = 1 OR c.owner_id = $1 OR c.owner_id IS NULL ORDER BY e.last DESC LIMIT $3",
    )
    .bind(scope.person())
    .bind(scope.everything())
    .bind(limit)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Client::try_from)
    .collect()
}

/// A new client.
pub async fn add(conn: &mut Conn, client: &Client, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO client (id, name, search_name, inn, city, zone, owner_id, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(client.id)
    .bind(&client.name)
    .bind(fold(&client.name))
    .bind(&client.inn)
    .bind(&client.city)
    .bind(client.zone.name())
    .bind(client.owner)
    .bind(client.state)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a client written down by mistake out again, with its contact persons.
pub async fn forget(conn: &mut Conn, id: Id<Client>) -> Result {
    sqlx::query("DELETE FROM contact WHERE client_id = $1").bind(id).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM client WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Gives a client to another manager, or to the pool.
pub async fn reassign(conn: &mut Conn, id: Id<Client>, owner: Option<Id<Person>>) -> Result {
    sqlx::query("UPDATE client SET owner_id = $2 WHERE id = $1").bind(id).bind(owner).execute(conn).await?;
    Ok(())
}

#[derive(FromRow)]
struct ContactRow {
    id: Id<Contact>,
    client_id: Id<Client>,
    name: String,
    post: String,
    phone: Option<Phone>,
    email: String,
    rights: String,
    person_id: Option<Id<Person>>,
    bad_at: Option<Timestamp>,
}

impl From<ContactRow> for Contact {
    fn from(row: ContactRow) -> Self {
        Self {
            id: row.id,
            client: row.client_id,
            name: row.name,
            post: row.post,
            phone: row.phone,
            email: row.email,
            rights: row.rights.split(',').filter_map(|right| right.parse::<Right>().ok()).collect(),
            person: row.person_id,
            bad_at: row.bad_at,
        }
    }
}

/// How a client wants to be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manners {
    /// In which hours, by its own clock.
    pub hours: Hours,
    /// No reminders before this day.
    pub quiet_until: Option<NaiveDate>,
}

impl Manners {
    fn read(id: Id<Client>, hours: &str, quiet: Option<Day>) -> Result<Self> {
        let hours = hours.parse().map_err(|why| Error::other(format!("client {id}: hours: {why}")))?;
        Ok(Self { hours, quiet_until: quiet.map(|day| day.0) })
    }
}

/// How a client wants to be written to.
pub async fn manners(conn: &mut Conn, id: Id<Client>) -> Result<Manners> {
    let (hours, quiet): (String, Option<Day>) =
        sqlx::query_as("SELECT hours, quiet_until FROM client WHERE id = $1").bind(id).fetch_one(conn).await?;
    Manners::read(id, &hours, quiet)
}

/// A client, and one of its sites if it has any.
#[derive(FromRow)]
struct Standing {
    hours: String,
    quiet_until: Option<Day>,
    site_id: Option<Id<Site>>,
    address: Option<String>,
}

/// The same, and the client's sites: what stands together on its card.
pub async fn manners_and_sites(conn: &mut Conn, id: Id<Client>) -> Result<(Manners, Vec<Site>)> {
    let rows: Vec<Standing> = sqlx::query_as(
        "SELECT c.hours, c.quiet_until, s.id AS site_id, s.address FROM client c LEFT JOIN site s ON s.client_id = c.id \
         WHERE c.id = $1 ORDER BY s.address",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    let first = rows.first().ok_or_else(|| Error::other(format!("client {id} is gone")))?;
    let manners = Manners::read(id, &first.hours, first.quiet_until)?;
    let sites = rows.into_iter().filter_map(|row| Some(Site { id: row.site_id?, address: row.address? }));
    Ok((manners, sites.collect()))
}

/// No reminders before a day, or (`None`) reminders as usual.
pub async fn set_quiet(conn: &mut Conn, id: Id<Client>, until: Option<NaiveDate>) -> Result {
    sqlx::query("UPDATE client SET quiet_until = $2 WHERE id = $1").bind(id).bind(until.map(Day)).execute(conn).await?;
    Ok(())
}

/// The hours in which the client may be written to.
pub async fn set_hours(conn: &mut Conn, id: Id<Client>, hours: &Hours) -> Result {
    sqlx::query("UPDATE client SET hours = $2 WHERE id = $1").bind(id).bind(hours.to_string()).execute(conn).await?;
    Ok(())
}

/// The contact persons of a client already checked with [`by_id`], good numbers first.
pub async fn contacts(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Contact>> {
    let rows: Vec<ContactRow> = sqlx::query_as(
        "SELECT id, client_id, name, post, phone, email, rights, person_id, bad_at FROM contact \
         WHERE client_id = $1 ORDER BY bad_at IS NOT NULL, name",
    )
    .bind(client)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

/// One contact person of a client already checked with [`by_id`].
pub async fn contact(conn: &mut Conn, client: Id<Client>, id: Id<Contact>) -> Result<Option<Contact>> {
    let row: Option<ContactRow> = sqlx::query_as(
        "SELECT id, client_id, name, post, phone, email, rights, person_id, bad_at FROM contact \
         WHERE id = $1 AND client_id = $2",
    )
    .bind(id)
    .bind(client)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Contact::from))
}

/// The clients whose contact person somebody is, by name: what that person may see of clients at all.
pub async fn of_person(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Client>> {
    sqlx::query_as::<_, Row>(
        "SELECT DISTINCT c.id, c.name, c.inn, c.city, c.zone, c.owner_id, c.state FROM client c \
         JOIN contact t ON t.client_id = c.id WHERE t.person_id = $1 ORDER BY c.name, c.id",
    )
    .bind(person)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Client::try_from)
    .collect()
}

/// A client as the bot itself needs it, whoever asks: for rows that name it already.
pub async fn known(conn: &mut Conn, id: Id<Client>) -> Result<Option<Client>> {
    sqlx::query_as::<_, Row>("SELECT id, name, inn, city, zone, owner_id, state FROM client WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?
        .map(Client::try_from)
        .transpose()
}

/// The contact persons of a client who use the bot and may get its notices; without any such right, all who use it.
pub async fn people_of(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Person>> {
    let contacts = contacts(conn, client).await?;
    let told = |contact: &&Contact| contact.rights.contains(&Right::Notices);
    let any = contacts.iter().any(|contact| contact.person.is_some() && told(&contact));
    let mut people = Vec::new();
    for contact in contacts.iter().filter(|contact| !any || told(contact)) {
        if let Some(person) = contact.person {
            people.extend(crate::people::present(conn, person).await?);
        }
    }
    Ok(people)
}

/// The contact persons who use the bot and may do this; without any such right, those who get notices.
pub async fn people_with(conn: &mut Conn, client: Id<Client>, right: Right) -> Result<Vec<Person>> {
    let contacts = contacts(conn, client).await?;
    let mut people = Vec::new();
    for person in contacts.iter().filter(|contact| contact.rights.contains(&right)).filter_map(|contact| contact.person)
    {
        people.extend(crate::people::present(conn, person).await?);
    }
    if people.is_empty() {
        people = people_of(conn, client).await?;
    }
    let mut seen = HashSet::new();
    people.retain(|person| seen.insert(person.id));
    Ok(people)
}

/// With whom days and times are agreed: those who may agree dates, else those who receive, else whoever uses the bot.
pub async fn who_agrees(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Person>> {
    let contacts = contacts(conn, client).await?;
    for right in [Some(Right::Agree), Some(Right::Receive), None] {
        let may = |contact: &&Contact| right.is_none_or(|right| contact.rights.contains(&right));
        let mut people: Vec<Person> = Vec::new();
        for person in contacts.iter().filter(may).filter_map(|contact| contact.person) {
            if people.iter().all(|known| known.id != person) {
                people.extend(crate::people::present(conn, person).await?);
            }
        }
        if !people.is_empty() {
            return Ok(people);
        }
    }
    Ok(Vec::new())
}

/// Notes that a number is wrong (`Some`) or good after all (`None`).
pub async fn mark_bad(conn: &mut Conn, contact: Id<Contact>, at: Option<Timestamp>) -> Result {
    sqlx::query("UPDATE contact SET bad_at = $2 WHERE id = $1").bind(contact).bind(at).execute(conn).await?;
    Ok(())
}

/// Writes down a contact person's e-mail, as it was read by [`crate::email::Email`]; empty: none.
pub async fn set_email(conn: &mut Conn, contact: Id<Contact>, email: &str) -> Result {
    sqlx::query("UPDATE contact SET email = $2 WHERE id = $1").bind(contact).bind(email).execute(conn).await?;
    Ok(())
}

/// Whom `from` stood for at clients, `to` stands for now: they are the same person.
pub async fn hand_contacts(conn: &mut Conn, from: Id<Person>, to: Id<Person>) -> Result {
    sqlx::query("UPDATE contact SET person_id = $2 WHERE person_id = $1").bind(from).bind(to).execute(conn).await?;
    Ok(())
}

/// The sites of a client already checked with [`by_id`].
pub async fn sites(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Site>> {
    let rows: Vec<(Id<Site>, String)> =
        sqlx::query_as("SELECT id, address FROM site WHERE client_id = $1 ORDER BY address")
            .bind(client)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(id, address)| Site { id, address }).collect())
}
