//! What we do with a request by its buttons: take it, give it, go on after a pause, close and open it again; and taking such
//! deeds back.

use super::{
    alarms, client_views, ending, handovers, inquiry,
    model::{About, Request, Said, State},
    press::{Deed, Press},
    queries,
    reply::{What, Write},
    support,
    thread::{self, Words},
    views, waits,
};
use crate::{
    bot::{
        event::Event,
        governor::{self, Written},
        outbox::{self, Class},
        screen::Screen,
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::hello,
    news::News,
    people::{self, Person, Role},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

fn absent() -> Error {
    Error::User(t!("request-absent"))
}

/// A press on a request's card, or on whatever leads to it.
pub async fn press(turn: Turn, Press { request: id, rev, deed }: Press) -> Result {
    if matches!(deed, Deed::Accept | Deed::Work) {
        return at_support(&turn, id, deed).await;
    }
    let request = support::writable(&turn, id).await?.ok_or_else(absent)?;
    if deed == Deed::Show {
        let stamp = turn.stamp();
        let key = format!("show:{id}:{stamp}");
        return thread::show(&mut turn.db(), &request, turn.me(), &key, turn.moment()).await;
    }
    if !turn.me().is_any(super::ANSWERERS) {
        return Err(absent());
    }
    if deed == Deed::Take && request.owner.is_some() {
        return already_taken(&turn, &request).await;
    }
    let lead = matches!(deed, Deed::TakeOver | Deed::Whom | Deed::Give(_));
    if lead && !turn.me().is_any(&[Role::Head]) {
        return Err(Error::User(t!("frame-not-yours")));
    }
    // What leads from an alert was shown before the request changed: it is about who answers, whatever else there is.
    if rev != request.rev && !lead {
        turn.toast(t!("frame-card-changed")).await?;
        return thread::refresh(&mut turn.db(), id, turn.moment()).await;
    }
    match deed {
        Deed::Take | Deed::TakeOver => take(&turn, &request).await,
        Deed::Whom => {
            let managers = people::managers(&mut turn.db()).await?;
            turn.reply(views::whom(&request, managers)).await.map(drop)
        }
        Deed::Give(person) => give(&turn, &request, person).await,
        Deed::GoOn => go_on(&turn, &request).await,
        Deed::Close => close(&turn, &request).await,
        Deed::Reopen if request.about == About::Claim => turn.toast(t!("request-of-claim")).await,
        Deed::Reopen => {
            queries::set_state(&mut turn.db(), id, State::Open, turn.stamp()).await?;
            turn.happened("request.reopened", Some(request.client), id, &()).await?;
            thread::refresh(&mut turn.db(), id, turn.moment()).await
        }
        Deed::Keep => super::pool::ask(&turn, &request).await,
        Deed::Show | Deed::Accept | Deed::Work => Ok(()),
    }
}

async fn at_support(turn: &Turn, id: Id<Request>, deed: Deed) -> Result {
    let (request, handover) = support::theirs(turn, id).await?;
    let deed = if deed == Deed::Accept { super::model::Deed::Accept } else { super::model::Deed::Work };
    if !support::go(turn, &request, handover, deed).await? {
        turn.toast(t!("frame-card-changed")).await?;
        thread::refresh(&mut turn.db(), id, turn.moment()).await?;
    }
    Ok(())
}

async fn already_taken(turn: &Turn, request: &Request) -> Result {
    let owner = match request.owner {
        Some(owner) => people::by_id(&mut turn.db(), owner).await?,
        None => None,
    };
    turn.toast(t!("request-taken-by", name = owner.map_or_else(String::new, |owner| owner.name))).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await
}

/// I answer from now on; whoever should have is told.
async fn take(turn: &Turn, request: &Request) -> Result {
    let me = turn.me().id;
    if request.owner.is_none() {
        if !queries::take(&mut turn.db(), request.id, me).await? {
            return already_taken(turn, request).await;
        }
    } else {
        queries::set_owner(&mut turn.db(), request.id, Some(me)).await?;
        tell_former(turn, request).await?;
    }
    turn.happened("request.taken", Some(request.client), request.id, &request.owner).await?;
    turn.toast(t!("request-yours")).await?;
    let request = queries::known(&mut turn.db(), request.id).await?.ok_or_else(absent)?;
    if !queries::cards(&mut turn.db(), request.id).await?.contains_key(&me) {
        thread::show(&mut turn.db(), &request, turn.me(), &format!("taken:{}", request.id), turn.moment()).await?;
        thread::copy_all(turn, &request, turn.me()).await?;
    }
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    turn.publish(News::Changed { rule: alarms::E1, client: Some(request.client) }).await
}

/// Somebody else answers from now on.
async fn give(turn: &Turn, request: &Request, to: Id<Person>) -> Result {
    let person = people::present(&mut turn.db(), to).await?.filter(|person| person.is_any(super::ANSWERERS));
    let Some(person) = person else { return Err(absent()) };
    if request.owner == Some(person.id) {
        return turn.toast(t!("request-taken-by", name = &person.name)).await;
    }
    queries::set_owner(&mut turn.db(), request.id, Some(person.id)).await?;
    tell_former(turn, request).await?;
    turn.happened("request.given", Some(request.client), request.id, &person.id).await?;
    let given = queries::known(&mut turn.db(), request.id).await?.ok_or_else(absent)?;
    let key = format!("given:{}:{}", request.id, turn.stamp());
    thread::show(&mut turn.db(), &given, &person, &key, turn.moment()).await?;
    thread::copy_all(turn, &given, &person).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    turn.publish(News::Changed { rule: alarms::E1, client: Some(request.client) }).await?;
    turn.show(hello::word(t!("request-given", number = given.shown(), name = &person.name))).await
}

async fn tell_former(turn: &Turn, request: &Request) -> Result {
    let Some(former) = request.owner.filter(|owner| *owner != turn.me().id) else { return Ok(()) };
    let Some(former) = people::present(&mut turn.db(), former).await? else { return Ok(()) };
    let screen = hello::word(t!("request-taken-from-you", number = request.shown(), name = &turn.me().name));
    let key = format!("taken-from:{}:{}", request.id, turn.stamp());
    turn.tell(&former, Class::Notice, &key, &screen).await.map(drop)
}

/// What we waited for is here.
async fn go_on(turn: &Turn, request: &Request) -> Result {
    let wait = waits::open_of(&mut turn.db(), request.id).await?;
    let Some(mut wait) = wait.filter(|wait| wait.clock.pause.is_some()) else {
        turn.toast(t!("frame-card-changed")).await?;
        return thread::refresh(&mut turn.db(), request.id, turn.moment()).await;
    };
    wait.clock = wait.clock.resume(turn.now());
    waits::store(&mut turn.db(), &wait).await?;
    turn.happened("request.resumed", Some(request.client), request.id, &()).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await
}

/// It is done with. A client nobody has ever answered is answered first.
async fn close(turn: &Turn, request: &Request) -> Result {
    if request.about == About::Claim {
        return turn.toast(t!("request-of-claim")).await;
    }
    if request.state == State::Closed {
        return turn.toast(t!("request-closed-already")).await;
    }
    if waits::open_of(&mut turn.db(), request.id).await?.is_some()
        && !queries::is_answered(&mut turn.db(), request.id).await?
    {
        return turn.toast(t!("request-answer-first")).await;
    }
    let handover = handovers::of(&mut turn.db(), request.id).await?;
    if handover.is_some_and(|handover| handover.stage.is_open()) {
        return turn.toast(t!("request-at-support-still")).await;
    }
    let ended = ending::by_closing(&mut turn.db(), request.id, Some(turn.me().id), turn.moment()).await?;
    queries::set_state(&mut turn.db(), request.id, State::Closed, turn.stamp()).await?;
    let event = turn.happened("request.closed", Some(request.client), request.id, &ended).await?;
    turn.publish(News::Changed { rule: alarms::E1, client: Some(request.client) }).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    let screen = Screen::new(t!("request-closed", number = request.shown()));
    turn.reply(screen.row([super::undo_button(event)]).row(hello::menu_row())).await.map(drop)
}

/// One of us replies to a card: it goes to the client as it is.
pub async fn replies(turn: &Turn, request: &Request, words: &Words<'_>) -> Result {
    let sent = send(turn, request, words).await?;
    turn.reply(sent).await.map(drop)
}

/// What is needed to take an answer back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answered {
    pub said: Id<Said>,
    /// Nobody answered the request before.
    pub taken: bool,
}

/// It went out, or goes out then.
pub fn sent(request: &Request, person: &Person, written: Written) -> Screen {
    let (number, who) = (request.shown(), &person.name);
    Screen::new(match written {
        Written::Later(_, at, why) => {
            t!("write-sent-later", number = number, who = who, at = at, why = governor::reason(why, None))
        }
        _ => t!("write-sent", number = number, who = who),
    })
}

/// Writes to the client; what to say about it.
async fn send(turn: &Turn, request: &Request, words: &Words<'_>) -> Result<Screen> {
    let owner = request.owner;
    let (said, person, written) = thread::answer(turn, request, words).await?;
    let answered = Answered { said, taken: owner.is_none() };
    let event = turn.happened("request.answered", Some(request.client), request.id, &answered).await?;
    let mut screen = sent(request, &person, written)
        .about(request.client)
        .row([super::undo_button(event), super::press::button(t!("request-open"), request, Deed::Show)]);
    if owner.is_none() && turn.me().is_any(super::ANSWERERS) {
        screen = super::pool::offer(turn, request, screen).await?;
    }
    Ok(screen)
}

/// What was written in a form goes where it belongs.
pub async fn write(turn: &Turn, state: &Write) -> Result {
    let words = Words { text: &state.text, attached: &state.attached, direct: false };
    let request = support::writable(turn, state.request).await?.ok_or_else(absent)?;
    let number = request.shown();
    match state.what {
        What::Answer => {
            let sent = send(turn, &request, &words).await?;
            turn.finish(sent).await
        }
        What::Note => {
            let said = thread::keep(turn, &request, super::model::Side::Note, &words).await?;
            turn.happened("request.noted", Some(request.client), request.id, &said).await?;
            thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
            turn.finish(hello::word(t!("write-noted", number = number))).await
        }
        What::Needs | What::Solved | What::Declined => {
            let (request, mut handover) = support::theirs(turn, state.request).await?;
            let deed = match state.what {
                What::Needs => super::model::Deed::Ask,
                What::Solved => super::model::Deed::Solve,
                _ => super::model::Deed::Decline,
            };
            if handover.stage.after(deed).is_none() {
                return Err(Error::User(t!("frame-card-changed")));
            }
            if state.what == What::Needs {
                state.text.clone_into(&mut handover.question);
            } else {
                state.text.clone_into(&mut handover.answer);
            }
            if handover.support.is_none() && deed == super::model::Deed::Ask {
                handover.support = Some(turn.me().id);
            }
            if state.what == What::Needs && thread::addressee(&mut turn.db(), &request).await?.is_some() {
                let (said, ..) = thread::answer(turn, &request, &words).await?;
                let answered = Answered { said, taken: false };
                turn.happened("request.answered", Some(request.client), request.id, &answered).await?;
            }
            if state.what == What::Solved {
                let said = thread::keep(turn, &request, super::model::Side::Us, &words).await?;
                thread::answered(turn, &request, said).await?;
            }
            support::go(turn, &request, handover, deed).await?;
            turn.finish(hello::word(t!("write-told", number = number))).await
        }
    }
}

/// An answer is taken back: its copies go, the client waits again.
pub async fn undo_answer(turn: Turn, event: Event) -> Result<Text> {
    let Answered { said, taken } = event.data()?;
    let id: Id<Request> = event.entity()?;
    queries::take_back(&mut turn.db(), said, turn.stamp()).await?;
    inquiry::forget(&mut turn.db(), id, event.at).await?;
    governor::forget(&mut turn.db(), &format!("answer:{said}"), turn.now()).await?;
    if taken {
        queries::set_owner(&mut turn.db(), id, None).await?;
    }
    queries::set_state(&mut turn.db(), id, State::Open, turn.stamp()).await?;
    let copies = queries::copies(&mut turn.db(), said).await?;
    for copy in copies {
        let person = people::present(&mut turn.db(), copy.person).await?;
        if let Some(chat) = person.and_then(|person| person.tg_id) {
            outbox::delete(&mut turn.db(), copy.card, chat, turn.stamp()).await?;
        }
    }
    ending::go_on(&mut turn.db(), &said.to_string(), turn.moment()).await?;
    thread::refresh(&mut turn.db(), id, turn.moment()).await?;
    Ok(t!("request-deed-answered"))
}

/// A closed request is open again.
pub async fn undo_close(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Request> = event.entity()?;
    queries::set_state(&mut turn.db(), id, State::Open, turn.stamp()).await?;
    let ended: String = event.data()?;
    ending::go_on(&mut turn.db(), &ended, turn.moment()).await?;
    thread::refresh(&mut turn.db(), id, turn.moment()).await?;
    Ok(t!("request-deed-closed"))
}

/// A pause that was a mistake: the clock goes on as if it had never stood still.
pub async fn undo_pause(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Request> = event.entity()?;
    let wait = waits::open_of(&mut turn.db(), id).await?;
    let Some(mut wait) = wait.filter(|wait| wait.clock.pause.is_some()) else {
        return Err(Error::User(t!("pause-not-running")));
    };
    let since = wait.clock.leg_from;
    wait.clock = wait.clock.resume(since);
    waits::store(&mut turn.db(), &wait).await?;
    thread::refresh(&mut turn.db(), id, turn.moment()).await?;
    Ok(t!("request-deed-paused"))
}

/// A hand-over nobody has accepted is as if it had not been.
pub async fn undo_hand_over(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Request> = event.entity()?;
    if !handovers::forget(&mut turn.db(), id).await? {
        return Err(Error::User(t!("handover-accepted-already")));
    }
    thread::refresh(&mut turn.db(), id, turn.moment()).await?;
    turn.publish(News::Changed { rule: alarms::E12, client: event.client_id }).await?;
    Ok(t!("request-deed-handed"))
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    vec![client_views::to_client("Анна <b>", "Ждите & не волнуйтесь"), client_views::how_to_write()]
}
