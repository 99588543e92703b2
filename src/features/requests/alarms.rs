//! The rules of this room (PRODUCT 4.6, 4.8): E1, a client waits too long for an answer; E12, nobody at technical support
//! accepts a request. Their numbers are thresholds the head may change.

use super::{
    audience::{self, Hand},
    handovers,
    model::{Request, Urgency},
    queries, views,
    waits::{self, Wait},
};
use crate::{
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    people,
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// A client waits too long.
pub const E1: &str = "E1";
/// Support does not accept.
pub const E12: &str = "E12";

const fn minutes(rule: &'static str, name: &'static str, about: &'static str, usual: i64, least: i64) -> Threshold {
    Threshold { rule, name, about, unit: Unit::Minutes, usual, least, most: 2400 }
}

/// A client is to be answered within so many working minutes.
pub const REPLY: Threshold = minutes(E1, "reply", "rule-e1-reply", 240, 15);
/// After so many the card changes its colour.
pub const BADGE: Threshold = minutes(E1, "badge", "rule-e1-badge", 120, 5);
/// After so many the manager hears of it.
pub const SOUND: Threshold = minutes(E1, "sound", "rule-e1-sound", 180, 5);
/// After so many the manager hears of it for the last time.
pub const LAST: Threshold = minutes(E1, "last", "rule-e1-last", 210, 5);
/// A client of nobody is to be taken within so many.
pub const TAKEN: Threshold = minutes(E1, "taken", "rule-e1-taken", 60, 5);
const ACK: Threshold = minutes(E1, "ack", "rule-ack", 30, 5);

/// Support accepts within so many if nobody gets in.
pub const BLOCKED: Threshold = minutes(E12, "blocked", "rule-e12-blocked", 30, 5);
/// Support accepts anything else within so many.
pub const USUAL: Threshold = minutes(E12, "usual", "rule-e12-usual", 120, 5);
const E12_ACK: Threshold = minutes(E12, "ack", "rule-ack", 30, 5);

/// The rules of the room.
pub const RULES: &[Rule] = &[
    Rule {
        code: E1,
        about: "rule-e1",
        thresholds: &[REPLY, BADGE, SOUND, LAST, TAKEN, ACK],
        ack: ACK,
        alarms: |conn, look| Box::pin(waiting(conn, look)),
        settled: |conn, entity, moment| Box::pin(answered(conn, entity, moment)),
    },
    Rule {
        code: E12,
        about: "rule-e12",
        thresholds: &[BLOCKED, USUAL, E12_ACK],
        ack: E12_ACK,
        alarms: |conn, look| Box::pin(unaccepted(conn, look)),
        settled: |conn, entity, moment| Box::pin(accepted(conn, entity, moment)),
    },
];

/// Hands already looked up in one round.
#[derive(Default)]
pub struct Hands(HashMap<Option<Id<people::Person>>, Hand>);

impl Hands {
    /// The hand that answers.
    pub async fn of(&mut self, conn: &mut Conn, owner: Option<Id<people::Person>>) -> Result<Hand> {
        if let Some(hand) = self.0.get(&owner) {
            return Ok(hand.clone());
        }
        let hand = Hand::of(conn, owner).await?;
        self.0.insert(owner, hand.clone());
        Ok(hand)
    }
}

/// When a wait is or was over its time, if it is by now.
fn overdue(wait: &Wait, hand: &Hand, limit: u32, moment: Moment<'_>) -> Option<DateTime<Utc>> {
    let due = wait.clock.breached_at.or_else(|| wait.clock.when(hand.time(moment), limit));
    due.filter(|due| *due <= moment.now && wait.clock.stopped_at.is_none())
}

/// Everybody who waits longer than a client should.
async fn waiting(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let limit = look.values.small(&REPLY);
    let mut hands = Hands::default();
    let mut alarms = Vec::new();
    for wait in waits::open(conn, look.client).await? {
        let Some(request) = queries::known(conn, wait.request).await? else { continue };
        let hand = hands.of(conn, request.owner).await?;
        let Some(since) = overdue(&wait, &hand, limit, look.moment) else { continue };
        alarms.push(alarm(conn, &request, since).await?);
    }
    Ok(alarms)
}

async fn alarm(conn: &mut Conn, request: &Request, since: DateTime<Utc>) -> Result<Alarm> {
    let client = clients::known(conn, request.client).await?;
    let name = client.map_or_else(String::new, |client| client.name);
    let owner = match request.owner {
        Some(owner) => people::by_id(conn, owner).await?.map(|person| person.name),
        None => None,
    };
    let who = owner.map_or_else(|| t!("request-nobody"), Text::Verbatim);
    let handover = handovers::of(conn, request.id).await?.filter(|handover| handover.stage.is_open());
    let last = queries::thread(conn, request.id, 1).await?.pop();
    let facts = [
        Some(t!("request-fact-who", who = who, asked = &request.who)),
        last.map(|said| t!("request-fact-last", at = said.at.0, text = views::short(&said.text))),
        handover.as_ref().map(views::at_support),
    ];
    Ok(Alarm {
        client: Some(request.client),
        entity: request.id.to_string(),
        since,
        whom: Whom::Heads,
        critical: handover.is_some_and(|handover| handover.urgency == Urgency::Blocked),
        what: t!("request-alarm", number = request.shown(), client = name),
        why: t!("request-alarm-why", due = since),
        facts: facts.into_iter().flatten().collect(),
        options: views::lead_buttons(request),
        until: None,
    })
}

/// How a wait that was an alarm has ended.
async fn answered(conn: &mut Conn, entity: &str, _: Moment<'_>) -> Result<(Text, Text)> {
    let id = entity.parse().map_err(|_| crate::error::Error::other("an alarm about no request"))?;
    let request = queries::known(conn, id).await?;
    let Some(request) = request else { return Ok((t!("request-gone"), t!("request-gone"))) };
    let client = clients::known(conn, request.client).await?.map_or_else(String::new, |client| client.name);
    let what = t!("request-alarm", number = request.shown(), client = client);
    let ended = waits::ended(conn, id).await?;
    let how = match ended {
        Some((at, by, waits::How::Answer)) => t!("request-settled-answer", at = at.0, name = by.unwrap_or_default()),
        Some((at, by, waits::How::Call)) => t!("request-settled-call", at = at.0, name = by.unwrap_or_default()),
        Some((at, _, waits::How::Closed)) => t!("request-settled-closed", at = at.0),
        None => t!("request-settled-moved"),
    };
    Ok((what, how))
}

/// Every hand-over nobody accepts.
async fn unaccepted(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let company = Hand::company();
    let mut alarms = Vec::new();
    for (handover, request, _) in handovers::unaccepted(conn, look.client).await? {
        let patience = look.values.small(audience::patience(handover.urgency));
        let since = company.time(look.moment).add_working(handover.handed_at.0, patience);
        if since > look.moment.now {
            continue;
        }
        let base = alarm(conn, &request, since).await?;
        let client = clients::known(conn, request.client).await?.map_or_else(String::new, |client| client.name);
        alarms.push(Alarm {
            what: t!("handover-alarm", number = request.shown(), client = client),
            why: t!("handover-alarm-why", urgency = views::urgency(handover.urgency), at = handover.handed_at.0),
            facts: vec![t!("handover-fact-what", what = views::short(&handover.what))],
            options: Vec::new(),
            ..base
        });
    }
    Ok(alarms)
}

/// Who accepted it after all.
async fn accepted(conn: &mut Conn, entity: &str, _: Moment<'_>) -> Result<(Text, Text)> {
    let id = entity.parse().map_err(|_| crate::error::Error::other("an alarm about no request"))?;
    let request = queries::known(conn, id).await?;
    let Some(request) = request else { return Ok((t!("request-gone"), t!("request-gone"))) };
    let client = clients::known(conn, request.client).await?.map_or_else(String::new, |client| client.name);
    let what = t!("handover-alarm", number = request.shown(), client = client);
    let handover = handovers::of(conn, id).await?;
    let support = match handover.as_ref().and_then(|handover| handover.support) {
        Some(support) => people::by_id(conn, support).await?.map(|person| person.name),
        None => None,
    };
    Ok((what, support.map_or_else(|| t!("handover-settled-gone"), |name| t!("handover-settled", name = name))))
}
