//! What claims hear of other rooms: that we have answered, that a call has reached the client, and whatever the client
//! writes in the conversation of a claim. New files prove something, words of law or danger make it complex.

use super::{
    cards, evidence,
    level::{self, Reason},
    model::{Claim, State},
    opening, rows, rule,
};
use crate::{
    bot::event::{self, Happened},
    calendar::Moment,
    db::Conn,
    error::Result,
    features::{escalations, requests::Request},
    news::News,
};
use std::mem::discriminant;

/// Decides by the claim's own row, so that hearing a thing twice does no more than once.
pub async fn hear(conn: &mut Conn, news: &News, moment: Moment<'_>) -> Result {
    match news {
        News::Answered { request, .. } => {
            if let Some(claim) = rows::by_request(conn, request.cast::<Request>()).await? {
                evidence::gather(conn, &claim).await?;
                answered(conn, &claim, moment).await?;
            }
            Ok(())
        }
        News::CallReached { client, .. } => {
            for claim in rows::open_of(conn, *client).await? {
                answered(conn, &claim, moment).await?;
            }
            Ok(())
        }
        News::ClientWrote { request, words, .. } => {
            let claim = rows::by_request(conn, request.cast::<Request>()).await?;
            match claim.filter(|claim| claim.stage.state != State::Void) {
                Some(claim) => written(conn, claim, words, moment).await,
                None => Ok(()),
            }
        }
        News::CallMissed { .. } | News::CallTakenBack { .. } | News::SiteMoved { .. } | News::Changed { .. } => Ok(()),
    }
}

/// The first answer to a claim, in the chat or by a call that reached the client.
async fn answered(conn: &mut Conn, claim: &Claim, moment: Moment<'_>) -> Result {
    if let Ok(stage) = claim.stage.acknowledge() {
        rows::set_stage(conn, claim, stage, moment.now.into()).await?;
    }
    cards::refresh(conn, claim.id, None, moment).await
}

/// The client goes on writing about it.
async fn written(conn: &mut Conn, claim: Claim, words: &str, moment: Moment<'_>) -> Result {
    evidence::gather(conn, &claim).await?;
    let known = |reason: &Reason| claim.reasons.iter().any(|other| discriminant(other) == discriminant(reason));
    let fresh: Vec<Reason> = level::of_words(words).into_iter().filter(|reason| !known(reason)).collect();
    if claim.stage.is_open() && !fresh.is_empty() {
        weigh(conn, &claim, fresh, moment).await?;
    }
    if claim.stage.is_open() {
        // The head reads of the files, and of the words.
        escalations::look(conn, rule::E2.code, claim.client, moment).await?;
    }
    cards::refresh(conn, claim.id, None, moment).await
}

/// There are more reasons than before for it to be complex.
async fn weigh(conn: &mut Conn, claim: &Claim, fresh: Vec<Reason>, moment: Moment<'_>) -> Result {
    let reasons: Vec<Reason> = claim.reasons.iter().cloned().chain(fresh).collect();
    if let Ok(stage) = claim.stage.raise_by_words() {
        if claim.stage.state == State::Done {
            let clocks = opening::clocks(conn, claim.owner, moment).await?;
            rows::set_due(conn, claim.id, clocks.offer.into(), clocks.close.into()).await?;
        }
        rule::raise(conn, claim, stage, &reasons, moment).await?;
        let happened = Happened {
            at: moment.now.into(),
            actor: None,
            kind: "claim.raised",
            client: Some(claim.client),
            entity: claim.id.to_string(),
            data: &claim.stage,
            undoes: None,
        };
        event::record(conn, happened).await?;
    } else if let (Some(since), Some(until)) = (claim.complex_at, claim.decide_by) {
        rows::set_complex(conn, claim.id, &reasons, Some((since.into(), until.into()))).await?;
    }
    Ok(())
}
