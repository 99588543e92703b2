//! Steps that somebody of us tells by hand: the car has set out, has taken it, has brought it; or where the carrier has it.

use super::{
    detail::{Detail, What},
    leg, press, status,
};
use crate::{
    bot::{event::Event, turn::Turn},
    db::Id,
    error::Result,
    features::deliveries::{
        model::{Delivery, State, Way},
        moves, rows,
    },
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Where a delivery can be brought to by hand.
pub const BY_HAND: [State; 6] =
    [State::Assigned, State::PickedUp, State::InTransit, State::AtTerminal, State::ReadyForPickup, State::Delivered];

/// What is needed to take a step back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stepped {
    /// Where it stood.
    pub before: State,
    /// Where it stands then.
    pub after: State,
}

/// Whether a delivery that stands at `state` has come past `step`.
pub fn is_past(state: State, step: State) -> bool {
    let place = |state: State| BY_HAND.iter().position(|known| *known == state);
    place(state) > place(step) || matches!(state, State::Received | State::Closed)
}

/// Where a tap on a step of this way leads: what is handed over at a terminal is on its way at once.
const fn goal(way: Way, step: State) -> State {
    match (way, step) {
        (Way::Carrier, State::PickedUp) => State::InTransit,
        _ => step,
    }
}

/// Whether it can be said now, and of this delivery.
fn fits(delivery: &Delivery, step: State) -> bool {
    let ways = match step {
        State::Assigned => delivery.way == Way::Large,
        State::InTransit | State::AtTerminal | State::ReadyForPickup => delivery.way == Way::Carrier,
        _ => delivery.way != Way::Courier,
    };
    let from = delivery.state.is_moving() && delivery.state.may_become(step);
    // What is still with us has not come anywhere.
    let left = delivery.state.has_left() || matches!(step, State::Assigned | State::PickedUp);
    ways && from && left
}

/// It has come so far, says the acting person.
pub async fn step(turn: &Turn, delivery: &Delivery, step: State) -> Result {
    if !fits(delivery, step) {
        return Err(press::not_now());
    }
    let leg = leg::of(&mut turn.db(), delivery.id).await?;
    let untracked = leg.is_some_and(|leg| leg.track.is_empty());
    if delivery.way == Way::Carrier && step == State::PickedUp && untracked {
        let form = Detail::begin(delivery.id, What::Track);
        return turn.open_saying(&form, Some(t!("carrier-track-first"))).await;
    }
    let event = taken(turn, delivery, step).await?;
    press::show(turn, delivery.id, Some((said(delivery.way, step), event))).await
}

/// The delivery takes the step; `None`: it has gone on without us.
pub async fn taken(turn: &Turn, delivery: &Delivery, step: State) -> Result<Option<Id<Event>>> {
    let goal = goal(delivery.way, step);
    let mut after = None;
    for next in [step, goal] {
        let moved = moves::advance(&mut turn.db(), delivery.id, next, turn.now(), "", turn.moment()).await?;
        after = moved.map(|delivery| delivery.state).or(after);
    }
    let Some(after) = after else { return Ok(None) };
    let data = Stepped { before: delivery.state, after };
    turn.happened("carrier.stepped", Some(delivery.client), delivery.id, &data).await.map(Some)
}

/// What was done, in words.
fn said(way: Way, step: State) -> Text {
    match (way, step) {
        (_, State::Assigned) => t!("carrier-said-set-out"),
        (Way::Carrier, State::PickedUp) => t!("carrier-said-handed"),
        (_, State::PickedUp) => t!("carrier-said-picked-up"),
        (_, State::InTransit) => t!("carrier-said-in-transit"),
        (_, State::AtTerminal) => t!("carrier-said-at-terminal"),
        (_, State::ReadyForPickup) => t!("carrier-said-ready"),
        (Way::Carrier, _) => t!("carrier-said-given"),
        _ => t!("carrier-said-brought"),
    }
}

/// The carrier's own word of where it is: folded to a state we know, else kept as it is.
pub async fn heard(turn: &Turn, delivery: &Delivery, words: &str) -> Result {
    let Some(mut leg) = leg::of(&mut turn.db(), delivery.id).await? else { return Err(press::not_now()) };
    let state = status::folded(words);
    leg.said = if state.is_none() { words.trim().chars().take(LONGEST).collect() } else { String::new() };
    leg::put(&mut turn.db(), delivery.id, &leg, turn.stamp()).await?;
    rows::moved(&mut turn.db(), delivery.id, turn.now()).await?;
    let (said, event) = match state {
        None => (t!("carrier-said-unknown", words = &leg.said), None),
        Some(State::Problem) => {
            let why = t!("carrier-not-handed-over", carrier = &leg.carrier).plain(&turn.reader());
            let state = State::Problem;
            moves::advance(&mut turn.db(), delivery.id, state, turn.now(), &why, turn.moment()).await?;
            (t!("carrier-said-problem"), None)
        }
        Some(state) if delivery.state == state || is_past(delivery.state, state) => (t!("carrier-said-no-news"), None),
        Some(state) => (said(delivery.way, state), taken(turn, delivery, state).await?),
    };
    press::show(turn, delivery.id, Some((said, event))).await
}

/// The longest word of a carrier, characters.
const LONGEST: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_come_further_is_past_a_step() {
        assert!(is_past(State::Delivered, State::PickedUp) && is_past(State::Closed, State::Delivered));
        assert!(!is_past(State::Ordered, State::Assigned) && !is_past(State::PickedUp, State::PickedUp));
        assert!(is_past(State::Received, State::Delivered));
    }
}
