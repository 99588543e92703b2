//! `/правила`: every rule with its numbers, and who stands in for whom. Only heads and admins come here.

use super::{
    engine::{all_rules, rule},
    limits::{self, Limit},
};
use crate::{
    bot::{
        event::Event,
        screen::{Button, Press, Screen, Words},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::hello,
    people::{self, Person},
    rules::{self, Duty},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// So many names stand on one screen.
const NAMES: usize = 80;

/// Where a button of the rules leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// To the list of rules.
    Top,
    /// To one rule.
    Rule(String),
    /// To another value of a threshold.
    Change(String, String),
    /// To the people of a duty.
    Duty(Duty),
    /// Names somebody for a duty, or no longer.
    Name(Duty, Id<Person>),
}

impl Press for Go {
    const ROOM: &'static str = "rules";

    fn pack(&self) -> String {
        match self {
            Self::Top => "top".to_owned(),
            Self::Rule(code) => format!("rule:{code}"),
            Self::Change(code, name) => format!("set:{code}:{name}"),
            Self::Duty(duty) => format!("duty:{duty}"),
            Self::Name(duty, person) => format!("name:{duty}:{}", person.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "top" => Self::Top,
            "rule" => Self::Rule(words.word()?.to_owned()),
            "set" => Self::Change(words.word()?.to_owned(), words.word()?.to_owned()),
            "duty" => Self::Duty(words.parse()?),
            "name" => Self::Name(words.parse()?, words.id()?),
            _ => return None,
        })
    }
}

/// `/rules`.
pub async fn open(turn: Turn) -> Result {
    let screen = top(&turn).await?;
    turn.reply(screen).await.map(drop)
}

/// A press on a button of the rules.
pub async fn go(turn: Turn, go: Go) -> Result {
    match go {
        Go::Top => {
            let screen = top(&turn).await?;
            turn.show(screen).await
        }
        Go::Rule(code) => {
            let screen = one(&turn, &code).await?;
            turn.show(screen).await
        }
        Go::Change(code, name) => match limits::threshold(&code, &name) {
            Some(_) => turn.open(&Limit::begin(code, name)).await,
            None => Err(Error::User(t!("frame-old-button"))),
        },
        Go::Duty(duty) => {
            let screen = standing_in(&turn, duty).await?;
            turn.show(screen).await
        }
        Go::Name(duty, person) => {
            let person = people::present(&mut turn.db(), person).await?.filter(|person| person.is_any(hello::STAFF));
            let Some(person) = person else { return Err(Error::User(t!("frame-old-button"))) };
            let on = !rules::named_for(&mut turn.db(), duty).await?.contains(&person.id);
            rules::name_for(&mut turn.db(), duty, person.id, on).await?;
            turn.happened("duty.changed", None, person.id, &Named { duty, on }).await?;
            let screen = standing_in(&turn, duty).await?;
            turn.show(screen).await
        }
    }
}

async fn top(turn: &Turn) -> Result<Screen> {
    let values = rules::values(&mut turn.db()).await?;
    let mut screen = Screen::new(t!("rules-title"));
    let mut buttons = Vec::new();
    for rule in all_rules() {
        let numbers = rule.thresholds.iter().map(|threshold| {
            let value = limits::words(threshold.unit, values.get(threshold));
            t!("rules-number", about = Text::of(threshold.about), value = value)
        });
        let numbers = Text::Join(numbers.collect(), "; ");
        screen = screen.line(t!("rules-line", code = rule.code, about = Text::of(rule.about), numbers = numbers));
        let label = t!("rules-button", code = rule.code, about = Text::of(rule.about));
        buttons.push(Button::press(label, &Go::Rule(rule.code.to_owned())));
    }
    Ok(screen
        .grid(buttons, 1)
        .row([Button::press(t!("duty-substitute"), &Go::Duty(Duty::Substitute))])
        .row([Button::press(t!("duty-pool"), &Go::Duty(Duty::Pool))])
        .row(hello::menu_row()))
}

async fn one(turn: &Turn, code: &str) -> Result<Screen> {
    let Ok(rule) = rule(code) else { return Err(Error::User(t!("frame-old-button"))) };
    let values = rules::values(&mut turn.db()).await?;
    let mut screen = Screen::new(t!("rules-one", code = rule.code, about = Text::of(rule.about)));
    for threshold in rule.thresholds {
        let value = limits::words(threshold.unit, values.get(threshold));
        let label = t!("rules-number", about = Text::of(threshold.about), value = value);
        let change = Go::Change(rule.code.to_owned(), threshold.name.to_owned());
        screen = screen.row([Button::press(label, &change)]);
    }
    Ok(screen.gap().line(t!("rules-hint")).row([Button::press(t!("frame-back"), &Go::Top)]))
}

/// Who has a duty: colleagues with marks.
async fn standing_in(turn: &Turn, duty: Duty) -> Result<Screen> {
    let named = rules::named_for(&mut turn.db(), duty).await?;
    let mut all: Vec<(Id<Person>, String)> = people::colleagues(&mut turn.db()).await?.into_iter().collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    let about = match duty {
        Duty::Substitute => t!("duty-substitute-about"),
        Duty::Pool => t!("duty-pool-about"),
    };
    let mut screen = Screen::new(about);
    if named.is_empty() {
        screen = screen.gap().line(t!("duty-nobody"));
    }
    let button = |(id, name): (Id<Person>, String)| {
        let label = if named.contains(&id) { t!("duty-on", name = name) } else { t!("duty-off", name = name) };
        Button::press(label, &Go::Name(duty, id))
    };
    Ok(screen.grid(all.into_iter().take(NAMES).map(button), 2).row([Button::press(t!("frame-back"), &Go::Top)]))
}

/// Who was named for what, kept with its event to take it back.
#[derive(Debug, Serialize, Deserialize)]
struct Named {
    duty: Duty,
    on: bool,
}

/// Takes the naming back, if nobody has changed it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let Named { duty, on } = event.data()?;
    let person: Id<Person> = event.entity()?;
    let named = rules::named_for(&mut turn.db(), duty).await?.contains(&person);
    if named != on {
        return Err(Error::User(t!("limit-changed-since")));
    }
    rules::name_for(&mut turn.db(), duty, person, !on).await?;
    Ok(t!("duty-deed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_of_every_rule_survives_64_bytes() {
        let mut all = vec![Go::Top, Go::Duty(Duty::Pool), Go::Name(Duty::Substitute, Id::new())];
        for rule in all_rules() {
            all.push(Go::Rule(rule.code.to_owned()));
            let change = |threshold: &rules::Threshold| Go::Change(rule.code.to_owned(), threshold.name.to_owned());
            all.extend(rule.thresholds.iter().map(change));
        }
        assert!(all.len() > 5);
        for go in all {
            assert_eq!(Go::unpack(&go.pack()), Some(go.clone()));
            assert!(go.pack().len() + "rules:".len() <= 64, "{go:?}");
        }
        assert_eq!(Go::unpack("of an older release"), None);
    }

    #[test]
    fn no_two_rules_share_a_code_and_each_has_the_number_it_acknowledges_by() {
        let codes: Vec<&str> = all_rules().map(|rule| rule.code).collect();
        let unlike: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(unlike.len(), codes.len(), "{codes:?}");
        for rule in all_rules() {
            assert!(rule.thresholds.iter().any(|threshold| threshold.name == rule.ack.name), "{}", rule.code);
            for threshold in rule.thresholds {
                assert_eq!(threshold.rule, rule.code);
                assert!((threshold.least..=threshold.most).contains(&threshold.usual), "{}", threshold.name);
            }
        }
    }
}
