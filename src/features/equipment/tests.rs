//! Stories of equipment.

use super::open_for;
use crate::{
    clients::Client,
    people::Role,
    playground::{Desk, Phone},
    story,
};
use chrono::TimeDelta;

/// The engineer has a visit at the client until the day after tomorrow.
async fn visits(desk: &Desk, engineer: &Phone<'_>, client: &Client) {
    let until = desk.clock.now() + TimeDelta::days(2);
    let engineer = engineer.person().await.id;
    let mut tx = desk.db.begin().await.unwrap();
    open_for(&mut tx, engineer, client.id, until.into()).await.unwrap();
    tx.commit().await.unwrap();
}

/// What a button of the list of a client carries, as it stands on the engineer's card.
fn list_of(client: &Client) -> String {
    format!("equips:{}:0", client.id.short())
}

story!(equipment_is_written_down_in_a_few_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("ромашка").await;
    anna.presses("🔩 Оборудование").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔩 Оборудование · Ромашка

    Пока ничего не записано.
    [➕ Добавить]
    [🏢 Клиент]
    ");
    anna.presses("Добавить").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔩 Новое оборудование · Ромашка

    Что стоит?
    [Шлагбаум] [Стрела] [Турникет]
    [Считыватель] [Камера] [Контроллер]
    [Пульт] [Замок] [Другое]
    [✖️ Отмена]
    ");
    anna.presses("Шлагбаум").await;
    anna.says("CAME GARD 4000").await;
    anna.presses("2").await;
    anna.says("2050").await;
    assert!(anna.phone().starts_with("Напишите год"), "{}", anna.phone());
    anna.presses("2021").await;
    anna.sends_photo(b"\xff\xd8\xff", "").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔩 Новое оборудование · Ромашка

    Шлагбаум CAME GARD 4000 ×2 (2021)
    по телефону
    📷 с фото

    Всё верно? Фото можно прислать сюда же.
    [✅ Сохранить]
    [✏️ Что это] [✏️ Марка]
    [✏️ Количество] [✏️ Год]
    [✏️ Откуда знаем] [📷 Фото]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записано: Шлагбаум CAME GARD 4000 ×2 (2021)

    🔩 Оборудование · Ромашка

    • Шлагбаум CAME GARD 4000 ×2 (2021) — по телефону, 24 нояб., вт
    [Шлагбаум CAME GARD 4000 ×2 (2021)]
    [➕ Добавить]
    [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.presses("Шлагбаум").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔩 Шлагбаум CAME GARD 4000 ×2 (2021) · Ромашка
    по телефону, 24 нояб., вт
    [✏️ Количество] [✏️ Год]
    [✏️ Марка] [✏️ Серийный номер]
    [📝 Заметка] [🗑 Снято]
    [📷 Фото] [🖼 Показать фото]
    [🔩 Оборудование]
    ");
    anna.presses("Показать фото").await;
    assert_eq!(anna.toast(), "Фото ниже.");
});

story!(a_line_is_enough_and_a_mistake_is_put_right_or_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("оборудование ромашка шлагбаум CAME 2 шт 2021").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔩 Новое оборудование · Ромашка

    Шлагбаум CAME ×2 (2021)
    по телефону

    Всё верно? Фото можно прислать сюда же.
    [✅ Сохранить]
    [✏️ Что это] [✏️ Марка]
    [✏️ Количество] [✏️ Год]
    [✏️ Откуда знаем] [📷 Фото]
    [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    anna.presses("Шлагбаум").await;
    let old = anna.data("Количество");
    anna.presses("Количество").await;
    anna.says("много").await;
    anna.says("3").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записал.

    🔩 Шлагбаум CAME ×3 (2021) · Ромашка
    по телефону, 24 нояб., вт
    [✏️ Количество] [✏️ Год]
    [✏️ Марка] [✏️ Серийный номер]
    [📝 Заметка] [🗑 Снято]
    [📷 Фото]
    [🔩 Оборудование]
    [↩️ Отменить]
    ");
    anna.forges(&old).await;
    assert!(anna.toast().starts_with("Карточка обновилась"), "{}", anna.toast());
    anna.presses("🗑 Снято").await;
    anna.says("поставили турникет").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗑 Отмечено: больше не стоит.

    🔩 Шлагбаум CAME ×3 (2021) · Ромашка
    по телефону, 24 нояб., вт
    🗑 Снято 24 нояб., вт: поставили турникет
    [🔩 Оборудование]
    [↩️ Отменить]
    ");
    anna.presses("Отменить").await;
    anna.says("ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 Ромашка
    Сейчас там 10:00

    🔩 Шлагбаум CAME ×3 (2021) — инженер ещё не подтверждал
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔕 Не беспокоить]
    [🕘 Часы связи]
    [☰ Меню]
    ");
});

story!(a_new_site_gets_the_list_of_the_last_one_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let lines = "Название;Менеджер;Адрес объекта\nРомашка;Анна;Лесная, 5\nРомашка;Анна;Садовая, 1\n";
    desk.imports("clients", "clients.csv", lines.as_bytes(), false).await.unwrap();
    for line in ["шлагбаум CAME 2 шт", "считыватель Parsec 4 шт"] {
        anna.says(&format!("оборудование ромашка {line}")).await;
        anna.presses("Лесная").await;
        anna.presses("Сохранить").await;
    }
    let copy = anna.data("Садовая, 1: как у прошлого");
    anna.presses("Садовая, 1: как у прошлого").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 Перенесено: 2 строки. Пока не подтверждено.

    🔩 Оборудование · Ромашка

    📍 Лесная, 5
    • Шлагбаум CAME ×2 — по телефону, 24 нояб., вт
    • Считыватель Parsec ×4 — по телефону, 24 нояб., вт

    📍 Садовая, 1
    • Шлагбаум CAME ×2 — по телефону, 24 нояб., вт
    • Считыватель Parsec ×4 — по телефону, 24 нояб., вт
    [Шлагбаум CAME ×2]
    [Считыватель Parsec ×4]
    [Шлагбаум CAME ×2]
    [Считыватель Parsec ×4]
    [➕ Добавить]
    [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.forges(&copy).await;
    assert!(anna.toast().starts_with("Карточка обновилась"), "{}", anna.toast());
    assert_eq!(desk.count("SELECT COUNT(*) FROM equipment WHERE removed_at IS NULL").await, 4);
    anna.says("/undo").await;
    anna.presses("Оборудование перенесено").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM equipment WHERE removed_at IS NULL").await, 2);
});

story!(an_engineer_confirms_what_stands_where_the_visit_is, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let peter = desk.staff("Пётр", Role::Engineer).await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    for line in ["шлагбаум CAME 2 шт 2021", "считыватель Parsec 4 шт"] {
        anna.says(&format!("оборудование ромашка {line}")).await;
        anna.presses("Сохранить").await;
    }
    peter.forges(&list_of(&client)).await;
    assert_eq!(peter.toast(), "Такого клиента нет.");
    visits(desk, &peter, &client).await;
    peter.forges(&list_of(&client)).await;
    insta::assert_snapshot!(peter.phone(), @"
    🔩 Оборудование · Ромашка

    • Шлагбаум CAME ×2 (2021) — по телефону, 24 нояб., вт
    • Считыватель Parsec ×4 — по телефону, 24 нояб., вт
    [Шлагбаум CAME ×2 (2021)]
    [Считыватель Parsec ×4]
    [➕ Добавить] [✅ Подтвердить всё]
    ");
    peter.presses("Считыватель").await;
    insta::assert_snapshot!(peter.phone(), @"
    🔩 Считыватель Parsec ×4 · Ромашка
    по телефону, 24 нояб., вт
    [✅ Подтвердить] [✏️ Количество]
    [📷 Фото]
    [🔩 Оборудование]
    ");
    peter.presses("Количество").await;
    peter.says("3").await;
    insta::assert_snapshot!(peter.phone(), @"
    ✅ Записал.

    🔩 Считыватель Parsec ×3 · Ромашка
    ✅ видел инженер Пётр 24 нояб., вт
    [✏️ Количество]
    [📷 Фото]
    [🔩 Оборудование]
    [↩️ Отменить]
    ");
    peter.presses("🔩 Оборудование").await;
    let all = peter.data("Подтвердить всё");
    peter.presses("Подтвердить всё").await;
    insta::assert_snapshot!(peter.phone(), @"
    ✅ Подтверждено: 1 строка

    🔩 Оборудование · Ромашка

    • Шлагбаум CAME ×2 (2021) — ✅ видел инженер Пётр 24 нояб., вт
    • Считыватель Parsec ×3 — ✅ видел инженер Пётр 24 нояб., вт
    [Шлагбаум CAME ×2 (2021)]
    [Считыватель Parsec ×3]
    [➕ Добавить]
    [↩️ Отменить]
    ");
    peter.forges(&all).await;
    assert!(peter.toast().starts_with("Карточка обновилась"), "{}", peter.toast());
    anna.says("ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 Ромашка
    Сейчас там 10:00

    🔩 Шлагбаум CAME ×2 (2021), Считыватель Parsec ×3 — подтверждено инженером 24 нояб., вт
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔕 Не беспокоить]
    [🕘 Часы связи]
    [☰ Меню]
    ");
    // What was seen and is changed by somebody else is to be seen again.
    anna.presses("🔩 Оборудование").await;
    anna.presses("Считыватель").await;
    anna.presses("Год").await;
    anna.says("2020").await;
    assert!(anna.phone().contains("по телефону"), "{}", anna.phone());
    desk.jump_to("2026-11-27T07:00:00Z").await;
    peter.forges(&all).await;
    assert_eq!(peter.toast(), "Такого клиента нет.");
});

story!(foreign_equipment_is_as_absent_as_none_and_support_only_looks, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    let support = desk.staff("Света", Role::Support).await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    anna.says("оборудование ромашка шлагбаум CAME 2 шт 2021").await;
    anna.presses("Сохранить").await;
    let add = anna.data("Добавить");
    anna.presses("Шлагбаум").await;
    let remove = anna.data("🗑 Снято");
    let absent = |data: &str| {
        let mut words: Vec<&str> = data.split(':').collect();
        words[1] = "AZoAAAAAcACAAAAAAAAAAA";
        words.join(":")
    };
    for (data, word) in [
        (list_of(&client), "Такого клиента нет."),
        (add.clone(), "Такого клиента нет."),
        (remove.clone(), "Такого оборудования нет среди ваших клиентов."),
    ] {
        for data in [data.clone(), absent(&data)] {
            boris.forges(&data).await;
            assert_eq!(boris.toast(), word, "{data}");
        }
    }
    support.forges(&list_of(&client)).await;
    insta::assert_snapshot!(support.phone(), @"
    🔩 Оборудование · Ромашка

    • Шлагбаум CAME ×2 (2021) — по телефону, 24 нояб., вт
    [Шлагбаум CAME ×2 (2021)]
    ");
    for data in [&add, &remove] {
        support.forges(data).await;
        assert!(support.toast().starts_with("Такого"), "{}", support.toast());
    }
    let before = olga.messages().len();
    olga.forges(&list_of(&client)).await;
    assert_eq!(olga.messages().len(), before, "a client sees none of it: {}", olga.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM equipment").await, 1);
});
