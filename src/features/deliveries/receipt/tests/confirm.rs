//! The client says that it has come: by a tap, two taps, a word, a picture.

use super::*;

story!(one_tap_is_all_where_there_is_one_line, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    insta::assert_snapshot!(without_code(&olga.phone()), @"
    📦 Привезли доставку №Д-1: пульты 4 шт. Сегодня в 12:00?
    Можно ответить словом: «получил», «проблема», «нет».
    Удобнее по телефону? Назовите менеджеру код ####.
    [✅ Всё получил] [⚠️ Есть проблема]
    [🕓 Ещё нет] [👤 Принял другой]
    ");
    insta::assert_snapshot!(card(&all.anna), @"
    🚚 Д-1 · ТСН «Ромашка» · привезли

    📦 пульты 4 шт.
    Курьер · пешком · 12,5 кг, 1,2 м
    📍 Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 11:00–14:00
    🤝 Время согласовано в боте: Ольга

    🕓 Ждём слова клиента с 12:00
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    ");
    desk.jump_to("2026-11-24T09:05:00Z").await;
    olga.taps("Всё получил");
    olga.presses("Всё получил").await;
    assert!(olga.toast().contains("Уже сделано"), "{}", olga.toast());
    insta::assert_snapshot!(olga.phone(), @"
    ✅ Спасибо! Доставка №Д-1 получена: 12:00. Кто принял: Ольга, на объекте.
    📷 Фото груза можно просто прислать сюда.
    Как вам курьер?
    [👍 Хорошо] [👎 Плохо]
    [⚠️ Сообщить о проблеме]
    ");
    insta::assert_snapshot!(card(&all.anna), @"
    🚚 Д-1 · ТСН «Ромашка» · клиент получил

    📦 пульты 4 шт.
    Курьер · пешком · 12,5 кг, 1,2 м
    📍 Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 11:00–14:00
    🤝 Время согласовано в боте: Ольга

    ✅ Клиент подтвердил в боте: 12:05. Кто принял: Ольга, на объекте
    [🔧 Назначить дату монтажа] [Монтаж не нужен]
    [👍 Курьер: хорошо] [👎 Курьер: плохо]
    ");
    assert_eq!((now(desk, delivery.id).await.state, grade(desk, delivery.id).await), (State::Received, Some(Grade::A)));
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'receipt.confirmed'").await, 1);

    // A picture while the thanks are the last that was said belongs to the receipt.
    olga.sends_photo(b"\xff\xd8\xff", "").await;
    assert!(olga.phone().contains("📎 1 фото"), "{}", olga.phone());
    assert!(card(&all.anna).contains("📎 1 фото от клиента"), "{}", card(&all.anna));
    assert_eq!(desk.count("SELECT COUNT(*) FROM request").await, 0, "no question of the client's");

    // How the courier was: once from each side.
    olga.presses("👎 Плохо").await;
    insta::assert_snapshot!(olga.phone(), @"
    Что было не так с доставкой?
    [🕓 Опоздал] [😠 Нагрубил]
    [📦 Небрежно с грузом] [🚪 Не занёс]
    [💬 Другое]
    [⬅️ Назад]
    ");
    olga.presses("Опоздал").await;
    assert!(!olga.offers("Хорошо"), "{}", olga.phone());
    all.anna.presses("👍 Курьер").await;
    assert!(!card(&all.anna).contains("Курьер: хорошо"), "{}", card(&all.anna));
    let rated =
        crate::features::deliveries::follow::rating(&mut desk.db.read().await.unwrap(), "Достависта").await.unwrap();
    assert_eq!(rated, Some((1, 2)));

    // A day later it is closed, and nobody can complain by one tap any more.
    desk.jump_to("2026-11-25T09:10:00Z").await;
    assert_eq!(now(desk, delivery.id).await.state, State::Closed);
    assert!(!olga.offers("Сообщить о проблеме"), "{}", olga.phone());
});

story!(several_lines_are_ticked_and_two_taps_are_all, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let pavel = joins(desk, &all.anna, "Ромашка", "Павел").await;
    let nina = joins(desk, &all.anna, "Ромашка", "Нина").await;
    let delivery = delivered(desk, &all, "шлагбаум×1, стрела 6 м×1, пульты×4").await;
    assert!(pavel.has("Привезли доставку") && !nina.has("Доставка №"), "only those who may receive are asked");
    olga.presses("Всё получил").await;
    insta::assert_snapshot!(olga.phone(), @"
    📦 Доставка №Д-1. Что привезли? Если чего-то нет, снимите отметку.
    [☑ шлагбаум 1 шт.]
    [☑ стрела 6 м 1 шт.]
    [☑ пульты 4 шт.]
    [✅ Подтвердить: всё на месте]
    [⬅️ Назад]
    ");
    olga.presses("Подтвердить").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
    insta::assert_snapshot!(pavel.phone(), @"
    ✅ Спасибо! Доставка №Д-1 получена: 12:00. Кто принял: Ольга, на объекте.
    📷 Фото груза можно просто прислать сюда.
    Как вам курьер?
    [👍 Хорошо] [👎 Плохо]
    [⚠️ Сообщить о проблеме]
    ");
    insta::assert_snapshot!(pavel.sees("Доставка №Д-1 ·"), @"
    🚚 Доставка №Д-1 · получена
    📦 шлагбаум 1 шт., стрела 6 м 1 шт., пульты 4 шт.
    🕓 11:00–14:00

    10:00 — ищем курьера
    11:10 — в пути
    12:00 — привезли
    12:00 — получена
    ");
});

story!(who_accepted_it_is_written_in_one_line, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    olga.presses("Принял другой").await;
    insta::assert_snapshot!(olga.phone(), @"
    👤 Кто принял? Напишите имя, телефон и должность, например: Пётр, +7 916 123-45-67, охранник
    [⬅️ Назад]
    ");
    olga.says("Пётр").await;
    insta::assert_snapshot!(olga.phone(), @"
    👤 Кто принял: Пётр
    Добавьте телефон и должность, если знаете. Или сразу нажмите «Всё получил».
    [✅ Всё получил]
    [⬅️ Назад]
    ");
    olga.says("+7 916 123-45-67, охранник").await;
    olga.presses("Всё получил").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✅ Спасибо! Доставка №Д-1 получена: 12:00. Кто принял: Пётр, охранник, +7 916 123-45-67.
    📷 Фото груза можно просто прислать сюда.
    Как вам курьер?
    [👍 Хорошо] [👎 Плохо]
    [⚠️ Сообщить о проблеме]
    ");
    assert_eq!(receipt(desk, delivery.id).await.who.post, "охранник");
});

story!(a_word_is_enough_and_another_word_is_no_answer, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    olga.says("получил").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM request").await, 1, "nothing was asked: it is a question of hers");
    let delivery = delivered(desk, &all, "пульты×4").await;
    olga.says("когда будет монтаж?").await;
    assert_eq!(grade(desk, delivery.id).await, None);
    olga.says("Ещё нет").await;
    insta::assert_snapshot!(without_code(&olga.phone()), @"
    📦 Привезли доставку №Д-1: пульты 4 шт. Сегодня в 12:00?
    🕓 Пока нет. Следующий вопрос: 13:00.
    Можно ответить словом: «получил», «проблема», «нет».
    Удобнее по телефону? Назовите менеджеру код ####.
    [✅ Всё получил] [⚠️ Есть проблема]
    [🕓 Ещё нет] [👤 Принял другой]
    ");
    assert!(card(&all.anna).contains("Клиент: ещё нет"), "{}", card(&all.anna));
    // An hour later it is asked again.
    desk.jump_to("2026-11-24T09:59:00Z").await;
    assert_eq!(receipt(desk, delivery.id).await.round, 1);
    desk.jump_to("2026-11-24T10:01:00Z").await;
    assert_eq!(receipt(desk, delivery.id).await.round, 2);
    olga.hears();
    desk.tick().await;
    assert_eq!(olga.hears(), [""; 0], "said once");
    olga.says("Всё получили").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(where_several_wait_a_word_asks_which, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let first = delivered(desk, &all, "пульты×4").await;
    let second = booked(desk, &all.anna, &all.romashka, "стойка×1", WINDOW).await;
    goes(desk, second.id, State::Delivered).await;
    olga.says("received").await;
    insta::assert_snapshot!(olga.phone(), @"
    О какой доставке речь?
    [№Д-2 · 11:00]
    [№Д-1 · 11:00]
    ");
    olga.presses("№Д-2").await;
    assert_eq!((grade(desk, first.id).await, grade(desk, second.id).await), (None, Some(Grade::A)));
    olga.replies("Привезли доставку №Д-1", "получил").await;
    assert_eq!(grade(desk, first.id).await, Some(Grade::A));
});

story!(nobody_told_and_the_window_has_passed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &all.anna, &all.romashka, "пульты×4", WINDOW).await;
    desk.jump_to("2026-11-24T11:09:00Z").await;
    assert!(!olga.has("Привезли"), "{}", olga.phone());
    desk.jump_to("2026-11-24T11:10:00Z").await;
    insta::assert_snapshot!(without_code(&olga.phone()), @"
    📦 Доставка №Д-1: пульты 4 шт. Ждали 24 нояб., вт, 11:00–14:00. Привезли?
    Можно ответить словом: «получил», «проблема», «нет».
    Удобнее по телефону? Назовите менеджеру код ####.
    [✅ Всё получил] [⚠️ Есть проблема]
    [🕓 Ещё нет] [👤 Принял другой]
    ");
    olga.presses("Всё получил").await;
    let now = now(desk, delivery.id).await;
    assert_eq!(now.received_at, Some(delivery.ends_at), "who never said no had it in the window");
});

story!(nobody_answers_and_somebody_calls, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    olga.hears();
    let asked = |phone: &Phone<'_>| phone.hears().iter().filter(|text| text.contains("Назовите менеджеру код")).count();
    desk.jump_to("2026-11-24T10:59:00Z").await;
    assert_eq!(asked(&olga), 0);
    desk.jump_to("2026-11-24T11:01:00Z").await;
    assert_eq!(asked(&olga), 1, "after two hours");
    let alert = all.anna.sees("E4 ·");
    insta::assert_snapshot!(alert, @"
    ⚠️ E4 · Д-1 · ТСН «Ромашка» · привезли
    Клиент не отвечает, получил ли; ждали ответа к 14:00
    📦 пульты 4 шт.
    🕓 11:00–14:00
    ✅ Д-1 · ТСН «Ромашка» · привезли: снято 11:10, привезли

    Ответ до 25 нояб., ср, 09:01, иначе повтор
    [☎️ Звонок]
    [🚚 Д-1 · ТСН «Ромашка»]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    desk.wait_until("2026-11-25T06:59:00Z").await;
    assert_eq!(asked(&olga), 0);
    desk.wait_until("2026-11-25T07:01:00Z").await;
    assert_eq!(asked(&olga), 1, "on the next working morning");
    desk.wait_until("2026-11-25T09:01:00Z").await;
    assert_eq!(asked(&olga), 0);
    let task = "SELECT COUNT(*) FROM task WHERE text LIKE 'Узнать у клиента, получена ли доставка Д-1'";
    assert_eq!(desk.count(task).await, 1);
    desk.wait_until("2026-11-26T09:00:00Z").await;
    assert_eq!((asked(&olga), desk.count(task).await), (0, 1), "once each");
    // The oldest question still answers.
    olga.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
    assert!(all.anna.sees("E4 ·").contains("снято"), "{}", all.anna.sees("E4 ·"));
});

story!(at_night_nobody_is_asked, "2026-11-24T14:30:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let window = ("2026-11-24T15:00:00Z", "2026-11-24T17:00:00Z");
    let delivery = booked(desk, &all.anna, &all.romashka, "пульты×4", window).await;
    desk.jump_to("2026-11-24T16:00:00Z").await;
    goes(desk, delivery.id, State::Delivered).await;
    assert!(!olga.has("Привезли"), "{}", olga.phone());
    assert!(card(&all.anna).contains("Спросим клиента: 25 нояб."), "{}", card(&all.anna));
    desk.wait_until("2026-11-25T06:01:00Z").await;
    insta::assert_snapshot!(without_code(&olga.phone()), @"
    📦 Доставка №Д-1: пульты 4 шт. Нам сообщили, что привезли 24 нояб., вт в 19:00. Получили?
    Можно ответить словом: «получил», «проблема», «нет».
    Удобнее по телефону? Назовите менеджеру код ####.
    [✅ Всё получил] [⚠️ Есть проблема]
    [🕓 Ещё нет] [👤 Принял другой]
    ");
    assert_eq!(receipt(desk, delivery.id).await.reminded, 0, "time runs from when it was asked");
});

story!(with_nobody_in_the_bot_somebody_calls_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    delivered(desk, &all, "пульты×4").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
    desk.tick().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
});

story!(two_taps_with_no_typing_even_for_what_is_dear, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "шлагбаум×1").await;
    all.victor.says("/rules").await;
    let mut tx = desk.db.begin().await.unwrap();
    let by = all.victor.person().await.id;
    crate::rules::set(&mut tx, &crate::features::deliveries::receipt::DEAR, 100_000, by, desk.clock.now().into())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    olga.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, None, "one line, but worth more than that");
    olga.presses("Подтвердить").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(a_reminder_that_waits_leaves_the_question_and_goes_with_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let tomorrow = ("2026-11-25T12:00:00Z", "2026-11-25T14:00:00Z");
    for goods in ["стойка×1", "кабель×1"] {
        booked(desk, &all.anna, &all.romashka, goods, tomorrow).await;
    }
    let delivery = delivered(desk, &all, "пульты×4").await;
    // Four messages a day are enough: the reminder is for tomorrow.
    desk.jump_to("2026-11-24T11:05:00Z").await;
    assert_eq!(receipt(desk, delivery.id).await.reminded, 1);
    let waits = "SELECT COUNT(*) FROM outbox WHERE state = 'due' AND dedupe_key LIKE 'receipt:%'";
    assert_eq!(desk.count(waits).await, 1);
    olga.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
    assert_eq!(desk.count(waits).await, 0, "what is answered is not asked");
    desk.jump_to("2026-11-25T06:30:00Z").await;
    assert!(!olga.has("Нам сообщили"), "{}", olga.phone());
});

story!(what_is_asked_on_another_day_names_the_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let tomorrow = ("2026-11-25T12:00:00Z", "2026-11-25T14:00:00Z");
    for goods in ["стойка×1", "кабель×1"] {
        booked(desk, &all.anna, &all.romashka, goods, tomorrow).await;
    }
    delivered(desk, &all, "пульты×4").await;
    desk.jump_to("2026-11-24T11:05:00Z").await;
    assert!(olga.phone().contains("Сегодня в 12:00"), "{}", olga.phone());
    desk.jump_to("2026-11-25T06:30:00Z").await;
    assert!(olga.phone().contains("Нам сообщили, что привезли 24 нояб., вт в 12:00"), "{}", olga.phone());
    olga.presses("Всё получил").await;
    assert!(olga.phone().contains("Спасибо"), "{}", olga.phone());
});
