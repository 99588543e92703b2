//! What becomes of an order when the answer is lost, nobody answers, the price changes or the process dies.

use super::{begin, minutes, opens, state, tries};
use crate::{
    features::deliveries::model::State, money::Money, outside::dostavista::stand_in::Fault, playground::Desk, story,
};
use std::time::Duration;

story!(a_lost_answer_is_looked_up_and_not_asked_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.next("create-order", Fault::AnswerLost);
    anna.presses("Вызвать курьера").await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (1, 1));
});

story!(while_it_cannot_be_looked_up_nothing_is_asked_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.next("create-order", Fault::NotJson);
    desk.dostavista.set_fault(Some(Fault::Unavailable));
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · заказываем

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    ❓ Ответ Достависты потерялся 10:00: ищем заказ, второго не делаем.
    ");
    minutes(desk, 20).await;
    assert_eq!(state(desk, id).await, State::Approved, "not to know is not to know that it is not there");
    desk.dostavista.set_fault(None);
    minutes(desk, 2).await;
    assert_eq!(state(desk, id).await, State::Assigned, "a courier has had it for long");
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (1, 1));
});

story!(what_never_arrived_is_asked_again_only_by_a_person, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.next("create-order", Fault::Lost);
    anna.presses("Вызвать курьера").await;
    minutes(desk, 4).await;
    assert!(anna.phone().contains("второго не делаем"), "{}", anna.phone());
    minutes(desk, 2).await;
    insta::assert_snapshot!(anna.phone(), @"
    ❓ Д-1 · ТСН «Ромашка»: Достависта не ответила, и заказа у неё нет. Повторить или не надо?
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!(desk.dostavista.asked("create-order"), 1);
    opens(&anna, id).await;
    anna.presses("Повторить заказ").await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert_eq!(desk.dostavista.orders().len(), 1);
});

story!(what_never_arrived_can_be_left_alone, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.next("create-order", Fault::Lost);
    anna.presses("Вызвать курьера").await;
    minutes(desk, 6).await;
    opens(&anna, id).await;
    anna.presses("Не надо").await;
    assert_eq!((state(desk, id).await, tries(desk).await), (State::Quoted, vec!["dropped".to_owned()]));
    minutes(desk, 30).await;
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (0, 1));
});

story!(nobody_at_home_is_waited_for_and_asked_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.set_shut(true).await.unwrap();
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · заказываем

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 390 ₽

    ⏳ Достависта сейчас недоступна. Вызовем, как только получится (ждём с 10:00).
    [✖️ Не надо]
    ");
    minutes(desk, 5).await;
    assert_eq!(state(desk, id).await, State::Approved);
    desk.dostavista.set_shut(false).await.unwrap();
    minutes(desk, 2).await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (1, 1));
});

story!(whoever_waits_for_nobody_at_home_may_think_better_of_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.set_shut(true).await.unwrap();
    anna.presses("Вызвать курьера").await;
    anna.presses("Не надо").await;
    desk.dostavista.set_shut(false).await.unwrap();
    minutes(desk, 5).await;
    assert_eq!((state(desk, id).await, desk.dostavista.orders().len()), (State::Quoted, 0));
});

story!(another_price_after_a_long_wait_is_shown_not_paid, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.set_shut(true).await.unwrap();
    anna.presses("Вызвать курьера").await;
    minutes(desk, 20).await;
    desk.dostavista.set_rate(150);
    desk.dostavista.set_shut(false).await.unwrap();
    minutes(desk, 2).await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Д-1 · ТСН «Ромашка»: цена изменилась с 390 ₽ на 585 ₽, курьер не вызван.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!((state(desk, id).await, desk.dostavista.orders().len()), (State::Quoted, 0));
    opens(&anna, id).await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · есть цена

    📦 Пульт 4 шт.
    Курьер · пешком · 2,5 кг, 0,6 м
    📍 Москва, ул. Тверская, 1
    🚪 подъезд 2
    👤 Ольга, +7 900 000-00-12
    🕓 13:00–15:00
    🤝 Время согласовано в боте: Ольга
    💰 585 ₽

    📍 Достависта понимает адрес так: Россия, Москва, улица Тверская, 1
    ⚠️ Цена изменилась: была 390 ₽, стала 585 ₽. Курьер не вызван.
    [🛵 Вызвать курьера за 585 ₽]
    [✏️ Изменить] [✖️ Отменить доставку]
    ");
    anna.presses("Вызвать курьера за 585").await;
    assert_eq!(desk.dostavista.orders()[0].price, Money::from_rubles(585));
});

story!(too_little_money_is_said_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.dostavista.set_balance(Money::from_rubles(100));
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Д-1 · ТСН «Ромашка»: курьер не вызван. На балансе Достависты не хватает денег.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!((state(desk, id).await, tries(desk).await), (State::Quoted, vec!["refused".to_owned()]));
});

story!(a_price_waits_for_whoever_does_not_answer, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    desk.dostavista.set_shut(true).await.unwrap();
    let (anna, id) = begin(desk).await;
    assert!(anna.phone().contains("Достависта сейчас недоступна. Спросим цену ещё раз"), "{}", anna.phone());
    desk.dostavista.set_shut(false).await.unwrap();
    minutes(desk, 2).await;
    assert_eq!(state(desk, id).await, State::Quoted);
    assert!(anna.offers("Вызвать курьера за 390"), "{}", anna.phone());
});

story!(a_process_that_dies_while_it_asks_finds_what_it_has_asked_for, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    desk.restart_with(Some(Duration::from_millis(200))).await.unwrap();
    // It asks, hears nothing, and can't look it up: as one that died then.
    desk.dostavista.next("create-order", Fault::Slow);
    desk.dostavista.set_fault(Some(Fault::Lost));
    anna.presses("Вызвать курьера").await;
    assert_eq!(state(desk, id).await, State::Approved);
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE courier SET stage = 'calling'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    desk.dostavista.set_fault(None);
    desk.restart_with(Some(crate::outside::dostavista::PATIENCE)).await.unwrap();
    minutes(desk, 2).await;
    assert_eq!(state(desk, id).await, State::Ordered);
    assert_eq!((desk.dostavista.orders().len(), desk.dostavista.asked("create-order")), (1, 1));
});
