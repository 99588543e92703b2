//! What carriers add to our card of a delivery: who was asked, what was offered and taken, how it goes, and what can be done
//! now.

use super::{
    detail::What,
    hand_form,
    leg::{self, Carriage, Reach},
    offer::{self, Offer, Request, State as Stand},
    offers,
    press::{Deed, button},
    rule,
};
use crate::{
    bot::screen::Button,
    calendar::Moment,
    db::{Conn, Day},
    error::Result,
    features::deliveries::{
        card::{self, Part},
        model::{Delivery, State, Way},
    },
    rules, t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// So many offers stand on the card; the rest is compared on a screen of its own.
const SHOWN: usize = 3;

/// What carriers add to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result<Part> {
    match delivery.way {
        Way::Courier => Ok(Part::default()),
        Way::Large => {
            let seen = Large {
                request: offer::request(conn, delivery.id).await?,
                asked: offer::asked(conn, delivery.id).await?,
                offers: offer::of(conn, delivery.id).await?,
                silent: silent(conn, delivery, moment).await?,
                leg: leg::of(conn, delivery.id).await?,
            };
            Ok(large(delivery, &seen, moment.now))
        }
        Way::Carrier => {
            let leg = leg::of(conn, delivery.id).await?;
            let moved = leg::last_move(conn, delivery.id).await?;
            Ok(intercity(delivery, leg.as_ref(), moved.as_ref()))
        }
    }
}

/// Whether carriers have been silent for too long.
async fn silent(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result<bool> {
    let Some(request) = offer::request(conn, delivery.id).await? else { return Ok(false) };
    let Some(keeper) = rules::keepers(conn, delivery.owner).await?.into_iter().next() else { return Ok(false) };
    let minutes = rules::values(conn).await?.small(&rule::SILENT);
    Ok(rule::due(&keeper, request.asked_at.0, minutes, moment) <= moment.now)
}

/// What the card of a large transport is made of.
pub struct Large {
    pub request: Option<Request>,
    pub asked: Vec<String>,
    pub offers: Vec<Offer>,
    /// Nothing was offered for too long.
    pub silent: bool,
    pub leg: Option<Carriage>,
}

/// A large transport, pure.
pub fn large(delivery: &Delivery, seen: &Large, now: DateTime<Utc>) -> Part {
    let Large { request, asked, offers, silent, leg } = seen;
    let mut part = Part::default();
    let taken = offers.iter().find(|offer| offer.is_taken());
    let early = delivery.state.is_before_order();
    let asked_line = request.as_ref().map(|request| match asked.as_slice() {
        [] => t!("carrier-asked-somebody", at = request.asked_at.0),
        names => t!("carrier-asked", at = request.asked_at.0, names = names.join(", ")),
    });
    if early {
        part.lines.extend(asked_line);
        let open = offers.iter().filter(|offer| !offer.is_taken());
        part.lines.extend(taken.into_iter().chain(open).take(SHOWN).map(|offer| offers::stands(offer, now)));
        if offers.len() > SHOWN {
            part.lines.push(t!("carrier-more-offers", count = offers.len() - SHOWN));
        }
        if offers.is_empty() && *silent {
            part.lines.push(t!("carrier-silent"));
        }
    } else {
        part.lines.extend(taken.map(|offer| t!("carrier-ordered", offer = offers::line(offer))));
        part.lines.extend(leg.as_ref().and_then(driver));
        part.lines.extend(leg.as_ref().and_then(|leg| leg.bill).map(|bill| t!("carrier-bill", sum = bill)));
    }
    let deed = |label, deed| button(label, delivery, deed);
    let tell = |label, what| deed(label, Deed::Tell(what));
    if early {
        let chosen = taken.is_some_and(|offer| offer.state == Stand::Chosen);
        let ask = if request.is_some() { t!("carrier-ask-again-button") } else { t!("carrier-ask-button") };
        let note = tell(t!("carrier-offer-button"), What::Offer);
        let order = chosen.then(|| deed(t!("carrier-order-button"), Deed::Order));
        let compare =
            (!offers.is_empty()).then(|| deed(t!("carrier-compare-button", count = offers.len()), Deed::Compare));
        part.buttons.push(order.into_iter().collect());
        part.buttons.push(compare.into_iter().collect());
        part.buttons.push(vec![deed(ask, Deed::Ask), note]);
    }
    let set_out = tell(t!("carrier-car-button"), What::Car);
    let picked = deed(t!("carrier-picked-button"), Deed::Step(State::PickedUp));
    let brought = deed(t!("carrier-brought-button"), Deed::Step(State::Delivered));
    let steps: Vec<Button> = match delivery.state {
        State::Ordered => vec![set_out, picked],
        State::Assigned => vec![tell(t!("carrier-car-edit"), What::Car), picked],
        State::PickedUp | State::InTransit => vec![tell(t!("carrier-car-edit"), What::Car), brought],
        _ => Vec::new(),
    };
    part.buttons.push(steps);
    part.buttons.push(bill_button(delivery, leg.as_ref()));
    part.buttons.retain(|row| !row.is_empty());
    part
}

fn driver(leg: &Carriage) -> Option<Text> {
    let phone = leg.phone.as_ref()?.human();
    Some(if leg.car.is_empty() {
        t!("carrier-driver", name = &leg.driver, phone = phone)
    } else {
        t!("carrier-driver-car", name = &leg.driver, phone = phone, car = &leg.car)
    })
}

fn bill_button(delivery: &Delivery, leg: Option<&Carriage>) -> Vec<Button> {
    let wanted = What::Bill.fits(delivery) && leg.is_some_and(|leg| leg.bill.is_none());
    wanted.then(|| button(t!("carrier-bill-button"), delivery, Deed::Tell(What::Bill))).into_iter().collect()
}

/// A delivery to another town, pure.
pub fn intercity(delivery: &Delivery, leg: Option<&Carriage>, moved: Option<&(Option<Day>, Day, String)>) -> Part {
    let mut part = Part::default();
    let deed = |label, deed| button(label, delivery, deed);
    let Some(leg) = leg else {
        if delivery.state.is_before_order() {
            part.lines.push(t!("carrier-none"));
            part.buttons.push(vec![deed(t!("carrier-hand-button"), Deed::Hand)]);
        }
        return part;
    };
    part.lines = lines(delivery, leg, moved);
    let step = |label, state| deed(label, Deed::Step(state));
    let tell = |label, what| deed(label, Deed::Tell(what));
    let terminal = || step(t!("carrier-terminal-button"), State::AtTerminal);
    let ready = (leg.reach == Reach::Terminal).then(|| step(t!("carrier-ready-pickup-button"), State::ReadyForPickup));
    let given = || step(t!("carrier-given-button"), State::Delivered);
    let change = || deed(t!("carrier-change-button"), Deed::Hand);
    let track = leg.track.is_empty().then(|| tell(t!("carrier-track-button"), What::Track));
    let rows: Vec<Vec<Button>> = match delivery.state {
        State::Draft | State::Quoted => vec![vec![deed(t!("carrier-order-intercity"), Deed::Order)], vec![change()]],
        State::Ordered => vec![vec![step(t!("carrier-handed-button"), State::PickedUp)], vec![change()]],
        State::PickedUp => vec![
            vec![step(t!("carrier-in-transit-button"), State::InTransit), terminal()],
            ready.into_iter().chain([given()]).collect(),
        ],
        State::InTransit => vec![[terminal()].into_iter().chain(ready).collect(), vec![given()]],
        State::AtTerminal => vec![ready.into_iter().chain([given()]).collect()],
        State::ReadyForPickup => vec![vec![given()]],
        _ => Vec::new(),
    };
    part.buttons = rows;
    let moves = What::Move.fits(delivery) && delivery.state.has_left();
    let moves = moves.then(|| tell(t!("carrier-move-button"), What::Move));
    let free = What::Free.fits(delivery) && leg.reach == Reach::Terminal && leg.free.is_none();
    let free = free.then(|| tell(t!("carrier-free-button"), What::Free));
    let track = track.filter(|_| What::Track.fits(delivery) && !delivery.state.is_before_order());
    part.buttons.push(moves.into_iter().chain(free).chain(track).collect());
    part.buttons.push(bill_button(delivery, Some(leg)));
    part.buttons.retain(|row| !row.is_empty());
    part
}

/// Who carries it and how it goes.
fn lines(delivery: &Delivery, leg: &Carriage, moved: Option<&(Option<Day>, Day, String)>) -> Vec<Text> {
    // What was to be waited for is of no use once it has been handed over.
    let waits = delivery.state.is_moving() || delivery.state.is_before_order();
    let to = if leg.terminal.is_empty() {
        hand_form::reach(leg.reach)
    } else {
        t!("carrier-terminal", address = &leg.terminal)
    };
    let track = if leg.track.is_empty() { t!("carrier-no-track") } else { t!("carrier-track", number = &leg.track) };
    let moved = moved.map(|(from, to, why)| match from {
        Some(from) => t!("carrier-moved", from = from.0, to = to.0, why = why),
        None => t!("carrier-moved-to", to = to.0, why = why),
    });
    let lines = [
        Some(t!("carrier-by", name = &leg.carrier)),
        Some(to),
        Some(t!("carrier-size", count = leg.places, weight = card::kilograms(leg.weight))),
        Some(track),
        leg.planned.filter(|_| waits).map(|day| t!("carrier-planned", day = day.0)),
        moved.filter(|_| waits),
        (!leg.said.is_empty()).then(|| t!("carrier-their-word", words = &leg.said)),
        leg.free.filter(|_| waits).map(|day| t!("carrier-free", day = day.0)),
        leg.bill.map(|bill| t!("carrier-bill", sum = bill)),
    ];
    lines.into_iter().flatten().collect()
}
