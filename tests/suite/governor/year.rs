//! The make-believe year: forty clients in four zones, their promises, disputes, quiet days and payments, the bank's file
//! that comes or does not, and everything the company would like to write to them.

use super::oracle::{Almanac, Sent, What};
use crate::dice::Dice;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{
    Asia::{Vladivostok, Yekaterinburg},
    Europe::{Kaliningrad, Moscow},
    Tz,
};
use mosbot::{
    bot::{
        governor::{self, Matter, Writing, Written},
        screen::Screen,
    },
    calendar::{Moment, ProductionCalendar},
    clients::{self, Client},
    db::{Conn, Db, Id, Timestamp},
    features::{self, invoices, payments},
    money::Money,
    people::{self, Person},
    text::Text,
};
use std::collections::BTreeMap;

const CLIENTS: usize = 40;
const ZONES: [Tz; 4] = [Moscow, Yekaterinburg, Vladivostok, Kaliningrad];
/// Hours a client may have, and how they are counted.
const HOURS: [(&str, &[(u32, u32)]); 3] = [
    ("09:00-18:00", &[(540, 1080)]),
    ("10:00-17:00", &[(600, 1020)]),
    ("08:00-12:00,13:00-16:00", &[(480, 720), (780, 960)]),
];

/// A client, and what the oracle knows of it.
struct Kept {
    client: Client,
    person: usize,
    hours: &'static [(u32, u32)],
    promised: Option<NaiveDate>,
    disputed: bool,
    paid: bool,
    quiet: Option<NaiveDate>,
    talked: Option<NaiveDate>,
}

/// Something the company would like to say.
struct Wish {
    what: What,
    client: usize,
    at: DateTime<Utc>,
    wrote_at: Option<DateTime<Utc>>,
    objected: bool,
}

pub struct Year<'a> {
    db: &'a Db,
    dice: Dice,
    calendar: ProductionCalendar,
    manager: Id<Person>,
    people: Vec<Person>,
    clients: Vec<Kept>,
    /// The last day the bank told of, and when it was read.
    bank: Option<(NaiveDate, DateTime<Utc>)>,
    wishes: Vec<Wish>,
    /// Reminders on phones: by client, the client's days.
    reminded: BTreeMap<usize, Vec<NaiveDate>>,
    /// Reminders held back although nothing stood against them.
    pub wrongly_silent: Vec<String>,
}

impl<'a> Year<'a> {
    pub async fn begin(db: &'a Db, seed: u64) -> Self {
        let mut tx = db.begin().await.unwrap();
        let begun = Timestamp("2025-12-01T00:00:00Z".parse().unwrap());
        let manager = person(&mut tx, "Анна", 1, Moscow, begun).await.id;
        let (mut people, mut kept) = (Vec::new(), Vec::new());
        for at in 0..CLIENTS {
            let zone = ZONES[at % ZONES.len()];
            let client = Client {
                id: Id::new(),
                name: format!("Клиент {at}"),
                inn: None,
                city: String::new(),
                zone,
                owner: Some(manager),
                state: clients::State::Active,
            };
            clients::add(&mut tx, &client, begun).await.unwrap();
            let (words, hours) = HOURS[(at / 4) % HOURS.len()];
            clients::set_hours(&mut tx, client.id, &words.parse().unwrap()).await.unwrap();
            let invoice = "INSERT INTO invoice (id, client_id, number, search_number, issued_on, due_on, sum, created_at) \
                           VALUES ($1, $2, $3, $3, '2025-12-15', '2025-12-30', 1500000, $4)";
            let query = sqlx::query(invoice).bind(Id::<()>::new()).bind(client.id).bind(at.to_string()).bind(begun);
            query.execute(&mut *tx).await.unwrap();
            // One person in five looks after the client before as well.
            if at % 5 != 4 {
                let tg_id = 100 + i64::try_from(at).unwrap();
                people.push(person(&mut tx, &format!("Контакт {at}"), tg_id, zone, begun).await);
            }
            let person = people.len() - 1;
            let (promised, disputed, paid, quiet, talked) = (None, false, false, None, None);
            kept.push(Kept { client, person, hours, promised, disputed, paid, quiet, talked });
        }
        tx.commit().await.unwrap();
        Self {
            db,
            dice: Dice(seed),
            calendar: ProductionCalendar::russian(),
            manager,
            people,
            clients: kept,
            bank: None,
            wishes: Vec::new(),
            reminded: BTreeMap::new(),
            wrongly_silent: Vec::new(),
        }
    }

    /// Day after day, moment after moment.
    pub async fn live(&mut self, almanac: &Almanac, from: NaiveDate, to: NaiveDate) {
        for day in from.iter_days().take_while(|day| *day <= to) {
            let mut tx = self.db.begin().await.unwrap();
            // The accountant is ill now and then.
            if !almanac.is_off(day) && self.dice.roll(0..6) != 0 {
                self.read_bank(&mut tx, day).await;
            }
            for client in 0..CLIENTS {
                if self.dice.roll(0..3) == 0 {
                    self.change(&mut tx, client, day).await;
                }
            }
            for (client, at, what) in self.moments(day) {
                self.wish(&mut tx, almanac, client, at, what).await;
            }
            tx.commit().await.unwrap();
        }
    }

    /// At 00:05 in Moscow the bank tells of yesterday: whatever follows on the day comes after it.
    async fn read_bank(&mut self, conn: &mut Conn, day: NaiveDate) {
        let (covered, read) = (day - Days::new(1), at_minute(day, 5));
        let import = "INSERT INTO import (id, kind, file_name, file_hash, added, changed, covered_on, imported_at) \
                      VALUES ($1, 'bank', 'bank.txt', $2, 0, 0, $3, $4)";
        let query = sqlx::query(import).bind(Id::<()>::new()).bind(day.to_string()).bind(covered.to_string());
        query.bind(Timestamp(read)).execute(conn).await.unwrap();
        self.bank = Some((covered, read));
    }

    /// Something happens to a client, early in the day of Moscow.
    async fn change(&mut self, conn: &mut Conn, at: usize, day: NaiveDate) {
        let now = Timestamp(at_minute(day, 10));
        let (what, days) = (self.dice.roll(0..6), self.dice.roll(1..13));
        let kept = &mut self.clients[at];
        let id = kept.client.id;
        match what {
            0 if !kept.paid => {
                let due_on = day + Days::new(days);
                let (sum, made_by) = (Money::from_rubles(100), self.manager);
                let new = payments::NewPromise { client: id, contact: None, sum, due_on, counts_from: day, made_by };
                payments::promise(conn, new, now).await.unwrap();
                kept.promised = Some(due_on);
            }
            1 if kept.disputed => {
                let all: Vec<Id<invoices::Invoice>> = invoices_of(conn, id).await;
                invoices::net_of_dispute(conn, &all).await.unwrap();
                kept.disputed = false;
            }
            1 if !kept.paid && days < 4 => {
                invoices::dispute(conn, id, now).await.unwrap();
                kept.disputed = true;
            }
            2 if kept.quiet.is_some() => {
                clients::set_quiet(conn, id, None).await.unwrap();
                kept.quiet = None;
            }
            2 if days < 4 => {
                kept.quiet = Some(day + Days::new(days * 3));
                clients::set_quiet(conn, id, kept.quiet).await.unwrap();
            }
            3 if days < 3 || kept.paid => {
                let invoice = invoices_of(conn, id).await[0];
                let sum = Money::from_rubles(if kept.paid { -15_000 } else { 15_000 });
                invoices::pay(conn, invoice, sum).await.unwrap();
                kept.paid = !kept.paid;
            }
            4 => {
                let call = "INSERT INTO call (id, client_id, person_id, direction, purpose, outcome, called_at, logged_at) \
                            VALUES ($1, $2, $3, 'out', 'payment', 'talked', $4, $4)";
                let query = sqlx::query(call).bind(Id::<()>::new()).bind(id).bind(self.manager).bind(now);
                query.execute(conn).await.unwrap();
                kept.talked = Some(now.0.with_timezone(&kept.client.zone).date_naive());
            }
            _ => {}
        }
    }

    /// When the company would like to say something on a day, in order: by day and by night, now and then many at once.
    fn moments(&mut self, day: NaiveDate) -> Vec<(usize, DateTime<Utc>, What)> {
        let mut all = Vec::new();
        for client in 0..CLIENTS {
            let times = match self.dice.roll(0..12) {
                0 => 7,
                1..4 => 1,
                _ => 0,
            };
            for _ in 0..times {
                let minute = self.dice.whole(15..24 * 60);
                let what = match self.dice.roll(0..if times > 1 { 4 } else { 6 }) {
                    0..3 => What::Notice,
                    3 | 4 => What::Reminder,
                    _ => What::Answer,
                };
                all.push((client, at_minute(day, minute) + TimeDelta::seconds(self.dice.whole(0..60)), what));
            }
        }
        all.sort_by_key(|(client, at, _)| (*at, *client));
        all
    }

    async fn wish(&mut self, conn: &mut Conn, almanac: &Almanac, at: usize, now: DateTime<Utc>, what: What) {
        let number = self.wishes.len();
        let wrote_at = (what == What::Answer).then(|| now - TimeDelta::minutes(self.dice.whole(0..180)));
        let objected = self.objected(almanac, at, now);
        self.wishes.push(Wish { what, client: at, at: now, wrote_at, objected });
        let kept = &self.clients[at];
        let moment = Moment { now, calendar: &self.calendar };
        let objections = match what {
            What::Reminder => features::objections(conn, &kept.client, moment).await.unwrap(),
            What::Notice | What::Answer => Vec::new(),
        };
        let writing = Writing {
            client: &kept.client,
            person: &self.people[kept.person],
            matter: match what {
                What::Notice => Matter::Notice,
                What::Reminder => Matter::Reminder,
                What::Answer => Matter::Answer,
            },
            key: format!("wish:{number}"),
            screen: &Screen::new(Text::verbatim("Здравствуйте!")),
            objections,
            wrote_at,
        };
        let written = governor::write(conn, writing, moment).await.unwrap();
        if what == What::Reminder {
            let today = now.with_timezone(&kept.client.zone).date_naive();
            let open = almanac.is_open(now, kept.client.zone, kept.hours);
            let before = self.reminded.entry(at).or_default();
            let this_week = before.iter().filter(|day| day.iso_week() == today.iso_week()).count();
            let allowed = open && !objected && !before.contains(&today) && this_week < 3;
            match written {
                Written::Now(_) => before.push(today),
                Written::Held(why) if allowed => self.wrongly_silent.push(format!("{number} at {now}: {why:?}")),
                _ => {}
            }
        }
    }

    /// Whether anything stands against a reminder, by what the year has seen.
    fn objected(&self, almanac: &Almanac, at: usize, now: DateTime<Utc>) -> bool {
        let kept = &self.clients[at];
        let today = now.with_timezone(&kept.client.zone).date_naive();
        let stale = match self.bank {
            None => true,
            // Told of yesterday to its end, it is good until the end of the first working day after.
            Some((covered, _)) => now >= at_minute(almanac.next(covered) + Days::new(1), 0),
        };
        let promised = kept.promised.is_some_and(|until| until >= today);
        let quiet = kept.quiet.is_some_and(|until| until > today);
        stale || promised || quiet || kept.disputed || kept.paid || kept.talked == Some(today)
    }

    /// All that stands in the outbox, in the order in which it goes out.
    pub async fn sent(&self) -> Vec<Sent> {
        let mut conn = self.db.read().await.unwrap();
        let rows: Vec<(String, Timestamp, Timestamp)> = sqlx::query_as(
            "SELECT o.dedupe_key, o.not_before, c.planned_at FROM outbox o \
             JOIN contacted c ON c.dedupe_key = o.dedupe_key WHERE c.state <> 'held' ORDER BY o.not_before, o.id",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let mut all = Vec::new();
        for (key, at, planned) in rows {
            assert_eq!(at, planned, "{key}: what was planned is what goes out");
            let number: usize = key.strip_prefix("wish:").unwrap().parse().unwrap();
            all.push(Sent { at: at.0, ..self.said(&self.wishes[number]) });
        }
        all
    }

    /// Notices and answers that are neither out nor planned.
    pub async fn lost(&self) -> usize {
        let wished = self.wishes.iter().filter(|wish| wish.what != What::Reminder).count();
        let mut conn = self.db.read().await.unwrap();
        let query = "SELECT COUNT(*) FROM outbox o JOIN contacted c ON c.dedupe_key = o.dedupe_key \
                     WHERE c.matter <> 'reminder' AND o.method = 'sendMessage' AND o.state = 'due'";
        let kept: i64 = sqlx::query_scalar(query).fetch_one(&mut *conn).await.unwrap();
        wished - usize::try_from(kept).unwrap()
    }

    /// What would have gone out if every wish had been granted at once.
    pub fn wishes(&self) -> Vec<Sent> {
        self.wishes.iter().map(|wish| self.said(wish)).collect()
    }

    fn said(&self, wish: &Wish) -> Sent {
        let kept = &self.clients[wish.client];
        let (zone, hours) = (kept.client.zone, kept.hours.to_vec());
        let Wish { what, client, at, wrote_at, objected } = *wish;
        Sent { what, client, person: kept.person, zone, hours, at, wrote_at, objected }
    }
}

/// A minute of a day in Moscow.
fn at_minute(day: NaiveDate, minute: i64) -> DateTime<Utc> {
    Moscow.from_local_datetime(&day.and_time(NaiveTime::MIN)).unwrap().to_utc() + TimeDelta::minutes(minute)
}

async fn person(conn: &mut Conn, name: &str, tg_id: i64, zone: Tz, begun: Timestamp) -> Person {
    let id = Id::<Person>::new();
    let insert = "INSERT INTO person (id, name, tg_id, zone, created_at) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(insert).bind(id).bind(name).bind(tg_id).bind(zone.name()).bind(begun);
    query.execute(&mut *conn).await.unwrap();
    people::by_id(conn, id).await.unwrap().unwrap()
}

async fn invoices_of(conn: &mut Conn, client: Id<Client>) -> Vec<Id<invoices::Invoice>> {
    let query = sqlx::query_scalar("SELECT id FROM invoice WHERE client_id = $1");
    query.bind(client).fetch_all(conn).await.unwrap()
}
