//! Stories of receipts: how the client says it, how it becomes a claim, what proves it, who may not.

mod confirm;
mod links;
mod problem;
mod proof;
mod strangers;

use super::{
    Delivery,
    model::{Grade, Receipt},
    rows,
    stage::{People, booked, goes, joins, now, people},
};
use crate::{
    db::Id,
    features::deliveries::model::State,
    playground::{Desk, Phone},
    story,
};

const WINDOW: (&str, &str) = ("2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z");

async fn receipt(desk: &Desk, id: Id<Delivery>) -> Receipt {
    rows::read(&mut desk.db.read().await.unwrap(), id).await.unwrap()
}

async fn grade(desk: &Desk, id: Id<Delivery>) -> Option<Grade> {
    receipt(desk, id).await.grade.map(|(grade, _)| grade)
}

/// What is seen, without the code that nobody can guess.
fn without_code(seen: &str) -> String {
    match seen.split_once("код ") {
        Some((before, after)) if after.len() > 4 => format!("{before}код ####{}", &after[4..]),
        _ => seen.to_owned(),
    }
}

/// A delivery that has just been handed over at noon.
async fn delivered(desk: &Desk, people: &People<'_>, goods: &str) -> Delivery {
    let delivery = booked(desk, &people.anna, &people.romashka, goods, WINDOW).await;
    desk.jump_to("2026-11-24T08:10:00Z").await;
    goes(desk, delivery.id, State::PickedUp).await;
    desk.jump_to("2026-11-24T09:00:00Z").await;
    goes(desk, delivery.id, State::Delivered).await;
    delivery
}

/// What the manager's card of the delivery shows.
fn card(phone: &Phone<'_>) -> String {
    phone.sees("🚚 Д-1 ·")
}
