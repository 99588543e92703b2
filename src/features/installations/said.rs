//! How days and hours of a visit are said: each side reads its own clock, and where the clocks differ both are named.

use super::model::Installation;
use crate::{
    people::Person,
    slots::{Lasts, Slot},
    t,
    text::Text,
};
use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::{Europe::Moscow, Tz};

/// `мск`, `мск+3`: whose clock it is, at that moment.
fn clock(zone: Tz, at: DateTime<Utc>) -> Text {
    let offset = |zone: Tz| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let minutes = (offset(zone) - offset(Moscow)) / 60;
    if minutes == 0 {
        return t!("visit-clock-moscow");
    }
    let sign = if minutes < 0 { "−" } else { "+" };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let shift = if rest == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}:{rest:02}") };
    t!("visit-clock-shift", shift = shift)
}

fn differ(one: Tz, other: Tz, at: DateTime<Utc>) -> bool {
    let offset = |zone: Tz| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    offset(one) != offset(other)
}

/// `27 нояб., пт, 12:00–16:00`, by one clock.
pub fn window((from, to): (DateTime<Utc>, DateTime<Utc>), zone: Tz) -> Text {
    let (from, to) = (from.with_timezone(&zone), to.with_timezone(&zone));
    let (first, last) = (from.date_naive(), to.date_naive());
    if first == last {
        t!("visit-window", day = first, from = from.time(), to = to.time())
    } else {
        t!("visit-days", first = first, from = from.time(), last = last, to = to.time())
    }
}

/// Several windows, the hours of one day together: `25 нояб., ср, 09:00–13:00, 14:00–18:00; 26 нояб., …`.
pub fn list(slots: &[Slot], zone: Tz) -> Text {
    let mut said: Vec<Text> = Vec::new();
    let mut before: Option<chrono::NaiveDate> = None;
    for slot in slots {
        let (from, to) = (slot.from.with_timezone(&zone), slot.to.with_timezone(&zone));
        let same = before == Some(from.date_naive()) && from.date_naive() == to.date_naive();
        match said.last_mut() {
            Some(last) if same => {
                *last = Text::Join(vec![last.clone(), t!("visit-hours-of", from = from.time(), to = to.time())], ", ");
            }
            _ => said.push(window(of(slot), zone)),
        }
        before = Some(from.date_naive());
    }
    Text::Join(said, "; ")
}

/// The same for one of us: `27 нояб., пт, 09:00–13:00 мск, у клиента 12:00–16:00 (мск+3)` where the clocks differ.
pub fn ours(window_of: (DateTime<Utc>, DateTime<Utc>), reader: &Person, client: Tz) -> Text {
    let own = window(window_of, reader.zone);
    if !differ(reader.zone, client, window_of.0) {
        return own;
    }
    let (from, to) = (window_of.0.with_timezone(&client), window_of.1.with_timezone(&client));
    t!(
        "visit-both",
        own = own,
        clock = clock(reader.zone, window_of.0),
        from = from.time(),
        to = to.time(),
        theirs = clock(client, window_of.0)
    )
}

/// The same for the client, by the clock of the place; which clock that is, if it is not Moscow's.
pub fn theirs(window_of: (DateTime<Utc>, DateTime<Utc>), installation: &Installation) -> Text {
    let own = window(window_of, installation.zone);
    if differ(Moscow, installation.zone, window_of.0) {
        t!("visit-local", window = own, clock = clock(installation.zone, window_of.0))
    } else {
        own
    }
}

/// A slot as a window.
pub const fn of(slot: &Slot) -> (DateTime<Utc>, DateTime<Utc>) {
    (slot.from, slot.to)
}

/// `4 часа`, `3 дня`.
pub fn lasts(lasts: Lasts) -> Text {
    match lasts {
        Lasts::Hours(hours) => t!("visit-hours", count = i64::from(hours)),
        Lasts::Days(days) => t!("visit-lasts-days", count = i64::from(days)),
    }
}
