//! Sample screens: rendered in every language by a test.

use super::{
    kit::{For, Ready, answered},
    mail,
    monthly::again_button,
    press::{Bill, Own, What},
    send::comes,
    views,
};
use crate::{
    bot::screen::Screen,
    clients::{Client, State},
    db::Id,
    features::invoices::Invoice,
    money::Money,
    paykit::{Copied, Kit},
    t,
};
use chrono::{DateTime, NaiveDate};

/// Screens of this room.
pub fn samples() -> Vec<Screen> {
    let client = client();
    let invoice = invoice(client.id);
    let copy = Copied {
        purpose: "Оплата по счёту № 118 <b>".to_owned(),
        account: "40702810700000000118".to_owned(),
        inn: "7700000009".to_owned(),
    };
    let kit = Kit { pdf: Vec::new(), qr_png: Vec::new(), order: Vec::new(), copy: copy.clone() };
    let ready = Ready { invoice: invoice.clone(), kit };
    let two = [invoice.clone(), invoice.clone()];
    let at = DateTime::UNIX_EPOCH;
    let what = What::One(invoice.id);
    let once_more = Own::Get { what, seen: Some(2) };
    let named = "Ольга <b>";
    let numbers = || views::numbers(&two);
    let mut screens = vec![
        views::ask(std::slice::from_ref(&client)),
        views::which(&client, &two),
        views::nothing(&client),
        views::channels(&client, &two, &[], (what, true)),
        views::channels(&client, &two, &[], (what, false)),
        views::again(&client, &two, at, Bill::Where(what)),
        views::own_again(&two, at, once_more),
        views::open(&[(client.clone(), two.to_vec()), (client.clone(), vec![invoice.clone()])]),
        views::open(&[]),
        comes(&two, at),
        answered(&invoice, Some(&copy), t!("billing-got", at = at)),
        answered(&invoice, None, t!("billing-wrong", at = at)),
        Screen::new(t!("billing-sent", count = 2_i64, numbers = numbers(), names = named))
            .line(t!("billing-gets", names = named))
            .line(t!(
                "billing-sent-later",
                count = 1_i64,
                numbers = "118 <b>",
                names = named,
                at = views::goes_out(at, client.zone, at)
            ))
            .line(views::goes_out(at + chrono::Days::new(2), client.zone, at))
            .line(t!("billing-files", client = &client.name, count = 1_i64, numbers = numbers()))
            .line(t!("billing-hand-on", client = &client.name, count = 2_i64, numbers = numbers())),
        Screen::new(t!("billing-asked", name = named, count = 2_i64, numbers = numbers(), at = at))
            .line(t!("billing-asked-before", at = at))
            .line(t!("billing-task", count = 2_i64, numbers = numbers()))
            .line(t!(
                "billing-asked-of-you",
                client = &client.name,
                count = 2_i64,
                numbers = numbers(),
                name = named,
                at = at
            ))
            .line(t!(
                "billing-told",
                client = &client.name,
                name = named,
                count = 2_i64,
                numbers = numbers(),
                owner = named,
                at = at
            ))
            .line(t!("billing-told-wrong", client = &client.name, name = named, number = "118 <b>"))
            .line(t!("billing-comes-already", at = at))
            .line(t!("billing-remind", client = &client.name, task = "Отправить <b>", at = at))
            .line(t!("billing-late", client = &client.name, name = named, task = "Отправить <b>", at = at))
            .line(t!("billing-mends", client = &client.name, day = invoice.due_on)),
        Screen::new(t!("billing-card", number = "118 <b>", name = named, at = at))
            .line(t!("billing-card-file", number = "118 <b>", name = named, at = at))
            .line(t!("billing-card-draft", number = "118 <b>", name = named, email = "buh@пример.рф", at = at))
            .line(t!("billing-card-mail", number = "118 <b>", email = "buh@пример.рф", at = at))
            .line(t!("billing-card-refused", number = "118 <b>", email = "buh@пример.рф", at = at))
            .line(t!("billing-card-doubtful", number = "118 <b>", email = "buh@пример.рф", at = at))
            .line(t!("billing-card-goes", number = "118 <b>", email = "buh@пример.рф", at = at))
            .line(t!("billing-card-got", at = at))
            .line(t!("billing-card-wrong"))
            .line(t!("billing-card-corrected", number = "118 <b>", before = invoice.sum, after = invoice.paid))
            .row([again_button(invoice.id)]),
    ];
    screens.extend(mail::samples(&client, &invoice));
    for whom in [For::Payer(Id::new()), For::Messenger] {
        screens.extend(ready.parts(whom).map(|part| part.screen));
    }
    screens
}

fn client() -> Client {
    Client {
        id: Id::new(),
        name: "ТСН «Ромашка» <b>".to_owned(),
        inn: Some("7707083893".to_owned()),
        city: "Омск".to_owned(),
        zone: chrono_tz::Asia::Omsk,
        owner: None,
        state: State::Active,
    }
}

fn invoice(client: Id<Client>) -> Invoice {
    let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap_or_default();
    Invoice {
        id: Id::new(),
        client,
        number: "УТ-118 <b>".to_owned(),
        issued_on: day,
        due_on: day,
        sum: Money::from_kopecks(1_234_560),
        paid: Money::from_kopecks(60),
        disputed: true,
        awaited_until: None,
    }
}
