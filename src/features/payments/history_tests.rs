//! Histories of statements by chance: imports that overlap, imports taken back and read again, decisions of a hand and
//! promises between them. After each the database holds what a model of the same history holds, to the kopeck.

use super::{
    bank, judging,
    matching::{self, Known, Match},
    queries, take_back,
    told::Operation,
};
use crate::{
    calendar::Moment,
    clients::Client,
    db::{Day, Id, Timestamp},
    features::invoices::{self, Invoice},
    files::{self, Import},
    money::Money,
    people::Person,
    playground::{
        Desk,
        desk::{rounds, test_server},
        ledger::{self, Order},
    },
};
use chrono::{Days, NaiveDate, TimeDelta};
use proptest::{
    collection::vec,
    prelude::any,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

const START: &str = "2026-11-16T07:00:00Z";
const INNS: [&str; 3] = ["7707083893", "500100732259", "7700000000"];
const CLIENTS: &str = "Название;ИНН\nТСН «Ромашка»;7707083893\nБЦ «Берёзка»;500100732259\n";
const INVOICES: &str = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;15000;30.10.2026\n\
    119;15.10.2026;500100732259;10000;30.10.2026\n120;16.11.2026;7707083893;15000;30.11.2026\n\
    121;16.11.2026;500100732259;700,50;30.11.2026\n";
/// Who pays, how many kopecks, what for. Statements are made of these.
const OPERATIONS: [(usize, i64, &str); 10] = [
    (0, 1_500_000, "Оплата по счету № 118"),
    (0, 1_500_000, "Абонентская плата"),
    (1, 400_000, "Частично по счету № 119"),
    (1, 1_070_050, "За всё"),
    (1, 69_000, "За вычетом комиссии"),
    (2, 70_000, "За доступ"),
    (2, 1_500_000, "По счету 120"),
    (0, 3_500_000, "Аванс"),
    (1, 600_000, "По счету 119"),
    (0, 20_000, "По договору"),
];

/// One import of the model: what it holds, what it told, and when.
#[derive(Debug, Clone)]
struct Read {
    id: Id<Import>,
    holds: BTreeSet<usize>,
    at: Timestamp,
    over: NaiveDate,
}

/// A payment of the model, known by its place among [`OPERATIONS`].
#[derive(Debug, Clone, PartialEq)]
struct Paid {
    state: &'static str,
    client: Option<Id<Client>>,
    parts: BTreeMap<Id<Invoice>, Money>,
    /// A hand has decided it.
    by_hand: Option<Before>,
}

/// Whose the money was thought to be before a hand decided.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Before(Option<Id<Client>>);

/// What should be in the database.
struct World<'a> {
    desk: &'a Desk,
    clients: [Id<Client>; 2],
    person: Id<Person>,
    invoices: Vec<Invoice>,
    paid: BTreeMap<usize, Paid>,
    reads: Vec<Read>,
    last_read: Timestamp,
}

#[derive(Debug, FromRow)]
struct Promised {
    id: Id<super::Promise>,
    client_id: Id<Client>,
    sum: Money,
    due_on: Day,
    counts_from: Day,
    made_at: Timestamp,
    state: String,
    paid: Money,
    rest_of: Option<Id<super::Promise>>,
}

fn operations() -> Vec<Operation> {
    let all = bank::read(&statement(&(0..OPERATIONS.len()).collect(), day(30)), &[]).unwrap().incoming;
    assert_eq!(all.len(), OPERATIONS.len());
    all
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn statement(of: &BTreeSet<usize>, to: NaiveDate) -> Vec<u8> {
    let orders = of.iter().map(|at| {
        let (payer, kopecks, purpose) = OPERATIONS[*at];
        Order {
            number: at + 1,
            on: day(17 + u32::try_from(*at).unwrap() % 4),
            sum: Money::from_kopecks(kopecks),
            inn: INNS[payer],
            name: "Плательщик",
            purpose: purpose.to_owned(),
        }
    });
    ledger::statement(day(16), to, orders)
}

impl<'a> World<'a> {
    /// Two clients with two invoices each, and no money yet.
    async fn new(desk: &'a Desk) -> World<'a> {
        let mut tx = desk.db.begin().await.unwrap();
        for table in ["import_payment", "allocation", "payment", "import_invoice", "invoice", "promise", "import"] {
            let all = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
            sqlx::query(all).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
        desk.imports("invoices", "invoices.csv", INVOICES.as_bytes(), false).await.unwrap();
        let mut conn = desk.db.read().await.unwrap();
        let mut clients = Vec::new();
        let mut all = Vec::new();
        for inn in &INNS[..2] {
            let client = queries::payer(&mut conn, inn).await.unwrap().unwrap();
            all.extend(invoices::open_of(&mut conn, client).await.unwrap());
            clients.push(client);
        }
        let person = sqlx::query_scalar("SELECT id FROM person").fetch_one(&mut *conn).await.unwrap();
        let clients = [clients[0], clients[1]];
        let last_read = Timestamp(desk.clock.now());
        World { desk, clients, person, invoices: all, paid: BTreeMap::new(), reads: Vec::new(), last_read }
    }

    fn now(&self) -> Timestamp {
        Timestamp(self.desk.clock.now())
    }

    /// The unpaid invoices as the model knows them.
    fn open(&self, client: Option<Id<Client>>) -> Vec<Invoice> {
        let all = self.invoices.iter().filter(|invoice| client.is_none_or(|client| client == invoice.client));
        let with = |invoice: &Invoice| Invoice { paid: self.paid_for(invoice.id), ..invoice.clone() };
        all.map(with).filter(|invoice| invoice.left() > Money::ZERO).collect()
    }

    fn paid_for(&self, invoice: Id<Invoice>) -> Money {
        self.paid.values().filter_map(|paid| paid.parts.get(&invoice)).copied().sum()
    }

    async fn reads(&mut self, of: BTreeSet<usize>, to: NaiveDate) {
        let bytes = statement(&of, to);
        let report = self.desk.imports("bank", "bank.txt", &bytes, false).await.unwrap();
        assert_eq!(report.problems, []);
        if !report.is_news() {
            assert!(of.iter().all(|at| self.paid.contains_key(at)), "money is always news");
            return;
        }
        let all = operations();
        for at in &of {
            if !self.paid.contains_key(at) {
                let decided = self.decide(&all[*at]);
                self.paid.insert(*at, decided);
            }
        }
        let mut conn = self.desk.db.read().await.unwrap();
        let newest = "SELECT id FROM import WHERE kind = 'bank' ORDER BY id DESC LIMIT 1";
        let id = sqlx::query_scalar(newest).fetch_one(&mut *conn).await.unwrap();
        let today = self.desk.clock.now().date_naive();
        // A statement tells of the days of its documents too.
        let last = of.iter().map(|at| all[*at].paid_on).max().unwrap_or(to);
        let over = to.max(last).min(today.pred_opt().unwrap());
        self.last_read = self.now();
        self.reads.push(Read { id, holds: of, at: self.now(), over });
    }

    fn decide(&self, operation: &Operation) -> Paid {
        let numbers = matching::numbers(&operation.purpose);
        let is_named = |invoice: &Invoice| numbers.contains(&invoice.number);
        let named: Vec<Invoice> = self.open(None).into_iter().filter(is_named).collect();
        let payer = INNS[..2].iter().position(|inn| *inn == operation.payer_inn).map(|at| self.clients[at]);
        let open = self.open(payer);
        let known =
            Known { linked: None, marked: &[], named: &named, payer: payer.map(|payer| (payer, open.as_slice())) };
        let (state, client, parts) = match matching::decide(operation, known) {
            Match::Pays(client, parts) => ("matched", Some(client), parts),
            Match::Hand(guess) => ("queued", guess, Vec::new()),
        };
        Paid { state, client, parts: parts.into_iter().collect(), by_hand: None }
    }

    async fn takes_back(&mut self, which: usize) {
        if self.reads.is_empty() {
            return;
        }
        let read = self.reads.remove(which % self.reads.len());
        let mut tx = self.desk.db.begin().await.unwrap();
        assert!(files::undo(&mut tx, read.id, self.person, self.now()).await.unwrap());
        let moment = Moment { now: self.desk.clock.now(), calendar: &self.desk.calendar };
        take_back::undo(&mut tx, read.id, moment).await.unwrap();
        tx.commit().await.unwrap();
        let held: BTreeSet<usize> = self.reads.iter().flat_map(|read| read.holds.iter().copied()).collect();
        self.paid.retain(|at, _| held.contains(at));
    }

    /// A hand gives money that waits to a client, or to nobody of ours; or takes that back.
    async fn decides(&mut self, which: usize, whom: usize) {
        let back = whom % 4 == 3;
        let fits = |paid: &Paid| if back { paid.by_hand.is_some() } else { paid.state == "queued" };
        let all: Vec<usize> = self.paid.iter().filter(|(_, paid)| fits(paid)).map(|(at, _)| *at).collect();
        let Some(at) = all.get(which % all.len().max(1)).copied() else { return };
        let paid = self.paid[&at].clone();
        let mut tx = self.desk.db.begin().await.unwrap();
        let hash = &operations()[at].hash;
        let id = queries::known(&mut tx, hash).await.unwrap().expect("the payment is there");
        let changed = if let Some(Before(before)) = paid.by_hand.filter(|_| back) {
            queries::unsettle(&mut tx, id, before).await.unwrap();
            Paid { state: "queued", client: before, parts: BTreeMap::new(), by_hand: None }
        } else {
            let client = self.clients.get(whom % 4).copied();
            let open = client.map(|client| self.open(Some(client))).unwrap_or_default();
            let (_, kopecks, purpose) = OPERATIONS[at];
            let parts = matching::propose(Money::from_kopecks(kopecks), purpose, &open);
            queries::settle(&mut tx, id, client, &parts).await.unwrap();
            let state = if client.is_some() { "matched" } else { "foreign" };
            Paid { state, client, parts: parts.into_iter().collect(), by_hand: Some(Before(paid.client)) }
        };
        let on = operations()[at].paid_on;
        let touched = [paid.client, changed.client].into_iter().flatten().map(|client| (client, on)).collect();
        judging::judge_anew(&mut tx, &touched, None, &self.desk.calendar, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.paid.insert(at, changed);
    }

    async fn promises(&mut self, who: usize, days: u64, rubles: i64) {
        let today = self.desk.clock.now().date_naive();
        let new = super::NewPromise {
            client: self.clients[who % 2],
            contact: None,
            sum: Money::from_rubles(rubles),
            due_on: today + Days::new(days),
            counts_from: today,
            made_by: self.person,
        };
        let mut tx = self.desk.db.begin().await.unwrap();
        super::promise(&mut tx, new, self.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What is wrong with the database; empty: it holds what the model holds.
    async fn wrong(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut conn = self.desk.db.read().await.unwrap();
        let rows: Vec<(String, String, Option<Id<Client>>, String)> =
            sqlx::query_as("SELECT id, number, client_id, state FROM payment").fetch_all(&mut *conn).await.unwrap();
        let mut found = BTreeMap::new();
        for (id, number, client, state) in rows {
            let parts: Vec<(Id<Invoice>, Money)> =
                sqlx::query_as("SELECT invoice_id, sum FROM allocation WHERE payment_id = $1")
                    .bind(&id)
                    .fetch_all(&mut *conn)
                    .await
                    .unwrap();
            found.insert(number.parse::<usize>().unwrap() - 1, (state, client, BTreeMap::from_iter(parts)));
        }
        let model: BTreeMap<usize, _> = self
            .paid
            .iter()
            .map(|(at, paid)| (*at, (paid.state.to_owned(), paid.client, paid.parts.clone())))
            .collect();
        if found != model {
            wrong.push(format!("payments are {found:#?}, not {model:#?}"));
        }
        let paid: Vec<(Id<Invoice>, Money, Money)> = sqlx::query_as(
            "SELECT i.id, i.paid, CAST(COALESCE((SELECT SUM(a.sum) FROM allocation a WHERE a.invoice_id = i.id), 0) AS BIGINT) \
             FROM invoice i",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        for (invoice, paid, rows) in paid {
            if paid != rows || paid != self.paid_for(invoice) {
                wrong.push(format!("{invoice}: paid {paid:?}, rows {rows:?}, model {:?}", self.paid_for(invoice)));
            }
        }
        let held: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM import_payment").fetch_one(&mut *conn).await.unwrap();
        let holds: usize = self.reads.iter().map(|read| read.holds.len()).sum();
        if usize::try_from(held).unwrap() != holds {
            wrong.push(format!("{held} rows are held, not {holds}"));
        }
        let promises: Vec<Promised> = sqlx::query_as(
            "SELECT id, client_id, sum, due_on, counts_from, made_at, state, paid, rest_of FROM promise ORDER BY id",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        wrong.extend(promises.iter().filter_map(|promise| self.wrong_promise(promise, &promises)));
        wrong
    }

    /// The law of a promise: what it has come to follows from its words, the money and what the bank has told.
    fn wrong_promise(&self, promise: &Promised, all: &[Promised]) -> Option<String> {
        let later = |other: &&Promised| other.rest_of.is_none() && other.id > promise.id;
        let next = all.iter().filter(|other| other.client_id == promise.client_id).find(later);
        let known = self.reads.iter().filter(|read| next.is_none_or(|next| read.at <= next.made_at));
        let over = known.map(|read| read.over).max().unwrap_or_default();
        let operations = operations();
        let counts = |(at, paid): &(&usize, &Paid)| {
            let on = operations[**at].paid_on;
            let ours = paid.client == Some(promise.client_id) && paid.state != "foreign";
            ours && on >= promise.counts_from.0 && on <= promise.due_on.0
        };
        let money: Money = self.paid.iter().filter(counts).map(|(at, _)| operations[*at].sum).sum();
        let told = over >= promise.due_on.0;
        let expected = match (money.kopecks() * 100 >= promise.sum.kopecks() * 99, told, money > Money::ZERO) {
            (true, ..) => "kept",
            (_, false, _) if next.is_some() => "superseded",
            (_, false, _) => "open",
            (_, true, true) => "partly",
            (_, true, false) => "broken",
        };
        let state = promise.state.as_str();
        // Nobody has judged it since it was given; or another word took its place before the money came.
        let not_yet = state == "open" && next.is_none() && promise.made_at >= self.last_read;
        let too_late = state == "superseded" && next.is_some();
        let mut right = state == expected || not_yet || too_late;
        right &= promise.paid == if ["kept", "partly", "broken"].contains(&state) { money } else { Money::ZERO };
        let rest = all.iter().find(|other| other.rest_of == Some(promise.id));
        right &= match (state, rest) {
            ("partly", Some(rest)) => rest.sum == promise.sum - money,
            ("partly", None) => next.is_some(),
            (_, rest) => rest.is_none(),
        };
        (!right).then(|| format!("{promise:?} should be {expected} with {money:?}; rest {rest:?}, next {next:?}"))
    }

    async fn lives(&mut self, steps: &[(u8, u16, u16)]) {
        for (what, one, two) in steps {
            let (one, two) = (usize::from(*one), usize::from(*two));
            match what % 10 {
                0..=3 => {
                    let of = (0..OPERATIONS.len()).filter(|at| one >> at & 1 == 1).collect();
                    self.reads(of, day(17 + u32::try_from(two).unwrap() % 10)).await;
                }
                4..=5 => self.takes_back(one).await,
                6..=7 => self.decides(one, two).await,
                8 => self.promises(one, u64::try_from(two).unwrap() % 4, 700 + 4_000 * i64::from(*what % 4)).await,
                _ => self.desk.clock.set(self.desk.clock.now() + TimeDelta::days(1)),
            }
            self.desk.clock.set(self.desk.clock.now() + TimeDelta::minutes(1));
        }
    }
}

/// So many histories on one database after another.
async fn histories(desk: &Desk, count: usize) {
    desk.manager("Анна").await;
    let mut chance = TestRunner::deterministic();
    let steps = vec((any::<u8>(), any::<u16>(), any::<u16>()), 4..24);
    let (mut undone, mut kept_by_two) = (0, 0);
    for history in 0..count {
        desk.clock.set(START.parse().unwrap());
        let mut world = World::new(desk).await;
        let steps = steps.new_tree(&mut chance).unwrap().current();
        for at in 0..steps.len() {
            world.lives(&steps[at..=at]).await;
            let wrong = world.wrong().await;
            assert!(wrong.is_empty(), "history {history}, step {at} of {steps:?}:\n{}", wrong.join("\n"));
        }
        undone += usize::from(steps.iter().any(|step| (4..=5).contains(&(step.0 % 10))));
        kept_by_two += usize::from(world.reads.len() > 1);
    }
    assert!(undone > count / 4 && kept_by_two > count / 8, "{undone} and {kept_by_two} of {count}: a dull chance");
}

#[tokio::test]
async fn any_history_leaves_what_its_model_holds_on_sqlite() {
    let desk = Desk::on_sqlite(START.parse().unwrap()).await.unwrap();
    histories(&desk, if rounds() == 1 { 50 } else { 100 * rounds() }).await;
    desk.close().await;
}

#[tokio::test]
async fn any_history_leaves_what_its_model_holds_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), START.parse().unwrap()).await.unwrap();
    histories(&desk, 10 * rounds()).await;
    desk.close().await;
}

#[tokio::test]
async fn money_left_behind_is_found_out() {
    let desk = Desk::on_sqlite(START.parse().unwrap()).await.unwrap();
    desk.manager("Анна").await;
    let mut world = World::new(&desk).await;
    world.promises(0, 3, 15_000).await;
    desk.clock.set("2026-11-25T07:00:00Z".parse().unwrap());
    world.reads(BTreeSet::from([0, 2]), day(24)).await;
    assert_eq!(world.wrong().await, [""; 0]);
    let break_with = async |sql: &'static str| {
        let mut tx = desk.db.begin().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    // What an undo that forgets something would leave.
    for (forgets, mends) in [
        (
            "UPDATE invoice SET paid = paid - 1 WHERE number = '118'",
            "UPDATE invoice SET paid = paid + 1 WHERE number = '118'",
        ),
        ("UPDATE promise SET state = 'broken'", "UPDATE promise SET state = 'kept'"),
        ("UPDATE allocation SET sum = sum + 1", "UPDATE allocation SET sum = sum - 1"),
    ] {
        break_with(forgets).await;
        assert_ne!(world.wrong().await, [""; 0], "{forgets}");
        break_with(mends).await;
        assert_eq!(world.wrong().await, [""; 0]);
    }
    // The import goes, its payments and allocations are left.
    let read = world.reads.pop().unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    assert!(files::undo(&mut tx, read.id, world.person, world.now()).await.unwrap());
    tx.commit().await.unwrap();
    world.paid.clear();
    break_with("DELETE FROM import_payment").await;
    assert_ne!(world.wrong().await, [""; 0]);
    desk.close().await;
}
