//! A new place where goods are kept: name and address are enough, hours and whom to ask for can be added.

use super::{model::Place, queries};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        event::{Event, Undo},
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::Hours,
    capture,
    db::Id,
    error::{Error, Result},
    features::hello,
    fold::fold,
    phone::Phone,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest name or address, characters.
const LONGEST: usize = 200;
/// When goods are given out as long as nobody says otherwise.
const USUAL: &str = "09:00-18:00";

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is it called?
    Name,
    /// Where is it?
    Address,
    /// When are goods given out?
    Hours,
    /// Whom to ask for?
    Contact,
    /// Is everything right?
    Review,
}

/// A place being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPlace {
    at: Trail<At>,
    name: Option<String>,
    address: Option<String>,
    hours: String,
    contact: String,
    phone: Option<Phone>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Words(String),
    Contact(String, Option<Phone>),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
enum Step {
    Ask(AddPlace),
    Again(Text),
    Save(AddPlace),
}

impl AddPlace {
    /// A new place, with the name that was typed.
    pub fn begin(name: &str) -> Self {
        let name = name.trim();
        let name: Option<String> = (!name.is_empty()).then(|| name.chars().take(LONGEST).collect());
        let at = if name.is_some() { At::Address } else { At::Name };
        let (address, contact, phone) = (None, String::new(), None);
        Self { at: Trail::at(at), name, address, hours: USUAL.to_owned(), contact, phone }
    }

    fn next(&self) -> At {
        match (&self.name, &self.address) {
            (None, _) => At::Name,
            (Some(_), None) => At::Address,
            (Some(_), Some(_)) => At::Review,
        }
    }

    /// Pure: no database, no clock, no Telegram.
    fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.next() == At::Review => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Name, Answer::Words(name)) => self.name = Some(name),
            (At::Address, Answer::Words(address)) => self.address = Some(address),
            (At::Hours, Answer::Words(hours)) => self.hours = hours,
            (At::Contact, Answer::Contact(contact, phone)) => (self.contact, self.phone) = (contact, phone),
            (At::Hours | At::Contact, Answer::Skip) => {}
            (At::Name | At::Address | At::Hours | At::Contact | At::Review, _) => {
                return Step::Again(hint(self.at.open()));
            }
        }
        let next = self.next();
        self.at.go(next);
        Step::Ask(self)
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Name => t!("place-hint-name"),
        At::Address => t!("place-hint-address"),
        At::Hours => t!("place-hint-hours"),
        At::Contact => t!("place-hint-contact"),
        At::Review => t!("frame-press-a-button"),
    }
}

/// Reads what was said as an answer to the open question.
fn understand(turn: &Turn, at: At, said: &Said) -> Answer {
    match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "name" => Answer::Edit(At::Name),
            "address" => Answer::Edit(At::Address),
            "hours" => Answer::Edit(At::Hours),
            "contact" => Answer::Edit(At::Contact),
            _ => Answer::Wrong(hint(at)),
        },
        (At::Hours | At::Contact, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Name | At::Address, Said::Text(words)) if !fold(words).is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        (At::Hours, Said::Text(words)) => match words.trim().parse::<Hours>() {
            Ok(hours) => Answer::Words(hours.to_string()),
            Err(_) => Answer::Wrong(hint(at)),
        },
        (At::Contact, Said::Text(words)) => {
            let heard = capture::understand(words, turn.today());
            if heard.rest.is_empty() && heard.phone.is_none() {
                return Answer::Wrong(hint(at));
            }
            Answer::Contact(heard.rest, heard.phone)
        }
        (At::Contact, Said::Contact { phone, name, .. }) => Answer::Contact(name.clone(), phone.clone()),
        _ => Answer::Wrong(hint(at)),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: AddPlace, said: Said) -> Result {
    let answer = understand(&turn, state.at.open(), &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => save(&turn, state).await,
    }
}

async fn save(turn: &Turn, mut state: AddPlace) -> Result {
    let (Some(name), Some(address)) = (state.name.clone(), state.address.clone()) else {
        return Err(Error::other("a place without name or address passed the review"));
    };
    let same = queries::place_named(&mut turn.db(), &fold(&name)).await?;
    if same.is_some() {
        state.at.go(At::Name);
        return turn.ask_saying(&state, Some(t!("place-known", name = name))).await;
    }
    let hours = state.hours.parse().map_err(|why| Error::other(format!("hours of a place: {why}")))?;
    let place = Place { id: Id::new(), name, address, hours, contact: state.contact, phone: state.phone };
    queries::add_place(&mut turn.db(), &place, turn.stamp()).await?;
    let event = turn.happened("place.added", None, place.id, &()).await?;
    let all = Button::command(t!("stock-all-button"), "stock");
    let screen = Screen::new(t!("place-added", name = &place.name, address = &place.address));
    turn.finish(screen.row([Button::press(t!("undo-button"), &Undo(event)), all]).row(hello::menu_row())).await
}

/// Takes a new place out again, unless something has been put there.
pub async fn undo_added(turn: Turn, event: Event) -> Result<Text> {
    if queries::in_use(&mut turn.db(), &event.entity).await? {
        return Err(Error::User(t!("place-in-use")));
    }
    queries::forget_place(&mut turn.db(), event.entity()?).await?;
    Ok(t!("place-deed-added"))
}

impl Dialogue for AddPlace {
    const NAME: &'static str = "place";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(match &self.name {
            Some(name) => t!("place-title-of", name = name),
            None => t!("place-title"),
        })
    }

    async fn show(&self, _: &Turn, _: &str) -> Result<Question> {
        let at = self.at.open();
        let ask = match at {
            At::Name => t!("place-ask-name"),
            At::Address => t!("place-ask-address"),
            At::Hours => t!("place-ask-hours"),
            At::Contact => t!("place-ask-contact"),
            At::Review => t!("item-ask-review"),
        };
        let mut question = Question::new(t!("place-title"), ask);
        let name = self.name.as_ref().map(|name| t!("place-field-name", name = name));
        let address = self.address.as_ref().map(|address| t!("place-field-address", address = address));
        let hours = t!("place-field-hours", hours = &self.hours);
        let contact = match (&self.phone, self.contact.is_empty()) {
            (Some(phone), _) => Some(t!("place-field-phone", who = &self.contact, phone = phone)),
            (None, false) => Some(t!("place-field-contact", who = &self.contact)),
            (None, true) => None,
        };
        question.filled = [name, address, Some(hours), contact].into_iter().flatten().collect();
        question.can_go_back = self.at.can_go_back();
        question.can_review = at != At::Review && self.next() == At::Review;
        question.number_is_answer = at != At::Review;
        question.skip = matches!(at, At::Hours | At::Contact).then(|| t!("frame-skip"));
        if at == At::Review {
            let edit = |label, key: &str| Button::choice(label, key);
            question.rows = vec![
                vec![Button::choice(t!("frame-save"), SAVE)],
                vec![edit(t!("place-edit-name"), "name"), edit(t!("place-edit-address"), "address")],
                vec![edit(t!("place-edit-hours"), "hours"), edit(t!("place-edit-contact"), "contact")],
            ];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.name.is_some()) + usize::from(self.address.is_some()) + usize::from(!self.contact.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let ready = self.next() == At::Review;
        ready.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_needs_a_name_and_an_address() {
        let state = AddPlace::begin("Склад");
        assert_eq!(state.at.open(), At::Address);
        let Step::Ask(state) = state.step(Answer::Words("ул. Складская, 1".to_owned())) else {
            panic!("not asked")
        };
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Save(_)));
        let empty = AddPlace { at: Trail::at(At::Review), ..AddPlace::begin("") };
        assert!(matches!(empty.step(Answer::Save), Step::Again(_)));
    }
}
