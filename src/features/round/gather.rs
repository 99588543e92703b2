//! Everything the round knows at a moment: rows of several rooms put together per client, and the queue they give.

use super::{
    aim::{self, InTime},
    learn::{self, History},
    month::{self, Month, working_days},
    press::{Filter, Pick},
    rows::{self, Listed},
};
use crate::{
    calendar::{Moment, ProductionCalendar, WorkingTime},
    capture::Heard,
    clients::Client,
    collect::{
        Ahead, Chances, Counters, Expected, Facts, Forecast, NotNow, OpenPromise, Place, Said, Segments, Standing,
        forecast, order, score,
    },
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{
        calls::{self, Direction, Past, Purpose},
        invoices::{self, Invoice},
        issue,
        payments::{self, State, Word},
        tasks::{self, Task},
    },
    money::Money,
    people::Person,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, TimeDelta, TimeZone, Timelike, Utc};
use std::collections::{HashMap, HashSet};

/// Habits are those of so many days: of a year, and of the month before it that the year's first round was about. Books are
/// read that far back, so the first round already knows who pays late.
const HABITS: Days = Days::new(400);
/// Whom a colleague has just tried in vain is not tried again for so long.
const TRIED: TimeDelta = TimeDelta::hours(2);
/// Owing so much is owing much, roubles.
pub const LARGE: Money = Money::from_rubles(20_000);
/// What an hour brings is told to so many kopecks.
const ROUGHLY: i64 = 100_000;

/// How far back rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// As far as it matters who is called today.
    Today,
    /// As far as it says what a call is worth.
    Habits,
}

/// What is known of one client.
pub struct Known {
    pub listed: Listed,
    pub facts: Facts,
    /// What it owes, the oldest first.
    pub owed: Vec<Invoice>,
    /// The calls with it, the oldest first.
    pub calls: Vec<Past>,
    /// How it stands in the month's share of those who pay in time.
    pub in_time: Option<InTime>,
    /// Its invoice of the month came late by our fault: it does not stand in that share.
    pub late: bool,
}

impl Known {
    pub const fn client(&self) -> &Client {
        &self.listed.client
    }

    /// The last call since a moment.
    pub fn called_since(&self, is_since: impl Fn(Timestamp) -> bool) -> Option<&Past> {
        self.calls.iter().rev().find(|call| is_since(call.called_at))
    }

    fn is_talked_to_since(&self, day: NaiveDate) -> bool {
        let zone = self.client().zone;
        self.calls
            .iter()
            .any(|call| learn::reached(call.outcome) && call.called_at.0.with_timezone(&zone).date_naive() >= day)
    }

    /// How far the client's clocks are ahead of UTC, minutes.
    pub fn utc_offset(&self, now: DateTime<Utc>) -> i64 {
        i64::from(now.with_timezone(&self.client().zone).offset().fix().local_minus_utc() / 60)
    }

    fn is_of(&self, filter: Filter) -> bool {
        match filter {
            Filter::All | Filter::Aim => true,
            Filter::Fresh => !self.is_talked_to_since(self.facts.today.with_day(1).unwrap_or(self.facts.today)),
            Filter::Promised => {
                self.facts.broken || self.facts.promise.is_some_and(|promise| promise.due_on == self.facts.today)
            }
            Filter::Old => Standing::of(self.facts.overdue) == Standing::Old,
            Filter::Large => self.facts.debt >= LARGE,
        }
    }
}

/// The round as it stands.
pub struct Gathered {
    pub me: Id<Person>,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub month: Month,
    known: HashMap<Id<Client>, Known>,
    /// Whom to call now, the first first.
    places: Vec<Place>,
    /// Owe, and can be called later today.
    pub later: Vec<Id<Client>>,
    words: Vec<Word>,
    segments: Segments,
}

/// Some of the round: how many clients, how much they owe.
pub type Sum = (usize, Money);

impl Gathered {
    pub fn known(&self, client: Id<Client>) -> Option<&Known> {
        self.known.get(&client)
    }

    pub fn everybody(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    /// Whose invoices of the month came late by our fault, by name.
    pub fn late(&self) -> Vec<&str> {
        let late = self.known.values().filter(|known| known.late);
        let mut names: Vec<&str> = late.map(|known| known.client().name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// Whom to call now of those of a filter.
    pub fn places(&self, pick: Pick, picked: &[Id<Client>]) -> Vec<(&Place, &Known)> {
        let Pick { filter, utc_offset } = pick;
        let places = self.places.iter().filter_map(|place| Some((place, self.known(place.score.client)?)));
        places
            .filter(|(place, known)| {
                known.is_of(filter)
                    && utc_offset.is_none_or(|offset| offset == known.utc_offset(self.now))
                    && (filter != Filter::Aim || picked.contains(&place.score.client))
            })
            .collect()
    }

    /// A call has just been logged.
    pub fn made(&mut self, call: Past) {
        self.put_off(call.client_id);
        if let Some(known) = self.known.get_mut(&call.client_id) {
            known.calls.push(call);
        }
    }

    /// A client is not called now.
    pub fn put_off(&mut self, client: Id<Client>) {
        self.places.retain(|place| place.score.client != client);
    }

    /// The person's payment calls since a moment.
    pub fn own_calls(&self, since: Timestamp) -> impl Iterator<Item = &Past> {
        let calls = self.known.values().flat_map(|known| &known.calls);
        calls.filter(move |call| {
            call.person_id == self.me && call.purpose == Purpose::Payment && call.called_at >= since
        })
    }

    /// How many clients the person has called since a moment.
    pub fn called(&self, since: Timestamp) -> usize {
        self.own_calls(since).map(|call| call.client_id).collect::<HashSet<_>>().len()
    }

    /// How many clients those are with the ones still to be called today.
    pub fn planned(&self, since: Timestamp) -> usize {
        self.own_calls(since).map(|call| call.client_id).chain(self.due()).collect::<HashSet<_>>().len()
    }

    fn due(&self) -> impl Iterator<Item = Id<Client>> {
        self.places.iter().map(|place| place.score.client).chain(self.later.iter().copied())
    }

    /// Promises made to the person since a moment: how many, how much.
    pub fn promised(&self, since: Timestamp) -> Sum {
        let words = self.words.iter().filter(|word| word.made_by == self.me && word.made_at >= since);
        words.fold((0, Money::ZERO), |(count, sum), word| (count + 1, sum + word.sum))
    }

    /// What an hour of calls brings: the debts of those called in it times their chances, a round sum.
    pub fn hour(&self, pick: Pick) -> Money {
        let mut minutes = 0.0;
        let within = self.places(pick, &[]).into_iter().take_while(|(place, _)| {
            minutes += place.score.minutes;
            minutes <= 60.0
        });
        let expected: Vec<_> =
            within.map(|(place, known)| Expected::of(known.facts.debt, place.score.chances, 1)).collect();
        let point = forecast(&expected, &[]).point.kopecks();
        Money::from_kopecks((point + ROUGHLY / 2) / ROUGHLY * ROUGHLY)
    }

    /// What comes in by the end of the month.
    pub fn expected(&self) -> Forecast {
        let waits: HashSet<_> = self.places.iter().map(|place| place.score.client).collect();
        let owing = self.known.values().filter(|known| known.facts.debt > Money::ZERO);
        let expected: Vec<_> = owing
            .map(|known| {
                let chances: Chances = score(&known.facts, &self.segments).chances;
                Expected::of(known.facts.debt, chances, u32::from(waits.contains(&known.client().id)))
            })
            .collect();
        forecast(&expected, &[])
    }

    /// Those to be called today, now or later.
    pub fn due_today(&self) -> Sum {
        sum_of(self.due().filter_map(|client| self.known(client)))
    }
}

/// How many, and how much they owe.
pub fn sum_of<'a>(known: impl Iterator<Item = &'a Known>) -> Sum {
    known.fold((0, Money::ZERO), |(count, sum), known| (count + 1, sum + known.facts.debt))
}

/// The beginning of a civil day where somebody is.
pub fn midnight(day: NaiveDate, person: &Person) -> Timestamp {
    let local = day.and_time(chrono::NaiveTime::MIN);
    let at = person.zone.from_local_datetime(&local).earliest();
    at.map_or_else(|| local.and_utc(), |at| at.to_utc()).into()
}

fn by_client<T>(rows: Vec<T>, client: impl Fn(&T) -> Option<Id<Client>>) -> HashMap<Id<Client>, Vec<T>> {
    let mut grouped: HashMap<Id<Client>, Vec<T>> = HashMap::new();
    for row in rows {
        if let Some(client) = client(&row) {
            grouped.entry(client).or_default().push(row);
        }
    }
    grouped
}

/// Reads the round of a person: the own clients and those of nobody. Seven statements, however many clients there are.
pub async fn gather(conn: &mut Conn, person: &Person, moment: Moment<'_>, depth: Depth) -> Result<Gathered> {
    let Moment { now, calendar } = moment;
    let today = person.today(now);
    let month = Month::of(today, calendar);
    let since = match depth {
        Depth::Today => month.first,
        Depth::Habits => month.first.min(today - HABITS),
    };
    let from = midnight(since, person);
    let listed = rows::listed(conn, person.id).await?;
    let issued = invoices::issued(conn, person.id, since, month.last).await?;
    let calls = calls::since(conn, person.id, from).await?;
    let words = payments::words_since(conn, person.id, from).await?;
    let came = payments::came_since(conn, person.id, since).await?;
    let tasks = tasks::calls_to_make(conn, person.id).await?;
    let fees = issue::fees_of(conn, person.id).await?;
    let cycle = issue::Cycle::of_month(month.first, calendar);

    // The latest comes last and stays.
    let settled: HashMap<Id<Invoice>, NaiveDate> = came.iter().map(|came| (came.invoice_id, came.paid_on.0)).collect();
    let working: Vec<NaiveDate> =
        since.iter_days().take_while(|day| *day < today).filter(|day| calendar.is_working(*day)).collect();
    // By the person's clock: a day more or less does not matter.
    let calls_from = calls.iter().map(|call| person.today(call.called_at.0)).min();
    let mut issued = by_client(issued, |invoice| Some(invoice.client));
    let mut calls = by_client(calls, |call| Some(call.client_id));
    let words_of = by_client(words.clone(), |word| Some(word.client_id));
    let came = by_client(came, |came| Some(came.client_id));
    let tasks = by_client(tasks, |task| task.client);

    let mut known = HashMap::new();
    for listed in listed {
        let id = listed.client.id;
        let invoices = issued.remove(&id).unwrap_or_default();
        let calls = calls.remove(&id).unwrap_or_default();
        let words: &[Word] = words_of.get(&id).map_or(&[], Vec::as_slice);
        let paid: Vec<NaiveDate> = came.get(&id).into_iter().flatten().map(|came| came.paid_on.0).collect();
        let counters = if depth == Depth::Habits {
            let history = History {
                zone: listed.client.zone,
                invoices: &invoices,
                settled: &settled,
                paid: &paid,
                calls: &calls,
                words,
                calls_from,
            };
            history.counters(&working, calendar)
        } else {
            Counters::default()
        };
        let own = listed.client.owner == Some(person.id);
        let late = own && fees.is_late(id, &invoices, cycle);
        let in_time = (own && !late).then(|| aim::in_time(&listed.client, &invoices, &settled, month, today)).flatten();
        let tasks = tasks.get(&id).map_or(&[] as &[Task], Vec::as_slice);
        let at = At { person, now, calendar };
        let usual = usual(&invoices);
        let owed: Vec<Invoice> =
            invoices.into_iter().filter(|invoice| !invoice.disputed && invoice.left() > Money::ZERO).collect();
        let facts = at.facts(&listed, (&owed, usual), &calls, words, tasks, counters);
        known.insert(id, Known { listed, facts, owed, calls, in_time, late });
    }
    Ok(queued(person, moment, month, known, words))
}

/// Puts those who may be called in order.
fn queued(
    person: &Person,
    moment: Moment<'_>,
    month: Month,
    known: HashMap<Id<Client>, Known>,
    words: Vec<Word>,
) -> Gathered {
    let today = person.today(moment.now);
    let segments = Segments::of(known.values().map(|known| (known.facts.usual, &known.facts.counters)));
    let facts: Vec<Facts> = known.values().map(|known| known.facts.clone()).collect();
    let queue = order(&facts, &segments, seed(person.id, today));
    // Whoever was talked to today is not called again today, nor is whom a colleague has in hand.
    let free = |client: &Id<Client>| {
        known.get(client).is_some_and(|known| {
            let taken = known.listed.taken_until.is_some_and(|until| until.0 > moment.now);
            !taken && !known.is_talked_to_since(known.facts.today)
        })
    };
    let places = queue.places.into_iter().filter(|place| free(&place.score.client)).collect();
    let later = queue.left.iter().filter(|left| matches!(left.why, NotNow::Again(_) | NotNow::Closed));
    let later = later.map(|left| left.client).filter(free).collect();
    Gathered { me: person.id, now: moment.now, today, month, places, later, words, segments, known }
}

/// A number of a person and a day.
fn seed(person: Id<Person>, day: NaiveDate) -> u64 {
    let day = u64::from(day.num_days_from_ce().unsigned_abs());
    person.short().bytes().fold(day, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

/// What a month costs on average.
fn usual(invoices: &[Invoice]) -> Money {
    let months: HashSet<_> =
        invoices.iter().map(|invoice| (invoice.issued_on.year(), invoice.issued_on.month())).collect();
    let all: Money = invoices.iter().map(|invoice| invoice.sum).sum();
    Money::from_kopecks(all.kopecks() / i64::try_from(months.len().max(1)).unwrap_or(1))
}

const fn said(heard: Heard) -> Said {
    match heard {
        Heard::NoAnswer | Heard::Busy | Heard::WrongNumber => Said::Nothing,
        Heard::Promised => Said::Promised,
        Heard::Paid => Said::Paid,
        Heard::WantsInvoice => Said::WantsInvoice,
        Heard::Disputes => Said::Disputes,
        Heard::Leaves => Said::Leaves,
        Heard::Talked | Heard::CallBack => Said::Talked,
    }
}

/// Who looks at the clients, and when.
struct At<'a> {
    person: &'a Person,
    now: DateTime<Utc>,
    calendar: &'a ProductionCalendar,
}

impl At<'_> {
    fn facts(
        &self,
        listed: &Listed,
        (owed, usual): (&[Invoice], Money),
        calls: &[Past],
        words: &[Word],
        tasks: &[Task],
        counters: Counters,
    ) -> Facts {
        let zone = listed.client.zone;
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        let ago = |call: &Past| working_days(local(call.called_at.0), local(self.now), self.calendar);
        let today = local(self.now);
        let hours = WorkingTime { calendar: self.calendar, hours: &listed.hours, zone };
        let open = words.iter().find(|word| word.state == State::Open);
        let broken = words.last().filter(|word| word.state == State::Broken).and_then(|word| word.closed_at);
        let (planned_on, planned_at) = self.planned(tasks);
        let tried = calls.last().filter(|call| !learn::answered(call.outcome) && call.person_id != self.person.id);
        let tried = tried.map(|call| call.called_at.0 + TRIED);
        let again = [listed.later_at.map(|at| at.0), planned_at, tried].into_iter().flatten().max();
        let awaited = owed.iter().any(|invoice| invoice.awaited_until.is_some_and(|until| until >= today));
        let last = calls.iter().rev().find(|call| call.purpose == Purpose::Payment);
        let last = last.map(|call| (said(call.outcome), ago(call)));
        let tries = calls.iter().rev().filter(|call| call.direction == Direction::Out);
        let tries = tries.take_while(|call| !learn::answered(call.outcome)).count();
        Facts {
            client: listed.client.id,
            debt: owed.iter().map(Invoice::left).sum(),
            usual,
            overdue: owed.iter().map(|invoice| (today - invoice.due_on).num_days()).max().unwrap_or_default(),
            today,
            minute: learn::minute(self.now, zone),
            open: hours.is_open(self.now),
            days_left: month::days_left(today, self.calendar),
            counters,
            calls_today: count(calls.iter().filter(|call| local(call.called_at.0) == today).count()),
            unanswered: count(tries),
            last: if awaited { Some((Said::Paid, 0)) } else { last },
            talked: calls.iter().rev().find(|call| learn::reached(call.outcome)).map(ago),
            promise: open.map(|word| OpenPromise {
                sum: word.sum,
                due_on: word.due_on.0,
                ahead: Ahead::of((word.due_on.0 - word.counts_from.0).num_days()),
            }),
            broken: broken.is_some_and(|at| calls.iter().all(|call| call.called_at <= at)),
            quiet_until: [listed.quiet_until, listed.left_until, planned_on].into_iter().flatten().max(),
            again_at: again.filter(|at| local(*at) == today).map(|at| learn::minute(at, zone)),
        }
    }

    /// When the person is to call again: a later day, or a time of today. What is due at any time of today hinders nothing.
    fn planned(&self, tasks: &[Task]) -> (Option<NaiveDate>, Option<DateTime<Utc>>) {
        let Some(first) = tasks.first() else { return (None, None) };
        if first.due_on > self.person.today(self.now) {
            return (Some(first.due_on), None);
        }
        let at = first
            .due_time
            .and_then(|time| self.person.zone.from_local_datetime(&first.due_on.and_time(time)).earliest());
        (None, at.map(|at| at.to_utc()))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The hour of a client's clock.
pub fn clock(known: &Known, now: DateTime<Utc>) -> chrono::NaiveTime {
    let local = now.with_timezone(&known.client().zone).time();
    local.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(local)
}
