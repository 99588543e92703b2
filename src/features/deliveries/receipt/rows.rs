//! SQL of receipts.

use super::model::{Accepted, Grade, Next, Receipt, Trouble};
use crate::{
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::{claims::Claim, deliveries::model::Delivery},
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    delivery_id: Id<Delivery>,
    code: String,
    tries: i64,
    asked_at: Timestamp,
    round: i64,
    reminded: i64,
    again_at: Option<Timestamp>,
    not_yet: i64,
    grade: Option<Grade>,
    graded_at: Option<Timestamp>,
    by_us: Option<Id<Person>>,
    who_name: String,
    who_phone: Option<Phone>,
    who_post: String,
    trouble: Option<Trouble>,
    trouble_at: Option<Timestamp>,
    claim_id: Option<Id<Claim>>,
    next: Option<Next>,
    rev: i64,
}

impl From<Row> for Receipt {
    fn from(row: Row) -> Self {
        Self {
            delivery: row.delivery_id,
            code: row.code,
            tries: row.tries,
            asked_at: row.asked_at.0,
            round: row.round,
            reminded: row.reminded,
            again_at: row.again_at.map(|at| at.0),
            not_yet: row.not_yet,
            grade: row.grade.zip(row.graded_at).map(|(grade, at)| (grade, at.0)),
            by_us: row.by_us,
            who: Accepted { name: row.who_name, phone: row.who_phone, post: row.who_post },
            trouble: row.trouble.zip(row.trouble_at).map(|(trouble, at)| (trouble, at.0)),
            claim: row.claim_id,
            next: row.next,
            rev: row.rev,
        }
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! receipt {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT r.delivery_id, r.code, r.tries, r.asked_at, r.round, r.reminded, r.again_at, r.not_yet, r.grade, \
             r.graded_at, r.by_us, r.who_name, r.who_phone, r.who_post, r.trouble, r.trouble_at, r.claim_id, r.next, r.rev \
             FROM receipt r ",
            $rest
        ))
    };
}

/// What is known of a delivery from its client; `None`: not asked yet.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Option<Receipt>> {
    Ok(receipt!("WHERE r.delivery_id = $1").bind(delivery).fetch_optional(conn).await?.map(Receipt::from))
}

/// The same of one that was asked about.
pub async fn read(conn: &mut Conn, delivery: Id<Delivery>) -> Result<Receipt> {
    of(conn, delivery).await?.ok_or_else(|| Error::other(format!("delivery {delivery} was never asked about")))
}

/// Those nobody has answered.
pub async fn unanswered(conn: &mut Conn) -> Result<Vec<Receipt>> {
    let rows = receipt!(
        "JOIN delivery d ON d.id = r.delivery_id WHERE r.trouble IS NULL AND (r.grade IS NULL OR r.grade = 'b') \
         AND d.state NOT IN ('received', 'closed', 'problem', 'cancelled', 'returned') ORDER BY r.asked_at, r.delivery_id"
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Receipt::from).collect())
}

/// Deliveries to be asked about: handed over, or their window ended before `ended` and nobody has told.
pub async fn unasked(conn: &mut Conn, ended: Timestamp) -> Result<Vec<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "SELECT d.id FROM delivery d LEFT JOIN receipt r ON r.delivery_id = d.id WHERE r.delivery_id IS NULL \
         AND (d.state = 'delivered' \
              OR (d.state IN ('ordered', 'assigned', 'picked_up', 'in_transit') AND d.ends_at <= $1)) \
         ORDER BY d.ends_at, d.id",
    )
    .bind(ended)
    .fetch_all(conn)
    .await?)
}

/// Deliveries received before `before` that are not closed.
pub async fn settled(conn: &mut Conn, before: Timestamp) -> Result<Vec<Id<Delivery>>> {
    Ok(sqlx::query_scalar(
        "SELECT d.id FROM delivery d LEFT JOIN receipt r ON r.delivery_id = d.id \
         WHERE d.state = 'received' AND COALESCE(r.graded_at, d.received_at) <= $1 ORDER BY d.id",
    )
    .bind(before)
    .fetch_all(conn)
    .await?)
}

/// The client is asked from `at` on.
pub async fn insert(conn: &mut Conn, delivery: Id<Delivery>, code: &str, at: DateTime<Utc>) -> Result {
    sqlx::query(
        "INSERT INTO receipt (delivery_id, code, asked_at) VALUES ($1, $2, $3) ON CONFLICT (delivery_id) DO NOTHING",
    )
    .bind(delivery)
    .bind(code)
    .bind(Timestamp::from(at))
    .execute(conn)
    .await?;
    Ok(())
}

/// This round was asked at `at`.
pub async fn asked(conn: &mut Conn, delivery: Id<Delivery>, at: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE receipt SET asked_at = $2 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// Another round begins.
pub async fn begin_round(conn: &mut Conn, delivery: Id<Delivery>, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE receipt SET round = round + 1, reminded = 0, again_at = NULL, asked_at = $2 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// So far have the reminders come.
pub async fn set_reminded(conn: &mut Conn, delivery: Id<Delivery>, reminded: i64) -> Result {
    sqlx::query("UPDATE receipt SET reminded = $2 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(reminded)
        .execute(conn)
        .await?;
    Ok(())
}

/// "Not yet": asked again at `at`.
pub async fn set_again(conn: &mut Conn, delivery: Id<Delivery>, at: DateTime<Utc>) -> Result {
    sqlx::query("UPDATE receipt SET again_at = $2, not_yet = not_yet + 1, rev = rev + 1 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(Timestamp::from(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// A proof, better than what was there; `by_us`: of whom it is, if it is our word.
pub async fn set_grade(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    grade: Grade,
    by_us: Option<Id<Person>>,
    who: &Accepted,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE receipt SET grade = $2, graded_at = $3, by_us = $4, who_name = $5, who_phone = $6, who_post = $7, \
           again_at = NULL, trouble = NULL, trouble_at = NULL, rev = rev + 1 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(grade)
    .bind(now)
    .bind(by_us)
    .bind(&who.name)
    .bind(&who.phone)
    .bind(&who.post)
    .execute(conn)
    .await?;
    Ok(())
}

/// Who accepted it.
pub async fn set_who(conn: &mut Conn, delivery: Id<Delivery>, who: &Accepted) -> Result {
    sqlx::query(
        "UPDATE receipt SET who_name = $2, who_phone = $3, who_post = $4, rev = rev + 1 WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(&who.name)
    .bind(&who.phone)
    .bind(&who.post)
    .execute(conn)
    .await?;
    Ok(())
}

/// Something is wrong.
pub async fn set_trouble(
    conn: &mut Conn,
    delivery: Id<Delivery>,
    trouble: Trouble,
    claim: Option<Id<Claim>>,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "UPDATE receipt SET trouble = $2, trouble_at = $3, claim_id = $4, again_at = NULL, rev = rev + 1 \
         WHERE delivery_id = $1",
    )
    .bind(delivery)
    .bind(trouble)
    .bind(now)
    .bind(claim)
    .execute(conn)
    .await?;
    Ok(())
}

/// A wrong code was typed.
pub async fn count_try(conn: &mut Conn, delivery: Id<Delivery>) -> Result {
    sqlx::query("UPDATE receipt SET tries = tries + 1 WHERE delivery_id = $1").bind(delivery).execute(conn).await?;
    Ok(())
}

/// What comes after; `false`: that was said before.
pub async fn set_next(conn: &mut Conn, delivery: Id<Delivery>, next: Option<Next>) -> Result {
    sqlx::query("UPDATE receipt SET next = $2, rev = rev + 1 WHERE delivery_id = $1")
        .bind(delivery)
        .bind(next)
        .execute(conn)
        .await?;
    Ok(())
}
