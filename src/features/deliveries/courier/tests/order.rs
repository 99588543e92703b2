//! A courier is called by one tap, followed to the client, cancelled for what was shown.

use super::{begin, delivery, minutes, now, opens, state, tries};
use crate::{features::deliveries::model::State, money::Money, outside::dostavista::Status, playground::Desk, story};
use chrono::TimeDelta;

story!(a_courier_is_called_by_one_tap_and_followed_to_the_client, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · есть цена

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    📍 Достависта понимает адрес так: Россия, Москва, улица Тверская, 1
    [🛵 Вызвать курьера за 390 ₽]
    [✏️ Изменить] [✖️ Отменить доставку]
    ");
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · заказана

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    🛵 Достависта, заказ 1250001: создан
    [✖️ Отменить курьера]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    ");
    assert_eq!(state(desk, id).await, State::Ordered);
    minutes(desk, 12).await;
    assert_eq!(state(desk, id).await, State::Assigned);
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · курьер назначен

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    🛵 Достависта, заказ 1250001: выполняется
    👤 Ветров Илья, +7 900 000-00-01
    🕓 Будет у клиента: 13:20
    [✖️ Отменить курьера]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    ");
    desk.jump_to("2026-11-24T09:00:00Z").await;
    assert_eq!(state(desk, id).await, State::PickedUp);
    desk.jump_to("2026-11-24T11:00:00Z").await;
    assert_eq!(state(desk, id).await, State::Delivered);
    minutes(desk, 61).await;
    insta::assert_snapshot!(anna.sees("По чеку"), @"
    🚚 Д-1 · ТСН «Ромашка» · привезли

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    🛵 Достависта, заказ 1250001: выполнен
    👤 Ветров Илья, +7 900 000-00-01
    📎 От курьера: подпись, фото, кому отдал: Ольга, получатель
    💳 По чеку: 390 ₽
    📷 Приём подтверждает курьер: 14:01
    🕓 Ждём слова клиента с 14:01
    📷 От курьера: Ольга, получатель · № 1250001
    [✍️ Подпись] [📷 Фото]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    ");
    let held = desk.dostavista.orders();
    assert_eq!((held.len(), held[0].price), (1, Money::from_rubles(390)));
    assert_eq!(tries(desk).await, [format!("done {}", held[0].id)]);
    let cost = desk.count("SELECT cost FROM courier").await;
    assert_eq!(Some(Money::from_kopecks(cost)), held[0].cost);
});

story!(two_taps_order_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = begin(desk).await;
    anna.taps("Вызвать курьера");
    anna.taps("Вызвать курьера");
    desk.pump().await;
    insta::assert_snapshot!(anna.toast(), @"Уже сделано 10:00");
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (1, 1));
});

story!(a_price_of_long_ago_is_worked_out_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.jump_to("2026-11-24T07:16:00Z").await;
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.toast(), @"Цена от 10:00 устарела: считаем заново");
    assert_eq!((state(desk, id).await, desk.dostavista.orders().len()), (State::Quoted, 0));
    anna.presses("Вызвать курьера").await;
    assert_eq!(state(desk, id).await, State::Ordered);
});

story!(an_address_nobody_knows_is_said_before_anything_is_ordered, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    let id = delivery(desk, &anna, &client, "Неизвестная улица, 1").await;
    opens(&anna, id).await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Неизвестная улица, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга

    ⚠️ Достависта не приняла заказ: куда привезти: адрес — не найден на карте.
    [🧮 Рассчитать заново]
    [✏️ Изменить] [✖️ Отменить доставку]
    ");
    assert!(!anna.offers("Вызвать"));
});

story!(cancelling_shows_its_price_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    anna.presses("Отменить курьера").await;
    assert!(anna.phone().contains("Отмена сейчас бесплатна"), "{}", anna.phone());
    // A courier takes it while the manager thinks: free is not true any more.
    desk.clock.set(now(desk) + TimeDelta::minutes(15));
    anna.presses("Отменить бесплатно").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · курьер назначен

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    🛵 Достависта, заказ 1250001: выполняется
    👤 Ветров Илья, +7 900 000-00-01
    🕓 Будет у клиента: 13:20
    ⚠️ Курьер уже назначен: отмена стоит 150 ₽.
    [✖️ Отменить за 150 ₽]
    [👌 Не отменять]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    ");
    assert_eq!(desk.dostavista.orders()[0].status, Status::Active);
    anna.presses("Не отменять").await;
    assert_eq!(state(desk, id).await, State::Assigned);
    anna.presses("Отменить курьера").await;
    anna.presses("Отменить за 150").await;
    let held = desk.dostavista.orders();
    assert_eq!((held[0].status.clone(), held[0].cost), (Status::Canceled, Some(Money::from_rubles(150))));
    assert_eq!(state(desk, id).await, State::Quoted);
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · есть цена

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    🛵 Заказ 1250001 отменён, отмена стоила 150 ₽.
    📍 Достависта понимает адрес так: Россия, Москва, улица Тверская, 1
    [🛵 Вызвать курьера за 390 ₽]
    [✏️ Изменить] [✖️ Отменить доставку]
    ");
    // Another one is called.
    anna.presses("Вызвать курьера").await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert_eq!(desk.dostavista.orders().len(), 2);
});

story!(too_late_to_cancel_is_an_answer, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    minutes(desk, 12).await;
    anna.presses("Отменить курьера").await;
    // It leaves while the manager thinks.
    desk.clock.set("2026-11-24T09:00:00Z".parse().unwrap());
    anna.presses("Отменить за 150").await;
    assert!(anna.phone().contains("Отменить уже нельзя"), "{}", anna.phone());
    minutes(desk, 3).await;
    assert_eq!((state(desk, id).await, desk.dostavista.orders()[0].status.clone()), (State::PickedUp, Status::Active));
});

story!(a_courier_who_cancels_is_told_and_another_can_be_called, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    minutes(desk, 12).await;
    desk.dostavista.cancels(desk.dostavista.orders()[0].id);
    minutes(desk, 3).await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Д-1 · ТСН «Ромашка»: Достависта отменила заказ курьера.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!(state(desk, id).await, State::Quoted);
    opens(&anna, id).await;
    anna.presses("Вызвать курьера").await;
    assert_eq!(desk.dostavista.orders().len(), 2);
});

story!(what_is_taken_up_again_after_its_end_is_said_and_moves_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    assert_eq!(state(desk, id).await, State::Delivered);
    minutes(desk, 5).await;
    desk.dostavista.reactivates(desk.dostavista.orders()[0].id);
    minutes(desk, 61).await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Д-1 · ТСН «Ромашка»: Достависта возобновила выполненный заказ. Узнайте у неё, что случилось.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!(state(desk, id).await, State::Delivered);
});

story!(a_word_nobody_knows_moves_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    desk.dostavista.says(desk.dostavista.orders()[0].id, Some("teleported"));
    minutes(desk, 3).await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert!(anna.phone().contains("teleported"), "{}", anna.phone());
});

story!(another_managers_delivery_is_absent, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    let maria = desk.manager("Мария").await;
    let foreign = anna.data("Вызвать курьера");
    let absent = foreign.replace(&id.short(), &crate::db::Id::<()>::new().short());
    maria.forges(&foreign).await;
    let said = maria.toast();
    maria.forges(&absent).await;
    assert_eq!((said.as_str(), maria.toast()), ("Такой доставки нет.", said.clone()));
    assert_eq!(desk.dostavista.orders().len(), 0);
});

story!(without_access_nothing_is_offered, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    desk.restart_with(None).await.unwrap();
    let (anna, id) = begin(desk).await;
    assert!(!anna.phone().contains("Достависта") && !anna.offers("Вызвать"), "{}", anna.phone());
    anna.forges(&format!("courier:{}:0:call", id.short())).await;
    insta::assert_snapshot!(anna.toast(), @"Курьеры сейчас вызываются вручную.");
    assert_eq!(state(desk, id).await, State::Draft);
});
