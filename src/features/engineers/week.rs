//! A week of half-days: an engineer sees their own, whoever agrees dates sees where everybody is. Why somebody is busy is
//! nobody's business.

use super::rows::{self, Kind, Taken};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    calendar::ProductionCalendar,
    error::Result,
    people::{self, Person, Role},
    slots::{Half, HalfDay},
    t,
    text::Text,
};
use chrono::{Datelike, Days, NaiveDate};

/// Days of a week that are shown.
const SHOWN: u64 = 7;
/// Nobody leafs further, weeks.
const WEEKS: u32 = 12;

/// A week to show: so many after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week(pub u32);

impl screen::Press for Week {
    const ROOM: &'static str = "week";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).parse().filter(|week| *week <= WEEKS).map(Self)
    }
}

/// `/week`.
pub async fn start(turn: Turn) -> Result {
    let screen = screen(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

/// Another week.
pub async fn leaf(turn: Turn, Week(week): Week) -> Result {
    let screen = screen(&turn, week).await?;
    turn.show(screen).await
}

/// The Monday of a week, so many after this one.
pub fn monday(today: NaiveDate, week: u32) -> NaiveDate {
    today - Days::new(u64::from(today.weekday().num_days_from_monday())) + Days::new(u64::from(week) * SHOWN)
}

async fn screen(turn: &Turn, week: u32) -> Result<Screen> {
    let me = turn.me().clone();
    let first = monday(turn.today(), week);
    let last = first + Days::new(SHOWN - 1);
    let all = rows::between(&mut turn.db(), (first, last), turn.stamp()).await?;
    let own = me.is_any(&[Role::Engineer]);
    let mut engineers = people::all_with_role(&mut turn.db(), Role::Engineer).await?;
    if own {
        engineers.retain(|person| person.id == me.id);
    }
    let title = if own { t!("days-mine", day = first) } else { t!("days-all", day = first) };
    let mut screen = Screen::new(title);
    if engineers.is_empty() {
        screen = screen.line(t!("days-nobody"));
    }
    for person in engineers {
        let theirs: Vec<&Taken> =
            all.iter().filter(|(engineer, _)| *engineer == person.id).map(|(_, taken)| taken).collect();
        screen = screen.gap();
        if !own {
            screen = screen.line(t!("days-of", name = &person.name));
        }
        screen = screen.lines(days(&person, first, &theirs, turn.calendar(), own));
    }
    let mut leaves = Vec::new();
    if week > 0 {
        leaves.push(Button::press(t!("days-before"), &Week(week - 1)));
    }
    if week < WEEKS {
        leaves.push(Button::press(t!("days-after"), &Week(week + 1)));
    }
    screen = screen.row(leaves);
    if own {
        screen = screen.row([super::busy::open_button(week)]);
    }
    Ok(screen)
}

/// The days of one engineer, those nobody works on left out unless something stands there. At whom they are is told to
/// themselves alone (`own`): it may be a client of another manager.
fn days(person: &Person, first: NaiveDate, theirs: &[&Taken], calendar: &ProductionCalendar, own: bool) -> Vec<Text> {
    let mut lines = Vec::new();
    for day in first.iter_days().take(7) {
        let at = |half| theirs.iter().find(|taken| taken.half == HalfDay { day, half });
        let [am, pm] = Half::BOTH.map(at);
        if am.is_none() && pm.is_none() && !calendar.is_working(day) {
            continue;
        }
        let said = |taken: Option<&&Taken>| match taken {
            None => t!("half-free"),
            Some(taken) => match taken.kind {
                Kind::Busy => t!("half-busy"),
                Kind::Held if own => t!("half-held", what = &taken.label),
                Kind::Taken if own => t!("half-taken", what = &taken.label),
                Kind::Held => t!("half-offered"),
                Kind::Taken => t!("half-visit"),
            },
        };
        lines.push(match (am, pm) {
            (Some(one), Some(other)) if one.link == other.link && one.kind == other.kind => {
                t!("days-day-whole", day = day, what = said(am))
            }
            (None, None) => t!("days-day-whole", day = day, what = t!("half-free")),
            _ => t!("days-day", day = day, am = said(am), pm = said(pm)),
        });
    }
    if lines.is_empty() {
        lines.push(t!("days-empty", name = &person.name));
    }
    lines
}

/// Sample screens.
pub fn samples() -> Vec<Screen> {
    vec![
        Screen::new(t!("days-nobody")),
        Screen::new(t!("half-held", what = "М-12 · ТСН «Ромашка»")).row([Button::press(t!("days-after"), &Week(1))]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn a_week_survives_packing_and_begins_on_monday() {
        assert_eq!(Week::unpack(&Week(3).pack()), Some(Week(3)));
        assert_eq!(Week::unpack("9999"), None);
        let wednesday: NaiveDate = "2026-11-25".parse().unwrap();
        assert_eq!(monday(wednesday, 0).to_string(), "2026-11-23");
        assert_eq!(monday(wednesday, 2).to_string(), "2026-12-07");
    }
}
