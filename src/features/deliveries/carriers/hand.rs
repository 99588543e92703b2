//! `📦 Передать перевозчику`: which carrier takes it to another town, how far, under which number, and when it should come.
//! After the carrier, the terminal and the day the person stands at the review with what is known; every field opens there.

use super::{
    book, hand_form,
    leg::{self, Reach},
    press,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::deliveries::{
        card, mine,
        model::{Delivery, Way},
    },
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which carrier?
    Carrier,
    /// Which other one?
    Other,
    /// To the terminal or to the door?
    Reach,
    /// Where is the terminal?
    Terminal,
    /// Under which number?
    Track,
    /// When should it come?
    Planned,
    /// Is everything right?
    Review,
    /// How many pieces?
    Places,
    /// How heavy?
    Weight,
}

/// A delivery about to be handed to a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub carrier: Option<String>,
    pub reach: Option<Reach>,
    pub terminal: Option<String>,
    /// Empty: not known yet.
    pub track: Option<String>,
    pub planned: Option<NaiveDate>,
    pub places: i64,
    /// Grams.
    pub weight: i64,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Carrier(String),
    Other,
    Reach(Reach),
    Terminal(String),
    Track(String),
    Day(NaiveDate),
    Places(i64),
    Weight(i64),
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(HandOver),
    Again(Text),
    Save(Box<Ready>),
}

/// Everything is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pub delivery: Id<Delivery>,
    pub carrier: String,
    pub reach: Reach,
    pub terminal: String,
    pub track: String,
    pub planned: NaiveDate,
    pub places: i64,
    pub weight: i64,
}

impl HandOver {
    /// Begins with what is known already.
    pub async fn begin(turn: &Turn, delivery: &Delivery) -> Result<Self> {
        if delivery.way != Way::Carrier || !delivery.state.is_before_leaving() {
            return Err(press::not_now());
        }
        let known = leg::of(&mut turn.db(), delivery.id).await?;
        let state = Self {
            at: Trail::at(At::Carrier),
            delivery: delivery.id,
            carrier: None,
            reach: None,
            terminal: None,
            track: None,
            planned: None,
            places: 1,
            weight: delivery.weight,
        };
        Ok(match known {
            None => state,
            Some(leg) => Self {
                at: Trail::at(At::Review),
                carrier: Some(leg.carrier),
                reach: Some(leg.reach),
                terminal: Some(leg.terminal),
                track: Some(leg.track),
                planned: leg.planned.map(|day| day.0),
                places: leg.places,
                weight: leg.weight,
                ..state
            },
        })
    }

    /// Everything, if it is known.
    pub fn ready(&self) -> Option<Ready> {
        let reach = self.reach?;
        Some(Ready {
            delivery: self.delivery,
            carrier: self.carrier.clone()?,
            reach,
            terminal: if reach == Reach::Door { String::new() } else { self.terminal.clone()? },
            track: self.track.clone()?,
            planned: self.planned?,
            places: self.places,
            weight: self.weight,
        })
    }

    /// To the first question without an answer.
    fn onward(mut self) -> Self {
        let next = if self.carrier.is_none() {
            At::Carrier
        } else if self.reach.is_none() {
            At::Reach
        } else if self.reach == Some(Reach::Terminal) && self.terminal.as_ref().is_none_or(String::is_empty) {
            At::Terminal
        } else if self.track.is_none() {
            At::Track
        } else if self.planned.is_none() {
            At::Planned
        } else {
            At::Review
        };
        self.at.go(next);
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Carrier, Answer::Other) => {
                self.at.go(At::Other);
                return Step::Ask(self);
            }
            (At::Carrier | At::Other, Answer::Carrier(name)) => self.carrier = Some(name),
            (At::Reach, Answer::Reach(reach)) => self.reach = Some(reach),
            (At::Terminal, Answer::Terminal(address)) => self.terminal = Some(address),
            (At::Track, Answer::Track(number)) => self.track = Some(number),
            (At::Planned, Answer::Day(day)) => self.planned = Some(day),
            (At::Places, Answer::Places(count)) => self.places = count,
            (At::Weight, Answer::Weight(grams)) => self.weight = grams,
            (At::Review, Answer::Save) => {
                if let Some(ready) = self.ready() {
                    return Step::Save(Box::new(ready));
                }
            }
            (
                At::Carrier
                | At::Other
                | At::Reach
                | At::Terminal
                | At::Track
                | At::Planned
                | At::Review
                | At::Places
                | At::Weight,
                _,
            ) => return Step::Again(hand_form::hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }
}

impl Dialogue for HandOver {
    const NAME: &'static str = "carrier-hand";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let delivery = mine(turn, self.delivery).await?;
        Ok(t!("carrier-hand-title", delivery = card::named(&delivery)))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let names = book::names(&mut turn.db()).await?;
        let delivery = mine(turn, self.delivery).await?;
        Ok(hand_form::question(turn, self, &delivery, &names, page))
    }

    fn filled(&self) -> usize {
        let said = [
            self.carrier.is_some(),
            self.reach.is_some(),
            self.terminal.is_some(),
            self.track.is_some(),
            self.planned.is_some(),
        ];
        said.into_iter().filter(|said| *said).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        self.ready().is_some().then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> HandOver {
        HandOver {
            at: Trail::at(At::Carrier),
            delivery: Id::new(),
            carrier: None,
            reach: None,
            terminal: None,
            track: None,
            planned: None,
            places: 1,
            weight: 40_000,
        }
    }

    fn asks(step: Step) -> HandOver {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_terminal_has_an_address_and_a_door_has_not() {
        let carrier = || asks(form().step(Answer::Carrier("СДЭК".to_owned())));
        assert_eq!(asks(carrier().step(Answer::Reach(Reach::Terminal))).at.open(), At::Terminal);
        let state = asks(carrier().step(Answer::Reach(Reach::Door)));
        assert_eq!(state.at.open(), At::Track);
        let state =
            asks(asks(state.step(Answer::Track(String::new()))).step(Answer::Day("2026-11-27".parse().unwrap())));
        assert_eq!(state.at.open(), At::Review);
        let back = asks(asks(state.clone().step(Answer::Edit(At::Reach))).step(Answer::Reach(Reach::Terminal)));
        assert_eq!(back.at.open(), At::Terminal, "what the change asks for is asked");
        assert!(matches!(state.step(Answer::Save), Step::Save(ready) if ready.terminal.is_empty()));
    }

    #[test]
    fn what_does_not_answer_the_question_is_asked_again() {
        assert!(matches!(form().step(Answer::Weight(1)), Step::Again(_)));
        assert_eq!(asks(form().step(Answer::Other)).at.open(), At::Other);
    }
}
