//! When the round is open, and for which month's invoices (PRODUCT D1b). Pure.

use crate::calendar::ProductionCalendar;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The round opens on this day of a month.
const OPENS: u32 = 20;

/// The month whose invoices are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day: invoices issued by then are called about.
    pub last: NaiveDate,
    /// When the round of the next month, or of this one if it is still to come, opens.
    pub opens: NaiveDate,
}

impl Month {
    /// This month from the day its round opens, the month before until then.
    pub fn of(today: NaiveDate, calendar: &ProductionCalendar) -> Self {
        let this = begins(today);
        let opens = opening(this, calendar);
        let (first, opens) = if today < opens {
            (this - Months::new(1), opens)
        } else {
            (this, opening(this + Months::new(1), calendar))
        };
        Self { first, last: first + Months::new(1) - Days::new(1), opens }
    }
}

fn begins(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

fn opening(first: NaiveDate, calendar: &ProductionCalendar) -> NaiveDate {
    calendar.working_day_on_or_after(first + Days::new(u64::from(OPENS - 1)))
}

/// Working days from today to the end of the month, today the first.
pub fn days_left(today: NaiveDate, calendar: &ProductionCalendar) -> u32 {
    working_days(today, begins(today) + Months::new(1), calendar)
}

/// Working days from one day up to another, which does not count.
pub fn working_days(from: NaiveDate, to: NaiveDate, calendar: &ProductionCalendar) -> u32 {
    let days = from.iter_days().take_while(|day| *day < to).filter(|day| calendar.is_working(*day)).count();
    u32::try_from(days).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_round_opens_on_the_20th_or_the_next_working_day() {
        let calendar = ProductionCalendar::russian();
        let first = |today: &str| Month::of(day(today), &calendar).first;
        assert_eq!(first("2026-11-19"), day("2026-10-01"));
        assert_eq!(first("2026-11-20"), day("2026-11-01"));
        assert_eq!(first("2026-11-30"), day("2026-11-01"));
        assert_eq!(first("2026-12-01"), day("2026-11-01"), "until they are paid");
        assert_eq!(first("2026-12-20"), day("2026-11-01"), "a Sunday");
        assert_eq!(first("2026-12-21"), day("2026-12-01"));
        assert_eq!(Month::of(day("2026-12-21"), &calendar).opens, day("2027-01-20"));
        assert_eq!(Month::of(day("2026-11-25"), &calendar).last, day("2026-11-30"));
    }

    #[test]
    fn working_days_are_counted_with_today() {
        let calendar = ProductionCalendar::russian();
        assert_eq!(days_left(day("2026-11-24"), &calendar), 5);
        assert_eq!(days_left(day("2026-11-28"), &calendar), 1, "a Saturday");
        assert_eq!(working_days(day("2026-11-24"), day("2026-11-24"), &calendar), 0);
    }
}
