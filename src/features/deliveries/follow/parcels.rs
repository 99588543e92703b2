//! The client's side of the way: one card for each who may receive, sent once and then edited in place; the list of their
//! own deliveries.

use super::press::Parcel;
use crate::{
    bot::{
        governor::{self, Matter, Writing},
        screen::{Button, Screen},
        shown::{self, Side},
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Timestamp},
    error::{Error, Result},
    features::{
        deliveries::{client, model::Delivery, receipt, rows},
        hello,
    },
    t,
    text::Text,
};
use chrono::TimeDelta;

/// What has ended stays in the client's list for so long.
const LATELY: TimeDelta = TimeDelta::days(30);
/// So many are listed.
const LISTED: usize = 20;

/// Shows deliveries on their way to those who may receive and have no card of it yet.
pub async fn send(conn: &mut Conn, moment: Moment<'_>) -> Result {
    for delivery in rows::under_way(conn, None).await? {
        let Some(company) = clients::known(conn, delivery.client).await? else { continue };
        for person in receipt::receivers(conn, company.id).await? {
            if shown::of(conn, &delivery.link(), person.id).await?.is_some() {
                continue;
            }
            let screen = client::card(conn, &delivery, &person, moment).await?;
            let writing = Writing {
                client: &company,
                person: &person,
                matter: Matter::Notice,
                key: format!("parcel:{}:{}", delivery.id, person.id),
                screen: &screen,
                objections: Vec::new(),
                wrote_at: None,
            };
            let written = governor::write(conn, writing, moment).await?;
            if let Some(card) = written.card() {
                shown::remember(conn, &delivery.link(), person.id, Side::Client, card).await?;
            }
        }
    }
    Ok(())
}

/// Deliveries the acting contact person may see, the newest first.
async fn mine(turn: &Turn) -> Result<Vec<Delivery>> {
    let me = turn.me().id;
    let companies = clients::of_person(&mut turn.db(), me).await?;
    let since = Timestamp::from(turn.now() - LATELY);
    let mut found = Vec::new();
    for company in companies {
        found.extend(rows::known_to(&mut turn.db(), company.id, since).await?);
    }
    found.sort_by_key(|delivery| std::cmp::Reverse((delivery.starts_at, delivery.number)));
    Ok(found)
}

/// `/parcels`, `🚚 Мои доставки`.
pub async fn list(turn: Turn) -> Result {
    let found = mine(&turn).await?;
    if found.is_empty() {
        return turn.reply(hello::word(t!("parcels-none"))).await.map(drop);
    }
    let button = |delivery: &Delivery| {
        let (number, state) = (delivery.number.to_string(), client::state(delivery.state));
        let label: Text = t!("parcels-line", number = number, at = delivery.starts_at, state = state);
        Button::press(label, &Parcel(delivery.id))
    };
    let screen = Screen::new(t!("parcels-title", count = found.len()))
        .grid(found.iter().take(LISTED).map(button), 1)
        .row(hello::menu_row());
    turn.reply(screen).await.map(drop)
}

/// One of them: of a company of theirs, else there is none.
pub async fn show(turn: Turn, Parcel(id): Parcel) -> Result {
    let found = mine(&turn).await?.into_iter().find(|delivery| delivery.id == id);
    let delivery = found.ok_or_else(|| Error::User(t!("parcel-absent")))?;
    let me = turn.me().clone();
    let screen = client::card(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    // The list stays; the card goes on from here.
    let card = turn.reply(screen).await?;
    shown::remember(&mut turn.db(), &delivery.link(), me.id, Side::Client, card).await
}
