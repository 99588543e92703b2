//! A delivery is written down: after client and goods the person stands at the review with everything that is known or
//! usual filled in, and every field can be opened there. The same form changes a delivery nobody has ordered yet.

use super::{super::model::Delivery, asking};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        turn::Turn,
    },
    clients::Client,
    db::Id,
    error::Result,
    features::{
        deliveries::{
            model::{Line, Transport, Way},
            window::Window,
        },
        invoices::Invoice,
        papers,
        warehouse::{Item, Place},
    },
    money::Money,
    phone::Phone,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// To which client?
    Client,
    /// What?
    Goods,
    /// How many of the one just chosen?
    Count,
    /// Which serial numbers has a line?
    Serials(u32),
    /// Is everything right?
    Review,
    /// Where to?
    Address,
    /// How does one get in?
    Entry,
    /// Who is there?
    Contact,
    /// Their number?
    Phone,
    /// How heavy?
    Weight,
    /// How long?
    Longest,
    /// From where?
    Place,
    /// When?
    Window,
    /// By what?
    Transport,
    /// Why by that?
    TransportWhy,
    /// Which papers?
    Papers,
    /// Worth how much?
    Value,
    /// Insured for how much?
    Insured,
    /// How many hands?
    Loaders,
    /// Which invoice is it for?
    Invoice,
    /// What should the courier know?
    Note,
}

/// A delivery being written down or changed. What is `None` is as usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookDelivery {
    pub at: Trail<At>,
    /// The delivery that is changed, and its revision as it was opened.
    pub changes: Option<(Id<Delivery>, i64)>,
    pub client: Option<Id<Client>>,
    /// Who was looked for and could not be told from others.
    pub query: Option<String>,
    pub goods: Vec<Line>,
    /// What was looked for in the warehouse, how many of it, and whether that was said.
    pub search: Option<(String, i64, bool)>,
    /// What was chosen and is to be counted.
    pub picked: Option<(Id<Item>, String)>,
    pub address: Option<String>,
    pub entry: String,
    pub contact: Option<(String, Phone)>,
    /// A name whose number is still asked for.
    pub contact_name: Option<String>,
    pub weight: Option<i64>,
    pub longest: Option<i64>,
    pub place: Option<Id<Place>>,
    pub window: Option<Window>,
    /// A day whose hours are still asked for.
    pub day: Option<NaiveDate>,
    /// Somebody wants that day although nobody works then.
    pub on_day_off: bool,
    /// Not the one that fits.
    pub transport: Option<Transport>,
    /// One that still needs a reason.
    pub other: Option<Transport>,
    pub transport_why: String,
    pub way: Option<Way>,
    pub papers: [(papers::Kind, papers::State); 3],
    pub value: Money,
    pub insured: Money,
    pub loaders: i64,
    pub invoice: Option<Id<Invoice>>,
    pub note: String,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Client(Id<Client>),
    /// Several may be meant, or none is.
    Unsure(String),
    /// Goods that are clear.
    Lines(Vec<Line>),
    /// Several items may be meant by these words; so many, and whether that was said.
    Several(String, i64, bool),
    Item(Id<Item>, String),
    Count(i64),
    Drop(usize),
    Words(String),
    Contact(String, Phone),
    /// A name without a number.
    Named(String),
    Phone(Phone),
    /// How heavy, and whether the longest side is known too.
    Grams(i64, bool),
    Centimetres(i64),
    Place(Id<Place>),
    Window(Window, bool),
    Day(NaiveDate),
    /// By what, and whether that is what fits.
    Transport(Transport, bool),
    Paper(usize),
    Sum(Money),
    Loaders(i64),
    Invoice(Id<Invoice>),
    Way(Way),
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
    Ask(Box<BookDelivery>),
    Again(Text),
    Save(Box<BookDelivery>),
}

/// Papers as usual.
pub const USUAL: [(papers::Kind, papers::State); 3] = [
    (papers::Kind::Upd, papers::State::Needed),
    (papers::Kind::Proxy, papers::State::NotNeeded),
    (papers::Kind::Act, papers::State::Needed),
];

impl BookDelivery {
    /// Begins with what is known already.
    pub fn begin(client: Option<Id<Client>>) -> Self {
        let state = Self {
            at: Trail::at(At::Client),
            changes: None,
            client,
            query: None,
            goods: Vec::new(),
            search: None,
            picked: None,
            address: None,
            entry: String::new(),
            contact: None,
            contact_name: None,
            weight: None,
            longest: None,
            place: None,
            window: None,
            day: None,
            on_day_off: false,
            transport: None,
            other: None,
            transport_why: String::new(),
            way: None,
            papers: USUAL,
            value: Money::ZERO,
            insured: Money::ZERO,
            loaders: 0,
            invoice: None,
            note: String::new(),
        };
        state.onward()
    }

    /// Begins with a delivery that is to be changed.
    pub fn of(delivery: &Delivery, lines: Vec<Line>, kept: &[papers::Paper]) -> Self {
        let papers = USUAL.map(|(kind, _)| {
            let state = kept.iter().find(|paper| paper.kind == kind).map(|paper| paper.state);
            (kind, state.unwrap_or(papers::State::NotNeeded))
        });
        let other = (!delivery.transport_why.is_empty()).then_some(delivery.transport);
        let state = Self {
            changes: Some((delivery.id, delivery.rev)),
            goods: lines,
            address: Some(delivery.address.clone()),
            entry: delivery.entry.clone(),
            contact: Some((delivery.contact_name.clone(), delivery.contact_phone.clone())),
            weight: Some(delivery.weight),
            longest: Some(delivery.longest),
            place: delivery.place,
            window: Some((delivery.starts_at, delivery.ends_at)),
            // It was agreed to once; what is past is refused in any case.
            on_day_off: true,
            transport: other,
            transport_why: delivery.transport_why.clone(),
            way: Some(delivery.way),
            papers,
            value: delivery.value,
            insured: delivery.insured,
            loaders: delivery.loaders,
            invoice: delivery.invoice,
            note: delivery.note.clone(),
            ..Self::begin(Some(delivery.client))
        };
        state.onward()
    }

    /// To the first question without an answer, or the review.
    pub fn onward(mut self) -> Self {
        let next = match self.client {
            None => At::Client,
            Some(_) if self.search.is_some() || self.goods.is_empty() => At::Goods,
            Some(_) => At::Review,
        };
        self.at.go(next);
        self
    }

    /// Adds lines; the same thing twice is one line.
    pub fn add(&mut self, lines: Vec<Line>) {
        for line in lines {
            let same = |known: &&mut Line| known.item == line.item && known.name == line.name;
            match self.goods.iter_mut().find(same) {
                Some(known) => known.qty += line.qty,
                None => self.goods.push(line),
            }
        }
        self.resize();
    }

    /// The goods are others: what was weighed, and the transport chosen for it, were of the ones before.
    fn resize(&mut self) {
        self.weight = None;
        self.longest = None;
        self.transport = None;
        self.transport_why.clear();
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
            (At::Client, Answer::Client(client)) => {
                if self.client.is_some_and(|known| known != client) {
                    // Of another client nothing of this fits.
                    self = Self { at: self.at, goods: self.goods, ..Self::begin(None) };
                }
                self.client = Some(client);
                self.query = None;
            }
            (At::Client, Answer::Unsure(query)) => {
                self.query = Some(query);
                return self.ask(at);
            }
            (At::Review, Answer::Way(way)) => {
                self.way = Some(way);
                return self.ask(at);
            }
            (At::Review, Answer::Save) => return Step::Save(Box::new(self)),
            (At::Goods | At::Count | At::Serials(_) | At::Review, answer) => match self.ship(at, answer) {
                Ok(None) => {}
                Ok(Some(next)) => return self.ask(next),
                Err(why) => return Step::Again(why),
            },
            (at, answer) => match self.fill(at, answer) {
                Ok(None) => {}
                Ok(Some(next)) => return self.ask(next),
                Err(why) => return Step::Again(why),
            },
        }
        Step::Ask(Box::new(self.onward()))
    }

    /// What is shipped. The question to be asked next; `None`: the next one without an answer.
    fn ship(&mut self, at: At, answer: Answer) -> Result<Option<At>, Text> {
        match (at, answer) {
            (At::Goods | At::Review, Answer::Lines(lines)) => {
                self.search = None;
                self.add(lines);
            }
            (At::Goods | At::Review, Answer::Several(words, qty, said)) => {
                self.search = Some((words, qty, said));
                return Ok(Some(At::Goods));
            }
            (At::Goods, Answer::Item(item, name)) => {
                let Some((_, qty, true)) = self.search.take() else {
                    self.picked = Some((item, name));
                    return Ok(Some(At::Count));
                };
                self.add(vec![Line { item: Some(item), name, qty, serials: String::new() }]);
            }
            (At::Goods, Answer::Drop(line)) if line < self.goods.len() => {
                self.goods.remove(line);
                self.resize();
                return Ok(Some(at));
            }
            (At::Goods, Answer::Ready) if !self.goods.is_empty() => self.search = None,
            (At::Count, Answer::Count(qty)) => {
                if let Some((item, name)) = self.picked.take() {
                    self.add(vec![Line { item: Some(item), name, qty, serials: String::new() }]);
                }
            }
            (At::Serials(line), Answer::Words(serials)) => self.number(line, serials),
            (At::Serials(line), Answer::Skip) => self.number(line, String::new()),
            (at, _) => return Err(asking::hint(at)),
        }
        Ok(None)
    }

    fn number(&mut self, line: u32, serials: String) {
        if let Some(line) = self.goods.get_mut(line as usize) {
            line.serials = serials;
        }
    }

    /// Any other field, in the same way.
    fn fill(&mut self, at: At, answer: Answer) -> Result<Option<At>, Text> {
        match (at, answer) {
            (At::Address, Answer::Words(address)) => self.address = Some(address),
            (At::Entry, Answer::Words(entry)) => self.entry = entry,
            (At::Entry, Answer::Skip) => self.entry.clear(),
            (At::Contact | At::Phone, Answer::Contact(name, phone)) => self.contact = Some((name, phone)),
            (At::Contact, Answer::Named(name)) => {
                self.contact_name = Some(name);
                return Ok(Some(At::Phone));
            }
            (At::Phone, Answer::Phone(phone)) => {
                self.contact = Some((self.contact_name.take().unwrap_or_default(), phone));
            }
            (At::Weight, Answer::Grams(grams, long_known)) => {
                self.weight = Some(grams);
                if !long_known {
                    return Ok(Some(At::Longest));
                }
            }
            (At::Weight, Answer::Skip) => {
                self.weight = None;
                self.longest = None;
            }
            (At::Longest, Answer::Centimetres(longest)) => self.longest = Some(longest),
            (At::Place, Answer::Place(place)) => self.place = Some(place),
            (At::Window, Answer::Window(window, on_day_off)) => {
                self.window = Some(window);
                self.on_day_off = on_day_off;
                self.day = None;
            }
            (At::Window, Answer::Day(day)) => {
                self.day = Some(day);
                return Ok(Some(at));
            }
            (At::Transport, Answer::Transport(_, true)) => {
                self.transport = None;
                self.transport_why.clear();
            }
            (At::Transport, Answer::Transport(other, false)) => {
                self.other = Some(other);
                return Ok(Some(At::TransportWhy));
            }
            (At::TransportWhy, Answer::Words(why)) => {
                self.transport = self.other.take();
                self.transport_why = why;
            }
            (At::Papers, Answer::Paper(paper)) if paper < self.papers.len() => {
                let (_, state) = &mut self.papers[paper];
                *state = after(*state);
                return Ok(Some(at));
            }
            (At::Papers, Answer::Ready) => {}
            (At::Value, Answer::Sum(value)) => self.value = value,
            (At::Value, Answer::Skip) => {
                self.value = Money::ZERO;
                self.insured = Money::ZERO;
            }
            (At::Insured, Answer::Sum(insured)) => self.insured = insured,
            (At::Insured, Answer::Skip) => self.insured = Money::ZERO,
            (At::Loaders, Answer::Loaders(loaders)) => self.loaders = loaders,
            (At::Invoice, Answer::Invoice(invoice)) => self.invoice = Some(invoice),
            (At::Invoice, Answer::Skip) => self.invoice = None,
            (At::Note, Answer::Words(note)) => self.note = note,
            (At::Note, Answer::Skip) => self.note.clear(),
            (at, _) => return Err(asking::hint(at)),
        }
        Ok(None)
    }
}

/// The next state of a paper when its button is pressed.
pub(super) const fn after(state: papers::State) -> papers::State {
    match state {
        papers::State::NotNeeded => papers::State::Needed,
        papers::State::Needed => papers::State::Attached,
        papers::State::Attached | papers::State::Sent => papers::State::Signed,
        papers::State::Signed => papers::State::NotNeeded,
    }
}

impl Dialogue for BookDelivery {
    const NAME: &'static str = "booking";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match super::client_of(turn, self).await? {
            Some(client) => t!("booking-title-of", client = &client.name),
            None => t!("booking-title"),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        asking::question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let said = [self.client.is_some(), !self.goods.is_empty(), self.window.is_some(), self.address.is_some()];
        said.into_iter().filter(|said| *said).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        (self.client.is_some() && !self.goods.is_empty()).then(|| {
            self.search = None;
            self.at.go(At::Review);
            self
        })
    }
}
