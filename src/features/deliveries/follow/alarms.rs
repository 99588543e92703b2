//! E4: a delivery does not go as it should (PRODUCT 4.8). The manager hears first; what is still so when the working day
//! ends goes to the heads.

use super::{press, rows as warnings};
use crate::{
    bot::screen::Button,
    calendar::{Moment, WorkingTime},
    clients::Client,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        Alarm, Look, Rule, Whom,
        deliveries::{
            card, courier,
            model::{Delivery, State, Way},
            receipt::{self, Receipt},
            rows,
        },
    },
    named,
    people::Person,
    rules::{self, Threshold, Unit, Values},
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{HashMap, hash_map::Entry};

/// The rule of whoever looks after the delivery.
pub const E4: &str = "E4";
/// The rule of the heads.
const E4_HEAD: &str = "E4.head";

const fn minutes(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: E4, name, about, unit: Unit::Minutes, usual, least: 5, most: 1440 }
}

/// Nobody comes so long after it was ordered.
const ASSIGNED: Threshold = minutes("assigned", "rule-e4-assigned", 20);
/// It has not left so long after the window began.
const PICKED: Threshold = minutes("picked", "rule-e4-picked", 15);
/// No sign of life on the way for so long.
const STILL: Threshold = minutes("still", "rule-e4-still", 60);
/// It has not come so long after the window ended.
const LATE: Threshold = minutes("late", "rule-e4-late", 15);
/// No answer so long after the client was asked.
const ANSWER: Threshold = minutes("answer", "rule-e4-answer", 120);
const ACK: Threshold = minutes("ack", "rule-ack", 240);

/// So long before the end of the working day the heads hear of what is left.
const END: Threshold = Threshold { rule: E4_HEAD, ..minutes("end", "rule-e4-end", 30) };
const HEAD_ACK: Threshold = Threshold { rule: E4_HEAD, ..minutes("ack", "rule-ack", 60) };

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        code: E4,
        about: "rule-e4",
        thresholds: &[ASSIGNED, PICKED, STILL, LATE, ANSWER, receipt::DEAR, ACK],
        ack: ACK,
        alarms: |conn, look| Box::pin(alarms(conn, look)),
        settled: |conn, entity, _| Box::pin(settled(conn, entity)),
    },
    Rule {
        code: E4_HEAD,
        about: "rule-e4-head",
        thresholds: &[END, HEAD_ACK],
        ack: HEAD_ACK,
        alarms: |conn, look| Box::pin(alarms_of_heads(conn, look)),
        settled: |conn, entity, _| Box::pin(settled(conn, entity)),
    },
];

named! {
    /// What is wrong.
    pub enum Wrong {
        /// Nobody comes for it.
        Unassigned = "unassigned",
        /// It has not left.
        Unfetched = "unfetched",
        /// It does not move.
        Still = "still",
        /// It has not come.
        Late = "late",
        /// The client does not answer.
        Silent = "silent",
    }
}

/// What is wrong with a delivery, and since when: pure. `expected` is when the client counts on it.
pub fn wrong(
    delivery: &Delivery,
    expected: DateTime<Utc>,
    asked_at: Option<DateTime<Utc>>,
    values: &Values,
    now: DateTime<Utc>,
) -> Option<(Wrong, DateTime<Utc>)> {
    let after = |at: DateTime<Utc>, patience: &Threshold| at + TimeDelta::minutes(values.get(patience));
    let by_road = delivery.way != Way::Carrier;
    let on_the_way = matches!(delivery.state, State::PickedUp | State::InTransit);
    let waits = matches!(delivery.state, State::Ordered | State::Assigned);
    let at_door = delivery.state.is_moving() && !matches!(delivery.state, State::AtTerminal | State::ReadyForPickup);
    let grounds = [
        (Wrong::Late, at_door.then(|| after(expected, &LATE))),
        (Wrong::Silent, asked_at.map(|at| after(at, &ANSWER))),
        (Wrong::Still, (by_road && on_the_way).then(|| after(delivery.moved_at, &STILL))),
        (Wrong::Unfetched, (by_road && waits).then(|| after(delivery.starts_at, &PICKED))),
        (
            Wrong::Unassigned,
            (delivery.way == Way::Courier && delivery.state == State::Ordered)
                .then(|| after(delivery.state_at, &ASSIGNED)),
        ),
    ];
    grounds.into_iter().find_map(|(wrong, since)| since.filter(|since| *since <= now).map(|since| (wrong, since)))
}

/// When it is asked and nobody has answered.
fn asked_at(delivery: &Delivery, receipt: Option<&Receipt>) -> Option<DateTime<Utc>> {
    let open = receipt.filter(|receipt| receipt.is_open() && receipt.again_at.is_none());
    open.filter(|_| delivery.state.may_become(State::Received)).map(|receipt| receipt.asked_at)
}

/// What is wrong with a delivery now.
pub async fn look_at(
    conn: &mut Conn,
    delivery: &Delivery,
    values: &Values,
    now: DateTime<Utc>,
) -> Result<Option<(Wrong, DateTime<Utc>)>> {
    let receipt = receipt::of(conn, delivery.id).await?;
    look_with(conn, (delivery, receipt.as_ref()), values, now).await
}

/// The same of a delivery whose receipt is known.
pub async fn look_with(
    conn: &mut Conn,
    (delivery, receipt): (&Delivery, Option<&Receipt>),
    values: &Values,
    now: DateTime<Utc>,
) -> Result<Option<(Wrong, DateTime<Utc>)>> {
    let expected = warnings::expected(conn, delivery).await?;
    Ok(wrong(delivery, expected, asked_at(delivery, receipt), values, now))
}

/// Everything that is wrong.
pub async fn found(
    conn: &mut Conn,
    client: Option<Id<Client>>,
    values: &Values,
    now: DateTime<Utc>,
) -> Result<Vec<(Delivery, Wrong, DateTime<Utc>)>> {
    let under_way = rows::under_way(conn, client).await?;
    if under_way.is_empty() {
        return Ok(Vec::new());
    }
    let (told, receipts) = (warnings::all_told(conn).await?, receipt::unanswered(conn).await?);
    let receipts: HashMap<_, _> = receipts.iter().map(|receipt| (receipt.delivery, receipt)).collect();
    let mut found = Vec::new();
    for delivery in under_way {
        let expected = warnings::later(&delivery, told.get(&delivery.id).copied());
        let asked_at = asked_at(&delivery, receipts.get(&delivery.id).copied());
        if let Some((wrong, since)) = wrong(&delivery, expected, asked_at, values, now) {
            found.push((delivery, wrong, since));
        }
    }
    found.sort_by_key(|(delivery, wrong, _)| (std::cmp::Reverse(*wrong), delivery.ends_at, delivery.number));
    Ok(found)
}

/// Whoever looks after each of these, by its owner.
async fn keepers(
    conn: &mut Conn,
    found: &[(Delivery, Wrong, DateTime<Utc>)],
) -> Result<HashMap<Option<Id<Person>>, Option<Person>>> {
    let mut keepers = HashMap::new();
    for (delivery, ..) in found {
        if let Entry::Vacant(free) = keepers.entry(delivery.owner) {
            free.insert(rules::keepers(conn, delivery.owner).await?.into_iter().next());
        }
    }
    Ok(keepers)
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let found = found(conn, look.client, look.values, look.moment.now).await?;
    let keepers = keepers(conn, &found).await?;
    let mut alarms = Vec::new();
    for (delivery, wrong, since) in found {
        let whom = keepers[&delivery.owner].as_ref().map_or(Whom::Heads, |keeper| Whom::Person(keeper.id));
        alarms.push(alarm(conn, &delivery, wrong, since, whom).await?);
    }
    Ok(alarms)
}

/// What is still wrong when the working day of whoever looks after it ends.
async fn alarms_of_heads(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let mut alarms = Vec::new();
    let before = TimeDelta::minutes(look.values.get(&END));
    let found = found(conn, look.client, look.values, look.moment.now).await?;
    let keepers = keepers(conn, &found).await?;
    for (delivery, wrong, since) in found {
        let Some(keeper) = &keepers[&delivery.owner] else { continue };
        let due = due_for_heads(keeper.working_time(look.moment.calendar), keeper, since, before);
        if due <= look.moment.now {
            let alarm = alarm(conn, &delivery, wrong, since, Whom::Heads).await?;
            alarms.push(Alarm { since: due, ..alarm });
        }
    }
    Ok(alarms)
}

/// Shortly before the end of the working day in which it began; what began even later is told at that end.
fn due_for_heads(time: WorkingTime<'_>, keeper: &Person, since: DateTime<Utc>, before: TimeDelta) -> DateTime<Utc> {
    let open = time.next_open(since);
    let day = open.with_timezone(&keeper.zone).date_naive();
    let (mut at, mut end) = (open, open);
    while at.with_timezone(&keeper.zone).date_naive() == day {
        let Some(until) = time.open_until(at) else { break };
        end = until;
        at = time.next_open(until);
    }
    if end - before > open { end - before } else { end }
}

async fn alarm(conn: &mut Conn, delivery: &Delivery, wrong: Wrong, since: DateTime<Utc>, whom: Whom) -> Result<Alarm> {
    let lines = rows::lines(conn, delivery.id).await?;
    let seen = courier::seen(conn, delivery.id).await?;
    let who: Vec<String> =
        seen.into_iter().flat_map(|seen| [seen.name, seen.car]).filter(|part| !part.is_empty()).collect();
    let who = (!who.is_empty()).then(|| t!("follow-courier", who = who.join(", ")));
    let window = t!("delivery-window", window = card::window(delivery.starts_at, delivery.ends_at));
    let facts = [Some(t!("delivery-goods", goods = card::goods(&lines))), Some(window), who];
    Ok(Alarm {
        client: Some(delivery.client),
        entity: format!("{}:{wrong}", delivery.id),
        since,
        whom,
        critical: false,
        what: t!("follow-alarm", delivery = card::named(delivery), state = card::state(delivery.state)),
        why: why(wrong, since),
        facts: facts.into_iter().flatten().collect(),
        options: options(delivery, wrong),
        until: None,
    })
}

/// Why it is told now.
fn why(wrong: Wrong, since: DateTime<Utc>) -> Text {
    match wrong {
        Wrong::Unassigned => t!("follow-unassigned", at = since),
        Wrong::Unfetched => t!("follow-unfetched", at = since),
        Wrong::Still => t!("follow-still", at = since),
        Wrong::Late => t!("follow-late", at = since),
        Wrong::Silent => t!("follow-silent", at = since),
    }
}

/// What can be done about it.
pub fn options(delivery: &Delivery, wrong: Wrong) -> Vec<Vec<Button>> {
    let card = vec![card::button(delivery)];
    if wrong == Wrong::Silent {
        return vec![vec![crate::clients::call_button(delivery.client)], card];
    }
    let mut first = vec![press::button(t!("follow-call-button"), delivery, press::Deed::Call)];
    first.extend(courier::change_button(delivery));
    vec![first, vec![press::button(t!("follow-warn-button"), delivery, press::Deed::Warn)], card]
}

/// How it ended.
async fn settled(conn: &mut Conn, entity: &str) -> Result<(Text, Text)> {
    let id: Option<Id<Delivery>> = entity.split(':').next().and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| Error::other("an alarm about no delivery"))?;
    let Some(delivery) = rows::known(conn, id).await? else {
        return Ok((t!("delivery-absent"), t!("delivery-absent")));
    };
    let state = card::state(delivery.state);
    Ok((t!("follow-alarm", delivery = card::named(&delivery), state = state.clone()), state))
}

/// What is wrong, for our card.
pub async fn lines(conn: &mut Conn, delivery: &Delivery, values: &Values, moment: Moment<'_>) -> Result<Vec<Text>> {
    let found = look_at(conn, delivery, values, moment.now).await?;
    Ok(found.map(|(wrong, since)| why(wrong, since)).into_iter().collect())
}
