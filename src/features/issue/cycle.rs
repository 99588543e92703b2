//! The rhythm of a month: looked over on the 13th, issued on the 15th, for the month that follows (PRODUCT 2). Pure.

use crate::{calendar::ProductionCalendar, t, text::Text};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use std::ops::RangeInclusive;

/// Looked over on this day of a month, or on the next working day …
const CHECK: u32 = 13;
/// … issued on this one.
const ISSUE: u32 = 15;
/// The check before is told at this hour where the manager is,
pub const CHECK_AT: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");
/// the beginning at this one,
pub const ISSUE_AT: NaiveTime = NaiveTime::from_hms_opt(9, 30, 0).expect("a time of day");
/// what is not finished at this one, and not later than the last.
pub const REMIND_AT: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of day");
pub const REMIND_UNTIL: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time of day");
/// On the working day after it is the head's.
pub const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("a time of day");

/// One month's issue of invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cycle {
    /// The first day of the month in which they are issued.
    pub first: NaiveDate,
    /// When they are looked over.
    pub check_on: NaiveDate,
    /// When they are issued.
    pub issue_on: NaiveDate,
    /// The last day on which an invoice is issued in time: the working day after.
    pub until: NaiveDate,
}

impl Cycle {
    /// That of the month of a day.
    pub fn of_month(day: NaiveDate, calendar: &ProductionCalendar) -> Self {
        let first = begins(day);
        let at = |day: u32| calendar.working_day_on_or_after(first + Days::new(u64::from(day - 1)));
        let issue_on = at(ISSUE);
        Self { first, check_on: at(CHECK), issue_on, until: calendar.next_working_day(issue_on) }
    }

    /// The one that matters on a day: that of the month before until the next is looked over.
    pub fn on(today: NaiveDate, calendar: &ProductionCalendar) -> Self {
        let this = Self::of_month(today, calendar);
        if today < this.check_on { Self::of_month(this.first - Months::new(1), calendar) } else { this }
    }

    /// The first day of the month the invoices are for.
    pub fn service(self) -> NaiveDate {
        self.first + Months::new(1)
    }

    /// The month in which they are issued.
    pub fn month(self) -> RangeInclusive<NaiveDate> {
        self.first..=self.service() - Days::new(1)
    }

    /// The days on which nothing but monthly invoices are expected.
    pub fn window(self) -> RangeInclusive<NaiveDate> {
        self.first + Days::new(u64::from(CHECK - 1))..=self.until
    }

    /// Whether they are being issued already.
    pub fn is_begun(self, today: NaiveDate) -> bool {
        today >= self.issue_on
    }
}

/// The first day of the month of a day.
pub fn begins(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

/// `июнь`.
pub fn month(day: NaiveDate) -> Text {
    match day.month() {
        1 => t!("month-january"),
        2 => t!("month-february"),
        3 => t!("month-march"),
        4 => t!("month-april"),
        5 => t!("month-may"),
        6 => t!("month-june"),
        7 => t!("month-july"),
        8 => t!("month-august"),
        9 => t!("month-september"),
        10 => t!("month-october"),
        11 => t!("month-november"),
        _ => t!("month-december"),
    }
}

/// `06.2026`.
pub fn short(month: NaiveDate) -> String {
    month.format("%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_looked_over_on_the_13th_and_issued_on_the_15th_or_the_next_working_day() {
        let calendar = ProductionCalendar::russian();
        let of = |month: &str| {
            let cycle = Cycle::of_month(day(month), &calendar);
            [cycle.check_on, cycle.issue_on, cycle.until].map(|day| day.to_string())
        };
        assert_eq!(of("2026-05-31"), ["2026-05-13", "2026-05-15", "2026-05-18"]);
        assert_eq!(of("2026-11-01"), ["2026-11-13", "2026-11-16", "2026-11-17"], "the 15th is a Sunday");
        assert_eq!(of("2026-06-01"), ["2026-06-15", "2026-06-15", "2026-06-16"], "the 13th is a Saturday");
    }

    #[test]
    fn the_month_before_matters_until_the_next_is_looked_over() {
        let calendar = ProductionCalendar::russian();
        let service = |today: &str| Cycle::on(day(today), &calendar).service();
        assert_eq!(service("2026-05-12"), day("2026-05-01"));
        assert_eq!(service("2026-05-13"), day("2026-06-01"));
        assert_eq!(service("2026-06-14"), day("2026-06-01"));
        assert_eq!(service("2026-12-31"), day("2027-01-01"));
        let may = Cycle::on(day("2026-05-20"), &calendar);
        assert_eq!(may.month(), day("2026-05-01")..=day("2026-05-31"));
        assert_eq!(may.window(), day("2026-05-13")..=day("2026-05-18"));
        assert!(may.is_begun(day("2026-05-15")) && !may.is_begun(day("2026-05-14")));
    }
}
