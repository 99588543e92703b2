//! A digest that was due and is on nobody's phone (PRODUCT 4.8, E11): not written, or never taken by Telegram.

use super::{OF_HEAD, OWN, queries, queries::Kind};
use crate::{
    bot::outbox,
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    jobs::{Outcome, Schedule, outcome_on},
    people::{self, Person},
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};

const CODE: &str = "E11.digest";

/// Minutes after its hour by which a digest has come, or will be asked after.
const MINUTES: Threshold = Threshold {
    rule: CODE,
    name: "minutes",
    about: "rule-digest-minutes",
    unit: Unit::Minutes,
    usual: 30,
    least: 10,
    most: 240,
};
const ACK: Threshold = Threshold {
    rule: CODE,
    name: "ack",
    about: "rule-digest-ack",
    unit: Unit::Minutes,
    usual: 60,
    least: 15,
    most: 960,
};

/// Somebody has no digest this morning.
pub const RULE: Rule = Rule {
    code: CODE,
    about: "rule-digest",
    thresholds: &[MINUTES, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
};

const DIGESTS: [(Kind, Schedule); 2] = [(Kind::Own, OWN), (Kind::Head, OF_HEAD)];

/// Why a digest is on nobody's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// The machine was off at its hour.
    Missed,
    /// Nobody has written it.
    Unwritten,
    /// Telegram has not taken it.
    Untaken,
    /// Telegram has refused it.
    Refused,
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let mut found = Vec::new();
    if look.client.is_some() {
        return Ok(found);
    }
    for (kind, schedule) in DIGESTS {
        for role in schedule.roles {
            for person in people::all_with_role(conn, *role).await? {
                // Who has two of the roles has one digest.
                let first = schedule.roles.iter().find(|role| person.roles.contains(role));
                if first == Some(role) {
                    found.extend(alarm(conn, look, kind, &schedule, &person).await?);
                }
            }
        }
    }
    Ok(found)
}

async fn alarm(
    conn: &mut Conn,
    look: Look<'_>,
    kind: Kind,
    schedule: &Schedule,
    person: &Person,
) -> Result<Option<Alarm>> {
    let Moment { now, calendar } = look.moment;
    let today = person.today(now);
    let Some(due) = due(schedule, person, today).filter(|_| calendar.is_working(today)) else { return Ok(None) };
    let since = due + TimeDelta::minutes(look.values.get(&MINUTES));
    if person.created_at.0 > due {
        return Ok(None);
    }
    let run = outcome_on(conn, schedule.kind, person, today).await?;
    let Some(lack) = lack(conn, kind, person, (today, run.map(|run| run.0))).await? else { return Ok(None) };
    // One written late is given as long to come as any other.
    let written = run.filter(|_| lack == Lack::Untaken).map_or(due, |run| run.1);
    let since = since.max(written + (since - due));
    if now < since {
        return Ok(None);
    }
    let why = match lack {
        Lack::Missed => t!("rule-digest-missed", due = due),
        Lack::Unwritten => t!("rule-digest-unwritten", due = due),
        Lack::Untaken => t!("rule-digest-untaken", due = due),
        Lack::Refused if person.unreachable_at.is_some() => t!("rule-digest-blocked", due = due),
        Lack::Refused => t!("rule-digest-refused", due = due),
    };
    Ok(Some(Alarm {
        client: None,
        entity: format!("{kind}:{}", person.id.short()),
        since,
        whom: Whom::Admins,
        critical: false,
        what: what(person),
        why,
        facts: vec![t!("rule-digest-how")],
        options: Vec::new(),
        until: None,
    }))
}

fn what(person: &Person) -> Text {
    t!("rule-digest-what", name = &person.name)
}

fn due(schedule: &Schedule, person: &Person, day: NaiveDate) -> Option<DateTime<Utc>> {
    let local = day.and_time((schedule.at)(person));
    person.zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
}

/// What the digest of a day lacks; `None`: nothing, or it was not to come.
async fn lack(
    conn: &mut Conn,
    kind: Kind,
    person: &Person,
    (day, outcome): (NaiveDate, Option<Outcome>),
) -> Result<Option<Lack>> {
    match outcome {
        Some(Outcome::Skipped) => return Ok(None),
        Some(Outcome::Missed) => return Ok(Some(Lack::Missed)),
        None => return Ok(Some(Lack::Unwritten)),
        Some(Outcome::Sent | Outcome::Late) => {}
    }
    Ok(match queries::card_on(conn, person.id, kind, day).await? {
        None => Some(Lack::Unwritten),
        Some(card) if outbox::has_come(conn, card).await? => None,
        Some(card) if outbox::never_came(conn, card).await? => Some(Lack::Refused),
        Some(_) => Some(Lack::Untaken),
    })
}

/// It has come after all, or its day is over.
async fn settled(conn: &mut Conn, entity: &str, moment: Moment<'_>) -> Result<(Text, Text)> {
    let named = entity.split_once(':').and_then(|(kind, id)| Some((kind.parse::<Kind>().ok()?, Id::from_short(id)?)));
    let person = match named {
        Some((_, id)) => people::by_id(conn, id).await?,
        None => None,
    };
    let (Some((kind, _)), Some(person)) = (named, person) else {
        return Ok((t!("rule-digest"), t!("rule-digest-over")));
    };
    let card = queries::card_on(conn, person.id, kind, person.today(moment.now)).await?;
    let came = match card {
        Some(card) => outbox::has_come(conn, card).await?,
        None => false,
    };
    Ok((what(&person), if came { t!("rule-digest-came") } else { t!("rule-digest-over") }))
}
