//! What people do with papers, and how it is taken back: by putting the paper where it stood, if nobody has moved it since.

use super::{
    model::{Act, Paper, State},
    note::{Note, What},
    queries::{self, Kept},
    rule,
    sign::SignPaper,
    views::{self, Deed, Press},
};
use crate::{
    bot::{
        event::Event,
        outbox::{self, Letter},
        said::Attached,
        screen::Screen,
        turn::Turn,
    },
    db::{Day, Id, Timestamp},
    error::{Error, Result},
    news::News,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What a deed did, and what the paper was before.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Changed {
    /// None: only where it is in electronic exchange.
    act: Option<Act>,
    state: State,
    after: State,
    number: String,
    signed_on: Option<Day>,
    signed_by: String,
    reason: String,
    edo: String,
    settled_at: Option<Timestamp>,
    file: Option<Id<Kept>>,
}

/// A paper in the acting person's sight.
pub async fn mine(turn: &Turn, id: Id<Paper>) -> Result<Paper> {
    queries::by_id(&mut turn.db(), turn.scope(), id).await?.ok_or_else(|| Error::User(t!("paper-absent")))
}

/// A press on the card of a paper.
pub async fn press(turn: Turn, press: Press) -> Result {
    let paper = mine(&turn, press.paper).await?;
    if !views::may(turn.me(), press.deed) {
        return Err(Error::User(t!("frame-not-yours")));
    }
    let looks = matches!(press.deed, Deed::Show | Deed::Files);
    if press.rev != paper.rev && !looks {
        let done = match press.deed {
            Deed::Act(Act::Send) => paper.state == State::Sent,
            Deed::Act(Act::Sign) => paper.state == State::Signed,
            Deed::Act(Act::Drop) => paper.state == State::NotNeeded,
            _ => false,
        };
        let at = paper.changed_at;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        let screen = views::card(&turn, &paper).await?;
        return turn.show(screen).await;
    }
    if let Deed::Act(act) = press.deed {
        paper.state.after(act)?;
    }
    match press.deed {
        Deed::Show => {
            let screen = views::card(&turn, &paper).await?;
            turn.show(screen).await
        }
        Deed::Files => send_files(&turn, &paper).await,
        Deed::Edo => turn.open(&Note::begin(&paper, What::Edo)).await,
        Deed::Act(Act::Attach) => turn.open(&Note::begin(&paper, What::File)).await,
        Deed::Act(Act::Drop) => turn.open(&Note::begin(&paper, What::Drop)).await,
        Deed::Act(Act::Sign) => turn.open(&SignPaper::begin(&paper, turn.today())).await,
        Deed::Act(act @ (Act::Send | Act::Need)) => {
            let (screen, said, event) = change(&turn, &paper, Some(act), paper.clone(), None).await?;
            turn.show(views::after(screen, said, event)).await
        }
    }
}

/// Changes a paper: `wanted` says everything but the state. Returns its card, what was done, and the deed.
pub async fn change(
    turn: &Turn,
    paper: &Paper,
    act: Option<Act>,
    wanted: Paper,
    file: Option<&Attached>,
) -> Result<(Screen, Text, Id<Event>)> {
    let state = match act {
        Some(act) => paper.state.after(act)?,
        None => paper.state,
    };
    let me = turn.me().id;
    let kept = match file {
        Some(file) => Some(queries::keep(&mut turn.db(), paper.id, file, (me, turn.stamp())).await?),
        None => None,
    };
    let wanted = Paper { state, ..wanted };
    queries::set(&mut turn.db(), &wanted, turn.stamp()).await?;
    let changed = Changed {
        act,
        state: paper.state,
        after: state,
        number: paper.number.clone(),
        signed_on: paper.signed_on.map(Day),
        signed_by: paper.signed_by.clone(),
        reason: paper.reason.clone(),
        edo: paper.edo.clone(),
        settled_at: paper.settled_at.map(Timestamp::from),
        file: kept,
    };
    let event = turn.happened("paper.changed", Some(paper.client), paper.id, &changed).await?;
    look_again(turn, paper).await?;
    let paper = mine(turn, paper.id).await?;
    let screen = views::card(turn, &paper).await?;
    Ok((screen, said(act), event))
}

/// The rule looks at the client's papers anew.
async fn look_again(turn: &Turn, paper: &Paper) -> Result {
    turn.publish(News::Changed { rule: rule::E7.code, client: Some(paper.client) }).await
}

fn said(act: Option<Act>) -> Text {
    match act {
        Some(Act::Attach) => t!("paper-said-attached"),
        Some(Act::Send) => t!("paper-said-sent"),
        Some(Act::Sign) => t!("paper-said-signed"),
        Some(Act::Drop) => t!("paper-said-dropped"),
        Some(Act::Need) => t!("paper-said-needed"),
        None => t!("paper-said-edo"),
    }
}

/// What a deed was, for the list of `/undo`.
pub fn name_of(event: &Event) -> Text {
    match event.data::<Changed>().map(|changed| changed.act) {
        Ok(Some(Act::Attach)) => t!("paper-deed-attached"),
        Ok(Some(Act::Send)) => t!("paper-deed-sent"),
        Ok(Some(Act::Sign)) => t!("paper-deed-signed"),
        Ok(Some(Act::Drop)) => t!("paper-deed-dropped"),
        Ok(Some(Act::Need)) => t!("paper-deed-needed"),
        _ => t!("paper-deed-edo"),
    }
}

/// Puts a paper back where it stood, unless somebody has moved it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let changed: Changed = event.data()?;
    let paper = mine(&turn, event.entity()?).await?;
    if paper.state != changed.after || paper.changed_at != event.at.0 {
        return Err(Error::User(t!("paper-undo-changed")));
    }
    if let Some(file) = changed.file {
        queries::forget(&mut turn.db(), file).await?;
    }
    let before = Paper {
        state: changed.state,
        number: changed.number,
        signed_on: changed.signed_on.map(|day| day.0),
        signed_by: changed.signed_by,
        reason: changed.reason,
        edo: changed.edo,
        settled_at: changed.settled_at.map(|at| at.0),
        ..paper.clone()
    };
    queries::set(&mut turn.db(), &before, turn.stamp()).await?;
    look_again(&turn, &paper).await?;
    Ok(name_of(&event))
}

/// Sends the files of a paper to whoever asks.
async fn send_files(turn: &Turn, paper: &Paper) -> Result {
    let files = queries::files(&mut turn.db(), paper.id).await?;
    let chat = turn.update().chat;
    let screen = Screen::new(t!("paper-card", paper = views::stands(paper), label = &paper.label));
    for file in &files {
        let letter = Letter::reply(chat, turn.reader(), &screen);
        outbox::copy(&mut turn.db(), letter, (file.chat, file.message_id), Some(paper.client)).await?;
    }
    turn.toast(t!("paper-files-sent", count = files.len())).await
}
