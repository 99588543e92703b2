//! The manager writes a claim down: after client and essence the person stands at the review with what was guessed, and
//! every field can be opened there.

use super::{
    level,
    model::{Kind, Wish},
    taking,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::Attached,
        turn::Turn,
    },
    clients::{Client, Contact},
    db::Id,
    error::Result,
    features::invoices::Invoice,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Fewer characters without a file say nothing (PRODUCT D8).
pub const SHORTEST: usize = 20;
/// The longest essence, characters.
pub const LONGEST: usize = 2000;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which client?
    Client,
    /// What happened?
    Essence,
    /// Is everything right?
    Review,
    /// What is it about?
    Kind,
    /// What do they want?
    Wish,
    /// How much is it about?
    Sum,
    /// Which invoices do they dispute?
    Bills,
    /// Which incoming number has their letter?
    Written,
    /// By when does the contract want an answer?
    AnswerDue,
    /// Who complains?
    Contact,
}

/// A claim being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeClaim {
    pub at: Trail<At>,
    pub client: Option<Id<Client>>,
    /// Who was looked for and could not be told from others.
    pub query: Option<String>,
    pub essence: String,
    pub attached: Vec<Attached>,
    /// `None`: as guessed.
    pub kind: Option<Kind>,
    pub wish: Option<Wish>,
    pub sum: Option<Money>,
    pub disputed: Vec<Id<Invoice>>,
    pub written: Option<String>,
    pub answer_due: Option<NaiveDate>,
    pub contact: Option<Id<Contact>>,
    pub complex: bool,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Client(Id<Client>),
    /// Several may be meant, or none is.
    Unsure(String),
    Essence(String),
    Attached(Attached),
    Kind(Kind),
    Wish(Wish),
    Sum(Money),
    /// In or out.
    Bill(Id<Invoice>),
    Written(String),
    Day(NaiveDate),
    Contact(Id<Contact>),
    Complex,
    Skip,
    Ready,
    Edit(At),
    Save,
    /// What was typed can't be an answer, and why.
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(TakeClaim),
    Again(Text),
    Open(Box<TakeClaim>),
}

/// What was said so far and now, in one.
pub fn essence(before: &str, words: &str) -> String {
    let both = if before.is_empty() { words.trim().to_owned() } else { format!("{before}. {}", words.trim()) };
    both.chars().take(LONGEST).collect()
}

/// Whether enough is said to work with.
pub fn says_enough(essence: &str, attached: &[Attached]) -> bool {
    essence.chars().count() >= SHORTEST || !attached.is_empty()
}

impl TakeClaim {
    /// Begins with what is known already; `disputed` are the invoices the client disputes anyway.
    pub fn begin(client: Option<Id<Client>>, words: &str, disputed: Vec<Id<Invoice>>) -> Self {
        let kind = (!disputed.is_empty() && level::guess_kind(words) == Kind::Other).then_some(Kind::Bill);
        let state = Self {
            at: Trail::at(At::Client),
            client,
            query: None,
            essence: essence("", words),
            attached: Vec::new(),
            kind,
            wish: None,
            sum: None,
            disputed,
            written: None,
            answer_due: None,
            contact: None,
            complex: false,
        };
        state.onward()
    }

    /// What it is about: as said or guessed.
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or_else(|| level::guess_kind(&self.essence))
    }

    /// What they want: as said or guessed.
    pub fn wish(&self) -> Wish {
        self.wish.unwrap_or_else(|| level::guess_wish(&self.essence))
    }

    /// To the first question without an answer, or the review.
    pub fn onward(mut self) -> Self {
        let next = match self.client {
            None => At::Client,
            Some(_) if !says_enough(&self.essence, &self.attached) => At::Essence,
            Some(_) => At::Review,
        };
        self.at.go(next);
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        let at = self.at.open();
        match (at, answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Client, Answer::Client(client)) => {
                self.client = Some(client);
                self.query = None;
                self.contact = None;
                self.disputed.clear();
            }
            (At::Client, Answer::Unsure(query)) => {
                self.query = Some(query);
                return Step::Ask(self);
            }
            (At::Essence, Answer::Essence(words)) => {
                let before = if says_enough(&self.essence, &[]) { "" } else { &self.essence };
                self.essence = essence(before, &words);
                if !says_enough(&self.essence, &self.attached) {
                    return Step::Again(t!("claim-hint-essence"));
                }
            }
            (At::Written, Answer::Attached(file)) => {
                self.attached.push(file);
                self.written.get_or_insert_default();
                return Step::Ask(self);
            }
            (_, Answer::Attached(file)) => {
                if self.essence.is_empty() {
                    self.essence = essence("", &file.file.caption);
                }
                self.attached.push(file);
                if at != At::Essence {
                    return Step::Ask(self);
                }
            }
            (At::Kind, Answer::Kind(kind)) => self.kind = Some(kind),
            (At::Wish, Answer::Wish(wish)) => self.wish = Some(wish),
            (At::Sum, Answer::Sum(sum)) => self.sum = Some(sum),
            (At::Sum, Answer::Skip) => self.sum = None,
            (At::Bills, Answer::Bill(bill)) => {
                match self.disputed.iter().position(|known| *known == bill) {
                    Some(at) => drop(self.disputed.remove(at)),
                    None => self.disputed.push(bill),
                }
                return Step::Ask(self);
            }
            (At::Written, Answer::Written(number)) => {
                self.written = Some(number);
                self.at.go(At::AnswerDue);
                return Step::Ask(self);
            }
            (At::Written, Answer::Skip) => {
                self.written = None;
                self.answer_due = None;
            }
            (At::AnswerDue, Answer::Day(day)) => self.answer_due = Some(day),
            (At::AnswerDue, Answer::Skip) => self.answer_due = None,
            (At::Contact, Answer::Contact(contact)) => self.contact = Some(contact),
            (At::Contact, Answer::Skip) => self.contact = None,
            (At::Review, Answer::Complex) => {
                self.complex = !self.complex;
                return Step::Ask(self);
            }
            (At::Review, Answer::Essence(words)) => {
                self.essence = essence(&self.essence, &words);
                return Step::Ask(self);
            }
            (At::Review, Answer::Save) if self.client.is_some() && says_enough(&self.essence, &self.attached) => {
                return Step::Open(Box::new(self));
            }
            (At::Bills, Answer::Ready) | (At::Review, Answer::Save) => {}
            (
                At::Client
                | At::Essence
                | At::Review
                | At::Kind
                | At::Wish
                | At::Sum
                | At::Bills
                | At::Written
                | At::AnswerDue
                | At::Contact,
                _,
            ) => return Step::Again(taking::hint(at)),
        }
        Step::Ask(self.onward())
    }
}

impl Dialogue for TakeClaim {
    const NAME: &'static str = "claim";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match taking::client_of(turn, self).await? {
            Some(client) => t!("claim-title-of", client = &client.name),
            None => t!("claim-title"),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        taking::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let said = [self.client.is_some(), !self.essence.is_empty() || !self.attached.is_empty(), self.sum.is_some()];
        said.into_iter().filter(|said| *said).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let enough = self.client.is_some() && says_enough(&self.essence, &self.attached);
        enough.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(step: Step) -> TakeClaim {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn client_and_essence_are_enough_for_the_review() {
        let state = TakeClaim::begin(None, "", Vec::new());
        assert_eq!(state.at.open(), At::Client);
        let state = asks(state.step(Answer::Client(Id::new())));
        assert_eq!(state.at.open(), At::Essence);
        assert!(matches!(state.clone().step(Answer::Essence("сломан".to_owned())), Step::Again(_)));
        let state = asks(state.step(Answer::Essence("Шлагбаум не открывается третий день".to_owned())));
        assert_eq!((state.at.open(), state.kind(), state.wish()), (At::Review, Kind::Equipment, Wish::Fix));
        assert!(matches!(state.step(Answer::Save), Step::Open(_)));
    }

    #[test]
    fn nothing_is_opened_before_it_says_something() {
        let state =
            TakeClaim { at: Trail::at(At::Review), ..TakeClaim::begin(Some(Id::new()), "мало", Vec::new()) };
        assert_eq!(asks(state.step(Answer::Save)).at.open(), At::Essence);
    }

    #[test]
    fn a_bill_goes_in_and_out_and_a_letter_asks_for_its_deadline() {
        let words = "Не согласны с суммой за ноябрь, проверьте";
        let state = TakeClaim::begin(Some(Id::new()), words, vec![Id::new()]);
        assert_eq!((state.at.open(), state.kind(), state.disputed.len()), (At::Review, Kind::Bill, 1));
        let bill = state.disputed[0];
        let state = asks(state.step(Answer::Edit(At::Bills)));
        let state = asks(state.step(Answer::Bill(bill)));
        assert_eq!((state.at.open(), state.disputed.len()), (At::Bills, 0));
        let state = asks(asks(state.step(Answer::Ready)).step(Answer::Edit(At::Written)));
        let state = asks(state.step(Answer::Written("15".to_owned())));
        assert_eq!(state.at.open(), At::AnswerDue);
        assert_eq!(asks(state.step(Answer::Skip)).at.open(), At::Review);
    }
}
