//! Ready questions: a day from quick buttons or a month with days off marked, a list in pages.

use crate::{
    bot::{dialogue::PAGE, screen::Button, turn::Turn},
    calendar::ProductionCalendar,
    lang::Lang,
    t,
    text::Text,
    when,
};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A list shows so many at a time.
pub const PER_PAGE: usize = 6;

/// What a calendar is made for.
#[derive(Clone, Copy)]
pub struct DayChoice<'a> {
    /// The person's civil date.
    pub today: NaiveDate,
    /// The first day that can be chosen.
    pub from: NaiveDate,
    /// The last day that can be chosen.
    pub to: NaiveDate,
    /// Days off are marked.
    pub calendar: &'a ProductionCalendar,
    /// In which language.
    pub lang: Lang,
}

impl DayChoice<'_> {
    /// The buttons of a question: `завтра`, `пт`, `25-е`, `📅`, or the month leafed to. A choice is the day itself.
    pub fn rows(self, page: &str) -> Vec<Vec<Button>> {
        let day = |label, day: NaiveDate| Button::choice(label, day.to_string());
        let month = |label, month: NaiveDate| Button::choice(label, format!("{PAGE}{}", month.format("%Y-%m")));
        match first_of(page) {
            Some(first) => self.month(first, &day, &month),
            None => self.quick(&day, &month),
        }
    }

    /// A month as buttons: `pick` makes the button of a day, `leaf` of another month.
    pub fn month(
        self,
        first: NaiveDate,
        pick: &dyn Fn(Text, NaiveDate) -> Button,
        leaf: &dyn Fn(Text, NaiveDate) -> Button,
    ) -> Vec<Vec<Button>> {
        let next = first + Months::new(1);
        let mut days: Vec<Button> = Vec::new();
        let open = |day: &NaiveDate| (self.from..=self.to).contains(day);
        for date in first.iter_days().take_while(|day| *day < next).filter(open) {
            let label = if self.calendar.is_working(date) {
                format!("{} {}", date.day(), when::weekday(date.weekday(), self.lang))
            } else {
                format!("· {} {}", date.day(), when::weekday(date.weekday(), self.lang))
            };
            days.push(pick(Text::verbatim(label), date));
        }
        let mut rows: Vec<Vec<Button>> = days.chunks(4).map(<[Button]>::to_vec).collect();
        let mut leaves = Vec::new();
        if first > self.from {
            leaves.push(leaf(t!("day-month-before"), first - Months::new(1)));
        }
        if next <= self.to {
            leaves.push(leaf(t!("day-month-after"), next));
        }
        if !leaves.is_empty() {
            rows.push(leaves);
        }
        rows
    }

    /// Days people name: today, tomorrow, the next Friday, the 25th; and the calendar.
    pub fn quick(
        self,
        pick: &dyn Fn(Text, NaiveDate) -> Button,
        leaf: &dyn Fn(Text, NaiveDate) -> Button,
    ) -> Vec<Vec<Button>> {
        let tomorrow = self.today + Days::new(1);
        let friday = tomorrow.iter_days().find(|day| day.weekday() == Weekday::Fri);
        let named = [(self.today, t!("day-today")), (tomorrow, t!("day-tomorrow"))];
        let open = |day: &NaiveDate| self.calendar.is_working(*day) && (self.from..=self.to).contains(day);
        let named = named.into_iter().filter(|(day, _)| open(day));
        let mut days: Vec<(NaiveDate, Text)> = named.collect();
        let twenty_fifth = self.from.iter_days().find(|day| day.day() == 25);
        for day in [friday, twenty_fifth].into_iter().flatten() {
            let day = self.calendar.working_day_on_or_before(day);
            if day > tomorrow && day <= self.to && days.iter().all(|(known, _)| *known != day) {
                days.push((day, Text::verbatim(when::human_day(day, self.today, self.lang))));
            }
        }
        days.sort_by_key(|(day, _)| *day);
        let mut rows: Vec<Vec<Button>> = vec![days.into_iter().map(|(day, label)| pick(label, day)).collect()];
        rows.push(vec![leaf(t!("day-calendar"), self.from.with_day(1).unwrap_or(self.from))]);
        rows
    }
}

/// The first day of a month leafed to, `2026-12`.
pub fn first_of(page: &str) -> Option<NaiveDate> {
    format!("{page}-01").parse().ok()
}

/// A day typed or chosen; `Err` says what was wrong, with an example.
pub fn day(turn: &Turn, words: &str, from: NaiveDate, to: NaiveDate) -> Result<NaiveDate, Text> {
    let example = turn.calendar().next_working_day(turn.today());
    match when::parse_day(words, turn.today()) {
        None => Err(t!("day-not-understood", words = words, example = example)),
        Some(day) => within(day, from, to).map(|()| day),
    }
}

/// Whether a day can be chosen; `Err` says why not.
pub fn within(day: NaiveDate, from: NaiveDate, to: NaiveDate) -> Result<(), Text> {
    match day {
        day if day < from => Err(t!("day-too-early", day = day, from = from)),
        day if day > to => Err(t!("day-too-late", day = day, to = to)),
        _ => Ok(()),
    }
}

/// One page of a list: what stands on it, and the leaves before and after.
pub struct Page<'a, T> {
    /// What stands on it.
    pub items: &'a [T],
    /// The number of the page before.
    pub before: Option<usize>,
    /// The number of the page after.
    pub after: Option<usize>,
}

impl<'a, T> Page<'a, T> {
    /// The page `number` (from 0) of a list; the last one if there are fewer.
    pub fn of(list: &'a [T], number: usize) -> Self {
        let last = list.len().saturating_sub(1) / PER_PAGE;
        let number = number.min(last);
        let from = number * PER_PAGE;
        Self {
            items: &list[from..list.len().min(from + PER_PAGE)],
            before: number.checked_sub(1),
            after: (number < last).then_some(number + 1),
        }
    }

    /// The leaves of a form's list.
    pub fn leaves(&self) -> Vec<Button> {
        let before = self.before.map(|page| Button::choice(t!("list-before"), format!("{PAGE}{page}")));
        let after = self.after.map(|page| Button::choice(t!("list-after"), format!("{PAGE}{page}")));
        before.into_iter().chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reader;

    fn labels(rows: &[Vec<Button>]) -> Vec<String> {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: at };
        rows.iter().flatten().map(|button| button.label.plain(&reader)).collect()
    }

    fn choice(calendar: &ProductionCalendar) -> DayChoice<'_> {
        let day = |text: &str| text.parse().unwrap();
        DayChoice { today: day("2026-12-29"), from: day("2026-12-29"), to: day("2027-01-28"), calendar, lang: Lang::Ru }
    }

    #[test]
    fn a_month_shows_only_days_that_can_be_chosen_and_marks_days_off() {
        let calendar = ProductionCalendar::russian();
        assert_eq!(labels(&choice(&calendar).rows("2026-12"))[..3], ["29 вт", "30 ср", "· 31 чт"]);
        assert_eq!(labels(&choice(&calendar).rows("2027-01"))[0], "· 1 пт");
        assert_eq!(choice(&calendar).rows("2027-01").iter().flatten().count(), 28 + 1);
    }

    #[test]
    fn quick_days_are_working_days() {
        let calendar = ProductionCalendar::russian();
        let rows = choice(&calendar).rows("");
        assert_eq!(labels(&rows)[2..3], ["25 янв. 2027 г., пн"]);
    }

    #[test]
    fn a_list_is_leafed_without_losing_anything() {
        let list: Vec<usize> = (0..14).collect();
        let first = Page::of(&list, 0);
        assert_eq!((first.items.len(), first.before, first.after), (6, None, Some(1)));
        let last = Page::of(&list, 9);
        assert_eq!((last.items, last.before, last.after), (&list[12..], Some(1), None));
        assert_eq!(Page::<usize>::of(&[], 0).items.len(), 0);
    }
}
