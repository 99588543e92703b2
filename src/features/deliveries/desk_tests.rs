//! What stories of deliveries begin with: people, clients, a place with goods.

use crate::{
    db::Id,
    features::warehouse::{Item, Place},
    people::Role,
    playground::{Desk, Phone},
};

/// Ольга's number.
pub const OLGA: &str = "+79161110011";
/// Игорь's number.
pub const IGOR: &str = "+79161110022";
const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Адрес объекта;Город\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011;Москва, Лесная, 5;Москва\n\
    ООО «Лотос»;7736050003;Мария;Игорь;;+79161110022;Москва, Тверская, 1;Москва\n";
const NOW: &str = "2026-11-20T07:00:00.000Z";

/// Who takes part.
pub struct People<'a> {
    /// Looks after «Ромашка».
    pub anna: Phone<'a>,
    /// Looks after «Лотос».
    pub maria: Phone<'a>,
    /// Their head.
    pub victor: Phone<'a>,
}

/// Two managers with a client each, their head, and a place with remotes, a boom and an arm. Couriers are booked by hand.
pub async fn people(desk: &Desk) -> People<'_> {
    desk.restart_with(None).await.unwrap();
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    let report = desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let place = place(desk, "Склад Север", "Москва, Складская, 2").await;
    for (name, weight, length, serial, count) in [
        ("Пульт", 100, 10, 0, 20),
        ("Стрела 6 м", 12_000, 600, 0, 0),
        ("Стойка", 40_000, 120, 1, 2),
        ("Пульт большой", 200, 15, 0, 5),
    ] {
        let item = item(desk, (name, weight, length, serial)).await;
        stock(desk, item, place, count).await;
    }
    People { anna, maria, victor }
}

async fn place(desk: &Desk, name: &str, address: &str) -> Id<Place> {
    let id = Id::new();
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("INSERT INTO place (id, name, search_name, address, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(name)
        .bind(crate::fold::fold(name))
        .bind(address)
        .bind(NOW)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn item(desk: &Desk, (name, weight, length, serial): (&str, i64, i64, i64)) -> Id<Item> {
    let id = Id::new();
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO item (id, name, search_name, unit, weight, length, serial, created_at) \
         VALUES ($1, $2, $3, 'шт', $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(name)
    .bind(crate::fold::fold(name))
    .bind(weight)
    .bind(length)
    .bind(serial)
    .bind(NOW)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn stock(desk: &Desk, item: Id<Item>, place: Id<Place>, count: i64) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("INSERT INTO stock (item_id, place_id, on_hand) VALUES ($1, $2, $3)")
        .bind(item)
        .bind(place)
        .bind(count)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Booms come on a day.
pub async fn booms_come(desk: &Desk, day: &str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO arrival (id, item_id, place_id, qty, due_on, state, confirmed_at) \
         SELECT $1, i.id, p.id, 5, $2, 'expected', $3 FROM item i, place p WHERE i.name = 'Стрела 6 м'",
    )
    .bind(Id::<Item>::new())
    .bind(day)
    .bind(NOW)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// An invoice of Ромашка.
pub async fn invoice(desk: &Desk, number: &str) {
    let file = format!("Номер;Дата;Сумма;ИНН\n{number};20.11.2026;15000;7707083893\n");
    let report = desk.imports("invoices", "invoices.csv", file.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

/// A contact person comes in by the manager's link.
pub async fn joins<'a>(desk: &'a Desk, manager: &Phone<'a>, client: &str, name: &str, phone: &str) -> Phone<'a> {
    manager.says(client).await;
    manager.presses("Пригласить").await;
    manager.presses(name).await;
    let link = manager.phone();
    let code = link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    let guest = Phone::stranger(desk, name, "ru", phone);
    guest.starts(Some(&code)).await;
    guest.presses("Согласен").await;
    guest.shares_contact(guest.user).await;
    assert!(guest.has("Вы в системе"), "{}", guest.phone());
    guest.hears();
    guest
}

/// A delivery is written down in one line, its papers attached.
pub async fn booked(manager: &Phone<'_>, words: &str) {
    manager.says(&format!("/courier {words}")).await;
    manager.presses("Документы").await;
    manager.presses("УПД").await;
    manager.presses("Готово").await;
    manager.presses("Сохранить").await;
    assert!(manager.phone().contains("записана"), "{}", manager.phone());
}
