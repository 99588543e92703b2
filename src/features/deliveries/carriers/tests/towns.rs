//! Other towns: from the form to «Вручено».

use super::{People, now, people, written};
use crate::{
    db::Id,
    features::deliveries::model::{State, Way},
    money::Money,
    people::Role,
    playground::{Desk, Phone},
    story,
};

story!(a_carrier_takes_it_to_another_town, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, .. } = people(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    let id = written(desk, &anna, &romashka, Way::Carrier).await;
    let hand = anna.data("Передать перевозчику");
    maria.forges(&hand).await;
    let foreign = maria.toast();
    maria.forges(&hand.replace(&id.short(), &Id::<()>::new().short())).await;
    assert_eq!((foreign.as_str(), maria.toast()), ("Такой доставки нет.", foreign.clone()));
    anna.presses("Передать перевозчику").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Перевозчик · Д-1 · ТСН «Ромашка»

    📦 1 место, 40 кг

    Кто повезёт?
    [СДЭК] [Деловые Линии]
    [✏️ Другая]
    [✖️ Отмена]
    ");
    anna.presses("СДЭК").await;
    anna.presses("До терминала").await;
    anna.says("Тверь, Паши Савельевой, 30").await;
    anna.says("скоро пришлют").await;
    insta::assert_snapshot!(anna.phone(), @"
    «скоро пришлют» не похоже на трек-номер. Он из цифр и букв без пробелов. Например: 1234567890

    📦 Перевозчик · Д-1 · ТСН «Ромашка»

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 1 место, 40 кг

    Какой трек-номер? Например: 1234567890
    [⏭ Номера ещё нет]
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.presses("Номера ещё нет").await;
    anna.says("вчера").await;
    assert!(anna.phone().contains("23 нояб., пн — слишком рано"), "{}", anna.phone());
    anna.says("пт").await;
    anna.presses("Мест").await;
    anna.says("2").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Перевозчик · Д-1 · ТСН «Ромашка»

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 2 места, 40 кг
    ⚠️ Трек-номера ещё нет
    🗓 Ждём 27 нояб., пт

    Всё верно?
    [✅ Заказать перевозку]
    [✏️ Перевозчик] [✏️ Куда]
    [✏️ Терминал] [✏️ Мест]
    [✏️ Вес] [✏️ Трек-номер]
    [✏️ День прихода]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Заказать перевозку").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Заказали: СДЭК, ждём 27 нояб., пт. Сдадите груз — нажмите «Сдали в терминал».

    🚚 Д-1 · ТСН «Ромашка» · заказана

    📦 Шлагбаум 1 шт.
    Транспортная компания · легковая · 40 кг, 2,5 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 2 места, 40 кг
    ⚠️ Трек-номера ещё нет
    🗓 Ждём 27 нояб., пт
    [📤 Сдали в терминал]
    [✏️ Изменить перевозку]
    [🔢 Трек-номер]
    [💰 Счёт перевозчика]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
    assert_eq!(now(desk, id).await.state, State::Ordered);
    anna.presses("Сдали в терминал").await;
    assert!(anna.phone().contains("Без трек-номера потом не найти груз"), "{}", anna.phone());
    anna.says("12 3456 7890").await;
    anna.presses("Сдали в терминал").await;
    assert_eq!(now(desk, id).await.state, State::InTransit);
    insta::assert_snapshot!(anna.phone(), @"
    📤 Сдали перевозчику, груз в пути.

    🚚 Д-1 · ТСН «Ромашка» · в пути

    📦 Шлагбаум 1 шт.
    Транспортная компания · легковая · 40 кг, 2,5 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 2 места, 40 кг
    🔢 Трек-номер: 1234567890
    🗓 Ждём 27 нояб., пт
    [🏢 На терминале] [📬 Можно забирать]
    [✅ Вручено]
    [🗓 Перенести]
    [💰 Счёт перевозчика]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
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
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Груз вручён.

    🚚 Д-1 · ТСН «Ромашка» · вручена

    📦 Шлагбаум 1 шт.
    Транспортная компания · легковая · 40 кг, 2,5 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга
    💰 1 850 ₽

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 2 места, 40 кг
    🔢 Трек-номер: 1234567890
    💰 Счёт перевозчика: 1 850 ₽
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE 'Оплатить счёт перевозчика СДЭК%'").await, 1);
});

story!(a_slip_of_the_finger_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
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
    assert!(now(desk, id).await.delivered_at.is_some());
    anna.presses("Отменить").await;
    let back = now(desk, id).await;
    assert!(back.state == State::InTransit && back.delivered_at.is_none(), "{back:?}");
    anna.forges(&format!("delivery:{}", id.short())).await;
    anna.presses("Перенести").await;
    anna.says("30.11").await;
    anna.says("Метель на трассе").await;
    anna.presses("Отменить").await;
    anna.forges(&format!("delivery:{}", id.short())).await;
    let card = anna.phone();
    assert!(card.contains("Ждём 27 нояб., пт") && !card.contains("Метель"), "{card}");
    anna.presses("Счёт перевозчика").await;
    anna.says("много").await;
    assert!(anna.phone().contains("много"), "{}", anna.phone());
    anna.says("2 000").await;
    anna.presses("Отменить").await;
    assert_eq!(now(desk, id).await.price, None);
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 0, "nobody is to pay it");
});

story!(what_the_client_was_asked_about_is_not_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let contact = "Название;Контакт;Должность;Телефон\nТСН «Ромашка»;Ольга;на объекте;+79161110011\n";
    desk.imports("clients", "clients.csv", contact.as_bytes(), false).await.unwrap();
    anna.says("Ромашка").await;
    anna.presses("Пригласить").await;
    anna.presses("Ольга").await;
    let link = anna.phone();
    let code = link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    let olga = Phone::stranger(desk, "Ольга", "ru", "+79161110011");
    olga.starts(Some(&code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    let id = written(desk, &anna, &romashka, Way::Carrier).await;
    handed(&anna, "пт").await;
    anna.presses("Вручено").await;
    anna.presses("Отменить").await;
    assert!(anna.toast().contains("Клиента уже спросили"), "{}", anna.toast());
    assert_eq!(now(desk, id).await.state, State::Delivered);
});

/// A delivery to another town is handed in; it should come on `day`.
pub async fn handed(phone: &Phone<'_>, day: &str) {
    phone.presses("Передать перевозчику").await;
    phone.presses("СДЭК").await;
    phone.presses("До терминала").await;
    phone.says("Тверь, Паши Савельевой, 30").await;
    phone.says("1234567890").await;
    phone.says(day).await;
    phone.presses("Заказать перевозку").await;
    phone.presses("Сдали в терминал").await;
}
