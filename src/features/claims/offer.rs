//! An offer to the client: within the manager's own limit it goes out at once, above it the head is asked first.

use super::{
    cards, client,
    model::{Claim, Decided, Level, Offer, OfferState, Stage, Verdict},
    press, rows, rule,
};
use crate::{
    bot::{governor::Written, outbox::Card, screen::Screen, turn::Turn},
    db::Id,
    error::Result,
    features::{
        Asked,
        approvals::{self, New},
        requests,
    },
    money::Money,
    people::Role,
    rules,
};
use serde::{Deserialize, Serialize};

/// What is needed to take an offer back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Offered {
    /// Where the claim stood.
    pub before: Stage,
    /// The message, if it has not gone out with the turn.
    pub later: Option<Id<Card>>,
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// The head is asked.
    Asked,
    /// The client gets it.
    Sent(Written),
}

/// How much the acting person may offer alone.
pub async fn limit(turn: &Turn, claim: &Claim) -> Result<Option<Money>> {
    if turn.me().is_any(&[Role::Head]) {
        return Ok(None);
    }
    let values = rules::values(&mut turn.db()).await?;
    let own = Money::from_kopecks(values.get(&rule::OWN));
    let allowed = claim.allowed.unwrap_or(Money::ZERO);
    Ok(Some(if claim.stage.level == Level::Complex { allowed } else { own.max(allowed) }))
}

/// Whether the head is asked first.
pub async fn needs_head(turn: &Turn, claim: &Claim, sum: Option<Money>) -> Result<bool> {
    let limit = limit(turn, claim).await?;
    Ok(match limit {
        None => false,
        Some(_) if claim.stage.awaits_head() => true,
        Some(limit) => sum.is_some_and(|sum| sum > limit),
    })
}

/// Makes an offer: sends it, or asks the head.
pub async fn make(turn: &Turn, claim: &Claim, offer: Offer) -> Result<Made> {
    if !needs_head(turn, claim, offer.sum).await? {
        return send(turn, claim, offer).await.map(Made::Sent);
    }
    forget_asked(turn, claim).await?;
    let offer = Offer { state: OfferState::Asked, ..offer };
    rows::set_offer(&mut turn.db(), claim.id, Some(&offer)).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    let asked = Asked {
        kind: "compensation".to_owned(),
        client: Some(claim.client),
        entity: offer.id.to_string(),
        asker: Some(turn.me().id),
        question: offer.what.clone(),
        sum: offer.sum,
        attached: Vec::new(),
    };
    approvals::ask(&mut turn.db(), New { asked, quiet: false }, turn.moment()).await?;
    turn.happened("claim.asked", Some(claim.client), claim.id, &()).await?;
    Ok(Made::Asked)
}

/// The offer goes out to the client.
pub async fn send(turn: &Turn, claim: &Claim, offer: Offer) -> Result<Written> {
    if claim.offer.as_ref().is_some_and(|asked| asked.id != offer.id) {
        forget_asked(turn, claim).await?;
    }
    let awaited = claim.stage.awaits_head();
    let stage = if awaited { claim.stage.decide_offer() } else { claim.stage.offer() }.map_err(super::wrong)?;
    if awaited {
        let (by, at) = (turn.me().id, turn.stamp());
        let decided = Decided { verdict: Verdict::Offer, word: String::new(), by, at };
        rows::set_decision(&mut turn.db(), claim.id, &decided).await?;
        approvals::withdraw(&mut turn.db(), &claim.id.to_string(), turn.moment()).await?;
    }
    let mut offer = Offer { state: OfferState::Sent, sent_at: Some(turn.now()), ..offer };
    rows::set_offer(&mut turn.db(), claim.id, Some(&offer)).await?;
    rows::ask_anew(&mut turn.db(), claim.id).await?;
    press::place(turn, claim, stage).await?;
    let shown = press::reread(turn, claim.id).await?;
    let screen: Screen = client::word(&shown, turn.now());
    let plain = client::offer_text(&offer).plain(&turn.reader());
    let key = format!("claim:{}:offer:{}", claim.id, shown.asks);
    let written = requests::write(turn, claim.request, &screen, &plain, &key).await?;
    let mut later = None;
    if let Written::Later(card, at, _) = written {
        offer.sent_at = Some(at);
        // Of several messages one would be taken back and the others not.
        later = claim.person.map(|_| card);
        rows::set_offer(&mut turn.db(), claim.id, Some(&offer)).await?;
    }
    let data = Offered { before: claim.stage, later };
    turn.happened("claim.offered", Some(claim.client), claim.id, &data).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    if awaited {
        rule::changed(turn, claim).await?;
    }
    Ok(written)
}

/// Nobody needs the head's answer any more: the claim has gone on without the offer.
pub async fn forget_asked(turn: &Turn, claim: &Claim) -> Result {
    let Some(offer) = claim.offer.as_ref().filter(|offer| offer.state == OfferState::Asked) else { return Ok(()) };
    approvals::withdraw(&mut turn.db(), &offer.id.to_string(), turn.moment()).await?;
    rows::set_offer(&mut turn.db(), claim.id, None).await
}
