//! What is counted in more than one trial: updates that were lost, and messages with a number of their own.

use crate::world::World;
use mosbot::playground::telegram::UserId;
use std::collections::{BTreeMap, BTreeSet};

/// Words that match no client: the bot answers each of them with one message that holds the number.
pub fn words(n: usize) -> String {
    format!("Лотос-{n}-")
}

/// The number in such words.
fn number(text: &str) -> Option<usize> {
    text.split("Лотос-").nth(1)?.split('-').next()?.parse().ok()
}

/// P1: how many updates are confirmed, and which of them are not in the inbox, or there and still open.
pub async fn lost(world: &World) -> (usize, Vec<String>) {
    let kept: BTreeMap<i64, String> =
        world.rows::<(i64, String)>("SELECT update_id, state FROM inbox").await.into_iter().collect();
    let confirmed = world.telegram.confirmed();
    let wrong = confirmed.iter().filter_map(|(update, _)| match kept.get(update).map(String::as_str) {
        Some("done" | "dead") => None,
        Some(state) => Some(format!("update {update} is confirmed and {state}")),
        None => Some(format!("update {update} is confirmed and lost")),
    });
    (confirmed.len(), wrong.collect())
}

/// What became of messages with numbers.
#[derive(Debug, Default)]
pub struct Delivered {
    /// Numbers that were accepted by Telegram at least once.
    pub accepted: usize,
    /// Accepted again, beyond the first time.
    pub twice: usize,
    /// Those of them that do not say so.
    pub unmarked: usize,
    /// Never accepted, and a row says why: the person has blocked the bot.
    pub listed: usize,
    /// Never accepted, and nothing says why.
    pub missing: Vec<String>,
    /// Answers of one chat that came in another order than the words they answer.
    pub misplaced: Vec<String>,
}

/// Follows the messages that answer the words `from..to`.
pub async fn delivered(world: &World, from: usize, to: usize) -> Delivered {
    let mut came: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last: BTreeMap<UserId, usize> = BTreeMap::new();
    let mut found = Delivered::default();
    for request in world.telegram.requests() {
        let text = request.fields["text"].as_str().unwrap_or_default();
        let numbered = (request.method, request.status) == ("sendMessage", 200);
        let Some(n) = number(text).filter(|n| numbered && (from..to).contains(n)) else { continue };
        let times = came.entry(n).or_default();
        *times += 1;
        if *times > 1 {
            found.twice += 1;
            found.unmarked += usize::from(!text.starts_with("(повтор)"));
            continue;
        }
        let chat = request.fields["chat_id"].as_i64().unwrap_or_default();
        if let Some(before) = last.insert(chat, n).filter(|before| *before > n) {
            found.misplaced.push(format!("{chat}: {n} came after {before}"));
        }
    }
    found.accepted = came.len();
    let refused = "SELECT payload FROM outbox WHERE state = 'dropped' AND error LIKE 'Forbidden%'";
    let refused = world.rows::<(String,)>(refused).await;
    let refused: BTreeSet<usize> = refused.iter().filter_map(|(payload,)| number(payload)).collect();
    for n in (from..to).filter(|n| !came.contains_key(n)) {
        if refused.contains(&n) {
            found.listed += 1;
        } else {
            found.missing.push(format!("the answer to «{}» was never accepted", words(n)));
        }
    }
    found
}
