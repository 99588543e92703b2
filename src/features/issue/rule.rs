//! E14: on the working day after the issue, at noon, what is not finished is the head's (PRODUCT row 5.1).

use super::{
    cycle::{self, Cycle, NOON},
    press::Press,
    runs::{self, Run},
    views,
};
use crate::{
    bot::screen::Button,
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    people::{self, Person},
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Europe::Moscow;

const ACK: Threshold =
    Threshold { rule: "E14", name: "ack", about: "rule-ack", unit: Unit::Minutes, usual: 120, least: 30, most: 2400 };

/// The rule.
pub const RULE: Rule = Rule {
    code: "E14",
    about: "rule-e14",
    thresholds: &[ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
};

fn current(moment: Moment<'_>) -> Cycle {
    Cycle::on(moment.now.with_timezone(&Moscow).date_naive(), moment.calendar)
}

/// When it becomes the head's: by the clock of whoever should have done it.
fn late_from(person: &Person, cycle: Cycle) -> DateTime<Utc> {
    let noon = cycle.until.and_time(NOON);
    person.zone.from_local_datetime(&noon).earliest().map_or_else(|| noon.and_utc(), |at| at.to_utc())
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let cycle = current(look.moment);
    if look.client.is_some() || look.moment.now.with_timezone(&Moscow).date_naive() < cycle.until {
        return Ok(Vec::new());
    }
    let mut alarms = Vec::new();
    for run in runs::of_service(conn, cycle.service()).await? {
        if !run.is_left() {
            continue;
        }
        let Some(person) = people::present(conn, run.person_id).await? else { continue };
        let since = late_from(&person, cycle);
        if look.moment.now >= since {
            alarms.push(alarm(&person, &run, cycle, since));
        }
    }
    Ok(alarms)
}

fn alarm(person: &Person, run: &Run, cycle: Cycle, since: DateTime<Utc>) -> Alarm {
    Alarm {
        client: None,
        entity: person.id.to_string(),
        since,
        whom: Whom::Heads,
        critical: false,
        what: t!("e14-what", month = cycle::month(cycle.service()), name = &person.name),
        why: t!("e14-why", day = cycle.issue_on),
        facts: vec![views::of_person(&person.name, Some(run))],
        options: vec![vec![Button::press(t!("issue-open-button"), &Press::Open)]],
        until: None,
    }
}

/// Finished, or the next month has begun.
async fn settled(conn: &mut Conn, entity: &str, moment: Moment<'_>) -> Result<(Text, Text)> {
    let cycle = current(moment);
    let person: Option<Id<Person>> = entity.parse().ok();
    let (name, run) = match person {
        Some(person) => {
            let name = people::by_id(conn, person).await?.map(|person| person.name);
            (name.unwrap_or_default(), runs::of_person(conn, person, cycle.service()).await?)
        }
        None => (String::new(), None),
    };
    let how = if run.is_some_and(|run| run.is_finished()) { t!("e14-settled") } else { t!("e14-settled-otherwise") };
    Ok((t!("e14-about", name = name), how))
}
