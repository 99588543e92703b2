//! Our card after a deed: what was done on top, the way to take it back below.

use crate::{
    bot::{
        event::{Event, Undo},
        outbox::{self, Card},
        screen::{Button, Screen},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::deliveries::{
        card,
        cards::{self, Side},
        model::Delivery,
        rows,
    },
    t,
    text::Text,
};

async fn screen(turn: &Turn, id: Id<Delivery>, said: Option<Text>, event: Option<Id<Event>>) -> Result<Screen> {
    let delivery = rows::read(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let mut screen = card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    if let Some(said) = said {
        screen = screen.with_warning(said);
    }
    Ok(screen.row(event.map(|event| Button::press(t!("undo-button"), &Undo(event)))))
}

/// What a form is about, for the list of drafts; a delivery the person has lost sight of is absent.
pub async fn named(turn: &Turn, id: Id<Delivery>) -> Result<Text> {
    let delivery = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    Ok(delivery.map_or_else(|| t!("delivery-absent"), |delivery| card::named(&delivery)))
}

/// Shows the card where the pressed button is, and brings all others up to date.
pub async fn show(turn: &Turn, id: Id<Delivery>, said: Option<Text>, event: Option<Id<Event>>) -> Result {
    let screen = screen(turn, id, said, event).await?;
    let me = turn.me().id;
    let before = cards::of(&mut turn.db(), id, me).await?;
    cards::show(turn, id, Side::Us, screen).await?;
    let after = cards::of(&mut turn.db(), id, me).await?;
    strip(turn, before, after).await?;
    cards::refresh(&mut turn.db(), id, Some(me), turn.moment()).await
}

/// Where it was shown before, nothing can be pressed any more: each has one card of it.
async fn strip(turn: &Turn, before: Option<Id<Card>>, after: Option<Id<Card>>) -> Result {
    match before.filter(|before| Some(*before) != after) {
        Some(before) => outbox::strip(&mut turn.db(), before, turn.update().chat, turn.stamp()).await,
        None => Ok(()),
    }
}

/// The open form becomes the card; the one shown before keeps no buttons.
pub async fn finish(turn: &Turn, id: Id<Delivery>, said: Option<Text>, event: Option<Id<Event>>) -> Result {
    let screen = screen(turn, id, said, event).await?;
    let me = turn.me().id;
    let before = cards::of(&mut turn.db(), id, me).await?;
    let card = turn.finish_card(screen).await?;
    strip(turn, before, Some(card)).await?;
    cards::remember(&mut turn.db(), id, me, Side::Us, card).await?;
    cards::refresh(&mut turn.db(), id, Some(me), turn.moment()).await
}
