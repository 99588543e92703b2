//! E8: what a head was asked for and has not answered is said again: first to whoever decides, then to who comes after.

use super::{RULE, model::Approval, queries, views, whom};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

const FIRST: Threshold = minutes("first", "threshold-first", 240);
const NEXT: Threshold = minutes("next", "threshold-next", 480);
const ACK: Threshold = minutes("ack", "threshold-ack", 60);

const fn minutes(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: RULE, name, about, unit: Unit::Minutes, usual, least: 5, most: 4800 }
}

/// The rule.
pub const OVERDUE: Rule = Rule {
    code: RULE,
    about: "rule-e8",
    thresholds: &[FIRST, NEXT, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
};

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let mut alarms = Vec::new();
    for approval in queries::waiting(conn, look.client).await? {
        let (first, next) = (look.values.small(&FIRST), look.values.small(&NEXT));
        let Some((since, after)) = due(conn, &approval, (first, next), look.moment).await? else { continue };
        if look.moment.now < since {
            continue;
        }
        alarms.push(alarm(conn, &approval, (since, after), look.moment).await?);
    }
    Ok(alarms)
}

/// When it is said again, and when to who comes after: in the working time of whoever has it.
async fn due(
    conn: &mut Conn,
    approval: &Approval,
    (first, next): (u32, u32),
    moment: Moment<'_>,
) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>> {
    let deciders = whom::asked(conn, approval).await?;
    let since = approval.waits_since.0;
    let each = deciders.iter().map(|person| {
        let time = person.working_time(moment.calendar);
        (time.add_working(since, first), time.add_working(since, next))
    });
    Ok(each.min())
}

async fn alarm(
    conn: &mut Conn,
    approval: &Approval,
    (since, after): (DateTime<Utc>, DateTime<Utc>),
    moment: Moment<'_>,
) -> Result<Alarm> {
    let asked = &approval.asked;
    let whom = match approval.assigned {
        _ if moment.now >= after => Whom::Substitute,
        Some(person) => Whom::Person(person),
        None => Whom::Heads,
    };
    let mut facts: Vec<Text> = Vec::new();
    if asked.question.chars().count() > views::SHORT {
        facts.push(t!("approval-words", words = &asked.question));
    }
    facts.extend(asked.sum.map(|sum| t!("approval-sum", sum = sum)));
    facts.extend((approval.ask()?.facts)(conn, asked, moment).await?);
    facts.truncate(3);
    let asker = views::name(conn, asked.asker).await?;
    Ok(Alarm {
        client: asked.client,
        entity: approval.id.to_string(),
        since,
        whom,
        critical: false,
        what: views::brief(conn, approval).await?,
        why: t!("approval-overdue", name = asker, at = approval.asked_at.0),
        facts,
        options: views::answers(approval)?,
        until: Some(after),
    })
}

async fn settled(conn: &mut Conn, entity: &str, _: Moment<'_>) -> Result<(Text, Text)> {
    let id: Option<Id<Approval>> = entity.parse().ok();
    let approval = match id {
        Some(id) => queries::by_id(conn, id).await?,
        None => None,
    };
    let Some(approval) = approval else { return Ok((t!("rule-e8"), t!("approval-settled-gone"))) };
    let what = views::brief(conn, &approval).await?;
    let how = match approval.decided_by {
        Some(_) => {
            let who = views::name(conn, approval.decided_by).await?;
            t!("approval-settled", verdict = views::verdict(&approval)?, name = who)
        }
        None if approval.is_open() => match approval.assigned {
            Some(_) => t!("approval-settled-handed", name = views::name(conn, approval.assigned).await?),
            None => t!("approval-settled-later"),
        },
        None => t!("approval-settled-gone"),
    };
    Ok((what, how))
}
