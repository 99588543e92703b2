//! Stories of agreeing the window.

use super::super::desk_tests::{IGOR, OLGA, People, booked, joins, people};
use crate::{
    playground::{Desk, Phone},
    story,
};

/// The client is asked for three windows.
async fn asked(anna: &Phone<'_>) {
    anna.presses("Согласовать время").await;
    anna.presses("Дальше").await;
    anna.presses("Отправить").await;
}

story!(the_client_agrees_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Согласовать время").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 Время доставки · Д-1 · ТСН «Ромашка»

    Какое время предложить? До четырёх. Нажатие добавляет и убирает; своё напишите, например: пт 12-15
    [☑️ 24 нояб., вт, 14:00–18:00]
    [☑️ 25 нояб., ср, 10:00–14:00]
    [☑️ 25 нояб., ср, 14:00–18:00]
    [▫️ 26 нояб., чт, 10:00–14:00]
    [▫️ 26 нояб., чт, 14:00–18:00]
    [▫️ 27 нояб., пт, 10:00–14:00]
    [✅ Дальше]
    [✖️ Отмена]
    ");
    anna.presses("24 нояб., вт, 14:00–18:00").await;
    anna.says("27.11 12-15").await;
    anna.presses("Дальше").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 Время доставки · Д-1 · ТСН «Ромашка»

    Прочитает Ольга:
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.
    Когда удобно принять доставку №Д-1?
    [25 нояб., ср, 10:00–14:00]
    [25 нояб., ср, 14:00–18:00]
    [27 нояб., пт, 12:00–15:00]
    [🕓 Другое время]

    Отправляем?
    [📨 Отправить]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Отправить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Клиента спросили.

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    📄 УПД: приложен · акт: нужен

    🤝 Спросили клиента: 25 нояб., ср, 10:00–14:00; 25 нояб., ср, 14:00–18:00; 27 нояб., пт, 12:00–15:00. Ждём ответа.
    ⚠️ Время не согласовано с клиентом
    [🤝 Согласовать время] [📞 Договорились по телефону]
    [⚠️ Без согласования]
    [📋 Заказать вручную]
    [✏️ Изменить] [✖️ Отменить доставку]
    [📄 УПД: приложен]
    [📄 доверенность: не нужна]
    [📄 акт: нужен]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.

    Когда удобно принять доставку №Д-1?
    [25 нояб., ср, 10:00–14:00]
    [25 нояб., ср, 14:00–18:00]
    [27 нояб., пт, 12:00–15:00]
    [🕓 Другое время]
    ");
    anna.hears();
    let tapped = olga.data("27 нояб., пт, 12:00–15:00");
    olga.presses("27 нояб., пт, 12:00–15:00").await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.

    ✅ Договорились: 27 нояб., пт, 12:00–15:00
    Передумали?
    [🕓 Другое время]
    ");
    assert_eq!(anna.hears(), ["🤝 Ольга выбирает время. Д-1 · ТСН «Ромашка»: 27 нояб., пт, 12:00–15:00"]);
    let card = anna.sees("🚚 Д-1");
    assert!(card.contains("🕓 27 нояб., пт, 12:00–15:00\n🤝 Время согласовано в боте: Ольга"), "{card}");
    assert!(!card.contains("Время не согласовано"), "{card}");
    olga.forges(&tapped).await;
    assert!(olga.toast().starts_with("Уже сделано"), "{}", olga.toast());
    assert_eq!(olga.messages().len(), olga.messages().iter().filter(|message| !message.deleted).count());
});

story!(the_client_names_another_time_and_it_is_taken, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    asked(&anna).await;
    let old = olga.data("25 нояб., ср, 10:00–14:00");
    olga.presses("Другое время").await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1

    Когда вам удобно? Напишите день и время, например: пятница 12-15
    [✖️ Отмена]
    ");
    olga.says("завтра 20-22").await;
    assert!(olga.phone().contains("Отгружаем с 09:00 до 18:00 по Москве"), "{}", olga.phone());
    olga.says("30.11 11-13").await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.

    🕓 Вы просите: 30 нояб., пн, 11:00–13:00. Ответим вам.
    [🕓 Другое время]
    ");
    insta::assert_snapshot!(anna.phone(), @"
    🕓 Ольга просит другое время. Д-1 · ТСН «Ромашка»: 30 нояб., пн, 11:00–13:00
    [✅ Согласовать это время] [🤝 Предложить другие]
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    anna.presses("Согласовать это время").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Время согласовано, клиенту написали.

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 30 нояб., пн, 11:00–13:00
    🤝 Время согласовано в боте: Ольга
    📄 УПД: приложен · акт: нужен
    [📋 Заказать вручную]
    [✏️ Изменить] [✖️ Отменить доставку]
    [📄 УПД: приложен]
    [📄 доверенность: не нужна]
    [📄 акт: нужен]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.

    ✅ Договорились: 30 нояб., пн, 11:00–13:00
    Передумали?
    [🕓 Другое время]
    ");
    olga.forges(&old).await;
    assert_eq!(olga.toast(), "Время уже обновили: посмотрите последнее сообщение о доставке.");

    olga.presses("Другое время").await;
    olga.says("лучше на той неделе").await;
    assert!(
        anna.phone().contains("🕓 Ольга просит другое время. Д-1 · ТСН «Ромашка»: «лучше на той неделе»"),
        "{}",
        anna.phone()
    );
    assert!(!anna.offers("Согласовать это время") && anna.offers("Предложить другие"), "{}", anna.phone());
    anna.presses("🚚 Д-1").await;
    assert!(anna.phone().contains("⚠️ Время не согласовано с клиентом"), "{}", anna.phone());
});

story!(who_does_not_answer_is_reminded_once_and_then_called, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой 30.11 10-14").await;
    asked(&anna).await;
    olga.hears();
    desk.wait_until("2026-11-25T06:59:00Z").await;
    assert_eq!(olga.hears(), [""; 0]);
    desk.jump_to("2026-11-25T07:01:00Z").await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · готовим
    📦 Пульт большой 2 шт.

    Когда удобно принять доставку №Д-1?
    [30 нояб., пн, 10:00–14:00]
    [🕓 Другое время]
    ");
    assert!(anna.sees("🚚 Д-1").contains("🔔 Клиенту напомнили один раз."), "{}", anna.sees("🚚 Д-1"));
    desk.jump_to("2026-11-25T12:00:00Z").await;
    assert_eq!(olga.hears().len(), 1, "once");
    anna.hears();
    desk.jump_to("2026-11-26T07:02:00Z").await;
    assert_eq!(olga.hears(), [""; 0]);
    insta::assert_snapshot!(anna.phone(), @"
    📞 Д-1 · ТСН «Ромашка»: клиент не выбрал время доставки. Задача позвонить на 26 нояб., чт.
    [☎️ Звонок] [🚚 Д-1 · ТСН «Ромашка»]
    ");
    let open = "SELECT COUNT(*) FROM task WHERE state = 'open' AND kind = 'call'";
    assert_eq!(desk.count(open).await, 1);
    desk.jump_to("2026-11-27T07:02:00Z").await;
    assert_eq!(desk.count(open).await, 1, "one call");
    olga.presses("30 нояб., пн, 10:00–14:00").await;
    assert_eq!(desk.count(open).await, 0, "nobody needs to call");
});

story!(agreed_on_the_phone_and_old_buttons_are_answered, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    asked(&anna).await;
    let old = olga.data("25 нояб., ср, 14:00–18:00");
    anna.presses("Договорились по телефону").await;
    insta::assert_snapshot!(anna.phone(), @"
    📞 Договорились по телефону · Д-1 · ТСН «Ромашка»

    С кем договорились? Выберите или напишите имя.
    [Ольга]
    [✖️ Отмена]
    ");
    anna.presses("Ольга").await;
    insta::assert_snapshot!(anna.phone(), @"
    📞 Договорились по телефону · Д-1 · ТСН «Ромашка»

    👤 Ольга

    На какое время? Выберите или напишите, например: завтра 10-14, 25.12 после обеда
    [25 нояб., ср, 10:00–14:00]
    [24 нояб., вт, 14:00–18:00]
    [25 нояб., ср, 14:00–18:00]
    [26 нояб., чт, 10:00–14:00]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("28.11 10-12").await;
    assert!(anna.phone().contains("🤝 Время согласовано по телефону: Ольга"), "{}", anna.phone());
    assert!(olga.phone().contains("✅ Договорились: 28 нояб., сб, 10:00–12:00"), "{}", olga.phone());
    olga.forges(&old).await;
    assert_eq!(olga.toast(), "Время уже обновили: посмотрите последнее сообщение о доставке.");
    anna.says("/undo").await;
    anna.presses("Согласовано время доставки").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE agreed_how IS NULL").await, 1);
    assert!(!olga.phone().contains("Договорились"), "{}", olga.phone());
});

story!(a_foreign_delivery_is_as_absent_as_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    let igor = joins(desk, &maria, "Лотос", "Игорь", IGOR).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    asked(&anna).await;
    let foreign = olga.data("25 нояб., ср, 10:00–14:00");
    igor.forges(&foreign).await;
    let refused = igor.toast();
    igor.forges(&foreign.replace(&foreign[5..27], "AAAAAAAAAAAAAAAAAAAAAA")).await;
    assert_eq!(refused, igor.toast());
    assert_eq!(refused, "Такой доставки нет.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE agreed_how IS NULL").await, 1);
    maria.forges(&anna.data("Согласовать время")).await;
    assert_eq!(maria.toast(), "Такой доставки нет.");
});

story!(nobody_in_the_bot_means_the_phone, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Согласовать время").await;
    assert!(anna.toast().contains("Договоритесь по телефону"), "{}", anna.toast());
});

story!(a_word_of_ours_is_a_word_of_the_clients_too, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("Доставка когда будет?").await;
    assert!(anna.has("Доставка когда будет?"), "{}", anna.phone());
    olga.says("/доставка").await;
    assert!(olga.phone().contains("Эта функция не для вашей роли"), "{}", olga.phone());
});

story!(a_time_can_be_moved_until_it_leaves, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    asked(&anna).await;
    olga.presses("25 нояб., ср, 10:00–14:00").await;
    anna.presses("🚚 Д-1").await;
    anna.presses("Заказать вручную").await;
    anna.says("55501").await;
    anna.presses("Цена неизвестна").await;
    assert!(anna.phone().contains("заказана"), "{}", anna.phone());
    olga.presses("Другое время").await;
    olga.says("27.11 14-18").await;
    assert!(anna.phone().contains("🕓 Ольга просит другое время"), "{}", anna.phone());
    assert!(!anna.offers("Согласовать это время"), "a courier is on the way already: {}", anna.phone());
    anna.presses("🚚 Д-1").await;
    assert!(anna.phone().contains("Курьер заказан на прежнее время"), "{}", anna.phone());
    anna.presses("Забрал").await;
    assert!(!olga.sees("Доставка №Д-1").contains("Другое время"), "{}", olga.sees("Доставка №Д-1"));
    assert!(olga.sees("Доставка №Д-1").contains("в пути"), "{}", olga.sees("Доставка №Д-1"));
});
