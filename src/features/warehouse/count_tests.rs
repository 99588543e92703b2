//! Stories of a counted stock: the table that is read in.

use super::{Reserve, queries, stock};
use crate::{calendar::Moment, people::Role, playground::Desk, story};

const TABLE: &str = "Товар;Артикул;Ед.;Минимум;Вес, кг;Длина, м;Место;Остаток\n\
    Стрела 6 м;ST-6;шт;2;12,5;6;Склад;5\nСтрела 6 м;ST-6;шт;2;12,5;6;Офис;1\nКабель;KA-1;м;;0,1;;Склад;300\n";

story!(a_table_of_the_stock_is_tried_then_stored, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    viktor.sends_file("остатки.csv", TABLE.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    ⚠️ 1 ошибка:
    Строка 3, «место»: места «Офис» нет. Сначала добавьте его: /newplace
    Ничего не загружено. Исправьте файл и пришлите ещё раз.
    [☰ Меню]
    ");
    desk.place(&anna, "Офис", "ул. Лесная, 5").await;
    viktor.sends_file("остатки.csv", TABLE.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    Новых: 2 · изменится: 0 · без изменений: 0
    Стрела 6 м, Склад: было 0, станет 5
    Стрела 6 м, Офис: было 0, станет 1
    Кабель, Склад: было 0, станет 300
    Пока ничего не загружено.
    [✅ Загрузить]
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM item").await, 0, "a trial stores nothing");
    viktor.presses("Загрузить").await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    Новых: 2 · изменится: 0 · без изменений: 0
    Стрела 6 м, Склад: было 0, станет 5
    Стрела 6 м, Офис: было 0, станет 1
    Кабель, Склад: было 0, станет 300
    ✅ Загружено.
    [☰ Меню]
    ");
    viktor.sends_file("остатки.csv", TABLE.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    Новых: 0 · изменится: 0 · без изменений: 2
    Нового нет: этот файл уже загружен.
    [☰ Меню]
    ");

    // Counted anew: one is missing, two were found.
    let again = TABLE.replace("Склад;5", "Склад;4").replace("Офис;1", "Офис;3");
    viktor.sends_file("остатки.csv", again.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    Новых: 0 · изменится: 0 · без изменений: 2
    Стрела 6 м, Склад: было 5, станет 4
    Стрела 6 м, Офис: было 1, станет 3
    Пока ничего не загружено.
    [✅ Загрузить]
    [☰ Меню]
    ");
    viktor.presses("Загрузить").await;
    viktor.says("/stock ST-6").await;
    viktor.presses("📦 Стрела 6 м").await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Стрела 6 м · ST-6
    минимум 2 шт · 12,5 кг · 6 м

    Офис: 3
    Склад: 4

    Последние движения:
    10:00 · ➕ 2 шт, Офис · пересчёт по таблице · остатки.csv · Виктор
    10:00 · ➖ 1 шт, Склад · пересчёт по таблице · остатки.csv · Виктор
    10:00 · ➕ 1 шт, Офис · пересчёт по таблице · остатки.csv · Виктор
    10:00 · ➕ 5 шт, Склад · пересчёт по таблице · остатки.csv · Виктор
    [➕ Приход] [➖ Расход]
    [🔁 Переместить] [🚚 Ждём поставку]
    [✏️ Изменить] [📦 Весь склад]
    ");
});

story!(a_bad_table_is_named_by_line_and_column, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    let bad = "Товар;Вес, кг;Место;Остаток\n;;Склад;1\nСтрела;тяжёлая;Склад;1\nСтрела;;Склад;-3\nПульт;;Склад;1\n\
        пульт;;Склад;2\nСтрела;;Гараж;1\n";
    viktor.sends_file("остатки.csv", bad.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    ⚠️ 5 ошибок:
    Строка 2, «товар»: пусто. Пример: Стрела 6 м
    Строка 3, «вес кг»: «тяжёлая» не число. Пример: 2,5
    Строка 4, «остаток»: «-3» не количество. Пример: 12
    Строка 6, «товар»: «пульт» в этом месте уже есть в файле строкой выше.
    Строка 7, «место»: места «Гараж» нет. Сначала добавьте его: /newplace
    Ничего не загружено. Исправьте файл и пришлите ещё раз.
    [☰ Меню]
    ");
    viktor.sends_file("остатки.csv", "Товар;Остаток\nСтрела;1\n".as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    ⚠️ 1 ошибка:
    Нет колонки «место». Заголовки должны стоять в первой строке, каждый в своей ячейке.
    Ничего не загружено. Исправьте файл и пришлите ещё раз.
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM movement").await, 0);
});

story!(a_count_below_what_is_reserved_is_refused, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    desk.counted("Стрела 6 м;ST-6;Склад;5").await;
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    let item = queries::items(&mut tx, "стрела", 1).await.unwrap().remove(0).id;
    let place = queries::places(&mut tx).await.unwrap().remove(0).id;
    let want = Reserve { item, place, qty: 4, link: "delivery:1", label: "Доставка Д-318", by: None };
    assert!(stock::reserve(&mut tx, want, moment).await.unwrap());
    tx.commit().await.unwrap();
    let table = "Товар;Артикул;Место;Остаток\nСтрела 6 м;ST-6;Склад;3\n";
    viktor.sends_file("остатки.csv", table.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    📦 Остатки склада: остатки.csv
    ⚠️ 1 ошибка:
    Строка 2, «остаток»: столько быть не может: в резерве 4. Сначала снимите резерв.
    Ничего не загружено. Исправьте файл и пришлите ещё раз.
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT on_hand FROM stock").await, 5);
});

story!(a_manager_sends_no_table, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    anna.sends_file("остатки.csv", TABLE.as_bytes()).await;
    assert!(!anna.phone().contains("Загрузить"), "{}", anna.phone());
    let irina = desk.staff("Ирина", Role::Accounting).await;
    irina.sends_file("остатки.csv", TABLE.as_bytes()).await;
    assert!(irina.phone().contains("Не понял файл"), "{}", irina.phone());
});
