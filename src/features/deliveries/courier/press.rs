//! Buttons of couriers on our card: a price, a courier, another try, cancelling. A press says what was shown; what is so
//! is looked at anew.

use super::{
    balance, jobs,
    model::{Asking, Booking, Cancelling, PRICE_LASTS, Stage, is_enough},
    orders, rows as own,
};
use crate::{
    bot::{
        couriers,
        screen::{self, Words},
        shown::{self, Side},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::deliveries::{
        booking, card, cards, mine,
        model::{Delivery, State, Way, link},
        moves, rows,
    },
    money::Money,
    t,
    text::Text,
};

/// A button of couriers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Courier {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// What does it cost?
    Price,
    /// Call one for the price that was shown.
    Call,
    /// They do not have it: call again.
    Again,
    /// They do not have it, or could not be asked: never mind.
    Drop,
    /// What would cancelling cost?
    Fee,
    /// Cancel for what was shown.
    Cancel(Money),
    /// Do not cancel.
    Keep,
}

impl screen::Press for Courier {
    const ROOM: &'static str = "courier";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Price => "price".to_owned(),
            Deed::Call => "call".to_owned(),
            Deed::Again => "again".to_owned(),
            Deed::Drop => "drop".to_owned(),
            Deed::Fee => "fee".to_owned(),
            Deed::Cancel(fee) => format!("cancel:{}", fee.kopecks()),
            Deed::Keep => "keep".to_owned(),
        };
        format!("{}:{}:{deed}", self.delivery.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "price" => Deed::Price,
            "call" => Deed::Call,
            "again" => Deed::Again,
            "drop" => Deed::Drop,
            "fee" => Deed::Fee,
            "cancel" => Deed::Cancel(Money::from_kopecks(words.parse()?)),
            "keep" => Deed::Keep,
            _ => return None,
        };
        Some(Self { delivery, rev, deed })
    }
}

/// A press on our card.
pub async fn press(turn: Turn, press: Courier) -> Result {
    let delivery = mine(&turn, press.delivery).await?;
    if couriers::known(&mut turn.db()).await?.by_hand || delivery.way != Way::Courier {
        return Err(Error::User(t!("courier-by-hand")));
    }
    let last = own::last(&mut turn.db(), delivery.id).await?;
    match press.deed {
        Deed::Price if !delivery.state.is_before_order() => done(&turn, &delivery, last.as_ref()).await,
        Deed::Price => {
            jobs::put_quote(&mut turn.db(), delivery.id, turn.moment()).await?;
            show(&turn, delivery.id).await
        }
        Deed::Call => call(&turn, &delivery, press.rev, last.as_ref()).await,
        Deed::Again | Deed::Drop => match last {
            Some(booking) => settle(&turn, &delivery, &booking, press.deed).await,
            None => changed(&turn, delivery.id).await,
        },
        Deed::Fee | Deed::Cancel(_) | Deed::Keep => match last {
            Some(booking) if booking.stage == Stage::Booked => cancel(&turn, &delivery, &booking, press.deed).await,
            other => done(&turn, &delivery, other.as_ref()).await,
        },
    }
}

/// One tap orders, once. Everything that stands against it is looked at now, not when the card was drawn.
async fn call(turn: &Turn, delivery: &Delivery, rev: i64, last: Option<&Booking>) -> Result {
    if !delivery.state.is_before_order() {
        return done(turn, delivery, last).await;
    }
    let quote = own::quote(&mut turn.db(), delivery.id).await?;
    let told = quote.is_some_and(|quote| matches!(quote.stage, Asking::Told | Asking::Changed));
    let price = delivery.price.zip(delivery.priced_at).filter(|_| told && delivery.state == State::Quoted);
    let Some((price, priced)) = price.filter(|_| rev == delivery.rev) else {
        return changed(turn, delivery.id).await;
    };
    if turn.now() - priced > PRICE_LASTS {
        jobs::put_quote(&mut turn.db(), delivery.id, turn.moment()).await?;
        turn.toast(t!("courier-price-old", at = priced)).await?;
        return show(turn, delivery.id).await;
    }
    let against = booking::objections(&mut turn.db(), delivery, turn.moment()).await?;
    if !against.is_empty() {
        let all = against.into_iter().map(|objection| objection.what).collect();
        return Err(Error::User(t!("courier-against", what = Text::Join(all, "; "))));
    }
    if delivery.ends_at <= turn.now() {
        return Err(Error::User(t!("courier-too-late")));
    }
    let balance = balance::known(&mut turn.db()).await?;
    if let Some(balance) = balance.filter(|balance| !is_enough(balance.sum, price)) {
        let (day, sum) = (balance.at, balance.sum);
        return Err(Error::User(t!("courier-balance-low", sum = sum, day = day, price = price)));
    }
    let me = turn.me().id;
    let wanted = own::want(&mut turn.db(), delivery.id, me, price, turn.stamp()).await?;
    let Some(id) = wanted else { return changed(turn, delivery.id).await };
    rows::approve(&mut turn.db(), delivery.id, Some(me), turn.stamp()).await?;
    moves::advance(&mut turn.db(), delivery.id, State::Approved, turn.now(), "", turn.moment()).await?;
    jobs::put_call(&mut turn.db(), id, 0, turn.now()).await?;
    turn.happened("courier.called", Some(delivery.client), delivery.id, &price).await?;
    show(turn, delivery.id).await
}

/// They do not have it, or could not be asked yet: a person says what now.
async fn settle(turn: &Turn, delivery: &Delivery, booking: &Booking, deed: Deed) -> Result {
    let may = matches!((booking.stage, deed), (Stage::Missing, _) | (Stage::Wanted, Deed::Drop));
    if !may {
        return done(turn, delivery, Some(booking)).await;
    }
    let (stage, now) = (booking.stage, turn.now());
    if !own::turn(&mut turn.db(), booking.id, stage, Stage::Dropped, "", now, turn.stamp()).await? {
        return changed(turn, delivery.id).await;
    }
    if deed == Deed::Again {
        let me = turn.me().id;
        let wanted = own::want(&mut turn.db(), delivery.id, me, booking.price, turn.stamp()).await?;
        if let Some(id) = wanted {
            jobs::put_call(&mut turn.db(), id, 0, turn.now()).await?;
        }
        turn.happened("courier.called", Some(delivery.client), delivery.id, &booking.price).await?;
    } else {
        moves::fall_back(&mut turn.db(), delivery.id, State::Quoted, "", turn.moment()).await?;
        turn.happened("courier.dropped", Some(delivery.client), delivery.id, &booking.price).await?;
    }
    show(turn, delivery.id).await
}

/// What cancelling costs is shown before anything is cancelled.
async fn cancel(turn: &Turn, delivery: &Delivery, booking: &Booking, deed: Deed) -> Result {
    let (from, now) = (booking.cancelling, turn.now());
    let to = match (deed, from) {
        (Deed::Fee, None | Some(Cancelling::Refused)) => Some(Cancelling::Asked),
        (Deed::Cancel(fee), Some(Cancelling::Shown)) if booking.fee == Some(fee) => Some(Cancelling::Wanted),
        (Deed::Keep, Some(Cancelling::Shown)) => None,
        _ => return changed(turn, delivery.id).await,
    };
    if !own::cancel(&mut turn.db(), booking.id, from, to, None, now).await? {
        return changed(turn, delivery.id).await;
    }
    if to.is_some() {
        orders::put_cancel(&mut turn.db(), booking.id, booking.tries + 1, now).await?;
    }
    if to == Some(Cancelling::Wanted) {
        turn.happened("courier.cancelled", Some(delivery.client), delivery.id, &booking.fee).await?;
    }
    show(turn, delivery.id).await
}

/// It was done before, by whoever it was.
async fn done(turn: &Turn, delivery: &Delivery, last: Option<&Booking>) -> Result {
    let at = last.map_or(delivery.state_at, |booking| booking.stage_at);
    turn.toast(t!("frame-already-done", at = at)).await?;
    show(turn, delivery.id).await
}

async fn changed(turn: &Turn, delivery: Id<Delivery>) -> Result {
    turn.toast(t!("frame-card-changed")).await?;
    show(turn, delivery).await
}

/// The card where the button was, and every other card of it.
async fn show(turn: &Turn, id: Id<Delivery>) -> Result {
    let me = turn.me().clone();
    let delivery = mine(turn, id).await?;
    let screen = card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    shown::show(turn, &link(id), Side::Us, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press;

    #[test]
    fn a_button_fits_and_is_read_again() {
        let largest = Deed::Cancel(Money::from_rubles(99_999_999));
        for deed in [Deed::Price, Deed::Call, Deed::Again, Deed::Drop, Deed::Fee, largest, Deed::Keep] {
            let press = Courier { delivery: Id::new(), rev: i64::from(i32::MAX), deed };
            let packed = press.pack();
            assert!(Courier::ROOM.len() + 1 + packed.len() <= 64, "{packed}");
            assert_eq!(Courier::unpack(&packed), Some(press));
        }
        assert_eq!(Courier::unpack("x:1:call"), None);
    }
}
