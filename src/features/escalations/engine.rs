//! One look at the rules: what asks for attention now against what is open. It looks at rows, not at what happened, so a
//! missed look changes nothing and two say a thing once.

use super::{
    super::{ALL, Alarm, Look, Rule, Whom},
    model::{Alert, Move, State, TOP},
    queries, say,
};
use crate::{
    calendar::Moment,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    people::{self, Person, Role},
    rules::{self, Duty, Values},
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Connection;
use std::collections::BTreeMap;

/// What nobody answers at the highest level is said again after so many working minutes: a day.
const DAY: u32 = 480;

/// An alert with what it is about.
#[derive(Clone)]
pub struct Live {
    pub rule: &'static Rule,
    pub alert: Alert,
    pub alarms: Vec<Alarm>,
    pub settled: Vec<Settled>,
}

/// A thing of an alert that asks for nothing any more.
#[derive(Debug, Clone)]
pub struct Settled {
    pub what: Text,
    pub how: Text,
    pub at: Timestamp,
}

/// Every rule of every room.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|room| room.rules)
}

/// The rule of a code.
pub fn rule(code: &str) -> Result<&'static Rule> {
    all_rules().find(|rule| rule.code == code).ok_or_else(|| Error::other(format!("no room has the rule «{code}»")))
}

/// Looks at all rules or at one, about everybody or about one client; says what is to be said and keeps every card true.
/// Returns what is open, and what has just been settled.
pub async fn look(
    conn: &mut Conn,
    only: Option<&str>,
    client: Option<Id<Client>>,
    moment: Moment<'_>,
) -> Result<Vec<Live>> {
    let rules: Vec<_> = all_rules().filter(|rule| only.is_none_or(|only| only == rule.code)).collect();
    look_with(conn, &rules, client, moment).await
}

/// The same with these rules.
pub async fn look_with(
    conn: &mut Conn,
    rules: &[&'static Rule],
    client: Option<Id<Client>>,
    moment: Moment<'_>,
) -> Result<Vec<Live>> {
    let values = rules::values(conn).await?;
    let mut live = Vec::new();
    for rule in rules {
        // A rule that fails does not silence the others.
        let mut part = conn.begin().await?;
        match look_at(&mut part, rule, client, &values, moment).await {
            Ok(found) => {
                part.commit().await?;
                live.extend(found);
            }
            Err(error) => {
                part.rollback().await?;
                tracing::error!(rule = rule.code, %error, "a rule of escalation has failed");
            }
        }
    }
    say::say(conn, &mut live, moment).await?;
    say::refresh(conn, &live, moment).await?;
    Ok(live)
}

async fn look_at(
    conn: &mut Conn,
    rule: &'static Rule,
    client: Option<Id<Client>>,
    values: &Values,
    moment: Moment<'_>,
) -> Result<Vec<Live>> {
    let mut by_subject: BTreeMap<String, Vec<Alarm>> = BTreeMap::new();
    for alarm in (rule.alarms)(conn, Look { moment, values, client }).await? {
        if client.is_none() || alarm.client == client {
            let subject = alarm.client.map(|client| client.to_string()).unwrap_or_default();
            by_subject.entry(subject).or_default().push(alarm);
        }
    }
    let subject = client.map(|client| client.to_string());
    let open = queries::open_of(conn, rule.code, subject.as_deref()).await?;
    let mut live = Vec::new();
    for alert in open.iter().filter(|alert| !by_subject.contains_key(&alert.subject)) {
        let settled = settle(conn, rule, alert, &[], moment).await?;
        queries::resolve(conn, alert.id, moment.now.into()).await?;
        let alert = reread(conn, alert).await?;
        live.push(Live { rule, alert, alarms: Vec::new(), settled });
    }
    for (subject, alarms) in by_subject {
        let known = open.iter().find(|alert| alert.subject == subject).cloned();
        live.push(join(conn, rule, (&subject, known), alarms, values, moment).await?);
    }
    Ok(live)
}

/// Alarms of one subject open its alert of today, or join the one that is there.
async fn join(
    conn: &mut Conn,
    rule: &'static Rule,
    (subject, known): (&str, Option<Alert>),
    alarms: Vec<Alarm>,
    values: &Values,
    moment: Moment<'_>,
) -> Result<Live> {
    let now = Timestamp::from(moment.now);
    let today = moment.now.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
    let before = match known {
        Some(alert) => Some(alert),
        None => queries::of_day(conn, rule.code, subject, today).await?,
    };
    let begun = before.is_none();
    let alert = if let Some(alert) = before {
        alert
    } else {
        let client = alarms.first().and_then(|alarm| alarm.client);
        let ack = values.get(&rule.ack);
        let id = queries::insert(conn, rule.code, (subject, client), today, ack, now).await?;
        queries::by_id(conn, id).await?.ok_or_else(|| Error::other("an alert that was just opened is not there"))?
    };
    let mut joined = false;
    for alarm in &alarms {
        joined |= queries::add_item(conn, alert.id, &alarm.entity, now).await?;
    }
    let settled = settle(conn, rule, &alert, &alarms, moment).await?;
    let people = recipients(conn, &alert, &alarms).await?;
    if !begun && alert.state != State::Open && (joined || !alert.is_live()) {
        let due = later(&alert, &alarms, &people, moment.now, moment);
        queries::reopen(conn, &alert, Some(due.into())).await?;
    } else {
        let until = alarms.iter().filter_map(|alarm| alarm.until).min();
        let pause = |from| later(&Alert { level: 1, ..alert.clone() }, &alarms, &people, from, moment);
        if let Move::Say(level) = alert.next(until, moment.now, pause) {
            queries::call(conn, &alert, level, now).await?;
        }
    }
    let alert = reread(conn, &alert).await?;
    Ok(Live { rule, alert, alarms, settled })
}

async fn reread(conn: &mut Conn, alert: &Alert) -> Result<Alert> {
    Ok(queries::by_id(conn, alert.id).await?.unwrap_or_else(|| alert.clone()))
}

/// What the alert was about and has no alarm any more is settled; returns all of it with how it ended.
async fn settle(
    conn: &mut Conn,
    rule: &'static Rule,
    alert: &Alert,
    alarms: &[Alarm],
    moment: Moment<'_>,
) -> Result<Vec<Settled>> {
    let mut settled = Vec::new();
    for (entity, at) in queries::items(conn, alert.id).await? {
        if alarms.iter().any(|alarm| alarm.entity == entity) {
            continue;
        }
        if at.is_none() {
            queries::settle_item(conn, alert.id, &entity, moment.now.into()).await?;
        }
        let (what, how) = (rule.settled)(conn, &entity, moment).await?;
        settled.push(Settled { what, how, at: at.unwrap_or_else(|| moment.now.into()) });
    }
    Ok(settled)
}

/// Who is told of an alert at its level: whom the alarm names, or whoever it was handed to; at the highest level whoever
/// comes after, or for what was handed on those it came from.
pub async fn recipients(conn: &mut Conn, alert: &Alert, alarms: &[Alarm]) -> Result<Vec<Person>> {
    let delegate = match alert.assigned_to {
        Some(id) => people::present(conn, id).await?,
        None => None,
    };
    let top = alert.level >= TOP;
    let mut found = Vec::new();
    match delegate {
        Some(delegate) if !top => found.push(delegate),
        None if top => found = rules::on_duty(conn, Duty::Substitute).await?,
        _ => {
            for alarm in alarms {
                found.extend(named(conn, alarm.whom).await?);
            }
        }
    }
    if found.is_empty() {
        found = people::all_with_role(conn, Role::Head).await?;
    }
    if found.is_empty() {
        found = people::all_with_role(conn, Role::Admin).await?;
    }
    let mut seen = Vec::new();
    found.retain(|person| {
        let new = !seen.contains(&person.id);
        seen.push(person.id);
        new
    });
    Ok(found)
}

async fn named(conn: &mut Conn, whom: Whom) -> Result<Vec<Person>> {
    Ok(match whom {
        Whom::Heads => people::all_with_role(conn, Role::Head).await?,
        Whom::Substitute => rules::on_duty(conn, Duty::Substitute).await?,
        Whom::Admins => {
            let mut all = people::all_with_role(conn, Role::Admin).await?;
            all.extend(people::all_with_role(conn, Role::Head).await?);
            all
        }
        Whom::Person(id) => people::present(conn, id).await?.into_iter().collect(),
    })
}

/// When what is said at `from` is to be acknowledged: in the working time of whoever is first; what is critical does not
/// wait for anybody's hours.
pub fn later(
    alert: &Alert,
    alarms: &[Alarm],
    people: &[Person],
    from: DateTime<Utc>,
    moment: Moment<'_>,
) -> DateTime<Utc> {
    let minutes = if alert.level >= TOP { DAY } else { u32::try_from(alert.ack_minutes).unwrap_or(DAY) };
    let plain = from + TimeDelta::minutes(i64::from(minutes));
    if alarms.iter().any(|alarm| alarm.critical) {
        return plain;
    }
    people.iter().map(|person| person.working_time(moment.calendar).add_working(from, minutes)).min().unwrap_or(plain)
}
