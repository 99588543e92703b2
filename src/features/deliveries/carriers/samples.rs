//! Samples for the gallery: the book, a large transport, a delivery to another town, in every state.

use super::{
    book::{Carrier, Kind},
    client,
    leg::{Carriage, Reach},
    list,
    offer::{Offer, Request, Side, State as Stand},
    offers,
    part::{self, Large},
};
use crate::{
    bot::screen::Screen,
    db::{Day, Id},
    features::deliveries::{
        card::Part,
        model::{Delivery, State, Transport, Way},
    },
    money::Money,
    phone::Phone,
    t,
};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Days::new(20_781)
}

fn phone() -> Phone {
    Phone::parse("+79161234567").expect("a number")
}

fn delivery(way: Way, state: State) -> Delivery {
    let now = now();
    Delivery {
        id: Id::new(),
        number: 318,
        client: Id::new(),
        client_name: "ТСН «Ромашка» & Ко".to_owned(),
        owner: None,
        way,
        place: None,
        address: "Тверь, <Лесная>, 5".to_owned(),
        entry: String::new(),
        contact_name: "Ольга <b>".to_owned(),
        contact_phone: phone(),
        starts_at: now,
        ends_at: now + TimeDelta::hours(4),
        weight: 40_000,
        longest: 600,
        transport: Transport::Large,
        transport_why: String::new(),
        value: Money::ZERO,
        insured: Money::ZERO,
        loaders: 2,
        invoice: None,
        note: String::new(),
        agreed: None,
        state,
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
        rev: 9999,
        opened_by: Id::new(),
        opened_at: now.into(),
        changed_at: now.into(),
    }
}

fn carrier(closed: bool, kind: Kind) -> Carrier {
    Carrier {
        id: Id::new(),
        kind,
        name: "Иван <манипулятор> & сын".to_owned(),
        contact: "Иван <b>".to_owned(),
        phone: Some(phone()),
        towns: "Тверь & Москва".to_owned(),
        note: "<не звонить> утром".to_owned(),
        closed_at: closed.then(|| now().into()),
        rev: 9999,
    }
}

fn offered(delivery: &Delivery, taken: Stand) -> Vec<Offer> {
    let states = [taken, Stand::Open, Stand::Refused, Stand::Open];
    let offer = |(at, state): (i64, Stand)| Offer {
        id: Id::new(),
        delivery: delivery.id,
        carrier: None,
        name: "Иван <b>".to_owned(),
        price: Money::from_rubles(8_500 + at),
        car: "газель & кран".to_owned(),
        comes_at: NaiveTime::from_hms_opt(10, 0, 0),
        valid_until: (at > 0).then(|| now() - TimeDelta::hours(at)),
        state,
    };
    (0..).zip(states).map(offer).collect()
}

fn leg(reach: Reach) -> Carriage {
    let day = Some(Day(now().date_naive()));
    Carriage {
        carrier: "СДЭК <b>".to_owned(),
        reach,
        terminal: if reach == Reach::Door { String::new() } else { "Тверь & <терминал>".to_owned() },
        places: 2,
        weight: 40_000,
        track: if reach == Reach::Door { String::new() } else { "1234567890".to_owned() },
        planned: day,
        free: day,
        said: "CUSTOMS <delayed>".to_owned(),
        driver: "Пётр <b>".to_owned(),
        phone: Some(phone()),
        car: "А123ВС & кран".to_owned(),
        bill: (reach == Reach::Door).then(|| Money::from_rubles(1_500)),
    }
}

fn shown(part: Part) -> Screen {
    let mut screen = Screen::new(t!("carrier-none")).lines(part.lines);
    screen.rows = part.buttons;
    screen
}

const STATES: [State; 7] = [
    State::Draft,
    State::Ordered,
    State::Assigned,
    State::PickedUp,
    State::InTransit,
    State::AtTerminal,
    State::ReadyForPickup,
];

/// Every screen of carriers.
pub fn all() -> Vec<Screen> {
    let book = [carrier(false, Kind::Large), carrier(false, Kind::Intercity), carrier(true, Kind::Large)];
    let mut all = vec![list::page(&book, 0), list::page(&[], 0), list::card(&book[0]), list::card(&book[2])];
    for state in STATES {
        for stand in [Stand::Open, Stand::Asked, Stand::Chosen] {
            let delivery = delivery(Way::Large, state);
            let request =
                Request {
                    words: "Нужна машина".to_owned(), phone: phone(), side: Side::Any, asked_at: now().into()
                };
            let seen = Large {
                request: Some(request),
                asked: vec!["Иван <b>".to_owned()],
                offers: offered(&delivery, stand),
                silent: true,
                leg: Some(leg(Reach::Door)),
            };
            all.push(shown(part::large(&delivery, &seen, now())));
            let rated: Vec<_> = seen.offers.into_iter().map(|offer| (offer, Some((9, 10)))).collect();
            all.push(offers::compared(&delivery, &rated, state == State::Draft, now()));
        }
        for reach in [Reach::Terminal, Reach::Door] {
            let delivery = delivery(Way::Carrier, state);
            let moved = (None, Day(now().date_naive()), "<метель> & лёд".to_owned());
            all.push(shown(part::intercity(&delivery, Some(&leg(reach)), Some(&moved))));
            all.push(client::waits(&delivery, &leg(reach)));
        }
    }
    all.push(shown(part::intercity(&delivery(Way::Carrier, State::Draft), None, None)));
    all
}
