//! What rows say about a client's habits, as `collect` counts it. Pure.

use crate::{
    calendar::ProductionCalendar,
    capture::Heard,
    collect::{Ahead, Counters, HourBand, Standing, TOLD_WITHIN, Verdict},
    db::Id,
    features::{
        calls::{Outcome, Past, Purpose},
        invoices::Invoice,
        payments::{State, Word},
    },
};
use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use std::collections::HashMap;

/// All rows about one client.
pub struct History<'a> {
    /// Its zone.
    pub zone: Tz,
    /// Its invoices, paid or not.
    pub invoices: &'a [Invoice],
    /// The day on which the last money for an invoice came.
    pub settled: &'a HashMap<Id<Invoice>, NaiveDate>,
    /// The days on which money came.
    pub paid: &'a [NaiveDate],
    /// The calls with it, the oldest first.
    pub calls: &'a [Past],
    /// What it promised.
    pub words: &'a [Word],
    /// The first day on which anybody's call was written down; `None`: none was yet. Who called before is not known.
    pub calls_from: Option<NaiveDate>,
}

/// Somebody answered.
pub fn answered(heard: Heard) -> bool {
    !matches!(heard, Heard::NoAnswer | Heard::Busy | Heard::WrongNumber)
}

/// Somebody was talked to.
pub const fn reached(heard: Heard) -> bool {
    Outcome::of(heard).has_reached()
}

/// The minute of a client's day.
pub fn minute(at: DateTime<Utc>, zone: Tz) -> u32 {
    let local = at.with_timezone(&zone);
    local.hour() * 60 + local.minute()
}

impl History<'_> {
    /// Counts what happened on `working` days, all of which have passed.
    pub fn counters(&self, working: &[NaiveDate], calendar: &ProductionCalendar) -> Counters {
        let mut counters = Counters::default();
        let mut told: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        let yesterday = working.last().copied().unwrap_or_default();
        for call in self.calls.iter().filter(|call| call.purpose == Purpose::Payment) {
            let day = call.called_at.0.with_timezone(&self.zone).date_naive();
            counters.called(HourBand::of(minute(call.called_at.0, self.zone)), answered(call.outcome));
            if !answered(call.outcome) {
                continue;
            }
            let until = calendar.add_working_days(day, TOLD_WITHIN - 1);
            told.push((day, until));
            let money = self.paid.iter().any(|paid| (day..=until).contains(paid));
            if let Some(standing) = self.standing(day).filter(|_| money || until <= yesterday) {
                counters.call_brought(standing, money);
            }
        }
        for &day in working {
            if told.iter().any(|(from, until)| (*from..=*until).contains(&day)) {
                continue;
            }
            if let Some(standing) = self.standing(day) {
                let paid = self.paid.contains(&day);
                if self.calls_from.is_some_and(|from| from <= day) {
                    counters.day_alone(standing, paid);
                } else {
                    counters.day_before(standing, paid);
                }
            }
        }
        for word in self.words {
            let verdict = match word.state {
                State::Kept => Verdict::Kept,
                State::Partly => Verdict::Partly,
                State::Broken => Verdict::Broken,
                State::Open | State::Superseded | State::Cancelled => continue,
            };
            counters.promise_ended(Ahead::of((word.due_on.0 - word.counts_from.0).num_days()), verdict);
        }
        counters
    }

    /// How the oldest debt stood on a day; `None`: nothing was owed.
    fn standing(&self, day: NaiveDate) -> Option<Standing> {
        let open = |invoice: &&Invoice| {
            let owed = invoice.left() > crate::money::Money::ZERO
                || self.settled.get(&invoice.id).is_some_and(|settled| *settled >= day);
            owed && !invoice.disputed && invoice.issued_on <= day
        };
        let due = self.invoices.iter().filter(open).map(|invoice| invoice.due_on).min()?;
        Some(Standing::of((day - due).num_days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{collect::Tally, db::Day, features::calls::Direction, money::Money};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn calls_money_and_promises_are_counted() {
        let calendar = ProductionCalendar::russian();
        let (client, invoice) = (Id::new(), Id::new());
        let invoices = [Invoice {
            id: invoice,
            client,
            number: "1".to_owned(),
            issued_on: day("2026-11-02"),
            due_on: day("2026-11-10"),
            sum: Money::from_rubles(100),
            paid: Money::from_rubles(100),
            disputed: false,
            awaited_until: None,
        }];
        let call = |at: &str, outcome| Past {
            client_id: client,
            person_id: Id::new(),
            direction: Direction::Out,
            purpose: Purpose::Payment,
            outcome,
            called_at: at.parse().unwrap(),
        };
        let calls =
            [call("2026-11-11T07:00:00.000Z", Heard::NoAnswer), call("2026-11-12T07:30:00.000Z", Heard::Talked)];
        let words = [Word {
            client_id: client,
            made_by: Id::new(),
            sum: Money::from_rubles(100),
            counts_from: Day(day("2026-11-12")),
            due_on: Day(day("2026-11-13")),
            state: State::Kept,
            made_at: "2026-11-12T07:30:00.000Z".parse().unwrap(),
            closed_at: None,
        }];
        let working: Vec<NaiveDate> =
            day("2026-11-09").iter_days().take(8).filter(|day| calendar.is_working(*day)).collect();
        let history = History {
            zone: chrono_tz::Europe::Moscow,
            invoices: &invoices,
            settled: &HashMap::from([(invoice, day("2026-11-13"))]),
            paid: &[day("2026-11-13")],
            calls: &calls,
            words: &words,
            calls_from: Some(day("2026-11-10")),
        };
        let counters = history.counters(&working, &calendar);
        assert_eq!(counters.answered[HourBand::Early as usize], Tally { yes: 1, no: 1 });
        assert_eq!(counters.brought[Standing::Overdue as usize], Tally { yes: 1, no: 0 });
        assert_eq!(counters.alone[Standing::Near as usize], Tally { yes: 0, no: 1 }, "the 10th");
        assert_eq!(
            counters.before[Standing::Near as usize],
            Tally { yes: 0, no: 1 },
            "the 9th: calls were not written down"
        );
        assert_eq!(counters.alone[Standing::Overdue as usize], Tally { yes: 0, no: 1 }, "the 11th, not after the talk");
        assert_eq!((counters.promised().kept, counters.promised().of()), (1, 1));
        let silent = History { calls: &calls[..1], ..history };
        assert_eq!(silent.counters(&working, &calendar).alone[Standing::Overdue as usize], Tally { yes: 1, no: 2 });
        let books = History { calls: &[], words: &[], calls_from: None, ..silent };
        let counters = books.counters(&working, &calendar);
        assert_eq!(counters.before[Standing::Overdue as usize], Tally { yes: 1, no: 2 }, "the bot's first morning");
        assert_eq!(counters.alone, Counters::default().alone);
    }
}
