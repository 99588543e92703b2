//! Ready answers (PRODUCT 1.1): those every bot comes with, in both languages, and the department's own, most used first.
//! A head writes and removes them; `[имя]`, `[клиент]` and `[менеджер]` are filled in.

use super::model::Request;
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    clients,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::hello,
    people::{Person, Role},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest title and body, characters.
const TITLE: usize = 40;
const BODY: usize = 1000;

/// A ready answer of the department.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Template {
    pub id: Id<Template>,
    pub title: String,
    pub body: String,
}

/// Those every bot comes with: title and body.
fn ready() -> [(Text, Text); 5] {
    [
        (t!("template-looking"), t!("template-looking-body")),
        (t!("template-passed"), t!("template-passed-body")),
        (t!("template-photo"), t!("template-photo-body")),
        (t!("template-call"), t!("template-call-body")),
        (t!("template-done"), t!("template-done-body")),
    ]
}

async fn own(conn: &mut Conn) -> Result<Vec<Template>> {
    Ok(sqlx::query_as("SELECT id, title, body FROM template WHERE deleted_at IS NULL ORDER BY uses DESC, id LIMIT 20")
        .fetch_all(conn)
        .await?)
}

/// The buttons of a form: own ones first, the most used on top.
pub async fn choices(turn: &Turn) -> Result<Vec<Vec<Button>>> {
    let own = own(&mut turn.db()).await?;
    let own = own.into_iter().map(|template| Button::choice(Text::Verbatim(template.title), template.id.short()));
    let ready = ready().into_iter().enumerate().map(|(n, (title, _))| Button::choice(title, format!("t{n}")));
    Ok(own.chain(ready).map(|button| vec![button]).collect())
}

/// The ready answer behind a choice, its fields filled in; a use of it is counted.
pub async fn filled(turn: &Turn, request: Id<Request>, choice: &str) -> Result<Option<String>> {
    let body = match choice.strip_prefix('t').and_then(|n| n.parse::<usize>().ok()) {
        Some(n) => ready().into_iter().nth(n).map(|(_, body)| body.plain(&turn.reader())),
        None => match Id::<Template>::from_short(choice) {
            Some(id) => used(&mut turn.db(), id).await?,
            None => None,
        },
    };
    let Some(body) = body else { return Ok(None) };
    let request = super::queries::known(&mut turn.db(), request).await?;
    let client = match &request {
        Some(request) => clients::known(&mut turn.db(), request.client).await?,
        None => None,
    };
    let who = request.map_or_else(String::new, |request| request.who);
    let name = who.split(',').next().unwrap_or_default().trim();
    let client = client.map_or_else(String::new, |client| client.name);
    Ok(Some(body.replace("[имя]", name).replace("[клиент]", &client).replace("[менеджер]", &turn.me().name)))
}

async fn used(conn: &mut Conn, id: Id<Template>) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("UPDATE template SET uses = uses + 1 WHERE id = $1 AND deleted_at IS NULL RETURNING body")
        .bind(id)
        .fetch_optional(conn)
        .await?)
}

async fn add(conn: &mut Conn, title: &str, body: &str, author: Id<Person>, now: Timestamp) -> Result<Id<Template>> {
    let id = Id::new();
    sqlx::query("INSERT INTO template (id, title, body, author_id, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(title)
        .bind(body)
        .bind(author)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(id)
}

async fn set_deleted(conn: &mut Conn, id: Id<Template>, at: Option<Timestamp>) -> Result<bool> {
    let done = sqlx::query("UPDATE template SET deleted_at = $2 WHERE id = $1").bind(id).bind(at).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// A button of the list of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Begins a new one.
    New,
    /// Shows it.
    Show(Id<Template>),
    /// Removes it.
    Remove(Id<Template>),
}

impl screen::Press for Press {
    const ROOM: &'static str = "tpl";

    fn pack(&self) -> String {
        match self {
            Self::New => "new".to_owned(),
            Self::Show(id) => format!("show:{}", id.short()),
            Self::Remove(id) => format!("del:{}", id.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "new" => Self::New,
            "show" => Self::Show(words.id()?),
            "del" => Self::Remove(words.id()?),
            _ => return None,
        })
    }
}

/// `/templates`: what there is.
pub async fn list(turn: Turn) -> Result {
    let own = own(&mut turn.db()).await?;
    let screen = list_screen(&own);
    turn.reply(screen).await.map(drop)
}

fn list_screen(own: &[Template]) -> Screen {
    let mut screen = Screen::new(t!("templates-title")).line(t!("templates-fields"));
    for (title, body) in ready() {
        screen = screen.line(t!("templates-ready", title = title, body = body));
    }
    for template in own {
        screen = screen.row([Button::press(Text::verbatim(&template.title), &Press::Show(template.id))]);
    }
    screen.row([Button::press(t!("templates-new"), &Press::New)]).row(hello::menu_row())
}

/// A press in the list.
pub async fn press(turn: Turn, press: Press) -> Result {
    match press {
        Press::New => turn.open(&AddTemplate::begin()).await,
        Press::Show(id) => {
            let own = own(&mut turn.db()).await?;
            let Some(template) = own.into_iter().find(|template| template.id == id) else {
                return turn.toast(t!("template-absent")).await;
            };
            let screen = Screen::new(Text::verbatim(&template.title))
                .line(Text::verbatim(&template.body))
                .row([Button::press(t!("templates-remove"), &Press::Remove(id))])
                .row([Button::command(t!("templates-back"), "templates")]);
            turn.show(screen).await
        }
        Press::Remove(id) => {
            if !set_deleted(&mut turn.db(), id, Some(turn.stamp())).await? {
                return turn.toast(t!("template-absent")).await;
            }
            let event = turn.happened("template.removed", None, id, &()).await?;
            turn.show(Screen::new(t!("templates-removed")).row([super::undo_button(event)])).await
        }
    }
}

/// A removed template comes back, a new one goes.
pub async fn undo(turn: Turn, event: crate::bot::event::Event) -> Result<Text> {
    let gone = (event.kind == "template.added").then(|| turn.stamp());
    if !set_deleted(&mut turn.db(), event.entity()?, gone).await? {
        return Err(Error::User(t!("template-absent")));
    }
    Ok(t!("template-deed"))
}

/// The questions of a new template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is it called?
    Title,
    /// What does it say?
    Body,
    /// Is everything right?
    Review,
}

/// A new template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTemplate {
    at: Trail<At>,
    title: String,
    body: String,
}

impl AddTemplate {
    fn begin() -> Self {
        Self { at: Trail::at(At::Title), title: String::new(), body: String::new() }
    }
}

/// An answer to the form.
pub async fn answer(turn: Turn, mut state: AddTemplate, said: crate::bot::said::Said) -> Result {
    use crate::bot::said::Said;
    match (state.at.open(), said) {
        (At::Title, Said::Text(text)) if (1..=TITLE).contains(&text.trim().chars().count()) => {
            text.trim().clone_into(&mut state.title);
            state.at.go(At::Body);
        }
        (At::Body | At::Review, Said::Text(text)) if (1..=BODY).contains(&text.trim().chars().count()) => {
            text.trim().clone_into(&mut state.body);
            state.at.go(At::Review);
        }
        (At::Review, Said::Choice(choice)) if choice == SAVE => {
            if !turn.me().is_any(&[Role::Head]) {
                return Err(Error::User(t!("frame-not-yours")));
            }
            let me = turn.me().id;
            let id = add(&mut turn.db(), &state.title, &state.body, me, turn.stamp()).await?;
            let event = turn.happened("template.added", None, id, &()).await?;
            let screen = Screen::new(t!("templates-added", title = &state.title)).row([super::undo_button(event)]);
            return turn.finish(screen.row(hello::menu_row())).await;
        }
        (At::Title, _) => return turn.again(t!("template-hint-title", most = TITLE)).await,
        (At::Body, _) => return turn.again(t!("template-hint-body", most = BODY)).await,
        (At::Review, _) => return turn.again(t!("frame-press-a-button")).await,
    }
    turn.ask(&state).await
}

impl Dialogue for AddTemplate {
    const NAME: &'static str = "template";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("template-header"))
    }

    async fn show(&self, _: &Turn, _page: &str) -> Result<Question> {
        let ask = match self.at.open() {
            At::Title => t!("template-ask-title"),
            At::Body => t!("template-ask-body"),
            At::Review => t!("template-ask-review"),
        };
        let mut question = Question::new(t!("template-header"), ask);
        let filled = [&self.title, &self.body];
        question.filled = filled.into_iter().filter(|words| !words.is_empty()).map(Text::verbatim).collect();
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = self.at.open() != At::Review;
        if self.at.open() == At::Review {
            question.rows = vec![vec![Button::choice(t!("frame-save"), SAVE)]];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.title.is_empty()) + usize::from(!self.body.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if self.title.is_empty() || self.body.is_empty() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let template = Template {
        id: Id::new(), title: "Смотрим <b>".to_owned(), body: "[имя], & смотрим".to_owned()
    };
    vec![list_screen(&[template])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for press in [Press::New, Press::Show(Id::new()), Press::Remove(Id::new())] {
            assert_eq!(Press::unpack(&press.pack()), Some(press));
        }
        assert_eq!(Press::unpack("old"), None);
    }
}
