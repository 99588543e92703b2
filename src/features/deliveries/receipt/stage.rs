//! What stories of receipts and of following need first: people, a delivery written down and moved. Only tests use it: in
//! the product a delivery is booked by its form and moved by whoever carries it.

use crate::{
    calendar::Moment,
    clients::{self, Client},
    db::Id,
    features::deliveries::{
        cards,
        model::{Agreed, Delivery, Line, State, Transport, Way},
        moves, rows,
    },
    money::Money,
    people::Role,
    phone::Phone as Number,
    playground::{Desk, Phone},
};
use chrono::{DateTime, Utc};

const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;на объекте;+79161110011\n\
    ТСН «Ромашка»;7707083893;Анна;Павел;на объекте;+79161110033\n\
    ТСН «Ромашка»;7707083893;Анна;Нина;бухгалтер;+79161110044\n\
    ООО «Лотос»;7736050003;Мария;Игорь;на объекте;+79161110022\n";

/// Who takes part.
pub struct People<'a> {
    pub anna: Phone<'a>,
    pub maria: Phone<'a>,
    pub victor: Phone<'a>,
    pub romashka: Client,
    pub lotos: Client,
}

/// Two managers with a client each, and their head.
pub async fn people(desk: &Desk) -> People<'_> {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    let report = desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let mut of = Vec::new();
    for owner in [&anna, &maria] {
        let owner = owner.person().await.id;
        of.push(clients::mine(&mut desk.db.read().await.unwrap(), owner).await.unwrap().remove(0));
    }
    let lotos = of.remove(1);
    People { anna, maria, victor, romashka: of.remove(0), lotos }
}

/// A contact person comes in by the manager's link.
pub async fn joins<'a>(desk: &'a Desk, manager: &Phone<'a>, client: &str, name: &str) -> Phone<'a> {
    let phone = CLIENTS.lines().find(|line| line.contains(name)).and_then(|line| line.split(';').next_back()).unwrap();
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

/// A moment.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What is shipped, as `шлагбаум×1, пульты×4`.
fn lines(goods: &str) -> Vec<Line> {
    let line = |one: &str| {
        let (name, qty) = one.trim().split_once('×').unwrap();
        Line { item: None, name: name.to_owned(), qty: qty.parse().unwrap(), serials: String::new() }
    };
    goods.split(',').map(line).collect()
}

/// A delivery to a client in a window the client has agreed to, shown to the manager.
pub async fn booked(desk: &Desk, by: &Phone<'_>, client: &Client, goods: &str, window: (&str, &str)) -> Delivery {
    let by_id = by.person().await.id;
    let mut tx = desk.db.begin().await.unwrap();
    let now = desk.clock.now();
    let new = Delivery {
        id: Id::new(),
        number: rows::next_number(&mut tx).await.unwrap(),
        client: client.id,
        client_name: client.name.clone(),
        owner: client.owner,
        way: Way::Courier,
        place: None,
        address: "Лесная, 5".to_owned(),
        entry: String::new(),
        contact_name: "Ольга".to_owned(),
        contact_phone: Number::parse("+79161110011").unwrap(),
        starts_at: at(window.0),
        ends_at: at(window.1),
        weight: 12_500,
        longest: 120,
        transport: Transport::Foot,
        transport_why: String::new(),
        value: Money::from_rubles(5_000),
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
        opened_by: by_id,
        opened_at: now.into(),
        changed_at: now.into(),
    };
    rows::insert(&mut tx, &new, &lines(goods)).await.unwrap();
    tx.commit().await.unwrap();
    by.forges(&format!("delivery:{}", new.id.short())).await;
    goes(desk, new.id, State::Ordered).await;
    new
}

/// It takes a step now, as whoever carries it tells.
pub async fn goes(desk: &Desk, id: Id<Delivery>, state: State) {
    let mut tx = desk.db.begin().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let moved = moves::advance(&mut tx, id, state, moment.now, "", moment).await.unwrap();
    assert!(moved.is_some(), "it may not become {state}");
    cards::refresh(&mut tx, id, None, moment).await.unwrap();
    tx.commit().await.unwrap();
    desk.tick().await;
}

/// A delivery as it is now.
pub async fn now(desk: &Desk, id: Id<Delivery>) -> Delivery {
    rows::read(&mut desk.db.read().await.unwrap(), id).await.unwrap()
}
