//! The talk about a day, step by step: what is offered, wanted, taken, given up; and the half-days that are held for it.
//! Each step is one transaction: who comes second finds the half-day taken and is shown others. Cards and messages are the
//! business of whoever moves it.

use super::{
    grounds::{self, Grounds},
    model::{Installation, State, Visit},
    rows::{self, Said},
};
use crate::{
    calendar::{Hours, Moment, WorkingTime},
    db::{Conn, Id},
    error::Result,
    features::engineers::{self, Claim},
    people::Person,
    slots::{Party, Slot, Stage, Talk, TalkEvent},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// Offered half-days are held so long, working minutes (PRODUCT D6).
const HELD: u32 = 480;

/// What a step came to.
#[derive(Debug, Clone)]
pub enum Moved {
    /// It was taken.
    Done(Installation),
    /// Somebody else has taken all of it: these are offered instead, or (`Need`) nothing is left to offer.
    Lost(Installation),
    /// It does not fit any more: somebody else has moved it on.
    Late,
}

/// Till when half-days offered now are held.
fn held_until(moment: Moment<'_>) -> DateTime<Utc> {
    let hours = Hours::default();
    WorkingTime { calendar: moment.calendar, hours: &hours, zone: Tz::Europe__Moscow }.add_working(moment.now, HELD)
}

/// What stands in an engineer's calendar.
fn label(installation: &Installation) -> String {
    format!("М-{} · {}", installation.number, installation.client_name)
}

/// Holds a half-day for the talk; `false`: it is somebody else's.
async fn hold(
    conn: &mut Conn,
    stands: &Installation,
    grounds: &Grounds,
    slot: &Slot,
    moment: Moment<'_>,
) -> Result<bool> {
    if grounds.check(slot, moment).is_err() {
        return Ok(false);
    }
    let (link, label) = (stands.link(), label(stands));
    let claim = Claim { link: &link, label: &label, town: &stands.town };
    engineers::hold(conn, slot, &grounds.halves(slot, moment), &claim, held_until(moment), moment.now.into()).await
}

/// Writes down where it stands, and the step if it is another state.
async fn put(
    conn: &mut Conn,
    mut stands: Installation,
    next: State,
    by: Option<Id<Person>>,
    moment: Moment<'_>,
) -> Result<Installation> {
    let steps = stands.state != next;
    stands.state = next;
    if steps {
        stands.state_at = moment.now;
    }
    rows::stand(conn, &stands, moment.now.into()).await?;
    if steps {
        rows::step(conn, &stands, by, moment.now.into()).await?;
    }
    rows::expect(conn, stands.id).await
}

fn talked(stands: &Installation, event: TalkEvent, moment: Moment<'_>) -> Option<Talk> {
    stands.talk.clone().step(event, moment.now).ok()
}

/// What may be offered next: after those that were offered already, if there are any; all ticked.
pub async fn shortlist(conn: &mut Conn, stands: &Installation, moment: Moment<'_>) -> Result<Vec<(Slot, bool)>> {
    let grounds = grounds::of(conn, stands, moment).await?;
    let asked = matches!(stands.talk.stage(), Stage::Empty | Stage::Stuck);
    let last = stands.talk.offered.iter().map(|slot| slot.first).max().filter(|_| asked);
    let mut free = grounds.free(last, moment);
    if free.is_empty() && last.is_some() {
        free = grounds.free(None, moment);
    }
    Ok(free.into_iter().map(|slot| (slot, true)).collect())
}

/// Days are offered to the client; `by`: nobody means the bot on the manager's behalf.
pub async fn offer(
    conn: &mut Conn,
    stands: &Installation,
    slots: &[Slot],
    by: Option<Id<Person>>,
    moment: Moment<'_>,
) -> Result<Moved> {
    let grounds = grounds::of(conn, stands, moment).await?;
    engineers::release(conn, &stands.link()).await?;
    let mut kept = Vec::new();
    for slot in slots {
        if hold(conn, stands, &grounds, slot, moment).await? {
            kept.push(*slot);
        }
    }
    if kept.is_empty() {
        let mut next = stands.clone();
        next.shortlist = shortlist(conn, stands, moment).await?;
        let state = next.state;
        return Ok(Moved::Lost(put(conn, next, state, by, moment).await?));
    }
    let Some(talk) = talked(stands, TalkEvent::Offer(kept.clone()), moment) else {
        return Ok(Moved::Late);
    };
    let next = Installation {
        talk,
        shortlist: Vec::new(),
        held_until: Some(held_until(moment)),
        first_asked: stands.first_asked.or(Some(moment.now)),
        // Why a day was given up is read until another is offered by one of us.
        why: if by.is_some() { String::new() } else { stands.why.clone() },
        ..stands.clone()
    };
    rows::answered(conn, stands.id, (Party::Manager, by), (Said::Offer, &kept, ""), moment.now.into()).await?;
    Ok(Moved::Done(put(conn, next, State::Proposed, by, moment).await?))
}

/// The client has put a tick at an offered day, or taken it away.
pub async fn tick(conn: &mut Conn, stands: &Installation, number: usize, moment: Moment<'_>) -> Result<Installation> {
    let mut next = stands.clone();
    let ticked = &mut next.talk.ticked;
    match ticked.iter().position(|known| *known == number) {
        Some(at) => drop(ticked.remove(at)),
        None => ticked.push(number),
    }
    ticked.sort_unstable();
    let state = next.state;
    put(conn, next, state, None, moment).await
}

/// What was asked is taken back, and nobody's old button counts any more.
pub async fn begin_again(conn: &mut Conn, stands: &Installation, moment: Moment<'_>) -> Result<Installation> {
    engineers::release(conn, &stands.link()).await?;
    let withdrawn = match stands.talk.agreed {
        Some(_) => TalkEvent::Move,
        None => TalkEvent::Withdraw,
    };
    let talk = talked(stands, withdrawn, moment).unwrap_or_default();
    let mut next = Installation { talk, held_until: None, visit: None, ..stands.clone() };
    next.shortlist = shortlist(conn, &next, moment).await?;
    put(conn, next, State::Need, None, moment).await
}

/// These days suit the client; none of them: the next are to be offered.
pub async fn want(
    conn: &mut Conn,
    stands: &Installation,
    wanted: &[Slot],
    by: Id<Person>,
    moment: Moment<'_>,
) -> Result<Moved> {
    let now = moment.now.into();
    if wanted.is_empty() {
        let Some(talk) = talked(stands, TalkEvent::Want(Vec::new()), moment) else {
            return Ok(Moved::Late);
        };
        rows::answered(conn, stands.id, (Party::Client, Some(by)), (Said::None, &[], ""), now).await?;
        return Ok(Moved::Done(nothing_fits(conn, stands, talk, Some(by), moment).await?));
    }
    let grounds = grounds::of(conn, stands, moment).await?;
    let mut kept = Vec::new();
    let mut halves = Vec::new();
    for slot in wanted {
        if hold(conn, stands, &grounds, slot, moment).await? {
            halves.extend(grounds.halves(slot, moment).into_iter().map(|half| (slot.engineer, half)));
            kept.push(*slot);
        }
    }
    if kept.is_empty() {
        return lost(conn, stands, moment).await;
    }
    let Some(talk) = talked(stands, TalkEvent::Want(kept.clone()), moment) else {
        return Ok(Moved::Late);
    };
    engineers::release_held(conn, &stands.link(), &halves).await?;
    rows::answered(conn, stands.id, (Party::Client, Some(by)), (Said::Want, &kept, ""), now).await?;
    let next = Installation { talk, held_until: Some(held_until(moment)), ..stands.clone() };
    Ok(Moved::Done(put(conn, next, State::ClientOk, Some(by), moment).await?))
}

/// Everything that was wanted is somebody else's by now: the next days are offered at once.
async fn lost(conn: &mut Conn, stands: &Installation, moment: Moment<'_>) -> Result<Moved> {
    let fresh = grounds::of(conn, stands, moment).await?.free(None, moment);
    if fresh.is_empty() {
        return begin_again(conn, stands, moment).await.map(Moved::Lost);
    }
    Ok(match offer(conn, stands, &fresh, None, moment).await? {
        Moved::Done(next) | Moved::Lost(next) => Moved::Lost(next),
        Moved::Late => Moved::Late,
    })
}

/// No day suits all: the next six wait for the manager's tap; the second time somebody has to call.
async fn nothing_fits(
    conn: &mut Conn,
    stands: &Installation,
    talk: Talk,
    by: Option<Id<Person>>,
    moment: Moment<'_>,
) -> Result<Installation> {
    engineers::release(conn, &stands.link()).await?;
    let mut next = Installation { talk, held_until: None, ..stands.clone() };
    next.shortlist = shortlist(conn, &next, moment).await?;
    put(conn, next, State::Need, by, moment).await
}

/// An engineer takes one of the wanted days.
pub async fn pick(conn: &mut Conn, stands: &Installation, slot: &Slot, moment: Moment<'_>) -> Result<Moved> {
    let by = slot.engineer;
    let grounds = grounds::of(conn, stands, moment).await?;
    let (link, label) = (stands.link(), label(stands));
    let claim = Claim { link: &link, label: &label, town: &stands.town };
    let free = grounds.check(slot, moment).is_ok()
        && engineers::take(conn, slot, &grounds.halves(slot, moment), &claim, moment.now.into()).await?;
    if !free {
        let Some(talk) = talked(stands, TalkEvent::Lost(*slot), moment) else { return Ok(Moved::Late) };
        if talk.wanted.is_empty() {
            return lost(conn, stands, moment).await;
        }
        let next = Installation { talk, ..stands.clone() };
        return Ok(Moved::Lost(put(conn, next, State::ClientOk, None, moment).await?));
    }
    let Some(talk) = talked(stands, TalkEvent::Pick(*slot, stands.auto), moment) else { return Ok(Moved::Late) };
    engineers::release_held(conn, &link, &[]).await?;
    rows::answered(conn, stands.id, (Party::Engineer, Some(by)), (Said::Pick, &[*slot], ""), moment.now.into()).await?;
    settle(conn, stands, talk, by, moment).await.map(Moved::Done)
}

/// What was picked is agreed, or waits for the manager's tap.
async fn settle(
    conn: &mut Conn,
    stands: &Installation,
    talk: Talk,
    by: Id<Person>,
    moment: Moment<'_>,
) -> Result<Installation> {
    let agreed = talk.agreed;
    let visit = agreed.map(|slot| Visit { with: slot.engineer, starts_at: slot.from, ends_at: slot.to });
    let state = if visit.is_some() { State::Confirmed } else { State::EngineerOk };
    let next = Installation { talk, visit, held_until: None, ..stands.clone() };
    put(conn, next, state, Some(by), moment).await
}

/// The manager's tap after the engineer's.
pub async fn confirm(conn: &mut Conn, stands: &Installation, by: Id<Person>, moment: Moment<'_>) -> Result<Moved> {
    let Some(talk) = talked(stands, TalkEvent::Confirm, moment) else { return Ok(Moved::Late) };
    rows::answered(conn, stands.id, (Party::Manager, Some(by)), (Said::Confirm, &[], ""), moment.now.into()).await?;
    settle(conn, stands, talk, by, moment).await.map(Moved::Done)
}

/// An engineer can take none of the days wanted of them; others may.
pub async fn refuse(
    conn: &mut Conn,
    stands: &Installation,
    by: Id<Person>,
    why: &str,
    moment: Moment<'_>,
) -> Result<Moved> {
    let theirs: Vec<Slot> = stands.talk.wanted.iter().filter(|slot| slot.engineer == by).copied().collect();
    rows::answered(conn, stands.id, (Party::Engineer, Some(by)), (Said::Refuse, &theirs, why), moment.now.into())
        .await?;
    let Some(talk) = talked(stands, TalkEvent::Refuse(theirs), moment) else { return Ok(Moved::Late) };
    if !talk.wanted.is_empty() {
        let next = Installation { talk, ..stands.clone() };
        return Ok(Moved::Done(put(conn, next, State::ClientOk, Some(by), moment).await?));
    }
    Ok(Moved::Done(nothing_fits(conn, stands, talk, Some(by), moment).await?))
}

/// An agreed day is given up, with a reason: the talk begins anew.
pub async fn give_up(
    conn: &mut Conn,
    stands: &Installation,
    (party, by): (Party, Option<Id<Person>>),
    why: &str,
    moment: Moment<'_>,
) -> Result<Moved> {
    let Some(talk) = talked(stands, TalkEvent::Move, moment) else { return Ok(Moved::Late) };
    engineers::release(conn, &stands.link()).await?;
    rows::answered(conn, stands.id, (party, by), (Said::Move, &[], why), moment.now.into()).await?;
    let mut next = Installation { talk, visit: None, why: why.to_owned(), ..stands.clone() };
    next.shortlist = shortlist(conn, &next, moment).await?;
    put(conn, next, State::Need, by, moment).await.map(Moved::Done)
}

/// An agreed day can't be any more: nobody gave it up, what it stood on has slipped.
pub async fn slip(conn: &mut Conn, stands: &Installation, why: &str, moment: Moment<'_>) -> Result<Installation> {
    let mut next = begin_again(conn, stands, moment).await?;
    next.why = why.to_owned();
    let state = next.state;
    put(conn, next, state, None, moment).await
}

/// A visit did not come to its end: another day is to be agreed.
pub async fn fail(
    conn: &mut Conn,
    stands: &Installation,
    (by, why): (Id<Person>, &str),
    moment: Moment<'_>,
) -> Result<Installation> {
    let mut next = begin_again(conn, stands, moment).await?;
    next.why = why.to_owned();
    put(conn, next, State::NoShow, Some(by), moment).await
}

/// The visit takes a step: it begins, ends, fails, is not needed.
pub async fn advance(
    conn: &mut Conn,
    stands: &Installation,
    next: State,
    (by, why): (Option<Id<Person>>, &str),
    moment: Moment<'_>,
) -> Result<Installation> {
    if next == State::Cancelled || next == State::NoShow {
        engineers::release(conn, &stands.link()).await?;
    }
    let stands = Installation { why: why.to_owned(), ..stands.clone() };
    put(conn, stands, next, by, moment).await
}

/// What is kept beside the talk changes: the call that was put, what may be offered, whether one tap settles it.
pub async fn note(conn: &mut Conn, stands: Installation, moment: Moment<'_>) -> Result<Installation> {
    let state = stands.state;
    put(conn, stands, state, None, moment).await
}
