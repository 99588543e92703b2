//! Portfolio: the clients of a manager: finding one, its card, its contact persons and their invitations.
//! The card is made of what every room says about a client. Deliberately not here yet: interview, equipment, site
//! readiness, the pool's leases.

mod hours;
mod import;
mod newcomer;
mod queries;
mod quiet;
mod views;

#[cfg(test)]
mod manners_tests;
#[cfg(test)]
mod tests;

use super::{Feature, Import, Inverse, hello};
use crate::{
    bot::{
        dialogue::Form,
        governor,
        routes::{Args, Command, Routes, Words, command, free_words, in_dialogue, pressed},
        said::Said,
        screen::Screen,
        turn::Turn,
        username,
    },
    clients::{self, Client, Contact},
    db::{Conn, Id},
    error::{Error, Result},
    people::{Person, Role},
    t,
};
use chrono::{DateTime, Utc};
use hello::Invited;
use hours::{AskHours, SetHours};
use newcomer::AddClient;
use quiet::Quiet;
use views::{Found, Invite};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "portfolio",
    doors,
    answers,
    free,
    forms: &[Form::of::<AddClient>(), Form::of::<SetHours>()],
    commands: &[
        Command { name: "find", word: "найти", about: "command-find", rank: 30, roles: READERS },
        Command {
            name: "clients",
            word: "клиенты",
            about: "command-clients",
            rank: 70,
            roles: &[Role::Manager, Role::Deputy],
        },
        Command { name: "newclient", word: "добавить", about: "command-newclient", roles: KEEPERS, rank: 75 },
    ],
    presses: &[("found", READERS), ("hours", KEEPERS), ("invite", KEEPERS), ("quiet", KEEPERS)],
    imports: &[Import {
        name: "clients",
        roles: &[Role::Head, Role::Admin],
        recognises: import::recognises,
        read: |conn, file, by| Box::pin(import::read(conn, file, by)),
        take_back: None,
    }],
    undo: &[
        Inverse {
            kind: "client.added",
            name: |_| Ok(t!("newcomer-deed")),
            undo: |turn, event| Box::pin(newcomer::undo(turn, event)),
        },
        Inverse {
            kind: "client.hours",
            name: |_| Ok(t!("hours-deed")),
            undo: |turn, event| Box::pin(hours::undo(turn, event)),
        },
        Inverse {
            kind: "client.quiet",
            name: |event| Ok(quiet::name(event)),
            undo: |turn, event| Box::pin(quiet::undo(turn, event)),
        },
    ],
    watch: Some(|conn, at| Box::pin(governor::plan_anew(conn, at.moment()))),
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who reads client cards.
const READERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Accounting, Role::Admin];

/// Who writes clients down, invites their contact persons and keeps how they want to be written to.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Admin];

/// So many are offered after `@bot words`.
const INLINE: usize = 10;

fn doors() -> Vec<Routes> {
    vec![
        command("find").endpoint(find),
        command("clients").endpoint(mine),
        command("newclient").endpoint(add),
        pressed::<Found>().endpoint(page),
        pressed::<Invite>().endpoint(invite),
        pressed::<Quiet>().endpoint(quiet::press),
        pressed::<AskHours>().endpoint(hours::open),
        dptree::filter_map(|turn: Turn, said: Said| match said {
            Said::Inline(query) if turn.me().is_any(READERS) => Some(Words(query)),
            _ => None,
        })
        .endpoint(inline),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<AddClient>().endpoint(newcomer::answer), in_dialogue::<SetHours>().endpoint(hours::answer)]
}

/// `/newclient`, `/newclient Лотос`, or the button under a search that found nobody.
async fn add(turn: Turn, Args(name): Args) -> Result {
    turn.open(&AddClient::begin(&name)).await
}

/// Any words typed outside a form are looked for among the clients.
fn free() -> Vec<Routes> {
    vec![dptree::filter(|turn: Turn| turn.me().is_any(READERS)).branch(free_words().endpoint(words))]
}

async fn words(turn: Turn, Words(query): Words) -> Result {
    search(&turn, &query, 0).await
}

/// `/find ромашка`, or the button of a card.
async fn find(turn: Turn, Args(query): Args) -> Result {
    if let Some(id) = Id::from_short(&query) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        let screen = views::card(&turn, &client).await?;
        return turn.reply(screen).await.map(drop);
    }
    if query.is_empty() {
        let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
        return turn.reply(views::ask(&recent)).await.map(drop);
    }
    search(&turn, &query, 0).await
}

async fn search(turn: &Turn, query: &str, page: usize) -> Result {
    let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
    match found.iter().find(|hit| hit.exact) {
        Some(hit) => {
            let screen = views::card(turn, &hit.client).await?;
            turn.reply(screen).await.map(drop)
        }
        None if found.is_empty() => turn.reply(views::not_found(query)).await.map(drop),
        None => turn.reply(views::found(query, &found, page)).await.map(drop),
    }
}

async fn page(turn: Turn, Found { query, page }: Found) -> Result {
    let found = clients::find(&mut turn.db(), turn.scope(), &query, turn.today()).await?;
    turn.show(views::found(&query, &found, page)).await
}

/// `@bot ром` in any chat: those who may be meant, or the last five.
async fn inline(turn: Turn, Words(query): Words) -> Result {
    let articles = if query.trim().is_empty() {
        let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
        views::articles(&turn, recent.into_iter().map(|client| (client, false))).await?
    } else {
        let found = clients::find(&mut turn.db(), turn.scope(), &query, turn.today()).await?;
        let found = found.into_iter().take(INLINE).map(|hit| (hit.client, hit.debtor));
        views::articles(&turn, found).await?
    };
    turn.offer(&articles).await
}

async fn mine(turn: Turn, Args(page): Args) -> Result {
    let me = turn.me().id;
    let all = clients::mine(&mut turn.db(), me).await?;
    let screen = views::mine(&all, page.parse().unwrap_or_default());
    turn.show(screen).await
}

/// `🔗 Пригласить`: whom, or the link for one contact person.
async fn invite(turn: Turn, Invite { client, contact }: Invite) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return turn.toast(t!("client-absent")).await };
    let Some(contact) = contact else {
        let contacts = clients::contacts(&mut turn.db(), client.id).await?;
        return turn.reply(views::whom_to_invite(&client, &contacts)).await.map(drop);
    };
    let contact = clients::contact(&mut turn.db(), client.id, contact).await?;
    let Some(contact) = contact else { return turn.toast(t!("client-absent")).await };
    let me = turn.me().id;
    let Some(link) = invite_contact(&mut turn.db(), &client, &contact, me, turn.now()).await? else {
        return turn.toast(t!("invite-no-phone")).await;
    };
    let bot = username::known(&mut turn.db()).await?.ok_or_else(|| Error::other("getMe has not been answered yet"))?;
    turn.happened("contact.invited", Some(client.id), contact.id, &()).await?;
    let screen: Screen = views::invited(&contact, &bot, &link);
    turn.reply(screen).await.map(drop)
}

/// A one-time link for a contact person; `None` if there is no number to know them by.
pub async fn invite_contact(
    conn: &mut Conn,
    client: &Client,
    contact: &Contact,
    by: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Option<Invited>> {
    let Some(phone) = &contact.phone else { return Ok(None) };
    let person = if let Some(person) = contact.person {
        person
    } else {
        let person = hello::add_person(conn, &contact.name, Some(phone), client.zone, now.into()).await?;
        queries::set_person(conn, contact.id, person).await?;
        person
    };
    hello::invite(conn, person, Role::Client, Some(by), now).await.map(Some)
}
