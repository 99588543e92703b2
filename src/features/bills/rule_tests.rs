//! Stories of bills that stand still: reminders, the alert, the morning, the head's picture.

use super::tests::{CLIENTS, asks, hands_in, opened};
use crate::{people::Role, playground::Desk, story};

story!(whoever_has_the_step_is_reminded_and_then_the_head_hears, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    let victor = desk.staff("Виктор", Role::Head).await;
    asks(&anna, "Пульты").await;
    irina.hears();
    // Four working hours from ten: lunch is no work, so until three.
    desk.jump_to("2026-11-24T10:59:00Z").await;
    assert_eq!(irina.hears(), [""; 0]);
    desk.jump_to("2026-11-24T11:00:00Z").await;
    insta::assert_snapshot!(irina.phone(), @"
    ⏰ Ваш шаг по заявке, срок 15:00.

    🧾 С-1 · счёт клиенту · ждёт внесения в ПФ

    🏢 ТСН «Ромашка»
    👤 Плательщик: ТСН «Ромашка», ИНН 7707083893
    📝 Пульты
    💰 15 000 ₽, нужен до 27 нояб., пт
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 15:00
    [✅ Внесено в ПФ] [🚫 Отказать]
    [📋 ИНН] [📋 Предмет]
    [🧾 Все заявки] [🏢 Клиент]
    ");
    irina.hears();
    desk.tick().await;
    assert_eq!(irina.hears(), [""; 0], "once");
    desk.jump_to("2026-11-24T11:59:00Z").await;
    assert!(!victor.has("E13"), "{}", victor.phone());
    desk.jump_to("2026-11-24T12:00:00Z").await;
    insta::assert_snapshot!(victor.sees("E13"), @"
    ⚠️ E13 · 🧾 С-1 · ТСН «Ромашка» · 15 000 ₽
    Заявка стоит: ждёт внесения в ПФ. Срок был 15:00.
    Следующий шаг: бухгалтерия
    🙋 Запросил Анна, 10:00

    Ответ до 17:00, иначе повтор
    [🧾 Открыть заявку]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    victor.says("/team").await;
    insta::assert_snapshot!(victor.phone(), @"
    👥 Команда сейчас

    ⚠️ E13 Заявка на счёт или в ПФ стоит: 1

    💸 Просрочка отдела: 0 ₽

    🧾 Заявки на счета и ПФ: открыто 1, просрочено 1

    Ирина: просрочена 1 заявка на счёт
    [💸 Просрочка] [📊 Сбор] [☰ Меню]
    ");
    irina.presses("Внесено в ПФ").await;
    assert!(victor.sees("снято").contains("С-1"), "{}", victor.sees("снято"));
    // One working day for the invoice, from three to three.
    desk.jump_to("2026-11-25T11:59:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE rule = 'E13'").await, 1);
    desk.jump_to("2026-11-25T12:01:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE rule = 'E13'").await, 2);
});

story!(a_day_to_pay_and_a_payment_to_check_have_their_time, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    hands_in(&anna, "ООО «Поставка»").await;
    irina.presses("Внесено в ПФ").await;
    irina.hears();
    desk.jump_to("2026-11-27T13:59:00Z").await;
    assert!(!irina.hears().iter().any(|said| said.contains("Ваш шаг")));
    desk.jump_to("2026-11-27T14:00:00Z").await;
    assert!(irina.phone().contains("Ваш шаг по заявке, срок"), "{}", irina.phone());
    irina.presses("💸 Оплачен").await;
    anna.hears();
    desk.jump_to("2026-11-30T13:00:00Z").await;
    assert!(anna.hears().iter().any(|said| said.contains("Ваш шаг")), "{}", anna.phone());
});

story!(what_waits_for_the_asker_stands_in_the_morning, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _, irina) = opened(desk).await;
    asks(&anna, "Пульты").await;
    anna.says("/digest").await;
    assert!(!anna.phone().contains("заявка"), "it waits for accounting: {}", anna.phone());
    irina.presses("Внесено в ПФ").await;
    irina.presses("Счёт выставлен").await;
    irina.says("118").await;
    anna.says("/digest").await;
    insta::assert_snapshot!(anna.phone(), @"
    🌅 24 нояб., вт. Доброе утро, Анна!

    🧾 Ждёт вас 1 заявка на счёт
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");
    anna.presses("По порядку").await;
    anna.presses("Отправлен клиенту").await;
    anna.says("/digest").await;
    assert!(!anna.phone().contains("заявка"), "{}", anna.phone());
});

story!(where_there_is_no_accounting_the_head_has_the_step, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.manager("Мария").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    asks(&anna, "Пульты").await;
    assert!(victor.offers("Внесено в ПФ"), "{}", victor.phone());
    victor.presses("Внесено в ПФ").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'entered'").await, 1);
});
