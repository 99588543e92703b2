//! SQL of payments.

use super::{
    matching::Match,
    same::{APART, Candidate},
    told::{Operation, Source},
};
use crate::{
    clients::Client,
    db::{Conn, Day, Id},
    error::{Error, Result},
    features::invoices::{self, Invoice},
    files::Import,
    money::Money,
    t,
};
use chrono::{NaiveDate, TimeDelta};
use sqlx::FromRow;

/// A payment that waits for a hand.
#[derive(Debug, Clone, FromRow)]
pub struct Payment {
    pub id: Id<Payment>,
    pub paid_on: Day,
    pub number: String,
    pub sum: Money,
    pub payer_inn: String,
    pub payer_name: String,
    pub purpose: String,
    pub client_id: Option<Id<Client>>,
    pub rev: i64,
}

/// The client with this INN.
pub async fn payer(conn: &mut Conn, inn: &str) -> Result<Option<Id<Client>>> {
    if inn.is_empty() {
        return Ok(None);
    }
    Ok(sqlx::query_scalar("SELECT id FROM client WHERE inn = $1").bind(inn).fetch_optional(conn).await?)
}

/// Stores a payment and what it pays.
pub async fn add(
    conn: &mut Conn,
    operation: &Operation,
    source: Source,
    decided: &Match,
    import: Id<Import>,
) -> Result<Id<Payment>> {
    let id = Id::new();
    let (state, client) = match decided {
        Match::Pays(client, _) => ("matched", Some(*client)),
        Match::Hand(guess) => ("queued", *guess),
    };
    sqlx::query(
        "INSERT INTO payment (id, hash, paid_on, number, sum, payer_inn, payer_name, payer_account, purpose, client_id, \
                              state, import_id, ordered_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(&operation.hash)
    .bind(Day(operation.paid_on))
    .bind(&operation.number)
    .bind(operation.sum)
    .bind(&operation.payer_inn)
    .bind(&operation.payer_name)
    .bind(&operation.payer_account)
    .bind(&operation.purpose)
    .bind(client)
    .bind(state)
    .bind(import)
    .bind(operation.ordered_on.map(Day))
    .execute(&mut *conn)
    .await?;
    tell(conn, id, &operation.hash, source).await?;
    if let Match::Pays(_, parts) = decided {
        allocate(conn, id, parts).await?;
    }
    Ok(id)
}

/// The payment of an operation that its source has told of before.
pub async fn known(conn: &mut Conn, hash: &str) -> Result<Option<Id<Payment>>> {
    let known = sqlx::query_scalar("SELECT payment_id FROM payment_told WHERE hash = $1");
    Ok(known.bind(hash).fetch_optional(conn).await?)
}

/// Whether a source has told of an operation before.
pub async fn is_known(conn: &mut Conn, hash: &str) -> Result<bool> {
    Ok(known(conn, hash).await?.is_some())
}

/// A source has told of a payment.
pub async fn tell(conn: &mut Conn, payment: Id<Payment>, hash: &str, source: Source) -> Result {
    sqlx::query("INSERT INTO payment_told (hash, payment_id, source) VALUES ($1, $2, $3)")
        .bind(hash)
        .bind(payment)
        .bind(source)
        .execute(conn)
        .await?;
    Ok(())
}

/// Payments of the operation's sum and time that this source has not told of, the oldest first.
pub async fn untold(conn: &mut Conn, operation: &Operation, source: Source) -> Result<Vec<Candidate>> {
    Ok(sqlx::query_as(
        "SELECT id, paid_on, ordered_on, number, payer_inn, purpose FROM payment \
         WHERE sum = $1 AND paid_on BETWEEN $2 AND $3 AND NOT EXISTS \
           (SELECT 1 FROM payment_told t WHERE t.payment_id = payment.id AND t.source = $4) ORDER BY paid_on, id",
    )
    .bind(operation.sum)
    .bind(Day(operation.paid_on - TimeDelta::days(APART)))
    .bind(Day(operation.paid_on + TimeDelta::days(APART)))
    .bind(source)
    .fetch_all(conn)
    .await?)
}

/// A payment as another source finds it.
#[derive(Debug, FromRow)]
pub struct Stored {
    pub paid_on: Day,
    pub client_id: Option<Id<Client>>,
    /// 1: it waits for a hand, and none has touched it.
    pub waits: i64,
}

/// A payment as it is.
pub async fn stored(conn: &mut Conn, payment: Id<Payment>) -> Result<Stored> {
    Ok(sqlx::query_as(
        "SELECT paid_on, client_id, CASE WHEN state = 'queued' AND rev = 0 THEN 1 ELSE 0 END AS waits \
         FROM payment WHERE id = $1",
    )
    .bind(payment)
    .fetch_one(conn)
    .await?)
}

/// It came on another day.
pub async fn set_day(conn: &mut Conn, payment: Id<Payment>, day: NaiveDate) -> Result {
    sqlx::query("UPDATE payment SET paid_on = $2 WHERE id = $1").bind(payment).bind(Day(day)).execute(conn).await?;
    Ok(())
}

/// The accountant has said what a payment pays that no hand has touched.
pub async fn link(conn: &mut Conn, payment: Id<Payment>, client: Id<Client>, parts: &[(Id<Invoice>, Money)]) -> Result {
    sqlx::query("UPDATE payment SET state = 'matched', client_id = $2 WHERE id = $1 AND state = 'queued'")
        .bind(payment)
        .bind(client)
        .execute(&mut *conn)
        .await?;
    allocate(conn, payment, parts).await
}

/// What clients have paid that stands on no invoice.
pub async fn advances(conn: &mut Conn) -> Result<Vec<(Id<Client>, Money)>> {
    Ok(sqlx::query_as(
        "SELECT p.client_id, CAST(SUM(p.sum - COALESCE(a.sum, 0)) AS BIGINT) FROM payment p LEFT JOIN \
           (SELECT payment_id, CAST(SUM(sum) AS BIGINT) AS sum FROM allocation GROUP BY payment_id) a \
           ON a.payment_id = p.id \
         WHERE p.client_id IS NOT NULL AND p.state <> 'foreign' GROUP BY p.client_id",
    )
    .fetch_all(conn)
    .await?)
}

/// Money of a payment goes to invoices.
pub async fn allocate(conn: &mut Conn, payment: Id<Payment>, parts: &[(Id<Invoice>, Money)]) -> Result {
    for (invoice, sum) in parts {
        sqlx::query("INSERT INTO allocation (payment_id, invoice_id, sum) VALUES ($1, $2, $3)")
            .bind(payment)
            .bind(*invoice)
            .bind(*sum)
            .execute(&mut *conn)
            .await?;
        invoices::pay(conn, *invoice, *sum).await?;
    }
    Ok(())
}

/// The oldest payment that waits for a hand, after `skipped` if given; and how many wait.
pub async fn queued(conn: &mut Conn, skipped: Option<Id<Payment>>) -> Result<(Option<Payment>, i64)> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM payment WHERE state = 'queued'").fetch_one(&mut *conn).await?;
    let skipped = skipped.map(|id| id.to_string()).unwrap_or_default();
    let next = sqlx::query_as(
        "SELECT id, paid_on, number, sum, payer_inn, payer_name, purpose, client_id, rev FROM payment \
         WHERE state = 'queued' ORDER BY CASE WHEN id > $1 THEN 0 ELSE 1 END, id LIMIT 1",
    );
    Ok((next.bind(skipped).fetch_optional(conn).await?, count))
}

/// A payment that waits for a hand.
pub async fn waiting(conn: &mut Conn, id: Id<Payment>) -> Result<Option<Payment>> {
    Ok(sqlx::query_as(
        "SELECT id, paid_on, number, sum, payer_inn, payer_name, purpose, client_id, rev FROM payment \
         WHERE id = $1 AND state = 'queued'",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?)
}

/// A hand has decided: whose money it is, and what it pays. `None`: not from a client.
pub async fn settle(
    conn: &mut Conn,
    payment: Id<Payment>,
    client: Option<Id<Client>>,
    parts: &[(Id<Invoice>, Money)],
) -> Result {
    let settled =
        sqlx::query("UPDATE payment SET state = $2, client_id = $3, rev = rev + 1 WHERE id = $1 AND state = 'queued'")
            .bind(payment)
            .bind(if client.is_some() { "matched" } else { "foreign" })
            .bind(client)
            .execute(&mut *conn)
            .await?;
    if settled.rows_affected() == 0 {
        return Err(Error::User(t!("payment-settled-already")));
    }
    allocate(conn, payment, parts).await
}

/// What came from a client between two days, both included, whatever it paid for.
pub async fn paid_by(conn: &mut Conn, client: Id<Client>, from: NaiveDate, to: NaiveDate) -> Result<Money> {
    let paid: Option<Money> = sqlx::query_scalar(
        "SELECT CAST(SUM(sum) AS BIGINT) FROM payment \
         WHERE client_id = $1 AND state <> 'foreign' AND paid_on >= $2 AND paid_on <= $3",
    )
    .bind(client)
    .bind(Day(from))
    .bind(Day(to))
    .fetch_one(conn)
    .await?;
    Ok(paid.unwrap_or_default())
}

/// How a client stands: what it promises, how it keeps its word, what it paid last.
#[derive(Debug, FromRow)]
pub struct Standing {
    pub promised: Option<Money>,
    pub due_on: Option<Day>,
    /// Promises kept, of all that were judged.
    pub kept: i64,
    pub judged: i64,
    pub paid: Option<Money>,
    pub paid_on: Option<Day>,
}

/// How a client stands.
pub async fn standing(conn: &mut Conn, client: Id<Client>) -> Result<Standing> {
    Ok(sqlx::query_as(
        "SELECT o.sum AS promised, o.due_on, l.sum AS paid, l.paid_on, \
           (SELECT COUNT(*) FROM promise WHERE client_id = c.id AND state = 'kept') AS kept, \
           (SELECT COUNT(*) FROM promise WHERE client_id = c.id AND state IN ('kept', 'partly', 'broken')) AS judged \
         FROM client c LEFT JOIN promise o ON o.client_id = c.id AND o.state = 'open' \
         LEFT JOIN payment l ON l.id = (SELECT id FROM payment WHERE client_id = c.id ORDER BY paid_on DESC, id DESC LIMIT 1) \
         WHERE c.id = $1",
    )
    .bind(client)
    .fetch_one(conn)
    .await?)
}

/// A hand thinks it is this client's.
pub async fn guess(conn: &mut Conn, payment: Id<Payment>, client: Id<Client>) -> Result {
    sqlx::query("UPDATE payment SET client_id = $2, rev = rev + 1 WHERE id = $1 AND state = 'queued'")
        .bind(payment)
        .bind(client)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a hand's decision back; whose money it was.
pub async fn unsettle(
    conn: &mut Conn,
    payment: Id<Payment>,
    client: Option<Id<Client>>,
) -> Result<(Option<Id<Client>>, NaiveDate)> {
    let was: Option<(Option<Id<Client>>, Day)> =
        sqlx::query_as("SELECT client_id, paid_on FROM payment WHERE id = $1 AND state <> 'queued'")
            .bind(payment)
            .fetch_optional(&mut *conn)
            .await?;
    let Some((was, day)) = was else { return Err(Error::User(t!("payment-gone"))) };
    release(conn, payment).await?;
    sqlx::query("UPDATE payment SET state = 'queued', client_id = $2, rev = rev + 1 WHERE id = $1")
        .bind(payment)
        .bind(client)
        .execute(conn)
        .await?;
    Ok((was, day.0))
}

/// The money of a payment comes back from its invoices.
pub async fn release(conn: &mut Conn, payment: Id<Payment>) -> Result {
    let parts: Vec<(Id<Invoice>, Money)> =
        sqlx::query_as("DELETE FROM allocation WHERE payment_id = $1 RETURNING invoice_id, sum")
            .bind(payment)
            .fetch_all(&mut *conn)
            .await?;
    for (invoice, sum) in parts {
        invoices::pay(conn, invoice, -sum).await?;
    }
    Ok(())
}
