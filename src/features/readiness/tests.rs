//! Stories of readiness.

use crate::{people::Role, playground::Desk, story};

story!(a_line_is_enough_to_write_down_when_a_site_is_ready, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("площадка ромашка готова 15.12, 220 есть, интернета пока нет").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · ТСН «Ромашка»

    📅 15 дек., вт

    Отметьте, что уже есть, и сохраните. Чего не знаем, спросим у клиента.
    [✅ Сохранить]
    [✅ 220 В есть] [❌ Интернета нет]
    [✏️ Дата] [✏️ Откуда: по телефону]
    [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записал.

    🏗 Готовность площадки · ТСН «Ромашка»

    Площадка будет готова 15 дек., вт
    🔌 220 В есть · интернета ещё нет
    Узнали 24 нояб., вт по телефону · Анна
    Клиента спросим 8 дек., вт: всё ли в силе.
    [📅 Другая дата] [✅ Всё в силе]
    [✅ 220 В есть] [❌ Интернета нет]
    [☎️ Звонок] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.says("ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 ТСН «Ромашка»
    Сейчас там 10:00
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔕 Не беспокоить]
    [🕘 Часы связи]
    [☰ Меню]
    ");
});

story!(a_site_is_written_down_from_the_clients_card_in_two_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("ромашка").await;
    anna.presses("🏗 Площадка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · ТСН «Ромашка»

    С какого дня площадка готова? Выберите или напишите, например: 15.12
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [✖️ Отмена]
    ");
    anna.says("когда-нибудь").await;
    assert!(anna.phone().starts_with("Не понял день"), "{}", anna.phone());
    anna.says("25.12").await;
    anna.presses("Сохранить").await;
    anna.presses("Другая дата").await;
    anna.says("28.12").await;
    anna.presses("▫️ 220 В").await;
    anna.presses("Почему сдвинулась").await;
    anna.says("не готов проезд").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · ТСН «Ромашка»

    📅 28 дек., пн
    Было: 25 дек., пт
    💬 не готов проезд

    Отметьте, что уже есть, и сохраните. Чего не знаем, спросим у клиента.
    [✅ Сохранить]
    [✅ 220 В есть] [▫️ Интернет]
    [✏️ Дата] [✏️ Откуда: по телефону]
    [✏️ Почему сдвинулась]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записал новую дату.

    🏗 Готовность площадки · ТСН «Ромашка»

    Площадка будет готова 28 дек., пн
    🔌 220 В есть · про интернет не знаем
    Узнали 24 нояб., вт по телефону · Анна
    Клиента спросим 21 дек., пн: всё ли в силе.

    История:
    24 нояб., вт: 25 дек., пт → 28 дек., пн · по телефону · Анна · «не готов проезд»
    24 нояб., вт: 25 дек., пт · по телефону · Анна
    [📅 Другая дата] [✅ Всё в силе]
    [✅ 220 В есть] [▫️ Интернет]
    [☎️ Звонок] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.presses("Отменить").await;
    anna.says("ромашка").await;
    anna.presses("🏗 Площадка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · ТСН «Ромашка»

    Площадка будет готова 25 дек., пт
    🔌 про 220 В и интернет не знаем
    Узнали 24 нояб., вт по телефону · Анна
    Клиента спросим 18 дек., пт: всё ли в силе.

    История:
    24 нояб., вт: 28 дек., пн → 25 дек., пт · по телефону · Анна · «отменено»
    24 нояб., вт: 25 дек., пт → 28 дек., пн · по телефону · Анна · «не готов проезд»
    24 нояб., вт: 25 дек., пт · по телефону · Анна
    [📅 Другая дата] [✅ Всё в силе]
    [▫️ 220 В] [▫️ Интернет]
    [☎️ Звонок] [🏢 Клиент]
    ");
});

story!(of_several_sites_each_has_its_own_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let lines = "Название;Менеджер;Адрес объекта\nРомашка;Анна;Лесная, 5\nРомашка;Анна;Садовая, 1\n";
    desk.imports("clients", "clients.csv", lines.as_bytes(), false).await.unwrap();
    anna.says("/ready ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · Ромашка

    📍 Лесная, 5 — пока не спрашивали
    📍 Садовая, 1 — пока не спрашивали
    📍 Клиент целиком — пока не спрашивали
    [➕ Лесная, 5]
    [➕ Садовая, 1]
    [➕ Клиент целиком]
    [🏢 Клиент]
    ");
    anna.presses("➕ Лесная").await;
    anna.says("15.12").await;
    anna.presses("Сохранить").await;
    anna.says("готовность ромашка будет готова 20.12").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · Ромашка

    📅 20 дек., вс

    Какая площадка?
    [Лесная, 5]
    [Садовая, 1]
    [Клиент целиком]
    [✖️ Отмена]
    ");
    anna.presses("Клиент целиком").await;
    anna.presses("Сохранить").await;
    anna.presses("Все площадки").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Готовность площадки · Ромашка

    📍 Лесная, 5 — будет готова 15 дек., вт
    📍 Садовая, 1 — пока не спрашивали
    📍 Клиент целиком — будет готова 20 дек., вс
    [📍 Лесная, 5]
    [➕ Садовая, 1]
    [📍 Клиент целиком]
    [🏢 Клиент]
    ");
});

story!(the_client_is_asked_once_and_says_yes_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    olga.hears();
    desk.wait_until("2026-12-07T20:00:00Z").await;
    assert_eq!(olga.hears(), [""; 0]);
    desk.wait_until("2026-12-08T08:00:00Z").await;
    insta::assert_snapshot!(olga.phone(), @"
    🏗 Ваша площадка будет готова 15 дек., вт. Всё в силе?
    Отметьте, что там уже есть, и ответьте.
    [▫️ 220 В есть] [▫️ Интернет есть]
    [✅ Да, всё в силе] [📅 Сдвигается]
    ");
    assert_eq!(olga.hears().len(), 1);
    olga.presses("▫️ 220 В").await;
    let yes = olga.data("Да, всё в силе");
    insta::assert_snapshot!(olga.phone(), @"
    🏗 Ваша площадка будет готова 15 дек., вт. Всё в силе?
    Отметьте, что там уже есть, и ответьте.
    [☑️ 220 В есть] [▫️ Интернет есть]
    [✅ Да, всё в силе] [📅 Сдвигается]
    ");
    anna.hears();
    olga.presses("Да, всё в силе").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✅ Спасибо! Ваша площадка будет готова 15 дек., вт.
    [📅 Сдвигается]
    ");
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Ольга подтверждает. Ромашка: площадка будет готова 15 дек., вт.
    🔌 220 В есть
    [🏗 Площадка] [🏢 Клиент]
    ");
    olga.forges(&yes).await;
    assert!(olga.toast().starts_with("Уже сделано"), "{}", olga.toast());
    assert_eq!(anna.hears().len(), 1);
    desk.wait_until("2026-12-14T20:00:00Z").await;
    assert!(!anna.has("Задача позвонить") && !olga.has("Когда площадка"));
});

story!(
    the_client_moves_the_day_in_own_words_and_an_old_button_counts_no_more,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let client = desk.client("Ромашка", Some(&anna)).await;
        let olga = desk.contact(&anna, &client, "Ольга").await;
        anna.says("площадка ромашка готова 15.12").await;
        anna.presses("Сохранить").await;
        desk.wait_until("2026-12-08T08:00:00Z").await;
        let yes = olga.data("Да, всё в силе");
        olga.presses("Сдвигается").await;
        insta::assert_snapshot!(olga.phone(), @"
        🏗 Ваша площадка

        Когда площадка будет готова? Выберите день или напишите, например: 25.12
        [сегодня] [завтра] [11 дек., пт] [25 дек., пт]
        [📅 Другой день]
        [✖️ Отмена]
        ");
        olga.says("не раньше 28.12, не готов проезд").await;
        insta::assert_snapshot!(olga.phone(), @"
        🏗 Ваша площадка будет готова 28 дек., пн. Записали.
        [📅 Сдвигается]
        ");
        insta::assert_snapshot!(anna.phone(), @"
        📅 Ольга переносит срок. Ромашка: площадка будет готова не 15 дек., вт, а 28 дек., пн. «не раньше 28.12, не готов проезд»
        [🏗 Площадка] [🏢 Клиент]
        ");
        olga.forges(&yes).await;
        assert!(olga.toast().starts_with("Срок уже обновили"), "{}", olga.toast());
        anna.presses("🏗 Площадка").await;
        insta::assert_snapshot!(anna.phone(), @"
        🏗 Готовность площадки · Ромашка

        Площадка будет готова 28 дек., пн
        🔌 про 220 В и интернет не знаем
        Узнали 8 дек., вт со слов клиента · Ольга
        Клиента спросим 21 дек., пн: всё ли в силе.

        История:
        8 дек., вт: 15 дек., вт → 28 дек., пн · со слов клиента · Ольга · «не раньше 28.12, не готов проезд»
        24 нояб., вт: 15 дек., вт · по телефону · Анна
        [📅 Другая дата] [✅ Всё в силе]
        [▫️ 220 В] [▫️ Интернет]
        [☎️ Звонок] [🏢 Клиент]
        ");
    }
);

story!(who_does_not_answer_is_called_after_a_working_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    anna.says("площадка ромашка готова 14.12").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-12-07T14:30:00Z").await;
    assert!(!anna.has("Задача позвонить"));
    desk.wait_until("2026-12-07T16:00:00Z").await;
    insta::assert_snapshot!(anna.sees("Задача позвонить"), @"
    📞 Ромашка: клиент не ответил, будет ли площадка готова 14 дек., пн. Задача позвонить на 8 дек., вт.
    [☎️ Звонок] [🏗 Площадка]
    ");
    let asked = olga.hears().iter().filter(|said| said.contains("Всё в силе")).count();
    assert_eq!(asked, 1, "asked once");
    olga.presses("Да, всё в силе").await;
    anna.says("/today").await;
    assert!(!anna.phone().contains("Уточнить"), "the call needs nobody any more: {}", anna.phone());
});

story!(a_client_without_the_bot_is_called_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-12-08T07:00:00Z").await;
    insta::assert_snapshot!(anna.sees("спросить некого"), @"
    📞 Ромашка: площадка должна быть готова 15 дек., вт, а спросить некого — никто из клиента не пользуется ботом. Задача позвонить на 8 дек., вт.
    [☎️ Звонок] [🏗 Площадка]
    ");
    anna.presses("🏗 Площадка").await;
    anna.presses("Всё в силе").await;
    insta::assert_snapshot!(anna.sees("Подтверждено"), @"
    ✅ Отмечено: срок подтверждён.

    🏗 Готовность площадки · Ромашка

    Площадка будет готова 15 дек., вт
    🔌 про 220 В и интернет не знаем
    Узнали 24 нояб., вт по телефону · Анна
    ✅ Подтверждено 8 дек., вт · Анна

    История:
    8 дек., вт: 15 дек., вт в силе · по телефону · Анна
    24 нояб., вт: 15 дек., вт · по телефону · Анна
    [📅 Другая дата]
    [▫️ 220 В] [▫️ Интернет]
    [☎️ Звонок] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.says("/today").await;
    assert!(!anna.phone().contains("Уточнить"), "{}", anna.phone());
});

story!(
    in_omsk_the_question_comes_in_the_morning_of_omsk_and_not_on_a_day_off,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let lines = "Название;Менеджер;Город;Часовой пояс\nСибирь;Анна;Омск;МСК+3\n";
        desk.imports("clients", "clients.csv", lines.as_bytes(), false).await.unwrap();
        anna.says("/clients").await;
        anna.says("площадка сибирь готова 19.12").await;
        anna.presses("Сохранить").await;
        anna.hears();
        // Five working days before Saturday is Monday the 14th; in Omsk it begins at 18:00 UTC of Sunday.
        desk.wait_until("2026-12-13T17:30:00Z").await;
        assert!(!anna.has("спросить некого"));
        desk.wait_until("2026-12-13T18:30:00Z").await;
        assert!(anna.has("спросить некого"));
        insta::assert_snapshot!(anna.sees("спросить некого"), @"
        📞 Сибирь: площадка должна быть готова 19 дек., сб, а спросить некого — никто из клиента не пользуется ботом. Задача позвонить на 14 дек., пн.
        [☎️ Звонок] [🏗 Площадка]
        ");
    }
);

story!(a_foreign_site_is_as_absent_as_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    let client = desk.client("Ромашка", Some(&anna)).await;
    let other = desk.client("Лотос", Some(&boris)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    let vera = desk.contact(&boris, &other, "Вера").await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    let show = anna.data("Другая дата");
    let absent = |data: &str| {
        let mut words: Vec<&str> = data.split(':').collect();
        words[1] = "AZoAAAAAcACAAAAAAAAAAA";
        words.join(":")
    };
    for data in [show.clone(), absent(&show)] {
        boris.forges(&data).await;
        assert_eq!(boris.toast(), "Такой площадки нет среди ваших клиентов.");
    }
    desk.wait_until("2026-12-08T08:00:00Z").await;
    let yes = olga.data("Да, всё в силе");
    for data in [yes.clone(), absent(&yes)] {
        vera.forges(&data).await;
        assert_eq!(vera.toast(), "Такой площадки нет.");
    }
});

story!(
    a_great_shift_is_told_to_the_head_and_what_has_passed_to_the_manager,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let victor = desk.staff("Виктор", Role::Head).await;
        let anna = desk.manager("Анна").await;
        desk.client("Ромашка", Some(&anna)).await;
        anna.says("площадка ромашка готова 01.12").await;
        anna.presses("Сохранить").await;
        anna.says("площадка ромашка готова 18.12").await;
        anna.presses("Сохранить").await;
        desk.wait_until("2026-11-25T07:00:00Z").await;
        insta::assert_snapshot!(victor.sees("сдвинулась"), @"
        🌅 25 нояб., ср. Доброе утро, Виктор!

        🏗 Ромашка: площадка сдвинулась с 1 дек., вт на 18 дек., пт — на 13 рабочих дней

        💸 Просрочка отдела: 0 ₽
        [💸 Просрочка] [📊 Сбор] [☰ Меню]
        ");
        desk.wait_until("2026-12-17T07:00:00Z").await;
        insta::assert_snapshot!(anna.sees("скоро готова"), @"
        🌅 17 дек., чт. Доброе утро, Анна!

        📋 Задачи: 1, опаздывает 1
        ⚠️ 11 дек., пт · ☎️ Уточнить, будет ли площадка готова 18 дек., пт · Ромашка

        🏗 скоро готова 1 площадка: Ромашка — 18 дек., пт
        [▶️ По порядку]
        [💸 Просрочка] [🗓 Неделя]
        ");
        desk.wait_until("2026-12-21T07:00:00Z").await;
        insta::assert_snapshot!(anna.sees("не подтверждена"), @"
        🌅 21 дек., пн. Доброе утро, Анна!

        📋 Задачи: 1, опаздывает 1
        ⚠️ 11 дек., пт · ☎️ Уточнить, будет ли площадка готова 18 дек., пт · Ромашка

        🏗 срок прошёл, готовность не подтверждена (1): Ромашка — 18 дек., пт
        [▶️ По порядку]
        [💸 Просрочка] [🗓 Неделя]
        ");
    }
);
