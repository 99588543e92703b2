//! Bills in ПФ: the bot brings there what is true here, a planned payment, a payment made, or nothing. It looks for our
//! marker before it makes anything; that it asks is written down before, and while nobody knows what came of the asking
//! it only looks. Two operations would be a bill paid twice.

use super::{
    card,
    model::{Act, Bill, Goal, LOOK_FOR, Pf, Side, State},
    moves, rows,
};
use crate::{
    db::{Conn, Id},
    error::Result,
    features::{
        billing,
        invoices::{self, Invoice, bare_number},
    },
    jobs::{self, At, Failure, Kind, Payload},
    money::Money,
    outside::planfact::{Found, Planfact, Planned, Refusal, Way},
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const JOB: &str = "bills.enter";
/// What could not be done is tried again after so long …
const AGAIN: TimeDelta = TimeDelta::seconds(50);
/// … and after so many tries, after so long.
const PATIENT: i64 = 20;
const LATER: TimeDelta = TimeDelta::minutes(10);
/// So many invoices of a client are looked through for the one that was asked for.
const LATEST: i64 = 60;

/// What it does.
pub const JOBS: &[Kind] = &[Kind { name: JOB, run: |at, payload| Box::pin(enter(at, payload)) }];

/// Why it waits, or why it was refused, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
enum Why {
    /// They said so.
    Theirs(Refusal),
    /// What stood there is deleted.
    Deleted,
    /// They do not know it, though they were asked to make it.
    Missing,
}

/// What was kept, in words.
pub fn words(kept: &str) -> Option<Text> {
    Some(match serde_json::from_str(kept).ok()? {
        Why::Theirs(refusal) => refusal.text(),
        Why::Deleted => t!("planfact-deleted"),
        Why::Missing => t!("planfact-missing"),
    })
}

/// Puts the next try; once, however often it is looked at.
pub async fn put(conn: &mut Conn, bill: Id<Bill>, tries: i64, now: DateTime<Utc>) -> Result {
    jobs::put(conn, JOB, Some(&format!("{JOB}:{bill}:{tries}")), &bill, now.into()).await
}

/// Every minute: what waits for its time is tried, and what is known of our invoices by themselves is told.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    for (bill, tries) in rows::wanted(conn, at.stamp()).await? {
        put(conn, bill, tries, at.now()).await?;
    }
    for bill in rows::made(conn).await? {
        follow(conn, &bill, at).await?;
    }
    Ok(())
}

/// An invoice that has come from 1С and was sent or paid needs no tap.
async fn follow(conn: &mut Conn, bill: &Bill, at: &At) -> Result {
    let Some(client) = bill.client else { return Ok(()) };
    let latest = invoices::latest_of(conn, client, LATEST).await?;
    let same = |invoice: &&Invoice| bare_number(&invoice.number) == bare_number(&bill.invoice);
    let Some(invoice) = latest.iter().find(same) else { return Ok(()) };
    let act = if invoice.left() <= Money::ZERO {
        Act::Pay
    } else if bill.state == State::Issued && billing::is_sent(conn, invoice.id).await? {
        Act::Send
    } else {
        return Ok(());
    };
    moves::advance(conn, bill, (act, ""), None, at.moment()).await.map(drop)
}

async fn enter(at: At, payload: Value) -> Result<(), Failure> {
    let payload: Payload<Id<Bill>> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    let Some(bill) = wanted(&at, payload.inner).await? else { return Ok(()) };
    let way = match bill.side {
        Side::Client => Way::Income,
        Side::Supplier => Way::Outcome,
    };
    match at.planfact.clone().filter(|planfact| planfact.takes(way)) {
        Some(planfact) => Ok(Entering { at: &at, planfact: &planfact, way }.bring(bill).await?),
        // The settings have changed: people do it from now on.
        None => Ok(end(&at, &bill, Pf::Hand, None, None).await?),
    }
}

/// The bill, if it is still to be brought there.
async fn wanted(at: &At, id: Id<Bill>) -> Result<Option<Bill>> {
    let mut conn = at.db.read().await?;
    Ok(rows::known(&mut conn, id).await?.filter(|bill| bill.pf == Pf::Wanted))
}

struct Entering<'a> {
    at: &'a At,
    planfact: &'a Planfact,
    way: Way,
}

impl Entering<'_> {
    /// One try.
    async fn bring(&self, bill: Bill) -> Result {
        let found = match self.find(&bill).await {
            Ok(found) => found,
            Err(refusal) => return self.not_yet(&bill, refusal).await,
        };
        let lost = bill.called_at.is_some_and(|called| self.at.now() - called < LOOK_FOR);
        let (done, id) = match (bill.goal(), found) {
            (Goal::Gone, Found::There(there)) => (self.planfact.delete(there.id).await, None),
            // It may still be made: nothing is known before the time is over.
            (_, Found::Nothing) if lost => return put_off(self.at, &bill, &Why::Missing).await,
            (Goal::Gone, Found::Nothing | Found::Deleted) => (Ok(()), None),
            (goal, Found::There(there)) => {
                let paid = goal == Goal::Committed;
                let id = Some(there.id);
                if there.committed == paid {
                    (Ok(()), id)
                } else {
                    let on = if paid { day(bill.state_at) } else { bill.needed_on };
                    (self.planfact.set_committed(self.way, &there, paid, on).await, id)
                }
            }
            (Goal::Planned | Goal::Committed, Found::Deleted) => return no(self.at, &bill, &Why::Deleted).await,
            // What stood there once and is gone was taken out by somebody who knew why.
            (Goal::Planned | Goal::Committed, Found::Nothing) if bill.operation.is_some() => {
                return no(self.at, &bill, &Why::Deleted).await;
            }
            (Goal::Planned | Goal::Committed, Found::Nothing) => return self.make(&bill).await,
        };
        match done {
            Ok(()) => end(self.at, &bill, Pf::Done, id, None).await,
            Err(refusal) => self.not_yet(&bill, refusal).await,
        }
    }

    async fn find(&self, bill: &Bill) -> Result<Found, Refusal> {
        self.planfact.find(self.way, &bill.marker(), bill.needed_on).await
    }

    /// Nobody has made it: it is asked for, once.
    async fn make(&self, bill: &Bill) -> Result {
        let paid = bill.goal() == Goal::Committed;
        let planned = Planned {
            way: self.way,
            sum: bill.sum,
            on: if paid { day(bill.state_at) } else { bill.needed_on },
            comment: format!("С-{} · {} · ИНН {} · {}", bill.number, bill.party, bill.inn, bill.subject),
            marker: bill.marker(),
            committed: paid,
        };
        let mut tx = self.at.db.begin().await?;
        let ours = rows::call(&mut tx, bill, self.at.stamp()).await?;
        tx.commit().await?;
        if !ours {
            return Ok(());
        }
        match self.planfact.create(&planned).await {
            Ok(Some(id)) => end(self.at, bill, Pf::Done, Some(id), None).await,
            // It has perhaps been made: what we know is only what is found.
            Ok(None) | Err(Refusal::Unknown(_)) => match self.find(bill).await {
                Ok(Found::There(there)) => end(self.at, bill, Pf::Done, Some(there.id), None).await,
                Ok(Found::Nothing | Found::Deleted) => put_off(self.at, bill, &Why::Missing).await,
                Err(refusal) => put_off(self.at, bill, &Why::Theirs(refusal)).await,
            },
            Err(refusal) => {
                let mut tx = self.at.db.begin().await?;
                rows::uncall(&mut tx, bill.id).await?;
                tx.commit().await?;
                self.not_yet(&Bill { called_at: None, ..bill.clone() }, refusal).await
            }
        }
    }

    /// They could not be asked, or said no.
    async fn not_yet(&self, bill: &Bill, refusal: Refusal) -> Result {
        let may_pass = refusal.may_pass();
        let why = Why::Theirs(refusal);
        if may_pass { put_off(self.at, bill, &why).await } else { no(self.at, bill, &why).await }
    }
}

/// The day of a moment, by the clock of the office.
fn day(at: DateTime<Utc>) -> chrono::NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Moscow).date_naive()
}

/// It is looked at again later. That it can be entered by hand meanwhile accounting hears once.
async fn put_off(at: &At, bill: &Bill, why: &Why) -> Result {
    let next = at.now() + if bill.tries < PATIENT { AGAIN } else { LATER };
    let mut tx = at.db.begin().await?;
    if rows::put_off(&mut tx, bill, &serde_json::to_string(why)?, next.into()).await? {
        let stands = moves::read(&mut tx, bill.id).await?;
        card::refresh(&mut tx, &stands, None, at.moment()).await?;
        if bill.why.is_empty() && stands.state == State::Requested && stands.by_hand() {
            moves::tell_accounting(&mut tx, &stands, t!("bill-told-waits"), at.moment()).await?;
        }
    }
    tx.commit().await
}

/// They do not take it: people do it.
async fn no(at: &At, bill: &Bill, why: &Why) -> Result {
    end(at, bill, Pf::No, None, Some(why)).await
}

/// There is nothing more to do in ПФ until something changes here.
async fn end(at: &At, bill: &Bill, pf: Pf, operation: Option<i64>, why: Option<&Why>) -> Result {
    let kept = why.map(serde_json::to_string).transpose()?.unwrap_or_default();
    let mut tx = at.db.begin().await?;
    if rows::settle(&mut tx, bill, pf, operation, &kept).await? {
        let stands = moves::read(&mut tx, bill.id).await?;
        match (pf, stands.state) {
            (Pf::Done, State::Requested) => {
                moves::advance(&mut tx, &stands, (Act::Enter, ""), None, at.moment()).await?;
            }
            (Pf::Hand | Pf::No, _) => {
                card::refresh(&mut tx, &stands, None, at.moment()).await?;
                moves::tell_accounting(&mut tx, &stands, t!("bill-told-no"), at.moment()).await?;
            }
            // What was shown of the waiting is over; else nothing on the cards has changed.
            (Pf::Done | Pf::Wanted, _) if !bill.why.is_empty() => {
                card::refresh(&mut tx, &stands, None, at.moment()).await?;
            }
            (Pf::Done | Pf::Wanted, _) => {}
        }
    }
    tx.commit().await
}
