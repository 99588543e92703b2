//! Rule E6: the account with Dostavista will not do for today and tomorrow. A little short: those who ship are told. Too
//! little, or an order refused for it: the heads and accounting.

use super::{super::jobs, Balance, known, rows, topup_button};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{
        Alarm, Look, Rule, Whom,
        deliveries::{card, model::Delivery, rows as deliveries},
    },
    money::Money,
    people::{self, Person, Role},
    rules::{self, Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

const CODE: &str = "E6";

/// So many hundredths of the need are to be there besides.
const SPARE: Threshold =
    Threshold { rule: CODE, name: "spare", about: "rule-e6-spare", unit: Unit::Count, usual: 20, least: 0, most: 200 };
const ACK: Threshold =
    Threshold { rule: CODE, name: "ack", about: "rule-e6-ack", unit: Unit::Minutes, usual: 120, least: 15, most: 960 };

/// The rule.
pub const RULES: &[Rule] = &[Rule {
    code: CODE,
    about: "rule-e6",
    thresholds: &[SPARE, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, _, moment| Box::pin(settled(conn, moment)),
}];

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    Nothing,
    /// Less than what is needed and to spare.
    Low,
    /// Less than what is needed.
    Short,
}

fn judge(balance: Money, need: Money, spare: i64) -> Want {
    match () {
        () if need == Money::ZERO => Want::Nothing,
        () if balance < need => Want::Short,
        () if balance.kopecks() * 100 < need.kopecks() * (100 + spare) => Want::Low,
        () => Want::Nothing,
    }
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let now = look.moment.now;
    if look.client.is_some() {
        return Ok(Vec::new());
    }
    let mut alarms = refused(conn).await?;
    let Some(balance) = known(conn).await? else { return Ok(alarms) };
    let needing = rows::needing(conn, now).await?;
    let need: Money = needing.iter().map(|(_, price)| *price).sum();
    let about = |whom, entity, since| low(&balance, need, whom, entity, since);
    match judge(balance.sum, need, look.values.get(&SPARE)) {
        Want::Nothing => {}
        Want::Low => {
            for (person, since) in keepers(conn, &needing).await? {
                alarms.push(about(Whom::Person(person), format!("low:{person}"), since));
            }
        }
        Want::Short => {
            let since = keepers(conn, &needing).await?.into_iter().map(|(_, since)| since).min().unwrap_or(now);
            alarms.push(about(Whom::Heads, "short".to_owned(), since));
            for person in people::all_with_role(conn, Role::Accounting).await? {
                alarms.push(about(Whom::Person(person.id), format!("short:{}", person.id), since));
            }
        }
    }
    Ok(alarms)
}

/// Who ships what needs the money, and since when each has had something to ship.
async fn keepers(conn: &mut Conn, needing: &[(Id<Delivery>, Money)]) -> Result<Vec<(Id<Person>, DateTime<Utc>)>> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (id, _) in needing {
        let delivery = deliveries::read(conn, *id).await?;
        for person in rules::keepers(conn, delivery.owner).await? {
            if seen.insert(person.id) {
                all.push((person.id, delivery.priced_at.unwrap_or(delivery.state_at)));
            }
        }
    }
    Ok(all)
}

fn low(balance: &Balance, need: Money, whom: Whom, entity: String, since: DateTime<Utc>) -> Alarm {
    Alarm {
        client: None,
        entity,
        since,
        whom,
        critical: false,
        what: t!("balance-alarm"),
        why: t!("balance-alarm-why", sum = balance.sum, need = need),
        facts: vec![t!("balance-entered", sum = balance.entered, day = balance.at, name = &balance.by)],
        options: vec![vec![topup_button()]],
        until: None,
    }
}

/// Orders they have refused for want of money.
async fn refused(conn: &mut Conn) -> Result<Vec<Alarm>> {
    let mut alarms = Vec::new();
    for (id, why, since) in rows::refused(conn).await? {
        if !jobs::is_balance(&why) {
            continue;
        }
        let delivery = deliveries::read(conn, id).await?;
        alarms.push(Alarm {
            client: None,
            entity: format!("refused:{id}"),
            since: since.0,
            whom: Whom::Heads,
            critical: false,
            what: t!("balance-alarm"),
            why: t!("balance-refused-why", delivery = card::named(&delivery)),
            facts: Vec::new(),
            options: vec![vec![topup_button(), card::button(&delivery)]],
            until: None,
        });
    }
    Ok(alarms)
}

async fn settled(conn: &mut Conn, moment: Moment<'_>) -> Result<(Text, Text)> {
    let how = match known(conn).await? {
        Some(balance) => t!("balance-settled", sum = balance.sum, need = rows::need(conn, moment.now).await?),
        None => t!("balance-settled-otherwise"),
    };
    Ok((t!("balance-alarm"), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_to_spare_is_wanted() {
        let judge = |balance, need| judge(Money::from_rubles(balance), Money::from_rubles(need), 20);
        assert_eq!([judge(1200, 1000), judge(1199, 1000)], [Want::Nothing, Want::Low]);
        assert_eq!([judge(1000, 1000), judge(999, 1000)], [Want::Low, Want::Short]);
        assert_eq!([judge(0, 0), judge(-5, 0), judge(-5, 1)], [Want::Nothing, Want::Nothing, Want::Short]);
    }
}
