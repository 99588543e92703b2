//! Going through the round: a tap, what it does, the next card.

use super::{
    aim, card,
    gather::{Depth, Gathered, Known, gather},
    press::{Deed, Filter, On, Pick, Press, Quiet},
    rows::{self, Stand, State},
    views,
};
use crate::{
    bot::{
        event::{self, Event},
        turn::Turn,
    },
    calendar::WorkingTime,
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::{
        calls::{self, Direction, Outcome, Past, Purpose},
        tasks, undo,
    },
    money::Money,
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};

/// A client of nobody is in one manager's hands for so long.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// `⏭ Позже сегодня`: in so long, if the client is still at work then.
const LATER: TimeDelta = TimeDelta::hours(2);
/// The last chance of a day is so long before its end.
const LAST_CHANCE: TimeDelta = TimeDelta::minutes(30);
/// After so many calls a pause is suggested.
const PAUSE_AFTER: usize = 20;

async fn read(turn: &Turn) -> Result<Gathered> {
    gather(&mut turn.db(), turn.me(), turn.moment(), Depth::Habits).await
}

async fn stand(turn: &Turn) -> Result<Option<Stand>> {
    rows::stand(&mut turn.db(), turn.me().id, turn.today()).await
}

async fn keep(turn: &Turn, stand: &Stand) -> Result {
    rows::keep(&mut turn.db(), turn.me().id, turn.today(), stand).await
}

/// `/round`: the card where the person stands, or what there is to call.
pub async fn open(turn: Turn) -> Result {
    let round = read(&turn).await?;
    match stand(&turn).await? {
        Some(stand) if stand.state == State::Active => next(&turn, round, stand, Vec::new()).await,
        stand => turn.show(views::preview(&round, Pick::ALL, stand.as_ref())).await,
    }
}

/// A button of the round.
pub async fn press(turn: Turn, press: Press) -> Result {
    match press {
        Press::Open => open(turn).await,
        Press::Preview(pick) => {
            let (round, stand) = (read(&turn).await?, stand(&turn).await?);
            turn.show(views::preview(&round, pick, stand.as_ref())).await
        }
        Press::Start(pick) => start(&turn, pick).await,
        Press::Deed(deed, on) => on_card(&turn, on, Act::Deed(deed)).await,
        Press::Day(on, day) => on_card(&turn, on, Act::Promise(day)).await,
        Press::Month(on, month) => on_card(&turn, on, Act::Month(month)).await,
        Press::Leave(on, why) => on_card(&turn, on, Act::Leave(why)).await,
        Press::Pause => pause(&turn).await,
        Press::Resume => resume(&turn).await,
        Press::Summary => {
            let round = read(&turn).await?;
            turn.show(views::summary(&round, turn.me(), Vec::new())).await
        }
        Press::Tomorrow => tomorrow(&turn).await,
        Press::Undo(event) => take_back(&turn, event).await,
    }
}

async fn start(turn: &Turn, pick: Pick) -> Result {
    let round = read(turn).await?;
    let mut top = Vec::new();
    let mut picked = Vec::new();
    if pick.filter == Filter::Aim {
        let plan = aim::share(&round).map(|share| (share, aim::plan(&round, share)));
        let Some((share, plan)) = plan.filter(|(_, plan)| !plan.clients.is_empty()) else {
            return turn.toast(t!("round-aim-none")).await;
        };
        let minutes = format!("{:.0}", plan.minutes);
        top.push(views::share_line(share));
        top.push(t!("round-aim-begun", count = plan.clients.len(), minutes = minutes));
        picked = plan.clients;
    }
    let stand = Stand::begun(pick, &picked, turn.stamp())?;
    next(turn, round, stand, top).await
}

/// The card where the person stands, else the first that nobody else has in hand; the summary if there is none.
async fn next(turn: &Turn, round: Gathered, mut stand: Stand, mut top: Vec<Text>) -> Result {
    stand.state = State::Active;
    let calls = round.own_calls(stand.resumed_at).count();
    if calls > 0 && calls.is_multiple_of(PAUSE_AFTER) {
        top.push(t!("round-rest", count = calls));
    }
    let mut places = round.places(stand.pick(), &stand.picked()?);
    if let Some(at) = places.iter().position(|(_, known)| Some(known.client().id) == stand.client_id) {
        places.rotate_left(at);
    }
    for (_, known) in places {
        if !take(turn, known.client()).await? {
            continue;
        }
        stand.client_id = Some(known.client().id);
        keep(turn, &stand).await?;
        let screen = card::card(turn, &round, (known, &stand), top, Vec::new()).await?;
        return turn.show(screen).await;
    }
    stand.client_id = None;
    keep(turn, &stand).await?;
    let round = read(turn).await?;
    turn.show(views::summary(&round, turn.me(), top)).await
}

/// Takes a client of nobody in hand; `false`: somebody else was quicker.
async fn take(turn: &Turn, client: &Client) -> Result<bool> {
    if client.owner.is_some() {
        return Ok(true);
    }
    let until = (turn.now() + LEASE).into();
    rows::take(&mut turn.db(), client.id, turn.me().id, (turn.stamp(), until)).await
}

/// What a tap on a card means.
#[derive(Clone, Copy)]
enum Act {
    Deed(Deed),
    Promise(chrono::NaiveDate),
    Month(chrono::NaiveDate),
    Leave(Quiet),
}

/// A tap on a card: what was done since it was shown is told and nothing is done twice.
async fn on_card(turn: &Turn, on: On, act: Act) -> Result {
    let round = read(turn).await?;
    let Some(known) = round.known(on.client) else { return turn.toast(t!("client-absent")).await };
    let stand = match stand(turn).await? {
        Some(stand) => stand,
        None => Stand::begun(Pick::ALL, &[], turn.stamp())?,
    };
    if let Some(why) = old(&round, known, on) {
        return next(turn, round, stand, vec![why]).await;
    }
    match act {
        Act::Deed(Deed::NoAnswer) => log(turn, round, stand, on, Outcome::NoAnswer).await,
        Act::Deed(Deed::Paid) => log(turn, round, stand, on, Outcome::Paid { on: None }).await,
        Act::Deed(Deed::Invoice) => log(turn, round, stand, on, Outcome::WantsInvoice).await,
        Act::Deed(Deed::Disputes) => log(turn, round, stand, on, Outcome::Disputes).await,
        Act::Promise(day) => {
            let outcome = Outcome::Promised { sum: Some(known.facts.debt), on: Some(day) };
            log(turn, round, stand, on, outcome).await
        }
        Act::Deed(Deed::Promised) => turn.show(card::days(turn, known, on, None)).await,
        Act::Month(month) => turn.show(card::days(turn, known, on, Some(month))).await,
        Act::Deed(Deed::Quiet) => turn.show(card::reasons(known, on)).await,
        Act::Leave(why) => leave(turn, round, stand, on, why).await,
        Act::Deed(Deed::Later) => later(turn, round, stand, on).await,
        Act::Deed(Deed::Why) => {
            let places = round.places(Pick::ALL, &[]);
            let place = places.iter().find(|(place, _)| place.score.client == on.client);
            let below = place.map(|(place, _)| card::why(&place.score.reasons)).into_iter().collect();
            let screen = card::card(turn, &round, (known, &stand), Vec::new(), below).await?;
            turn.show(screen).await
        }
        Act::Deed(Deed::Card) => {
            let stand = Stand { client_id: Some(on.client), ..stand };
            next(turn, round, stand, Vec::new()).await
        }
    }
}

/// Why a card is an old one: the client has paid, was called or put off since it was shown, or is in somebody's hands.
fn old(round: &Gathered, known: &Known, on: On) -> Option<Text> {
    let client = &known.client().name;
    if known.facts.debt <= Money::ZERO && !known.calls.iter().any(|call| on.is_older_than(call.called_at)) {
        return Some(t!("round-paid-already", client = client));
    }
    if let Some(call) = known.called_since(|at| on.is_older_than(at)) {
        let outcome = calls::outcome_line(Outcome::of(call.outcome));
        return Some(t!("round-called-already", client = client, outcome = outcome, at = call.called_at.0));
    }
    if known.listed.taken_until.is_some_and(|until| until.0 > round.now) {
        return Some(t!("round-taken", client = client));
    }
    let later = known.listed.later_at.filter(|at| at.0 > round.now).map(|at| at.0);
    if let Some(at) = later {
        return Some(t!("round-later-already", client = client, at = at));
    }
    let quiet = known.listed.left_until.filter(|until| *until > round.today);
    quiet.map(|until| t!("round-quiet-already", client = client, until = until))
}

/// Logs a call, and goes on.
async fn log(turn: &Turn, mut round: Gathered, mut stand: Stand, on: On, outcome: Outcome) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), on.client).await?;
    let client = client.ok_or_else(|| Error::User(t!("client-absent")))?;
    let logged = calls::log_one_tap(turn, &client, outcome).await?;
    round.made(Past {
        client_id: client.id,
        person_id: turn.me().id,
        direction: Direction::Out,
        purpose: Purpose::Payment,
        outcome: outcome.name(),
        called_at: turn.stamp(),
    });
    done(&mut stand, logged.event, turn);
    let mut top = vec![card::saved(&client.name, &logged)];
    if logged.unreachable {
        top.push(t!("call-unreachable"));
    }
    next(turn, round, stand, top).await
}

fn done(stand: &mut Stand, event: Id<Event>, turn: &Turn) {
    stand.client_id = None;
    stand.event_id = Some(event);
    stand.done_at = Some(turn.stamp());
}

async fn later(turn: &Turn, mut round: Gathered, mut stand: Stand, on: On) -> Result {
    let Some(known) = round.known(on.client) else { return turn.toast(t!("client-absent")).await };
    let (at, name) = (later_at(turn, known), known.client().name.clone());
    rows::later(&mut turn.db(), turn.me().id, on.client, at.into()).await?;
    round.put_off(on.client);
    round.later.push(on.client);
    stand.client_id = None;
    stand.event_id = None;
    next(turn, round, stand, vec![t!("round-saved-later", client = name, at = at)]).await
}

/// In two hours, but while the client is at work.
fn later_at(turn: &Turn, known: &Known) -> DateTime<Utc> {
    let now = turn.now();
    let hours = WorkingTime { calendar: turn.calendar(), hours: &known.listed.hours, zone: known.client().zone };
    let last = hours.open_until(now).map_or(now + LATER, |until| until - LAST_CHANCE);
    (now + LATER).min(last).max(now + LAST_CHANCE)
}

async fn leave(turn: &Turn, mut round: Gathered, mut stand: Stand, on: On, why: Quiet) -> Result {
    let Some(known) = round.known(on.client) else { return turn.toast(t!("client-absent")).await };
    let name = known.client().name.clone();
    let until = turn.calendar().add_working_days(turn.today(), why.days());
    let (me, now) = (turn.me().id, turn.stamp());
    rows::quiet(&mut turn.db(), on.client, (why, until), me, now).await?;
    let event = turn.happened("round.quiet", Some(on.client), on.client, &(why, until)).await?;
    round.put_off(on.client);
    done(&mut stand, event, turn);
    let said = t!("round-saved-quiet", client = name, reason = card::quiet(why), until = until);
    next(turn, round, stand, vec![said]).await
}

/// A client may be called after all.
pub async fn undo_quiet(turn: Turn, event: Event) -> Result<Text> {
    rows::not_quiet(&mut turn.db(), event.entity()?).await?;
    Ok(t!("round-deed-quiet"))
}

/// Takes back what was done last, and shows its client's card again.
async fn take_back(turn: &Turn, event: Id<Event>) -> Result {
    let client = event::by_id(&mut turn.db(), event).await?.and_then(|event| event.client_id);
    let done = match undo::take(turn, event).await? {
        Ok(done) => done,
        Err(why) => return turn.toast(why).await,
    };
    let stand = match stand(turn).await? {
        Some(stand) => stand,
        None => Stand::begun(Pick::ALL, &[], turn.stamp())?,
    };
    let stand = Stand { client_id: client, event_id: None, ..stand };
    let round = read(turn).await?;
    next(turn, round, stand, vec![t!("undo-done", what = done)]).await
}

async fn pause(turn: &Turn) -> Result {
    let round = read(turn).await?;
    if let Some(mut stand) = stand(turn).await? {
        stand.state = State::Paused;
        keep(turn, &stand).await?;
    }
    turn.show(views::paused(&round, turn.me())).await
}

async fn resume(turn: &Turn) -> Result {
    let round = read(turn).await?;
    let stand = match stand(turn).await? {
        Some(stand) => Stand { resumed_at: turn.stamp(), ..stand },
        None => Stand::begun(Pick::ALL, &[], turn.stamp())?,
    };
    next(turn, round, stand, Vec::new()).await
}

/// The rest is for tomorrow: today's round is closed, and a task reminds of it. Once a day.
async fn tomorrow(turn: &Turn) -> Result {
    let round = read(turn).await?;
    let (left, day) = (round.due_today(), turn.calendar().next_working_day(turn.today()));
    let stand = stand(turn).await?;
    if stand.as_ref().is_none_or(|stand| stand.state != State::Closed) {
        let text = t!("round-task", count = left.0, sum = left.1).plain(&turn.reader());
        let me = turn.me().id;
        let new = tasks::New {
            kind: tasks::Kind::Own,
            text,
            client: None,
            owner: me,
            author: Some(me),
            due_on: day,
            due_time: None,
        };
        tasks::put(&mut turn.db(), new, turn.stamp()).await?;
        let begun = match stand {
            Some(stand) => stand,
            None => Stand::begun(Pick::ALL, &[], turn.stamp())?,
        };
        keep(turn, &Stand { state: State::Closed, ..begun }).await?;
    }
    turn.show(views::put_off(left, day)).await
}
