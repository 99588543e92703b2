//! Stories of taking whole imports back.

use crate::{
    features::payments::{Paid, bank, opened},
    people::Role,
    playground::{Desk, Phone},
    story,
};

async fn loads(desk: &Desk, phone: &Phone<'_>, name: &str, bytes: &[u8]) {
    phone.sends_file(name, bytes).await;
    phone.presses("✅ Загрузить").await;
    desk.clock.set(desk.clock.now() + chrono::TimeDelta::minutes(1));
}

const ROMASHKA: Paid<'_> = (1, 19, 15_000, "7707083893", "Оплата по счету № 118");
const BERYOZKA: Paid<'_> = (2, 20, 4_000, "500100732259", "Частично по счету № 119");
const STRANGER: Paid<'_> = (3, 20, 700, "7700000000", "За доступ");

story!(a_statement_is_taken_back_with_all_that_stood_on_it, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk, "").await;
    for words in ["Ромашка обещали до 20.11 15к", "Берёзка обещали до 20.11 10к"] {
        anna.says(words).await;
        anna.presses("Сохранить").await;
    }
    desk.wait_until("2026-11-23T07:00:00Z").await;
    loads(desk, &irina, "bank.txt", &bank(22, &[ROMASHKA, BERYOZKA, STRANGER])).await;
    irina.says("/payments").await;
    irina.presses("Другой клиент").await;
    irina.says("берёзка").await;
    irina.presses("💡").await;
    let decided = irina.data("Отменить");
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state IN ('kept', 'partly')").await, 2);
    assert_eq!(desk.count("SELECT CAST(SUM(paid) AS BIGINT) FROM invoice").await, 1_970_000);
    irina.says("/imports").await;
    insta::assert_snapshot!(irina.phone(), @"
    📥 Последние загрузки

    🏦 Банк: bank.txt
    10:00, Ирина: новых 3, изменено 0, уже были 0

    🧾 Счета: invoices.csv
    16 нояб., пн, 10:00, с сервера: новых 2, изменено 0, уже были 0

    👥 Клиенты: clients.csv
    16 нояб., пн, 10:00, с сервера: новых 2, изменено 0, уже были 0
    [↩️ Отменить загрузку: bank.txt]
    [↩️ Отменить загрузку: invoices.csv]
    [☰ Меню]
    ");
    irina.presses("Отменить загрузку: bank.txt").await;
    insta::assert_snapshot!(irina.phone(), @"
    🏦 Банк: bank.txt
    Загружен 10:00

    Если отменить:
    уйдут 3 платежа на 19 700 ₽
    из них 1 разобран вручную: разбор тоже пропадёт
    в долг вернётся 19 700 ₽ по 2 счетам
    других выписок нет: что заплатили клиенты, мы знать не будем
    [↩️ Да, отменить]
    [⬅️ Загрузки]
    ");
    irina.presses("Да, отменить").await;
    insta::assert_snapshot!(irina.sees("Загрузка отменена"), @"
    🏦 Банк: bank.txt
    ↩️ Загрузка отменена.
    уйдут 3 платежа на 19 700 ₽
    из них 1 разобран вручную: разбор тоже пропадёт
    в долг вернётся 19 700 ₽ по 2 счетам
    других выписок нет: что заплатили клиенты, мы знать не будем
    [⬅️ Загрузки]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM allocation").await, 0);
    assert_eq!(desk.count("SELECT CAST(SUM(paid) AS BIGINT) FROM invoice").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise").await, 2, "the rest of the half-kept one was never awaited");
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'open'").await, 2);
    irina.forges(&decided).await;
    insta::assert_snapshot!(irina.toast(), @"Этого разбора больше нет: выписку с платежом отменили или платёж уже ждёт решения");
    anna.says("/promises").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 2 обещания на 25 000 ₽
    ТСН «Ромашка» — 15 000 ₽ до 20 нояб., пт (не знаем: загрузите банк)
    БЦ «Берёзка» — 10 000 ₽ до 20 нояб., пт (не знаем: загрузите банк)
    [🏢 ТСН «Ромашка»]
    [🏢 БЦ «Берёзка»]
    [☰ Меню]
    ");
    loads(desk, &irina, "bank.txt", &bank(22, &[ROMASHKA, BERYOZKA, STRANGER])).await;
    assert_eq!(desk.count("SELECT CAST(SUM(paid) AS BIGINT) FROM invoice").await, 1_900_000);
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state IN ('kept', 'partly')").await, 2);
});

story!(money_that_another_statement_tells_of_too_stays, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk, "").await;
    loads(desk, &irina, "first.txt", &bank(20, &[ROMASHKA, BERYOZKA])).await;
    loads(desk, &irina, "second.txt", &bank(22, &[ROMASHKA, STRANGER])).await;
    irina.says("/imports").await;
    irina.presses("first.txt").await;
    insta::assert_snapshot!(irina.phone(), @"
    🏦 Банк: first.txt
    Загружен 10:00

    Если отменить:
    уйдёт 1 платёж на 4 000 ₽
    в долг вернётся 4 000 ₽ по 1 счёту

    Останется:
    1 платёж на 15 000 ₽: он есть и в другой выписке
    [↩️ Да, отменить]
    [⬅️ Загрузки]
    ");
    irina.presses("Да, отменить").await;
    assert_eq!(desk.count("SELECT CAST(SUM(paid) AS BIGINT) FROM invoice").await, 1_500_000);
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 2);
    irina.says("/imports").await;
    irina.presses("Отменить загрузку: second.txt").await;
    irina.presses("Да, отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 0);
    assert_eq!(desk.count("SELECT CAST(SUM(paid) AS BIGINT) FROM invoice").await, 0);
});

story!(what_goes_is_just_what_was_shown, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk, "").await;
    loads(desk, &irina, "first.txt", &bank(20, &[ROMASHKA, BERYOZKA])).await;
    irina.says("/imports").await;
    irina.presses("first.txt").await;
    let yes = irina.data("Да, отменить");
    loads(desk, &irina, "second.txt", &bank(22, &[ROMASHKA])).await;
    irina.forges(&yes).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 2, "other money would have gone than was shown");
    irina.says("/imports").await;
    irina.presses("first.txt").await;
    let yes = irina.data("Да, отменить");
    irina.forges(&yes).await;
    irina.forges(&yes).await;
    assert!(irina.toast().starts_with("Эта загрузка уже отменена"), "{}", irina.toast());
    assert_eq!(desk.count("SELECT COUNT(*) FROM payment").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'import.undone'").await, 1);
});

story!(invoices_go_or_become_what_they_were, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk, "").await;
    let corrected = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;14000;06.11.2026\n\
        120;15.10.2026;500100732259;3000;30.10.2026\n";
    desk.clock.set("2026-11-16T08:00:00Z".parse().unwrap());
    loads(desk, &irina, "wrong.csv", corrected.as_bytes()).await;
    irina.says("/imports").await;
    irina.presses("wrong.csv").await;
    insta::assert_snapshot!(irina.phone(), @"
    🧾 Счета: wrong.csv
    Загружен 11:00

    Если отменить:
    уйдёт 1 счёт на 3 000 ₽
    вернётся прежняя сумма и срок у 1 счёта
    [↩️ Да, отменить]
    [⬅️ Загрузки]
    ");
    irina.presses("Да, отменить").await;
    assert_eq!(desk.count("SELECT sum FROM invoice WHERE number = '118' AND due_on = '2026-10-30'").await, 1_500_000);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 2);
    loads(desk, &irina, "wrong.csv", corrected.as_bytes()).await;
    assert_eq!(desk.count("SELECT sum FROM invoice WHERE number = '118'").await, 1_400_000, "it can be read again");
    irina.says("/imports").await;
    irina.presses("invoices.csv").await;
    irina.presses("Да, отменить").await;
    assert_eq!(desk.count("SELECT sum FROM invoice WHERE number = '118'").await, 1_400_000, "the later file says so");
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE number = '119'").await, 0);
});

story!(invoices_that_something_stands_on_do_not_go, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let (_, irina) = opened(desk, "").await;
    loads(desk, &irina, "bank.txt", &bank(20, &[ROMASHKA])).await;
    irina.says("/imports").await;
    irina.presses("invoices.csv").await;
    insta::assert_snapshot!(irina.phone(), @"
    🧾 Счета: invoices.csv
    Загружен 10:00

    🚫 Отменить нельзя: на этих данных уже стоят другие дела.
    Счёт 118: по нему пришло 15 000 ₽
    [⬅️ Загрузки]
    ");
    assert!(!irina.phone().contains("Да, отменить"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 2);
    irina.says("/imports").await;
    irina.presses("bank.txt").await;
    irina.presses("Да, отменить").await;
    irina.says("/imports").await;
    irina.presses("invoices.csv").await;
    irina.presses("Да, отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 0);
});

story!(whoever_may_not_load_may_not_take_back, "2026-11-23T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk, "").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    victor.says("/imports").await;
    victor.presses("clients.csv").await;
    insta::assert_snapshot!(victor.phone(), @"
    👥 Клиенты: clients.csv
    🚫 Целиком такую загрузку не отменить: на этих данных уже стоят другие дела. Исправьте файл и загрузите его ещё раз.
    [⬅️ Загрузки]
    ");
    victor.presses("Загрузки").await;
    let ask = victor.data("clients.csv");
    irina.says("/imports").await;
    assert!(!irina.phone().contains("Отменить загрузку: clients.csv"), "accounting loads no clients");
    irina.forges(&ask).await;
    insta::assert_snapshot!(irina.toast(), @"Эта кнопка устарела. Откройте /menu");
    anna.forges(&ask).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM import WHERE undone_at IS NOT NULL").await, 0);
});

story!(a_reminder_goes_with_its_invoice_but_one_that_was_sent_stays, "2026-11-16T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = opened(desk, "").await;
    let more = "Номер;Дата;ИНН;Сумма;Срок\n121;16.11.2026;500100732259;3000;18.11.2026\n";
    let stands = "SELECT COUNT(*) FROM dunning d JOIN invoice i ON i.id = d.invoice_id WHERE i.number = '121'";
    for again in [false, true] {
        loads(desk, &irina, "more.csv", more.as_bytes()).await;
        desk.clock.set(desk.clock.now() + chrono::TimeDelta::minutes(15));
        desk.look().await;
        desk.pump().await;
        assert_eq!(desk.count(stands).await, 1, "its day is near: {again}");
        if again {
            anna.says("/invoice берёзка").await;
            anna.presses("Счёт 121").await;
            anna.presses("Файл мне").await;
        }
        irina.says("/imports").await;
        irina.presses("more.csv").await;
        assert_eq!(irina.offers("Да, отменить"), !again, "{}", irina.phone());
        if !again {
            irina.presses("Да, отменить").await;
            assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 2);
            assert_eq!(desk.count("SELECT COUNT(*) FROM dunning").await, 2);
        }
    }
    assert!(irina.has("Счёт 121: его отправляли клиенту"), "{}", irina.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice").await, 3);
});
