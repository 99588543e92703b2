//! SQL of alerts.

use super::model::{Alert, Said};
use crate::{
    bot::outbox::Card,
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    people::Person,
};
use chrono::NaiveDate;

/// The columns of [`Alert`], then the rest of the query.
macro_rules! alert {
    ($rest:literal) => {
        sqlx::query_as::<_, Alert>(concat!(
            "SELECT a.id, a.rule, a.subject, a.client_id, a.state, a.level, a.round, a.called_at, a.due_at, a.ack_minutes, \
             a.assigned_to, a.acked_by, a.acked_at, a.snoozed_until, a.snoozed_by, a.snoozes, a.reason, a.opened_at, \
             a.resolved_at, a.rev FROM alert a ",
            $rest
        ))
    };
}

/// One alert.
pub async fn by_id(conn: &mut Conn, id: Id<Alert>) -> Result<Option<Alert>> {
    Ok(alert!("WHERE a.id = $1").bind(id).fetch_optional(conn).await?)
}

/// What a rule has open; only about `subject`, if there is one.
pub async fn open_of(conn: &mut Conn, rule: &str, subject: Option<&str>) -> Result<Vec<Alert>> {
    Ok(alert!(
        "WHERE a.rule = $1 AND a.state <> 'resolved' AND a.subject = COALESCE($2, a.subject) ORDER BY a.opened_at, a.id"
    )
    .bind(rule)
    .bind(subject)
    .fetch_all(conn)
    .await?)
}

/// What is open about a client, the oldest first.
pub async fn of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Alert>> {
    Ok(alert!("WHERE a.client_id = $1 AND a.state <> 'resolved' ORDER BY a.opened_at, a.id")
        .bind(client)
        .fetch_all(conn)
        .await?)
}

/// The alert of a rule about a subject that began on a day.
pub async fn of_day(conn: &mut Conn, rule: &str, subject: &str, day: NaiveDate) -> Result<Option<Alert>> {
    Ok(alert!("WHERE a.rule = $1 AND a.subject = $2 AND a.local_date = $3")
        .bind(rule)
        .bind(subject)
        .bind(Day(day))
        .fetch_optional(conn)
        .await?)
}

/// How many alerts of each rule are open.
pub async fn open_by_rule(conn: &mut Conn) -> Result<Vec<(String, i64)>> {
    Ok(sqlx::query_as("SELECT rule, COUNT(*) FROM alert WHERE state <> 'resolved' GROUP BY rule ORDER BY rule")
        .fetch_all(conn)
        .await?)
}

/// A new alert: its first round begins.
pub async fn insert(
    conn: &mut Conn,
    rule: &str,
    (subject, client): (&str, Option<Id<Client>>),
    day: NaiveDate,
    ack_minutes: i64,
    now: Timestamp,
) -> Result<Id<Alert>> {
    let id = Id::new();
    sqlx::query(
        "INSERT INTO alert (id, rule, subject, client_id, local_date, state, called_at, ack_minutes, opened_at) \
         VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $6)",
    )
    .bind(id)
    .bind(rule)
    .bind(subject)
    .bind(client)
    .bind(Day(day))
    .bind(now)
    .bind(ack_minutes)
    .execute(conn)
    .await?;
    Ok(id)
}

/// Begins another round; `false`: somebody has acted since it was read.
pub async fn call(conn: &mut Conn, alert: &Alert, level: i64, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE alert SET state = 'open', level = $3, round = round + 1, called_at = $4, due_at = NULL, acked_by = NULL, \
                acked_at = NULL, snoozed_until = NULL, snoozed_by = NULL, reason = '', rev = rev + 1 \
         WHERE id = $1 AND rev = $2 AND state <> 'resolved'",
    )
    .bind(alert.id)
    .bind(alert.rev)
    .bind(level)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Opens it again where it was: another thing has joined, or it was taken to be settled too early. Nothing is said anew
/// before `due`. `false`: somebody has acted since it was read.
pub async fn reopen(conn: &mut Conn, alert: &Alert, due: Option<Timestamp>) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE alert SET state = 'open', due_at = $3, acked_by = NULL, acked_at = NULL, snoozed_until = NULL, \
                snoozed_by = NULL, reason = '', resolved_at = NULL, rev = rev + 1 WHERE id = $1 AND rev = $2",
    )
    .bind(alert.id)
    .bind(alert.rev)
    .bind(due)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The round goes out and is to be acknowledged by then. Holds the row until the end of the transaction; `false`: somebody
/// has acted since it was read, and nothing may be said any more.
pub async fn set_due(conn: &mut Conn, alert: &Alert, due: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE alert SET due_at = $3 WHERE id = $1 AND rev = $2 AND state = 'open'")
        .bind(alert.id)
        .bind(alert.rev)
        .bind(due)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Nothing of it is left.
pub async fn resolve(conn: &mut Conn, id: Id<Alert>, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE alert SET state = 'resolved', resolved_at = $2, snoozed_until = NULL, rev = rev + 1 \
         WHERE id = $1 AND state <> 'resolved'",
    )
    .bind(id)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody has taken note; `false`: somebody has acted since it was read.
pub async fn ack(conn: &mut Conn, alert: &Alert, by: Id<Person>, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE alert SET state = 'acked', acked_by = $3, acked_at = $4, snoozed_until = NULL, rev = rev + 1 \
         WHERE id = $1 AND rev = $2 AND state IN ('open', 'snoozed')",
    )
    .bind(alert.id)
    .bind(alert.rev)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Silent until then; `false`: somebody has acted since it was read.
pub async fn snooze(conn: &mut Conn, alert: &Alert, until: Timestamp, reason: &str, by: Id<Person>) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE alert SET state = 'snoozed', snoozed_until = $3, reason = $4, snoozed_by = $5, snoozes = snoozes + 1, \
                rev = rev + 1 WHERE id = $1 AND rev = $2 AND state = 'open'",
    )
    .bind(alert.id)
    .bind(alert.rev)
    .bind(until)
    .bind(reason)
    .bind(by)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives it to somebody, or back to whom it was (`None`); a round begins for them. `false`: somebody has acted.
pub async fn hand(conn: &mut Conn, alert: &Alert, to: Option<Id<Person>>, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE alert SET state = 'open', assigned_to = $3, level = 1, round = round + 1, called_at = $4, due_at = NULL, \
                acked_by = NULL, acked_at = NULL, snoozed_until = NULL, rev = rev + 1 \
         WHERE id = $1 AND rev = $2 AND state <> 'resolved'",
    )
    .bind(alert.id)
    .bind(alert.rev)
    .bind(to)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What an alert is about: entity, and when it was settled.
pub async fn items(conn: &mut Conn, id: Id<Alert>) -> Result<Vec<(String, Option<Timestamp>)>> {
    Ok(sqlx::query_as("SELECT entity, settled_at FROM alert_item WHERE alert_id = $1 ORDER BY opened_at, entity")
        .bind(id)
        .fetch_all(conn)
        .await?)
}

/// Adds what an alert is about, or opens it again; `false`: it was there and open.
pub async fn add_item(conn: &mut Conn, id: Id<Alert>, entity: &str, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO alert_item (alert_id, entity, opened_at) VALUES ($1, $2, $3) \
         ON CONFLICT (alert_id, entity) DO UPDATE SET settled_at = NULL, opened_at = excluded.opened_at \
         WHERE alert_item.settled_at IS NOT NULL",
    )
    .bind(id)
    .bind(entity)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A thing of it is settled.
pub async fn settle_item(conn: &mut Conn, id: Id<Alert>, entity: &str, now: Timestamp) -> Result {
    sqlx::query("UPDATE alert_item SET settled_at = $3 WHERE alert_id = $1 AND entity = $2 AND settled_at IS NULL")
        .bind(id)
        .bind(entity)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Where an alert was said.
pub async fn said(conn: &mut Conn, id: Id<Alert>) -> Result<Vec<Said>> {
    Ok(sqlx::query_as(
        "SELECT card_id, person_id, round, listed FROM alert_card WHERE alert_id = $1 ORDER BY said_at, card_id",
    )
    .bind(id)
    .fetch_all(conn)
    .await?)
}

/// Whether a person was ever told of an alert.
pub async fn was_told(conn: &mut Conn, id: Id<Alert>, person: Id<Person>) -> Result<bool> {
    let told: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM alert_card WHERE alert_id = $1 AND person_id = $2")
        .bind(id)
        .bind(person)
        .fetch_one(conn)
        .await?;
    Ok(told > 0)
}

/// The alerts a message lists.
pub async fn listed_on(conn: &mut Conn, card: Id<Card>) -> Result<Vec<Alert>> {
    Ok(alert!(
        "JOIN alert_card c ON c.alert_id = a.id WHERE c.card_id = $1 AND c.listed = 1 ORDER BY a.opened_at, a.id"
    )
    .bind(card)
    .fetch_all(conn)
    .await?)
}

/// Remembers where it was said; `listed`: as one line among others.
pub async fn keep_card(
    conn: &mut Conn,
    card: Id<Card>,
    alert: &Alert,
    person: Id<Person>,
    listed: bool,
    now: Timestamp,
) -> Result {
    sqlx::query(
        "INSERT INTO alert_card (card_id, alert_id, person_id, level, round, listed, said_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (card_id, alert_id) DO NOTHING",
    )
    .bind(card)
    .bind(alert.id)
    .bind(person)
    .bind(alert.level)
    .bind(alert.round)
    .bind(i64::from(listed))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}
