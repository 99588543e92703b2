//! Sample screens of bills, for the test that renders every screen in every language.

use super::{
    card, client,
    model::{Bill, Pf, Side, State},
};
use crate::{
    bot::{
        said::{Attached, File, Media},
        screen::Screen,
    },
    calendar::Hours,
    db::{Id, Timestamp},
    lang::Lang,
    money::Money,
    people::{Person, Role},
    t,
};
use chrono::{DateTime, NaiveTime, TimeDelta};
use std::collections::BTreeSet;

/// A bill that was asked for.
pub fn bill() -> Bill {
    let at = DateTime::UNIX_EPOCH;
    Bill {
        id: Id::new(),
        number: 12,
        side: Side::Client,
        client: Some(Id::new()),
        client_name: "ТСН «Ромашка» <b> & Ко".to_owned(),
        owner: None,
        party: "ТСН «Ромашка» <b> & Ко".to_owned(),
        inn: "7707083893".to_owned(),
        subject: "Пульты <i> 10 шт.".to_owned(),
        sum: Money::from_rubles(15_000),
        needed_on: at.date_naive(),
        basis: "Договор 7 & 8".to_owned(),
        file: None,
        state: State::Requested,
        state_at: at,
        due_at: Some(at + TimeDelta::hours(4)),
        invoice: String::new(),
        reason: String::new(),
        task: None,
        asked_by: Id::new(),
        asker: "Анна <b>".to_owned(),
        asked_at: at,
        rev: 9999,
        pf: Pf::Hand,
        operation: None,
        called_at: None,
        tries: 0,
        why: String::new(),
    }
}

fn reader(role: Role) -> Person {
    Person {
        id: Id::new(),
        name: "Ирина".to_owned(),
        tg_id: None,
        lang: Lang::Ru,
        zone: chrono_tz::Europe::Moscow,
        digest_at: NaiveTime::MIN,
        hours: Hours::default(),
        consent_at: None,
        unreachable_at: None,
        created_at: Timestamp(DateTime::UNIX_EPOCH),
        roles: BTreeSet::from([role]),
    }
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let at = DateTime::UNIX_EPOCH;
    let file = File { id: "x".to_owned(), name: "bill.pdf".to_owned(), size: 1, caption: String::new() };
    let file = Some(Attached { chat: 1, message_id: 1, media: Media::File, file });
    let issued = Bill { state: State::Issued, invoice: "118<".to_owned(), ..bill() };
    let supplier = Bill {
        side: Side::Supplier,
        client: None,
        client_name: String::new(),
        party: "ООО «Поставка» <b>".to_owned(),
        basis: "у других 17 & 18 тыс.".to_owned(),
        file,
        pf: Pf::No,
        why: r#"{"Theirs":{"Refused":"Счёт не найден"}}"#.to_owned(),
        ..bill()
    };
    let refused =
        Bill { state: State::Refused, reason: "нет договора <b>".to_owned(), due_at: None, ..bill() };
    let (accounting, manager) = (reader(Role::Accounting), reader(Role::Manager));
    let later = at + TimeDelta::hours(5);
    let lines = [&issued, &supplier, &refused].map(|bill| card::line(bill, later));
    vec![
        card::screen(&bill(), &accounting, at).with_warning(t!("bill-told-requested", name = "Анна <b>")),
        card::screen(&issued, &manager, later).lines(lines),
        card::screen(&supplier, &accounting, later),
        card::screen(&refused, &manager, at),
        client::ready(&issued),
    ]
}
