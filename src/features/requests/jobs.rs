//! Every minute: clocks that stood still go on, managers are reminded in time, late ones turn red, requests nobody takes
//! go to the heads, what everybody has forgotten is closed.

use super::{
    alarms::{self, Hands},
    audience::{self, Hand},
    clock::State,
    ending, handovers, inquiry,
    model::{Deed, Request, Stage},
    queries, thread, views,
    waits::{self, Wait},
};
use crate::{
    bot::outbox::{self, Class, Letter},
    calendar::Moment,
    db::{Conn, Timestamp},
    error::Result,
    jobs::At,
    people::{self, Person, Role},
    rules::{self, Values},
};
use chrono::TimeDelta;

/// Questions nobody has touched for so long are closed.
const FORGOTTEN: TimeDelta = TimeDelta::days(7);
/// Support's word that it is solved stands after so many working minutes of silence: two days.
const SILENCE: u32 = 2 * 480;

/// One look.
pub async fn watch(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    let values = rules::values(conn).await?;
    let mut hands = Hands::default();
    for wait in waits::open(conn, None).await? {
        let Some(request) = queries::known(conn, wait.request).await? else { continue };
        let hand = hands.of(conn, request.owner).await?;
        look(conn, wait, &request, &hand, &values, moment).await?;
    }
    unaccepted(conn, &values, moment).await?;
    lapse(conn, moment).await?;
    inquiry::remind(conn, moment).await?;
    for request in queries::quiet(conn, Timestamp::from(moment.now - FORGOTTEN)).await? {
        queries::set_state(conn, request.id, super::model::State::Closed, moment.now.into()).await?;
        thread::refresh(conn, request.id, moment).await?;
    }
    Ok(())
}

/// One wait: resumed, signalled, breached, as it is time for. After downtime only the last signal is given.
async fn look(
    conn: &mut Conn,
    mut wait: Wait,
    request: &Request,
    hand: &Hand,
    values: &Values,
    moment: Moment<'_>,
) -> Result {
    if let Some(pause) = &wait.clock.pause {
        let until = pause.until;
        if until > moment.now {
            return Ok(());
        }
        wait.clock = wait.clock.resume(until);
        waits::store(conn, &wait).await?;
        thread::refresh(conn, request.id, moment).await?;
    }
    let time = hand.time(moment);
    let passed = |wait: &Wait, minutes: u32| wait.clock.when(time, minutes).filter(|at| *at <= moment.now);
    let [reply, last, sound, badge, taken] =
        [&alarms::REPLY, &alarms::LAST, &alarms::SOUND, &alarms::BADGE, &alarms::TAKEN]
            .map(|stage| values.small(stage));
    if let (State::Running, Some(due)) = (wait.clock.state, passed(&wait, reply)) {
        wait.clock = wait.clock.breach(due);
        waits::store(conn, &wait).await?;
        thread::refresh(conn, request.id, moment).await?;
    }
    // What is due while nobody works is said when they are back, if it is still true (PRODUCT Pr5).
    if !time.is_open(moment.now) {
        return Ok(());
    }
    let taken = Some(taken).filter(|_| request.owner.is_none());
    let mut stages: Vec<u32> = [reply, last, sound, badge].into_iter().chain(taken).collect();
    stages.sort_unstable_by(|a, b| b.cmp(a));
    let reached = stages.into_iter().find(|minutes| passed(&wait, *minutes).is_some());
    let Some(minutes) = reached.filter(|minutes| *minutes > wait.clock.stage) else { return Ok(()) };
    wait.clock.stage = minutes;
    waits::store(conn, &wait).await?;
    thread::refresh(conn, request.id, moment).await?;
    if taken.is_some_and(|taken| minutes >= taken) {
        offer_to_heads(conn, request, moment).await?;
    }
    if minutes >= sound {
        signal(conn, &wait, request, minutes, moment).await?;
    }
    Ok(())
}

/// Those who answer hear that time runs out.
async fn signal(conn: &mut Conn, wait: &Wait, request: &Request, minutes: u32, moment: Moment<'_>) -> Result {
    let badge = super::badge_of(conn, request, Some(wait), moment).await?;
    let screen = views::signal(conn, request, badge, wait.clock.state == State::Breached).await?;
    for person in rules::keepers(conn, request.owner).await? {
        let key = format!("wait:{}:{minutes}:{}", wait.id, person.id);
        tell(conn, &person, &key, &screen, moment).await?;
    }
    Ok(())
}

/// Nobody has taken a client of nobody: the heads pick somebody.
async fn offer_to_heads(conn: &mut Conn, request: &Request, moment: Moment<'_>) -> Result {
    for head in people::all_with_role(conn, Role::Head).await? {
        let key = format!("untaken:{}", request.id);
        if !queries::cards(conn, request.id).await?.contains_key(&head.id) {
            thread::show(conn, request, &head, &key, moment).await?;
        }
    }
    Ok(())
}

/// The manager hears that support has not accepted in time; the heads hear of it by rule E12.
async fn unaccepted(conn: &mut Conn, values: &Values, moment: Moment<'_>) -> Result {
    let company = Hand::company();
    for (handover, request, told) in handovers::unaccepted(conn, None).await? {
        let patience = values.small(audience::patience(handover.urgency));
        if told || company.time(moment).add_working(handover.handed_at.0, patience) > moment.now {
            continue;
        }
        handovers::told(conn, request.id).await?;
        let screen = views::not_accepted(conn, &request, &handover).await?;
        if let Some(manager) = people::present(conn, handover.handed_by).await? {
            let key = format!("unaccepted:{}:{}", request.id, handover.handed_at);
            tell(conn, &manager, &key, &screen, moment).await?;
        }
    }
    Ok(())
}

/// A client who says nothing agrees.
async fn lapse(conn: &mut Conn, moment: Moment<'_>) -> Result {
    let company = Hand::company();
    for mut handover in handovers::lapsed(conn, moment.now.into()).await? {
        let Some(solved) = handover.solved_at else { continue };
        if company.time(moment).add_working(solved.0, SILENCE) > moment.now {
            continue;
        }
        // Who has written since is not silent.
        let wrote = queries::client_wrote_at(conn, handover.request).await?;
        if wrote.is_some_and(|at| at > solved) {
            continue;
        }
        let from = handover.stage;
        let Some(stage) = from.after(Deed::Lapse) else { continue };
        handover.stage = stage;
        debug_assert!(stage == Stage::Closed, "silence closes");
        handovers::set(conn, &handover, from, moment.now.into()).await?;
        ending::by_closing(conn, handover.request, None, moment).await?;
        queries::set_state(conn, handover.request, super::model::State::Closed, moment.now.into()).await?;
        thread::refresh(conn, handover.request, moment).await?;
    }
    Ok(())
}

async fn tell(
    conn: &mut Conn,
    person: &Person,
    key: &str,
    screen: &crate::bot::screen::Screen,
    moment: Moment<'_>,
) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let reader = person.reader(moment.now);
    let silent = !person.working_time(moment.calendar).is_open(moment.now);
    let letter =
        Letter { class: Class::Alert, key: Some(key.to_owned()), silent, ..Letter::reply(chat, reader, screen) };
    outbox::send(conn, letter).await?;
    Ok(())
}
