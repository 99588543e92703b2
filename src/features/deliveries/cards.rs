//! Where a delivery is shown: one card for each who sees it, brought up to date with every change.

use super::{card, client, model::Delivery, rows};
use crate::{
    bot::{
        outbox::{self, Card, Letter},
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    named,
    people::{self, Person},
    rules::{self, Duty},
};
use sqlx::FromRow;

named! {
    /// Whose eyes a card is for.
    pub enum Side {
        /// Ours.
        Us = "us",
        /// The client's.
        Client = "client",
    }
}

#[derive(FromRow)]
struct Shown {
    person_id: Id<Person>,
    side: Side,
    card_id: Id<Card>,
}

/// Who looks after a delivery: the client's manager, or whoever is on duty for clients of nobody.
pub async fn keepers(conn: &mut Conn, delivery: &Delivery) -> Result<Vec<Person>> {
    let owner = match delivery.owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    match owner {
        Some(owner) => Ok(vec![owner]),
        None => rules::on_duty(conn, Duty::Pool).await,
    }
}

/// Remembers where a delivery is shown to somebody.
pub async fn remember(conn: &mut Conn, id: Id<Delivery>, person: Id<Person>, side: Side, card: Id<Card>) -> Result {
    sqlx::query(
        "INSERT INTO delivery_card (delivery_id, person_id, side, card_id) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (delivery_id, person_id) DO UPDATE SET card_id = excluded.card_id, side = excluded.side",
    )
    .bind(id)
    .bind(person)
    .bind(side)
    .bind(card)
    .execute(conn)
    .await?;
    Ok(())
}

/// Where a delivery is shown to somebody.
pub async fn of(conn: &mut Conn, id: Id<Delivery>, person: Id<Person>) -> Result<Option<Id<Card>>> {
    Ok(sqlx::query_scalar("SELECT card_id FROM delivery_card WHERE delivery_id = $1 AND person_id = $2")
        .bind(id)
        .bind(person)
        .fetch_optional(conn)
        .await?)
}

/// Which delivery a card shows.
pub async fn shown_by(conn: &mut Conn, card: Id<Card>, person: Id<Person>) -> Result<Option<Id<Delivery>>> {
    Ok(sqlx::query_scalar("SELECT delivery_id FROM delivery_card WHERE card_id = $1 AND person_id = $2")
        .bind(card)
        .bind(person)
        .fetch_optional(conn)
        .await?)
}

async fn shown(conn: &mut Conn, id: Id<Delivery>) -> Result<Vec<Shown>> {
    Ok(sqlx::query_as("SELECT person_id, side, card_id FROM delivery_card WHERE delivery_id = $1 ORDER BY person_id")
        .bind(id)
        .fetch_all(conn)
        .await?)
}

/// Every card of a delivery shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Delivery>, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let Some(delivery) = rows::known(conn, id).await? else { return Ok(()) };
    for shown in shown(conn, id).await? {
        if except == Some(shown.person_id) {
            continue;
        }
        let person = people::present(conn, shown.person_id).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        // Whoever lost the client, or left the company, is shown nothing more; a press says that it is not theirs.
        let sees = match shown.side {
            Side::Us => rows::by_id(conn, person.scope(), id).await?.is_some(),
            Side::Client => {
                clients::of_person(conn, person.id).await?.iter().any(|company| company.id == delivery.client)
            }
        };
        if !sees {
            forget(conn, id, person.id).await?;
            continue;
        }
        let screen = match shown.side {
            Side::Us => card::screen(conn, &delivery, &person, moment).await?,
            Side::Client => client::card(conn, &delivery, &person, moment).await?,
        };
        outbox::edit(conn, shown.card_id, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
    }
    Ok(())
}

async fn forget(conn: &mut Conn, id: Id<Delivery>, person: Id<Person>) -> Result {
    sqlx::query("DELETE FROM delivery_card WHERE delivery_id = $1 AND person_id = $2")
        .bind(id)
        .bind(person)
        .execute(conn)
        .await?;
    Ok(())
}

/// The card whose button was pressed.
pub async fn pressed(turn: &Turn) -> Result<Option<Id<Card>>> {
    match (turn.update().callback.as_ref(), turn.update().message_id) {
        (Some(_), Some(message)) => outbox::card_of(&mut turn.db(), turn.update().chat, message).await,
        _ => Ok(None),
    }
}

/// Shows a screen of the delivery where the pressed button is, and remembers it as the card of who pressed.
pub async fn show(turn: &Turn, id: Id<Delivery>, side: Side, screen: Screen) -> Result {
    let me = turn.me().id;
    let pressed = pressed(turn).await?;
    let card = if let Some(card) = pressed {
        turn.show(screen).await?;
        card
    } else {
        turn.reply(screen).await?
    };
    remember(&mut turn.db(), id, me, side, card).await
}
