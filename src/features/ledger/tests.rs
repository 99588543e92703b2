//! Stories of 1С read beside files: what comes by itself, what does not fit, and what happens when it is down.

mod once;
mod trouble;

use crate::{
    features::payments,
    money::Money,
    outside::one_c::{Key, stand_in::Paid},
    people::Role,
    playground::{Desk, Phone},
};
use chrono::{NaiveDate, TimeDelta};

/// Two clients with an invoice each, read from a file, their accountant and head; both are in the books of 1С.
struct Firm<'a> {
    desk: &'a Desk,
    irina: Phone<'a>,
    viktor: Phone<'a>,
    romashka: Key,
    beryozka: Key,
}

fn day(of_november: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
}

impl<'a> Firm<'a> {
    async fn opened(desk: &'a Desk) -> (Phone<'a>, Self) {
        let (anna, irina) = payments::opened(desk, "").await;
        let viktor = desk.staff("Виктор", Role::Head).await;
        let romashka = desk.one_c.party("ТСН «Ромашка»", "7707083893");
        let beryozka = desk.one_c.party("БЦ «Берёзка»", "500100732259");
        (anna, Self { desk, irina, viktor, romashka, beryozka })
    }

    /// Money that came on the day of its order.
    fn paid(&self, party: Key, on: u32, order: &str, rubles: i64, pays: &[(Key, i64)]) -> Key {
        let pays: Vec<(Key, Money)> = pays.iter().map(|(key, part)| (*key, Money::from_rubles(*part))).collect();
        self.desk.one_c.receipt(&Paid {
            party,
            on: day(on),
            order,
            ordered_on: Some(day(on)),
            sum: Money::from_rubles(rubles),
            purpose: "Абонентская плата",
            pays: &pays,
        })
    }

    fn bill(&self, party: Key, number: &str, on: NaiveDate, rubles: i64) -> Key {
        self.desk.one_c.invoice(number, on, party, Money::from_rubles(rubles))
    }

    /// A few minutes later somebody has 1С read.
    async fn reads(&self) {
        self.desk.clock.set(self.desk.clock.now() + TimeDelta::minutes(2));
        self.irina.says("/ledger").await;
        self.irina.presses("Прочитать сейчас").await;
    }

    /// What accounting was told of 1С, the last time.
    fn told(&self) -> String {
        self.irina.sees("нужно ваше внимание")
    }

    /// How often the head was told of 1С.
    fn times(&self) -> usize {
        self.viktor.messages().iter().filter(|message| message.text.contains("нужно ваше внимание")).count()
    }
}
