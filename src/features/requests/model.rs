//! A request of a client, its thread, and its way through technical support (PRODUCT 1.1, D7).

use crate::{
    bot::said::Attached,
    clients::Client,
    db::{Id, Timestamp},
    named,
    people::Person,
    t,
    text::Text,
};
use sqlx::FromRow;

named! {
    /// What a request is about.
    pub enum About {
        /// Anything a client asks.
        Question = "question",
        /// The conversation of a claim: the room of claims shows it.
        Claim = "claim",
    }
}

named! {
    /// How it came.
    pub enum Channel {
        /// Written to the bot.
        Chat = "chat",
        /// Told to one of us on the phone.
        Phone = "phone",
    }
}

named! {
    /// Whether it goes on.
    pub enum State {
        /// It does.
        Open = "open",
        /// It is done with; what the client writes goes on with it again.
        Closed = "closed",
    }
}

/// Something a client asks, and who answers.
#[derive(Debug, Clone, FromRow)]
pub struct Request {
    /// Own id.
    pub id: Id<Request>,
    /// `О-88`.
    pub number: i64,
    /// Whose.
    #[sqlx(rename = "client_id")]
    pub client: Id<Client>,
    /// The contact person in the chat.
    #[sqlx(rename = "person_id")]
    pub person: Option<Id<Person>>,
    /// Who said it: `Ольга, бухгалтер`.
    pub who: String,
    /// How it came.
    pub channel: Channel,
    /// What it is about.
    pub about: About,
    /// Who answers; `None`: nobody has taken it yet.
    #[sqlx(rename = "owner_id")]
    pub owner: Option<Id<Person>>,
    /// Its first words.
    pub essence: String,
    /// Whether it goes on.
    pub state: State,
    /// Raised with every change of who answers and whether it goes on.
    pub rev: i64,
    /// When it began.
    pub opened_at: Timestamp,
}

impl Request {
    /// Its number as people say it: `О-88`; of a claim's conversation with a word about it.
    pub fn shown(&self) -> Text {
        let number = self.number.to_string();
        match self.about {
            About::Question => t!("request-number", number = number),
            About::Claim => t!("request-number-claim", number = number),
        }
    }
}

named! {
    /// Who speaks in a thread.
    pub enum Side {
        /// The client.
        Client = "client",
        /// One of us, to the client.
        Us = "us",
        /// One of us, among ourselves.
        Note = "note",
    }
}

/// A message of a thread.
#[derive(Debug, Clone)]
pub struct Said {
    pub id: Id<Said>,
    /// The author's name.
    pub name: String,
    pub side: Side,
    pub text: String,
    pub attached: Vec<Attached>,
    pub at: Timestamp,
    pub edited: bool,
}

named! {
    /// How much a technical fault hinders.
    pub enum Urgency {
        /// Nobody gets in.
        Blocked = "blocked",
        /// It is in the way.
        Hampers = "hampers",
        /// It can wait.
        Question = "question",
    }
}

impl Urgency {
    /// Every value, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Blocked, Self::Hampers, Self::Question];
}

named! {
    /// How far technical support is.
    pub enum Stage {
        /// Nobody has accepted it.
        New = "new",
        /// Somebody has.
        Accepted = "accepted",
        /// They are at it.
        InWork = "in_work",
        /// They need something from the client.
        Waiting = "waiting_client",
        /// They say it is solved.
        Solved = "solved",
        /// The client says so too.
        Confirmed = "confirmed",
        /// The client has said nothing for two working days.
        Closed = "closed",
        /// It is not support's; back to the manager.
        Declined = "declined",
    }
}

named! {
    /// What can happen to a request at support.
    pub enum Deed {
        /// Support takes it.
        Accept = "accept",
        /// Support is at it.
        Work = "work",
        /// Support needs something from the client.
        Ask = "ask",
        /// The client has told.
        Told = "told",
        /// Support says it is solved.
        Solve = "solve",
        /// Support says it is not theirs.
        Decline = "decline",
        /// The client says it is solved.
        Confirm = "confirm",
        /// The client, or the manager, says it is not.
        Reopen = "reopen",
        /// Two working days of silence.
        Lapse = "lapse",
    }
}

impl Stage {
    /// What a deed makes of it; `None`: it does not go together.
    pub const fn after(self, deed: Deed) -> Option<Self> {
        Some(match (self, deed) {
            (Self::New, Deed::Accept) | (Self::Solved | Self::Confirmed | Self::Closed, Deed::Reopen) => Self::Accepted,
            (Self::New | Self::Accepted, Deed::Decline) => Self::Declined,
            (Self::Accepted, Deed::Work) | (Self::Waiting, Deed::Told | Deed::Work) => Self::InWork,
            (Self::New | Self::Accepted | Self::InWork | Self::Waiting, Deed::Ask) => Self::Waiting,
            (Self::Accepted | Self::InWork | Self::Waiting, Deed::Solve) => Self::Solved,
            (Self::Solved, Deed::Confirm) => Self::Confirmed,
            (Self::Solved, Deed::Lapse) => Self::Closed,
            _ => return None,
        })
    }

    /// Support has something to do, or waits for the client.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Accepted | Self::InWork | Self::Waiting)
    }
}

/// A request in the hands of support.
#[derive(Debug, Clone, FromRow)]
pub struct Handover {
    #[sqlx(rename = "request_id")]
    pub request: Id<Request>,
    pub urgency: Urgency,
    pub what: String,
    /// Site or equipment; may be empty.
    pub place: String,
    /// Number to call back; may be empty.
    pub callback: String,
    #[sqlx(rename = "state")]
    pub stage: Stage,
    pub handed_by: Id<Person>,
    pub handed_at: Timestamp,
    /// Who accepted it.
    #[sqlx(rename = "support_id")]
    pub support: Option<Id<Person>>,
    /// What is to be found out; may be empty.
    pub question: String,
    /// How it was solved, or why it is not support's; may be empty.
    pub answer: String,
    pub solved_at: Option<Timestamp>,
}

/// Letters a word has to have to tell something, and how many of it count: endings differ.
const TELLING: usize = 4;
const STEM: usize = 5;

/// Whether two descriptions are about the same: half of the telling words of the shorter one are in the other.
pub fn is_similar(one: &str, other: &str) -> bool {
    let stems = |text: &str| {
        let words = crate::fold::fold(text);
        let long = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= TELLING);
        long.map(|word| word.chars().take(STEM).collect::<String>()).collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (stems(one), stems(other));
    let common = one.intersection(&other).count();
    common > 0 && common * 2 >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn support_goes_forward_and_back_only_by_what_happens() {
        let all = [
            Stage::New,
            Stage::Accepted,
            Stage::InWork,
            Stage::Waiting,
            Stage::Solved,
            Stage::Confirmed,
            Stage::Closed,
            Stage::Declined,
        ];
        let edges = |deed: Deed| all.iter().filter(|stage| stage.after(deed).is_some()).count();
        assert_eq!(edges(Deed::Accept), 1);
        assert_eq!(edges(Deed::Decline), 2);
        assert_eq!(edges(Deed::Ask), 4);
        assert_eq!(edges(Deed::Reopen), 3);
        assert_eq!(Stage::Waiting.after(Deed::Told), Some(Stage::InWork));
        assert_eq!(Stage::Accepted.after(Deed::Told), None, "nothing was asked");
        assert_eq!(Stage::Confirmed.after(Deed::Lapse), None);
        assert_eq!(Stage::New.after(Deed::Solve), None, "first somebody accepts it");
    }

    #[test]
    fn the_same_fault_in_other_words_is_similar() {
        assert!(is_similar("Не открывается шлагбаум на въезде", "шлагбаум опять не открылся, въезд стоит"));
        assert!(is_similar("Шлагбаум", "не работает шлагбаум с утра"));
        assert!(!is_similar("Не открывается шлагбаум", "Не приходит счёт за ноябрь"));
        assert!(!is_similar("ок", "ок"), "words that tell nothing are alike in nothing");
    }
}
