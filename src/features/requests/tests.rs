//! Stories of requests: a client writes, a manager answers, the clock runs, support helps.

use crate::{clients::Contact, db::Id, people::Role, playground::Desk, story};

story!(a_client_writes_and_the_manager_answers_by_a_reply, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    anna.hears();

    let message = olga.says("Не открывается шлагбаум <b>").await;
    insta::assert_snapshot!(anna.phone(), @"
    💬 О-1 · Ромашка
    🟢 Осталось 4 ч, ответить до 15:00
    Кто: Ольга, бухгалтер

    👤 Ольга: Не открывается шлагбаум <b>
    [💬 Ответить] [📝 Заметка]
    [⏸ Пауза] [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    ✉️ Заявка О-1 от 10:00
    «Не открывается шлагбаум <b>»
    Передали: Анна. Ответим до 15:00
    ");

    anna.replies("Не открывается", "Уже смотрим & едем").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Отправлено: Ольга · О-1
    [↩️ Отменить] [📂 Открыть]
    ");
    insta::assert_snapshot!(olga.sees("Уже смотрим"), @"
    Анна, PASS24.online:
    Уже смотрим & едем
    ");
    insta::assert_snapshot!(olga.sees("Заявка"), @"
    ✉️ Заявка О-1 от 10:00
    «Не открывается шлагбаум <b>»
    ✅ Мы ответили. Если остались вопросы, просто напишите.
    ");
    insta::assert_snapshot!(anna.sees("Кто: Ольга"), @"
    💬 О-1 · Ромашка
    Кто: Ольга, бухгалтер

    👤 Ольга: Не открывается шлагбаум <b>
    ↪️ Анна: Уже смотрим & едем
    [💬 Ответить] [📝 Заметка]
    [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");

    olga.edits(message, "Не открывается калитка").await;
    insta::assert_snapshot!(anna.sees("Кто: Ольга"), @"
    💬 О-1 · Ромашка
    Кто: Ольга, бухгалтер

    👤 Ольга: Не открывается калитка (исправлено)
    ↪️ Анна: Уже смотрим & едем
    [💬 Ответить] [📝 Заметка]
    [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'met' AND stopped_how = 'answer'").await, 1);
});

story!(a_burst_of_messages_is_one_wait_and_one_word_to_the_client, "2026-11-24T16:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.hears();

    for words in ["Здравствуйте", "Пульт не работает", "Где взять новый?"] {
        olga.says(words).await;
    }
    let heard = olga.hears();
    insta::assert_snapshot!(heard.join("\n---\n"), @"
    ✉️ Заявка О-1 от 19:00
    «Здравствуйте»
    Сейчас нерабочее время. Ответим после 25 нояб., ср, 09:00
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM request").await, 1);
    insta::assert_snapshot!(anna.phone(), @"
    💬 О-1 · Ромашка · Ольга, бухгалтер:
    Где взять новый?
    [💬 Ответить] [📂 Открыть]
    ");
});

story!(the_clock_signals_turns_red_and_a_call_stops_it, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Когда приедет инженер?").await;
    anna.hears();

    desk.jump_to("2026-11-24T07:59:00Z").await;
    assert!(anna.sees("Кто: Ольга").contains("🟢"));
    desk.jump_to("2026-11-24T08:00:00Z").await;
    assert!(anna.sees("Кто: Ольга").contains("🟡 Осталось 2 ч"));
    assert_eq!(anna.hears().len(), 0, "the badge makes no sound");

    desk.jump_to("2026-11-24T09:00:00Z").await;
    insta::assert_snapshot!(anna.hears().join("\n---\n"), @"
    ⏰ О-1 · Ромашка: клиент ждёт ответа
    🟡 Осталось 1 ч, ответить до 13:00
    👤 Ольга: Когда приедет инженер?
    ");
    desk.jump_to("2026-11-24T09:30:00Z").await;
    insta::assert_snapshot!(anna.hears().join("\n---\n"), @"
    ⏰ О-1 · Ромашка: клиент ждёт ответа
    🔴 Осталось 30 мин, ответить до 13:00
    👤 Ольга: Когда приедет инженер?
    ");
    desk.jump_to("2026-11-24T10:00:00Z").await;
    assert!(anna.sees("Кто: Ольга").contains("🔴 Ответ просрочен"));
    assert_eq!(anna.hears().len(), 0, "it is lunch");
    desk.jump_to("2026-11-24T11:05:00Z").await;
    insta::assert_snapshot!(anna.hears().join("\n---\n"), @"
    🔴 О-1 · Ромашка: время на ответ вышло, руководитель знает
    🔴 Ответ просрочен: ждали до 13:00
    👤 Ольга: Когда приедет инженер?
    ");
    desk.tick().await;
    assert_eq!(anna.hears().len(), 0, "each signal is given once");

    anna.says("Ромашка поговорили").await;
    anna.presses("Сохранить").await;
    assert!(!anna.sees("Кто: Ольга").contains("🔴"));
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'breached' AND stopped_how = 'call'").await,
        1
    );
    anna.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'breached' AND stopped_at IS NULL").await, 1);
});

story!(a_pause_needs_a_reason_and_a_day_and_ends_with_the_client, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Не читается карта").await;
    desk.jump_to("2026-11-24T07:00:00Z").await;

    anna.presses("Пауза").await;
    anna.presses("Клиента").await;
    anna.says("пришлёт фото карты").await;
    anna.says("пт").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⏸ О-1: часы стоят до 27 нояб., пт, 09:00. Если клиент напишет раньше, пойдут сразу.
    [↩️ Отменить]
    [☰ Меню]
    ");
    insta::assert_snapshot!(anna.sees("Кто: Ольга"), @"
    💬 О-1 · Ромашка
    ⏸ Ждём клиента до 27 нояб., пт, 09:00: пришлёт фото карты
    Кто: Ольга, бухгалтер

    👤 Ольга: Не читается карта
    [💬 Ответить] [📝 Заметка]
    [▶️ Дождались] [🛠 В техподдержку]
    [❔ Запросить у клиента]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");

    desk.jump_to("2026-11-25T07:00:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'paused'").await, 1, "a day has passed");
    olga.says("Вот номер карты 12345").await;
    assert!(anna.sees("Кто: Ольга").contains("Осталось 3 ч"), "{}", anna.sees("Кто: Ольга"));
});

story!(an_answer_at_night_waits_for_the_clients_morning, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Пришлите договор").await;
    olga.hears();
    desk.jump_to("2026-11-24T18:30:00Z").await;

    anna.presses("Ответить").await;
    anna.says("Пришлю завтра").await;
    anna.presses("Отправить").await;
    insta::assert_snapshot!(anna.phone(), @"
    🕓 О-1: Ольга получит 25 нояб., ср, 09:00, у клиента нерабочее время
    [↩️ Отменить] [📂 Открыть]
    ");
    assert_eq!(olga.hears().len(), 0);
    desk.wait_until("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(olga.hears().join("\n"), @"
    Анна, PASS24.online:
    Пришлю завтра
    ");
});

story!(an_answer_can_be_taken_back_and_the_client_waits_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Сколько стоит пульт?").await;
    anna.replies("Сколько стоит", "5000").await;
    assert!(olga.has("5000"));
    anna.presses("Отменить").await;
    assert!(!olga.has("5000"), "the message is gone from the client's phone");
    assert!(anna.sees("Кто: Ольга").contains("🟢"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'running'").await, 1);
});

story!(a_note_never_leaves_the_house, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Когда приедете?").await;
    let before = olga.messages().len();
    anna.presses("Заметка").await;
    anna.says("зануда, звонить только утром").await;
    assert!(anna.sees("Кто: Ольга").contains("📝 Анна: зануда"));
    assert_eq!(olga.messages().len(), before);
    assert!(!olga.has("зануда"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE stopped_at IS NULL").await, 1, "a note is no answer");
});

story!(the_contact_of_two_companies_says_for_which, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let lotos = desk.client("Лотос", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    let person = olga.person().await.id;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("INSERT INTO contact (id, client_id, name, person_id) VALUES ($1, $2, 'Ольга', $3)")
        .bind(Id::<Contact>::new())
        .bind(lotos.id)
        .bind(person)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    olga.says("Где счёт?").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✉️ Вопрос менеджеру

    Где счёт?

    От какой компании вы пишете?
    [Лотос]
    [Ромашка]
    [✖️ Отмена]
    ");
    olga.presses("Лотос").await;
    assert!(anna.sees("О-1").contains("Лотос"));
});

story!(others_have_no_such_request, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let maria = desk.manager("Мария").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let lotos = desk.client("Лотос", Some(&maria)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    let vera = desk.contact(&maria, &lotos, "Вера").await;
    olga.says("Секрет").await;
    let absent = anna.data("Закрыть").replace(&anna.data("Закрыть")[4..10], "AAAAAA");
    for data in [anna.data("Закрыть"), absent] {
        maria.forges(&data).await;
        assert_eq!(maria.toast(), "Такой заявки у вас нет. Если она вам нужна, спросите руководителя отдела.");
        vera.forges(&data).await;
        assert_eq!(vera.toast(), "Эта функция не для вашей роли. Спросите руководителя отдела.");
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM request WHERE state = 'open'").await, 1);
    assert!(!maria.has("Секрет") && !vera.has("Секрет"));
});

story!(photos_and_ready_answers_go_both_ways, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    viktor.says("/templates").await;
    insta::assert_snapshot!(viktor.phone(), @"
    📋 Шаблоны ответов
    В тексте можно писать [имя], [клиент], [менеджер]: подставим сами. Свои шаблоны — кнопками, эти есть всегда:
    · Уже смотрим: [имя], здравствуйте! Получили, уже разбираемся. Вернусь с ответом сегодня.
    · Передали инженерам: [имя], передали вопрос инженерам. Как только они ответят, сразу напишу.
    · Пришлите фото: [имя], пришлите, пожалуйста, фото оборудования и того, что на нём написано: так разберёмся быстрее.
    · Когда позвонить?: [имя], удобнее обсудить по телефону. Когда вам позвонить?
    · Сделали, проверьте: [имя], всё сделали. Проверьте, пожалуйста, и напишите, если что-то не так.
    [➕ Новый шаблон]
    [☰ Меню]
    ");
    viktor.presses("Новый шаблон").await;
    viktor.says("Инженер едет").await;
    viktor.says("[имя], инженер уже едет в «[клиент]». [менеджер]").await;
    viktor.presses("Сохранить").await;

    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    desk.telegram.sends_photo(olga.user, b"\xff\xd8\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03", "Вот она");
    desk.pump().await;
    let copy = anna.messages().into_iter().find(|message| message.photo.is_some());
    assert_eq!(copy.map(|message| message.text), Some("📎 О-1 · Ольга, бухгалтер\nВот она".to_owned()));

    anna.presses("Ответить").await;
    anna.presses("Готовые ответы").await;
    anna.presses("Инженер едет").await;
    insta::assert_snapshot!(anna.phone(), @"
    💬 Ответ · О-1 · Ромашка

    Анна, PASS24.online:
    Ольга, инженер уже едет в «Ромашка». Анна

    Так увидит Ольга, бухгалтер. Отправить?
    [✅ Отправить]
    [✏️ Поправить]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Отправить").await;
    assert!(olga.has("Ольга, инженер уже едет в «Ромашка». Анна"));
    anna.sends_file("схема.pdf", b"%PDF").await;
    assert!(!olga.has("схема"), "a file sent to nobody goes to nobody");
});

story!(questions_are_answered_step_by_step_and_reminded_of_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Не работает шлагбаум").await;
    anna.presses("Запросить у клиента").await;
    anna.says("1\n2\n3\n4\n5\n6").await;
    assert!(anna.phone().contains("до 5"), "{}", anna.phone());
    anna.says("Какой марки?\nГорит ли лампа?").await;
    anna.presses("Отправить").await;
    insta::assert_snapshot!(olga.sees("Какой марки"), @"
    Анна, PASS24.online, просит уточнить:
    1. Какой марки?
    2. Горит ли лампа?
    [✏️ Ответить по порядку]
    ");
    olga.hears();

    desk.wait_until("2026-11-25T06:59:00Z").await;
    assert!(!olga.has("Напоминаем"));
    desk.jump_to("2026-11-25T07:00:00Z").await;
    assert!(olga.has("Напоминаем"));
    assert!(anna.has("второй день"));
    olga.hears();
    desk.wait_until("2026-11-26T12:00:00Z").await;
    assert_eq!(olga.hears(), [""; 0], "once");

    olga.presses("Ответить по порядку").await;
    olga.says("CAME").await;
    insta::assert_snapshot!(olga.phone(), @"
    ❔ Вопрос 2 из 2

    ❔ Какой марки? — CAME

    Горит ли лампа?
    [Да] [Нет]
    [⏭ Не знаю]
    [⬅️ Назад] [✖️ Отмена]
    ");
    olga.presses("Нет").await;
    assert!(olga.has("Спасибо, передали ответы."));
    assert!(anna.sees("Кто: Ольга").contains("❔ Какой марки? — CAME"), "{}", anna.sees("Кто: Ольга"));
    assert!(anna.sees("Кто: Ольга").contains("🟢"), "the client waits again");
    olga.presses("Ответить по порядку").await;
    assert_eq!(olga.toast(), "Вы уже ответили, спасибо");
});

story!(a_missed_call_of_a_client_waits_like_a_message, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("Ромашка не взял").await;
    anna.presses("Кто звонил").await;
    anna.presses("Входящий").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.sees("О-1"), @"
    💬 О-1 · Ромашка
    🟢 Осталось 4 ч, ответить до 15:00
    Кто: Ромашка
    Пропущенный звонок, 10:00
    [💬 Ответить] [📝 Заметка]
    [⏸ Пауза] [🛠 В техподдержку]
    [✅ Закрыть]
    [☎️ Звонок] [🏢 Клиент]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE state = 'running'").await, 1);
    anna.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM reply_clock WHERE stopped_how = 'closed'").await, 1);

    anna.says("Ромашка не взял").await;
    anna.presses("Сохранить").await;
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM request").await,
        1,
        "our own call that nobody took is no wait of theirs"
    );
});

story!(a_photo_at_night_waits_for_the_clients_morning_too, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let romashka = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.says("Пришлите схему").await;
    desk.jump_to("2026-11-24T18:30:00Z").await;
    olga.hears();
    anna.replies_with_photo("Пришлите схему", b"a plan", "").await;
    anna.replies_with_photo("Пришлите схему", b"another plan", "Вторая схема").await;
    assert!(anna.phone().contains("получит 25 нояб., ср, 09:00"), "{}", anna.phone());
    assert_eq!(olga.hears(), [""; 0], "it is half past nine in the evening");
    desk.wait_until("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(olga.hears().join("\n---\n"), @"
    📎 Анна, PASS24.online
    ---
    [фото] 📎 Анна, PASS24.online
    ---
    Анна, PASS24.online:
    Вторая схема
    ---
    [фото] 📎 Анна, PASS24.online
    ");
});
