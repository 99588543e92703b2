//! Writing down when a site is ready: whose, which, from which day, what is there already. Pure: no database, no clock, no
//! Telegram.

use super::model::{Ready, Saying, Source};
use crate::{
    bot::dialogue::{Given, Trail},
    clients::{Client, Site},
    db::Id,
    fold::fold,
    text::Text,
    when,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Nobody writes down what was ready longer ago, or plans further ahead, days.
const BACK: u64 = 120;
const HORIZON: u64 = 400;
/// A site that is ready is spoken of with these words: what stands before them names the client.
const SAID: [&str; 8] = ["готова", "готов", "готово", "готовы", "будет", "сдвигается", "перенос", DAY];
/// These stand before a day and name nobody.
const BEFORE_DAY: [&str; 7] = ["к", "с", "со", "до", "от", "на", "после"];
/// Stands where the day was.
const DAY: &str = "¦";

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Whose site?
    Client,
    /// Which site?
    Site,
    /// Ready from which day?
    Day,
    /// What is there already; is everything right?
    Review,
    /// From where do we know?
    Source,
    /// Why was it put off?
    Why,
}

/// When a site is ready, being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetReady {
    pub at: Trail<At>,
    /// Words that may name the client.
    pub query: String,
    pub client: Option<Id<Client>>,
    /// The site, once it is known which; `Told(None)`: the client as a whole.
    pub site: Given<Id<Site>>,
    pub day: Option<NaiveDate>,
    pub power: Option<bool>,
    pub net: Option<bool>,
    pub source: Source,
    pub why: String,
    /// What was known when the site was chosen.
    pub seen: Option<Seen>,
}

/// What was known of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub rev: i64,
    pub ready_on: NaiveDate,
    pub power: Option<bool>,
    pub net: Option<bool>,
}

impl From<&Ready> for Seen {
    fn from(ready: &Ready) -> Self {
        Self { rev: ready.rev, ready_on: ready.ready_on, power: ready.power, net: ready.net }
    }
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A client, and the only place it has to be asked about, with what is known of it.
    Client(Id<Client>, Option<Place>),
    Unsure(String),
    Place(Place),
    Day(NaiveDate),
    Power,
    Net,
    Source(Source),
    Words(String),
    Edit(At),
    Save,
    Wrong(Text),
}

/// A site, or the client as a whole, with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub Option<Id<Site>>, pub Option<Seen>);

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(SetReady),
    Again(Text),
    Save(SetReady, Saying),
}

/// The days that can be named.
pub fn open_days(today: NaiveDate) -> RangeInclusive<NaiveDate> {
    today - Days::new(BACK)..=today + Days::new(HORIZON)
}

/// What was typed behind the command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    pub query: String,
    pub day: Option<NaiveDate>,
    pub power: Option<bool>,
    pub net: Option<bool>,
}

/// Reads `ромашка готова 15.12, 220 есть, интернета нет`.
pub fn read(words: &str, today: NaiveDate) -> Read {
    let mut text = words.to_owned();
    let found = when::find_day(words, today).filter(|(day, _)| open_days(today).contains(day));
    let day = found.map(|(day, place)| {
        text.replace_range(place, &format!(" {DAY} "));
        day
    });
    let raw: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = raw.iter().map(|word| if *word == DAY { DAY.to_owned() } else { fold(word) }).collect();
    let is_power = |word: &str| word.starts_with("220") || word.starts_with("электр") || word.starts_with("питани");
    let is_net = |word: &str| word.starts_with("интернет");
    let there = |is: &dyn Fn(&str) -> bool| {
        let at = folded.iter().position(|word| is(word))?;
        let before = folded[..at].last().is_some_and(|word| word == "без" || word == "нет");
        let mut after = folded[at + 1..].iter().take(3).take_while(|word| !is_power(word) && !is_net(word));
        Some(!before && !after.any(|word| word == "нет"))
    };
    let said = |word: &String| SAID.contains(&word.as_str()) || is_power(word) || is_net(word);
    let end = folded.iter().position(said).unwrap_or(folded.len());
    let mut named: Vec<&str> = raw[..end].to_vec();
    while named.last().is_some_and(|word| BEFORE_DAY.contains(&fold(word).as_str())) {
        named.pop();
    }
    Read { query: named.join(" "), day, power: there(&is_power), net: there(&is_net) }
}

impl SetReady {
    /// Begins with what was typed behind the command.
    pub fn begin(read: Read) -> Self {
        Self {
            at: Trail::at(At::Client),
            query: read.query,
            client: None,
            site: Given::Not,
            day: read.day,
            power: read.power,
            net: read.net,
            source: Source::Call,
            why: String::new(),
            seen: None,
        }
    }

    /// The client is known, and so may be the place.
    #[must_use]
    pub fn about(mut self, client: Id<Client>, place: Option<Place>) -> Self {
        self.client = Some(client);
        self.query.clear();
        (self.site, self.seen) = (Given::Not, None);
        if let Some(place) = place {
            self.stands_at(place);
        }
        // What came before the first question of all is no question of this form.
        if self.at == Trail::at(At::Client) {
            self.at = Trail::at(self.next());
            return self;
        }
        self.onward()
    }

    fn stands_at(&mut self, Place(site, seen): Place) {
        self.site = Given::Told(site);
        self.seen = seen;
        self.power = self.power.or(seen.and_then(|seen| seen.power));
        self.net = self.net.or(seen.and_then(|seen| seen.net));
    }

    fn next(&self) -> At {
        match (self.client, self.site, self.day) {
            (None, ..) => At::Client,
            (_, Given::Not, _) => At::Site,
            (.., None) => At::Day,
            _ => At::Review,
        }
    }

    /// To the first question without an answer.
    fn onward(mut self) -> Self {
        let next = self.next();
        self.at.go(next);
        self
    }

    /// Whether the day is another one than was known.
    pub fn moves(&self) -> bool {
        self.seen.is_some_and(|seen| self.day.is_some_and(|day| day != seen.ready_on))
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer, hint: fn(At) -> Text) -> Step {
        let at = self.at.open();
        match (at, answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Client, Answer::Client(client, place)) => return Step::Ask(self.about(client, place)),
            (At::Client, Answer::Unsure(query)) => {
                self.query = query;
                return Step::Ask(self);
            }
            (At::Site, Answer::Place(place)) => self.stands_at(place),
            (At::Day | At::Review, Answer::Day(day)) => self.day = Some(day),
            (At::Review, Answer::Power) => self.power = turned(self.power),
            (At::Review, Answer::Net) => self.net = turned(self.net),
            (At::Source, Answer::Source(source)) => self.source = source,
            (At::Why, Answer::Words(words)) => self.why = words,
            (At::Review, Answer::Save) => {
                if let (Some(_), Given::Told(_), Some(ready_on)) = (self.client, self.site, self.day) {
                    let said = Saying { ready_on, power: self.power, net: self.net, source: self.source };
                    return Step::Save(self, said);
                }
            }
            (At::Client | At::Site | At::Day | At::Review | At::Source | At::Why, _) => return Step::Again(hint(at)),
        }
        Step::Ask(self.onward())
    }
}

/// A tick goes from unknown to there, to not there, to unknown.
const fn turned(there: Option<bool>) -> Option<bool> {
    match there {
        None => Some(true),
        Some(true) => Some(false),
        Some(false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::t;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    fn hint(_: At) -> Text {
        t!("frame-press-a-button")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_line_names_client_day_and_what_is_there() {
        let of = |words| read(words, TODAY);
        let expected = |query: &str, on, power, net| Read { query: query.to_owned(), day: on, power, net };
        let on = Some(day("2026-12-15"));
        assert_eq!(of("ромашка готова 15.12"), expected("ромашка", on, None, None));
        assert_eq!(of("ромашка и ко к 15.12"), expected("ромашка и ко", on, None, None));
        assert_eq!(
            of("ТСН Ромашка будет готова 15.12, 220 есть, интернета пока нет"),
            expected("ТСН Ромашка", on, Some(true), Some(false))
        );
        assert_eq!(of("лотос без интернета, 220в есть"), expected("лотос без", None, Some(true), Some(false)));
        assert_eq!(of("лотос"), expected("лотос", None, None, None));
        assert_eq!(of(""), Read::default());
    }

    #[test]
    fn two_answers_lead_to_the_review_and_ticks_turn() {
        let state = SetReady::begin(Read::default());
        let client = Answer::Client(Id::new(), Some(Place(None, None)));
        let Step::Ask(state) = state.step(client, hint) else { panic!() };
        assert_eq!(state.at.open(), At::Day);
        let Step::Ask(state) = state.step(Answer::Day(TODAY), hint) else { panic!() };
        assert_eq!(state.at.open(), At::Review);
        let Step::Ask(state) = state.step(Answer::Power, hint) else { panic!() };
        let Step::Ask(state) = state.step(Answer::Power, hint) else { panic!() };
        assert_eq!((state.power, state.net), (Some(false), None));
        let kept: SetReady = serde_json::from_value(serde_json::to_value(&state).unwrap()).unwrap();
        assert_eq!(kept, state, "the client as a whole is an answer and stays one");
        assert!(matches!(state.step(Answer::Save, hint), Step::Save(_, said) if said.ready_on == TODAY));
    }

    #[test]
    fn of_several_sites_one_is_chosen_and_nothing_is_saved_before() {
        let state = SetReady::begin(read("15.12", TODAY)).about(Id::new(), None);
        assert_eq!(state.at.open(), At::Site);
        assert!(matches!(state.clone().step(Answer::Save, hint), Step::Again(_)));
        let seen = Seen { rev: 3, ready_on: TODAY, power: Some(true), net: None };
        let Step::Ask(state) = state.step(Answer::Place(Place(Some(Id::new()), Some(seen))), hint) else { panic!() };
        assert_eq!((state.at.open(), state.power, state.moves()), (At::Review, Some(true), true));
    }
}
