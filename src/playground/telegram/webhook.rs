//! The webhook: how it is set, and updates on their way to it. Each chat's come in order, chats side by side; what is not
//! taken with a 2xx is tried again. An address must be `https`; where it leads the world knows.

use super::Shared;
use super::methods::Call;
use super::refusal::Refusal;
use super::updates::{self, Pushed};
use super::world::{Webhook, World};
use crate::outside::http;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use reqwest::Client;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The server waits so long for an answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// Nothing is due: it looks again then.
const IDLE: Duration = Duration::from_hours(1);

/// `setWebhook`; an empty address removes it.
pub(super) fn set(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let url = call.text("url").unwrap_or_default();
    if url.is_empty() {
        return Ok(delete(world, call));
    }
    let Some(host) = host(url) else {
        return Err(Refusal::rule("bad webhook: An HTTPS URL must be provided for webhook"));
    };
    let port = host.rsplit_once(':').map_or("443", |(_, port)| port);
    if !["443", "80", "88", "8443"].contains(&port) {
        return Err(Refusal::rule("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
    }
    let secret_fits = |secret: &str| {
        (1..=256).contains(&secret.len())
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    let secret = call.text("secret_token");
    if !secret.is_none_or(secret_fits) {
        return Err(Refusal::rule("secret token contains unallowed characters or is too long"));
    }
    let max_connections = call.integer("max_connections").unwrap_or(40);
    if !(1..=100).contains(&max_connections) {
        return Err(Refusal::rule(format!("max_connections must be 1-100, it is {max_connections}")));
    }
    if let Some(kinds) = call.fields.get("allowed_updates") {
        world.updates.allow(kinds);
    }
    if call.flag("drop_pending_updates") {
        world.updates.drop_waiting();
    }
    world.updates.push_afresh();
    let (url, secret) = (url.to_owned(), secret.map(str::to_owned));
    world.webhook = Some(Webhook { url, secret, max_connections, last_error: None });
    Ok(json!(true))
}

/// `deleteWebhook`.
pub(super) fn delete(world: &mut World, call: &Call) -> Value {
    world.webhook = None;
    if call.flag("drop_pending_updates") {
        world.updates.drop_waiting();
    }
    json!(true)
}

/// `getWebhookInfo`.
pub(super) fn info(world: &World) -> Value {
    let pending_update_count = world.updates.waiting();
    let mut info = json!({ "url": "", "has_custom_certificate": false, "pending_update_count": pending_update_count });
    if let Some(webhook) = &world.webhook {
        info["url"] = json!(webhook.url);
        info["max_connections"] = json!(webhook.max_connections);
        if let Some((at, why)) = &webhook.last_error {
            info["last_error_date"] = json!(at.timestamp());
            info["last_error_message"] = json!(why);
        }
    }
    if let Some(allowed) = world.updates.allowed() {
        info["allowed_updates"] = json!(allowed);
    }
    info
}

fn host(url: &str) -> Option<&str> {
    url.strip_prefix("https://").and_then(|rest| rest.split('/').next())
}

/// Where a delivery goes, and as whose.
struct Way {
    webhook: String,
    address: Option<String>,
    secret: Option<String>,
}

/// Pushes updates to the webhook, if there is one, for ever.
pub(super) async fn deliver(shared: Arc<Shared>) {
    let http = match http::client(None) {
        Ok(http) => http,
        Err(error) => return tracing::error!(%error, "the emulator of Telegram delivers nothing"),
    };
    let mut under_way = FuturesUnordered::new();
    loop {
        let woken = shared.wake.notified();
        tokio::pin!(woken);
        woken.as_mut().enable();
        let (due, next) = {
            let now = (shared.now)();
            let mut world = shared.lock();
            let due = world.due_at_webhook(now);
            (due, world.updates.next_push().unwrap_or_else(|| Instant::now() + IDLE))
        };
        under_way.extend(due.into_iter().map(|(way, pushed)| push(&http, way, pushed)));
        tokio::select! {
            Some((webhook, pushed, taken)) = under_way.next() => {
                shared.change(|world, now| world.delivered(&webhook, &pushed, taken, now));
            }
            _ = tokio::time::timeout_at(next, woken) => {}
        }
    }
}

/// One delivery: the webhook it was for, the update, and why it was not taken.
async fn push(http: &Client, way: Way, pushed: Pushed) -> (String, Pushed, Result<(), String>) {
    let Some(address) = way.address else {
        return (way.webhook, pushed, Err("Failed to resolve host: Name or service not known".to_owned()));
    };
    let mut request = http.post(address).json(&pushed.body).timeout(PATIENCE);
    if let Some(secret) = way.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    let taken = match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => Err(format!("Wrong response from the webhook: {}", response.status())),
        Err(error) if error.is_connect() => Err("Connection refused".to_owned()),
        Err(_) => Err("Read timeout expired".to_owned()),
    };
    (way.webhook, pushed, taken)
}

impl World {
    fn due_at_webhook(&mut self, now: chrono::DateTime<chrono::Utc>) -> Vec<(Way, Pushed)> {
        let faults = &self.faults;
        if faults.network_lost || faults.down || faults.token_refused || faults.closed {
            return Vec::new();
        }
        let Some(webhook) = &self.webhook else { return Vec::new() };
        let (url, secret) = (webhook.url.clone(), webhook.secret.clone());
        let host = host(&url).unwrap_or_default();
        let below = url.strip_prefix("https://").and_then(|rest| rest.strip_prefix(host)).unwrap_or_default();
        let address = self.ways.get(host).map(|way| format!("{way}{below}"));
        let most = usize::try_from(webhook.max_connections).unwrap_or(1);
        let way = || Way { webhook: url.clone(), address: address.clone(), secret: secret.clone() };
        self.updates.push(most, now).into_iter().map(|pushed| (way(), pushed)).collect()
    }

    fn delivered(
        &mut self,
        webhook: &str,
        pushed: &Pushed,
        taken: Result<(), String>,
        now: chrono::DateTime<chrono::Utc>,
    ) {
        self.updates.settle(pushed, taken.is_ok(), now);
        match taken {
            Ok(()) => updates::mark_delivered(self, std::slice::from_ref(&pushed.body)),
            Err(why) => {
                if let Some(webhook) = self.webhook.as_mut().filter(|known| known.url == webhook) {
                    webhook.last_error = Some((now, why));
                }
            }
        }
    }
}
