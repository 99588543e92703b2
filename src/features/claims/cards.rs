//! Where a claim is shown: one card for each who sees it, brought up to date with every change.

use super::{card, client, model::Claim, rows};
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
    features::requests::{self, Request},
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

/// Who looks after a claim: the client's manager, or whoever is on duty for clients of nobody.
pub async fn keepers(conn: &mut Conn, claim: &Claim) -> Result<Vec<Person>> {
    let owner = match claim.owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    match owner {
        Some(owner) => Ok(vec![owner]),
        None => rules::on_duty(conn, Duty::Pool).await,
    }
}

/// Remembers where a claim is shown to somebody; replies to that card go on with the conversation.
pub async fn remember(conn: &mut Conn, claim: &Claim, person: Id<Person>, side: Side, card: Id<Card>) -> Result {
    if of(conn, claim.id, person).await? == Some(card) {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO claim_card (claim_id, person_id, side, card_id) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (claim_id, person_id) DO UPDATE SET card_id = excluded.card_id, side = excluded.side",
    )
    .bind(claim.id)
    .bind(person)
    .bind(side)
    .bind(card)
    .execute(&mut *conn)
    .await?;
    requests::shows(conn, claim.request, card, person).await
}

async fn shown(conn: &mut Conn, claim: Id<Claim>) -> Result<Vec<Shown>> {
    Ok(sqlx::query_as("SELECT person_id, side, card_id FROM claim_card WHERE claim_id = $1 ORDER BY person_id")
        .bind(claim)
        .fetch_all(conn)
        .await?)
}

/// Where a claim is shown to somebody.
pub async fn of(conn: &mut Conn, claim: Id<Claim>, person: Id<Person>) -> Result<Option<Id<Card>>> {
    Ok(sqlx::query_scalar("SELECT card_id FROM claim_card WHERE claim_id = $1 AND person_id = $2")
        .bind(claim)
        .bind(person)
        .fetch_optional(conn)
        .await?)
}

/// Every card of a claim shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Claim>, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let Some(claim) = rows::known(conn, id).await? else { return Ok(()) };
    for shown in shown(conn, id).await? {
        if except == Some(shown.person_id) {
            continue;
        }
        let person = people::present(conn, shown.person_id).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        // Whoever lost the client, or left the company, is shown nothing more; a press says that it is not theirs.
        let sees = match shown.side {
            Side::Us => rows::by_id(conn, person.scope(), id).await?.is_some(),
            Side::Client => clients::of_person(conn, person.id).await?.iter().any(|company| company.id == claim.client),
        };
        if !sees {
            forget(conn, id, person.id).await?;
            continue;
        }
        let screen = match shown.side {
            Side::Us => card::screen(conn, &claim, &person, moment).await?,
            Side::Client => client::card(conn, &claim, moment.now).await?,
        };
        outbox::edit(conn, shown.card_id, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
    }
    Ok(())
}

async fn forget(conn: &mut Conn, claim: Id<Claim>, person: Id<Person>) -> Result {
    sqlx::query("DELETE FROM claim_card WHERE claim_id = $1 AND person_id = $2")
        .bind(claim)
        .bind(person)
        .execute(conn)
        .await?;
    Ok(())
}

/// The conversation has begun anew: replies to the cards of a claim go on with the new one.
pub async fn follow(conn: &mut Conn, claim: Id<Claim>, request: Id<Request>) -> Result {
    for shown in shown(conn, claim).await? {
        requests::shows(conn, request, shown.card_id, shown.person_id).await?;
    }
    Ok(())
}

/// The card whose button was pressed.
pub async fn pressed(turn: &Turn) -> Result<Option<Id<Card>>> {
    match (turn.update().callback.as_ref(), turn.update().message_id) {
        (Some(_), Some(message)) => outbox::card_of(&mut turn.db(), turn.update().chat, message).await,
        _ => Ok(None),
    }
}

/// Shows a screen of the claim where the pressed button is, and remembers it as the card of who pressed.
pub async fn show(turn: &Turn, claim: &Claim, side: Side, screen: Screen) -> Result {
    let me = turn.me().id;
    let pressed = pressed(turn).await?;
    let card = if let Some(card) = pressed {
        turn.show(screen).await?;
        card
    } else {
        turn.reply(screen).await?
    };
    remember(&mut turn.db(), claim, me, side, card).await
}
