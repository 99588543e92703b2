//! Stories of writing a delivery down.

use super::super::desk_tests::{OLGA, People, booked, booms_come, joins, people};
use crate::{playground::Desk, story};

story!(booked_from_the_client_card_by_four_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("Ромашка").await;
    anna.presses("🚚 Доставка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    Что везём? Выберите или напишите, например: 2 пульта, стрела 6 м
    [Пульт]
    [Пульт большой]
    [Стойка]
    [Стрела 6 м]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Пульт").await;
    anna.presses("4 шт.").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт 4 шт.
    Курьер · пешком · 0,4 кг, 0,1 м
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 24 нояб., вт, 14:00–18:00
    📄 УПД: нужен · акт: нужен

    Всё верно? Любое поле можно поправить.
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Грузчики] [✏️ Курьеру] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Доставка Д-1 записана.

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Пульт 4 шт.
    Курьер · пешком · 0,4 кг, 0,1 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 14:00–18:00
    📄 УПД: нужен · акт: нужен

    ⚠️ Время не согласовано с клиентом
    ⚠️ УПД не приложен
    [🤝 Согласовать время] [📞 Договорились по телефону]
    [⚠️ Без согласования]
    [📋 Заказать вручную]
    [✏️ Изменить] [✖️ Отменить доставку]
    [📄 УПД: нужен]
    [📄 доверенность: не нужна]
    [📄 акт: нужен]
    [↩️ Отменить]
    ");
    assert_eq!(desk.count("SELECT CAST(reserved AS BIGINT) FROM stock WHERE reserved > 0").await, 4);
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("🚚 Д-1: записана, 14:00–18:00"), "{}", anna.phone());
});

story!(booked_in_one_line_and_every_field_can_be_opened, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("доставка Ромашка завтра 10-14 пульт большой 2 шт, тумба").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт большой 2 шт., тумба 1 шт.
    ⚠️ Нет веса
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    📄 УПД: нужен · акт: нужен

    Почти готово: заполните отмеченное ⚠️
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Грузчики] [✏️ Курьеру] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    Пока не сохранить: ⚠️ Нет веса

    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт большой 2 шт., тумба 1 шт.
    ⚠️ Нет веса
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    📄 УПД: нужен · акт: нужен

    Почти готово: заполните отмеченное ⚠️
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Грузчики] [✏️ Курьеру] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Вес").await;
    anna.says("тяжёлая").await;
    assert!(anna.phone().contains("Не понял вес"), "{}", anna.phone());
    anna.says("12,5").await;
    anna.says("1,1").await;
    anna.presses("Вход").await;
    anna.says("пропуск на охране").await;
    anna.presses("Кто примет").await;
    anna.says("Пётр").await;
    anna.says("8 916 123-45-67").await;
    anna.presses("Адрес").await;
    anna.says("Москва, Лесная, 7").await;
    anna.presses("Курьеру").await;
    anna.says("хрупкое").await;
    anna.presses("Ценность").await;
    anna.says("50 000").await;
    anna.presses("Грузчики").await;
    anna.presses("2 грузчика").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт большой 2 шт., тумба 1 шт.
    Курьер · пешком · 12,5 кг, 1,1 м
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 7
    🚪 пропуск на охране
    👤 Пётр, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    📄 УПД: нужен · акт: нужен
    💎 Ценность 50 000 ₽ · 2 грузчика
    📝 Курьеру: хрупкое

    Всё верно? Любое поле можно поправить.
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Страховка] [✏️ Грузчики] [✏️ Курьеру]
    [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("записана"), "{}", anna.phone());
});

story!(a_wrong_window_is_refused_with_an_example, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/courier Ромашка 2 пульта большой сегодня 10-14").await;
    insta::assert_snapshot!(anna.phone(), @"
    Слишком рано: курьеру нужен час, не раньше 11:00. Например: 24 нояб., вт, 14:00–18:00

    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 24 нояб., вт, 14:00–18:00
    📄 УПД: нужен · акт: нужен

    Всё верно? Любое поле можно поправить.
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Грузчики] [✏️ Курьеру] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Время").await;
    for (words, why) in [
        ("сегодня 10-13", "Слишком рано: курьеру нужен час, не раньше 11:00."),
        ("завтра 10:00-10:30", "нужен хотя бы час"),
        ("завтра 19-21", "Груз принимают с 09:00 до 18:00"),
        ("через 200 дней 10-14", "Слишком далеко"),
        ("когда-нибудь", "Не понял время"),
        ("28.11 10-14", "28 нояб., сб — выходной."),
    ] {
        anna.says(words).await;
        assert!(anna.phone().contains(why), "{words}: {}", anna.phone());
        assert!(anna.phone().contains("Например: "), "{words}: {}", anna.phone());
    }
    anna.presses("Всё равно в этот день").await;
    assert!(anna.phone().contains("28 нояб., сб, 10:00–14:00"), "{}", anna.phone());
    anna.presses("Время").await;
    anna.says("завтра").await;
    anna.says("12-15").await;
    assert!(anna.phone().contains("🕓 25 нояб., ср, 12:00–15:00"), "{}", anna.phone());
});

story!(a_window_is_a_half_of_a_day_in_words_or_from_the_month, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/courier Ромашка 2 пульта большой").await;
    for (words, window) in [
        ("25.12 после обеда", "🕓 25 дек., пт, 14:00–18:00"),
        ("завтра утром", "🕓 25 нояб., ср, 10:00–14:00"),
        ("пт днём", "🕓 27 нояб., пт, 14:00–18:00"),
    ] {
        anna.presses("Время").await;
        anna.says(words).await;
        assert!(anna.phone().contains(window), "{words}: {}", anna.phone());
    }
    anna.presses("Время").await;
    anna.presses("Другой день").await;
    anna.presses("декабрь").await;
    assert!(anna.phone().contains("· выходной"), "{}", anna.phone());
    assert!(!anna.phone().contains("на час короче"), "no day of December is short: {}", anna.phone());
    anna.presses("25").await;
    assert!(anna.offers("25 дек., пт, 10:00–14:00"), "{}", anna.phone());
    anna.says("вечером").await;
    assert!(anna.phone().contains("Не понял время"), "nobody brings in the evening: {}", anna.phone());
    anna.says("после обеда").await;
    assert!(anna.phone().contains("🕓 25 дек., пт, 14:00–18:00"), "{}", anna.phone());
});

story!(another_transport_needs_a_reason_and_a_long_thing_is_large, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/courier Ромашка 2 стойки").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    📦 Стойка 2 шт.
    ⚠️ Нет серийных номеров: Стойка
    Курьер · легковая · 80 кг, 1,2 м
    🏬 Склад Север, Москва, Складская, 2
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 24 нояб., вт, 14:00–18:00
    📄 УПД: нужен · акт: нужен

    Почти готово: заполните отмеченное ⚠️
    [✅ Сохранить] [📦 Ещё товар]
    [🗺 Проверить адрес на карте]
    [✏️ Время] [✏️ Адрес] [✏️ Кто примет]
    [✏️ Вход] [✏️ Вес] [✏️ Длина]
    [✏️ Транспорт] [✏️ Документы] [✏️ Ценность]
    [✏️ Грузчики] [✏️ Курьеру] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Ещё товар").await;
    anna.presses("Номера").await;
    anna.says("A1").await;
    assert!(anna.phone().contains("Нужно 2 номера, а написано 1"), "{}", anna.phone());
    anna.says("A1, A2").await;
    anna.presses("Транспорт").await;
    anna.presses("Газель").await;
    assert!(anna.phone().contains("Почему не тем"), "{}", anna.phone());
    anna.says("нужна гидроборта").await;
    assert!(anna.phone().contains("«Газель» (нужна гидроборта)"), "{}", anna.phone());
    anna.presses("Ещё товар").await;
    anna.says("стрела 6 м").await;
    anna.presses("1 шт.").await;
    assert!(anna.phone().contains("Крупный груз"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("на складе не хватает"), "{}", anna.phone());
    assert!(!anna.phone().contains("Заказать вручную"), "no courier takes it: {}", anna.phone());
});

story!(a_second_delivery_on_a_day_must_be_meant, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.says("/courier Ромашка 1 пульт большой завтра 14-18").await;
    assert!(anna.phone().contains("⚠️ В этот день клиенту уже едет Д-1 (записана)"), "{}", anna.phone());
    anna.says("сохранить").await;
    assert!(anna.phone().contains("⚠️ В этот день"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery").await, 1);
    anna.presses("Всё равно сохранить").await;
    assert!(anna.phone().contains("Доставка Д-2 записана"), "{}", anna.phone());
    assert!(!anna.phone().contains("В этот же день"), "it was meant: {}", anna.phone());
});

story!(goods_that_are_not_there_are_told_with_their_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booms_come(desk, "2026-11-27").await;
    anna.says("/courier Ромашка стрела 6 м завтра 10-14").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("⚠️ Стрела 6 м придёт 27 нояб., пт"), "{}", anna.phone());
    anna.presses("Изменить").await;
    anna.presses("Время").await;
    anna.says("30.11 10-14").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("⏳ Стрела 6 м придёт 27 нояб., пт, к отгрузке успеваем"), "{}", anna.phone());
    assert!(!anna.phone().contains("⚠️ Стрела"), "{}", anna.phone());
});

story!(a_change_meets_another_change, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Изменить").await;
    victor.says("Ромашка").await;
    let card = anna.data("Изменить");
    victor.forges(&card).await;
    victor.presses("Курьеру").await;
    victor.says("звонить заранее").await;
    victor.presses("Сохранить").await;
    assert!(victor.phone().contains("Доставка изменена"), "{}", victor.phone());
    anna.presses("Адрес").await;
    anna.says("Москва, Новая, 1").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("Ваши правки не сохранены"), "{}", anna.phone());
    assert!(anna.phone().contains("📝 Курьеру: звонить заранее"), "{}", anna.phone());
    assert!(!anna.phone().contains("Новая"), "{}", anna.phone());
    anna.forges(&card).await;
    assert_eq!(anna.toast(), "Карточка обновилась");
});

story!(what_was_booked_can_be_undone_and_cancelled, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    let edit = anna.data("Изменить");
    anna.presses("↩️").await;
    assert!(anna.phone().contains("Взято назад: Записана доставка"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE state = 'cancelled'").await, 1);
    let left = "SELECT COUNT(*) FROM reservation WHERE state IN ('wanted', 'reserved')";
    assert_eq!([desk.count(left).await, desk.count("SELECT COUNT(*) FROM paper").await], [0, 0]);

    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    let stranger = anna.data("Отменить доставку");
    maria.forges(&stranger).await;
    let refused = maria.toast();
    maria.forges(&edit.replace(&edit[8..30], "AAAAAAAAAAAAAAAAAAAAAA")).await;
    assert_eq!((refused.as_str(), maria.toast().as_str()), ("Такой доставки нет.", "Такой доставки нет."));
    olga.forges(&stranger).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE state = 'draft'").await, 1);

    anna.presses("Отменить доставку").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✖️ Почему отменяем Д-2 · ТСН «Ромашка»?
    [🙅 Клиент передумал] [📦 Нет товара]
    [🙈 Ошибка] [✍️ Своими словами]
    [⬅️ Не отменять]
    ");
    let unwanted = anna.data("Клиент передумал");
    anna.presses("Клиент передумал").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✖️ Доставка отменена, товар снова свободен.

    🚚 Д-2 · ТСН «Ромашка» · отменена

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    ❗ клиент передумал
    ");
    assert_eq!(desk.count(left).await, 0);
    anna.forges(&unwanted).await;
    assert!(anna.toast().starts_with("Уже сделано"), "{}", anna.toast());
});

story!(a_change_forgets_the_price_and_what_was_agreed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Договорились по телефону").await;
    anna.presses("Ольга").await;
    anna.presses("25 нояб., ср, 10:00–14:00").await;
    let mut tx = desk.db.begin().await.unwrap();
    let priced = "UPDATE delivery SET state = 'quoted', price = 54000, priced_at = '2026-11-24T07:00:00.000Z'";
    sqlx::query(priced).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    anna.presses("Изменить").await;
    anna.presses("Курьеру").await;
    anna.says("хрупкое").await;
    anna.presses("Сохранить").await;
    let forgotten = "SELECT COUNT(*) FROM delivery WHERE state = 'draft' AND price IS NULL AND agreed_how = 'phone'";
    assert_eq!(desk.count(forgotten).await, 1, "the same time is still agreed");
    anna.presses("Изменить").await;
    anna.presses("Время").await;
    anna.says("26.11 10-14").await;
    anna.presses("Ещё товар").await;
    anna.presses("❌ Пульт большой").await;
    anna.says("3 пульт большой").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("⚠️ Время не согласовано с клиентом"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT CAST(reserved AS BIGINT) FROM stock WHERE reserved > 0").await, 3);
});

story!(a_client_in_another_town_gets_a_carrier_or_a_courier, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let far = "Название;ИНН;Менеджер;Контакт;Телефон;Адрес объекта;Город\nСНТ «Рассвет»;;Анна;Иван;+79161110033;Тверь, Мира, 1;Тверь\n";
    let report = desk.imports("clients", "far.csv", far.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    anna.says("/courier Закат 2 пульт большой").await;
    assert!(anna.phone().contains("По запросу «Закат» никого нет"), "{}", anna.phone());
    assert!(anna.phone().contains("📦 Пульт большой 2 шт."), "{}", anna.phone());
    anna.says("/courier Рассвет 2 пульт большой").await;
    assert!(anna.phone().contains("Транспортная компания · пешком"), "{}", anna.phone());
    assert!(anna.phone().contains("🌆 Клиент в другом городе: Тверь"), "{}", anna.phone());
    anna.presses("🚚 Курьером").await;
    assert!(anna.phone().contains("Курьер · пешком"), "{}", anna.phone());
    anna.presses("🚛 Транспортной компанией").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("записана"), "{}", anna.phone());
    assert!(!anna.offers("Заказать вручную"), "no courier goes there: {}", anna.phone());
});

story!(whoever_keeps_the_client_sees_what_another_wrote_down, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, victor } = people(desk).await;
    anna.hears();
    maria.hears();
    booked(&victor, "Ромашка 2 пульт большой завтра 10-14").await;
    assert!(anna.phone().contains("🚚 Д-1 · ТСН «Ромашка» · записана"), "{}", anna.phone());
    assert_eq!(maria.hears(), [""; 0]);
    anna.presses("Отменить доставку").await;
    anna.presses("Своими словами").await;
    anna.says("перенесли на весну").await;
    assert!(anna.phone().contains("❗ перенесли на весну"), "{}", anna.phone());
    assert!(victor.sees("Д-1 · ТСН").contains("отменена"), "{}", victor.sees("Д-1 · ТСН"));
});

story!(a_draft_of_a_client_given_away_spoils_no_list, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Без согласования").await;
    let mut tx = desk.db.begin().await.unwrap();
    let id = maria.person().await.id;
    sqlx::query("UPDATE client SET owner_id = $1").bind(id).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    anna.says("клиент ждёт").await;
    assert!(anna.phone().contains("Такой доставки нет."), "{}", anna.phone());
    anna.says("/drafts").await;
    assert!(!anna.phone().contains("Ромашка"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE agreed_how IS NULL").await, 1);
});
