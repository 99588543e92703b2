//! Sample screens of readiness.

use super::{
    client,
    model::{Ready, Saying, Source},
    rows::Step,
    views,
};
use crate::{
    bot::screen::Screen,
    calendar::Hours,
    clients::{Client, Site, State},
    db::{Day, Id, Timestamp},
    lang::Lang,
    people::Person,
    t,
};
use chrono::{DateTime, NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// For the gallery.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 15).unwrap_or_default();
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
    let reader = Person {
        id: Id::new(),
        name: "Анна".to_owned(),
        tg_id: None,
        lang: Lang::Ru,
        zone: chrono_tz::Europe::Moscow,
        digest_at: NaiveTime::MIN,
        hours: Hours::default(),
        consent_at: None,
        unreachable_at: None,
        created_at: at,
        roles: BTreeSet::new(),
    };
    let said = Saying { ready_on: day, power: Some(true), net: Some(false), source: Source::Visit };
    let ready = Ready::first(client.id, None, (reader.id, at), said);
    let asked = Ready { asked_at: Some(at), power: None, ..ready.clone() };
    let sure = ready.clone().confirmed(reader.id, at);
    let step = |from: Option<NaiveDate>, why: &str| Step {
        ready_id: ready.id,
        from_on: from.map(Day),
        to_on: Day(day),
        why: why.to_owned(),
        source: Source::Client,
        name: "Ольга".to_owned(),
        at,
    };
    let steps = [step(Some(day), ""), step(day.pred_opt(), "не готов проезд"), step(None, "")];
    let drawn = |ready: &Ready| {
        let names = ("Анна".to_owned(), "Ольга".to_owned());
        views::drawn(&client, ready, (Some("Лесная, 5".to_owned()), names), &steps, (&reader, at.0))
    };
    let sites = [Site { id: Id::new(), address: "Лесная, 5".to_owned() }];
    vec![
        drawn(&ready),
        drawn(&asked),
        views::done(drawn(&sure), t!("ready-saved"), Id::new()),
        views::list(&client, &sites, std::slice::from_ref(&ready), day),
        client::drawn(&asked, Some(&sites[0].address)),
        client::drawn(&sure, None),
        client::drawn(&ready, None),
    ]
}
