//! What goes on with a claim and takes more than a tap: an offer, a step of the plan, lawyers, another proof, the end.
//! One form for all: each deed has its own questions.

use super::{
    following,
    model::{Cause, Claim, Offer},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::Attached,
        turn::Turn,
    },
    db::Id,
    error::Result,
    money::Money,
    named, t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest words, characters.
const LONGEST: usize = 1000;

named! {
    /// What is done.
    pub enum Deed {
        /// An offer to the client.
        Offer = "offer",
        /// A step of the plan.
        Step = "step",
        /// It goes to the lawyers.
        Legal = "legal",
        /// It is closed.
        End = "end",
        /// A file more.
        Proof = "proof",
    }
}

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is done, in words; to which lawyers; what came out.
    What,
    /// How much money?
    Sum,
    /// By which day?
    Day,
    /// The words the client will read; what the lawyers were given; why without the client's word.
    More,
    /// Why did it come to it?
    Cause,
    /// Which file?
    File,
    /// Is everything right?
    Review,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    pub at: Trail<At>,
    pub claim: Id<Claim>,
    pub deed: Deed,
    pub what: Option<String>,
    pub sum: Option<Money>,
    /// Whether the sum was asked: an offer may be without money.
    pub sum_asked: bool,
    pub day: Option<NaiveDate>,
    pub more: Option<String>,
    pub cause: Option<Cause>,
    /// The client has said that it is solved.
    pub solved: bool,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    Sum(Money),
    Day(NaiveDate),
    Cause(Cause),
    File(Attached),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(FollowUp),
    Again(Text),
    Save(Box<FollowUp>, Option<Attached>),
}

impl FollowUp {
    /// Begins with what the claim tells.
    pub fn begin(claim: &Claim, deed: Deed) -> Self {
        let first = if deed == Deed::Proof { At::File } else { At::What };
        let state = Self {
            at: Trail::at(first),
            claim: claim.id,
            deed,
            what: None,
            sum: None,
            sum_asked: false,
            day: None,
            more: None,
            cause: None,
            solved: claim.stage.solved,
        };
        match (&claim.offer, deed) {
            // What the head has sent back is mended, not written anew.
            (Some(Offer { what, sum, on, text, state: super::model::OfferState::Refused, .. }), Deed::Offer) => Self {
                what: Some(what.clone()),
                sum: claim.allowed.or(*sum),
                sum_asked: true,
                day: Some(*on),
                more: (!text.is_empty()).then(|| text.clone()),
                ..state
            }
            .onward(),
            _ => state,
        }
    }

    /// The first question without an answer.
    fn missing(&self) -> Option<At> {
        let what = self.what.is_none().then_some(At::What);
        let sum = (!self.sum_asked).then_some(At::Sum);
        let day = self.day.is_none().then_some(At::Day);
        let more = self.more.is_none().then_some(At::More);
        let cause = self.cause.is_none().then_some(At::Cause);
        match self.deed {
            Deed::Offer => what.or(sum).or(day),
            Deed::Step => what.or(day),
            Deed::Legal => what.or(more),
            Deed::End => what.or(cause).or(more.filter(|_| !self.solved)),
            Deed::Proof => Some(At::File),
        }
    }

    /// What is looked at once more before it is done: what the client reads, what can't be taken back for long.
    const fn has_review(&self) -> bool {
        matches!(self.deed, Deed::Offer | Deed::End)
    }

    fn onward(mut self) -> Self {
        let next = self.missing().unwrap_or(At::Review);
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
            (At::What, Answer::Words(words)) => self.what = Some(words.chars().take(LONGEST).collect()),
            (At::More, Answer::Words(words)) => self.more = Some(words.chars().take(LONGEST).collect()),
            (At::Sum, Answer::Sum(sum)) => (self.sum, self.sum_asked) = (Some(sum), true),
            (At::Sum, Answer::Skip) => (self.sum, self.sum_asked) = (None, true),
            (At::Day, Answer::Day(day)) => self.day = Some(day),
            (At::Cause, Answer::Cause(cause)) => self.cause = Some(cause),
            (At::File, Answer::File(file)) => return Step::Save(Box::new(self), Some(file)),
            (At::Review, Answer::Save) if self.missing().is_none() => return Step::Save(Box::new(self), None),
            (At::Review, Answer::Save) => {}
            (At::What | At::Sum | At::Day | At::More | At::Cause | At::File | At::Review, _) => {
                return Step::Again(following::hint(&self));
            }
        }
        if self.missing().is_none() && !self.has_review() {
            return Step::Save(Box::new(self), None);
        }
        Step::Ask(self.onward())
    }
}

impl Dialogue for FollowUp {
    const NAME: &'static str = "claim-next";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        following::title(turn, self).await
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        following::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let said =
            [self.what.is_some(), self.sum.is_some(), self.day.is_some(), self.more.is_some(), self.cause.is_some()];
        said.into_iter().filter(|said| *said).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let enough = self.has_review() && self.missing().is_none();
        enough.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

/// What kind of form it is, for a claim's words.
pub fn named(deed: Deed) -> Text {
    match deed {
        Deed::Offer => t!("claim-offer-title"),
        Deed::Step => t!("claim-step-title"),
        Deed::Legal => t!("claim-legal-title"),
        Deed::End => t!("claim-end-title"),
        Deed::Proof => t!("claim-proof-title"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(deed: Deed, solved: bool) -> FollowUp {
        FollowUp {
            at: Trail::at(At::What),
            claim: Id::new(),
            deed,
            what: None,
            sum: None,
            sum_asked: false,
            day: None,
            more: None,
            cause: None,
            solved,
        }
    }

    fn asks(step: Step) -> FollowUp {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    fn words() -> Answer {
        Answer::Words("слова".to_owned())
    }

    #[test]
    fn an_offer_is_looked_at_before_it_goes() {
        let day: NaiveDate = "2026-11-27".parse().unwrap();
        let state = asks(asks(form(Deed::Offer, false).step(words())).step(Answer::Skip));
        let state = asks(state.step(Answer::Day(day)));
        assert_eq!((state.at.open(), state.sum, state.day), (At::Review, None, Some(day)));
        assert!(matches!(state.step(Answer::Save), Step::Save(..)));
    }

    #[test]
    fn the_end_without_the_clients_word_asks_why() {
        let ended = |solved| asks(asks(form(Deed::End, solved).step(words())).step(Answer::Cause(Cause::Defect)));
        assert_eq!(ended(true).at.open(), At::Review);
        let state = ended(false);
        assert_eq!(state.at.open(), At::More);
        assert_eq!(asks(state.step(words())).at.open(), At::Review);
    }

    #[test]
    fn a_step_is_saved_with_its_day() {
        let state = asks(form(Deed::Step, false).step(words()));
        assert_eq!(state.at.open(), At::Day);
        assert!(matches!(state.clone().step(words()), Step::Again(_)));
        assert!(matches!(state.step(Answer::Day("2026-11-27".parse().unwrap())), Step::Save(..)));
    }
}
