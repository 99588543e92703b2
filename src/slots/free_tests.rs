//! Which days can be: tables, and thousands of talks of three people held against an oracle that reckons minute by minute.

use super::{Half, HalfDay, Lasts, Needs, Place, Slot, Stage, Talk, TalkEvent, Worker, Wrong, check, earliest, free};
use crate::{
    calendar::{DayKind, Hours, Moment, ProductionCalendar},
    db::Id,
    people::Person,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn worker() -> Worker {
    Worker {
        id: Id::new(),
        name: "Сергей".to_owned(),
        zone: Tz::Europe__Moscow,
        hours: Hours::default(),
        saturdays: false,
        busy: BTreeMap::new(),
    }
}

fn place(zone: Tz, hours: &str) -> Place {
    Place { zone, hours: hours.parse().expect("hours"), saturdays: false, town: "Тверь".to_owned() }
}

fn needs(lasts: Lasts) -> Needs {
    Needs { lasts, ready: None, goods: None, not_before: None }
}

fn said(slots: &[Slot], zone: Tz) -> Vec<String> {
    let one = |slot: &Slot| {
        let (from, to) = (slot.from.with_timezone(&zone), slot.to.with_timezone(&zone));
        format!("{} {}-{}", from.date_naive(), from.format("%H:%M"), to.format("%H:%M"))
    };
    slots.iter().map(one).collect()
}

/// The next so many, by the client's clock.
fn next(now: &str, needs: &Needs, place: &Place, workers: &[Worker], count: usize) -> Vec<String> {
    let calendar = ProductionCalendar::russian();
    let moment = Moment { now: at(now), calendar: &calendar };
    said(&free(needs, place, workers, None, count, moment), place.zone)
}

#[test]
fn half_days_follow_notice_readiness_and_goods() {
    let (home, one) = (place(Tz::Europe__Moscow, "9-18"), [worker()]);
    let now = "2026-11-24T07:00:00Z"; // a Tuesday
    let four = needs(Lasts::Hours(4));
    assert_eq!(next(now, &four, &home, &one, 2), ["2026-11-25 09:00-13:00", "2026-11-25 14:00-18:00"]);
    let ready = Needs { ready: Some(day("2026-11-27")), ..four };
    assert_eq!(next(now, &ready, &home, &one, 1), ["2026-11-27 09:00-13:00"]);
    let goods = Needs { goods: Some(day("2026-11-27")), ..four };
    assert_eq!(next(now, &goods, &home, &one, 1), ["2026-11-30 09:00-13:00"], "a working day after they come");
    let eight = needs(Lasts::Hours(8));
    assert_eq!(next(now, &eight, &home, &one, 2), ["2026-11-25 09:00-18:00", "2026-11-26 09:00-18:00"]);
}

#[test]
fn holidays_short_days_and_saturdays_are_kept() {
    let (home, mut one) = (place(Tz::Europe__Moscow, "9-18"), worker());
    let four = needs(Lasts::Hours(4));
    // 31 December 2026 to 10 January 2027 nobody works.
    let new_year = next("2026-12-29T07:00:00Z", &four, &home, &[one.clone()], 3);
    assert_eq!(new_year, ["2026-12-30 09:00-13:00", "2026-12-30 14:00-18:00", "2027-01-11 09:00-13:00"]);
    // 20 February 2027 is a working Saturday and short: no four hours after lunch.
    let working_saturday = next("2027-02-18T07:00:00Z", &four, &home, &[one.clone()], 4);
    assert_eq!(working_saturday[2..], ["2027-02-20 09:00-13:00", "2027-02-24 09:00-13:00"]);
    let two = next("2027-02-19T07:00:00Z", &needs(Lasts::Hours(2)), &home, &[one.clone()], 2);
    assert_eq!(two, ["2027-02-20 09:00-11:00", "2027-02-20 14:00-16:00"]);
    // Saturdays only if both allow, and never a public holiday.
    let friday = "2026-11-27T07:00:00Z";
    one.saturdays = true;
    assert_eq!(next(friday, &four, &home, &[one.clone()], 1), ["2026-11-30 09:00-13:00"]);
    let open = Place { saturdays: true, ..home };
    assert_eq!(next(friday, &four, &open, &[one.clone()], 1), ["2026-11-28 09:00-13:00"]);
    assert_eq!(next("2026-06-11T07:00:00Z", &four, &open, &[one.clone()], 1), ["2026-06-13 09:00-13:00"]);
    assert_eq!(next("2027-01-01T07:00:00Z", &four, &open, &[one], 1), ["2027-01-09 09:00-13:00"]);
}

#[test]
fn both_clocks_count() {
    let one = [worker()];
    let now = "2026-11-24T07:00:00Z";
    let omsk = place(Tz::Asia__Omsk, "9-18");
    let four = needs(Lasts::Hours(4));
    assert_eq!(next(now, &four, &omsk, &one, 2), ["2026-11-25 12:00-16:00", "2026-11-26 12:00-16:00"]);
    let late = place(Tz::Asia__Omsk, "9-19");
    assert_eq!(next(now, &needs(Lasts::Hours(2)), &late, &one, 2)[1], "2026-11-25 17:00-19:00");
    assert_eq!(next(now, &needs(Lasts::Hours(8)), &omsk, &one, 1), [""; 0], "no whole day in common");
    let vladivostok = place(Tz::Asia__Vladivostok, "9-18");
    assert_eq!(next(now, &needs(Lasts::Hours(2)), &vladivostok, &one, 1), ["2026-11-25 16:00-18:00"]);
    assert_eq!(next(now, &four, &vladivostok, &one, 1), [""; 0]);
    let kaliningrad = place(Tz::Europe__Kaliningrad, "9-18");
    assert_eq!(next(now, &needs(Lasts::Hours(2)), &kaliningrad, &one, 1), ["2026-11-25 09:00-11:00"]);
}

#[test]
fn an_engineer_is_in_one_town_a_day_and_the_least_busy_one_comes() {
    let home = place(Tz::Europe__Moscow, "9-18");
    let now = "2026-11-24T07:00:00Z";
    let half = |half| HalfDay { day: day("2026-11-25"), half };
    let mut busy = worker();
    busy.busy.insert(half(Half::Morning), "Омск".to_owned());
    let four = needs(Lasts::Hours(4));
    assert_eq!(next(now, &four, &home, &[busy.clone()], 1), ["2026-11-26 09:00-13:00"]);
    busy.busy.insert(half(Half::Morning), "Тверь".to_owned());
    assert_eq!(next(now, &four, &home, &[busy.clone()], 1), ["2026-11-25 14:00-18:00"]);
    let other = worker();
    let calendar = ProductionCalendar::russian();
    let moment = Moment { now: at(now), calendar: &calendar };
    let found = free(&four, &home, &[busy, other.clone()], None, 3, moment);
    assert!(found.iter().all(|slot| slot.engineer == other.id), "who has less that week");
    let firsts: BTreeSet<HalfDay> = found.iter().map(|slot| slot.first).collect();
    assert_eq!(firsts.len(), 3, "one of each half-day");
    let slot = found[0];
    assert_eq!(
        check(&slot, &four, &home, &other, Moment { now: at("2026-11-25T07:00:00Z"), ..moment }),
        Err(Wrong::Past)
    );
    let ready = Needs { ready: Some(day("2026-11-26")), ..four };
    assert_eq!(check(&slot, &ready, &home, &other, moment), Err(Wrong::Soon(day("2026-11-26"))));
    assert_eq!(earliest(&ready, &home, moment), day("2026-11-26"));
}

// Thousands of talks.

/// A small generator: the seed is all that is needed to see a run again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).expect("small")].clone()
    }
}

/// Whether a visit may be, reckoned minute by minute without the code under test: every minute of it somebody is there to let
/// in and the engineer works, but for lunch and nights of visits that last a day or longer.
fn oracle(slot: &Slot, lasts: Lasts, place: &Place, worker: &Worker, calendar: &ProductionCalendar) -> bool {
    let kind = |day: NaiveDate| {
        let holiday = calendar.is_public_holiday(day);
        match calendar.kind(day) {
            DayKind::Off if day.weekday() == Weekday::Sat && !holiday && place.saturdays && worker.saturdays => {
                DayKind::Work
            }
            kind => kind,
        }
    };
    let there = |hours: &Hours, zone: Tz, at: DateTime<Utc>, hull: bool| {
        let local = at.with_timezone(&zone);
        let minute = local.hour() * 60 + local.minute();
        let open = hours.on(kind(local.date_naive()));
        match (open.first(), open.last()) {
            (Some(first), Some(last)) if hull => (first.0..last.1).contains(&minute),
            _ => open.iter().any(|(from, to)| (*from..*to).contains(&minute)),
        }
    };
    let whole = !matches!(lasts, Lasts::Hours(2 | 4));
    let mut minute = slot.from;
    let mut worked = 0;
    while minute < slot.to {
        let works = there(&worker.hours, worker.zone, minute, whole);
        let open = there(&place.hours, place.zone, minute, true);
        if works && !open || (!whole && !works) {
            return false;
        }
        worked += i64::from(works);
        minute += TimeDelta::minutes(1);
    }
    let least = match lasts {
        Lasts::Hours(hours @ (2 | 4)) => i64::from(hours) * 60,
        Lasts::Hours(_) => 7 * 60,
        Lasts::Days(days) => i64::from(days) * 7 * 60,
    };
    worked >= least
}

/// A client's talk, and what stands behind it.
struct Client {
    place: Place,
    needs: Needs,
    talk: Talk,
    taps: u32,
    done: bool,
}

/// What came of a run.
#[derive(Debug, Default)]
struct Run {
    agreed: usize,
    doubled: usize,
    illegal: usize,
    unwanted: usize,
    slipped: usize,
    taps: Vec<u32>,
}

/// Half-days that are held or taken: whose.
type Book = BTreeMap<(Id<Person>, HalfDay), (usize, bool)>;

/// Many talks at once with a few engineers; `holds`: whether half-days are held and taken as the room does it.
fn run(seed: u64, talks: usize, holds: bool) -> Run {
    let mut dice = Dice(seed);
    let calendar = ProductionCalendar::russian();
    let zones =
        [Tz::Europe__Moscow, Tz::Europe__Kaliningrad, Tz::Europe__Samara, Tz::Asia__Yekaterinburg, Tz::Asia__Omsk];
    let engineers: Vec<Worker> =
        (0..8).map(|_| Worker { saturdays: dice.chance(30), zone: dice.of(&zones[..2]), ..worker() }).collect();
    let towns = ["Тверь", "Москва", "Омск"];
    let mut book: Book = BTreeMap::new();
    let mut run = Run::default();
    let mut now = at("2026-01-12T06:00:00Z");
    let mut left = talks;
    while left > 0 {
        let crowd = 12.min(left);
        left -= crowd;
        // The past is over.
        let today = now.date_naive();
        book.retain(|(_, half), _| half.day >= today);
        let mut clients: Vec<Client> = (0..crowd)
            .map(|_| Client {
                place: Place {
                    saturdays: dice.chance(30),
                    town: dice.of(&towns).to_owned(),
                    ..place(dice.of(&zones), dice.of(&["9-18", "10-16", "8-20", "9-13,14-18"]))
                },
                needs: Needs {
                    ready: dice.chance(50).then(|| today + Days::new(dice.below(15))),
                    goods: dice.chance(40).then(|| today + Days::new(dice.below(10))),
                    ..needs(dice.of(&[
                        Lasts::Hours(2),
                        Lasts::Hours(4),
                        Lasts::Hours(4),
                        Lasts::Hours(8),
                        Lasts::Days(2),
                    ]))
                },
                talk: Talk::default(),
                taps: 0,
                done: false,
            })
            .collect();
        let base = run.agreed * 1000 + left;
        for _ in 0..60 {
            if clients.iter().all(|client| client.done) {
                break;
            }
            let who = usize::try_from(dice.below(crowd as u64)).expect("small");
            if clients[who].done {
                continue;
            }
            let me = base + who;
            turn(&mut clients[who], me, &engineers, &mut book, (&mut dice, now, &calendar, holds), &mut run);
        }
        for (who, client) in clients.iter().enumerate() {
            let Some(slot) = client.talk.agreed else { continue };
            run.agreed += 1;
            run.taps.push(client.taps);
            let worker = engineers.iter().find(|worker| worker.id == slot.engineer).expect("one of them");
            run.illegal += usize::from(!oracle(&slot, client.needs.lasts, &client.place, worker, &calendar));
            run.unwanted += usize::from(!(client.talk.offered.contains(&slot) && client.talk.wanted.contains(&slot)));
            let mine = halves(&slot, client, worker, &calendar);
            for other in &clients[who + 1..] {
                let Some(theirs) = other.talk.agreed.filter(|theirs| theirs.engineer == slot.engineer) else {
                    continue;
                };
                let taken = halves(&theirs, other, worker, &calendar);
                run.doubled += usize::from(mine.iter().any(|half| taken.contains(half)));
            }
        }
        now += TimeDelta::days(1 + i64::try_from(dice.below(4)).expect("small"));
        if now > at("2027-10-01T00:00:00Z") {
            // The years whose calendar is known begin anew.
            now = at("2026-01-12T06:00:00Z");
            book.clear();
        }
    }
    run
}

fn halves(slot: &Slot, client: &Client, worker: &Worker, calendar: &ProductionCalendar) -> Vec<HalfDay> {
    slot.halves(client.needs.lasts, calendar, client.place.saturdays && worker.saturdays)
}

/// One step of one talk.
fn turn(
    client: &mut Client,
    me: usize,
    engineers: &[Worker],
    book: &mut Book,
    (dice, now, calendar, holds): (&mut Dice, DateTime<Utc>, &ProductionCalendar, bool),
    run: &mut Run,
) {
    let moment = Moment { now, calendar };
    let seen: Vec<Worker> = engineers
        .iter()
        .map(|worker| {
            let busy = book.iter().filter(|((id, _), (whose, _))| *id == worker.id && *whose != me && holds);
            Worker { busy: busy.map(|((_, half), _)| (*half, String::new())).collect(), ..worker.clone() }
        })
        .collect();
    let of = |slot: &Slot| seen.iter().find(|worker| worker.id == slot.engineer).expect("one of them");
    let free_book = |book: &mut Book| book.retain(|_, (whose, _)| *whose != me);
    let step = |talk: &Talk, event| talk.clone().step(event, now);
    match client.talk.stage() {
        Stage::Idle | Stage::Empty => {
            let last = (client.talk.stage() == Stage::Empty)
                .then(|| client.talk.offered.iter().map(|slot| slot.first).max())
                .flatten();
            let offer = free(&client.needs, &client.place, &seen, last, 6, moment);
            let Ok(talk) = step(&client.talk, TalkEvent::Offer(offer.clone())) else {
                client.done = true;
                return;
            };
            free_book(book);
            for slot in &offer {
                for half in halves(slot, client, of(slot), calendar) {
                    book.insert((slot.engineer, half), (me, false));
                }
            }
            client.talk = talk;
            client.taps += 1;
        }
        Stage::Proposed => {
            let all = dice.chance(60);
            let wanted: Vec<Slot> = client.talk.offered.iter().filter(|_| all || dice.chance(40)).copied().collect();
            let wanted: Vec<Slot> = wanted
                .into_iter()
                .filter(|slot| check(slot, &client.needs, &client.place, of(slot), moment).is_ok())
                .collect();
            // One tap if all suit, else one for each and one for "ready".
            client.taps += if all { 1 } else { u32::try_from(wanted.len()).expect("six") + 1 };
            client.talk = step(&client.talk, TalkEvent::Want(wanted)).expect("the client is asked");
        }
        Stage::ClientOk => {
            client.taps += 1;
            if dice.chance(8) {
                let wanted = client.talk.wanted.clone();
                client.talk = step(&client.talk, TalkEvent::Refuse(wanted)).expect("the engineer is asked");
                free_book(book);
                return;
            }
            let slot = dice.of(&client.talk.wanted);
            if check(&slot, &client.needs, &client.place, of(&slot), moment).is_err() {
                client.talk = step(&client.talk, TalkEvent::Lost(slot)).expect("the engineer is asked");
                return;
            }
            client.talk = step(&client.talk, TalkEvent::Pick(slot, true)).expect("it is wanted");
            free_book(book);
            for half in halves(&slot, client, of(&slot), calendar) {
                book.insert((slot.engineer, half), (me, true));
            }
        }
        Stage::Agreed => {
            let slips = dice.chance(6);
            if slips {
                // The site slips beyond the agreed day: it has to be found.
                let agreed = client.talk.agreed.expect("it is agreed");
                let day = agreed.from.with_timezone(&client.place.zone).date_naive();
                client.needs.ready = Some(day + Days::new(3));
                let found = super::stands(&agreed, &client.needs, &client.place, moment).is_err();
                run.slipped += usize::from(!found);
            }
            if slips || dice.chance(5) {
                client.talk = step(&client.talk, TalkEvent::Move).expect("it is agreed");
                free_book(book);
            } else {
                client.done = true;
            }
        }
        Stage::Picked | Stage::Stuck => client.done = true,
    }
}

/// A setting of the tests' own.
#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// Ten thousand: `MOSBOT_TEST_ROUNDS=25 cargo test --lib slots`.
fn talks() -> usize {
    400 * usize::try_from(setting("MOSBOT_TEST_ROUNDS").unwrap_or(1)).expect("small")
}

#[test]
fn thousands_of_talks_end_without_a_double_booking_or_a_day_that_cannot_be() {
    let seed = setting("MOSBOT_TEST_SEED").unwrap_or(20_261_125);
    let mut run = run(seed, talks(), true);
    run.taps.sort_unstable();
    let share = |percent: usize| run.taps[(run.taps.len() - 1) * percent / 100];
    println!("seed {seed}: {} talks, {} agreed, taps: median {}, 95 % {}", talks(), run.agreed, share(50), share(95));
    assert!(run.agreed * 2 > talks(), "most talks end with a day: {run:?}");
    assert_eq!((run.doubled, run.illegal, run.unwanted, run.slipped), (0, 0, 0, 0), "seed {seed}");
    assert!(share(50) <= 3, "the median is {}", share(50));
}

#[test]
fn without_holding_half_days_two_clients_get_the_same_one() {
    assert!(run(7, 400, false).doubled > 0, "the test would see a double booking");
}

#[test]
fn the_oracle_sees_a_day_that_cannot_be() {
    let calendar = ProductionCalendar::russian();
    let (home, one) = (place(Tz::Europe__Moscow, "9-18"), worker());
    let slot = |from: &str, to: &str| {
        let first = HalfDay { day: at(from).date_naive(), half: Half::Morning };
        Slot { engineer: one.id, first, from: at(from), to: at(to) }
    };
    let may = |from: &str, to: &str| oracle(&slot(from, to), Lasts::Hours(4), &home, &one, &calendar);
    assert!(may("2026-11-25T06:00:00Z", "2026-11-25T10:00:00Z"));
    assert!(!may("2026-11-25T05:00:00Z", "2026-11-25T09:00:00Z"), "before nine");
    assert!(!may("2026-11-28T06:00:00Z", "2026-11-28T10:00:00Z"), "a Saturday");
    assert!(!may("2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z"), "through lunch");
    assert!(!may("2026-11-25T06:00:00Z", "2026-11-25T08:00:00Z"), "half as long");
}
