//! A delivery as it lies in the database, and the questions that find deliveries.

use super::model::{Agreed, Delivery, Line, State, Transport, Way};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::{
        invoices::Invoice,
        warehouse::{Item, Place},
    },
    money::Money,
    people::{Person, Scope},
    phone::Phone,
    t,
    text::Text,
};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Delivery>,
    number: i64,
    client_id: Id<Client>,
    client_name: String,
    owner_id: Option<Id<Person>>,
    way: Way,
    place_id: Option<Id<Place>>,
    address: String,
    entry: String,
    contact_name: String,
    contact_phone: Phone,
    starts_at: Timestamp,
    ends_at: Timestamp,
    weight: i64,
    longest: i64,
    transport: Transport,
    transport_why: String,
    value: Money,
    insured: Money,
    loaders: i64,
    invoice_id: Option<Id<Invoice>>,
    note: String,
    agreed_how: Option<Agreed>,
    agreed_word: String,
    state: State,
    state_at: Timestamp,
    moved_at: Timestamp,
    price: Option<Money>,
    priced_at: Option<Timestamp>,
    approved_by: Option<Id<Person>>,
    approved_at: Option<Timestamp>,
    left_at: Option<Timestamp>,
    delivered_at: Option<Timestamp>,
    received_at: Option<Timestamp>,
    why: String,
    rev: i64,
    opened_by: Id<Person>,
    opened_at: Timestamp,
    changed_at: Timestamp,
}

impl From<Row> for Delivery {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            client: row.client_id,
            client_name: row.client_name,
            owner: row.owner_id,
            way: row.way,
            place: row.place_id,
            address: row.address,
            entry: row.entry,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            starts_at: row.starts_at.0,
            ends_at: row.ends_at.0,
            weight: row.weight,
            longest: row.longest,
            transport: row.transport,
            transport_why: row.transport_why,
            value: row.value,
            insured: row.insured,
            loaders: row.loaders,
            invoice: row.invoice_id,
            note: row.note,
            agreed: row.agreed_how.map(|how| (how, row.agreed_word)),
            state: row.state,
            state_at: row.state_at.0,
            moved_at: row.moved_at.0,
            price: row.price,
            priced_at: row.priced_at.map(|at| at.0),
            approved_by: row.approved_by,
            approved_at: row.approved_at.map(|at| at.0),
            left_at: row.left_at.map(|at| at.0),
            delivered_at: row.delivered_at.map(|at| at.0),
            received_at: row.received_at.map(|at| at.0),
            why: row.why,
            rev: row.rev,
            opened_by: row.opened_by,
            opened_at: row.opened_at,
            changed_at: row.changed_at,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! delivery {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT d.id, d.number, d.client_id, c.name AS client_name, c.owner_id, d.way, d.place_id, d.address, d.entry, \
             d.contact_name, d.contact_phone, d.starts_at, d.ends_at, d.weight, d.longest, d.transport, d.transport_why, \
             d.value, d.insured, d.loaders, d.invoice_id, d.note, d.agreed_how, d.agreed_word, d.state, d.state_at, \
             d.moved_at, d.price, d.priced_at, d.approved_by, d.approved_at, d.left_at, d.delivered_at, d.received_at, \
             d.why, d.rev, d.opened_by, d.opened_at, d.changed_at FROM delivery d JOIN client c ON c.id = d.client_id ",
            $rest
        ))
    };
}

/// A delivery to a client the asker may see; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Delivery>) -> Result<Option<Delivery>> {
    Ok(delivery!("WHERE d.id = $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)")
        .bind(id)
        .bind(scope.everything())
        .bind(scope.person())
        .fetch_optional(conn)
        .await?
        .map(Delivery::from))
}

/// A delivery as the bot itself needs it, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Delivery>> {
    Ok(delivery!("WHERE d.id = $1").bind(id).fetch_optional(conn).await?.map(Delivery::from))
}

/// A delivery that must be there.
pub async fn read(conn: &mut Conn, id: Id<Delivery>) -> Result<Delivery> {
    known(conn, id).await?.ok_or_else(|| Error::other(format!("delivery {id} is gone")))
}

/// Deliveries of which something is left to do, by window.
pub async fn open(conn: &mut Conn, scope: Scope) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE d.state NOT IN ('closed', 'cancelled', 'returned') \
         AND ($1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL) ORDER BY d.starts_at, d.number"
    );
    let rows = rows.bind(scope.everything()).bind(scope.person()).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// Deliveries to the clients of one person: open ones, and those received of which nobody has said what comes next.
pub async fn on_hands(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE c.owner_id = $1 AND (d.state NOT IN ('closed', 'cancelled', 'returned') OR (d.state = 'closed' \
         AND EXISTS (SELECT 1 FROM receipt r WHERE r.delivery_id = d.id AND r.next IS NULL))) \
         ORDER BY d.starts_at, d.number"
    );
    Ok(rows.bind(owner).fetch_all(conn).await?.into_iter().map(Delivery::from).collect())
}

/// Open deliveries to a client, by window.
pub async fn open_of(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE d.client_id = $1 AND d.state NOT IN ('closed', 'cancelled', 'returned') ORDER BY d.starts_at, d.number"
    );
    Ok(rows.bind(client).fetch_all(conn).await?.into_iter().map(Delivery::from).collect())
}

/// Deliveries that somebody moves or that wait for the client's word, of one client or of all.
pub async fn under_way(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE d.state IN ('ordered', 'assigned', 'picked_up', 'in_transit', 'at_terminal', 'ready_for_pickup', \
         'delivered') AND (d.client_id = $1 OR $1 IS NULL) ORDER BY d.ends_at, d.number"
    );
    Ok(rows.bind(client).fetch_all(conn).await?.into_iter().map(Delivery::from).collect())
}

/// Deliveries to a client that it knows of: agreed or ordered, open or ended since `since`; the newest first.
pub async fn known_to(conn: &mut Conn, client: Id<Client>, since: Timestamp) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE d.client_id = $1 AND (d.state NOT IN ('draft', 'quoted', 'approved') OR d.agreed_how IN ('client', 'phone')) \
         AND (d.state NOT IN ('closed', 'cancelled', 'returned') OR d.state_at >= $2) ORDER BY d.starts_at DESC, d.number"
    );
    Ok(rows.bind(client).bind(since).fetch_all(conn).await?.into_iter().map(Delivery::from).collect())
}

/// Deliveries to a client that go or have come, the newest first.
pub async fn latest(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Delivery>> {
    let rows = delivery!(
        "WHERE d.client_id = $1 AND d.state NOT IN ('cancelled', 'returned') ORDER BY d.number DESC LIMIT $2"
    )
    .bind(client)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// What is shipped, line by line.
pub async fn lines(conn: &mut Conn, id: Id<Delivery>) -> Result<Vec<Line>> {
    let rows: Vec<(Option<Id<Item>>, String, i64, String)> =
        sqlx::query_as("SELECT item_id, name, qty, serials FROM delivery_item WHERE delivery_id = $1 ORDER BY line")
            .bind(id)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(item, name, qty, serials)| Line { item, name, qty, serials }).collect())
}

/// The number of the next delivery. Two at once take the same one: the slower is refused and repeated.
pub async fn next_number(conn: &mut Conn) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM delivery").fetch_one(conn).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// The latest delivery for an invoice.
pub async fn holds(conn: &mut Conn, invoice: Id<Invoice>) -> Result<Option<Text>> {
    let number: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM delivery WHERE invoice_id = $1")
        .bind(invoice)
        .fetch_one(conn)
        .await?;
    Ok(number.map(|number| t!("unload-held-delivery", number = number.to_string())))
}

/// Writes a delivery down, with what is shipped.
pub async fn insert(conn: &mut Conn, new: &Delivery, lines: &[Line]) -> Result {
    sqlx::query(
        "INSERT INTO delivery (id, number, client_id, way, place_id, address, entry, contact_name, contact_phone, starts_at, \
           ends_at, weight, longest, transport, transport_why, value, insured, loaders, invoice_id, note, agreed_how, \
           agreed_word, agreed_at, state, state_at, moved_at, opened_by, opened_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
                 'draft', $24, $24, $25, $24, $24)",
    )
    .bind(new.id)
    .bind(new.number)
    .bind(new.client)
    .bind(new.way)
    .bind(new.place)
    .bind(&new.address)
    .bind(&new.entry)
    .bind(&new.contact_name)
    .bind(&new.contact_phone)
    .bind(Timestamp::from(new.starts_at))
    .bind(Timestamp::from(new.ends_at))
    .bind(new.weight)
    .bind(new.longest)
    .bind(new.transport)
    .bind(&new.transport_why)
    .bind(new.value)
    .bind(new.insured)
    .bind(new.loaders)
    .bind(new.invoice)
    .bind(&new.note)
    .bind(new.agreed.as_ref().map(|(how, _)| *how))
    .bind(new.agreed.as_ref().map_or("", |(_, word)| word.as_str()))
    .bind(new.agreed.as_ref().map(|_| new.opened_at))
    .bind(new.opened_at)
    .bind(new.opened_by)
    .execute(&mut *conn)
    .await?;
    put_lines(conn, new.id, lines).await?;
    step(conn, new.id, State::Draft, new.opened_at.0).await
}

/// What is shipped, anew.
pub async fn put_lines(conn: &mut Conn, id: Id<Delivery>, lines: &[Line]) -> Result {
    sqlx::query("DELETE FROM delivery_item WHERE delivery_id = $1").bind(id).execute(&mut *conn).await?;
    for (number, line) in (1_i64..).zip(lines) {
        sqlx::query(
            "INSERT INTO delivery_item (delivery_id, line, item_id, name, qty, serials) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(number)
        .bind(line.item)
        .bind(&line.name)
        .bind(line.qty)
        .bind(&line.serials)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// What can be changed about a delivery that has not been ordered, as `changed` has it.
pub async fn change(conn: &mut Conn, changed: &Delivery, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE delivery SET way = $2, place_id = $3, address = $4, entry = $5, contact_name = $6, contact_phone = $7, \
           starts_at = $8, ends_at = $9, weight = $10, longest = $11, transport = $12, transport_why = $13, value = $14, \
           insured = $15, loaders = $16, invoice_id = $17, note = $18, changed_at = $19, rev = rev + 1 WHERE id = $1",
    )
    .bind(changed.id)
    .bind(changed.way)
    .bind(changed.place)
    .bind(&changed.address)
    .bind(&changed.entry)
    .bind(&changed.contact_name)
    .bind(&changed.contact_phone)
    .bind(Timestamp::from(changed.starts_at))
    .bind(Timestamp::from(changed.ends_at))
    .bind(changed.weight)
    .bind(changed.longest)
    .bind(changed.transport)
    .bind(&changed.transport_why)
    .bind(changed.value)
    .bind(changed.insured)
    .bind(changed.loaders)
    .bind(changed.invoice)
    .bind(&changed.note)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The window, and how it was agreed.
pub async fn agree(
    conn: &mut Conn,
    id: Id<Delivery>,
    window: (DateTime<Utc>, DateTime<Utc>),
    agreed: Option<(Agreed, &str)>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE delivery SET starts_at = $2, ends_at = $3, agreed_how = $4, agreed_word = $5, agreed_at = $6, \
           changed_at = $7, rev = rev + 1 WHERE id = $1",
    )
    .bind(id)
    .bind(Timestamp::from(window.0))
    .bind(Timestamp::from(window.1))
    .bind(agreed.map(|(how, _)| how))
    .bind(agreed.map_or("", |(_, word)| word))
    .bind(agreed.map(|_| now))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What it costs; `None`: not known any more.
pub async fn set_price(conn: &mut Conn, id: Id<Delivery>, price: Option<Money>, now: Timestamp) -> Result {
    sqlx::query("UPDATE delivery SET price = $2, priced_at = $3, changed_at = $4, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(price)
        .bind(price.map(|_| now))
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Who said "call it"; `None`: nobody any more.
pub async fn approve(conn: &mut Conn, id: Id<Delivery>, by: Option<Id<Person>>, now: Timestamp) -> Result {
    sqlx::query("UPDATE delivery SET approved_by = $2, approved_at = $3 WHERE id = $1")
        .bind(id)
        .bind(by)
        .bind(by.map(|_| now))
        .execute(conn)
        .await?;
    Ok(())
}

/// A sign of life of what moves it.
pub async fn moved(conn: &mut Conn, id: Id<Delivery>, at: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE delivery SET moved_at = $2 WHERE id = $1 AND moved_at < $2")
        .bind(id)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// Where it stands since `at`; counts only while it still stands at `from`.
pub async fn set_state(
    conn: &mut Conn,
    from: &Delivery,
    state: State,
    at: DateTime<Utc>,
    why: &str,
    now: Timestamp,
) -> Result<bool> {
    let at = Timestamp::from(at);
    let when = |stands: bool| stands.then_some(at);
    let left = from.left_at.map(Timestamp::from).or(when(state.has_left() && state != State::Problem));
    let delivered = from.delivered_at.map(Timestamp::from).or(when(state == State::Delivered));
    let received = from.received_at.map(Timestamp::from).or(when(state == State::Received));
    let written = sqlx::query(
        "UPDATE delivery SET state = $3, state_at = $4, moved_at = $4, why = $5, left_at = $6, delivered_at = $7, \
           received_at = $8, changed_at = $9, rev = rev + 1 WHERE id = $1 AND state = $2",
    )
    .bind(from.id)
    .bind(from.state)
    .bind(state)
    .bind(at)
    .bind(if why.is_empty() { &from.why } else { why })
    .bind(left)
    .bind(delivered)
    .bind(received)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    step(conn, from.id, state, at.0).await?;
    Ok(true)
}

/// It never went further than `before`; counts only while it still stands at `from`.
pub async fn take_back(conn: &mut Conn, from: &Delivery, before: State, now: Timestamp) -> Result<bool> {
    let left = from.left_at.filter(|_| before.has_left());
    let delivered = from.delivered_at.filter(|_| before == State::Delivered);
    let written = sqlx::query(
        "UPDATE delivery SET state = $3, state_at = $4, left_at = $5, delivered_at = $6, changed_at = $4, rev = rev + 1 \
         WHERE id = $1 AND state = $2",
    )
    .bind(from.id)
    .bind(from.state)
    .bind(before)
    .bind(now)
    .bind(left.map(Timestamp::from))
    .bind(delivered.map(Timestamp::from))
    .execute(&mut *conn)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    step(conn, from.id, before, now.0).await?;
    Ok(true)
}

async fn step(conn: &mut Conn, id: Id<Delivery>, state: State, at: DateTime<Utc>) -> Result {
    sqlx::query("INSERT INTO delivery_step (id, delivery_id, state, at) VALUES ($1, $2, $3, $4)")
        .bind(Id::<State>::new())
        .bind(id)
        .bind(state)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// Where it has been, step by step.
pub async fn steps(conn: &mut Conn, id: Id<Delivery>) -> Result<Vec<(State, Timestamp)>> {
    Ok(sqlx::query_as("SELECT state, at FROM delivery_step WHERE delivery_id = $1 ORDER BY id")
        .bind(id)
        .fetch_all(conn)
        .await?)
}
