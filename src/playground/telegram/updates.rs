//! The queue of updates and `getUpdates`: order, confirmation, expiry, long polling, one poll at a time; what is due at a
//! webhook.

use super::methods::Call;
use super::refusal::Refusal;
use super::world::{Press, Queued, World};
use super::{Shared, world::PRESS_LIVES};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;
use tokio::time::Instant;

/// Numbers of updates begin above this.
const FIRST: i64 = 512_340_000;
/// Kinds that come only when asked for.
const UNASKED: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];
/// A longer update is dropped.
const LONGEST: usize = 64 * 1024;

/// Updates on their way to the bot.
#[derive(Debug, Default)]
pub(super) struct Updates {
    made: i64,
    pub(super) queue: VecDeque<Queued>,
    pub(super) confirmed: Vec<(i64, DateTime<Utc>)>,
    allowed: Option<Vec<String>>,
    /// Counts polls: only the last one is served.
    pub(super) polls: u64,
    /// The last poll, for the server's impatience with equal ones.
    last: Option<(i64, Instant)>,
    pub(super) impatient: bool,
    /// How often an update comes at most.
    pub(super) times: usize,
    again: VecDeque<(Queued, usize)>,
    /// By chat: how deliveries to the webhook go.
    pushes: HashMap<i64, Push>,
}

/// How deliveries to the webhook go in one chat: one at a time, in order.
#[derive(Debug, Default)]
struct Push {
    under_way: bool,
    failures: u32,
    not_before: Option<Instant>,
}

/// An update on its way to the webhook.
pub(super) struct Pushed {
    pub(super) chat: i64,
    pub(super) id: i64,
    pub(super) body: Value,
}

impl Updates {
    /// Updates that wait to be delivered and confirmed.
    pub(super) fn waiting(&self) -> usize {
        self.queue.len() + self.again.len()
    }

    /// The setting of `allowed_updates`; an empty list is the default.
    pub(super) fn allow(&mut self, kinds: &Value) {
        let kinds: Vec<String> =
            kinds.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        self.allowed = (!kinds.is_empty()).then_some(kinds);
    }

    /// The setting of `allowed_updates`, if there is one.
    pub(super) fn allowed(&self) -> Option<&[String]> {
        self.allowed.as_deref()
    }

    fn allows(&self, kind: &str) -> bool {
        self.allowed.as_ref().map_or_else(|| !UNASKED.contains(&kind), |kinds| kinds.iter().any(|known| known == kind))
    }

    /// Queues an update, whatever its kind; returns its number.
    pub(super) fn put(&mut self, mut body: Value, now: DateTime<Utc>) -> i64 {
        self.made += 1;
        let id = FIRST + self.made;
        body["update_id"] = json!(id);
        let lives = if body.get("callback_query").is_some() {
            PRESS_LIVES
        } else if body.get("inline_query").is_some() {
            TimeDelta::seconds(30)
        } else {
            TimeDelta::hours(24)
        };
        if body.to_string().len() <= LONGEST {
            self.queue.push_back(Queued { id, body, expires: now + lives });
        }
        id
    }

    /// Queues an update if the bot asked for its kind.
    pub(super) fn tell(&mut self, kind: &str, body: Value, now: DateTime<Utc>) {
        if self.allows(kind) {
            let mut update = json!({});
            update[kind] = body;
            self.put(update, now);
        }
    }

    fn confirm(&mut self, offset: i64, now: DateTime<Utc>) {
        let tail = FIRST + self.made;
        let keep = if offset < 0 {
            let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.queue.len().checked_sub(kept).and_then(|from| self.queue.get(from)).map_or(0, |first| first.id)
        } else if offset > tail + 10 {
            // The server takes such an offset for a mistake.
            0
        } else {
            offset
        };
        while self.queue.front().is_some_and(|update| update.id < keep) {
            let Some(update) = self.queue.pop_front() else { break };
            self.note_confirmed(update, now);
        }
    }

    fn note_confirmed(&mut self, update: Queued, now: DateTime<Utc>) {
        self.confirmed.push((update.id, now));
        let extra = usize::try_from(update.id.unsigned_abs().wrapping_mul(2_654_435_761) >> 7).unwrap_or(0);
        let extra = extra % self.times.max(1);
        if extra > 0 {
            self.again.push_back((update, extra));
        }
    }

    /// What may go to the webhook now, at most `most` at a time; they stay until they are settled.
    pub(super) fn push(&mut self, most: usize, now: DateTime<Utc>) -> Vec<Pushed> {
        self.queue.retain(|update| update.expires > now);
        let mut room = most.saturating_sub(self.pushes.values().filter(|push| push.under_way).count());
        let (mut seen, mut out) = (HashSet::new(), Vec::new());
        for update in self.queue.iter().chain(self.again.iter().map(|(update, _)| update)) {
            let chat = chat(&update.body);
            if room == 0 || !seen.insert(chat) {
                continue;
            }
            let push = self.pushes.entry(chat).or_default();
            if !push.under_way && push.not_before.is_none_or(|at| at <= Instant::now()) {
                push.under_way = true;
                room -= 1;
                out.push(Pushed { chat, id: update.id, body: update.body.clone() });
            }
        }
        out
    }

    /// When a delivery that failed is tried again.
    pub(super) fn next_push(&self) -> Option<Instant> {
        self.pushes.values().filter_map(|push| push.not_before).filter(|at| *at > Instant::now()).min()
    }

    /// The webhook has taken an update, or has not: then it is tried again after 1 s, 2 s, 4 s … 60 s.
    pub(super) fn settle(&mut self, pushed: &Pushed, taken: bool, now: DateTime<Utc>) {
        let push = self.pushes.entry(pushed.chat).or_default();
        push.under_way = false;
        if !taken {
            let pause = Duration::from_secs((1 << push.failures.min(6)).min(60));
            push.failures += 1;
            push.not_before = Some(Instant::now() + pause);
            return;
        }
        *push = Push::default();
        if let Some(at) = self.queue.iter().position(|update| update.id == pushed.id) {
            if let Some(update) = self.queue.remove(at) {
                self.note_confirmed(update, now);
            }
        } else if let Some(at) = self.again.iter().position(|(update, _)| update.id == pushed.id) {
            match self.again.remove(at) {
                Some((update, left)) if left > 1 => self.again.push_back((update, left - 1)),
                _ => {}
            }
        }
    }

    /// Failures are forgotten: another address, another try.
    pub(super) fn push_afresh(&mut self) {
        self.pushes.retain(|_, push| push.under_way);
    }

    /// The next updates; they stay until confirmed.
    fn deliver(&mut self, limit: usize, now: DateTime<Utc>) -> Vec<Value> {
        self.queue.retain(|update| update.expires > now);
        let mut batch: Vec<Value> = self.queue.iter().take(limit).map(|update| update.body.clone()).collect();
        for _ in 0..self.again.len().min(limit - batch.len()) {
            let Some((update, left)) = self.again.pop_front() else { break };
            batch.push(update.body.clone());
            if left > 1 {
                self.again.push_back((update, left - 1));
            }
        }
        batch
    }

    /// Forgets what waits.
    pub(super) fn drop_waiting(&mut self) {
        self.queue.clear();
        self.again.clear();
    }
}

/// Why a poll ended without an answer.
pub(super) enum Ended {
    Refused(Refusal),
    Lost,
}

/// `getUpdates`: waits for updates as long as the bot is willing to.
pub(super) async fn poll(shared: &Shared, call: &Call) -> Result<Value, Ended> {
    let mut offset = call.integer("offset").unwrap_or(0);
    let mut limit = match call.integer("limit") {
        None => 100,
        Some(limit @ 1..=100) => usize::try_from(limit).unwrap_or(100),
        Some(limit) => return Err(Ended::Refused(Refusal::rule(format!("limit must be 1-100, it is {limit}")))),
    };
    let mut wait = Duration::from_secs(call.integer("timeout").unwrap_or(0).clamp(0, 50).unsigned_abs());
    let turn = {
        let mut world = shared.lock();
        if world.webhook.is_some() {
            let why =
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
            return Err(Ended::Refused(Refusal::conflict(why)));
        }
        let updates = &mut world.updates;
        if let Some(kinds) = call.fields.get("allowed_updates") {
            updates.allow(kinds);
        }
        let (last, begun) = updates.last.replace((offset, Instant::now())).unzip();
        if let (true, true, Some(begun)) = (updates.impatient, last == Some(offset), begun) {
            if begun.elapsed() < Duration::from_secs(3) {
                wait = wait.max(Duration::from_secs(3));
            }
            if begun.elapsed() < Duration::from_millis(500) {
                limit = 1;
            }
        }
        updates.polls += 1;
        updates.polls
    };
    shared.wake.notify_waiters();
    let deadline = Instant::now() + wait;
    loop {
        let woken = shared.wake.notified();
        tokio::pin!(woken);
        woken.as_mut().enable();
        {
            let now = (shared.now)();
            let mut world = shared.lock();
            if world.faults.network_lost || world.faults.closed {
                return Err(Ended::Lost);
            }
            if world.faults.down {
                return Err(Ended::Refused(Refusal::new(502, "Bad Gateway")));
            }
            if world.webhook.is_some() {
                return Err(Ended::Refused(Refusal::conflict("terminated by setWebhook request")));
            }
            if world.updates.polls != turn {
                let why = "terminated by other getUpdates request; make sure that only one bot instance is running";
                return Err(Ended::Refused(Refusal::conflict(why)));
            }
            world.updates.confirm(std::mem::take(&mut offset), now);
            let batch = world.updates.deliver(limit, now);
            if !batch.is_empty() || Instant::now() >= deadline {
                mark_delivered(&mut world, &batch);
                return Ok(Value::Array(batch));
            }
        }
        // Woken or out of time: either way the loop looks again.
        let _ = tokio::time::timeout_at(deadline, woken).await;
    }
}

/// Whose chat an update is of: deliveries of one chat keep their order.
fn chat(body: &Value) -> i64 {
    let kinds = body.as_object().into_iter().flatten().map(|(_, kind)| kind);
    let mut ids = kinds.filter_map(|kind| kind["chat"]["id"].as_i64().or_else(|| kind["from"]["id"].as_i64()));
    ids.next().unwrap_or_default()
}

pub(super) fn mark_delivered(world: &mut World, batch: &[Value]) {
    for id in batch.iter().filter_map(|update| update["callback_query"]["id"].as_str()) {
        if let Some(press) = world.presses.get_mut(id) {
            press.delivered = true;
        }
    }
}

impl World {
    /// Queues the press of a button.
    pub(super) fn press(&mut self, press: Press) {
        let id = format!("{}{:07}", press.user, self.presses.len() + 1);
        let message = self.message(press.user, press.message).map_or_else(
            || json!({ "chat": self.chat_json(press.user), "message_id": press.message, "date": 0 }),
            |message| self.message_json(press.user, message),
        );
        let body = json!({
            "id": id,
            "from": self.user_json(press.user),
            "message": message,
            "chat_instance": format!("-{}", press.user),
            "data": press.data,
        });
        self.updates.tell("callback_query", body, press.at);
        self.presses.insert(id, press);
    }
}
