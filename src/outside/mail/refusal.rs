//! What a mail server says instead of yes, and what follows from it.

use crate::{t, text::Text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Of an answer so many characters are kept.
const LONGEST: usize = 200;

/// Why a letter was not taken, or is not known to have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No server answers there.
    OutOfReach(String),
    /// It does not keep secrets as we were told it would, or is another than it says.
    Insecure(String),
    /// It does not take our name and password.
    Login(String),
    /// It can't take the letter now: a busy server, a greylist.
    Busy(String),
    /// It does not take letters to this address, and never will.
    Address(String),
    /// It does not take this letter, and never will.
    Refused(String),
    /// No letter could be made of it.
    Unfit(String),
    /// The letter was handed over and the answer lost: the server has it or has not.
    Unknown(String),
}

impl Refusal {
    /// Whether the same letter may go through later, and has not gone yet.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::OutOfReach(_) | Self::Insecure(_) | Self::Login(_) | Self::Busy(_))
    }

    /// Whether the address is to blame.
    pub const fn is_address(&self) -> bool {
        matches!(self, Self::Address(_))
    }

    /// For whoever sent the letter.
    pub fn text(&self) -> Text {
        match self {
            Self::OutOfReach(_) => t!("mail-out-of-reach"),
            Self::Insecure(_) => t!("mail-insecure"),
            Self::Login(_) => t!("mail-login"),
            Self::Busy(answer) => t!("mail-busy", answer = answer),
            Self::Address(answer) => t!("mail-address", answer = answer),
            Self::Refused(answer) => t!("mail-refused", answer = answer),
            Self::Unfit(why) => t!("mail-unfit", why = why),
            Self::Unknown(_) => t!("mail-unknown"),
        }
    }

    /// What happened, without the words of a stranger's server: they may name an address.
    pub fn kind(&self) -> &'static str {
        self.parts().0
    }

    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::OutOfReach(why) => ("it is out of reach", why),
            Self::Insecure(why) => ("it does not keep secrets as asked; see mail.security and mail.host", why),
            Self::Login(why) => ("it refuses the login; see mail.user and mail.password", why),
            Self::Busy(why) => ("it can't take a letter now", why),
            Self::Address(why) => ("it refuses the address", why),
            Self::Refused(why) => ("it refuses the letter", why),
            Self::Unfit(why) => ("it is no letter", why),
            Self::Unknown(why) => ("its answer was lost", why),
        }
    }
}

/// For the log and `mosbot check`.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, why) = self.parts();
        if why.is_empty() { f.write_str(what) } else { write!(f, "{what}: {why}") }
    }
}

/// Words of a stranger's server, short and in one line.
pub(super) fn words(error: &lettre::transport::smtp::Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    let said = match (error.status(), source) {
        (Some(code), Some(said)) => format!("{code} {said}"),
        (Some(code), None) => code.to_string(),
        (None, Some(said)) => said,
        (None, None) => error.to_string(),
    };
    super::compose::plain(&said).chars().take(LONGEST).collect()
}
