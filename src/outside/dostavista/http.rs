//! One call: how it is sent, how fast, how often, and what its answer or its silence means.

use super::{Settings, refusal::Refusal};
use crate::{error::Result, outside::http, pace};
use reqwest::{Client, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::Value;
use std::time::Duration;
use tokio::{sync::Mutex, time::Instant};

/// What changes nothing is asked so often before it is given up.
const TRIES: u32 = 3;

/// Whether a call may be made again when its outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// It only asks.
    Yes,
    /// It does something: twice would be done twice.
    Never,
}

/// Calls the API.
pub(super) struct Caller {
    http: Client,
    base: String,
    settings: Settings,
    /// When the last call began: the next waits its time here.
    last: Mutex<Option<Instant>>,
}

impl Caller {
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let base = format!("{}/{}", settings.api_url.trim_end_matches('/'), settings.version);
        Ok(Self { http: http::caller(settings.patience)?, base, settings, last: Mutex::new(None) })
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Asks with GET.
    pub(super) async fn ask(&self, path: &str, query: &[(&str, String)]) -> Result<Value, Refusal> {
        self.call(|| self.http.get(self.address(path)).query(query), Again::Yes).await
    }

    /// Sends JSON with POST.
    pub(super) async fn send(&self, path: &str, body: &Value, again: Again) -> Result<Value, Refusal> {
        self.call(|| self.http.post(self.address(path)).json(body), again).await
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    async fn call(&self, make: impl Fn() -> RequestBuilder, again: Again) -> Result<Value, Refusal> {
        let mut tried = 0;
        loop {
            let answered = self.once(make()).await;
            tried += 1;
            match answered {
                Err(refusal) if again == Again::Yes && tried < TRIES && refusal.may_pass() => {
                    tracing::debug!(%refusal, tried, "Dostavista is asked again");
                    pause(self.settings.pause * (1 << tried)).await;
                }
                answered => return answered,
            }
        }
    }

    async fn once(&self, request: RequestBuilder) -> Result<Value, Refusal> {
        self.wait_turn().await;
        let request = request.header("X-DV-Auth-Token", self.settings.token.expose_secret());
        let response = request.send().await.map_err(silence)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(silence)?;
        let Ok(answer) = serde_json::from_slice::<Value>(&body) else {
            return Err(match status {
                429 => Refusal::RateLimit,
                // Whoever stands between us and them has spoken: it says nothing about the call.
                _ => Refusal::Unknown(format!("{status} and no JSON")),
            });
        };
        match answer["is_successful"].as_bool() {
            Some(true) if status < 400 => Ok(answer),
            _ if status == 429 => Err(Refusal::RateLimit),
            _ => Err(Refusal::of(status, &answer)),
        }
    }

    /// Calls begin one after another, a pause apart.
    async fn wait_turn(&self) {
        let mut last = self.last.lock().await;
        if let Some(at) = *last {
            pause(self.settings.pause.saturating_sub(at.elapsed())).await;
        }
        *last = Some(Instant::now());
    }
}

async fn pause(pause: Duration) {
    if !pause.is_zero() {
        pace::wait(pause).await;
    }
}

/// What went wrong in the end: what wraps it says only that something did.
fn innermost(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}

/// What no answer means. The address is left out: it may hold what is nobody's business.
fn silence(error: reqwest::Error) -> Refusal {
    let unreached = error.is_connect() || error.is_builder();
    let timeout = error.is_timeout();
    let words = innermost(&error.without_url());
    match (unreached, timeout) {
        (true, _) => Refusal::Unreachable(words),
        (false, true) => Refusal::Unknown("no answer in time".to_owned()),
        (false, false) => Refusal::Unknown(words),
    }
}
