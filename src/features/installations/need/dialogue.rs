//! The form: its record, its questions, what follows from an answer. Pure.

use super::super::model::{Goods, Installation, Work};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        turn::Turn,
    },
    clients::{Client, Site},
    db::Id,
    error::Result,
    features::deliveries::Delivery,
    people::Person,
    phone::Phone,
    slots::Lasts,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// At which client?
    Client,
    /// What is mounted?
    Work,
    /// Is everything right?
    Review,
    /// Where?
    Address,
    /// How does one get in?
    Entry,
    /// Who is there?
    Contact,
    /// Their number?
    Phone,
    /// What is to be done?
    Scope,
    /// How long does it take?
    Lasts,
    /// Who comes?
    Engineer,
    /// Where are the goods?
    Goods,
    /// When do they come?
    GoodsOn,
    /// When is the site ready?
    Ready,
    /// What should the engineer know?
    Note,
}

/// An installation being written down or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedInstallation {
    pub at: Trail<At>,
    /// The installation that is changed, and its revision as it was opened.
    pub changes: Option<(Id<Installation>, i64)>,
    pub client: Option<Id<Client>>,
    pub client_name: String,
    /// Who was looked for and could not be told from others.
    pub query: Option<String>,
    pub delivery: Option<Id<Delivery>>,
    pub site: Option<Id<Site>>,
    pub address: Option<String>,
    pub entry: String,
    pub contact: Option<(String, Phone)>,
    /// A name whose number is still asked for.
    pub contact_name: Option<String>,
    pub work: Option<Work>,
    /// What is usually done, and whether it is here.
    pub scope: Vec<(String, bool)>,
    pub lasts: Lasts,
    pub engineer: Option<(Id<Person>, String)>,
    pub saturdays: bool,
    pub goods: Goods,
    pub goods_on: Option<NaiveDate>,
    /// When the site is ready, and whether that was said here.
    pub ready: Option<(NaiveDate, bool)>,
    pub note: String,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The form with a client's usual things in it.
    Of(Box<NeedInstallation>),
    /// Several may be meant, or none is.
    Unsure(String),
    /// What is mounted, what is usually done then, and how long it takes.
    Work(Work, Vec<String>, Lasts),
    /// A site of the client's.
    Site(Id<Site>, String),
    Words(String),
    Contact(String, Phone),
    Named(String),
    Phone(Phone),
    Tick(usize),
    Lasts(Lasts),
    Engineer(Option<(Id<Person>, String)>),
    Saturdays,
    Goods(Goods),
    Delivery(Id<Delivery>),
    Day(NaiveDate),
    Skip,
    Ready,
    Edit(At),
    /// Everything needed is there.
    Save,
    /// What was typed can't be an answer, and why.
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(Box<NeedInstallation>),
    Again(Text),
    Save(Box<NeedInstallation>),
}

impl NeedInstallation {
    /// Begins with nothing.
    pub fn begin() -> Self {
        Self {
            at: Trail::at(At::Client),
            changes: None,
            client: None,
            client_name: String::new(),
            query: None,
            delivery: None,
            site: None,
            address: None,
            entry: String::new(),
            contact: None,
            contact_name: None,
            work: None,
            scope: Vec::new(),
            lasts: Lasts::Hours(4),
            engineer: None,
            saturdays: false,
            goods: Goods::Unknown,
            goods_on: None,
            ready: None,
            note: String::new(),
        }
    }

    /// To the first question without an answer, or the review.
    pub fn onward(mut self) -> Self {
        let next = match (self.client, self.work) {
            (None, _) => At::Client,
            (_, None) => At::Work,
            _ => At::Review,
        };
        self.at.go(next);
        self
    }

    /// At the question about the goods.
    pub fn asking_goods(mut self) -> Self {
        self.at.go(At::Goods);
        self
    }

    /// What is still missing.
    pub fn missing(&self) -> Vec<At> {
        let all = [
            (self.address.is_none(), At::Address),
            (self.contact.is_none(), At::Contact),
            (!self.scope.iter().any(|(_, ticked)| *ticked), At::Scope),
            (self.goods == Goods::Expected && self.goods_on.is_none(), At::GoodsOn),
        ];
        all.into_iter().filter(|(missing, _)| *missing).map(|(_, at)| at).collect()
    }

    /// Takes what is mounted, with what is usually done then.
    pub fn mount(&mut self, work: Work, scope: Vec<String>, lasts: Lasts) {
        self.work = Some(work);
        self.scope = scope.into_iter().map(|line| (line, true)).collect();
        self.lasts = lasts;
    }

    fn ask(mut self, at: At) -> Step {
        self.at.go(at);
        Step::Ask(Box::new(self))
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        let at = self.at.open();
        match (at, answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => return self.ask(question),
            (At::Client, Answer::Of(form)) => return Step::Ask(Box::new(form.onward())),
            (At::Client, Answer::Unsure(query)) => {
                self.query = Some(query);
                return self.ask(at);
            }
            (At::Work, Answer::Work(work, scope, lasts)) => self.mount(work, scope, lasts),
            (At::Review, Answer::Save) => return Step::Save(Box::new(self)),
            (At::Review, Answer::Saturdays) => {
                self.saturdays = !self.saturdays;
                return self.ask(at);
            }
            (At::Address, Answer::Site(site, address)) => {
                self.site = Some(site);
                self.address = Some(address);
            }
            (At::Address, Answer::Words(words)) => {
                self.site = None;
                self.address = Some(words);
            }
            (At::Entry, Answer::Words(words)) => self.entry = words,
            (At::Entry, Answer::Skip) => self.entry.clear(),
            (At::Note, Answer::Words(words)) => self.note = words,
            (At::Note, Answer::Skip) => self.note.clear(),
            (At::Contact | At::Phone, Answer::Contact(name, phone)) => self.contact = Some((name, phone)),
            (At::Contact, Answer::Named(name)) => {
                self.contact_name = Some(name);
                return self.ask(At::Phone);
            }
            (At::Phone, Answer::Phone(phone)) => {
                let name = self.contact_name.take().unwrap_or_default();
                self.contact = Some((name, phone));
            }
            (At::Scope, Answer::Tick(line)) => {
                if let Some((_, ticked)) = self.scope.get_mut(line) {
                    *ticked = !*ticked;
                }
                return self.ask(at);
            }
            (At::Scope, Answer::Words(words)) => {
                self.scope.push((words, true));
                return self.ask(at);
            }
            (At::Scope, Answer::Ready) => {}
            (At::Lasts, Answer::Lasts(lasts)) => self.lasts = lasts,
            (At::Engineer, Answer::Engineer(engineer)) => self.engineer = engineer,
            (At::Goods, Answer::Goods(Goods::Expected)) => {
                self.goods = Goods::Expected;
                return self.ask(At::GoodsOn);
            }
            (At::Goods, Answer::Goods(goods)) => self.goods = goods,
            (At::Goods, Answer::Delivery(delivery)) => {
                self.goods = Goods::Delivery;
                self.delivery = Some(delivery);
            }
            (At::GoodsOn, Answer::Day(day)) => self.goods_on = Some(day),
            (At::Ready, Answer::Day(day)) => self.ready = Some((day, true)),
            _ => return Step::Again(t!("frame-press-a-button")),
        }
        Step::Ask(Box::new(self.onward()))
    }
}

impl Dialogue for NeedInstallation {
    const NAME: &'static str = "installation";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        match self.changes {
            Some((id, _)) => super::named(turn, id).await,
            None if self.client_name.is_empty() => Ok(t!("need-title")),
            None => Ok(t!("need-title-of", client = &self.client_name)),
        }
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        super::asking::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let fields = [
            self.client.is_some(),
            self.work.is_some(),
            !self.note.is_empty(),
            !self.entry.is_empty(),
            self.engineer.is_some(),
        ];
        fields.iter().filter(|filled| **filled).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if self.client.is_none() || self.work.is_none() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}
