//! The only maker of HTTP clients: timeouts, proxy, and no redirects to strangers.

use crate::error::{Error, Result};
use reqwest::{Client, ClientBuilder, Proxy, redirect};
use std::time::Duration;

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
