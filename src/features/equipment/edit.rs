//! One thing about a piece of equipment is put right: one question, and the answer is kept.

use super::{
    Sight,
    model::{MOST, Source, Unit, is_year, make},
    press, save, sight_of_unit, views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::{Attached, Said},
        screen::Button,
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest words, characters.
const LONGEST: usize = 200;
/// The choice behind a year nobody knows.
pub const UNKNOWN: &str = "unknown";
/// So many years are offered.
const YEARS: i64 = 6;

/// What is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Qty,
    Year,
    Make,
    Serial,
    Note,
    Photo,
    Remove,
}

impl What {
    /// An engineer puts right what is seen on site; the rest is of those who keep the client.
    pub const fn allowed(self, sight: &Sight) -> bool {
        match self {
            Self::Qty | Self::Photo => sight.edits || sight.confirms,
            Self::Year | Self::Make | Self::Serial | Self::Note | Self::Remove => sight.edits,
        }
    }
}

/// The question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditUnit {
    pub unit: Id<Unit>,
    pub rev: i64,
    pub what: What,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    Unknown,
    Photo(Attached),
    Other,
}

/// The years that are offered, and that nobody knows.
pub fn years(today: NaiveDate) -> Vec<Vec<Button>> {
    let this = i64::from(today.year());
    let year = |year: i64| Button::choice(Text::Verbatim(year.to_string()), year.to_string());
    let years: Vec<Button> = (this - YEARS + 1..=this).rev().map(year).collect();
    let mut rows: Vec<Vec<Button>> = years.chunks(3).map(<[Button]>::to_vec).collect();
    rows.push(vec![Button::choice(t!("equip-year-unknown"), UNKNOWN)]);
    rows
}

/// How many, as buttons.
pub fn counts() -> Vec<Vec<Button>> {
    vec![(1..=4).map(|count: i64| Button::choice(Text::Verbatim(count.to_string()), count.to_string())).collect()]
}

/// Pure: what becomes of a piece by an answer; `Err` says what kind of answer is wanted.
pub fn step(unit: Unit, what: What, answer: Answer, today: NaiveDate) -> Result<Unit, Text> {
    Ok(match (what, answer) {
        (What::Qty, Answer::Words(words)) => match words.parse() {
            Ok(qty) if (1..=MOST).contains(&qty) => Unit { qty, ..unit },
            _ => return Err(t!("equip-hint-qty")),
        },
        (What::Year, Answer::Unknown) => Unit { year: None, ..unit },
        (What::Year, Answer::Words(words)) => match words.parse() {
            Ok(year) if is_year(year, today) => Unit { year: Some(year), ..unit },
            _ => return Err(t!("equip-hint-year")),
        },
        (What::Make, Answer::Words(words)) => {
            let (brand, model) = make(&words);
            Unit { brand, model, ..unit }
        }
        (What::Serial, Answer::Words(serial)) => Unit { serial, ..unit },
        (What::Note, Answer::Words(note)) => Unit { note, ..unit },
        (What::Photo, Answer::Photo(photo)) => Unit { photo: Some(photo), ..unit },
        (What::Remove, Answer::Words(why)) => Unit { why, ..unit },
        (What::Qty, _) => return Err(t!("equip-hint-qty")),
        (What::Year, _) => return Err(t!("equip-hint-year")),
        (What::Photo, _) => return Err(t!("equip-hint-photo")),
        (What::Make | What::Serial | What::Note | What::Remove, _) => return Err(t!("equip-hint-words")),
    })
}

/// Reads what was said.
pub fn understand(turn: &Turn, said: &Said) -> Answer {
    match said {
        Said::Choice(choice) if choice == UNKNOWN => Answer::Unknown,
        Said::Choice(words) | Said::Text(words) if !words.trim().is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        Said::Photo(_) => said.attached(turn.update()).map_or(Answer::Other, Answer::Photo),
        _ => Answer::Other,
    }
}

/// Read what the step needs, take the step, keep what it says.
pub async fn answer(turn: Turn, state: EditUnit, said: Said) -> Result {
    let (sight, unit) = sight_of_unit(&turn, state.unit).await?;
    if !state.what.allowed(&sight) {
        return Err(Error::User(t!("equip-absent")));
    }
    let zone = turn.me().zone;
    if unit.rev != state.rev || unit.removed_at.is_some() {
        let screen = press::card(&mut turn.db(), &sight, &unit, zone).await?;
        return turn.finish(screen.with_warning(t!("frame-card-changed"))).await;
    }
    let after = match step(unit.clone(), state.what, understand(&turn, &said), turn.today()) {
        Ok(after) => after,
        Err(why) => return turn.again(why).await,
    };
    let (me, now) = (turn.me().id, turn.stamp());
    // What an engineer puts right on site is seen; a note or a photo changes nothing of what stands there.
    let after = match state.what {
        What::Note | What::Photo => after,
        What::Remove => Unit { removed_at: Some(now), ..after },
        _ if sight.confirms => Unit { source: Source::Visit, said_at: now, by: me, ..after }.seen(me, now),
        _ => Unit { confirmed: None, source: Source::Call, said_at: now, by: me, ..after },
    };
    let (kind, word) = match state.what {
        What::Remove => ("equipment.removed", t!("equip-gone")),
        _ => ("equipment.changed", t!("equip-saved")),
    };
    let (after, event) = save::change(&turn, kind, &unit, after).await?;
    let screen = press::card(&mut turn.db(), &sight, &after, zone).await?;
    turn.finish(views::done(screen, word, event)).await
}

impl Dialogue for EditUnit {
    const NAME: &'static str = "equip-edit";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match sight_of_unit(turn, self.unit).await {
            Ok((_, unit)) => t!("equip-title-of", unit = views::named(&unit)),
            Err(Error::User(why)) => why,
            Err(other) => return Err(other),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let (sight, unit) = sight_of_unit(turn, self.unit).await?;
        let ask = match self.what {
            What::Qty => t!("equip-ask-qty"),
            What::Year => t!("equip-ask-year"),
            What::Make => t!("equip-ask-make"),
            What::Serial => t!("equip-ask-serial"),
            What::Note => t!("equip-ask-note"),
            What::Photo => t!("equip-ask-photo"),
            What::Remove => t!("equip-ask-why"),
        };
        let header = t!("equip-card", unit = views::named(&unit), client = &sight.client.name);
        let mut question = Question::new(header, ask);
        question.number_is_answer = true;
        question.rows = match self.what {
            What::Qty => counts(),
            What::Year => years(turn.today()),
            _ => Vec::new(),
        };
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
