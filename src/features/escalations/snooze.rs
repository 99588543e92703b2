//! Putting an alert off: for an hour of work or to the next morning, with a reason, twice at most.

use super::{
    act,
    model::{Alert, State},
    queries,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        turn::Turn,
    },
    calendar::ProductionCalendar,
    db::Id,
    error::{Error, Result},
    features::hello,
    named,
    people::Person,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// So often an alert can be put off.
pub const TIMES: i64 = 2;
/// The shortest reason, characters.
const SHORTEST: usize = 3;
/// The longest, characters.
const LONGEST: usize = 200;
/// An hour of work, minutes.
const HOUR: u32 = 60;

named! {
    /// For how long.
    pub enum Span {
        /// An hour of work.
        Hour = "hour",
        /// To the next working morning.
        Morning = "morning",
    }
}

named! {
    /// Why, as the buttons say it.
    pub enum Reason {
        /// The client is to do something.
        Client = "client",
        /// A colleague or a supplier is.
        Colleague = "colleague",
        /// Something else burns more.
        Busy = "busy",
    }
}

impl Span {
    /// The button.
    pub fn label(self) -> Text {
        match self {
            Self::Hour => t!("snooze-hour"),
            Self::Morning => t!("snooze-morning"),
        }
    }

    /// When the alert is said again: within a working day of whoever puts it off.
    pub fn ends(self, person: &Person, calendar: &ProductionCalendar, now: DateTime<Utc>) -> DateTime<Utc> {
        let time = person.working_time(calendar);
        match self {
            Self::Hour => time.add_working(now, HOUR),
            Self::Morning => {
                let day = calendar.next_working_day(person.today(now)).and_time(NaiveTime::MIN);
                let midnight =
                    day.and_local_timezone(person.zone).earliest().map_or_else(|| day.and_utc(), |at| at.to_utc());
                time.next_open(midnight)
            }
        }
    }
}

impl Reason {
    /// Every reason, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Client, Self::Colleague, Self::Busy];

    /// The button.
    pub fn label(self) -> Text {
        match self {
            Self::Client => t!("snooze-client"),
            Self::Colleague => t!("snooze-colleague"),
            Self::Busy => t!("snooze-busy"),
        }
    }

    /// A stored reason: a name of the list, or somebody's own words.
    pub fn text(stored: &str) -> Text {
        stored.parse::<Self>().map_or_else(|_| Text::verbatim(stored), Self::label)
    }
}

/// The reason being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    pub alert: Id<Alert>,
    pub span: Span,
}

impl Snooze {
    /// Pure: the reason, if these words are one.
    pub fn step(words: Option<&str>) -> Option<String> {
        let words = words.map(str::trim).filter(|words| words.chars().count() >= SHORTEST)?;
        Some(words.chars().take(LONGEST).collect())
    }
}

impl Dialogue for Snooze {
    const NAME: &'static str = "snooze";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("snooze-title"))
    }

    async fn show(&self, _: &Turn, _: &str) -> Result<Question> {
        let mut question = Question::new(t!("snooze-header"), t!("snooze-ask"));
        question.filled = vec![self.span.label()];
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

/// The reason has been typed.
pub async fn answer(turn: Turn, state: Snooze, said: Said) -> Result {
    let Some(reason) = Snooze::step(said.words()) else { return turn.again(t!("snooze-hint")).await };
    let alert = act::found(&turn, state.alert).await?;
    if alert.state != State::Open || alert.snoozes >= TIMES {
        return turn.finish(hello::word(t!("snooze-moot"))).await;
    }
    let until = put_off(&turn, &alert, state.span, &reason).await?;
    turn.finish(hello::word(t!("snooze-done", until = until))).await
}

/// Puts it off; refuses with words if that may not be.
pub async fn put_off(turn: &Turn, alert: &Alert, span: Span, reason: &str) -> Result<DateTime<Utc>> {
    if alert.snoozes >= TIMES {
        return Err(Error::User(t!("snooze-enough", count = TIMES)));
    }
    let me = turn.me().clone();
    let until = span.ends(&me, turn.calendar(), turn.now());
    if !queries::snooze(&mut turn.db(), alert, until.into(), reason, me.id).await? {
        return Err(Error::User(t!("frame-card-changed")));
    }
    act::happened(turn, "alert.snoozed", alert).await?;
    act::look_again(turn, alert).await?;
    Ok(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_more_than_a_sign() {
        assert_eq!(Snooze::step(Some(" жду акт ")).as_deref(), Some("жду акт"));
        for none in [None, Some(""), Some("- ")] {
            assert_eq!(Snooze::step(none), None);
        }
    }
}
