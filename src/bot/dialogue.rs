//! Forms: what a dialogue is, the question it shows, and how the machine handles any of them without knowing it.
//!
//! A form is a record being filled, plus the trail of questions visited. It is kept as JSON with the version of its
//! shape; a release that changes the shape raises the version, and the person lands on the review.

use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
    },
    error::Result,
    t,
    text::Text,
};
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A form of a room.
pub trait Dialogue: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// `call`: unique, kept with the draft.
    const NAME: &'static str;
    /// Raised when the shape of the record changes.
    const VERSION: i64;

    /// What the form is about, for the list of drafts: `☎️ Звонок · Ромашка`.
    fn title(&self, turn: &Turn) -> impl Future<Output = Result<Text>> + Send;

    /// The question now open. `page` is the month or the page of a list the person leafed to, empty at first.
    fn show(&self, turn: &Turn, page: &str) -> impl Future<Output = Result<Question>> + Send;

    /// How many fields the person has filled: from two on, leaving asks first.
    fn filled(&self) -> usize;

    /// To the question visited before, values kept; `None` at the first.
    fn back(self) -> Option<Self>;

    /// To the review, if enough is known.
    fn review(self) -> Option<Self>;
}

/// A question of a form, before the machine adds the buttons every step has.
#[derive(Debug, Clone)]
pub struct Question {
    /// Where the person is: `☎️ Звонок · Ромашка · шаг 2 из 4`.
    pub header: Text,
    /// What is filled, one line a field.
    pub filled: Vec<Text>,
    /// What is asked.
    pub ask: Text,
    /// What the marks on its buttons mean.
    pub legend: Option<Text>,
    /// Its own buttons.
    pub rows: Vec<Vec<Button>>,
    /// The label of `⏭ Пропустить`, if the field may be left out: names the default.
    pub skip: Option<Text>,
    /// Whether `✏️ Всё сразу` makes sense here.
    pub can_review: bool,
    /// Whether `⬅️ Назад` leads anywhere.
    pub can_go_back: bool,
    /// A typed number is the answer, not the number of a button.
    pub number_is_answer: bool,
}

impl Question {
    /// A question with nothing filled and no buttons of its own.
    pub fn new(header: Text, ask: Text) -> Self {
        Self {
            header,
            filled: Vec::new(),
            ask,
            legend: None,
            rows: Vec::new(),
            skip: None,
            can_review: false,
            can_go_back: false,
            number_is_answer: false,
        }
    }

    /// The card: header, what is filled, the question, its buttons and those of every step.
    pub fn screen(self) -> Screen {
        let mut screen = Screen::new(self.header);
        if !self.filled.is_empty() {
            screen = screen.gap().lines(self.filled);
        }
        screen = screen.gap().line(self.ask).lines(self.legend);
        screen.rows = self.rows;
        if let Some(skip) = self.skip {
            screen = screen.row([Button::choice(skip, SKIP)]);
        }
        let mut foot = Vec::new();
        if self.can_go_back {
            foot.push(Button::choice(t!("frame-back"), BACK));
        }
        if self.can_review {
            foot.push(Button::choice(t!("frame-review"), REVIEW));
        }
        foot.push(Button::choice(t!("frame-cancel"), CANCEL));
        screen.number_is_answer = self.number_is_answer;
        screen.row(foot)
    }
}

/// The choice behind `⬅️ Назад`.
pub const BACK: &str = "back";
/// The choice behind `⏭ Пропустить`: the only one of the frame that reaches the room.
pub const SKIP: &str = "skip";
/// The choice behind `✏️ Всё сразу`.
pub const REVIEW: &str = "review";
/// The choice behind `✖️ Отмена`.
pub const CANCEL: &str = "cancel";
/// The choice behind `Да, отменить`.
pub const CANCEL_SURELY: &str = "cancel!";
/// The choice behind `Продолжить`.
pub const GO_ON: &str = "on";
/// A choice that begins with this leafs through a calendar or a list and answers nothing.
pub const PAGE: char = '~';

/// The questions visited, the open one last. `Q` is the form's list of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trail<Q>(Vec<Q>);

impl<Q: Copy + PartialEq> Trail<Q> {
    /// Begins at `first`.
    pub fn at(first: Q) -> Self {
        Self(vec![first])
    }

    /// The open question.
    pub fn open(&self) -> Q {
        *self.0.last().expect("a trail is never empty")
    }

    /// Opens `next`; a question visited before is returned to, so a trail never loops.
    pub fn go(&mut self, next: Q) {
        match self.0.iter().position(|seen| *seen == next) {
            Some(seen) => self.0.truncate(seen + 1),
            None => self.0.push(next),
        }
    }

    /// Returns to the question visited before; `false` at the first.
    pub fn back(&mut self) -> bool {
        let can = self.can_go_back();
        if can {
            self.0.pop();
        }
        can
    }

    /// Whether there is a question visited before.
    pub fn can_go_back(&self) -> bool {
        self.0.len() > 1
    }
}

/// A field that may be answered with nothing: an answer of nothing is kept apart from no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given<T> {
    /// Nobody has answered yet.
    Not,
    /// The answer.
    Told(Option<T>),
}

impl<T> Given<T> {
    /// Whether it has been answered.
    pub const fn is_told(&self) -> bool {
        matches!(self, Self::Told(_))
    }

    /// What was answered, if it was anything.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Not => None,
            Self::Told(value) => value,
        }
    }
}

/// A form as the machine knows it: by name, over JSON.
#[derive(Clone, Copy)]
pub struct Form {
    /// [`Dialogue::NAME`].
    pub name: &'static str,
    /// [`Dialogue::VERSION`].
    pub version: i64,
    /// [`Dialogue::title`].
    pub title: fn(Turn, Value) -> BoxFuture<'static, Result<Text>>,
    /// [`Dialogue::show`], with the fields filled.
    pub show: fn(Turn, Value, String) -> BoxFuture<'static, Result<Question>>,
    /// [`Dialogue::filled`]; an unreadable record counts as worth keeping.
    pub filled: fn(Value) -> usize,
    /// [`Dialogue::back`].
    pub back: fn(Value) -> Result<Option<Value>>,
    /// [`Dialogue::review`].
    pub review: fn(Value) -> Result<Option<Value>>,
}

impl Form {
    /// The form `T`.
    pub const fn of<T: Dialogue>() -> Self {
        Self {
            name: T::NAME,
            version: T::VERSION,
            title: |turn, state| Box::pin(async move { read::<T>(state)?.title(&turn).await }),
            show: |turn, state, page| Box::pin(async move { read::<T>(state)?.show(&turn, &page).await }),
            filled: |state| read::<T>(state).map_or(usize::MAX, |state| state.filled()),
            back: |state| read::<T>(state)?.back().map(|state| Ok(serde_json::to_value(state)?)).transpose(),
            review: |state| read::<T>(state)?.review().map(|state| Ok(serde_json::to_value(state)?)).transpose(),
        }
    }
}

fn read<T: Dialogue>(state: Value) -> Result<T> {
    Ok(serde_json::from_value(state)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_goes_back_to_what_was_visited_and_never_loops() {
        let mut trail = Trail::at(1);
        trail.go(2);
        trail.go(3);
        trail.go(2);
        assert_eq!(trail, Trail(vec![1, 2]));
        assert!(trail.back());
        assert_eq!(trail.open(), 1);
        assert!(!trail.back());
    }
}
