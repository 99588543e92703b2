//! What was sent, and when that is too often.

use super::mail;
use crate::{
    clients::Client,
    db::{Id, Timestamp},
    features::invoices::Invoice,
    money::Money,
    named,
    people::Person,
};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// Within such a time nothing is sent twice unasked.
pub const AGAIN: TimeDelta = TimeDelta::hours(24);
/// A client who needs a duplicate in so many months running does not get the invoices themselves.
const MONTHS: i32 = 3;
/// So far back lies the first of them at most.
pub const MONTHS_AGO: TimeDelta = TimeDelta::days(95);

named! {
    /// How an invoice was sent.
    pub enum Channel {
        /// To a contact person in Telegram.
        Telegram = "telegram",
        /// As files to a colleague, who hands them on.
        File = "file",
        /// Accounting was asked to send it.
        Task = "task",
        /// By a letter of the bot.
        Mail = "mail",
        /// As the words and files of a letter, which a colleague sends.
        Draft = "draft",
    }
}

/// An invoice that was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Own id.
    pub id: Id<Sent>,
    /// Which.
    pub invoice: Id<Invoice>,
    /// Whose.
    pub client: Id<Client>,
    /// To whom; `None`: to an address alone.
    pub person: Option<Id<Person>>,
    /// Their name; empty without a person.
    pub name: String,
    /// To which address, by mail or as a draft; else empty.
    pub email: String,
    /// Where its letter stands.
    pub letter: Option<mail::State>,
    /// How.
    pub channel: Channel,
    /// When.
    pub at: Timestamp,
    /// What it asked for then; `None`: nobody has written it down.
    pub sum: Option<Money>,
    /// They have it.
    pub confirmed_at: Option<Timestamp>,
    /// They need another one.
    pub wrong_at: Option<Timestamp>,
}

/// Whether something was sent in this month and in each of those before it, as the client counts months.
pub fn is_monthly(sent: &[DateTime<Utc>], zone: Tz, now: DateTime<Utc>) -> bool {
    let month = |at: DateTime<Utc>| {
        let day = at.with_timezone(&zone).date_naive();
        day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default()
    };
    let sent: BTreeSet<i32> = sent.iter().map(|at| month(*at)).collect();
    (0..MONTHS).all(|ago| sent.contains(&(month(now) - ago)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn three_months_running_are_a_habit() {
        let now = at("2027-01-10T08:00:00Z");
        let sent = [at("2026-11-05T08:00:00Z"), at("2026-12-31T20:30:00Z"), now];
        assert!(is_monthly(&sent, chrono_tz::Europe::Moscow, now), "over the new year");
        assert!(!is_monthly(&sent, chrono_tz::Asia::Omsk, now), "in Omsk it was January already");
        assert!(!is_monthly(&sent[1..], chrono_tz::Europe::Moscow, now));
        assert!(!is_monthly(&[at("2026-10-05T08:00:00Z"), sent[1], now], chrono_tz::Europe::Moscow, now), "with a gap");
        assert!(!is_monthly(&[], chrono_tz::Europe::Moscow, now));
    }

    #[test]
    fn the_first_of_the_months_is_looked_back_to() {
        assert!(at("2026-03-31T20:59:00Z") - at("2026-01-01T00:00:00Z") < MONTHS_AGO);
    }
}
