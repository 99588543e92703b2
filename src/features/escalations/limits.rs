//! Another value of a threshold: typed as people write it, tried on what there is now, and only then kept.

use super::engine::rule;
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        event::{Event, Undo},
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    features::{Alarm, Look, hello},
    money::Money,
    rules::{self, Threshold, Unit, Values},
    t,
    text::Text,
    when,
};
use serde::{Deserialize, Serialize};

/// So many of those who would be touched are named.
const NAMED: usize = 8;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which value?
    Value,
    /// This is what it would do.
    Review,
}

/// A threshold being changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    pub at: Trail<At>,
    pub rule: String,
    pub name: String,
    pub value: Option<i64>,
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(Limit),
    Again(Text),
    Save(i64),
}

impl Limit {
    /// Begins with the question for the value.
    pub fn begin(rule: String, name: String) -> Self {
        Self { at: Trail::at(At::Value), rule, name, value: None }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, said: &Said, threshold: &Threshold) -> Step {
        match (self.at.open(), said, self.value) {
            (At::Review, Said::Choice(choice), Some(value)) if choice == SAVE => Step::Save(value),
            (At::Review, Said::Choice(choice), _) if choice == "value" => {
                self.at.go(At::Value);
                Step::Ask(self)
            }
            (At::Value | At::Review, Said::Text(words), _) => match read(threshold, words) {
                Ok(value) => {
                    self.value = Some(value);
                    self.at.go(At::Review);
                    Step::Ask(self)
                }
                Err(why) => Step::Again(why),
            },
            (At::Value, _, _) => Step::Again(hint(threshold)),
            (At::Review, _, _) => Step::Again(t!("frame-press-a-button")),
        }
    }
}

/// A value in words.
pub fn words(unit: Unit, value: i64) -> Text {
    match unit {
        Unit::Minutes => when::span(value),
        Unit::Money => t!("limit-money", sum = Money::from_kopecks(value)),
        Unit::Days => t!("limit-days", days = value),
        Unit::Count => t!("limit-count", count = value),
    }
}

/// Reads a value; `Err` says what is wrong, with an example.
fn read(threshold: &Threshold, words: &str) -> Result<i64, Text> {
    let number = || words.split_whitespace().next().and_then(|word| word.parse::<i64>().ok());
    let value = match threshold.unit {
        Unit::Minutes => when::parse_span(words),
        Unit::Money => Money::parse(words).map(Money::kopecks),
        Unit::Days | Unit::Count => number(),
    };
    let Some(value) = value else { return Err(hint(threshold)) };
    if (threshold.least..=threshold.most).contains(&value) {
        return Ok(value);
    }
    let (least, most) = (self::words(threshold.unit, threshold.least), self::words(threshold.unit, threshold.most));
    Err(t!("limit-range", least = least, most = most))
}

fn hint(threshold: &Threshold) -> Text {
    match threshold.unit {
        Unit::Minutes => t!("limit-hint-minutes"),
        Unit::Money => t!("limit-hint-money"),
        Unit::Days => t!("limit-hint-days"),
        Unit::Count => t!("limit-hint-count"),
    }
}

/// A threshold of a rule.
pub fn threshold(code: &str, name: &str) -> Option<&'static Threshold> {
    rule(code).ok()?.thresholds.iter().find(|threshold| threshold.name == name)
}

impl Limit {
    fn threshold(&self) -> Result<&'static Threshold> {
        threshold(&self.rule, &self.name).ok_or_else(|| Error::User(t!("frame-old-button")))
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Limit, said: Said) -> Result {
    let threshold = state.threshold()?;
    match state.step(&said, threshold) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(value) => save(&turn, threshold, value).await,
    }
}

/// What a threshold was and became, kept with its event to take it back.
#[derive(Debug, Serialize, Deserialize)]
struct Changed {
    rule: String,
    name: String,
    before: i64,
    after: i64,
}

async fn save(turn: &Turn, threshold: &Threshold, value: i64) -> Result {
    if !turn.me().is_any(super::RULERS) {
        return Err(Error::User(t!("frame-not-yours")));
    }
    let before = rules::values(&mut turn.db()).await?.get(threshold);
    let (me, now) = (turn.me().id, turn.stamp());
    rules::set(&mut turn.db(), threshold, value, me, now).await?;
    let changed = Changed { rule: threshold.rule.to_owned(), name: threshold.name.to_owned(), before, after: value };
    let event = turn.happened("rule.changed", None, Id::<Changed>::new(), &changed).await?;
    let (was, is) = (words(threshold.unit, before), words(threshold.unit, value));
    let said = t!("limit-saved", code = threshold.rule, about = Text::of(threshold.about), was = was, value = is);
    let screen = Screen::new(said)
        .row([Button::press(t!("undo-button"), &Undo(event)), Button::command(t!("rules-again"), "rules")])
        .row(hello::menu_row());
    turn.finish(screen).await
}

/// Takes a change back, if nobody has changed it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let changed: Changed = event.data()?;
    let Some(threshold) = threshold(&changed.rule, &changed.name) else {
        return Err(Error::User(t!("frame-old-button")));
    };
    let now = rules::values(&mut turn.db()).await?.get(threshold);
    if now != changed.after || !turn.me().is_any(super::RULERS) {
        return Err(Error::User(t!("limit-changed-since")));
    }
    let (me, at) = (turn.me().id, turn.stamp());
    rules::set(&mut turn.db(), threshold, changed.before, me, at).await?;
    Ok(t!("limit-deed"))
}

/// What the rule says with these values.
async fn alarms(turn: &Turn, code: &str, values: &Values) -> Result<Vec<Alarm>> {
    let look = Look { moment: turn.moment(), values, client: None };
    (rule(code)?.alarms)(&mut turn.db(), look).await
}

/// What would be said by the new value and was not, and what not any more.
async fn trial(turn: &Turn, threshold: &Threshold, value: i64) -> Result<Vec<Text>> {
    let values = rules::values(&mut turn.db()).await?;
    let before = alarms(turn, threshold.rule, &values).await?;
    let after = alarms(turn, threshold.rule, &values.clone().with(threshold, value)).await?;
    let mut lines = vec![t!("limit-trial", after = after.len(), before = before.len())];
    let differs = |one: &Alarm, others: &[Alarm]| others.iter().all(|other| other.entity != one.entity);
    let new = after.iter().filter(|one| differs(one, &before)).map(|one| (true, one));
    let gone = before.iter().filter(|one| differs(one, &after)).map(|one| (false, one));
    for (comes, alarm) in new.chain(gone).take(NAMED) {
        let client = match alarm.client {
            Some(client) => clients::known(&mut turn.db(), client).await?,
            None => None,
        };
        let what = match client {
            Some(client) => Text::Verbatim(client.name),
            None => alarm.what.clone(),
        };
        lines.push(if comes { t!("limit-comes", what = what) } else { t!("limit-goes", what = what) });
    }
    if rule(threshold.rule)?.ack.name == threshold.name {
        lines.push(t!("limit-ack"));
    }
    Ok(lines)
}

impl Dialogue for Limit {
    const NAME: &'static str = "limit";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        let threshold = self.threshold()?;
        Ok(t!("limit-title", code = threshold.rule, about = Text::of(threshold.about)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let threshold = self.threshold()?;
        let value = rules::values(&mut turn.db()).await?.get(threshold);
        let header = t!("limit-header", code = threshold.rule, about = Text::of(threshold.about));
        let mut question = match (self.at.open(), self.value) {
            (At::Review, Some(_)) => Question::new(header, t!("limit-ask-review")),
            _ => Question::new(header, hint(threshold)),
        };
        question.filled = vec![t!("limit-now", value = words(threshold.unit, value))];
        question.number_is_answer = true;
        question.can_go_back = self.at.can_go_back();
        if let (At::Review, Some(new)) = (self.at.open(), self.value) {
            question.filled.push(t!("limit-new", value = words(threshold.unit, new)));
            question.filled.extend(trial(turn, threshold, new).await?);
            question.rows =
                vec![vec![Button::choice(t!("frame-save"), SAVE)], vec![Button::choice(t!("limit-edit"), "value")]];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.value.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        self.value.is_some().then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTES: Threshold = limit(Unit::Minutes, 5, 480);

    const fn limit(unit: Unit, least: i64, most: i64) -> Threshold {
        Threshold { rule: "E8", name: "first", about: "threshold-first", unit, usual: least, least, most }
    }

    #[test]
    fn a_value_is_read_by_its_unit_and_within_its_bounds() {
        assert_eq!(read(&MINUTES, "4 ч"), Ok(240));
        assert_eq!(read(&limit(Unit::Money, 1, 10_000_000), "50 000"), Ok(5_000_000));
        assert_eq!(read(&limit(Unit::Days, 1, 90), "5 дней"), Ok(5));
        assert_eq!(read(&limit(Unit::Count, 1, 9), "2"), Ok(2));
        for (threshold, wrong) in
            [(MINUTES, "4"), (MINUTES, "9 ч"), (MINUTES, "долго"), (limit(Unit::Count, 1, 9), "-1")]
        {
            assert!(read(&threshold, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nothing_is_kept_before_it_was_tried() {
        let form = Limit::begin("E8".to_owned(), "first".to_owned());
        assert!(matches!(form.clone().step(&Said::Choice(SAVE.to_owned()), &MINUTES), Step::Again(_)));
        let Step::Ask(tried) = form.step(&Said::Text("2 ч".to_owned()), &MINUTES) else { panic!("it was read") };
        assert_eq!((tried.at.open(), tried.value), (At::Review, Some(120)));
        assert_eq!(tried.step(&Said::Choice(SAVE.to_owned()), &MINUTES), Step::Save(120));
    }
}
