//! Stories of the last checks, and of couriers ordered by hand.

use super::super::desk_tests::{People, booked, invoice, people};
use crate::{playground::Desk, story};

story!(ordered_by_hand_and_followed_to_the_door, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Заказать вручную").await;
    assert_eq!(anna.toast(), "Пока не заказать: Время не согласовано с клиентом");
    anna.presses("Без согласования").await;
    anna.says("да").await;
    assert!(anna.phone().contains("Напишите причину парой слов"), "{}", anna.phone());
    anna.says("клиент ждёт весь день").await;
    assert!(anna.phone().contains("⚠️ Время не согласовано: клиент ждёт весь день"), "{}", anna.phone());
    anna.presses("Заказать вручную").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 Заказ курьера · Д-1 · ТСН «Ромашка»

    Закажите курьера на сайте службы: нажмите поле, чтобы скопировать. Потом напишите номер заказа.
    [📋 Откуда] [📋 Куда]
    [📋 Кто примет] [📋 Телефон]
    [📋 Когда] [📋 Что]
    [📋 Вес, кг]
    [✖️ Отмена]
    ");
    anna.says("№ 55501").await;
    anna.says("540").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Заказ записан.

    🚚 Д-1 · ТСН «Ромашка» · заказана

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    ⚠️ Время не согласовано: клиент ждёт весь день
    💰 540 ₽
    📄 УПД: приложен · акт: нужен

    🔢 Заказ № 55501
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [🚴 Курьер назначен] [📤 Забрал]
    [✖️ Отменить доставку]
    [📄 УПД: приложен]
    [📄 доверенность: не нужна]
    [📄 акт: нужен]
    [↩️ Отменить]
    ");
    anna.presses("Курьер назначен").await;
    anna.says("Рустам +7 916 123-45-67").await;
    assert!(anna.phone().contains("🚴 Курьер: Рустам +7 916 123-45-67"), "{}", anna.phone());
    let took = anna.data("Забрал");
    anna.presses("Забрал").await;
    assert_eq!(
        desk.count("SELECT CAST(on_hand AS BIGINT) FROM stock WHERE on_hand = 3").await,
        3,
        "two of five left us"
    );
    anna.forges(&took).await;
    assert!(anna.toast().starts_with("Уже сделано"), "{}", anna.toast());
    anna.presses("Привёз").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · привезли

    📦 Пульт большой 2 шт.
    Курьер · пешком · 0,4 кг, 0,15 м
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 25 нояб., ср, 10:00–14:00
    ⚠️ Время не согласовано: клиент ждёт весь день
    💰 540 ₽
    📄 УПД: приложен · акт: нужен

    🔢 Заказ № 55501
    🚴 Курьер: Рустам +7 916 123-45-67
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [📄 УПД: приложен]
    [📄 доверенность: не нужна]
    [📄 акт: нужен]
    ");
});

story!(an_order_by_hand_is_taken_back_before_it_leaves, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Без согласования").await;
    anna.says("клиент ждёт весь день").await;
    anna.presses("Заказать вручную").await;
    anna.says("55501").await;
    anna.presses("Цена неизвестна").await;
    anna.presses("↩️").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery WHERE state = 'draft' AND approved_by IS NULL").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM delivery_hand").await, 0);
});

story!(an_unpaid_invoice_waits_for_the_head, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    invoice(desk, "214").await;
    anna.says("/courier Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Счёт").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Доставка · ТСН «Ромашка»

    📦 Пульт большой 2 шт.

    По какому счёту едет оборудование?
    [№ 214: не оплачено 15 000 ₽]
    [⏭ Без счёта]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
    anna.presses("214").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("⚠️ Счёт № 214 не оплачен, осталось 15 000 ₽"), "{}", anna.phone());
    victor.hears();
    anna.presses("Спросить руководителя").await;
    assert!(anna.phone().contains("ждём ответа руководителя"), "{}", anna.phone());
    assert!(!anna.offers("Спросить руководителя"), "once is enough");
    insta::assert_snapshot!(victor.phone(), @"
    Отгрузка до оплаты · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «Отгрузить Д-1, хотя счёт № 214 не оплачен?»
    Сумма: 15 000 ₽
    📦 Пульт большой 2 шт.
    🕓 25 нояб., ср, 10:00–14:00
    🧾 Счёт № 214: не оплачено 15 000 ₽ из 15 000 ₽
    [✅ Отгружайте] [❌ Сначала оплата…]
    [👤 Передать решение]
    [🏢 Клиент]
    ");
    victor.presses("Сначала оплата").await;
    victor.says("пусть заплатят").await;
    assert!(anna.has("Руководитель против: пусть заплатят"), "{}", anna.phone());
    anna.presses("Спросить руководителя").await;
    victor.presses("Отгружайте").await;
    assert!(!anna.sees("Д-1 · ТСН").contains("не оплачен"), "{}", anna.sees("Д-1 · ТСН"));
});
