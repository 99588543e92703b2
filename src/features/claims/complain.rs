//! The client complains: what happened, in words, a picture or by voice, then what they want by one tap. Which company
//! is asked only of somebody who stands for several. Nothing of ours is shown here.

use super::{
    client,
    model::Wish,
    opening::{self, New},
    take::{essence, says_enough},
    taking::{WISHES, remember},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        routes::Args,
        said::{Attached, Said},
        screen::Button,
        shown::Side,
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::hello,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// For which company?
    Company,
    /// What happened?
    Essence,
    /// What would make it good?
    Wish,
}

/// A complaint being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complain {
    pub at: Trail<At>,
    pub company: Option<Id<Client>>,
    pub essence: String,
    pub attached: Vec<Attached>,
}

/// What the client answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Company(Id<Client>),
    Essence(String),
    Attached(Attached),
    Wish(Option<Wish>),
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(Complain),
    Again(Text),
    Send(Complain, Option<Wish>),
}

impl Complain {
    /// Begins with what was typed behind the command; `company` is known if there is only one.
    pub fn begin(company: Option<Id<Client>>, words: &str) -> Self {
        let first = if company.is_some() { At::Essence } else { At::Company };
        let state = Self { at: Trail::at(first), company, essence: essence("", words), attached: Vec::new() };
        state.onward()
    }

    fn onward(mut self) -> Self {
        let next = match self.company {
            None => At::Company,
            Some(_) if !says_enough(&self.essence, &self.attached) => At::Essence,
            Some(_) => At::Wish,
        };
        self.at.go(next);
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Company, Answer::Company(company)) => self.company = Some(company),
            (_, Answer::Attached(file)) => {
                if self.essence.is_empty() {
                    self.essence = essence("", &file.file.caption);
                }
                self.attached.push(file);
            }
            (At::Essence, Answer::Essence(words)) => {
                self.essence = essence(&self.essence, &words);
            }
            // Whatever they write instead of a tap belongs to what happened.
            (At::Wish, Answer::Essence(words)) => {
                self.essence = essence(&self.essence, &words);
                return Step::Ask(self);
            }
            (At::Wish, Answer::Wish(wish)) => return Step::Send(self, wish),
            (At::Company | At::Essence | At::Wish, _) => return Step::Again(hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }
}

/// The companies the acting person stands for.
async fn companies(turn: &Turn) -> Result<Vec<Client>> {
    let me = turn.me().id;
    clients::of_person(&mut turn.db(), me).await
}

/// `/complain`, `/complain сломан шлагбаум`.
pub async fn start(turn: Turn, Args(words): Args) -> Result {
    let companies = companies(&turn).await?;
    match companies.as_slice() {
        [] => turn.reply(hello::word(t!("plea-no-company"))).await.map(drop),
        [only] => turn.open(&Complain::begin(Some(only.id), &words)).await,
        _ => turn.open(&Complain::begin(None, &words)).await,
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Complain, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Send(state, wish) => send(&turn, state, wish).await,
    }
}

async fn understand(turn: &Turn, state: &Complain, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    if let Some(file) = said.attached(turn.update()) {
        return Ok(Answer::Attached(file));
    }
    Ok(match (at, said) {
        (At::Company, Said::Choice(choice)) => {
            let mine = companies(turn).await?;
            let chosen = Id::from_short(choice).filter(|id| mine.iter().any(|client| client.id == *id));
            chosen.map_or_else(|| Answer::Wrong(hint(at)), Answer::Company)
        }
        (At::Wish, Said::Choice(choice)) if choice == SKIP => Answer::Wish(None),
        (At::Wish, Said::Choice(choice)) => {
            choice.parse().map_or_else(|_| Answer::Wrong(hint(at)), |wish| Answer::Wish(Some(wish)))
        }
        (At::Essence | At::Wish, Said::Text(text)) => Answer::Essence(text.trim().to_owned()),
        _ => Answer::Wrong(hint(at)),
    })
}

async fn send(turn: &Turn, state: Complain, wish: Option<Wish>) -> Result {
    let mine = companies(turn).await?;
    let company = mine.into_iter().find(|client| Some(client.id) == state.company);
    let company = company.ok_or_else(|| Error::User(t!("plea-absent")))?;
    let me = turn.me().clone();
    let contacts = clients::contacts(&mut turn.db(), company.id).await?;
    let contact = contacts.iter().find(|contact| contact.person == Some(me.id));
    let new = New {
        person: Some(me.id),
        who: contact.map_or_else(|| me.name.clone(), clients::Contact::who),
        kind: None,
        essence: state.essence,
        attached: state.attached,
        wish,
        sum: None,
        disputed: Vec::new(),
        written: None,
        answer_due: None,
        complex: false,
        client: company,
    };
    let draft = turn.draft().map(|draft| draft.id);
    let (claim, _) = opening::begin(turn, new).await?;
    let screen = client::card(&mut turn.db(), &claim, turn.now()).await?;
    turn.finish(screen).await?;
    remember(turn, &claim, draft, Side::Client).await
}

/// What kind of answer a question wants.
fn hint(at: At) -> Text {
    match at {
        At::Company => t!("plea-hint-company"),
        At::Essence => t!("plea-hint-essence"),
        At::Wish => t!("plea-hint-wish"),
    }
}

impl Dialogue for Complain {
    const NAME: &'static str = "complain";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("claim-title"))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let companies = companies(turn).await?;
        let company = companies.iter().find(|client| Some(client.id) == self.company);
        let header = match company {
            Some(company) if companies.len() > 1 => t!("claim-header-of", client = &company.name),
            _ => t!("claim-header"),
        };
        let ask = match self.at.open() {
            At::Company => t!("plea-ask-company"),
            At::Essence if !self.essence.is_empty() => t!("plea-ask-more"),
            At::Essence => t!("plea-ask-essence"),
            At::Wish => t!("plea-ask-wish"),
        };
        let mut question = Question::new(header, ask);
        let said = (!self.essence.is_empty()).then(|| t!("plea-essence", essence = &self.essence));
        let files = (!self.attached.is_empty()).then(|| t!("claim-files", count = self.attached.len()));
        question.filled = said.into_iter().chain(files).collect();
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = self.at.open() == At::Essence;
        match self.at.open() {
            At::Company => {
                let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
                question.rows = companies.iter().map(button).collect();
            }
            At::Essence => {}
            At::Wish => {
                let wishes = WISHES.map(|wish| Button::choice(wish_button(wish), wish.name()));
                question.rows = wishes.chunks(2).map(<[Button]>::to_vec).collect();
                question.skip = Some(t!("plea-skip-wish"));
            }
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.essence.is_empty()) + usize::from(!self.attached.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

fn wish_button(wish: Wish) -> Text {
    match wish {
        Wish::Fix => t!("plea-wish-fix"),
        Wish::Replace => t!("plea-wish-replace"),
        Wish::Refund => t!("plea-wish-refund"),
        Wish::Discount => t!("plea-wish-discount"),
        Wish::Apology => t!("plea-wish-apology"),
        Wish::Other => t!("plea-wish-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_company_is_asked_only_if_there_are_several() {
        assert_eq!(Complain::begin(None, "").at.open(), At::Company);
        assert_eq!(Complain::begin(Some(Id::new()), "").at.open(), At::Essence);
        let long = "Шлагбаум не открывается третий день";
        assert_eq!(Complain::begin(Some(Id::new()), long).at.open(), At::Wish);
    }

    #[test]
    fn little_is_asked_for_more_and_nothing_said_is_lost() {
        let state = Complain::begin(Some(Id::new()), "Сломан");
        let Step::Ask(state) = state.step(Answer::Essence("шлагбаум на въезде".to_owned())) else {
            panic!()
        };
        assert_eq!((state.at.open(), state.essence.as_str()), (At::Wish, "Сломан. шлагбаум на въезде"));
        let Step::Ask(state) = state.step(Answer::Essence("и пульт".to_owned())) else { panic!() };
        assert!(state.essence.ends_with("и пульт"));
        assert!(matches!(state.step(Answer::Wish(None)), Step::Send(_, None)));
    }
}
