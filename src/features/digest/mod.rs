//! The morning digest (PRODUCT D17): what burns, said once per person and working day whatever happens, and kept up to
//! date through the day by editing the same message. Its lines are those of the rooms.
//! Deliberately not here yet: the evening, the week and the month of the head.

mod alarm;
mod queries;
mod team;
mod views;

#[cfg(test)]
mod alarm_tests;
#[cfg(test)]
mod tests;

use super::{ALL, Feature, Morning, Section, hello};
use crate::{
    bot::{
        drafts,
        outbox::{self, Class, Letter},
        routes::{Command, Routes, command, pressed},
        screen::Screen,
        turn::Turn,
    },
    db::Conn,
    error::Result,
    jobs::{At, Schedule, Tick},
    people::{self, Role},
    t,
};
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone};
use queries::{Kind, Said};
use views::Go;

/// When the head's digest comes, local time.
const HEAD_AT: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a time of day");

/// A digest that Telegram has not taken by then does not come any more, local time: nobody is woken by it.
const QUIET_FROM: NaiveTime = NaiveTime::from_hms_opt(21, 0, 0).expect("a time of day");

/// So many digests are looked at in a minute: all of a department, and of a very large one some, in turn.
const IN_A_MINUTE: i64 = 30;

/// Drafts that lie for so long are told of, until they are archived.
const DRAFTS_AFTER: TimeDelta = TimeDelta::hours(4);
const DRAFTS_UNTIL: TimeDelta = TimeDelta::days(7);

/// The room.
pub const FEATURE: Feature = Feature {
    name: "digest",
    doors,
    commands: &[
        Command { name: "digest", word: "сводка", about: "command-digest", rank: 80, roles: READERS },
        Command { name: "team", word: "команда", about: "command-team", rank: 40, roles: &[Role::Head] },
        Command { name: "next", word: "дальше", about: "", rank: 0, roles: hello::STAFF },
    ],
    presses: &[("digest", READERS)],
    every: &[OWN, OF_HEAD],
    rules: &[alarm::RULE],
    watch: Some(|conn, at| Box::pin(refresh(conn, at))),
    screens: views::samples,
    ..Feature::EMPTY
};

const OWN: Schedule = Schedule {
    kind: "digest",
    roles: &[Role::Manager, Role::Deputy],
    at: |person| person.digest_at,
    put: |conn, tick| Box::pin(say(conn, tick, Kind::Own)),
};
const OF_HEAD: Schedule = Schedule {
    kind: "head-digest",
    roles: &[Role::Head],
    at: |_| HEAD_AT,
    put: |conn, tick| Box::pin(say(conn, tick, Kind::Head)),
};

/// Who gets a digest.
const READERS: &[Role] = &[Role::Manager, Role::Deputy, Role::Head];

fn doors() -> Vec<Routes> {
    vec![
        command("digest").endpoint(now),
        command("team").endpoint(show_team),
        command("next").endpoint(on),
        pressed::<Go>().endpoint(go),
    ]
}

/// The sections of all rooms, in their order.
fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = ALL.iter().filter_map(|room| room.digest).collect();
    sections.sort_by_key(|section| section.rank);
    sections
}

/// Says the digest of a day, in the transaction of its run.
async fn say(conn: &mut Conn, tick: Tick<'_>, kind: Kind) -> Result {
    let Some(chat) = tick.person.tg_id else { return Ok(()) };
    let missed = match tick.missed {
        Some(day) => Some(day),
        None => undelivered(conn, &tick, kind).await?,
    };
    let said = Said { late: tick.late, missed };
    let morning = Morning { person: tick.person, today: tick.date, now: tick.now, calendar: tick.calendar };
    let screen = screen(conn, morning, kind, said).await?;
    let night = tick.person.zone.from_local_datetime(&tick.date.and_time(QUIET_FROM)).earliest();
    let letter = Letter {
        class: Class::Digest,
        expires: night.map(|night| night.to_utc().into()),
        key: Some(format!("digest:{kind}:{}:{}", tick.person.id, tick.date)),
        ..Letter::reply(chat, tick.person.reader(tick.now), &screen)
    };
    if let Some(card) = outbox::send(conn, letter).await? {
        queries::remember(conn, tick.person.id, tick.date, kind, card, said).await?;
    }
    Ok(())
}

/// The day of the last digest, if it was written and Telegram never took it.
async fn undelivered(conn: &mut Conn, tick: &Tick<'_>, kind: Kind) -> Result<Option<NaiveDate>> {
    let Some((day, card)) = queries::last_before(conn, tick.person.id, kind, tick.date).await? else { return Ok(None) };
    Ok(outbox::never_came(conn, card).await?.then_some(day))
}

async fn screen(conn: &mut Conn, morning: Morning<'_>, kind: Kind, said: Said) -> Result<Screen> {
    match kind {
        Kind::Own => own(conn, morning, said).await,
        Kind::Head => views::of_head(conn, morning, said).await,
    }
}

async fn own(conn: &mut Conn, morning: Morning<'_>, said: Said) -> Result<Screen> {
    let (mut parts, mut buttons) = (Vec::new(), Vec::new());
    let mut rooms: Vec<(Section, &Feature)> =
        ALL.iter().filter_map(|room| room.digest.map(|section| (section, room))).collect();
    rooms.sort_by_key(|(section, _)| section.rank);
    for (section, room) in rooms {
        let lines = (section.lines)(conn, morning).await?;
        buttons.extend((room.digest_buttons)(&lines));
        parts.push(lines);
    }
    let (from, to) = (morning.now - DRAFTS_UNTIL, morning.now - DRAFTS_AFTER);
    let stale = drafts::lying(conn, morning.person.id, from.into(), to.into()).await?;
    if stale > 0 {
        parts.push(vec![t!("digest-drafts", count = stale)]);
    }
    Ok(views::own(morning, said, parts, buttons))
}

/// Every minute: today's digests show what is true now, as many as do not hold up anybody. An unchanged one is not edited.
async fn refresh(conn: &mut Conn, at: &At) -> Result {
    let now = at.now();
    for shown in queries::shown_around(conn, now.date_naive(), IN_A_MINUTE).await? {
        queries::looked_at(conn, &shown, now.into()).await?;
        let person = people::present(conn, shown.person).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        if person.today(now) != shown.date || person.unreachable_at.is_some() {
            continue;
        }
        let morning = Morning { person: &person, today: shown.date, now, calendar: &at.calendar };
        let screen = screen(conn, morning, shown.kind, shown.said).await?;
        outbox::edit(conn, shown.card, Letter::reply(chat, person.reader(now), &screen)).await?;
    }
    Ok(())
}

/// `/digest`: what the digest would say now.
async fn now(turn: Turn) -> Result {
    let me = turn.me().clone();
    let morning = Morning { person: &me, today: turn.today(), now: turn.now(), calendar: turn.calendar() };
    let kind = if me.is_any(&[Role::Manager, Role::Deputy]) { Kind::Own } else { Kind::Head };
    let screen = screen(&mut turn.db(), morning, kind, Said::default()).await?;
    turn.reply(screen).await.map(drop)
}

/// `/team`: who has what on their hands now.
async fn show_team(turn: Turn) -> Result {
    let me = turn.me().clone();
    let morning = Morning { person: &me, today: turn.today(), now: turn.now(), calendar: turn.calendar() };
    let screen = views::team(&mut turn.db(), morning).await?;
    turn.reply(screen).await.map(drop)
}

async fn go(turn: Turn, go: Go) -> Result {
    match go {
        Go::Week => week(turn).await,
        Go::First => {
            let screen = walk(&turn, 0, None).await?;
            turn.reply(screen).await.map(drop)
        }
        Go::Next { at, seen } => {
            let screen = walk(&turn, at, Some(seen)).await?;
            turn.show(screen).await
        }
    }
}

/// `/next`, the button under what has just been settled: the item after the one seen last, or the first.
async fn on(turn: Turn) -> Result {
    let stands = queries::walked_to(&mut turn.db(), turn.me().id, turn.today()).await?;
    let (at, seen) = stands.map_or((0, None), |(at, seen)| (usize::try_from(at).unwrap_or_default(), Some(seen)));
    let screen = walk(&turn, at, seen).await?;
    turn.reply(screen).await.map(drop)
}

/// `▶️ По порядку`: the item after the one seen. What has been settled meanwhile is not in the list any more.
async fn walk(turn: &Turn, at: usize, seen: Option<String>) -> Result<Screen> {
    let me = turn.me().clone();
    let morning = Morning { person: &me, today: turn.today(), now: turn.now(), calendar: turn.calendar() };
    let mut items = Vec::new();
    for section in sections() {
        let found = (section.items)(&mut turn.db(), morning).await?;
        items.extend(found.into_iter().map(|id| (section, id)));
    }
    let still_there = seen.is_some() && items.get(at).map(|(_, id)| id) == seen.as_ref();
    let mut next = if still_there { at + 1 } else { at };
    while let Some((section, id)) = items.get(next) {
        if let Some(card) = (section.card)(turn.clone(), id.clone()).await? {
            let place = i64::try_from(next).unwrap_or_default();
            queries::walk_to(&mut turn.db(), me.id, morning.today, place, id).await?;
            return Ok(views::walked(card, next, items.len(), id));
        }
        next += 1;
    }
    Ok(hello::word(t!("digest-walked")))
}

/// `🗓 Неделя`: what comes in the next seven days.
async fn week(turn: Turn) -> Result {
    let me = turn.me().clone();
    let morning = Morning { person: &me, today: turn.today(), now: turn.now(), calendar: turn.calendar() };
    let mut lines = Vec::new();
    for section in sections() {
        lines.extend((section.week)(&mut turn.db(), morning).await?);
    }
    lines.sort_by_key(|(day, _)| *day);
    turn.reply(views::week(lines)).await.map(drop)
}
