//! What stands against a reminder of money, and the alarm that the bank's file is old.

use super::freshness::RULE;
use crate::{
    bot::governor::{Objection, Why},
    calendar::Moment,
    clients::{self, Client},
    features::{self, Alarm, Look, Whom},
    money::Money,
    playground::{
        Desk,
        ledger::{self, Order},
    },
    rules::{self, Values},
    story,
};
use chrono::NaiveDate;

const CLIENTS: &str = "Название;ИНН;Менеджер\nТСН «Ромашка»;7707083893;Анна\n";
const INVOICES: &str = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;15000;30.10.2026\n";

fn day(of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, of_month).unwrap()
}

async fn bank(desk: &Desk, to: u32, paid: &[i64]) {
    let orders = paid.iter().enumerate().map(|(at, rubles)| Order {
        number: at + 1,
        on: day(20),
        sum: Money::from_rubles(*rubles),
        inn: "7707083893",
        name: "Ромашка",
        purpose: "По счету № 118".to_owned(),
    });
    desk.imports("bank", "bank.txt", &ledger::statement(day(1), day(to), orders), false).await.unwrap();
}

async fn the_client(desk: &Desk) -> Client {
    let mut conn = desk.db.read().await.unwrap();
    let id = sqlx::query_scalar("SELECT id FROM client").fetch_one(&mut *conn).await.unwrap();
    clients::known(&mut conn, id).await.unwrap().unwrap()
}

async fn against(desk: &Desk) -> Vec<(Why, Option<NaiveDate>)> {
    let client = the_client(desk).await;
    let mut conn = desk.db.read().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let all = features::objections(&mut conn, &client, moment).await.unwrap();
    all.into_iter().map(|Objection { why, until }| (why, until)).collect()
}

async fn alarms(desk: &Desk, values: &Values) -> Vec<Alarm> {
    let mut conn = desk.db.read().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    (RULE.alarms)(&mut conn, Look { moment, values, client: None }).await.unwrap()
}

story!(a_reminder_of_money_is_held_for_each_of_its_reasons, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    assert_eq!(against(desk).await, [(Why::Paid, None), (Why::Stale, None)], "nothing is owed, nothing is known");
    desk.imports("invoices", "invoices.csv", INVOICES.as_bytes(), false).await.unwrap();
    assert_eq!(against(desk).await, [(Why::Stale, None)], "no file was ever read");
    bank(desk, 23, &[]).await;
    assert_eq!(against(desk).await, [], "nothing stands against it");

    anna.says("Ромашка обещали до среды 15к").await;
    anna.presses("Сохранить").await;
    assert_eq!(against(desk).await, [(Why::Promise, Some(day(25))), (Why::Talked, None)]);
    anna.presses("Отменить").await;
    assert_eq!(against(desk).await, []);
    anna.says("Ромашка спорит").await;
    anna.presses("Сохранить").await;
    assert_eq!(against(desk).await, [(Why::Disputed, None), (Why::Talked, None)]);
    anna.presses("Отменить").await;

    desk.jump_to("2026-11-24T06:59:00Z").await;
    assert_eq!(against(desk).await, []);
    desk.jump_to("2026-11-24T07:00:00Z").await;
    assert_eq!(against(desk).await, [(Why::Stale, None)], "a working day has passed");
    bank(desk, 24, &[15_000]).await;
    assert_eq!(against(desk).await, [(Why::Paid, None)]);
});

story!(a_promise_holds_through_its_day_and_no_longer, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    desk.imports("invoices", "invoices.csv", INVOICES.as_bytes(), false).await.unwrap();
    anna.says("Ромашка обещали до завтра 15к").await;
    anna.presses("Сохранить").await;
    desk.jump_to("2026-11-24T20:59:00Z").await;
    bank(desk, 24, &[]).await;
    assert_eq!(against(desk).await, [(Why::Promise, Some(day(24)))]);
    desk.jump_to("2026-11-24T21:01:00Z").await;
    assert_eq!(against(desk).await, [], "in Moscow it is Wednesday");
});

story!(an_old_bank_file_alarms_those_who_can_help, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let usual = Values::default();
    desk.jump_to("2026-12-01T07:00:00Z").await;
    assert!(alarms(desk, &usual).await.is_empty(), "there is no file that could have grown old");
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    desk.imports("invoices", "invoices.csv", INVOICES.as_bytes(), false).await.unwrap();
    anna.says("Ромашка обещали сегодня 15к").await;
    anna.presses("Сохранить").await;
    bank(desk, 30, &[]).await;
    desk.jump_to("2026-12-02T05:59:00Z").await;
    assert!(alarms(desk, &usual).await.is_empty(), "the working day has not begun");
    desk.jump_to("2026-12-02T06:00:00Z").await;
    let found = alarms(desk, &usual).await;
    let [alarm] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((alarm.whom, alarm.client, alarm.entity.as_str()), (Whom::Admins, None, "bank"));
    assert_eq!(alarm.since, desk.clock.now());
    let reader = desk.person(anna.user).await.unwrap().reader(desk.clock.now());
    let told: Vec<String> =
        [&alarm.what, &alarm.why].into_iter().chain(&alarm.facts).map(|text| text.html(&reader)).collect();
    insta::assert_snapshot!(told.join("\n").replace('\u{a0}', " "), @"
    🏦 Выписка банка устарела
    Последняя рассказывает по 30 нояб., пн, загружена 1 дек., вт, 10:00
    Пока её нет, клиентам не уходят напоминания об оплате.
    Не знаем, сдержано ли 1 обещание.
    Пришлите боту файл 1CClientBankExchange: это могут бухгалтерия и руководитель.
    ");

    let patient = Values::default().with(&RULE.thresholds[0], 2);
    assert!(alarms(desk, &patient).await.is_empty(), "the head has given it two days");
    let mut conn = desk.db.read().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let client = sqlx::query_scalar("SELECT id FROM client").fetch_one(&mut *conn).await.unwrap();
    let look = Look { moment, values: &usual, client: Some(client) };
    assert!((RULE.alarms)(&mut conn, look).await.unwrap().is_empty(), "it is no client's affair");
    drop(conn);

    bank(desk, 30, &[15_000]).await;
    assert_eq!(alarms(desk, &usual).await.len(), 1, "an old file read anew tells nothing newer");
    let orders = std::iter::empty();
    let december = ledger::statement(day(1), NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(), orders);
    desk.imports("bank", "december.txt", &december, false).await.unwrap();
    assert!(alarms(desk, &usual).await.is_empty());
    let mut conn = desk.db.read().await.unwrap();
    let (what, how) = (RULE.settled)(&mut conn, "bank", moment).await.unwrap();
    insta::assert_snapshot!(format!("{}: {}", what.plain(&reader), how.plain(&reader)), @"🏦 Выписка банка устарела: Выписка по 1 дек., вт");
    assert_eq!(rules::values(&mut conn).await.unwrap().get(&RULE.ack), 120);
});
