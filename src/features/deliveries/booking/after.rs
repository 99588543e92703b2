//! Our card after a deed: what was done on top, the way to take it back below.

use crate::{
    bot::{
        event::{Event, Undo},
        outbox::Card,
        screen::{Button, Screen},
        shown::{self, Side},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::deliveries::{
        card, cards,
        model::{Delivery, link},
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

/// Shows the card where the pressed button is, and brings all others up to date; where it was shown before, nothing can be
/// pressed any more.
pub async fn show(turn: &Turn, id: Id<Delivery>, said: Option<Text>, event: Option<Id<Event>>) -> Result {
    let screen = screen(turn, id, said, event).await?;
    let card = turn.show_card(screen).await?;
    stands(turn, id, card).await
}

/// The open form becomes the card; the one shown before keeps no buttons.
pub async fn finish(turn: &Turn, id: Id<Delivery>, said: Option<Text>, event: Option<Id<Event>>) -> Result {
    let screen = screen(turn, id, said, event).await?;
    let card = turn.finish_card(screen).await?;
    stands(turn, id, card).await
}

async fn stands(turn: &Turn, id: Id<Delivery>, card: Id<Card>) -> Result {
    let me = turn.me();
    shown::instead(&mut turn.db(), &link(id), me, Side::Us, card, turn.stamp()).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}
