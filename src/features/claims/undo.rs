//! How deeds about a claim are taken back. What a client has read already is not: it is said so.

use super::{
    cards,
    following::{Ended, Planned},
    level::Reason,
    model::{Claim, Stage, State},
    offer::{self, Offered},
    plan, press,
    press::Moved,
    rows, rule,
};
use crate::{
    bot::{event::Event, outbox, turn::Turn},
    db::Id,
    error::{Error, Result},
    features::{
        Inverse, approvals,
        invoices::{self, Invoice},
        requests,
        tasks::{self, Task},
    },
    people, t,
    text::Text,
};

/// How each deed is taken back.
pub const INVERSES: &[Inverse] = &[
    Inverse { kind: "claim.opened", name: |_| Ok(t!("claim-deed-opened")), undo: |turn, e| Box::pin(opened(turn, e)) },
    Inverse { kind: "claim.moved", name: |_| Ok(t!("claim-deed-moved")), undo: |turn, e| Box::pin(moved(turn, e)) },
    Inverse { kind: "claim.raised", name: |_| Ok(t!("claim-deed-raised")), undo: |turn, e| Box::pin(raised(turn, e)) },
    Inverse { kind: "claim.asked", name: |_| Ok(t!("claim-deed-offer")), undo: |turn, e| Box::pin(asked(turn, e)) },
    Inverse { kind: "claim.offered", name: |_| Ok(t!("claim-deed-offer")), undo: |turn, e| Box::pin(offered(turn, e)) },
    Inverse { kind: "claim.planned", name: |_| Ok(t!("claim-deed-step")), undo: |turn, e| Box::pin(planned(turn, e)) },
    Inverse { kind: "claim.call", name: |_| Ok(t!("claim-deed-call")), undo: |turn, e| Box::pin(call(turn, e)) },
    Inverse { kind: "claim.legal", name: |_| Ok(t!("claim-deed-legal")), undo: |turn, e| Box::pin(legal(turn, e)) },
    Inverse { kind: "claim.closed", name: |_| Ok(t!("claim-deed-closed")), undo: |turn, e| Box::pin(closed(turn, e)) },
];

/// The claim of a deed, in the doer's sight.
async fn claim(turn: &Turn, event: &Event) -> Result<Claim> {
    press::mine(turn, event.entity()?).await
}

/// The claim of a deed, if it still stands where the deed left it.
async fn still(turn: &Turn, event: &Event, after: State) -> Result<Claim> {
    let claim = claim(turn, event).await?;
    if claim.stage.state == after { Ok(claim) } else { Err(Error::User(t!("claim-went-on"))) }
}

/// Puts a claim back where it stood.
async fn back(turn: &Turn, claim: &Claim, before: Stage) -> Result {
    rows::ask_anew(&mut turn.db(), claim.id).await?;
    press::place(turn, claim, before).await?;
    rule::changed(turn, claim).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await
}

async fn opened(turn: Turn, event: Event) -> Result<Text> {
    let claim = still(&turn, &event, State::New).await?;
    let taken: Vec<Id<Invoice>> = event.data()?;
    let me = turn.me().id;
    offer::forget_asked(&turn, &claim).await?;
    approvals::withdraw(&mut turn.db(), &claim.id.to_string(), turn.moment()).await?;
    invoices::net_of_dispute(&mut turn.db(), &taken).await?;
    requests::close(&mut turn.db(), claim.request, me, turn.moment()).await?;
    back(&turn, &claim, Stage { state: State::Void, ..claim.stage }).await?;
    Ok(t!("claim-deed-opened"))
}

async fn moved(turn: Turn, event: Event) -> Result<Text> {
    let moved: Moved = event.data()?;
    let claim = still(&turn, &event, moved.after).await?;
    if moved.before.state == State::Closed {
        // A conversation that has begun anew can't be unsaid.
        return Err(Error::User(t!("claim-went-on")));
    }
    back(&turn, &claim, moved.before).await?;
    Ok(t!("claim-deed-moved"))
}

async fn raised(turn: Turn, event: Event) -> Result<Text> {
    let before: Stage = event.data()?;
    let claim = claim(&turn, &event).await?;
    // Words of the client that have come since make it complex as well.
    if !claim.stage.awaits_head() || claim.reasons != [Reason::Said] {
        return Err(Error::User(t!("claim-went-on")));
    }
    approvals::withdraw(&mut turn.db(), &claim.id.to_string(), turn.moment()).await?;
    rows::set_complex(&mut turn.db(), claim.id, &[], None).await?;
    back(&turn, &claim, before).await?;
    Ok(t!("claim-deed-raised"))
}

async fn asked(turn: Turn, event: Event) -> Result<Text> {
    let claim = claim(&turn, &event).await?;
    let offer = claim.offer.as_ref().filter(|offer| offer.state == super::model::OfferState::Asked);
    let Some(offer) = offer else { return Err(Error::User(t!("claim-went-on"))) };
    approvals::withdraw(&mut turn.db(), &offer.id.to_string(), turn.moment()).await?;
    rows::set_offer(&mut turn.db(), claim.id, None).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    Ok(t!("claim-deed-offer"))
}

/// An offer comes back only while it waits for the client's morning.
async fn offered(turn: Turn, event: Event) -> Result<Text> {
    let offered: Offered = event.data()?;
    let claim = still(&turn, &event, State::Offer).await?;
    let waits = claim.offer.as_ref().and_then(|offer| offer.sent_at).is_some_and(|at| at > turn.now());
    let person = match claim.person {
        Some(person) => people::by_id(&mut turn.db(), person).await?,
        None => None,
    };
    let chat = person.and_then(|person| person.tg_id);
    let (Some(card), Some(chat), true) = (offered.later, chat, waits) else {
        return Err(Error::User(t!("claim-offer-seen")));
    };
    outbox::delete(&mut turn.db(), card, chat, turn.stamp()).await?;
    rows::set_offer(&mut turn.db(), claim.id, None).await?;
    back(&turn, &claim, Stage { decided: claim.stage.decided, ..offered.before }).await?;
    Ok(t!("claim-deed-offer"))
}

async fn planned(turn: Turn, event: Event) -> Result<Text> {
    let Planned { step, task } = event.data()?;
    let claim = claim(&turn, &event).await?;
    plan::remove(&mut turn.db(), step).await?;
    tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    Ok(t!("claim-deed-step"))
}

async fn call(turn: Turn, event: Event) -> Result<Text> {
    let task: Id<Task> = event.data()?;
    claim(&turn, &event).await?;
    tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    Ok(t!("claim-deed-call"))
}

async fn legal(turn: Turn, event: Event) -> Result<Text> {
    let task: Option<Id<Task>> = event.data()?;
    let claim = claim(&turn, &event).await?;
    rows::set_legal(&mut turn.db(), claim.id, None).await?;
    if let Some(task) = task {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    Ok(t!("claim-deed-legal"))
}

async fn closed(turn: Turn, event: Event) -> Result<Text> {
    let ended: Ended = event.data()?;
    let claim = still(&turn, &event, State::Closed).await?;
    press::begin_anew(&turn, &claim, false).await?;
    let now = turn.stamp();
    invoices::dispute_these(&mut turn.db(), claim.client, &ended.freed, now).await?;
    back(&turn, &claim, ended.moved.before).await?;
    Ok(t!("claim-deed-closed"))
}
