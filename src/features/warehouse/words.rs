//! Numbers of the warehouse as people write and read them: how many, how heavy, how long.

use crate::{t, text::Text};

/// More of anything is a slip of the finger.
const MOST: i64 = 1_000_000;

/// How many, from 1: `4`, `4 шт`.
pub fn parse_qty(words: &str) -> Option<i64> {
    let words = words.trim();
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    let unit = &words[digits.len()..];
    let plain =
        !unit.trim_start().starts_with([',', '.', '-', '/', ':']) && !unit.contains(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|qty| plain && (1..=MOST).contains(qty))
}

/// How many at least, from 0.
pub fn parse_least(words: &str) -> Option<i64> {
    if words.trim() == "0" { Some(0) } else { parse_qty(words) }
}

/// Kilograms if nothing else is said, as grams: `12,5`, `12,5 кг`, `500 г`.
pub fn parse_weight(words: &str) -> Option<i64> {
    measure(words, &[("кг", 1000), ("kg", 1000), ("г", 1), ("гр", 1), ("g", 1), ("", 1000)])
}

/// Metres if nothing else is said, as centimetres: `6`, `3,1 м`, `60 см`, `900 мм`.
pub fn parse_length(words: &str) -> Option<i64> {
    if let Some(mm) = words.trim().strip_suffix("мм").or_else(|| words.trim().strip_suffix("mm")) {
        return measure(mm, &[("", 1)]).map(|mm| (mm + 9) / 10);
    }
    measure(words, &[("м", 100), ("m", 100), ("см", 1), ("cm", 1), ("", 100)])
}

/// A decimal number with one of the units, in the smallest of them; parts of that are rounded up.
fn measure(words: &str, units: &[(&str, i64)]) -> Option<i64> {
    let words = words.trim().to_lowercase().replace(',', ".");
    let end = words.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(words.len());
    let (number, unit) = words.split_at(end);
    let unit = unit.trim().trim_end_matches('.');
    let factor = units.iter().find(|(name, _)| *name == unit)?.1;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 6 || part.len() > 6 || part.contains('.') {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(part.len()).ok()?);
    let number = whole.parse::<i64>().ok()? * scale + if part.is_empty() { 0 } else { part.parse::<i64>().ok()? };
    let measured = (number * factor + scale - 1) / scale;
    (1..=MOST * 10).contains(&measured).then_some(measured)
}

/// `12,5 кг`, `500 г`.
pub fn weight(grams: i64) -> Text {
    if grams < 1000 {
        return t!("weight-grams", grams = grams);
    }
    t!("weight-kilograms", kilograms = decimal(grams, 1000, 3))
}

/// `6 м`, `60 см`.
pub fn length(centimetres: i64) -> Text {
    if centimetres < 100 {
        return t!("length-centimetres", centimetres = centimetres);
    }
    t!("length-metres", metres = decimal(centimetres, 100, 2))
}

/// `12,5`: without zeros at the end.
fn decimal(number: i64, scale: i64, digits: usize) -> String {
    let (whole, part) = (number / scale, number % scale);
    let part = format!("{part:0digits$}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole.to_string() } else { format!("{whole},{part}") }
}

/// `4 шт`.
pub fn amount(qty: i64, unit: &str) -> Text {
    t!("stock-amount", qty = qty, unit = unit)
}

/// Serial numbers as they are typed: one a line, or between commas.
pub fn parse_serials(words: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for serial in words.split(['\n', ',', ';', ' ']).map(str::trim).filter(|serial| !serial.is_empty()) {
        if !all.iter().any(|known| known == serial) {
            all.push(serial.chars().take(60).collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(parse_qty("4"), Some(4));
        assert_eq!(parse_qty(" 12 шт"), Some(12));
        for wrong in ["0", "-3", "4,5", "четыре", "", "4 из 5", "9999999"] {
            assert_eq!(parse_qty(wrong), None, "{wrong}");
        }
        assert_eq!(parse_least("0"), Some(0));
    }

    #[test]
    fn weights_and_lengths_are_read_as_people_write_them() {
        assert_eq!(parse_weight("12,5"), Some(12_500));
        assert_eq!(parse_weight("500 г"), Some(500));
        assert_eq!(parse_weight("0.0004 кг"), Some(1), "never nothing");
        assert_eq!(parse_weight("0"), None);
        assert_eq!(parse_weight("тяжёлый"), None);
        assert_eq!(parse_length("6"), Some(600));
        assert_eq!(parse_length("3,1 м"), Some(310));
        assert_eq!(parse_length("60 см"), Some(60));
        assert_eq!(parse_length("905 мм"), Some(91));
        assert_eq!(parse_length("6 кг"), None);
        assert_eq!((decimal(12_500, 1000, 3), decimal(600, 100, 2)), ("12,5".to_owned(), "6".to_owned()));
    }

    #[test]
    fn serial_numbers_are_told_apart() {
        assert_eq!(parse_serials("A-1, A-2\nA-3 A-2"), ["A-1", "A-2", "A-3"]);
        assert_eq!(parse_serials(" , "), [""; 0]);
    }
}
