//! What a department costs as it grows, 1 to 1,000 managers with 300 clients each, on SQLite and, where the variable
//! `MOSBOT_TEST_POSTGRES` names a server, on PostgreSQL: the files of a month read, an evening evaluated, every manager's
//! morning digest. In seconds, and in microseconds for each client.
//!
//! `cargo bench --bench department [MOST MANAGERS]` prints the figures; nothing asserts on them.

use mosbot::{
    money::Money,
    playground::{
        Desk,
        ledger::{self, Order},
    },
};
use std::{fmt::Write, ops::Range, time::Instant};

/// Clients of one manager.
const CLIENTS: usize = 300;
/// Clients in one file: files of over 20 MB are not read.
const ROWS: usize = 30_000;
/// The 23rd of November, 10:00 in Moscow; the evening; the next morning, when digests are due.
const NOON: &str = "2026-11-23T07:00:00Z";
const EVENING: &str = "2026-11-23T16:30:00Z";
const MORNING: &str = "2026-11-24T05:45:00Z";

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::disallowed_methods, reason = "where the server is, is no setting of the bot")]
async fn main() {
    let most = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100);
    let server = std::env::var("MOSBOT_TEST_POSTGRES").ok();
    println!("database    managers   clients  invoices       bank    evening    digests   (s, µs a client)");
    for managers in [1, 10, 100, 1_000].into_iter().filter(|managers| *managers <= most) {
        let at = NOON.parse().expect("a moment");
        measure("SQLite", Desk::on_sqlite(at).await.expect("a desk"), managers).await;
        if let Some(server) = &server {
            measure("PostgreSQL", Desk::on_postgres(server, at).await.expect("a desk"), managers).await;
        }
    }
}

async fn measure(database: &str, desk: Desk, managers: usize) {
    desk.telegram.set_rates(false);
    for n in 0..managers {
        desk.manager(&format!("Менеджер {n}")).await;
    }
    let clients = managers * CLIENTS;
    let mut figures = Vec::new();
    for (kind, file) in [("clients", names as fn(Range<usize>) -> Vec<u8>), ("invoices", invoices), ("bank", statement)]
    {
        let begun = Instant::now();
        for from in (0..clients).step_by(ROWS) {
            let report =
                desk.imports(kind, kind, &file(from..clients.min(from + ROWS)), false).await.expect("an import");
            assert!(report.problems.is_empty(), "{:?}", report.problems.first());
        }
        figures.push(begun.elapsed());
    }
    for moment in [EVENING, MORNING] {
        desk.clock.set(moment.parse().expect("a moment"));
        let begun = Instant::now();
        desk.tick().await;
        figures.push(begun.elapsed());
    }
    let mut line = format!("{database:<10}  {managers:>8}");
    for spent in figures {
        let each = spent.as_micros() / clients as u128;
        let _ = write!(line, "  {:>6.2} {each:>4}", spent.as_secs_f64());
    }
    println!("{line}");
    let digests = desk.count("SELECT COUNT(*) FROM digest").await;
    assert_eq!(usize::try_from(digests).expect("a count"), managers, "everybody has a digest");
    desk.close().await;
}

/// The tax number of a client.
fn inn(at: usize) -> String {
    ledger::inn(&format!("77{:07}", at + 1))
}

fn names(clients: Range<usize>) -> Vec<u8> {
    let mut table = String::from("Название;ИНН;Менеджер;Телефон\n");
    for n in clients {
        let _ = writeln!(table, "Посёлок {n};{};Менеджер {};+7900{:07}", inn(n), n / CLIENTS, 1_000_000 + n);
    }
    table.into_bytes()
}

fn invoices(clients: Range<usize>) -> Vec<u8> {
    let mut table = String::from("Номер;Дата;ИНН;Сумма\n");
    for n in clients {
        let _ = writeln!(table, "{n};15.10.2026;{};{}", inn(n), 5_000 + n % 700);
    }
    table.into_bytes()
}

/// Three of four clients have paid.
fn statement(clients: Range<usize>) -> Vec<u8> {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    let payers: Vec<(usize, String)> = clients.filter(|n| n % 4 != 0).map(|n| (n, inn(n))).collect();
    let orders = payers.iter().map(|(n, inn)| Order {
        number: *n,
        on: day(20),
        sum: Money::from_rubles(i64::try_from(5_000 + n % 700).expect("a sum")),
        inn,
        name: "Посёлок",
        purpose: format!("Оплата по счету {n} от 15.10.2026"),
    });
    ledger::statement(day(1), day(23), orders)
}
