//! `[telegram]`: how Telegram is reached, and how it reaches us.

use super::Wrong;
use crate::bot::webhook::Webhook;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::fs;

/// The ports Telegram calls.
const PORTS: [&str; 4] = ["443", "80", "88", "8443"];

/// `[telegram]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Telegram {
    /// The token of `@BotFather`.
    pub token: Option<SecretString>,
    /// A file with nothing but the token: instead of it.
    pub token_file: Option<String>,
    /// The Bot API server.
    pub api_url: String,
    /// `http://`, `https://`, `socks5://` or `socks5h://`, with `user:password@` if need be.
    pub proxy: Option<SecretString>,
    /// What goes out beyond thirty messages a second.
    pub broadcast: Broadcast,
    /// Where updates are pushed to: `https://bot.example.ru`; without it they are polled.
    pub webhook_url: Option<String>,
    /// What Telegram proves itself with; without it the word is made of the token.
    pub webhook_secret: Option<SecretString>,
}

/// Whether Telegram is paid for speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Broadcast {
    /// Thirty messages a second, for nothing.
    Free,
    /// Up to a thousand, those beyond thirty for Telegram Stars of the bot's balance (`allow_paid_broadcast`).
    Paid,
}

impl Default for Telegram {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            api_url: "https://api.telegram.org".to_owned(),
            proxy: None,
            broadcast: Broadcast::Free,
            webhook_url: None,
            webhook_secret: None,
        }
    }
}

impl Telegram {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        if self.token.is_some() && self.token_file.is_some() {
            return Err(Wrong("telegram.token and telegram.token_file are both set: leave one of them".to_owned()));
        }
        if !["http://", "https://"].iter().any(|scheme| self.api_url.starts_with(scheme)) {
            return Err(Wrong("telegram.api_url: an address such as https://api.telegram.org is needed".to_owned()));
        }
        self.check_webhook()?;
        let schemes = ["http://", "https://", "socks5://", "socks5h://"];
        match &self.proxy {
            Some(proxy) if !schemes.iter().any(|scheme| proxy.expose_secret().starts_with(scheme)) => {
                Err(Wrong("telegram.proxy: an address such as socks5://127.0.0.1:1080 is needed".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn check_webhook(&self) -> Result<(), Wrong> {
        let wrong = |words: &str| Err(Wrong(words.to_owned()));
        let fits = |secret: &str| {
            (1..=256).contains(&secret.len())
                && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        };
        let host = self.webhook_url.as_deref().map(|url| url.strip_prefix("https://").unwrap_or_default());
        let host = host.map(|rest| rest.split('/').next().unwrap_or_default());
        match (host, &self.webhook_secret) {
            (Some(""), _) => wrong("telegram.webhook_url: an address such as https://bot.example.ru is needed"),
            (Some(host), _) if host.split_once(':').is_some_and(|(_, port)| !PORTS.contains(&port)) => {
                wrong("telegram.webhook_url: Telegram calls the ports 443, 80, 88 and 8443 alone")
            }
            (_, Some(secret)) if !fits(secret.expose_secret()) => {
                wrong("telegram.webhook_secret: 1 to 256 of A-Z, a-z, 0-9, _ and - are needed")
            }
            (None, Some(_)) => wrong("telegram.webhook_secret is set without telegram.webhook_url"),
            _ => Ok(()),
        }
    }

    /// Where updates are pushed to; `None`: they are polled.
    pub fn webhook(&self, token: &SecretString) -> Option<Webhook> {
        Some(Webhook::new(self.webhook_url.as_deref()?, self.webhook_secret.clone(), token))
    }

    /// The token, from the setting or its file.
    pub fn read_token(&self) -> Result<SecretString, Wrong> {
        let token = match (&self.token, &self.token_file) {
            (Some(token), _) => token.expose_secret().trim().to_owned(),
            (None, Some(path)) => {
                let read = fs::read_to_string(path);
                read.map_err(|error| Wrong(format!("telegram.token_file: {path}: {error}")))?.trim().to_owned()
            }
            (None, None) => {
                return Err(Wrong(
                    "telegram.token is not set: put the token of @BotFather into MOSBOT_TELEGRAM_TOKEN, or its file's \
                     name into MOSBOT_TELEGRAM_TOKEN_FILE"
                        .to_owned(),
                ));
            }
        };
        let is_token = token.split_once(':').is_some_and(|(id, secret)| {
            !id.is_empty()
                && id.bytes().all(|byte| byte.is_ascii_digit())
                && secret.len() >= 30
                && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        });
        if is_token {
            Ok(token.into())
        } else {
            Err(Wrong("telegram.token is not a token: 123456789:AA… of 35 characters".to_owned()))
        }
    }
}
