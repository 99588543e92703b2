//! Calls: a manager logs a call to a client in a few taps or words, and what follows from it happens: a promise is
//! stored, invoices are awaited or disputed, a wrong number is marked, the next step becomes a task.
//! Invoices are sent again by `billing`. Claims and technical requests are begun from here by their own
//! commands; the call round of `round` logs its calls here by one tap.

mod answers;
mod dialogue;
mod history;
mod model;
mod queries;
mod retry;
mod save;
mod views;

#[cfg(test)]
mod tests;

pub use history::{Past, since};
pub use model::{Direction, Next, Outcome, Purpose};
pub use save::Logged;
pub use views::{outcome_line, touches};

use super::{CardPart, Feature, Inverse, hello};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, Words, command, free_words, in_dialogue},
        said::Said,
        turn::{Turn, Who},
        widgets::DayChoice,
    },
    capture::{self, Understood},
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    people::Role,
    phone::Phone,
    t,
};
use dialogue::{LogCall, Step};

/// A row of the table `call`.
#[derive(Debug)]
pub struct Call;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "calls",
    doors,
    answers,
    free,
    forms: &[Form::of::<LogCall>()],
    commands: &[Command { name: "call", word: "звонок", about: "command-call", rank: 10, roles: CALLERS }],
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(views::touches(conn, client.id, 3)),
        buttons: |client| vec![clients::call_button(client)],
        proves: true,
    }),
    undo: &[Inverse {
        kind: "call.logged",
        name: |_| Ok(t!("call-deed")),
        undo: |turn, event| Box::pin(save::undo(turn, event)),
    }],
    objects: Some(|conn, client, moment| Box::pin(queries::talked(conn, client, moment))),
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who logs calls.
const CALLERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("call").endpoint(start),
        dptree::filter_map(|said: Said| match said {
            Said::Edited { message_id, text } => Some(Edited { message_id, text }),
            _ => None,
        })
        .filter_map_async(|turn: Turn, edited: Edited| async move { noted(&turn, edited).await.ok().flatten() })
        .endpoint(edit_note),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<LogCall>().endpoint(answer)]
}

/// Words that can only be about a call, a reply to a client's card, a number from the phone book.
fn free() -> Vec<Routes> {
    let caller = || dptree::filter(|turn: Turn| turn.me().is_any(CALLERS));
    vec![
        caller().branch(
            free_words()
                .filter_map_async(|turn: Turn| async move { turn.replied_about().await.ok().flatten().map(Replied) })
                .endpoint(reply),
        ),
        caller().branch(
            free_words()
                .filter_map(|turn: Turn, Words(text): Words| {
                    let heard = capture::understand(&text, turn.today());
                    heard.outcome.is_some().then_some(heard)
                })
                .endpoint(capture_words),
        ),
        caller().branch(
            dptree::filter_map(|said: Said| match said {
                Said::Contact { phone: Some(phone), own: false, .. } => Some(phone),
                _ => None,
            })
            .endpoint(shared),
        ),
    ]
}

#[derive(Clone)]
struct Edited {
    message_id: i64,
    text: String,
}

#[derive(Clone, Copy)]
struct Replied(Id<Client>);

/// `/call`, `/call Ромашка обещали до пятницы 15к`, or the button of a client's card.
async fn start(turn: Turn, Args(words): Args) -> Result {
    if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        let Some(client) = client else { return turn.toast(t!("client-absent")).await };
        return begin(&turn, LogCall::begin(Some(client.id), &Understood::default(), turn.today())).await;
    }
    let heard = capture::understand(&words, turn.today());
    open(&turn, &heard).await
}

async fn capture_words(turn: Turn, heard: Understood) -> Result {
    open(&turn, &heard).await
}

/// Opens the form as far as words were understood; whoever could not be told from others is asked for.
async fn open(turn: &Turn, heard: &Understood) -> Result {
    let found = match (&heard.phone, heard.rest.as_str()) {
        (Some(phone), _) => clients::find(&mut turn.db(), turn.scope(), phone.as_str(), turn.today()).await?,
        (None, "") => Vec::new(),
        (None, name) => clients::find(&mut turn.db(), turn.scope(), name, turn.today()).await?,
    };
    let sure = found.iter().find(|hit| hit.exact).map(|hit| hit.client.id);
    let mut state = LogCall::begin(sure, heard, turn.today());
    if sure.is_none() && !heard.rest.is_empty() {
        state.query = Some(heard.rest.clone());
    }
    begin(turn, state).await
}

/// Opens the form; what was understood but can't be is asked for at once.
async fn begin(turn: &Turn, state: LogCall) -> Result {
    match answers::objection(turn, &state).await? {
        Some((at, why)) => turn.open_saying(&state.doubt(at), Some(why)).await,
        None => turn.open(&state).await,
    }
}

async fn reply(turn: Turn, Replied(client): Replied, Words(text): Words) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return turn.toast(t!("client-absent")).await };
    let heard = capture::understand(&text, turn.today());
    let mut state = LogCall::begin(Some(client.id), &heard, turn.today());
    state.note = heard.rest;
    state.note_from = turn.update().message_id;
    begin(&turn, state).await
}

async fn shared(turn: Turn, phone: Phone) -> Result {
    let found = clients::find(&mut turn.db(), turn.scope(), phone.as_str(), turn.today()).await?;
    let Some(hit) = found.first() else {
        return turn.reply(hello::word(t!("call-unknown-number", phone = &phone))).await.map(drop);
    };
    let mut state = LogCall::begin(Some(hit.client.id), &Understood::default(), turn.today());
    let contacts = clients::contacts(&mut turn.db(), hit.client.id).await?;
    state.contact = contacts.iter().find(|contact| contact.phone.as_ref() == Some(&phone)).map(|contact| contact.id);
    begin(&turn, state).await
}

/// Read what the step needs, take the step, write what it says.
async fn answer(turn: Turn, state: LogCall, said: Said) -> Result {
    if let Some(heard) = another_call(&turn, &state, &said).await? {
        return open(&turn, &heard).await;
    }
    let answer = answers::understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Log(call) => match answers::objection(&turn, &call).await? {
            Some((at, why)) => turn.ask_saying(&call.doubt(at), Some(why)).await,
            None => save::log(&turn, &call).await,
        },
    }
}

/// Logs a payment call made now with one tap: everything follows from it that would from the form.
pub async fn log_one_tap(turn: &Turn, client: &Client, outcome: Outcome) -> Result<Logged> {
    let mut call = LogCall::begin(Some(client.id), &Understood::default(), turn.today());
    call.outcome = Some(outcome);
    match answers::objection(turn, &call).await? {
        Some((_, why)) => Err(Error::User(why)),
        None => save::store(turn, &call, client, outcome).await,
    }
}

/// The days a promise can be made for.
pub fn promise_days(turn: &Turn) -> DayChoice<'_> {
    answers::days(turn, dialogue::At::PromiseDay)
}

/// Words typed at the review that name another client and an outcome are the next call, not a note of this one.
async fn another_call(turn: &Turn, state: &LogCall, said: &Said) -> Result<Option<Understood>> {
    let (Said::Text(text), dialogue::At::Review) = (said, state.at.open()) else { return Ok(None) };
    let heard = capture::understand(text, turn.today());
    if heard.outcome.is_none() || heard.rest.is_empty() {
        return Ok(None);
    }
    let found = clients::find(&mut turn.db(), turn.scope(), &heard.rest, turn.today()).await?;
    let other = found.iter().any(|hit| hit.exact && Some(hit.client.id) != state.client);
    Ok(other.then_some(heard))
}

/// Whose note was typed in a message.
#[derive(Clone)]
enum Noted {
    /// That of the open form.
    Open(Box<LogCall>),
    /// That of a call, with what it said before.
    Made(Id<Call>, Id<Client>, String),
}

/// The note that was typed in the edited message, if any; the words in it now.
async fn noted(turn: &Turn, Edited { message_id, text }: Edited) -> Result<Option<(Noted, String)>> {
    let text = dialogue::note(&text);
    let open = turn.draft().filter(|draft| draft.form == "call");
    let open = open.and_then(|draft| serde_json::from_value::<LogCall>(draft.state).ok());
    if let Some(state) = open.filter(|state| state.note_from == Some(message_id)) {
        return Ok(Some((Noted::Open(Box::new(state)), text)));
    }
    if matches!(turn.who(), Who::Stranger { .. }) {
        return Ok(None);
    }
    let me = turn.me().id;
    let made = queries::by_note(&mut turn.db(), me, message_id).await?;
    Ok(made.map(|(call, client, before)| (Noted::Made(call, client, before), text)))
}

/// The message a note was typed in has been edited: so is the note, in the open form or in the call it became.
async fn edit_note(turn: Turn, (noted, text): (Noted, String)) -> Result {
    match noted {
        Noted::Open(mut state) => {
            state.note = text;
            turn.ask(&*state).await
        }
        Noted::Made(call, client, before) => {
            queries::set_note(&mut turn.db(), call, &text).await?;
            turn.happened("call.note", Some(client), call, &before).await.map(drop)
        }
    }
}
