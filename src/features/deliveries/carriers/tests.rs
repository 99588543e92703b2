//! Stories of carriers: the book, large transport, other towns.

use crate::{
    clients::Client,
    db::Id,
    features::deliveries::{
        model::{Agreed, Delivery, Line, State, Transport, Way},
        rows,
    },
    money::Money,
    people::Role,
    phone::Phone as Number,
    playground::{Desk, Phone},
};
use chrono::TimeDelta;

mod book;
mod large;
mod seen;
mod towns;
mod waits;

/// Who takes part.
struct People<'a> {
    anna: Phone<'a>,
    maria: Phone<'a>,
    victor: Phone<'a>,
    romashka: Client,
}

/// Two managers and their head; the first keeps a client.
async fn people(desk: &Desk) -> People<'_> {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    let romashka = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    People { anna, maria, victor, romashka }
}

/// A delivery as it is once it has been written down, and its card on the manager's phone.
async fn written(desk: &Desk, by: &Phone<'_>, client: &Client, way: Way) -> Id<Delivery> {
    let (me, now) = (by.person().await.id, desk.clock.now());
    let starts = now + TimeDelta::days(1);
    let (name, longest) = if way == Way::Large { ("Стрела 6 м", 600) } else { ("Шлагбаум", 250) };
    let mut tx = desk.db.begin().await.unwrap();
    let new = Delivery {
        id: Id::new(),
        number: rows::next_number(&mut tx).await.unwrap(),
        client: client.id,
        client_name: client.name.clone(),
        owner: client.owner,
        way,
        place: None,
        address: "Тверь, Лесная, 5".to_owned(),
        entry: String::new(),
        contact_name: "Ольга".to_owned(),
        contact_phone: Number::parse("+79161234567").unwrap(),
        starts_at: starts,
        ends_at: starts + TimeDelta::hours(4),
        weight: 40_000,
        longest,
        transport: if way == Way::Large { Transport::Large } else { Transport::Car },
        transport_why: String::new(),
        value: Money::ZERO,
        insured: Money::ZERO,
        loaders: 2,
        invoice: None,
        note: String::new(),
        agreed: Some((Agreed::Phone, "Ольга".to_owned())),
        state: State::Draft,
        state_at: now,
        moved_at: now,
        price: None,
        priced_at: None,
        approved_by: None,
        approved_at: None,
        left_at: None,
        delivered_at: None,
        received_at: None,
        why: String::new(),
        rev: 0,
        opened_by: me,
        opened_at: now.into(),
        changed_at: now.into(),
    };
    let line = Line { item: None, name: name.to_owned(), qty: 1, serials: String::new() };
    rows::insert(&mut tx, &new, &[line]).await.unwrap();
    tx.commit().await.unwrap();
    by.forges(&format!("delivery:{}", new.id.short())).await;
    new.id
}

/// How a delivery is now.
async fn now(desk: &Desk, id: Id<Delivery>) -> Delivery {
    rows::read(&mut desk.db.read().await.unwrap(), id).await.unwrap()
}

/// The manager writes a carrier into the book.
async fn adds(phone: &Phone<'_>, kind: &str, name: &str, number: &str) {
    phone.says("/carriers").await;
    phone.presses("Добавить").await;
    phone.presses(kind).await;
    phone.says(name).await;
    phone.says(number).await;
    phone.presses("Сохранить").await;
}
