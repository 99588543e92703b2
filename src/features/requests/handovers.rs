//! SQL of requests in the hands of technical support.

use super::model::{Handover, Request, Stage, Urgency};
use crate::{
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    people::Person,
};

/// The columns of [`Handover`], then the rest of the query.
macro_rules! handover {
    ($rest:literal) => {
        sqlx::query_as::<_, Handover>(concat!(
            "SELECT h.request_id, h.urgency, h.what, h.place, h.callback, h.state, h.handed_by, h.handed_at, h.support_id, \
             h.question, h.answer, h.solved_at FROM handover h ",
            $rest
        ))
    };
}

/// Hands a request over; one that support is done with begins anew. `false`: support is at it.
pub async fn put(conn: &mut Conn, new: &Handover) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO handover (request_id, urgency, what, place, callback, state, handed_by, handed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (request_id) DO UPDATE SET urgency = $2, what = $3, place = $4, callback = $5, state = $6, handed_by = $7, \
           handed_at = $8, support_id = NULL, accepted_at = NULL, question = '', answer = '', solved_at = NULL, \
           closed_at = NULL, stage = 0 WHERE handover.state IN ('declined', 'confirmed', 'closed')",
    )
    .bind(new.request)
    .bind(new.urgency)
    .bind(&new.what)
    .bind(&new.place)
    .bind(&new.callback)
    .bind(new.stage)
    .bind(new.handed_by)
    .bind(new.handed_at)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The hand-over of a request, if there is one.
pub async fn of(conn: &mut Conn, request: Id<Request>) -> Result<Option<Handover>> {
    Ok(handover!("WHERE h.request_id = $1").bind(request).fetch_optional(conn).await?)
}

/// A mistaken hand-over is as if it had not been; `false`: support has it already.
pub async fn forget(conn: &mut Conn, request: Id<Request>) -> Result<bool> {
    let gone =
        sqlx::query("DELETE FROM handover WHERE request_id = $1 AND state = 'new'").bind(request).execute(conn).await?;
    Ok(gone.rows_affected() == 1)
}

/// How far it is now; `false`: it has gone on from where it was meanwhile.
pub async fn set(conn: &mut Conn, handover: &Handover, from: Stage, now: Timestamp) -> Result<bool> {
    let accepted = (handover.stage == Stage::Accepted).then_some(now);
    let closed = matches!(handover.stage, Stage::Confirmed | Stage::Closed | Stage::Declined).then_some(now);
    let reopened = i64::from(handover.stage == Stage::Accepted && handover.solved_at.is_some());
    let solved = (handover.stage == Stage::Solved).then_some(now);
    let done = sqlx::query(
        "UPDATE handover SET state = $2, support_id = $3, question = $4, answer = $5, \
           accepted_at = COALESCE(accepted_at, $6), solved_at = COALESCE($7, solved_at), closed_at = $8, \
           reopened = reopened + $9 WHERE request_id = $1 AND state = $10",
    )
    .bind(handover.request)
    .bind(handover.stage)
    .bind(handover.support)
    .bind(&handover.question)
    .bind(&handover.answer)
    .bind(accepted)
    .bind(solved)
    .bind(closed)
    .bind(reopened)
    .bind(from)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It is more urgent than it was.
pub async fn set_urgency(conn: &mut Conn, request: Id<Request>, urgency: Urgency) -> Result {
    sqlx::query("UPDATE handover SET urgency = $2 WHERE request_id = $1")
        .bind(request)
        .bind(urgency)
        .execute(conn)
        .await?;
    Ok(())
}

/// Those nobody has accepted; of one client only, if one is named. The last tells whether the manager knows.
pub async fn unaccepted(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<(Handover, Request, bool)>> {
    let new: Vec<Handover> = handover!("WHERE h.state = 'new' ORDER BY h.handed_at").fetch_all(&mut *conn).await?;
    let mut found = Vec::new();
    for handover in new {
        let told: i64 = sqlx::query_scalar("SELECT stage FROM handover WHERE request_id = $1")
            .bind(handover.request)
            .fetch_one(&mut *conn)
            .await?;
        if let Some(request) = super::queries::known(conn, handover.request).await?
            && client.is_none_or(|client| client == request.client)
        {
            found.push((handover, request, told > 0));
        }
    }
    Ok(found)
}

/// The manager has been told that nobody accepts it.
pub async fn told(conn: &mut Conn, request: Id<Request>) -> Result {
    sqlx::query("UPDATE handover SET stage = 1 WHERE request_id = $1").bind(request).execute(conn).await?;
    Ok(())
}

/// Solved ones the client has not said a word about since before `since`.
pub async fn lapsed(conn: &mut Conn, since: Timestamp) -> Result<Vec<Handover>> {
    Ok(handover!("WHERE h.state = 'solved' AND h.solved_at < $1").bind(since).fetch_all(conn).await?)
}

/// What support has on its hands, the most urgent first: not accepted by anybody, or by this person.
pub async fn queue(conn: &mut Conn, person: Id<Person>) -> Result<Vec<(Id<Request>, i64, Urgency, Stage, String)>> {
    Ok(sqlx::query_as(
        "SELECT h.request_id, r.number, h.urgency, h.state, c.name FROM handover h JOIN request r ON r.id = h.request_id \
         JOIN client c ON c.id = r.client_id \
         WHERE h.state IN ('new', 'accepted', 'in_work', 'waiting_client') AND (h.support_id IS NULL OR h.support_id = $1 \
           OR NOT EXISTS (SELECT 1 FROM person p WHERE p.id = h.support_id AND p.tg_id IS NOT NULL AND p.revoked_at IS NULL)) \
         ORDER BY CASE h.urgency WHEN 'blocked' THEN 0 WHEN 'hampers' THEN 1 ELSE 2 END, h.handed_at",
    )
    .bind(person)
    .fetch_all(conn)
    .await?)
}
