//! A paper is signed: by whom, when, its number, a photo of it. Who signed is enough.

use super::{
    deeds,
    model::{Act, Paper},
    views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        frame::SAVE,
        said::{Attached, Said},
        screen::Button,
        turn::Turn,
        widgets::DayChoice,
    },
    clients,
    db::Id,
    error::Result,
    t,
    text::Text,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A paper signed longer ago is told about late, days.
const LONG_AGO: u64 = 60;
/// The longest name or number, characters.
const LONGEST: usize = 80;
/// So many contact persons are offered.
const OFFERED: usize = 4;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Who signed?
    Who,
    /// When?
    Day,
    /// What is its number?
    Number,
    /// A photo or a file of it?
    File,
    /// Is everything right?
    Review,
}

/// A paper being signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignPaper {
    pub at: Trail<At>,
    pub paper: Id<Paper>,
    pub who: Option<String>,
    pub day: NaiveDate,
    pub number: String,
    pub file: Option<Attached>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    Day(NaiveDate),
    File(Attached),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(SignPaper),
    Again(Text),
    Save(SignPaper),
}

impl SignPaper {
    pub fn begin(paper: &Paper, today: NaiveDate) -> Self {
        let (who, number, file) = (None, paper.number.clone(), None);
        Self { at: Trail::at(At::Who), paper: paper.id, who, day: today, number, file }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.who.is_some() => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Who, Answer::Words(who)) => self.who = Some(who),
            (At::Day, Answer::Day(day)) => self.day = day,
            (At::Number, Answer::Words(number)) => self.number = number,
            (At::Number, Answer::Skip) => self.number = String::new(),
            // A photo sent at the review is one of the paper.
            (At::File | At::Review, Answer::File(file)) => self.file = Some(file),
            (At::File, Answer::Skip) => self.file = None,
            (At::Who | At::Day | At::Number | At::File | At::Review, _) => return Step::Again(hint(self.at.open())),
        }
        self.at.go(if self.who.is_some() { At::Review } else { At::Who });
        Step::Ask(self)
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Who => t!("sign-hint-who"),
        At::Day => t!("sign-hint-day"),
        At::Number => t!("sign-hint-number"),
        At::File => t!("paper-hint-file"),
        At::Review => t!("frame-press-a-button"),
    }
}

/// Until today.
fn days(turn: &Turn) -> DayChoice<'_> {
    let today = turn.today();
    DayChoice::of(turn, today - Days::new(LONG_AGO)..=today)
}

/// Reads what was said as an answer to the open question.
fn understand(turn: &Turn, at: At, said: &Said) -> Answer {
    let words = |words: &str| -> String { words.trim().chars().take(LONGEST).collect() };
    match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "who" => Answer::Edit(At::Who),
            "day" => Answer::Edit(At::Day),
            "number" => Answer::Edit(At::Number),
            "file" => Answer::Edit(At::File),
            _ => Answer::Wrong(hint(at)),
        },
        (At::Number | At::File, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::File | At::Review, Said::Photo(_) | Said::Document(_)) => {
            said.attached(turn.update()).map_or_else(|| Answer::Wrong(hint(at)), Answer::File)
        }
        (At::Day, Said::Text(day) | Said::Choice(day)) => days(turn).read(day).map_or_else(Answer::Wrong, Answer::Day),
        (At::Who | At::Number, Said::Text(text)) if !text.trim().is_empty() => Answer::Words(words(text)),
        _ => Answer::Wrong(hint(at)),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: SignPaper, said: Said) -> Result {
    let paper = deeds::mine(&turn, state.paper).await?;
    let named = contact(&turn, &paper, state.at.open(), &said).await?;
    let answer = named.map_or_else(|| understand(&turn, state.at.open(), &said), Answer::Words);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => {
            let wanted = Paper {
                number: state.number,
                signed_on: Some(state.day),
                signed_by: state.who.unwrap_or_default(),
                settled_at: Some(turn.now()),
                ..paper.clone()
            };
            let done = deeds::change(&turn, &paper, Some(Act::Sign), wanted, state.file.as_ref()).await?;
            let (screen, said, event) = done;
            turn.finish(views::after(screen, said, event)).await
        }
    }
}

/// The contact person whose button was pressed.
async fn contact(turn: &Turn, paper: &Paper, at: At, said: &Said) -> Result<Option<String>> {
    let (At::Who, Said::Choice(choice)) = (at, said) else { return Ok(None) };
    let Some(id) = Id::from_short(choice) else { return Ok(None) };
    let contact = clients::contact(&mut turn.db(), paper.client, id).await?;
    Ok(contact.map(|contact| contact.name))
}

impl Dialogue for SignPaper {
    const NAME: &'static str = "sign";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let paper = super::queries::by_id(&mut turn.db(), turn.scope(), self.paper).await?;
        Ok(paper.map_or_else(|| t!("sign-title"), |paper| t!("sign-title-of", paper = views::named(&paper))))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let paper = deeds::mine(turn, self.paper).await?;
        let at = self.at.open();
        let ask = match at {
            At::Who => t!("sign-ask-who"),
            At::Day => t!("sign-ask-day"),
            At::Number => t!("sign-ask-number"),
            At::File => t!("paper-ask-file"),
            At::Review => t!("sign-ask-review"),
        };
        let header = t!("paper-header", paper = views::named(&paper), label = &paper.label);
        let mut question = Question::new(header, ask);
        let who = self.who.as_ref().map(|who| t!("sign-field-who", who = who, day = self.day));
        let number = (!self.number.is_empty()).then(|| t!("sign-field-number", number = &self.number));
        let file = self.file.is_some().then(|| t!("sign-field-file"));
        question.filled = [who, number, file].into_iter().flatten().collect();
        question.can_go_back = self.at.can_go_back();
        question.can_review = at != At::Review && self.who.is_some();
        question.number_is_answer = at != At::Review;
        question.skip = matches!(at, At::Number | At::File).then(|| t!("frame-skip"));
        match at {
            At::Who => {
                let contacts = clients::contacts(&mut turn.db(), paper.client).await?;
                let offered = contacts.iter().take(OFFERED);
                question.rows = offered
                    .map(|contact| vec![Button::choice(Text::Verbatim(contact.who()), contact.id.short())])
                    .collect();
            }
            At::Day => days(turn).ask(&mut question, page),
            At::Number | At::File => {}
            At::Review => {
                let edit = |label, key: &str| Button::choice(label, key);
                question.rows = vec![
                    vec![Button::choice(t!("frame-save"), SAVE)],
                    vec![edit(t!("sign-edit-who"), "who"), edit(t!("sign-edit-day"), "day")],
                    vec![edit(t!("sign-edit-number"), "number"), edit(t!("sign-edit-file"), "file")],
                ];
            }
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.who.is_some()) + usize::from(self.file.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let ready = self.who.is_some();
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
    fn who_signed_is_enough_and_nothing_is_saved_without() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let state = SignPaper {
            at: Trail::at(At::Who),
            paper: Id::new(),
            who: None,
            day: today,
            number: String::new(),
            file: None,
        };
        let early = SignPaper { at: Trail::at(At::Review), ..state.clone() };
        assert!(matches!(early.step(Answer::Save), Step::Again(_)));
        let Step::Ask(state) = state.step(Answer::Words("Ольга".to_owned())) else { panic!("not asked") };
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Save(state) if state.day == today));
    }
}
