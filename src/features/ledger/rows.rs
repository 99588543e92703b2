//! SQL of the ledger.

use super::model::{Known, Party, State, Trouble};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::invoices::Invoice,
    money::Money,
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use std::collections::HashMap;

/// How reading goes; `None`: it never began.
pub async fn state(conn: &mut Conn) -> Result<Option<State>> {
    #[derive(FromRow)]
    struct Row {
        read_at: Option<Timestamp>,
        debts_at: Option<Timestamp>,
        next_at: Timestamp,
        failures: i64,
        refusal: Option<String>,
    }
    let row: Option<Row> = sqlx::query_as("SELECT read_at, debts_at, next_at, failures, refusal FROM ledger_source")
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|Row { read_at, debts_at, next_at, failures, refusal }| State {
        read_at,
        debts_at,
        next_at,
        failures,
        refusal,
    }))
}

/// It is read now; if nothing is heard of that, again at `next`.
pub async fn begin(conn: &mut Conn, next: DateTime<Utc>) -> Result {
    sqlx::query(
        "INSERT INTO ledger_source (name, next_at) VALUES ('one_c', $1) \
         ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at",
    )
    .bind(Timestamp::from(next))
    .execute(conn)
    .await?;
    Ok(())
}

/// It was read, account 62 perhaps not.
pub async fn succeeded(conn: &mut Conn, now: Timestamp, debts: bool, next: DateTime<Utc>) -> Result {
    sqlx::query(
        "UPDATE ledger_source SET read_at = $1, debts_at = CASE WHEN $2 = 1 THEN $1 ELSE debts_at END, next_at = $3, \
           failures = 0, refusal = NULL",
    )
    .bind(now)
    .bind(i64::from(debts))
    .bind(Timestamp::from(next))
    .execute(conn)
    .await?;
    Ok(())
}

/// It was in vain.
pub async fn failed(conn: &mut Conn, why: &str, next: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE ledger_source SET refusal = $1, next_at = $2, failures = failures + 1")
        .bind(why)
        .bind(Timestamp::from(next))
        .execute(conn)
        .await?;
    Ok(())
}

/// Invoices of ours that are known to be in 1С, by their keys there.
pub async fn known(conn: &mut Conn) -> Result<HashMap<String, Known>> {
    let rows: Vec<(String, Id<Invoice>, String, Day)> =
        sqlx::query_as("SELECT key, invoice_id, number, issued_on FROM ledger_invoice").fetch_all(conn).await?;
    let known = |(key, invoice, number, on): (_, _, _, Day)| (key, Known { invoice, number, issued_on: on.0 });
    Ok(rows.into_iter().map(known).collect())
}

/// An invoice of ours is this one in 1С.
pub async fn know(conn: &mut Conn, key: &str, (invoice, number, on): (Id<Invoice>, &str, NaiveDate)) -> Result {
    sqlx::query(
        "INSERT INTO ledger_invoice (key, invoice_id, number, issued_on) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (key) DO UPDATE SET invoice_id = excluded.invoice_id",
    )
    .bind(key)
    .bind(invoice)
    .bind(number)
    .bind(Day(on))
    .execute(conn)
    .await?;
    Ok(())
}

/// Clients with an INN.
pub async fn clients(conn: &mut Conn) -> Result<Vec<(Id<Client>, String, String)>> {
    Ok(sqlx::query_as("SELECT id, name, inn FROM client WHERE inn IS NOT NULL ORDER BY name, id")
        .fetch_all(conn)
        .await?)
}

/// What account 62 says now, in the place of what it said before.
pub async fn keep_debts(
    conn: &mut Conn,
    clients: &HashMap<String, Id<Client>>,
    debts: &[(String, Party, Money)],
) -> Result {
    sqlx::query("DELETE FROM ledger_debt").execute(&mut *conn).await?;
    for (key, party, sum) in debts {
        sqlx::query("INSERT INTO ledger_debt (key, client_id, name, sum) VALUES ($1, $2, $3, $4)")
            .bind(key)
            .bind(clients.get(&party.inn).copied())
            .bind(&party.name)
            .bind(*sum)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// What account 62 says of each client; `None`: of all others together.
pub async fn debts(conn: &mut Conn) -> Result<Vec<(Option<Id<Client>>, i64, Money)>> {
    Ok(sqlx::query_as(
        "SELECT client_id, COUNT(*), CAST(SUM(sum) AS BIGINT) FROM ledger_debt WHERE sum <> 0 GROUP BY client_id",
    )
    .fetch_all(conn)
    .await?)
}

/// Troubles, by key, the oldest first.
pub async fn troubles(conn: &mut Conn) -> Result<Vec<(String, Trouble)>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT key, what FROM ledger_trouble ORDER BY since, key").fetch_all(conn).await?;
    rows.into_iter().map(|(key, what)| Ok((key, serde_json::from_str(&what)?))).collect()
}

/// There is a trouble; `false`: it was known.
pub async fn put_trouble(conn: &mut Conn, trouble: &Trouble, now: Timestamp) -> Result<bool> {
    let put =
        sqlx::query("INSERT INTO ledger_trouble (key, what, since) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING")
            .bind(trouble.key())
            .bind(serde_json::to_string(trouble)?)
            .bind(now)
            .execute(conn)
            .await?;
    Ok(put.rows_affected() == 1)
}

/// A trouble is over.
pub async fn end_trouble(conn: &mut Conn, key: &str) -> Result {
    sqlx::query("DELETE FROM ledger_trouble WHERE key = $1").bind(key).execute(conn).await?;
    Ok(())
}
