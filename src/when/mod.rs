//! Days and times as people write and read them.

mod half;
mod read;

pub use half::{PartOfDay, find_half_day, parse_half_day, parse_named_day, parse_past_day};
pub use read::{find_day, parse_day, parse_time};

use crate::{lang::Lang, t, text::Text};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

const SHORT_MONTHS: [[&str; 12]; 2] = [
    ["янв.", "февр.", "мар.", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
const SHORT_DAYS: [[&str; 7]; 2] =
    [["пн", "вт", "ср", "чт", "пт", "сб", "вс"], ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]];

const fn row(lang: Lang) -> usize {
    match lang {
        Lang::Ru => 0,
        Lang::En => 1,
    }
}

/// `15 дек., пн` or `Mon, 15 Dec`; with the year if it is not this one.
pub fn human_day(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let month = SHORT_MONTHS[row(lang)][day.month0() as usize];
    let weekday = weekday(day.weekday(), lang);
    let year = (day.year() != today.year()).then(|| day.year());
    match (lang, year) {
        (Lang::Ru, None) => format!("{} {month}, {weekday}", day.day()),
        (Lang::Ru, Some(year)) => format!("{} {month} {year} г., {weekday}", day.day()),
        (Lang::En, None) => format!("{weekday}, {} {month}", day.day()),
        (Lang::En, Some(year)) => format!("{weekday}, {} {month} {year}", day.day()),
    }
}

/// `14:35`.
pub fn human_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// `15 дек., пн, 14:35`; only the time if it is today.
pub fn human_day_time(at: NaiveDateTime, today: NaiveDate, lang: Lang) -> String {
    let time = human_time(at.time());
    if at.date() == today { time } else { format!("{}, {time}", human_day(at.date(), today, lang)) }
}

/// So many minutes in words: `30 мин`, `4 ч`, `1 ч 30 мин`.
pub fn span(minutes: i64) -> Text {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => t!("span-minutes", minutes = minutes),
        (hours, 0) => t!("span-hours", hours = hours),
        (hours, minutes) => t!("span-both", hours = hours, minutes = minutes),
    }
}

/// Reads minutes as people write them: `240`, `30 мин`, `4 ч`, `1 ч 30 мин`, `1:30`.
pub fn parse_span(words: &str) -> Option<i64> {
    let words = words.trim().to_lowercase();
    if let Some((hours, minutes)) = words.split_once(':') {
        let (hours, minutes): (i64, i64) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
        return (0..60).contains(&minutes).then(|| hours.checked_mul(60)?.checked_add(minutes)).flatten();
    }
    let (mut total, mut rest) = (0_i64, words.as_str());
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number: i64 = rest[..end].parse().ok()?;
        let after = rest[end..].trim_start();
        let unit: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        let factor = match unit.as_str() {
            "" | "м" | "мин" | "минут" | "минута" | "минуты" | "m" | "min" | "minutes" => 1,
            "ч" | "час" | "часа" | "часов" | "h" | "hour" | "hours" => 60,
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(factor)?)?;
        rest = after[unit.len()..].trim_start_matches(['.', ' ', ',']);
    }
    (total > 0).then_some(total)
}

/// `ноябрь`, `November`: the month of a day.
pub fn month_name(day: NaiveDate, lang: Lang) -> &'static str {
    MONTHS[row(lang)][day.month0() as usize]
}

/// `пн`, `Mon`.
pub const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    SHORT_DAYS[row(lang)][day as usize]
}

/// `Пн`, `Mon`: the head of a column.
pub fn weekday_title(day: Weekday, lang: Lang) -> String {
    let mut letters = weekday(day, lang).chars();
    let first = letters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_people_write_it() {
        for (words, minutes) in [
            ("240", 240),
            ("4 ч", 240),
            ("4ч.", 240),
            ("30 мин", 30),
            ("1 ч 30 мин", 90),
            ("1:30", 90),
            ("2 hours", 120),
        ] {
            assert_eq!(parse_span(words), Some(minutes), "{words}");
        }
        for wrong in ["", "0", "четыре", "4 попугая", "1:70", "-5", "9999999999999999999 ч"] {
            assert_eq!(parse_span(wrong), None, "{wrong}");
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_and_weekdays_have_names_in_both_languages() {
        let day = day("2026-12-06");
        assert_eq!((month_name(day, Lang::Ru), month_name(day, Lang::En)), ("декабрь", "December"));
        assert_eq!(weekday_title(day.weekday(), Lang::Ru), "Вс");
        assert_eq!(weekday_title(day.weekday(), Lang::En), "Sun");
    }

    #[test]
    fn a_day_is_written_as_people_read_it() {
        let today = day("2025-12-01");
        assert_eq!(human_day(day("2025-12-15"), today, Lang::Ru), "15 дек., пн");
        assert_eq!(human_day(day("2026-05-01"), today, Lang::Ru), "1 мая 2026 г., пт");
        assert_eq!(human_day(day("2025-12-15"), today, Lang::En), "Mon, 15 Dec");
        assert_eq!(
            human_day_time(day("2025-12-15").and_hms_opt(9, 5, 0).unwrap(), today, Lang::Ru),
            "15 дек., пн, 09:05"
        );
        assert_eq!(human_day_time(today.and_hms_opt(9, 5, 0).unwrap(), today, Lang::Ru), "09:05");
    }
}
