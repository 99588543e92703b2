//! Writing a task down: what, when, about whom.

use super::{Kind, New, views};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        frame::SAVE,
        said::Said,
        turn::Turn,
        widgets::DayChoice,
    },
    clients::{self, Client},
    db::Id,
    error::Result,
    people::Person,
    t,
    text::Text,
    when,
};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A task may be planned so far ahead, days.
pub const HORIZON: u64 = 400;

/// The longest text of a task, characters.
const LONGEST: usize = 500;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is to be done?
    Text,
    /// When?
    Day,
    /// About which client?
    Client,
    /// Is everything right?
    Review,
}

/// A task being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTask {
    pub at: Trail<At>,
    pub text: Option<String>,
    pub day: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub client: Option<Id<Client>>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    Day(NaiveDate, Option<NaiveTime>),
    BadDay(Text),
    Client(Id<Client>),
    Unsure(Text),
    NoClient,
    Edit(At),
    Save,
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(AddTask),
    Again(Text),
    Save(New),
}

impl AddTask {
    /// Begins with what was typed behind the command: `позвонить в банк завтра в 15`.
    pub fn begin(words: &str, client: Option<Id<Client>>, today: NaiveDate) -> Self {
        let mut text = words.trim().to_owned();
        let mut day = None;
        if let Some((found, place)) = when::find_day(&text, today).filter(|(day, _)| *day >= today) {
            day = Some(found);
            text.replace_range(place, "");
        }
        let mut time = None;
        if let Some((rest, found)) = trailing_time(&text) {
            time = Some(found);
            text = rest;
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = (!text.is_empty()).then_some(text);
        let state = Self { at: Trail::at(At::Text), text, day, time: time.filter(|_| day.is_some()), client };
        state.onward()
    }

    /// To the first question without an answer.
    fn onward(mut self) -> Self {
        let next = match (&self.text, self.day) {
            (None, _) => At::Text,
            (Some(_), None) => At::Day,
            (Some(_), Some(_)) => At::Review,
        };
        self.at.go(next);
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                Step::Ask(self)
            }
            (At::Text, Answer::Text(text)) => {
                self.text = Some(text.chars().take(LONGEST).collect());
                Step::Ask(self.onward())
            }
            (At::Day, Answer::Day(day, time)) => {
                self.day = Some(day);
                self.time = time;
                Step::Ask(self.onward())
            }
            (At::Day, Answer::BadDay(why)) | (At::Client, Answer::Unsure(why)) => Step::Again(why),
            (At::Client, Answer::Client(client)) => {
                self.client = Some(client);
                Step::Ask(self.onward())
            }
            (At::Client, Answer::NoClient) => {
                self.client = None;
                Step::Ask(self.onward())
            }
            (At::Review, Answer::Save) => match (self.text.clone(), self.day) {
                (Some(text), Some(due_on)) => Step::Save(New {
                    kind: Kind::Own,
                    text,
                    client: self.client,
                    owner: Id::<Person>::default(),
                    author: None,
                    due_on,
                    due_time: self.time,
                }),
                _ => Step::Ask(self.onward()),
            },
            (At::Text | At::Day | At::Client | At::Review, _) => Step::Again(views::hint(&self)),
        }
    }
}

/// `… в 15`, `… 14:30` at the end of the words.
fn trailing_time(text: &str) -> Option<(String, NaiveTime)> {
    let text = text.trim();
    let last = text.rfind(char::is_whitespace)? + 1;
    let (rest, word) = text.split_at(last);
    let rest = rest.trim();
    let marked = rest.strip_suffix(" в").or_else(|| (rest == "в").then_some(""));
    match marked {
        Some(rest) => when::parse_time(word).map(|time| (rest.to_owned(), time)),
        None => when::parse_time(word).filter(|_| word.contains(':')).map(|time| (rest.to_owned(), time)),
    }
}

impl Answer {
    /// Reads what was said as an answer to the open question; `None`: it can't be one.
    pub async fn of(turn: &Turn, state: &AddTask, said: &Said) -> Result<Option<Self>> {
        let answer = match (state.at.open(), said) {
            (At::Review, Said::Choice(choice)) => match choice.as_str() {
                SAVE => Some(Self::Save),
                "text" => Some(Self::Edit(At::Text)),
                "day" => Some(Self::Edit(At::Day)),
                "client" => Some(Self::Edit(At::Client)),
                _ => None,
            },
            (At::Text, said) => said.words().map(|words| Self::Text(words.trim().to_owned())),
            (At::Day, Said::Choice(words) | Said::Text(words)) => Some(Self::day(turn, words)),
            (At::Client, Said::Choice(choice)) if choice == SKIP => Some(Self::NoClient),
            (At::Client, Said::Choice(choice)) => match Id::from_short(choice) {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?.map(|found| Self::Client(found.id)),
                None => None,
            },
            (At::Client, Said::Text(query)) => {
                let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
                Some(match found.first() {
                    None => Self::Unsure(t!("client-not-found", query = query)),
                    Some(hit) => Self::Client(hit.client.id),
                })
            }
            _ => None,
        };
        Ok(answer)
    }

    fn day(turn: &Turn, words: &str) -> Self {
        let (rest, time) = match trailing_time(words) {
            Some((rest, time)) => (rest, Some(time)),
            None => (words.to_owned(), None),
        };
        match DayChoice::ahead(turn, HORIZON).read(&rest) {
            Ok(day) => Self::Day(day, time),
            Err(why) => Self::BadDay(why),
        }
    }
}

impl Dialogue for AddTask {
    const NAME: &'static str = "task";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(match &self.text {
            Some(text) => t!("task-title-of", text = text),
            None => t!("task-title"),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        views::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        usize::from(self.text.is_some()) + usize::from(self.day.is_some()) + usize::from(self.client.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let enough = self.text.is_some() && self.day.is_some();
        enough.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn what_is_typed_behind_the_command_is_understood() {
        let state = AddTask::begin("позвонить в банк завтра в 15", None, TODAY);
        assert_eq!(state.text.as_deref(), Some("позвонить в банк"));
        assert_eq!(state.day, Some("2026-11-25".parse().unwrap()));
        assert_eq!(state.time, NaiveTime::from_hms_opt(15, 0, 0));
        assert_eq!(state.at.open(), At::Review);
        assert_eq!(AddTask::begin("", None, TODAY).at.open(), At::Text);
        assert_eq!(AddTask::begin("отчёт 2025", None, TODAY).at.open(), At::Day);
    }

    #[test]
    fn nothing_is_saved_before_it_has_text_and_day() {
        let state = AddTask { at: Trail::at(At::Review), ..AddTask::begin("", None, TODAY) };
        assert!(matches!(state.step(Answer::Save), Step::Ask(next) if next.at.open() == At::Text));
    }

    #[test]
    fn what_is_not_an_answer_is_asked_again() {
        let state = AddTask::begin("отчёт", None, TODAY);
        assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)));
        assert!(matches!(state.step(Answer::BadDay(t!("day-today"))), Step::Again(_)));
    }
}
