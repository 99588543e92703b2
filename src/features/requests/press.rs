//! Buttons of requests: ours, and those of the client.

use super::model::Request;
use crate::{
    bot::screen::{self, Button, Words},
    db::Id,
    people::Person,
    text::Text,
};

/// A button of a request's card: which request, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub request: Id<Request>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Shows it.
    Show,
    /// I answer: nobody does yet.
    Take,
    /// I answer in place of whoever should have.
    TakeOver,
    /// Who is to answer?
    Whom,
    /// They are.
    Give(Id<Person>),
    /// The pause is over.
    GoOn,
    Close,
    Reopen,
    /// I keep this client of nobody from now on.
    Keep,
    /// Support accepts.
    Accept,
    /// Support is at it.
    Work,
}

impl screen::Press for Press {
    const ROOM: &'static str = "req";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show".to_owned(),
            Deed::Take => "take".to_owned(),
            Deed::TakeOver => "over".to_owned(),
            Deed::Whom => "whom".to_owned(),
            Deed::Give(person) => format!("to:{}", person.short()),
            Deed::GoOn => "on".to_owned(),
            Deed::Close => "close".to_owned(),
            Deed::Reopen => "open".to_owned(),
            Deed::Keep => "keep".to_owned(),
            Deed::Accept => "accept".to_owned(),
            Deed::Work => "work".to_owned(),
        };
        format!("{}:{}:{deed}", self.request.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (request, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            "take" => Deed::Take,
            "over" => Deed::TakeOver,
            "whom" => Deed::Whom,
            "to" => Deed::Give(words.id()?),
            "on" => Deed::GoOn,
            "close" => Deed::Close,
            "open" => Deed::Reopen,
            "keep" => Deed::Keep,
            "accept" => Deed::Accept,
            "work" => Deed::Work,
            _ => return None,
        };
        Some(Self { request, rev, deed })
    }
}

/// A button of a request's card.
pub fn button(label: Text, request: &Request, deed: Deed) -> Button {
    Button::press(label, &Press { request: request.id, rev: request.rev, deed })
}

/// A button on a client's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    pub request: Id<Request>,
    pub deed: MyDeed,
}

/// What a client's press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MyDeed {
    /// Shows how it stands.
    Show,
    /// It is solved.
    Solved,
    /// It is not.
    NotSolved,
    /// Answers questions step by step.
    Answer,
}

impl screen::Press for Mine {
    const ROOM: &'static str = "mine";

    fn pack(&self) -> String {
        let deed = match self.deed {
            MyDeed::Show => "show",
            MyDeed::Solved => "yes",
            MyDeed::NotSolved => "no",
            MyDeed::Answer => "tell",
        };
        format!("{}:{deed}", self.request.short())
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let request = words.id()?;
        let deed = match words.word()? {
            "show" => MyDeed::Show,
            "yes" => MyDeed::Solved,
            "no" => MyDeed::NotSolved,
            "tell" => MyDeed::Answer,
            _ => return None,
        };
        Some(Self { request, deed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in [
            Deed::Show,
            Deed::Take,
            Deed::TakeOver,
            Deed::Whom,
            Deed::Give(Id::new()),
            Deed::GoOn,
            Deed::Close,
            Deed::Reopen,
            Deed::Keep,
            Deed::Accept,
            Deed::Work,
        ] {
            let press = Press { request: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "req:".len() <= 64);
        }
        for deed in [MyDeed::Show, MyDeed::Solved, MyDeed::NotSolved, MyDeed::Answer] {
            let press = Mine { request: Id::new(), deed };
            assert_eq!(Mine::unpack(&press.pack()), Some(press));
        }
        assert_eq!(Press::unpack("of an older release"), None);
        assert_eq!(Mine::unpack("of an older release"), None);
    }
}
