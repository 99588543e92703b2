//! What ends a wait: an answer, a call that reached the client, a request closed without one; and taking that back.

use super::{
    alarms,
    audience::Hand,
    model::{Request, Said},
    queries, thread,
    waits::{self, How, Wait},
};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    news::News,
    people::Person,
    rules,
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

/// The request was closed.
pub async fn by_closing(conn: &mut Conn, request: Id<Request>, by: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let wait = waits::open_of(conn, request).await?;
    stop(conn, wait, by, (How::Closed, request.to_string()), moment).await
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
        News::CallReached { client, by, call } => {
            for wait in waits::open(conn, Some(*client)).await? {
                let request = wait.request;
                stop(conn, Some(wait), Some(*by), (How::Call, call.to_string()), moment).await?;
                thread::refresh(conn, request, moment).await?;
            }
            Ok(())
        }
        News::CallTakenBack { call, .. } => go_on(conn, &call.to_string(), moment).await,
        News::Answered { .. } | News::ClientWrote { .. } | News::Changed { .. } => Ok(()),
    }
}

/// What ended waits is taken back.
pub async fn go_on(conn: &mut Conn, reference: &str, moment: Moment<'_>) -> Result {
    for request in waits::go_on(conn, reference).await? {
        thread::refresh(conn, request, moment).await?;
    }
    Ok(())
}
