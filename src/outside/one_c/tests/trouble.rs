//! What is read, and what is said when it can't be.

use super::{OneC, PATIENCE, Paid, Settings, begin, day};
use crate::{
    money::Money,
    outside::one_c::{Refusal, stand_in::Fault},
};

#[tokio::test]
async fn the_books_are_read_as_they_are() {
    let (stand_in, one_c) = begin().await;
    let firm = stand_in.party("ООО \"Ромашка & Ко\"", "7707083893");
    let other = stand_in.party("Берёзка", "500100732259");
    let bill = stand_in.invoice("00БП-000123", day(15), firm, Money::from_kopecks(1_499_010));
    let old = stand_in.invoice("00БП-000001", day(1), other, Money::from_rubles(1));
    let paid = Paid {
        party: firm,
        on: day(22),
        order: "415",
        ordered_on: Some(day(21)),
        sum: Money::from_kopecks(1_499_010),
        purpose: "Оплата по счету 123 от 15.05.2026",
        pays: &[(bill, Money::from_kopecks(1_499_010))],
    };
    stand_in.receipt(&paid);
    stand_in.owes(firm, Money::from_kopecks(1_499_010));
    stand_in.advance(firm, Money::from_kopecks(10));
    stand_in.advance(other, Money::from_rubles(5));

    let books = one_c.open().await.unwrap();
    let invoices = books.invoices(day(15)).await.unwrap();
    assert_eq!(invoices.rows.len(), 1, "the old one was not asked for: {old}");
    let read = &invoices.rows[0];
    assert_eq!((read.key, read.number.as_str(), read.on, read.party), (bill, "00БП-000123", day(15), Some(firm)));
    assert_eq!((read.sum.kopecks(), read.stands), (1_499_010, true));
    let receipt = books.receipts(day(1)).await.unwrap().rows.remove(0);
    assert_eq!((receipt.party, receipt.order.as_str(), receipt.ordered_on), (Some(firm), "415", Some(day(21))));
    assert_eq!((receipt.pays, receipt.of_buyer), (vec![(bill, paid.sum)], true));
    let parties = books.parties(&[firm, other].into()).await.unwrap();
    assert_eq!((parties[&firm].name.as_str(), parties[&firm].inn.as_str()), ("ООО \"Ромашка & Ко\"", "7707083893"));
    let debts = books.debts(day(31).into()).await.unwrap();
    assert_eq!((debts[&firm].kopecks(), debts[&other].kopecks()), (1_499_000, -500));

    stand_in.delete(bill);
    assert!(!books.invoices(day(15)).await.unwrap().rows[0].stands);
    stand_in.rewrite(bill, "СуммаДокумента", "\"много\"");
    let unread = books.invoices(day(15)).await.unwrap();
    assert_eq!((unread.rows.len(), unread.unread), (0, vec!["00БП-000123".to_owned()]));
    stand_in.erase(bill);
    assert_eq!(books.invoices_by_key(&[bill, old]).await.unwrap().rows.len(), 1);
    stand_in.keep_payers_alone();
    stand_in.receipt(&Paid { order: "", ordered_on: None, pays: &[], ..paid });
    let last = books.receipts(day(1)).await.unwrap().rows;
    let last = last.iter().find(|receipt| receipt.order.is_empty()).unwrap();
    assert_eq!((last.party, last.ordered_on, last.pays.len()), (Some(firm), None, 0));
}

#[tokio::test]
async fn whatever_goes_wrong_has_its_name_and_what_can_not_pass_is_not_asked_again() {
    let (stand_in, one_c) = begin().await;
    let receipts = "Document_ПоступлениеНаРасчетныйСчет";
    let books = one_c.open().await.unwrap();
    let said = async || books.receipts(day(1)).await.unwrap_err();
    for (fault, refusal) in [
        (Fault::Page, Refusal::Page),
        (Fault::Business, Refusal::Business("Не удалось прочитать: база закрыта для обновления".to_owned())),
        (Fault::Login, Refusal::Login),
        (Fault::RightsInXml, Refusal::Rights(receipts.to_owned())),
        (Fault::Unpublished, Refusal::Unpublished),
        (Fault::Half, Refusal::Unread(format!("{receipts}: a list was expected"))),
    ] {
        stand_in.set_fault(Some(fault));
        assert_eq!(said().await, refusal);
        assert!(!refusal.may_pass(), "{refusal}");
    }
    for fault in [Fault::Unavailable, Fault::Lost] {
        stand_in.set_fault(Some(fault));
        let refusal = said().await;
        assert!(matches!(refusal, Refusal::Silent(_)) && refusal.may_pass(), "{refusal}");
    }
    stand_in.set_fault(None);
    stand_in.set_shut(true).await.unwrap();
    assert!(matches!(said().await, Refusal::Unreachable(_)));
    stand_in.set_shut(false).await.unwrap();
    assert_eq!(books.receipts(day(1)).await.unwrap().rows, []);

    stand_in.forbid(receipts);
    let before = stand_in.asked(receipts);
    assert_eq!(said().await, Refusal::Rights(receipts.to_owned()));
    assert_eq!(stand_in.asked(receipts), before + 1);
    stand_in.leave_out("AccountingRegister_Хозрасчетный");
    let missing = one_c.prove().await.unwrap();
    let register = Refusal::Absent("AccountingRegister_Хозрасчетный".to_owned());
    assert_eq!(missing, [Refusal::Rights(receipts.to_owned()), register]);
    stand_in.allow_all();
    assert_eq!(one_c.prove().await.unwrap(), []);
}

#[tokio::test]
async fn our_organisation_is_found_by_name_or_number_and_only_its_documents_are_read() {
    let (stand_in, one_c) = begin().await;
    let firm = stand_in.party("Ромашка", "7707083893");
    stand_in.invoice("1", day(15), firm, Money::from_rubles(1));
    let foreign = stand_in.invoice("2", day(15), firm, Money::from_rubles(1));
    stand_in.rewrite(foreign, "Организация_Key", "\"11111111-0000-4000-8000-000000000010\"");
    assert_eq!(one_c.open().await.unwrap().invoices(day(1)).await.unwrap().rows.len(), 1);
    let with = |organisation: Option<&str>| {
        let organisation = organisation.map(str::to_owned);
        OneC::new(Settings { organisation, ..stand_in.settings(PATIENCE) }).unwrap()
    };
    assert!(with(Some("7700000009")).open().await.is_ok());
    assert_eq!(with(None).open().await.unwrap().invoices(day(1)).await.unwrap().rows.len(), 2);
    let said = with(Some("ООО «Д'Артаньян»")).open().await.map(drop).unwrap_err();
    assert_eq!(said, Refusal::Organisation("ООО «Д'Артаньян»".to_owned(), 0));
    let wrong = OneC::new(Settings { user: "Никто".to_owned(), ..stand_in.settings(PATIENCE) }).unwrap();
    assert_eq!(wrong.prove().await.unwrap_err(), Refusal::Login);
}
