//! What 1С tells comes by the door of files: once, whoever tells of it, in any order, taken back alike.

use super::{Firm, day};
use crate::{features::payments, money::Money, playground::Desk, story};

/// October, when the files' invoices are of.
fn october(day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

const FROM_ONE_C: &str = "SELECT COUNT(*) FROM import WHERE file_name = '1С'";
const PAYMENTS: &str = "SELECT COUNT(*) FROM payment";

story!(what_stands_in_one_c_comes_by_itself_in_working_hours, "2026-11-24T05:30:00Z", async |desk: &Desk| {
    let (anna, firm) = Firm::opened(desk).await;
    let bill = firm.bill(firm.romashka, "00БП-000118", october(15), 15_000);
    firm.bill(firm.beryozka, "00БП-000130", day(16), 5_000);
    let stranger = desk.one_c.party("ООО «Чужой»", "7728168971");
    firm.bill(stranger, "00БП-000140", day(16), 1_000);
    firm.bill(stranger, "00БП-000141", day(17), 1_000);
    firm.paid(firm.romashka, 23, "415", 15_000, &[(bill, 15_000)]);
    desk.one_c.owes(firm.beryozka, Money::from_kopecks(1_499_010));
    desk.one_c.advance(stranger, Money::from_rubles(7));
    desk.opens_books().await.unwrap();
    desk.tick().await;
    assert_eq!(desk.count(FROM_ONE_C).await, 0, "nobody works yet");
    desk.wait_until("2026-11-24T06:01:00Z").await;
    assert_eq!(desk.count(FROM_ONE_C).await, 2, "invoices and money");
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 3, "118 is the one that a file has brought");
    assert_eq!(desk.count("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '118'").await, 1_500_000);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE number = '118' AND due_on = '2026-10-30'").await, 1);
    insta::assert_snapshot!(firm.told(), @"
    📒 1С: нужно ваше внимание
    • В 1С есть счета контрагента ООО «Чужой» (ИНН 7728168971), но такого клиента у нас нет. Загрузите его — счета придут сами.
    [📒 Сверка]
    ");
    assert_eq!(firm.times(), 1);
    desk.wait_until("2026-11-24T09:30:00Z").await;
    assert_eq!(firm.times(), 1, "it is told once");
    assert_eq!(desk.count(FROM_ONE_C).await, 2, "what brings no news leaves no trace");
    firm.irina.says("/ledger").await;
    insta::assert_snapshot!(firm.irina.phone(), @"
    📒 Сверка с 1С
    Прочитано 12:30

    ⚠️ Не сходится в документах:
    • В 1С есть счета контрагента ООО «Чужой» (ИНН 7728168971), но такого клиента у нас нет. Загрузите его — счета придут сами.

    Долги по счёту 62 на 12:30: у нас 15 000 ₽, в 1С 14 990,10 ₽
    Ещё 1 контрагента 1С нет среди наших клиентов: −7 ₽

    Расходится у 1 клиента:
    1. БЦ «Берёзка»: у нас 15 000 ₽, в 1С 14 990,10 ₽ (разница 9,90 ₽)
    [🏢 БЦ «Берёзка»]
    [🔄 Прочитать сейчас]
    [☰ Меню]
    ");
    firm.irina.says("/imports").await;
    insta::assert_snapshot!(firm.irina.phone(), @"
    📥 Последние загрузки

    🏦 Банк: 1С
    09:00, само: новых 1, изменено 0, уже были 0

    🧾 Счета: 1С
    09:00, само: новых 1, изменено 0, уже были 1

    🧾 Счета: invoices.csv
    08:30, с сервера: новых 2, изменено 0, уже были 0

    👥 Клиенты: clients.csv
    08:30, с сервера: новых 2, изменено 0, уже были 0
    [↩️ Отменить загрузку: платежи из 1С]
    [↩️ Отменить загрузку: счета из 1С]
    [↩️ Отменить загрузку: invoices.csv]
    [☰ Меню]
    ");
    anna.says("/ledger").await;
    assert!(!anna.phone().contains("Берёзка"), "{}", anna.phone());
});

story!(without_one_c_nothing_is_read_and_it_is_said, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    desk.tick().await;
    firm.irina.says("/ledger").await;
    assert!(firm.irina.phone().contains("1С не подключена"), "{}", firm.irina.phone());
    assert_eq!(desk.one_c.asked("Document_СчетНаОплатуПокупателю"), 0);
});

story!(a_payment_told_by_bank_and_one_c_is_one_in_any_order, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let (ours, theirs) = ("7707083893", "500100732259");
    let first = payments::bank(20, &[(1, 20, 15_000, ours, "счет 118")]);
    let both = payments::bank(24, &[(1, 20, 15_000, ours, "счет 118"), (2, 23, 10_000, theirs, "счет 119")]);
    desk.imports("bank", "first.txt", &first, false).await.unwrap();
    firm.paid(firm.romashka, 20, "000001", 15_000, &[]);
    firm.paid(firm.beryozka, 23, "2", 10_000, &[]);
    desk.opens_books().await.unwrap();
    desk.tick().await;
    assert_eq!(desk.count(PAYMENTS).await, 2, "the bank has told of the first");
    let report = desk.imports("bank", "both.txt", &both, false).await.unwrap();
    assert_eq!((report.added, report.same, report.problems.len()), (0, 2, 0), "1С has told of the second");
    let again = desk.imports("bank", "both.txt", &both, false).await.unwrap();
    assert_eq!((again.added, again.same, again.is_news()), (0, 2, false));
    firm.reads().await;
    assert_eq!((desk.count(PAYMENTS).await, desk.count("SELECT COUNT(*) FROM payment_told").await), (2, 4));
    let paid = "SELECT CAST(SUM(paid) AS BIGINT) FROM invoice";
    assert_eq!(desk.count(paid).await, 2_500_000);

    firm.irina.says("/imports").await;
    firm.irina.presses("Отменить загрузку: платежи из 1С").await;
    firm.irina.presses("Да, отменить").await;
    assert_eq!(desk.count(PAYMENTS).await, 2, "statements hold them");
    assert!(firm.irina.phone().contains("придёт снова"), "{}", firm.irina.phone());
    firm.irina.says("/imports").await;
    firm.irina.presses("both.txt").await;
    firm.irina.presses("Да, отменить").await;
    assert_eq!((desk.count(PAYMENTS).await, desk.count(paid).await), (1, 1_500_000), "the first statement holds one");
    firm.reads().await;
    assert_eq!((desk.count(PAYMENTS).await, desk.count(paid).await), (2, 2_500_000), "1С still says so");
    desk.imports("bank", "both.txt", &both, false).await.unwrap();
    assert_eq!((desk.count(PAYMENTS).await, desk.count(paid).await), (2, 2_500_000));
});

story!(payments_alike_are_as_many_as_the_bank_has_seen, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let inn = "7707083893";
    let twice = [(1, 20, 500, inn, "за связь"), (2, 20, 500, inn, "за связь"), (1, 23, 500, inn, "за связь")];
    desk.imports("bank", "bank.txt", &payments::bank(23, &twice), false).await.unwrap();
    for order in ["", "2"] {
        firm.paid(firm.romashka, 20, order, 500, &[]);
    }
    desk.opens_books().await.unwrap();
    desk.tick().await;
    assert_eq!(desk.count(PAYMENTS).await, 3, "one of them without a number of its order");
    firm.paid(firm.romashka, 23, "1", 500, &[]);
    firm.reads().await;
    assert_eq!(desk.count(PAYMENTS).await, 3, "the number alone is not enough: the day is another");
    firm.paid(firm.romashka, 23, "3", 500, &[]);
    firm.reads().await;
    assert_eq!(desk.count(PAYMENTS).await, 4, "the bank's file has not come to it yet");
});

story!(what_the_accountant_has_written_down_comes_before_everything, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let old = firm.bill(firm.romashka, "118", october(15), 15_000);
    let new = firm.bill(firm.romashka, "130", day(16), 15_000);
    let other = firm.bill(firm.beryozka, "119", october(15), 10_000);
    let unknown = payments::bank(20, &[(3, 20, 7_000, "7728168971", "за услуги")]);
    desk.imports("bank", "bank.txt", &unknown, false).await.unwrap();
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await, 1);
    firm.paid(firm.romashka, 20, "1", 15_000, &[(new, 15_000)]);
    let owner = desk.one_c.party("ООО «Хозяин»", "7728168971");
    firm.paid(owner, 20, "3", 7_000, &[(old, 5_000), (old, 2_000)]);
    let odd = firm.paid(firm.beryozka, 20, "4", 500, &[(other, 400)]);
    desk.opens_books().await.unwrap();
    desk.tick().await;
    let paid = async |number: &'static str| desk.count(number).await;
    assert_eq!(paid("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '130'").await, 1_500_000);
    assert_eq!(paid("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '118'").await, 700_000, "the owner pays");
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await, 1, "a word that does not fit");
    desk.one_c.rewrite(
        odd,
        "РасшифровкаПлатежа",
        &format!("[{{\"СуммаПлатежа\": 500, \"СчетНаОплату_Key\": \"{other}\"}}]"),
    );
    firm.reads().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await, 0, "she has corrected it");
    assert_eq!(paid("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '119'").await, 50_000);
});

story!(what_a_hand_has_decided_stays_whatever_the_accountant_writes, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let bill = firm.bill(firm.romashka, "118", october(15), 15_000);
    let unknown = payments::bank(20, &[(3, 20, 7_000, "7728168971", "за услуги")]);
    desk.imports("bank", "bank.txt", &unknown, false).await.unwrap();
    firm.irina.says("/payments").await;
    firm.irina.presses("Другой клиент").await;
    firm.irina.says("Берёзка").await;
    firm.irina.presses("119").await;
    let owner = desk.one_c.party("ООО «Хозяин»", "7728168971");
    firm.paid(owner, 20, "3", 7_000, &[(bill, 7_000)]);
    desk.opens_books().await.unwrap();
    desk.tick().await;
    assert_eq!(desk.count(PAYMENTS).await, 1);
    assert_eq!(desk.count("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '119'").await, 700_000);
    assert_eq!(desk.count("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '118'").await, 0);
});
