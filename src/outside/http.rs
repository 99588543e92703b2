//! The only maker of HTTP clients: timeouts, proxy, and no redirects to strangers. And what every caller of another system
//! does alike: how fast it calls, how often, and what silence means.

use crate::{
    error::{Error, Result},
    pace,
};
use reqwest::{Client, ClientBuilder, Proxy, redirect};
use std::{fmt::Display, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// A connection that takes longer than this to come about is as good as none.
const CONNECT: Duration = Duration::from_secs(10);

/// A client that goes through `proxy` (`http://`, `https://`, `socks5://`, `socks5h://`) if there is one.
pub fn client(proxy: Option<&str>) -> Result<Client> {
    let builder = match proxy {
        Some(url) => begin().proxy(Proxy::all(url).map_err(without_url)?),
        None => begin().no_proxy(),
    };
    builder.build().map_err(without_url)
}

/// A client whose calls end after `patience`, answered or not. Each call has a connection of its own: on one that the
/// other side has just closed a call could be lost without anybody knowing whether it was heard.
pub fn caller(patience: Duration) -> Result<Client> {
    begin().no_proxy().timeout(patience).pool_max_idle_per_host(0).build().map_err(without_url)
}

fn begin() -> ClientBuilder {
    Client::builder().connect_timeout(CONNECT).redirect(redirect::Policy::none())
}

/// An error of the client without the address it was about: addresses hold secrets.
pub fn without_url(error: reqwest::Error) -> Error {
    Error::Other(error.without_url().into())
}

/// What may be asked again is asked so often before it is given up.
const TRIES: u32 = 3;

/// Whether a call may be made again when its outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It only asks, or does a thing that may be done twice.
    Yes,
    /// It makes something: twice would make two.
    Never,
}

/// How calls to one system follow each other.
pub struct Rhythm {
    pause: Duration,
    /// When the last call began: the next waits its time here.
    last: Mutex<Option<Instant>>,
}

impl Rhythm {
    /// Calls are `pause` apart.
    pub fn new(pause: Duration) -> Self {
        Self { pause, last: Mutex::new(None) }
    }

    /// Waits until the next call may begin.
    pub async fn turn(&self) {
        let mut last = self.last.lock().await;
        if let Some(at) = *last {
            wait(self.pause.saturating_sub(at.elapsed())).await;
        }
        *last = Some(Instant::now());
    }

    /// Makes a call, and makes it again after longer and longer pauses while that may help.
    pub async fn call<T, R: Display, F: Future<Output = Result<T, R>>>(
        &self,
        system: &str,
        again: Again,
        may_pass: impl Fn(&R) -> bool,
        once: impl Fn() -> F,
    ) -> Result<T, R> {
        let mut tried = 0;
        loop {
            let answered = once().await;
            tried += 1;
            match answered {
                Err(refusal) if again == Again::Yes && tried < TRIES && may_pass(&refusal) => {
                    tracing::debug!(%refusal, tried, system, "asked again");
                    wait(self.pause * (1 << tried)).await;
                }
                answered => return answered,
            }
        }
    }
}

async fn wait(pause: Duration) {
    if !pause.is_zero() {
        pace::wait(pause).await;
    }
}

/// Why a call has no answer. The address is left out: it may hold what is nobody's business.
#[derive(Debug)]
pub enum Silence {
    /// The other side was never reached: the call has not happened.
    Unreachable(String),
    /// It was sent, and its outcome is unknown: it may have happened.
    Unknown(String),
}

impl From<reqwest::Error> for Silence {
    fn from(error: reqwest::Error) -> Self {
        let (unreached, timeout) = (error.is_connect() || error.is_builder(), error.is_timeout());
        let words = innermost(&error.without_url());
        match (unreached, timeout) {
            (true, _) => Self::Unreachable(words),
            (false, true) => Self::Unknown("no answer in time".to_owned()),
            (false, false) => Self::Unknown(words),
        }
    }
}

/// What went wrong in the end: what wraps it says only that something did.
fn innermost(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}
