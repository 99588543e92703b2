//! The client tells the code of their message on the phone, and one of us types it: the client's word without a tap of
//! theirs. A wrong code is refused, and after some there is no more guessing.

use super::{
    ask,
    model::{Grade, TRIES},
    ours, rows,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        screen::Screen,
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::deliveries::{
        KEEPERS, card, mine,
        model::{Delivery, State},
    },
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The code of a delivery is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCode {
    delivery: Id<Delivery>,
}

/// What a typed code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is the one.
    Right,
    /// It is not; so many tries are left.
    Wrong(i64),
    /// No more tries.
    Spent,
    /// It can't be one.
    NoCode,
}

/// Pure: what was typed, the code, and the wrong ones so far.
fn step(typed: &str, code: &str, tries: i64) -> Step {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != code.len() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Step::NoCode;
    }
    match digits == code {
        _ if tries >= TRIES => Step::Spent,
        true => Step::Right,
        false => Step::Wrong(TRIES - tries - 1),
    }
}

impl TypeCode {
    /// Begins.
    pub const fn begin(delivery: &Delivery) -> Self {
        Self { delivery: delivery.id }
    }
}

/// Reads what was typed.
pub async fn answer(turn: Turn, state: TypeCode, said: Said) -> Result {
    let Said::Text(typed) = &said else { return turn.again(t!("receipt-code-hint")).await };
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("delivery-absent")));
    }
    let delivery = mine(&turn, state.delivery).await?;
    if !delivery.state.may_become(State::Received) {
        return turn.finish(Screen::new(t!("receipt-code-late")).row([card::button(&delivery)])).await;
    }
    let receipt = ask::receipt(&mut turn.db(), delivery.id, turn.moment()).await?;
    match step(typed, &receipt.code, receipt.tries) {
        Step::NoCode => turn.again(t!("receipt-code-hint")).await,
        Step::Wrong(left) => {
            // Kept even though it is refused: guesses are counted.
            rows::count_try(&mut turn.db(), delivery.id).await?;
            turn.happened("receipt.wrong-code", Some(delivery.client), delivery.id, &()).await?;
            if left == 0 {
                return turn.finish(spent(&delivery)).await;
            }
            turn.again(t!("receipt-code-wrong", left = left)).await
        }
        Step::Spent => turn.finish(spent(&delivery)).await,
        Step::Right => {
            ours::confirm(&turn, &delivery, Grade::C).await?;
            let said = t!("receipt-code-right", delivery = card::named(&delivery));
            turn.finish(Screen::new(said).about(delivery.client).row([card::button(&delivery)])).await
        }
    }
}

fn spent(delivery: &Delivery) -> Screen {
    Screen::new(t!("receipt-code-spent")).about(delivery.client).row([card::button(delivery)])
}

impl Dialogue for TypeCode {
    const NAME: &'static str = "receipt-code";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("receipt-code-title"))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let mut question =
            Question::new(t!("receipt-code-header", delivery = card::named(&delivery)), t!("receipt-code-ask"));
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
    fn a_code_is_right_wrong_or_no_code_and_guesses_end() {
        assert_eq!(step(" 48 21 ", "4821", 0), Step::Right);
        assert_eq!(step("4821", "4821", TRIES - 1), Step::Right);
        assert_eq!(step("4820", "4821", 0), Step::Wrong(TRIES - 1));
        assert_eq!(step("4820", "4821", TRIES - 1), Step::Wrong(0));
        assert_eq!(step("4821", "4821", TRIES), Step::Spent, "even the right one comes too late");
        for typed in ["482", "48211", "четыре", ""] {
            assert_eq!(step(typed, "4821", 0), Step::NoCode, "{typed}");
        }
    }
}
