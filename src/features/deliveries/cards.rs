//! What the cards of a delivery show, each to its reader, brought up to date with every change.

use super::{
    card, client,
    model::{Delivery, link},
    rows,
};
use crate::{
    bot::{
        screen::Screen,
        shown::{self, Side},
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    people::Person,
};

/// What a person sees of it; nothing whoever lost the client, or is not its contact person any more.
async fn screen(
    conn: &mut Conn,
    delivery: &Delivery,
    person: &Person,
    side: Side,
    moment: Moment<'_>,
) -> Result<Option<Screen>> {
    match side {
        Side::Us if rows::by_id(conn, person.scope(), delivery.id).await?.is_some() => {
            card::screen(conn, delivery, person, moment).await.map(Some)
        }
        Side::Client
            if clients::of_person(conn, person.id).await?.iter().any(|company| company.id == delivery.client) =>
        {
            client::card(conn, delivery, person, moment).await.map(Some)
        }
        Side::Us | Side::Client | Side::Engineer => Ok(None),
    }
}

/// Every card of a delivery shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Delivery>, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let Some(delivery) = rows::known(conn, id).await? else { return Ok(()) };
    shown::refresh(conn, &link(id), except, moment, &delivery, |conn, delivery, person, side, moment| {
        Box::pin(screen(conn, delivery, person, side, moment))
    })
    .await
}
