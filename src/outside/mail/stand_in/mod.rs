//! A mail server on this machine: SMTP on a socket. It keeps every letter it takes, and whatever may go wrong with a
//! stranger's server can be made to.
//!
//! Not here: TLS (nobody would vouch for its certificate), carrying letters on.

mod smtp;

use super::{Post, Security, Sender, Settings};
use crate::email::Email;
use chrono::{DateTime, Utc};
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use std::{
    collections::BTreeSet,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

/// Where the stand-in reads the time.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Our name and password there.
const LOGIN: (&str, &str) = ("bot", "stands-in");

/// What may go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It hangs up before a word is said.
    Shut,
    /// It accepts the connection and says nothing.
    Silent,
    /// It does not know our password.
    Stranger,
    /// It takes no letter now: 421.
    Busy,
    /// It does not take the letter when it has seen it: 554.
    Spam,
    /// It has no room for the letter when it has seen it: 452.
    Full,
    /// It takes the letter and hangs up before it says so.
    Lost,
    /// It takes the letter and never says so.
    Deaf,
    /// It hangs up in the middle of the letter, which it does not take.
    Torn,
}

/// A letter as it was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// From which address.
    pub from: String,
    /// To which addresses.
    pub to: Vec<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// As it came over the wire.
    pub raw: Vec<u8>,
}

impl Taken {
    /// The letter, read; nothing where it is no letter.
    pub fn read<T>(&self, look: impl FnOnce(&ParsedMail<'_>) -> T) -> Option<T> {
        parse_mail(&self.raw).ok().map(|mail| look(&mail))
    }

    /// A header, decoded; empty if there is none.
    pub fn header(&self, name: &str) -> String {
        self.read(|mail| mail.headers.get_first_value(name)).flatten().unwrap_or_default()
    }

    /// Its words.
    pub fn text(&self) -> String {
        let plain = |mail: &ParsedMail<'_>| {
            mail.parts().find(|part| part.ctype.mimetype == "text/plain").and_then(|part| part.get_body().ok())
        };
        self.read(plain).flatten().unwrap_or_default().replace("\r\n", "\n")
    }

    /// The files beside it, in order.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let files = |mail: &ParsedMail<'_>| {
            let named = |part: &ParsedMail<'_>| {
                let name = part.get_content_disposition().params.get("filename").cloned()?;
                Some((name, part.get_body_raw().ok()?))
            };
            mail.parts().filter_map(named).collect()
        };
        self.read(files).unwrap_or_default()
    }
}

#[derive(Default)]
struct World {
    fault: Option<Fault>,
    next: Vec<Fault>,
    /// Addresses it does not know.
    unknown: BTreeSet<String>,
    /// Addresses it asks to come back for, once.
    grey: BTreeSet<String>,
    letters: Vec<Taken>,
    talks: usize,
}

struct Shared {
    world: Mutex<World>,
    now: Now,
    /// A talk hangs.
    hangs: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Door(JoinHandle<()>);

impl Drop for Door {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A running stand-in; clones show the same world, the last one dropped stops it.
#[derive(Clone)]
pub struct StandIn {
    shared: Arc<Shared>,
    address: SocketAddr,
    _door: Arc<Door>,
}

impl StandIn {
    /// Starts on a free port of 127.0.0.1.
    #[expect(clippy::disallowed_methods, reason = "the stand-in's server lives and dies with the stand-in")]
    pub async fn start(now: Now) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { world: Mutex::default(), now, hangs: Notify::new() });
        let door = Arc::new(Door(tokio::spawn(smtp::serve(listener, Arc::clone(&shared)))));
        Ok(Self { shared, address, _door: door })
    }

    /// How it is reached. A step waits for `patience`.
    pub fn settings(&self, patience: Duration) -> Settings {
        let sender = |text| Sender::parse(text).unwrap_or_else(|| unreachable!("an address"));
        Settings {
            host: self.address.ip().to_string(),
            port: self.address.port(),
            security: Security::None,
            login: Some((LOGIN.0.to_owned(), LOGIN.1.to_owned().into())),
            from: sender("ООО «Пример» <bills@example.ru>"),
            reply_to: Some(sender("Отдел заботы <care@example.ru>")),
            copy_to: None::<Email>,
            patience,
        }
    }

    /// A client of it.
    pub fn post(&self, patience: Duration) -> Post {
        Post::new(self.settings(patience))
    }

    /// What goes wrong with every talk.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shared.lock().fault = fault;
    }

    /// What goes wrong with the next talk; several are kept in order.
    pub fn next(&self, fault: Fault) {
        self.shared.lock().next.push(fault);
    }

    /// It does not know an address: 550.
    pub fn knows_not(&self, address: &str) {
        self.shared.lock().unknown.insert(address.to_owned());
    }

    /// It knows an address again.
    pub fn knows(&self, address: &str) {
        self.shared.lock().unknown.remove(address);
    }

    /// It asks to come back with a letter to an address, once: 450.
    pub fn is_wary_of(&self, address: &str) {
        self.shared.lock().grey.insert(address.to_owned());
    }

    /// Every letter it has taken.
    pub fn letters(&self) -> Vec<Taken> {
        self.shared.lock().letters.clone()
    }

    /// How often it was talked to.
    pub fn talks(&self) -> usize {
        self.shared.lock().talks
    }

    /// Comes back when a talk begins to hang, by [`Fault::Silent`] or [`Fault::Deaf`].
    pub async fn hangs(&self) {
        self.shared.hangs.notified().await;
    }
}
