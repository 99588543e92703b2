//! Screens of the digest.

use super::{
    super::{Morning, hello, invoices, tasks},
    queries::Said,
};
use crate::{
    bot::screen::{Button, Press, Screen, Words},
    db::Conn,
    error::Result,
    money::Money,
    people, t,
    text::Text,
};
use chrono::NaiveDate;

/// A digest is at most so long, characters of one line each.
const MOST_LINES: usize = 30;

/// A button of the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// Walk from the first item.
    First,
    /// Walk on.
    Next {
        /// The place of the item seen.
        at: usize,
        /// Its id: if it is settled, another stands in its place.
        seen: String,
    },
    /// The week.
    Week,
}

impl Press for Go {
    const ROOM: &'static str = "digest";

    fn pack(&self) -> String {
        match self {
            Self::First => "first".to_owned(),
            Self::Next { at, seen } => format!("next:{at}:{seen}"),
            Self::Week => "week".to_owned(),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "first" => Self::First,
            "next" => Self::Next { at: words.parse()?, seen: words.word()?.to_owned() },
            "week" => Self::Week,
            _ => return None,
        })
    }
}

/// A manager's digest: greeting, what each room says, buttons.
pub fn own(morning: Morning<'_>, said: Said, parts: Vec<Vec<Text>>) -> Screen {
    let mut screen = greeting(morning, said);
    let mut lines = 0;
    let mut empty = true;
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        empty = false;
        let room = MOST_LINES.saturating_sub(lines).max(1);
        lines += part.len();
        screen = screen.gap().lines(part.into_iter().take(room));
    }
    if empty {
        screen = screen.gap().line(t!("digest-empty"));
    }
    screen
        .row([Button::press(t!("digest-walk"), &Go::First)])
        .row([Button::command(t!("digest-overdue-button"), "overdue"), Button::press(t!("digest-week"), &Go::Week)])
}

fn greeting(morning: Morning<'_>, said: Said) -> Screen {
    let mut screen = Screen::new(t!("digest-title", name = &morning.person.name, day = morning.today));
    if said.late {
        screen = screen.line(t!("digest-late"));
    }
    if let Some(missed) = said.missed {
        screen = screen.line(t!("digest-missed", day = missed));
    }
    screen
}

/// The head's digest: totals by manager.
pub async fn of_head(conn: &mut Conn, morning: Morning<'_>, said: Said) -> Result<Screen> {
    let by_owner = invoices::overdue_by_owner(conn, morning.today).await?;
    let mut late = tasks::late_by_owner(conn, morning.today).await?;
    let names = people::names(conn).await?;
    let total: Money = by_owner.iter().map(|(_, sum, _)| *sum).sum();
    let mut screen = greeting(morning, said).gap().line(t!("digest-head-total", sum = total));
    for (owner, sum, clients) in by_owner {
        let name = owner.and_then(|owner| names.get(&owner).cloned());
        let name = name.map_or_else(|| t!("digest-head-pool"), Text::Verbatim);
        let late = owner.and_then(|owner| late.remove(&owner)).unwrap_or_default();
        screen = screen.line(t!("digest-head-line", name = name, sum = sum, clients = clients, late = late));
    }
    let mut others: Vec<_> =
        late.into_iter().filter_map(|(owner, late)| Some((names.get(&owner)?.clone(), late))).collect();
    others.sort();
    screen = screen.lines(others.into_iter().map(|(name, late)| t!("digest-head-late", name = name, late = late)));
    Ok(screen.row([Button::command(t!("digest-overdue-button"), "overdue"), hello::menu_row()[0].clone()]))
}

/// An item on the walk, with the way on.
pub fn walked(card: Screen, at: usize, of: usize, id: &str) -> Screen {
    let next = Go::Next { at, seen: id.to_owned() };
    card.row([Button::press(t!("digest-next", at = at + 1, of = of), &next)])
}

/// What comes in the next seven days.
pub fn week(lines: Vec<(NaiveDate, Text)>) -> Screen {
    if lines.is_empty() {
        return hello::word(t!("week-empty"));
    }
    let mut screen = Screen::new(t!("week-title"));
    let mut last = None;
    for (day, line) in lines {
        if last != Some(day) {
            screen = screen.gap().line(t!("week-day", day = day));
            last = Some(day);
        }
        screen = screen.line(line);
    }
    screen.row(hello::menu_row())
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    vec![week(vec![(day, t!("week-task", at = t!("today-any-time"), task = "Отчёт <b>"))]), week(Vec::new())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_survives_64_bytes() {
        for go in [Go::First, Go::Next { at: 999, seen: "x".repeat(22) }, Go::Week] {
            assert_eq!(Go::unpack(&go.pack()), Some(go.clone()));
            assert!(go.pack().len() + "digest:".len() <= 64);
        }
    }
}
