//! Callbacks of the stand-in: what has changed is told to an address, signed; twice, in disorder or forged if so told.

use super::{SECRET, Shared, answers, world::Waiting};
use crate::{
    error::Result,
    outside::{
        dostavista::{sign, wire},
        http,
    },
};
use serde_json::json;
use std::time::Duration;

/// Whoever takes longer has not taken it.
const PATIENCE: Duration = Duration::from_secs(20);

/// How callbacks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// One after another, once.
    Once,
    /// Each twice.
    Twice,
    /// The last first.
    Backwards,
    /// With a signature of somebody else.
    Forged,
}

/// One callback: the bytes and their signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The bytes that are signed.
    pub body: String,
    /// Their signature.
    pub signature: String,
}

/// Everything that waits to be told, and no longer waits then.
pub(super) fn letters(shared: &Shared) -> Vec<Letter> {
    let now = (shared.now)();
    let mut world = shared.lock();
    world.notice(now);
    let waiting: Vec<Waiting> = world.waiting.drain(..).collect();
    let letter = |waiting: &Waiting| {
        let made = world.orders.get(&waiting.order)?;
        let kind = if waiting.at == made.created_at { "order_created" } else { "order_changed" };
        let order = answers::order(made, waiting.at, world.shape);
        let body =
            json!({ "event_datetime": wire::moment(waiting.at), "event_type": kind, "order": order }).to_string();
        Some(Letter { signature: sign(SECRET, body.as_bytes()), body })
    };
    waiting.iter().filter_map(letter).collect()
}

/// Sends them; the HTTP status of each.
pub(super) async fn send(address: &str, mut letters: Vec<Letter>, manner: Manner) -> Result<Vec<u16>> {
    match manner {
        Manner::Once => {}
        Manner::Twice => letters = letters.iter().flat_map(|letter| [letter.clone(), letter.clone()]).collect(),
        Manner::Backwards => letters.reverse(),
        Manner::Forged => {
            for letter in &mut letters {
                letter.signature = sign("somebody else", letter.body.as_bytes());
            }
        }
    }
    let http = http::caller(PATIENCE)?;
    let mut answers = Vec::new();
    for letter in letters {
        let request = http.post(address).header("X-DV-Signature", letter.signature).body(letter.body);
        answers.push(request.send().await.map_err(http::without_url)?.status().as_u16());
    }
    Ok(answers)
}
