//! Logging a call: after client and outcome the person stands at the review with defaults filled in (PRODUCT 4.0).

use super::{
    model::{Direction, Next, Outcome, Purpose, Wanted},
    views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::File,
        turn::Turn,
    },
    capture::Understood,
    clients::{Client, Contact},
    db::Id,
    error::Result,
    money::Money,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// The longest note, characters.
const LONGEST_NOTE: usize = 1000;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which client?
    Client,
    /// How did it go?
    Outcome,
    /// How much do they promise?
    Sum,
    /// By which day?
    PromiseDay,
    /// When did they pay?
    PaidOn,
    /// When are we to call back?
    CallBackDay,
    /// Whose number is wrong?
    WrongContact,
    /// Is everything right?
    Review,
    /// With whom?
    Contact,
    /// Who called whom?
    Direction,
    /// What about?
    Purpose,
    /// When was it?
    Called,
    /// What is to be remembered?
    Note,
    /// What is to be done next?
    Next,
}

/// A call being logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogCall {
    pub at: Trail<At>,
    pub client: Option<Id<Client>>,
    pub contact: Option<Id<Contact>>,
    pub direction: Direction,
    pub purpose: Purpose,
    pub outcome: Option<Outcome>,
    /// `None`: now.
    pub called_at: Option<DateTime<Utc>>,
    pub note: String,
    /// The message the note was typed in: editing it edits the note.
    pub note_from: Option<i64>,
    pub attached: Vec<File>,
    pub next: Wanted,
    /// Who was looked for and could not be told from others.
    pub query: Option<String>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Client(Id<Client>),
    /// Several may be meant, or none is.
    Unsure(String),
    Outcome(Outcome),
    Sum(Money),
    Day(NaiveDate, Option<NaiveTime>),
    Skip,
    Contact(Id<Contact>),
    Direction(Direction),
    Purpose(Purpose),
    Called(DateTime<Utc>),
    Note(String, Option<i64>),
    Attached(File),
    Nothing,
    Edit(At),
    Save,
    /// What was typed can't be an answer, and why.
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(LogCall),
    Again(Text),
    Log(Box<LogCall>),
}

/// A note as it is kept.
pub fn note(text: &str) -> String {
    text.trim().chars().take(LONGEST_NOTE).collect()
}

impl LogCall {
    /// Begins with what is known already.
    pub fn begin(client: Option<Id<Client>>, heard: &Understood, today: NaiveDate) -> Self {
        let state = Self {
            at: Trail::at(At::Client),
            client,
            contact: None,
            direction: Direction::Out,
            purpose: Purpose::Payment,
            outcome: None,
            called_at: None,
            note: String::new(),
            note_from: None,
            attached: Vec::new(),
            next: Wanted::Usual,
            query: None,
        };
        state.hear(heard, today).onward()
    }

    /// Takes what was understood of typed words.
    pub fn hear(mut self, heard: &Understood, today: NaiveDate) -> Self {
        let future = heard.day.filter(|day| *day >= today);
        let outcome = heard.outcome.map(Outcome::of).or_else(|| heard.sum.and(future).and(self.outcome));
        self.outcome = match outcome {
            Some(Outcome::Promised { .. }) => Some(Outcome::Promised { sum: heard.sum, on: future }),
            Some(Outcome::Paid { .. }) => Some(Outcome::Paid { on: heard.day.filter(|day| *day <= today) }),
            Some(Outcome::CallBack { .. }) => {
                Some(Outcome::CallBack { on: future.or(heard.time.map(|_| today)), at: heard.time })
            }
            outcome => outcome.or(self.outcome),
        };
        self
    }

    /// To the first question without an answer, or the review.
    pub fn onward(mut self) -> Self {
        let next = match (self.client, self.outcome) {
            (None, _) => At::Client,
            (Some(_), None) => At::Outcome,
            (Some(_), Some(Outcome::Promised { sum: None, .. })) => At::Sum,
            (Some(_), Some(Outcome::Promised { on: None, .. })) => At::PromiseDay,
            (Some(_), Some(Outcome::CallBack { on: None, .. })) => At::CallBackDay,
            (Some(_), Some(Outcome::WrongNumber)) if self.contact.is_none() => At::WrongContact,
            (Some(_), Some(_)) => At::Review,
        };
        self.at.go(next);
        self
    }

    /// Forgets what can't be stored as it stands, and asks for it again.
    pub fn doubt(mut self, at: At) -> Self {
        match (at, &mut self.outcome) {
            (At::Sum, Some(Outcome::Promised { sum, .. })) => *sum = None,
            (At::PromiseDay, Some(Outcome::Promised { on, .. })) => *on = None,
            (At::CallBackDay, Some(Outcome::CallBack { on, at })) => (*on, *at) = (None, None),
            _ => self.next = Wanted::Usual,
        }
        self.at.go(at);
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (_, Answer::Attached(file)) => {
                self.attached.push(file);
                return Step::Ask(self);
            }
            (At::Client, Answer::Client(client)) => {
                self.client = Some(client);
                self.contact = None;
                self.query = None;
            }
            (At::Client, Answer::Unsure(query)) => {
                self.query = Some(query);
                return Step::Ask(self);
            }
            (At::Outcome, Answer::Outcome(outcome @ Outcome::Paid { on: None })) => {
                self.outcome = Some(outcome);
                self.at.go(At::PaidOn);
                return Step::Ask(self);
            }
            (At::Outcome, Answer::Outcome(outcome)) => {
                self.outcome = Some(outcome);
                self.next = Wanted::Usual;
            }
            (At::Sum, Answer::Sum(sum)) => {
                let on = self.promised().and_then(|(_, on)| on);
                self.outcome = Some(Outcome::Promised { sum: Some(sum), on });
            }
            (At::PromiseDay, Answer::Day(day, _)) => {
                let sum = self.promised().and_then(|(sum, _)| sum);
                self.outcome = Some(Outcome::Promised { sum, on: Some(day) });
            }
            (At::PaidOn, Answer::Day(day, _)) => self.outcome = Some(Outcome::Paid { on: Some(day) }),
            (At::CallBackDay, Answer::Day(day, time)) => {
                self.outcome = Some(Outcome::CallBack { on: Some(day), at: time });
                self.next = Wanted::Usual;
            }
            (At::WrongContact | At::Contact, Answer::Contact(contact)) => self.contact = Some(contact),
            (At::Direction, Answer::Direction(direction)) => self.direction = direction,
            (At::Purpose, Answer::Purpose(purpose)) => self.purpose = purpose,
            (At::Called, Answer::Called(at)) => self.called_at = Some(at),
            // One more thought at the review goes below the first; no message holds the whole note then.
            (At::Review, Answer::Note(more, _)) if !self.note.is_empty() => {
                self.note = note(&format!("{}\n{more}", self.note));
                self.note_from = None;
            }
            (At::Note | At::Review, Answer::Note(note, from)) => {
                self.note = self::note(&note);
                self.note_from = from;
            }
            (At::Next, Answer::Day(on, at)) => self.next = Wanted::Step(Next { on, at }),
            (At::Next, Answer::Nothing) => self.next = Wanted::Nothing,
            (At::PaidOn | At::Contact | At::Note, Answer::Skip) => {}
            (At::Review, Answer::Save) => {
                let complete = self.clone().onward();
                return match complete.at.open() {
                    At::Review => Step::Log(Box::new(self)),
                    _ => Step::Ask(complete),
                };
            }
            // What was not an answer. Questions are spelled out, so a new one does not compile until it is decided.
            (
                At::Client
                | At::Outcome
                | At::Sum
                | At::PromiseDay
                | At::PaidOn
                | At::CallBackDay
                | At::WrongContact
                | At::Review
                | At::Contact
                | At::Direction
                | At::Purpose
                | At::Called
                | At::Note
                | At::Next,
                _,
            ) => return Step::Again(views::hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }

    /// Sum and day of the promise being taken down.
    pub const fn promised(&self) -> Option<(Option<Money>, Option<NaiveDate>)> {
        match self.outcome {
            Some(Outcome::Promised { sum, on }) => Some((sum, on)),
            _ => None,
        }
    }
}

impl Dialogue for LogCall {
    const NAME: &'static str = "call";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match views::client_of(turn, self).await? {
            Some(client) => t!("call-title-of", client = &client.name),
            None => t!("call-title"),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        views::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        usize::from(self.client.is_some())
            + usize::from(self.outcome.is_some())
            + usize::from(!self.note.is_empty())
            + self.attached.len()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        let next = self.onward();
        (next.at.open() == At::Review).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Heard, understand};

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    fn begin(words: &str) -> LogCall {
        LogCall::begin(Some(Id::new()), &understand(words, TODAY), TODAY)
    }

    fn asked(step: Step) -> LogCall {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn two_answers_lead_to_the_review() {
        let state = LogCall::begin(None, &Understood::default(), TODAY);
        let state = asked(state.step(Answer::Client(Id::new())));
        let state = asked(state.step(Answer::Outcome(Outcome::NoAnswer)));
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Log(_)));
    }

    #[test]
    fn a_promise_asks_for_what_was_not_said() {
        assert_eq!(begin("обещали до пятницы 15к").at.open(), At::Review);
        assert_eq!(begin("обещали 15к").at.open(), At::PromiseDay);
        assert_eq!(begin("обещали до пятницы").at.open(), At::Sum);
        let state = asked(begin("обещали до пятницы").step(Answer::Sum(Money::from_rubles(5))));
        assert_eq!(state.promised(), Some((Some(Money::from_rubles(5)), Some("2026-11-27".parse().unwrap()))));
    }

    #[test]
    fn a_wrong_number_asks_whose() {
        let state = begin("неверный номер");
        assert_eq!(state.at.open(), At::WrongContact);
        assert_eq!(asked(state.step(Answer::Contact(Id::new()))).at.open(), At::Review);
    }

    #[test]
    fn one_field_can_be_changed_without_the_others() {
        let state = begin("поговорили");
        let state = asked(state.step(Answer::Edit(At::Purpose)));
        let state = asked(state.step(Answer::Purpose(Purpose::Claim)));
        assert_eq!(
            (state.at.open(), state.purpose, state.outcome),
            (At::Review, Purpose::Claim, Some(Outcome::Talked))
        );
    }

    #[test]
    fn another_outcome_forgets_the_default_of_the_old() {
        let mut state = begin("не взял");
        state.next = Wanted::Nothing;
        let state = asked(state.step(Answer::Edit(At::Outcome)));
        assert_eq!(asked(state.step(Answer::Outcome(Outcome::Busy))).next, Wanted::Usual);
    }

    #[test]
    fn what_is_not_an_answer_is_asked_again() {
        for at in [At::Client, At::Outcome, At::Sum, At::PromiseDay, At::Direction, At::Purpose, At::Called, At::Next] {
            let state = LogCall { at: Trail::at(at), ..begin("поговорили") };
            assert!(matches!(state.step(Answer::Save), Step::Again(_)), "{at:?}");
        }
        assert_eq!(Outcome::of(Heard::Talked).name(), Heard::Talked);
    }
}
