//! When a site is ready. Pure: no database, no clock, no Telegram.

use crate::{
    calendar::ProductionCalendar,
    clients::{Client, Site},
    db::{Id, Timestamp},
    features::tasks::Task,
    named,
    people::Person,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The client is asked so many working days before (PRODUCT D16).
const ASKED_BEFORE: usize = 5;

named! {
    /// From where we know a date.
    pub enum Source {
        /// Told on the phone.
        Call = "call",
        /// The client says so in writing.
        Client = "client",
        /// Somebody of us was there.
        Visit = "visit",
    }
}

/// When a site is ready for installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Own id.
    pub id: Id<Ready>,
    /// Whose site.
    pub client: Id<Client>,
    /// Which; `None`: the client as a whole.
    pub site: Option<Id<Site>>,
    /// From this day on.
    pub ready_on: NaiveDate,
    /// Whether there is 220 V; `None`: nobody has said.
    pub power: Option<bool>,
    /// Whether there is internet; `None`: nobody has said.
    pub net: Option<bool>,
    /// From where we know the date.
    pub source: Source,
    /// Who said so or wrote it down.
    pub by: Id<Person>,
    /// When.
    pub at: Timestamp,
    /// On which day the client is to be asked whether it holds.
    pub ask_on: Option<NaiveDate>,
    /// Raised with every date.
    pub round: i64,
    /// When the client was asked.
    pub asked_at: Option<Timestamp>,
    /// Until when an answer is waited for.
    pub answer_by: Option<Timestamp>,
    /// When the date was confirmed, and by whom.
    pub sure: Option<(Timestamp, Id<Person>)>,
    /// The call that was put because nobody answered.
    pub task: Option<Id<Task>>,
    /// Raised with every change: a button counts only for what it showed.
    pub rev: i64,
}

/// What is said of a site: a day, what is there already, and from where we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying {
    pub ready_on: NaiveDate,
    pub power: Option<bool>,
    pub net: Option<bool>,
    pub source: Source,
}

impl Ready {
    /// What is said of a site for the first time.
    pub fn first(client: Id<Client>, site: Option<Id<Site>>, by: (Id<Person>, Timestamp), said: Saying) -> Self {
        Self {
            id: Id::new(),
            client,
            site,
            ready_on: said.ready_on,
            power: said.power,
            net: said.net,
            source: said.source,
            by: by.0,
            at: by.1,
            ask_on: None,
            round: 0,
            asked_at: None,
            answer_by: None,
            sure: None,
            task: None,
            rev: 0,
        }
    }

    /// What is said now. Another day has to be confirmed anew; one that has come needs nobody to confirm it.
    #[must_use]
    pub fn told(
        self,
        said: Saying,
        (by, at): (Id<Person>, Timestamp),
        today: NaiveDate,
        days: &ProductionCalendar,
    ) -> Self {
        let asked = ask_day(said.ready_on, days);
        Self {
            ready_on: said.ready_on,
            power: said.power,
            net: said.net,
            source: said.source,
            by,
            at,
            ask_on: (asked > today).then_some(asked),
            round: self.round + 1,
            asked_at: None,
            answer_by: None,
            sure: (said.ready_on <= today).then_some((at, by)),
            task: None,
            ..self
        }
    }

    /// The day holds: nobody waits for an answer any more.
    #[must_use]
    pub fn confirmed(self, by: Id<Person>, at: Timestamp) -> Self {
        Self { sure: Some((at, by)), ask_on: None, answer_by: None, task: None, ..self }
    }

    /// Whether the client is expected to answer.
    pub const fn waits(&self) -> bool {
        self.asked_at.is_some() && self.sure.is_none()
    }
}

/// The day on which the client is asked: five working days before.
pub fn ask_day(ready_on: NaiveDate, days: &ProductionCalendar) -> NaiveDate {
    let before = |day: NaiveDate| days.working_day_on_or_before(day - chrono::Days::new(1));
    (0..ASKED_BEFORE).fold(ready_on, |day, _| before(day))
}

/// By how many working days a date was put off; 0 if it was not.
pub fn put_off_by(from: NaiveDate, to: NaiveDate, days: &ProductionCalendar) -> usize {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| days.is_working(*day)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(on: &str) -> Saying {
        Saying { ready_on: day(on), power: Some(true), net: None, source: Source::Call }
    }

    fn told(on: &str, today: &str) -> Ready {
        let by = (Id::new(), Timestamp(DateTime::<Utc>::UNIX_EPOCH));
        let days = ProductionCalendar::russian();
        Ready::first(Id::new(), None, by, said(on)).told(said(on), by, day(today), &days)
    }

    #[test]
    fn the_client_is_asked_five_working_days_before() {
        let days = ProductionCalendar::russian();
        assert_eq!(ask_day(day("2026-12-15"), &days), day("2026-12-08"));
        assert_eq!(ask_day(day("2027-01-12"), &days), day("2026-12-25"), "holidays and the 31st do not count");
    }

    #[test]
    fn what_was_said_within_the_last_five_days_is_not_asked_again() {
        assert_eq!(told("2026-12-15", "2026-11-24").ask_on, Some(day("2026-12-08")));
        assert_eq!(told("2026-12-15", "2026-12-08").ask_on, None);
    }

    #[test]
    fn a_day_that_has_come_needs_no_word_of_the_client() {
        assert!(told("2026-11-24", "2026-11-24").sure.is_some());
        assert!(told("2026-11-25", "2026-11-24").sure.is_none());
    }

    #[test]
    fn another_day_is_to_be_confirmed_anew() {
        let by = (Id::new(), Timestamp(DateTime::<Utc>::UNIX_EPOCH));
        let sure = told("2026-12-15", "2026-11-24").confirmed(by.0, by.1);
        assert!(sure.sure.is_some() && sure.ask_on.is_none());
        let moved = sure.clone().told(said("2026-12-22"), by, day("2026-12-08"), &ProductionCalendar::russian());
        assert_eq!((moved.sure, moved.ask_on, moved.round), (None, Some(day("2026-12-15")), sure.round + 1));
    }

    #[test]
    fn a_shift_is_counted_in_working_days() {
        let days = ProductionCalendar::russian();
        assert_eq!(put_off_by(day("2026-12-11"), day("2026-12-14"), &days), 1);
        assert_eq!(put_off_by(day("2026-12-14"), day("2026-12-11"), &days), 0);
        assert_eq!(put_off_by(day("2026-12-30"), day("2027-01-11"), &days), 1);
    }
}
