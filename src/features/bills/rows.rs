//! SQL of bills.

use super::model::{Bill, Pf, Side, State};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::tasks::Task,
    money::Money,
    people::{Person, Scope},
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Bill>,
    number: i64,
    side: Side,
    client_id: Option<Id<Client>>,
    client_name: Option<String>,
    owner_id: Option<Id<Person>>,
    party: String,
    inn: String,
    subject: String,
    sum: Money,
    needed_on: Day,
    basis: String,
    file: Option<String>,
    state: State,
    state_at: Timestamp,
    due_at: Option<Timestamp>,
    invoice_no: String,
    reason: String,
    task_id: Option<Id<Task>>,
    asked_by: Id<Person>,
    asker: String,
    asked_at: Timestamp,
    rev: i64,
    pf: Pf,
    pf_operation: Option<i64>,
    pf_called_at: Option<Timestamp>,
    pf_tries: i64,
    pf_why: String,
}

impl From<Row> for Bill {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            side: row.side,
            client: row.client_id,
            client_name: row.client_name.unwrap_or_default(),
            owner: row.owner_id,
            party: row.party,
            inn: row.inn,
            subject: row.subject,
            sum: row.sum,
            needed_on: row.needed_on.0,
            basis: row.basis,
            file: row.file.and_then(|file| serde_json::from_str(&file).ok()),
            state: row.state,
            state_at: row.state_at.0,
            due_at: row.due_at.map(|at| at.0),
            invoice: row.invoice_no,
            reason: row.reason,
            task: row.task_id,
            asked_by: row.asked_by,
            asker: row.asker,
            asked_at: row.asked_at.0,
            rev: row.rev,
            pf: row.pf,
            operation: row.pf_operation,
            called_at: row.pf_called_at.map(|at| at.0),
            tries: row.pf_tries,
            why: row.pf_why,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! bill {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT b.id, b.number, b.side, b.client_id, c.name AS client_name, c.owner_id, b.party, b.inn, b.subject, \
             b.sum, b.needed_on, b.basis, b.file, b.state, b.state_at, b.due_at, b.invoice_no, b.reason, b.task_id, \
             b.asked_by, p.name AS asker, b.asked_at, b.rev, b.pf, b.pf_operation, b.pf_called_at, b.pf_tries, b.pf_why \
             FROM bill b JOIN person p ON p.id = b.asked_by LEFT JOIN client c ON c.id = b.client_id ",
            $rest
        ))
    };
}

fn bills(rows: Vec<Row>) -> Vec<Bill> {
    rows.into_iter().map(Bill::from).collect()
}

/// The number of the next one.
pub async fn next_number(conn: &mut Conn) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM bill").fetch_one(conn).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes down that one is asked for.
pub async fn insert(conn: &mut Conn, bill: &Bill) -> Result {
    sqlx::query(
        "INSERT INTO bill (id, number, side, client_id, party, inn, subject, sum, needed_on, basis, file, state, \
                           state_at, due_at, asked_by, asked_at, changed_at, pf, pf_due_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $13, $13, $16, $17)",
    )
    .bind(bill.id)
    .bind(bill.number)
    .bind(bill.side)
    .bind(bill.client)
    .bind(&bill.party)
    .bind(&bill.inn)
    .bind(&bill.subject)
    .bind(bill.sum)
    .bind(Day(bill.needed_on))
    .bind(&bill.basis)
    .bind(bill.file.as_ref().map(serde_json::to_string).transpose()?)
    .bind(bill.state)
    .bind(Timestamp::from(bill.asked_at))
    .bind(bill.due_at.map(Timestamp::from))
    .bind(bill.asked_by)
    .bind(bill.pf)
    .bind((bill.pf == Pf::Wanted).then(|| Timestamp::from(bill.asked_at)))
    .execute(conn)
    .await?;
    Ok(())
}

/// A bill as the bot itself needs it, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Bill>) -> Result<Option<Bill>> {
    Ok(bill!("WHERE b.id = $1").bind(id).fetch_optional(conn).await?.map(Bill::from))
}

/// A bill the asker may see: of their clients, of nobody's, or one they asked for themselves. A foreign one is as absent as
/// one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Bill>) -> Result<Option<Bill>> {
    let rows = bill!(
        "WHERE b.id = $1 AND ($2 = 1 OR c.owner_id = $3 OR b.asked_by = $3 OR \
         (b.client_id IS NOT NULL AND c.owner_id IS NULL))"
    );
    let row = rows.bind(id).bind(scope.everything()).bind(scope.person()).fetch_optional(conn).await?;
    Ok(row.map(Bill::from))
}

/// Those in the asker's sight about which something is still to happen, the oldest first.
pub async fn open(conn: &mut Conn, scope: Scope) -> Result<Vec<Bill>> {
    let rows = bill!(
        "WHERE b.state IN ('requested', 'entered', 'issued', 'sent', 'paid') \
         AND ($1 = 1 OR c.owner_id = $2 OR b.asked_by = $2 OR (b.client_id IS NOT NULL AND c.owner_id IS NULL)) \
         ORDER BY b.asked_at, b.number"
    );
    let rows = rows.bind(scope.everything()).bind(scope.person()).fetch_all(conn).await?;
    Ok(bills(rows).into_iter().filter(Bill::is_open).collect())
}

/// The same of everybody.
pub async fn all_open(conn: &mut Conn) -> Result<Vec<Bill>> {
    let rows =
        bill!("WHERE b.state IN ('requested', 'entered', 'issued', 'sent', 'paid') ORDER BY b.asked_at, b.number");
    Ok(bills(rows.fetch_all(conn).await?).into_iter().filter(Bill::is_open).collect())
}

/// The same of one client already checked.
pub async fn open_of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Bill>> {
    let rows = bill!(
        "WHERE b.client_id = $1 AND b.state IN ('requested', 'entered', 'issued', 'sent', 'paid') \
         ORDER BY b.asked_at, b.number"
    );
    Ok(bills(rows.bind(client).fetch_all(conn).await?).into_iter().filter(Bill::is_open).collect())
}

/// How far a bill has got. `wanted`: the bot is to bring it into ПФ.
pub async fn set(conn: &mut Conn, bill: &Bill, now: Timestamp) -> Result {
    let wanted = (bill.pf == Pf::Wanted).then_some(now);
    sqlx::query(
        "UPDATE bill SET state = $2, state_at = $3, due_at = $4, reminded = 0, invoice_no = $5, reason = $6, task_id = $7, \
         pf = $8, pf_due_at = $9, pf_tries = pf_tries + 1, changed_at = $10, rev = rev + 1 WHERE id = $1",
    )
    .bind(bill.id)
    .bind(bill.state)
    .bind(Timestamp::from(bill.state_at))
    .bind(bill.due_at.map(Timestamp::from))
    .bind(&bill.invoice)
    .bind(&bill.reason)
    .bind(bill.task)
    .bind(bill.pf)
    .bind(wanted)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// People enter it; `false`: the bot has already asked for it.
pub async fn take_in_hand(conn: &mut Conn, id: Id<Bill>) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE bill SET pf = 'hand', pf_due_at = NULL, pf_why = '' \
         WHERE id = $1 AND pf_called_at IS NULL AND pf IN ('hand', 'no', 'wanted')",
    )
    .bind(id)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whoever has the next step is reminded of it once.
pub async fn set_reminded(conn: &mut Conn, id: Id<Bill>) -> Result {
    sqlx::query("UPDATE bill SET reminded = 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Steps that are to be done by `until` and nobody was reminded of.
pub async fn to_remind(conn: &mut Conn, until: Timestamp) -> Result<Vec<Bill>> {
    let rows = bill!("WHERE b.reminded = 0 AND b.due_at <= $1 ORDER BY b.due_at, b.number");
    Ok(bills(rows.bind(until).fetch_all(conn).await?).into_iter().filter(Bill::is_open).collect())
}

/// Invoices that were made and are not known to be paid.
pub async fn made(conn: &mut Conn) -> Result<Vec<Bill>> {
    let rows = bill!("WHERE b.side = 'client' AND b.state IN ('issued', 'sent') ORDER BY b.number");
    Ok(bills(rows.fetch_all(conn).await?))
}

/// Which the bot is to bring into ПФ now, and how often it has tried.
pub async fn wanted(conn: &mut Conn, now: Timestamp) -> Result<Vec<(Id<Bill>, i64)>> {
    Ok(sqlx::query_as("SELECT id, pf_tries FROM bill WHERE pf = 'wanted' AND pf_due_at <= $1 ORDER BY pf_due_at, id")
        .bind(now)
        .fetch_all(conn)
        .await?)
}

/// ПФ is about to be asked to make it: written down before. `false`: somebody else is at it, or people have it.
pub async fn call(conn: &mut Conn, bill: &Bill, now: Timestamp) -> Result<bool> {
    let called = sqlx::query(
        "UPDATE bill SET pf_called_at = $2 WHERE id = $1 AND pf = 'wanted' AND rev = $3 AND pf_tries = $4 \
         AND (pf_called_at IS NULL OR pf_called_at = $5)",
    )
    .bind(bill.id)
    .bind(now)
    .bind(bill.rev)
    .bind(bill.tries)
    .bind(bill.called_at.map(Timestamp::from))
    .execute(conn)
    .await?;
    Ok(called.rows_affected() > 0)
}

/// It was certainly not made.
pub async fn uncall(conn: &mut Conn, id: Id<Bill>) -> Result {
    sqlx::query("UPDATE bill SET pf_called_at = NULL WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// It is looked at again then; `false`: it has gone on meanwhile.
pub async fn put_off(conn: &mut Conn, bill: &Bill, why: &str, next: Timestamp) -> Result<bool> {
    let put = sqlx::query(
        "UPDATE bill SET pf_why = $4, pf_due_at = $5, pf_tries = pf_tries + 1 \
         WHERE id = $1 AND pf = 'wanted' AND rev = $2 AND pf_tries = $3",
    )
    .bind(bill.id)
    .bind(bill.rev)
    .bind(bill.tries)
    .bind(why)
    .bind(next)
    .execute(conn)
    .await?;
    Ok(put.rows_affected() > 0)
}

/// What came of it: there it stands, or they do not take it. `false`: something else is to stand there meanwhile.
pub async fn settle(conn: &mut Conn, bill: &Bill, pf: Pf, operation: Option<i64>, why: &str) -> Result<bool> {
    sqlx::query("UPDATE bill SET pf_operation = COALESCE(CAST($2 AS BIGINT), pf_operation) WHERE id = $1")
        .bind(bill.id)
        .bind(operation)
        .execute(&mut *conn)
        .await?;
    let settled = sqlx::query(
        "UPDATE bill SET pf = $3, pf_called_at = NULL, pf_due_at = NULL, pf_why = $4 \
         WHERE id = $1 AND pf = 'wanted' AND rev = $2",
    )
    .bind(bill.id)
    .bind(bill.rev)
    .bind(pf)
    .bind(why)
    .execute(conn)
    .await?;
    Ok(settled.rows_affected() > 0)
}
