//! Screens of tasks.

use super::{
    super::Load,
    Morning,
    dialogue::{AddTask, At, HORIZON},
    due,
    model::{Kind, Task},
    queries,
};
use crate::{
    bot::{
        dialogue::Question,
        event::{Event, Undo},
        frame::SAVE,
        screen::{self, Button, Screen, Words},
        turn::Turn,
        widgets::{DayChoice, Page, first_of},
    },
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    people::Person,
    t,
    text::Text,
};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A page of `/today`.
#[derive(Debug, Clone, Copy)]
pub struct Today(pub usize);

impl screen::Press for Today {
    const ROOM: &'static str = "today";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        data.parse().ok().map(Self)
    }
}

/// A button of a task's card: which task, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub task: Id<Task>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Show,
    Done,
    Tomorrow,
    Calendar(NaiveDate),
    To(NaiveDate),
    Colleagues,
    HandOver(Id<Person>),
}

impl screen::Press for Press {
    const ROOM: &'static str = "task";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show".to_owned(),
            Deed::Done => "done".to_owned(),
            Deed::Tomorrow => "next".to_owned(),
            Deed::Calendar(month) => format!("cal:{}", month.format("%Y-%m")),
            Deed::To(day) => format!("on:{day}"),
            Deed::Colleagues => "whom".to_owned(),
            Deed::HandOver(colleague) => format!("to:{}", colleague.short()),
        };
        format!("{}:{}:{deed}", self.task.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (task, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            "done" => Deed::Done,
            "next" => Deed::Tomorrow,
            "cal" => Deed::Calendar(first_of(words.word()?)?),
            "on" => Deed::To(words.parse()?),
            "whom" => Deed::Colleagues,
            "to" => Deed::HandOver(words.id()?),
            _ => return None,
        };
        Some(Self { task, rev, deed })
    }
}

fn button(label: Text, task: &Task, deed: Deed) -> Button {
    Button::press(label, &Press { task: task.id, rev: task.rev, deed })
}

/// `📋 Задача` on a client card.
pub fn new_task_button(client: Id<Client>) -> Button {
    Button::command(t!("task-new-button"), &format!("task:{}", client.short()))
}

/// `/today`: what is due, and what comes in a week.
pub async fn today(turn: &Turn, page: usize) -> Result<Screen> {
    let (me, today) = (turn.me().id, turn.today());
    let (due, done) = queries::of_day(&mut turn.db(), me, today).await?;
    let coming = queries::coming(&mut turn.db(), me, today, today + Days::new(7)).await?;
    let mut screen = Screen::new(t!("today-title", day = today));
    if due.is_empty() {
        screen = screen.line(t!("today-nothing"));
    }
    let page = Page::of(&due, page);
    for task in page.items {
        screen = screen.row([button(t!("today-line", at = at(task, today), task = named(task)), task, Deed::Show)]);
    }
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Today(page)));
    let leaves = leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after));
    screen = screen.row(leaves);
    if done > 0 {
        screen = screen.line(t!("today-done", count = done));
    }
    if !coming.is_empty() {
        screen = screen.gap().line(t!("today-coming"));
        screen = screen.lines(
            coming.iter().take(5).map(|task| t!("today-coming-line", due = super::due(task), task = named(task))),
        );
    }
    Ok(screen.row([Button::command(t!("task-new-button"), "task"), Button::command(t!("menu-button"), "menu")]))
}

/// At what time, or since when it is late.
fn at(task: &Task, today: NaiveDate) -> Text {
    match task.due_time {
        _ if task.due_on < today => t!("today-late", day = task.due_on),
        Some(time) => t!("today-at", time = time),
        None => t!("today-any-time"),
    }
}

/// What is to be done, and about whom.
fn named(task: &Task) -> Text {
    let sign = match task.kind {
        Kind::Own => t!("task-own", text = &task.text),
        Kind::Call => t!("task-call", text = &task.text),
        Kind::Contact => t!("task-contact", text = &task.text),
        Kind::Paper => t!("task-paper", text = &task.text),
    };
    match &task.client_name {
        Some(client) => t!("task-about", task = sign, client = client),
        None => sign,
    }
}

/// The card of a task, with what can be done.
pub async fn card(turn: &Turn, task: &Task) -> Result<Screen> {
    let mut screen = Screen::new(t!("task-card", task = named(task))).line(due(task));
    // A task outlives the right to see its client: whose client it is now tells whom to call.
    let client = match task.client {
        Some(client) => clients::by_id(&mut turn.db(), turn.scope(), client).await?,
        None => None,
    };
    if let Some(client) = &client {
        screen = screen.about(client.id).lines(clients::whom_to_call(&mut turn.db(), client.id).await?);
    }
    if task.closed_at.is_some() {
        return Ok(screen.line(t!("task-closed")));
    }
    screen = screen
        .row([
            button(t!("task-done-button"), task, Deed::Done),
            button(t!("task-tomorrow-button"), task, Deed::Tomorrow),
        ])
        .row([
            button(t!("task-date-button"), task, Deed::Calendar(first(turn.today()))),
            button(t!("task-hand-button"), task, Deed::Colleagues),
        ]);
    if let Some(client) = client {
        screen = screen.row([clients::call_button(client.id), clients::card_button(client.id)]);
    }
    Ok(screen.row([Button::press(t!("today-button"), &Today(0))]))
}

fn first(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    day.with_day(1).unwrap_or(day)
}

/// To which day?
pub fn calendar(turn: &Turn, task: &Task, month: NaiveDate) -> Screen {
    let pick = |label, day| button(label, task, Deed::To(day));
    let leaf = |label, month| button(label, task, Deed::Calendar(month));
    let month = DayChoice::ahead(turn, HORIZON).month(month, &pick, &leaf);
    let mut screen = Screen::new(t!("task-which-day", task = named(task))).line(month.legend);
    screen.rows = month.rows;
    screen.row([button(t!("frame-back"), task, Deed::Show)])
}

/// To whom?
pub fn colleagues(task: &Task, names: HashMap<Id<Person>, String>, me: Id<Person>) -> Screen {
    let mut names: Vec<_> = names.into_iter().filter(|(id, _)| *id != me).collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    let buttons = names.into_iter().take(60).map(|(id, name)| button(Text::Verbatim(name), task, Deed::HandOver(id)));
    Screen::new(t!("task-to-whom", task = named(task))).grid(buttons, 2).row([button(
        t!("frame-back"),
        task,
        Deed::Show,
    )])
}

fn after(event: Id<Event>) -> [Button; 3] {
    let on = Button::command(t!("next-button"), "next");
    [Button::press(t!("undo-button"), &Undo(event)), Button::press(t!("today-button"), &Today(0)), on]
}

/// The task is a colleague's now.
pub fn handed(task: &Task, colleague: &str, event: Id<Event>) -> Screen {
    Screen::new(t!("task-handed", task = &task.text, name = colleague)).row(after(event))
}

/// The task has been written down.
pub fn added(task: &Task, event: Id<Event>) -> Screen {
    Screen::new(t!("task-added", task = named(task))).line(due(task)).row(after(event))
}

/// The task is done.
pub fn done(task: &Task, event: Id<Event>) -> Screen {
    Screen::new(t!("task-done", task = named(task))).row(after(event))
}

/// The task has been moved.
pub fn moved(task: &Task, day: NaiveDate, event: Id<Event>) -> Screen {
    Screen::new(t!("task-moved", task = named(task), day = day)).row(after(event))
}

/// To the colleague who gets the task.
pub fn handed_to(task: &Task, from: &str) -> Screen {
    let shown = Task { rev: task.rev + 1, ..task.clone() };
    Screen::new(t!("task-from", name = from, task = named(task))).line(due(task)).row([button(
        t!("task-open-button"),
        &shown,
        Deed::Show,
    )])
}

/// The open question of the form.
pub async fn question(turn: &Turn, state: &AddTask, page: &str) -> Result<Question> {
    let client = match state.client {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
        None => None,
    };
    let at = state.at.open();
    let ask = match at {
        At::Text => t!("task-ask-text"),
        At::Day => t!("task-ask-day"),
        At::Client => t!("task-ask-client"),
        At::Review => t!("task-ask-review"),
    };
    let mut question = Question::new(t!("task-header"), ask);
    let day = state.day.map(|day| match state.time {
        Some(time) => t!("task-field-day-time", day = day, time = time),
        None => t!("task-field-day", day = day),
    });
    let text = state.text.as_ref().map(|text| t!("task-field-text", text = text));
    let name = client.as_ref().map(|client| t!("task-field-client", client = &client.name));
    question.filled = [text, day, name].into_iter().flatten().collect();
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.text.is_some() && state.day.is_some();
    question.number_is_answer = matches!(at, At::Text | At::Day);
    match at {
        At::Text => {}
        At::Day => {
            DayChoice::ahead(turn, HORIZON).ask(&mut question, page);
        }
        At::Client => {
            let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
            question.rows = recent
                .iter()
                .map(|client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())])
                .collect();
            question.skip = Some(t!("task-no-client"));
        }
        At::Review => {
            question.rows = vec![
                vec![Button::choice(t!("frame-save"), SAVE)],
                vec![Button::choice(t!("task-edit-text"), "text"), Button::choice(t!("task-edit-day"), "day")],
                vec![Button::choice(t!("task-edit-client"), "client")],
            ];
        }
    }
    Ok(question)
}

/// What kind of answer the open question wants.
pub fn hint(state: &AddTask) -> Text {
    match state.at.open() {
        At::Text => t!("task-hint-text"),
        At::Day => t!("task-hint-day"),
        At::Client => t!("task-hint-client"),
        At::Review => t!("frame-press-a-button"),
    }
}

/// Today's tasks in the digest.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let (due, done) = queries::of_day(conn, morning.person.id, morning.today).await?;
    if due.is_empty() && done == 0 {
        return Ok(Vec::new());
    }
    let late = due.iter().filter(|task| task.due_on < morning.today).count();
    let mut lines = vec![if due.is_empty() {
        t!("digest-tasks-all-done", done = done)
    } else {
        let late = (late > 0).then(|| t!("digest-tasks-late", count = late));
        let done = (done > 0).then(|| t!("digest-tasks-done", count = done));
        Text::Join([t!("digest-tasks", count = due.len())].into_iter().chain(late).chain(done).collect(), ", ")
    }];
    lines.extend(due.iter().take(5).map(|task| t!("digest-task", at = at(task, morning.today), task = named(task))));
    Ok(lines)
}

/// The tasks of the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<(NaiveDate, Text)>> {
    let (today, until) = (morning.today, morning.today + Days::new(7));
    let coming = queries::coming(conn, morning.person.id, today, until).await?;
    Ok(coming.iter().map(|task| (task.due_on, t!("week-task", at = at(task, today), task = named(task)))).collect())
}

/// Who is late with what is to be done.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let late = queries::late_by_owner(conn, morning.today).await?;
    let load = |(person, count)| Load { person, count, weight: 1, text: t!("load-tasks-late", count = count) };
    Ok(late.into_iter().map(load).collect())
}

/// The open tasks of a client on its card.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let tasks = queries::of_client(conn, client.id, 3).await?;
    Ok(tasks.iter().map(|task| t!("client-task", due = due(task), text = &task.text)).collect())
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let task = Task {
        id: Id::new(),
        kind: Kind::Call,
        text: "Перезвонить <b>".to_owned(),
        client: None,
        client_name: Some("ТСН «Ромашка» & Ко".to_owned()),
        owner: Id::new(),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default(),
        due_time: chrono::NaiveTime::from_hms_opt(15, 0, 0),
        rev: 9999,
        closed_at: None,
    };
    let names = HashMap::from([(Id::new(), "Мария".to_owned())]);
    vec![
        added(&task, Id::new()),
        done(&task, Id::new()),
        moved(&task, task.due_on, Id::new()),
        handed_to(&task, "Анна"),
        colleagues(&task, names, Id::new()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        for deed in [
            Deed::Show,
            Deed::Done,
            Deed::Tomorrow,
            Deed::Calendar(day),
            Deed::To(day),
            Deed::Colleagues,
            Deed::HandOver(Id::new()),
        ] {
            let press = Press { task: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "task:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
