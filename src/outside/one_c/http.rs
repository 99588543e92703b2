//! One call: how it is written, how often it is made, and what its answer or its silence means.

use super::{
    Settings,
    model::Key,
    refusal::Refusal,
    wire::{Answer, Row},
};
use crate::{
    error::Result,
    outside::http::{self, Again, Rhythm, Silence},
};
use chrono::NaiveDateTime;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, header::ACCEPT};
use secrecy::ExposeSecret;

/// What stands in an address as it is. A space is `%20` there: to `+` 1С answers that it does not understand.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const IN_PATH: &AsciiSet = &PLAIN.remove(b'/').remove(b'(').remove(b')').remove(b'=').remove(b':');

/// Asks the interface.
pub(super) struct Caller {
    http: Client,
    base: String,
    rhythm: Rhythm,
    settings: Settings,
}

impl Caller {
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let base = format!("{}/odata/standard.odata", settings.url.trim_end_matches('/'));
        Ok(Self { http: http::caller(settings.patience)?, base, rhythm: Rhythm::new(settings.pause), settings })
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rows of a list; `entity` is what it is a list of.
    pub(super) async fn ask(&self, entity: &str, path: &str, query: &[(&str, String)]) -> Result<Vec<Row>, Refusal> {
        let address = self.address(path, query);
        self.rhythm.call("1С", Again::Yes, Refusal::may_pass, || self.once(&address, entity)).await
    }

    fn address(&self, path: &str, query: &[(&str, String)]) -> String {
        let mut address = format!("{}/{}?$format=json", self.base, utf8_percent_encode(path, IN_PATH));
        for (name, value) in query {
            address = format!("{address}&{name}={}", utf8_percent_encode(value, PLAIN));
        }
        address
    }

    async fn once(&self, address: &str, entity: &str) -> Result<Vec<Row>, Refusal> {
        let request = self.http.get(address).header(ACCEPT, "application/json");
        let request = request.basic_auth(&self.settings.user, Some(self.settings.password.expose_secret()));
        let response = request.send().await.map_err(Silence::from)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(Silence::from)?;
        let body = String::from_utf8_lossy(&body);
        let body = body.trim_start_matches('\u{feff}');
        if status == 200
            && let Ok(answer) = serde_json::from_str::<Answer>(body)
        {
            return Ok(answer.value);
        }
        // JSON that is no list and no error of theirs.
        if status == 200 && body.trim_start().starts_with(['{', '[']) && !body.contains("odata.error") {
            return Err(Refusal::Unread(format!("{entity}: a list was expected")));
        }
        Err(Refusal::of(status, body, entity))
    }
}

/// A text as it stands in a condition: its quotes doubled.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A key as it stands in a condition.
pub(super) fn key(key: Key) -> String {
    format!("guid'{key}'")
}

/// A moment of its own clock as it stands in a condition.
pub(super) fn moment(at: NaiveDateTime) -> String {
    format!("datetime'{}'", at.format("%Y-%m-%dT%H:%M:%S"))
}
