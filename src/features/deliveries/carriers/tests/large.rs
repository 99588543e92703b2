//! Large transport: asked, offered, compared, chosen, ordered, brought.

use super::{People, adds, now, people, written};
use crate::{
    calendar::Moment,
    features::deliveries::{
        model::{State, Way},
        moves,
    },
    money::Money,
    playground::Desk,
    story,
};

story!(carriers_are_asked_compared_and_the_cheapest_brings_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, romashka, .. } = people(desk).await;
    adds(&anna, "Крупный груз", "Иван манипулятор", "+79161112233").await;
    adds(&anna, "Крупный груз", "Пётр Газель", "+79161112244").await;
    let id = written(desk, &anna, &romashka, Way::Large).await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга
    [📣 Спросить перевозчиков] [💬 Записать предложение]
    [✏️ Изменить] [✖️ Отменить доставку]
    ");
    anna.presses("Спросить перевозчиков").await;
    assert!(anna.phone().contains("На какой номер"), "{}", anna.phone());
    anna.says("8 916 000-11-22").await;
    anna.presses("Погрузка").await;
    anna.presses("сверху").await;
    insta::assert_snapshot!(anna.phone(), @"
    📣 Вопрос перевозчикам · Д-1 · ТСН «Ромашка»

    Нужна машина: Стрела 6 м 1 шт.
    Вес 40 кг, самая длинная сторона 6 м
    Погрузка: сверху, нужно 2 грузчика
    Куда: Тверь, Лесная, 5
    Быть на месте: 25 нояб., ср, 10:00–14:00
    Звоните: Анна, +7 916 000-11-22
    Ответьте, пожалуйста: цена, машина, время подачи и до какого часа цена в силе.

    👥 Кому: Иван манипулятор (+7 916 111-22-33), Пётр Газель (+7 916 111-22-44)

    Так это прочтут перевозчики. Спрашиваем?
    [📣 Спросить]
    [✏️ Погрузка] [✏️ Кому] [✏️ Телефон]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Кому").await;
    anna.presses("☑ Пётр").await;
    insta::assert_snapshot!(anna.phone(), @"
    📣 Вопрос перевозчикам · Д-1 · ТСН «Ромашка»

    Кого спросить?
    [☑ Иван манипулятор]
    [☐ Пётр Газель]
    [✅ Готово]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("☐ Пётр").await;
    anna.presses("Готово").await;
    anna.presses("📣 Спросить").await;
    let said: Vec<String> = anna.hears().into_iter().rev().take(2).collect();
    insta::assert_snapshot!(said.join("\n---\n"), @"
    Нужна машина: Стрела 6 м 1 шт.
    Вес 40 кг, самая длинная сторона 6 м
    Погрузка: сверху, нужно 2 грузчика
    Куда: Тверь, Лесная, 5
    Быть на месте: 25 нояб., ср, 10:00–14:00
    Звоните: Анна, +7 916 000-11-22
    Ответьте, пожалуйста: цена, машина, время подачи и до какого часа цена в силе.
    ---
    📣 Вопрос готов: перешлите сообщение ниже или прочтите его по телефону. Ответы пишите ответом на него или на эту карточку, например: Иван 8500 10:00
    👥 Кому: Иван манипулятор (+7 916 111-22-33), Пётр Газель (+7 916 111-22-44)

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    📣 Спросили 10:00: Иван манипулятор, Пётр Газель
    ");

    anna.replies("Нужна машина", "Иван 8500 10:00").await;
    insta::assert_snapshot!(anna.phone(), @"
    💬 Записали: Иван манипулятор · 8 500 ₽ · подача 10:00

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    📣 Спросили 10:00: Иван манипулятор, Пётр Газель
    • Иван манипулятор · 8 500 ₽ · подача 10:00
    [📊 Сравнить 1 предложение]
    [📣 Спросить ещё раз] [💬 Записать предложение]
    [✏️ Изменить] [✖️ Отменить доставку]
    [↩️ Отменить]
    ");
    anna.presses("Записать предложение").await;
    anna.says("Пётр 9 000 ₽ газель до 18:00\nСосед 7к кто-то 5").await;
    assert!(anna.phone().contains("не понял «5»"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM carrier_offer").await, 1, "of several lines none is noted alone");
    anna.says("Пётр 9 000 ₽ газель до 18:00\nСосед 7к прицеп").await;
    anna.presses("Сравнить 3").await;
    insta::assert_snapshot!(anna.phone(), @"
    📊 Предложения · Д-1 · ТСН «Ромашка»

    • Сосед · 7 000 ₽ · прицеп
    • Иван манипулятор · 8 500 ₽ · подача 10:00
    • Пётр Газель · 9 000 ₽ · газель · в силе до 18:00
    [✅ Выбрать Сосед · 7 000 ₽]
    [✅ Выбрать Иван манипулятор · 8 500 ₽]
    [✅ Выбрать Пётр Газель · 9 000 ₽]
    [⬅️ Назад]
    ");
    let choose = anna.data("Выбрать Иван");
    maria.forges(&choose).await;
    assert_eq!(maria.toast(), "Такой доставки нет.");
    anna.presses("Выбрать Иван").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Выбрано: Иван манипулятор · 8 500 ₽ · подача 10:00. Договоритесь с перевозчиком и нажмите «Заказан».

    🚚 Д-1 · ТСН «Ромашка» · есть цена

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга
    💰 8 500 ₽

    📣 Спросили 10:00: Иван манипулятор, Пётр Газель
    ✅ Выбрано: Иван манипулятор · 8 500 ₽ · подача 10:00
    • Сосед · 7 000 ₽ · прицеп
    • Пётр Газель · 9 000 ₽ · газель · в силе до 18:00
    [☎️ Заказан]
    [📊 Сравнить 3 предложения]
    [📣 Спросить ещё раз] [💬 Записать предложение]
    [✏️ Изменить] [✖️ Отменить доставку]
    [↩️ Отменить]
    ");
    anna.forges(&choose).await;
    assert!(anna.toast().contains("Уже сделано"), "{}", anna.toast());
    assert_eq!(now(desk, id).await.price, Some(Money::from_rubles(8_500)));

    anna.presses("Заказан").await;
    assert_eq!(now(desk, id).await.state, State::Ordered);
    anna.presses("Машина выехала").await;
    anna.says("Пётр без телефона").await;
    assert!(anna.phone().contains("Например: Пётр +7 916"), "{}", anna.phone());
    anna.says("Семён +7 916 555-66-77 А123ВС").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚚 Машина выехала за грузом.

    🚚 Д-1 · ТСН «Ромашка» · машина едет за грузом

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга
    💰 8 500 ₽

    🚛 Везёт Иван манипулятор · 8 500 ₽ · подача 10:00
    👤 За рулём Семён, +7 916 555-66-77, А123ВС
    [✏️ Водитель] [📤 Забрал]
    [💰 Счёт перевозчика]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
    anna.presses("Забрал").await;
    anna.presses("Привёз").await;
    assert_eq!(now(desk, id).await.state, State::Delivered);
    insta::assert_snapshot!(anna.phone(), @"
    🏁 Привезли.

    🚚 Д-1 · ТСН «Ромашка» · привезли

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга
    💰 8 500 ₽

    🚛 Везёт Иван манипулятор · 8 500 ₽ · подача 10:00
    👤 За рулём Семён, +7 916 555-66-77, А123ВС
    [💰 Счёт перевозчика]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
});

story!(above_the_limit_the_head_says_yes_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    let id = written(desk, &anna, &romashka, Way::Large).await;
    anna.replies("Д-1 · ТСН", "Тягач 18 000 ₽\nКран 22000").await;
    anna.presses("Сравнить").await;
    anna.presses("Выбрать Тягач").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⏳ Дороже, чем можно самому. Спросили руководителя: Тягач · 18 000 ₽

    🚚 Д-1 · ТСН «Ромашка» · записана

    📦 Стрела 6 м 1 шт.
    Крупный груз · крупный транспорт · 40 кг, 6 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 25 нояб., ср, 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    ⏳ Решает руководитель: Тягач · 18 000 ₽
    • Кран · 22 000 ₽
    [📊 Сравнить 2 предложения]
    [📣 Спросить перевозчиков] [💬 Записать предложение]
    [✏️ Изменить] [✖️ Отменить доставку]
    [↩️ Отменить]
    ");
    assert_eq!(now(desk, id).await.state, State::Draft, "nothing is chosen before the head says so");
    insta::assert_snapshot!(victor.phone(), @"
    Крупный транспорт · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «Заказываем за эту цену? Тягач · 18 000 ₽»
    Сумма: 18 000 ₽
    🚚 Д-1: Стрела 6 м 1 шт. → Тверь, Лесная, 5
    📊 Ещё предлагали: Кран · 22 000 ₽
    🕓 25 нояб., ср, 10:00–14:00
    [✅ Заказываем] [✖️ Дорого…]
    [👤 Передать решение]
    [🏢 Клиент]
    ");
    let yes = victor.data("Заказываем");
    victor.presses("Заказываем").await;
    assert!(victor.phone().contains("менеджер заказывает машину"), "{}", victor.phone());
    let delivery = now(desk, id).await;
    assert_eq!((delivery.state, delivery.price), (State::Quoted, Some(Money::from_rubles(18_000))));
    victor.forges(&yes).await;
    assert_eq!(now(desk, id).await.rev, delivery.rev, "a second tap does nothing");
    anna.presses("Заказан").await;
    assert_eq!(now(desk, id).await.state, State::Ordered);
});

story!(the_head_says_no_and_another_is_taken, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    let id = written(desk, &anna, &romashka, Way::Large).await;
    anna.replies("Д-1 · ТСН", "Тягач 18 000 ₽\nКран 14000").await;
    anna.presses("Сравнить").await;
    anna.presses("Выбрать Тягач").await;
    anna.presses("↩️ Отменить").await;
    assert!(victor.phone().contains("Отозвано"), "{}", victor.phone());
    anna.forges(&format!("delivery:{}", id.short())).await;
    anna.presses("Сравнить").await;
    anna.presses("Выбрать Тягач").await;
    victor.presses("Дорого").await;
    victor.says("Ищите дешевле").await;
    let card = anna.sees("🚚 Д-1 · ТСН");
    assert!(card.contains("Руководитель отказал: Тягач"), "{card}");
    anna.presses("Сравнить").await;
    anna.presses("Выбрать Кран").await;
    assert_eq!(now(desk, id).await.price, Some(Money::from_rubles(14_000)));
    anna.presses("↩️ Отменить").await;
    let delivery = now(desk, id).await;
    assert_eq!((delivery.price, delivery.state), (None, State::Draft), "the choice is taken back");
    anna.forges(&format!("delivery:{}", id.short())).await;
    assert!(!anna.offers("Заказан"), "{}", anna.phone());
});

story!(an_offer_that_has_run_out_is_asked_about, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    let id = written(desk, &anna, &romashka, Way::Large).await;
    victor.hears();
    anna.replies("Д-1 · ТСН", "Иван 8500 до 9:00").await;
    assert!(anna.phone().contains("срок этого предложения уже прошёл"), "{}", anna.phone());
    anna.replies("Д-1 · ТСН", "Иван 8500 до 11:00").await;
    desk.jump_to("2026-11-24T08:30:00Z").await;
    anna.presses("Сравнить").await;
    insta::assert_snapshot!(anna.phone(), @"
    📊 Предложения · Д-1 · ТСН «Ромашка»

    ⌛ Иван · 8 500 ₽ · в силе до 11:00 — срок вышел
    [✅ Выбрать Иван · 8 500 ₽]
    [⬅️ Назад]
    ");
    anna.presses("Выбрать Иван").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⌛ Срок предложения вышел: Иван · 8 500 ₽ · в силе до 11:00. Уточните у перевозчика. Всё равно выбрать?
    [✅ Всё равно выбрать]
    [⬅️ Назад]
    ");
    assert_eq!(now(desk, id).await.state, State::Draft);
    anna.presses("Всё равно").await;
    assert_eq!(now(desk, id).await.state, State::Quoted);
    assert!(anna.phone().contains("срок вышел, уточните цену"), "{}", anna.phone());
    anna.presses("Заказан").await;
    anna.presses("Отменить").await;
    assert_eq!(now(desk, id).await.state, State::Quoted, "the order is taken back");
    assert_eq!(victor.hears(), [""; 0]);
});

story!(the_head_is_not_asked_about_what_is_cancelled, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    let id = written(desk, &anna, &romashka, Way::Large).await;
    anna.replies("Д-1 · ТСН", "Тягач 18 000 ₽").await;
    anna.presses("Сравнить").await;
    anna.presses("Выбрать Тягач").await;
    let yes = victor.data("Заказываем");
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    moves::advance(&mut tx, id, State::Cancelled, moment.now, "Клиент отказался", moment).await.unwrap();
    tx.commit().await.unwrap();
    victor.forges(&yes).await;
    assert!(victor.toast().contains("Решать уже нечего"), "{}", victor.toast());
    desk.tick().await;
    assert!(victor.phone().contains("Отозвано"), "{}", victor.phone());
    assert_eq!(now(desk, id).await.price, None);
});
