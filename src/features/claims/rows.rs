//! A claim as it lies in the database, and the questions that find claims.

use super::{
    level::Reason,
    model::{Cause, Claim, Decided, Kind, Legal, Level, Offer, OfferState, Stage, State, Verdict, Wish},
};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::{Error, Result},
    features::{invoices::Invoice, requests::Request},
    money::Money,
    people::{Person, Scope},
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Claim>,
    number: i64,
    client_id: Id<Client>,
    client_name: String,
    owner_id: Option<Id<Person>>,
    request_id: Id<Request>,
    person_id: Option<Id<Person>>,
    who: String,
    kind: Kind,
    essence: String,
    wish: Wish,
    sum: Option<Money>,
    written: i64,
    incoming: String,
    answer_due: Option<Day>,
    disputed: String,
    level: Level,
    reasons: String,
    complex_at: Option<Timestamp>,
    state: State,
    offer_id: Option<Id<Offer>>,
    offer_what: String,
    offer_sum: Option<Money>,
    offer_on: Option<Day>,
    offer_text: String,
    offer_state: Option<OfferState>,
    offer_sent_at: Option<Timestamp>,
    allowed: Option<Money>,
    verdict: Option<Verdict>,
    decided_word: String,
    decided_by: Option<Id<Person>>,
    decided_at: Option<Timestamp>,
    solved_at: Option<Timestamp>,
    result: String,
    legal_to: String,
    legal_passed: String,
    legal_on: Option<Day>,
    answer_by: Timestamp,
    offer_by: Timestamp,
    decide_by: Option<Timestamp>,
    close_by: Timestamp,
    reopened: i64,
    asks: i64,
    rev: i64,
    opened_at: Timestamp,
    changed_at: Timestamp,
    closed_at: Option<Timestamp>,
}

impl TryFrom<Row> for Claim {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let offer = match (row.offer_id, row.offer_on, row.offer_state) {
            (Some(id), Some(on), Some(state)) => Some(Offer {
                id,
                what: row.offer_what,
                sum: row.offer_sum,
                on: on.0,
                text: row.offer_text,
                state,
                sent_at: row.offer_sent_at.map(|at| at.0),
            }),
            _ => None,
        };
        let decision = match (row.verdict, row.decided_by, row.decided_at) {
            (Some(verdict), Some(by), Some(at)) => Some(Decided { verdict, word: row.decided_word, by, at }),
            _ => None,
        };
        Ok(Self {
            stage: Stage {
                state: row.state,
                level: row.level,
                decided: decision.is_some(),
                solved: row.solved_at.is_some(),
                closed_at: row.closed_at.map(|at| at.0),
                reopened: row.reopened,
            },
            id: row.id,
            number: row.number,
            client: row.client_id,
            client_name: row.client_name,
            owner: row.owner_id,
            request: row.request_id,
            person: row.person_id,
            who: row.who,
            kind: row.kind,
            essence: row.essence,
            wish: row.wish,
            sum: row.sum,
            written: (row.written == 1).then_some(row.incoming),
            answer_due: row.answer_due.map(|day| day.0),
            disputed: serde_json::from_str(&row.disputed)?,
            reasons: serde_json::from_str(&row.reasons)?,
            complex_at: row.complex_at.map(|at| at.0),
            offer,
            allowed: row.allowed,
            decision,
            result: row.result,
            legal: row.legal_on.map(|on| Legal { to: row.legal_to, passed: row.legal_passed, on: on.0 }),
            answer_by: row.answer_by.0,
            offer_by: row.offer_by.0,
            decide_by: row.decide_by.map(|at| at.0),
            close_by: row.close_by.0,
            asks: row.asks,
            rev: row.rev,
            opened_at: row.opened_at,
            changed_at: row.changed_at,
        })
    }
}

/// The columns of [`Row`], then the rest of the query.
macro_rules! claim {
    ($rest:literal) => {
        sqlx::query_as::<_, Row>(concat!(
            "SELECT m.id, m.number, m.client_id, c.name AS client_name, c.owner_id, m.request_id, m.person_id, m.who, m.kind, \
             m.essence, m.wish, m.sum, m.written, m.incoming, m.answer_due, m.disputed, m.level, m.reasons, m.complex_at, \
             m.state, m.offer_id, m.offer_what, m.offer_sum, m.offer_on, m.offer_text, m.offer_state, m.offer_sent_at, \
             m.allowed, m.verdict, m.decided_word, m.decided_by, m.decided_at, m.solved_at, m.result, m.legal_to, \
             m.legal_passed, m.legal_on, m.answer_by, m.offer_by, m.decide_by, m.close_by, m.reopened, m.asks, m.rev, \
             m.opened_at, m.changed_at, m.closed_at FROM claim m JOIN client c ON c.id = m.client_id ",
            $rest
        ))
    };
}

fn read(rows: Vec<Row>) -> Result<Vec<Claim>> {
    rows.into_iter().map(Claim::try_from).collect()
}

/// A claim of a client the asker may see; a foreign one is as absent as one that never was.
pub async fn by_id(conn: &mut Conn, scope: Scope, id: Id<Claim>) -> Result<Option<Claim>> {
    claim!("WHERE m.id = $1 AND m.state <> 'void' AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)")
        .bind(id)
        .bind(scope.everything())
        .bind(scope.person())
        .fetch_optional(conn)
        .await?
        .map(Claim::try_from)
        .transpose()
}

/// A claim as the bot itself needs it, whoever asks.
pub async fn known(conn: &mut Conn, id: Id<Claim>) -> Result<Option<Claim>> {
    claim!("WHERE m.id = $1").bind(id).fetch_optional(conn).await?.map(Claim::try_from).transpose()
}

/// The claim a conversation is about.
pub async fn by_request(conn: &mut Conn, request: Id<Request>) -> Result<Option<Claim>> {
    claim!("WHERE m.request_id = $1").bind(request).fetch_optional(conn).await?.map(Claim::try_from).transpose()
}

/// The claim of an offer.
pub async fn by_offer(conn: &mut Conn, offer: Id<Offer>) -> Result<Option<Claim>> {
    claim!("WHERE m.offer_id = $1").bind(offer).fetch_optional(conn).await?.map(Claim::try_from).transpose()
}

/// Open claims in the asker's sight, the oldest first.
pub async fn open(conn: &mut Conn, scope: Scope) -> Result<Vec<Claim>> {
    let rows = claim!(
        "WHERE m.state NOT IN ('closed', 'void') AND ($1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL) \
         ORDER BY m.opened_at, m.id"
    );
    read(rows.bind(scope.everything()).bind(scope.person()).fetch_all(conn).await?)
}

/// Open claims of the clients somebody looks after, the oldest first.
pub async fn open_to(conn: &mut Conn, owner: Id<Person>) -> Result<Vec<Claim>> {
    let rows = claim!("WHERE m.state NOT IN ('closed', 'void') AND c.owner_id = $1 ORDER BY m.opened_at, m.id");
    read(rows.bind(owner).fetch_all(conn).await?)
}

/// Open claims of a client, the oldest first.
pub async fn open_of(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Claim>> {
    let rows = claim!("WHERE m.state NOT IN ('closed', 'void') AND m.client_id = $1 ORDER BY m.opened_at, m.id");
    read(rows.bind(client).fetch_all(conn).await?)
}

/// Complex claims that wait for the head: of a client, or all.
pub async fn undecided(conn: &mut Conn, client: Option<Id<Client>>) -> Result<Vec<Claim>> {
    let rows = claim!(
        "WHERE m.level = 'complex' AND m.decided_at IS NULL AND m.state NOT IN ('done', 'closed', 'void') \
         AND (m.client_id = $1 OR $1 IS NULL) ORDER BY m.complex_at, m.id"
    );
    read(rows.bind(client).fetch_all(conn).await?)
}

/// How many claims a client has made since.
pub async fn made_since(conn: &mut Conn, client: Id<Client>, since: Timestamp) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM claim WHERE client_id = $1 AND state <> 'void' AND opened_at >= $2")
        .bind(client)
        .bind(since)
        .fetch_one(conn)
        .await?)
}

/// What all open claims are about, the most first.
pub async fn open_by_kind(conn: &mut Conn) -> Result<Vec<(Kind, i64)>> {
    Ok(sqlx::query_as(
        "SELECT kind, COUNT(*) FROM claim WHERE state NOT IN ('closed', 'void') GROUP BY kind \
         ORDER BY COUNT(*) DESC, kind",
    )
    .fetch_all(conn)
    .await?)
}

/// Why claims closed since came about, the most first.
pub async fn closed_by_cause(conn: &mut Conn, since: Timestamp) -> Result<Vec<(Cause, i64)>> {
    Ok(sqlx::query_as(
        "SELECT cause, COUNT(*) FROM claim WHERE state = 'closed' AND closed_at >= $1 GROUP BY cause \
         ORDER BY COUNT(*) DESC, cause",
    )
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// Clients with several claims since, and how many.
pub async fn repeaters(conn: &mut Conn, since: Timestamp) -> Result<Vec<(String, i64)>> {
    Ok(sqlx::query_as(
        "SELECT c.name, COUNT(*) FROM claim m JOIN client c ON c.id = m.client_id \
         WHERE m.state <> 'void' AND m.opened_at >= $1 GROUP BY m.client_id, c.name HAVING COUNT(*) > 1 \
         ORDER BY COUNT(*) DESC, c.name",
    )
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// How many open claims everybody has.
pub async fn loads(conn: &mut Conn) -> Result<Vec<(Id<Person>, i64)>> {
    Ok(sqlx::query_as(
        "SELECT c.owner_id, COUNT(*) FROM claim m JOIN client c ON c.id = m.client_id \
         WHERE m.state NOT IN ('closed', 'void') AND c.owner_id IS NOT NULL GROUP BY c.owner_id",
    )
    .fetch_all(conn)
    .await?)
}

/// The number of the next claim. Two at once take the same one: the slower is refused and repeated.
pub async fn next_number(conn: &mut Conn) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM claim").fetch_one(conn).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a claim that has just come.
pub async fn insert(conn: &mut Conn, claim: &Claim, by: Id<Person>) -> Result {
    sqlx::query(
        "INSERT INTO claim (id, number, client_id, request_id, person_id, who, opened_by, kind, essence, wish, sum, written, \
           incoming, answer_due, disputed, level, reasons, complex_at, state, answer_by, offer_by, decide_by, close_by, \
           opened_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'new', $19, $20, $21, \
                 $22, $23, $23)",
    )
    .bind(claim.id)
    .bind(claim.number)
    .bind(claim.client)
    .bind(claim.request)
    .bind(claim.person)
    .bind(&claim.who)
    .bind(by)
    .bind(claim.kind)
    .bind(&claim.essence)
    .bind(claim.wish)
    .bind(claim.sum)
    .bind(i64::from(claim.written.is_some()))
    .bind(claim.written.as_deref().unwrap_or_default())
    .bind(claim.answer_due.map(Day))
    .bind(ids(&claim.disputed)?)
    .bind(claim.stage.level)
    .bind(why(&claim.reasons)?)
    .bind(claim.complex_at.map(Timestamp::from))
    .bind(Timestamp::from(claim.answer_by))
    .bind(Timestamp::from(claim.offer_by))
    .bind(claim.decide_by.map(Timestamp::from))
    .bind(Timestamp::from(claim.close_by))
    .bind(claim.opened_at)
    .execute(conn)
    .await?;
    Ok(())
}

fn ids(invoices: &[Id<Invoice>]) -> Result<String> {
    Ok(serde_json::to_string(invoices)?)
}

fn why(reasons: &[Reason]) -> Result<String> {
    Ok(serde_json::to_string(reasons)?)
}

/// Writes where a claim stands now.
pub async fn set_stage(conn: &mut Conn, claim: &Claim, stage: Stage, now: Timestamp) -> Result {
    let changed = sqlx::query(
        "UPDATE claim SET state = $3, level = $4, reopened = $5, closed_at = $6, changed_at = $7, rev = rev + 1, \
           solved_at = CASE WHEN $8 = 0 THEN NULL ELSE COALESCE(solved_at, $7) END, \
           acknowledged_at = CASE WHEN $3 = 'new' THEN NULL ELSE COALESCE(acknowledged_at, $7) END \
         WHERE id = $1 AND rev = $2",
    )
    .bind(claim.id)
    .bind(claim.rev)
    .bind(stage.state)
    .bind(stage.level)
    .bind(stage.reopened)
    .bind(stage.closed_at.map(Timestamp::from))
    .bind(now)
    .bind(i64::from(stage.solved))
    .execute(conn)
    .await?;
    // Somebody else was quicker: read and decide anew.
    if changed.rows_affected() == 0 { Err(sqlx::Error::RowNotFound.into()) } else { Ok(()) }
}

/// Writes why a claim is complex and by when the head is to decide; `None`: it is not, after all.
pub async fn set_complex(
    conn: &mut Conn,
    id: Id<Claim>,
    reasons: &[Reason],
    since: Option<(Timestamp, Timestamp)>,
) -> Result {
    sqlx::query("UPDATE claim SET reasons = $2, level = $3, complex_at = $4, decide_by = $5 WHERE id = $1")
        .bind(id)
        .bind(why(reasons)?)
        .bind(if since.is_some() { Level::Complex } else { Level::Simple })
        .bind(since.map(|(since, _)| since))
        .bind(since.map(|(_, until)| until))
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes what is offered, or that nothing is.
pub async fn set_offer(conn: &mut Conn, id: Id<Claim>, offer: Option<&Offer>) -> Result {
    sqlx::query(
        "UPDATE claim SET offer_id = $2, offer_what = $3, offer_sum = $4, offer_on = $5, offer_text = $6, offer_state = $7, \
           offer_sent_at = $8 WHERE id = $1",
    )
    .bind(id)
    .bind(offer.map(|offer| offer.id))
    .bind(offer.map_or("", |offer| &offer.what))
    .bind(offer.and_then(|offer| offer.sum))
    .bind(offer.map(|offer| Day(offer.on)))
    .bind(offer.map_or("", |offer| &offer.text))
    .bind(offer.map(|offer| offer.state))
    .bind(offer.and_then(|offer| offer.sent_at).map(Timestamp::from))
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes how much the head allows for a claim.
pub async fn set_allowed(conn: &mut Conn, id: Id<Claim>, sum: Option<Money>) -> Result {
    sqlx::query("UPDATE claim SET allowed = $2 WHERE id = $1").bind(id).bind(sum).execute(conn).await?;
    Ok(())
}

/// Writes what the head decided.
pub async fn set_decision(conn: &mut Conn, id: Id<Claim>, decided: &Decided) -> Result {
    sqlx::query("UPDATE claim SET verdict = $2, decided_word = $3, decided_by = $4, decided_at = $5 WHERE id = $1")
        .bind(id)
        .bind(decided.verdict)
        .bind(&decided.word)
        .bind(decided.by)
        .bind(decided.at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes how it ended, before it is closed.
pub async fn set_end(conn: &mut Conn, id: Id<Claim>, result: &str, cause: Cause, unconfirmed: &str) -> Result {
    sqlx::query("UPDATE claim SET result = $2, cause = $3, unconfirmed = $4 WHERE id = $1")
        .bind(id)
        .bind(result)
        .bind(cause)
        .bind(unconfirmed)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes which lawyers have it, or that none have.
pub async fn set_legal(conn: &mut Conn, id: Id<Claim>, legal: Option<&Legal>) -> Result {
    sqlx::query("UPDATE claim SET legal_to = $2, legal_passed = $3, legal_on = $4, rev = rev + 1 WHERE id = $1")
        .bind(id)
        .bind(legal.map_or("", |legal| &legal.to))
        .bind(legal.map_or("", |legal| &legal.passed))
        .bind(legal.map(|legal| Day(legal.on)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Moves the moments by which an offer and the end are due: it has begun anew.
pub async fn set_due(conn: &mut Conn, id: Id<Claim>, offer_by: Timestamp, close_by: Timestamp) -> Result {
    sqlx::query("UPDATE claim SET offer_by = $2, close_by = $3 WHERE id = $1")
        .bind(id)
        .bind(offer_by)
        .bind(close_by)
        .execute(conn)
        .await?;
    Ok(())
}

/// The client is asked something else than before: older buttons ask nothing any more.
pub async fn ask_anew(conn: &mut Conn, id: Id<Claim>) -> Result {
    sqlx::query("UPDATE claim SET asks = asks + 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Something about a claim has changed that its card shows.
pub async fn touch(conn: &mut Conn, id: Id<Claim>) -> Result {
    sqlx::query("UPDATE claim SET rev = rev + 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// The conversation about a claim is another one now.
pub async fn set_request(conn: &mut Conn, id: Id<Claim>, request: Id<Request>) -> Result {
    sqlx::query("UPDATE claim SET request_id = $2 WHERE id = $1").bind(id).bind(request).execute(conn).await?;
    Ok(())
}
