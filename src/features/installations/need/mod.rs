//! An installation is written down: after the client and what is mounted the person stands at the review with everything
//! that is known or usual filled in, and every field can be opened there. The same form changes one (PRODUCT D6).

mod asking;
mod dialogue;
mod facts;
mod reading;
mod save;

pub use dialogue::NeedInstallation;
pub use save::{answer, undo, undo_cancelled};

use super::{KEEPERS, card, cards, model::Installation, rows};
use crate::{
    bot::{
        routes::{Args, Command},
        screen::Button,
        shown::{self, Side},
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::deliveries::{self, Delivery},
    t,
};

/// Its commands.
pub const COMMANDS: &[Command] = &[
    Command { name: "install", word: "монтаж", about: "command-install", rank: 52, roles: KEEPERS },
    Command { name: "install", word: "установка", about: "", rank: 0, roles: KEEPERS },
];

/// `🔧 Монтаж` at a client.
pub fn client_button(client: Id<Client>) -> Button {
    Button::command(t!("need-button"), &format!("install:{}", client.short()))
}

/// `/install`, `/install Ромашка шлагбаум`, or the button of a client's card.
pub async fn start(turn: Turn, Args(words): Args) -> Result {
    if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        let form = NeedInstallation::begin().of_client(&turn, client.id, None).await?;
        return turn.open(&form.onward()).await;
    }
    let (form, why) = reading::begin(&turn, &words).await?;
    turn.open_saying(&form.onward(), why).await
}

/// The day of an installation is to be agreed after a delivery: its form, filled from the delivery; the installation it has
/// already, if there is one.
pub async fn after_delivery(turn: Turn, deliveries::Install(id): deliveries::Install) -> Result {
    let delivery = deliveries::of(&turn, id).await?.ok_or_else(|| Error::User(t!("delivery-absent")))?;
    let known = rows::of_delivery(&mut turn.db(), delivery.id).await?;
    if let Some(known) = known {
        let me = turn.me().clone();
        let screen = card::screen(&mut turn.db(), &known, &me, turn.moment()).await?;
        let card = turn.reply(screen).await?;
        return shown::instead(&mut turn.db(), &known.link(), &me, Side::Us, card, turn.stamp()).await;
    }
    let form = NeedInstallation::begin().of_client(&turn, delivery.client, Some(&delivery)).await?;
    turn.open(&form.onward()).await
}

/// What a form is about, for the list of drafts.
pub async fn named(turn: &Turn, id: Id<Installation>) -> Result<crate::text::Text> {
    let installation = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    Ok(installation.map_or_else(|| t!("installation-absent"), |installation| card::named(&installation)))
}

/// Everybody who sees a changed installation sees the change.
pub async fn finish(turn: &Turn, id: Id<Installation>, said: crate::text::Text) -> Result {
    cards::finish(turn, id, Side::Us, Some(said)).await
}

/// A delivery whose goods are to be mounted.
pub type From<'a> = Option<&'a Delivery>;
