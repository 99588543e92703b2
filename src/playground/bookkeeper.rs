//! What 1С and the bank do once the page is open: the invoices of every month, and what clients have paid since the last
//! statement. Files only, sent by whoever keeps the books, as in the month before.

use super::{
    Phone,
    cast::{load, moscow},
    ledger::{self, Ledger, Order},
};
use crate::{
    clients,
    db::Conn,
    error::Result,
    features::{
        invoices::{self, Invoice},
        payments,
    },
    files,
    money::Money,
};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Of a hundred clients who owe, so many pay on a working day; those who promised that day keep their word in so many cases.
const PAY: u64 = 7;
const KEEP: u64 = 75;

/// The 15th of a month, or the next working day: invoices are issued.
fn issue_day(month: NaiveDate, phone: &Phone<'_>) -> NaiveDate {
    phone.desk.calendar.working_day_on_or_after(month.with_day(15).unwrap_or(month))
}

/// The next moment at which invoices are issued, after `now`.
pub fn next_issue(keeper: &Phone<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.date_naive();
    let at = |month: NaiveDate| moscow(issue_day(month, keeper), 12, 0);
    let this = at(today);
    if this > now { this } else { at(today.with_day(1).unwrap_or(today) + Months::new(1)) }
}

/// Invoices of the month are issued, if this is the moment of it.
pub async fn issue(keeper: &Phone<'_>) {
    let today = keeper.desk.clock.now().date_naive();
    let table = Ledger::open().later_csv(today);
    load(keeper, &format!("1c-{today}.csv"), table.as_bytes()).await;
}

/// The bank's statement for the days since the last one, today the last; `false`: it has told about today already.
pub async fn statement(keeper: &Phone<'_>) -> Result<bool> {
    let desk = keeper.desk;
    let today = desk.clock.now().with_timezone(&chrono_tz::Europe::Moscow).date_naive();
    let mut conn = desk.db.read().await?;
    let told = files::told_until(&mut conn, "bank").await?;
    let from = told.and_then(|day| day.succ_opt()).unwrap_or(today);
    if from > today {
        return Ok(false);
    }
    let owed = owed(&mut conn, today).await?;
    drop(conn);
    let days = from.iter_days().take_while(|day| *day <= today).filter(|day| desk.calendar.is_working(*day));
    let mut open: BTreeMap<usize, &Owed> = owed.iter().enumerate().collect();
    let mut orders = Vec::new();
    for day in days {
        let paying: Vec<usize> = open.iter().filter(|(at, owed)| owed.pays(**at, day)).map(|(at, _)| *at).collect();
        for at in paying {
            let Some(owed) = open.remove(&at) else { continue };
            let number = 10_000 + day.ordinal() as usize * 300 + at % 300;
            orders.push(Order {
                number,
                on: day,
                sum: owed.sum,
                inn: &owed.inn,
                name: &owed.name,
                purpose: format!("Оплата по счетам {}", owed.numbers),
            });
        }
    }
    let file = ledger::statement(from, today, orders);
    load(keeper, &format!("bank-{today}.txt"), &file).await;
    Ok(true)
}

/// What a client owes and might pay.
struct Owed {
    name: String,
    inn: String,
    numbers: String,
    sum: Money,
    since: NaiveDate,
    promised: Option<NaiveDate>,
}

impl Owed {
    /// Whether the client in this place pays on this day: the same every time.
    fn pays(&self, at: usize, day: NaiveDate) -> bool {
        let chance = match self.promised {
            Some(promised) if promised == day => KEEP,
            Some(promised) if promised > day => 0,
            _ => PAY,
        };
        let mixed = (at as u64 + 1).wrapping_mul(6_364_136_223_846_793_005) ^ u64::from(day.ordinal()) << 40;
        self.since <= day && (mixed.wrapping_mul(2_862_933_555_777_941_757) >> 33) % 100 < chance
    }
}

/// Who owes what for which invoices, disputed ones left out; in the order of their first invoices.
async fn owed(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Owed>> {
    let promises = payments::open_until(conn, today + Days::new(366)).await?;
    let mut by_client: Vec<(_, Vec<Invoice>)> = Vec::new();
    for invoice in invoices::all_unpaid(conn).await?.into_iter().filter(|invoice| !invoice.disputed) {
        match by_client.iter_mut().find(|(client, _)| *client == invoice.client) {
            Some((_, invoices)) => invoices.push(invoice),
            None => by_client.push((invoice.client, vec![invoice])),
        }
    }
    let mut owed = Vec::new();
    for (id, invoices) in by_client {
        let Some(client) = clients::known(conn, id).await? else { continue };
        let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
        owed.push(Owed {
            inn: client.inn.unwrap_or_default(),
            name: client.name,
            numbers: numbers.join(", "),
            sum: invoices.iter().map(Invoice::left).sum(),
            since: invoices.iter().map(|invoice| invoice.issued_on).max().unwrap_or(today),
            promised: promises.iter().find(|promise| promise.client == id).map(|promise| promise.due_on),
        });
    }
    Ok(owed)
}
