//! Reading 1С: when, from which day on, and what is done when it does not let itself be read.

use super::{
    model::{Bill, Books, Known, Party, Receipt, State, Trouble},
    rows, take,
};
use crate::{
    calendar::{Hours, WorkingTime},
    db::Conn,
    error::Result,
    features::{invoices, payments::Operation},
    jobs::{self, At, Failure},
    money::Money,
    outside::one_c::{self, Key, OneC, Refusal},
    t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Moscow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The kind of job that reads.
pub const READ: &str = "ledger.read";

/// Documents of so many days are read each time, and of so many the first time of a day: old ones are corrected too.
const USUAL: Days = Days::new(62);
const DEEP: Days = Days::new(400);
/// If nothing is heard of a reading for so long, it is begun again.
const LOST: TimeDelta = TimeDelta::minutes(10);
/// The end of a day, by which account 62 is asked.
const END: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("a time of day");
/// Silence is told after so many times.
const SILENT: i64 = 3;

/// Puts the reading when its time has come, in working hours.
pub async fn watch(conn: &mut Conn, at: &At) -> Result {
    let hours = Hours::default();
    let open = WorkingTime { calendar: &at.calendar, hours: &hours, zone: Moscow }.is_open(at.now());
    if at.one_c.is_none() || !open {
        return Ok(());
    }
    let waits = rows::state(conn).await?.is_some_and(|state| state.next_at.0 > at.now());
    if waits { Ok(()) } else { put(conn, at.now()).await }
}

/// Puts the reading, once a minute at most.
pub async fn put(conn: &mut Conn, now: DateTime<Utc>) -> Result {
    rows::begin(conn, now + LOST).await?;
    let key = format!("{READ}:{}", now.format("%Y-%m-%dT%H:%M"));
    jobs::put(conn, READ, Some(&key), &(), now.into()).await
}

/// Reads and takes in.
pub async fn read(at: At) -> Result<(), Failure> {
    let Some(one_c) = at.one_c.clone() else { return Ok(()) };
    let (state, known) = {
        let mut conn = at.db.read().await?;
        (rows::state(&mut conn).await?, rows::known(&mut conn).await?)
    };
    let Some(state) = state else { return Ok(()) };
    let today = at.now().with_timezone(&Moscow).date_naive();
    let deep = state.read_at.is_none_or(|read| read.0.with_timezone(&Moscow).date_naive() < today);
    let since = today - if deep { DEEP } else { USUAL };
    let every = TimeDelta::from_std(one_c.every()).unwrap_or(TimeDelta::hours(1));
    match fetch(&one_c, &known, since, today).await {
        Ok(books) => {
            let mut tx = at.db.begin().await?;
            let debts = books.debts.is_some();
            // What was known when the reading began may have been taken back meanwhile.
            let known = rows::known(&mut tx).await?;
            take::take(&mut tx, &books, known, deep, &at).await?;
            rows::succeeded(&mut tx, at.stamp(), debts, at.now() + every).await?;
            tx.commit().await?;
            Ok(())
        }
        Err(refusal) => Ok(failed(&at, &state, &refusal, every).await?),
    }
}

/// Nothing was read: again later, soon at first. What does not pass by itself is told at once.
async fn failed(at: &At, state: &State, refusal: &Refusal, every: TimeDelta) -> Result {
    let failures = state.failures + 1;
    tracing::warn!(%refusal, failures, "1С was not read");
    let soon = TimeDelta::minutes(1 << failures.clamp(1, 10));
    let next = at.now() + if refusal.may_pass() { soon.min(every) } else { every };
    let mut tx = at.db.begin().await?;
    rows::failed(&mut tx, &kept(refusal), next).await?;
    if !refusal.may_pass() || failures >= SILENT {
        take::tell_new(&mut tx, &[trouble(refusal)], at.moment()).await?;
    }
    tx.commit().await
}

/// A refusal as it is kept.
fn kept(refusal: &Refusal) -> String {
    serde_json::to_string(refusal).unwrap_or_default()
}

fn trouble(refusal: &Refusal) -> Trouble {
    Trouble::Source { why: kept(refusal), silence: refusal.may_pass() }
}

/// What was kept, in words.
pub fn words(kept: &str) -> Text {
    serde_json::from_str::<Refusal>(kept).map_or_else(|_| t!("one-c-unread"), |refusal| refusal.text())
}

/// All that is read of 1С, one thing after another.
async fn fetch(
    one_c: &OneC,
    known: &HashMap<String, Known>,
    since: NaiveDate,
    today: NaiveDate,
) -> Result<Books, Refusal> {
    let books = one_c.open().await?;
    let mut bills = books.invoices(since).await?;
    let receipts = books.receipts(since).await?;
    // What has left the list may only have another day now.
    let seen: BTreeSet<Key> = bills.rows.iter().map(|bill| bill.key).collect();
    let expected = known.iter().filter(|(_, known)| known.issued_on >= since);
    let missing = expected.filter_map(|(key, _)| key.parse().ok()).filter(|key| !seen.contains(key));
    let missing: Vec<Key> = missing.collect();
    let found = books.invoices_by_key(&missing).await?;
    let there: BTreeSet<Key> = found.rows.iter().map(|bill| bill.key).chain(found.unread_keys).collect();
    let gone = missing.iter().filter(|key| !there.contains(key));
    let gone: Vec<String> = gone.map(ToString::to_string).collect();
    bills.rows.extend(found.rows);
    let mut troubles = Vec::new();
    let debts = match books.debts(today.and_time(END)).await {
        Ok(debts) => Some(debts),
        Err(refusal) if refusal.may_pass() => return Err(refusal),
        // Invoices and money are of use without it.
        Err(refusal) => {
            tracing::warn!(%refusal, "account 62 was not read");
            troubles.push(trouble(&refusal));
            None
        }
    };
    for number in bills.unread.iter().chain(&receipts.unread) {
        troubles.push(Trouble::Unread { number: number.clone() });
    }
    let of_bills = bills.rows.iter().filter_map(|bill| bill.party);
    let of_receipts = receipts.rows.iter().filter_map(|receipt| receipt.party);
    let of_debts = debts.iter().flat_map(|debts| debts.keys().copied());
    let parties = books.parties(&of_bills.chain(of_receipts).chain(of_debts).collect()).await?;
    let party = |key: Option<Key>| {
        let party = key.and_then(|key| parties.get(&key));
        party.map(|party| Party { name: party.name.clone(), inn: party.inn.clone() }).unwrap_or_default()
    };
    Ok(Books {
        since,
        bills: bills
            .rows
            .iter()
            .filter(|one| one.sum > Money::ZERO || !one.stands)
            .map(|one| bill(one, party(one.party)))
            .collect(),
        gone,
        last_receipt: receipts.rows.iter().filter(|one| one.stands).map(|one| one.on).max(),
        receipts: receipts
            .rows
            .iter()
            .filter(|one| one.of_buyer && (one.sum > Money::ZERO || !one.stands))
            .map(|one| receipt(one, party(one.party)))
            .collect(),
        debts: debts
            .map(|debts| debts.into_iter().map(|(key, sum)| (key.to_string(), party(Some(key)), sum)).collect()),
        troubles,
    })
}

fn bill(bill: &one_c::Invoice, party: Party) -> Bill {
    let told = invoices::Told {
        number: bill.number.clone(),
        issued_on: bill.on,
        due_on: None,
        sum: bill.sum,
        inn: party.inn,
        name: party.name,
    };
    Bill { key: bill.key.to_string(), stands: bill.stands, told }
}

fn receipt(receipt: &one_c::Receipt, payer: Party) -> Receipt {
    // One invoice may stand in several lines.
    let mut pays: BTreeMap<String, Money> = BTreeMap::new();
    for (key, part) in &receipt.pays {
        *pays.entry(key.to_string()).or_default() += *part;
    }
    let operation = Operation {
        hash: format!("one_c:{}", receipt.key),
        paid_on: receipt.on,
        number: receipt.order.clone(),
        ordered_on: receipt.ordered_on,
        sum: receipt.sum,
        payer_inn: payer.inn,
        payer_name: payer.name,
        payer_account: String::new(),
        purpose: receipt.purpose.clone(),
        pays: None,
    };
    Receipt { stands: receipt.stands, operation, pays: pays.into_iter().collect() }
}
