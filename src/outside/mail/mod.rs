//! Mail, by SMTP (RFC 5321) to the house's own mail server, which carries it on.
//!
//! One struct and no trait: what stands in for the server (`stand_in`) speaks SMTP on a socket, so that what the tests prove
//! is what runs. A letter has a Message-ID of ours, the same with every try, and is handed over step by step, so that it is
//! known whether the server can have it: until the last dot of the letter it can't; an answer lost after that dot leaves it
//! unknown ([`Refusal::Unknown`]). That the server has taken a letter does not mean that it has arrived.

mod compose;
mod line;
mod refusal;
pub mod stand_in;

#[cfg(test)]
mod tests;

pub use compose::{File, Letter};
pub use refusal::Refusal;

use crate::{email::Email, named};
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};

/// The server has so long for a step: to be connected, to take an address, to take a letter.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// So many steps a letter takes at most, each with its patience.
const STEPS: u32 = 9;

named! {
    /// How what is said to the server is kept secret.
    pub enum Security {
        /// TLS begins after the greeting: port 587. Without it nothing is sent.
        StartTls = "starttls",
        /// TLS from the first byte: port 465.
        Tls = "tls",
        /// Not at all: a server on this machine.
        None = "none",
    }
}

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// As the reader sees it; may be empty.
    pub name: String,
    /// The address.
    pub email: Email,
}

impl Sender {
    /// Reads `ООО «Три кита» <buh@example.ru>`, or an address alone.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, email) = match text.rsplit_once('<') {
            Some((name, rest)) => (name.trim().trim_matches('"'), rest.strip_suffix('>')?),
            None => ("", text),
        };
        Some(Self { name: compose::plain(name), email: Email::parse(email).ok()? })
    }
}

/// How the mail server is reached and who writes.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `smtp.example.ru`
    pub host: String,
    /// 587, 465, 25.
    pub port: u16,
    /// How it is kept secret.
    pub security: Security,
    /// Name and password; `None`: the server asks for none.
    pub login: Option<(String, SecretString)>,
    /// Who writes.
    pub from: Sender,
    /// Who is answered; `None`: who writes.
    pub reply_to: Option<Sender>,
    /// Who gets a copy of every letter, unseen by its reader.
    pub copy_to: Option<Email>,
    /// A step that takes longer has failed: [`PATIENCE`].
    pub patience: Duration,
}

/// A mail server that takes our letters. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Post(Arc<Settings>);

impl Post {
    /// A server with these settings.
    pub fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    /// Hands a letter over, once. What is not known to have been refused may have been taken.
    pub async fn send(&self, letter: &Letter) -> Result<(), Refusal> {
        let raw = compose::message(&self.0, letter)?;
        line::hand_over(&self.0, letter.to.as_str(), &raw).await
    }

    /// Whether the server is reached, is who it says it is and lets us in. Sends nothing.
    pub async fn check(&self) -> Result<(), Refusal> {
        line::check(&self.0).await
    }

    /// How long a letter can be under way at most.
    pub fn longest(&self) -> Duration {
        self.0.patience * STEPS
    }
}
