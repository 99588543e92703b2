//! Clients of nobody (PRODUCT 1.8): whoever has answered one three times is offered to keep it, and a head says yes or no.

use super::{
    model::Request,
    press::{Deed, button},
    queries,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id},
    error::{Error, Result},
    features::{Ask, Asked, Choice, Decision, approvals, hello},
    people, t,
    text::Text,
};

/// After so many answered requests a client of nobody is offered.
const CONTACTS: i64 = 3;

/// What a head is asked for.
pub const ASK: Ask = Ask {
    kind: "pool",
    name: "ask-pool",
    facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
    choices: |_| {
        vec![
            Choice { key: "yes", label: t!("pool-yes"), needs_word: false },
            Choice { key: "no", label: t!("pool-no"), needs_word: true },
        ]
    },
    decided: |turn, asked, decision| Box::pin(decided(turn, asked, decision)),
};

/// Adds the offer to what is said about an answer, if it is time.
pub async fn offer(turn: &Turn, request: &Request, screen: Screen) -> Result<Screen> {
    let client = clients::known(&mut turn.db(), request.client).await?;
    let nobodys = client.is_some_and(|client| client.owner.is_none());
    let answered = queries::answered_for(&mut turn.db(), request.client, turn.me().id).await?;
    if !nobodys || answered < CONTACTS {
        return Ok(screen);
    }
    let request = queries::known(&mut turn.db(), request.id).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    Ok(screen.line(t!("pool-offer")).row([button(t!("pool-keep"), &request, Deed::Keep)]))
}

/// The person wants to keep the client.
pub async fn ask(turn: &Turn, request: &Request) -> Result {
    let client = clients::known(&mut turn.db(), request.client).await?;
    let Some(client) = client.filter(|client| client.owner.is_none()) else {
        return turn.toast(t!("pool-kept-already")).await;
    };
    let entity = client.id.to_string();
    if approvals::open_about(&mut turn.db(), ASK.kind, &entity).await?.is_some() {
        return turn.toast(t!("pool-asked-already")).await;
    }
    let question = t!("pool-question", name = &turn.me().name, client = &client.name).plain(&turn.reader());
    let asked = Asked {
        kind: ASK.kind.to_owned(),
        client: Some(client.id),
        entity,
        asker: Some(turn.me().id),
        question,
        sum: None,
        attached: Vec::new(),
    };
    approvals::ask(&mut turn.db(), approvals::New { asked, quiet: false }, turn.moment()).await?;
    turn.happened("client.wanted", Some(client.id), client.id, &()).await?;
    turn.reply(hello::word(t!("pool-asked"))).await.map(drop)
}

async fn facts(conn: &mut Conn, asked: &Asked, _: Moment<'_>) -> Result<Vec<Text>> {
    let (Some(client), Some(asker)) = (asked.client, asked.asker) else { return Ok(Vec::new()) };
    let count = queries::answered_for(conn, client, asker).await?;
    Ok(vec![t!("pool-fact", count = count)])
}

async fn decided(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let client: Option<Id<Client>> = asked.client;
    let (Some(id), Some(asker), "yes") = (client, asked.asker, decision.verdict.as_str()) else {
        return Ok(t!("pool-stays"));
    };
    clients::reassign(&mut turn.db(), id, Some(asker)).await?;
    turn.happened("client.kept", Some(id), id, &asker).await?;
    let person = people::present(&mut turn.db(), asker).await?;
    let client = clients::known(&mut turn.db(), id).await?;
    if let (Some(person), Some(client)) = (person, client) {
        let screen = Screen::new(t!("pool-yours", client = &client.name)).about(id).row([clients::card_button(id)]);
        turn.tell(&person, Class::Notice, &format!("kept:{id}:{}", turn.stamp()), &screen).await?;
    }
    Ok(t!("pool-given"))
}
