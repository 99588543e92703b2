//! The hours in which a client may be written to, by its own clock (PRODUCT 4.5): one question, answered by a button or by
//! typing `10-17`.

use super::views;
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        event::{Event, Undo},
        said::Said,
        screen::{Button, Press, Screen},
        turn::Turn,
    },
    calendar::{DayKind, Hours},
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Ready answers.
const USUAL: [&str; 3] = ["09:00-18:00", "10:00-17:00", "08:00-17:00"];

/// Nobody is written to before the first or after the last, minutes since midnight, whatever was typed.
const DAY: (u32, u32) = (7 * 60, 22 * 60);

/// `🕘 Часы связи` on a client's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskHours(pub Id<Client>);

impl Press for AskHours {
    const ROOM: &'static str = "hours";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Id::from_short(data).map(Self)
    }
}

/// The only question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// From when to when?
    Hours,
}

/// The hours of a client being asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetHours {
    at: Trail<At>,
    client: Id<Client>,
}

/// `🕘 Часы связи`.
pub fn button(client: Id<Client>) -> Button {
    Button::press(t!("hours-button"), &AskHours(client))
}

/// The hours as people read them: `10:00–17:00`.
pub fn told(hours: &Hours) -> String {
    hours.to_string().replace('-', "–").replace(',', ", ")
}

/// The button has been pressed: the form opens.
pub async fn open(turn: Turn, AskHours(client): AskHours) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    turn.open(&SetHours { at: Trail::at(At::Hours), client: client.id }).await
}

/// What was typed or pressed as hours; `Err` says what is wrong with it.
fn understand(said: &Said) -> Result<Hours, Text> {
    let words = match said {
        Said::Text(words) | Said::Choice(words) => words.trim(),
        _ => return Err(t!("hours-hint")),
    };
    let words = words.trim_start_matches("с ").replace(" до ", "-");
    let hours: Hours = words.replace(' ', "").parse().map_err(|_| t!("hours-hint"))?;
    let day = hours.on(DayKind::Work);
    let whole = day.first().is_some_and(|(from, _)| *from >= DAY.0) && day.last().is_some_and(|(_, to)| *to <= DAY.1);
    if whole { Ok(hours) } else { Err(t!("hours-at-night")) }
}

/// Read the answer, write it down.
pub async fn answer(turn: Turn, state: SetHours, said: Said) -> Result {
    let hours = match understand(&said) {
        Ok(hours) => hours,
        Err(why) => return turn.again(why).await,
    };
    let client = clients::by_id(&mut turn.db(), turn.scope(), state.client).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let before = clients::manners(&mut turn.db(), client.id).await?.hours;
    if before == hours {
        return turn.finish(views::card(&turn, &client).await?).await;
    }
    clients::set_hours(&mut turn.db(), client.id, &hours).await?;
    let kept = (before.to_string(), hours.to_string());
    let event = turn.happened("client.hours", Some(client.id), client.id, &kept).await?;
    let done = t!("hours-set", client = &client.name, hours = told(&hours));
    let card = views::card(&turn, &client).await?.with_warning(done);
    turn.finish(card.row([Button::press(t!("undo-button"), &Undo(event))])).await
}

/// Takes it back, unless somebody has set other hours since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let client = clients::by_id(&mut turn.db(), turn.scope(), event.entity()?).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let (before, after): (String, String) = event.data()?;
    if clients::manners(&mut turn.db(), client.id).await?.hours.to_string() != after {
        return Err(Error::User(t!("hours-changed")));
    }
    let before: Hours = before.parse().map_err(Error::other)?;
    clients::set_hours(&mut turn.db(), client.id, &before).await?;
    Ok(t!("hours-deed"))
}

impl Dialogue for SetHours {
    const NAME: &'static str = "hours";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let client = clients::by_id(&mut turn.db(), turn.scope(), self.client).await?;
        Ok(client.map_or_else(|| t!("hours-title"), |client| t!("hours-title-of", client = &client.name)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let At::Hours = self.at.open();
        let mut question = Question::new(self.title(turn).await?, t!("hours-ask"));
        // Whose client it is may have changed while the form was open.
        if clients::by_id(&mut turn.db(), turn.scope(), self.client).await?.is_some() {
            let now = clients::manners(&mut turn.db(), self.client).await?.hours;
            question.filled = vec![t!("hours-now", hours = told(&now))];
        }
        let choice = |hours: &str| Button::choice(Text::Verbatim(hours.replace('-', "–")), hours);
        question.rows = vec![USUAL.into_iter().map(choice).collect()];
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

/// The line of a client's card; `None`: the usual hours.
pub fn line(hours: &Hours) -> Option<Text> {
    (hours.to_string() != USUAL[0]).then(|| t!("hours-line", hours = told(hours)))
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let mut question = Question::new(t!("hours-title-of", client = "ТСН «Ромашка» <b>"), t!("hours-ask"));
    question.filled = vec![t!("hours-now", hours = "09:00–18:00")];
    vec![question.screen()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_typed_in_many_ways_and_never_at_night() {
        let read = |words: &str| understand(&Said::Text(words.to_owned())).map(|hours| hours.to_string());
        for words in ["10-17", "10:00 - 17:00", "10–17", "с 10 до 17"] {
            assert_eq!(read(words), Ok("10:00-17:00".to_owned()), "{words}");
        }
        assert_eq!(read("9-12, 14-18"), Ok("09:00-12:00,14:00-18:00".to_owned()));
        for (words, why) in [("17", t!("hours-hint")), ("6-15", t!("hours-at-night")), ("9-23", t!("hours-at-night"))] {
            assert_eq!(read(words), Err(why), "{words}");
        }
        assert_eq!(understand(&Said::Other).map(|hours| hours.to_string()), Err(t!("hours-hint")));
        let press = AskHours(Id::new());
        assert_eq!(AskHours::unpack(&press.pack()), Some(press));
        assert!(press.pack().len() + "hours:".len() <= 64);
    }
}
