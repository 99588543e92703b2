//! Screens of the digest.

use super::{
    super::{Morning, hello},
    queries::Said,
    team,
};
use crate::{
    bot::screen::{Button, Press, Screen, Words},
    db::Conn,
    error::Result,
    t,
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
pub fn own(morning: Morning<'_>, said: Said, parts: Vec<Vec<Text>>, rooms: Vec<Button>) -> Screen {
    let screen = stack(greeting(morning, said), parts, t!("digest-empty"));
    screen
        .row([Button::press(t!("digest-walk"), &Go::First)])
        .grid(rooms, 2)
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

/// The head's digest: the department, then each colleague.
pub async fn of_head(conn: &mut Conn, morning: Morning<'_>, said: Said) -> Result<Screen> {
    let parts = team::lines(conn, morning).await?;
    Ok(stack(greeting(morning, said), parts, t!("digest-empty")).row(head_row()))
}

/// `/team`: the same at any time.
pub async fn team(conn: &mut Conn, morning: Morning<'_>) -> Result<Screen> {
    let parts = team::lines(conn, morning).await?;
    Ok(stack(Screen::new(t!("team-title")), parts, t!("team-quiet")).row(head_row()))
}

fn head_row() -> [Button; 3] {
    [
        Button::command(t!("digest-overdue-button"), "overdue"),
        Button::command(t!("digest-collection-button"), "collection"),
        hello::menu_row()[0].clone(),
    ]
}

/// Parts below each other, a line between them; as many as fit.
fn stack(mut screen: Screen, parts: Vec<Vec<Text>>, empty: Text) -> Screen {
    if parts.iter().all(Vec::is_empty) {
        return screen.gap().line(empty);
    }
    let mut lines = 0;
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let room = MOST_LINES.saturating_sub(lines).max(1);
        lines += part.len();
        screen = screen.gap().lines(part.into_iter().take(room));
    }
    screen
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
