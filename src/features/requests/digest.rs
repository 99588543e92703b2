//! Who waits for an answer: in the morning digest of whoever answers, on the client card, in the head's picture of the team.

use super::{
    alarms::{self, Hands},
    clock::State,
    handovers,
    model::{About, Request},
    queries, views,
    waits::{self, Wait},
};
use crate::{
    bot::{screen::Screen, turn::Turn},
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Load, Morning},
    people::{self, Person},
    rules, t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// So many lines at most.
const LINES: usize = 4;

/// A wait of a request, when it is due, and whether that has passed.
struct Due {
    request: Request,
    at: Option<DateTime<Utc>>,
    late: bool,
}

/// Everything that waits for somebody, the most pressing first.
async fn waiting(conn: &mut Conn, person: Id<Person>, moment: Moment<'_>) -> Result<Vec<Due>> {
    let mut dues: Vec<Due> =
        all(conn, moment).await?.into_iter().filter(|due| due.request.owner == Some(person)).collect();
    dues.sort_by_key(|due| due.at.unwrap_or(DateTime::<Utc>::MAX_UTC));
    Ok(dues)
}

async fn all(conn: &mut Conn, moment: Moment<'_>) -> Result<Vec<Due>> {
    let waits = waits::open(conn, None).await?;
    if waits.is_empty() {
        return Ok(Vec::new());
    }
    let limit = rules::values(conn).await?.small(&alarms::REPLY);
    let mut hands = Hands::default();
    let mut dues = Vec::new();
    for wait in waits {
        let Wait { clock, request, .. } = wait;
        let Some(request) = queries::known(conn, request).await? else { continue };
        let hand = hands.of(conn, request.owner).await?;
        let at = clock.when(hand.time(moment), limit);
        let late = clock.state == State::Breached || at.is_some_and(|at| at <= moment.now);
        dues.push(Due { request, at, late });
    }
    Ok(dues)
}

const fn moment(morning: Morning<'_>) -> Moment<'_> {
    Moment { now: morning.now, calendar: morning.calendar }
}

/// `💬 Ждут ответа 3`, and who, until when.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let dues = waiting(conn, morning.person.id, moment(morning)).await?;
    if dues.is_empty() {
        return Ok(Vec::new());
    }
    let late = dues.iter().filter(|due| due.late).count();
    let mut lines = vec![if late > 0 {
        t!("digest-waiting-late", count = dues.len(), late = late)
    } else {
        t!("digest-waiting", count = dues.len())
    }];
    for due in dues.iter().take(LINES) {
        let client = clients::known(conn, due.request.client).await?.map_or_else(String::new, |client| client.name);
        lines.push(match due.at {
            _ if due.late => t!("digest-wait-late", client = client),
            Some(at) => t!("digest-wait", client = client, due = at),
            None => t!("digest-wait-paused", client = client),
        });
    }
    Ok(lines)
}

/// What `▶️ По порядку` walks through: questions that wait; claims have a room of their own.
pub async fn items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let dues = waiting(conn, morning.person.id, moment(morning)).await?;
    let questions = dues.into_iter().filter(|due| due.request.about == About::Question);
    Ok(questions.map(|due| due.request.id.short()).collect())
}

/// The card of one of them; `None`: nobody waits any more.
pub async fn card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let request = super::support::writable(&turn, id).await?;
    let Some(request) = request else { return Ok(None) };
    if waits::open_of(&mut turn.db(), id).await?.is_none() {
        return Ok(None);
    }
    let me = turn.me().clone();
    let moment = turn.moment();
    views::card(&mut turn.db(), &request, &me, moment).await.map(Some)
}

/// Open requests on the client's card.
pub async fn on_card(conn: &mut Conn, client: &Client, _: chrono::NaiveDate) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for request in queries::open_of_client(conn, client.id).await?.into_iter().take(3) {
        if request.about == About::Claim {
            continue;
        }
        let number = request.shown();
        let text = views::short(&request.essence);
        lines.push(match handovers::of(conn, request.id).await? {
            Some(handover) => {
                t!("client-request-support", number = number, text = text, stage = views::stage(handover.stage))
            }
            None if waits::open_of(conn, request.id).await?.is_some() => {
                t!("client-request-waits", number = number, text = text)
            }
            None => t!("client-request", number = number, text = text),
        });
    }
    Ok(lines)
}

/// For the head: answers that are late, by who should have given them.
pub async fn team(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let mut late: BTreeMap<Option<Id<Person>>, i64> = BTreeMap::new();
    let dues = all(conn, moment(morning)).await?;
    for due in dues.iter().filter(|due| due.late) {
        *late.entry(due.request.owner).or_default() += 1;
    }
    let since = Timestamp::from(morning.now - TimeDelta::days(7));
    let week: i64 = waits::breached_since(conn, since).await?.iter().map(|(_, count)| count).sum();
    let mut lines = Vec::new();
    if !dues.is_empty() {
        lines.push(t!("team-waiting", count = dues.len()));
    }
    let names = people::names(conn).await?;
    for (owner, count) in late {
        let name = owner.and_then(|owner| names.get(&owner).cloned());
        let name = name.map_or_else(|| t!("request-nobody"), Text::Verbatim);
        lines.push(t!("team-late", name = name, count = count));
    }
    if week > 0 {
        lines.push(t!("team-late-week", count = week));
    }
    Ok(lines)
}

/// What each has to answer.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let mut loads: BTreeMap<Id<Person>, (i64, i64)> = BTreeMap::new();
    for due in all(conn, moment(morning)).await? {
        let Some(owner) = due.request.owner else { continue };
        let (count, late) = loads.entry(owner).or_default();
        *count += 1;
        *late += i64::from(due.late);
    }
    let load = |(person, (count, late)): (Id<Person>, (i64, i64))| {
        let text = if late > 0 {
            t!("load-waiting-late", count = count, late = late)
        } else {
            t!("load-waiting", count = count)
        };
        Load { person, count, weight: 1, text }
    };
    Ok(loads.into_iter().map(load).collect())
}
