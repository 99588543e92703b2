//! Sample screens: rendered in every language by a test.

use super::{
    client,
    decide::{self, Verdict},
    ladder::Step,
};
use crate::{
    bot::screen::Screen,
    db::Id,
    features::{
        invoices::Invoice,
        payments::{Promise, State},
    },
    money::Money,
    t,
};
use chrono::{DateTime, NaiveDate};

/// Screens of this room.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap_or_default();
    let sum = Money::from_kopecks(1_234_560);
    let invoice = Invoice {
        id: Id::new(),
        client: Id::new(),
        number: "УТ-118 <b>".to_owned(),
        issued_on: day,
        due_on: day,
        sum,
        paid: Money::ZERO,
        disputed: false,
        awaited_until: None,
    };
    let promise = Promise {
        id: Id::new(),
        client: invoice.client,
        client_name: "ТСН «Ромашка» <b>".to_owned(),
        sum,
        due_on: day,
        counts_from: day,
        state: State::Open,
        made_at: DateTime::UNIX_EPOCH.into(),
    };
    let owed = [&invoice, &invoice];
    let at = DateTime::UNIX_EPOCH;
    let decided = decide::label(Verdict::Letter);
    vec![
        client::note(invoice.client, Step::Before, &owed),
        client::note(invoice.client, Step::Due, &owed),
        client::promised(&promise, &owed),
        client::received(invoice.client, &owed),
        Screen::new(t!("team-aging", ages = t!("aging-month", sum = sum)))
            .line(t!("aging-two", sum = sum))
            .line(t!("aging-three", sum = sum))
            .line(t!("aging-more", sum = sum)),
        Screen::new(t!("dunning-task", sum = sum, invoices = client::list(&owed)))
            .line(t!("e3-what", client = &promise.client_name, sum = sum))
            .line(t!("e3-late", since = day))
            .line(t!("e3-broken", count = 2_i64))
            .line(t!("e3-much", sum = sum))
            .line(t!("e3-debt", sum = sum, count = 2_i64, since = day))
            .line(t!("e3-word", kept = 3_i64, judged = 4_i64))
            .line(t!("e3-promise", sum = sum, day = day))
            .line(t!("e3-decided", verdict = decided.clone(), at = at))
            .line(t!("e3-settled-decided", verdict = decided, name = "Виктор <b>")),
    ]
}
