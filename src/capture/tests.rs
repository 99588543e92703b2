//! What managers type, in many ways.

use super::*;
use proptest::prelude::*;

/// A Tuesday.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

/// What is typed; outcome, sum in roubles, day, time, the rest.
type Case = (&'static str, Option<Heard>, i64, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("Ромашка обещали до пятницы 15к", Some(Heard::Promised), 15_000, "2026-11-27", "", "Ромашка"),
    ("не взял", Some(Heard::NoAnswer), 0, "", "", ""),
    ("не взяла трубку", Some(Heard::NoAnswer), 0, "", "", "трубку"),
    ("Не берут", Some(Heard::NoAnswer), 0, "", "", ""),
    ("не отвечает", Some(Heard::NoAnswer), 0, "", "", ""),
    ("недозвон", Some(Heard::NoAnswer), 0, "", "", ""),
    ("нет ответа", Some(Heard::NoAnswer), 0, "", "", ""),
    ("no answer", Some(Heard::NoAnswer), 0, "", "", ""),
    ("Didn't answer", Some(Heard::NoAnswer), 0, "", "", ""),
    ("занято", Some(Heard::Busy), 0, "", "", ""),
    ("Василёк занят", Some(Heard::Busy), 0, "", "", "Василёк"),
    ("busy", Some(Heard::Busy), 0, "", "", ""),
    ("обещал пт 42000", Some(Heard::Promised), 42_000, "2026-11-27", "", ""),
    ("обещал пт 42 000 ₽", Some(Heard::Promised), 42_000, "2026-11-27", "", ""),
    ("обещали завтра", Some(Heard::Promised), 0, "2026-11-25", "", ""),
    ("обещали 25-го 1,5 млн", Some(Heard::Promised), 1_500_000, "2026-11-25", "", ""),
    ("пообещали до 27 15000р", Some(Heard::Promised), 15_000, "2026-11-27", "", ""),
    ("обещает оплатить 15.12", Some(Heard::Promised), 0, "2026-12-15", "", ""),
    ("обещала заплатить через неделю", Some(Heard::Promised), 0, "2026-12-01", "", ""),
    ("оплатят в понедельник 7 500", Some(Heard::Promised), 7_500, "2026-11-30", "", ""),
    ("заплатят до конца месяца", Some(Heard::Promised), 0, "2026-11-30", "", ""),
    ("promised to pay friday 15k", Some(Heard::Promised), 15_000, "2026-11-27", "", ""),
    ("will pay tomorrow", Some(Heard::Promised), 0, "2026-11-25", "", ""),
    ("ТСЖ Ленина 25 обещали 30.11 12'345.60", Some(Heard::Promised), 12_345, "2026-11-30", "", "ТСЖ Ленина 25"),
    ("уже оплатили", Some(Heard::Paid), 0, "", "", ""),
    ("уже оплатил вчера", Some(Heard::Paid), 0, "2026-11-23", "", ""),
    ("оплатили 20.11", Some(Heard::Paid), 0, "2026-11-20", "", ""),
    ("заплатили", Some(Heard::Paid), 0, "", "", ""),
    ("оплачено", Some(Heard::Paid), 0, "", "", ""),
    ("already paid", Some(Heard::Paid), 0, "", "", ""),
    ("просит счёт", Some(Heard::WantsInvoice), 0, "", "", ""),
    ("Просят дубль счета", Some(Heard::WantsInvoice), 0, "", "", ""),
    ("нужен счет", Some(Heard::WantsInvoice), 0, "", "", ""),
    ("нет счёта", Some(Heard::WantsInvoice), 0, "", "", ""),
    ("wants invoice", Some(Heard::WantsInvoice), 0, "", "", ""),
    ("спорит", Some(Heard::Disputes), 0, "", "", ""),
    ("не согласны с суммой", Some(Heard::Disputes), 0, "", "", "с суммой"),
    ("оспаривают счёт 118", Some(Heard::Disputes), 0, "", "", "счёт 118"),
    ("Посёлок 250 обещали пт 42 000", Some(Heard::Promised), 42_000, "2026-11-27", "", "Посёлок 250"),
    ("disputes", Some(Heard::Disputes), 0, "", "", ""),
    ("расторгает", Some(Heard::Leaves), 0, "", "", ""),
    ("расторгнут договор", Some(Heard::Leaves), 0, "", "", "договор"),
    ("отказываются платить", Some(Heard::Leaves), 0, "", "", "платить"),
    ("перезвонить завтра в 15", Some(Heard::CallBack), 0, "2026-11-25", "15:00", ""),
    ("перезвонить в 14:30", Some(Heard::CallBack), 0, "", "14:30", ""),
    ("Лютик перезвонить в 9 утра", Some(Heard::CallBack), 0, "", "09:00", "Лютик"),
    ("call back tomorrow at 10", Some(Heard::CallBack), 0, "2026-11-25", "10:00", ""),
    ("неверный номер", Some(Heard::WrongNumber), 0, "", "", ""),
    ("не тот номер", Some(Heard::WrongNumber), 0, "", "", ""),
    ("wrong number", Some(Heard::WrongNumber), 0, "", "", ""),
    ("поговорили", Some(Heard::Talked), 0, "", "", ""),
    ("поговорили, всё хорошо", Some(Heard::Talked), 0, "", "", ", всё хорошо"),
    ("Корпус 15", None, 0, "", "", "Корпус 15"),
    ("Ромашка 2", None, 0, "", "", "Ромашка 2"),
    ("ТСЖ Ленина 25", None, 0, "", "", "ТСЖ Ленина 25"),
    ("Ромашка", None, 0, "", "", "Ромашка"),
    ("Посёлок 250 поговорили", Some(Heard::Talked), 0, "", "", "Посёлок 250"),
    ("Корпус 1500 не взял", Some(Heard::NoAnswer), 0, "", "", "Корпус 1500"),
    ("", None, 0, "", "", ""),
    ("15 тыс. руб", None, 15_000, "", "", ""),
    ("завтра", None, 0, "2026-11-25", "", ""),
    ("ЖК Парк 3 не взял", Some(Heard::NoAnswer), 0, "", "", "ЖК Парк 3"),
    ("Ромашка +7 916 123-45-67", None, 0, "", "", "Ромашка"),
    ("8 (916) 123-45-67 занято", Some(Heard::Busy), 0, "", "", ""),
    ("обещал до 1 декабря 10к", Some(Heard::Promised), 10_000, "2026-12-01", "", ""),
];

#[test]
fn words_about_a_call_are_understood() {
    assert!(CASES.len() >= 60);
    for (text, outcome, rubles, day, time, rest) in CASES {
        let understood = understand(text, TODAY);
        assert_eq!(understood.outcome, *outcome, "{text}");
        assert_eq!(understood.sum.map_or(0, |sum| sum.kopecks() / 100), *rubles, "{text}");
        assert_eq!(understood.day.map(|day| day.to_string()).unwrap_or_default(), *day, "{text}");
        assert_eq!(understood.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(), *time, "{text}");
        assert_eq!(understood.rest, rest.trim_matches([',', ' ']), "{text}");
    }
}

#[test]
fn a_phone_number_is_not_a_sum() {
    let understood = understand("Ромашка 8 916 123 45 67 обещали 5к", TODAY);
    assert_eq!(understood.phone, Phone::parse("+79161234567"));
    assert_eq!(understood.sum, Some(Money::from_rubles(5_000)));
}

proptest! {
    #[test]
    fn no_words_break_the_reader(words in ".*") {
        let _ = understand(&words, TODAY);
    }
}
