//! Dostavista on this machine: its API over HTTP with a world behind it. Orders are kept, couriers move with the clock of
//! whoever started it, money is taken from an account, and whatever may go wrong with a stranger's system can be made to.
//!
//! Not here: edits of orders, drafts of deliveries and routes, same-day orders, labels: we do not use them.

mod answers;
mod callbacks;
mod http;
mod world;

pub use callbacks::{Letter, Manner};
pub use world::{Fault, Shape};

use super::{OrderId, Settings, Status};
use crate::{error::Result, money::Money, outside::door::Door};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};
use world::{Made, World};

/// Where the stand-in reads the time.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Our token with the stand-in.
const TOKEN: &str = "0A5D3E1C-standing-in";
/// What it signs callbacks with.
const SECRET: &str = "callbacks-of-the-stand-in";

/// A running stand-in; clones show the same world, the last one dropped stops it.
#[derive(Clone)]
pub struct StandIn {
    shared: Arc<Shared>,
    door: Arc<Door>,
}

struct Shared {
    world: Mutex<World>,
    now: Now,
    /// A call hangs.
    hangs: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut self.lock())
    }
}

/// An order as the stand-in holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub id: OrderId,
    /// Our number, of its last place.
    pub reference: String,
    /// How it is.
    pub status: Status,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// What it was to cost.
    pub price: Money,
    /// What it has cost, when it is over.
    pub cost: Option<Money>,
}

impl StandIn {
    /// Starts on a free port of 127.0.0.1.
    pub async fn start(now: Now) -> io::Result<Self> {
        let shared = Arc::new(Shared { world: Mutex::default(), now, hangs: Notify::new() });
        let served = Arc::clone(&shared);
        let door = Door::open(Box::new(move |listener| open(listener, &served))).await?;
        Ok(Self { shared, door: Arc::new(door) })
    }

    /// How it is reached. Calls wait for `patience`.
    pub fn settings(&self, patience: Duration) -> Settings {
        Settings {
            api_url: format!("http://{}/api/business", self.door.address()),
            version: "1.5".to_owned(),
            token: TOKEN.to_owned().into(),
            payment_method: "balance".to_owned(),
            callback_secret: Some(SECRET.to_owned().into()),
            patience,
            pause: Duration::ZERO,
        }
    }

    /// Whether nobody gets in: connections are refused.
    pub fn is_shut(&self) -> bool {
        self.door.is_shut()
    }

    /// From now on connections are refused, or not any more.
    pub async fn set_shut(&self, shut: bool) -> io::Result<()> {
        self.door.set_shut(shut).await
    }

    /// What goes wrong with every call.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shared.lock().fault = fault;
    }

    /// What goes wrong with the next call of a method: `create-order`.
    pub fn next(&self, method: &'static str, fault: Fault) {
        self.shared.lock().next.push((method, fault));
    }

    /// Comes back when a call begins to hang, by [`Fault::Slow`] or [`Fault::Deaf`].
    pub async fn hangs(&self) {
        self.shared.hangs.notified().await;
    }

    /// How odd its answers are.
    pub fn set_shape(&self, shape: Shape) {
        self.shared.lock().shape = shape;
    }

    /// Prices are so many hundredths of the usual ones from now on.
    pub fn set_rate(&self, hundredths: i64) {
        self.shared.lock().rate = hundredths;
    }

    /// How much money is on the account.
    pub fn balance(&self) -> Money {
        self.shared.lock().balance
    }

    /// So much money is on the account.
    pub fn set_balance(&self, balance: Money) {
        self.shared.lock().balance = balance;
    }

    /// Every order.
    pub fn orders(&self) -> Vec<Held> {
        let now = (self.shared.now)();
        let held = |made: &Made| Held {
            id: made.id,
            reference: made.body["points"][made.last()]["client_order_id"].as_str().unwrap_or_default().to_owned(),
            status: Status::read(made.status(now)),
            created_at: made.created_at,
            price: made.price,
            cost: made.cost(now),
        };
        self.shared.lock().orders.values().map(held).collect()
    }

    /// How often a method was called.
    pub fn asked(&self, method: &str) -> usize {
        self.shared.lock().asked.iter().filter(|name| *name == method).count()
    }

    /// The courier of an order comes so much after the window.
    pub fn runs_late(&self, id: OrderId, by: TimeDelta) -> bool {
        self.touch(id, |made| made.late = Some(by))
    }

    /// No courier takes the order.
    pub fn finds_nobody(&self, id: OrderId) -> bool {
        self.touch(id, |made| made.nobody = true)
    }

    /// A courier takes it after all.
    pub fn finds_somebody(&self, id: OrderId) -> bool {
        self.touch(id, |made| made.nobody = false)
    }

    /// The courier cancels: nothing is to be paid.
    pub fn cancels(&self, id: OrderId) -> bool {
        let now = (self.shared.now)();
        self.shared.change(|world| world.call_off(id, now));
        self.touch(id, |_| ())
    }

    /// The order is taken up again for an hour.
    pub fn reactivates(&self, id: OrderId) -> bool {
        let now = (self.shared.now)();
        self.touch(id, |made| made.reactivated_at = Some(now))
    }

    /// The order is said to be in a word of their own, whatever it is; `None`: no longer.
    pub fn says(&self, id: OrderId, word: Option<&'static str>) -> bool {
        self.touch(id, |made| made.said = word)
    }

    fn touch(&self, id: OrderId, act: impl FnOnce(&mut Made)) -> bool {
        self.shared.change(|world| world.orders.get_mut(&id).map(act)).is_some()
    }

    /// What has changed since the last time, as callbacks that are not sent.
    pub fn letters(&self) -> Vec<Letter> {
        callbacks::letters(&self.shared)
    }

    /// Tells an address what has changed since the last time; the HTTP status of each answer.
    pub async fn call_back(&self, address: &str, manner: Manner) -> Result<Vec<u16>> {
        callbacks::send(address, self.letters(), manner).await
    }
}

#[expect(clippy::disallowed_methods, reason = "the stand-in's server lives and dies with the stand-in")]
fn open(listener: TcpListener, shared: &Arc<Shared>) -> JoinHandle<()> {
    tokio::spawn(http::serve(listener, Arc::clone(shared)))
}
