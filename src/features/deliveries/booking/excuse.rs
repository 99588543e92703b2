//! A reason in words: why it ships without an agreed window, or why it is cancelled.

use super::{
    super::{
        dates, mine,
        model::{Agreed, Delivery},
        rows,
    },
    after, save,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::deliveries::card,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// A reason has so many characters at least, and at most.
const LEAST: usize = 3;
const MOST: usize = 300;

/// For what a reason is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    Override,
    Cancel,
}

/// The reason being given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub about: About,
}

impl Excuse {
    pub const fn begin(delivery: &Delivery, about: About) -> Self {
        Self { delivery: delivery.id, rev: delivery.rev, about }
    }
}

impl Dialogue for Excuse {
    const NAME: &'static str = "delivery-excuse";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(t!("excuse-title", delivery = after::named(turn, self.delivery).await?))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let ask = match self.about {
            About::Override => t!("excuse-ask-override"),
            About::Cancel => t!("excuse-ask-cancel"),
        };
        let mut question = Question::new(t!("excuse-header", delivery = card::named(&delivery)), ask);
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

/// The reason is there: what it was asked for is done.
pub async fn answer(turn: Turn, state: Excuse, said: Said) -> Result {
    let words = match &said {
        Said::Text(text) => text.trim(),
        _ => "",
    };
    if words.chars().count() < LEAST {
        return turn.again(t!("excuse-hint")).await;
    }
    let why: String = words.chars().take(MOST).collect();
    let delivery = mine(&turn, state.delivery).await?;
    let can = match state.about {
        About::Override => delivery.state.is_before_order(),
        About::Cancel => super::may_cancel(&turn, &delivery).await?,
    };
    if delivery.rev != state.rev || !can {
        return after::finish(&turn, delivery.id, Some(t!("frame-card-changed")), None).await;
    }
    match state.about {
        About::Override => {
            let own = (delivery.starts_at, delivery.ends_at);
            rows::agree(&mut turn.db(), delivery.id, own, Some((Agreed::Override, &why)), turn.stamp()).await?;
            dates::end(&mut turn.db(), delivery.id, turn.moment()).await?;
            let event = turn
                .happened("delivery.dated", Some(delivery.client), delivery.id, &dates::Dated::of(&delivery))
                .await?;
            after::finish(&turn, delivery.id, Some(t!("excuse-said-override")), Some(event)).await
        }
        About::Cancel => {
            save::cancel(&turn, &delivery, &why).await?;
            turn.happened("delivery.cancelled", Some(delivery.client), delivery.id, &why).await?;
            after::finish(&turn, delivery.id, Some(t!("booking-said-cancelled")), None).await
        }
    }
}
