//! Samples for the gallery: what a client is asked and told about a delivery, and how it is followed.

use super::{
    client_views::{Seen, which_delivery},
    model::{Accepted, Chat, Grade, Receipt, Trouble, Waits},
    press::Answer,
};
use crate::{
    bot::screen::Screen,
    db::Id,
    features::deliveries::{
        carriers::Leg,
        client,
        courier::Seen as Courier,
        model::{Agreed, Delivery, Line, State, Transport, Way},
    },
    lang::Lang,
    money::Money,
    phone::Phone,
};
use chrono::{DateTime, Days, TimeDelta, Utc};

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Days::new(20_781) + TimeDelta::hours(9)
}

/// A delivery of no real client.
pub fn delivery(phone: &Phone, state: State, way: Way) -> Delivery {
    let now = now();
    let reached = |reached: bool| reached.then_some(now);
    let received = matches!(state, State::Received | State::Closed);
    Delivery {
        id: Id::new(),
        number: 318,
        client: Id::new(),
        client_name: "ТСН «Ромашка» & Ко".to_owned(),
        owner: None,
        way,
        place: None,
        address: "Лесная <5>".to_owned(),
        entry: "пропуск & паспорт".to_owned(),
        contact_name: "Ольга <b>".to_owned(),
        contact_phone: phone.clone(),
        starts_at: now,
        ends_at: now + TimeDelta::hours(4),
        weight: 12_500,
        longest: 320,
        transport: Transport::Large,
        transport_why: String::new(),
        value: Money::from_rubles(80_000),
        insured: Money::ZERO,
        loaders: 1,
        invoice: None,
        note: String::new(),
        agreed: Some((Agreed::Client, "Ольга".to_owned())),
        state,
        state_at: now,
        moved_at: now,
        price: None,
        priced_at: None,
        approved_by: None,
        approved_at: None,
        left_at: reached(state.has_left()),
        delivered_at: reached(received || state == State::Delivered),
        received_at: reached(received),
        why: String::new(),
        rev: 1,
        opened_by: Id::new(),
        opened_at: now.into(),
        changed_at: now.into(),
    }
}

fn receipt(grade: Option<Grade>, trouble: Option<Trouble>) -> Receipt {
    Receipt {
        delivery: Id::new(),
        code: "4821".to_owned(),
        tries: 0,
        asked_at: now(),
        round: 1,
        reminded: 0,
        again_at: Some(now() + TimeDelta::hours(1)),
        not_yet: 1,
        grade: grade.map(|grade| (grade, now())),
        by_us: None,
        who: Accepted {
            name: "Пётр <b>".to_owned(), phone: None, post: "охранник & дворник".to_owned()
        },
        trouble: trouble.map(|trouble| (trouble, now())),
        claim: None,
        next: None,
        rev: 3,
    }
}

fn lines() -> Vec<Line> {
    let line = |name: &str, qty| Line { item: None, name: name.to_owned(), qty, serials: String::new() };
    vec![line("шлагбаум <b>", 1), line("пульты & брелоки", 21)]
}

/// Every screen.
pub fn all() -> Vec<Screen> {
    let Some(phone) = Phone::parse("+7 916 123-45-67") else { return Vec::new() };
    let lines = lines();
    let mut screens = Vec::new();
    let chat = |waits| Chat {
        delivery: Id::new(),
        tg: 5,
        card: Id::new(),
        lang: Lang::Ru,
        waits: Some(waits),
        trouble: Some(Trouble::Damaged),
        lines: 1,
        words: "Разбит <корпус>".to_owned(),
    };
    let cases = [
        (State::InTransit, None, None),
        (State::Delivered, None, None),
        (State::Delivered, Some(Grade::D), None),
        (State::Received, Some(Grade::A), None),
        (State::Problem, None, Some(Trouble::Missing)),
        (State::Cancelled, None, None),
    ];
    for (state, grade, trouble) in cases {
        for (way, later) in [(Way::Courier, TimeDelta::zero()), (Way::Carrier, TimeDelta::days(2))] {
            let (delivery, receipt) = (delivery(&phone, state, way), receipt(grade, trouble));
            let (rated, zone) = (false, chrono_tz::Europe::Moscow);
            let seen = Seen {
                delivery: &delivery,
                lines: &lines,
                receipt: &receipt,
                rated,
                files: 2,
                now: now() + later,
                zone,
            };
            screens.push(seen.screen(None));
            screens.extend([Waits::Other, Waits::Trouble].map(|waits| seen.screen(Some(&chat(waits)))));
            screens.extend([seen.ticks(1), seen.ticks(3), seen.kinds(), seen.which(Trouble::Wrong, 2), seen.why()]);
            screens.push(which_delivery(&[(delivery.clone(), receipt.clone())], Answer::Yes));
            let courier = Courier {
                name: "Иван <b>".to_owned(),
                phone: Some(phone.clone()),
                car: "серый Ларгус А123ВС".to_owned(),
                eta: Some(now()),
                tracking_url: "https://example.org/1".to_owned(),
            };
            let leg = Leg {
                carrier: "СДЭК & Ко".to_owned(),
                track: "10012".to_owned(),
                planned: Some(now().date_naive()),
                to_door: false,
                terminal: "Тверь, Складская <1>".to_owned(),
                driver: "Пётр".to_owned(),
                phone: Some(phone.clone()),
                car: "Газель".to_owned(),
            };
            let steps = [(State::Ordered, now().into()), (State::PickedUp, now().into())];
            let seen = (Some(&courier), Some(&leg));
            screens.push(client::shown(&delivery, &lines, &steps, seen, delivery.ends_at + later, Vec::new()));
        }
    }
    screens
}
