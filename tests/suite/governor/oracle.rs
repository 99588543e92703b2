//! What is allowed, said a second time and in the plainest way: a printed calendar, hours counted on fingers.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// What the decrees say, one letter a day.
const PRINTED: &str = include_str!("../../fixtures/calendar_2025_2027.txt");

/// Working, short and free days.
pub struct Almanac(BTreeMap<NaiveDate, char>);

impl Almanac {
    /// 2025 to 2027.
    pub fn printed() -> Self {
        let mut days = BTreeMap::new();
        for line in PRINTED.lines() {
            let (month, letters) = line.split_once(' ').unwrap();
            for (of_month, letter) in (1..).zip(letters.chars()) {
                days.insert(format!("{month}-{of_month:02}").parse().unwrap(), letter);
            }
        }
        Self(days)
    }

    fn letter(&self, day: NaiveDate) -> char {
        self.0[&day]
    }

    pub fn is_off(&self, day: NaiveDate) -> bool {
        self.letter(day) == 'o'
    }

    /// The next day that is not off.
    pub fn next(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day + Days::new(1);
        while self.is_off(day) {
            day = day + Days::new(1);
        }
        day
    }

    /// Whether a message may stand on a phone at this moment: a day on which people work, an hour of the client's.
    pub fn is_open(&self, at: DateTime<Utc>, zone: Tz, hours: &[(u32, u32)]) -> bool {
        let local = at.with_timezone(&zone);
        let minute = local.hour() * 60 + local.minute();
        let last = hours.iter().map(|(_, to)| *to).max().unwrap();
        let last = if self.letter(local.date_naive()) == 's' { last - 60 } else { last };
        let inside = hours.iter().any(|(from, to)| minute >= *from && minute < *to);
        !self.is_off(local.date_naive()) && inside && minute < last
    }
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Notice,
    Reminder,
    Answer,
}

/// A message on a phone.
#[derive(Debug, Clone)]
pub struct Sent {
    pub what: What,
    pub client: usize,
    pub person: usize,
    pub zone: Tz,
    /// The client's hours, minutes since midnight.
    pub hours: Vec<(u32, u32)>,
    pub at: DateTime<Utc>,
    /// When the client wrote last.
    pub wrote_at: Option<DateTime<Utc>>,
    /// What stood against reminding when it was written.
    pub objected: bool,
}

/// What can be wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Night,
    DayOff,
    FifthNotice,
    SecondReminder,
    FourthReminder,
    Objected,
    LateAnswer,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Night,
        Self::DayOff,
        Self::FifthNotice,
        Self::SecondReminder,
        Self::FourthReminder,
        Self::Objected,
        Self::LateAnswer,
    ];
}

/// Everything that is wrong.
pub fn complaints(all: &[Sent], almanac: &Almanac) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    let mut notices: BTreeMap<(usize, NaiveDate), usize> = BTreeMap::new();
    let mut daily: BTreeMap<(usize, NaiveDate), usize> = BTreeMap::new();
    let mut weekly: BTreeMap<(usize, NaiveDate), usize> = BTreeMap::new();
    let counted = |counts: &mut BTreeMap<_, usize>, key| {
        let count = counts.entry(key).or_default();
        *count += 1;
        *count
    };
    for sent in all {
        let mut complain = |kind| found.push((kind, format!("{sent:?}")));
        let today = sent.at.with_timezone(&sent.zone).date_naive();
        let talking = sent.wrote_at.is_some_and(|wrote| sent.at - wrote <= TimeDelta::hours(1));
        match sent.what {
            What::Answer if talking => continue,
            What::Answer if !almanac.is_open(sent.at, sent.zone, &sent.hours) => complain(Kind::LateAnswer),
            What::Notice if counted(&mut notices, (sent.person, today)) > 4 => complain(Kind::FifthNotice),
            What::Answer | What::Notice => {}
            What::Reminder => {
                if counted(&mut daily, (sent.client, today)) > 1 {
                    complain(Kind::SecondReminder);
                }
                let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
                if counted(&mut weekly, (sent.client, monday)) > 3 {
                    complain(Kind::FourthReminder);
                }
                if sent.objected {
                    complain(Kind::Objected);
                }
            }
        }
        if almanac.is_off(today) {
            complain(Kind::DayOff);
        } else if !almanac.is_open(sent.at, sent.zone, &sent.hours) {
            complain(Kind::Night);
        }
    }
    found
}

#[test]
fn the_oracle_sees_each_kind_of_wrong_and_nothing_else() {
    let almanac = Almanac::printed();
    let zone = chrono_tz::Asia::Vladivostok;
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let sent = |what, at| Sent {
        what,
        client: 1,
        person: 1,
        zone,
        hours: vec![(9 * 60, 18 * 60)],
        at,
        wrote_at: None,
        objected: false,
    };
    let kinds = |all: &[Sent]| complaints(all, &almanac).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    // Vladivostok is ten hours ahead: 09:00 there is 23:00 of the day before.
    let morning = at("2026-11-23T23:00:00Z");
    assert_eq!(kinds(&[sent(What::Notice, morning)]), []);
    assert_eq!(kinds(&[sent(What::Notice, morning - TimeDelta::seconds(1))]), [Kind::Night]);
    assert_eq!(kinds(&[sent(What::Notice, at("2026-11-24T08:00:00Z"))]), [Kind::Night], "18:00 is after hours");
    assert_eq!(kinds(&[sent(What::Notice, at("2026-11-03T07:30:00Z"))]), [Kind::Night], "a short day ends at 17:00");
    assert_eq!(kinds(&[sent(What::Notice, at("2026-11-04T02:00:00Z"))]), [Kind::DayOff]);
    assert_eq!(kinds(&vec![sent(What::Notice, morning); 4]), []);
    assert_eq!(kinds(&vec![sent(What::Notice, morning); 5]), [Kind::FifthNotice]);
    assert_eq!(kinds(&vec![sent(What::Reminder, morning); 2]), [Kind::SecondReminder]);
    let week = [0, 1, 2, 3].map(|days| sent(What::Reminder, morning + Days::new(days)));
    assert_eq!(kinds(&week), [Kind::FourthReminder]);
    let next = [1, 2, 3, 6].map(|days| sent(What::Reminder, morning + Days::new(days)));
    assert_eq!(kinds(&next), [], "Monday begins another week");
    assert_eq!(kinds(&[Sent { objected: true, ..sent(What::Reminder, morning) }]), [Kind::Objected]);
    let late = at("2026-11-24T15:00:00Z");
    assert_eq!(kinds(&[sent(What::Answer, late)]), [Kind::LateAnswer, Kind::Night]);
    let talking = Sent { wrote_at: Some(late - TimeDelta::hours(1)), ..sent(What::Answer, late) };
    assert_eq!(kinds(&[talking]), []);
}
