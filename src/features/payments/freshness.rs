//! How fresh the bank's word is. Who has paid yesterday must not be reminded today because nobody has read the bank's file
//! (PRODUCT 4.7), and that nobody has is told to those who can help it (PRODUCT 4.8, E11).

use super::promise;
use crate::{
    bot::governor::{Objection, Why},
    calendar::{Hours, Moment, ProductionCalendar, WorkingTime},
    clients::Client,
    db::Conn,
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    files,
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Moscow;

const CODE: &str = "E11.bank";
/// The rule has one thing to watch.
const BANK: &str = "bank";

/// Working days after which the bank's word is old.
const DAYS: Threshold =
    Threshold { rule: CODE, name: "days", about: "rule-bank-days", unit: Unit::Days, usual: 1, least: 1, most: 10 };
const ACK: Threshold = Threshold {
    rule: CODE,
    name: "ack",
    about: "rule-bank-ack",
    unit: Unit::Minutes,
    usual: 120,
    least: 15,
    most: 960,
};

/// The bank's file has not been read for too long.
pub const RULE: Rule = Rule {
    code: CODE,
    about: "rule-bank",
    thresholds: &[DAYS, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, _, _| Box::pin(settled(conn)),
};

/// How far the newest file tells: to the end of its last day or, if it was read before that, to the reading.
fn told_until(covered: NaiveDate, read: DateTime<Utc>) -> DateTime<Utc> {
    midnight(covered + Days::new(1)).min(read)
}

/// When what was told at `until` becomes old: at the same hour `days` working days later.
fn old_from(until: DateTime<Utc>, days: u32, calendar: &ProductionCalendar) -> DateTime<Utc> {
    // The end of a day belongs to that day, not to the next.
    let last = (until - chrono::TimeDelta::seconds(1)).with_timezone(&Moscow).date_naive();
    until + (calendar.add_working_days(last, days) - last)
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    Moscow.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// What stands against a reminder to the client now: a promise whose day is not over, or not knowing what was paid.
pub async fn objections(conn: &mut Conn, client: &Client, moment: Moment<'_>) -> Result<Vec<Objection>> {
    let today = moment.now.with_timezone(&client.zone).date_naive();
    let promised = promise::open_of(conn, client.id).await?.filter(|promise| promise.due_on >= today);
    let promised = promised.map(|promise| Objection { why: Why::Promise, until: Some(promise.due_on) });
    // Whoever has never read a file knows nothing of payments either.
    let known = files::newest(conn, "bank").await?;
    let old = known.is_none_or(|(covered, read)| {
        let usual = u32::try_from(DAYS.usual).unwrap_or(1);
        moment.now >= old_from(told_until(covered, read), usual, moment.calendar)
    });
    let stale = old.then_some(Objection { why: Why::Stale, until: None });
    Ok(promised.into_iter().chain(stale).collect())
}

/// It begins in working hours. Where no file was ever read there is nothing that has grown old.
async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let Some((covered, read)) = files::newest(conn, "bank").await?.filter(|_| look.client.is_none()) else {
        return Ok(Vec::new());
    };
    let Moment { now, calendar } = look.moment;
    let from = old_from(told_until(covered, read), look.values.small(&DAYS), calendar);
    let hours = Hours::default();
    let since = WorkingTime { calendar, hours: &hours, zone: Moscow }.next_open(from);
    if now < since {
        return Ok(Vec::new());
    }
    let waiting = promise::open_before(conn, now.with_timezone(&Moscow).date_naive()).await?;
    let mut facts = vec![t!("rule-bank-held")];
    if waiting > 0 {
        facts.push(t!("rule-bank-promises", count = waiting));
    }
    facts.push(t!("rule-bank-how"));
    Ok(vec![Alarm {
        client: None,
        entity: BANK.to_owned(),
        since,
        whom: Whom::Admins,
        critical: false,
        what: t!("rule-bank-what"),
        why: t!("rule-bank-why", covered = covered, read = read),
        facts,
        options: Vec::new(),
        until: None,
    }])
}

async fn settled(conn: &mut Conn) -> Result<(Text, Text)> {
    let how = match files::newest(conn, "bank").await? {
        Some((covered, _)) => t!("bank-covered", day = covered),
        None => t!("rule-bank-none"),
    };
    Ok((t!("rule-bank-what"), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_the_bank_is_old_a_working_day_after_its_end() {
        let calendar = ProductionCalendar::russian();
        let old = |covered: &str, read: &str, days| {
            let until = told_until(covered.parse().unwrap(), read.parse().unwrap());
            old_from(until, days, &calendar).with_timezone(&Moscow).format("%a %d.%m %H:%M").to_string()
        };
        let monday = "2026-11-23T07:00:00Z";
        assert_eq!(old("2026-11-20", monday, 1), "Tue 24.11 00:00", "it tells of Friday to its end");
        assert_eq!(old("2026-11-23", monday, 1), "Tue 24.11 10:00", "it tells of Monday until it was read");
        assert_eq!(old("2026-11-23", monday, 3), "Thu 26.11 10:00");
        assert_eq!(old("2026-11-20", "2026-11-20T07:00:00Z", 1), "Mon 23.11 10:00", "nobody reads files on Sunday");
        assert_eq!(old("2026-12-30", "2026-12-30T09:00:00Z", 1), "Mon 11.01 12:00", "nor on holidays");
    }
}
