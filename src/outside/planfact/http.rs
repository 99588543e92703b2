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
        let base = settings.api_url.trim_end_matches('/').to_owned();
        Ok(Self { http: http::caller(settings.patience)?, base, rhythm: Rhythm::new(settings.pause), settings })
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
        self.rhythm.call("ПланФакт", again, Refusal::may_pass, || self.once(make())).await
    }

    /// The `data` of a success; `null` if its body is empty.
    async fn once(&self, request: RequestBuilder) -> Result<Value, Refusal> {
        self.rhythm.turn().await;
        let request = request.header("X-ApiKey", self.settings.api_key.expose_secret());
        let response = request.send().await.map_err(Silence::from)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(Silence::from)?;
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
}
