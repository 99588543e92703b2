//! Readiness: from which day a client's site is ready for installation, whether there is 220 V and internet, who said so,
//! and whether it holds (PRODUCT D16, row 1.6).
//!
//! Its law: every day that was named stays in the history with who said it; five working days before, the client is asked
//! once whether it holds, and whoever does not answer is called; a day that moves is news to all rooms that depend on it.
//!
//! Deliberately not here: what depends on the day. Rooms above hear of it and look at their own rows.

mod ask;
mod asking;
mod client;
mod dialogue;
mod digest;
mod model;
mod rows;
mod samples;
mod save;
mod shift;
#[cfg(test)]
mod tests;
mod views;

pub use model::{Ready, Source};
pub use rows::all;

use super::{CardPart, Feature, Inverse, Section, Team};
use crate::{
    bot::{
        dialogue::{Form, Given},
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        said::Said,
        screen::Button,
        turn::Turn,
    },
    clients::{self, Client, Site},
    db::{Conn, Id},
    error::{Error, Result},
    people::{self, Person, Role},
    rules::{self, Duty},
    t,
    text::Text,
};
use chrono::NaiveDate;
use dialogue::{SetReady, Step};
use shift::ShiftReady;
use views::{Deed, NewSite, Press};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "readiness",
    doors,
    answers,
    forms: &[Form::of::<SetReady>(), Form::of::<ShiftReady>()],
    commands: &[
        Command { name: "ready", word: "площадка", about: "command-ready", rank: 64, roles: KEEPERS },
        Command { name: "readiness", word: "готовность", about: "", rank: 64, roles: KEEPERS },
    ],
    presses: &[("site", KEEPERS), ("newsite", KEEPERS), ("onsite", &[Role::Client])],
    watch: Some(|conn, at| Box::pin(ask::look(conn, at.moment()))),
    digest: Some(Section {
        rank: 38,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |conn, morning| Box::pin(digest::week(conn, morning)),
        items: |conn, morning| Box::pin(digest::items(conn, morning)),
        card: |turn, id| Box::pin(digest::card(turn, id)),
    }),
    card: Some(CardPart {
        // A tap away: the card of 300 clients is read too often for one more question.
        lines: |_, _, _| Box::pin(async { Ok(Vec::new()) }),
        buttons: |client| vec![button(client)],
        proves: true,
    }),
    card_rank: 55,
    team: Some(Team {
        rank: 38,
        lines: |conn, morning| Box::pin(digest::team(conn, morning)),
        loads: |_, _| Box::pin(async { Ok(Vec::new()) }),
    }),
    undo: &[Inverse {
        kind: "ready.said",
        name: |_| Ok(t!("ready-deed")),
        undo: |turn, event| Box::pin(save::undo(turn, event)),
    }],
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who writes down what clients say of their sites.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("ready").endpoint(start),
        command("readiness").endpoint(start),
        pressed::<Press>().endpoint(press),
        pressed::<NewSite>().endpoint(new_site),
        pressed::<client::Press>().endpoint(client::press),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<SetReady>().endpoint(answer), in_dialogue::<ShiftReady>().endpoint(shift::answer)]
}

/// From which day a site is ready: its own day, else that of the client as a whole.
pub async fn ready_on(conn: &mut Conn, client: Id<Client>, site: Option<Id<Site>>) -> Result<Option<Ready>> {
    let whole = rows::of_site(conn, client, None).await?;
    let Some(site) = site else { return Ok(whole) };
    let own = rows::of_site(conn, client, Some(site)).await?;
    Ok(own.or(whole))
}

/// `🏗 Площадка`: the sites of a client.
pub fn button(client: Id<Client>) -> Button {
    Button::command(t!("ready-button"), &format!("ready:{}", client.short()))
}

/// One of us says when a site is ready.
pub async fn said_by_us(turn: &Turn, place: save::Place, day: NaiveDate) -> Result {
    said(turn, place, day, Source::Call, "").await
}

/// The client says when their site is ready.
pub async fn said_by_client(turn: &Turn, place: save::Place, day: NaiveDate, why: &Text) -> Result {
    let why = why.plain(&turn.reader());
    said(turn, place, day, Source::Client, &why).await
}

async fn said(turn: &Turn, place: save::Place, day: NaiveDate, source: Source, why: &str) -> Result {
    // Of a client with one site everything is said of the client as a whole.
    let sites = clients::sites(&mut turn.db(), place.0).await?;
    let place = (place.0, place.1.filter(|_| sites.len() > 1));
    let before = rows::of_site(&mut turn.db(), place.0, place.1).await?;
    let (power, net) = before.as_ref().map_or((None, None), |before| (before.power, before.net));
    let saying = model::Saying { ready_on: day, power, net, source };
    save::say(turn, before.as_ref(), place, saying, why).await.map(drop)
}

/// Who looks after a client: its manager, or whoever is on duty for clients of nobody.
async fn keepers(conn: &mut Conn, client: &Client) -> Result<Vec<Person>> {
    let owner = match client.owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    match owner {
        Some(owner) => Ok(vec![owner]),
        None => rules::on_duty(conn, Duty::Pool).await,
    }
}

/// What is known of a site in the acting person's sight.
async fn mine(turn: &Turn, id: Id<Ready>) -> Result<Ready> {
    let ready = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    ready.ok_or_else(|| Error::User(t!("ready-absent")))
}

/// `/ready`, `/ready ромашка готова 15.12`, or from the client's card.
async fn start(turn: Turn, Args(words): Args) -> Result {
    if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        return of_client(&turn, &client).await;
    }
    let read = dialogue::read(&words, turn.today());
    let (query, day) = (read.query.clone(), read.day);
    let found = asking::named(&turn, &query).await?;
    match found {
        Some(client) if day.is_none() => of_client(&turn, &client).await,
        Some(client) => {
            let place = asking::only_place(&turn, client.id).await?;
            turn.open(&SetReady::begin(read).about(client.id, place)).await
        }
        None => turn.open(&SetReady::begin(read)).await,
    }
}

/// What is known of a client's sites; of nothing, the question.
async fn of_client(turn: &Turn, client: &Client) -> Result {
    let all = rows::of_client(&mut turn.db(), client.id).await?;
    let sites = clients::sites(&mut turn.db(), client.id).await?;
    let me = turn.me().clone();
    let screen = match (all.as_slice(), sites.len()) {
        ([], 0 | 1) => {
            let place = asking::only_place(turn, client.id).await?;
            return turn.open(&SetReady::begin(dialogue::Read::default()).about(client.id, place)).await;
        }
        ([only], 0 | 1) => views::card(&mut turn.db(), only, &me, turn.now()).await?,
        (all, _) => views::list(client, &sites, all, turn.today()),
    };
    turn.reply(screen).await.map(drop)
}

async fn new_site(turn: Turn, NewSite { client, site }: NewSite) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let sites = clients::sites(&mut turn.db(), client.id).await?;
    if site.is_some_and(|site| sites.iter().all(|known| known.id != site)) {
        return Err(Error::User(t!("client-absent")));
    }
    let place = asking::place(&turn, client.id, site).await?;
    turn.open(&SetReady::begin(dialogue::Read::default()).about(client.id, Some(place))).await
}

async fn answer(turn: Turn, state: SetReady, said: Said) -> Result {
    let answer = asking::understand(&turn, &state, &said).await?;
    let (state, said) = match state.step(answer, asking::hint) {
        Step::Ask(next) => return turn.ask(&next).await,
        Step::Again(why) => return turn.again(why).await,
        Step::Save(state, said) => (state, said),
    };
    let (Some(client), Given::Told(site)) = (state.client, state.site) else {
        return turn.again(t!("frame-press-a-button")).await;
    };
    let found = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    if found.is_none() {
        return Err(Error::User(t!("client-absent")));
    }
    let before = rows::of_site(&mut turn.db(), client, site).await?;
    if before.as_ref().map(|known| known.rev) != state.seen.map(|seen| seen.rev) {
        let seen = before.as_ref().map(dialogue::Seen::from);
        return turn.ask_saying(&SetReady { seen, ..state }, Some(t!("ready-changed-meanwhile"))).await;
    }
    let (ready, event) = save::say(&turn, before.as_ref(), (client, site), said, &state.why).await?;
    let word = if state.moves() { t!("ready-saved-moved") } else { t!("ready-saved") };
    let screen = save::shown(&turn, &ready, word, event).await?;
    turn.finish(screen).await
}

/// A press of ours, on what it shows.
async fn press(turn: Turn, press: Press) -> Result {
    let ready = mine(&turn, press.ready).await?;
    let me = turn.me().clone();
    if press.rev != ready.rev && press.deed != Deed::Show {
        turn.toast(match (press.deed, ready.sure) {
            (Deed::Sure, Some((at, _))) => t!("frame-already-done", at = at.0),
            _ => t!("frame-card-changed"),
        })
        .await?;
        let screen = views::card(&mut turn.db(), &ready, &me, turn.now()).await?;
        return turn.show(screen).await;
    }
    let (after, said) = match press.deed {
        Deed::Show => {
            let screen = views::card(&mut turn.db(), &ready, &me, turn.now()).await?;
            return turn.show(screen).await;
        }
        Deed::Change => {
            let place = dialogue::Place(ready.site, Some((&ready).into()));
            return turn.open(&SetReady::begin(dialogue::Read::default()).about(ready.client, Some(place))).await;
        }
        Deed::Sure => (ready.clone().confirmed(me.id, turn.stamp()), t!("ready-said-sure")),
        Deed::Power(there) => (Ready { power: Some(there), ..ready.clone() }, t!("ready-saved")),
        Deed::Net(there) => (Ready { net: Some(there), ..ready.clone() }, t!("ready-saved")),
    };
    let (after, event) = save::keep(&turn, Some(&ready), after, "").await?;
    let screen = save::shown(&turn, &after, said, event).await?;
    turn.show(screen).await
}
