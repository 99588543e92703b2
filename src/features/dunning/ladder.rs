//! The ladder of an unpaid invoice, as data a head may change (PRODUCT row 2.4): pure.

use super::rule::{AGAIN, BEFORE, CALL, OTHER};
use crate::{calendar::ProductionCalendar, named, rules::Values};
use chrono::{Days, NaiveDate};

named! {
    /// What is done about an unpaid invoice, in this order.
    pub enum Step {
        /// A note to the client some days before the due day.
        Before = "before",
        /// A note on it.
        Due = "due",
        /// A call.
        Call = "call",
        /// Another one.
        Again = "again",
        /// A call to another contact person.
        Other = "other",
    }
}

impl Step {
    /// The client is written to; else one of us calls.
    pub const fn is_note(self) -> bool {
        matches!(self, Self::Before | Self::Due)
    }
}

/// The highest step whose day has come; `None`: none yet.
pub fn reached(due: NaiveDate, today: NaiveDate, values: &Values, calendar: &ProductionCalendar) -> Option<Step> {
    let late = |days| calendar.add_working_days(due, days) <= today;
    let before = Days::new(u64::from(values.small(&BEFORE)));
    let steps = [
        (Step::Other, late(values.small(&OTHER))),
        (Step::Again, late(values.small(&AGAIN))),
        (Step::Call, late(values.small(&CALL))),
        (Step::Due, due <= today),
        (Step::Before, due - before <= today),
    ];
    steps.into_iter().find(|(_, reached)| *reached).map(|(step, _)| step)
}

/// What is to be done now: the highest step reached, if it was not done; those that were missed are left out.
pub fn next(done: Option<Step>, reached: Option<Step>) -> Option<Step> {
    reached.filter(|step| done.is_none_or(|done| done < *step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_is_climbed_by_calendar_and_working_days() {
        let calendar = ProductionCalendar::russian();
        let at = |today: &str| {
            let due = "2026-10-30".parse().unwrap();
            reached(due, today.parse().unwrap(), &Values::default(), &calendar)
        };
        for (today, step) in [
            ("2026-10-26", None),
            ("2026-10-27", Some(Step::Before)),
            ("2026-10-29", Some(Step::Before)),
            ("2026-10-30", Some(Step::Due)),
            ("2026-11-01", Some(Step::Due)),
            ("2026-11-02", Some(Step::Call)),
            ("2026-11-04", Some(Step::Call)),
            ("2026-11-05", Some(Step::Again)),
            ("2026-11-06", Some(Step::Again)),
            ("2026-11-09", Some(Step::Other)),
            ("2027-01-09", Some(Step::Other)),
        ] {
            assert_eq!(at(today), step, "{today}; 4 November is a holiday");
        }
    }

    #[test]
    fn a_step_is_taken_once_and_those_missed_are_left_out() {
        assert_eq!(next(None, Some(Step::Call)), Some(Step::Call));
        assert_eq!(next(Some(Step::Before), Some(Step::Again)), Some(Step::Again));
        assert_eq!(next(Some(Step::Call), Some(Step::Call)), None);
        assert_eq!(next(Some(Step::Other), Some(Step::Due)), None, "its due day was moved");
        assert_eq!(next(None, None), None);
    }
}
