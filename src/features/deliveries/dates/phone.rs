//! The window was agreed on the phone: with whom, and which one.

use super::{
    super::{
        booking, card, mine,
        model::{Agreed, Delivery},
        window::{self, Window},
    },
    Dated, agree,
    offer::sides,
    rows,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::Said,
        screen::Button,
        turn::Turn,
    },
    clients,
    db::Id,
    error::Result,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// So many windows are suggested.
const SUGGESTED: usize = 4;
/// The longest name, characters.
const MOST: usize = 80;
/// So many people are offered.
const NAMES: usize = 6;
/// The choice behind one of them begins with this.
const WHO: &str = "who:";

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// With whom?
    Who,
    /// Which one?
    Window,
}

/// What was agreed on the phone, being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneAgreed {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub who: String,
}

impl PhoneAgreed {
    pub fn begin(delivery: &Delivery) -> Self {
        Self { at: Trail::at(At::Who), delivery: delivery.id, rev: delivery.rev, who: String::new() }
    }
}

impl Dialogue for PhoneAgreed {
    const NAME: &'static str = "delivery-phone";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(t!("phone-title", delivery = booking::named(turn, self.delivery).await?))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let header = t!("phone-header", delivery = card::named(&delivery));
        let mut question = match self.at.open() {
            At::Who => {
                let names = names(turn, &delivery).await?;
                let mut question = Question::new(header, t!("phone-ask-who"));
                let numbered = (0_usize..).zip(names);
                question.rows = numbered
                    .map(|(number, name)| vec![Button::choice(Text::Verbatim(name), format!("{WHO}{number}"))])
                    .collect();
                question
            }
            At::Window => {
                let zone = turn.me().zone;
                let own = (delivery.starts_at, delivery.ends_at);
                let mut windows = vec![own];
                let suggested = sides(turn, &delivery).await?.suggest(SUGGESTED, turn.moment());
                windows.extend(suggested.into_iter().filter(|window| *window != own));
                let mut question = Question::new(header, t!("phone-ask-window"));
                question.filled = vec![t!("phone-who", who = &self.who)];
                question.rows = windows
                    .into_iter()
                    .map(|window| vec![Button::choice(window::said(window, zone), window::pack(window))])
                    .collect();
                question
            }
        };
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.who.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// Who may have been talked to: whoever is on site first, each once.
async fn names(turn: &Turn, delivery: &Delivery) -> Result<Vec<String>> {
    let contacts = clients::contacts(&mut turn.db(), delivery.client).await?;
    let mut names = vec![delivery.contact_name.clone()];
    names.extend(contacts.into_iter().map(|contact| contact.name).filter(|name| *name != delivery.contact_name));
    names.truncate(NAMES);
    Ok(names)
}

/// An answer to the form.
pub async fn answer(turn: Turn, state: PhoneAgreed, said: Said) -> Result {
    match (state.at.open(), &said) {
        (At::Who, Said::Choice(choice)) => {
            let delivery = mine(&turn, state.delivery).await?;
            let names = names(&turn, &delivery).await?;
            let number = choice.strip_prefix(WHO).and_then(|number| number.parse::<usize>().ok());
            match number.and_then(|number| names.get(number)) {
                Some(name) => who(&turn, state, name).await,
                None => turn.again(t!("frame-press-a-button")).await,
            }
        }
        (At::Who, Said::Text(text)) if !text.trim().is_empty() => who(&turn, state, text.trim()).await,
        (At::Who, _) => turn.again(t!("phone-hint-who")).await,
        (At::Window, Said::Choice(choice)) => match window::unpack(choice) {
            Some(own) => save(&turn, state, own).await,
            None => turn.again(t!("booking-hint-window")).await,
        },
        (At::Window, Said::Text(text)) => {
            let read = window::read(text, turn.today());
            let zone = turn.me().zone;
            let delivery = mine(&turn, state.delivery).await?;
            let day = read.day.unwrap_or_else(|| window::day_of((delivery.starts_at, delivery.ends_at), zone));
            match read.hours.filter(|_| read.rest.is_empty()) {
                Some(hours) => save(&turn, state, window::of(day, hours, zone)).await,
                None => turn.again(t!("booking-hint-window")).await,
            }
        }
        (At::Window, _) => turn.again(t!("booking-hint-window")).await,
    }
}

async fn who(turn: &Turn, mut state: PhoneAgreed, name: &str) -> Result {
    state.who = name.chars().take(MOST).collect();
    state.at.go(At::Window);
    turn.ask(&state).await
}

async fn save(turn: &Turn, state: PhoneAgreed, own: Window) -> Result {
    let delivery = mine(turn, state.delivery).await?;
    let id = delivery.id;
    if delivery.rev != state.rev || !delivery.state.is_before_order() {
        return booking::finish(turn, id, Some(t!("frame-card-changed")), None).await;
    }
    // The client has agreed to it: also to a day off, or to an evening.
    let (sides, zone) = (sides(turn, &delivery).await?.by_the_clients_word(), turn.me().zone);
    if let Err(wrong) = sides.check(own, true, turn.moment()) {
        return turn.again(sides.told(wrong, zone, turn.moment())).await;
    }
    agree(&mut turn.db(), &delivery, own, (Agreed::Phone, &state.who), turn.moment()).await?;
    let me = turn.me().id;
    rows::settle(&mut turn.db(), id, me, turn.stamp()).await?;
    let event = turn.happened("delivery.dated", Some(delivery.client), id, &Dated::of(&delivery)).await?;
    let said = t!("phone-said", window = window::said(own, zone));
    booking::finish(turn, id, Some(said), Some(event)).await
}
