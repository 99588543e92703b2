//! What the bot is over HTTP: `/healthz` for the watchman, `/metrics` for Prometheus, `/hooks/<name>` for what other
//! systems call back, Telegram's webhook among them.

use crate::{
    bot::{
        health::{Health, Telegram},
        inbox,
        webhook::{self, Door},
    },
    clock::Clock,
    db::{Db, Timestamp},
    error::{Error, Result},
    features::{Called, Hook, Taken},
    jobs::At,
    telemetry,
};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use chrono::TimeDelta;
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use tokio::{net::TcpListener, sync::watch};

/// No callback is larger.
const LARGEST_CALLBACK: usize = 1 << 20;
/// An update that waits longer is trouble.
const OLD: TimeDelta = TimeDelta::minutes(5);

/// What is shown and who is called back.
#[derive(Clone)]
pub struct Shown {
    /// Whether Telegram answers.
    pub health: Health,
    /// Whether the database answers, and what waits in it.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// What was counted.
    pub metrics: PrometheusHandle,
    /// What callbacks have at hand.
    pub at: At,
    /// Every room's.
    pub hooks: &'static [Hook],
    /// Where Telegram's calls come in; `None`: updates are polled.
    pub door: Option<Door>,
}

/// Takes the address, or any free port of it if the port is 0; says which one if it can't be had.
pub async fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(addr).await;
    let listener = listener.map_err(|error| Error::other(format!("http.addr: {addr}: {error}")))?;
    let taken = listener.local_addr()?;
    Ok((listener, taken))
}

/// Answers until `stop` becomes true.
pub async fn serve(listener: TcpListener, shown: Shown, mut stop: watch::Receiver<bool>) -> Result {
    let hooks = hooks(shown.at.clone(), shown.hooks);
    let router = Router::new()
        .route("/healthz", get(health))
        .route("/metrics", get(async |State(shown): State<Shown>| shown.metrics.render()))
        .merge(shown.door.clone().map(updates).unwrap_or_default())
        .with_state(shown)
        .merge(hooks);
    tokio::select! {
        served = axum::serve(listener, router) => Ok(served?),
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

/// 200 and a line if all is well or just starting, else 503 and the reasons, a line each.
#[expect(clippy::disallowed_methods, reason = "a watchman who hangs up must not cancel work on the database")]
async fn health(State(shown): State<Shown>) -> (StatusCode, String) {
    let starting = shown.health.telegram() == Telegram::Unknown;
    let troubles = tokio::spawn(troubles(shown)).await.unwrap_or_else(|error| vec![error.to_string()]);
    match troubles.as_slice() {
        [] if starting => (StatusCode::OK, "starting: Telegram has not been asked yet\n".to_owned()),
        [] => (StatusCode::OK, "ok\n".to_owned()),
        troubles => (StatusCode::SERVICE_UNAVAILABLE, troubles.join("\n") + "\n"),
    }
}

/// Everything that is wrong now.
async fn troubles(shown: Shown) -> Vec<String> {
    let mut troubles = shown.health.troubles();
    match oldest(&shown.db).await {
        Ok(Some(oldest)) if shown.clock.now() - oldest.0 >= OLD => {
            troubles.push(format!("the oldest update waits since {oldest}"));
        }
        Ok(_) => {}
        Err(error) => troubles.push(format!("the database does not answer: {error}")),
    }
    troubles
}

async fn oldest(db: &Db) -> Result<Option<Timestamp>> {
    Ok(inbox::backlog(&mut *db.read().await?).await?.1)
}

/// The address Telegram pushes updates to.
pub fn updates<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    Router::new()
        .route(&format!("{}{{word}}", webhook::ROUTE), post(arrived))
        .layer(DefaultBodyLimit::max(LARGEST_CALLBACK))
        .with_state(door)
}

/// 200 as soon as the update is committed; 500 if it can't be: then Telegram sends it again.
#[expect(clippy::disallowed_methods, reason = "a caller who hangs up must not cancel work on the database")]
async fn arrived(State(door): State<Door>, Path(word): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = headers.get(webhook::HEADER).and_then(|header| header.to_str().ok());
    let (outcome, status) = if door.webhook.proves(&word, header) {
        match tokio::spawn(async move { door.take(&body).await }).await {
            Ok(Ok(())) => ("kept", StatusCode::OK),
            Ok(Err(error)) => failed("telegram", &error.to_string()),
            Err(error) => failed("telegram", &error.to_string()),
        }
    } else {
        ("forged", StatusCode::FORBIDDEN)
    };
    metrics::counter!(telemetry::HOOKS, "hook" => "telegram", "outcome" => outcome).increment(1);
    status
}

/// The addresses of callbacks.
pub fn hooks(at: At, hooks: &'static [Hook]) -> Router {
    Router::new()
        .route("/hooks/{name}", post(called))
        .layer(DefaultBodyLimit::max(LARGEST_CALLBACK))
        .with_state((at, hooks))
}

/// 200 as soon as it is written down; what is not is repeated by whoever called, so a fault of ours is a 500.
#[expect(clippy::disallowed_methods, reason = "a caller who hangs up must not cancel work on the database")]
async fn called(
    State((at, hooks)): State<(At, &'static [Hook])>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let Some(hook) = hooks.iter().find(|hook| hook.name == name) else { return StatusCode::NOT_FOUND };
    let words = |value: &axum::http::HeaderValue| value.to_str().map(str::to_owned).unwrap_or_default();
    let headers = headers.iter().map(|(name, value)| (name.as_str().to_owned(), words(value))).collect();
    let called = Called { headers, body: body.to_vec() };
    let (outcome, status) = match tokio::spawn((hook.take)(at, called)).await {
        Ok(Ok(taken)) => (taken.name(), answer(taken)),
        Ok(Err(error)) => failed(hook.name, &error.to_string()),
        Err(error) => failed(hook.name, &error.to_string()),
    };
    metrics::counter!(telemetry::HOOKS, "hook" => hook.name, "outcome" => outcome).increment(1);
    status
}

const fn answer(taken: Taken) -> StatusCode {
    match taken {
        Taken::Kept | Taken::Idle => StatusCode::OK,
        Taken::Forged => StatusCode::FORBIDDEN,
        Taken::Closed => StatusCode::NOT_FOUND,
    }
}

fn failed(hook: &str, error: &str) -> (&'static str, StatusCode) {
    tracing::error!(hook, error, "a callback could not be taken");
    ("failed", StatusCode::INTERNAL_SERVER_ERROR)
}
