//! Stories of requests at technical support, and of clients of nobody.

use crate::{people::Role, playground::Desk, story};

story!(support_accepts_asks_and_solves_and_the_client_confirms, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let petr = desk.staff("Пётр", Role::Support).await;
    let pavel = desk.staff("Павел", Role::Support).await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Не открывается шлагбаум на въезде").await;

    anna.presses("В техподдержку").await;
    anna.presses("Въезд стоит").await;
    insta::assert_snapshot!(anna.phone(), @"
    🛠 В техподдержку · Ромашка

    📋 Не открывается шлагбаум на въезде
    🔴 Въезд стоит
    Кто: Ольга, бухгалтер
    📞 +79038998857

    Всё верно?
    [✅ Передать]
    [✏️ Что случилось] [✏️ Срочность]
    [✏️ Кто] [✏️ Номер] [✏️ Объект]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Передать").await;
    insta::assert_snapshot!(petr.phone(), @"
    💬 О-1 · Ромашка
    🟢 Осталось 4 ч, ответить до 15:00
    Кто: Ольга, бухгалтер
    🛠 Техподдержка: не принята · 🔴 Въезд стоит
    📋 Не открывается шлагбаум на въезде
    📞 +79038998857

    👤 Ольга: Не открывается шлагбаум на въезде
    [✅ Принять]
    [❓ Нужны данные] [↩️ Не наше]
    ");

    let accept = pavel.data("Принять");
    petr.presses("Принять").await;
    pavel.forges(&accept).await;
    assert_eq!(pavel.toast(), "Уже принял(а) Пётр");
    assert!(olga.has("Техподдержка приняла"));
    petr.presses("Нужны данные").await;
    petr.says("Горит ли лампа на стойке?").await;
    petr.presses("Отправить").await;
    insta::assert_snapshot!(olga.sees("Горит ли"), @"
    Пётр, PASS24.online:
    Горит ли лампа на стойке?
    ");
    assert!(anna.has("ждут клиента"));

    olga.replies("Горит ли", "Нет, не горит").await;
    assert!(petr.has("Нет, не горит"));
    petr.presses("Решено").await;
    petr.says("Включили автомат").await;
    petr.presses("Отправить").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✉️ Заявка О-1 от 10:00
    «Не открывается шлагбаум на въезде»
    Включили автомат
    ✅ Техподдержка считает, что решено. Это так?
    [✅ Решено] [❌ Не решено]
    ");
    olga.presses("Не решено").await;
    assert!(petr.sees("О-1").contains("принята"), "{}", petr.sees("О-1"));
    petr.presses("Решено").await;
    petr.says("Заменили автомат").await;
    petr.presses("Отправить").await;
    olga.presses("✅ Решено").await;
    insta::assert_snapshot!(olga.sees("Решено"), @"
    ✉️ Заявка О-1 от 10:00
    «Не открывается шлагбаум на въезде»
    ✅ Решено. Если не так, просто напишите.
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM handover WHERE state = 'confirmed' AND reopened = 1").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM request WHERE state = 'closed'").await, 1);
});

story!(
    what_was_told_by_phone_goes_to_support_and_the_same_is_not_told_twice,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let petr = desk.staff("Пётр", Role::Support).await;
        desk.client("Ромашка", Some(&anna)).await;
        for words in ["Не открывается шлагбаум на въезде", "шлагбаум на въезде опять не открывается"]
        {
            anna.says("/support Ромашка").await;
            anna.says(words).await;
            anna.presses("Мешает").await;
            anna.says("8 916 123-45-67").await;
            anna.presses("Передать").await;
        }
        insta::assert_snapshot!(anna.phone(), @"
        🛠 В техподдержку · Ромашка

        📋 шлагбаум на въезде опять не открывается
        🟡 Мешает
        📞 +79161234567
        О-1: «Не открывается шлагбаум на въезде»

        Похоже, об этом уже сообщали. Это то же самое?
        [➕ Дополнить О-1]
        [🆕 Это новое]
        [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
        ");
        anna.presses("Дополнить").await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM request").await, 1);
        assert!(petr.sees("О-1").contains("опять"));

        anna.says("/support Ромашка").await;
        anna.says("коротко").await;
        insta::assert_snapshot!(anna.phone(), @"
        Напишите подробнее, хотя бы десять букв, или пришлите фото. Например: не открывается шлагбаум на въезде

        🛠 В техподдержку · Ромашка

        Что случилось? Хотя бы десять букв, фото или голосовое.
        [✖️ Отмена]
        [📋 Скопировать написанное]
        ");
    }
);

story!(nobody_at_support_accepts_and_the_manager_hears_of_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.staff("Пётр", Role::Support).await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("/support Ромашка").await;
    anna.says("Не открывается шлагбаум").await;
    anna.presses("Въезд стоит").await;
    anna.says("8 916 123-45-67").await;
    anna.presses("Передать").await;
    anna.hears();
    desk.jump_to("2026-11-24T07:29:00Z").await;
    assert_eq!(anna.hears().len(), 0);
    desk.jump_to("2026-11-24T07:30:00Z").await;
    insta::assert_snapshot!(anna.hears().join("\n"), @"
    ⏰ О-1 · Ромашка: техподдержка не приняла с 10:00
    🛠 Техподдержка: не принята · 🔴 Въезд стоит
    ");
    desk.tick().await;
    assert_eq!(anna.hears().len(), 0, "once");
});

story!(a_client_of_nobody_is_taken_by_the_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let anna = desk.manager("Анна").await;
    let maria = desk.manager("Мария").await;
    let nobodys = desk.client("Ничья", None).await;
    let olga = desk.contact(&anna, &nobodys, "Ольга").await;
    olga.says("Ау?").await;
    insta::assert_snapshot!(viktor.phone(), @"
    💬 О-1 · Ничья
    🟢 Осталось 4 ч, ответить до 15:00
    Кто: Ольга, бухгалтер
    🙋 Клиент ничей, отвечать ещё никто не взялся

    👤 Ольга: Ау?
    [🙋 Беру]
    [👤 Назначить другого]
    [💬 Ответить] [📝 Заметка]
    [⏸ Пауза] [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");
    assert!(!anna.has("Ау?"), "until a duty list is set, the head has it");

    viktor.presses("Назначить").await;
    viktor.presses("Мария").await;
    insta::assert_snapshot!(maria.phone(), @"
    💬 О-1 · Ничья
    🟢 Осталось 4 ч, ответить до 15:00
    Кто: Ольга, бухгалтер

    👤 Ольга: Ау?
    [💬 Ответить] [📝 Заметка]
    [⏸ Пауза] [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");
    maria.replies("Ау?", "Слушаю").await;
    assert!(olga.has("Слушаю"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE owner_id IS NULL").await, 1);
});

story!(who_answers_a_client_of_nobody_three_times_may_keep_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let maria = desk.manager("Мария").await;
    let nobodys = desk.client("Ничья", None).await;
    let mut tx = desk.db.begin().await.unwrap();
    crate::rules::name_for(&mut tx, crate::rules::Duty::Pool, maria.person().await.id, true).await.unwrap();
    tx.commit().await.unwrap();
    let olga = desk.contact(&maria, &nobodys, "Ольга").await;
    for round in 1..=3 {
        olga.says(&format!("Вопрос {round}")).await;
        maria.replies(&format!("Вопрос {round}"), "Ответ").await;
        assert_eq!(maria.offers("Закрепить"), round == 3);
        if round < 3 {
            maria.presses("Закрыть").await;
        }
    }
    maria.presses("Закрепить за мной").await;
    insta::assert_snapshot!(viktor.phone(), @"
    Закрепить клиента за менеджером · Ничья
    Спрашивает Мария, 10:00
    «Мария просит закрепить за собой клиента «Ничья»»
    Отвечал(а) клиенту 3 раза
    [✅ Закрепить] [❌ Нет…]
    [👤 Передать решение]
    [🏢 Клиент]
    ");
    viktor.presses("Закрепить").await;
    assert!(maria.has("Клиент «Ничья» теперь ваш"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE owner_id IS NULL").await, 0);
});
