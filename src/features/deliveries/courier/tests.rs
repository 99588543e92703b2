//! Stories of couriers.

mod account;
mod hooks;
mod money;
mod order;
mod trouble;

use crate::{
    clients::Client,
    db::{Id, Timestamp},
    features::deliveries::{
        courier,
        model::{Agreed, Delivery, Line, State, Transport, Way},
        rows,
    },
    money::Money,
    phone::Phone as Number,
    playground::{Desk, Phone},
};
use chrono::{TimeDelta, Utc};

/// A delivery from «Склад» to a client today from 13 to 15, written down, its price asked for.
async fn delivery(desk: &Desk, anna: &Phone<'_>, client: &Client, address: &str) -> Id<Delivery> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO place (id, name, search_name, address, contact, phone, created_at) \
         VALUES ('019a0000000070008000000000000b01', 'Склад', 'склад', 'Москва, Лесная улица, 5', 'Семён', '+79000000011', $1) \
         ON CONFLICT DO NOTHING",
    )
    .bind(Timestamp::from(now))
    .execute(&mut *tx)
    .await
    .unwrap();
    let opened_by = anna.person().await.id;
    let new = Delivery {
        id: Id::new(),
        number: rows::next_number(&mut tx).await.unwrap(),
        client: client.id,
        client_name: client.name.clone(),
        owner: client.owner,
        way: Way::Courier,
        place: Some("019a0000000070008000000000000b01".parse().unwrap()),
        address: address.to_owned(),
        entry: "подъезд 2".to_owned(),
        contact_name: "Ольга".to_owned(),
        contact_phone: Number::parse("+7 900 000-00-12").unwrap(),
        starts_at: now + TimeDelta::hours(3),
        ends_at: now + TimeDelta::hours(5),
        weight: 2_500,
        longest: 60,
        transport: Transport::Foot,
        transport_why: String::new(),
        value: Money::ZERO,
        insured: Money::ZERO,
        loaders: 0,
        invoice: None,
        note: String::new(),
        agreed: Some((Agreed::Client, "Ольга".to_owned())),
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
        opened_by,
        opened_at: now.into(),
        changed_at: now.into(),
    };
    let line = Line { item: None, name: "Пульт".to_owned(), qty: 4, serials: String::new() };
    rows::insert(&mut tx, &new, &[line]).await.unwrap();
    let moment = crate::calendar::Moment { now, calendar: &desk.calendar };
    courier::wants_price(&mut tx, &new, moment).await.unwrap();
    tx.commit().await.unwrap();
    desk.pump().await;
    new.id
}

/// A manager with a client, a delivery, and its card open.
async fn begin(desk: &Desk) -> (Phone<'_>, Id<Delivery>) {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    let id = delivery(desk, &anna, &client, "Москва, ул. Тверская, 1").await;
    opens(&anna, id).await;
    (anna, id)
}

/// The card of a delivery.
async fn opens(phone: &Phone<'_>, id: Id<Delivery>) {
    phone.forges(&format!("delivery:{}", id.short())).await;
}

/// Minutes pass, one look at a time.
async fn minutes(desk: &Desk, minutes: i64) {
    for _ in 0..minutes {
        desk.clock.set(desk.clock.now() + TimeDelta::minutes(1));
        desk.tick().await;
    }
}

async fn state(desk: &Desk, id: Id<Delivery>) -> State {
    let mut conn = desk.db.read().await.unwrap();
    rows::read(&mut conn, id).await.unwrap().state
}

/// What stands in the table of tries, in order: `booked 1250001`.
async fn tries(desk: &Desk) -> Vec<String> {
    let mut conn = desk.db.read().await.unwrap();
    let rows: Vec<(String, Option<i64>)> =
        sqlx::query_as("SELECT stage, order_no FROM courier ORDER BY id").fetch_all(&mut *conn).await.unwrap();
    rows.into_iter().map(|(stage, order)| order.map_or(stage.clone(), |order| format!("{stage} {order}"))).collect()
}

fn now(desk: &Desk) -> chrono::DateTime<Utc> {
    desk.clock.now()
}
