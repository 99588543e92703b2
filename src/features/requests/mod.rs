//! Requests: what clients write to the bot, and what they are told on the phone. A request has one thread, relayed both ways
//! with names; one clock of four working hours for whoever answers (PRODUCT 4.6); and may be handed over to technical
//! support (D7). Everybody sees one card, each their own view of it.
//! Deliberately not here: claims (their room uses the thread and the clock), ratings after a request is closed.

mod alarms;
mod audience;
mod client;
mod client_views;
mod clock;
mod deeds;
mod digest;
mod ending;
mod handing;
mod handovers;
mod inquiry;
mod jobs;
mod model;
mod pause;
mod pool;
mod press;
mod queries;
mod reply;
mod support;
#[cfg(test)]
mod support_tests;
mod templates;
#[cfg(test)]
mod tests;
mod thread;
mod views;
mod waits;

pub use model::Request;

use super::{CardPart, Feature, Inverse, Section, Team};
use crate::{
    bot::{
        dialogue::Form,
        event::{Event, Undo},
        governor::{Matter, Written},
        outbox::Card,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        said::{Attached, Said},
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    people::{Person, Role},
    t,
    text::Text,
};
use alarms::E1;
use reply::{What, Write};
use thread::Words;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "requests",
    doors,
    answers,
    free,
    forms: &[
        Form::of::<Write>(),
        Form::of::<pause::PauseClock>(),
        Form::of::<handing::HandOver>(),
        Form::of::<client::Which>(),
        Form::of::<inquiry::Inquire>(),
        Form::of::<inquiry::Tell>(),
        Form::of::<templates::AddTemplate>(),
    ],
    commands: &[
        Command { name: "write", word: "написать", about: "command-write", rank: 10, roles: &[Role::Client] },
        Command { name: "requests", word: "заявки", about: "command-requests", rank: 30, roles: READERS },
        Command {
            name: "support", word: "техподдержка", about: "command-support", rank: 50, roles: ANSWERERS
        },
        Command {
            name: "templates", word: "шаблоны", about: "command-templates", rank: 90, roles: &[Role::Head]
        },
        Command { name: "answer", word: "ответить", about: "", rank: 0, roles: WRITERS },
        Command { name: "note", word: "заметка", about: "", rank: 0, roles: WRITERS },
        Command { name: "inquire", word: "запросить", about: "", rank: 0, roles: ANSWERERS },
        Command { name: "pause", word: "пауза", about: "", rank: 0, roles: ANSWERERS },
        Command { name: "handover", word: "передать", about: "", rank: 0, roles: ANSWERERS },
        Command { name: "needs", word: "нужно", about: "", rank: 0, roles: &[Role::Support] },
        Command { name: "solved", word: "решено", about: "", rank: 0, roles: &[Role::Support] },
        Command { name: "declined", word: "чужое", about: "", rank: 0, roles: &[Role::Support] },
    ],
    presses: &[("req", WRITERS), ("mine", &[Role::Client]), ("tpl", &[Role::Head])],
    watch: Some(|conn, at| Box::pin(jobs::watch(conn, at))),
    digest: Some(Section {
        rank: 5,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |conn, morning| Box::pin(digest::items(conn, morning)),
        card: |turn, id| Box::pin(digest::card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, today| Box::pin(digest::on_card(conn, client, today)),
        buttons: |client| vec![Button::command(t!("support-button"), &format!("support:{}", client.short()))],
        proves: true,
    }),
    hears: Some(|conn, news, moment| Box::pin(ending::hear(conn, news, moment))),
    rules: alarms::RULES,
    asks: &[pool::ASK],
    team: Some(Team {
        rank: 20,
        lines: |conn, morning| Box::pin(digest::team(conn, morning)),
        loads: |conn, morning| Box::pin(digest::loads(conn, morning)),
    }),
    undo: &[
        inverse("request.answered", |_| Ok(t!("request-deed-answered")), |t, e| Box::pin(deeds::undo_answer(t, e))),
        inverse("request.closed", |_| Ok(t!("request-deed-closed")), |t, e| Box::pin(deeds::undo_close(t, e))),
        inverse("request.paused", |_| Ok(t!("request-deed-paused")), |t, e| Box::pin(deeds::undo_pause(t, e))),
        inverse("request.handed", |_| Ok(t!("request-deed-handed")), |t, e| Box::pin(deeds::undo_hand_over(t, e))),
        inverse("template.added", |_| Ok(t!("template-deed")), |t, e| Box::pin(templates::undo(t, e))),
        inverse("template.removed", |_| Ok(t!("template-deed")), |t, e| Box::pin(templates::undo(t, e))),
    ],
    screens: || deeds::samples().into_iter().chain(templates::samples()).collect(),
    ..Feature::EMPTY
};

const fn inverse(
    kind: &'static str,
    name: fn(&Event) -> Result<Text>,
    undo: fn(Turn, Event) -> super::Told<'static, Text>,
) -> Inverse {
    Inverse { kind, name, undo }
}

/// Who answers clients.
const ANSWERERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];
/// Who writes in requests.
const WRITERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Support];
/// Who has a list of requests.
const READERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Support, Role::Client];

fn doors() -> Vec<Routes> {
    vec![
        command("write").endpoint(client::how),
        command("requests").endpoint(list),
        command("support").endpoint(by_phone),
        command("templates").endpoint(templates::list),
        command("answer").endpoint(|turn: Turn, args: Args| begin_writing(turn, args, What::Answer)),
        command("note").endpoint(|turn: Turn, args: Args| begin_writing(turn, args, What::Note)),
        command("needs").endpoint(|turn: Turn, args: Args| begin_writing(turn, args, What::Needs)),
        command("solved").endpoint(|turn: Turn, args: Args| begin_writing(turn, args, What::Solved)),
        command("declined").endpoint(|turn: Turn, args: Args| begin_writing(turn, args, What::Declined)),
        command("inquire").endpoint(begin_inquiry),
        command("pause").endpoint(begin_pause),
        command("handover").endpoint(hand_over),
        pressed::<press::Press>().endpoint(deeds::press),
        pressed::<press::Mine>().endpoint(client::press),
        pressed::<templates::Press>().endpoint(templates::press),
        dptree::filter_map_async(replied).endpoint(go_on),
        dptree::filter_map_async(edited).endpoint(reword),
    ]
}

fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<Write>().endpoint(writing),
        in_dialogue::<pause::PauseClock>().endpoint(pause::answer),
        in_dialogue::<handing::HandOver>().endpoint(handing::answer),
        in_dialogue::<client::Which>().endpoint(client::chosen),
        in_dialogue::<inquiry::Inquire>().endpoint(inquiry::ask),
        in_dialogue::<inquiry::Tell>().endpoint(inquiry::tell),
        in_dialogue::<templates::AddTemplate>().endpoint(templates::answer),
    ]
}

/// Whatever a contact person writes while nothing else is asked of them.
fn free() -> Vec<Routes> {
    vec![
        dptree::filter(|turn: Turn, said: Said| {
            turn.draft().is_none()
                && client::is_client(&turn)
                && !matches!(said, Said::Press(_) | Said::Choice(_) | Said::Command { .. } | Said::Inline(_))
                && !matches!(said, Said::Edited { .. } | Said::Reachable(_))
        })
        .endpoint(client::says),
    ]
}

/// A message that replies to a card of a request.
#[derive(Clone)]
struct Replied(Id<Request>);

async fn replied(turn: Turn, said: Said) -> Option<Replied> {
    let takes = matches!(said, Said::Text(_) | Said::Place { .. } | Said::Contact { .. });
    if !takes && said.attached(turn.update()).is_none() {
        return None;
    }
    if matches!(turn.who(), crate::bot::turn::Who::Stranger { .. }) {
        return None;
    }
    let card = turn.replied_card().await.ok().flatten()?;
    let shown = queries::by_card(&mut turn.db(), card).await.ok().flatten()?;
    (shown.person == turn.me().id).then_some(Replied(shown.request))
}

/// A reply to a card goes on with the request: the client's to us, ours to the client.
async fn go_on(turn: Turn, Replied(id): Replied, said: Said) -> Result {
    let absent = || Error::User(t!("request-absent"));
    if client::is_client(&turn) {
        let request = queries::known(&mut turn.db(), id).await?.ok_or_else(absent)?;
        return client::replies(&turn, request, &said).await;
    }
    let request = support::writable(&turn, id).await?.ok_or_else(absent)?;
    let Some((text, attached)) = client::heard(&turn, &said) else { return Err(Error::User(t!("write-hint"))) };
    deeds::replies(&turn, &request, &Words { text: &text, attached: &attached, direct: true }).await
}

/// An edit of a message of a thread.
#[derive(Clone)]
struct Reworded {
    said: Id<model::Said>,
    request: Id<Request>,
    side: model::Side,
    text: String,
}

async fn edited(turn: Turn, said: Said) -> Option<Reworded> {
    let Said::Edited { message_id, text } = said else { return None };
    let found = queries::said_in(&mut turn.db(), turn.update().chat, message_id).await.ok().flatten();
    let (said, request, side, before) = found?;
    (before != text).then_some(Reworded { said, request, side, text })
}

async fn reword(turn: Turn, Reworded { said, request, side, text }: Reworded) -> Result {
    let request = match side {
        model::Side::Client => client::mine(&turn, request).await?,
        model::Side::Us | model::Side::Note => support::writable(&turn, request).await?,
    };
    let Some(request) = request else { return Ok(()) };
    thread::reword(&turn, said, &request, side, &text).await?;
    turn.happened("request.reworded", Some(request.client), request.id, &said).await.map(drop)
}

/// `/requests`: a client's own, support's queue, a manager's.
async fn list(turn: Turn) -> Result {
    if client::is_client(&turn) {
        return client::list(&turn).await;
    }
    if turn.me().is_any(&[Role::Support]) && !turn.me().is_any(ANSWERERS) {
        return support::queue(&turn).await;
    }
    let mut lines = Vec::new();
    let found = queries::of_owner(&mut turn.db(), turn.me().id).await?;
    for request in found {
        let client =
            clients::known(&mut turn.db(), request.client).await?.map_or_else(String::new, |client| client.name);
        let badge = badge(&mut turn.db(), request.id, turn.moment()).await?;
        lines.push((request, client, badge));
    }
    turn.reply(views::mine(lines)).await.map(drop)
}

/// `/support Ромашка не открывается шлагбаум`, or from a client card: what was told on the phone goes to support.
async fn by_phone(turn: Turn, Args(words): Args) -> Result {
    handing::begin(&turn, &words).await
}

/// The request named by a button of ours.
async fn named(turn: &Turn, words: &str) -> Result<Request> {
    let absent = || Error::User(t!("request-absent"));
    let id = Id::from_short(words).ok_or_else(absent)?;
    support::writable(turn, id).await?.ok_or_else(absent)
}

async fn begin_writing(turn: Turn, Args(words): Args, what: What) -> Result {
    let request = named(&turn, &words).await?;
    if matches!(what, What::Needs | What::Solved | What::Declined) {
        support::theirs(&turn, request.id).await?;
    }
    if what == What::Answer && thread::addressee(&mut turn.db(), &request).await?.is_none() {
        return Err(Error::User(t!("request-no-chat")));
    }
    turn.open(&Write::begin(request.id, what)).await
}

async fn begin_inquiry(turn: Turn, Args(words): Args) -> Result {
    let request = named(&turn, &words).await?;
    if thread::addressee(&mut turn.db(), &request).await?.is_none() {
        return Err(Error::User(t!("request-no-chat")));
    }
    turn.open(&inquiry::Inquire::begin(request.id)).await
}

async fn begin_pause(turn: Turn, Args(words): Args) -> Result {
    let request = named(&turn, &words).await?;
    if waits::open_of(&mut turn.db(), request.id).await?.is_none() {
        return Err(Error::User(t!("pause-nobody-waits")));
    }
    turn.open(&pause::PauseClock::begin(request.id)).await
}

async fn hand_over(turn: Turn, Args(words): Args) -> Result {
    let request = named(&turn, &words).await?;
    handing::begin_with(&turn, &request).await
}

async fn writing(turn: Turn, state: Write, said: Said) -> Result {
    let answer = reply::Answer::of(&turn, &state, &said).await?;
    let Some(answer) = answer else { return turn.again(t!("frame-press-a-button")).await };
    match state.step(answer) {
        reply::Step::Ask(next) => turn.ask(&next).await,
        reply::Step::Again(why) => turn.again(why).await,
        reply::Step::Send(ready) => deeds::write(&turn, &ready).await,
    }
}

/// The button that takes a deed back.
fn undo_button(event: Id<Event>) -> Button {
    Button::press(t!("undo-button"), &Undo(event))
}

async fn badge_of(
    conn: &mut Conn,
    request: &Request,
    wait: Option<&waits::Wait>,
    moment: Moment<'_>,
) -> Result<Option<Text>> {
    views::badge(conn, request, wait, moment).await
}

// What other rooms may ask for: the conversation of a claim, and its clock.

/// A conversation begun by another room.
pub struct New<'a> {
    /// With whom.
    pub client: &'a Client,
    /// The contact person in the chat, if it is one.
    pub person: Option<&'a Person>,
    /// Who said it, as shown.
    pub who: String,
    /// Its first words.
    pub essence: String,
    /// Files that came with them.
    pub attached: Vec<Attached>,
    /// The client waits for our answer: the clock begins.
    pub waits: bool,
}

/// Begins a conversation that another room shows; no card of its own is sent.
pub async fn begin(turn: &Turn, new: New<'_>) -> Result<Id<Request>> {
    let words = Words { text: &new.essence, attached: &new.attached, direct: false };
    let request = thread::begin_about(turn, new.client, new.person, new.who, &words, model::About::Claim).await?;
    let side = if new.person.is_some_and(|person| person.id == turn.me().id) {
        model::Side::Client
    } else {
        model::Side::Note
    };
    thread::keep(turn, &request, side, &words).await?;
    if new.waits {
        thread::client_waits(&mut turn.db(), &request, turn.moment()).await?;
    }
    Ok(request.id)
}

/// A reply to that card goes on with the conversation.
pub async fn shows(conn: &mut Conn, request: Id<Request>, card: Id<Card>, person: Id<Person>) -> Result {
    // A message of the thread to the machine: its own room keeps it up to date.
    queries::put_foreign_card(conn, card, request, person).await
}

/// The files of a conversation, who sent each, as shown, and when; without those of messages taken back.
pub async fn files(conn: &mut Conn, request: Id<Request>) -> Result<Vec<(Attached, String, Timestamp)>> {
    queries::files(conn, request).await
}

/// Puts files into a conversation that stay in the house.
pub async fn attach(turn: &Turn, request: Id<Request>, attached: &[Attached]) -> Result {
    let request = queries::known(&mut turn.db(), request).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    thread::keep(turn, &request, model::Side::Note, &Words { text: "", attached, direct: false }).await.map(drop)
}

/// The client waits for our answer again in a conversation that goes on.
pub async fn waits_again(conn: &mut Conn, request: Id<Request>, moment: Moment<'_>) -> Result {
    match queries::known(conn, request).await? {
        Some(request) => thread::client_waits(conn, &request, moment).await.map(drop),
        None => Ok(()),
    }
}

/// Copies the files of a conversation to somebody.
pub async fn copy_files(turn: &Turn, request: Id<Request>, to: &Person) -> Result {
    let request = queries::known(&mut turn.db(), request).await?;
    match request {
        Some(request) => thread::copy_all(turn, &request, to).await,
        None => Ok(()),
    }
}

/// One of us writes to the client in a conversation: a human answer, it ends the wait.
pub async fn write(turn: &Turn, request: Id<Request>, screen: &Screen, plain: &str, key: &str) -> Result<Written> {
    let request = queries::known(&mut turn.db(), request).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    let Some(person) = thread::addressee(&mut turn.db(), &request).await? else { return Ok(Written::Nothing) };
    let said =
        thread::keep(turn, &request, model::Side::Us, &Words { text: plain, attached: &[], direct: false }).await?;
    let written = thread::write(turn, &request, &person, screen, Matter::Answer, key).await?;
    if let Some(card) = written.card() {
        shows(&mut turn.db(), request.id, card, person.id).await?;
    }
    thread::answered(turn, &request, said).await?;
    Ok(written)
}

/// The bot tells the client of a change, within the governor's rules.
pub async fn notice(
    conn: &mut Conn,
    request: Id<Request>,
    screen: &Screen,
    key: &str,
    moment: Moment<'_>,
) -> Result<Written> {
    use crate::bot::governor::{self, Writing};
    let Some(request) = queries::known(conn, request).await? else { return Ok(Written::Nothing) };
    let Some(person) = thread::addressee(conn, &request).await? else { return Ok(Written::Nothing) };
    let Some(client) = clients::known(conn, request.client).await? else { return Ok(Written::Nothing) };
    let (person, matter, key) = (&person, Matter::Notice, key.to_owned());
    let writing = Writing { client: &client, person, matter, key, screen, objections: Vec::new(), wrote_at: None };
    let written = governor::write(conn, writing, moment).await?;
    if let Some(card) = written.card() {
        shows(conn, request.id, card, person.id).await?;
    }
    Ok(written)
}

/// How long the client may still wait for an answer; `None`: nobody waits.
pub async fn badge(conn: &mut Conn, request: Id<Request>, moment: Moment<'_>) -> Result<Option<Text>> {
    let Some(request) = queries::known(conn, request).await? else { return Ok(None) };
    let wait = waits::open_of(conn, request.id).await?;
    views::badge(conn, &request, wait.as_ref(), moment).await
}

/// A conversation is done with.
pub async fn close(conn: &mut Conn, request: Id<Request>, by: Id<Person>, moment: Moment<'_>) -> Result {
    ending::by_closing(conn, request, Some(by), moment).await?;
    queries::set_state(conn, request, model::State::Closed, moment.now.into()).await
}
