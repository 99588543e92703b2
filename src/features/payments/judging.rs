//! Judging promises by the money that came. What a promise has come to follows from its words, the client's money of its
//! days and how far the bank has told; so when money or a statement goes, or a hand decides otherwise, it is judged anew.

use super::{
    promise::{self, NewPromise, Promise, State},
    queries,
};
use crate::{
    calendar::ProductionCalendar,
    clients::{Client, Contact},
    db::{Conn, Id, Timestamp},
    error::Result,
    files,
    money::Money,
    people::Person,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Bank charges may eat so much of a promised sum: 99 of 100 is kept.
const KEPT_PERCENT: i64 = 99;

/// What is left of a half-kept promise is awaited for so many working days more.
const REST_DAYS: u32 = 2;

/// How many promises were found kept, partly kept and broken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Judged {
    pub kept: usize,
    pub partly: usize,
    pub broken: usize,
}

/// Judges open promises by the money that came, as far as the bank has told (`covered`, a day). A promise paid before
/// its day is kept at once; one whose day the bank has not told about yet stays open: nobody knows.
pub async fn judge(
    conn: &mut Conn,
    covered: NaiveDate,
    calendar: &ProductionCalendar,
    now: Timestamp,
) -> Result<Judged> {
    let mut judged = Judged::default();
    for promise in promise::all_open(conn).await? {
        let paid = queries::paid_by(conn, promise.client, promise.counts_from, promise.due_on).await?;
        let state = verdict(&promise, paid, covered);
        match state {
            State::Kept => judged.kept += 1,
            State::Partly => judged.partly += 1,
            State::Broken => judged.broken += 1,
            State::Open | State::Superseded | State::Cancelled => continue,
        }
        promise::close(conn, promise.id, state, paid, now).await?;
        if state == State::Partly {
            rest(conn, &promise, paid, calendar, now).await?;
        }
    }
    Ok(judged)
}

fn verdict(promise: &Promise, paid: Money, covered: NaiveDate) -> State {
    let enough = paid.kopecks() * 100 >= promise.sum.kopecks() * KEPT_PERCENT;
    match (enough, covered >= promise.due_on, paid > Money::ZERO) {
        (true, _, _) => State::Kept,
        (false, false, _) => State::Open,
        (false, true, true) => State::Partly,
        (false, true, false) => State::Broken,
    }
}

/// The rest of a half-kept promise is a promise of its own.
async fn rest(
    conn: &mut Conn,
    promise: &Promise,
    paid: Money,
    calendar: &ProductionCalendar,
    now: Timestamp,
) -> Result {
    let (made_by, contact): (Id<Person>, Option<Id<Contact>>) =
        sqlx::query_as("SELECT made_by, contact_id FROM promise WHERE id = $1")
            .bind(promise.id)
            .fetch_one(&mut *conn)
            .await?;
    let due_on = calendar.add_working_days(promise.due_on, REST_DAYS);
    let counts_from = promise.due_on + chrono::Days::new(1);
    let new = NewPromise { client: promise.client, contact, sum: promise.sum - paid, due_on, counts_from, made_by };
    let rest = promise::promise(conn, new, now).await?;
    sqlx::query("UPDATE promise SET rest_of = $2 WHERE id = $1").bind(rest).bind(promise.id).execute(conn).await?;
    Ok(())
}

/// Money came, went or changed hands (whose, on which days), and a statement read at `untold`, if any, was taken back:
/// judges anew what may have come to something else by it.
pub async fn judge_anew(
    conn: &mut Conn,
    touched: &BTreeSet<(Id<Client>, NaiveDate)>,
    untold: Option<Timestamp>,
    calendar: &ProductionCalendar,
    now: Timestamp,
) -> Result {
    let told = files::told(conn, "bank").await?;
    let covered = |until: Option<Timestamp>| {
        let known = told.iter().filter(|(at, _)| until.is_none_or(|until| *at <= until));
        known.map(|(_, over)| *over).max().unwrap_or_default()
    };
    let mut affected = BTreeSet::new();
    if untold.is_some() {
        // What was due by the day told before it was judged without it.
        affected = promise::judged_after(conn, covered(untold)).await?;
    }
    for (client, day) in touched {
        affected.extend(promise::counting(conn, *client, *day).await?);
    }
    // The oldest first: a rest is judged after its promise, and may be gone by then.
    while let Some(id) = affected.pop_first() {
        let Some(promise) = promise::standing(conn, id).await? else { continue };
        let next = next_word(conn, &promise).await?;
        let paid = queries::paid_by(conn, promise.client, promise.counts_from, promise.due_on).await?;
        // With a later word given, all that matters is what was known by then: after that it could not be judged.
        let state = match verdict(&promise, paid, covered(next.map(|(_, made_at)| made_at))) {
            State::Open if next.is_some() => State::Superseded,
            state => state,
        };
        if state == State::Partly {
            match promise::rest_of(conn, promise.id).await? {
                Some(rest) => {
                    resize(conn, rest.id, promise.sum - paid).await?;
                    affected.insert(rest.id);
                }
                None if next.is_none() => {
                    put(conn, promise.id, state, paid, now).await?;
                    rest(conn, &promise, paid, calendar, now).await?;
                }
                None => {}
            }
        } else {
            forget_rests(conn, promise.id).await?;
        }
        put(conn, promise.id, state, paid, now).await?;
        if let Some((next, _)) = next.filter(|_| state == State::Superseded) {
            sqlx::query("UPDATE promise SET replaces = $2 WHERE id = $1 AND replaces IS NULL")
                .bind(next)
                .bind(promise.id)
                .execute(&mut *conn)
                .await?;
        }
    }
    Ok(())
}

/// What the client said after this promise, if it was not taken back: that would have taken its place. A rest is no word.
async fn next_word(conn: &mut Conn, promise: &Promise) -> Result<Option<(Id<Promise>, Timestamp)>> {
    Ok(sqlx::query_as(
        "SELECT id, made_at FROM promise WHERE client_id = $1 AND rest_of IS NULL AND state <> 'cancelled' \
         AND (made_at > $2 OR (made_at = $2 AND id > $3)) ORDER BY made_at, id LIMIT 1",
    )
    .bind(promise.client)
    .bind(promise.made_at)
    .bind(promise.id)
    .fetch_optional(conn)
    .await?)
}

/// Writes down what a promise has come to.
async fn put(conn: &mut Conn, id: Id<Promise>, state: State, paid: Money, now: Timestamp) -> Result {
    let (paid, closed) = match state {
        State::Open => (Money::ZERO, None),
        State::Superseded => (Money::ZERO, Some(now)),
        _ => (paid, Some(now)),
    };
    sqlx::query(
        "UPDATE promise SET state = $2, paid = $3, closed_at = CASE WHEN state = $2 THEN closed_at ELSE $4 END \
         WHERE id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(paid)
    .bind(closed)
    .execute(conn)
    .await?;
    Ok(())
}

/// So much is left of a half-kept promise.
async fn resize(conn: &mut Conn, rest: Id<Promise>, left: Money) -> Result {
    sqlx::query("UPDATE promise SET sum = $2 WHERE id = $1").bind(rest).bind(left).execute(conn).await?;
    Ok(())
}

/// The promise is not half-kept after all: its rest was never awaited, nor the rest of that.
async fn forget_rests(conn: &mut Conn, id: Id<Promise>) -> Result {
    let mut rests = Vec::new();
    while let Some(rest) = promise::rest_of(conn, rests.last().copied().unwrap_or(id)).await? {
        rests.push(rest.id);
    }
    for rest in rests.into_iter().rev() {
        // What took the place of the rest takes that of the promise.
        sqlx::query("UPDATE promise SET replaces = $2 WHERE replaces = $1")
            .bind(rest)
            .bind(id)
            .execute(&mut *conn)
            .await?;
        sqlx::query("DELETE FROM promise WHERE id = $1").bind(rest).execute(&mut *conn).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_judged_only_when_the_bank_has_told() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let promise = Promise {
            id: Id::new(),
            client: Id::new(),
            client_name: String::new(),
            sum: Money::from_rubles(100),
            due_on: day("2026-11-20"),
            counts_from: day("2026-11-10"),
            made_at: "2026-11-10T06:00:00.000Z".parse().unwrap(),
            state: State::Open,
        };
        let rubles = Money::from_rubles;
        assert_eq!(verdict(&promise, rubles(99), day("2026-11-15")), State::Kept, "early and enough");
        assert_eq!(verdict(&promise, rubles(98), day("2026-11-19")), State::Open, "nobody knows yet");
        assert_eq!(verdict(&promise, rubles(98), day("2026-11-20")), State::Partly);
        assert_eq!(verdict(&promise, Money::ZERO, day("2026-11-20")), State::Broken);
    }
}
