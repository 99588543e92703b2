//! What the bot is over HTTP: `/healthz` for the watchman, `/metrics` for Prometheus, `/hooks/<name>` for what other
//! systems call back.

use crate::{
    app::healthz,
    bot::health::Health,
    db::Db,
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
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use tokio::{net::TcpListener, sync::watch};

/// No callback is larger.
const LARGEST_CALLBACK: usize = 1 << 20;

/// What is shown and who is called back.
#[derive(Clone)]
pub struct Shown {
    /// Whether Telegram answers.
    pub health: Health,
    /// Whether the database answers.
    pub db: Db,
    /// What was counted.
    pub metrics: PrometheusHandle,
    /// What callbacks have at hand.
    pub at: At,
    /// Every room's.
    pub hooks: &'static [Hook],
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
        .with_state(shown)
        .merge(hooks);
    tokio::select! {
        served = axum::serve(listener, router) => Ok(served?),
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

/// 200 and a line if all is well or just starting, else 503 and the reason.
#[expect(clippy::disallowed_methods, reason = "a watchman who hangs up must not cancel work on the database")]
async fn health(State(shown): State<Shown>) -> (StatusCode, String) {
    let (well, words) = match tokio::spawn(async move { (shown.db.ping().await, shown.health) }).await {
        Ok((Ok(()), health)) => healthz(&health),
        Ok((Err(error), _)) => (false, error.to_string()),
        Err(error) => (false, error.to_string()),
    };
    (if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, format!("{words}\n"))
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
