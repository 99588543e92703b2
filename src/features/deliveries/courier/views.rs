//! Couriers on our card and in what is told about them.

use super::{
    jobs,
    model::{Asking, Booking, Cancelling, PRICE_LASTS, Quote, Stage},
    press::{Courier, Deed},
};
use crate::{
    bot::screen::{Button, Screen},
    calendar::Moment,
    features::deliveries::{
        card::{self, Part},
        model::Delivery,
    },
    money::Money,
    t,
    text::Text,
};

fn button(label: Text, delivery: &Delivery, deed: Deed) -> Vec<Button> {
    vec![Button::press(label, &Courier { delivery: delivery.id, rev: delivery.rev, deed })]
}

/// What our card shows of the courier.
pub fn part(delivery: &Delivery, quote: Option<&Quote>, last: Option<&Booking>, moment: Moment<'_>) -> Part {
    let mut part = Part::default();
    if let Some(booking) = last {
        tried(&mut part, delivery, booking);
    }
    if delivery.state.is_before_order() {
        asked(&mut part, delivery, quote, moment);
    }
    part
}

/// What it costs, and the button that calls one.
fn asked(part: &mut Part, delivery: &Delivery, quote: Option<&Quote>, moment: Moment<'_>) {
    let Some(quote) = quote else {
        part.buttons.push(button(t!("courier-price-button"), delivery, Deed::Price));
        return;
    };
    match quote.stage {
        Asking::Asked => part.lines.push(t!("courier-asking")),
        Asking::Waiting => {
            let why = jobs::words(&quote.why).unwrap_or_else(|| t!("dostavista-unreachable"));
            part.lines.push(t!("courier-asking-again", why = why));
        }
        Asking::Refused => {
            let why = jobs::words(&quote.why).unwrap_or_else(|| t!("courier-no-price"));
            part.lines.push(t!("courier-refused", why = why));
            part.buttons.push(button(t!("courier-price-again-button"), delivery, Deed::Price));
        }
        Asking::Told | Asking::Changed => {
            let (Some(price), Some(at)) = (delivery.price, delivery.priced_at) else { return };
            part.lines.push(t!("courier-understood", address = &quote.address));
            if let (Asking::Changed, Ok(before)) = (quote.stage, serde_json::from_str::<Money>(&quote.why)) {
                part.lines.push(t!("courier-changed", before = before, price = price));
            }
            if moment.now - at > PRICE_LASTS {
                part.lines.push(t!("courier-priced", at = at));
                part.buttons.push(button(t!("courier-price-again-button"), delivery, Deed::Price));
            }
            part.buttons.push(button(t!("courier-call-button", price = price), delivery, Deed::Call));
        }
    }
}

/// The last try, and what can be done about it.
fn tried(part: &mut Part, delivery: &Delivery, booking: &Booking) {
    let why = jobs::words(&booking.why);
    match booking.stage {
        Stage::Wanted => {
            match why {
                Some(why) => part.lines.push(t!("courier-waits", why = why, at = booking.stage_at)),
                None => part.lines.push(t!("courier-calling")),
            }
            part.buttons.push(button(t!("courier-drop-button"), delivery, Deed::Drop));
        }
        Stage::Calling => part.lines.push(t!("courier-calling")),
        Stage::Unknown => part.lines.push(t!("courier-unknown", at = booking.stage_at)),
        Stage::Missing => {
            part.lines.push(t!("courier-missing"));
            part.buttons.push(button(t!("courier-again-button"), delivery, Deed::Again));
            part.buttons.push(button(t!("courier-drop-button"), delivery, Deed::Drop));
        }
        Stage::Refused if delivery.state.is_before_order() => {
            let why = why.unwrap_or_else(|| t!("courier-no-price"));
            part.lines.push(t!("courier-refused", why = why));
        }
        Stage::Booked | Stage::Done => carried(part, delivery, booking),
        Stage::Cancelled if delivery.state.is_before_order() => part.lines.push(over(booking)),
        Stage::Refused | Stage::Dropped | Stage::Cancelled => {}
    }
}

/// `Заказ 1250001 отменён`, with what it has cost.
fn over(booking: &Booking) -> Text {
    let number = booking.order.unwrap_or_default().to_string();
    match booking.cost.or(booking.fee).filter(|cost| *cost > Money::ZERO) {
        Some(cost) => t!("courier-over-cost", number = number, cost = cost),
        None => t!("courier-over", number = number),
    }
}

/// Their order: who carries it, and how it is cancelled.
fn carried(part: &mut Part, delivery: &Delivery, booking: &Booking) {
    let number = booking.order.unwrap_or_default().to_string();
    part.lines.push(t!("courier-order", number = number, status = status(&booking.status)));
    if !booking.name.is_empty() {
        let phone = booking.phone.as_ref().map(crate::phone::Phone::human);
        let who = [Some(booking.name.clone()), phone, Some(booking.car.clone()).filter(|car| !car.is_empty())];
        let who = who.into_iter().flatten().collect::<Vec<_>>().join(", ");
        part.lines.push(t!("courier-who", who = who));
    }
    if booking.stage == Stage::Done {
        let proofs = [
            (!booking.sign_url.is_empty()).then(|| t!("courier-sign")),
            (!booking.place_url.is_empty()).then(|| t!("courier-photo")),
            (!booking.received_by.is_empty()).then(|| t!("courier-taken", who = &booking.received_by)),
        ];
        let proofs: Vec<Text> = proofs.into_iter().flatten().collect();
        if !proofs.is_empty() {
            part.lines.push(t!("courier-proofs", proofs = Text::Join(proofs, ", ")));
        }
        let photos = [(t!("courier-sign-button"), &booking.sign_url), (t!("courier-photo-button"), &booking.place_url)];
        let photos = photos.into_iter().filter(|(_, url)| url.starts_with("https://"));
        let photos: Vec<Button> = photos.map(|(label, url)| Button::url(label, url)).collect();
        if !photos.is_empty() {
            part.buttons.push(photos);
        }
        if let Some(cost) = booking.cost {
            part.lines.push(t!("courier-cost", cost = cost));
        }
        return;
    }
    if let Some(eta) = booking.eta {
        part.lines.push(t!("courier-eta", at = eta));
    }
    match (booking.cancelling, booking.fee) {
        (Some(Cancelling::Asked), _) => part.lines.push(t!("courier-fee-asking")),
        (Some(Cancelling::Wanted), _) => part.lines.push(t!("courier-cancelling")),
        (Some(Cancelling::Shown), Some(fee)) => {
            let (line, label) = if fee > Money::ZERO {
                (t!("courier-fee", fee = fee), t!("courier-cancel-for-button", fee = fee))
            } else {
                (t!("courier-free"), t!("courier-cancel-free-button"))
            };
            part.lines.push(line);
            part.buttons.push(button(label, delivery, Deed::Cancel(fee)));
            part.buttons.push(button(t!("courier-keep-button"), delivery, Deed::Keep));
        }
        (Some(Cancelling::Refused), _) => part.lines.push(t!("dostavista-not-cancellable")),
        (None | Some(Cancelling::Shown), _) if delivery.state.is_before_leaving() => {
            part.buttons.push(button(t!("courier-cancel-button"), delivery, Deed::Fee));
        }
        (None | Some(Cancelling::Shown), _) => {}
    }
}

/// A button that begins to cancel, for whoever wants another courier.
pub fn change_button(delivery: &Delivery) -> Button {
    let press = Courier { delivery: delivery.id, rev: delivery.rev, deed: Deed::Fee };
    Button::press(t!("courier-change-button"), &press)
}

/// Their word, in ours.
fn status(word: &str) -> Text {
    match word {
        "new" => t!("courier-status-new"),
        "available" => t!("courier-status-available"),
        "active" => t!("courier-status-active"),
        "completed" => t!("courier-status-completed"),
        "reactivated" => t!("courier-status-reactivated"),
        "canceled" => t!("courier-status-canceled"),
        "delayed" => t!("courier-status-delayed"),
        other => Text::verbatim(other),
    }
}

fn about(delivery: &Delivery, line: Text) -> Screen {
    Screen::new(line).about(delivery.client).row([card::button(delivery)])
}

/// Nobody at theirs knows of the order.
pub fn missing(delivery: &Delivery) -> Screen {
    about(delivery, t!("courier-told-missing", delivery = card::named(delivery)))
}

/// They do not take the order.
pub fn refused(delivery: &Delivery, why: Text) -> Screen {
    about(delivery, t!("courier-told-refused", delivery = card::named(delivery), why = why))
}

/// The price is another by now.
pub fn changed(delivery: &Delivery, before: Money, price: Money) -> Screen {
    about(delivery, t!("courier-told-changed", delivery = card::named(delivery), before = before, price = price))
}

/// The courier, or they, have cancelled.
pub fn cancelled(delivery: &Delivery) -> Screen {
    about(delivery, t!("courier-told-cancelled", delivery = card::named(delivery)))
}

/// What was done is taken up again.
pub fn reactivated(delivery: &Delivery) -> Screen {
    about(delivery, t!("courier-told-reactivated", delivery = card::named(delivery)))
}
