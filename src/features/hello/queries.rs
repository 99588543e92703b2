//! SQL of invitations and of what a person sets for themselves.

use crate::{
    clients,
    db::{Conn, Id, Timestamp},
    error::Result,
    lang::Lang,
    people::{Person, Role},
    phone::Phone,
};
use chrono_tz::Tz;
use sqlx::FromRow;

/// A way in for one person, once.
#[derive(Debug, Clone, FromRow)]
pub struct Invitation {
    pub id: Id<Invitation>,
    pub person_id: Id<Person>,
    pub role: Role,
    pub issued_by: Option<Id<Person>>,
    pub phone: Option<Phone>,
    pub consent_at: Option<Timestamp>,
}

/// The columns of [`Invitation`], then the rest of the query.
macro_rules! invitation {
    ($rest:literal) => {
        sqlx::query_as::<_, Invitation>(concat!(
            "SELECT i.id, i.person_id, i.role, i.issued_by, p.phone, \
             i.consent_at \
             FROM invitation i JOIN person p ON p.id = i.person_id ",
            $rest
        ))
    };
}

/// A new invitation; those issued before to the same person are void.
pub async fn invite(
    conn: &mut Conn,
    person: Id<Person>,
    role: Role,
    code_hash: &str,
    issued_by: Option<Id<Person>>,
    now: Timestamp,
    expires: Timestamp,
) -> Result {
    sqlx::query("UPDATE invitation SET expires_at = $2 WHERE person_id = $1 AND used_at IS NULL")
        .bind(person)
        .bind(now)
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO invitation (id, code_hash, person_id, role, issued_by, issued_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Id::<Invitation>::new())
    .bind(code_hash)
    .bind(person)
    .bind(role)
    .bind(issued_by)
    .bind(now)
    .bind(expires)
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody who is to be invited.
pub async fn add_person(
    conn: &mut Conn,
    name: &str,
    phone: Option<&Phone>,
    zone: Tz,
    now: Timestamp,
) -> Result<Id<Person>> {
    let id = Id::new();
    sqlx::query("INSERT INTO person (id, name, phone, zone, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(name)
        .bind(phone)
        .bind(zone.name())
        .bind(now)
        .execute(conn)
        .await?;
    Ok(id)
}

/// An invitation that may still be used, by the hash of its code; opened by nobody else.
pub async fn by_code(conn: &mut Conn, hash: &str, tg_id: i64, now: Timestamp) -> Result<Option<Invitation>> {
    Ok(invitation!(
        "WHERE i.code_hash = $1 AND i.used_at IS NULL AND i.expires_at > $3 AND (i.opened_by IS NULL OR i.opened_by = $2)"
    )
    .bind(hash)
    .bind(tg_id)
    .bind(now)
    .fetch_optional(conn)
    .await?)
}

/// The invitation a stranger has opened and not finished.
pub async fn opened_by(conn: &mut Conn, tg_id: i64, now: Timestamp) -> Result<Option<Invitation>> {
    Ok(invitation!(
        "WHERE i.opened_by = $1 AND i.used_at IS NULL AND i.expires_at > $2 ORDER BY i.issued_at DESC LIMIT 1"
    )
    .bind(tg_id)
    .bind(now)
    .fetch_optional(conn)
    .await?)
}

/// The invitation with this id that `tg_id` waits with, and who that is.
pub async fn waiting(conn: &mut Conn, id: Id<Invitation>, now: Timestamp) -> Result<Option<(Invitation, i64)>> {
    let found = invitation!("WHERE i.id = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND i.opened_by IS NOT NULL")
        .bind(id)
        .bind(now)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let tg_id = sqlx::query_scalar("SELECT opened_by FROM invitation WHERE id = $1").bind(id).fetch_one(conn).await?;
    Ok(Some((found, tg_id)))
}

/// The invitation is void from now on.
pub async fn expire(conn: &mut Conn, id: Id<Invitation>, now: Timestamp) -> Result {
    sqlx::query("UPDATE invitation SET expires_at = $2 WHERE id = $1 AND used_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// A stranger has opened the link: nobody else can use it now.
pub async fn bind(conn: &mut Conn, id: Id<Invitation>, tg_id: i64) -> Result {
    sqlx::query("UPDATE invitation SET opened_by = $2 WHERE id = $1").bind(id).bind(tg_id).execute(conn).await?;
    Ok(())
}

/// Consent to the processing of personal data.
pub async fn consent(conn: &mut Conn, id: Id<Invitation>, now: Timestamp) -> Result {
    sqlx::query("UPDATE invitation SET consent_at = $2 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}

/// Uses the invitation: the person becomes reachable, with the role. `false`: it had been used.
/// Somebody who is known already keeps their own record and gets the role.
pub async fn redeem(
    conn: &mut Conn,
    invitation: &Invitation,
    tg_id: i64,
    lang: Lang,
    now: Timestamp,
) -> Result<Option<Id<Person>>> {
    let used = sqlx::query("UPDATE invitation SET used_at = $2 WHERE id = $1 AND used_at IS NULL")
        .bind(invitation.id)
        .bind(now)
        .execute(&mut *conn)
        .await?;
    if used.rows_affected() == 0 {
        return Ok(None);
    }
    let known: Option<Id<Person>> =
        sqlx::query_scalar("SELECT id FROM person WHERE tg_id = $1").bind(tg_id).fetch_optional(&mut *conn).await?;
    let person = known.unwrap_or(invitation.person_id);
    match known {
        None => {
            // A contact person may be a colleague too: a client's link never gives the colleague's record away.
            let joined = sqlx::query(
                "UPDATE person SET tg_id = $2, lang = $3, consent_at = $4, created_at = $5 WHERE id = $1 \
                 AND (tg_id IS NULL OR NOT EXISTS (SELECT 1 FROM person_role WHERE person_id = $1 AND role <> 'client'))",
            )
            .bind(person)
            .bind(tg_id)
            .bind(lang.code())
            .bind(invitation.consent_at)
            .bind(now)
            .execute(&mut *conn)
            .await?;
            if joined.rows_affected() == 0 {
                return Ok(None);
            }
        }
        Some(known) => {
            // Who comes back after leaving has only the role they are invited to.
            sqlx::query(
                "DELETE FROM person_role WHERE person_id = $1 \
                 AND EXISTS (SELECT 1 FROM person WHERE id = $1 AND revoked_at IS NOT NULL)",
            )
            .bind(known)
            .execute(&mut *conn)
            .await?;
            sqlx::query("UPDATE person SET revoked_at = NULL, consent_at = COALESCE(consent_at, $2) WHERE id = $1")
                .bind(known)
                .bind(invitation.consent_at)
                .execute(&mut *conn)
                .await?;
            clients::hand_contacts(conn, invitation.person_id, known).await?;
        }
    }
    sqlx::query("INSERT INTO person_role (person_id, role) VALUES ($1, $2) ON CONFLICT (person_id, role) DO NOTHING")
        .bind(person)
        .bind(invitation.role)
        .execute(conn)
        .await?;
    Ok(Some(person))
}

/// Sets the language.
pub async fn set_lang(conn: &mut Conn, person: Id<Person>, lang: Lang) -> Result {
    sqlx::query("UPDATE person SET lang = $2 WHERE id = $1").bind(person).bind(lang.code()).execute(conn).await?;
    Ok(())
}

/// Sets the time zone.
pub async fn set_zone(conn: &mut Conn, person: Id<Person>, zone: Tz) -> Result {
    sqlx::query("UPDATE person SET zone = $2 WHERE id = $1").bind(person).bind(zone.name()).execute(conn).await?;
    Ok(())
}

/// Sets the hour of the digest, `08:45`.
pub async fn set_digest(conn: &mut Conn, person: Id<Person>, at: &str) -> Result {
    sqlx::query("UPDATE person SET digest_at = $2 WHERE id = $1").bind(person).bind(at).execute(conn).await?;
    Ok(())
}
