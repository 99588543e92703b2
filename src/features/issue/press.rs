//! What the buttons of the issue carry. A press says what was shown, never what is allowed.

use super::model::{Case, Deed, Reason};
use crate::{
    bot::screen::{self, Words},
    db::Id,
    named,
};

named! {
    /// A list of clients.
    pub enum Group {
        /// No fee is known.
        NoFee = "nofee",
        /// The fee changes with this month.
        Change = "change",
        /// Suspended.
        Paused = "paused",
        /// No tax number, or a wrong one.
        Inn = "inn",
        /// Nobody there gets invoices.
        NoWay = "noway",
        /// The contract is not signed.
        Contract = "contract",
        /// Their invoices go out.
        Go = "go",
        /// They get them by e-mail alone.
        Mail = "mail",
        /// Nobody there gets them.
        Nobody = "nobody",
        /// They have them.
        Has = "has",
        /// Something is to be decided first, or none is to go.
        Held = "held",
    }
}

impl Group {
    /// What is wrong before the issue, in the order it is told.
    pub const TROUBLES: [Self; 6] = [Self::NoFee, Self::Change, Self::Paused, Self::Inn, Self::NoWay, Self::Contract];
    /// Who gets invoices and who does not, in the order it is told.
    pub const SENDING: [Self; 5] = [Self::Go, Self::Mail, Self::Nobody, Self::Has, Self::Held];
}

/// The card of a case, as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    pub case: Id<Case>,
    pub rev: i64,
}

impl On {
    /// A case as it is now.
    pub const fn now(case: &Case) -> Self {
        Self { case: case.id, rev: case.rev }
    }

    fn pack(self) -> String {
        format!("{}:{}", self.case.short(), self.rev)
    }

    fn unpack(words: &mut Words<'_>) -> Option<Self> {
        Some(Self { case: words.id()?, rev: words.parse()? })
    }
}

/// A button of the issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Where the person stands.
    Open,
    /// Begins, or looks again.
    Start,
    /// What is wrong before.
    Check,
    /// A page of a list.
    List(Group, usize),
    /// The card again.
    Card(On),
    /// Why?
    Ask(On, Deed),
    /// For this reason.
    Because(On, Deed, Reason),
    /// For a reason in words.
    Words(On, Deed),
    /// Accounting is asked.
    Books(On),
    /// Behind the others.
    Later(On),
    /// What would go out?
    Preview,
    /// Just what was shown: its seal.
    Send(String),
    /// Nothing is to go out.
    Waive,
}

impl screen::Press for Press {
    const ROOM: &'static str = "issue";

    fn pack(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Start => "start".to_owned(),
            Self::Check => "check".to_owned(),
            Self::List(group, page) => format!("list:{group}:{page}"),
            Self::Card(on) => format!("card:{}", on.pack()),
            Self::Ask(on, deed) => format!("ask:{}:{deed}", on.pack()),
            Self::Because(on, deed, reason) => format!("why:{}:{deed}:{reason}", on.pack()),
            Self::Words(on, deed) => format!("words:{}:{deed}", on.pack()),
            Self::Books(on) => format!("books:{}", on.pack()),
            Self::Later(on) => format!("later:{}", on.pack()),
            Self::Preview => "preview".to_owned(),
            Self::Send(seal) => format!("send:{seal}"),
            Self::Waive => "waive".to_owned(),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "open" => Self::Open,
            "start" => Self::Start,
            "check" => Self::Check,
            "list" => Self::List(words.parse()?, words.parse()?),
            "card" => Self::Card(On::unpack(&mut words)?),
            "ask" => Self::Ask(On::unpack(&mut words)?, words.parse()?),
            "why" => Self::Because(On::unpack(&mut words)?, words.parse()?, words.parse()?),
            "words" => Self::Words(On::unpack(&mut words)?, words.parse()?),
            "books" => Self::Books(On::unpack(&mut words)?),
            "later" => Self::Later(On::unpack(&mut words)?),
            "preview" => Self::Preview,
            "send" => Self::Send(words.word()?.to_owned()),
            "waive" => Self::Waive,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let on = On { case: Id::new(), rev: 1_000_000 };
        for press in [
            Press::Open,
            Press::Start,
            Press::Check,
            Press::List(Group::Contract, 9_999),
            Press::Card(on),
            Press::Ask(on, Deed::Not),
            Press::Because(on, Deed::Not, Reason::Discount),
            Press::Words(on, Deed::Ok),
            Press::Books(on),
            Press::Later(on),
            Press::Preview,
            Press::Send("12345678".to_owned()),
            Press::Waive,
        ] {
            assert_eq!(Press::unpack(&press.pack()), Some(press.clone()));
            assert!(press.pack().len() + "issue:".len() <= 64, "{}", press.pack());
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
