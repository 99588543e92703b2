//! What the buttons of the round carry.

use crate::{
    bot::{
        event::Event,
        screen::{self, Words},
    },
    clients::Client,
    db::{Id, Timestamp},
    named,
};
use chrono::{DateTime, NaiveDate, Utc};

named! {
    /// Which clients of the round.
    pub enum Filter {
        /// All.
        All = "all",
        /// Nobody there was talked to this month.
        Fresh = "fresh",
        /// Promised to pay today, or broke a promise.
        Promised = "promised",
        /// Overdue for longer than a month.
        Old = "old",
        /// Owe much.
        Large = "large",
        /// The shortest way to the month's share.
        Aim = "aim",
    }
}

impl Filter {
    /// Those to choose from, in the order of the buttons.
    pub const CHOICES: [Self; 5] = [Self::All, Self::Fresh, Self::Promised, Self::Old, Self::Large];
}

/// Which clients of the round, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    pub filter: Filter,
    /// Minutes: only clients whose clocks are so far ahead of UTC.
    pub utc_offset: Option<i64>,
}

impl From<Filter> for Pick {
    fn from(filter: Filter) -> Self {
        Self { filter, utc_offset: None }
    }
}

impl Pick {
    /// Everybody.
    pub const ALL: Self = Self { filter: Filter::All, utc_offset: None };

    fn pack(self) -> String {
        let offset = self.utc_offset.map(|minutes| format!(":{minutes}")).unwrap_or_default();
        format!("{}{offset}", self.filter)
    }

    fn unpack(words: &mut Words) -> Option<Self> {
        Some(Self { filter: words.parse()?, utc_offset: words.parse() })
    }
}

named! {
    /// Why a client is not called for some days.
    pub enum Quiet {
        /// They asked for it.
        Asked = "asked",
        /// It is agreed without a call.
        Agreed = "agreed",
        /// The head decides.
        Head = "head",
        /// There is nobody to call.
        Number = "number",
    }
}

impl Quiet {
    /// Every value, in the order of the buttons.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Agreed, Self::Head, Self::Number];

    /// For so many working days.
    pub const fn days(self) -> u32 {
        match self {
            Self::Asked | Self::Head => 5,
            Self::Agreed => 3,
            Self::Number => 1,
        }
    }
}

named! {
    /// What is done about the client of a card.
    pub enum Deed {
        /// Nobody answered.
        NoAnswer = "no",
        /// They promise to pay: when?
        Promised = "word",
        /// They say it is paid.
        Paid = "paid",
        /// They want the invoice again.
        Invoice = "inv",
        /// They dispute it.
        Disputes = "disp",
        /// Later on this day.
        Later = "later",
        /// Not to be called: why?
        Quiet = "quiet",
        /// Why is it the first?
        Why = "why",
        /// Back to the card.
        Card = "card",
    }
}

/// The card a button stands on: whose it is, and when it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    pub client: Id<Client>,
    /// To the second: what was done since then makes the card an old one.
    pub shown: DateTime<Utc>,
}

impl On {
    /// A card shown now.
    pub fn now(client: Id<Client>, now: DateTime<Utc>) -> Self {
        Self { client, shown: now }
    }

    /// What happened at this moment happened since the card was shown.
    pub fn is_older_than(self, at: Timestamp) -> bool {
        at.0.timestamp() >= self.shown.timestamp()
    }

    fn pack(self) -> String {
        format!("{}:{}", self.client.short(), self.shown.timestamp())
    }

    fn unpack(words: &mut Words) -> Option<Self> {
        Some(Self { client: words.id()?, shown: DateTime::from_timestamp(words.parse()?, 0)? })
    }
}

/// A button of the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The card where the person stands, or what there is to call.
    Open,
    /// What there is to call, of these.
    Preview(Pick),
    /// Begins with these.
    Start(Pick),
    /// Something about the client of a card.
    Deed(Deed, On),
    /// They promise to pay on this day.
    Day(On, NaiveDate),
    /// Shows the days of the month of this day.
    Month(On, NaiveDate),
    /// Not called for this reason.
    Leave(On, Quiet),
    /// A pause.
    Pause,
    /// The pause is over.
    Resume,
    /// What came of today's calls.
    Summary,
    /// The rest is for tomorrow.
    Tomorrow,
    /// Takes back what was done last.
    Undo(Id<Event>),
}

impl screen::Press for Press {
    const ROOM: &'static str = "round";

    fn pack(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Preview(pick) => format!("see:{}", pick.pack()),
            Self::Start(pick) => format!("go:{}", pick.pack()),
            Self::Deed(deed, on) => format!("do:{deed}:{}", on.pack()),
            Self::Day(on, day) => format!("on:{}:{day}", on.pack()),
            Self::Month(on, day) => format!("month:{}:{day}", on.pack()),
            Self::Leave(on, why) => format!("leave:{}:{why}", on.pack()),
            Self::Pause => "pause".to_owned(),
            Self::Resume => "resume".to_owned(),
            Self::Summary => "sum".to_owned(),
            Self::Tomorrow => "tomorrow".to_owned(),
            Self::Undo(event) => format!("undo:{}", event.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "open" => Self::Open,
            "see" => Self::Preview(Pick::unpack(&mut words)?),
            "go" => Self::Start(Pick::unpack(&mut words)?),
            "do" => Self::Deed(words.parse()?, On::unpack(&mut words)?),
            "on" => Self::Day(On::unpack(&mut words)?, words.parse()?),
            "month" => Self::Month(On::unpack(&mut words)?, words.parse()?),
            "leave" => Self::Leave(On::unpack(&mut words)?, words.parse()?),
            "pause" => Self::Pause,
            "resume" => Self::Resume,
            "sum" => Self::Summary,
            "tomorrow" => Self::Tomorrow,
            "undo" => Self::Undo(words.id()?),
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
        let on = On { client: Id::new(), shown: DateTime::from_timestamp(4_102_444_800, 0).unwrap() };
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        for press in [
            Press::Open,
            Press::Preview(Filter::Promised.into()),
            Press::Start(Pick { filter: Filter::Promised, utc_offset: Some(-720) }),
            Press::Deed(Deed::Quiet, on),
            Press::Day(on, day),
            Press::Month(on, day),
            Press::Leave(on, Quiet::Number),
            Press::Pause,
            Press::Resume,
            Press::Summary,
            Press::Tomorrow,
            Press::Undo(Id::new()),
        ] {
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "round:".len() <= 64, "{}", press.pack());
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
