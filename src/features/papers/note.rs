//! One thing more about a paper: a file of it, why it is not needed, where it is in electronic exchange. One question, and
//! the answer is stored.

use super::{
    deeds,
    model::{Act, Paper},
    views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::{Attached, Said},
        turn::Turn,
    },
    db::Id,
    error::Result,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest words, characters.
const LONGEST: usize = 300;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A photo or a file of it.
    File,
    /// Why it is not needed.
    Drop,
    /// Where it is in electronic exchange.
    Edo,
}

/// The question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub paper: Id<Paper>,
    pub what: What,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    File(Attached),
    Other,
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Again(Text),
    Drop(String),
    Edo(String),
    Keep(Attached),
}

impl Note {
    pub const fn begin(paper: &Paper, what: What) -> Self {
        Self { paper: paper.id, what }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(&self, answer: Answer) -> Step {
        match (self.what, answer) {
            (What::File, Answer::File(file)) => Step::Keep(file),
            (What::Drop, Answer::Words(words)) => Step::Drop(words),
            (What::Edo, Answer::Words(words)) => Step::Edo(words),
            (What::File, _) => Step::Again(t!("paper-hint-file")),
            (What::Drop, _) => Step::Again(t!("paper-hint-reason")),
            (What::Edo, _) => Step::Again(t!("paper-hint-edo")),
        }
    }
}

fn understand(turn: &Turn, said: &Said) -> Answer {
    match said {
        Said::Photo(_) | Said::Document(_) => said.attached(turn.update()).map_or(Answer::Other, Answer::File),
        Said::Text(words) if !words.trim().is_empty() => Answer::Words(words.trim().chars().take(LONGEST).collect()),
        _ => Answer::Other,
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Note, said: Said) -> Result {
    let step = state.step(understand(&turn, &said));
    let paper = deeds::mine(&turn, state.paper).await?;
    let done = match step {
        Step::Again(why) => return turn.again(why).await,
        Step::Keep(file) => deeds::change(&turn, &paper, Some(Act::Attach), paper.clone(), Some(&file)).await?,
        Step::Drop(reason) => {
            let wanted = Paper { reason, ..paper.clone() };
            deeds::change(&turn, &paper, Some(Act::Drop), wanted, None).await?
        }
        Step::Edo(edo) => deeds::change(&turn, &paper, None, Paper { edo, ..paper.clone() }, None).await?,
    };
    let (screen, said, event) = done;
    turn.finish(views::after(screen, said, event)).await
}

impl Dialogue for Note {
    const NAME: &'static str = "paper";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let paper = super::queries::by_id(&mut turn.db(), turn.scope(), self.paper).await?;
        Ok(paper.map_or_else(|| t!("paper-title"), |paper| t!("paper-line", paper = views::named(&paper))))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let paper = deeds::mine(turn, self.paper).await?;
        let ask = match self.what {
            What::File => t!("paper-ask-file"),
            What::Drop => t!("paper-ask-reason"),
            What::Edo => t!("paper-ask-edo"),
        };
        let mut question = Question::new(t!("paper-header", paper = views::named(&paper), label = &paper.label), ask);
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        0
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_takes_its_own_kind_of_answer() {
        let note = |what| Note { paper: Id::new(), what };
        let words = || Answer::Words("самовывоз".to_owned());
        assert_eq!(note(What::Drop).step(words()), Step::Drop("самовывоз".to_owned()));
        assert_eq!(note(What::Edo).step(words()), Step::Edo("самовывоз".to_owned()));
        assert!(matches!(note(What::File).step(words()), Step::Again(_)));
        assert!(matches!(note(What::Drop).step(Answer::Other), Step::Again(_)));
    }
}
