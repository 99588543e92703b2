//! What Dostavista tells of its orders. A callback is a hint to ask, never the truth; asking every two minutes is enough by
//! itself.

use super::super::{
    JOBS_CANCEL, JOBS_HEAR, JOBS_POLL,
    jobs::{AGAIN, inner, put_quote},
    model::{Booking, Cancelling, Seen, Stage, steps},
    rows as own, views,
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::Screen,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{
        Called, Hook, Taken,
        deliveries::{
            cards,
            model::{Delivery, State},
            moves, rows,
        },
    },
    jobs::{self, At, Failure},
    outside::dostavista::{self, BATCH, Dostavista, Order, RECEIPTS, Refusal, Status, Verdict},
    rules,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// What they call back.
pub const HOOK: Hook = Hook { name: "dostavista", take: |at, called| Box::pin(take(at, called)) };

/// They have what was asked for: from now on it is theirs.
pub async fn adopt(at: &At, booking: &Booking, order: &Order) -> Result {
    let mut tx = at.db.begin().await?;
    let Some(stands) = own::booking(&mut tx, booking.id).await? else { return Ok(()) };
    if stands.order.is_none() {
        let from_balance = order.payment_method.as_deref().is_none_or(|how| matches!(how, "balance" | "non_cash"));
        let made = order.created_at.unwrap_or_else(|| at.now());
        let paid = (order.id, order.price, from_balance);
        own::booked(&mut tx, booking.id, paid, made, at.stamp()).await?;
        moves::advance(&mut tx, booking.delivery, State::Ordered, at.now(), "", at.moment()).await?;
    }
    if let Some(booking) = own::booking(&mut tx, booking.id).await? {
        apply(&mut tx, &booking, order, at.moment()).await?;
    }
    tx.commit().await
}

/// What they say of an order, written over what was known; what is missing now was known before.
fn seen(booking: &Booking, order: &Order) -> Booking {
    let last = order.last();
    let first = order.points.first();
    let courier = order.courier.as_ref();
    let or = |told: Option<&String>, known: &String| told.cloned().unwrap_or_else(|| known.clone());
    Booking {
        status: order.status.word().to_owned(),
        price: order.price.unwrap_or(booking.price),
        name: or(courier.map(|courier| &courier.name), &booking.name),
        phone: courier.map_or_else(|| booking.phone.clone(), |courier| courier.phone.clone()),
        car: or(order.car.as_ref(), &booking.car),
        eta: last.and_then(|point| point.expected_at).or(booking.eta),
        tracking_url: or(last.and_then(|point| point.tracking_url.as_ref()), &booking.tracking_url),
        picked_at: first.and_then(|point| point.visited_at).or(booking.picked_at),
        visited_at: last.and_then(|point| point.visited_at).or(booking.visited_at),
        sign_url: or(last.and_then(|point| point.sign_photo_url.as_ref()), &booking.sign_url),
        place_url: or(last.and_then(|point| point.place_photo_url.as_ref()), &booking.place_url),
        received_by: or(last.and_then(|point| point.received_by.as_ref()), &booking.received_by),
        ..booking.clone()
    }
}

/// What they say of an order moves the delivery forward. A word that comes late or twice changes nothing.
async fn apply(conn: &mut Conn, booking: &Booking, order: &Order, moment: Moment<'_>) -> Result {
    let now = moment.now;
    let seen = seen(booking, order);
    let changed = own::see(conn, booking, &seen, now.into()).await?;
    if booking.stage == Stage::Booked && order.status == Status::Canceled {
        return cancelled(conn, booking, moment).await;
    }
    let told = Seen {
        status: &seen.status,
        has_courier: order.courier.is_some(),
        picked_at: seen.picked_at,
        visited_at: seen.visited_at,
        finished_at: order.finished_at,
    };
    if booking.stage == Stage::Booked {
        for (state, at) in steps(told, now) {
            moves::advance(conn, booking.delivery, state, at.min(now), "", moment).await?;
        }
        if order.status == Status::Completed {
            own::over(conn, booking.id, Stage::Done, now.into()).await?;
        }
    }
    // It was done and is not any more: that is told, and the delivery stays where the client has seen it.
    if order.status == Status::Reactivated && booking.status != seen.status && booking.stage == Stage::Done {
        let delivery = rows::read(conn, booking.delivery).await?;
        let key = format!("courier:{}:again:{}", booking.id, now.timestamp());
        tell(conn, &delivery, &key, &views::reactivated(&delivery), moment).await?;
    }
    if changed {
        rows::moved(conn, booking.delivery, now).await?;
        cards::refresh(conn, booking.delivery, None, moment).await?;
    }
    Ok(())
}

/// It is not theirs any more: before it has left it can be ordered anew, after that something is wrong.
async fn cancelled(conn: &mut Conn, booking: &Booking, moment: Moment<'_>) -> Result {
    if !own::over(conn, booking.id, Stage::Cancelled, moment.now.into()).await? {
        return Ok(());
    }
    let back = moves::fall_back(conn, booking.delivery, State::Draft, "", moment).await?;
    match &back {
        Some(delivery) => {
            rows::set_price(conn, delivery.id, None, moment.now.into()).await?;
            put_quote(conn, delivery.id, moment).await?;
        }
        None => {
            moves::advance(conn, booking.delivery, State::Problem, moment.now, "", moment).await?;
        }
    }
    if booking.cancelling != Some(Cancelling::Wanted) {
        let delivery = rows::read(conn, booking.delivery).await?;
        let key = format!("courier:{}:cancelled", booking.id);
        tell(conn, &delivery, &key, &views::cancelled(&delivery), moment).await?;
    }
    cards::refresh(conn, booking.delivery, None, moment).await
}

/// Tells those who look after a delivery, once.
pub async fn tell(conn: &mut Conn, delivery: &Delivery, key: &str, screen: &Screen, moment: Moment<'_>) -> Result {
    for person in rules::keepers(conn, delivery.owner).await? {
        let Some(chat) = person.tg_id else { continue };
        let letter = Letter::reply(chat, person.reader(moment.now), screen);
        let letter = Letter { class: Class::Alert, key: Some(format!("{key}:{}", person.id)), ..letter };
        outbox::send(conn, letter).await?;
    }
    Ok(())
}

/// What they say of some orders, as far as these are ours; how many there were.
async fn ask(at: &At, dostavista: &Dostavista, numbers: &[i64]) -> Result<Result<usize, Refusal>> {
    let told = match dostavista.orders(numbers).await {
        Ok(told) => told,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for order in &told {
        let mut tx = at.db.begin().await?;
        if let Some(booking) = own::by_order(&mut tx, order.id).await? {
            apply(&mut tx, &booking, order, at.moment()).await?;
        }
        tx.commit().await?;
    }
    Ok(Ok(told.len()))
}

/// Puts the question after everything under way; once a minute at most.
pub async fn put_poll(conn: &mut Conn, at: &At) -> Result {
    if own::to_poll(conn, at.now()).await?.is_empty() {
        return Ok(());
    }
    let key = format!("{JOBS_POLL}:{}", at.now().format("%Y-%m-%dT%H:%M"));
    jobs::put(conn, JOBS_POLL, Some(&key), &(), at.stamp()).await
}

/// Asks after everything under way, many in one call, and what has been paid for.
pub async fn poll(at: At, _: Value) -> Result<(), Failure> {
    let Some(dostavista) = at.dostavista.clone() else { return Ok(()) };
    let under_way = own::to_poll(&mut *at.db.read().await?, at.now()).await?;
    let numbers: Vec<i64> = under_way.iter().filter_map(|booking| booking.order).collect();
    for some in numbers.chunks(BATCH) {
        if let Err(refusal) = ask(&at, &dostavista, some).await? {
            tracing::warn!(%refusal, "Dostavista does not tell of its orders");
            return Ok(());
        }
        // What they do not know is not asked after all the time.
        let mut tx = at.db.begin().await?;
        for number in some {
            own::polled(&mut tx, *number, at.stamp()).await?;
        }
        tx.commit().await?;
    }
    let unpaid = own::without_receipt(&mut *at.db.read().await?, &numbers).await?;
    for some in unpaid.chunks(RECEIPTS) {
        match dostavista.receipts(some).await {
            Ok(receipts) => {
                let mut tx = at.db.begin().await?;
                for receipt in receipts {
                    own::cost(&mut tx, receipt.order, receipt.total).await?;
                    if let Some(booking) = own::by_order(&mut tx, receipt.order).await? {
                        cards::refresh(&mut tx, booking.delivery, None, at.moment()).await?;
                    }
                }
                tx.commit().await?;
            }
            Err(refusal) => tracing::warn!(%refusal, "Dostavista shows no receipts"),
        }
    }
    Ok(())
}

/// Takes a callback: whose it is first, then what it is about. Only the hint is kept, and a question is put.
async fn take(at: At, called: Called) -> Result<Taken> {
    let Some(dostavista) = &at.dostavista else { return Ok(Taken::Closed) };
    match dostavista.proves(called.header("x-dv-signature"), &called.body) {
        Verdict::NoSecret => return Ok(Taken::Closed),
        Verdict::Forged => return Ok(Taken::Forged),
        Verdict::Theirs => {}
    }
    let Some(told) = dostavista::callback(&called.body) else { return Ok(Taken::Idle) };
    let said_at: DateTime<Utc> = told.at.unwrap_or_else(|| at.now());
    let mut tx = at.db.begin().await?;
    if own::heard(&mut tx, told.order, &told.status, said_at, at.stamp()).await? {
        jobs::put(&mut tx, JOBS_HEAR, None, &told.order, at.stamp()).await?;
    }
    tx.commit().await?;
    Ok(Taken::Kept)
}

/// Asks after an order that something was called back about.
pub async fn hear(at: At, payload: Value) -> Result<(), Failure> {
    let number: i64 = inner(payload)?;
    let Some(dostavista) = at.dostavista.clone() else { return Ok(()) };
    if own::by_order(&mut *at.db.read().await?, number).await?.is_none() {
        return Ok(());
    }
    match ask(&at, &dostavista, &[number]).await? {
        Ok(_) => Ok(()),
        Err(refusal) if refusal.may_pass() => Err(Failure::Later(refusal.to_string())),
        Err(refusal) => Err(Failure::Never(refusal.to_string())),
    }
}

/// Puts the next step of cancelling; once, however often it is looked at.
pub async fn put_cancel(conn: &mut Conn, booking: Id<Booking>, tries: i64, now: DateTime<Utc>) -> Result {
    jobs::put(conn, JOBS_CANCEL, Some(&format!("{JOBS_CANCEL}:{booking}:{tries}")), &booking, now.into()).await
}

/// The next step of cancelling: what it costs now; then, if that was said yes to, the deed.
pub async fn cancel(at: At, payload: Value) -> Result<(), Failure> {
    let id: Id<Booking> = inner(payload)?;
    let Some(booking) = own::booking(&mut *at.db.read().await?, id).await? else { return Ok(()) };
    let (Some(wish @ (Cancelling::Asked | Cancelling::Wanted)), Some(number)) = (booking.cancelling, booking.order)
    else {
        return Ok(());
    };
    let Some(dostavista) = at.dostavista.clone() else { return Ok(()) };
    let order = match dostavista.orders(&[number]).await {
        Ok(mut orders) => orders.pop(),
        Err(_) => None,
    };
    let Some(order) = order else { return Ok(put_off(&at, &booking).await?) };
    settle(&at, &booking, &order).await?;
    let shown = booking.fee.filter(|_| wish == Cancelling::Wanted);
    if order.status.is_over() {
        Ok(())
    } else if shown.is_none_or(|shown| order.cancellation_fee > shown) {
        // It costs more by now than what somebody said yes to, or nobody has been asked yet.
        Ok(turn(&at, &booking, wish, Cancelling::Shown, Some(&order)).await?)
    } else {
        match dostavista.cancel(number).await {
            Ok(order) => Ok(settle(&at, &booking, &order).await?),
            // Whether it was heard is seen the next time it is asked after.
            Err(refusal) if refusal.may_pass() => Ok(put_off(&at, &booking).await?),
            Err(_) => Ok(turn(&at, &booking, wish, Cancelling::Refused, None).await?),
        }
    }
}

async fn settle(at: &At, booking: &Booking, order: &Order) -> Result {
    let mut tx = at.db.begin().await?;
    apply(&mut tx, booking, order, at.moment()).await?;
    tx.commit().await
}

async fn put_off(at: &At, booking: &Booking) -> Result {
    let mut tx = at.db.begin().await?;
    own::put_off(&mut tx, booking.id, at.now() + AGAIN).await?;
    tx.commit().await
}

async fn turn(at: &At, booking: &Booking, from: Cancelling, to: Cancelling, order: Option<&Order>) -> Result {
    let mut tx = at.db.begin().await?;
    let fee = order.map(|order| order.cancellation_fee);
    own::cancel(&mut tx, booking.id, Some(from), Some(to), fee, at.now() + AGAIN).await?;
    cards::refresh(&mut tx, booking.delivery, None, at.moment()).await?;
    tx.commit().await
}
