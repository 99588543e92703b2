//! What stories of money begin with: two clients with invoices, their manager and the accountant; statements of November.

use crate::{
    money::Money,
    people::Role,
    playground::{
        Desk, Phone,
        ledger::{self, Order},
    },
};
use chrono::NaiveDate;

const CLIENTS: &str = "Название;ИНН;Менеджер\nТСН «Ромашка»;7707083893;Анна\nБЦ «Берёзка»;500100732259;Анна\n";
/// What they owe since October.
pub const INVOICES: &str = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;15000;30.10.2026\n\
    119;15.10.2026;500100732259;10000;30.10.2026\n";

/// The manager and the accountant; besides the two invoices of October, these rows.
pub async fn opened<'a>(desk: &'a Desk, more: &str) -> (Phone<'a>, Phone<'a>) {
    let anna = desk.manager("Анна").await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    let invoices = format!("{INVOICES}{more}");
    desk.imports("invoices", "invoices.csv", invoices.as_bytes(), false).await.unwrap();
    (anna, irina)
}

/// A payment of November: number, day, roubles, INN, purpose.
pub type Paid<'a> = (usize, u32, i64, &'a str, &'a str);

/// A statement of November up to `to`.
pub fn bank(to: u32, payments: &[Paid<'_>]) -> Vec<u8> {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let orders = payments.iter().map(|(number, on, rubles, inn, purpose)| Order {
        number: *number,
        on: day(*on),
        sum: Money::from_rubles(*rubles),
        inn,
        name: "Плательщик",
        purpose: (*purpose).to_owned(),
    });
    ledger::statement(day(1), day(to), orders)
}
