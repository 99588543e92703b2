//! What does not fit, what 1С does not know yet, and 1С that is down.

use super::{Firm, day};
use crate::{money::Money, outside::one_c::stand_in::Fault, playground::Desk, story};
use chrono::TimeDelta;

story!(an_invoice_that_is_gone_in_one_c_is_told_once_and_stays, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let [deleted, erased, renumbered, cheaper] =
        ["130", "131", "132", "133"].map(|number| firm.bill(firm.beryozka, number, day(16), 1_000));
    let paid = firm.paid(firm.beryozka, 20, "5", 1_000, &[(cheaper, 1_000)]);
    let draft = firm.bill(firm.beryozka, "134", day(17), 1_000);
    desk.one_c.unpost(draft);
    desk.opens_books().await.unwrap();
    desk.tick().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 6, "what is not posted is not read");
    assert_eq!(firm.times(), 0);
    desk.one_c.delete(deleted);
    desk.one_c.erase(erased);
    desk.one_c.rewrite(renumbered, "Number", "\"00БП-000999\"");
    desk.one_c.correct(cheaper, Money::from_rubles(900));
    desk.one_c.unpost(paid);
    firm.reads().await;
    insta::assert_snapshot!(firm.told(), @"
    📒 1С: нужно ваше внимание
    • Счёт 130 от 16 нояб., пн в 1С удалён или не проведён, а у нас он есть.
    • Счёт 132 в 1С стал 00БП-000999 от 16 нояб., пн, у нас он под прежним номером и днём.
    • Счёт 131 от 16 нояб., пн в 1С удалён или не проведён, а у нас он есть.
    • Счёт 133 от 16 нояб., пн не взят. Счёт 133 уже оплачен на 1 000 ₽: сумма не может стать меньше.
    • Платёж на 1 000 ₽ от 20 нояб., пт, п/п 5, в 1С удалён или не проведён, а у нас он учтён.
    [📒 Сверка]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 6, "nothing of ours goes by itself");
    for _ in 0..2 {
        firm.reads().await;
    }
    assert_eq!(firm.times(), 1, "told once");
    desk.one_c.rewrite(deleted, "DeletionMark", "false");
    firm.reads().await;
    desk.one_c.delete(deleted);
    firm.reads().await;
    assert_eq!(firm.times(), 2, "it was put right, and is wrong anew");
});

story!(one_c_that_is_down_loses_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    firm.paid(firm.romashka, 23, "415", 15_000, &[]);
    desk.one_c.set_shut(true).await.unwrap();
    desk.opens_books().await.unwrap();
    for (minutes, tries) in [(0, 1), (1, 1), (1, 2), (3, 2), (1, 3)] {
        desk.clock.set(desk.clock.now() + TimeDelta::minutes(minutes));
        desk.tick().await;
        assert_eq!(desk.count("SELECT failures FROM ledger_source").await, tries, "after {minutes} more");
        assert_eq!(firm.times(), usize::from(tries == 3), "silence that passes soon is no news");
    }
    firm.irina.says("/ledger").await;
    insta::assert_snapshot!(firm.irina.phone(), @"
    📒 Сверка с 1С
    Ещё ни разу не прочитано
    ⚠️ В последний раз не вышло. 1С недоступна. Следующая попытка 10:14
    [🔄 Прочитать сейчас]
    [☰ Меню]
    ");
    firm.reads().await;
    assert_eq!(firm.times(), 1, "told once");
    desk.one_c.set_shut(false).await.unwrap();
    firm.reads().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 1);
    firm.irina.says("/ledger").await;
    assert!(!firm.irina.phone().contains("не вышло"), "{}", firm.irina.phone());
});

story!(what_does_not_pass_by_itself_is_told_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    firm.bill(firm.romashka, "130", day(16), 1_000);
    desk.one_c.forbid("Document_ПоступлениеНаРасчетныйСчет");
    desk.opens_books().await.unwrap();
    desk.tick().await;
    let told = firm.told();
    assert!(told.contains("нет в 1С права читать Document_ПоступлениеНаРасчетныйСчет"), "{told}");
    desk.one_c.allow_all();
    desk.one_c.set_fault(Some(Fault::Business));
    firm.reads().await;
    assert!(firm.told().contains("1С отказала: Не удалось прочитать"), "{}", firm.told());
    desk.one_c.set_fault(None);
    desk.one_c.leave_out("AccountingRegister_Хозрасчетный");
    firm.reads().await;
    let told = firm.told();
    assert!(told.contains("не открыт для обмена объект AccountingRegister_Хозрасчетный"), "{told}");
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE number = '130'").await, 1, "invoices come without it");
    firm.irina.says("/ledger").await;
    assert!(!firm.irina.phone().contains("Долги по счёту 62"), "{}", firm.irina.phone());
});

story!(money_that_one_c_does_not_know_of_yet_breaks_no_promise, "2026-11-18T07:00:00Z", async |desk: &Desk| {
    let (anna, firm) = Firm::opened(desk).await;
    anna.says("Берёзка обещали до 20.11 10к").await;
    anna.presses("Сохранить").await;
    desk.opens_books().await.unwrap();
    firm.paid(firm.romashka, 20, "1", 100, &[]);
    desk.wait_until("2026-11-24T07:00:00Z").await;
    let broken = "SELECT COUNT(*) FROM promise WHERE state = 'broken'";
    assert_eq!(desk.count(broken).await, 0, "the accountant may not have finished the 20th");
    firm.paid(firm.romashka, 23, "2", 100, &[]);
    firm.reads().await;
    assert_eq!(desk.count(broken).await, 1);
    firm.paid(firm.beryozka, 20, "3", 10_000, &[]);
    firm.reads().await;
    assert_eq!(desk.count(broken).await, 0, "it was kept after all");
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'kept'").await, 1);
});

story!(what_can_not_be_read_is_told_and_spoils_nothing_else, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, firm) = Firm::opened(desk).await;
    let odd = firm.bill(firm.romashka, "130", day(16), 1_000);
    firm.bill(firm.romashka, "131", day(16), 1_000);
    desk.one_c.rewrite(odd, "СуммаДокумента", "1000.005");
    let nobody = desk.one_c.party("Без ИНН", "");
    firm.bill(nobody, "132", day(16), 1_000);
    desk.opens_books().await.unwrap();
    desk.tick().await;
    let told = firm.told();
    assert!(told.contains("130 не читается") && told.contains("контрагента Без ИНН без ИНН"), "{told}");
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 3);
});
