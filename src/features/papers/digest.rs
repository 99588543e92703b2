//! Papers in the morning, on the client card, in the head's picture of the team, and in accounting's week.

use super::{
    board,
    model::Paper,
    queries,
    views::{self, Board},
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::ProductionCalendar,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Load, Morning},
    jobs::Tick,
    people::{self, Person},
    t,
    text::Text,
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A client's card shows so many.
const ON_CARD: usize = 3;
/// The week of accounting shows so many.
const IN_WEEK: usize = 30;

async fn open(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Paper>> {
    queries::open_of_owner(conn, morning.person.id).await
}

/// `📄 Документы: 5, без подписи дольше срока 2`.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let open = open(conn, morning).await?;
    let late = open.iter().filter(|paper| paper.is_overdue(morning.now)).count();
    Ok(match (open.len(), late) {
        (0, _) => Vec::new(),
        (count, 0) => vec![t!("digest-papers", count = count)],
        (count, late) => vec![t!("digest-papers-late", count = count, late = late)],
    })
}

/// What `▶️ По порядку` walks through: papers that should have been signed by now.
pub async fn items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let open = open(conn, morning).await?;
    let late = open.into_iter().filter(|paper| paper.is_overdue(morning.now)).collect();
    Ok(board::by_client(late).iter().map(|paper| paper.id.short()).collect())
}

/// The card of one of them; `None`: it is settled.
pub async fn card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let paper = queries::by_id(&mut turn.db(), turn.scope(), id).await?.filter(Paper::is_open);
    match paper {
        Some(paper) => views::card(&turn, &paper).await.map(Some),
        None => Ok(None),
    }
}

/// The open papers of a client on its card. Their age is not told here: the card is not edited as days pass.
pub async fn on_card(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let open = queries::open_of_client(conn, client.id).await?;
    let line = |paper: &Paper| t!("client-paper", paper = views::stands(paper), label = &paper.label);
    let more = open.len().saturating_sub(ON_CARD);
    let more = (more > 0).then(|| t!("client-papers-more", count = more));
    Ok(open.iter().take(ON_CARD).map(line).chain(more).collect())
}

/// The button to the open papers of a client.
pub fn card_button(client: Id<Client>) -> Button {
    Button::press(t!("paper-client-button"), &Board { page: 0, late: false, client: Some(client) })
}

/// For the head: papers not signed in time, by who looks after the client.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let mut late: BTreeMap<Id<Person>, i64> = BTreeMap::new();
    for paper in unsigned(conn, morning).await? {
        if let Some(owner) = paper.owner {
            *late.entry(owner).or_default() += 1;
        }
    }
    let load = |(person, count)| Load { person, count, weight: 1, text: t!("load-papers", count = count) };
    Ok(late.into_iter().map(load).collect())
}

/// For the head: the same of clients of nobody.
pub async fn team(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let nobodys = unsigned(conn, morning).await?.into_iter().filter(|paper| paper.owner.is_none()).count();
    Ok(if nobodys > 0 { vec![t!("team-papers-nobody", count = nobodys)] } else { Vec::new() })
}

async fn unsigned(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Paper>> {
    let all = queries::unsigned(conn, Timestamp::from(morning.now)).await?;
    Ok(all.into_iter().filter(|paper| paper.is_overdue(morning.now)).collect())
}

/// Whether a working day is the first of its week: Monday, or the day after a holiday.
fn begins_week(day: NaiveDate, calendar: &ProductionCalendar) -> bool {
    let monday = day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()));
    monday.iter_days().find(|day| calendar.is_working(*day)) == Some(day)
}

/// Once a week accounting gets what is not signed, by client and age.
pub async fn weekly(conn: &mut Conn, tick: Tick<'_>) -> Result {
    let day = |day| begins_week(day, tick.calendar);
    // After a Monday on which the machine was off the week is told on Tuesday.
    if !day(tick.date) && !tick.missed.is_some_and(day) {
        return Ok(());
    }
    let unsigned = board::by_client(queries::unsigned(conn, Timestamp::from(tick.now)).await?);
    let Some(chat) = tick.person.tg_id.filter(|_| !unsigned.is_empty()) else { return Ok(()) };
    let names = people::names(conn).await?;
    let mut screen = Screen::new(t!("papers-week", count = unsigned.len()));
    let mut last = None;
    for paper in unsigned.iter().take(IN_WEEK) {
        if last != Some(paper.client) {
            let keeper = paper.owner.and_then(|owner| names.get(&owner).cloned());
            screen = screen.gap().line(match keeper {
                Some(keeper) => t!("papers-week-client", client = &paper.client_name, name = keeper),
                None => t!("docs-client", client = &paper.client_name),
            });
        }
        last = Some(paper.client);
        screen = screen.line(views::told(paper, tick.now));
    }
    let more = unsigned.len().saturating_sub(IN_WEEK);
    if more > 0 {
        screen = screen.gap().line(t!("papers-week-more", count = more));
    }
    screen = screen.row([Button::press(t!("paper-all-button"), &Board { page: 0, late: false, client: None })]);
    let letter = Letter {
        class: Class::Digest,
        key: Some(format!("papers-week:{}:{}", tick.person.id, tick.date)),
        ..Letter::reply(chat, tick.person.reader(tick.now), &screen)
    };
    outbox::send(conn, letter).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_with_its_first_working_day() {
        let calendar = ProductionCalendar::russian();
        let begins = |day: &str| begins_week(day.parse().unwrap(), &calendar);
        assert!(begins("2026-11-23") && !begins("2026-11-24"));
        assert!(!begins("2026-05-11") && begins("2026-05-12"), "the day after a holiday Monday");
    }
}
