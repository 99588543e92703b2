//! Other towns: from the form to «Вручено».

use super::{People, now, people, written};
use crate::{
    features::deliveries::model::{State, Way},
    money::Money,
    people::Role,
    playground::Desk,
    story,
};

story!(a_carrier_takes_it_to_another_town, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, .. } = people(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    let id = written(desk, &anna, &romashka, Way::Carrier).await;
    let hand = anna.data("Передать перевозчику");
    maria.forges(&hand).await;
    let foreign = maria.toast();
    maria.forges(&hand.replace(&id.short(), &crate::db::Id::<()>::new().short())).await;
    assert_eq!((foreign.as_str(), maria.toast()), ("Такой доставки нет.", foreign.clone()));
    anna.presses("Передать перевозчику").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("СДЭК").await;
    anna.presses("До терминала").await;
    anna.says("Тверь, Паши Савельевой, 30").await;
    anna.says("скоро пришлют").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Номера ещё нет").await;
    anna.says("вчера").await;
    assert!(anna.phone().contains("23 нояб., пн уже прошло"), "{}", anna.phone());
    anna.says("пт").await;
    anna.presses("Мест").await;
    anna.says("2").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Заказать перевозку").await;
    insta::assert_snapshot!(anna.phone(), @"");
    assert_eq!(now(desk, id).await.state, State::Ordered);
    anna.presses("Сдали в терминал").await;
    assert!(anna.phone().contains("Без трек-номера потом не найти груз"), "{}", anna.phone());
    anna.says("12 3456 7890").await;
    anna.presses("Сдали в терминал").await;
    assert_eq!(now(desk, id).await.state, State::InTransit);
    insta::assert_snapshot!(anna.phone(), @"");
    anna.replies("Д-1 · ТСН", "CUSTOMS_DELAYED").await;
    assert!(anna.phone().contains("Перевозчик пишет: CUSTOMS_DELAYED"), "{}", anna.phone());
    anna.replies("Д-1 · ТСН", "ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE").await;
    assert_eq!(now(desk, id).await.state, State::AtTerminal);
    assert!(!anna.phone().contains("CUSTOMS_DELAYED"), "{}", anna.phone());
    anna.replies("Д-1 · ТСН", "В пути").await;
    assert!(anna.phone().contains("Это уже известно"), "{}", anna.phone());
    anna.presses("Счёт перевозчика").await;
    anna.says("1 850").await;
    assert!(anna.phone().contains("Ирина"), "{}", anna.phone());
    irina.says("/today").await;
    irina.says("/menu").await;
    assert_eq!(now(desk, id).await.price, Some(Money::from_rubles(1_850)));
    anna.presses("Можно забирать").await;
    anna.presses("Вручено").await;
    insta::assert_snapshot!(anna.phone(), @"");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE 'Оплатить счёт перевозчика СДЭК%'").await, 1);
});

story!(a_slip_of_the_finger_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    olga.hears();
    let id = written(desk, &anna, &romashka, Way::Carrier).await;
    handed(&anna, "пт").await;
    let before = now(desk, id).await;
    assert!(before.state == State::InTransit && before.left_at.is_some());
    anna.presses("Отменить").await;
    let back = now(desk, id).await;
    assert!(back.state == State::Ordered && back.left_at.is_none(), "{back:?}");
    anna.forges(&format!("delivery:{}", id.short())).await;
    anna.presses("Сдали в терминал").await;
    anna.presses("Вручено").await;
    anna.presses("Отменить").await;
    let undone = now(desk, id).await.state;
    let asked = anna.toast();
    assert!(
        undone == State::InTransit || (undone == State::Delivered && asked.contains("Клиента уже спросили")),
        "{undone}: {asked}"
    );
});

/// A delivery to another town is handed in; it should come on `day`.
pub async fn handed(phone: &crate::playground::Phone<'_>, day: &str) {
    phone.presses("Передать перевозчику").await;
    phone.presses("СДЭК").await;
    phone.presses("До терминала").await;
    phone.says("Тверь, Паши Савельевой, 30").await;
    phone.says("1234567890").await;
    phone.says(day).await;
    phone.presses("Заказать перевозку").await;
    phone.presses("Сдали в терминал").await;
}
