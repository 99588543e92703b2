//! The payment order for the payer's accounting: one document of `1CClientBankExchange` 1.03 in windows-1251.
//!
//! It is what 1С writes for the bank's client («Стандарт обмена с системами „Клиент банка“», version 1.03): no section of
//! an account, no days of receipt. What we cannot know stays empty, with its key: the payer's account, bank and its codes
//! are put in by whoever loads the file, for programs ask for the account to pay from when none is told. Readers want the
//! keys of a document to be there, filled or not.

use super::{
    Bill, Buyer, Seller,
    plain::{legible, one_line, shortened, windows_1251},
    vat::with_point,
};
use chrono::NaiveDate;
use std::fmt::Write;

/// Characters of a name (Bank of Russia, 762-П, annex 11, fields 8 and 16).
const NAME: usize = 160;
/// Characters of a purpose (the same, field 24).
const PURPOSE: usize = 210;

/// What our own files name as the program that made them.
pub const SENDER: &str = "mosbot";

/// The file. `today` is the day of the order: banks refuse orders over ten days old.
pub fn order(seller: &Seller, buyer: &Buyer, bill: &Bill, purpose: &str, today: NaiveDate) -> Vec<u8> {
    let day = today.format("%d.%m.%Y").to_string();
    let name = |name: &str| shortened(&legible(&one_line(name)), NAME);
    let (payer, payee) = (name(&buyer.name), name(&seller.name));
    let payer_account = buyer.account.as_deref().unwrap_or_default();
    let purpose: String = legible(&one_line(purpose)).chars().take(PURPOSE).collect();
    let (bank, city) = (name(&seller.bank), name(seller.bank_city.as_deref().unwrap_or_default()));
    let (number, sum) = (number(&bill.number), with_point(bill.sum));
    let payer_full = format!("ИНН {} {payer}", buyer.inn);
    let payee_full = format!("ИНН {} {payee}", seller.inn);
    let fields = [
        ("ВерсияФормата", "1.03"),
        ("Кодировка", "Windows"),
        ("Отправитель", SENDER),
        ("Получатель", ""),
        ("ДатаСоздания", &day),
        ("ДатаНачала", &day),
        ("ДатаКонца", &day),
        ("РасчСчет", payer_account),
        ("Документ", KIND),
        ("СекцияДокумент", KIND),
        ("Номер", &number),
        ("Дата", &day),
        ("Сумма", &sum),
        ("ПлательщикСчет", payer_account),
        ("Плательщик", &payer_full),
        ("ПлательщикИНН", &buyer.inn),
        ("Плательщик1", &payer),
        ("ПлательщикРасчСчет", payer_account),
        ("ПлательщикБанк1", ""),
        ("ПлательщикБанк2", ""),
        ("ПлательщикБИК", ""),
        ("ПлательщикКорсчет", ""),
        ("ПолучательСчет", &seller.account),
        ("Получатель", &payee_full),
        ("ПолучательИНН", &seller.inn),
        ("Получатель1", &payee),
        ("ПолучательРасчСчет", &seller.account),
        ("ПолучательБанк1", &bank),
        ("ПолучательБанк2", &city),
        ("ПолучательБИК", &seller.bik),
        ("ПолучательКорсчет", seller.corr_account.as_deref().unwrap_or_default()),
        ("ВидОплаты", "01"),
        ("ПлательщикКПП", buyer.kpp.as_deref().unwrap_or("0")),
        ("ПолучательКПП", seller.kpp.as_deref().unwrap_or("0")),
        ("Очередность", "5"),
        ("НазначениеПлатежа", &purpose),
        ("НазначениеПлатежа1", &purpose),
    ];
    let mut text = String::from("1CClientBankExchange\r\n");
    for (key, value) in fields {
        let _ = write!(text, "{key}={value}\r\n");
    }
    text.push_str("КонецДокумента\r\nКонецФайла\r\n");
    windows_1251(&text)
}

/// What kind of document it is.
const KIND: &str = "Платежное поручение";

/// The order's number: the last six digits of the invoice's, for an order has no more and no other characters. The payer's
/// program gives its own if it counts them.
fn number(invoice: &str) -> String {
    let digits: Vec<char> = invoice.chars().filter(char::is_ascii_digit).collect();
    let last: String = digits[digits.len().saturating_sub(6)..].iter().collect();
    let number = last.trim_start_matches('0');
    if number.is_empty() { "1".to_owned() } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        features::payments::read_statement,
        money::Money,
        paykit::{
            Vat, purpose,
            samples::{bill, buyer, day, seller},
        },
    };
    use encoding_rs::WINDOWS_1251;
    use odin_palace::parser::{Document, Parser};
    use proptest::prelude::*;

    fn made(seller: &Seller, buyer: &Buyer, bill: &Bill) -> Vec<u8> {
        order(seller, buyer, bill, &purpose(bill, seller.vat), day("2026-05-20"))
    }

    fn parsed(bytes: &[u8]) -> Document {
        let statement = Parser::default().parse(bytes).unwrap();
        assert!(statement.warnings.is_empty() && statement.accounts.is_empty(), "{statement:?}");
        assert_eq!(statement.documents.len(), 1);
        statement.documents[0].clone()
    }

    #[test]
    fn the_file_is_told_to_the_letter() {
        let text = WINDOWS_1251.decode(&made(&seller(), &buyer(), &bill())).0.into_owned();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        insta::assert_snapshot!(lines.join("\n"), @r##"
        1CClientBankExchange
        ВерсияФормата=1.03
        Кодировка=Windows
        Отправитель=mosbot
        Получатель=
        ДатаСоздания=20.05.2026
        ДатаНачала=20.05.2026
        ДатаКонца=20.05.2026
        РасчСчет=
        Документ=Платежное поручение
        СекцияДокумент=Платежное поручение
        Номер=118
        Дата=20.05.2026
        Сумма=12345.60
        ПлательщикСчет=
        Плательщик=ИНН 5029069967 ТСН «Ромашка»
        ПлательщикИНН=5029069967
        Плательщик1=ТСН «Ромашка»
        ПлательщикРасчСчет=
        ПлательщикБанк1=
        ПлательщикБанк2=
        ПлательщикБИК=
        ПлательщикКорсчет=
        ПолучательСчет=40702810538000005024
        Получатель=ИНН 7707083893 ООО «Три кита»
        ПолучательИНН=7707083893
        Получатель1=ООО «Три кита»
        ПолучательРасчСчет=40702810538000005024
        ПолучательБанк1=ПАО Сбербанк
        ПолучательБанк2=г. Москва
        ПолучательБИК=044525225
        ПолучательКорсчет=30101810400000000225
        ВидОплаты=01
        ПлательщикКПП=502901001
        ПолучательКПП=770101001
        Очередность=5
        НазначениеПлатежа=Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, #M6W4L26V4
        НазначениеПлатежа1=Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, #M6W4L26V4
        КонецДокумента
        КонецФайла
        "##);
    }

    #[test]
    fn readers_of_statements_read_it_back() {
        let bytes = made(&seller(), &buyer(), &bill());
        let document = parsed(&bytes);
        assert_eq!((document.doc_number.as_str(), document.doc_date), ("118", day("2026-05-20")));
        assert_eq!(document.amount.to_string(), "12345.60");
        assert_eq!(document.payee_account, seller().account);
        assert_eq!((document.payee_bic, document.payee_cor_account), (seller().bik, seller().corr_account));
        assert_eq!((document.payee_inn, document.payee_1), (seller().inn, Some(seller().name)));
        assert_eq!((document.payee_kpp, document.counterparty_kpp), (seller().kpp, buyer().kpp));
        assert_eq!((document.counterparty_account.as_str(), document.counterparty_bic.as_str()), ("", ""));
        let told = read_statement(&bytes, &[seller().account]).unwrap();
        let [operation] = &told.incoming[..] else { panic!("{told:?}") };
        assert_eq!((operation.sum, &operation.payer_name), (bill().sum, &buyer().name));
        assert_eq!((operation.payer_inn.as_str(), operation.number.as_str()), (buyer().inn.as_str(), "118"));
        assert_eq!(operation.purpose, purpose(&bill(), Vat::Without));
    }

    #[test]
    fn the_account_that_paid_before_is_told() {
        let account = "40702810000000000077";
        let document = parsed(&made(&seller(), &Buyer { account: Some(account.to_owned()), ..buyer() }, &bill()));
        assert_eq!(document.counterparty_account, account);
        assert_eq!(document.counterparty_ras_account.as_deref(), Some(account));
    }

    #[test]
    fn what_windows_1251_lacks_is_written_alike_and_no_value_makes_lines() {
        let odd = Buyer { name: "ТОО «Қала»\r\nСумма=1 – 5 ₽".to_owned(), ..buyer() };
        let document = parsed(&made(&seller(), &odd, &bill()));
        assert_eq!(document.counterparty_1.as_deref(), Some("ТОО «Кала» Сумма=1 – 5 руб."));
        assert_eq!(document.amount.to_string(), "12345.60");
    }

    #[test]
    fn a_number_is_one_that_banks_take() {
        for (invoice, taken) in [("118", "118"), ("0000-000118", "118"), ("УТ-2026/1234567", "234567"), ("Б/Н", "1")]
        {
            assert_eq!(number(invoice), taken);
        }
    }

    proptest! {
        #[test]
        fn every_file_is_read_back(
            name in "\\PC{1,200}", number in "\\PC{1,40}", kopecks in 1_i64..=100_000_000_000_000,
        ) {
            let buyer = Buyer { name, ..buyer() };
            let bill = Bill { number, sum: Money::from_kopecks(kopecks), ..bill() };
            let bytes = made(&seller(), &buyer, &bill);
            let told = read_statement(&bytes, &[seller().account]).unwrap();
            prop_assert_eq!(told.incoming.len(), 1);
            let operation = &told.incoming[0];
            prop_assert_eq!(operation.sum, bill.sum);
            prop_assert_eq!(&operation.payer_inn, &buyer.inn);
            prop_assert_eq!(&operation.purpose, &purpose(&bill, Vat::Without));
            prop_assert_eq!(parsed(&bytes).amount.to_string(), with_point(bill.sum));
        }
    }
}
