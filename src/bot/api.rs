//! The Bot API over HTTP. An address with the token never leaves this file.

use crate::{bot::document::Upload, error::Result, outside::http};
use reqwest::{
    Client, RequestBuilder,
    multipart::{Form, Part},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// A call that takes longer has lost its answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The largest file `getFile` gives, bytes.
pub const LARGEST_FILE: i64 = 20 << 20;

/// A client of one Bot API server with one token. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    http: Client,
    server: String,
    token: SecretString,
}

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Telegram said no.
    #[error("{code} {description}")]
    Said {
        /// `error_code`.
        code: u16,
        /// `description`.
        description: String,
        /// Seconds to wait before the next call to this chat.
        retry_after: Option<i64>,
        /// The chat has become another.
        migrate_to: Option<i64>,
    },
    /// Nobody was reached: the call has not happened.
    #[error("Telegram is out of reach: {0}")]
    Unreached(String),
    /// The answer was lost: the call may have happened.
    #[error("the answer was lost: {0}")]
    Lost(String),
}

#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<i64>,
    migrate_to_chat_id: Option<i64>,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("server", &self.server).finish_non_exhaustive()
    }
}

impl Api {
    /// A client of the Bot API at `server` (`https://api.telegram.org`), through `proxy` if there is one.
    pub fn new(server: &str, token: SecretString, proxy: Option<&str>) -> Result<Self> {
        Ok(Self { http: http::client(proxy)?, server: server.trim_end_matches('/').to_owned(), token })
    }

    /// Calls a method; the result is JSON as received.
    pub async fn call(&self, method: &str, payload: &Value) -> Result<Box<RawValue>, Refusal> {
        self.call_within(method, payload, PATIENCE).await
    }

    /// Calls a method that may take its time: `getUpdates`.
    pub async fn call_within(
        &self,
        method: &str,
        payload: &Value,
        patience: Duration,
    ) -> Result<Box<RawValue>, Refusal> {
        ask(self.method(method).json(payload).timeout(patience)).await
    }

    /// Calls a method with a file beside its parameters.
    pub async fn upload(&self, method: &str, payload: &Value, file: Upload) -> Result<Box<RawValue>, Refusal> {
        let part = Part::bytes(file.bytes).file_name(file.name).mime_str(&file.mime);
        let part = part.map_err(|error| Refusal::never(&error.to_string()))?;
        let mut form = Form::new();
        for (name, value) in payload.as_object().into_iter().flatten() {
            let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            form = form.text(name.clone(), words);
        }
        ask(self.method(method).multipart(form.part(file.field, part)).timeout(PATIENCE)).await
    }

    fn method(&self, method: &str) -> RequestBuilder {
        self.http.post(format!("{}/bot{}/{method}", self.server, self.token.expose_secret()))
    }

    /// The bytes of a file a person has sent, at most 20 MB.
    pub async fn download(&self, file_id: &str) -> Result<Vec<u8>, Refusal> {
        #[derive(Deserialize)]
        struct Found {
            file_path: String,
        }
        let found = self.call("getFile", &serde_json::json!({ "file_id": file_id })).await?;
        let found: Found = serde_json::from_str(found.get()).map_err(|error| Refusal::Lost(error.to_string()))?;
        let url = format!("{}/file/bot{}/{}", self.server, self.token.expose_secret(), found.file_path);
        let response = self.http.get(url).timeout(PATIENCE).send().await.map_err(lost)?;
        let response = response.error_for_status().map_err(|error| Refusal::Lost(error.without_url().to_string()))?;
        Ok(response.bytes().await.map_err(lost)?.to_vec())
    }
}

/// Makes a call and reads what comes back.
async fn ask(request: RequestBuilder) -> Result<Box<RawValue>, Refusal> {
    let response = request.send().await.map_err(lost)?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(lost)?;
    let Ok(answer) = serde_json::from_slice::<Answer<'_>>(&body) else {
        let description = "an answer that is not of the Bot API".to_owned();
        // Whoever stands between us and Telegram has spoken: it says nothing about the call or the person.
        return if status >= 400 {
            Err(Refusal::Said { code: 502, description, retry_after: None, migrate_to: None })
        } else {
            Err(Refusal::Lost(description))
        };
    };
    match answer.result {
        Some(result) if answer.ok => Ok(result.to_owned()),
        _ => Err(Refusal::Said {
            code: answer.error_code.unwrap_or(status),
            description: answer.description.unwrap_or_default(),
            retry_after: answer.parameters.as_ref().and_then(|parameters| parameters.retry_after),
            migrate_to: answer.parameters.and_then(|parameters| parameters.migrate_to_chat_id),
        }),
    }
}

fn lost(error: reqwest::Error) -> Refusal {
    let unreached = error.is_connect() || error.is_builder();
    let words = error.without_url().to_string();
    if unreached { Refusal::Unreached(words) } else { Refusal::Lost(words) }
}

impl Refusal {
    /// Refused before it was asked, as Telegram refuses what can't be mended.
    pub fn never(why: &str) -> Self {
        Self::Said { code: 400, description: why.to_owned(), retry_after: None, migrate_to: None }
    }

    /// A poll is refused because another process polls, or because updates are pushed to a webhook.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Said { code: 409, .. })
    }

    /// The token is not, or no longer, a bot's.
    pub fn is_token(&self) -> bool {
        matches!(self, Self::Said { code: 401 | 404, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::telegram::Telegram;
    use std::sync::Arc;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    const ANSWER: &str = "{\"ok\":true,\"result\":{\"username\":\"by_proxy\"}}";

    /// A stranger's server that lets `greet` speak first, then answers one request; returns what it was asked.
    async fn proxy(greet: impl AsyncFnOnce(&mut tokio::net::TcpStream)) -> (String, impl Future<Output = String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let serve = async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            greet(&mut stream).await;
            let mut asked = vec![0; 4096];
            let read = stream.read(&mut asked).await.unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{ANSWER}", ANSWER.len());
            stream.write_all(head.as_bytes()).await.unwrap();
            String::from_utf8_lossy(&asked[..read]).into_owned()
        };
        (address, serve)
    }

    async fn ask(proxy: &str) -> String {
        let api = Api::new("http://telegram.invalid", "1:secret".to_owned().into(), Some(proxy)).unwrap();
        api.call("getMe", &serde_json::json!({})).await.unwrap().get().to_owned()
    }

    #[tokio::test]
    async fn telegram_is_reached_through_an_http_proxy() {
        let (address, serve) = proxy(async |_: &mut _| {}).await;
        let proxy = format!("http://{address}");
        let (asked, answered) = tokio::join!(serve, ask(&proxy));
        assert!(asked.starts_with("POST http://telegram.invalid/bot1:secret/getMe HTTP/1.1"), "{asked}");
        assert!(answered.contains("by_proxy"));
    }

    #[tokio::test]
    async fn telegram_is_reached_through_a_socks5_proxy_that_resolves_names() {
        let (address, serve) = proxy(async |stream: &mut tokio::net::TcpStream| {
            let mut hello = [0; 3];
            stream.read_exact(&mut hello).await.unwrap();
            assert_eq!(hello, [5, 1, 0], "version 5, one method: no password");
            stream.write_all(&[5, 0]).await.unwrap();
            let mut wish = [0; 5 + 16 + 2];
            stream.read_exact(&mut wish).await.unwrap();
            assert_eq!((wish[3], &wish[5..21]), (3, &b"telegram.invalid"[..]), "the name, not an address");
            stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).await.unwrap();
        })
        .await;
        let proxy = format!("socks5h://{address}");
        let (asked, answered) = tokio::join!(serve, ask(&proxy));
        assert!(asked.starts_with("POST /bot1:secret/getMe HTTP/1.1"), "{asked}");
        assert!(answered.contains("by_proxy"));
    }

    #[tokio::test]
    async fn no_error_shows_the_token() {
        let telegram = Telegram::start(Arc::new(|| crate::clock::Clock::System.now())).await.unwrap();
        let url = telegram.url();
        let api = |server: &str| Api::new(server, "123456:hush".to_owned().into(), None).unwrap();
        let refused = api(&url).call("getMe", &serde_json::json!({})).await.unwrap_err();
        assert!(refused.is_token(), "{refused}");
        drop(telegram);
        for server in [url.as_str(), "http://127.0.0.1:1"] {
            let lost = api(server).call("getMe", &serde_json::json!({})).await.unwrap_err();
            let said = format!("{lost} {lost:?} {:?}", api(server));
            assert!(!said.contains("hush"), "{said}");
        }
    }
}
