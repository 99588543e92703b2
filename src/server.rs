//! What the bot shows of itself over HTTP: `/healthz` for the watchman, `/metrics` for Prometheus.

use crate::{
    app::healthz,
    bot::health::Health,
    db::Db,
    error::{Error, Result},
};
use axum::{Router, extract::State, http::StatusCode, routing::get};
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use tokio::{net::TcpListener, sync::watch};

/// What is shown.
#[derive(Clone)]
pub struct Shown {
    /// Whether Telegram answers.
    pub health: Health,
    /// Whether the database answers.
    pub db: Db,
    /// What was counted.
    pub metrics: PrometheusHandle,
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
    let router = Router::new()
        .route("/healthz", get(health))
        .route("/metrics", get(async |State(shown): State<Shown>| shown.metrics.render()))
        .with_state(shown);
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
