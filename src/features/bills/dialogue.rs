//! Asking for a bill: whose, for what, how much, until when. Pure: no database, no clock, no Telegram.

use super::model::Side;
use crate::{
    bot::{dialogue::Trail, said::Attached},
    clients::Client,
    db::Id,
    fold, inn,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest words, characters.
pub const LONGEST: usize = 300;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Whose invoice; of a supplier: for whom?
    Client,
    /// Which supplier?
    Party,
    /// The tax number of whoever pays, or is paid?
    Inn,
    /// What for?
    Subject,
    /// How much?
    Sum,
    /// Until which day?
    Day,
    /// By which contract; of a supplier: what did others offer?
    Basis,
    /// The bill itself?
    File,
    /// Is everything right?
    Review,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskBill {
    pub at: Trail<At>,
    pub side: Side,
    /// Words that may name the client.
    pub query: String,
    pub client: Option<Id<Client>>,
    pub party: String,
    pub inn: String,
    pub subject: String,
    pub sum: Option<Money>,
    pub day: Option<NaiveDate>,
    pub basis: String,
    pub file: Option<Attached>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A client and its tax number, if that is known.
    Client(Id<Client>, String),
    /// Words that name no client for sure.
    Unsure(String),
    Words(String),
    Sum(Money),
    Day(NaiveDate),
    File(Attached),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(AskBill),
    Again(Text),
    Save(AskBill),
}

impl AskBill {
    /// Begins with what was typed behind the command: a client of ours, or a supplier's name.
    pub fn begin(side: Side, words: &str) -> Self {
        let words: String = words.trim().chars().take(LONGEST).collect();
        let (query, party) = match side {
            Side::Client => (words, String::new()),
            Side::Supplier => (String::new(), words),
        };
        let begun = Self {
            at: Trail::at(At::Client),
            side,
            query,
            client: None,
            party,
            inn: String::new(),
            subject: String::new(),
            sum: None,
            day: None,
            basis: String::new(),
            file: None,
        };
        let first = begun.next();
        Self { at: Trail::at(first), ..begun }
    }

    /// The client is known from the start.
    #[must_use]
    pub fn about(mut self, client: Id<Client>, inn: &str) -> Self {
        self.take(client, inn);
        let first = self.next();
        Self { at: Trail::at(first), ..self }
    }

    fn take(&mut self, client: Id<Client>, inn: &str) {
        self.client = Some(client);
        self.query.clear();
        // Of a supplier's bill the client is only for whom it is bought.
        if self.side == Side::Client {
            inn.clone_into(&mut self.inn);
        }
    }

    /// The first question without an answer.
    pub fn next(&self) -> At {
        match self.side {
            Side::Client if self.client.is_none() => At::Client,
            Side::Supplier if self.party.is_empty() => At::Party,
            _ if self.inn.is_empty() => At::Inn,
            _ if self.subject.is_empty() => At::Subject,
            _ if self.sum.is_none() => At::Sum,
            _ if self.day.is_none() => At::Day,
            Side::Client | Side::Supplier => At::Review,
        }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        let at = self.at.open();
        match (at, answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Review, Answer::Save) if self.next() == At::Review => return Step::Save(self),
            (At::Client, Answer::Client(client, inn)) => self.take(client, &inn),
            (At::Client, Answer::Unsure(query)) => {
                self.query = query;
                return Step::Ask(self);
            }
            (At::Client, Answer::Skip) if self.side == Side::Supplier => self.client = None,
            (At::Party, Answer::Words(words)) => self.party = words,
            (At::Inn, Answer::Words(words)) => {
                let digits = fold::digits(&words);
                if !inn::is_valid(&digits) {
                    return Step::Again(t!("bill-bad-inn", inn = words));
                }
                self.inn = digits;
            }
            (At::Subject, Answer::Words(words)) => self.subject = words,
            (At::Sum, Answer::Sum(sum)) => self.sum = Some(sum),
            (At::Day, Answer::Day(day)) => self.day = Some(day),
            (At::Basis, Answer::Words(words)) => self.basis = words,
            (At::Basis, Answer::Skip) => self.basis.clear(),
            // A photo sent at any question is one of the bill.
            (_, Answer::File(file)) => {
                self.file = Some(file);
                if at != At::File && at != At::Review {
                    return Step::Ask(self);
                }
            }
            (At::File, Answer::Skip) => self.file = None,
            (
                At::Client | At::Party | At::Inn | At::Subject | At::Sum | At::Day | At::Basis | At::File | At::Review,
                _,
            ) => return Step::Again(hint(at)),
        }
        let next = self.next();
        self.at.go(next);
        Step::Ask(self)
    }
}

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("bill-hint-client"),
        At::Party => t!("bill-hint-party"),
        At::Inn => t!("bill-hint-inn"),
        At::Subject | At::Basis => t!("bill-hint-words"),
        At::Sum => t!("bill-hint-sum"),
        At::Day => t!("bill-hint-day"),
        At::File => t!("bill-hint-file"),
        At::Review => t!("frame-press-a-button"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    fn asked(step: Step) -> AskBill {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    fn words(words: &str) -> Answer {
        Answer::Words(words.to_owned())
    }

    #[test]
    fn a_client_with_a_tax_number_is_three_answers_from_the_review() {
        let state = AskBill::begin(Side::Client, "").about(Id::new(), "7707083893");
        assert_eq!(state.at.open(), At::Subject);
        let state = asked(state.step(words("Пульты")));
        let state = asked(state.step(Answer::Sum(Money::from_rubles(15_000))));
        assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)), "the day is still to be told");
        let state = asked(state.step(Answer::Day(TODAY)));
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Save(_)));
    }

    #[test]
    fn a_tax_number_has_its_check_digits() {
        let state = AskBill::begin(Side::Supplier, "ООО «Поставка»");
        assert_eq!(state.at.open(), At::Inn);
        for wrong in ["7707083894", "770708389", "нет"] {
            assert!(matches!(state.clone().step(words(wrong)), Step::Again(_)), "{wrong}");
        }
        assert_eq!(asked(state.step(words("ИНН 7707083893"))).inn, "7707083893");
    }

    #[test]
    fn for_whom_a_supplier_is_paid_changes_nothing_about_the_supplier() {
        let begun = AskBill::begin(Side::Supplier, "ООО «Поставка»");
        let state = AskBill { at: Trail::at(At::Client), inn: "7707083893".to_owned(), ..begun };
        let state = asked(state.step(Answer::Client(Id::new(), "7736050003".to_owned())));
        assert_eq!((state.inn.as_str(), state.at.open()), ("7707083893", At::Subject));
    }
}
