//! Reading days and times: `завтра`, `до пятницы`, `25-е`, `15 дек`, `через 3 дня`, `14:35`, `в 15`.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};
use std::ops::Range;

/// A day without a year that passed less than this ago is meant in the past; otherwise in the next year.
const RECENT_DAYS: i64 = 60;

/// Years people write about.
const YEARS: Range<i32> = 2000..2100;

/// Words before a day that add nothing to it.
const PREPOSITIONS: [&str; 12] = ["до", "к", "ко", "в", "во", "на", "с", "by", "on", "till", "until", "до."];

const WEEKDAYS: [(&str, Weekday); 45] = [
    ("пн", Weekday::Mon),
    ("понедельник", Weekday::Mon),
    ("понедельника", Weekday::Mon),
    ("понедельнику", Weekday::Mon),
    ("mon", Weekday::Mon),
    ("monday", Weekday::Mon),
    ("вт", Weekday::Tue),
    ("вторник", Weekday::Tue),
    ("вторника", Weekday::Tue),
    ("вторнику", Weekday::Tue),
    ("tue", Weekday::Tue),
    ("tuesday", Weekday::Tue),
    ("ср", Weekday::Wed),
    ("среда", Weekday::Wed),
    ("среду", Weekday::Wed),
    ("среды", Weekday::Wed),
    ("среде", Weekday::Wed),
    ("wed", Weekday::Wed),
    ("wednesday", Weekday::Wed),
    ("чт", Weekday::Thu),
    ("четверг", Weekday::Thu),
    ("четверга", Weekday::Thu),
    ("четвергу", Weekday::Thu),
    ("thu", Weekday::Thu),
    ("thursday", Weekday::Thu),
    ("пт", Weekday::Fri),
    ("пятница", Weekday::Fri),
    ("пятницу", Weekday::Fri),
    ("пятницы", Weekday::Fri),
    ("пятнице", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("friday", Weekday::Fri),
    ("сб", Weekday::Sat),
    ("суббота", Weekday::Sat),
    ("субботу", Weekday::Sat),
    ("субботы", Weekday::Sat),
    ("субботе", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("saturday", Weekday::Sat),
    ("вс", Weekday::Sun),
    ("воскресенье", Weekday::Sun),
    ("воскресенья", Weekday::Sun),
    ("воскресенью", Weekday::Sun),
    ("sun", Weekday::Sun),
    ("sunday", Weekday::Sun),
];

const MONTHS: [(&str, u32); 12] = [
    ("янв jan", 1),
    ("фев feb", 2),
    ("мар mar", 3),
    ("апр apr", 4),
    ("мая май may", 5),
    ("июн jun", 6),
    ("июл jul", 7),
    ("авг aug", 8),
    ("сен sep", 9),
    ("окт oct", 10),
    ("ноя nov", 11),
    ("дек dec", 12),
];

/// Reads a day and nothing else. A weekday is the next one after today; `25-е` or `25` the next 25th, today's included;
/// a day and month without a year is the first that passed less than [`RECENT_DAYS`] days ago or is still to come.
pub fn parse_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|(word, _)| word.as_str()).collect();
    let words = strip_prepositions(&words);
    if let [number] = words
        && let Ok(number) = number.parse::<u32>()
    {
        return next_day_of_month(number, today);
    }
    let (day, used) = read(words, today)?;
    (used == words.len()).then_some(day)
}

/// The first day named inside a longer text, and where it stands (bytes), preposition included.
/// A bare number is a day only after `до`, `к` or before `числа`.
pub fn find_day(text: &str, today: NaiveDate) -> Option<(NaiveDate, Range<usize>)> {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|(word, _)| word.as_str()).collect();
    (0..words.len()).find_map(|from| {
        let rest = strip_prepositions(&words[from..]);
        let skipped = words.len() - from - rest.len();
        let (day, used) = read(rest, today).or_else(|| {
            let until = skipped > 0 && ["до", "к", "by", "till", "until"].contains(&words[from]);
            let number = rest.first()?.parse::<u32>().ok().filter(|_| until)?;
            next_day_of_month(number, today).map(|day| (day, 1))
        })?;
        let end = tokens[from + skipped + used - 1].1.end;
        Some((day, tokens[from].1.start..end))
    })
}

/// Reads a time of day: `14:35`, `14.35`, `9`, `в 15`, `9 утра`, `3 дня`, `9am`.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("в ").or_else(|| text.strip_prefix("at ")).unwrap_or(&text).trim();
    let (text, shift) = [("утра", 0), ("дня", 12), ("вечера", 12), ("am", 0), ("pm", 12)]
        .iter()
        .find_map(|(word, shift)| text.strip_suffix(word).map(|rest| (rest.trim(), *shift)))
        .unwrap_or((text, 0));
    let (hour, minute) = text.split_once([':', '.', '-']).unwrap_or((text, "00"));
    if minute.len() != 2 || hour.is_empty() || hour.len() > 2 {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let hour = if shift == 12 && hour < 12 { hour + 12 } else { hour };
    NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)
}

/// Lower-case words with their places; `25-е` and `15.12` stay whole.
pub(super) fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace() || matches!(c, ',' | ';' | '!' | '?' | '(' | ')'), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                let word = text[from..at].to_lowercase().replace('ё', "е");
                tokens.push((word.trim_end_matches('.').to_owned(), from..at));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn strip_prepositions<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && PREPOSITIONS.contains(first) => rest,
        _ => words,
    }
}

/// A day at the beginning of `words`, and how many of them it took.
fn read(words: &[&str], today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let first = *words.first()?;
    match first {
        "сегодня" | "today" => return Some((today, 1)),
        "завтра" | "tomorrow" => return Some((today + Days::new(1), 1)),
        "послезавтра" => return Some((today + Days::new(2), 1)),
        "вчера" | "yesterday" => return Some((today - Days::new(1), 1)),
        "через" | "in" => return in_so_long(&words[1..], today).map(|(day, used)| (day, used + 1)),
        "конец" | "конца" | "концу" if words.get(1) == Some(&"месяца") => {
            return Some((last_of_month(today)?, 2));
        }
        _ => {}
    }
    if let Some((_, weekday)) = WEEKDAYS.iter().find(|(word, _)| *word == first) {
        let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday() - 1) % 7 + 1;
        return Some((today + Days::new(u64::from(ahead)), 1));
    }
    if let Some(day) = numeric(first, today) {
        return Some((day, 1));
    }
    if let Some(number) =
        first.strip_suffix("-е").or_else(|| first.strip_suffix("-го")).or_else(|| first.strip_suffix("-му"))
    {
        let number = number.parse().ok()?;
        return match words.get(1).and_then(|word| month(word)) {
            Some(month) => this_or_next_year(number, month, today).map(|day| (day, 2)),
            None => next_day_of_month(number, today).map(|day| (day, 1)),
        };
    }
    let second = *words.get(1)?;
    let (number, month_word) = if first.parse::<u32>().is_ok() { (first, second) } else { (second, first) };
    let number: u32 = number.parse().ok()?;
    if ["числа", "число", "числу"].contains(&month_word) {
        return next_day_of_month(number, today).map(|day| (day, 2));
    }
    let month = month(month_word)?;
    match words.get(2).and_then(|year| year.parse::<i32>().ok()).filter(|year| YEARS.contains(year)) {
        Some(year) => NaiveDate::from_ymd_opt(year, month, number).map(|day| (day, 3)),
        None => this_or_next_year(number, month, today).map(|day| (day, 2)),
    }
}

/// `15.12`, `15/12`, `15.12.26`, `2026-12-15`.
fn numeric(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(day) = word.parse::<NaiveDate>() {
        return Some(day).filter(|day| YEARS.contains(&day.year()));
    }
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    let digits = |text: &str| text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    match parts.as_slice() {
        [day, month] if day.len() <= 2 && month.len() == 2 => {
            this_or_next_year(day.parse().ok()?, month.parse().ok()?, today)
        }
        [day, month, year] => {
            let year: i32 = year.parse().ok()?;
            let year = if year < 100 { 2000 + year } else { year };
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
                .filter(|day| YEARS.contains(&day.year()))
        }
        _ => None,
    }
}

/// `3 дня`, `неделю`, `2 недели`, `месяц`.
fn in_so_long(words: &[&str], today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let number = words.first()?.parse::<u32>().ok();
    let (count, unit, used) = match number {
        Some(count) => (count, *words.get(1)?, 2),
        None => (1, *words.first()?, 1),
    };
    if count > 400 {
        return None;
    }
    let days = match unit {
        _ if unit.starts_with("дн") || unit.starts_with("ден") || unit.starts_with("day") => count,
        _ if unit.starts_with("недел") || unit.starts_with("week") => count * 7,
        _ if unit.starts_with("месяц") || unit.starts_with("month") => {
            return Some((today.checked_add_months(Months::new(count))?, used));
        }
        _ => return None,
    };
    Some((today + Days::new(u64::from(days)), used))
}

fn month(word: &str) -> Option<u32> {
    let start: String = word.chars().take(3).collect();
    MONTHS.iter().find(|(names, _)| names.split(' ').any(|name| name == start)).map(|(_, month)| *month)
}

fn this_or_next_year(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    let year = today.year();
    let found = [year - 1, year, year + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    found.into_iter().find(|found| (today - *found).num_days() < RECENT_DAYS)
}

fn next_day_of_month(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    if day == 0 || day > 31 {
        return None;
    }
    let first = today.with_day(1)?;
    (0..3)
        .filter_map(|months| first.checked_add_months(Months::new(months))?.with_day(day))
        .find(|found| *found >= today)
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Tuesday.
    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for (text, day) in [
            ("сегодня", "2026-11-24"),
            ("Завтра", "2026-11-25"),
            ("до завтра", "2026-11-25"),
            ("послезавтра", "2026-11-26"),
            ("пт", "2026-11-27"),
            ("в пятницу", "2026-11-27"),
            ("до пятницы", "2026-11-27"),
            ("к понедельнику", "2026-11-30"),
            ("вторник", "2026-12-01"),
            ("friday", "2026-11-27"),
            ("fri", "2026-11-27"),
            ("в субботу", "2026-11-28"),
            ("к воскресенью", "2026-11-29"),
            ("in 3 days", "2026-11-27"),
            ("25-е", "2026-11-25"),
            ("25", "2026-11-25"),
            ("24", "2026-11-24"),
            ("20 числа", "2026-12-20"),
            ("31", "2026-12-31"),
            ("15.12", "2026-12-15"),
            ("15.12.26", "2026-12-15"),
            ("15/12/2026", "2026-12-15"),
            ("2026-12-15", "2026-12-15"),
            ("15 дек", "2026-12-15"),
            ("15 декабря", "2026-12-15"),
            ("dec 15", "2026-12-15"),
            ("15 мая 2027", "2027-05-15"),
            ("15.05", "2027-05-15"),
            ("20.10", "2026-10-20"),
            ("через 3 дня", "2026-11-27"),
            ("через неделю", "2026-12-01"),
            ("через месяц", "2026-12-24"),
            ("до конца месяца", "2026-11-30"),
            ("29 февраля 2028", "2028-02-29"),
        ] {
            assert_eq!(parse_day(text, TODAY), Some(day.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "скоро", "32.13", "30 февраля", "0", "32", "15:30", "пятница вечером", "1.2.3.4", "через"]
        {
            assert_eq!(parse_day(text, TODAY), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_found_inside_words() {
        let text = "обещали до пятницы 15к";
        let (day, place) = find_day(text, TODAY).unwrap();
        assert_eq!((day, &text[place]), ("2026-11-27".parse().unwrap(), "до пятницы"));
        assert_eq!(find_day("ТСЖ Ленина 25", TODAY), None);
        assert_eq!(find_day("оплатят до 27 утром", TODAY).unwrap().0, "2026-11-27".parse().unwrap());
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, time) in [
            ("14:35", "14:35"),
            ("9", "09:00"),
            ("в 15", "15:00"),
            ("9 утра", "09:00"),
            ("3 дня", "15:00"),
            ("9.30", "09:30"),
        ] {
            assert_eq!(parse_time(text).map(|time| time.format("%H:%M").to_string()).as_deref(), Some(time), "{text}");
        }
        for text in ["", "25:00", "утром", "15000", "9:5"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_words_break_the_reader(words in ".*") {
            let _ = (parse_day(&words, TODAY), find_day(&words, TODAY), parse_time(&words));
        }
    }
}
