//! What the cards of a claim show, each to its reader, brought up to date with every change. Replies to them go on with the
//! conversation.

use super::{
    card, client,
    model::{Claim, link},
    rows,
};
use crate::{
    bot::{
        outbox::Card,
        screen::Screen,
        shown::{self, Side},
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    features::requests::{self, Request},
    people::Person,
};

/// Remembers where a claim is shown to somebody; replies to that card go on with the conversation.
pub async fn remember(conn: &mut Conn, claim: &Claim, person: Id<Person>, side: Side, card: Id<Card>) -> Result {
    if of(conn, claim.id, person).await? == Some(card) {
        return Ok(());
    }
    shown::remember(conn, &link(claim.id), person, side, card).await?;
    requests::shows(conn, claim.request, card, person).await
}

/// Where a claim is shown to somebody.
pub async fn of(conn: &mut Conn, claim: Id<Claim>, person: Id<Person>) -> Result<Option<Id<Card>>> {
    shown::of(conn, &link(claim), person).await
}

/// What a person sees of it; nothing whoever lost the client, or is not its contact person any more.
async fn screen(
    conn: &mut Conn,
    claim: &Claim,
    person: &Person,
    side: Side,
    moment: Moment<'_>,
) -> Result<Option<Screen>> {
    match side {
        Side::Us if rows::by_id(conn, person.scope(), claim.id).await?.is_some() => {
            card::screen(conn, claim, person, moment).await.map(Some)
        }
        Side::Client if clients::of_person(conn, person.id).await?.iter().any(|company| company.id == claim.client) => {
            client::card(conn, claim, moment.now).await.map(Some)
        }
        Side::Us | Side::Client | Side::Engineer => Ok(None),
    }
}

/// Every card of a claim shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Claim>, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let Some(claim) = rows::known(conn, id).await? else { return Ok(()) };
    shown::refresh(conn, &link(id), except, moment, &claim, |conn, claim, person, side, moment| {
        Box::pin(screen(conn, claim, person, side, moment))
    })
    .await
}

/// The conversation has begun anew: replies to the cards of a claim go on with the new one.
pub async fn follow(conn: &mut Conn, claim: Id<Claim>, request: Id<Request>) -> Result {
    for shown in shown::all(conn, &link(claim)).await? {
        requests::shows(conn, request, shown.card, shown.person).await?;
    }
    Ok(())
}

/// Shows a screen of the claim where the pressed button is, and remembers it as the card of who pressed.
pub async fn show(turn: &Turn, claim: &Claim, side: Side, screen: Screen) -> Result {
    let me = turn.me().id;
    let before = of(&mut turn.db(), claim.id, me).await?;
    let card = shown::show(turn, &link(claim.id), side, screen).await?;
    if before == Some(card) { Ok(()) } else { requests::shows(&mut turn.db(), claim.request, card, me).await }
}
