//! A new client (PRODUCT 4.9, `➕ Новый`): a name is enough, the rest can be added at once or later. One that is there
//! already is shown instead of being written down twice.

use super::{queries, views};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        event::{self, Event, Undo},
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    capture,
    clients::{self, Client, Contact, State},
    db::Id,
    error::{Error, Result},
    features::hello,
    fold::{digits, fold},
    inn,
    people::Role,
    phone::Phone,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest name, characters.
const LONGEST: usize = 120;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is it called?
    Name,
    /// What is its tax number?
    Inn,
    /// Where is it?
    City,
    /// Whom do we call?
    Contact,
    /// Is everything right?
    Review,
}

/// A client being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddClient {
    at: Trail<At>,
    name: Option<String>,
    inn: Option<String>,
    city: Option<String>,
    contact: Option<(String, Option<Phone>)>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Words(String),
    Contact(String, Option<Phone>),
    Skip,
    Edit(At),
    Save,
    /// What was typed can't be an answer, and why.
    Wrong(Text),
}

/// What follows from an answer.
enum Step {
    Ask(AddClient),
    Again(Text),
    Save(AddClient),
}

impl AddClient {
    /// Begins with the name that was looked for and not found, if there was one.
    pub fn begin(name: &str) -> Self {
        let name = name.trim();
        let name = (!name.is_empty()).then(|| name.chars().take(LONGEST).collect());
        let state = Self { at: Trail::at(At::Name), name, inn: None, city: None, contact: None };
        state.onward()
    }

    fn onward(mut self) -> Self {
        self.at.go(if self.name.is_some() { At::Review } else { At::Name });
        self
    }

    /// Pure: no database, no clock, no Telegram.
    fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.name.is_some() => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Name, Answer::Words(name)) => self.name = Some(name),
            (At::Inn, Answer::Words(inn)) => self.inn = Some(inn),
            (At::City, Answer::Words(city)) => self.city = Some(city),
            (At::Contact, Answer::Contact(name, phone)) => self.contact = Some((name, phone)),
            (At::Inn | At::City | At::Contact, Answer::Skip) => {}
            (At::Name | At::Inn | At::City | At::Contact | At::Review, _) => return Step::Again(hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }
}

/// Reads an answer to the open question.
fn understand(turn: &Turn, at: At, said: &Said) -> Answer {
    match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "name" => Answer::Edit(At::Name),
            "inn" => Answer::Edit(At::Inn),
            "city" => Answer::Edit(At::City),
            "contact" => Answer::Edit(At::Contact),
            _ => Answer::Wrong(hint(at)),
        },
        (_, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Name | At::City, Said::Text(words)) if !fold(words).is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        (At::Inn, Said::Text(words)) => match digits(words) {
            inn if inn::is_valid(&inn) => Answer::Words(inn),
            _ => Answer::Wrong(t!("cell-bad-inn", value = words)),
        },
        (At::Contact, Said::Text(words)) => {
            let heard = capture::understand(words, turn.today());
            match (heard.rest.is_empty(), heard.phone) {
                (true, None) => Answer::Wrong(hint(at)),
                (true, phone) => Answer::Contact(String::new(), phone),
                (false, phone) => Answer::Contact(heard.rest, phone),
            }
        }
        (At::Contact, Said::Contact { phone, name, .. }) => Answer::Contact(name.clone(), phone.clone()),
        _ => Answer::Wrong(hint(at)),
    }
}

/// What kind of answer a question wants.
fn hint(at: At) -> Text {
    match at {
        At::Name => t!("newcomer-hint-name"),
        At::Inn => t!("newcomer-hint-inn"),
        At::City => t!("newcomer-hint-city"),
        At::Contact => t!("newcomer-hint-contact"),
        At::Review => t!("frame-press-a-button"),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: AddClient, said: Said) -> Result {
    let answer = understand(&turn, state.at.open(), &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(client) => save(&turn, client).await,
    }
}

async fn save(turn: &Turn, new: AddClient) -> Result {
    let name = new.name.clone().ok_or_else(|| Error::other("a client without a name passed the review"))?;
    let known = queries::known(&mut turn.db(), new.inn.as_deref(), &fold(&name)).await?;
    if let Some(id) = known.first().copied() {
        let known = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        return match known {
            Some(client) => turn.finish(views::known_already(&client)).await,
            None => turn.again(t!("newcomer-of-another")).await,
        };
    }
    let keeps = turn.me().is_any(&[Role::Manager, Role::Deputy]);
    let client = Client {
        id: Id::new(),
        name,
        inn: new.inn,
        city: new.city.unwrap_or_default(),
        zone: turn.me().zone,
        owner: keeps.then_some(turn.me().id),
        state: State::Active,
    };
    clients::add(&mut turn.db(), &client, turn.stamp()).await?;
    if let Some((name, phone)) = new.contact {
        let name = if name.is_empty() { client.name.clone() } else { name };
        let (post, email) = (String::new(), String::new());
        let (id, rights) = (Id::new(), Vec::new());
        let contact = Contact { id, client: client.id, name, post, phone, email, rights, person: None, bad_at: None };
        queries::put_contact(&mut turn.db(), client.id, &contact, "receive,agree,invoices,notices").await?;
    }
    let event = turn.happened("client.added", Some(client.id), client.id, &()).await?;
    turn.finish(added(&client, event)).await
}

fn added(client: &Client, event: Id<Event>) -> Screen {
    Screen::new(t!("newcomer-added", client = client.named()))
        .about(client.id)
        .row([clients::call_button(client.id), clients::card_button(client.id)])
        .row([Button::press(t!("undo-button"), &Undo(event)), hello::menu_row()[0].clone()])
}

/// Takes a new client back, unless something has happened to it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let client = event.entity()?;
    if event::of_client(&mut turn.db(), client, 2).await?.len() > 1 {
        return Err(Error::User(t!("newcomer-in-use")));
    }
    clients::forget(&mut turn.db(), client).await?;
    Ok(t!("newcomer-deed"))
}

impl Dialogue for AddClient {
    const NAME: &'static str = "client";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(match &self.name {
            Some(name) => t!("newcomer-title-of", client = name),
            None => t!("newcomer-title"),
        })
    }

    async fn show(&self, _: &Turn, _: &str) -> Result<Question> {
        let at = self.at.open();
        let ask = match at {
            At::Name => t!("newcomer-ask-name"),
            At::Inn => t!("newcomer-ask-inn"),
            At::City => t!("newcomer-ask-city"),
            At::Contact => t!("newcomer-ask-contact"),
            At::Review => t!("newcomer-ask-review"),
        };
        let mut question = Question::new(t!("newcomer-title"), ask);
        let contact = self.contact.as_ref().map(|(name, phone)| match phone {
            Some(phone) => t!("contact-line", phone = phone, who = name),
            None => t!("newcomer-field", value = name),
        });
        let field = |value: &Option<String>| value.as_ref().map(|value| t!("newcomer-field", value = value));
        let inn = self.inn.as_ref().map(|inn| t!("client-inn", inn = inn));
        question.filled = [field(&self.name), inn, field(&self.city), contact].into_iter().flatten().collect();
        question.can_go_back = self.at.can_go_back();
        question.can_review = at != At::Review && self.name.is_some();
        question.number_is_answer = at != At::Review;
        question.skip = matches!(at, At::Inn | At::City | At::Contact).then(|| t!("frame-skip"));
        if at == At::Review {
            question.rows = vec![
                vec![Button::choice(t!("frame-save"), SAVE)],
                vec![Button::choice(t!("newcomer-edit-name"), "name"), Button::choice(t!("newcomer-edit-inn"), "inn")],
                vec![
                    Button::choice(t!("newcomer-edit-city"), "city"),
                    Button::choice(t!("newcomer-edit-contact"), "contact"),
                ],
            ];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        [self.name.is_some(), self.inn.is_some(), self.city.is_some(), self.contact.is_some()]
            .into_iter()
            .filter(|is_filled| *is_filled)
            .count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        self.name.is_some().then(|| self.onward())
    }
}
