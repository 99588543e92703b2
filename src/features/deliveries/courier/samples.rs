//! Sample screens of couriers, for the test that renders every screen in every language.

use super::{
    model::{Asking, Booking, Cancelling, Quote, Stage},
    views,
};
use crate::{
    bot::screen::Screen,
    calendar::{Moment, ProductionCalendar},
    db::{Id, Timestamp},
    features::deliveries::model::{Agreed, Delivery, State, Transport, Way},
    money::Money,
    phone::Phone,
    t,
};
use chrono::{DateTime, TimeDelta};

fn delivery(state: State) -> Delivery {
    let now = DateTime::UNIX_EPOCH;
    Delivery {
        id: Id::new(),
        number: 318,
        client: Id::new(),
        client_name: "ТСН «Ромашка»".to_owned(),
        owner: None,
        way: Way::Courier,
        place: None,
        address: "Москва, Лесная улица, 5".to_owned(),
        entry: String::new(),
        contact_name: "Ольга".to_owned(),
        contact_phone: Phone::parse("+7 916 123-45-67").expect("a number"),
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
        agreed: Some((Agreed::Phone, "Ольга".to_owned())),
        state,
        state_at: now,
        moved_at: now,
        price: Some(Money::from_rubles(390)),
        priced_at: Some(now),
        approved_by: None,
        approved_at: None,
        left_at: None,
        delivered_at: None,
        received_at: None,
        why: String::new(),
        rev: i64::from(i32::MAX),
        opened_by: Id::new(),
        opened_at: Timestamp(now),
        changed_at: Timestamp(now),
    }
}

fn booking(delivery: &Delivery, stage: Stage, cancelling: Option<Cancelling>) -> Booking {
    let at = DateTime::UNIX_EPOCH;
    Booking {
        id: Id::new(),
        delivery: delivery.id,
        stage,
        stage_at: at,
        price: Money::from_rubles(390),
        called_at: Some(at),
        tries: 1,
        why: String::new(),
        order: Some(1_250_001),
        status: "active".to_owned(),
        name: "Ветров Илья".to_owned(),
        phone: Phone::parse("+7 900 000-00-21"),
        car: "серая Лада Ларгус А123ВС77".to_owned(),
        eta: Some(at),
        tracking_url: String::new(),
        picked_at: None,
        visited_at: None,
        sign_url: "https://dostavista.invalid/sign.jpg".to_owned(),
        place_url: "https://dostavista.invalid/place.jpg".to_owned(),
        received_by: "Ольга".to_owned(),
        cancelling,
        fee: Some(Money::from_rubles(150)),
        cost: Some(Money::from_rubles(390)),
    }
}

/// What is told, and the card's part at every stage.
pub fn samples() -> Vec<Screen> {
    let calendar = ProductionCalendar::russian();
    let quoted = delivery(State::Quoted);
    let ordered = delivery(State::Ordered);
    let quote = |stage| Quote {
        ask: Id::new(), stage, address: "Россия, Москва".to_owned(), why: "39000".to_owned()
    };
    let part = |delivery: &Delivery, quote: Option<&Quote>, last: Option<&Booking>| {
        let now = DateTime::UNIX_EPOCH + TimeDelta::minutes(20);
        let part = views::part(delivery, quote, last, Moment { now, calendar: &calendar });
        let mut screen = Screen::new(t!("courier-calling")).lines(part.lines);
        screen.rows = part.buttons;
        screen
    };
    let asked = [Asking::Asked, Asking::Waiting, Asking::Told, Asking::Refused, Asking::Changed];
    let tried = [Stage::Wanted, Stage::Calling, Stage::Unknown, Stage::Missing, Stage::Booked, Stage::Done];
    let asked = asked.map(|stage| part(&quoted, Some(&quote(stage)), None));
    let tried = tried.map(|stage| part(&ordered, None, Some(&booking(&ordered, stage, None))));
    let over =
        [Stage::Refused, Stage::Cancelled].map(|stage| part(&quoted, None, Some(&booking(&quoted, stage, None))));
    let leaving = [Cancelling::Asked, Cancelling::Shown, Cancelling::Wanted, Cancelling::Refused];
    let leaving = leaving.map(|how| part(&ordered, None, Some(&booking(&ordered, Stage::Booked, Some(how)))));
    let told = [
        views::missing(&quoted),
        views::refused(&quoted, t!("dostavista-balance")),
        views::changed(&quoted, Money::from_rubles(390), Money::from_rubles(585)),
        views::cancelled(&quoted),
        views::reactivated(&quoted),
    ];
    asked.into_iter().chain(tried).chain(over).chain(leaving).chain(told).collect()
}
