//! Stories of following deliveries: the client's card, alarms, warnings, lists.

use crate::{
    features::deliveries::{
        model::State,
        receipt::{People, booked, goes, joins, now, people},
    },
    playground::{Desk, Phone},
    story,
};

const WINDOW: (&str, &str) = ("2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z");

story!(the_client_follows_one_card, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let igor = joins(desk, &maria, "Лотос", "Игорь").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · ищем курьера
    📦 пульты 4 шт.
    🕓 11:00–14:00

    10:00 — ищем курьера
    ");
    let messages = olga.messages().len();
    desk.tick().await;
    goes(desk, delivery.id, State::Assigned).await;
    desk.jump_to("2026-11-24T08:05:00Z").await;
    goes(desk, delivery.id, State::PickedUp).await;
    assert_eq!(olga.messages().len(), messages, "edited in place");
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · в пути
    📦 пульты 4 шт.
    🕓 11:00–14:00

    10:00 — ищем курьера
    10:00 — курьер едет за грузом
    11:05 — в пути
    [✅ Уже получил]
    ");
    assert!(!igor.has("Доставка №"), "{}", igor.phone());

    // It has come before anybody told.
    olga.presses("Уже получил").await;
    assert!(olga.phone().contains("Привезли?"), "{}", olga.phone());
    olga.presses("✅ Всё получил").await;
    assert_eq!(now(desk, delivery.id).await.state, State::Received);
    assert!(olga.sees("🚚 Доставка №Д-1").contains("получена"), "{}", olga.sees("🚚 Доставка №Д-1"));

    olga.says("доставки").await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 1 доставка
    [№Д-1 · 11:00 · получена]
    [☰ Меню]
    ");
    olga.presses("№Д-1").await;
    assert!(olga.phone().contains("🚚 Доставка №Д-1 · получена"), "{}", olga.phone());
    igor.says("/parcels").await;
    assert!(igor.phone().contains("Доставок пока нет"), "{}", igor.phone());
});

story!(what_ended_long_ago_is_not_listed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    goes(desk, delivery.id, State::Cancelled).await;
    insta::assert_snapshot!(olga.phone(), @"
    🚚 Доставка №Д-1 · отменена
    📦 пульты 4 шт.
    🕓 11:00–14:00

    10:00 — ищем курьера
    10:00 — отменена
    ");
    olga.says("/parcels").await;
    assert!(olga.phone().contains("№Д-1"), "{}", olga.phone());
    desk.jump_to("2026-12-25T07:00:00Z").await;
    olga.says("/parcels").await;
    assert!(olga.phone().contains("Доставок пока нет"), "{}", olga.phone());
});

story!(nobody_comes_and_the_manager_hears_of_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    joins(desk, &anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    victor.hears();
    desk.jump_to("2026-11-24T07:19:00Z").await;
    assert!(!anna.has("E4 ·"), "{}", anna.phone());
    desk.jump_to("2026-11-24T07:20:00Z").await;
    insta::assert_snapshot!(anna.sees("E4 ·"), @"
    ⚠️ E4 · Д-1 · ТСН «Ромашка» · заказана
    Курьер не назначен, ждём с 10:20
    📦 пульты 4 шт.
    🕓 11:00–14:00

    Ответ до 15:20, иначе повтор
    [📞 Позвонить курьеру] [🔁 Сменить курьера]
    [📣 Предупредить клиента]
    [🚚 Д-1 · ТСН «Ромашка»]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    assert!(anna.sees("🚚 Д-1 ·").contains("Курьер не назначен"), "{}", anna.sees("🚚 Д-1 ·"));
    anna.presses("Позвонить курьеру").await;
    insta::assert_snapshot!(anna.phone(), @"
    Д-1 · ТСН «Ромашка»: номер курьера пока неизвестен. Появится на карточке, как только курьера назначат.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    anna.presses("Принято").await;

    // Another thing goes wrong: the same message of the day asks for attention again.
    desk.jump_to("2026-11-24T08:15:00Z").await;
    assert!(anna.sees("E4 ·").contains("до сих пор не забрали"), "{}", anna.sees("E4 ·"));
    assert!(!anna.sees("E4 ·").contains("Принял"), "{}", anna.sees("E4 ·"));
    goes(desk, delivery.id, State::PickedUp).await;
    assert!(anna.sees("E4 ·").contains("снято"), "{}", anna.sees("E4 ·"));

    // No news for an hour.
    desk.jump_to("2026-11-24T09:15:00Z").await;
    assert!(anna.sees("E4 ·").contains("Нет новостей о грузе"), "{}", anna.sees("E4 ·"));
    assert!(!victor.has("E4"), "{}", victor.phone());
    assert!(!victor.hears().iter().any(|text| text.contains("Д-1")));
});

story!(what_is_late_at_the_end_of_the_day_goes_to_the_heads, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    goes(desk, delivery.id, State::PickedUp).await;
    desk.jump_to("2026-11-24T11:15:00Z").await;
    assert!(anna.sees("E4 ·").contains("🔴 Опаздывает"), "{}", anna.sees("E4 ·"));
    desk.jump_to("2026-11-24T14:29:00Z").await;
    assert!(!victor.has("E4.head"), "{}", victor.phone());
    desk.jump_to("2026-11-24T14:30:00Z").await;
    insta::assert_snapshot!(victor.sees("E4.head"), @"
    ⚠️ E4.head · Д-1 · ТСН «Ромашка» · забрали
    🔴 Опаздывает: должна была приехать к 14:15
    📦 пульты 4 шт.
    🕓 11:00–14:00

    Ответ до 25 нояб., ср, 09:30, иначе повтор
    [📞 Позвонить курьеру]
    [📣 Предупредить клиента]
    [🚚 Д-1 · ТСН «Ромашка»]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    let heard = victor.messages().len();
    desk.tick().await;
    assert_eq!(victor.messages().len(), heard, "once");
    goes(desk, delivery.id, State::Delivered).await;
    assert!(victor.sees("E4.head").contains("снято"), "{}", victor.sees("E4.head"));
});

story!(the_client_is_warned_in_words_the_manager_has_seen, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    goes(desk, delivery.id, State::PickedUp).await;
    desk.jump_to("2026-11-24T11:20:00Z").await;
    anna.presses("Предупредить клиента").await;
    insta::assert_snapshot!(anna.phone(), @"
    📣 Предупредить клиента · Д-1 · ТСН «Ромашка»

    👁 Клиент прочитает: «🚚 Доставка №Д-1 задерживается. Извините! Следим за ней и сообщим, как только узнаем точное время.»

    Отправить? Если знаете, к какому часу приедет, напишите время, например: до 16:30.
    [✅ Отправить клиенту]
    [✖️ Отмена]
    ");
    anna.says("до 13:00").await;
    assert!(anna.phone().contains("которое ещё не прошло"), "{}", anna.phone());
    anna.says("до 16:30").await;
    insta::assert_snapshot!(anna.phone(), @"
    📣 Предупредить клиента · Д-1 · ТСН «Ромашка»

    👁 Клиент прочитает: «🚚 Доставка №Д-1 задерживается, приедет до 16:30. Извините за ожидание!»

    Отправить? Если знаете, к какому часу приедет, напишите время, например: до 16:30.
    [✅ Отправить клиенту]
    [✖️ Без времени]
    [✖️ Отмена]
    ");
    let before = olga.messages().len();
    anna.taps("Отправить клиенту");
    anna.presses("Отправить клиенту").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Клиент предупреждён.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!(olga.messages().len(), before + 1, "said once");
    insta::assert_snapshot!(olga.phone(), @"🚚 Доставка №Д-1 задерживается, приедет до 16:30. Извините за ожидание!");
    assert!(olga.sees("🚚 Доставка №Д-1 ·").contains("приедет до 16:30"), "{}", olga.sees("🚚 Доставка №Д-1 ·"));
    assert!(!anna.sees("E4 ·").contains("🔴"), "until then it is not late: {}", anna.sees("E4 ·"));
    desk.jump_to("2026-11-24T13:45:00Z").await;
    assert!(anna.sees("E4 ·").contains("🔴 Опаздывает"), "{}", anna.sees("E4 ·"));
    assert_eq!(now(desk, delivery.id).await.ends_at, delivery.ends_at, "what was agreed stays");

    // Another manager has no such delivery.
    maria.says("/menu").await;
    maria.forges(&format!("follow:{}:warn", crate::db::Id::<()>::new().short())).await;
    let absent = maria.toast();
    for deed in ["warn", "call"] {
        maria.forges(&format!("follow:{}:{deed}", delivery.id.short())).await;
        assert_eq!(maria.toast(), absent, "{deed}");
    }
});

story!(a_warning_at_night_waits_and_one_to_nobody_says_so, "2026-11-24T14:50:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, lotos, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let evening = ("2026-11-24T15:00:00Z", "2026-11-24T16:00:00Z");
    let delivery = booked(desk, &anna, &romashka, "пульты×4", evening).await;
    goes(desk, delivery.id, State::PickedUp).await;
    desk.jump_to("2026-11-24T16:20:00Z").await;
    anna.presses("Предупредить клиента").await;
    anna.presses("Отправить клиенту").await;
    assert!(anna.phone().contains("Сообщение уйдёт: 25 нояб., ср, 09:00"), "{}", anna.phone());
    assert!(!olga.has("задерживается"), "{}", olga.phone());
    let other = booked(desk, &maria, &lotos, "стойка×1", evening).await;
    goes(desk, other.id, State::PickedUp).await;
    maria.presses("Предупредить клиента").await;
    maria.presses("Отправить клиенту").await;
    assert!(maria.phone().contains("Позвоните на объект: Ольга"), "{}", maria.phone());
});

story!(deliveries_are_listed_and_counted, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, victor, romashka, lotos } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let first = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    let late = booked(desk, &anna, &romashka, "стойка×1", WINDOW).await;
    let tomorrow = ("2026-11-25T08:00:00Z", "2026-11-25T11:00:00Z");
    booked(desk, &anna, &romashka, "кабель×1", tomorrow).await;
    booked(desk, &maria, &lotos, "камера×1", WINDOW).await;
    goes(desk, late.id, State::PickedUp).await;
    goes(desk, first.id, State::PickedUp).await;
    desk.jump_to("2026-11-24T10:00:00Z").await;
    goes(desk, first.id, State::Delivered).await;
    desk.jump_to("2026-11-24T12:00:00Z").await;
    anna.says("доставки").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставки на 24 нояб., вт
    🎯 В согласованное окно за 30 дней: 0,0 % (0 из 1)
    [Д-1 · ТСН «Ромашка» · 11:00 · 🕓 ждём слова клиента]
    [Д-2 · ТСН «Ромашка» · 11:00 · 🔴 опаздывает]
    [🗓 Неделя] [🕓 Без подтверждения]
    [🎯 Мимо окна: 1]
    [☰ Меню]
    ");
    anna.presses("Неделя").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставки на неделю вперёд
    🎯 В согласованное окно за 30 дней: 0,0 % (0 из 1)
    [Д-3 · ТСН «Ромашка» · 25 нояб., ср, 11:00 · заказана]
    [🚚 Сегодня] [🕓 Без подтверждения]
    [🎯 Мимо окна: 1]
    [☰ Меню]
    ");
    anna.presses("Без подтверждения").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставки без подтверждения клиента
    🎯 В согласованное окно за 30 дней: 0,0 % (0 из 1)
    [Д-1 · ТСН «Ромашка» · 11:00 · 🕓 ждём слова клиента]
    [🚚 Сегодня] [🗓 Неделя]
    [🎯 Мимо окна: 1]
    [☰ Меню]
    ");
    olga.replies("№Д-1", "получил").await;
    anna.presses("Мимо окна").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставки мимо окна за 30 дней
    🎯 В согласованное окно за 30 дней: 50,0 % (1 из 2)
    [Д-2 · ТСН «Ромашка» · никто не подтвердил]
    [🚚 Сегодня] [🗓 Неделя] [🕓 Без подтверждения]
    [☰ Меню]
    ");
    anna.says("/digest").await;
    insta::assert_snapshot!(anna.phone(), @"
    🌅 24 нояб., вт. Доброе утро, Анна!

    🔥 Опаздывает Д-2 · ТСН «Ромашка», ждали до 14:00
    🚚 Доставки сегодня 1 · опаздывает 1
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");
    victor.says("/team").await;
    insta::assert_snapshot!(victor.phone(), @"
    👥 Команда сейчас

    ⚠️ E4 Доставка идёт не по плану: 2

    🚚 Доставки сегодня 2 · опаздывает 2 · без подтверждения 1
    Опаздывают: Анна 1, Мария 1
    Без подтверждения: Мария 1
    🎯 В согласованное окно за 30 дней: 33,3 % (1 из 3)

    💸 Просрочка отдела: 0 ₽

    Анна: 2 доставки
    Мария: 1 доставка
    [💸 Просрочка] [📊 Сбор] [☰ Меню]
    ");
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("Д-2: забрали"), "{}", anna.phone());
    anna.presses("Доставки клиента").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставки · ТСН «Ромашка»
    [Д-1 · ТСН «Ромашка» · 11:00 · клиент получил]
    [Д-2 · ТСН «Ромашка» · 11:00 · 🔴 опаздывает]
    [Д-3 · ТСН «Ромашка» · 25 нояб., ср, 11:00 · заказана]
    [🚚 Сегодня] [🗓 Неделя] [🕓 Без подтверждения]
    [🎯 Мимо окна: 1]
    [☰ Меню]
    ");
    maria.says("/deliveries").await;
    assert!(maria.phone().contains("Д-4") && !maria.phone().contains("Д-1"), "{}", maria.phone());
    let client = romashka.id.short();
    maria.forges(&format!("deliveries:{client}:0")).await;
    assert!(!maria.has("Д-1"), "{}", maria.phone());
});

story!(what_is_received_and_goes_no_further_is_told_in_the_morning, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    goes(desk, delivery.id, State::Delivered).await;
    olga.presses("Всё получил").await;
    let idle = |phone: &Phone<'_>| phone.phone().contains("монтаж не назначен");
    desk.wait_until("2026-11-25T07:00:00Z").await;
    anna.says("/digest").await;
    assert!(!idle(&anna), "{}", anna.phone());
    desk.wait_until("2026-11-26T07:00:00Z").await;
    anna.says("/digest").await;
    assert!(idle(&anna), "{}", anna.phone());
    anna.presses("По порядку").await;
    anna.presses("Монтаж не нужен").await;
    anna.says("/digest").await;
    assert!(!idle(&anna), "{}", anna.phone());
});

story!(without_proof_for_a_day_it_is_red_in_the_morning, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    joins(desk, &anna, "Ромашка", "Ольга").await;
    let delivery = booked(desk, &anna, &romashka, "пульты×4", WINDOW).await;
    goes(desk, delivery.id, State::Delivered).await;
    desk.wait_until("2026-11-25T06:30:00Z").await;
    anna.says("/digest").await;
    assert!(!anna.phone().contains("Больше суток"), "{}", anna.phone());
    desk.wait_until("2026-11-26T06:30:00Z").await;
    anna.says("/digest").await;
    assert!(anna.phone().contains("🔴 Больше суток без подтверждения: Д-1"), "{}", anna.phone());
});
