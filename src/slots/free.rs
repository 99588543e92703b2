//! Which days can be.

use super::{Half, HalfDay, Lasts, Needs, Place, Slot, Worker, Wrong, days, is_open};
use crate::{
    calendar::{DayKind, Moment, ProductionCalendar},
    db::Id,
    people::Person,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Nothing is agreed further ahead, days.
pub const HORIZON: u64 = 60;
/// A visit begins on a whole half-hour, minutes.
const GRID: i64 = 30;
/// Where a day without lunch is parted, minutes.
const NOON: u32 = 13 * 60;

/// From when to when, UTC.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// The first day by what has to be true before: the site is ready, the goods were there a working day earlier.
fn after(needs: &Needs, calendar: &ProductionCalendar) -> Option<NaiveDate> {
    let goods = needs.goods.map(|goods| calendar.next_working_day(goods));
    [needs.ready, goods, needs.not_before].into_iter().flatten().max()
}

/// The first day that can be: the same, and a working day of notice.
pub fn earliest(needs: &Needs, place: &Place, moment: Moment<'_>) -> NaiveDate {
    let today = moment.now.with_timezone(&place.zone).date_naive();
    let notice = next_open(today, moment.calendar, place.saturdays);
    after(needs, moment.calendar).map_or(notice, |after| after.max(notice))
}

/// The next day on which people work.
fn next_open(day: NaiveDate, calendar: &ProductionCalendar, saturdays: bool) -> NaiveDate {
    let ahead = day.iter_days().skip(1).take(usize::try_from(HORIZON).unwrap_or(0));
    ahead.into_iter().find(|day| is_open(*day, calendar, saturdays)).unwrap_or(day)
}

/// Whether an agreed day still stands on what has to be true before it. The notice was kept when it was agreed.
pub fn stands(slot: &Slot, needs: &Needs, place: &Place, moment: Moment<'_>) -> Result<(), Wrong> {
    let day = slot.from.with_timezone(&place.zone).date_naive();
    match after(needs, moment.calendar) {
        Some(after) if day < after => Err(Wrong::Soon(after)),
        _ => Ok(()),
    }
}

/// Whether a day can be.
pub fn check(slot: &Slot, needs: &Needs, place: &Place, worker: &Worker, moment: Moment<'_>) -> Result<(), Wrong> {
    if slot.from <= moment.now {
        return Err(Wrong::Past);
    }
    if slot.from > moment.now + Days::new(HORIZON) {
        return Err(Wrong::Far);
    }
    let earliest = earliest(needs, place, moment);
    if slot.from.with_timezone(&place.zone).date_naive() < earliest {
        return Err(Wrong::Soon(earliest));
    }
    let span = fit(needs.lasts, slot.first, place, worker, moment.calendar)?;
    if span != (slot.from, slot.to) || slot.engineer != worker.id {
        return Err(Wrong::Engineer);
    }
    let halves = slot.halves(needs.lasts, moment.calendar, place.saturdays && worker.saturdays);
    if halves.iter().any(|half| worker.busy.contains_key(half)) {
        return Err(Wrong::Busy);
    }
    // Two half-days of one day next to each other in two towns leave no time for the way.
    let away = |day: NaiveDate| {
        Half::BOTH.iter().any(|half| {
            let town = worker.busy.get(&HalfDay { day, half: *half });
            town.is_some_and(|town| !town.is_empty() && !place.town.is_empty() && *town != place.town)
        })
    };
    if halves.iter().any(|half| away(half.day)) { Err(Wrong::Travel) } else { Ok(()) }
}

/// The next days that can be, after one of them, the earliest first: at most one of a half-day, by the engineer who has the
/// fewest visits that week.
pub fn free(
    needs: &Needs,
    place: &Place,
    workers: &[Worker],
    after: Option<HalfDay>,
    count: usize,
    moment: Moment<'_>,
) -> Vec<Slot> {
    // An engineer in the west may still have yesterday by their own clock.
    let first = earliest(needs, place, moment).pred_opt().unwrap_or_default();
    let days = first.iter_days().take(usize::try_from(HORIZON).unwrap_or(0) + 2);
    let halves = days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }));
    let open = halves.filter(|half| after.is_none_or(|after| *half > after));
    let found = open.filter_map(|first| {
        let mut able: Vec<(usize, Id<Person>, Slot)> = workers
            .iter()
            .filter_map(|worker| {
                let (from, to) = fit(needs.lasts, first, place, worker, moment.calendar).ok()?;
                let slot = Slot { engineer: worker.id, first, from, to };
                check(&slot, needs, place, worker, moment).ok()?;
                Some((visits(worker, first.day), worker.id, slot))
            })
            .collect();
        able.sort_by_key(|(visits, id, _)| (*visits, *id));
        able.first().map(|(.., slot)| *slot)
    });
    let mut found: Vec<Slot> = found.take(count).collect();
    found.sort_by_key(|slot| slot.from);
    found
}

/// How much an engineer has in a week.
fn visits(worker: &Worker, day: NaiveDate) -> usize {
    worker.busy.keys().filter(|half| half.day.iso_week() == day.iso_week()).count()
}

/// When a visit that begins in a half-day would be.
fn fit(
    lasts: Lasts,
    first: HalfDay,
    place: &Place,
    worker: &Worker,
    calendar: &ProductionCalendar,
) -> Result<Span, Wrong> {
    let saturdays = place.saturdays && worker.saturdays;
    if !is_open(first.day, calendar, saturdays) {
        return Err(Wrong::Off(first.day));
    }
    match lasts {
        Lasts::Hours(hours @ (2 | 4)) => {
            let half = half_of(first, worker, calendar).ok_or(Wrong::Engineer)?;
            let length = TimeDelta::hours(i64::from(hours));
            // By the client's clock the half-day may lie on two days.
            let days = [half.0, half.1].map(|at| at.with_timezone(&place.zone).date_naive());
            let fits = |day: NaiveDate| {
                if !is_open(day, calendar, saturdays) {
                    return None;
                }
                let (opens, closes) = hull(place, day, calendar)?;
                let from = grid(half.0.max(opens));
                (from + length <= half.1.min(closes)).then_some((from, from + length))
            };
            days.into_iter().find_map(fits).ok_or(Wrong::Client)
        }
        Lasts::Hours(_) => whole(first, &[first.day], place, worker, calendar),
        Lasts::Days(count) => {
            let run = days(first.day, count, calendar, saturdays);
            if run.len() < usize::try_from(count).unwrap_or(usize::MAX) {
                return Err(Wrong::Far);
            }
            whole(first, &run, place, worker, calendar)
        }
    }
}

/// Whole days of an engineer, each within the client's hours.
fn whole(
    first: HalfDay,
    run: &[NaiveDate],
    place: &Place,
    worker: &Worker,
    calendar: &ProductionCalendar,
) -> Result<Span, Wrong> {
    if first.half != Half::Morning {
        return Err(Wrong::Engineer);
    }
    let mut spans = Vec::new();
    for day in run {
        let span = |half| half_of(HalfDay { day: *day, half }, worker, calendar).ok_or(Wrong::Engineer);
        let (from, to) = (span(Half::Morning)?.0, span(Half::Afternoon)?.1);
        let (opens, closes) =
            hull(place, from.with_timezone(&place.zone).date_naive(), calendar).ok_or(Wrong::Client)?;
        if from < opens || to > closes {
            return Err(Wrong::Client);
        }
        spans.push((from, to));
    }
    match (spans.first(), spans.last()) {
        (Some((from, _)), Some((_, to))) => Ok((*from, *to)),
        _ => Err(Wrong::Engineer),
    }
}

/// A Saturday both work on is a day like others.
fn kind(day: NaiveDate, calendar: &ProductionCalendar) -> DayKind {
    match calendar.kind(day) {
        DayKind::Off => DayKind::Work,
        kind => kind,
    }
}

/// A half-day of an engineer as moments; `None` if they don't work then.
fn half_of(half: HalfDay, worker: &Worker, calendar: &ProductionCalendar) -> Option<Span> {
    let hours = worker.hours.on(kind(half.day, calendar));
    let (opens, closes) = (hours.first()?.0, hours.last()?.1);
    let (from, to) = match (half.half, hours.as_slice()) {
        (Half::Morning, [only]) => (opens, only.1.min(NOON)),
        (Half::Afternoon, [only]) => (only.0.max(NOON), closes),
        (Half::Morning, [first, ..]) => *first,
        (Half::Afternoon, [.., last]) => *last,
        (_, []) => return None,
    };
    (from < to).then(|| (at(half.day, from, worker.zone), at(half.day, to, worker.zone)))
}

/// From when to when people are at the place: breaks between do not count.
fn hull(place: &Place, day: NaiveDate, calendar: &ProductionCalendar) -> Option<Span> {
    let hours = place.hours.on(kind(day, calendar));
    Some((at(day, hours.first()?.0, place.zone), at(day, hours.last()?.1, place.zone)))
}

/// The next whole half-hour.
fn grid(at: DateTime<Utc>) -> DateTime<Utc> {
    let rest = at.timestamp().rem_euclid(GRID * 60);
    if rest == 0 { at } else { at + TimeDelta::seconds(GRID * 60 - rest) }
}

/// A minute of a civil day as a moment; one the clock skips is the next that exists.
fn at(day: NaiveDate, minute: u32, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
    let exists = |later: i64| zone.from_local_datetime(&(local + TimeDelta::minutes(later))).earliest();
    (0..=180).find_map(exists).map_or_else(|| local.and_utc(), |at| at.to_utc())
}
