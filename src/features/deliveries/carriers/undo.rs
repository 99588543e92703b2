//! How deeds about carriers are taken back. What has gone on since is not, and neither is what the client has been asked.

use super::{
    book,
    detail_form::{Billed, Moved},
    leg::{self, Carriage},
    offer::{self, Offer, State as Stand},
    offers::{self, Chosen},
    rule,
    steps::Stepped,
};
use crate::{
    bot::{event::Event, turn::Turn},
    clients::{self, Right},
    db::{Day, Id},
    error::{Error, Result},
    features::{
        Inverse,
        deliveries::{
            cards, mine,
            model::{Delivery, State, Way},
            moves, rows,
        },
        tasks,
    },
    news::News,
    t,
    text::Text,
};

/// How each deed is taken back.
pub const INVERSES: &[Inverse] = &[
    Inverse { kind: "carrier.added", name: |_| Ok(t!("carrier-deed-added")), undo: |turn, e| Box::pin(added(turn, e)) },
    Inverse {
        kind: "carrier.closed",
        name: |_| Ok(t!("carrier-deed-closed")),
        undo: |turn, e| Box::pin(closed(turn, e)),
    },
    Inverse {
        kind: "carrier.offered",
        name: |_| Ok(t!("carrier-deed-offered")),
        undo: |turn, e| Box::pin(offered(turn, e)),
    },
    Inverse {
        kind: "carrier.chosen",
        name: |_| Ok(t!("carrier-deed-chosen")),
        undo: |turn, e| Box::pin(chosen(turn, e, Stand::Chosen)),
    },
    Inverse {
        kind: "carrier.asked-head",
        name: |_| Ok(t!("carrier-deed-asked-head")),
        undo: |turn, e| Box::pin(chosen(turn, e, Stand::Asked)),
    },
    Inverse {
        kind: "carrier.ordered",
        name: |_| Ok(t!("carrier-deed-ordered")),
        undo: |turn, e| Box::pin(ordered(turn, e)),
    },
    Inverse {
        kind: "carrier.stepped",
        name: |_| Ok(t!("carrier-deed-stepped")),
        undo: |turn, e| Box::pin(stepped(turn, e)),
    },
    Inverse { kind: "carrier.moved", name: |_| Ok(t!("carrier-deed-moved")), undo: |turn, e| Box::pin(moved(turn, e)) },
    Inverse {
        kind: "carrier.billed",
        name: |_| Ok(t!("carrier-deed-billed")),
        undo: |turn, e| Box::pin(billed(turn, e)),
    },
];

fn went_on() -> Error {
    Error::User(t!("carrier-went-on"))
}

/// The delivery of a deed, in the doer's sight.
async fn delivery(turn: &Turn, event: &Event) -> Result<Delivery> {
    mine(turn, event.entity()?).await
}

async fn added(turn: Turn, event: Event) -> Result<Text> {
    let gone = book::forget(&mut turn.db(), event.entity()?).await?;
    if gone { Ok(t!("carrier-deed-added")) } else { Err(Error::User(t!("carrier-in-use"))) }
}

async fn closed(turn: Turn, event: Event) -> Result<Text> {
    let was_closed: bool = event.data()?;
    let carrier = book::by_id(&mut turn.db(), event.entity()?).await?;
    let still = carrier.filter(|carrier| carrier.closed_at.is_some() == was_closed).ok_or_else(went_on)?;
    let at = (!was_closed).then_some(turn.stamp());
    book::close(&mut turn.db(), still.id, at).await?;
    Ok(t!("carrier-deed-closed"))
}

async fn offered(turn: Turn, event: Event) -> Result<Text> {
    let ids: Vec<Id<Offer>> = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    for id in ids {
        if !offer::forget(&mut turn.db(), id).await? {
            return Err(went_on());
        }
    }
    turn.publish(News::Changed { rule: rule::LARGE, client: Some(delivery.client) }).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("carrier-deed-offered"))
}

async fn chosen(turn: Turn, event: Event, stand: Stand) -> Result<Text> {
    let chosen: Chosen = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    let offer = offer::by_id(&mut turn.db(), chosen.offer).await?;
    if !delivery.state.is_before_order() || offer.is_none_or(|offer| offer.state != stand) {
        return Err(went_on());
    }
    offers::let_go(&turn, &delivery, &chosen).await?;
    Ok(match stand {
        Stand::Asked => t!("carrier-deed-asked-head"),
        _ => t!("carrier-deed-chosen"),
    })
}

async fn ordered(turn: Turn, event: Event) -> Result<Text> {
    let before: State = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    if delivery.state != State::Ordered {
        return Err(went_on());
    }
    let fell = moves::fall_back(&mut turn.db(), delivery.id, before, "", turn.moment()).await?;
    fell.ok_or_else(went_on)?;
    if delivery.way == Way::Large {
        leg::forget(&mut turn.db(), delivery.id).await?;
    }
    turn.publish(News::Changed { rule: rule::LARGE, client: Some(delivery.client) }).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("carrier-deed-ordered"))
}

/// Whether a contact person in the bot confirms deliveries: then they are asked as soon as it has come.
async fn client_is_asked(turn: &Turn, delivery: &Delivery) -> Result<bool> {
    let contacts = clients::contacts(&mut turn.db(), delivery.client).await?;
    Ok(contacts.iter().any(|contact| contact.person.is_some() && contact.rights.contains(&Right::Receive)))
}

async fn stepped(turn: Turn, event: Event) -> Result<Text> {
    let Stepped { before, after } = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    if after == State::Delivered && client_is_asked(&turn, &delivery).await? {
        return Err(Error::User(t!("carrier-client-asked")));
    }
    let back = moves::take_back(&mut turn.db(), delivery.id, after, before, turn.moment()).await?;
    back.ok_or_else(went_on)?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("carrier-deed-stepped"))
}

async fn moved(turn: Turn, event: Event) -> Result<Text> {
    let moved: Moved = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    let leg = leg::of(&mut turn.db(), delivery.id).await?;
    let leg = leg.filter(|leg| leg.planned == Some(Day(moved.to))).ok_or_else(went_on)?;
    leg::put(&mut turn.db(), delivery.id, &Carriage { planned: moved.from.map(Day), ..leg }, turn.stamp()).await?;
    leg::forget_last_move(&mut turn.db(), delivery.id).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("carrier-deed-moved"))
}

async fn billed(turn: Turn, event: Event) -> Result<Text> {
    let billed: Billed = event.data()?;
    let delivery = delivery(&turn, &event).await?;
    let leg = leg::of(&mut turn.db(), delivery.id).await?.ok_or_else(went_on)?;
    if tasks::closed_at(&mut turn.db(), billed.task).await?.is_some() {
        return Err(Error::User(t!("carrier-bill-paid")));
    }
    tasks::cancel(&mut turn.db(), billed.task, turn.stamp()).await?;
    rows::set_price(&mut turn.db(), delivery.id, billed.price, turn.stamp()).await?;
    leg::put(&mut turn.db(), delivery.id, &Carriage { bill: billed.bill, ..leg }, turn.stamp()).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("carrier-deed-billed"))
}
