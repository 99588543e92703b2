//! The Russian production calendar: working, short and free days (PRODUCT 2), as data a decree changes each year.

mod hours;
mod working;

pub use hours::Hours;
pub use working::WorkingTime;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The present moment, and the calendar to reckon from it.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// UTC.
    pub now: DateTime<Utc>,
    /// Working days.
    pub calendar: &'a ProductionCalendar,
}

/// What kind of day a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// Eight hours.
    Work,
    /// One hour less.
    Short,
    /// Nobody works.
    Off,
}

/// A weekend or holiday moved by decree, or a day that is decreed to be of a kind.
struct Decree {
    year: i32,
    off: &'static [(u32, u32)],
    short: &'static [(u32, u32)],
    /// Holidays on a weekend whose free day the decree gives elsewhere than to the next working day.
    moved_elsewhere: &'static [(u32, u32)],
}

/// Month and day of every public holiday.
const HOLIDAYS: [(u32, u32); 14] =
    [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

const DECREES: [Decree; 3] = [
    Decree {
        year: 2025,
        off: &[(5, 2), (5, 8), (6, 13), (11, 3), (12, 31)],
        short: &[(11, 1)],
        moved_elsewhere: &[(2, 23), (3, 8)],
    },
    Decree { year: 2026, off: &[(1, 9), (12, 31)], short: &[], moved_elsewhere: &[] },
    Decree { year: 2027, off: &[(2, 22), (11, 5), (12, 31)], short: &[(2, 20)], moved_elsewhere: &[] },
];

/// The production calendar. A year nobody has loaded is Monday to Friday without the public holidays.
#[derive(Debug, Clone, Default)]
pub struct ProductionCalendar {
    years: BTreeSet<i32>,
    exceptions: BTreeMap<NaiveDate, DayKind>,
}

impl ProductionCalendar {
    /// The years known when this was built: 2025 to 2027.
    pub fn russian() -> Self {
        DECREES.iter().fold(Self::default(), ProductionCalendar::with_decree)
    }

    fn with_decree(mut self, decree: &Decree) -> Self {
        let day = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(decree.year, month, day);
        let days = |list: &[(u32, u32)]| list.iter().copied().filter_map(day).collect::<Vec<_>>();
        let mut off: BTreeSet<NaiveDate> = days(&HOLIDAYS).into_iter().chain(days(decree.off)).collect();
        for holiday in days(&HOLIDAYS) {
            let by_rule = holiday.month() != 1 && is_weekend(holiday);
            if by_rule && !days(decree.moved_elsewhere).contains(&holiday) {
                let free = holiday.iter_days().find(|day| !is_weekend(*day) && !off.contains(day));
                off.extend(free);
            }
        }
        let before = days(&HOLIDAYS).into_iter().map(|holiday| holiday - Days::new(1));
        let short = before.filter(|day| day.year() == decree.year && !is_weekend(*day) && !off.contains(day));
        self.exceptions.extend(short.chain(days(decree.short)).map(|day| (day, DayKind::Short)).collect::<Vec<_>>());
        self.exceptions.extend(off.into_iter().map(|day| (day, DayKind::Off)));
        self.years.insert(decree.year);
        self
    }

    /// Loads another year: the days that differ from Monday to Friday.
    #[must_use]
    pub fn with_year(mut self, year: i32, days: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        self.exceptions.retain(|day, _| day.year() != year);
        self.exceptions.extend(days.into_iter().filter(|(day, _)| day.year() == year));
        self.years.insert(year);
        self
    }

    /// Whether the decree of `year` is known.
    pub fn has_year(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The years known, ascending.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// What kind of day it is.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let unknown_holiday = !self.has_year(day.year()) && HOLIDAYS.contains(&(day.month(), day.day()));
        match self.exceptions.get(&day) {
            Some(kind) => *kind,
            None if unknown_holiday || is_weekend(day) => DayKind::Off,
            None => DayKind::Work,
        }
    }

    /// Whether anybody works on the day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.kind(day) != DayKind::Off
    }

    /// Whether a day is a public holiday by law, whatever day of the week it is.
    pub fn is_public_holiday(&self, day: NaiveDate) -> bool {
        HOLIDAYS.contains(&(day.month(), day.day()))
    }

    /// The first working day after `day`.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        self.working_day_on_or_after(day + Days::new(1))
    }

    /// `day`, or the first working day after it.
    pub fn working_day_on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// `day`, or the last working day before it.
    pub fn working_day_on_or_before(&self, day: NaiveDate) -> NaiveDate {
        std::iter::successors(Some(day), NaiveDate::pred_opt).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The `count`-th working day after `day`; `day` itself for 0.
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.next_working_day(day))
    }

    /// The last working day of the month of `day`: when an invoice is due.
    pub fn last_working_day_of_month(&self, day: NaiveDate) -> NaiveDate {
        let last = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
        self.working_day_on_or_before(last.and_then(|next| next.pred_opt()).unwrap_or(day))
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a month: `2025-01`, then a letter a day: work, short, off.
    const FIXTURE: &str = include_str!("../../tests/fixtures/calendar_2025_2027.txt");

    fn fixture() -> Vec<(NaiveDate, DayKind)> {
        let month = |line: &'static str| {
            let (month, days) = line.split_once(' ').unwrap();
            let first: NaiveDate = format!("{month}-01").parse().unwrap();
            first.iter_days().zip(days.chars()).map(|(day, letter)| match letter {
                'w' => (day, DayKind::Work),
                's' => (day, DayKind::Short),
                'o' => (day, DayKind::Off),
                other => panic!("{other} in the fixture"),
            })
        };
        FIXTURE.lines().flat_map(month).collect()
    }

    #[test]
    fn every_day_of_2025_to_2027_is_as_decreed() {
        let days = fixture();
        assert_eq!(days.len(), 365 * 3);
        let calendar = ProductionCalendar::russian();
        for (day, kind) in &days {
            assert_eq!(calendar.kind(*day), *kind, "{day}");
        }
        let forgotten = ProductionCalendar::default();
        assert!(days.iter().any(|(day, kind)| forgotten.kind(*day) != *kind), "the fixture tells the decrees apart");
    }

    #[test]
    fn each_year_has_247_days_and_1972_hours() {
        let calendar = ProductionCalendar::russian();
        for year in 2025..=2027 {
            let days = fixture().into_iter().filter(|(day, _)| day.year() == year).map(|(day, _)| calendar.kind(day));
            let hours: Vec<u32> = days
                .filter_map(|kind| match kind {
                    DayKind::Work => Some(8),
                    DayKind::Short => Some(7),
                    DayKind::Off => None,
                })
                .collect();
            assert_eq!((hours.len(), hours.iter().sum::<u32>()), (247, 1972), "{year}");
        }
    }

    #[test]
    fn days_are_counted_in_working_days() {
        let calendar = ProductionCalendar::russian();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(calendar.next_working_day(day("2026-12-30")), day("2027-01-11"));
        assert_eq!(calendar.last_working_day_of_month(day("2026-05-15")), day("2026-05-29"));
        assert_eq!(calendar.working_day_on_or_before(day("2026-11-04")), day("2026-11-03"));
        assert_eq!(calendar.add_working_days(day("2026-04-30"), 2), day("2026-05-05"));
    }

    #[test]
    fn another_year_can_be_loaded() {
        let day: NaiveDate = "2028-01-10".parse().unwrap();
        let calendar = ProductionCalendar::russian();
        assert!(!calendar.has_year(2028) && calendar.is_working(day));
        assert!(!calendar.with_year(2028, [(day, DayKind::Off)]).is_working(day));
    }
}
