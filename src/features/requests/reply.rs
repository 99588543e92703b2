//! The form of an answer, a note, or what support has to say: words and files, the exact text the client will read, and
//! only then it goes out. A note stays in the house.

use super::{client_views, model::Request, queries, support, templates};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        said::{Attached, Said},
        screen::Button,
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    named, t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest message, characters: it fits into one of Telegram's with the name above it.
const LONGEST: usize = 3500;
/// So many files at most go with one answer.
const FILES: usize = 10;

named! {
    /// What is written.
    pub enum What {
        /// An answer to the client.
        Answer = "answer",
        /// A note among ourselves.
        Note = "note",
        /// What support needs from the client.
        Needs = "needs",
        /// How support has solved it.
        Solved = "solved",
        /// Why it is not support's.
        Declined = "declined",
    }
}

impl What {
    /// The client reads it.
    pub const fn is_for_client(self) -> bool {
        matches!(self, Self::Answer | Self::Needs | Self::Solved)
    }
}

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What do you write?
    Words,
    /// Which ready answer?
    Templates,
    /// Shall it go out like this?
    Review,
}

/// Something being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    pub at: Trail<At>,
    pub request: Id<Request>,
    pub what: What,
    pub text: String,
    pub attached: Vec<Attached>,
}

/// What the person answered, read.
pub enum Answer {
    Text(String),
    File(Box<Attached>),
    Templates,
    Edit,
    Send,
}

/// What follows from an answer.
pub enum Step {
    Ask(Write),
    Again(Text),
    Send(Write),
}

impl Write {
    /// Begins.
    pub fn begin(request: Id<Request>, what: What) -> Self {
        Self { at: Trail::at(At::Words), request, what, text: String::new(), attached: Vec::new() }
    }

    /// Pure.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Text(text)) if text.trim().is_empty() => Step::Again(t!("write-hint")),
            (_, Answer::Text(text)) if text.chars().count() > LONGEST => {
                Step::Again(t!("write-too-long", most = LONGEST))
            }
            (At::Words | At::Templates | At::Review, Answer::Text(text)) => {
                text.trim().clone_into(&mut self.text);
                self.on()
            }
            (_, Answer::File(_)) if self.attached.len() >= FILES => Step::Again(t!("write-too-many", most = FILES)),
            (_, Answer::File(file)) => {
                if self.text.is_empty() {
                    file.file.caption.clone_into(&mut self.text);
                }
                self.attached.push(*file);
                self.on()
            }
            (At::Words, Answer::Templates) => {
                self.at.go(At::Templates);
                Step::Ask(self)
            }
            (At::Review, Answer::Edit) => {
                self.at.go(At::Words);
                Step::Ask(self)
            }
            (At::Review, Answer::Send) => Step::Send(self),
            (At::Words | At::Templates, Answer::Edit | Answer::Send)
            | (At::Templates | At::Review, Answer::Templates) => Step::Again(t!("frame-press-a-button")),
        }
    }

    /// What the client reads is shown first; what stays among us is kept at once.
    fn on(mut self) -> Step {
        if !self.what.is_for_client() {
            return Step::Send(self);
        }
        self.at.go(At::Review);
        Step::Ask(self)
    }
}

impl Answer {
    /// Reads what was said.
    pub async fn of(turn: &Turn, state: &Write, said: &Said) -> Result<Option<Self>> {
        if let Some(attached) = said.attached(turn.update()) {
            return Ok(Some(Self::File(Box::new(attached))));
        }
        Ok(match said {
            Said::Text(text) => Some(Self::Text(text.clone())),
            Said::Choice(choice) => match choice.as_str() {
                SAVE => Some(Self::Send),
                "edit" => Some(Self::Edit),
                "ready" => Some(Self::Templates),
                other => templates::filled(turn, state.request, other).await?.map(Self::Text),
            },
            _ => None,
        })
    }
}

impl Dialogue for Write {
    const NAME: &'static str = "request-write";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        header(turn, self).await
    }

    async fn show(&self, turn: &Turn, _page: &str) -> Result<Question> {
        let request = writable(turn, self.request).await?;
        let ask = match (self.at.open(), self.what) {
            (At::Words, What::Answer) => t!("write-ask-answer", who = &request.who),
            (At::Words, What::Note) => t!("write-ask-note"),
            (At::Words, What::Needs) => t!("write-ask-needs"),
            (At::Words, What::Solved) => t!("write-ask-solved"),
            (At::Words, What::Declined) => t!("write-ask-declined"),
            (At::Templates, _) => t!("write-ask-template"),
            (At::Review, _) => t!("write-ask-review", who = &request.who),
        };
        let mut question = Question::new(header(turn, self).await?, ask);
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = self.at.open() == At::Words;
        match self.at.open() {
            At::Words => {
                if !self.text.is_empty() {
                    question.filled = vec![Text::verbatim(&self.text)];
                }
                if self.what == What::Answer {
                    question.rows = vec![vec![Button::choice(t!("write-templates"), "ready")]];
                }
            }
            At::Templates => question.rows = templates::choices(turn).await?,
            At::Review => {
                question.filled = client_views::to_client(&turn.me().name, &self.text).lines;
                if !self.attached.is_empty() {
                    question.filled.push(t!("said-files", count = self.attached.len()));
                }
                question.rows =
                    vec![vec![Button::choice(t!("write-send"), SAVE)], vec![Button::choice(t!("write-edit"), "edit")]];
            }
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.text.is_empty()) + self.attached.len()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if self.text.is_empty() && self.attached.is_empty() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}

async fn writable(turn: &Turn, id: Id<Request>) -> Result<Request> {
    support::writable(turn, id).await?.ok_or_else(|| Error::User(t!("request-absent")))
}

async fn header(turn: &Turn, state: &Write) -> Result<Text> {
    let request = queries::known(&mut turn.db(), state.request).await?;
    let client = match &request {
        Some(request) => clients::known(&mut turn.db(), request.client).await?,
        None => None,
    };
    let number = request.map_or_else(|| Text::verbatim(""), |request| request.shown());
    let client = client.map_or_else(String::new, |client| client.name);
    Ok(match state.what {
        What::Answer => t!("write-header-answer", number = number, client = client),
        What::Note => t!("write-header-note", number = number, client = client),
        What::Needs | What::Solved | What::Declined => t!("write-header-support", number = number, client = client),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Answer {
        Answer::Text(text.to_owned())
    }

    #[test]
    fn what_the_client_reads_is_shown_before_it_goes_out() {
        let write = Write::begin(Id::new(), What::Answer);
        let Step::Ask(review) = write.step(text(" Смотрим ")) else { panic!("asked") };
        assert_eq!((review.at.open(), review.text.as_str()), (At::Review, "Смотрим"));
        let Step::Ask(again) = review.clone().step(text("Уже смотрим")) else { panic!("other words") };
        assert_eq!(again.text, "Уже смотрим");
        assert!(matches!(again.step(Answer::Send), Step::Send(_)));
        assert!(matches!(Write::begin(Id::new(), What::Answer).step(Answer::Send), Step::Again(_)));
    }

    #[test]
    fn a_note_is_kept_at_once() {
        assert!(matches!(Write::begin(Id::new(), What::Note).step(text("капризный")), Step::Send(_)));
        assert!(matches!(Write::begin(Id::new(), What::Note).step(text("  ")), Step::Again(_)));
        assert!(matches!(Write::begin(Id::new(), What::Answer).step(text(&"ы".repeat(LONGEST + 1))), Step::Again(_)));
    }
}
