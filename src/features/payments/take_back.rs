//! Taking a whole statement back: its payments go as far as no other statement holds them, and with them what they paid
//! and how promises were judged by them. What stays is as it was decided: money of other statements is not spread anew.

use super::{
    judging,
    queries::{self, Payment},
};
use crate::{
    calendar::Moment,
    clients::Client,
    db::{Conn, Day, Id},
    error::Result,
    features::{Weight, invoices::Invoice},
    files::{self, Done, Import},
    money::Money,
    t,
    text::Text,
};
use sqlx::FromRow;
use std::collections::BTreeSet;

/// The import holds these payments, whoever brought them.
pub async fn hold(conn: &mut Conn, import: Id<Import>, payments: &[Id<Payment>]) -> Result {
    for payment in payments {
        sqlx::query("INSERT INTO import_payment (import_id, payment_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(import)
            .bind(*payment)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// What taking the statement back would do.
pub async fn weigh(conn: &mut Conn, done: &Done) -> Result<Weight> {
    #[derive(FromRow)]
    struct Row {
        alone: i64,
        payments: i64,
        sum: Money,
        by_hand: i64,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT h.alone, COUNT(*) AS payments, CAST(SUM(h.sum) AS BIGINT) AS sum, \
           CAST(SUM(CASE WHEN h.rev > 0 AND h.state <> 'queued' THEN 1 ELSE 0 END) AS BIGINT) AS by_hand FROM \
           (SELECT p.sum, p.rev, p.state, CASE WHEN EXISTS (SELECT 1 FROM import_payment o \
              WHERE o.payment_id = p.id AND o.import_id <> m.import_id) THEN 0 ELSE 1 END AS alone \
            FROM import_payment m JOIN payment p ON p.id = m.payment_id WHERE m.import_id = $1) h GROUP BY h.alone",
    )
    .bind(done.id)
    .fetch_all(&mut *conn)
    .await?;
    let (invoices, released): (i64, Money) = sqlx::query_as(
        "SELECT COUNT(DISTINCT a.invoice_id), CAST(COALESCE(SUM(a.sum), 0) AS BIGINT) FROM allocation a \
         JOIN import_payment m ON m.payment_id = a.payment_id AND m.import_id = $1 \
         WHERE NOT EXISTS (SELECT 1 FROM import_payment o WHERE o.payment_id = m.payment_id AND o.import_id <> $1)",
    )
    .bind(done.id)
    .fetch_one(&mut *conn)
    .await?;
    let mut weight = Weight::default();
    for row in rows {
        if row.alone == 0 {
            weight.stays.push(t!("unload-bank-stays", count = row.payments, sum = row.sum));
            continue;
        }
        weight.goes.push(t!("unload-bank-goes", count = row.payments, sum = row.sum));
        if row.by_hand > 0 {
            weight.goes.push(t!("unload-bank-by-hand", count = row.by_hand));
        }
    }
    if invoices > 0 {
        weight.goes.push(t!("unload-bank-debts", count = invoices, sum = released));
    }
    let now = files::told_until(conn, "bank").await?;
    let then = files::told_without(conn, "bank", done.id).await?;
    match then {
        Some(day) if now > then => weight.goes.push(t!("unload-bank-covered", day = day)),
        None if now.is_some() => weight.goes.push(t!("unload-bank-unknown")),
        _ => {}
    }
    Ok(weight)
}

/// Takes the statement back; it no longer counts as read.
pub async fn undo(conn: &mut Conn, import: Id<Import>, moment: Moment<'_>) -> Result {
    let gone: Vec<(Id<Payment>, Option<Id<Client>>, Day)> = sqlx::query_as(
        "SELECT p.id, p.client_id, p.paid_on FROM import_payment m JOIN payment p ON p.id = m.payment_id \
         WHERE m.import_id = $1 AND NOT EXISTS \
           (SELECT 1 FROM import_payment o WHERE o.payment_id = p.id AND o.import_id <> $1)",
    )
    .bind(import)
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query("DELETE FROM import_payment WHERE import_id = $1").bind(import).execute(&mut *conn).await?;
    let mut touched = BTreeSet::new();
    for (payment, client, day) in gone {
        queries::release(conn, payment).await?;
        sqlx::query("DELETE FROM payment WHERE id = $1").bind(payment).execute(&mut *conn).await?;
        touched.extend(client.map(|client| (client, day.0)));
    }
    sqlx::query(
        "UPDATE payment SET import_id = (SELECT MIN(o.import_id) FROM import_payment o WHERE o.payment_id = payment.id) \
         WHERE import_id = $1",
    )
    .bind(import)
    .execute(&mut *conn)
    .await?;
    let read_at = files::by_id(conn, import).await?.map(|done| done.imported_at);
    judging::judge_anew(conn, &touched, read_at, moment.calendar, moment.now.into()).await
}

/// Money stands on an invoice.
pub async fn holds(conn: &mut Conn, invoice: Id<Invoice>) -> Result<Option<Text>> {
    let paid: Option<Money> =
        sqlx::query_scalar("SELECT CAST(SUM(sum) AS BIGINT) FROM allocation WHERE invoice_id = $1")
            .bind(invoice)
            .fetch_one(conn)
            .await?;
    Ok(paid.map(|paid| t!("unload-held-money", sum = paid)))
}
