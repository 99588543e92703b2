//! A window in which goods come to a client: read as people write it, held against the hours of both sides, suggested.
//! Pure: no database, no clock, no Telegram.

use crate::{
    calendar::{DayKind, Hours, Moment},
    t,
    text::Text,
    when::{self, PartOfDay},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// From when to when, UTC.
pub type Window = (DateTime<Utc>, DateTime<Utc>);

/// Nobody comes sooner, and no window is shorter, minutes (PRODUCT D4).
const LEAST: TimeDelta = TimeDelta::minutes(60);
/// Nothing is shipped further ahead, days.
pub const HORIZON: u64 = 90;
/// Half-days that are suggested, minutes since midnight.
const HALVES: [(u32, u32); 2] = [(10 * 60, 14 * 60), (14 * 60, 18 * 60)];
/// An hour before this one means a number of something else.
const FIRST_HOUR: u32 = 5;
/// Where our places are.
const HOME: Tz = Tz::Europe__Moscow;

/// When both sides are there.
#[derive(Debug, Clone)]
pub struct Sides {
    /// When our place gives goods out; `None`: at any time.
    pub place: Option<Hours>,
    /// When the client takes them.
    pub client: Hours,
    /// Whose clock that is.
    pub zone: Tz,
}

/// What is wrong with a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Less than an hour.
    Short,
    /// Begins before anybody could come.
    Soon(DateTime<Utc>),
    /// Too far ahead.
    Far,
    /// Nobody works on the day.
    Off(NaiveDate),
    /// The client is not there.
    Client(NaiveTime, NaiveTime),
    /// Our place is closed.
    Place(NaiveTime, NaiveTime),
}

impl Sides {
    /// The same where the client has said so: they know when they are there.
    #[must_use]
    pub fn by_the_clients_word(self) -> Self {
        Self { client: Hours::whole_day(), ..self }
    }

    /// Whether a window will do; `on_day_off`: somebody wants it although nobody works then.
    pub fn check(&self, window: Window, on_day_off: bool, moment: Moment<'_>) -> Result<(), Wrong> {
        let (from, to) = window;
        let day = from.with_timezone(&self.zone).date_naive();
        if to - from < LEAST {
            return Err(Wrong::Short);
        }
        if from < moment.now + LEAST {
            return Err(Wrong::Soon(moment.now + LEAST));
        }
        if from > moment.now + Days::new(HORIZON) {
            return Err(Wrong::Far);
        }
        let kind = if on_day_off { DayKind::Work } else { moment.calendar.kind(day) };
        if kind == DayKind::Off {
            return Err(Wrong::Off(day));
        }
        within(&self.client, kind, self.zone, window).map_err(|(from, to)| Wrong::Client(from, to))?;
        match &self.place {
            Some(place) => within(place, kind, HOME, window).map_err(|(from, to)| Wrong::Place(from, to)),
            None => Ok(()),
        }
    }

    /// The next so many half-days that both sides allow.
    pub fn suggest(&self, count: usize, moment: Moment<'_>) -> Vec<Window> {
        let today = moment.now.with_timezone(&self.zone).date_naive();
        let days = today.iter_days().take(usize::try_from(HORIZON).unwrap_or(usize::MAX));
        let halves = days.filter(|day| moment.calendar.is_working(*day)).flat_map(|day| {
            let open = [Some((&self.client, self.zone)), self.place.as_ref().map(|hours| (hours, HOME))];
            let kind = moment.calendar.kind(day);
            HALVES.map(|(from, to)| {
                let half = (minute(day, from, self.zone), minute(day, to, self.zone));
                let open = open.iter().flatten().filter_map(|(hours, zone)| hull(hours, kind, day, *zone));
                open.fold(half, |(from, to), (opens, closes)| (from.max(opens), to.min(closes)))
            })
        });
        halves.filter(|window| self.check(*window, false, moment).is_ok()).take(count).collect()
    }

    /// What is wrong, in words, with an example in the reader's zone.
    pub fn told(&self, wrong: Wrong, reader: Tz, moment: Moment<'_>) -> Text {
        let what = match wrong {
            Wrong::Short => t!("window-short"),
            Wrong::Soon(from) => t!("window-soon", from = from),
            Wrong::Far => t!("window-far", days = i64::try_from(HORIZON).unwrap_or(i64::MAX)),
            Wrong::Off(day) => t!("window-off", day = day),
            Wrong::Client(from, to) => t!("window-client", from = from, to = to),
            Wrong::Place(from, to) => t!("window-place", from = from, to = to),
        };
        match self.suggest(1, moment).first() {
            Some(example) => t!("window-wrong", what = what, example = said(*example, reader)),
            None => what,
        }
    }
}

/// From when to when somebody is there on a day at all: breaks between do not count.
fn hull(hours: &Hours, kind: DayKind, day: NaiveDate, zone: Tz) -> Option<Window> {
    let open = hours.on(kind);
    let (from, to) = (open.first()?.0, open.last()?.1);
    Some((minute(day, from, zone), minute(day, to, zone)))
}

/// Whether a window lies within hours; else what they are.
fn within(hours: &Hours, kind: DayKind, zone: Tz, (from, to): Window) -> Result<(), (NaiveTime, NaiveTime)> {
    let day = from.with_timezone(&zone).date_naive();
    let Some((opens, closes)) = hull(hours, kind, day, zone) else { return Ok(()) };
    if opens <= from && to <= closes {
        return Ok(());
    }
    let clock = |at: DateTime<Utc>| at.with_timezone(&zone).time();
    Err((clock(opens), clock(closes)))
}

fn minute(day: NaiveDate, minute: u32, zone: Tz) -> DateTime<Utc> {
    at(day, NaiveTime::MIN, zone) + TimeDelta::minutes(i64::from(minute))
}

/// A civil time as a moment.
fn at(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(time);
    zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// A window of a day in somebody's zone.
pub fn of(day: NaiveDate, (from, to): (NaiveTime, NaiveTime), zone: Tz) -> Window {
    (at(day, from, zone), at(day, to, zone))
}

/// The halves of a day in somebody's zone.
pub fn halves(day: NaiveDate, zone: Tz) -> [Window; 2] {
    HALVES.map(|(from, to)| (minute(day, from, zone), minute(day, to, zone)))
}

/// `25 нояб., ср, 10:00–14:00`: always with the day.
pub fn said((from, to): Window, zone: Tz) -> Text {
    let (from, to) = (from.with_timezone(&zone), to.with_timezone(&zone));
    t!("window-said", day = from.date_naive(), from = from.time(), to = to.time())
}

/// The day of a window in somebody's zone.
pub fn day_of(window: Window, zone: Tz) -> NaiveDate {
    window.0.with_timezone(&zone).date_naive()
}

/// A choice of a form: `1764057600-1764072000`.
pub fn pack((from, to): Window) -> String {
    format!("{}-{}", from.timestamp(), to.timestamp())
}

/// Reads [`pack`].
pub fn unpack(choice: &str) -> Option<Window> {
    let (from, to) = choice.split_once('-')?;
    let moment = |text: &str| DateTime::from_timestamp(text.parse().ok()?, 0);
    Some((moment(from)?, moment(to)?))
}

/// Day and hours found in words, and what is left of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    pub day: Option<NaiveDate>,
    pub hours: Option<(NaiveTime, NaiveTime)>,
    pub rest: String,
}

/// Reads `завтра 10-14`, `25.11 с 10 до 14:30`, `14:00–18:00`, `25.12 после обеда`.
pub fn read(words: &str, today: NaiveDate) -> Read {
    let (hours, mut text) = take_hours(words);
    let (mut day, mut part) = (None, None);
    if let Some((found, half, place)) = when::find_half_day(&text, today) {
        (day, part) = (Some(found), half);
        text.replace_range(place, " ");
    } else if let Some((_, half)) = when::parse_half_day(&text, today) {
        part = half;
        text.clear();
    }
    let hours = hours.or_else(|| part.map(half));
    let rest = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Read { day, hours, rest: rest.trim_matches([',', ' ', '-']).to_owned() }
}

/// The hours of a half of a day.
fn half(part: PartOfDay) -> (NaiveTime, NaiveTime) {
    let (from, to) = match part {
        PartOfDay::Morning => HALVES[0],
        PartOfDay::Afternoon => HALVES[1],
    };
    let time = |minutes: u32| NaiveTime::MIN + TimeDelta::minutes(i64::from(minutes));
    (time(from), time(to))
}

/// The first pair of hours in words, and the words without it.
fn take_hours(words: &str) -> (Option<(NaiveTime, NaiveTime)>, String) {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let clean = |token: &str| token.trim_matches([',', ';', '.', '!']).to_lowercase();
    for at in 0..tokens.len() {
        let pair = |first: usize, second: usize| {
            let (from, to) = (tokens.get(at + first)?, tokens.get(at + second)?);
            in_order(hour(&clean(from))?, hour(&clean(to))?)
        };
        let word = |ahead: usize| tokens.get(at + ahead).map(|token| clean(token)).unwrap_or_default();
        let dash = ["-", "–", "—"].contains(&word(1).as_str());
        let one = clean(tokens[at]);
        let (found, used) = if let Some((from, to)) = one.split_once(['-', '–', '—']) {
            (hour(from).zip(hour(to)).and_then(|(from, to)| in_order(from, to)), 1)
        } else if ["с", "from"].contains(&one.as_str()) && ["до", "по", "to"].contains(&word(2).as_str()) {
            (pair(1, 3), 4)
        } else if dash {
            (pair(0, 2), 3)
        } else {
            (None, 0)
        };
        if found.is_some() {
            let mut begins = at;
            if at > 0 && ["с", "в", "from", "at"].contains(&clean(tokens[at - 1]).as_str()) {
                begins -= 1;
            }
            let rest = [&tokens[..begins], &tokens[at + used..]].concat().join(" ");
            return (found, rest);
        }
    }
    (None, words.to_owned())
}

fn in_order(from: NaiveTime, to: NaiveTime) -> Option<(NaiveTime, NaiveTime)> {
    (from < to).then_some((from, to))
}

/// `10`, `10:30`, `10.30`.
fn hour(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    if minute.len() != 2 || hour.len() > 2 {
        return None;
    }
    let hour: u32 = hour.parse().ok().filter(|hour| *hour >= FIRST_HOUR)?;
    NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ProductionCalendar;

    fn moment(calendar: &ProductionCalendar) -> Moment<'_> {
        Moment { now: "2026-11-24T07:00:00Z".parse().unwrap(), calendar }
    }

    fn sides(place: &str, client: &str) -> Sides {
        Sides { place: Some(place.parse().unwrap()), client: client.parse().unwrap(), zone: Tz::Europe__Moscow }
    }

    fn on(day: &str, from: u32, to: u32) -> Window {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        of(day.parse().unwrap(), (time(from), time(to)), Tz::Europe__Moscow)
    }

    #[test]
    fn a_window_is_read_as_people_write_it() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        for (words, day, hours, rest) in [
            ("25.12 после обеда", Some("2026-12-25"), Some((14, 0, 18, 0)), ""),
            ("пт утром, 2 пульта", Some("2026-11-27"), Some((10, 0, 14, 0)), "2 пульта"),
            ("до обеда", None, Some((10, 0, 14, 0)), ""),
            ("завтра утром 11-13", Some("2026-11-25"), Some((11, 0, 13, 0)), ""),
            ("через 3 дня", Some("2026-11-27"), None, ""),
            ("обеда", None, None, "обеда"),
            ("завтра 10-14 пульт 4 шт", Some("2026-11-25"), Some((10, 0, 14, 0)), "пульт 4 шт"),
            ("2 пульта завтра с 10 до 14:30", Some("2026-11-25"), Some((10, 0, 14, 30)), "2 пульта"),
            ("27.11 14:00–18:00", Some("2026-11-27"), Some((14, 0, 18, 0)), ""),
            ("10 - 12", None, Some((10, 0, 12, 0)), ""),
            ("в пятницу", Some("2026-11-27"), None, ""),
            ("2-3 пульта", None, None, "2-3 пульта"),
            ("14-10", None, None, "14-10"),
        ] {
            let read = read(words, today);
            assert_eq!(read.day, day.map(|day| day.parse().unwrap()), "{words}");
            assert_eq!(read.hours, hours.map(|(a, b, c, d)| (time(a, b), time(c, d))), "{words}");
            assert_eq!(read.rest, rest, "{words}");
        }
    }

    #[test]
    fn a_window_keeps_to_the_hours_of_both_sides() {
        let calendar = ProductionCalendar::russian();
        let now = moment(&calendar);
        let sides = sides("10-17", "9-13,14-18");
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(sides.check(on("2026-11-25", 10, 14), false, now), Ok(()));
        assert_eq!(sides.check(on("2026-11-24", 11, 13), false, now), Ok(()), "in an hour");
        assert_eq!(
            sides.check(on("2026-11-24", 10, 13), false, now),
            Err(Wrong::Soon("2026-11-24T08:00:00Z".parse().unwrap()))
        );
        assert_eq!(sides.check(on("2026-11-25", 14, 18), false, now), Err(Wrong::Place(time(10), time(17))));
        assert_eq!(sides.check(on("2026-11-25", 17, 20), false, now), Err(Wrong::Client(time(9), time(18))));
        assert_eq!(sides.check(on("2027-04-01", 10, 14), false, now), Err(Wrong::Far));
        let (saturday, half) = (on("2026-11-28", 10, 14), (on("2026-11-25", 10, 14).0, TimeDelta::minutes(59)));
        assert_eq!(sides.check(saturday, false, now), Err(Wrong::Off("2026-11-28".parse().unwrap())));
        assert_eq!(sides.check(saturday, true, now), Ok(()), "somebody insists");
        assert_eq!(sides.check((half.0, half.0 + half.1), false, now), Err(Wrong::Short));
    }

    #[test]
    fn half_days_both_sides_allow_are_suggested() {
        let calendar = ProductionCalendar::russian();
        let windows = sides("10-17", "9-18").suggest(3, moment(&calendar));
        assert_eq!(windows, [on("2026-11-24", 14, 17), on("2026-11-25", 10, 14), on("2026-11-25", 14, 17)]);
        assert_eq!(unpack(&pack(windows[0])), Some(windows[0]));
        let east = Sides { zone: Tz::Asia__Yekaterinburg, ..sides("10-17", "9-18") };
        let first = east.suggest(1, moment(&calendar))[0];
        assert_eq!(first, ("2026-11-24T09:00:00Z".parse().unwrap(), "2026-11-24T13:00:00Z".parse().unwrap()));
    }
}
