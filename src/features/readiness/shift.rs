//! The client names another day: by a button of the calendar, or in words.

use super::{
    client::{self, theirs},
    model::{Ready, Saying, Source},
    rows, save,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        outbox,
        said::Said,
        turn::Turn,
        widgets::DayChoice,
    },
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
    when,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Nobody plans further ahead, days.
const HORIZON: u64 = 400;
/// The longest reason, characters.
const LONGEST: usize = 200;

/// Another day being named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftReady {
    pub ready: Id<Ready>,
    pub round: i64,
}

impl Dialogue for ShiftReady {
    const NAME: &'static str = "ready-shift";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match named(turn, self.ready).await {
            Ok(place) => t!("onsite-title", place = place),
            Err(Error::User(why)) => why,
            Err(other) => return Err(other),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let place = named(turn, self.ready).await?;
        let mut question = Question::new(t!("onsite-title", place = place), t!("onsite-ask-day"));
        DayChoice::ahead(turn, HORIZON).ask(&mut question, page);
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

async fn named(turn: &Turn, id: Id<Ready>) -> Result<Text> {
    let ready = theirs(turn, id).await?;
    let address = super::views::address_of(&mut turn.db(), &ready).await?;
    Ok(client::place(address.as_ref()))
}

/// The day in what was said, and the words beside it; `Err` says what was wrong.
fn read(turn: &Turn, said: &Said) -> Result<(NaiveDate, String), Text> {
    let days = DayChoice::ahead(turn, HORIZON);
    let (Said::Choice(words) | Said::Text(words)) = said else { return Err(t!("onsite-hint")) };
    if matches!(said, Said::Text(_))
        && let Some((day, place)) = when::find_day(words, turn.today())
        && place.len() < words.trim().len()
    {
        return days.within(day).map(|()| (day, words.trim().chars().take(LONGEST).collect()));
    }
    days.read(words).map(|day| (day, String::new()))
}

/// The day is named: whoever looks after the client hears of it, and everything that depends on it.
pub async fn answer(turn: Turn, state: ShiftReady, said: Said) -> Result {
    let ready = theirs(&turn, state.ready).await?;
    let me = turn.me().clone();
    let (ready, old) = if ready.round == state.round {
        let (day, why) = match read(&turn, &said) {
            Ok(read) => read,
            Err(why) => return turn.again(why).await,
        };
        let from = ready.ready_on;
        let saying = Saying { ready_on: day, power: ready.power, net: ready.net, source: Source::Client };
        let after = if day == from {
            ready.clone().confirmed(me.id, turn.stamp())
        } else {
            ready.clone().told(saying, (me.id, turn.stamp()), turn.today(), turn.calendar())
        };
        let (after, _) = save::keep(&turn, Some(&ready), after, &why).await?;
        let said = |place| match (day == from, why.is_empty()) {
            (true, _) => t!("ready-client-sure", name = &me.name, place = place, day = day),
            (_, true) => t!("ready-client-moved", name = &me.name, place = place, from = from, to = day),
            (_, false) => {
                t!("ready-client-moved-why", name = &me.name, place = place, from = from, to = day, why = &why)
            }
        };
        save::tell_keepers(&turn, &after, said).await?;
        (after, false)
    } else {
        (ready, true)
    };
    let mut screen = client::card(&mut turn.db(), &ready).await?;
    if old {
        screen = screen.with_warning(t!("onsite-old"));
    }
    let before = rows::cards(&mut turn.db(), ready.id).await?;
    let card = turn.finish_card(screen).await?;
    let before = before.into_iter().find(|(person, before)| *person == me.id && *before != card);
    if let Some((_, before)) = before {
        outbox::strip(&mut turn.db(), before, turn.update().chat, turn.stamp()).await?;
    }
    rows::remember(&mut turn.db(), ready.id, me.id, card).await
}
