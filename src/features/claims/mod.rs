//! Claims: what a client holds against us is taken, levelled, answered, settled and closed (PRODUCT D8).
//!
//! Its law: the client is told at once and by when we answer; a complex claim waits for the head; money above the
//! manager's own limit waits for the head; nothing is closed without a result, a cause, and the client's word or a
//! reason. While a claim is open its invoices leave dunning and nobody reminds the client of money.
//! The conversation and the clock of the first answer are kept by `requests`, the head's inbox by `approvals`, alerts by
//! `escalations`, which know nothing of claims. Deliberately not here yet: marks of satisfaction, the visit that mends it.

mod board;
mod card;
mod cards;
mod client;
mod complain;
mod evidence;
mod follow;
mod following;
mod heard;
mod level;
mod model;
mod offer;
mod opening;
mod plan;
mod press;
mod rows;
mod rule;
mod samples;
mod take;
mod taking;
#[cfg(test)]
mod tests;
mod undo;

pub use model::{Claim, Kind, Wish};
pub use opening::{New, open, show_to_client};

use super::{CardPart, Feature, Section, Team, invoices};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        screen::Button,
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    jobs,
    people::Role,
    t,
};
use board::Claims;
use client::Plea;
use complain::Complain;
use follow::FollowUp;
use model::Wrong;
use take::TakeClaim;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "claims",
    doors,
    answers,
    forms: &[Form::of::<TakeClaim>(), Form::of::<Complain>(), Form::of::<FollowUp>()],
    commands: &[
        Command { name: "claim", word: "претензия", about: "command-claim", rank: 62, roles: KEEPERS },
        Command { name: "claims", word: "претензии", about: "command-claims", rank: 63, roles: KEEPERS },
        Command {
            name: "complain", word: "претензия", about: "command-claim", rank: 62, roles: &[Role::Client]
        },
        Command { name: "complain", word: "жалоба", about: "", rank: 0, roles: &[Role::Client] },
    ],
    presses: &[("claim", KEEPERS), ("claims", KEEPERS), ("plea", &[Role::Client])],
    jobs: &[jobs::Kind { name: evidence::READ, run: |at, payload| Box::pin(evidence::read(at, payload)) }],
    digest: Some(Section {
        rank: 15,
        lines: |conn, morning| Box::pin(board::digest_lines(conn, morning)),
        week: |conn, morning| Box::pin(board::week(conn, morning)),
        items: |conn, morning| Box::pin(board::digest_items(conn, morning)),
        card: |turn, id| Box::pin(board::digest_card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(board::card_lines(conn, client)),
        buttons: |client| vec![claim_button(client)],
        proves: false,
    }),
    hears: Some(|conn, news, moment| Box::pin(heard::hear(conn, news, moment))),
    rules: &[rule::E2],
    asks: rule::ASKS,
    objects: Some(|conn, client, _| Box::pin(board::objections(conn, client))),
    team: Some(Team {
        rank: 30,
        lines: |conn, morning| Box::pin(board::team_lines(conn, morning)),
        loads: |conn, _| Box::pin(board::loads(conn)),
    }),
    undo: undo::INVERSES,
    screens: samples::all,
    ..Feature::EMPTY
};

/// Who works on claims.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("claim").endpoint(start),
        command("complain").endpoint(complain::start),
        command("claims").endpoint(list),
        pressed::<Claims>().endpoint(page),
        pressed::<card::Press>().endpoint(press::of_ours),
        pressed::<Plea>().endpoint(press::of_client),
    ]
}

fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<TakeClaim>().endpoint(taking::answer),
        in_dialogue::<Complain>().endpoint(complain::answer),
        in_dialogue::<FollowUp>().endpoint(following::answer),
    ]
}

/// `⚠️ Претензия` about a client.
pub fn claim_button(client: Id<Client>) -> Button {
    Button::command(t!("claim-button"), &format!("claim:{}", client.short()))
}

/// Why a step can't follow, in words.
fn wrong(wrong: Wrong) -> Error {
    Error::User(match wrong {
        Wrong::NotNow => t!("claim-not-now"),
        Wrong::Undecided => t!("claim-undecided"),
        Wrong::Unconfirmed => t!("claim-unconfirmed"),
        Wrong::TooLate => t!("claim-too-late"),
    })
}

/// `/claim`, `/claim Ромашка сломан шлагбаум`, or the button of a client's card.
async fn start(turn: Turn, Args(words): Args) -> Result {
    let (anyway, word) = words.strip_prefix('+').map_or((false, words.as_str()), |word| (true, word));
    if let Some(id) = Id::from_short(word) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        let open = rows::open_of(&mut turn.db(), client.id).await?;
        if !open.is_empty() && !anyway {
            let screen = board::which(&turn, &client, &open).await?;
            return turn.reply(screen).await.map(drop);
        }
        let bills = invoices::open_of(&mut turn.db(), client.id).await?;
        let disputed = bills.iter().filter(|bill| bill.disputed).map(|bill| bill.id);
        let held = |bill: &Id<invoices::Invoice>| open.iter().any(|claim| claim.disputed.contains(bill));
        return turn.open(&TakeClaim::begin(Some(client.id), "", disputed.filter(|bill| !held(bill)).collect())).await;
    }
    let (client, rest) = whose(&turn, &words).await?;
    turn.open(&TakeClaim::begin(client, &rest, Vec::new())).await
}

/// The client the first words name, as many of them as name one, and what is said behind.
async fn whose(turn: &Turn, words: &str) -> Result<(Option<Id<Client>>, String)> {
    const NAME: usize = 4;
    let split: Vec<&str> = words.split_whitespace().collect();
    for count in (1..=split.len().min(NAME)).rev() {
        let found = clients::find(&mut turn.db(), turn.scope(), &split[..count].join(" "), turn.today()).await?;
        if let Some(hit) = found.iter().find(|hit| hit.exact) {
            return Ok((Some(hit.client.id), split[count..].join(" ")));
        }
    }
    Ok((None, words.to_owned()))
}

async fn list(turn: Turn) -> Result {
    let screen = board::list(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, Claims(page): Claims) -> Result {
    let screen = board::list(&turn, page).await?;
    turn.show(screen).await
}
