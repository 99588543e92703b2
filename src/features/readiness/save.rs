//! What was said of a site is kept: with its history, with a way back, and told to the rooms that depend on the day.

use super::{
    client, keepers, mine,
    model::{Ready, Saying},
    rows, views,
};
use crate::{
    bot::{event::Event, screen::Screen, turn::Turn},
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    features::tasks,
    news::News,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What is needed to take a deed back: what was known before, and how the row stands after it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    before: Option<Ready>,
    rev: i64,
}

/// The call to a client who did not answer needs nobody any more.
async fn drop_call(turn: &Turn, before: Option<&Ready>) -> Result {
    let Some(task) = before.and_then(|before| before.task) else { return Ok(()) };
    let open = tasks::closed_at(&mut turn.db(), task).await?.is_none();
    if open {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    Ok(())
}

/// Keeps what is said now. `None` before: nobody had said anything.
pub async fn keep(turn: &Turn, before: Option<&Ready>, after: Ready, why: &str) -> Result<(Ready, Id<Event>)> {
    let from = before.map(|before| before.ready_on);
    let told = before.is_none_or(|before| before.round != after.round);
    let sure = after.sure.is_some() && before.is_some_and(|before| before.sure.is_none());
    let after = match before {
        None => {
            rows::insert(&mut turn.db(), &after).await?;
            after
        }
        Some(_) => rows::change(&mut turn.db(), &after).await?,
    };
    if told || sure {
        drop_call(turn, before).await?;
        let by = (after.source, turn.me().id, turn.stamp());
        rows::add_step(&mut turn.db(), &after, from, why, by).await?;
    }
    let kept = Kept { before: before.cloned(), rev: after.rev };
    let event = turn.happened("ready.said", Some(after.client), after.id, &kept).await?;
    client::refresh(&mut turn.db(), &after, Some(turn.me().id), turn.moment()).await?;
    moved(turn, &after, from).await?;
    Ok((after, event))
}

/// Tells the rooms that depend on the day, if it is another one.
async fn moved(turn: &Turn, ready: &Ready, from: Option<chrono::NaiveDate>) -> Result {
    if from == Some(ready.ready_on) {
        return Ok(());
    }
    turn.publish(News::SiteMoved { client: ready.client, site: ready.site, from, to: ready.ready_on }).await
}

/// Keeps a day that was written down by one of us.
pub async fn say(
    turn: &Turn,
    before: Option<&Ready>,
    place: Place,
    said: Saying,
    why: &str,
) -> Result<(Ready, Id<Event>)> {
    let by = (turn.me().id, turn.stamp());
    let was = before.cloned().unwrap_or_else(|| Ready::first(place.0, place.1, by, said));
    let after = was.told(said, by, turn.today(), turn.calendar());
    keep(turn, before, after, why).await
}

/// Whose site, and which.
pub type Place = (Id<clients::Client>, Option<Id<clients::Site>>);

/// Our card after a deed.
pub async fn shown(turn: &Turn, ready: &Ready, said: Text, event: Id<Event>) -> Result<Screen> {
    let me = turn.me().clone();
    let card = views::card(&mut turn.db(), ready, &me, turn.now()).await?;
    Ok(views::done(card, said, event))
}

/// Takes back what was said, unless somebody has said something else since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let ready = mine(&turn, event.entity()?).await?;
    let Kept { before, rev } = event.data()?;
    if ready.rev != rev {
        return Err(Error::User(t!("ready-changed")));
    }
    let Some(before) = before else {
        drop_call(&turn, Some(&ready)).await?;
        client::close(&mut turn.db(), &ready, turn.moment()).await?;
        rows::forget(&mut turn.db(), ready.id).await?;
        return Ok(t!("ready-deed"));
    };
    // The row goes on: a button of what was taken back counts no more, a call that was cancelled is put anew when due.
    let task = before.task.filter(|_| ready.task == before.task);
    let round = if before.round == ready.round { ready.round } else { ready.round + 1 };
    let answer_by =
        if before.waits() && task.is_none() { before.answer_by.or(before.asked_at) } else { before.answer_by };
    let restored = Ready { rev: ready.rev, round, task, answer_by, ..before };
    let restored = rows::change(&mut turn.db(), &restored).await?;
    if restored.ready_on != ready.ready_on {
        let by = (restored.source, turn.me().id, turn.stamp());
        let why = t!("ready-why-undone").plain(&turn.reader());
        rows::add_step(&mut turn.db(), &restored, Some(ready.ready_on), &why, by).await?;
    }
    client::refresh(&mut turn.db(), &restored, None, turn.moment()).await?;
    moved(&turn, &restored, Some(ready.ready_on)).await?;
    Ok(t!("ready-deed"))
}

/// Those who look after the client hear what the client says; not whoever says it.
pub async fn tell_keepers(turn: &Turn, ready: &Ready, said: impl Fn(Text) -> Text) -> Result {
    let company = known(&mut turn.db(), ready).await?;
    let keepers = keepers(&mut turn.db(), &company).await?;
    let place = match views::address_of(&mut turn.db(), ready).await? {
        Some(address) => t!("ready-named-site", client = &company.name, address = address),
        None => t!("ready-named", client = &company.name),
    };
    let there = views::known(ready);
    for keeper in keepers.iter().filter(|keeper| keeper.id != turn.me().id) {
        let mut screen = Screen::new(said(place.clone())).about(ready.client);
        if !there.is_empty() {
            screen = screen.line(t!("ready-there", what = Text::Join(there.clone(), " · ")));
        }
        let screen = screen.row([views::open_button(ready), clients::card_button(ready.client)]);
        let key = format!("ready:{}:{}", ready.id, ready.rev);
        turn.tell(keeper, crate::bot::outbox::Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

/// Whose site it is.
pub async fn known(conn: &mut Conn, ready: &Ready) -> Result<clients::Client> {
    clients::known(conn, ready.client).await?.ok_or_else(|| Error::other("a client is gone"))
}
