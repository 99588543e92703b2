//! E3: a debt that only a head can move on (PRODUCT 4.8): long overdue, large, or twice promised in vain. What a head
//! decides silences it for a while.

use super::{decide, rows};
use crate::{
    calendar::{Moment, ProductionCalendar},
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        Alarm, Look, Rule, Whom,
        invoices::{self, Debt},
        payments,
    },
    money::Money,
    people,
    rules::{Threshold, Unit, Values},
    t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Moscow;

/// The rule of the heads, and of the ladder whose top it is.
pub const E3: &str = "E3";

const fn days(name: &'static str, about: &'static str, usual: i64, least: i64) -> Threshold {
    Threshold { rule: E3, name, about, unit: Unit::Days, usual, least, most: 90 }
}

/// The client is reminded so many days before the due day.
pub const BEFORE: Threshold = days("before", "rule-e3-before", 3, 0);
/// Called so many working days after it.
pub const CALL: Threshold = days("call", "rule-e3-call", 1, 1);
/// Called again.
pub const AGAIN: Threshold = days("again", "rule-e3-again", 3, 1);
/// Another contact person is called.
pub const OTHER: Threshold = days("other", "rule-e3-other", 5, 1);
/// So many working days overdue a head decides.
const LATE: Threshold = days("late", "rule-e3-late", 10, 1);
/// So many broken promises are too many …
const BROKEN: Threshold =
    Threshold { rule: E3, name: "broken", about: "rule-e3-broken", unit: Unit::Count, usual: 2, least: 1, most: 10 };
/// … in so many days.
const WITHIN: Threshold = Threshold { most: 365, ..days("within", "rule-e3-within", 60, 1) };
/// A debt of this much is a head's at once.
const SUM: Threshold = Threshold {
    rule: E3,
    name: "sum",
    about: "rule-e3-sum",
    unit: Unit::Money,
    usual: Money::from_rubles(100_000).kopecks(),
    least: Money::from_rubles(1_000).kopecks(),
    most: Money::from_rubles(100_000_000).kopecks(),
};
const ACK: Threshold =
    Threshold { rule: E3, name: "ack", about: "rule-ack", unit: Unit::Minutes, usual: 480, least: 60, most: 4800 };

/// The rule.
pub const RULE: Rule = Rule {
    code: E3,
    about: "rule-e3",
    thresholds: &[BEFORE, CALL, AGAIN, OTHER, LATE, BROKEN, WITHIN, SUM, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
};

/// Why a debt is a head's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// Overdue for so many working days since this day.
    Late(NaiveDate),
    /// So many promises broken.
    Broken(i64),
    /// That much.
    Much,
}

/// Whether a debt is a head's, and since which day: pure.
fn ground(
    debt: &Debt,
    broken: i64,
    today: NaiveDate,
    values: &Values,
    calendar: &ProductionCalendar,
) -> Option<(Ground, NaiveDate)> {
    let late = calendar.add_working_days(debt.since, values.small(&LATE));
    if late <= today {
        return Some((Ground::Late(debt.since), late));
    }
    let overdue_from = debt.since + Days::new(1);
    if debt.sum.kopecks() >= values.get(&SUM) {
        return Some((Ground::Much, overdue_from));
    }
    (broken >= values.get(&BROKEN)).then_some((Ground::Broken(broken), overdue_from))
}

/// The beginning of the working day.
fn morning(day: NaiveDate) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let local = day.and_time(nine);
    Moscow.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let Moment { now, calendar } = look.moment;
    let today = now.with_timezone(&Moscow).date_naive();
    let mut debts = invoices::debts(conn, None, today).await?;
    debts.retain(|debt| look.client.is_none_or(|client| client == debt.client));
    if debts.is_empty() {
        return Ok(Vec::new());
    }
    let within = Days::new(u64::from(look.values.small(&WITHIN)));
    let broken = payments::broken_since(conn, today - within).await?;
    let decided = rows::decisions(conn, look.client, today).await?;
    let mut alarms = Vec::new();
    for debt in debts {
        if decided.iter().any(|decision| decision.client_id == debt.client) {
            continue;
        }
        let count = broken.get(&debt.client).copied().unwrap_or_default();
        if let Some((ground, from)) = ground(&debt, count, today, look.values, calendar) {
            alarms.push(alarm(conn, &debt, ground, from, look.moment).await?);
        }
    }
    Ok(alarms)
}

async fn alarm(conn: &mut Conn, debt: &Debt, ground: Ground, from: NaiveDate, moment: Moment<'_>) -> Result<Alarm> {
    let why = match ground {
        Ground::Late(since) => t!("e3-late", since = since),
        Ground::Broken(count) => t!("e3-broken", count = count),
        Ground::Much => t!("e3-much", sum = debt.sum),
    };
    let mut facts = vec![t!("e3-debt", sum = debt.sum, count = debt.invoices, since = debt.since)];
    let (kept, judged) = payments::word_of(conn, debt.client).await?;
    if judged > 0 {
        facts.push(t!("e3-word", kept = kept, judged = judged));
    }
    if let Some(promise) = payments::open_of(conn, debt.client).await? {
        facts.push(t!("e3-promise", sum = promise.sum, day = promise.due_on));
    } else if let Some(last) = rows::last_decision(conn, debt.client).await? {
        facts.push(t!("e3-decided", verdict = decide::label(last.verdict), at = last.decided_at.0));
    }
    Ok(Alarm {
        client: Some(debt.client),
        entity: debt.client.to_string(),
        since: morning(from).min(moment.now),
        whom: Whom::Heads,
        critical: false,
        what: t!("e3-what", client = &debt.name, sum = debt.sum),
        why,
        facts,
        options: decide::options(debt.client),
        until: None,
    })
}

/// Paid, or decided.
async fn settled(conn: &mut Conn, entity: &str, moment: Moment<'_>) -> Result<(Text, Text)> {
    let client: Id<clients::Client> = entity.parse().map_err(|_| Error::other("an alarm about no client"))?;
    let name = clients::known(conn, client).await?.map(|client| client.name).unwrap_or_default();
    let today = moment.now.with_timezone(&Moscow).date_naive();
    let decided = rows::decisions(conn, Some(client), today).await?.pop();
    let how = match decided {
        Some(decision) => {
            let by = people::by_id(conn, decision.decided_by).await?.map(|person| person.name).unwrap_or_default();
            t!("e3-settled-decided", verdict = decide::label(decision.verdict), name = by)
        }
        None => t!("e3-settled"),
    };
    Ok((t!("e3-about", client = name), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debt_is_a_head_s_when_it_is_old_large_or_promised_in_vain() {
        let calendar = ProductionCalendar::russian();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let debt = |rubles| Debt {
            client: Id::new(),
            name: String::new(),
            sum: Money::from_rubles(rubles),
            invoices: 1,
            since: day("2026-10-30"),
            awaited_until: None,
        };
        let at = |rubles, broken, today| ground(&debt(rubles), broken, day(today), &Values::default(), &calendar);
        assert_eq!(at(15_000, 0, "2026-11-13"), None);
        let late = (Ground::Late(day("2026-10-30")), day("2026-11-16"));
        assert_eq!(at(15_000, 0, "2026-11-16"), Some(late), "ten working days, 4 November is a holiday");
        assert_eq!(at(15_000, 1, "2026-11-02"), None);
        assert_eq!(at(15_000, 2, "2026-11-02"), Some((Ground::Broken(2), day("2026-10-31"))));
        assert_eq!(at(99_999, 0, "2026-11-02"), None);
        assert_eq!(at(100_000, 0, "2026-11-02"), Some((Ground::Much, day("2026-10-31"))));
    }
}
