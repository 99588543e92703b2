//! Installations seen together: our list, an engineer's list, the morning, the client's card, the head's view of the team, and
//! the share of agreed days that were kept.

use super::{
    card, kept,
    model::{Installation, State},
    rows, said,
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        turn::Turn,
        widgets::Page as Leaf,
    },
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::{Dated, Load, Morning, hello},
    people::{Person, Role},
    t,
    text::Text,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Who may read the list.
pub const READERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];
/// An installation on somebody's hands weighs so much.
const WEIGHT: i64 = 1;
/// An engineer sees so many days ahead.
const AHEAD: u64 = 14;

/// Which of them a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// With an agreed day from today on.
    Agreed,
    /// Without.
    Open,
}

/// A page of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub tab: Tab,
    pub page: usize,
}

impl screen::Press for Page {
    const ROOM: &'static str = "installs";

    fn pack(&self) -> String {
        let tab = match self.tab {
            Tab::Agreed => "agreed",
            Tab::Open => "open",
        };
        format!("{tab}:{}", self.page)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let tab = match words.word()? {
            "agreed" => Tab::Agreed,
            "open" => Tab::Open,
            _ => return None,
        };
        Some(Self { tab, page: words.parse()? })
    }
}

/// The day of its visit, as the person counts days.
fn day(installation: &Installation, person: &Person) -> Option<NaiveDate> {
    installation.visit.map(|visit| visit.starts_at.with_timezone(&person.zone).date_naive())
}

fn of_tab(found: Vec<Installation>, tab: Tab) -> Vec<Installation> {
    let agreed = |installation: &Installation| installation.state.is_agreed() || installation.state == State::OnSite;
    found.into_iter().filter(|installation| agreed(installation) == (tab == Tab::Agreed)).collect()
}

fn line(installation: &Installation, reader: &Person) -> Button {
    let named = card::named(installation);
    let label = match installation.visit {
        Some(visit) => t!(
            "installs-line-at",
            installation = named,
            window = said::window((visit.starts_at, visit.ends_at), reader.zone)
        ),
        None => t!("installs-line", installation = named, state = card::state(installation.state)),
    };
    Button::press(label, &card::Show(installation.id))
}

async fn screen(turn: &Turn, Page { tab, page }: Page) -> Result<Screen> {
    let me = turn.me().clone();
    let found = rows::open(&mut turn.db(), me.scope()).await?;
    let share = kept::share(&mut turn.db(), me.scope(), turn.now()).await?;
    let all = of_tab(found, tab);
    let pages = Leaf::of(&all, page);
    let title = match tab {
        Tab::Agreed => t!("installs-agreed"),
        Tab::Open => t!("installs-open"),
    };
    let mut screen = Screen::new(title);
    if all.is_empty() {
        screen = screen.line(t!("installs-empty"));
    }
    screen = screen.lines(share.line()).grid(pages.items.iter().map(|installation| line(installation, &me)), 1);
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Page { tab, page }));
    let leaves = leaf(t!("list-before"), pages.before).into_iter().chain(leaf(t!("list-after"), pages.after));
    let other = match tab {
        Tab::Agreed => Button::press(t!("installs-open-button"), &Page { tab: Tab::Open, page: 0 }),
        Tab::Open => Button::press(t!("installs-agreed-button"), &Page { tab: Tab::Agreed, page: 0 }),
    };
    Ok(screen.row(leaves).row([other]).row(hello::menu_row()))
}

/// `/installs`.
pub async fn list(turn: Turn) -> Result {
    let screen = screen(&turn, Page { tab: Tab::Agreed, page: 0 }).await?;
    turn.reply(screen).await.map(drop)
}

/// Another page of it.
pub async fn page(turn: Turn, page: Page) -> Result {
    let screen = screen(&turn, page).await?;
    turn.show(screen).await
}

/// `/jobs`: an engineer's own visits.
pub async fn jobs(turn: Turn) -> Result {
    let me = turn.me().clone();
    let from = turn.now() - chrono::TimeDelta::hours(12);
    let to = turn.now() + Days::new(AHEAD);
    let all = rows::visits(&mut turn.db(), me.id, (from.into(), to.into())).await?;
    let mut screen = Screen::new(t!("jobs-title"));
    if all.is_empty() {
        screen = screen.line(t!("jobs-empty"));
    }
    let button = |installation: &Installation| {
        let window = installation
            .visit
            .map_or_else(|| Text::verbatim(""), |visit| said::window((visit.starts_at, visit.ends_at), me.zone));
        let label = t!("installs-line-at", installation = card::named(installation), window = window);
        super::engineer::button(label, installation, super::engineer::Answer::Show)
    };
    screen = screen.grid(all.iter().map(button), 1).row(hello::menu_row());
    turn.reply(screen).await.map(drop)
}

/// Those at the clients of one person.
async fn theirs(conn: &mut Conn, morning: &Morning<'_>) -> Result<Vec<Installation>> {
    let mut found = rows::open(conn, morning.person.scope()).await?;
    found.retain(|installation| installation.owner == Some(morning.person.id));
    Ok(found)
}

/// The morning's lines.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let found = theirs(conn, &morning).await?;
    let today = found.iter().filter(|own| day(own, morning.person) == Some(morning.today)).count();
    let open = found.iter().filter(|own| own.state.is_talk()).count();
    let failed = found.iter().filter(|own| own.state == State::NoShow).count();
    let mut lines = Vec::new();
    if today + open + failed > 0 {
        lines.push(t!("digest-installs", today = today, open = open, failed = failed));
    }
    Ok(lines)
}

/// What comes in the next days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Dated>> {
    let found = theirs(conn, &morning).await?;
    let dated = found.iter().filter_map(|own| {
        let on = day(own, morning.person)?;
        let visit = own.visit?;
        let window = said::window((visit.starts_at, visit.ends_at), morning.person.zone);
        Some((on, t!("week-install", installation = card::named(own), window = window)))
    });
    Ok(dated.filter(|(on, _)| *on > morning.today && *on <= morning.today + Days::new(7)).collect())
}

/// What the walk goes through: today's visits, and those that wait for a tap of ours.
pub async fn digest_items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let found = theirs(conn, &morning).await?;
    let waits = |own: &&Installation| {
        matches!(own.state, State::Need | State::EngineerOk | State::NoShow)
            || day(own, morning.person) == Some(morning.today)
    };
    Ok(found.iter().filter(waits).map(|own| own.id.to_string()).collect())
}

/// One of them; `None` once it is settled.
pub async fn digest_card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Ok(id) = id.parse::<Id<Installation>>() else { return Ok(None) };
    let installation = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    let Some(installation) = installation.filter(|own| own.state.is_open()) else { return Ok(None) };
    let me = turn.me().clone();
    card::screen(&mut turn.db(), &installation, &me, turn.moment()).await.map(Some)
}

/// The client's card: what is open there.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let all = rows::of_client(conn, client.id, 5).await?;
    let open = all.iter().filter(|own| own.state.is_open());
    Ok(open
        .take(3)
        .map(|own| match own.visit {
            Some(visit) => t!(
                "client-install-at",
                number = own.number.to_string(),
                window = said::window((visit.starts_at, visit.ends_at), client.zone),
                state = card::state(own.state)
            ),
            None => t!("client-install", number = own.number.to_string(), state = card::state(own.state)),
        })
        .collect())
}

/// The head's view: what is agreed, what waits, the share of days kept.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let found = rows::open(conn, morning.person.scope()).await?;
    let share = kept::share(conn, morning.person.scope(), morning.now).await?;
    let open = found.iter().filter(|own| own.state.is_talk()).count();
    let mut lines: Vec<Text> = share.line().into_iter().collect();
    if open > 0 {
        lines.push(t!("team-installs-open", count = open));
    }
    Ok(lines)
}

/// What each has on their hands.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let mut counts: BTreeMap<Id<Person>, i64> = BTreeMap::new();
    for installation in rows::open(conn, morning.person.scope()).await? {
        if let Some(owner) = installation.owner {
            *counts.entry(owner).or_default() += 1;
        }
    }
    Ok(counts
        .into_iter()
        .map(|(person, count)| Load { person, count, weight: WEIGHT, text: t!("load-installs", count = count) })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_page_survives_64_bytes() {
        for tab in [Tab::Agreed, Tab::Open] {
            let page = Page { tab, page: 12 };
            assert_eq!(Page::unpack(&page.pack()), Some(page));
        }
        assert_eq!(Page::unpack("of an older release"), None);
    }
}
