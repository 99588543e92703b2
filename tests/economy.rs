//! How many statements an update takes: a database far away, or 300 clients, must not make the bot slow. It counts what
//! the databases' driver logs, which is a matter of the whole process: hence a test binary of its own.

use mosbot::playground::{Desk, Phone, ledger};
use std::{
    fmt::Write,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt, util::SubscriberInitExt};

static COUNT: AtomicUsize = AtomicUsize::new(0);
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Counts statements, but for the marks of transactions.
struct Counter;

/// The words of a statement.
#[derive(Default)]
struct Summary(String);

impl Visit for Summary {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" {
            self.0 = format!("{value:?}");
        }
    }
}

impl<S: Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut summary = Summary::default();
        event.record(&mut summary);
        let words = summary.0.trim_matches('"').to_owned();
        if !["BEGIN", "COMMIT", "ROLLBACK"].iter().any(|mark| words.starts_with(mark)) {
            COUNT.fetch_add(1, Ordering::SeqCst);
            SEEN.lock().unwrap().push(words);
        }
    }
}

/// How many statements the worker makes for what `act` does; the statements themselves, if somebody asks.
async fn statements(desk: &Desk, act: impl AsyncFnOnce()) -> usize {
    act().await;
    desk.take_in().await;
    SEEN.lock().unwrap().clear();
    COUNT.store(0, Ordering::SeqCst);
    desk.work().await;
    let count = COUNT.load(Ordering::SeqCst);
    desk.pump().await;
    count
}

/// Anna with 300 clients, each with two contact persons, three unpaid invoices and a task.
async fn portfolio(desk: &Desk) -> Phone<'_> {
    let anna = desk.manager("Анна").await;
    let (mut clients, mut invoices) =
        (String::from("Название;ИНН;Менеджер;Контакт;Телефон;Адрес\n"), String::from("Номер;Дата;Клиент;Сумма\n"));
    for n in 100..400_u32 {
        let inn = ledger::inn(&format!("771100{n}"));
        for contact in 0..2 {
            writeln!(clients, "Посёлок {n};{inn};Анна;Контакт {contact};+7900{n}{contact}000;ул. Лесная, {n}").unwrap();
        }
        for month in [8, 9, 10] {
            writeln!(invoices, "{month}-{n};15.{month:02}.2026;Посёлок {n};5000").unwrap();
        }
    }
    for (kind, table) in [("clients", clients), ("invoices", invoices)] {
        let report = desk.imports(kind, "table.csv", table.as_bytes(), false).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
    for n in 100..130 {
        anna.says(&format!("/task Позвонить в Посёлок {n} сегодня")).await;
        anna.presses("Сохранить").await;
    }
    anna
}

#[tokio::test]
async fn a_screen_over_300_clients_takes_a_handful_of_statements() {
    tracing_subscriber::registry().with(Counter).init();
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = portfolio(&desk).await;
    let mut table = String::new();
    for (words, most) in [
        ("/menu", MACHINE),
        ("/today", MACHINE + 2),
        ("/overdue", MACHINE + 1),
        ("/clients", MACHINE + 1),
        ("посёлок", MACHINE + 1),
        ("Посёлок 250", MACHINE + 19),
        ("пасёлок 25", MACHINE + 3),
        ("/digest", MACHINE + 23),
        ("/round", MACHINE + 8),
        ("Посёлок 250 не взял", MACHINE + 5),
    ] {
        let count = statements(&desk, async || {
            desk.telegram.says(anna.user, words);
        })
        .await;
        writeln!(table, "{words}: {count} of {most}").unwrap();
        assert!(count <= most, "{table}{:#?}", SEEN.lock().unwrap());
        assert!(count >= 4, "statements are not counted: {table}");
    }
    anna.says("/round").await;
    for (button, most) in [("Начать", PRESS + 10), ("Не взял", PRESS + 20), ("Почему первый", PRESS + 10)]
    {
        let count = statements(&desk, async || anna.taps(button)).await;
        writeln!(table, "{button}: {count} of {most}").unwrap();
        assert!(count <= most, "{table}{:#?}", SEEN.lock().unwrap());
    }
    month(&desk).await;
    let count = statements(&desk, async || {
        desk.telegram.says(anna.user, "/issue");
    })
    .await;
    writeln!(table, "/issue: {count}").unwrap();
    assert!(count <= MACHINE + 7, "{table}{:#?}", SEEN.lock().unwrap());
    for (button, most) in [
        ("Проверка", PRESS + 7),
        ("Начать выставление", PRESS + 12 + WRONG),
        ("Ок, причина", PRESS + 8),
        ("Перерасчёт", PRESS + 22),
        ("В бухгалтерию", PRESS + 27),
        ("Позже", PRESS + 22),
    ] {
        let count = statements(&desk, async || anna.taps(button)).await;
        writeln!(table, "{button}: {count} of {most}").unwrap();
        assert!(count <= most, "{table}{:#?}", SEEN.lock().unwrap());
        if button == "Проверка" {
            anna.says("/issue").await;
        }
    }
    println!("{table}");
    desk.close().await;
}

/// So many of the month's invoices are not as expected.
const WRONG: usize = 12;

/// Every client pays a fee, and the month's invoices are issued.
async fn month(desk: &Desk) {
    let (mut fees, mut invoices) = (String::from("Клиент;Тариф;С месяца\n"), String::from("Номер;Дата;Клиент;Сумма\n"));
    for n in 100..400_u32 {
        writeln!(fees, "Посёлок {n};5000;08.2026").unwrap();
        let sum = if usize::try_from(n).is_ok_and(|n| n < 100 + WRONG) { 4000 } else { 5000 };
        writeln!(invoices, "11-{n};16.11.2026;Посёлок {n};{sum}").unwrap();
    }
    for (kind, table) in [("fees", fees), ("invoices", invoices)] {
        let report = desk.imports(kind, "table.csv", table.as_bytes(), false).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

/// What the machine itself needs for any update: to claim it, to know the person and the open form, to answer with a
/// card, to close it.
const MACHINE: usize = 7;

/// The same for a pressed button: the card it stands on is found, changed where it is, and the press is answered.
const PRESS: usize = MACHINE + 4;
