//! Months as people write them: `06.2026`, `июнь`, `June 2026`, `01.06.2026`.

use super::cycle::begins;
use crate::when;
use chrono::NaiveDate;

/// The first day of a month; a name without a year is the one nearest to today.
pub fn parse(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.trim().split(" 0:00").next().unwrap_or_default().trim();
    let numbers: Vec<&str> = words.split(['.', '/', '-']).map(str::trim).collect();
    match numbers.as_slice() {
        [one, two] => {
            let (month, year) = if one.len() == 4 { (two, one) } else { (one, two) };
            NaiveDate::from_ymd_opt(year.parse().ok().filter(|year| *year > 2000)?, month.parse().ok()?, 1)
        }
        [_, _, _] => when::parse_day(words, today).map(begins),
        _ if words.starts_with(|c: char| c.is_alphabetic()) => when::parse_day(&format!("1 {words}"), today),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_write_it() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 13).unwrap();
        let june = NaiveDate::from_ymd_opt(2026, 6, 1);
        for words in
            ["06.2026", "6.2026", "2026-06", "01.06.2026", "15.06.2026 0:00:00", "июнь", "июня 2026", "June 2026"]
        {
            assert_eq!(parse(words, today), june, "{words}");
        }
        assert_eq!(parse("январь 2027", today), NaiveDate::from_ymd_opt(2027, 1, 1));
        for wrong in ["", "6", "13.2026", "2026", "скоро", "06.26"] {
            assert_eq!(parse(wrong, today), None, "{wrong}");
        }
    }
}
