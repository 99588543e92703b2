//! SQL of the account.

use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::{deliveries::model::Delivery, tasks::Task},
    money::Money,
    people::Person,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Moscow;

/// What is on the account.
#[derive(Debug, Clone)]
pub struct Balance {
    /// What is left.
    pub sum: Money,
    /// What somebody saw there.
    pub entered: Money,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was ordered since.
    pub spent: Money,
}

/// What somebody saw there last, and what was ordered since; `None`: nobody has looked yet.
pub async fn known(conn: &mut Conn) -> Result<Option<Balance>> {
    let last: Option<(Money, String, Timestamp)> = sqlx::query_as(
        "SELECT b.sum, p.name, b.at FROM courier_balance b JOIN person p ON p.id = b.by_id WHERE b.undone_at IS NULL \
         ORDER BY b.at DESC, b.id DESC LIMIT 1",
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some((entered, by, at)) = last else { return Ok(None) };
    // Receipts where there are any; else the price, or what cancelling was said to cost.
    let spent: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(SUM(COALESCE(cost, CASE WHEN stage = 'cancelled' THEN COALESCE(fee, 0) ELSE price END)) AS BIGINT) \
         FROM courier WHERE from_balance = 1 AND order_no IS NOT NULL AND booked_at > $1",
    )
    .bind(at)
    .fetch_one(conn)
    .await?;
    let spent = Money::from_kopecks(spent.unwrap_or(0));
    Ok(Some(Balance { sum: entered - spent, entered, by, at: at.0, spent }))
}

/// Somebody has looked.
pub async fn enter(conn: &mut Conn, sum: Money, by: Id<Person>, now: Timestamp) -> Result<Id<Balance>> {
    let id = Id::<Balance>::new();
    sqlx::query("INSERT INTO courier_balance (id, sum, by_id, at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(sum)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(id)
}

/// It was not so.
pub async fn take_back(conn: &mut Conn, id: Id<Balance>, now: Timestamp) -> Result {
    sqlx::query("UPDATE courier_balance SET undone_at = $2 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}

/// The end of tomorrow.
fn horizon(now: DateTime<Utc>) -> DateTime<Utc> {
    let after = now.with_timezone(&Moscow).date_naive() + Days::new(2);
    Moscow.from_local_datetime(&after.and_time(NaiveTime::MIN)).earliest().map_or(now, |at| at.to_utc())
}

/// Deliveries of today and tomorrow that have a price and no courier yet.
pub async fn needing(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<(Id<Delivery>, Money)>> {
    Ok(sqlx::query_as(
        "SELECT id, price FROM delivery WHERE way = 'courier' AND state IN ('quoted', 'approved') AND price IS NOT NULL \
         AND starts_at < $1 AND ends_at > $2 ORDER BY starts_at, id",
    )
    .bind(Timestamp::from(horizon(now)))
    .bind(Timestamp::from(now))
    .fetch_all(conn)
    .await?)
}

/// What today and tomorrow need.
pub async fn need(conn: &mut Conn, now: DateTime<Utc>) -> Result<Money> {
    Ok(needing(conn, now).await?.into_iter().map(|(_, price)| price).sum())
}

/// Deliveries that they refused for want of money, since when, unless somebody has looked at the account since.
pub async fn refused(conn: &mut Conn) -> Result<Vec<(Id<Delivery>, String, Timestamp)>> {
    Ok(sqlx::query_as(
        "SELECT c.delivery_id, c.why, c.stage_at FROM courier c JOIN delivery d ON d.id = c.delivery_id \
         WHERE c.stage = 'refused' AND d.state IN ('draft', 'quoted') \
         AND NOT EXISTS (SELECT 1 FROM courier n WHERE n.delivery_id = c.delivery_id AND n.id > c.id) \
         AND NOT EXISTS (SELECT 1 FROM courier_balance b WHERE b.at > c.stage_at AND b.undone_at IS NULL) ORDER BY c.id",
    )
    .fetch_all(conn)
    .await?)
}

/// Who asked accounting on a day, and when.
pub async fn asked_on(conn: &mut Conn, day: NaiveDate) -> Result<Option<(String, DateTime<Utc>)>> {
    let found: Option<(String, Timestamp)> =
        sqlx::query_as("SELECT p.name, t.at FROM courier_topup t JOIN person p ON p.id = t.by_id WHERE t.day = $1")
            .bind(Day(day))
            .fetch_optional(conn)
            .await?;
    Ok(found.map(|(name, at)| (name, at.0)))
}

/// Accounting was asked.
pub async fn ask(conn: &mut Conn, day: NaiveDate, by: Id<Person>, task: Option<Id<Task>>, now: Timestamp) -> Result {
    sqlx::query("INSERT INTO courier_topup (day, by_id, task_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(Day(day))
        .bind(by)
        .bind(task)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}
