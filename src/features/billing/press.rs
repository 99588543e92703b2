//! Buttons of billing. A press says what was shown, never what is allowed.

use super::model::{Channel, Sent};
use crate::{
    bot::screen::{Press, Words},
    clients::{Client, Contact},
    db::Id,
    features::invoices::Invoice,
};
use serde::{Deserialize, Serialize};

/// Which invoices are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// This one.
    One(Id<Invoice>),
    /// All that are open.
    All(Id<Client>),
}

impl What {
    fn pack(self) -> String {
        match self {
            Self::One(invoice) => format!("one:{}", invoice.short()),
            Self::All(client) => format!("all:{}", client.short()),
        }
    }

    fn unpack(words: &mut Words<'_>) -> Option<Self> {
        match words.word()? {
            "one" => words.id().map(Self::One),
            "all" => words.id().map(Self::All),
            _ => None,
        }
    }
}

/// How often it has been sent so far: whoever wants it once more says so of what they were shown.
fn seen(seen: Option<i64>) -> String {
    seen.map(|seen| format!(":{seen}")).unwrap_or_default()
}

/// A button of whoever sends an invoice to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bill {
    /// Where to?
    Where(What),
    /// There.
    Send { what: What, channel: Channel, seen: Option<i64> },
    /// A task to mend how the client gets invoices.
    Mend(Id<Client>),
}

impl Press for Bill {
    const ROOM: &'static str = "billing";

    fn pack(&self) -> String {
        match self {
            Self::Where(what) => format!("where:{}", what.pack()),
            Self::Send { what, channel, seen: times } => format!("send:{}:{channel}{}", what.pack(), seen(*times)),
            Self::Mend(client) => format!("mend:{}", client.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "where" => Self::Where(What::unpack(&mut words)?),
            "send" => Self::Send { what: What::unpack(&mut words)?, channel: words.parse()?, seen: words.parse() },
            "mend" => Self::Mend(words.id()?),
            _ => return None,
        })
    }
}

/// A button of whoever sends an invoice by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail {
    /// To which address?
    Where(What),
    /// To that of this contact.
    Send { what: What, contact: Id<Contact>, seen: Option<i64> },
    /// To another one, which is asked for.
    Other(What),
}

impl Press for Mail {
    const ROOM: &'static str = "mail";

    fn pack(&self) -> String {
        match self {
            Self::Where(what) => format!("where:{}", what.pack()),
            Self::Send { what, contact, seen: times } => format!("{}:{}{}", what.pack(), contact.short(), seen(*times)),
            Self::Other(what) => format!("other:{}", what.pack()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "where" => Self::Where(What::unpack(&mut words)?),
            "other" => Self::Other(What::unpack(&mut words)?),
            _ => {
                let mut words = Words::of(data);
                Self::Send { what: What::unpack(&mut words)?, contact: words.id()?, seen: words.parse() }
            }
        })
    }
}

/// A button of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Send it.
    Get { what: What, seen: Option<i64> },
    /// It has come.
    Got(Id<Sent>),
    /// It is not the one.
    Wrong(Id<Sent>),
}

impl Press for Own {
    const ROOM: &'static str = "kit";

    fn pack(&self) -> String {
        match self {
            Self::Get { what, seen: times } => format!("get:{}{}", what.pack(), seen(*times)),
            Self::Got(sent) => format!("got:{}", sent.short()),
            Self::Wrong(sent) => format!("wrong:{}", sent.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "get" => Self::Get { what: What::unpack(&mut words)?, seen: words.parse() },
            "got" => Self::Got(words.id()?),
            "wrong" => Self::Wrong(words.id()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survives<P: Press + PartialEq + std::fmt::Debug>(press: &P) {
        assert_eq!(P::unpack(&press.pack()).as_ref(), Some(press));
        assert!(P::ROOM.len() + 1 + press.pack().len() <= 64, "{}", press.pack());
    }

    #[test]
    fn every_button_survives_64_bytes() {
        for what in [What::One(Id::new()), What::All(Id::new())] {
            survives(&Bill::Where(what));
            survives(&Mail::Where(what));
            survives(&Mail::Other(what));
            for seen in [None, Some(0), Some(1_000_000)] {
                survives(&Own::Get { what, seen });
                survives(&Mail::Send { what, contact: Id::new(), seen });
                for channel in [Channel::Telegram, Channel::File] {
                    survives(&Bill::Send { what, channel, seen });
                }
            }
        }
        survives(&Bill::Mend(Id::new()));
        survives(&Own::Got(Id::new()));
        survives(&Own::Wrong(Id::new()));
    }

    #[test]
    fn a_button_of_another_release_is_none() {
        for data in ["", "where", "where:two:x", "send:one:x:telegram", "get:one", "got:", "one:x:y"] {
            assert_eq!((Bill::unpack(data), Own::unpack(data), Mail::unpack(data)), (None, None, None), "{data}");
        }
    }
}
