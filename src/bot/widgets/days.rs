//! A day: from quick buttons, from a month with days off and short days marked, or in words.

use crate::{
    bot::{
        dialogue::{PAGE, Question},
        frame::Inert,
        screen::Button,
        turn::Turn,
    },
    calendar::{DayKind, ProductionCalendar},
    lang::Lang,
    t,
    text::Text,
    when,
};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::ops::RangeInclusive;

/// Before a day nobody works.
const OFF: &str = "·";
/// Behind a day of an hour less.
const SHORT: &str = "*";
/// Before today.
const TODAY: &str = "▸";
/// In place of a day that can't be chosen.
const SHUT: &str = "–";
/// In place of a day of another month: Telegram refuses a label of spaces.
const EMPTY: &str = "\u{2800}";

/// The days a question can be answered with.
#[derive(Clone, Copy)]
pub struct DayChoice<'a> {
    today: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
    calendar: &'a ProductionCalendar,
    lang: Lang,
}

/// A month as buttons, and what the marks on them mean.
pub struct Month {
    /// Its name, the days of the week, the weeks, the months around it.
    pub rows: Vec<Vec<Button>>,
    /// `· — выходной, * — на час короче`: the marks in use.
    pub legend: Text,
}

impl<'a> DayChoice<'a> {
    /// The first day of `days` to the last, as the acting person counts them.
    pub fn of(turn: &'a Turn, days: RangeInclusive<NaiveDate>) -> Self {
        let (from, to) = days.into_inner();
        Self { today: turn.today(), from, to, calendar: turn.calendar(), lang: turn.me().lang }
    }

    /// Today and so many days after it.
    pub fn ahead(turn: &'a Turn, days: u64) -> Self {
        let today = turn.today();
        Self::of(turn, today..=today + Days::new(days))
    }

    /// The same where it is `today` by another clock than the acting person's.
    #[must_use]
    pub const fn as_of(self, today: NaiveDate) -> Self {
        Self { today, ..self }
    }

    /// Puts the buttons under a question: `завтра`, `пт`, `25-е`, `📅`, or the month leafed to. A choice is the day itself.
    pub fn ask(self, question: &mut Question, page: &str) {
        let pick = |label, day: NaiveDate| Button::choice(label, day.to_string());
        let leaf = |label, month: NaiveDate| Button::choice(label, format!("{PAGE}{}", month.format("%Y-%m")));
        question.number_is_answer = true;
        match first_of(page) {
            Some(first) => {
                let month = self.month(first, &pick, &leaf);
                question.rows.extend(month.rows);
                question.legend = Some(month.legend);
            }
            None => question.rows.extend(self.quick(&pick, &leaf)),
        }
    }

    /// A day typed or chosen; `Err` says what was wrong, with an example.
    pub fn read(self, words: &str) -> Result<NaiveDate, Text> {
        let parse = if self.is_past() { when::parse_past_day } else { when::parse_named_day };
        match parse(words, self.today) {
            None => {
                let example = self.calendar.next_working_day(self.today);
                Err(t!("day-not-understood", words = words, example = example))
            }
            Some(day) => self.within(day).map(|()| day),
        }
    }

    /// Whether a day can be chosen; `Err` says why not.
    pub fn within(self, day: NaiveDate) -> Result<(), Text> {
        within(day, self.from, self.to)
    }

    /// A month, no further than there are days to choose: `pick` makes the button of a day, `leaf` of another month.
    pub fn month(
        self,
        first: NaiveDate,
        pick: &dyn Fn(Text, NaiveDate) -> Button,
        leaf: &dyn Fn(Text, NaiveDate) -> Button,
    ) -> Month {
        let first = first.clamp(begins(self.from), begins(self.to));
        let next = first + Months::new(1);
        let caption = |words: String| Button::press(Text::Verbatim(words), &Inert::Caption);
        let blanks = |count| std::iter::repeat_with(|| caption(EMPTY.to_owned())).take(count);

        let month = format!("{} {}", when::month_name(first, self.lang), first.year());
        let monday = first.week(Weekday::Mon).first_day();
        let names = monday.iter_days().take(7).map(|day| caption(when::weekday_title(day.weekday(), self.lang)));
        let mut rows = vec![vec![caption(month)], names.collect()];

        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day < next).collect();
        let mut cells: Vec<Button> = blanks(first.weekday().num_days_from_monday() as usize).collect();
        cells.extend(days.iter().map(|&day| {
            let label = Text::Verbatim(self.label(day));
            let shut = Inert::Shut { day, from: self.from, to: self.to };
            if self.is_open(day) { pick(label, day) } else { Button::press(label, &shut) }
        }));
        cells.extend(blanks(cells.len().next_multiple_of(7) - cells.len()));
        rows.extend(cells.chunks(7).map(<[Button]>::to_vec));

        let mut leaves = Vec::new();
        if first > self.from {
            let before = first - Months::new(1);
            leaves.push(leaf(t!("day-month-before", month = when::month_name(before, self.lang)), before));
        }
        if next <= self.to {
            leaves.push(leaf(t!("day-month-after", month = when::month_name(next, self.lang)), next));
        }
        if !leaves.is_empty() {
            rows.push(leaves);
        }
        Month { rows, legend: self.legend(&days) }
    }

    /// Days people name: today, tomorrow, the next Friday, the 25th, or yesterday of the past; and the calendar.
    pub fn quick(
        self,
        pick: &dyn Fn(Text, NaiveDate) -> Button,
        leaf: &dyn Fn(Text, NaiveDate) -> Button,
    ) -> Vec<Vec<Button>> {
        let tomorrow = self.today + Days::new(1);
        let beside = if self.is_past() {
            (self.today - Days::new(1), t!("day-yesterday"))
        } else {
            (tomorrow, t!("day-tomorrow"))
        };
        let fits = |day: &NaiveDate| self.is_open(*day) && (self.is_past() || self.calendar.is_working(*day));
        let named = [(self.today, t!("day-today")), beside].into_iter().filter(|(day, _)| fits(day));

        let next = |is: fn(&NaiveDate) -> bool| tomorrow.iter_days().find(is);
        let later = [next(|day| day.weekday() == Weekday::Fri), next(|day| day.day() == 25)].into_iter().flatten();
        let later = later.map(|day| self.calendar.working_day_on_or_before(day));
        let mut later: Vec<NaiveDate> = later.filter(|day| *day > tomorrow && fits(day)).collect();
        later.sort_unstable();
        later.dedup();
        let later = later.into_iter().map(|day| (day, Text::Verbatim(when::human_day(day, self.today, self.lang))));

        let days = named.chain(later).map(|(day, label)| pick(label, day)).collect();
        let month = begins(self.today.clamp(self.from, self.to));
        vec![days, vec![leaf(t!("day-calendar"), month)]]
    }

    /// Whether the question is about what has been.
    fn is_past(self) -> bool {
        self.to <= self.today
    }

    fn is_open(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// `5`, `·6`, `30*`, `▸7`, `–`.
    fn label(self, day: NaiveDate) -> String {
        let today = if day == self.today { TODAY } else { "" };
        let number = day.day();
        match self.calendar.kind(day) {
            _ if !self.is_open(day) => format!("{today}{SHUT}"),
            DayKind::Off => format!("{today}{OFF}{number}"),
            DayKind::Short => format!("{today}{number}{SHORT}"),
            DayKind::Work => format!("{today}{number}"),
        }
    }

    fn legend(self, days: &[NaiveDate]) -> Text {
        let kind = |kind| days.iter().any(|day| self.is_open(*day) && self.calendar.kind(*day) == kind);
        let marks = [
            (days.contains(&self.today), t!("day-mark-today", mark = TODAY)),
            (kind(DayKind::Off), t!("day-mark-off", mark = OFF)),
            (kind(DayKind::Short), t!("day-mark-short", mark = SHORT)),
            (days.iter().any(|day| !self.is_open(*day)), t!("day-mark-shut", mark = SHUT)),
        ];
        Text::Join(marks.into_iter().filter_map(|(used, mark)| used.then_some(mark)).collect(), ", ")
    }
}

/// The first day of a month leafed to, `2026-12`.
pub fn first_of(page: &str) -> Option<NaiveDate> {
    format!("{page}-01").parse().ok()
}

/// Whether a day can be chosen; `Err` says why not.
pub fn within(day: NaiveDate, from: NaiveDate, to: NaiveDate) -> Result<(), Text> {
    match day {
        day if day < from => Err(t!("day-too-early", day = day, from = from)),
        day if day > to => Err(t!("day-too-late", day = day, to = to)),
        _ => Ok(()),
    }
}

/// The first day of the month of a day.
fn begins(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bot::screen::{Press, Tap},
        text::Reader,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn choice<'a>(calendar: &'a ProductionCalendar, days: [&str; 3]) -> DayChoice<'a> {
        let [from, today, to] = days.map(day);
        DayChoice { today, from, to, calendar, lang: Lang::Ru }
    }

    fn reader(lang: Lang) -> Reader {
        Reader { lang, zone: chrono_tz::Europe::Moscow, now: "2026-11-30T09:00:00Z".parse().unwrap() }
    }

    fn month(choice: DayChoice, first: &str) -> Month {
        let pick = |label, day: NaiveDate| Button::choice(label, day.to_string());
        let leaf = |label, month: NaiveDate| Button::choice(label, format!("~{month}"));
        choice.month(day(first), &pick, &leaf)
    }

    /// The rows of a month and its legend as they are read; an empty cell is `.`.
    fn drawn(choice: DayChoice, first: &str) -> Vec<String> {
        let month = month(choice, first);
        let reader = reader(choice.lang);
        let label = |button: &Button| button.label.plain(&reader).replace(EMPTY, ".");
        let rows = month.rows.iter().map(|row| row.iter().map(label).collect::<Vec<_>>().join(" "));
        rows.chain([month.legend.plain(&reader)]).collect()
    }

    #[test]
    fn february_of_four_weeks_has_a_short_saturday_and_moved_days_off() {
        let calendar = ProductionCalendar::russian();
        let choice = choice(&calendar, ["2026-11-30", "2026-11-30", "2027-12-31"]);
        let expected = [
            "февраль 2027",
            "Пн Вт Ср Чт Пт Сб Вс",
            "1 2 3 4 5 ·6 ·7",
            "8 9 10 11 12 ·13 ·14",
            "15 16 17 18 19 20* ·21",
            "·22 ·23 24 25 26 ·27 ·28",
            "◀️ январь март ▶️",
            "· выходной, * на час короче",
        ];
        assert_eq!(drawn(choice, "2027-02-01"), expected);
        let unknown = ProductionCalendar::default();
        let other = drawn(DayChoice { calendar: &unknown, ..choice }, "2027-02-01");
        assert_eq!(other[4], "15 16 17 18 19 ·20 ·21", "the marks come from the calendar");
        assert_eq!(other[7], "· выходной", "the legend names only what is there");
    }

    #[test]
    fn a_month_that_begins_on_sunday_has_six_weeks() {
        let calendar = ProductionCalendar::russian();
        let choice = choice(&calendar, ["2026-10-01", "2026-11-24", "2026-12-31"]);
        let expected = [
            "ноябрь 2026",
            "Пн Вт Ср Чт Пт Сб Вс",
            ". . . . . . ·1",
            "2 3* ·4 5 6 ·7 ·8",
            "9 10 11 12 13 ·14 ·15",
            "16 17 18 19 20 ·21 ·22",
            "23 ▸24 25 26 27 ·28 ·29",
            "30 . . . . . .",
            "◀️ октябрь декабрь ▶️",
            "▸ сегодня, · выходной, * на час короче",
        ];
        assert_eq!(drawn(choice, "2026-11-01"), expected);
    }

    #[test]
    fn the_holidays_of_january_are_days_off_and_can_be_chosen() {
        let calendar = ProductionCalendar::russian();
        let choice = choice(&calendar, ["2026-11-30", "2026-11-30", "2027-01-31"]);
        let expected = [
            "январь 2027",
            "Пн Вт Ср Чт Пт Сб Вс",
            ". . . . ·1 ·2 ·3",
            "·4 ·5 ·6 ·7 ·8 ·9 ·10",
            "11 12 13 14 15 ·16 ·17",
            "18 19 20 21 22 ·23 ·24",
            "25 26 27 28 29 ·30 ·31",
            "◀️ декабрь",
            "· выходной",
        ];
        assert_eq!(drawn(choice, "2027-01-01"), expected);
        let chosen = |button: &Button| button.tap == Tap::Choice("2027-01-01".to_owned());
        assert!(month(choice, "2027-01-01").rows.iter().flatten().any(chosen));
    }

    #[test]
    fn days_outside_the_limits_are_shut_and_months_outside_are_not_leafed_to() {
        let calendar = ProductionCalendar::russian();
        let narrow = choice(&calendar, ["2026-12-10", "2026-12-09", "2026-12-18"]);
        let expected = [
            "декабрь 2026",
            "Пн Вт Ср Чт Пт Сб Вс",
            ". – – – – – –",
            "– – ▸– 10 11 ·12 ·13",
            "14 15 16 17 18 – –",
            "– – – – – – –",
            "– – – – . . .",
            "▸ сегодня, · выходной, – нельзя выбрать",
        ];
        assert_eq!(drawn(narrow, "2026-12-01"), expected);
        assert_eq!(drawn(narrow, "2027-03-01"), expected, "a month further on is not shown");
        assert_eq!(drawn(narrow, "2025-03-01"), expected, "nor is one before");
        let wider = choice(&calendar, ["2026-11-30", "2026-12-09", "2027-01-01"]);
        assert_eq!(drawn(wider, "2026-12-01")[7], "◀️ ноябрь январь ▶️", "one day is enough to leaf");

        let taps: Vec<Tap> = month(narrow, "2026-12-01").rows.into_iter().flatten().map(|button| button.tap).collect();
        let (from, to) = (day("2026-12-10"), day("2026-12-18"));
        let shut = Inert::Shut { day: day("2026-12-01"), from, to };
        assert_eq!(taps[9], Button::press(Text::verbatim(SHUT), &shut).tap);
        assert_eq!(taps.iter().filter(|tap| matches!(tap, Tap::Choice(_))).count(), 9, "only the days between");
    }

    #[test]
    fn an_english_month_has_english_names() {
        let calendar = ProductionCalendar::russian();
        let russian = choice(&calendar, ["2027-04-01", "2027-04-29", "2027-05-31"]);
        let drawn = drawn(DayChoice { lang: Lang::En, ..russian }, "2027-04-01");
        assert_eq!(drawn[..2], ["April 2027", "Mon Tue Wed Thu Fri Sat Sun"]);
        assert_eq!(drawn[6], "26 27 28 ▸29 30* . .");
        assert_eq!(drawn[7..], ["May ▶️", "▸ today, · day off, * an hour shorter"]);
    }

    #[test]
    fn every_month_is_seven_columns_of_short_words() {
        let calendar = ProductionCalendar::russian();
        for first in day("2025-01-01").iter_days().filter(|day| day.day() == 1).take(36) {
            let today = first + Days::new(16);
            let choice =
                DayChoice { today, from: first, to: first + Days::new(20), calendar: &calendar, lang: Lang::Ru };
            let rows = month(choice, &first.to_string()).rows;
            assert!(rows[1..].iter().all(|row| row.len() == 7), "{first}");
            let label = |button: &Button| button.label.plain(&reader(Lang::Ru));
            assert!(
                rows[1..].iter().flatten().all(|button| (1..=4).contains(&label(button).chars().count())),
                "{first}"
            );
        }
    }

    #[test]
    fn an_inert_cell_survives_its_packing_and_fits() {
        let (from, to) = (day("2026-12-10"), day("2026-12-18"));
        for cell in [Inert::Caption, Inert::Shut { day: day("2026-12-01"), from, to }] {
            assert_eq!(Inert::unpack(&cell.pack()), Some(cell));
            assert!(cell.pack().len() + "inert:".len() <= 64);
        }
        assert_eq!(Inert::unpack("2026-12-01:of an older release"), None);
    }

    fn quick(choice: DayChoice) -> Vec<String> {
        let mut question = Question::new(Text::verbatim(""), Text::verbatim(""));
        choice.ask(&mut question, "");
        assert!(question.number_is_answer && question.legend.is_none());
        question.rows.iter().flatten().map(|button| button.label.plain(&reader(Lang::Ru))).collect()
    }

    #[test]
    fn quick_days_are_working_days() {
        let calendar = ProductionCalendar::russian();
        let days = ["2026-12-29", "2026-12-29", "2027-01-28"];
        assert_eq!(quick(choice(&calendar, days)), ["сегодня", "завтра", "25 янв. 2027 г., пн", "📅 Другой день"]);
        let days = ["2026-12-26", "2026-12-26", "2027-01-28"];
        assert_eq!(quick(choice(&calendar, days))[0], "30 дек., ср", "nobody works on 26, 27 December and 1 January");
    }

    #[test]
    fn quick_days_of_the_past_are_today_and_yesterday_whatever_they_are() {
        let calendar = ProductionCalendar::russian();
        let days = ["2026-10-01", "2026-11-29", "2026-11-29"];
        assert_eq!(quick(choice(&calendar, days)), ["сегодня", "вчера", "📅 Другой день"]);
        let days = ["2026-11-29", "2026-11-29", "2026-11-29"];
        assert_eq!(quick(choice(&calendar, days)), ["сегодня", "📅 Другой день"]);
    }

    #[test]
    fn a_day_is_read_from_words_within_the_limits() {
        let calendar = ProductionCalendar::russian();
        let ahead = choice(&calendar, ["2026-11-30", "2026-11-30", "2026-12-31"]);
        for (words, expected) in [
            ("завтра", "2026-12-01"),
            ("пт", "2026-12-04"),
            ("25.12", "2026-12-25"),
            ("через 3 дня", "2026-12-03"),
            ("25.12 после обеда", "2026-12-25"),
            ("2026-12-31", "2026-12-31"),
        ] {
            assert_eq!(ahead.read(words), Ok(day(expected)), "{words}");
        }
        let (from, to, early, late) = (day("2026-11-30"), day("2026-12-31"), day("2026-11-29"), day("2027-01-01"));
        assert_eq!(ahead.read("вчера"), Err(t!("day-too-early", day = early, from = from)));
        assert_eq!(ahead.read("01.01"), Err(t!("day-too-late", day = late, to = to)));
        let example = day("2026-12-01");
        assert_eq!(ahead.read("скоро"), Err(t!("day-not-understood", words = "скоро", example = example)));
        let past = choice(&calendar, ["2026-10-01", "2026-11-30", "2026-11-30"]);
        assert_eq!(past.read("пт"), Ok(day("2026-11-27")), "of the past the last Friday is meant");
    }
}
