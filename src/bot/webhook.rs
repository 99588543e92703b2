//! The webhook: Telegram pushes updates to an address of ours instead of being polled. Each is in the inbox before it
//! hears 200; what could not be kept it hears 500 about, and sends again.
//!
//! The address ends in a word nobody else knows, and every call brings a second one in a header. Both are made of the
//! token, so that all processes of one bot know them and a new token makes new ones; the header's may be set.

use crate::{
    bot::{
        api::{Api, Refusal},
        intake,
    },
    clock::Clock,
    db::Db,
    error::Result,
    hash,
};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use sha2::Sha256;
use std::sync::Arc;
use subtle::ConstantTimeEq;
use tokio::sync::Notify;

/// Where the secret word stands in the address.
pub const ROUTE: &str = "/hooks/telegram/";
/// What every call of Telegram brings.
pub const HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";
/// So many calls of Telegram at once: more chats than that wait with it.
const CONNECTIONS: i64 = 20;

/// Where updates are pushed to. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Webhook {
    base: String,
    path: SecretString,
    header: SecretString,
}

impl Webhook {
    /// An address below `base` (`https://bot.example.ru`) for the bot of a token.
    pub fn new(base: &str, header: Option<SecretString>, token: &SecretString) -> Self {
        let word = |of: &str| {
            let mut mac =
                Hmac::<Sha256>::new_from_slice(token.expose_secret().as_bytes()).expect("a key of any length");
            mac.update(of.as_bytes());
            SecretString::from(hash::hex(mac.finalize().into_bytes()))
        };
        let header = header.unwrap_or_else(|| word("the header of the webhook"));
        Self { base: base.trim_end_matches('/').to_owned(), path: word("the address of the webhook"), header }
    }

    /// The address without its secret.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn url(&self) -> String {
        format!("{}{ROUTE}{}", self.base, self.path.expose_secret())
    }

    /// Whether a call comes from Telegram: both words are compared to their ends, whatever the first one says.
    pub fn proves(&self, path: &str, header: Option<&str>) -> bool {
        let path = self.path.expose_secret().as_bytes().ct_eq(path.as_bytes());
        let header = self.header.expose_secret().as_bytes().ct_eq(header.unwrap_or_default().as_bytes());
        (path & header).into()
    }

    /// Has updates pushed to us from now on; those that wait are pushed too.
    pub async fn set(&self, api: &Api) -> Result<(), Refusal> {
        let payload = json!({
            "url": self.url(),
            "secret_token": self.header.expose_secret(),
            "allowed_updates": intake::ALLOWED,
            "max_connections": CONNECTIONS,
        });
        api.call("setWebhook", &payload).await.map(drop)
    }

    /// Whether this is our host, whatever the secret behind it.
    pub fn is_at(&self, host: &str) -> bool {
        self.base.split_once("://").and_then(|(_, rest)| rest.split('/').next()) == Some(host)
    }

    /// Whether updates are pushed to exactly this address.
    pub fn is_set(&self, info: &Info) -> bool {
        info.url == self.url()
    }
}

/// What Telegram knows of the webhook.
#[derive(Debug, Clone, Deserialize)]
pub struct Info {
    /// The whole address, with its secret; empty: there is none.
    url: String,
    /// So many updates wait.
    #[serde(rename = "pending_update_count")]
    pub waiting: i64,
    /// When a delivery failed last, seconds since 1970.
    #[serde(rename = "last_error_date")]
    failed_at: Option<i64>,
    /// Why it failed.
    #[serde(rename = "last_error_message")]
    why: Option<String>,
}

impl Info {
    /// Asks Telegram.
    pub async fn ask(api: &Api) -> Result<Self, Refusal> {
        let info = api.call("getWebhookInfo", &json!({})).await?;
        serde_json::from_str(info.get()).map_err(|error| Refusal::Lost(error.to_string()))
    }

    /// Whose address it is, without its secret; `None`: there is none.
    pub fn host(&self) -> Option<&str> {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split('/').next().filter(|host| !host.is_empty())
    }

    /// Why deliveries fail, if one has failed since and something waits.
    pub fn fails(&self, since: DateTime<Utc>) -> Option<&str> {
        let lately = self.failed_at.is_some_and(|at| at >= since.timestamp());
        self.why.as_deref().filter(|_| lately && self.waiting > 0)
    }
}

/// Has updates wait until they are polled; none is lost.
pub async fn remove(api: &Api) -> Result<(), Refusal> {
    api.call("deleteWebhook", &json!({ "drop_pending_updates": false })).await.map(drop)
}

/// Where Telegram's calls come in. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    /// Who is let in.
    pub webhook: Webhook,
    /// Where updates are kept.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Rings for the worker.
    pub bell: Arc<Notify>,
}

impl Door {
    /// Keeps an update. What is no update at all is counted and not asked for again: it would stand before all that
    /// come after it in its chat until it expires.
    pub async fn take(&self, body: &[u8]) -> Result {
        let update = String::from_utf8_lossy(body);
        intake::keep(&self.db, self.clock.now().into(), &[&update]).await?;
        self.bell.notify_one();
        Ok(())
    }
}
