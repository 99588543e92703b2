//! What ends a wait: an answer, a call that reached the client, a request closed without one; and taking that back.

use super::{
    alarms,
    audience::Hand,
    model::{About, Request, Said, State},
    queries, thread,
    waits::{self, How, Wait},
};
use crate::{
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    lang::Lang,
    news::News,
    people::{self, Person},
    rules, t,
    text::Reader,
};

/// One of us has written to the client.
pub async fn by_answer(
    conn: &mut Conn,
    request: Id<Request>,
    by: Id<Person>,
    said: Id<Said>,
    moment: Moment<'_>,
) -> Result {
    let wait = waits::open_of(conn, request).await?;
    stop(conn, wait, Some(by), (How::Answer, said.to_string()), moment).await
}

/// The request was closed. Returns by what the end can be taken back.
pub async fn by_closing(
    conn: &mut Conn,
    request: Id<Request>,
    by: Option<Id<Person>>,
    moment: Moment<'_>,
) -> Result<String> {
    let wait = waits::open_of(conn, request).await?;
    let reference = Id::<Wait>::new().to_string();
    stop(conn, wait, by, (How::Closed, reference.clone()), moment).await?;
    Ok(reference)
}

async fn stop(
    conn: &mut Conn,
    wait: Option<Wait>,
    by: Option<Id<Person>>,
    how: (How, String),
    moment: Moment<'_>,
) -> Result {
    let Some(wait) = wait else { return Ok(()) };
    let owner = queries::known(conn, wait.request).await?.and_then(|request| request.owner).or(by);
    let hand = Hand::of(conn, owner).await?;
    let limit = rules::values(conn).await?.small(&alarms::REPLY);
    let stopped = wait.clock.clone().stop(moment.now, hand.time(moment), limit);
    waits::stop(conn, &wait, &stopped, by, how).await
}

/// News of other rooms: a call that reached the client answers everything it waits for.
pub async fn hear(conn: &mut Conn, news: &News, moment: Moment<'_>) -> Result {
    match news {
        News::CallReached { client, by, call, at } => {
            let called = Moment { now: *at, ..moment };
            // What was written after the call has not been answered by it.
            let waits = waits::open(conn, Some(*client)).await?.into_iter().filter(|wait| wait.clock.started_at <= *at);
            for wait in waits {
                let request = wait.request;
                stop(conn, Some(wait), Some(*by), (How::Call, call.to_string()), called).await?;
                thread::refresh(conn, request, moment).await?;
            }
            Ok(())
        }
        News::CallMissed { client, call, at } => missed(conn, *client, call.cast(), (*at).into(), moment).await,
        News::CallTakenBack { call, .. } => {
            go_on(conn, &call.to_string(), moment).await?;
            unmissed(conn, call.cast(), moment).await
        }
        News::Answered { .. } | News::ClientWrote { .. } | News::SiteMoved { .. } | News::Changed { .. } => Ok(()),
    }
}

/// A client called and nobody answered: a request told by phone, with the id of the call, unless it waits already.
async fn missed(conn: &mut Conn, client: Id<Client>, call: Id<Request>, at: Timestamp, moment: Moment<'_>) -> Result {
    if !waits::open(conn, Some(client)).await?.is_empty() {
        return Ok(());
    }
    let Some(client) = clients::known(conn, client).await? else { return Ok(()) };
    let owner = match client.owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    let lang = owner.as_ref().map(|owner| owner.reader(moment.now));
    let reader = lang.unwrap_or(Reader { lang: Lang::default(), zone: client.zone, now: moment.now });
    let essence = t!("request-missed-call", at = at.0).plain(&reader);
    let owner = owner.map(|owner| owner.id);
    let begun = queries::begun(&client, None, &client.name, About::Question, at);
    let request = queries::insert(conn, &Request { id: call, owner, essence, ..begun }).await?;
    waits::start(conn, &request, at).await?;
    for person in rules::keepers(conn, request.owner).await? {
        thread::show(conn, &request, &person, &format!("missed:{call}"), moment).await?;
    }
    Ok(())
}

/// The missed call was a mistake: nobody waits.
async fn unmissed(conn: &mut Conn, call: Id<Request>, moment: Moment<'_>) -> Result {
    if queries::known(conn, call).await?.is_some() {
        by_closing(conn, call, None, moment).await?;
        queries::set_state(conn, call, State::Closed, moment.now.into()).await?;
        thread::refresh(conn, call, moment).await?;
    }
    Ok(())
}

/// What ended waits is taken back.
pub async fn go_on(conn: &mut Conn, reference: &str, moment: Moment<'_>) -> Result {
    for request in waits::go_on(conn, reference).await? {
        thread::refresh(conn, request, moment).await?;
    }
    Ok(())
}
