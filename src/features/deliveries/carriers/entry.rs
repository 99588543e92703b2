//! A carrier is written into the book, or what is known of one is changed: after the name and the number the person stands
//! at the review, where every field opens.

use super::{
    book::{self, Carrier, Kind},
    list,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        frame::SAVE,
        said::Said,
        screen::Button,
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::deliveries::KEEPERS,
    phone::Phone,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest name and the longest other words, characters.
const NAME: usize = 60;
const LONGEST: usize = 300;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What do they do for us?
    Kind,
    /// What are they called?
    Name,
    /// On which number?
    Phone,
    /// Is everything right?
    Review,
    /// Whom to ask for?
    Contact,
    /// Where do they go?
    Towns,
    /// What else is to know?
    Note,
}

/// A carrier being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Trail<At>,
    /// Which one is changed; `None`: a new one.
    pub id: Option<Id<Carrier>>,
    pub kind: Option<Kind>,
    pub name: Option<String>,
    pub phone: Option<Phone>,
    /// The number was asked: a carrier may be without.
    pub phone_asked: bool,
    pub contact: String,
    pub towns: String,
    pub note: String,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Kind(Kind),
    Words(String),
    Phone(Phone),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(Entry),
    Again(Text),
    Save(Box<Entry>, Kind, String),
}

impl Entry {
    /// Begins with nothing, or with what is known of a carrier.
    pub fn begin(carrier: Option<&Carrier>) -> Self {
        match carrier {
            None => Self {
                at: Trail::at(At::Kind),
                id: None,
                kind: None,
                name: None,
                phone: None,
                phone_asked: false,
                contact: String::new(),
                towns: String::new(),
                note: String::new(),
            },
            Some(carrier) => Self {
                at: Trail::at(At::Review),
                id: Some(carrier.id),
                kind: Some(carrier.kind),
                name: Some(carrier.name.clone()),
                phone: carrier.phone.clone(),
                phone_asked: true,
                contact: carrier.contact.clone(),
                towns: carrier.towns.clone(),
                note: carrier.note.clone(),
            },
        }
    }

    fn onward(mut self) -> Self {
        let next = match (self.kind, &self.name, self.phone_asked) {
            (None, _, _) => At::Kind,
            (_, None, _) => At::Name,
            (_, _, false) => At::Phone,
            _ => At::Review,
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
            (At::Kind, Answer::Kind(kind)) => self.kind = Some(kind),
            (At::Name, Answer::Words(name)) => self.name = Some(name.chars().take(NAME).collect()),
            (At::Phone, Answer::Phone(phone)) => (self.phone, self.phone_asked) = (Some(phone), true),
            (At::Phone, Answer::Skip) => (self.phone, self.phone_asked) = (None, true),
            (At::Contact, Answer::Words(words)) => self.contact = words,
            (At::Contact, Answer::Skip) => self.contact = String::new(),
            (At::Towns, Answer::Words(words)) => self.towns = words,
            (At::Towns, Answer::Skip) => self.towns = String::new(),
            (At::Note, Answer::Words(words)) => self.note = words,
            (At::Note, Answer::Skip) => self.note = String::new(),
            (At::Review, Answer::Save) => {
                if let (Some(kind), Some(name)) = (self.kind, self.name.clone()) {
                    return Step::Save(Box::new(self), kind, name);
                }
            }
            (At::Kind | At::Name | At::Phone | At::Review | At::Contact | At::Towns | At::Note, _) => {
                return Step::Again(hint(self.at.open()));
            }
        }
        Step::Ask(self.onward())
    }
}

impl Dialogue for Entry {
    const NAME: &'static str = "carrier";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(match &self.name {
            Some(name) => t!("carrier-entry-title-of", name = name),
            None => t!("carrier-entry-title"),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        Ok(question(self, self.title(turn).await?))
    }

    fn filled(&self) -> usize {
        usize::from(self.name.is_some()) + usize::from(self.phone.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        (self.kind.is_some() && self.name.is_some()).then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Phone => t!("carrier-hint-phone"),
        At::Name | At::Contact | At::Towns | At::Note => t!("carrier-hint-words"),
        At::Kind | At::Review => t!("frame-press-a-button"),
    }
}

const EDITS: [(At, &str); 5] =
    [(At::Name, "name"), (At::Phone, "phone"), (At::Contact, "contact"), (At::Towns, "towns"), (At::Note, "note")];

fn edit_label(at: At) -> Text {
    match at {
        At::Phone => t!("carrier-edit-phone"),
        At::Contact => t!("carrier-edit-contact"),
        At::Towns => t!("carrier-edit-towns"),
        At::Note => t!("carrier-edit-note"),
        At::Name | At::Kind | At::Review => t!("carrier-edit-name"),
    }
}

fn question(state: &Entry, header: Text) -> Question {
    let at = state.at.open();
    let ask = match at {
        At::Kind => t!("carrier-entry-kind"),
        At::Name => t!("carrier-entry-name"),
        At::Phone => t!("carrier-entry-phone"),
        At::Contact => t!("carrier-entry-contact"),
        At::Towns => t!("carrier-entry-towns"),
        At::Note => t!("carrier-entry-note"),
        At::Review => t!("carrier-entry-review"),
    };
    let mut question = Question::new(header, ask);
    question.can_go_back = state.at.can_go_back();
    question.number_is_answer = !matches!(at, At::Kind | At::Review);
    let kind = state.kind.map(|kind| match kind {
        Kind::Large => t!("carrier-kind-large"),
        Kind::Intercity => t!("carrier-kind-intercity"),
    });
    let filled = [
        kind,
        state.phone.as_ref().map(|phone| t!("carrier-phone", phone = phone.human())),
        (!state.contact.is_empty()).then(|| t!("carrier-contact", name = &state.contact)),
        (!state.towns.is_empty()).then(|| t!("carrier-towns", towns = &state.towns)),
        (!state.note.is_empty()).then(|| t!("carrier-note", note = &state.note)),
    ];
    question.filled = filled.into_iter().flatten().collect();
    match at {
        At::Kind => {
            let button = |label, kind: Kind| vec![Button::choice(label, kind.name())];
            question.rows = vec![
                button(t!("carrier-kind-large"), Kind::Large),
                button(t!("carrier-kind-intercity"), Kind::Intercity),
            ];
        }
        At::Phone => question.skip = Some(t!("carrier-skip-phone")),
        At::Contact | At::Towns | At::Note => question.skip = Some(t!("carrier-skip-words")),
        At::Review => {
            let edits: Vec<Button> = EDITS.map(|(at, name)| Button::choice(edit_label(at), name)).to_vec();
            question.rows = vec![vec![Button::choice(t!("carrier-entry-save"), SAVE)]];
            question.rows.extend(edits.chunks(3).map(<[Button]>::to_vec));
        }
        At::Name => {}
    }
    question
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Entry, said: Said) -> Result {
    let answer = understand(&state, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state, kind, name) => save(&turn, *state, kind, name).await,
    }
}

fn understand(state: &Entry, said: &Said) -> Answer {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    match (at, said) {
        (At::Kind, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Kind),
        (At::Phone | At::Contact | At::Towns | At::Note, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Phone, Said::Text(text)) => Phone::parse(text).map_or_else(wrong, Answer::Phone),
        (At::Phone, Said::Contact { phone: Some(phone), .. }) => Answer::Phone(phone.clone()),
        (At::Review, Said::Choice(choice)) if choice == SAVE => Answer::Save,
        (At::Review, Said::Choice(choice)) => {
            EDITS.iter().find(|(_, name)| name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at))
        }
        (At::Name | At::Contact | At::Towns | At::Note, Said::Text(text)) if !crate::fold::fold(text).is_empty() => {
            Answer::Words(text.trim().chars().take(LONGEST).collect())
        }
        _ => wrong(),
    }
}

async fn save(turn: &Turn, state: Entry, kind: Kind, name: String) -> Result {
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("carrier-absent")));
    }
    let namesake = book::called(&mut turn.db(), kind, &name).await?;
    if namesake.is_some_and(|known| Some(known.id) != state.id) {
        return turn.again(t!("carrier-known", name = &name)).await;
    }
    let known = match state.id {
        Some(id) => Some(book::by_id(&mut turn.db(), id).await?.ok_or_else(|| Error::User(t!("carrier-absent")))?),
        None => None,
    };
    let carrier = Carrier {
        id: state.id.unwrap_or_default(),
        kind,
        name,
        contact: state.contact,
        phone: state.phone,
        towns: state.towns,
        note: state.note,
        closed_at: known.as_ref().and_then(|known| known.closed_at),
        rev: known.as_ref().map_or(0, |known| known.rev + 1),
    };
    if known.is_some() {
        book::change(&mut turn.db(), &carrier).await?;
        turn.happened("carrier.rewritten", None, carrier.id, &()).await?;
        return turn.finish(list::card(&carrier).with_warning(t!("carrier-said-rewritten"))).await;
    }
    let (me, now) = (turn.me().id, turn.stamp());
    book::add(&mut turn.db(), &carrier, me, now).await?;
    let event = turn.happened("carrier.added", None, carrier.id, &()).await?;
    turn.finish(list::after(list::card(&carrier), t!("carrier-said-added"), event)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(step: Step) -> Entry {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_carrier_has_a_kind_and_a_name_and_may_have_a_number() {
        let state = asks(Entry::begin(None).step(Answer::Kind(Kind::Large)));
        assert!(matches!(state.clone().step(Answer::Skip), Step::Again(_)));
        let state = asks(state.step(Answer::Words("Иван".to_owned())));
        assert_eq!(state.at.open(), At::Phone);
        let state = asks(state.step(Answer::Skip));
        assert_eq!(state.at.open(), At::Review);
        let state = asks(asks(state.step(Answer::Edit(At::Towns))).step(Answer::Words("Тверь".to_owned())));
        assert_eq!((state.at.open(), state.towns.as_str()), (At::Review, "Тверь"));
        assert!(matches!(state.step(Answer::Save), Step::Save(_, Kind::Large, name) if name == "Иван"));
    }
}
