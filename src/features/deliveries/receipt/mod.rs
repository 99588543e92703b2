//! The client confirms that it has come, and how we know (PRODUCT D5).
//!
//! Its law: whoever may receive is asked once and answers with two taps at most; the answer of one counts for all. Better
//! proof takes the place of weaker: the client in the bot, what the courier left, the code said on the phone, our word. A
//! problem becomes a claim at once. A stranger with the link sees this one delivery and nothing else.

mod answer;
mod ask;
mod chats;
mod client_views;
mod code;
mod hand;
mod link;
mod model;
mod ours;
mod press;
mod problem;
mod rows;
mod samples;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod tests;

pub use answer::DEAR;
pub use hand::receivers;
pub use link::START;
pub use model::{Grade, Receipt};
pub use ours::{installed, part};
pub use press::{Answer, Got};
pub use rows::{of, unanswered};
pub use samples::all as samples;
#[cfg(test)]
pub use samples::delivery as sample;
#[cfg(test)]
pub use stage::{People, booked, goes, joins, now, people};

use super::model::Delivery;
use crate::{
    bot::{
        dialogue::Form,
        routes::{Routes, in_dialogue, pressed},
        said::Said,
        screen::Button,
        turn::Turn,
    },
    db::{Conn, Id},
    error::Result,
    jobs::At,
    people::Role,
    text::Text,
};
use answer::Heard;
use press::Ours;

/// Its forms.
pub const FORMS: &[Form] = &[Form::of::<code::TypeCode>()];

/// Its buttons: of the client's whoever may hold a link, of ours those who ship.
pub const PRESSES: &[(&str, &[Role])] = &[("got", &[]), ("receipt", super::KEEPERS)];

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![
        pressed::<Got>().endpoint(answer::press),
        pressed::<Ours>().endpoint(ours::press),
        dptree::filter_map_async(|turn: Turn, said: Said| async move {
            // A reply to a message about a delivery is about that delivery, whatever else is open.
            if turn.update().reply_to.is_some() { hears(&turn, &said).await } else { None }
        })
        .endpoint(take),
    ]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![in_dialogue::<code::TypeCode>().endpoint(code::answer)]
}

/// Words and pictures while no form is open.
pub fn free() -> Vec<Routes> {
    vec![
        dptree::filter_map_async(|turn: Turn, said: Said| async move {
            if turn.draft().is_none() { hears(&turn, &said).await } else { None }
        })
        .endpoint(take),
    ]
}

/// What of it is meant for a question about a delivery. What can't be looked up is nobody's.
async fn hears(turn: &Turn, said: &Said) -> Option<Heard> {
    answer::heard(turn, said).await.ok().flatten()
}

async fn take(turn: Turn, heard: Heard, said: Said) -> Result {
    answer::take(&turn, heard, &said).await
}

/// What is to be said now.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    ask::look(conn, at).await
}

/// A button that opens the question about a delivery; `rev` does not matter to it.
pub fn open_button(label: Text, delivery: Id<Delivery>) -> Button {
    Button::press(label, &Got { delivery, rev: 0, answer: Answer::Show })
}
