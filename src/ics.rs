//! A visit as a file for the phone's own calendar (RFC 5545). The same `uid` with a higher `sequence` takes the place of what the
//! calendar had, so a move or a refusal is a file as well.
//!
//! Not here: invitations that are answered by mail; the date is agreed in the bot.

use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

/// The kind of content of such a file.
pub const MIME: &str = "text/calendar";

/// So long before the visit the phone reminds of it.
const REMINDER: Duration = Duration::hours(1);

/// Something at a time and a place.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The same for every version of the visit.
    pub uid: &'a str,
    /// Higher with every change.
    pub sequence: i64,
    /// From when.
    pub starts: DateTime<Utc>,
    /// Until when.
    pub ends: DateTime<Utc>,
    /// One line: what it is.
    pub summary: &'a str,
    /// Where.
    pub place: &'a str,
    /// All the rest; may have several lines.
    pub about: &'a str,
    /// It will not be.
    pub cancelled: bool,
    /// When this file was made.
    pub made: DateTime<Utc>,
}

/// The file, in lines of at most 75 bytes that end with CRLF.
pub fn file(visit: &Visit<'_>) -> String {
    let mut event = Event::new();
    event
        .uid(&line(visit.uid))
        .sequence(u32::try_from(visit.sequence).unwrap_or_default())
        .timestamp(visit.made)
        .starts(visit.starts)
        .ends(visit.ends)
        .summary(&line(visit.summary))
        .status(if visit.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if !visit.place.trim().is_empty() {
        event.location(&line(visit.place));
    }
    if !visit.about.trim().is_empty() {
        event.description(&lines(visit.about));
    }
    if !visit.cancelled {
        let mut alarm = Alarm::display(&line(visit.summary), -REMINDER);
        // What has none gets one made up, and the file would be another each time.
        alarm.add_property("UID", format!("{}-alarm", line(visit.uid))).timestamp(visit.made);
        event.alarm(alarm);
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//mosbot//visits//RU"), ("METHOD", "PUBLISH")] {
        calendar.append_property(Property::new(name, value));
    }
    folded(&calendar.push(event.done()).to_string())
}

/// Lines of 75 octets at most (RFC 5545 3.1): the library's last line may be one too long.
fn folded(file: &str) -> String {
    let mut out = String::new();
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > 75 {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(c);
            used += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// Words on one line: nothing in them ends it.
fn line(words: &str) -> String {
    words.split(|c: char| c.is_control() || is_break(c)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words on several lines, which the file writes as `\n`.
fn lines(words: &str) -> String {
    let ended = words.replace("\r\n", "\n").replace(|c| c == '\r' || is_break(c), "\n");
    ended.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Ends a line for some readers, though it is no control character.
fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn visit() -> Visit<'static> {
        Visit {
            uid: "0199a0@mosbot",
            sequence: 0,
            starts: at("2026-11-25T06:00:00Z"),
            ends: at("2026-11-25T10:00:00Z"),
            summary: "Монтаж: ТСН «Ромашка»",
            place: "Мытищи, ул. Складская, 1; подъезд 2",
            about: "Инженер Егор\n+7 916 000-00-77",
            cancelled: false,
            made: at("2026-11-24T07:00:00Z"),
        }
    }

    /// What a reader of the standard's own words makes of a file: name and value of each line.
    fn read(file: &str) -> Vec<(String, String)> {
        assert!(file.ends_with("\r\n"), "the last line is ended");
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "every end of a line is CRLF: {file:?}");
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {file}");
        let unfolded = file.replace("\r\n ", "");
        let mut read = Vec::new();
        for line in unfolded.split_terminator("\r\n") {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no name: {line:?}"));
            let mut words = String::new();
            let mut chars = value.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => match chars.next() {
                        Some('n' | 'N') => words.push('\n'),
                        Some(c @ ('\\' | ';' | ',')) => words.push(c),
                        other => panic!("{other:?} can't be escaped: {line:?}"),
                    },
                    c => words.push(c),
                }
            }
            read.push((name.to_owned(), words));
        }
        read
    }

    fn of<'a>(read: &'a [(String, String)], name: &str) -> Vec<&'a str> {
        read.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    #[test]
    fn a_visit_is_read_as_it_was_written() {
        let read = read(&file(&visit()));
        let first: Vec<String> = read.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        assert_eq!(first[..4], ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mosbot//visits//RU", "METHOD:PUBLISH"]);
        for (name, values) in [
            ("UID", vec!["0199a0@mosbot", "0199a0@mosbot-alarm"]),
            ("SEQUENCE", vec!["0"]),
            ("DTSTAMP", vec!["20261124T070000Z", "20261124T070000Z"]),
            ("DTSTART", vec!["20261125T060000Z"]),
            ("DTEND", vec!["20261125T100000Z"]),
            ("SUMMARY", vec!["Монтаж: ТСН «Ромашка»"]),
            ("LOCATION", vec!["Мытищи, ул. Складская, 1; подъезд 2"]),
            ("STATUS", vec!["CONFIRMED"]),
            ("TRIGGER", vec!["-PT3600S"]),
            ("ACTION", vec!["DISPLAY"]),
            ("BEGIN", vec!["VCALENDAR", "VEVENT", "VALARM"]),
            ("END", vec!["VALARM", "VEVENT", "VCALENDAR"]),
        ] {
            let found = of(&read, name);
            let found: Vec<&str> = if name == "UID" { sorted(found) } else { found };
            assert_eq!(found, values, "{name}");
        }
        assert!(of(&read, "DESCRIPTION").contains(&"Инженер Егор\n+7 916 000-00-77"));
    }

    fn sorted(mut values: Vec<&str>) -> Vec<&str> {
        values.sort_unstable();
        values
    }

    #[test]
    fn the_same_visit_is_the_same_file_and_a_change_has_a_higher_sequence() {
        assert_eq!(file(&visit()), file(&visit()), "nothing in it is made up");
        let moved =
            Visit { sequence: 1, starts: at("2026-11-26T06:00:00Z"), ends: at("2026-11-26T10:00:00Z"), ..visit() };
        let moved = read(&file(&moved));
        assert_eq!(of(&moved, "SEQUENCE"), ["1"]);
        assert!(of(&moved, "UID").contains(&visit().uid));
    }

    #[test]
    fn a_visit_that_will_not_be_is_cancelled_and_reminds_of_nothing() {
        let read = read(&file(&Visit { sequence: 2, cancelled: true, ..visit() }));
        assert_eq!((of(&read, "STATUS"), of(&read, "BEGIN")), (vec!["CANCELLED"], vec!["VCALENDAR", "VEVENT"]));
    }

    #[test]
    fn an_address_can_not_add_a_line() {
        let hostile = "ул. Лесная\r\nATTENDEE:mailto:a@b\rX-A:b\nEND:VEVENT\u{2028}X-B:c\u{85}X-D:e\\n\\;,";
        let read =
            read(&file(&Visit { place: hostile, summary: hostile, uid: "a\r\nX-C:d", about: hostile, ..visit() }));
        assert_eq!(of(&read, "BEGIN"), ["VCALENDAR", "VEVENT", "VALARM"]);
        assert_eq!(of(&read, "END"), ["VALARM", "VEVENT", "VCALENDAR"]);
        assert!(read.iter().all(|(name, _)| !name.starts_with("X-") && name != "ATTENDEE"), "{read:?}");
        assert_eq!(of(&read, "LOCATION"), ["ул. Лесная ATTENDEE:mailto:a@b X-A:b END:VEVENT X-B:c X-D:e\\n\\;,"]);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let read = read(&file(&Visit { place: " ", about: "", ..visit() }));
        assert!(of(&read, "LOCATION").is_empty());
    }

    proptest! {
        #[test]
        fn any_words_come_out_as_they_went_in(words in "[а-яА-Яa-zёЁ ,;:\\\\\"«»😀—0-9]{0,300}") {
            let read = read(&file(&Visit { place: &words, summary: &words, ..visit() }));
            prop_assert!(of(&read, "SUMMARY").contains(&words.as_str()), "{read:?}");
            prop_assert_eq!(of(&read, "BEGIN"), ["VCALENDAR", "VEVENT", "VALARM"]);
        }

        #[test]
        fn no_words_break_the_file(words in any::<String>(), lines in any::<String>()) {
            let read = read(&file(&Visit { place: &words, about: &lines, uid: &words, ..visit() }));
            prop_assert_eq!(of(&read, "END"), ["VALARM", "VEVENT", "VCALENDAR"]);
        }
    }
}
