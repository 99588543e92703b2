//! Statements as banks and 1С write them: what is read and what is refused, in words.

use super::bank::{Told, read};
use crate::{t, text::Text};
use encoding_rs::WINDOWS_1251;

const OURS: &str = "40702810900000005024";
const THEIRS: &str = "40702810000000000077";

/// A payment order: number, sum, who pays, who is paid.
fn order(number: &str, sum: &str, payer: &str, payee: &str) -> String {
    format!(
        "СекцияДокумент=Платежное поручение\nНомер={number}\nДата=20.05.2026\nСумма={sum}\nДатаПоступило=21.05.2026\n\
         ПлательщикСчет={payer}\nПлательщикИНН=7707083893\nПлательщик1=ТСН «Ромашка»\nПлательщикБИК=044525593\n\
         ПлательщикБанк1=Банк\nПолучательСчет={payee}\nПолучательИНН=7700005024\nПолучатель1=ООО «Наше»\n\
         ПолучательБИК=044525974\nПолучательБанк1=Банк\nВидОплаты=01\n\
         НазначениеПлатежа=Оплата по счету № 118\nКонецДокумента\n"
    )
}

fn account(number: &str) -> String {
    format!(
        "СекцияРасчСчет\nДатаНачала=01.05.2026\nДатаКонца=31.05.2026\nРасчСчет={number}\nНачальныйОстаток=0\n\
         КонецРасчСчет\n"
    )
}

fn statement(version: &str, body: &str) -> String {
    format!(
        "1CClientBankExchange\nВерсияФормата={version}\nКодировка=Windows\nОтправитель=Банк\nПолучатель=\n\
         ДатаНачала=01.05.2026\nДатаКонца=31.05.2026\nРасчСчет={OURS}\n{body}КонецФайла\n"
    )
}

fn told(text: &str) -> Result<Told, Text> {
    let (windows, _, _) = WINDOWS_1251.encode(text);
    let by_bank = read(&windows, &[]);
    assert_eq!(read(text.as_bytes(), &[]), by_bank, "UTF-8 and windows-1251 tell the same");
    by_bank
}

#[test]
fn money_that_came_is_read_in_both_encodings_and_versions() {
    for version in ["1.02", "1.03"] {
        let told = told(&statement(version, &(account(OURS) + &order("77", "15000.50", THEIRS, OURS)))).unwrap();
        let operation = &told.incoming[0];
        assert_eq!((operation.number.as_str(), operation.sum.kopecks()), ("77", 1_500_050));
        assert_eq!(operation.paid_on.to_string(), "2026-05-21");
        assert_eq!(operation.payer_name, "ТСН «Ромашка»");
        assert_eq!((told.outgoing, told.covered.unwrap().to_string()), (0, "2026-05-31".to_owned()));
    }
}

#[test]
fn the_direction_is_decided_by_our_own_account() {
    let body = account(OURS)
        + &order("1", "10.00", THEIRS, OURS)
        + &order("2", "20.00", OURS, THEIRS)
        + &order("3", "30", OURS, OURS);
    let told = told(&statement("1.03", &body)).unwrap();
    let numbers: Vec<_> = told.incoming.iter().map(|operation| operation.number.as_str()).collect();
    assert_eq!((numbers, told.outgoing), (vec!["1"], 2), "between our own accounts nothing comes in");
    let other = "40702810000000000099";
    let both = account(OURS) + &account(other) + &order("4", "40.00", THEIRS, other);
    assert_eq!(self::told(&statement("1.03", &both)).unwrap().incoming.len(), 1);
}

#[test]
fn money_that_goes_back_is_told_by_its_purpose() {
    let refund = |purpose: &str| {
        let back = order("5", "500.00", OURS, THEIRS).replace("Оплата по счету № 118", purpose);
        let told = told(&statement("1.03", &(account(OURS) + &back))).unwrap();
        assert_eq!((told.incoming.len(), told.outgoing), (0, 1));
        told.refunds.first().map(|refund| (refund.inn.clone(), refund.name.clone(), refund.sum.kopecks()))
    };
    let back = Some(("7700005024".to_owned(), "ООО «Наше»".to_owned(), 50_000));
    assert_eq!(refund("Возврат ошибочно перечисленных средств по п/п 77"), back);
    assert_eq!(refund("Возвращаем аванс по договору 25"), back);
    assert_eq!(refund("Оплата за аренду"), None);
    assert_eq!(refund("Безвозвратный взнос"), None);
    let came = order("6", "500.00", THEIRS, OURS).replace("Оплата по счету № 118", "Возврат");
    assert_eq!(told(&statement("1.03", &(account(OURS) + &came))).unwrap().refunds, []);
}

#[test]
fn a_statement_of_a_foreign_account_is_refused() {
    let text = statement("1.03", &(account(THEIRS) + &order("1", "10.00", OURS, THEIRS)));
    let refused = read(text.as_bytes(), &[OURS.to_owned()]).unwrap_err();
    assert_eq!(refused, t!("bank-foreign-account", account = THEIRS));
}

#[test]
fn the_same_operation_has_the_same_hash_and_another_has_another() {
    let hash = |number: &str, sum: &str| {
        let text = statement("1.03", &(account(OURS) + &order(number, sum, THEIRS, OURS)));
        told(&text).unwrap().incoming[0].hash.clone()
    };
    assert_eq!(hash("1", "10.00"), hash("1", "10"));
    assert_ne!(hash("1", "10.00"), hash("2", "10.00"));
    assert_ne!(hash("1", "10.00"), hash("1", "10.01"));
}

#[test]
fn an_empty_statement_tells_only_how_far_it_goes() {
    let told = told(&statement("1.03", &account(OURS))).unwrap();
    assert_eq!((told.incoming.len(), told.outgoing), (0, 0));
    assert!(told.covered.is_some());
}

#[test]
fn what_is_no_whole_statement_is_refused_in_words() {
    let whole = statement("1.03", &(account(OURS) + &order("1", "10.00", THEIRS, OURS)));
    let without = |line: &str| whole.replace(line, "");
    let key = |text: &str| match told(text).unwrap_err() {
        Text::Message { key, .. } => key,
        other => panic!("{other:?}"),
    };
    assert_eq!(key("invalid"), "bank-not-a-statement");
    assert_eq!(key(&without("КонецФайла\n")), "bank-unfinished");
    assert_eq!(key(&without("КонецРасчСчет\n")), "bank-syntax");
    assert_eq!(key(&without("КонецДокумента\n")), "bank-syntax");
    assert_eq!(key(&without("ПлательщикСчет=40702810000000000077\n")), "bank-dropped");
    let nameless = whole.replace("РасчСчет=40702810900000005024\nНачальный", "Начальный");
    assert_eq!(key(&nameless), "bank-no-field");
    for bytes in [&b""[..], &[0, 159, 146, 150], b"PK\x03\x04", &[b'x'; 10_000]] {
        assert!(read(bytes, &[]).is_err());
    }
}

#[test]
fn spoilt_letters_are_named_as_such() {
    let whole = statement("1.03", &(account(OURS) + &order("1", "10.00", THEIRS, OURS)));
    let purpose = "НазначениеПлатежа=Оплата по счету № 118";
    let line = whole.lines().position(|line| line == purpose).unwrap() + 1;
    let bad = whole.replace("по счету", "по сч\u{fffd}ту");
    assert_eq!(read(bad.as_bytes(), &[]).unwrap_err(), t!("file-spoilt", line = line.to_string()));
    let (before, after) = whole.split_once(purpose).unwrap();
    let mixed = [&WINDOWS_1251.encode(before).0, purpose.as_bytes(), &WINDOWS_1251.encode(after).0].concat();
    assert_eq!(read(&mixed, &[]).unwrap_err(), t!("file-mixed", line = line.to_string()));
}
