//! The client names another time: a window, or words.

use super::{
    super::{
        booking, cards, client,
        model::{Delivery, link},
        rows as deliveries,
        window::{self, Read, Window},
    },
    client::theirs,
    rows,
    told::tell_keepers,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        shown::{self, Side},
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest wish, characters.
const MOST: usize = 300;

/// Another time being named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherTime {
    pub delivery: Id<Delivery>,
    pub round: i64,
}

impl Dialogue for OtherTime {
    const NAME: &'static str = "delivery-time";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match theirs(turn, self.delivery).await {
            Ok(delivery) => t!("slot-title", number = delivery.number.to_string()),
            Err(Error::User(why)) => why,
            Err(other) => return Err(other),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = theirs(turn, self.delivery).await?;
        let mut question = Question::new(t!("slot-title", number = delivery.number.to_string()), t!("slot-ask-other"));
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

/// The window in words, if it is one that will do; `Err`: it is one that will not, and why.
async fn wished(turn: &Turn, delivery: &Delivery, words: &str) -> Result<Result<Option<Window>, Text>> {
    let zone = turn.me().zone;
    let Read { day: Some(day), hours: Some(hours), rest } = window::read(words, turn.today()) else {
        return Ok(Ok(None));
    };
    if !rest.is_empty() {
        return Ok(Ok(None));
    }
    let company = clients::known(&mut turn.db(), delivery.client).await?;
    let company = company.ok_or_else(|| Error::other("a client is gone"))?;
    let sides = booking::sides(&mut turn.db(), &company, delivery.place).await?.by_the_clients_word();
    let own = window::of(day, hours, zone);
    Ok(match sides.check(own, true, turn.moment()) {
        Ok(()) => Ok(Some(own)),
        Err(wrong) => Err(sides.told(wrong, zone, turn.moment())),
    })
}

/// The time is named: whoever looks after the client hears of it.
pub async fn answer(turn: Turn, state: OtherTime, said: Said) -> Result {
    let words: String = match &said {
        Said::Text(text) => text.trim().chars().take(MOST).collect(),
        _ => String::new(),
    };
    if words.is_empty() {
        return turn.again(t!("slot-hint")).await;
    }
    let delivery = theirs(&turn, state.delivery).await?;
    let (id, me) = (delivery.id, turn.me().clone());
    let asked = rows::of(&mut turn.db(), id).await?;
    let open = asked.is_some_and(|asked| asked.round == state.round) && delivery.state.is_before_leaving();
    if open {
        let window = match wished(&turn, &delivery, &words).await? {
            Ok(window) => window,
            Err(why) => return turn.again(why).await,
        };
        super::drop_call(&mut turn.db(), id, turn.moment()).await?;
        rows::wished(&mut turn.db(), id, me.id, (&words, window)).await?;
        let own = (delivery.starts_at, delivery.ends_at);
        deliveries::agree(&mut turn.db(), id, own, None, turn.stamp()).await?;
        turn.happened("delivery.wished", Some(delivery.client), id, &words).await?;
        tell_keepers(&turn, id, Some((&words, window))).await?;
    }
    let delivery = deliveries::read(&mut turn.db(), id).await?;
    let mut screen = client::card(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    if !open {
        screen = screen.with_warning(t!("slot-old"));
    }
    let card = turn.finish_card(screen).await?;
    shown::instead(&mut turn.db(), &link(id), &me, Side::Client, card, turn.stamp()).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}
