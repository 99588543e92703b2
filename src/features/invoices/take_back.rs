//! Taking a whole import of invoices back. An invoice is as the latest import that holds it says; one that no import holds
//! any more goes, unless something stands on it: then nothing is taken back, and what stands is told.

use super::{model::Invoice, queries};
use crate::{
    db::{Conn, Day, Id},
    error::Result,
    features::Weight,
    files::{Done, Import},
    money::Money,
    t,
};
use sqlx::FromRow;

/// The import holds these invoices, whoever brought them, and says this of them.
pub async fn hold(conn: &mut Conn, import: Id<Import>, invoices: &[Invoice]) -> Result {
    for invoice in invoices {
        sqlx::query("INSERT INTO import_invoice (import_id, invoice_id, sum, due_on) VALUES ($1, $2, $3, $4)")
            .bind(import)
            .bind(invoice.id)
            .bind(invoice.sum)
            .bind(Day(invoice.due_on))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// An invoice of an import: as it is, and as the latest of the other imports that hold it says.
#[derive(FromRow)]
struct Held {
    id: Id<Invoice>,
    number: String,
    sum: Money,
    due_on: Day,
    paid: Money,
    disputed: i64,
    /// `None`: no other import holds it.
    other_sum: Option<Money>,
    other_due: Option<Day>,
}

impl Held {
    fn other(&self) -> Option<(Money, Day)> {
        self.other_sum.zip(self.other_due)
    }

    /// What it would be like; `None`: it stays as it is, or goes.
    fn corrected(&self) -> Option<(Money, Day)> {
        self.other().filter(|(sum, due)| (*sum, due.0) != (self.sum, self.due_on.0))
    }
}

async fn held(conn: &mut Conn, import: Id<Import>) -> Result<Vec<Held>> {
    Ok(sqlx::query_as(
        "SELECT i.id, i.number, i.sum, i.due_on, i.paid, o.sum AS other_sum, o.due_on AS other_due, \
           CASE WHEN i.disputed_at IS NULL THEN 0 ELSE 1 END AS disputed \
         FROM import_invoice m JOIN invoice i ON i.id = m.invoice_id \
         LEFT JOIN import_invoice o ON o.invoice_id = i.id AND o.import_id = \
           (SELECT MAX(l.import_id) FROM import_invoice l WHERE l.invoice_id = i.id AND l.import_id <> $1) \
         WHERE m.import_id = $1 ORDER BY i.number, i.id",
    )
    .bind(import)
    .fetch_all(conn)
    .await?)
}

/// What taking the import back would do.
pub async fn weigh(conn: &mut Conn, done: &Done) -> Result<Weight> {
    let held = held(conn, done.id).await?;
    let mut weight = Weight::default();
    if done.same.is_none() && held.len() < usize::try_from(done.added + done.changed).unwrap_or(usize::MAX) {
        weight.against.push(t!("unload-invoices-old"));
        return Ok(weight);
    }
    let (mut gone, mut corrected, mut stays) = ((0_usize, Money::ZERO), 0_usize, 0_usize);
    for invoice in &held {
        let number = invoice.number.as_str();
        match (invoice.other(), invoice.corrected()) {
            (None, _) => {
                gone = (gone.0 + 1, gone.1 + invoice.sum);
                weight.invoices.push((invoice.id, invoice.number.clone()));
                if invoice.disputed > 0 {
                    weight.against.push(t!("unload-held", number = number, why = t!("unload-held-dispute")));
                }
            }
            (Some(_), Some((sum, _))) if sum < invoice.paid => {
                weight.against.push(t!("unload-below-paid", number = number, sum = sum, paid = invoice.paid));
            }
            (Some(_), Some(_)) => corrected += 1,
            (Some(_), None) => stays += 1,
        }
    }
    if gone.0 > 0 {
        weight.goes.push(t!("unload-invoices-goes", count = gone.0, sum = gone.1));
    }
    if corrected > 0 {
        weight.goes.push(t!("unload-invoices-corrected", count = corrected));
    }
    if stays > 0 {
        weight.stays.push(t!("unload-invoices-stays", count = stays));
    }
    Ok(weight)
}

/// Takes the import back.
pub async fn undo(conn: &mut Conn, import: Id<Import>) -> Result {
    let held = held(conn, import).await?;
    sqlx::query("DELETE FROM import_invoice WHERE import_id = $1").bind(import).execute(&mut *conn).await?;
    for invoice in held {
        if let Some((sum, due_on)) = invoice.corrected() {
            queries::correct(conn, invoice.id, sum, due_on.0).await?;
        }
        if invoice.other().is_none() {
            sqlx::query("DELETE FROM invoice WHERE id = $1").bind(invoice.id).execute(&mut *conn).await?;
        }
    }
    sqlx::query(
        "UPDATE invoice SET import_id = (SELECT MIN(o.import_id) FROM import_invoice o WHERE o.invoice_id = invoice.id) \
         WHERE import_id = $1",
    )
    .bind(import)
    .execute(conn)
    .await?;
    Ok(())
}
