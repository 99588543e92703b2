//! What Dostavista is asked for: a price, a courier. Booking is money: the try lies in the table before they are asked, they
//! are asked once, and a lost answer is looked up by our number before anything else happens.

use super::{
    JOBS_CALL, JOBS_QUOTE,
    model::{Asking, Booking, LOOK_FOR, PRICE_LASTS, Quote, Stage},
    orders, rows as own, views,
};
use crate::{
    bot::couriers,
    db::{Conn, Id, Tx},
    error::Result,
    features::{
        deliveries::{
            cards,
            model::{Delivery, Line, State, Transport, Way},
            moves, rows,
        },
        warehouse,
    },
    jobs::{self, At, Failure},
    money::Money,
    outside::dostavista::{Dostavista, Fault, Order, Refusal, Stop, Wanted},
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What could not be done is tried again after so long.
pub const AGAIN: TimeDelta = TimeDelta::seconds(50);
/// An order of ours may have been made so long before we believe to have asked for it: clocks differ.
const CLOCKS: TimeDelta = TimeDelta::minutes(2);
/// The courier comes to us so long before the window at the client begins.
const AHEAD: TimeDelta = TimeDelta::minutes(90);

/// A price to be asked for.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ask {
    pub delivery: Id<Delivery>,
    pub ask: Id<Quote>,
}

/// Why there is no price or no courier, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
enum Why {
    /// They said so.
    Theirs(Refusal),
    /// We do not know where it is fetched from.
    NoPlace,
    /// They warn of something and tell no price.
    NoPrice,
}

/// What was kept, in words.
pub fn words(kept: &str) -> Option<Text> {
    Some(match serde_json::from_str(kept).ok()? {
        Why::Theirs(refusal) => refusal.text(),
        Why::NoPlace => t!("courier-no-place"),
        Why::NoPrice => t!("courier-no-price"),
    })
}

/// Whether what was kept is that the money was not enough.
pub fn is_balance(kept: &str) -> bool {
    matches!(serde_json::from_str(kept), Ok(Why::Theirs(Refusal::InsufficientBalance)))
}

fn kept(why: &Why) -> Result<String> {
    Ok(serde_json::to_string(why)?)
}

fn theirs(refusal: Refusal) -> Result<String> {
    kept(&Why::Theirs(refusal))
}

/// An order for a delivery; `None` if we do not know where it is fetched from.
async fn wanted(
    conn: &mut Conn,
    delivery: &Delivery,
    reference: Option<String>,
    now: DateTime<Utc>,
) -> Result<Option<Wanted>> {
    let place = match delivery.place {
        Some(place) => warehouse::place(conn, place).await?,
        None => None,
    };
    let Some(place) = place else { return Ok(None) };
    let house = couriers::known(conn).await?;
    let lines = rows::lines(conn, delivery.id).await?;
    let begins = delivery.starts_at - AHEAD;
    let (from, until) = if begins > now { (Some(begins), Some(delivery.starts_at)) } else { (None, None) };
    let at_ours = Stop {
        address: place.address,
        name: if place.contact.is_empty() { house.contact_name } else { place.contact },
        phone: place.phone.or(house.contact_phone),
        from,
        until,
        note: String::new(),
        reference: None,
    };
    let notes = [delivery.entry.as_str(), delivery.note.as_str()];
    let at_theirs = Stop {
        address: delivery.address.clone(),
        name: delivery.contact_name.clone(),
        phone: Some(delivery.contact_phone.clone()),
        from: Some(delivery.starts_at).filter(|from| *from > now),
        until: Some(delivery.ends_at),
        note: notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(". "),
        reference,
    };
    Ok(Some(Wanted {
        matter: matter(&lines),
        vehicle: vehicle(delivery.transport),
        weight_kg: (delivery.weight + 999) / 1000,
        insurance: delivery.insured,
        loaders: delivery.loaders,
        stops: vec![at_ours, at_theirs],
    }))
}

/// What they carry, in the words of those who will read it.
fn matter(lines: &[Line]) -> String {
    let all = lines.iter().map(|line| format!("{} {} шт.", line.name, line.qty));
    all.collect::<Vec<_>>().join(", ").chars().take(5000).collect()
}

/// Their numbers of vehicles (INTEGRATIONS 1.6).
const fn vehicle(transport: Transport) -> i64 {
    match transport {
        Transport::Foot => 6,
        Transport::Car => 1,
        Transport::Heel => 2,
        Transport::Porter => 3,
        Transport::Gazelle => 4,
        Transport::Large => 5,
    }
}

/// What came of asking for a price.
enum Answer {
    Price(Money, String),
    No(String),
    /// Later, perhaps.
    Silence(String),
}

async fn calculate(dostavista: &Dostavista, wanted: Option<&Wanted>) -> Result<Answer> {
    let Some(wanted) = wanted else { return Ok(Answer::No(kept(&Why::NoPlace)?)) };
    match dostavista.calculate(wanted).await {
        Ok(quote) if !quote.faults.is_empty() => {
            let address = quote.faults.iter().any(Fault::is_address);
            let refusal = if address { Refusal::BadAddress(quote.faults) } else { Refusal::Parameters(quote.faults) };
            Ok(Answer::No(theirs(refusal)?))
        }
        // Whatever else they warn of, they may not take it.
        Ok(quote) if !quote.warnings.is_empty() => Ok(Answer::No(theirs(Refusal::Refused(quote.warnings.join(", ")))?)),
        Ok(quote) => match quote.price {
            Some(price) => Ok(Answer::Price(price, quote.addresses.last().cloned().unwrap_or_default())),
            None => Ok(Answer::No(kept(&Why::NoPrice)?)),
        },
        Err(refusal) if refusal.may_pass() => Ok(Answer::Silence(theirs(refusal)?)),
        Err(refusal) => Ok(Answer::No(theirs(refusal)?)),
    }
}

/// Asks what a delivery would cost.
pub async fn quote(at: At, payload: Value) -> Result<(), Failure> {
    let Ask { delivery, ask } = inner(payload)?;
    let Some(dostavista) = at.dostavista.clone() else { return Ok(()) };
    let order = {
        let mut conn = at.db.read().await?;
        let asked = own::quote(&mut conn, delivery).await?.is_some_and(|quote| quote.ask == ask);
        let stands = rows::read(&mut conn, delivery).await?;
        if !asked || !stands.state.is_before_order() || stands.way != Way::Courier {
            return Ok(());
        }
        wanted(&mut conn, &stands, None, at.now()).await?
    };
    let answer = calculate(&dostavista, order.as_ref()).await?;
    let mut tx = at.db.begin().await?;
    let stands = rows::read(&mut tx, delivery).await?;
    if !stands.state.is_before_order() {
        return Ok(());
    }
    let (stage, address, why) = match &answer {
        Answer::Price(_, address) => (Asking::Told, address.as_str(), ""),
        Answer::No(why) => (Asking::Refused, "", why.as_str()),
        Answer::Silence(why) => (Asking::Waiting, "", why.as_str()),
    };
    if !own::answered(&mut tx, (delivery, ask), stage, address, why, at.stamp()).await? {
        return Ok(());
    }
    if let Answer::Price(price, _) = answer {
        rows::set_price(&mut tx, delivery, Some(price), at.stamp()).await?;
        moves::advance(&mut tx, delivery, State::Quoted, at.now(), "", at.moment()).await?;
    }
    cards::refresh(&mut tx, delivery, None, at.moment()).await?;
    tx.commit().await?;
    match answer {
        Answer::Silence(why) => Err(Failure::Later(why)),
        Answer::Price(..) | Answer::No(_) => Ok(()),
    }
}

/// Puts the question for a price.
pub async fn put_quote(conn: &mut Conn, delivery: Id<Delivery>, moment: crate::calendar::Moment<'_>) -> Result {
    let ask = own::ask(conn, delivery, moment.now.into()).await?;
    jobs::put(conn, JOBS_QUOTE, None, &Ask { delivery, ask }, moment.now.into()).await
}

/// Puts the next step of a try; once, however often it is looked at.
pub async fn put_call(conn: &mut Conn, booking: Id<Booking>, tries: i64, now: DateTime<Utc>) -> Result {
    jobs::put(conn, JOBS_CALL, Some(&format!("{JOBS_CALL}:{booking}:{tries}")), &booking, now.into()).await
}

/// The next step of a try.
pub async fn call(at: At, payload: Value) -> Result<(), Failure> {
    let id: Id<Booking> = inner(payload)?;
    let Some((booking, delivery)) = known(&at, id).await? else { return Ok(()) };
    let Some(dostavista) = at.dostavista.clone() else {
        return Ok(put_off(&at, &booking, "").await?);
    };
    match booking.stage {
        Stage::Wanted => Ok(order(&at, &dostavista, &booking, &delivery).await?),
        Stage::Calling | Stage::Unknown => Ok(look_up(&at, &dostavista, &booking).await?),
        Stage::Missing | Stage::Booked | Stage::Done | Stage::Refused | Stage::Dropped | Stage::Cancelled => Ok(()),
    }
}

async fn known(at: &At, id: Id<Booking>) -> Result<Option<(Booking, Delivery)>> {
    let mut conn = at.db.read().await?;
    let Some(booking) = own::booking(&mut conn, id).await? else { return Ok(None) };
    let delivery = rows::read(&mut conn, booking.delivery).await?;
    Ok(Some((booking, delivery)))
}

/// Asks for a courier: everything that may be asked before is, then the try is marked, then they are asked, once.
async fn order(at: &At, dostavista: &Dostavista, booking: &Booking, delivery: &Delivery) -> Result {
    if delivery.state != State::Approved {
        return step(at, booking, Stage::Wanted, Stage::Dropped, "").await.map(drop);
    }
    let (before, order) = {
        let mut conn = at.db.read().await?;
        let before = own::lost_before(&mut conn, booking).await?;
        (before, wanted(&mut conn, delivery, Some(booking.reference()), at.now()).await?)
    };
    // They may have an earlier try after all: it is taken instead of a second one.
    for lost in &before {
        match find(dostavista, lost).await {
            Ok(Some(order)) if !order.status.is_over() => return orders::adopt(at, booking, &order).await,
            Ok(_) => {}
            Err(refusal) => return put_off(at, booking, &theirs(refusal)?).await,
        }
    }
    if delivery.priced_at.is_none_or(|priced| at.now() - priced > PRICE_LASTS) {
        match calculate(dostavista, order.as_ref()).await? {
            Answer::Price(price, _) if price == booking.price => {
                let mut tx = at.db.begin().await?;
                rows::set_price(&mut tx, delivery.id, Some(price), at.stamp()).await?;
                tx.commit().await?;
            }
            Answer::Price(price, _) => return changed(at, booking, price).await,
            Answer::No(why) => return refused(at, booking, Stage::Wanted, &why).await,
            Answer::Silence(why) => return put_off(at, booking, &why).await,
        }
    }
    let Some(order) = order else { return refused(at, booking, Stage::Wanted, &kept(&Why::NoPlace)?).await };
    // Whoever dies after this has perhaps asked: from now on it is looked up, not asked.
    if !step(at, booking, Stage::Wanted, Stage::Calling, "").await? {
        return Ok(());
    }
    match dostavista.create(&order).await {
        Ok(order) => orders::adopt(at, booking, &order).await,
        Err(refusal @ (Refusal::Unreachable(_) | Refusal::RateLimit)) => {
            step(at, booking, Stage::Calling, Stage::Wanted, &theirs(refusal)?).await.map(drop)
        }
        // A copy of a recent one may be ours; if it is not, it is somebody's, and they do not take another.
        Err(Refusal::Duplicate) => match find(dostavista, booking).await {
            Ok(Some(order)) => orders::adopt(at, booking, &order).await,
            Ok(None) => refused(at, booking, Stage::Calling, &theirs(Refusal::Duplicate)?).await,
            Err(_) => step(at, booking, Stage::Calling, Stage::Unknown, "").await.map(drop),
        },
        Err(Refusal::Unknown(_)) => {
            let Some((booking, _)) = known(at, booking.id).await? else { return Ok(()) };
            look_up(at, dostavista, &booking).await
        }
        Err(refusal) => refused(at, booking, Stage::Calling, &theirs(refusal)?).await,
    }
}

async fn find(dostavista: &Dostavista, booking: &Booking) -> Result<Option<Order>, Refusal> {
    let called = booking.called_at.unwrap_or(booking.stage_at);
    dostavista.find(&booking.reference(), called - CLOCKS).await
}

/// Whether they have what they were asked for. Not to find it at once is not to know that it is not there.
async fn look_up(at: &At, dostavista: &Dostavista, booking: &Booking) -> Result {
    match find(dostavista, booking).await {
        Ok(Some(order)) => orders::adopt(at, booking, &order).await,
        Ok(None) if booking.called_at.is_none_or(|called| at.now() - called >= LOOK_FOR) => {
            if !step(at, booking, booking.stage, Stage::Missing, "").await? {
                return Ok(());
            }
            let mut tx = at.db.begin().await?;
            let delivery = rows::read(&mut tx, booking.delivery).await?;
            let key = format!("courier:{}:missing", booking.id);
            orders::tell(&mut tx, &delivery, &key, &views::missing(&delivery), at.moment()).await?;
            tx.commit().await
        }
        Ok(None) => step(at, booking, booking.stage, Stage::Unknown, "").await.map(drop),
        Err(refusal) => {
            let why = theirs(refusal)?;
            step(at, booking, booking.stage, Stage::Unknown, &why).await.map(drop)
        }
    }
}

/// Moves a try on and shows it; `false` if it has gone on meanwhile.
async fn step(at: &At, booking: &Booking, from: Stage, to: Stage, why: &str) -> Result<bool> {
    let mut tx = at.db.begin().await?;
    let moved = own::turn(&mut tx, booking.id, from, to, why, at.now() + AGAIN, at.stamp()).await?;
    cards::refresh(&mut tx, booking.delivery, None, at.moment()).await?;
    tx.commit().await?;
    Ok(moved)
}

async fn put_off(at: &At, booking: &Booking, why: &str) -> Result {
    step(at, booking, booking.stage, booking.stage, why).await.map(drop)
}

/// They said no: the delivery can be changed and tried again.
async fn refused(at: &At, booking: &Booking, from: Stage, why: &str) -> Result {
    let mut tx = at.db.begin().await?;
    if own::turn(&mut tx, booking.id, from, Stage::Refused, why, at.now(), at.stamp()).await? {
        back(&mut tx, booking, at).await?;
        let delivery = rows::read(&mut tx, booking.delivery).await?;
        let key = format!("courier:{}:refused", booking.id);
        let why = words(why).unwrap_or_else(|| t!("courier-no-price"));
        orders::tell(&mut tx, &delivery, &key, &views::refused(&delivery, why), at.moment()).await?;
    }
    tx.commit().await
}

/// The price is another than the one somebody said yes to: they are shown the new one.
async fn changed(at: &At, booking: &Booking, price: Money) -> Result {
    let mut tx = at.db.begin().await?;
    if own::turn(&mut tx, booking.id, Stage::Wanted, Stage::Dropped, "", at.now(), at.stamp()).await? {
        rows::set_price(&mut tx, booking.delivery, Some(price), at.stamp()).await?;
        if let Some(quote) = own::quote(&mut tx, booking.delivery).await? {
            let asked = (booking.delivery, quote.ask);
            let before = serde_json::to_string(&booking.price)?;
            own::answered(&mut tx, asked, Asking::Changed, &quote.address, &before, at.stamp()).await?;
        }
        back(&mut tx, booking, at).await?;
        let delivery = rows::read(&mut tx, booking.delivery).await?;
        let key = format!("courier:{}:changed", booking.id);
        let screen = views::changed(&delivery, booking.price, price);
        orders::tell(&mut tx, &delivery, &key, &screen, at.moment()).await?;
    }
    tx.commit().await
}

async fn back(tx: &mut Tx, booking: &Booking, at: &At) -> Result {
    moves::fall_back(tx, booking.delivery, State::Quoted, "", at.moment()).await?;
    cards::refresh(tx, booking.delivery, None, at.moment()).await
}

/// What was put with a job.
pub fn inner<P: serde::de::DeserializeOwned>(payload: Value) -> Result<P, Failure> {
    let payload: jobs::Payload<P> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    Ok(payload.inner)
}
