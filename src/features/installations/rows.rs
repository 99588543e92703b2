//! An installation as it lies in the database, and the questions that find installations.

use super::model::{Goods, Installation, State, Visit, Work};
use crate::{
    clients::{Client, Site},
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    features::{deliveries::Delivery, tasks::Task},
    named,
    people::{Person, Scope},
    phone::Phone,
    slots::{Party, Slot},
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Installation>,
    number: i64,
    client_id: Id<Client>,
    client_name: String,
    city: String,
    zone: String,
    owner_id: Option<Id<Person>>,
    site_id: Option<Id<Site>>,
    address: String,
    entry: String,
    contact_name: String,
    contact_phone: Phone,
    work: Work,
    scope: String,
    note: String,
    lasts: String,
    engineer_id: Option<Id<Person>>,
    saturdays: i64,
    auto: i64,
    goods: Goods,
    goods_on: Option<Day>,
    delivery_id: Option<Id<Delivery>>,
    state: State,
    state_at: Timestamp,
    talk: String,
    shortlist: String,
    held_until: Option<Timestamp>,
    first_asked: Option<Timestamp>,
    with_id: Option<Id<Person>>,
    starts_at: Option<Timestamp>,
    ends_at: Option<Timestamp>,
    task_id: Option<Id<Task>>,
    why: String,
    rev: i64,
    opened_by: Id<Person>,
    opened_at: Timestamp,
    changed_at: Timestamp,
}

impl TryFrom<Row> for Installation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let visit = row.with_id.zip(row.starts_at).zip(row.ends_at);
        Ok(Self {
            id: row.id,
            number: row.number,
            client: row.client_id,
            client_name: row.client_name,
            town: row.city,
            zone: row.zone.parse().map_err(|_| Error::other(format!("no time zone {}", row.zone)))?,
            owner: row.owner_id,
            site: row.site_id,
            address: row.address,
            entry: row.entry,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            work: row.work,
            scope: serde_json::from_str(&row.scope)?,
            note: row.note,
            lasts: row.lasts.parse().map_err(Error::other)?,
            engineer: row.engineer_id,
            saturdays: row.saturdays == 1,
            auto: row.auto == 1,
            goods: row.goods,
            goods_on: row.goods_on.map(|day| day.0),
            delivery: row.delivery_id,
            state: row.state,
            state_at: row.state_at.0,
            talk: serde_json::from_str(&row.talk)?,
            shortlist: serde_json::from_str(&row.shortlist)?,
            held_until: row.held_until.map(|at| at.0),
            first_asked: row.first_asked.map(|at| at.0),
            visit: visit.map(|((with, from), to)| Visit { with, starts_at: from.0, ends_at: to.0 }),
            task: row.task_id,
            why: row.why,
            rev: row.rev,
            opened_by: row.opened_by,
            opened_at: row.opened_at,
            changed_at: row.changed_at,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! installation {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT i.id, i.number, i.client_id, c.name AS client_name, c.city, c.zone, c.owner_id, i.site_id, \
             i.address, i.entry, i.contact_name, i.contact_phone, i.work, i.scope, i.note, i.lasts, i.engineer_id, \
             i.saturdays, i.auto, i.goods, i.goods_on, i.delivery_id, i.state, i.state_at, i.talk, i.shortlist, \
             i.held_until, i.first_asked, i.with_id, i.starts_at, i.ends_at, i.task_id, i.why, i.rev, i.opened_by, \
             i.opened_at, i.changed_at FROM installation i JOIN client c ON c.id = i.client_id ",
            $rest
        ))
    };
}

fn read(rows: Vec<Row>) -> Result<Vec<Installation>> {
    rows.into_iter().map(Installation::try_from).collect()
}

/// An installation at a client the asker may see; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Installation>) -> Result<Option<Installation>> {
    let row = installation!("WHERE i.id = $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)")
        .bind(id)
        .bind(scope.everything())
        .bind(scope.person())
        .fetch_optional(conn)
        .await?;
    row.map(Installation::try_from).transpose()
}

/// An installation as the bot itself needs it, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Installation>) -> Result<Option<Installation>> {
    let row = installation!("WHERE i.id = $1").bind(id).fetch_optional(conn).await?;
    row.map(Installation::try_from).transpose()
}

/// The same, when it must be there.
pub async fn expect(conn: &mut Conn, id: Id<Installation>) -> Result<Installation> {
    known(conn, id).await?.ok_or_else(|| Error::other(format!("no installation {id}")))
}

/// Installations at which something is still to happen, those agreed first in order of their day.
pub async fn open(conn: &mut Conn, scope: Scope) -> Result<Vec<Installation>> {
    let rows = installation!(
        "WHERE i.state NOT IN ('done', 'cancelled') AND ($1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL) \
         ORDER BY CASE WHEN i.starts_at IS NULL THEN 1 ELSE 0 END, i.starts_at, i.id"
    )
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(conn)
    .await?;
    read(rows)
}

/// The same in the whole department or of one client, for the bot itself.
pub async fn under_way(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<Installation>> {
    let rows = installation!(
        "WHERE i.state NOT IN ('done', 'cancelled') AND (CAST($1 AS TEXT) IS NULL OR i.client_id = $1) ORDER BY i.id"
    )
    .bind(client)
    .fetch_all(conn)
    .await?;
    read(rows)
}

/// Installations of a client, the newest first.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Installation>> {
    let rows = installation!("WHERE i.client_id = $1 ORDER BY i.opened_at DESC, i.id DESC LIMIT $2")
        .bind(client)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    read(rows)
}

/// The installation that goes with a delivery, unless it was cancelled.
pub async fn of_delivery(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Installation>> {
    let row = installation!("WHERE i.delivery_id = $1 AND i.state <> 'cancelled' ORDER BY i.id DESC LIMIT 1")
        .bind(delivery)
        .fetch_optional(conn)
        .await?;
    row.map(Installation::try_from).transpose()
}

/// Visits of an engineer that begin from one moment to another and may still happen.
pub async fn visits(
    conn: &mut Conn,
    engineer: Id<Person>,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<Installation>> {
    let rows = installation!(
        "WHERE i.with_id = $1 AND i.starts_at >= $2 AND i.starts_at < $3 \
         AND i.state IN ('confirmed', 'reminded', 'on_site', 'done') ORDER BY i.starts_at, i.id"
    )
    .bind(engineer)
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await?;
    read(rows)
}

/// The number of the next one.
pub async fn next_number(conn: &mut Conn) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) + 1 FROM installation").fetch_one(conn).await?)
}

/// Writes down a new one.
pub async fn insert(conn: &mut Conn, new: &Installation) -> Result {
    sqlx::query(
        "INSERT INTO installation (id, number, client_id, site_id, address, entry, contact_name, contact_phone, work, \
           scope, note, lasts, engineer_id, saturdays, auto, goods, goods_on, delivery_id, state, state_at, talk, \
           opened_by, opened_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
           $23, $24)",
    )
    .bind(new.id)
    .bind(new.number)
    .bind(new.client)
    .bind(new.site)
    .bind(&new.address)
    .bind(&new.entry)
    .bind(&new.contact_name)
    .bind(&new.contact_phone)
    .bind(new.work)
    .bind(serde_json::to_string(&new.scope)?)
    .bind(&new.note)
    .bind(new.lasts.to_string())
    .bind(new.engineer)
    .bind(i64::from(new.saturdays))
    .bind(i64::from(new.auto))
    .bind(new.goods)
    .bind(new.goods_on.map(Day))
    .bind(new.delivery)
    .bind(new.state)
    .bind(Timestamp::from(new.state_at))
    .bind(serde_json::to_string(&new.talk)?)
    .bind(new.opened_by)
    .bind(new.opened_at)
    .bind(new.changed_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// What the form may change.
pub async fn change(conn: &mut Conn, changed: &Installation, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE installation SET site_id = $2, address = $3, entry = $4, contact_name = $5, contact_phone = $6, \
           work = $7, scope = $8, note = $9, lasts = $10, engineer_id = $11, saturdays = $12, goods = $13, \
           goods_on = $14, delivery_id = $15, shortlist = '[]', rev = rev + 1, changed_at = $16 WHERE id = $1",
    )
    .bind(changed.id)
    .bind(changed.site)
    .bind(&changed.address)
    .bind(&changed.entry)
    .bind(&changed.contact_name)
    .bind(&changed.contact_phone)
    .bind(changed.work)
    .bind(serde_json::to_string(&changed.scope)?)
    .bind(&changed.note)
    .bind(changed.lasts.to_string())
    .bind(changed.engineer)
    .bind(i64::from(changed.saturdays))
    .bind(changed.goods)
    .bind(changed.goods_on.map(Day))
    .bind(changed.delivery)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down where it stands now: state, talk, what may be offered, holds, visit, call. Nothing else is touched.
pub async fn stand(conn: &mut Conn, stands: &Installation, now: Timestamp) -> Result {
    let visit = stands.visit;
    sqlx::query(
        "UPDATE installation SET state = $2, state_at = $3, talk = $4, shortlist = $5, held_until = $6, \
           first_asked = $7, with_id = $8, starts_at = $9, ends_at = $10, task_id = $11, why = $12, auto = $13, \
           agreed_at = CASE WHEN CAST($9 AS TEXT) IS NULL THEN NULL WHEN starts_at = $9 THEN agreed_at ELSE $14 END, \
           rev = rev + 1, changed_at = $14 WHERE id = $1",
    )
    .bind(stands.id)
    .bind(stands.state)
    .bind(Timestamp::from(stands.state_at))
    .bind(serde_json::to_string(&stands.talk)?)
    .bind(serde_json::to_string(&stands.shortlist)?)
    .bind(stands.held_until.map(Timestamp::from))
    .bind(stands.first_asked.map(Timestamp::from))
    .bind(visit.map(|visit| visit.with))
    .bind(visit.map(|visit| Timestamp::from(visit.starts_at)))
    .bind(visit.map(|visit| Timestamp::from(visit.ends_at)))
    .bind(stands.task)
    .bind(&stands.why)
    .bind(i64::from(stands.auto))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// A step it has taken; `by`: nobody means the bot.
pub async fn step(conn: &mut Conn, stands: &Installation, by: Option<Id<Person>>, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO installation_step (id, installation_id, state, at, by_id, why) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Id::<Installation>::new())
    .bind(stands.id)
    .bind(stands.state)
    .bind(now)
    .bind(by)
    .bind(&stands.why)
    .execute(conn)
    .await?;
    Ok(())
}

named! {
    /// What somebody said about the day.
    pub enum Said {
        /// These days are offered.
        Offer = "offer",
        /// These suit.
        Want = "want",
        /// None of them suits.
        None = "none",
        /// This one is taken.
        Pick = "pick",
        /// None can be taken.
        Refuse = "refuse",
        /// It is settled.
        Confirm = "confirm",
        /// The agreed day is given up.
        Move = "move",
        /// Another time is wanted.
        Wish = "wish",
    }
}

/// Keeps what somebody said.
pub async fn answered(
    conn: &mut Conn,
    id: Id<Installation>,
    (party, person): (Party, Option<Id<Person>>),
    (said, slots, why): (Said, &[Slot], &str),
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO installation_answer (id, installation_id, party, person_id, said, slots, why, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(Id::<Installation>::new())
    .bind(id)
    .bind(party)
    .bind(person)
    .bind(said)
    .bind(serde_json::to_string(slots)?)
    .bind(why)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Something said about the day.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Which side.
    pub party: Party,
    /// Who; nobody means the bot.
    pub person: Option<Id<Person>>,
    /// What.
    pub said: Said,
    /// About which days.
    pub slots: Vec<Slot>,
    /// In whose words; may be empty.
    pub why: String,
}

#[derive(FromRow)]
struct AnswerRow {
    party: Party,
    person_id: Option<Id<Person>>,
    said: Said,
    slots: String,
    why: String,
}

/// Everything said about the day, in order.
pub async fn answers(conn: &mut Conn, id: Id<Installation>) -> Result<Vec<Answer>> {
    let rows: Vec<AnswerRow> = sqlx::query_as(
        "SELECT party, person_id, said, slots, why FROM installation_answer WHERE installation_id = $1 ORDER BY id",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    let read = |row: AnswerRow| {
        let slots = serde_json::from_str(&row.slots)?;
        Ok(Answer { party: row.party, person: row.person_id, said: row.said, slots, why: row.why })
    };
    rows.into_iter().map(read).collect()
}
