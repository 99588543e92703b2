//! E5: the day of an installation is not agreed in time, was given up twice, or was refused at the last moment (PRODUCT 4.8).
//! Whoever looks after it hears first; what is still so after four working days goes to the heads.

use super::{
    card, cards,
    model::{Installation, State},
    rows,
};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::{Alarm, Look, Rule, Whom},
    people::Person,
    rules::{Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// The rule of whoever looks after it.
const E5: &str = "E5";
/// The rule of the heads.
const E5_HEAD: &str = "E5.head";

const fn minutes(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: E5, name, about, unit: Unit::Minutes, usual, least: 60, most: 9600 }
}

/// Not agreed so many working minutes after the client was asked: two working days.
const AGREE: Threshold = minutes("agree", "rule-e5-agree", 960);
const ACK: Threshold = minutes("ack", "rule-ack", 480);
/// Still so for the heads: four working days.
const HEAD: Threshold = Threshold { rule: E5_HEAD, ..minutes("agree", "rule-e5-head-agree", 1920) };
const HEAD_ACK: Threshold = Threshold { rule: E5_HEAD, ..minutes("ack", "rule-ack", 240) };

/// So many moves are one too many.
const MOVES: u32 = 2;

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        code: E5,
        about: "rule-e5",
        thresholds: &[AGREE, ACK],
        ack: ACK,
        alarms: |conn, look| Box::pin(alarms(conn, look, &AGREE, false)),
        settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
    },
    Rule {
        code: E5_HEAD,
        about: "rule-e5-head",
        thresholds: &[HEAD, HEAD_ACK],
        ack: HEAD_ACK,
        alarms: |conn, look| Box::pin(alarms(conn, look, &HEAD, true)),
        settled: |conn, entity, moment| Box::pin(settled(conn, entity, moment)),
    },
];

/// What is wrong with the talk about a day, and since when.
fn wrong(
    installation: &Installation,
    keeper: &Person,
    limit: u32,
    moment: Moment<'_>,
) -> Option<(Text, DateTime<Utc>)> {
    if !installation.state.is_open() || installation.state == State::OnSite {
        return None;
    }
    let time = keeper.working_time(moment.calendar);
    if installation.state == State::NoShow {
        return Some((t!("e5-failed", why = &installation.why), installation.state_at));
    }
    if installation.talk.moves >= MOVES && installation.state.is_talk() {
        let count = i64::from(installation.talk.moves);
        return Some((t!("e5-moved", count = count), installation.state_at));
    }
    let asked = installation.first_asked.filter(|_| installation.state.is_talk())?;
    let since = time.add_working(asked.max(last_agreed(installation)), limit);
    (since <= moment.now).then(|| (t!("e5-not-agreed", at = asked), since))
}

/// A day that was agreed and given up begins the count anew.
fn last_agreed(installation: &Installation) -> DateTime<Utc> {
    match installation.talk.moves {
        0 => DateTime::<Utc>::UNIX_EPOCH,
        _ => installation.state_at,
    }
}

async fn alarms(conn: &mut Conn, look: Look<'_>, limit: &Threshold, heads: bool) -> Result<Vec<Alarm>> {
    let minutes = look.values.small(limit);
    let mut alarms = Vec::new();
    for installation in rows::under_way(conn, look.client).await? {
        let Some(keeper) = cards::keepers(conn, &installation).await?.into_iter().next() else { continue };
        let Some((why, since)) = wrong(&installation, &keeper, minutes, look.moment) else { continue };
        // The heads hear only of what has lasted, whatever it is.
        let lasts = keeper.working_time(look.moment.calendar).add_working(installation.state_at, minutes);
        if heads && lasts > look.moment.now {
            continue;
        }
        alarms.push(Alarm {
            client: Some(installation.client),
            entity: installation.id.to_string(),
            since: if heads { lasts } else { since },
            whom: if heads { Whom::Heads } else { Whom::Person(keeper.id) },
            critical: false,
            what: t!("e5-what", installation = card::named(&installation)),
            why,
            facts: vec![
                t!("e5-where", address = &installation.address, state = card::state(installation.state)),
                t!("e5-keeper", name = &keeper.name),
            ],
            options: vec![vec![card::button(&installation)]],
            until: None,
        });
    }
    Ok(alarms)
}

async fn settled(conn: &mut Conn, entity: &str, _: Moment<'_>) -> Result<(Text, Text)> {
    let id: Id<Installation> = entity.parse().map_err(|_| Error::other("an alarm without an installation"))?;
    let installation = rows::expect(conn, id).await?;
    Ok((t!("e5-what", installation = card::named(&installation)), card::state(installation.state)))
}
