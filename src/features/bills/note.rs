//! One thing more about a bill: the number of the invoice that was made, or why there will be none. One question, and the
//! answer is stored.

use super::{card, deeds, model::Act};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        shown::{self, Side},
        turn::Turn,
    },
    db::Id,
    error::Result,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest number and the longest reason, characters.
const LONGEST_NUMBER: usize = 40;
const LONGEST_REASON: usize = 300;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The number of the invoice.
    Number,
    /// Why there will be none.
    Reason,
}

/// The question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillNote {
    pub bill: Id<super::model::Bill>,
    pub what: What,
}

impl BillNote {
    /// Pure: what was typed, as it is kept; `None`: it is no answer.
    pub fn read(&self, said: &Said) -> Option<String> {
        let longest = match self.what {
            What::Number => LONGEST_NUMBER,
            What::Reason => LONGEST_REASON,
        };
        let Said::Text(words) = said else { return None };
        let words: String = words.trim().trim_start_matches(['№', ' ']).chars().take(longest).collect();
        (!words.is_empty()).then_some(words)
    }
}

/// Stores what was said.
pub async fn answer(turn: Turn, state: BillNote, said: Said) -> Result {
    let Some(words) = state.read(&said) else { return turn.again(hint(state.what)).await };
    let bill = deeds::mine(&turn, state.bill).await?;
    let act = match state.what {
        What::Number => Act::Issue,
        What::Reason => Act::Refuse,
    };
    let (bill, event) = deeds::change(&turn, &bill, act, &words).await?;
    let card = turn.finish_card(deeds::after(&turn, &bill, deeds::said(act), event)).await?;
    let me = turn.me().clone();
    shown::instead(&mut turn.db(), &bill.link(), &me, Side::Us, card, turn.stamp()).await
}

fn hint(what: What) -> Text {
    match what {
        What::Number => t!("bill-hint-number"),
        What::Reason => t!("bill-hint-reason"),
    }
}

impl Dialogue for BillNote {
    const NAME: &'static str = "bill-note";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let bill = super::rows::by_id(&mut turn.db(), turn.scope(), self.bill).await?;
        Ok(bill.map_or_else(|| t!("bill-title"), |bill| card::named(&bill)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let bill = deeds::mine(turn, self.bill).await?;
        let ask = match self.what {
            What::Number => t!("bill-ask-number"),
            What::Reason => t!("bill-ask-reason"),
        };
        let header = t!("bill-header", number = card::named(&bill), whom = card::whom(&bill), sum = bill.sum);
        let mut question = Question::new(header, ask);
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
    fn a_number_is_kept_without_its_sign() {
        let note = |what| BillNote { bill: Id::new(), what };
        let said = |words: &str| Said::Text(words.to_owned());
        assert_eq!(note(What::Number).read(&said(" № 118 ")).as_deref(), Some("118"));
        assert_eq!(note(What::Reason).read(&said("нет договора")).as_deref(), Some("нет договора"));
        assert_eq!(note(What::Number).read(&said("№")), None);
        assert_eq!(note(What::Reason).read(&Said::Other), None);
    }
}
