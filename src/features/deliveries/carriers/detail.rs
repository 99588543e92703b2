//! One more thing about a delivery that a carrier takes: an offer, the car, the track number, another day, how long the
//! terminal keeps it, the bill. One form for all: each has a question of its own, another day has two.

use super::detail_form;
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::deliveries::{
        card, mine,
        model::{Delivery, State, Way},
    },
    money::Money,
    named,
    phone::Phone,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

named! {
    /// What is told.
    pub enum What {
        /// What a carrier offers.
        Offer = "offer",
        /// The car has set out: who drives, their number, which car.
        Car = "car",
        /// The carrier's number.
        Track = "track",
        /// It comes on another day.
        Move = "move",
        /// Until when the terminal keeps it for nothing.
        Free = "free",
        /// What the carrier wants for it.
        Bill = "bill",
    }
}

impl What {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 6] = [Self::Offer, Self::Car, Self::Track, Self::Move, Self::Free, Self::Bill];

    /// Whether it can be told about a delivery now.
    pub fn fits(self, delivery: &Delivery) -> bool {
        let (way, state) = (delivery.way, delivery.state);
        match self {
            Self::Offer => way == Way::Large && state.is_before_order(),
            Self::Car => way == Way::Large && state.is_moving(),
            Self::Track => way == Way::Carrier && (state.is_moving() || state.is_before_leaving()),
            Self::Move => way == Way::Carrier && state.is_moving(),
            Self::Free => way == Way::Carrier && matches!(state, State::AtTerminal | State::ReadyForPickup),
            Self::Bill => way != Way::Courier && (state.is_moving() || state.has_left()) && state != State::Closed,
        }
    }

    /// Refuses with words what can't be told now.
    pub fn allowed(self, delivery: &Delivery) -> Result {
        if self.fits(delivery) { Ok(()) } else { Err(super::press::not_now()) }
    }
}

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is it?
    What,
    /// Why another day?
    Why,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub what: What,
    pub day: Option<NaiveDate>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    Car(String, Phone, String),
    Track(String),
    Day(NaiveDate),
    Sum(Money),
    Skip,
    Wrong(Text),
}

/// What is known then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Offers, as typed.
    Offers(String),
    /// Who drives, their number, which car; `None`: not known.
    Car(Option<(String, Phone, String)>),
    /// The carrier's number.
    Track(String),
    /// Another day, and why.
    Moved(NaiveDate, String),
    /// Until when the terminal keeps it for nothing.
    Free(NaiveDate),
    /// What they want for it.
    Bill(Money),
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(Detail),
    Again(Text),
    Save(Id<Delivery>, Told),
}

impl Detail {
    /// Begins at the question.
    pub fn begin(delivery: Id<Delivery>, what: What) -> Self {
        Self { at: Trail::at(At::What), delivery, what, day: None }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        let told = match (self.what, self.at.open(), self.day, answer) {
            (_, _, _, Answer::Wrong(why)) => return Step::Again(why),
            (What::Offer, _, _, Answer::Words(words)) => Told::Offers(words),
            (What::Car, _, _, Answer::Car(driver, phone, car)) => Told::Car(Some((driver, phone, car))),
            (What::Car, _, _, Answer::Skip) => Told::Car(None),
            (What::Track, _, _, Answer::Track(number)) => Told::Track(number),
            (What::Move, At::What, _, Answer::Day(day)) => {
                self.day = Some(day);
                self.at.go(At::Why);
                return Step::Ask(self);
            }
            (What::Move, At::Why, Some(day), Answer::Words(why)) => Told::Moved(day, why),
            (What::Free, _, _, Answer::Day(day)) => Told::Free(day),
            (What::Bill, _, _, Answer::Sum(sum)) => Told::Bill(sum),
            (What::Offer | What::Car | What::Track | What::Move | What::Free | What::Bill, _, _, _) => {
                return Step::Again(detail_form::hint(&self));
            }
        };
        Step::Save(self.delivery, told)
    }
}

impl Dialogue for Detail {
    const NAME: &'static str = "carrier-detail";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let delivery = mine(turn, self.delivery).await?;
        Ok(t!("carrier-detail-title", what = detail_form::name(self.what), delivery = card::named(&delivery)))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        Ok(detail_form::question(turn, self, &delivery, page))
    }

    fn filled(&self) -> usize {
        usize::from(self.day.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_needs_a_reason() {
        let day: NaiveDate = "2026-11-30".parse().unwrap();
        let form = Detail::begin(Id::new(), What::Move);
        let Step::Ask(next) = form.clone().step(Answer::Day(day)) else { panic!("the reason is not asked") };
        assert!(matches!(next.clone().step(Answer::Day(day)), Step::Again(_)));
        let told = Told::Moved(day, "Метель".to_owned());
        assert_eq!(next.step(Answer::Words("Метель".to_owned())), Step::Save(form.delivery, told));
    }

    #[test]
    fn each_thing_takes_its_own_answer() {
        for what in What::ALL.into_iter().filter(|what| *what != What::Bill) {
            let step = Detail::begin(Id::new(), what).step(Answer::Sum(Money::from_rubles(1)));
            assert!(matches!(step, Step::Again(_)), "{what}");
        }
        let form = Detail::begin(Id::new(), What::Car);
        assert_eq!(form.clone().step(Answer::Skip), Step::Save(form.delivery, Told::Car(None)));
    }
}
