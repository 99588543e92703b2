//! Sums on screens are sums of rows, to the kopeck: random clients, invoices, payments, refusals and undone imports; every
//! total a screen shows is added up again from the rows, one by one, by this test alone.

use crate::{dice::Dice, rounds::rounds};
use chrono::{Days, NaiveDate};
use mosbot::{
    money::Money,
    people::Role,
    playground::{
        Desk, Phone,
        desk::test_server,
        ledger::{self, Order},
    },
};
use regex::Regex;
use sqlx::FromRow;
use std::{fmt::Write, sync::LazyLock};

/// A Tuesday, while the round is open.
const NOW: &str = "2026-11-24T07:00:00Z";
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
const CLIENTS: u64 = 14;

/// The tax number of a client.
fn inn(at: u64) -> String {
    ledger::inn(&format!("77000{:04}", at + 1))
}

/// A row of the table of invoices, and who keeps its client.
#[derive(FromRow)]
struct Row {
    client_id: String,
    owner_id: Option<String>,
    issued_on: String,
    due_on: String,
    sum: i64,
    paid: i64,
    disputed_at: Option<String>,
}

impl Row {
    fn is_overdue(&self) -> bool {
        self.disputed_at.is_none() && self.due_on < TODAY.to_string()
    }

    fn left(&self) -> i64 {
        self.sum - self.paid
    }
}

/// Sums as they stand in words.
fn sums(words: &str) -> Vec<i64> {
    static SUM: LazyLock<Regex> = LazyLock::new(|| Regex::new("([0-9\u{a0}]+)(?:,([0-9]{2}))?\u{a0}₽").unwrap());
    let read = |found: regex::Captures<'_>| {
        let rubles: i64 = found[1].replace('\u{a0}', "").parse().unwrap();
        rubles * 100 + found.get(2).map_or(0, |kopecks| kopecks.as_str().parse().unwrap())
    };
    SUM.captures_iter(words).map(read).collect()
}

/// The sums of the line that begins with these words.
fn on_line(phone: &Phone<'_>, begin: &str) -> Vec<i64> {
    let shown = phone.messages().last().map(|message| message.text.clone()).unwrap_or_default();
    let line = shown.lines().find(|line| line.contains(begin));
    line.map(sums).unwrap_or_default()
}

async fn import(desk: &Desk, kind: &str, table: &[u8]) -> String {
    let report = desk.imports(kind, "file", table, false).await.unwrap();
    assert!(report.problems.is_empty(), "{kind}: {:?}", report.problems);
    format!("{:?}", report.notes)
}

/// Invoices of three months, some without due day, and payments of all kinds: exact, partial, too much, of nobody.
async fn happen(desk: &Desk, dice: &mut Dice, irina: &Phone<'_>) {
    let keepers = ["Анна", "Мария", ""];
    let mut clients = String::from("Название;ИНН;Менеджер;Контакт;Телефон\n");
    let mut invoices = String::from("Номер;Дата;ИНН;Сумма;Срок\n");
    let mut bills = Vec::new();
    for at in 0..CLIENTS {
        let keeper = keepers[usize::try_from(dice.roll(0..3)).unwrap()];
        writeln!(clients, "Посёлок {at};{};{keeper};Ольга;+7916222{at:04}", inn(at)).unwrap();
        for month in 0..dice.roll(0..4) {
            let issued = NaiveDate::from_ymd_opt(2026, 9, 15).unwrap() + Days::new(month * 31);
            let due = issued + Days::new(dice.roll(0..20));
            let (number, kopecks) = (bills.len() + 100, dice.whole(1..9_000_000));
            let (issued, due_on) = (issued.format("%d.%m.%Y"), due.format("%d.%m.%Y"));
            writeln!(invoices, "{number};{issued};{};{},{:02};{due_on}", inn(at), kopecks / 100, kopecks % 100)
                .unwrap();
            bills.push((at, number, kopecks));
        }
    }
    import(desk, "clients", clients.as_bytes()).await;
    import(desk, "invoices", invoices.as_bytes()).await;
    for half in 0..2 {
        let (from, to) = (TODAY - Days::new(20 - half * 10), TODAY - Days::new(11 - half * 10));
        let mut orders = Vec::new();
        for (at, number, kopecks) in &bills {
            if dice.roll(0..2) == 0 {
                continue;
            }
            let sum = match dice.roll(0..5) {
                0 => kopecks / 2 + 1,
                1 => kopecks + dice.whole(1..5_000),
                _ => *kopecks,
            };
            let purpose = if dice.roll(0..4) == 0 {
                "Оплата".to_owned()
            } else {
                format!("Оплата счёта {number}")
            };
            orders.push((inn(if dice.roll(0..9) == 0 { CLIENTS + 5 } else { *at }), *number, sum, purpose));
        }
        let orders = orders.iter().map(|(inn, number, sum, purpose)| Order {
            number: number * 10 + usize::try_from(half).unwrap(),
            on: to,
            sum: Money::from_kopecks(*sum),
            inn,
            name: "Плательщик",
            purpose: purpose.clone(),
        });
        let statement = ledger::statement(from, to, orders);
        import(desk, "bank", &statement).await;
    }
    if dice.roll(0..2) == 0 {
        irina.says("/imports").await;
        irina.presses("Отменить загрузку").await;
        irina.presses("Да, отменить").await;
    }
}

async fn rows(desk: &Desk) -> Vec<Row> {
    sqlx::query_as(
        "SELECT i.client_id, c.owner_id, i.issued_on, i.due_on, i.sum, i.paid, i.disputed_at \
         FROM invoice i JOIN client c ON c.id = i.client_id",
    )
    .fetch_all(&mut *desk.db.read().await.unwrap())
    .await
    .unwrap()
}

/// Every total of every screen.
async fn judge(desk: &Desk, seed: u64, phones: (&Phone<'_>, &Phone<'_>, &Phone<'_>)) {
    let (anna, head, irina) = phones;
    // A dispute takes money out of what is overdue.
    anna.says("/round").await;
    if anna.offers("Начать") {
        anna.presses("Начать").await;
        if anna.offers("Спорит") {
            anna.presses("Спорит").await;
        }
    }
    let rows = rows(desk).await;
    let me = anna.person().await.id.to_string();
    let mine = |row: &&Row| row.owner_id.as_deref() == Some(&me);
    let overdue: i64 = rows.iter().filter(|row| row.is_overdue()).map(Row::left).sum();
    let own: i64 = rows.iter().filter(|row| row.is_overdue()).filter(mine).map(Row::left).sum();

    head.says("/overdue").await;
    let told = on_line(head, "клиент").first().copied().unwrap_or_default();
    assert_eq!(told, overdue, "seed {seed}: {}", head.phone());
    let mut lines = Vec::new();
    loop {
        let page = head.messages().last().map(|message| message.text.clone()).unwrap_or_default();
        lines.extend(page.lines().skip(1).flat_map(sums));
        if !head.offers("Ещё ➡️") {
            break;
        }
        head.presses("Ещё ➡️").await;
    }
    assert_eq!(lines.iter().sum::<i64>(), overdue, "seed {seed}: the lines of all pages");
    anna.says("/overdue").await;
    assert_eq!(on_line(anna, "клиент").first().copied().unwrap_or_default(), own, "seed {seed}: {}", anna.phone());

    head.says("/team").await;
    let team = head.phone();
    assert_eq!(on_line(head, "Просроч").first().copied().unwrap_or_default(), overdue, "seed {seed}: {team}");
    let ages = on_line(head, "По возрасту");
    assert!(ages.is_empty() || ages.iter().sum::<i64>() == overdue, "seed {seed}: {team}");

    head.says("/collection").await;
    let issued: i64 = rows.iter().filter(|row| row.issued_on.starts_with("2026-11")).map(|row| row.sum).sum();
    assert_eq!(on_line(head, "выставлено")[1], issued, "seed {seed}: {}", head.phone());
    assert_eq!(on_line(head, "Просрочено"), [overdue], "seed {seed}: {}", head.phone());
    let came = "SELECT CAST(COALESCE(SUM(a.sum), 0) AS BIGINT) FROM allocation a JOIN payment p ON p.id = a.payment_id \
                WHERE p.paid_on >= '2026-11-01'";
    assert_eq!(on_line(head, "Поступило")[0], desk.count(came).await, "seed {seed}: {}", head.phone());

    // What the bank told is what was found its invoices, what waits for a hand and what is too much.
    let all = "SELECT CAST(COALESCE(SUM(sum), 0) AS BIGINT) FROM payment";
    let apart = "SELECT CAST(COALESCE(SUM(sum), 0) AS BIGINT) FROM allocation";
    let paid: i64 = rows.iter().map(|row| row.paid).sum();
    assert_eq!(desk.count(apart).await, paid, "seed {seed}: every kopeck of an invoice has its payment");
    assert!(desk.count(all).await >= paid, "seed {seed}");

    // The cards of the round add up to its title.
    anna.says("/round").await;
    if anna.offers("Пауза") {
        anna.presses("Пауза").await;
        anna.presses("Выбрать").await;
    }
    let title = on_line(anna, "клиент").first().copied().unwrap_or_default();
    let mut cards = 0;
    if anna.offers("Начать") {
        anna.presses("Начать").await;
        while anna.offers("Позже сегодня") {
            cards += on_line(anna, "Долг")[0];
            anna.presses("Позже сегодня").await;
        }
    }
    assert_eq!(cards, title, "seed {seed}");
    irina.says("/payments").await;
    for row in rows.iter().filter(mine) {
        assert!(row.paid <= row.sum && row.paid >= 0, "seed {seed}: {}", row.client_id);
    }
}

async fn live(desk: &Desk, seed: u64) {
    let mut dice = Dice(seed);
    let (anna, _) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let head = desk.staff("Виктор", Role::Head).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    happen(desk, &mut dice, &irina).await;
    judge(desk, seed, (&anna, &head, &irina)).await;
}

#[tokio::test]
async fn sums_on_screens_are_sums_of_rows_on_sqlite() {
    for seed in 0..6 * u64::try_from(rounds()).unwrap() {
        let desk = Desk::on_sqlite(NOW.parse().unwrap()).await.unwrap();
        live(&desk, seed).await;
        desk.close().await;
    }
}

#[tokio::test]
async fn sums_on_screens_are_sums_of_rows_on_postgres() {
    for seed in 0..u64::try_from(rounds()).unwrap() {
        let desk = Desk::on_postgres(&test_server(), NOW.parse().unwrap()).await.unwrap();
        live(&desk, 0x50_0000 + seed).await;
        desk.close().await;
    }
}

#[test]
fn a_kopeck_is_seen() {
    assert_eq!(sums("6 клиентов, 1\u{a0}234,05\u{a0}₽ и 7\u{a0}₽"), [123_405, 700]);
    assert_ne!(sums("1\u{a0}234,05\u{a0}₽"), sums("1\u{a0}234,06\u{a0}₽"));
}
