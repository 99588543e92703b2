//! Asking a head: what kind of thing, in which words, about whom, for how much, with which files. After what matters the
//! person stands at the review and sees the text as the head will read it.

use super::{
    super::{Asked, hello},
    ask,
    model::{Kind, New},
    queries, views, whom,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        drafts,
        frame::SAVE,
        said::{Attached, Said},
        screen::Button,
        turn::Turn,
    },
    clients::{self, Client, Hit},
    db::Id,
    error::{Error, Result},
    money::Money,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The shortest question, characters.
const SHORTEST: usize = 5;
/// The longest, characters.
const LONGEST: usize = 1500;
/// So many files go along.
const FILES: usize = 10;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What kind of thing?
    Kind,
    /// What do you ask?
    Text,
    /// How much?
    Sum,
    /// Which file?
    File,
    /// About which client?
    Client,
    /// Is everything right?
    Review,
}

/// What is being asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Petition {
    pub at: Trail<At>,
    pub kind: Option<Kind>,
    pub text: Option<String>,
    pub sum: Option<Money>,
    pub client: Option<Id<Client>>,
    pub attached: Vec<Attached>,
}

/// What the person answered, read.
#[derive(Debug, Clone)]
pub enum Answer {
    Kind(Kind),
    Text(String),
    Sum(Money),
    NoSum,
    BadSum(String),
    Attached(Attached, String),
    NoFile,
    Client(Id<Client>),
    Which(Vec<Hit>, String),
    NoClient,
    Edit(At),
    Save,
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(Petition),
    Again(Text),
    Which(Vec<Hit>),
    Send(Petition),
}

impl Petition {
    /// Begins with what is known: the command, the words behind it, the client's card it was pressed on.
    pub fn begin(kind: Option<Kind>, words: &str, client: Option<Id<Client>>) -> Self {
        let words = words.trim();
        let text = (words.chars().count() >= SHORTEST).then(|| words.chars().take(LONGEST).collect());
        let begun = Self { at: Trail::at(At::Kind), kind, text, sum: None, client, attached: Vec::new() };
        let first = begun.next();
        Self { at: Trail::at(first), ..begun }
    }

    /// The first question without an answer.
    fn next(&self) -> At {
        match (self.kind, &self.text) {
            (None, _) => At::Kind,
            (Some(_), None) => At::Text,
            (Some(Kind::Sum), Some(_)) if self.sum.is_none() => At::Sum,
            (Some(Kind::Contract), Some(_)) if self.attached.is_empty() => At::File,
            (Some(_), Some(_)) => At::Review,
        }
    }

    fn onward(mut self) -> Step {
        let next = self.next();
        self.at.go(next);
        Step::Ask(self)
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                Step::Ask(self)
            }
            (_, Answer::Attached(..)) if self.attached.len() >= FILES => {
                Step::Again(t!("petition-many-files", count = FILES))
            }
            (at, Answer::Attached(file, caption)) => {
                self.attached.push(file);
                let says = caption.trim().chars().count() >= SHORTEST;
                if says && (at == At::Text || self.text.is_none()) {
                    self.text = Some(caption.trim().chars().take(LONGEST).collect());
                }
                match at {
                    At::Text | At::File => self.onward(),
                    _ => Step::Ask(self),
                }
            }
            (At::Kind, Answer::Kind(kind)) => {
                self.kind = Some(kind);
                self.onward()
            }
            (At::Text, Answer::Text(text)) if text.chars().count() < SHORTEST => Step::Again(t!("petition-short")),
            (At::Text, Answer::Text(text)) => {
                self.text = Some(text.chars().take(LONGEST).collect());
                self.onward()
            }
            (At::Sum, Answer::Sum(sum)) => {
                self.sum = Some(sum);
                self.onward()
            }
            (At::Sum, Answer::NoSum) if self.kind != Some(Kind::Sum) => {
                self.sum = None;
                self.onward()
            }
            (At::Sum, Answer::BadSum(words)) => Step::Again(t!("sum-not-understood", words = words)),
            (At::File, Answer::NoFile) if self.kind != Some(Kind::Contract) => {
                self.attached.clear();
                self.onward()
            }
            (At::Client, Answer::Client(client)) => {
                self.client = Some(client);
                self.onward()
            }
            (At::Client, Answer::Which(hits, words)) if hits.is_empty() => {
                Step::Again(t!("client-not-found", query = words))
            }
            (At::Client, Answer::Which(hits, _)) => Step::Which(hits),
            (At::Client, Answer::NoClient) => {
                self.client = None;
                self.onward()
            }
            (At::Review, Answer::Save) if self.next() == At::Review => Step::Send(self),
            (At::Review, Answer::Save) => self.onward(),
            (At::Kind | At::Text | At::Sum | At::File | At::Client | At::Review, _) => Step::Again(self.hint()),
        }
    }

    /// What kind of answer the open question wants.
    pub fn hint(&self) -> Text {
        match self.at.open() {
            At::Kind | At::Review => t!("frame-press-a-button"),
            At::Text => t!("petition-hint-text"),
            At::Sum => t!("petition-hint-sum"),
            At::File => t!("petition-hint-file"),
            At::Client => t!("petition-hint-client"),
        }
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Petition, said: Said) -> Result {
    let Some(answer) = understand(&turn, &state, &said).await? else { return turn.again(state.hint()).await };
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Which(hits) => turn.again_with(t!("client-which"), clients::choices(&hits)).await,
        Step::Send(petition) => send(&turn, petition).await,
    }
}

async fn understand(turn: &Turn, state: &Petition, said: &Said) -> Result<Option<Answer>> {
    if let Some(attached) = said.attached(turn.update()) {
        let caption = said.words().unwrap_or_default().to_owned();
        return Ok(Some(Answer::Attached(attached, caption)));
    }
    Ok(match (state.at.open(), said) {
        (At::Kind, Said::Choice(choice)) => choice.parse().ok().map(Answer::Kind),
        (At::Text, Said::Text(text)) => Some(Answer::Text(text.trim().to_owned())),
        (At::Sum, Said::Choice(choice)) if choice == SKIP => Some(Answer::NoSum),
        (At::Sum, Said::Text(text)) => {
            Some(Money::parse(text).map_or_else(|| Answer::BadSum(text.clone()), Answer::Sum))
        }
        (At::File, Said::Choice(choice)) if choice == SKIP => Some(Answer::NoFile),
        (At::Client, Said::Choice(choice)) if choice == SKIP => Some(Answer::NoClient),
        (At::Client, Said::Choice(choice)) => match Id::from_short(choice) {
            Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?.map(|found| Answer::Client(found.id)),
            None => None,
        },
        (At::Client, Said::Text(query)) => {
            let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
            Some(match found.iter().find(|hit| hit.exact) {
                Some(hit) => Answer::Client(hit.client.id),
                None => Answer::Which(found, query.clone()),
            })
        }
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Some(Answer::Save),
            "kind" => Some(Answer::Edit(At::Kind)),
            "text" => Some(Answer::Edit(At::Text)),
            "sum" => Some(Answer::Edit(At::Sum)),
            "file" => Some(Answer::Edit(At::File)),
            "client" => Some(Answer::Edit(At::Client)),
            _ => None,
        },
        _ => None,
    })
}

/// Sends it to the heads. The asker's own card shows what becomes of it.
async fn send(turn: &Turn, petition: Petition) -> Result {
    let (Some(kind), Some(question)) = (petition.kind, petition.text) else {
        return Err(Error::other("a petition without a kind or words passed the review"));
    };
    let client = match petition.client {
        Some(id) => {
            let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
            Some(client.ok_or_else(|| Error::User(t!("client-absent")))?)
        }
        None => None,
    };
    let asked = Asked {
        kind: kind.name().to_owned(),
        client: client.as_ref().map(|client| client.id),
        entity: Id::<Asked>::new().to_string(),
        asker: Some(turn.me().id),
        question,
        sum: petition.sum,
        attached: petition.attached,
    };
    let id = ask(&mut turn.db(), New { asked, quiet: false }, turn.moment()).await?;
    let approval = queries::by_id(&mut turn.db(), id).await?;
    let approval = approval.ok_or_else(|| Error::other("what was asked is not there"))?;
    if whom::asked(&mut turn.db(), &approval).await?.is_empty() {
        return Err(Error::User(t!("petition-nobody")));
    }
    turn.happened("approval.asked", client.map(|client| client.id), id, &()).await?;
    let draft = turn.draft().map(|draft| draft.id);
    let screen = views::card(&mut turn.db(), &approval, turn.me(), turn.moment(), None).await?;
    turn.finish(screen.row(hello::menu_row())).await?;
    let card = match draft {
        Some(draft) => drafts::by_id(&mut turn.db(), turn.me().id, draft).await?.and_then(|draft| draft.card),
        None => None,
    };
    match card {
        Some(card) => queries::keep_card(&mut turn.db(), card, id, turn.me().id).await,
        None => Ok(()),
    }
}

fn kind_name(kind: Kind) -> Text {
    match kind {
        Kind::Question => t!("petition-question"),
        Kind::Contract => Text::of("ask-contract"),
        Kind::Sum => Text::of("ask-sum"),
        Kind::Resource => Text::of("ask-resource"),
        Kind::Other => Text::of("ask-other"),
    }
}

impl Dialogue for Petition {
    const NAME: &'static str = "petition";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        let kind = self.kind.map_or_else(|| t!("petition-title"), kind_name);
        Ok(match &self.text {
            Some(text) => t!("petition-title-of", kind = kind, text = text),
            None => kind,
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let at = self.at.open();
        let kind = self.kind.map_or_else(|| t!("petition-title"), kind_name);
        let mut question = Question::new(t!("approval-card", title = kind), self.question());
        let client = match self.client {
            Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
            None => None,
        };
        let fields = [
            client.map(|client| t!("petition-field-client", client = client.name)),
            self.text.as_ref().map(|text| t!("approval-words", words = text)),
            self.sum.map(|sum| t!("approval-sum", sum = sum)),
            (!self.attached.is_empty()).then(|| t!("petition-field-files", count = self.attached.len())),
        ];
        question.filled = fields.into_iter().flatten().collect();
        question.can_go_back = self.at.can_go_back();
        question.can_review = at != At::Review && self.next() == At::Review;
        question.number_is_answer = matches!(at, At::Text | At::Sum);
        match at {
            At::Kind => {
                let kinds = [Kind::Contract, Kind::Sum, Kind::Resource, Kind::Other];
                question.rows = kinds.iter().map(|kind| vec![Button::choice(kind_name(*kind), kind.name())]).collect();
            }
            At::Sum if self.kind != Some(Kind::Sum) => question.skip = Some(t!("petition-no-sum")),
            At::File if self.kind != Some(Kind::Contract) => question.skip = Some(t!("petition-no-file")),
            At::Text | At::Sum | At::File => {}
            At::Client => {
                let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
                let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
                question.rows = recent.iter().map(button).collect();
                question.skip = Some(t!("petition-no-client"));
            }
            At::Review => question.rows = self.review_rows(),
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.text.is_some()) + usize::from(self.sum.is_some()) + self.attached.len()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        (self.next() == At::Review).then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

impl Petition {
    fn question(&self) -> Text {
        match (self.at.open(), self.kind) {
            (At::Kind, _) => t!("petition-ask-kind"),
            (At::Text, Some(Kind::Question)) => t!("petition-ask-question"),
            (At::Text, Some(Kind::Contract)) => t!("petition-ask-contract"),
            (At::Text, Some(Kind::Sum)) => t!("petition-ask-sum-why"),
            (At::Text, Some(Kind::Resource)) => t!("petition-ask-resource"),
            (At::Text, _) => t!("petition-ask-other"),
            (At::Sum, _) => t!("petition-ask-sum"),
            (At::File, _) => t!("petition-ask-file"),
            (At::Client, _) => t!("petition-ask-client"),
            (At::Review, _) => t!("petition-ask-review"),
        }
    }

    fn review_rows(&self) -> Vec<Vec<Button>> {
        let edit = |label, choice: &str| Button::choice(label, choice);
        let mut more = vec![edit(t!("petition-edit-client"), "client"), edit(t!("petition-edit-file"), "file")];
        if self.kind != Some(Kind::Question) {
            more.push(edit(t!("petition-edit-sum"), "sum"));
        }
        vec![vec![edit(t!("petition-send"), SAVE)], vec![edit(t!("petition-edit-text"), "text")], more]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::said::{File, Media};

    fn asked(step: Step) -> Petition {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    fn file() -> Attached {
        let file = File { id: "x".to_owned(), name: String::new(), size: 0, caption: String::new() };
        Attached { chat: 1, message_id: 2, media: Media::File, file }
    }

    #[test]
    fn a_question_is_one_answer_away_from_its_review() {
        let state = Petition::begin(Some(Kind::Question), "", None);
        assert_eq!(state.at.open(), At::Text);
        assert!(matches!(state.clone().step(Answer::Text("да?".to_owned())), Step::Again(_)), "too short");
        let state = asked(state.step(Answer::Text("Можно в долг?".to_owned())));
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Send(_)));
        assert_eq!(Petition::begin(Some(Kind::Question), "Можно в долг?", None).at.open(), At::Review);
    }

    #[test]
    fn a_sum_needs_a_sum_and_a_contract_a_file() {
        let state = Petition::begin(Some(Kind::Sum), "скидка за простой", None);
        assert_eq!(state.at.open(), At::Sum);
        assert!(matches!(state.clone().step(Answer::NoSum), Step::Again(_)));
        assert_eq!(asked(state.step(Answer::Sum(Money::from_rubles(5)))).at.open(), At::Review);
        let state = Petition::begin(Some(Kind::Contract), "новая редакция", None);
        assert_eq!(state.at.open(), At::File);
        assert!(matches!(state.clone().step(Answer::NoFile), Step::Again(_)));
        let state = asked(state.step(Answer::Attached(file(), String::new())));
        assert_eq!((state.at.open(), state.attached.len()), (At::Review, 1));
    }

    #[test]
    fn a_file_with_words_is_the_question_and_its_file() {
        let state = Petition::begin(Some(Kind::Question), "", None);
        let bare = asked(state.clone().step(Answer::Attached(file(), String::new())));
        assert_eq!(bare.at.open(), At::Text, "words are still needed");
        let state = asked(state.step(Answer::Attached(file(), "Это нормально?".to_owned())));
        assert_eq!((state.at.open(), state.text.as_deref()), (At::Review, Some("Это нормально?")));
    }

    #[test]
    fn what_is_not_an_answer_is_asked_again() {
        for at in [At::Kind, At::Text, At::Sum, At::File, At::Client] {
            let state =
                Petition { at: Trail::at(at), ..Petition::begin(Some(Kind::Other), "что-нибудь", None) };
            assert!(matches!(state.step(Answer::Save), Step::Again(_)), "{at:?}");
        }
    }
}
