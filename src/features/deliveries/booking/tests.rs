//! Stories of writing a delivery down.

use super::super::desk_tests::{OLGA, People, booked, booms_come, invoice, joins, paid, people};
use crate::{playground::Desk, story};

story!(booked_from_the_client_card_by_four_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("Ромашка").await;
    anna.presses("🚚 Доставка").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Пульт").await;
    anna.presses("4 шт.").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"");
    assert_eq!(desk.count("SELECT CAST(reserved AS BIGINT) FROM stock WHERE reserved > 0").await, 4);
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("🚚 Д-1: записана, 14:00–18:00"), "{}", anna.phone());
});

story!(booked_in_one_line_and_every_field_can_be_opened, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("доставка Ромашка завтра 10-14 пульт большой 2 шт, тумба").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"");
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
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("записана"), "{}", anna.phone());
});

story!(a_wrong_window_is_refused_with_an_example, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/courier Ромашка 2 пульта большой сегодня 10-14").await;
    insta::assert_snapshot!(anna.phone(), @"");
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

story!(another_transport_needs_a_reason_and_a_long_thing_is_large, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/courier Ромашка 2 стойки").await;
    insta::assert_snapshot!(anna.phone(), @"");
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

story!(an_unpaid_invoice_waits_for_the_head, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    invoice(desk, "214").await;
    anna.says("/courier Ромашка 2 пульт большой завтра 10-14").await;
    anna.presses("Счёт").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("214").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("⚠️ Счёт № 214 не оплачен, осталось 15 000 ₽"), "{}", anna.phone());
    victor.hears();
    anna.presses("Спросить руководителя").await;
    assert!(anna.phone().contains("ждём ответа руководителя"), "{}", anna.phone());
    assert!(!anna.offers("Спросить руководителя"), "once is enough");
    insta::assert_snapshot!(victor.phone(), @"");
    victor.presses("Сначала оплата").await;
    victor.says("пусть заплатят").await;
    assert!(anna.has("Руководитель против: пусть заплатят"), "{}", anna.phone());
    anna.presses("Спросить руководителя").await;
    victor.presses("Отгружайте").await;
    assert!(!anna.sees("Д-1 · ТСН").contains("не оплачен"), "{}", anna.sees("Д-1 · ТСН"));
    paid(desk, "214").await;
});

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
    insta::assert_snapshot!(anna.phone(), @"");
    anna.says("№ 55501").await;
    anna.says("540").await;
    insta::assert_snapshot!(anna.phone(), @"");
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
    insta::assert_snapshot!(anna.phone(), @"");
});

story!(what_was_booked_can_be_undone_and_cancelled, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    let edit = anna.data("Изменить");
    anna.presses("↩️").await;
    assert!(anna.has("отменена"), "{}", anna.phone());
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
    insta::assert_snapshot!(anna.phone(), @"");
    let unwanted = anna.data("Клиент передумал");
    anna.presses("Клиент передумал").await;
    insta::assert_snapshot!(anna.phone(), @"");
    assert_eq!(desk.count(left).await, 0);
    anna.forges(&unwanted).await;
    assert!(anna.toast().starts_with("Уже сделано"), "{}", anna.toast());
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
