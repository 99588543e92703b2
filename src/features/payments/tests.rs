//! Money that comes: it finds its invoice or waits for a hand, and judges promises.

use super::desk_tests::{self, INVOICES};
use crate::{
    paykit,
    playground::{Desk, Phone},
    story,
};

const NOVEMBER: &str = "120;16.11.2026;7707083893;15000;30.11.2026\n";

/// Two clients with invoices, one of them with a second one, their manager and the accountant.
async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    desk_tests::opened(desk, NOVEMBER).await
}

/// A statement of the days up to `to` with payments, numbered in turn: day of November, roubles, INN, purpose.
fn bank(to: u32, payments: &[(u32, i64, &str, &str)]) -> Vec<u8> {
    let numbered =
        payments.iter().zip(1..).map(|((on, rubles, inn, purpose), number)| (number, *on, *rubles, *inn, *purpose));
    desk_tests::bank(to, &numbered.collect::<Vec<_>>())
}

async fn loads(irina: &Phone<'_>, bytes: &[u8]) -> String {
    irina.sends_file("bank.txt", bytes).await;
    let told = irina.phone();
    irina.presses("Загрузить").await;
    told
}

story!(money_finds_its_invoice_and_the_rest_waits_for_a_hand, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk).await;
    let statement = bank(
        23,
        &[
            (20, 15_000, "7707083893", "Оплата по счету № 118 от 15.10.2026"),
            (20, 10_000, "500100732259", "Абонентская плата"),
            (23, 20_000, "7707083893", "За ноябрь"),
            (23, 500, "7700000000", "Возврат"),
        ],
    );
    insta::assert_snapshot!(loads(&irina, &statement).await, @"
    🏦 Банк: bank.txt
    Новых: 4 · изменится: 0 · без изменений: 0
    Поступления: 4 на 45 500 ₽; списаний: 0
    Разнесено по счетам 25 000 ₽; ждут решения: 2 (/payments)
    Выписка по 23 нояб., пн
    Пока ничего не загружено.
    [✅ Загрузить]
    [☰ Меню]
    ");
    anna.says("/overdue").await;
    assert!(anna.phone().starts_with("💸 Просрочки нет."), "{}", anna.phone());
    irina.says("/payments").await;
    insta::assert_snapshot!(irina.phone(), @"
    🏦 2 платежа ждут решения

    20 000 ₽ · 23 нояб., пн · п/п 3
    Плательщик, ИНН 7707083893
    «За ноябрь»
    Похоже, это ТСН «Ромашка». Что он оплатил?
    [💡 Счёт 120: 15 000 ₽, аванс 5 000 ₽]
    [Счёт 120: 15 000 ₽, срок 30 нояб., пн]
    [💰 Старые счета по порядку]
    [🔎 Другой клиент] [🚫 Не от клиента]
    [⏭ Следующий] [☰ Меню]
    ");
    irina.presses("💡 Счёт 120").await;
    insta::assert_snapshot!(irina.sees("Разнесено"), @"
    ✅ Разнесено 15 000 ₽
    Сверх счетов осталось 5 000 ₽: аванс.
    [↩️ Отменить]
    ");
    insta::assert_snapshot!(irina.phone(), @"
    🏦 1 платёж ждёт решения

    500 ₽ · 23 нояб., пн · п/п 4
    Плательщик, ИНН 7700000000
    «Возврат»
    [🔎 Другой клиент] [🚫 Не от клиента]
    [⏭ Следующий] [☰ Меню]
    ");
    irina.presses("Другой клиент").await;
    irina.says("берёзка").await;
    assert!(irina.phone().contains("Похоже, это БЦ «Берёзка»"), "{}", irina.phone());
    irina.presses("Не от клиента").await;
    assert!(irina.has("500 ₽ — не от клиента") || irina.has("500\u{a0}₽ — не от клиента"), "{}", irina.phone());
    irina.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await, 1);
    assert_eq!(desk.count("SELECT paid FROM invoice WHERE number = '120'").await, 1_500_000);
    let again = loads_again(&irina, &statement).await;
    assert!(again.contains("Нового нет: этот файл уже загружен."), "{again}");
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 4);
});

async fn loads_again(irina: &Phone<'_>, bytes: &[u8]) -> String {
    irina.sends_file("bank.txt", bytes).await;
    irina.phone()
}

story!(a_promise_is_kept_partly_kept_or_broken_by_the_bank_alone, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk).await;
    anna.says("Ромашка обещали до 20.11 15к").await;
    anna.presses("Сохранить").await;
    anna.says("Берёзка обещали до 20.11 10к").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-11-23T07:00:00Z").await;
    anna.says("/promises").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 2 обещания на 25 000 ₽
    ТСН «Ромашка» — 15 000 ₽ до 20 нояб., пт (не знаем: загрузите банк)
    БЦ «Берёзка» — 10 000 ₽ до 20 нояб., пт (не знаем: загрузите банк)
    [🏢 ТСН «Ромашка»]
    [🏢 БЦ «Берёзка»]
    [☰ Меню]
    ");
    let partly = [(19, 15_000, "7707083893", "счет 118"), (20, 4_000, "500100732259", "счет 119")];
    let told = loads(&irina, &bank(22, &partly)).await;
    assert!(told.contains("Обещания: сдержано 1, частично 1, нарушено 0"), "{told}");
    anna.says("/promises").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 1 обещание на 6 000 ₽
    БЦ «Берёзка» — 6 000 ₽ до 24 нояб., вт
    [🏢 БЦ «Берёзка»]
    [☰ Меню]
    ");
    desk.wait_until("2026-11-26T07:00:00Z").await;
    let told = loads(&irina, &bank(25, &[])).await;
    assert!(told.contains("нарушено 1"), "{told}");
    anna.says("/promises").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Не сдержали: 1
    ⚠️ БЦ «Берёзка» — 6 000 ₽ обещали до 24 нояб., вт, не заплатили
    [🏢 БЦ «Берёзка»]
    [☰ Меню]
    ");
});

story!(an_invoice_is_read_once_corrected_and_never_twice, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    opened(desk).await;
    let same = desk.imports("invoices", "a.csv", format!("{INVOICES}{NOVEMBER}").as_bytes(), false).await.unwrap();
    assert_eq!((same.added, same.changed, same.same), (0, 0, 3));
    let corrected = format!("{INVOICES}{NOVEMBER}").replace(";15000;30.10.2026", ";14 500,50;30.10.2026");
    let report = desk.imports("invoices", "b.csv", corrected.as_bytes(), false).await.unwrap();
    assert_eq!((report.added, report.changed), (0, 1));
    assert_eq!(desk.count("SELECT sum FROM invoice WHERE number = '118'").await, 1_450_050);
    let bad = "Номер;Дата;ИНН;Сумма\n1;вчера;7707083893;1\n2;15.10.2026;7707083893;много\n3;15.10.2026;1;1\n\
        4;15.10.2026;7707083893;1\n4;15.10.2026;7707083893;1\n";
    let report = desk.imports("invoices", "c.csv", bad.as_bytes(), false).await.unwrap();
    let lines: Vec<_> = report.problems.iter().map(|problem| (problem.line, problem.column.as_str())).collect();
    assert_eq!(lines, [(2, "дата"), (3, "сумма"), (4, "инн"), (6, "номер")]);
    let other = "Номер;Дата;ИНН;Сумма\n118;15.10.2026;500100732259;15000\n";
    let report = desk.imports("invoices", "d.csv", other.as_bytes(), false).await.unwrap();
    assert_eq!(report.problems.len(), 1, "an invoice does not change hands: {report:?}");
    assert_eq!(report.problems[0].why, crate::t!("invoice-of-another", number = "118"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 3, "nothing is half-imported");
});

story!(money_a_hand_has_found_keeps_the_promise_it_seemed_to_break, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk).await;
    anna.says("Берёзка обещали до 20.11 10к").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-11-23T07:00:00Z").await;
    loads(&irina, &bank(22, &[(19, 10_000, "7700000000", "за связь")])).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'broken'").await, 1);
    irina.says("/payments").await;
    irina.presses("Другой клиент").await;
    irina.says("Берёзка").await;
    irina.presses("119").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'kept'").await, 1);
});

story!(calls_undone_in_any_order_leave_no_promise_behind, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let mut undo = Vec::new();
    for words in ["Берёзка обещали до 20.11 10к", "Берёзка обещали до 24.11 9к"] {
        anna.says(words).await;
        anna.presses("Сохранить").await;
        undo.push(anna.data("Отменить"));
        assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'open'").await, 1);
    }
    for (data, left) in undo.iter().zip([1, 0]) {
        anna.forges(data).await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'open'").await, left);
    }
});

story!(money_paid_by_a_kit_finds_its_invoice_whoever_pays, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk).await;
    let mark = paykit::Reference::of("118", "2026-10-15".parse().unwrap());
    let purpose = format!("АБОН. ПЛАТА, {mark}");
    loads(&irina, &bank(23, &[(20, 9_000, "7728168971", &purpose), (23, 6_000, "7728168971", &purpose)])).await;
    assert_eq!(desk.count("SELECT CAST(paid AS BIGINT) FROM invoice WHERE number = '118'").await, 1_500_000);
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await, 0);
});

story!(an_order_to_pay_by_is_no_statement, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk).await;
    let (seller, buyer, bill) = (paykit::samples::seller(), paykit::samples::buyer(), paykit::samples::bill());
    let order = paykit::order(&seller, &buyer, &bill, "Оплата", "2026-11-24".parse().unwrap());
    irina.sends_file("118.txt", &order).await;
    assert!(irina.has("Это платёжное поручение для клиента"), "{}", irina.phone());
    assert!(!irina.offers("Загрузить"), "{}", irina.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 0);
});
