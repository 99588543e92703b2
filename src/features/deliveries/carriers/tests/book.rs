//! The book of carriers.

use super::{People, adds, people};
use crate::{playground::Desk, story};

story!(carriers_are_written_down_changed_and_closed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    anna.says("перевозчики").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚛 В книге пока нет перевозчиков. Добавьте тех, кому звоните, и спрашивать их можно будет одной кнопкой.
    [➕ Добавить]
    ");
    anna.presses("Добавить").await;
    anna.presses("Крупный груз").await;
    anna.says("Иван манипулятор").await;
    anna.says("куда-то").await;
    assert!(anna.phone().contains("Не похоже на номер телефона"), "{}", anna.phone());
    anna.says("8 916 111-22-33").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚛 Перевозчик · Иван манипулятор

    🚛 Крупный груз
    📞 +7 916 111-22-33

    Всё верно?
    [✅ Сохранить]
    [✏️ Название] [✏️ Телефон] [✏️ Кого спросить]
    [✏️ Куда возит] [✏️ Заметка]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Куда возит").await;
    anna.says("Тверь и область").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записали перевозчика.

    🚛 Иван манипулятор · 🚛 Крупный груз
    📞 +7 916 111-22-33
    🗺 Тверь и область
    [✏️ Изменить] [🚫 Не работаем]
    [⬅️ К списку]
    [↩️ Отменить]
    ");
    maria.says("/carriers").await;
    maria.presses("Иван манипулятор").await;
    let old = maria.data("Не работаем");
    maria.presses("Изменить").await;
    maria.presses("Заметка").await;
    maria.says("Только по будням").await;
    maria.presses("Сохранить").await;
    insta::assert_snapshot!(maria.phone(), @"
    ✅ Изменили.

    🚛 Иван манипулятор · 🚛 Крупный груз
    📞 +7 916 111-22-33
    🗺 Тверь и область
    📝 Только по будням
    [✏️ Изменить] [🚫 Не работаем]
    [⬅️ К списку]
    ");
    maria.forges(&old).await;
    assert_eq!(maria.toast(), "Карточка обновилась");
    maria.presses("Не работаем").await;
    assert!(maria.phone().contains("Больше не предлагаем"), "{}", maria.phone());
    maria.presses("Отменить").await;
    maria.says("/carriers").await;
    insta::assert_snapshot!(maria.phone(), @"
    🚛 Перевозчики: 1. Кто нужен?
    [🚛 Иван манипулятор]
    [➕ Добавить]
    ");

    adds(&maria, "Крупный груз", "иван МАНИПУЛЯТОР", "+79161112244").await;
    assert!(maria.phone().contains("уже есть в книге"), "{}", maria.phone());
    maria.says("отмена").await;
    maria.presses("Да, отменить").await;
    adds(&maria, "Другие города", "ПЭК", "+79161112255").await;
    maria.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM carrier").await, 1, "what was just added is taken out again");
});
