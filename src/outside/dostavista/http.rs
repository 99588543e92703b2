//! One call: how it is sent, how fast, how often, and what its answer or its silence means.

use super::{Settings, refusal::Refusal};
use crate::{
    error::Result,
    outside::http::{self, Again, Rhythm, Silence},
};
use reqwest::{Client, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::Value;

/// Calls the API.
pub(super) struct Caller {
    http: Client,
    base: String,
    settings: Settings,
    rhythm: Rhythm,
}

impl Caller {
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let base = format!("{}/{}", settings.api_url.trim_end_matches('/'), settings.version);
        Ok(Self { http: http::caller(settings.patience)?, base, rhythm: Rhythm::new(settings.pause), settings })
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
        self.rhythm.call("Dostavista", again, Refusal::may_pass, || self.once(make())).await
    }

    async fn once(&self, request: RequestBuilder) -> Result<Value, Refusal> {
        self.rhythm.turn().await;
        let request = request.header("X-DV-Auth-Token", self.settings.token.expose_secret());
        let response = request.send().await.map_err(Silence::from)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(Silence::from)?;
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
}
