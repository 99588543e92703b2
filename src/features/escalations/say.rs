//! Saying alerts: to whom, when they may be disturbed, several things held back as one message; and keeping every card true.

use super::{
    engine::{Live, later, recipients},
    model::{Heard, Pending, State, gather, may_ring},
    queries, views,
};
use crate::{
    bot::outbox::{self, Card, Class, Letter},
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::Result,
    people::{self, Person},
    rules::{self, Duty},
};
use std::collections::{BTreeMap, BTreeSet};

/// Says each open alert's round to whoever has not got it and may be disturbed now.
pub async fn say(conn: &mut Conn, live: &mut [Live], moment: Moment<'_>) -> Result {
    let mut hearers: BTreeMap<Id<Person>, (Person, Vec<Pending>)> = BTreeMap::new();
    for (at, one) in live.iter_mut().enumerate() {
        if one.alert.state != State::Open || one.alarms.is_empty() {
            continue;
        }
        let now = hearing(conn, one, moment).await?;
        if now.is_empty() {
            continue;
        }
        let due = one.alert.due_at.unwrap_or_else(|| later(&one.alert, &one.alarms, &now, moment.now, moment).into());
        // From here on whoever acknowledges it waits until this has been said: nothing is said after them.
        if !queries::set_due(conn, &one.alert, due).await? {
            continue;
        }
        one.alert.due_at = Some(due);
        for person in now {
            let worked = person.working_time(moment.calendar).is_open(one.alert.called_at.0);
            let works = person.working_time(moment.calendar).is_open(moment.now);
            let pending = Pending { alert: at, held: works && !worked };
            hearers.entry(person.id).or_insert_with(|| (person, Vec::new())).1.push(pending);
        }
    }
    for (person, pending) in hearers.into_values() {
        for heard in gather(&pending) {
            match heard {
                Heard::One(at) => tell(conn, &live[at], &person, moment).await?,
                Heard::List(all) => {
                    let all: Vec<&Live> = all.iter().map(|at| &live[*at]).collect();
                    list(conn, &all, &person, moment).await?;
                }
            }
        }
    }
    Ok(())
}

/// Who is to hear of an alert at this moment: has not got its round, and works, or is on duty for what is critical.
async fn hearing(conn: &mut Conn, one: &Live, moment: Moment<'_>) -> Result<Vec<Person>> {
    let mut all = recipients(conn, &one.alert, &one.alarms).await?;
    let works = |person: &Person| person.working_time(moment.calendar).is_open(moment.now);
    let critical = one.alarms.iter().any(|alarm| alarm.critical);
    let mut duty = Vec::new();
    if critical && !all.iter().any(works) {
        for person in rules::on_duty(conn, Duty::Substitute).await? {
            duty.push(person.id);
            if all.iter().all(|other| other.id != person.id) {
                all.push(person);
            }
        }
    }
    let said = queries::said(conn, one.alert.id).await?;
    let has = |person: &Person| said.iter().any(|said| said.person_id == person.id && said.round == one.alert.round);
    all.retain(|person| {
        person.tg_id.is_some() && !has(person) && may_ring(works(person), critical, duty.contains(&person.id))
    });
    Ok(all)
}

/// One alert, one message.
async fn tell(conn: &mut Conn, one: &Live, person: &Person, moment: Moment<'_>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let alert = &one.alert;
    let screen = views::card(conn, one, person).await?;
    let key = format!("alert:{}:{}.{}:{}", alert.id, alert.level, alert.round, person.id);
    let letter =
        Letter { class: Class::Alert, key: Some(key), ..Letter::reply(chat, person.reader(moment.now), &screen) };
    if let Some(card) = outbox::send(conn, letter).await? {
        queries::keep_card(conn, card, alert, person.id, false, moment.now.into()).await?;
    }
    Ok(())
}

/// Several alerts held back, one message.
async fn list(conn: &mut Conn, all: &[&Live], person: &Person, moment: Moment<'_>) -> Result {
    let (Some(chat), Some(first)) = (person.tg_id, all.first()) else { return Ok(()) };
    let alerts: Vec<_> = all.iter().map(|one| one.alert.clone()).collect();
    let screen = views::held(conn, &alerts).await?;
    let key = format!("alerts:{}:{}:{}", first.alert.id, first.alert.round, person.id);
    let letter =
        Letter { class: Class::Alert, key: Some(key), ..Letter::reply(chat, person.reader(moment.now), &screen) };
    if let Some(card) = outbox::send(conn, letter).await? {
        for alert in &alerts {
            queries::keep_card(conn, card, alert, person.id, true, Timestamp::from(moment.now)).await?;
        }
    }
    Ok(())
}

/// Every card of these alerts on every phone shows what is true now; what was said anew since says so. A message that
/// lists several of them is written once.
pub async fn refresh(conn: &mut Conn, live: &[Live], moment: Moment<'_>) -> Result {
    let mut lists = BTreeSet::new();
    for one in live {
        refresh_one(conn, one, &mut lists, moment).await?;
    }
    Ok(())
}

async fn refresh_one(conn: &mut Conn, one: &Live, lists: &mut BTreeSet<Id<Card>>, moment: Moment<'_>) -> Result {
    let said = queries::said(conn, one.alert.id).await?;
    for shown in said.iter().filter(|shown| shown.listed == 0 || lists.insert(shown.card_id)) {
        let person = people::present(conn, shown.person_id).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        let newest = said.iter().filter(|other| other.person_id == person.id).map(|other| other.round).max();
        let screen = if shown.listed == 1 {
            let alerts = queries::listed_on(conn, shown.card_id).await?;
            views::held(conn, &alerts).await?
        } else if newest > Some(shown.round) && one.alert.is_live() {
            views::said_anew(one)
        } else {
            views::card(conn, one, &person).await?
        };
        outbox::edit(conn, shown.card_id, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
    }
    Ok(())
}
