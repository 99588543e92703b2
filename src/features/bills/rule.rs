//! E13: a bill that was asked for does not go on. Whoever has the next step is reminded before it is late, in their working
//! time; when it is, the head has it.

use super::{
    card::{self, Deed},
    model::{Bill, Turns},
    moves, rows,
};
use crate::{
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    people::Person,
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::Days;

/// The rule.
pub const CODE: &str = "E13";

const fn minutes(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: CODE, name, about, unit: Unit::Minutes, usual, least: 5, most: 4800 }
}

/// So long accounting has to bring it into ПФ.
pub const ENTER: Threshold = minutes("enter", "rule-e13-enter", 240);
/// So long accounting has to make the invoice.
pub const ISSUE: Threshold = minutes("issue", "rule-e13-issue", 480);
/// So long whoever asked has to send it.
pub const SEND: Threshold = minutes("send", "rule-e13-send", 240);
/// So long whoever asked has to find out whether the money is there.
pub const CHECK: Threshold = minutes("check", "rule-e13-check", 480);
/// So long before that they are reminded.
const AHEAD: Threshold = minutes("ahead", "rule-e13-ahead", 60);
const ACK: Threshold = minutes("ack", "rule-ack", 120);

/// The rule.
pub const E13: Rule = Rule {
    code: CODE,
    about: "rule-e13",
    thresholds: &[ENTER, ISSUE, SEND, CHECK, AHEAD, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, _| Box::pin(settled(conn, entity)),
};

/// No working hour lies further ahead, days.
const FAR: Days = Days::new(14);

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let now = look.moment.now;
    let mut alarms = Vec::new();
    for bill in rows::all_open(conn).await? {
        let Some(since) = bill.due_at.filter(|due| *due <= now) else { continue };
        if look.client.is_some_and(|client| Some(client) != bill.client) {
            continue;
        }
        let who = match bill.turns() {
            Turns::Accounting => t!("bill-accounting"),
            Turns::Asker | Turns::Nobody => Text::verbatim(&bill.asker),
        };
        alarms.push(Alarm {
            client: bill.client,
            entity: bill.id.to_string(),
            since,
            whom: Whom::Heads,
            critical: false,
            what: what(&bill),
            why: t!("bill-alarm-why", state = card::stands(&bill), at = since),
            facts: vec![t!("bill-alarm-who", who = who), t!("bill-asked", name = &bill.asker, at = bill.asked_at)],
            options: vec![vec![card::button(t!("bill-open-button"), &bill, Deed::Show)]],
            until: None,
        });
    }
    Ok(alarms)
}

fn what(bill: &Bill) -> Text {
    t!("bill-alarm", number = card::named(bill), whom = card::whom(bill), sum = bill.sum)
}

/// How it ended.
async fn settled(conn: &mut Conn, entity: &str) -> Result<(Text, Text)> {
    let id: Option<Id<Bill>> = entity.parse().ok();
    let bill = match id {
        Some(id) => rows::known(conn, id).await?,
        None => None,
    };
    Ok(bill.map_or_else(|| (t!("bill-gone"), t!("bill-gone-why")), |bill| (what(&bill), card::stands(&bill))))
}

/// Every minute: whoever has a step that is soon to be done is reminded of it, once.
pub async fn remind(conn: &mut Conn, moment: Moment<'_>) -> Result {
    let ahead = crate::rules::values(conn).await?.small(&AHEAD);
    let soon = |person: &Person, bill: &Bill| {
        let time = person.working_time(moment.calendar);
        time.is_open(moment.now) && bill.due_at.is_some_and(|due| time.worked(moment.now, due) <= ahead)
    };
    for bill in rows::to_remind(conn, Timestamp::from(moment.now + FAR)).await? {
        let mut told = false;
        for person in moves::whose(conn, &bill).await?.into_iter().filter(|person| soon(person, &bill)) {
            let due = bill.due_at.unwrap_or(moment.now);
            let why = if due <= moment.now { t!("bill-remind-late") } else { t!("bill-remind", at = due) };
            moves::remind(conn, &bill, &person, why, moment).await?;
            told = true;
        }
        if told {
            rows::set_reminded(conn, bill.id).await?;
        }
    }
    Ok(())
}
