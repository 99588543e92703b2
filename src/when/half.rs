//! Reading a day and the half of it: `25.12 после обеда`, `завтра утром`, `до обеда`, `morning of 25.12`.

use super::read::{find_day, parse_day, tokens};
use chrono::{Days, NaiveDate};
use std::ops::Range;

/// Which half of a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// Until lunch.
    Morning,
    /// After it.
    Afternoon,
}

use PartOfDay::{Afternoon, Morning};

/// Nobody means a day further back by a day and a month alone, days.
const LONG_AGO: u64 = 366;

/// What people say of a half, longer words before those that begin them. `вечером` is neither: nobody works then.
const PARTS: [(&str, PartOfDay); 30] = [
    ("в первой половине дня", Morning),
    ("в первую половину дня", Morning),
    ("первая половина дня", Morning),
    ("в первой половине", Morning),
    ("первая половина", Morning),
    ("во второй половине дня", Afternoon),
    ("во вторую половину дня", Afternoon),
    ("вторая половина дня", Afternoon),
    ("во второй половине", Afternoon),
    ("вторая половина", Afternoon),
    ("до обеда", Morning),
    ("с утра", Morning),
    ("утром", Morning),
    ("утро", Morning),
    ("после обеда", Afternoon),
    ("днем", Afternoon),
    ("on the morning of", Morning),
    ("in the morning of", Morning),
    ("in the morning", Morning),
    ("before lunch", Morning),
    ("morning of", Morning),
    ("morning", Morning),
    ("am", Morning),
    ("on the afternoon of", Afternoon),
    ("in the afternoon of", Afternoon),
    ("in the afternoon", Afternoon),
    ("after lunch", Afternoon),
    ("afternoon of", Afternoon),
    ("afternoon", Afternoon),
    ("pm", Afternoon),
];

/// Reads a day, with its half if one is named, and nothing else. A half alone is today's.
pub fn parse_half_day(text: &str, today: NaiveDate) -> Option<(NaiveDate, Option<PartOfDay>)> {
    let (day, part) = read(text, today)?;
    Some((day.unwrap_or(today), part))
}

/// Reads a day where its half says nothing: `в пятницу днём` is the Friday. A half alone names no day.
pub fn parse_named_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    read(text, today)?.0
}

/// The same of the past: a weekday is the last one, `25` the last 25th, today's included. What names a later day by
/// itself, as `завтра` does, is that day.
pub fn parse_past_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ago = |days| parse_named_day(text, today - Days::new(days));
    let day = ago(0)?;
    let counted_from_today = ago(1) == day.pred_opt();
    if day <= today || counted_from_today {
        return Some(day);
    }
    (1..=LONG_AGO).find_map(|days| ago(days).filter(|day| *day <= today)).or(Some(day))
}

fn read(text: &str, today: NaiveDate) -> Option<(Option<NaiveDate>, Option<PartOfDay>)> {
    if let Some(day) = parse_day(text, today) {
        return Some((Some(day), None));
    }
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|(word, _)| word.as_str()).collect();
    let (part, place) =
        (0..words.len()).find_map(|at| begins(&words[at..]).map(|(part, used)| (part, at..at + used)))?;
    let rest = [&words[..place.start], &words[place.end..]].concat();
    let day = if rest.is_empty() { None } else { Some(parse_day(&rest.join(" "), today)?) };
    Some((day, Some(part)))
}

/// The first day named inside a longer text, with the half that stands next to it, and where they stand (bytes).
pub fn find_half_day(text: &str, today: NaiveDate) -> Option<(NaiveDate, Option<PartOfDay>, Range<usize>)> {
    let (day, place) = find_day(text, today)?;
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|(word, _)| word.as_str()).collect();
    let after = tokens.iter().position(|(_, at)| at.start >= place.end).unwrap_or(tokens.len());
    if let Some((part, used)) = begins(&words[after..]) {
        return Some((day, Some(part), place.start..tokens[after + used - 1].1.end));
    }
    let before = tokens.iter().take_while(|(_, at)| at.end <= place.start).count();
    let ending = (0..before).find_map(|from| {
        let (part, used) = begins(&words[from..before])?;
        (from + used == before).then_some((part, tokens[from].1.start))
    });
    match ending {
        Some((part, start)) => Some((day, Some(part), start..place.end)),
        None => Some((day, None, place)),
    }
}

/// The half that words begin with, and how many of them name it.
fn begins(words: &[&str]) -> Option<(PartOfDay, usize)> {
    PARTS.iter().find_map(|(phrase, part)| {
        let used = phrase.split(' ').count();
        let same = words.len() >= used && phrase.split(' ').zip(words).all(|(one, other)| one == *other);
        same.then_some((*part, used))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Tuesday.
    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn a_half_day_is_read_as_people_write_it() {
        for (text, day, part) in [
            ("завтра", "2026-11-25", None),
            ("25.12", "2026-12-25", None),
            ("через 3 дня", "2026-11-27", None),
            ("через неделю", "2026-12-01", None),
            ("25.12 после обеда", "2026-12-25", Some(Afternoon)),
            ("завтра утром", "2026-11-25", Some(Morning)),
            ("Завтра, с утра", "2026-11-25", Some(Morning)),
            ("в пятницу днём", "2026-11-27", Some(Afternoon)),
            ("днем в пятницу", "2026-11-27", Some(Afternoon)),
            ("до обеда", "2026-11-24", Some(Morning)),
            ("до обеда в пт", "2026-11-27", Some(Morning)),
            ("через 3 дня после обеда", "2026-11-27", Some(Afternoon)),
            ("через неделю утром", "2026-12-01", Some(Morning)),
            ("25 до обеда", "2026-11-25", Some(Morning)),
            ("25-го во второй половине дня", "2026-11-25", Some(Afternoon)),
            ("15 декабря, первая половина", "2026-12-15", Some(Morning)),
            ("послезавтра утром!", "2026-11-26", Some(Morning)),
            ("утро 25.12", "2026-12-25", Some(Morning)),
            ("morning of 25.12", "2026-12-25", Some(Morning)),
            ("on the morning of 25.12", "2026-12-25", Some(Morning)),
            ("tomorrow afternoon", "2026-11-25", Some(Afternoon)),
            ("on friday in the afternoon", "2026-11-27", Some(Afternoon)),
            ("after lunch", "2026-11-24", Some(Afternoon)),
            ("25.12 am", "2026-12-25", Some(Morning)),
        ] {
            assert_eq!(parse_half_day(text, TODAY), Some((day.parse().unwrap(), part)), "{text}");
        }
    }

    #[test]
    fn a_half_alone_names_no_day() {
        assert_eq!(parse_named_day("в пятницу днём", TODAY), Some("2026-11-27".parse().unwrap()));
        assert_eq!(parse_named_day("25", TODAY), Some("2026-11-25".parse().unwrap()));
        assert_eq!(parse_named_day("до обеда", TODAY), None);
    }

    #[test]
    fn a_day_of_the_past_is_the_last_one() {
        for (text, day) in [
            ("вчера", "2026-11-23"),
            ("сегодня", "2026-11-24"),
            ("пт", "2026-11-20"),
            ("вторник", "2026-11-24"),
            ("в среду утром", "2026-11-18"),
            ("25", "2026-10-25"),
            ("24", "2026-11-24"),
            ("31", "2026-10-31"),
            ("20.11", "2026-11-20"),
            ("10.01", "2026-01-10"),
            ("завтра", "2026-11-25"),
            ("через 3 дня", "2026-11-27"),
            ("25.12.2026", "2026-12-25"),
        ] {
            assert_eq!(parse_past_day(text, TODAY), Some(day.parse().unwrap()), "{text}");
        }
        assert_eq!(parse_past_day("скоро", TODAY), None);
        assert_eq!(
            parse_named_day("пт", TODAY),
            Some("2026-11-27".parse().unwrap()),
            "what is to come is the next one"
        );
    }

    #[test]
    fn what_is_no_half_day_is_refused() {
        for text in [
            "",
            "скоро",
            "пятница вечером",
            "утром после обеда",
            "завтра утром позвоните",
            "обеда",
            "после",
            "32.13 утром",
            "9 утра",
            "половина",
            "of the morning",
        ] {
            assert_eq!(parse_half_day(text, TODAY), None, "{text}");
        }
    }

    #[test]
    fn a_half_day_is_found_inside_words() {
        for (text, day, part, place) in [
            ("давайте завтра утром, ворота открою", "2026-11-25", Some(Morning), "завтра утром"),
            ("приезжайте после обеда 25.12 к складу", "2026-12-25", Some(Afternoon), "после обеда 25.12"),
            ("могу в пятницу, днём занят Пётр", "2026-11-27", Some(Afternoon), "в пятницу, днём"),
            ("могу в пятницу если утром позвоните", "2026-11-27", None, "в пятницу"),
        ] {
            let (found, half, at) = find_half_day(text, TODAY).unwrap();
            assert_eq!((found, half, &text[at]), (day.parse().unwrap(), part, place), "{text}");
        }
        assert_eq!(find_half_day("приезжайте утром", TODAY), None, "a half without a day is none");
    }

    proptest! {
        #[test]
        fn no_words_break_the_reader(
            words in prop_oneof![
                ".*",
                "[а-яё0-9 .,!?«»\u{0301}-]{0,40}",
                "((завтра|пт|до|обеда|после|утром|25.12|через|3|дня|с|утра|днём|morning|of|İ|ẞ)[ ,.]{0,2}){0,6}",
            ],
        ) {
            if let Some((_, _, place)) = find_half_day(&words, TODAY) {
                prop_assert!(!words[place].is_empty());
            }
            if let Some((day, None)) = parse_half_day(&words, TODAY) {
                prop_assert_eq!(parse_day(&words, TODAY), Some(day));
            }
        }
    }
}
