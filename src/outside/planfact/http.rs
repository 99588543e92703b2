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
    /// It only asks, or says a thing that may be said twice.
    Yes,
    /// It makes something: twice would make two.
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
        let base = settings.api_url.trim_end_matches('/').to_owned();
        Ok(Self { http: http::caller(settings.patience)?, base, settings, last: Mutex::new(None) })
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) async fn get(&self, path: &str, query: &[(&str, String)]) -> Result<Value, Refusal> {
        self.call(|| self.http.get(self.address(path)).query(query), Again::Yes).await
    }

    pub(super) async fn post(
        &self,
        path: &str,
        query: &[(&str, String)],
        body: &Value,
        again: Again,
    ) -> Result<Value, Refusal> {
        self.call(|| self.http.post(self.address(path)).query(query).json(body), again).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        self.call(|| self.http.put(self.address(path)).json(body), Again::Yes).await
    }

    pub(super) async fn delete(&self, path: &str) -> Result<Value, Refusal> {
        self.call(|| self.http.delete(self.address(path)), Again::Never).await
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
                    tracing::debug!(%refusal, tried, "ПланФакт is asked again");
                    pause(self.settings.pause * (1 << tried)).await;
                }
                answered => return answered,
            }
        }
    }

    /// The `data` of a success; `null` if its body is empty.
    async fn once(&self, request: RequestBuilder) -> Result<Value, Refusal> {
        self.wait_turn().await;
        let request = request.header("X-ApiKey", self.settings.api_key.expose_secret());
        let response = request.send().await.map_err(silence)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(silence)?;
        if body.iter().all(u8::is_ascii_whitespace) {
            return if (200..300).contains(&status) { Ok(Value::Null) } else { Err(Refusal::of(status, &Value::Null)) };
        }
        let Ok(mut answer) = serde_json::from_slice::<Value>(&body) else {
            return Err(match status {
                401 | 403 | 429 => Refusal::of(status, &Value::Null),
                // Whoever stands between us and them has spoken: it says nothing about the call.
                _ => Refusal::Unknown(format!("{status} and no JSON")),
            });
        };
        match answer["isSuccess"].as_bool() {
            Some(true) if status < 400 => Ok(answer["data"].take()),
            None if status < 400 => Err(Refusal::Unknown(format!("{status} and not their JSON"))),
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
