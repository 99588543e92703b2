//! The shipping window is agreed with the client (PRODUCT D4 c): the client is asked, chooses by one tap or names another
//! time; whoever talked to them on the phone writes it down. Who does not answer is reminded once, then called.

mod ask;
mod client;
mod offer;
mod other;
mod phone;
mod press;
mod rows;
#[cfg(test)]
mod tests;
mod told;

pub use client::for_client;
pub use rows::moved_by_client;

use super::{
    KEEPERS, booking,
    card::Part,
    cards, mine,
    model::{Agreed, Delivery},
    rows as deliveries,
    window::{self, Window},
};
use crate::{
    bot::{
        dialogue::Form,
        event::Event,
        routes::{Routes, in_dialogue, pressed},
        screen::Button,
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::{Inverse, tasks},
    jobs::At,
    people::{Person, Role},
    t,
    text::Text,
};
use offer::OfferWindows;
use other::OtherTime;
use phone::PhoneAgreed;
use press::{Deed, Press, button};
use rows::State;
use serde::{Deserialize, Serialize};

/// How a window agreed without the client's tap is taken back.
pub const INVERSES: &[Inverse] = &[Inverse {
    kind: "delivery.dated",
    name: |_| Ok(t!("dates-deed")),
    undo: |turn, event| Box::pin(undo(turn, event)),
}];

/// Its forms.
pub const FORMS: &[Form] = &[Form::of::<OfferWindows>(), Form::of::<OtherTime>(), Form::of::<PhoneAgreed>()];

/// Its buttons.
pub const PRESSES: &[(&str, &[Role])] = &[("dates", KEEPERS), ("slot", &[Role::Client])];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![pressed::<Press>().endpoint(press::press), pressed::<client::Slot>().endpoint(client::press)]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![
        in_dialogue::<OfferWindows>().endpoint(offer::answer),
        in_dialogue::<PhoneAgreed>().endpoint(phone::answer),
        in_dialogue::<OtherTime>().endpoint(other::answer),
    ]
}

/// What is to be said now.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    ask::look(conn, at.moment()).await
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, reader: &Person, moment: Moment<'_>) -> Result<Part> {
    let Some(asked) = rows::of(conn, delivery.id).await? else { return Ok(Part::default()) };
    let mut part = Part::default();
    if !delivery.state.is_before_leaving() {
        return Ok(part);
    }
    let before_order = delivery.state.is_before_order();
    match asked.state {
        State::Asked if before_order => {
            let open = asked.windows.iter().filter(|(from, _)| *from > moment.now);
            let windows: Vec<Text> = open.map(|own| window::said(*own, reader.zone)).collect();
            part.lines.push(if windows.is_empty() {
                t!("dates-asked-past")
            } else {
                t!("dates-asked", windows = Text::Join(windows, "; "))
            });
            part.lines.extend(match asked.reminded {
                0 => None,
                1 => Some(t!("dates-reminded")),
                _ => Some(t!("dates-silent")),
            });
        }
        State::Wished => {
            part.lines.push(match asked.wished {
                Some(wished) => t!("dates-wished-window", window = window::said(wished, reader.zone)),
                None => t!("dates-wished", words = &asked.wish),
            });
            if !before_order {
                part.lines.push(t!("dates-ordered-already"));
            } else if asked.wished.is_some() && reader.is_any(KEEPERS) {
                part.buttons.push(vec![button(t!("dates-take-button"), delivery, Deed::Take)]);
            }
        }
        State::Asked | State::Agreed | State::Ended => {}
    }
    Ok(part)
}

/// The ways to an agreed window.
pub fn buttons(delivery: &Delivery) -> Vec<Button> {
    vec![
        button(t!("dates-offer-button"), delivery, Deed::Offer),
        button(t!("dates-phone-button"), delivery, Deed::Phone),
    ]
}

/// Nobody waits for the client's answer any more: the window is another one, or it does not go.
pub async fn end(conn: &mut Conn, id: Id<Delivery>, moment: Moment<'_>) -> Result {
    drop_call(conn, id, moment).await?;
    rows::end(conn, id).await
}

/// The call to a client who did not answer needs nobody any more.
async fn drop_call(conn: &mut Conn, id: Id<Delivery>, moment: Moment<'_>) -> Result {
    let asked = rows::of(conn, id).await?;
    let Some(task) = asked.and_then(|asked| asked.task) else { return Ok(()) };
    if tasks::closed_at(conn, task).await?.is_none() {
        tasks::cancel(conn, task, moment.now.into()).await?;
    }
    Ok(())
}

/// Sets a window, and how it was agreed; what it would cost is asked anew if it is another one.
async fn agree(
    conn: &mut Conn,
    delivery: &Delivery,
    own: Window,
    agreed: (Agreed, &str),
    moment: Moment<'_>,
) -> Result {
    drop_call(conn, delivery.id, moment).await?;
    deliveries::agree(conn, delivery.id, own, Some(agreed), moment.now.into()).await?;
    if own != (delivery.starts_at, delivery.ends_at) {
        booking::reprice(conn, delivery, moment).await?;
    }
    Ok(())
}

/// What is needed to take an agreed window back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Dated {
    window: Window,
    agreed: Option<(Agreed, String)>,
}

impl Dated {
    /// As it was before.
    pub fn of(delivery: &Delivery) -> Self {
        Self { window: (delivery.starts_at, delivery.ends_at), agreed: delivery.agreed.clone() }
    }
}

async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let delivery = mine(&turn, event.entity()?).await?;
    let before: Dated = event.data()?;
    if !delivery.state.is_before_order() {
        return Err(Error::User(t!("booking-went-on")));
    }
    let (id, now) = (delivery.id, turn.stamp());
    let agreed = before.agreed.as_ref().map(|(how, word)| (*how, word.as_str()));
    deliveries::agree(&mut turn.db(), id, before.window, agreed, now).await?;
    end(&mut turn.db(), id, turn.moment()).await?;
    if before.window != (delivery.starts_at, delivery.ends_at) {
        booking::reprice(&mut turn.db(), &delivery, turn.moment()).await?;
    }
    cards::refresh(&mut turn.db(), id, None, turn.moment()).await?;
    Ok(t!("dates-deed"))
}
