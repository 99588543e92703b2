//! Stories of calls.

use crate::{playground::Desk, story};

story!(a_manager_logs_a_call_with_a_few_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("/call").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · шаг 1 из 3

    Кому звонили? Напишите имя, ИНН, телефон или номер счёта.
    [✖️ Отмена]
    ");
    anna.says("рамашка").await;
    anna.presses("Ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · ТСН «Ромашка» · шаг 2 из 3

    Чем кончилось?
    [🤝 Обещал] [💰 Уже оплатил]
    [🧾 Просит счёт] [⚖️ Спорит]
    [📵 Не взял] [⏳ Занято]
    [🔁 Перезвонить] [✅ Поговорили]
    [❌ Неверный номер] [🚫 Не заплатит, уходит]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Перезвонить").await;
    anna.says("вчера").await;
    insta::assert_snapshot!(anna.phone(), @"
    23 нояб., пн — слишком рано. Можно с 24 нояб., вт

    ☎️ Звонок · ТСН «Ромашка» · шаг 2 из 3

    🔁 Перезвонить

    Когда перезвонить? Можно со временем: «завтра в 15».
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("завтра в 15").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · ТСН «Ромашка» · шаг 3 из 3

    🔁 Перезвонить: 25 нояб., ср, 15:00
    Исходящий, оплата · 10:00
    Дальше: 25 нояб., ср, 15:00

    Всё верно? Напишите заметку или сохраните.
    [✅ Сохранить]
    [✏️ Исход] [✏️ День]
    [✏️ Заметка] [✏️ Дальше]
    [✏️ С кем] [✏️ О чём]
    [✏️ Кто звонил] [✏️ Когда] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("просили после обеда").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Звонок записан: ТСН «Ромашка»
    🔁 Перезвонить: 25 нояб., ср, 15:00
    Дальше: 25 нояб., ср, 15:00
    [↩️ Отменить] [☎️ Ещё звонок]
    [🏢 Клиент] [▶️ Дальше]
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM call WHERE undone_at IS NULL").await, 1);
    anna.says("/today").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 24 нояб., вт
    На сегодня задач нет.

    Дальше:
    25 нояб., ср, 15:00 · ☎️ Перезвонить · ТСН «Ромашка»
    [📋 Задача] [☰ Меню]
    ");
});

/// A client with two contact persons and two unpaid invoices of 15 000 and 10 000 roubles.
async fn romashka(desk: &Desk) -> crate::playground::Phone<'_> {
    let anna = desk.manager("Анна").await;
    let clients = "Название;ИНН;Менеджер;Контакт;Должность;Телефон\n\
        ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+7 900 123-45-67\n\
        ТСН «Ромашка»;7707083893;Анна;Пётр;председатель;+7 900 123-45-68\n";
    let invoices = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;15000;30.10.2026\n120;16.11.2026;7707083893;10000;30.11.2026\n";
    desk.imports("clients", "clients.csv", clients.as_bytes(), false).await.unwrap();
    desk.imports("invoices", "invoices.csv", invoices.as_bytes(), false).await.unwrap();
    anna
}

story!(typed_words_become_a_call_with_a_promise, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("/call Ромашка обещали до пятницы 15к").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · ТСН «Ромашка» · шаг 3 из 3

    🤝 Обещал 15 000 ₽ до 27 нояб., пт
    Исходящий, оплата · 10:00
    Дальше: не нужно

    Всё верно? Напишите заметку или сохраните.
    [✅ Сохранить]
    [✏️ Исход] [✏️ Сумма] [✏️ День]
    [✏️ Заметка] [✏️ Дальше]
    [✏️ С кем] [✏️ О чём]
    [✏️ Кто звонил] [✏️ Когда] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Звонок записан: ТСН «Ромашка»
    🤝 Обещал 15 000 ₽ до 27 нояб., пт
    Дальше: не нужно
    [↩️ Отменить] [☎️ Ещё звонок]
    [🏢 Клиент] [▶️ Дальше]
    [☰ Меню]
    ");
    anna.says("ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 ТСН «Ромашка»
    Сейчас там 10:00
    ИНН 7707083893

    📞 +7 900 123-45-67 Ольга, бухгалтер
    📞 +7 900 123-45-68 Пётр, председатель

    ↗️ 10:00 · 🤝 Обещал · Анна

    💸 Просрочено 15 000 ₽
    Счёт 118: 15 000 ₽, срок 30 окт., пт
    Счёт 120: 10 000 ₽, срок 30 нояб., пн

    🤝 Обещали 15 000 ₽ до 27 нояб., пт
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔗 Пригласить]
    [🔕 Не беспокоить] [🕘 Часы связи]
    [☰ Меню]
    ");
    anna.presses("↩️ Отменить").await;
    assert!(anna.sees("Взято назад").starts_with("↩️ Взято назад: звонок"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise WHERE state = 'open'").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM call WHERE undone_at IS NULL").await, 0);
});

story!(what_was_typed_but_can_not_be_is_asked_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("Ромашка обещали до 28.11 15к").await;
    insta::assert_snapshot!(anna.phone(), @"
    28 нояб., сб — выходной. Ближайший рабочий день: 27 нояб., пт

    ☎️ Звонок · ТСН «Ромашка» · шаг 2 из 3

    🤝 Обещал: 15 000 ₽

    К какому дню?
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
    anna.presses("Отмена").await;
    anna.presses("Да, отменить").await;
    anna.says("Ромашка обещали завтра 90к").await;
    assert!(
        anna.phone().replace('\u{a0}', " ").starts_with("90 000 ₽ больше долга. Клиент должен 25 000 ₽"),
        "{}",
        anna.phone()
    );
    anna.presses("Все счета").await;
    desk.clock.set("2026-11-26T07:00:00Z".parse().unwrap());
    anna.presses("Сохранить").await;
    assert!(anna.phone().starts_with("25 нояб., ср — слишком рано"), "a draft that waited: {}", anna.phone());
    anna.says("пт").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().starts_with("✅ Звонок записан"), "{}", anna.phone());
});

story!(nobody_answers_and_the_tries_spread_over_the_days, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    for _ in 0..3 {
        anna.says("Ромашка не взял").await;
        anna.presses("Сохранить").await;
    }
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Звонок записан: ТСН «Ромашка»
    📵 Не взял
    Дальше: 26 нояб., чт, 15:00
    3 попытки подряд без ответа.
    Попробуйте: 📞 +7 900 123-45-67 Ольга, бухгалтер
    [↩️ Отменить] [☎️ Ещё звонок]
    [🏢 Клиент] [▶️ Дальше]
    [☰ Меню]
    ");
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await,
        1,
        "a new try settles the one before"
    );
    anna.says("Ромашка поговорили").await;
    anna.presses("Сохранить").await;
    anna.presses("↩️ Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1);
});

story!(a_wrong_number_is_marked_and_the_next_is_proposed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("Ромашка неверный номер").await;
    anna.presses("Ольга").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Звонок записан: ТСН «Ромашка»
    ❌ Неверный номер
    Дальше: 25 нояб., ср
    Попробуйте: 📞 +7 900 123-45-68 Пётр, председатель
    [↩️ Отменить] [☎️ Ещё звонок]
    [🏢 Клиент] [▶️ Дальше]
    [☰ Меню]
    ");
    anna.says("ромашка").await;
    assert!(anna.phone().contains("❌ +7 900 123-45-67 Ольга, бухгалтер (номер неверный)"), "{}", anna.phone());
});

story!(disputed_and_paid_invoices_leave_the_overdue_list, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("Ромашка уже оплатили вчера").await;
    anna.presses("Сохранить").await;
    anna.says("/overdue").await;
    assert!(anna.phone().contains("(ждём оплату до 27 нояб., пт)"), "{}", anna.phone());
    anna.says("Ромашка спорит").await;
    anna.presses("Сохранить").await;
    anna.says("/overdue").await;
    assert!(anna.phone().starts_with("💸 Просрочки нет."), "{}", anna.phone());
    anna.says("ромашка").await;
    assert!(anna.phone().contains("⚖️ спорный"), "{}", anna.phone());
});

story!(the_friday_they_paid_on_is_the_last_one, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("/call Ромашка").await;
    anna.presses("Уже оплатил").await;
    assert!(anna.offers("вчера") && !anna.offers("завтра"), "{}", anna.phone());
    anna.says("завтра").await;
    assert!(anna.phone().starts_with("25 нояб., ср — слишком поздно. Можно до 24 нояб., вт"), "{}", anna.phone());
    anna.presses("Другой день").await;
    assert!(anna.offers("◀️ октябрь") && !anna.offers("декабрь"), "{}", anna.phone());
    anna.says("пт").await;
    assert!(anna.phone().contains("20 нояб., пт"), "{}", anna.phone());
});

story!(the_head_hears_at_once_of_a_client_that_leaves, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", crate::people::Role::Head).await;
    let anna = romashka(desk).await;
    anna.says("Ромашка расторгает").await;
    anna.says("нашли дешевле").await;
    viktor.hears();
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(viktor.hears().join("\n"), @"
    🚫 ТСН «Ромашка» не будет платить или уходит. Менеджер: Анна
    Заметка: нашли дешевле
    ");
});

story!(a_reply_to_a_card_and_a_shared_contact_mean_that_client, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    desk.client("БЦ «Берёзка»", Some(&anna)).await;
    anna.says("ромашка").await;
    anna.says("/menu").await;
    anna.replies("ИНН 7707083893", "обещали пт 10к, ждут акт").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · ТСН «Ромашка» · шаг 3 из 3

    🤝 Обещал 10 000 ₽ до 27 нояб., пт
    Исходящий, оплата · 10:00
    Заметка: ждут акт
    Дальше: не нужно

    Всё верно? Напишите заметку или сохраните.
    [✅ Сохранить]
    [✏️ Исход] [✏️ Сумма] [✏️ День]
    [✏️ Заметка] [✏️ Дальше]
    [✏️ С кем] [✏️ О чём]
    [✏️ Кто звонил] [✏️ Когда] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Отмена").await;
    anna.presses("Да, отменить").await;
    let olga = desk.telegram.user("Ольга", "ru", "+79001234567");
    anna.shares_contact(olga).await;
    assert!(anna.phone().contains("Звонок · ТСН «Ромашка» · шаг 2 из 3"), "{}", anna.phone());
    anna.presses("Поговорили").await;
    assert!(anna.phone().contains("С кем: Ольга, бухгалтер"), "{}", anna.phone());
});

story!(voice_and_photo_stay_with_the_call, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    anna.says("Ромашка поговорили").await;
    desk.telegram.sends_voice(anna.user, b"OggS", 14);
    desk.telegram.sends_photo(anna.user, b"\xff\xd8\xff", "акт");
    desk.pump().await;
    assert!(anna.phone().contains("📎 2 вложения"), "{}", anna.phone());
    desk.telegram.sends_voice(anna.user, b"OggS", 400);
    desk.pump().await;
    assert!(anna.phone().starts_with("Голосовое длиннее 5 минут"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    let attached = "SELECT COUNT(*) FROM call WHERE attached LIKE '%photos%' AND attached LIKE '%voice%'";
    assert_eq!(desk.count(attached).await, 1);
});

story!(another_manager_s_client_is_as_absent_as_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = romashka(desk).await;
    let maria = desk.manager("Мария").await;
    anna.says("ромашка").await;
    let data = anna.data("☎️ Звонок");
    maria.forges(&data).await;
    let foreign = (maria.toast(), maria.messages().len());
    maria.forges(&format!("c:call:{}", crate::db::Id::<crate::clients::Client>::new().short())).await;
    assert_eq!((maria.toast(), maria.messages().len()), foreign);
    assert_eq!(foreign.0, "Такого клиента нет.");
    maria.says("Ромашка обещали пт 15к").await;
    assert!(maria.phone().contains("По запросу «Ромашка» никого нет"), "{}", maria.phone());
});

story!(an_edited_message_changes_the_note_it_became, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка поговорили").await;
    let note = anna.says("просили после абеда").await;
    anna.edits(note, "просили после обеда").await;
    assert!(anna.phone().contains("Заметка: просили после обеда"), "in the open form: {}", anna.phone());
    anna.presses("Сохранить").await;
    anna.edits(note, "просили после обеда, звать Пётр").await;
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("просили после обеда, звать Пётр"), "in the call: {}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'call.note'").await, 1);
    anna.edits(note, &"ж".repeat(4000)).await;
    assert_eq!(desk.count("SELECT MAX(LENGTH(note)) FROM call").await, 1000, "a note has its longest length");
});

story!(the_next_call_typed_at_the_review_of_the_first_loses_neither, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    desk.client("ЖК «Ясень»", Some(&anna)).await;
    anna.says("Ромашка не взял").await;
    anna.says("на связи сосед").await;
    anna.says("просил позже").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Звонок · ТСН «Ромашка» · шаг 3 из 3

    📵 Не взял
    Исходящий, оплата · 10:00
    Заметка: на связи сосед
    просил позже
    Дальше: 24 нояб., вт, 12:00

    Всё верно? Напишите заметку или сохраните.
    [✅ Сохранить]
    [✏️ Исход]
    [✏️ Заметка] [✏️ Дальше]
    [✏️ С кем] [✏️ О чём]
    [✏️ Кто звонил] [✏️ Когда] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("Ясень занято").await;
    assert!(anna.phone().contains("ЖК «Ясень»"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    anna.says("/drafts").await;
    anna.presses("Ромашка").await;
    assert!(anna.phone().contains("просил позже"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM call").await, 2);
    assert_eq!(desk.count("SELECT COUNT(*) FROM call WHERE note LIKE 'на связи сосед%просил позже'").await, 1);
});

story!(a_word_of_the_frame_never_becomes_data, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task").await;
    anna.says("назад").await;
    insta::assert_snapshot!(anna.phone(), @"
    Слово «назад» здесь не подходит: такой кнопки сейчас нет.

    📋 Задача

    Что нужно сделать?
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("/newclient").await;
    anna.says("пропустить").await;
    assert!(anna.phone().starts_with("Слово «пропустить» здесь не подходит"), "{}", anna.phone());
});
