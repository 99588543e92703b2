//! What readiness tells in the morning, of the week, to the head, and on a client's card.

use super::{
    model::{Ready, put_off_by},
    rows, views,
};
use crate::{
    bot::{screen::Screen, turn::Turn},
    clients,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Dated, Morning},
    t,
    text::Text,
};
use chrono::{Days, NaiveTime, TimeZone};

/// What is ready within so many working days is told in the morning.
const SOON: u32 = 5;
/// So many are named in a line.
const NAMED: usize = 5;
/// A head hears of what was put off by more working days.
const MUCH: usize = 10;

/// A site in a line: the client, and the address if there are several.
async fn named(conn: &mut Conn, ready: &Ready) -> Result<Text> {
    let name = clients::known(conn, ready.client).await?.map_or_else(String::new, |client| client.name);
    let address = match ready.site {
        Some(_) => views::address_of(conn, ready).await?,
        None => None,
    };
    Ok(match address {
        Some(address) => t!("ready-named-site", client = name, address = address),
        None => t!("ready-named", client = name),
    })
}

async fn list(conn: &mut Conn, all: &[Ready]) -> Result<Text> {
    let mut texts = Vec::new();
    for ready in all.iter().take(NAMED) {
        texts.push(t!("ready-of-day", place = named(conn, ready).await?, day = ready.ready_on));
    }
    if all.len() > NAMED {
        texts.push(t!("ready-more", count = all.len() - NAMED));
    }
    Ok(Text::Join(texts, "; "))
}

/// What is ready soon, and what was to be ready and is not confirmed.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let today = morning.today;
    let near = rows::near(conn, morning.person.id, today, morning.calendar.add_working_days(today, SOON)).await?;
    let (soon, past): (Vec<Ready>, Vec<Ready>) = near.into_iter().partition(|ready| ready.ready_on >= today);
    let mut lines = Vec::new();
    if !soon.is_empty() {
        lines.push(t!("digest-ready-soon", count = soon.len(), what = list(conn, &soon).await?));
    }
    if !past.is_empty() {
        lines.push(t!("digest-ready-past", count = past.len(), what = list(conn, &past).await?));
    }
    Ok(lines)
}

/// What is ready in the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Dated>> {
    let today = morning.today;
    let mut lines = Vec::new();
    for ready in rows::near(conn, morning.person.id, today, today + Days::new(7)).await? {
        if ready.ready_on > today {
            lines.push((ready.ready_on, t!("week-ready", place = named(conn, &ready).await?)));
        }
    }
    Ok(lines)
}

/// What `▶️ По порядку` walks through: what was to be ready and is not confirmed.
pub async fn items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let near = rows::near(conn, morning.person.id, morning.today, morning.today).await?;
    let past = near.iter().filter(|ready| ready.ready_on < morning.today);
    Ok(past.map(|ready| ready.id.short()).collect())
}

/// The card of one of them; `None` if it is settled or not theirs.
pub async fn card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let ready = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    let Some(ready) = ready.filter(|ready| ready.sure.is_none()) else { return Ok(None) };
    let me = turn.me().clone();
    views::card(&mut turn.db(), &ready, &me, turn.now()).await.map(Some)
}

/// What was put off by much since the working day before.
pub async fn team(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let before = morning.calendar.working_day_on_or_before(morning.today - Days::new(1));
    let midnight = morning.person.zone.from_local_datetime(&before.and_time(NaiveTime::MIN)).earliest();
    let since = midnight.map_or_else(|| before.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc());
    let mut lines = Vec::new();
    for step in rows::put_off_since(conn, Timestamp(since)).await? {
        let (Some(from), to) = (step.from_on, step.to_on.0) else { continue };
        let days = put_off_by(from.0, to, morning.calendar);
        let Some(ready) = rows::known(conn, step.ready_id).await?.filter(|_| days > MUCH) else { continue };
        // What has been taken back or put on another day since is not told as it was.
        if ready.ready_on == to {
            let place = named(conn, &ready).await?;
            lines.push(t!("team-ready", place = place, from = from.0, to = to, count = days));
        }
    }
    Ok(lines)
}
