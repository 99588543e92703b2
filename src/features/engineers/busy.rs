//! An engineer says when they are busy: by tapping half-days, or in words (`занят 25.12 после обеда`). What a visit has taken
//! or an offer holds can't be tapped away here.

use super::{
    rows::{self, Kind, Taken},
    week::{self, Week},
};
use crate::{
    bot::{
        routes::Args,
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    error::Result,
    slots::{Half, HalfDay},
    t,
    text::Text,
    when::{self, PartOfDay},
};
use chrono::{Days, NaiveDate};

/// A tap on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    /// Shows a week.
    Show(u32),
    /// One half-day, in the week that is shown.
    Half(HalfDay, u32),
    /// A whole day.
    Day(NaiveDate, u32),
    /// Whether Saturdays are worked.
    Saturdays(u32),
}

impl screen::Press for Toggle {
    const ROOM: &'static str = "busy";

    fn pack(&self) -> String {
        match self {
            Self::Show(week) => format!("show:{week}"),
            Self::Half(half, week) => format!("{half}:{week}"),
            Self::Day(day, week) => format!("{day}:{week}"),
            Self::Saturdays(week) => format!("sat:{week}"),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let what = words.word()?;
        let week = words.parse::<u32>().filter(|week| *week <= 12)?;
        Some(match what {
            "show" => Self::Show(week),
            "sat" => Self::Saturdays(week),
            day => match (day.parse::<HalfDay>(), day.parse::<NaiveDate>()) {
                (Ok(half), _) => Self::Half(half, week),
                (_, Ok(day)) => Self::Day(day, week),
                _ => return None,
            },
        })
    }
}

/// Opens the calendar of a week.
pub fn open_button(week: u32) -> Button {
    Button::press(t!("busy-open-button"), &Toggle::Show(week))
}

/// `/busy`, `занят завтра`, `занят 25.12 после обеда`.
pub async fn start(turn: Turn, Args(words): Args) -> Result {
    if words.trim().is_empty() {
        let screen = screen(&turn, 0, None).await?;
        return turn.reply(screen).await.map(drop);
    }
    let Some((day, part)) = when::parse_half_day(&words, turn.today()) else {
        return turn.reply(Screen::new(t!("busy-hint"))).await.map(drop);
    };
    let halves = match part {
        Some(PartOfDay::Morning) => vec![Half::Morning],
        Some(PartOfDay::Afternoon) => vec![Half::Afternoon],
        None => Half::BOTH.to_vec(),
    };
    let mut said = t!("busy-said", day = day);
    for half in halves {
        if let Some(taken) = toggle(&turn, HalfDay { day, half }, Some(true)).await? {
            said = cannot(&taken);
        }
    }
    let week = u32::try_from((day - week::monday(turn.today(), 0)).num_days().max(0) / 7).unwrap_or(0).min(12);
    let screen = screen(&turn, week, Some(said)).await?;
    turn.reply(screen).await.map(drop)
}

/// Why a half-day can't be tapped.
fn cannot(taken: &Taken) -> Text {
    match taken.kind {
        Kind::Held => t!("busy-held", what = &taken.label),
        Kind::Taken | Kind::Busy => t!("busy-taken", what = &taken.label),
    }
}

/// Makes a half-day busy, or free again; `want`: which of the two, the other one if nothing is said. What stands in the way.
async fn toggle(turn: &Turn, half: HalfDay, want: Option<bool>) -> Result<Option<Taken>> {
    let me = turn.me().id;
    let stands = rows::of(&mut turn.db(), me, (half.day, half.day), turn.stamp()).await?;
    let stands = stands.into_iter().find(|taken| taken.half == half);
    match (stands, want) {
        (Some(taken), _) if taken.kind != Kind::Busy => return Ok(Some(taken)),
        (Some(_), Some(true)) | (None, Some(false)) => {}
        (Some(_), _) => {
            rows::set_free(&mut turn.db(), me, half).await?;
        }
        (None, _) => {
            rows::set_busy(&mut turn.db(), me, half, turn.stamp()).await?;
        }
    }
    turn.happened("engineer.busy", None, me, &half.to_string()).await?;
    Ok(None)
}

/// A tap.
pub async fn press(turn: Turn, tap: Toggle) -> Result {
    let me = turn.me().id;
    let week = match tap {
        Toggle::Show(week) => week,
        Toggle::Half(half, week) => {
            if half.day < turn.today() {
                turn.toast(t!("busy-past")).await?;
            } else if let Some(taken) = toggle(&turn, half, None).await? {
                turn.toast(cannot(&taken)).await?;
            }
            week
        }
        Toggle::Day(day, week) => {
            let stands = rows::of(&mut turn.db(), me, (day, day), turn.stamp()).await?;
            let free = stands.len() < 2;
            for half in Half::BOTH {
                if let Some(taken) = toggle(&turn, HalfDay { day, half }, Some(free)).await? {
                    turn.toast(cannot(&taken)).await?;
                }
            }
            week
        }
        Toggle::Saturdays(week) => {
            let on = !rows::saturdays(&mut turn.db(), me).await?;
            rows::set_saturdays(&mut turn.db(), me, on).await?;
            turn.happened("engineer.saturdays", None, me, &on).await?;
            week
        }
    };
    let screen = screen(&turn, week, None).await?;
    turn.show(screen).await
}

/// A week whose half-days are buttons.
async fn screen(turn: &Turn, week: u32, said: Option<Text>) -> Result<Screen> {
    let me = turn.me().id;
    let first = week::monday(turn.today(), week);
    let stands = rows::of(&mut turn.db(), me, (first, first + Days::new(6)), turn.stamp()).await?;
    let saturdays = rows::saturdays(&mut turn.db(), me).await?;
    let mut screen = Screen::new(t!("busy-title", day = first)).line(t!("busy-ask"));
    for day in first.iter_days().take(7).filter(|day| *day >= turn.today()) {
        let at = |half| stands.iter().find(|taken| taken.half == HalfDay { day, half });
        let open = turn.calendar().is_working(day) || (saturdays && is_saturday(day));
        if !open && Half::BOTH.iter().all(|half| at(*half).is_none()) {
            continue;
        }
        let half = |half: Half| {
            let mark = match at(half).map(|taken| taken.kind) {
                None => t!("busy-mark-free"),
                Some(Kind::Busy) => t!("busy-mark-busy"),
                Some(Kind::Held) => t!("busy-mark-held"),
                Some(Kind::Taken) => t!("busy-mark-taken"),
            };
            let label = match half {
                Half::Morning => t!("busy-morning", mark = mark),
                Half::Afternoon => t!("busy-afternoon", mark = mark),
            };
            Button::press(label, &Toggle::Half(HalfDay { day, half }, week))
        };
        let whole = Button::press(t!("busy-day", day = day), &Toggle::Day(day, week));
        screen = screen.row([whole, half(Half::Morning), half(Half::Afternoon)]);
    }
    let label = if saturdays { t!("busy-saturdays-on") } else { t!("busy-saturdays-off") };
    screen = screen.row([Button::press(label, &Toggle::Saturdays(week))]);
    let mut leaves = Vec::new();
    if week > 0 {
        leaves.push(Button::press(t!("days-before"), &Toggle::Show(week - 1)));
    }
    if week < 12 {
        leaves.push(Button::press(t!("days-after"), &Toggle::Show(week + 1)));
    }
    screen = screen.row(leaves).row([Button::press(t!("busy-week-button"), &Week(week))]);
    Ok(said.into_iter().fold(screen, Screen::with_warning))
}

fn is_saturday(day: NaiveDate) -> bool {
    chrono::Datelike::weekday(&day) == chrono::Weekday::Sat
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_tap_survives_64_bytes() {
        let day: NaiveDate = "2026-12-25".parse().unwrap();
        let half = HalfDay { day, half: Half::Afternoon };
        for tap in [Toggle::Show(0), Toggle::Half(half, 12), Toggle::Day(day, 1), Toggle::Saturdays(2)] {
            assert_eq!(Toggle::unpack(&tap.pack()), Some(tap));
            assert!(tap.pack().len() + "busy:".len() <= 64);
        }
        assert_eq!(Toggle::unpack("of an older release"), None);
        assert_eq!(Toggle::unpack("2026-12-25am:99"), None, "nobody leafs that far");
    }
}
