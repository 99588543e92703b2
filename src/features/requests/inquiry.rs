//! `❔ Запросить у клиента` (PRODUCT Pr1): up to five questions, put to the client as a form of as many steps; one reminder
//! after a working day; the answers stand on the card.

use super::{
    audience::Hand,
    client,
    model::Request,
    press::{Mine, MyDeed},
    queries::{self, Shown},
    support,
    thread::{self, Words},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        frame::SAVE,
        governor::Matter,
        outbox::{self, Letter},
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::hello,
    people::Person,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// So many questions at most.
const MOST: usize = 5;
/// A question is at most so long, an answer too, characters.
const LONGEST: usize = 300;
/// The client is reminded after so many working minutes: a day.
const PATIENCE: u32 = 480;

/// Questions to a client.
#[derive(Debug, Clone)]
pub struct Inquiry {
    pub id: Id<Inquiry>,
    pub request: Id<Request>,
    pub questions: Vec<String>,
    pub answers: Vec<String>,
    pub asked_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: Id<Inquiry>,
    request_id: Id<Request>,
    questions: String,
    answers: String,
    asked_at: Timestamp,
}

impl TryFrom<Row> for Inquiry {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            request: row.request_id,
            questions: serde_json::from_str(&row.questions)?,
            answers: serde_json::from_str(&row.answers)?,
            asked_at: row.asked_at,
        })
    }
}

async fn put(conn: &mut Conn, inquiry: &Inquiry, asker: Id<Person>) -> Result {
    sqlx::query("INSERT INTO inquiry (id, request_id, asker_id, questions, asked_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(inquiry.id)
        .bind(inquiry.request)
        .bind(asker)
        .bind(serde_json::to_string(&inquiry.questions)?)
        .bind(inquiry.asked_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The last questions of a request, answered or not.
pub async fn last_of(conn: &mut Conn, request: Id<Request>) -> Result<Option<Inquiry>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, request_id, questions, answers, asked_at FROM inquiry WHERE request_id = $1 ORDER BY id DESC LIMIT 1",
    )
    .bind(request)
    .fetch_optional(conn)
    .await?;
    row.map(Inquiry::try_from).transpose()
}

async fn unanswered(conn: &mut Conn) -> Result<Vec<Inquiry>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.id, i.request_id, i.questions, i.answers, i.asked_at FROM inquiry i \
         JOIN request r ON r.id = i.request_id AND r.state = 'open' \
         WHERE i.answered_at IS NULL AND i.reminded_at IS NULL ORDER BY i.asked_at",
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Inquiry::try_from).collect()
}

async fn set_reminded(conn: &mut Conn, id: Id<Inquiry>, now: Timestamp) -> Result {
    sqlx::query("UPDATE inquiry SET reminded_at = $2 WHERE id = $1").bind(id).bind(now).execute(conn).await?;
    Ok(())
}

/// Questions that were taken back are asked no more.
pub async fn forget(conn: &mut Conn, request: Id<Request>, asked: Timestamp) -> Result {
    sqlx::query("DELETE FROM inquiry WHERE request_id = $1 AND asked_at = $2 AND answered_at IS NULL")
        .bind(request)
        .bind(asked)
        .execute(conn)
        .await?;
    Ok(())
}

/// `false`: they were answered before.
async fn set_answers(conn: &mut Conn, id: Id<Inquiry>, answers: &[String], now: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE inquiry SET answers = $2, answered_at = $3 WHERE id = $1 AND answered_at IS NULL")
        .bind(id)
        .bind(serde_json::to_string(answers)?)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The answers on the card of the request.
pub fn on_card(inquiry: &Inquiry) -> Vec<Text> {
    if inquiry.answers.is_empty() {
        return vec![t!("inquiry-waits", count = inquiry.questions.len(), at = inquiry.asked_at.0)];
    }
    let pairs = inquiry.questions.iter().zip(&inquiry.answers);
    pairs.map(|(question, answer)| t!("inquiry-line", question = question, answer = answer)).collect()
}

// Our side: the questions.

/// The questions of the form of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What do you want to know?
    Questions,
    /// Shall it go out like this?
    Review,
}

/// Questions being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquire {
    at: Trail<At>,
    request: Id<Request>,
    questions: Vec<String>,
}

impl Inquire {
    /// Begins.
    pub fn begin(request: Id<Request>) -> Self {
        Self { at: Trail::at(At::Questions), request, questions: Vec::new() }
    }
}

/// One question a line; `Err` says what is wrong.
fn questions(text: &str) -> Result<Vec<String>, Text> {
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() || lines.len() > MOST || lines.iter().any(|line| line.chars().count() > LONGEST) {
        return Err(t!("inquiry-hint", most = MOST, longest = LONGEST));
    }
    Ok(lines)
}

/// An answer to the form of questions.
pub async fn ask(turn: Turn, mut state: Inquire, said: Said) -> Result {
    match (state.at.open(), said) {
        (At::Questions | At::Review, Said::Text(text)) => match questions(&text) {
            Ok(questions) => {
                state.questions = questions;
                state.at.go(At::Review);
                turn.ask(&state).await
            }
            Err(why) => turn.again(why).await,
        },
        (At::Review, Said::Choice(choice)) if choice == SAVE => send(&turn, state).await,
        (At::Review, Said::Choice(choice)) if choice == "edit" => {
            state.at.go(At::Questions);
            turn.ask(&state).await
        }
        _ => turn.again(t!("frame-press-a-button")).await,
    }
}

/// The questions go to the client; it is an answer of ours: the clock stops until the client tells.
async fn send(turn: &Turn, state: Inquire) -> Result {
    let request = support::writable(turn, state.request).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    let person = thread::addressee(&mut turn.db(), &request).await?;
    let Some(person) = person else { return Err(Error::User(t!("request-no-chat"))) };
    let me = turn.me().id;
    let inquiry = Inquiry {
        id: Id::new(),
        request: request.id,
        questions: state.questions,
        answers: Vec::new(),
        asked_at: turn.stamp(),
    };
    put(&mut turn.db(), &inquiry, me).await?;
    let plain = numbered(&inquiry.questions);
    let said =
        thread::keep(turn, &request, super::model::Side::Us, &Words { text: &plain, attached: &[], direct: false })
            .await?;
    let screen = to_client(&request, &turn.me().name, &inquiry.questions);
    let key = format!("inquiry:{}", inquiry.id);
    let written = thread::write(turn, &request, &person, &screen, Matter::Answer, &key).await?;
    if let Some(card) = written.card() {
        let shown = Shown { card, request: request.id, person: person.id, said: Some(said), media: 0 };
        queries::put_card(&mut turn.db(), &shown).await?;
    }
    thread::answered(turn, &request, said).await?;
    let answered = super::deeds::Answered { said, taken: request.owner.is_none() };
    let event = turn.happened("request.answered", Some(request.client), request.id, &answered).await?;
    let sent = super::deeds::sent(&request, &person, written)
        .about(request.client)
        .row([super::undo_button(event)])
        .row(hello::menu_row());
    turn.finish(sent).await
}

fn numbered(questions: &[String]) -> String {
    let lines = questions.iter().enumerate().map(|(n, question)| format!("{}. {question}", n + 1));
    lines.collect::<Vec<_>>().join("\n")
}

/// What the client reads.
fn to_client(request: &Request, name: &str, questions: &[String]) -> Screen {
    Screen::new(t!("inquiry-client", name = name))
        .line(Text::Verbatim(numbered(questions)))
        .row([answer_button(request)])
}

fn answer_button(request: &Request) -> Button {
    Button::press(t!("inquiry-answer"), &Mine { request: request.id, deed: MyDeed::Answer })
}

impl Dialogue for Inquire {
    const NAME: &'static str = "request-inquire";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let request = queries::known(&mut turn.db(), self.request).await?;
        Ok(t!("inquiry-header", number = request.map_or_else(|| Text::verbatim(""), |request| request.shown())))
    }

    async fn show(&self, turn: &Turn, _page: &str) -> Result<Question> {
        let ask = match self.at.open() {
            At::Questions => t!("inquiry-ask", most = MOST),
            At::Review => t!("inquiry-review"),
        };
        let mut question = Question::new(self.title(turn).await?, ask);
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = self.at.open() == At::Questions;
        if self.at.open() == At::Review {
            question.filled =
                vec![t!("inquiry-client", name = &turn.me().name), Text::Verbatim(numbered(&self.questions))];
            question.rows =
                vec![vec![Button::choice(t!("write-send"), SAVE)], vec![Button::choice(t!("write-edit"), "edit")]];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        self.questions.len()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if self.questions.is_empty() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}

// The client's side: the answers.

/// Answers being given, one question after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    request: Id<Request>,
    inquiry: Id<Inquiry>,
    questions: Vec<String>,
    answers: Vec<String>,
}

/// The client answers step by step.
pub async fn begin_telling(turn: &Turn, request: &Request) -> Result {
    let inquiry = last_of(&mut turn.db(), request.id).await?.filter(|inquiry| inquiry.answers.is_empty());
    let Some(inquiry) = inquiry else { return turn.toast(t!("mine-already")).await };
    let questions = inquiry.questions;
    turn.open(&Tell { request: request.id, inquiry: inquiry.id, questions, answers: Vec::new() }).await
}

/// An answer of the client to one of the questions.
pub async fn tell(turn: Turn, mut state: Tell, said: Said) -> Result {
    let answer = match said {
        Said::Text(text) => text.trim().chars().take(LONGEST).collect::<String>(),
        Said::Choice(choice) if choice == SKIP => "—".to_owned(),
        Said::Choice(choice) if choice == "yes" => t!("inquiry-yes").plain(&turn.reader()),
        Said::Choice(choice) if choice == "no" => t!("inquiry-no").plain(&turn.reader()),
        _ => return turn.again(t!("write-hint")).await,
    };
    state.answers.push(answer);
    if state.answers.len() < state.questions.len() {
        return turn.ask(&state).await;
    }
    let Some(request) = client::mine(&turn, state.request).await? else {
        return Err(Error::User(t!("request-absent")));
    };
    if !set_answers(&mut turn.db(), state.inquiry, &state.answers, turn.stamp()).await? {
        return turn.finish(Screen::new(t!("mine-already"))).await;
    }
    turn.finish(Screen::new(t!("inquiry-thanks"))).await?;
    let pairs = state.questions.iter().zip(&state.answers).enumerate();
    let text = pairs.map(|(n, (question, answer))| format!("{}. {question} — {answer}", n + 1)).collect::<Vec<_>>();
    client::tells(&turn, request, &text.join("\n")).await
}

impl Dialogue for Tell {
    const NAME: &'static str = "request-tell";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("inquiry-tell-header"))
    }

    async fn show(&self, _: &Turn, _page: &str) -> Result<Question> {
        let (at, of) = (self.answers.len(), self.questions.len());
        let ask = self.questions.get(at).cloned().unwrap_or_default();
        let mut question = Question::new(t!("inquiry-tell-step", at = at + 1, of = of), Text::Verbatim(ask));
        let told = self.questions.iter().zip(&self.answers);
        question.filled = told.map(|(asked, answer)| t!("inquiry-line", question = asked, answer = answer)).collect();
        question.rows = vec![vec![Button::choice(t!("inquiry-yes"), "yes"), Button::choice(t!("inquiry-no"), "no")]];
        question.skip = Some(t!("inquiry-skip"));
        question.can_go_back = at > 0;
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        self.answers.len()
    }

    fn back(mut self) -> Option<Self> {
        self.answers.pop().is_some().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// Who has not answered within a working day is reminded once, within the governor's rules.
pub async fn remind(conn: &mut Conn, moment: Moment<'_>) -> Result {
    let company = Hand::company();
    for inquiry in unanswered(conn).await? {
        if company.time(moment).add_working(inquiry.asked_at.0, PATIENCE) > moment.now {
            continue;
        }
        set_reminded(conn, inquiry.id, moment.now.into()).await?;
        let Some(request) = queries::known(conn, inquiry.request).await? else { continue };
        let wrote = queries::client_wrote_at(conn, request.id).await?;
        if wrote.is_some_and(|at| at > inquiry.asked_at) {
            continue;
        }
        let screen = Screen::new(t!("inquiry-reminder"))
            .line(Text::Verbatim(numbered(&inquiry.questions)))
            .row([answer_button(&request)]);
        super::notice(conn, request.id, &screen, &format!("inquiry-again:{}", inquiry.id), moment).await?;
        if let Some(owner) = request.owner
            && let Some(owner) = crate::people::present(conn, owner).await?
            && let Some(chat) = owner.tg_id
        {
            let screen = Screen::new(t!("inquiry-silent", number = request.shown())).about(request.client);
            let key = Some(format!("inquiry-silent:{}", inquiry.id));
            let letter = Letter { key, ..Letter::reply(chat, owner.reader(moment.now), &screen) };
            outbox::send(conn, letter).await?;
        }
    }
    Ok(())
}
