//! Deliveries are followed: news to the client and to us, alarms (E4), lists of today and the week, the share in time.
//!
//! Its law: one card for each, edited in place; a sound only for what matters; an alarm is a fact that is still true.

mod alarms;
mod board;
mod kpi;
mod parcels;
mod press;
mod rating;
mod rows;
mod site;
#[cfg(test)]
mod site_tests;
#[cfg(test)]
mod tests;
mod warn;

pub use alarms::{E4, RULES};
pub use board::{card_lines, digest_card, digest_items, digest_lines, list_button, loads, team_lines, week};
pub use rating::{Complaint, complaint, is_rated, rate, rating};
pub use rows::expected;
pub use site::hear;

use super::{card::Part, cards, model::Delivery};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    calendar::Moment,
    db::Conn,
    error::Result,
    jobs::At,
    people::{Person, Role},
    rules, t,
};
use press::{Deed, Follow, Page, Parcel, Tab};
use std::collections::{BTreeSet, HashMap};

/// Its forms.
pub const FORMS: &[Form] = &[Form::of::<warn::WarnClient>()];

/// Its commands: ours, and the client's own by the same word.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "deliveries", word: "доставки", about: "command-deliveries", rank: 45, roles: board::READERS
    },
    Command { name: "parcels", word: "доставки", about: "command-parcels", rank: 20, roles: &[Role::Client] },
];

/// Its buttons.
pub const PRESSES: &[(&str, &[Role])] =
    &[("follow", super::KEEPERS), ("deliveries", board::READERS), ("parcel", &[Role::Client])];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![
        command("deliveries").endpoint(list),
        command("parcels").endpoint(parcels::list),
        pressed::<Page>().endpoint(page),
        pressed::<Follow>().endpoint(warn::press),
        pressed::<Parcel>().endpoint(parcels::show),
    ]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![in_dialogue::<warn::WarnClient>().endpoint(warn::answer)]
}

/// What is to be said now: cards to those who have none; those that are there say what has gone wrong on the way.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    parcels::send(conn, moment).await?;
    let values = rules::values(conn).await?;
    let found = alarms::found(conn, None, &values, moment.now).await?;
    let now: HashMap<_, rows::Shown> =
        found.into_iter().map(|(delivery, wrong, since)| (delivery.id, (wrong, since.into()))).collect();
    let shown = rows::shown_wrong(conn).await?;
    let changed: BTreeSet<_> = now.keys().chain(shown.keys()).filter(|id| now.get(id) != shown.get(id)).collect();
    for id in changed {
        rows::show_wrong(conn, *id, now.get(id).copied()).await?;
        cards::refresh(conn, *id, None, moment).await?;
    }
    Ok(())
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, _: &Person, moment: Moment<'_>) -> Result<Part> {
    let mut part = Part::default();
    let values = rules::values(conn).await?;
    part.lines = alarms::lines(conn, delivery, &values, moment).await?;
    if let Some((until, at)) = rows::warned(conn, delivery.id).await? {
        part.lines.push(match until {
            Some(until) => t!("follow-said-until", at = at, until = until),
            None => t!("follow-said", at = at),
        });
    }
    if warn::may_warn(delivery) {
        part.buttons.push(vec![
            press::button(t!("follow-call-button"), delivery, Deed::Call),
            press::button(t!("follow-warn-button"), delivery, Deed::Warn),
        ]);
    }
    Ok(part)
}

async fn list(turn: Turn) -> Result {
    let screen = board::list(&turn, Page { tab: Tab::Today, page: 0 }).await?;
    turn.reply(screen).await.map(drop)
}

/// A page of the list; from the client's card as a message of its own.
async fn page(turn: Turn, page: Page) -> Result {
    let screen = board::list(&turn, page).await?;
    match page.tab {
        Tab::Client(_) if page.page == 0 => turn.reply(screen).await.map(drop),
        _ => turn.show(screen).await,
    }
}
