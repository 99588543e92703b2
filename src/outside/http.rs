//! The only maker of HTTP clients: timeouts, proxy, and no redirects to strangers.

use crate::error::{Error, Result};
use reqwest::{Client, Proxy, redirect};
use std::time::Duration;

/// A connection that takes longer than this to come about is as good as none.
const CONNECT: Duration = Duration::from_secs(10);

/// A client that goes through `proxy` (`http://`, `https://`, `socks5://`, `socks5h://`) if there is one.
pub fn client(proxy: Option<&str>) -> Result<Client> {
    let mut builder = Client::builder().connect_timeout(CONNECT).redirect(redirect::Policy::none());
    builder = match proxy {
        Some(url) => builder.proxy(Proxy::all(url).map_err(without_url)?),
        None => builder.no_proxy(),
    };
    builder.build().map_err(without_url)
}

/// An error of the client without the address it was about: addresses hold secrets.
pub fn without_url(error: reqwest::Error) -> Error {
    Error::Other(error.without_url().into())
}
