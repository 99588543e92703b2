//! Stories of bills: what people see and do. There is no ПланФакт here: each step is a tap.

use crate::{
    features::deliveries::{OLGA, joins},
    people::Role,
    playground::{
        Desk, Phone,
        ledger::{self, Order},
    },
    story,
};

pub(super) const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Город\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011;Москва\n\
    ООО «Лотос»;7736050003;Мария;Игорь;;+79161110022;Москва\n";

/// Two managers with a client each, accounting.
pub(super) async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>, Phone<'_>) {
    let anna = desk.manager("Анна").await;
    let maria = desk.manager("Мария").await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    (anna, maria, irina)
}

/// A manager asks for an invoice for «Ромашка».
pub(super) async fn asks(anna: &Phone<'_>, subject: &str) {
    anna.says("/bill Ромашка").await;
    for words in [subject, "15000", "27.11"] {
        anna.says(words).await;
    }
    anna.presses("Запросить").await;
}

/// A manager hands in a supplier's bill.
pub(super) async fn hands_in(anna: &Phone<'_>, supplier: &str) {
    anna.says(&format!("/pf {supplier}")).await;
    for words in ["7736050003", "Стрелы 4 шт.", "42000", "27.11"] {
        anna.says(words).await;
    }
    anna.presses("Запросить").await;
}

story!(an_invoice_is_asked_for_entered_made_sent_and_paid, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    irina.hears();
    anna.says("выставить").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 Заявка на счёт

    Какому клиенту нужен счёт? Выберите или напишите название.
    [ТСН «Ромашка»]
    [✖️ Отмена]
    ");
    anna.says("ромашка").await;
    anna.says("Пульты 10 шт.").await;
    anna.says("много").await;
    insta::assert_snapshot!(anna.phone(), @"
    Не понял сумму «много». Например: 15000, 15к или 12 345,60

    🧾 Заявка на счёт · ТСН «Ромашка»

    🏢 ТСН «Ромашка»
    ИНН 7707083893
    📝 Пульты 10 шт.

    На какую сумму?
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("15к").await;
    anna.says("пт").await;
    anna.presses("ИНН").await;
    anna.says("7707083894").await;
    insta::assert_snapshot!(anna.phone(), @"
    В ИНН «7707083894» ошибка: не сходится контрольная цифра. Проверьте и напишите ещё раз.

    🧾 Заявка на счёт · ТСН «Ромашка»

    🏢 ТСН «Ромашка»
    ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽
    🗓 До 27 нояб., пт

    ИНН плательщика?
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("7707083893").await;
    anna.presses("Основание").await;
    anna.says("Договор 7").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 Заявка на счёт · ТСН «Ромашка»

    🏢 ТСН «Ромашка»
    ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽
    🗓 До 27 нояб., пт
    📎 Основание: Договор 7

    Всё верно? Заявка уйдёт в бухгалтерию.
    [✅ Запросить]
    [✏️ Клиент] [✏️ ИНН]
    [✏️ Предмет] [✏️ Сумма]
    [✏️ Срок] [✏️ Основание]
    [📎 Файл]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Запросить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Заявка записана.

    🧾 С-1 · счёт клиенту · ждёт внесения в ПФ

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽, нужен до 27 нояб., пт
    📎 Основание: Договор 7
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 15:00
    [🚫 Отозвать]
    [🧾 Все заявки] [🏢 Клиент]
    [↩️ Отменить]
    ");
    insta::assert_snapshot!(irina.phone(), @"
    🔔 Новая заявка, запрашивает Анна: внесите в ПФ.

    🧾 С-1 · счёт клиенту · ждёт внесения в ПФ

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽, нужен до 27 нояб., пт
    📎 Основание: Договор 7
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 15:00
    [✅ Внесено в ПФ] [🚫 Отказать]
    [📋 ИНН] [📋 Предмет]
    [🧾 Все заявки] [🏢 Клиент]
    ");

    let enter = irina.data("Внесено в ПФ");
    irina.presses("Внесено в ПФ").await;
    insta::assert_snapshot!(irina.phone(), @"
    ✅ Отмечено: внесено в ПФ.

    🧾 С-1 · счёт клиенту · в ПФ, ждёт выставления

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽, нужен до 27 нояб., пт
    📎 Основание: Договор 7
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 25 нояб., ср, 10:00
    [🧾 Счёт выставлен] [🚫 Отказать]
    [🧾 Все заявки] [🏢 Клиент]
    [↩️ Отменить]
    ");
    irina.forges(&enter).await;
    assert_eq!(irina.toast(), "Уже сделано 10:00");
    assert!(anna.has("в ПФ, ждёт выставления"), "{}", anna.phone());
    assert!(!olga.has("Счёт"), "a client hears nothing of it");
    irina.presses("Счёт выставлен").await;
    irina.says("№ 118").await;
    assert!(irina.phone().contains("счёт 118 выставлен"), "{}", irina.phone());
    insta::assert_snapshot!(olga.phone(), @"🧾 Счёт 118 на 15 000 ₽ готов. Ваш менеджер пришлёт его.");
    insta::assert_snapshot!(anna.phone(), @"
    🔔 Счёт готов: отправьте клиенту.

    🧾 С-1 · счёт клиенту · счёт 118 выставлен, не отправлен

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽, нужен до 27 нояб., пт
    📎 Основание: Договор 7
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: Анна, до 15:00
    [📤 Отправлен клиенту]
    [📤 Отправить счёт из бота]
    [🧾 Все заявки] [🏢 Клиент]
    ");
    anna.presses("Отправлен клиенту").await;
    assert!(anna.phone().contains("ждём оплату"), "{}", anna.phone());
    irina.says("/bills").await;
    insta::assert_snapshot!(irina.phone(), @"
    🧾 Заявки на счета и ПФ: открыто 1
    🧾 С-1 · ТСН «Ромашка» · 15 000 ₽ · счёт 118 отправлен, ждём оплату
    [🧾 С-1 · ТСН «Ромашка» · 15 000 ₽]
    [➕ Счёт клиенту] [➕ Счёт поставщика]
    [☰ Меню]
    ");
    irina.presses("С-1").await;
    irina.presses("Деньги пришли").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔔 Клиент оплатил счёт.

    🧾 С-1 · счёт клиенту · оплачен

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты 10 шт.
    💰 15 000 ₽, нужен до 27 нояб., пт
    📎 Основание: Договор 7
    🙋 Запросил Анна, 10:00
    [🧾 Все заявки] [🏢 Клиент]
    ");
    anna.says("счета").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 Заявки на счета и ПФ: открыто 0
    Открытых заявок нет.
    [➕ Счёт клиенту] [➕ Счёт поставщика]
    [☰ Меню]
    ");
});

story!(a_suppliers_bill_is_entered_paid_and_checked, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    anna.says("/pf").await;
    anna.says("ООО «Поставка»").await;
    anna.says("7736050003").await;
    anna.sends_photo(b"\xff\xd8\xff", "").await;
    anna.says("Стрелы 4 шт.").await;
    anna.says("42000").await;
    anna.says("27.11").await;
    anna.presses("Предложения").await;
    anna.says("у «Барьера» 47 000").await;
    anna.presses("Для кого").await;
    anna.says("Ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Счёт поставщика в ПФ · ООО «Поставка»

    🏢 ТСН «Ромашка»
    ИНН 7736050003
    📝 Стрелы 4 шт.
    💰 42 000 ₽
    🗓 До 27 нояб., пт
    ⚖️ Другие предложения: у «Барьера» 47 000
    📎 Файл приложен

    Всё верно? Счёт уйдёт в ПФ и бухгалтерии. Файл можно прислать прямо сюда.
    [✅ Запросить]
    [✏️ Поставщик] [✏️ ИНН]
    [✏️ Предмет] [✏️ Сумма]
    [✏️ Срок] [✏️ Предложения]
    [📎 Файл] [✏️ Для кого]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Запросить").await;
    irina.presses("Показать файл").await;
    assert_eq!(irina.toast(), "Файл отправлен");
    irina.presses("Внесено в ПФ").await;
    assert!(irina.sees("внесено в ПФ").contains("в ПФ, оплатить до 27 нояб., пт"), "{}", irina.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND due_on = '2026-11-27'").await, 1);
    irina.presses("💸 Оплачен").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 0, "the task to pay is over");
    assert!(!irina.offers("Платёж проверен"), "whoever paid does not check it: {}", irina.phone());
    insta::assert_snapshot!(anna.phone(), @"
    🔔 Счёт поставщика оплачен: проверьте, что деньги дошли.

    💳 С-1 · счёт поставщика · оплачен, проверить платёж

    🏢 ТСН «Ромашка»
    👤 Поставщик: ООО «Поставка», ИНН 7736050003
    📝 Стрелы 4 шт.
    💰 42 000 ₽, нужен до 27 нояб., пт
    ⚖️ Другие предложения: у «Барьера» 47 000
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: Анна, до 25 нояб., ср, 10:00
    [🔎 Платёж проверен]
    [📎 Показать файл]
    [🧾 Все заявки] [🏢 Клиент]
    ");
    anna.says("/find Ромашка").await;
    assert!(anna.phone().contains("оплачен, проверить платёж"), "{}", anna.phone());
    anna.presses("Заявки на счета").await;
    anna.presses("С-1").await;
    anna.presses("Платёж проверен").await;
    assert!(anna.phone().contains("оплачен и проверен"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'checked'").await, 1);
});

story!(each_sees_their_own_and_does_their_own_step, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria, irina) = opened(desk).await;
    let head = desk.staff("Виктор", Role::Head).await;
    asks(&anna, "Пульты").await;
    hands_in(&anna, "ООО «Поставка»").await;
    let entered = irina.data("Внесено в ПФ");
    let absent = format!("bill:{}:0:enter", crate::db::Id::<()>::new().short());
    for data in [&entered, &absent] {
        maria.forges(data).await;
        assert_eq!(maria.toast(), "Такой заявки нет.");
    }
    maria.says("/bills").await;
    assert!(maria.phone().contains("открыто 0"), "{}", maria.phone());
    anna.forges(&entered).await;
    assert_eq!(anna.toast(), "Этот шаг делает бухгалтерия или тот, кто запросил счёт.");
    head.says("/bills").await;
    assert!(head.phone().contains("Поставка") && head.phone().contains("Ромашка"), "{}", head.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'requested'").await, 2, "nothing has moved");
});

story!(what_is_refused_or_withdrawn_is_told_with_its_reason, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    asks(&anna, "Пульты").await;
    irina.presses("Отказать").await;
    irina.says("нет договора").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔔 Заявка закрыта без счёта.

    🧾 С-1 · счёт клиенту · отказ

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты
    💰 15 000 ₽, нужен до 27 нояб., пт
    🙋 Запросил Анна, 10:00
    🚫 Причина: нет договора
    [🧾 Все заявки] [🏢 Клиент]
    ");
    asks(&anna, "Стрела").await;
    anna.presses("Отозвать").await;
    anna.says("клиент передумал").await;
    assert!(irina.phone().contains("клиент передумал"), "{}", irina.phone());
    asks(&anna, "Ещё раз").await;
    anna.presses("Отменить").await;
    assert!(irina.phone().contains("отозвана сразу"), "{}", irina.phone());
    anna.says("/bills").await;
    assert!(anna.phone().contains("открыто 0"), "{}", anna.phone());
});

story!(a_step_is_taken_back_with_everything_it_did, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    asks(&anna, "Пульты").await;
    irina.presses("Внесено в ПФ").await;
    irina.presses("Отменить").await;
    assert!(anna.sees("С-1").contains("ждёт внесения в ПФ"), "{}", anna.sees("С-1"));
    irina.says("/bills").await;
    irina.presses("С-1").await;
    irina.presses("Внесено в ПФ").await;
    irina.presses("Счёт выставлен").await;
    irina.says("118").await;
    assert!(olga.has("Счёт 118"), "{}", olga.phone());
    let issued = irina.data("Отменить");
    irina.presses("Отменить").await;
    assert!(!olga.has("Счёт 118"), "the message is taken back: {}", olga.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'entered' AND invoice_no = ''").await, 1);
    irina.forges(&issued).await;
    assert!(irina.toast().contains("Уже взято назад"), "{}", irina.toast());

    hands_in(&anna, "ООО «Поставка»").await;
    irina.presses("Внесено в ПФ").await;
    irina.presses("💸 Оплачен").await;
    irina.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1, "it is to be paid again");
    irina.says("/bills").await;
    irina.presses("💳 С-2").await;
    irina.presses("💸 Оплачен").await;
    let paid = irina.data("Отменить");
    anna.presses("Платёж проверен").await;
    irina.forges(&paid).await;
    assert!(irina.toast().contains("после вас"), "{}", irina.toast());
});

story!(what_1c_and_the_bank_tell_needs_no_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    asks(&anna, "Пульты").await;
    irina.presses("Внесено в ПФ").await;
    irina.presses("Счёт выставлен").await;
    irina.says("118").await;
    let table = "Номер;Дата;ИНН;Сумма;Срок\n0000-000118;24.11.2026;7707083893;15000;30.11.2026\n";
    desk.imports("invoices", "invoices.csv", table.as_bytes(), false).await.unwrap();
    desk.tick().await;
    assert!(anna.sees("С-1").contains("не отправлен"), "it is only known by now");
    anna.presses("Отправить счёт из бота").await;
    anna.presses("Клиенту в Telegram").await;
    assert!(olga.documents().len() == 3, "{}", olga.phone());
    desk.tick().await;
    assert!(anna.sees("С-1").contains("ждём оплату"), "{}", anna.sees("С-1"));
    let day: chrono::NaiveDate = "2026-11-24".parse().unwrap();
    let order = Order {
        number: 1,
        on: day,
        sum: crate::money::Money::from_rubles(15_000),
        inn: "7707083893",
        name: "ТСН Ромашка",
        purpose: "Оплата по счету 118".to_owned(),
    };
    let statement = ledger::statement(day, day, [order]);
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
    desk.tick().await;
    assert!(anna.has("Клиент оплатил счёт"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'paid'").await, 1);
});
