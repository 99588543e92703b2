//! The reason of a decision in words: one question.

use super::{
    book::{self, Whose},
    cycle::Cycle,
    model::{Case, Deed, State},
    press::Press,
    walk,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Shorter words are no reason, characters; longer ones are cut.
const SHORTEST: usize = 3;
const LONGEST: usize = 300;

/// The only question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Why?
    Words,
}

/// A reason being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    at: Trail<At>,
    case: Id<Case>,
    /// As the card was shown.
    rev: i64,
    deed: Deed,
}

impl Why {
    /// Begins on a card.
    pub fn begin(case: Id<Case>, rev: i64, deed: Deed) -> Self {
        Self { at: Trail::at(At::Words), case, rev, deed }
    }
}

/// Reads the words, decides, goes on to the next card.
pub async fn answer(turn: Turn, state: Why, said: Said) -> Result {
    let words = match said {
        Said::Text(words) if words.trim().chars().count() >= SHORTEST => words,
        _ => return turn.again(t!("issue-why-hint")).await,
    };
    let words: String = words.trim().chars().take(LONGEST).collect();
    let case = walk::seen(&turn, state.case).await?;
    let cycle = Cycle::on(turn.today(), turn.calendar());
    if case.rev != state.rev || case.state != State::Open || case.service.0 != cycle.service() {
        let open = Button::press(t!("issue-open-button"), &Press::Open);
        return turn.finish(Screen::new(t!("frame-card-changed")).row([open])).await;
    }
    let book = book::read(&mut turn.db(), turn.scope(), Whose::All, cycle).await?;
    let entry = book.entry(case.client_id).ok_or_else(|| Error::User(t!("issue-absent")))?;
    let (top, undo) = walk::decide(&turn, entry, case, (state.deed, words)).await?;
    let screen = walk::standing(&turn, top, Some(undo)).await?;
    turn.finish(screen).await
}

impl Dialogue for Why {
    const NAME: &'static str = "issue-why";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let case = super::cases::by_id(&mut turn.db(), self.case).await?;
        // Whose client it is may have changed while the form was open.
        let client = match case {
            Some(case) => clients::by_id(&mut turn.db(), turn.scope(), case.client_id).await?,
            None => None,
        };
        Ok(client.map_or_else(|| t!("issue-why-title"), |client| t!("issue-why-title-of", client = client.name)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let At::Words = self.at.open();
        let asked = match self.deed {
            Deed::Ok => t!("issue-why-ok"),
            Deed::Not => t!("issue-why-not"),
        };
        let mut question = Question::new(self.title(turn).await?, asked);
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
