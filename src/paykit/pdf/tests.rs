//! Invoices read back by a reader of PDF files that knows nothing of how they were drawn.

use super::*;
use crate::paykit::{
    purpose,
    qr::payload,
    samples::{bill, buyer, seller, sheets as read},
};

fn made(seller: &Seller, buyer: &Buyer, bill: &Bill) -> Vec<u8> {
    let purpose = purpose(bill, seller.vat);
    let code = Matrix::of(&payload(seller, buyer, bill, &purpose)).unwrap();
    invoice(seller, buyer, bill, &purpose, &code).unwrap()
}

#[test]
fn an_invoice_is_one_sheet_whose_text_can_be_copied() {
    let [sheet] = &read(&made(&seller(), &buyer(), &bill()))[..] else { panic!("more than a sheet") };
    for told in [
        "ПАО Сбербанк, г. Москва Банк получателя",
        "БИК 044525225",
        "Сч. № 30101810400000000225",
        "Сч. № 40702810538000005024",
        "ИНН 7707083893 КПП 770101001 ООО «Три кита» Получатель",
        "Счёт на оплату № 118 от 15 мая 2026 г.",
        "Покупатель: ТСН «Ромашка», ИНН 5029069967, КПП 502901001",
        "Оплатить до: 25 мая 2026 г.",
        "Назначение: Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, #M6W4L26V4",
        "12 шт. 278,80 3 345,60",
        "Без НДС: – Всего к оплате: 12 345,60",
        "Всего наименований 2, на сумму 12 345,60 руб.",
        "Двенадцать тысяч триста сорок пять рублей 60 копеек",
        "Руководитель Иванов И. И.",
        "QR для оплаты по реквизитам",
    ] {
        assert!(sheet.contains(told), "{told}\nis not in\n{sheet}");
    }
    assert!(!sheet.contains("СБП") && !sheet.contains("страница"));
}

#[test]
fn vat_is_told_with_its_sum() {
    let [sheet] = &read(&made(&Seller { vat: Vat::Included(20), ..seller() }, &buyer(), &bill()))[..] else { panic!() };
    assert!(sheet.contains("В том числе НДС 20 %: 2 057,60"), "{sheet}");
}

#[test]
fn many_lines_take_more_sheets_and_what_is_signed_stays_together() {
    let line = bill().lines[0].clone();
    let many = Bill { lines: vec![line.clone(); 60], sum: Money::from_rubles(9_000 * 60), ..bill() };
    let sheets = read(&made(&seller(), &buyer(), &many));
    assert!(sheets.len() > 1, "{}", sheets.len());
    let last = sheets.last().unwrap();
    assert!(last.contains("Итого: 540 000,00") && last.contains("Бухгалтер"), "{last}");
    assert!(sheets.iter().all(|sheet| sheet.contains("№ Наименование Кол-во")), "every sheet has the head");
    assert!(sheets.iter().all(|sheet| sheet.contains(&format!("из {}", sheets.len()))));
}

#[test]
fn an_invoice_without_lines_and_an_entrepreneur_without_details_are_drawn() {
    let plain = Seller {
        inn: "500100732259".to_owned(),
        kpp: None,
        address: None,
        corr_account: None,
        director: None,
        accountant: None,
        ..seller()
    };
    let [sheet] = &read(&made(&plain, &buyer(), &Bill { lines: Vec::new(), ..bill() }))[..] else { panic!() };
    assert!(sheet.contains("1 Услуги по счёту № 118 от 15 мая 2026 г. 1 12 345,60 12 345,60"), "{sheet}");
    assert!(sheet.contains("Предприниматель") && !sheet.contains("Бухгалтер"), "{sheet}");
}
