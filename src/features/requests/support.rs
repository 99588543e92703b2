//! Technical support (PRODUCT D7): a request is handed over, accepted, asked about, solved, confirmed or reopened. Everybody
//! sees the same card, each their own view of it.

use super::{
    ANSWERERS, audience, client_views, ending, handovers,
    model::{Deed, Handover, Request, Stage, State, Urgency},
    queries::{self, Shown},
    thread, views,
};
use crate::{
    bot::{governor::Matter, outbox::Class, screen::Screen, turn::Turn},
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    features::hello,
    news::News,
    people::{self, Role},
    rules, t,
};

/// The hand-over of a request, if there is one.
pub async fn of(turn: &Turn, request: Id<Request>) -> Result<Option<Handover>> {
    here(&mut turn.db(), request).await
}

/// The same; whoever accepted it and has left since does not hold it any more.
pub async fn here(conn: &mut Conn, request: Id<Request>) -> Result<Option<Handover>> {
    let Some(handover) = handovers::of(conn, request).await? else { return Ok(None) };
    let support = match handover.support {
        Some(support) => people::present(conn, support).await?.map(|person| person.id),
        None => None,
    };
    Ok(Some(Handover { support, ..handover }))
}

/// Hands a request over: everybody at support sees its card.
pub async fn hand_over(turn: &Turn, request: &Request, new: &Handover) -> Result<Id<crate::bot::event::Event>> {
    if !handovers::put(&mut turn.db(), new).await? {
        return Err(Error::User(t!("request-at-support-still")));
    }
    let deed = turn.happened("request.handed", Some(request.client), request.id, &()).await?;
    let everybody = audience::at_support(&mut turn.db()).await?;
    for person in everybody {
        let key = format!("handover:{}:{}", request.id, new.handed_at);
        thread::show(&mut turn.db(), request, &person, &key, turn.moment()).await?;
        if queries::cards(&mut turn.db(), request.id).await?.contains_key(&person.id) {
            thread::copy_all(turn, request, &person).await?;
        }
    }
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    Ok(deed)
}

/// A deed at support, if it goes together with how far it is: stored, shown on every card; the client hears of a question
/// and of the end. Returns whether it did.
pub async fn go(turn: &Turn, request: &Request, mut handover: Handover, deed: Deed) -> Result<bool> {
    let from = handover.stage;
    let Some(stage) = from.after(deed) else { return Ok(false) };
    handover.stage = stage;
    let works = matches!(deed, Deed::Work | Deed::Ask | Deed::Solve) && handover.support.is_none();
    if deed == Deed::Accept || works {
        handover.support = Some(turn.me().id);
    }
    if !handovers::set(&mut turn.db(), &handover, from, turn.stamp()).await? {
        return Ok(false);
    }
    turn.happened(&format!("handover.{deed}"), Some(request.client), request.id, &stage).await?;
    match deed {
        Deed::Accept | Deed::Decline => {
            turn.publish(News::Changed { rule: super::alarms::E12, client: Some(request.client) }).await?;
        }
        Deed::Solve => ask_the_client(turn, request).await?,
        Deed::Confirm => close(turn, request).await?,
        Deed::Reopen => {
            queries::set_state(&mut turn.db(), request.id, State::Open, turn.stamp()).await?;
            tell_support(turn, request, &handover).await?;
        }
        Deed::Work | Deed::Ask | Deed::Told | Deed::Lapse => {}
    }
    if matches!(deed, Deed::Decline | Deed::Solve | Deed::Confirm | Deed::Reopen | Deed::Ask) {
        tell_manager(turn, request, &handover).await?;
    }
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    Ok(true)
}

/// Support says it is solved: the client is asked whether it is.
async fn ask_the_client(turn: &Turn, request: &Request) -> Result {
    let person = thread::addressee(&mut turn.db(), request).await?;
    let Some(person) = person else { return Ok(()) };
    let handover = of(turn, request.id).await?;
    let Some(handover) = handover else { return Ok(()) };
    let screen = client_views::is_it_solved(request, &handover);
    let key = format!("solved:{}:{}", request.id, turn.stamp());
    let written = thread::write(turn, request, &person, &screen, Matter::Notice, &key).await?;
    if let Some(card) = written.card() {
        let shown = Shown { card, request: request.id, person: person.id, said: None, media: 0 };
        queries::put_card(&mut turn.db(), &shown).await?;
    }
    Ok(())
}

async fn close(turn: &Turn, request: &Request) -> Result {
    ending::by_closing(&mut turn.db(), request.id, Some(turn.me().id), turn.moment()).await?;
    queries::set_state(&mut turn.db(), request.id, State::Closed, turn.stamp()).await
}

/// Whoever accepted it hears that it is not solved; everybody, if they are not here any more.
async fn tell_support(turn: &Turn, request: &Request, handover: &Handover) -> Result {
    let person = match handover.support {
        Some(person) => people::present(&mut turn.db(), person).await?,
        None => None,
    };
    let people = match person {
        Some(person) => vec![person],
        None => audience::at_support(&mut turn.db()).await?,
    };
    for person in people.iter().filter(|person| person.id != turn.me().id) {
        let key = format!("reopened:{}:{}", request.id, turn.stamp());
        thread::show(&mut turn.db(), request, person, &key, turn.moment()).await?;
    }
    Ok(())
}

/// The manager hears what support and the client decide; their card shows the rest.
async fn tell_manager(turn: &Turn, request: &Request, handover: &Handover) -> Result {
    let client = clients::known(&mut turn.db(), request.client).await?;
    let Some(client) = client else { return Ok(()) };
    let screen: Screen = views::support_says(request, &client.name, handover);
    let everybody = rules::keepers(&mut turn.db(), request.owner).await?;
    for person in everybody {
        if person.id == turn.me().id {
            continue;
        }
        let key = format!("support:{}:{}:{}:{}", request.id, handover.stage, turn.stamp(), person.id);
        turn.tell(&person, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

/// More was told about the same: what was closed goes on, what is more urgent than it was is so now, and support hears.
pub async fn told_more(turn: &Turn, request: &Request, urgency: Urgency) -> Result {
    let Some(handover) = of(turn, request.id).await? else { return Ok(()) };
    if urgency < handover.urgency {
        handovers::set_urgency(&mut turn.db(), request.id, urgency).await?;
    }
    if go(turn, request, handover.clone(), Deed::Reopen).await? {
        return Ok(());
    }
    tell_support(turn, request, &handover).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await
}

/// A request support may work on: handed over, and not accepted by somebody else.
pub async fn theirs(turn: &Turn, id: Id<Request>) -> Result<(Request, Handover)> {
    let absent = || Error::User(t!("request-absent"));
    let handover = of(turn, id).await?.filter(|_| turn.me().is_any(&[Role::Support])).ok_or_else(absent)?;
    let request = queries::known(&mut turn.db(), id).await?.ok_or_else(absent)?;
    if handover.support.is_some_and(|support| support != turn.me().id) {
        let other = handover.support;
        let name = match other {
            Some(other) => people::by_id(&mut turn.db(), other).await?.map(|person| person.name),
            None => None,
        };
        return Err(Error::User(t!("handover-taken", name = name.unwrap_or_default())));
    }
    Ok((request, handover))
}

/// Support is at it, and nobody else of them.
pub fn is_theirs(handover: &Handover, person: Id<people::Person>) -> bool {
    let going_on = handover.stage.is_open() || handover.stage == Stage::Solved;
    going_on && handover.support.is_none_or(|support| support == person)
}

/// Whether the acting person may write in a request: one of us who may see it, or support while it is theirs.
pub async fn writable(turn: &Turn, id: Id<Request>) -> Result<Option<Request>> {
    if turn.me().is_any(ANSWERERS) {
        let request = queries::of_staff(&mut turn.db(), turn.scope(), id).await?;
        if request.is_some() {
            return Ok(request);
        }
    }
    if !turn.me().is_any(&[Role::Support]) {
        return Ok(None);
    }
    let handover = of(turn, id).await?;
    let mine = handover.is_some_and(|handover| is_theirs(&handover, turn.me().id));
    if mine { queries::known(&mut turn.db(), id).await } else { Ok(None) }
}

/// `/support` for support: what is to be done, the most urgent first.
pub async fn queue(turn: &Turn) -> Result {
    let queue = handovers::queue(&mut turn.db(), turn.me().id).await?;
    let screen = if queue.is_empty() { hello::word(t!("handover-none")) } else { views::queue(&queue) };
    turn.reply(screen).await.map(drop)
}
