//! The share of clients who pay the month's invoices in time (PRODUCT section 7, KPI1), and the shortest way to 95 % (M9).
//!
//! A client counts if it is served, none of its invoices of the month is disputed, and ours came in time (`issue`). The
//! bank's day of the last money decides; 99 of 100 is paid, as with promises.

use super::{gather::Gathered, month::Month, press::Pick};
use crate::{
    clients::{Client, State},
    collect::{Candidate, Plan, missing, toward},
    db::Id,
    features::invoices::Invoice,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The department's aim.
pub const PERCENT: u32 = 95;
/// So many of 100 is paid.
const ENOUGH: i64 = 99;

/// How a client stands in the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// Everything of the month was paid by its day.
    Paid,
    /// It was not.
    Missed,
    /// It still can be.
    Open,
}

/// How a client stands in the share; `None`: it does not count.
pub fn in_time(
    client: &Client,
    invoices: &[Invoice],
    settled: &HashMap<Id<Invoice>, NaiveDate>,
    month: Month,
    today: NaiveDate,
) -> Option<InTime> {
    let of_month = || invoices.iter().filter(|invoice| (month.first..=month.last).contains(&invoice.issued_on));
    if client.state != State::Active || of_month().count() == 0 || of_month().any(|invoice| invoice.disputed) {
        return None;
    }
    let stands = of_month().map(|invoice| {
        let paid = invoice.paid.kopecks() * 100 >= invoice.sum.kopecks() * ENOUGH;
        match settled.get(&invoice.id) {
            Some(day) if paid && *day <= invoice.due_on => InTime::Paid,
            _ if !paid && today <= invoice.due_on => InTime::Open,
            _ => InTime::Missed,
        }
    });
    let worst = |one, other| match (one, other) {
        (InTime::Missed, _) | (_, InTime::Missed) => InTime::Missed,
        (InTime::Open, _) | (_, InTime::Open) => InTime::Open,
        (InTime::Paid, InTime::Paid) => InTime::Paid,
    };
    stands.reduce(worst)
}

/// The share of a person's clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Of a thousand.
    pub permille: u32,
    /// So many more must pay.
    pub missing: u32,
    /// So many still can.
    pub open: u32,
}

/// The share of a person's clients; `None`: there is nothing to do about it.
pub fn share(round: &Gathered) -> Option<Share> {
    let stands: Vec<InTime> = round.everybody().filter_map(|known| known.in_time).collect();
    let of = |stand| u32::try_from(stands.iter().filter(|other| **other == stand).count()).unwrap_or(u32::MAX);
    let (paid, open, invoiced) = (of(InTime::Paid), of(InTime::Open), u32::try_from(stands.len()).ok()?);
    let missing = missing(paid, invoiced, PERCENT);
    (missing > 0 && open > 0).then(|| Share { permille: paid * 1000 / invoiced, missing, open })
}

/// Whom to call for it.
pub fn plan(round: &Gathered, share: Share) -> Plan {
    let places = round.places(Pick::ALL, &[]);
    let open = places.iter().filter(|(_, known)| known.in_time == Some(InTime::Open));
    let candidates: Vec<Candidate> = open.map(|(place, _)| Candidate::from(&place.score)).collect();
    toward(share.missing, &candidates).calls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::ProductionCalendar, money::Money};

    #[test]
    fn a_client_is_in_time_if_the_bank_s_day_is() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (today, id) = (day("2026-11-25"), Id::new());
        let month = Month::of(today, &ProductionCalendar::russian());
        let client = |state| Client {
            id: Id::new(),
            name: String::new(),
            inn: None,
            city: String::new(),
            zone: chrono_tz::UTC,
            owner: None,
            state,
        };
        let invoice = |paid, due: &str| Invoice {
            id,
            client: Id::new(),
            number: String::new(),
            issued_on: day("2026-11-16"),
            due_on: day(due),
            sum: Money::from_rubles(100),
            paid: Money::from_rubles(paid),
            disputed: false,
            awaited_until: None,
        };
        let settled = HashMap::from([(id, day("2026-11-24"))]);
        let stands = |invoices: &[Invoice]| in_time(&client(State::Active), invoices, &settled, month, today);
        assert_eq!(stands(&[invoice(99, "2026-11-24")]), Some(InTime::Paid));
        assert_eq!(stands(&[invoice(100, "2026-11-23")]), Some(InTime::Missed), "the bank's day is later");
        assert_eq!(stands(&[invoice(98, "2026-11-25")]), Some(InTime::Open));
        assert_eq!(stands(&[invoice(98, "2026-11-24")]), Some(InTime::Missed));
        assert_eq!(stands(&[invoice(100, "2026-11-24"), invoice(0, "2026-11-30")]), Some(InTime::Open));
        assert_eq!(stands(&[]), None);
        assert_eq!(stands(&[Invoice { disputed: true, ..invoice(0, "2026-11-30") }]), None);
        let suspended = client(State::Suspended);
        assert_eq!(in_time(&suspended, &[invoice(100, "2026-11-24")], &settled, month, today), None);
    }
}
