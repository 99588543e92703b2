//! Stories of the warehouse: what people see and do.

use crate::{
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Two places, and a count of three items.
pub(super) async fn stocked(desk: &Desk, anna: &Phone<'_>) {
    desk.place(anna, "Склад", "ул. Складская, 1").await;
    desk.place(anna, "Офис", "ул. Лесная, 5").await;
    desk.counted("Стрела 6 м;ST-6;Склад;5\nСтрела 3 м;ST-3;Офис;1\nПульт;PU-1;Офис;40").await;
}

story!(an_item_and_a_place_are_written_down, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/stock").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Товаров пока нет. Добавьте первый или загрузите таблицу остатков файлом.
    [➕ Новый товар] [➕ Новое место]
    [☰ Меню]
    ");
    anna.presses("Новое место").await;
    anna.says("Склад").await;
    anna.says("ул. Складская, 1").await;
    anna.presses("Кого спросить").await;
    anna.says("Иван 8 916 123-45-67").await;
    insta::assert_snapshot!(anna.phone(), @"
    📍 Новое место

    Склад
    📍 ул. Складская, 1
    🕘 09:00-18:00
    👤 Иван +7 916 123-45-67

    Всё верно?
    [✅ Сохранить]
    [✏️ Название] [✏️ Адрес]
    [✏️ Часы] [✏️ Кого спросить]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Часы").await;
    anna.says("с утра").await;
    insta::assert_snapshot!(anna.phone(), @"
    Не понял часы. Например: 9-13, 14-18

    📍 Новое место

    Склад
    📍 ул. Складская, 1
    🕘 09:00-18:00
    👤 Иван +7 916 123-45-67

    Когда там выдают товар? Например: 9-13, 14-18.
    [⏭ Пропустить]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("9-13, 14-18").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Место добавлено: Склад, ул. Складская, 1
    [↩️ Отменить] [📦 Весь склад]
    [☰ Меню]
    ");
    anna.says("/newitem Стрела 6 м").await;
    anna.presses("Вес").await;
    anna.says("тяжёлая").await;
    insta::assert_snapshot!(anna.phone(), @"
    Не понял вес. Например: 12,5 или 500 г

    📦 Новый товар · Стрела 6 м

    Стрела 6 м
    Считаем: шт
    минимум, вес и длина не указаны

    Сколько весит один? Например: 12,5 кг или 500 г.
    [⏭ Не указывать]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("12,5").await;
    anna.presses("Длина").await;
    anna.says("6").await;
    anna.presses("Минимум").await;
    anna.says("2").await;
    anna.presses("Есть серийные").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Новый товар · Стрела 6 м

    Стрела 6 м
    Считаем: шт
    минимум 2 шт · 12,5 кг · 6 м · с серийными номерами

    Всё верно?
    [✅ Сохранить]
    [✏️ Название] [✏️ Артикул]
    [✏️ Единица] [✏️ Минимум]
    [✏️ Вес] [✏️ Длина]
    [🔢 Без серийных номеров]
    [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Добавлено: Стрела 6 м
    минимум 2 шт · 12,5 кг · 6 м · с серийными номерами
    [↩️ Отменить] [📦 Карточка товара]
    ");
    anna.says("/newitem стрела 6 М").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    Такой товар уже есть: Стрела 6 м. Укажите другое название или артикул.

    📦 Новый товар · стрела 6 М

    стрела 6 М
    Считаем: шт
    минимум, вес и длина не указаны

    Как называется товар?
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
    anna.says("/cancel").await;
    anna.says("/newplace склад").await;
    anna.says("ул. Другая, 2").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    Место «склад» уже есть. Назовите это иначе.

    📍 Новое место

    склад
    📍 ул. Другая, 2
    🕘 09:00-18:00

    Как называется место? Например: Склад или Офис.
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
});

story!(the_stock_is_looked_through_and_searched, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    stocked(desk, &anna).await;
    anna.says("склад").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Склад: 3 товара

    Пульт · PU-1: свободно 40 шт
    Офис: 40

    Стрела 3 м · ST-3: свободно 1 шт
    Офис: 1

    Стрела 6 м · ST-6: свободно 5 шт
    Склад: 5

    Найти: /stock стрела. Когда придёт: /when стрела 6м
    [📦 Пульт]
    [📦 Стрела 3 м]
    [📦 Стрела 6 м]
    [➕ Новый товар] [➕ Новое место]
    [☰ Меню]
    ");
    anna.says("/stock стрела").await;
    assert!(anna.phone().contains("Стрела 3 м") && !anna.phone().contains("Пульт"), "{}", anna.phone());
    anna.says("/stock st 6").await;
    assert!(anna.phone().contains("Стрела 6 м") && !anna.phone().contains("Стрела 3 м"), "{}", anna.phone());
    anna.says("/stock cnhtkf").await;
    assert!(anna.phone().contains("Стрела 6 м"), "another layout: {}", anna.phone());
    anna.says("/stock вертолёт").await;
    insta::assert_snapshot!(anna.phone(), @"
    Ничего не нашлось по «вертолёт». Попробуйте часть названия или артикул.
    [📦 Весь склад]
    [➕ Новый товар] [➕ Новое место]
    [☰ Меню]
    ");
    anna.says("/when стрела 6м").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Стрела 6 м · ST-6
    На складе 5 шт, в резерве 0, свободно 5 шт
    Поставок не ждём
    [📦 Стрела 6 м]
    ");
    anna.says("когда").await;
    insta::assert_snapshot!(anna.phone(), @"
    Что ищете? Например: /when стрела 6м
    [📦 Весь склад]
    ");
});

story!(goods_come_in_go_out_and_move_and_it_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    stocked(desk, &anna).await;
    anna.says("/stock st 6").await;
    anna.presses("📦 Стрела 6 м").await;
    anna.presses("➖ Расход").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➖ Расход · Стрела 6 м · ST-6

    Откуда?
    [Офис: свободно 0]
    [Склад: свободно 5]
    [✖️ Отмена]
    ");
    anna.presses("Склад: свободно").await;
    anna.says("много").await;
    anna.says("6").await;
    insta::assert_snapshot!(anna.phone(), @"
    Столько нет: Склад, свободно 5. Остальное в резерве или не пришло.

    ➖ Расход · Стрела 6 м · ST-6

    📍 Склад

    Сколько (шт)?
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("2").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➖ Расход · Стрела 6 м · ST-6

    📍 Склад
    Количество: 2 шт

    Причина? Выберите или напишите.
    [на объект]
    [брак]
    [не нашли при пересчёте]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("на объект").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➖ Расход · Стрела 6 м · ST-6

    📍 Склад
    Количество: 2 шт
    Причина: на объект

    Всё верно?
    [✅ Сохранить]
    [✏️ Место]
    [✏️ Количество] [✏️ Причина]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➖ Списано: Стрела 6 м · ST-6, 2 шт, Склад
    Теперь Склад: 3, свободно 3
    [↩️ Отменить] [📦 Карточка товара]
    ");
    let undo_issue = anna.data("Отменить");
    anna.presses("Карточка товара").await;
    anna.presses("🔁 Переместить").await;
    anna.presses("Склад: свободно 3").await;
    anna.presses("Офис").await;
    anna.says("3").await;
    anna.presses("Без причины").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔁 Перемещено: Стрела 6 м · ST-6, 3 шт, Склад → Офис
    Теперь Офис: 3, свободно 3
    Теперь Склад: 0, свободно 0
    [↩️ Отменить] [📦 Карточка товара]
    ");
    let undo_transfer = anna.data("Отменить");
    anna.presses("Карточка товара").await;
    anna.presses("➕ Приход").await;
    anna.presses("Склад").await;
    anna.says("1").await;
    anna.says("нашли за стеллажом").await;
    anna.presses("Сохранить").await;
    let undo_receipt = anna.data("Отменить");
    anna.presses("Карточка товара").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Стрела 6 м · ST-6
    минимум, вес и длина не указаны

    Офис: 3
    Склад: 1

    Последние движения:
    10:00 · ➕ 1 шт, Склад · нашли за стеллажом · Анна
    10:00 · 🔁 3 шт, Склад → Офис · Анна
    10:00 · ➖ 2 шт, Склад · на объект · Анна
    10:00 · ➕ 5 шт, Склад · пересчёт по таблице · stock.csv
    [➕ Приход] [➖ Расход]
    [🔁 Переместить] [🚚 Ждём поставку]
    [✏️ Изменить] [📦 Весь склад]
    ");

    anna.forges(&undo_transfer).await;
    anna.forges(&undo_issue).await;
    anna.forges(&undo_receipt).await;
    anna.says("/stock st 6").await;
    anna.presses("📦 Стрела 6 м").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Стрела 6 м · ST-6
    минимум, вес и длина не указаны

    Офис: 0
    Склад: 5

    Последние движения:
    10:00 · ➖ 1 шт, Склад · отмена предыдущего движения · Анна
    10:00 · ➕ 2 шт, Склад · отмена предыдущего движения · Анна
    10:00 · 🔁 3 шт, Офис → Склад · отмена предыдущего движения · Анна
    10:00 · ➕ 1 шт, Склад · нашли за стеллажом · Анна
    10:00 · 🔁 3 шт, Склад → Офис · Анна
    [➕ Приход] [➖ Расход]
    [🔁 Переместить] [🚚 Ждём поставку]
    [✏️ Изменить] [📦 Весь склад]
    ");
    assert_eq!(desk.count("SELECT on_hand FROM stock ORDER BY on_hand DESC LIMIT 1 OFFSET 1").await, 5);
});

story!(what_has_gone_on_cannot_be_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    stocked(desk, &anna).await;
    for (deed, place) in [("➕ Приход", "Склад"), ("➖ Расход", "Склад: свободно")] {
        anna.says("/stock st 6").await;
        anna.presses("📦 Стрела 6 м").await;
        anna.presses(deed).await;
        anna.presses(place).await;
        anna.says(if deed == "➕ Приход" { "4" } else { "9" }).await;
        anna.says("проверка").await;
        anna.presses("Сохранить").await;
    }
    anna.says("/undo").await;
    anna.presses("приход товара").await;
    insta::assert_snapshot!(anna.toast(), @"Взять назад не получится: этот товар уже ушёл или в резерве. Остатки — в карточке товара.");
    assert_eq!(desk.count("SELECT on_hand FROM stock WHERE on_hand = 0").await, 0);
});

story!(serial_numbers_are_typed_as_many_as_there_are_pieces, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    anna.says("/newitem Контроллер").await;
    anna.presses("Есть серийные").await;
    anna.presses("Сохранить").await;
    anna.presses("Карточка товара").await;
    anna.presses("➕ Приход").await;
    anna.says("2").await;
    anna.says("K-100").await;
    insta::assert_snapshot!(anna.phone(), @"
    Нужно 2 серийных номера, указано 1. Например: A-1001, A-1002

    ➕ Приход · Контроллер

    📍 Склад
    Количество: 2 шт

    Серийные номера через запятую? Нужно 2.
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("K-100, K-101").await;
    anna.presses("от поставщика").await;
    anna.presses("Сохранить").await;
    anna.presses("Карточка товара").await;
    insta::assert_snapshot!(anna.phone(), @"
    📦 Контроллер
    с серийными номерами

    Склад: 2

    Последние движения:
    10:00 · ➕ 2 шт, Склад · от поставщика · № K-100, K-101 · Анна
    [➕ Приход] [➖ Расход]
    [🔁 Переместить] [🚚 Ждём поставку]
    [✏️ Изменить] [📦 Весь склад]
    ");
});

story!(an_engineer_moves_goods_but_changes_no_item, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, sergey) = (desk.manager("Анна").await, desk.staff("Сергей", Role::Engineer).await);
    stocked(desk, &anna).await;
    anna.says("/stock st 6").await;
    anna.presses("📦 Стрела 6 м").await;
    let edit = anna.data("Изменить");
    sergey.says("/stock st 6").await;
    assert!(!sergey.phone().contains("Новый товар"), "{}", sergey.phone());
    sergey.presses("📦 Стрела 6 м").await;
    assert!(!sergey.phone().contains("Изменить"), "{}", sergey.phone());
    sergey.forges(&edit).await;
    assert!(sergey.toast().contains("не для вашей роли"), "{}", sergey.toast());
    sergey.says("/newitem Лишний").await;
    assert!(sergey.phone().contains("не для вашей роли"), "{}", sergey.phone());
    sergey.says("/stock st 6").await;
    sergey.presses("📦 Стрела 6 м").await;
    sergey.presses("Расход").await;
    assert!(sergey.phone().contains("Откуда"), "{}", sergey.phone());

    let irina = desk.staff("Ирина", Role::Accounting).await;
    irina.forges(&edit).await;
    assert!(irina.toast().contains("не для вашей роли"), "{}", irina.toast());
    irina.says("/stock").await;
    assert!(irina.phone().contains("не для вашей роли"), "{}", irina.phone());
});

story!(words_that_begin_like_a_command_are_words, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let park = desk.client("Склад «Парус»", Some(&anna)).await;
    let olga = desk.contact(&anna, &park, "Ольга").await;
    olga.says("Когда приедет курьер?").await;
    assert!(anna.has("Когда приедет курьер?"), "{}", anna.phone());
    assert!(!olga.has("не для вашей роли"));
    anna.says("Склад «Парус»").await;
    assert!(anna.phone().contains("🏢"), "{}", anna.phone());
    anna.says("склад").await;
    assert!(anna.phone().contains("Товаров пока нет"), "{}", anna.phone());
});

story!(an_item_is_changed_by_two_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    stocked(desk, &anna).await;
    for phone in [&anna, &boris] {
        phone.says("/stock st 6").await;
        phone.presses("📦 Стрела 6 м").await;
    }
    let stale = boris.data("Изменить");
    boris.presses("Изменить").await;
    boris.presses("Минимум").await;
    boris.says("3").await;
    anna.presses("Изменить").await;
    anna.presses("Минимум").await;
    anna.says("7").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Изменено: Стрела 6 м · ST-6
    минимум 7 шт
    [↩️ Отменить] [📦 Карточка товара]
    ");
    boris.presses("Сохранить").await;
    insta::assert_snapshot!(boris.phone(), @"
    ⚠️ Пока вы меняли, товар изменил коллега: Стрела 6 м · ST-6 (минимум 7 шт). Сохраните ещё раз, чтобы осталось ваше.

    ✏️ Товар · Стрела 6 м

    Стрела 6 м · ST-6
    Считаем: шт
    минимум 3 шт

    Всё верно?
    [✅ Сохранить]
    [✏️ Название] [✏️ Артикул]
    [✏️ Единица] [✏️ Минимум]
    [✏️ Вес] [✏️ Длина]
    [🔢 Есть серийные номера]
    [✖️ Отмена]
    ");
    boris.presses("Сохранить").await;
    assert_eq!(desk.count("SELECT least FROM item WHERE sku = 'ST-6'").await, 3);
    boris.forges(&stale).await;
    assert_eq!(boris.toast(), "Карточка обновилась");
    anna.says("/undo").await;
    anna.presses("изменение товара").await;
    assert_eq!(anna.toast(), "Товар после вас уже изменили.");
});
