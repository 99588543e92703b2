//! The only place that knows everybody: puts the machine together, starts its loops, stops them in order.

use crate::{
    backup::{self, Keeper},
    bot::{
        api::Api,
        arrivals::Arrivals,
        couriers::{self, Couriers},
        dead,
        flood::Gate,
        health::Health,
        inbox,
        intake::Intake,
        mail,
        planfact::{self, Planning},
        retention, seller,
        sender::{self, Limits, Sender},
        username,
        webhook::{Door, Webhook},
        worker::Worker,
    },
    calendar::ProductionCalendar,
    clock::Clock,
    db::{Db, Lease, RENEWAL, Timestamp},
    error::{Error, Result},
    features::{self, hello},
    jobs::{At, Runner, Scheduler, Watcher},
    outside::{
        dostavista::Dostavista,
        mail::Post,
        one_c::OneC,
        planfact::{Planfact, Way},
    },
    pace::{self, until},
    paykit::Seller,
    telemetry,
};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Notify, watch};

/// How often each loop looks without being called.
const LOOK: Duration = Duration::from_millis(200);
/// How often schedules are looked at.
const SCHEDULES: Duration = Duration::from_secs(15);
/// How often the age of the newest backup is looked at.
const BACKUPS: Duration = Duration::from_secs(15);
/// How often watches look.
const WATCHES: Duration = Duration::from_mins(1);
/// After SIGTERM everything has stopped by then.
const DRAIN: Duration = Duration::from_secs(9);

/// What the machine is made of.
pub struct Parts {
    /// Where everything is.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Telegram.
    pub api: Api,
    /// Where updates are pushed to; `None`: they are polled.
    pub webhook: Option<Webhook>,
    /// How fast we may send.
    pub limits: Limits,
    /// How often strangers are listened to.
    pub gate: Gate,
    /// Our own bank accounts; empty: those a statement is about.
    pub accounts: Vec<String>,
    /// Who carries our deliveries; `None`: couriers are booked by hand.
    pub dostavista: Option<Dostavista>,
    /// Where their account is topped up to, and who hands the goods over.
    pub couriers: Couriers,
    /// Who takes our letters; `None`: they are drafts.
    pub post: Option<Post>,
    /// Where invoices and payments are kept; `None`: they are read from files alone.
    pub one_c: Option<OneC>,
    /// Where bills are planned; `None`: they are entered by hand.
    pub planfact: Option<Planfact>,
    /// Who is paid; `None`: clients get no pay kit with their invoices.
    pub seller: Option<Seller>,
    /// Where backups are kept; `None`: they are made by hand.
    pub backup: Option<backup::Settings>,
}

/// The machine, put together. Every part can be stepped by hand: that is how tests run it.
pub struct Machine {
    /// Where everything is.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Whether Telegram answers.
    pub health: Health,
    /// Telegram → inbox.
    pub intake: Intake,
    /// Inbox → turns.
    pub worker: Worker,
    /// Outbox → Telegram.
    pub sender: Sender,
    /// Work outside turns.
    pub runner: Runner,
    /// Once a day.
    pub scheduler: Scheduler,
    /// Once a minute.
    pub watcher: Watcher,
    /// Backups; `None`: they are made by hand.
    pub keeper: Option<Keeper>,
    api: Api,
    webhook: Option<Webhook>,
    /// Rings when updates have come.
    turns: Arc<Notify>,
}

impl Machine {
    /// Brings the schema up to date and puts the machine together. Panics if an endpoint of a room asks for more than
    /// a turn has.
    pub async fn new(parts: Parts) -> Result<Self> {
        let Parts {
            db,
            clock,
            api,
            webhook,
            limits,
            gate,
            accounts,
            dostavista,
            couriers,
            post,
            one_c,
            planfact,
            seller,
            backup,
        } = parts;
        db.migrate().await?;
        features::prove_tree();
        let calendar = Arc::new(ProductionCalendar::russian());
        let health = Health::default();
        let at = At {
            db: db.clone(),
            clock: clock.clone(),
            calendar: Arc::clone(&calendar),
            api: Some(api.clone()),
            accounts: accounts.into(),
            dostavista,
            post,
            one_c,
            planfact,
        };
        let mut tx = db.begin().await?;
        hello::announce_to_strangers(&mut tx, clock.now()).await?;
        couriers::keep(&mut tx, &Couriers { by_hand: at.dostavista.is_none(), ..couriers }).await?;
        mail::keep(&mut tx, at.post.is_some()).await?;
        seller::keep(&mut tx, seller.as_ref()).await?;
        let takes = |way| at.planfact.as_ref().is_some_and(|planfact| planfact.takes(way));
        planfact::keep(&mut tx, &Planning { income: takes(Way::Income), outcome: takes(Way::Outcome) }).await?;
        tx.commit().await?;
        let sender = Sender::new(db.clone(), clock.clone(), api.clone(), health.clone(), limits);
        Ok(Self {
            intake: Intake::new(db.clone(), clock.clone(), api.clone(), health.clone()),
            worker: Worker { db: db.clone(), clock: clock.clone(), calendar, rooms: features::rooms(), gate },
            sender,
            runner: Runner { at: at.clone(), kinds: &features::JOBS },
            scheduler: Scheduler { at: at.clone(), schedules: &features::SCHEDULES },
            watcher: Watcher { at, watches: &features::WATCHES },
            keeper: backup.map(|settings| Keeper::new(db.clone(), clock.clone(), settings)),
            health,
            db,
            clock,
            api,
            webhook,
            turns: Arc::default(),
        })
    }

    /// Where Telegram's calls come in, if updates are pushed.
    pub fn door(&self) -> Option<Door> {
        let (db, clock, bell) = (self.db.clone(), self.clock.clone(), Arc::clone(&self.turns));
        self.webhook.clone().map(|webhook| Door { webhook, db, clock, bell })
    }

    /// Runs until `stop` becomes true, then drains.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let Self {
            db,
            clock,
            health,
            intake,
            worker,
            mut sender,
            mut runner,
            mut scheduler,
            mut watcher,
            mut keeper,
            api,
            webhook,
            turns,
        } = self;
        let [polls, plans, sends] = ["poller", "scheduler", "sender"].map(Lease::of);
        sender.under(&sends);
        for at in [&mut runner.at, &mut scheduler.at, &mut watcher.at] {
            at.db = db.under(&plans);
        }
        let leases = [&polls, &plans, &sends];
        renew(&leases, &db).await;
        let (letters, chores) = (Notify::new(), Notify::new());
        let gauges = Gauges { db: db.clone(), clock: clock.clone() };
        let arriving = async {
            if let Some(Some(name)) = until(&stop, learn_name(&api, &health, &clock)).await
                && let Err(error) = username::keep(&db, &name).await
            {
                tracing::error!(%error, "the bot's name can't be kept");
            }
            let (api, db, clock, health) = (api.clone(), db.clone(), clock.clone(), health.clone());
            Arrivals { intake, api, db, clock, health, webhook, lease: polls.clone(), held: false }
                .run(&stop, &turns)
                .await;
        };
        let working = each(&stop, &turns, LOOK, async || {
            let worked = worker.step().await?;
            if worked {
                letters.notify_one();
                chores.notify_one();
            }
            Ok(worked)
        });
        let sending = sender.run(&stop, &letters);
        let jobs =
            each(&stop, &chores, Duration::from_secs(1), async || Ok(plans.held().is_some() && runner.step().await?));
        let never = Notify::new();
        let schedules =
            each(&stop, &never, SCHEDULES, async || Ok(plans.held().is_some() && scheduler.step().await? > 0));
        let watches = each(&stop, &never, WATCHES, async || {
            if plans.held().is_some() {
                // What was due while nobody ran is said before a watch asks after it.
                scheduler.step().await?;
                watcher.step().await?;
                retention::sweep(&db, clock.now()).await?;
            }
            gauges.measure().await.map(|()| false)
        });
        let backups = async {
            if let Some(keeper) = &mut keeper {
                each(&stop, &never, BACKUPS, async || keeper.step().await.map(|()| false)).await;
            }
        };
        let renewing = async {
            while until(&stop, pace::wait(RENEWAL)).await.is_some() {
                renew(&leases, &db).await;
            }
        };
        let all = async {
            tokio::join!(arriving, working, sending, jobs, schedules, watches, backups, renewing);
            for lease in leases {
                if let Err(error) = lease.release(&db).await {
                    tracing::warn!(%error, "a lease can't be given back: it ends by itself");
                }
            }
        };
        let mut stopped = stop.clone();
        let deadline = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            pace::wait(DRAIN).await;
        };
        tokio::select! {
            () = all => tracing::info!("everything has stopped"),
            () = deadline => tracing::warn!("not everything has stopped in time; the rest is repeated at the next start"),
        }
        db.close().await;
    }
}

/// Keeps what is ours, and asks for what is not.
async fn renew(leases: &[&Lease], db: &Db) {
    for lease in leases {
        if let Err(error) = lease.renew(db).await {
            tracing::error!(%error, "a lease can't be renewed");
        }
    }
}

/// Steps until there is nothing to do, then waits for the bell or for time to pass; a failing step is tried again later.
async fn each(
    stop: &watch::Receiver<bool>,
    bell: &Notify,
    pause: Duration,
    mut step: impl AsyncFnMut() -> Result<bool>,
) {
    let mut failures = 0;
    while !*stop.borrow() {
        match step().await {
            Ok(true) => failures = 0,
            Ok(false) => {
                failures = 0;
                until(stop, pace::news(bell, pause)).await;
            }
            Err(error) => {
                metrics::counter!(telemetry::STEP_FAILURES).increment(1);
                tracing::error!(%error, "a step has failed");
                until(stop, pace::wait(pace::backoff(failures))).await;
                failures += 1;
            }
        }
    }
}

/// Asks Telegram for the bot's username, for links, until it answers; no database work, so it may be abandoned.
async fn learn_name(api: &Api, health: &Health, clock: &Clock) -> Option<String> {
    let mut failures = 0;
    loop {
        match api.call("getMe", &serde_json::json!({})).await {
            Ok(me) => {
                health.is_up();
                let name = username::read(me.get());
                return name.inspect_err(|error| tracing::error!(%error, "the bot's name can't be read")).ok();
            }
            Err(refusal) if refusal.is_token() => health.token_refused(clock.now()),
            Err(refusal) => health.is_down(clock.now(), &refusal.to_string()),
        }
        pace::wait(pace::backoff(failures)).await;
        failures += 1;
    }
}

/// Whether Telegram takes the token, in one call: the bot's username.
pub async fn check_token(api: &Api) -> Result<String> {
    match api.call("getMe", &serde_json::json!({})).await {
        Ok(me) => username::read(me.get()),
        Err(refusal) => Err(Error::other(refusal.to_string())),
    }
}

/// Measures what waits, for `/metrics`.
pub struct Gauges {
    /// Where it waits.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
}

impl Gauges {
    /// Measures.
    #[expect(clippy::cast_precision_loss, reason = "a gauge need not be exact")]
    pub async fn measure(&self) -> Result {
        let now = Timestamp::from(self.clock.now());
        let mut conn = self.db.read().await?;
        let age = |oldest: Option<Timestamp>| oldest.map_or(0.0, |oldest| (now.0 - oldest.0).num_seconds() as f64);
        let (open, oldest) = inbox::backlog(&mut conn).await?;
        metrics::gauge!(telemetry::INBOX_OPEN).set(open as f64);
        metrics::gauge!(telemetry::INBOX_AGE).set(age(oldest));
        let (due, oldest) = sender::backlog(&mut conn, now).await?;
        metrics::gauge!(telemetry::OUTBOX_DUE).set(due as f64);
        metrics::gauge!(telemetry::OUTBOX_AGE).set(age(oldest));
        for (kind, count) in dead::counts(&mut conn).await? {
            metrics::gauge!(telemetry::DEAD, "kind" => kind.name()).set(count as f64);
        }
        Ok(())
    }
}
