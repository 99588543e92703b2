//! Sample screens of equipment.

use super::{
    Sight,
    model::{Kind, Source, Unit},
    views,
};
use crate::{
    bot::screen::Screen,
    clients::{Client, Site, State},
    db::{Id, Timestamp},
    t,
};
use chrono::DateTime;
use std::collections::HashMap;

/// For the gallery.
pub fn samples() -> Vec<Screen> {
    let at = Timestamp(DateTime::from_timestamp(1_795_503_600, 0).unwrap_or_default());
    let client = Client {
        id: Id::new(),
        name: "ТСН «Ромашка» & Ко <b>".to_owned(),
        inn: None,
        city: "Тверь".to_owned(),
        zone: chrono_tz::Europe::Moscow,
        owner: None,
        state: State::Active,
    };
    let (engineer, site) = (Id::new(), Site { id: Id::new(), address: "Лесная, 5".to_owned() });
    let empty = Site { id: Id::new(), address: "Садовая, 1".to_owned() };
    let unit = Unit {
        id: Id::new(),
        client: client.id,
        site: Some(site.id),
        kind: Kind::Barrier,
        brand: "CAME".to_owned(),
        model: "GARD <4000>".to_owned(),
        qty: 2,
        year: Some(2021),
        serial: "SN-1".to_owned(),
        note: "скрипит".to_owned(),
        source: Source::Client,
        said_at: at,
        by: engineer,
        confirmed: None,
        photo: None,
        removed_at: None,
        why: String::new(),
        rev: 9_999,
    };
    let seen = Unit { id: Id::new(), kind: Kind::Reader, ..unit.clone() }.seen(engineer, at);
    let gone = Unit { removed_at: Some(at), why: "демонтировали".to_owned(), ..unit.clone() };
    let names = HashMap::from([(engineer, "Пётр".to_owned())]);
    let (keeps, visits) = (
        Sight { client: client.clone(), edits: true, confirms: false },
        Sight { client: client.clone(), edits: false, confirms: true },
    );
    let support = Sight { client, edits: false, confirms: false };
    let (sites, units, zone) = ([site, empty], [unit.clone(), seen.clone()], chrono_tz::Europe::Moscow);
    let mut screens = vec![
        views::list(&keeps, &sites, &[], (&names, zone), 0),
        views::done(views::card(&keeps, &sites, &unit, (&names, zone)), t!("equip-saved"), Id::new()),
        views::card(&visits, &sites, &unit, (&names, zone)),
        views::card(&support, &sites, &gone, (&names, zone)),
    ];
    screens.extend([&keeps, &visits, &support].map(|sight| views::list(sight, &sites, &units, (&names, zone), 0)));
    let summaries = [&units[..], &units[..1], &units[1..]].map(|units| views::summary(units, zone));
    screens.extend(summaries.into_iter().flatten().map(Screen::new));
    screens
}
