//! Stories of the warehouse: what is taken back, what has changed meanwhile, what was never there.

use super::tests::stocked;
use crate::{playground::Desk, story};

story!(what_was_written_down_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    stocked(desk, &anna).await;
    anna.says("/newitem Турникет").await;
    anna.presses("Сохранить").await;
    anna.presses("Отменить").await;
    assert_eq!(anna.phone(), "↩️ Взято назад: новый товар\n[☰ Меню]");
    assert_eq!(desk.count("SELECT COUNT(*) FROM item WHERE name = 'Турникет'").await, 0);
    desk.place(&anna, "Гараж", "ул. Гаражная, 3").await;
    anna.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM place WHERE name = 'Гараж'").await, 0);

    anna.says("/newitem Турникет").await;
    anna.presses("Сохранить").await;
    let new = anna.data("Отменить");
    anna.presses("Карточка товара").await;
    anna.presses("Ждём поставку").await;
    anna.presses("Склад").await;
    anna.says("3").await;
    anna.says("1 дек").await;
    anna.presses("Пропустить").await;
    anna.presses("Сохранить").await;
    let expected = anna.data("Отменить");
    anna.forges(&new).await;
    assert!(anna.toast().contains("уже есть движения"), "{}", anna.toast());
    anna.presses("Карточка товара").await;
    anna.presses("🚚 3 шт").await;
    anna.presses("Перенесли").await;
    anna.says("8 дек").await;
    anna.says("завод").await;
    anna.presses("Сохранить").await;
    anna.presses("Отменить").await;
    anna.says("/when турникет").await;
    assert!(anna.phone().contains("1 дек., вт") && !anna.phone().contains("8 дек"), "{}", anna.phone());
    anna.presses("📦 Турникет").await;
    anna.presses("🚚 3 шт").await;
    anna.presses("Срок в силе").await;
    anna.presses("Отменить").await;
    anna.says("/stock турникет").await;
    anna.presses("📦 Турникет").await;
    anna.presses("🚚 3 шт").await;
    anna.presses("✅ Пришло").await;
    anna.presses("Всё: 3 шт").await;
    anna.presses("Сохранить").await;
    assert!(!anna.phone().contains("Остальное"), "{}", anna.phone());
    anna.forges(&expected).await;
    assert!(anna.toast().contains("уже сделали после вас"), "{}", anna.toast());
    anna.presses("Отменить").await;
    anna.says("/when турникет").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Турникет
    На складе нет
    🚚 3 шт, Склад: 1 дек., вт · срок подтверждён 10:00
    [📦 Турникет]
    ");
    anna.forges(&expected).await;
    anna.says("/when турникет").await;
    assert!(anna.phone().contains("Поставок не ждём"), "{}", anna.phone());
});

story!(a_form_left_open_while_goods_go_says_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    stocked(desk, &anna).await;
    for phone in [&anna, &boris] {
        phone.says("/stock st 6").await;
        phone.presses("📦 Стрела 6 м").await;
        phone.presses("➖ Расход").await;
        phone.presses("Склад: свободно").await;
        phone.says("4").await;
        phone.presses("брак").await;
    }
    anna.presses("Сохранить").await;
    boris.presses("Сохранить").await;
    insta::assert_snapshot!(boris.phone(), @"
    Столько нет: Склад, свободно 1. Остальное в резерве или не пришло.

    ➖ Расход · Стрела 6 м · ST-6

    📍 Склад
    Количество: 4 шт
    Причина: брак

    Сколько (шт)?
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
    boris.says("1").await;
    boris.presses("Сохранить").await;
    assert!(boris.phone().contains("Теперь Склад: 0"), "{}", boris.phone());
});

story!(what_is_not_there_is_answered_politely, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/newitem Пульт").await;
    anna.presses("Сохранить").await;
    anna.presses("Карточка товара").await;
    let out = anna.data("Расход");
    anna.forges(&out).await;
    assert!(anna.toast().contains("/newplace"), "{}", anna.toast());
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    anna.forges(&out.replace(":out", ":to")).await;
    assert!(anna.toast().contains("место пока одно"), "{}", anna.toast());
    for forged in ["item:AZoAAAAAcACAAAAAAAABUg:0:show", "arrival:AZoAAAAAcACAAAAAAAABUg:0:off"] {
        anna.forges(forged).await;
        assert_eq!(anna.toast(), "Такого товара или поставки нет.");
    }
});
