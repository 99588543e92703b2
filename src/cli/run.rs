//! `mosbot run`

use super::Failure;
use crate::{
    app::{Machine, Parts},
    bot::{api::Api, flood::Gate, sender::Limits},
    clock::Clock,
    config::Config,
    db::{self, Db},
    error::Result,
    features,
    outside::{dostavista::Dostavista, mail::Post, one_c::OneC, planfact::Planfact},
    server::{self, Shown},
    telemetry,
};
use secrecy::ExposeSecret;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Works until SIGTERM or Ctrl-C.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let token = config.telegram.read_token()?;
    let metrics = telemetry::start_metrics()?;
    let (listener, address) = server::listen(config.http.addr).await?;
    let proxy = config.telegram.proxy.as_ref().map(ExposeSecret::expose_secret);
    let webhook = config.telegram.webhook(&token);
    let api = Api::new(&config.telegram.api_url, token, proxy)?;
    let _alone = db::alone(config.database_url.expose_secret())?;
    let db = Db::open(config.database_url.expose_secret()).await?;
    let machine = Machine::new(Parts {
        db: db.clone(),
        clock: Clock::System,
        api,
        webhook,
        limits: Limits::of_telegram(config.telegram.broadcast),
        gate: Gate::guarded(),
        accounts: config.company.accounts.clone(),
        dostavista: config.dostavista.settings()?.map(Dostavista::new).transpose()?,
        couriers: config.dostavista.couriers(),
        post: config.mail.settings()?.map(Post::new),
        one_c: config.one_c.settings()?.map(OneC::new).transpose()?,
        planfact: config.planfact.settings()?.map(Planfact::new).transpose()?,
        seller: config.seller.seller()?,
        backup: config.backup.settings()?,
    })
    .await?;
    tracing::info!(http = %address, telegram = config.telegram.api_url, "mosbot {}", env!("CARGO_PKG_VERSION"));
    let shown = Shown {
        health: machine.health.clone(),
        db,
        clock: Clock::System,
        metrics,
        at: machine.runner.at.clone(),
        hooks: &features::HOOKS,
        door: machine.door(),
    };
    let (stop, stopped) = watch::channel(false);
    let (served, asked, ()) = tokio::join!(
        server::serve(listener, shown, stopped.clone()),
        async {
            let asked = asked_to_stop().await;
            stop.send_replace(true);
            asked
        },
        machine.run(stopped),
    );
    served?;
    Ok(asked?)
}

/// Comes back at SIGTERM or Ctrl-C.
pub(crate) async fn asked_to_stop() -> Result {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => tracing::info!("SIGTERM: stopping"),
        _ = interrupt.recv() => tracing::info!("Ctrl-C: stopping"),
    }
    Ok(())
}
