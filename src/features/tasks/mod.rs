//! Tasks: dated things to do of a person: today, tomorrow, on a date, done, handed over. Other rooms put tasks here;
//! this room knows none of them.

mod dialogue;
mod model;
mod queries;
mod views;

#[cfg(test)]
mod tests;

pub use model::{Kind, Task};
pub use queries::{New, calls_to_make, cancel, closed_at, of_client, put, reopen, settle_calls};

use super::{CardPart, Feature, Inverse, Morning, Section, Team, hello};
use crate::{
    bot::{
        dialogue::Form,
        event::Event,
        outbox::Class,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        said::Said,
        screen::Screen,
        turn::Turn,
        widgets::DayChoice,
    },
    clients,
    db::Id,
    error::{Error, Result},
    people::{self, Role},
    t,
    text::Text,
    when,
};
use chrono::NaiveDate;
use dialogue::{AddTask, Answer, HORIZON, Step};
use views::{Deed, Press, Today};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "tasks",
    doors,
    answers,
    forms: &[Form::of::<AddTask>()],
    commands: &[
        Command { name: "today", word: "сегодня", about: "command-today", rank: 20, roles: DOERS },
        Command { name: "task", word: "задача", about: "command-task", rank: 60, roles: DOERS },
    ],
    presses: &[("task", DOERS), ("today", DOERS)],
    digest: Some(Section {
        rank: 30,
        lines: |conn, morning| Box::pin(views::digest_lines(conn, morning)),
        week: |conn, morning| Box::pin(views::week(conn, morning)),
        items: |conn, morning| Box::pin(digest_items(conn, morning)),
        card: |turn, id| Box::pin(digest_card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(views::card_lines(conn, client)),
        buttons: |client| vec![views::new_task_button(client)],
        proves: true,
    }),
    team: Some(Team {
        rank: 50,
        lines: |_, _| Box::pin(async { Ok(Vec::new()) }),
        loads: |conn, morning| Box::pin(views::loads(conn, morning)),
    }),
    undo: &[
        Inverse {
            kind: "task.added",
            name: |_| Ok(t!("task-deed-added")),
            undo: |turn, e| Box::pin(undo_added(turn, e)),
        },
        Inverse { kind: "task.done", name: |_| Ok(t!("task-deed-done")), undo: |turn, e| Box::pin(undo_done(turn, e)) },
        Inverse {
            kind: "task.moved",
            name: |_| Ok(t!("task-deed-moved")),
            undo: |turn, e| Box::pin(undo_moved(turn, e)),
        },
        Inverse {
            kind: "task.handed",
            name: |_| Ok(t!("task-deed-handed")),
            undo: |turn, e| Box::pin(undo_handed(turn, e)),
        },
    ],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who has tasks.
const DOERS: &[Role] = hello::STAFF;

fn doors() -> Vec<Routes> {
    vec![
        command("today").endpoint(today),
        command("task").endpoint(start),
        pressed::<Today>().endpoint(page),
        pressed::<Press>().endpoint(press),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<AddTask>().endpoint(answer)]
}

async fn today(turn: Turn) -> Result {
    let screen = views::today(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, Today(page): Today) -> Result {
    let screen = views::today(&turn, page).await?;
    turn.show(screen).await
}

/// `/task`, `/task позвонить в банк завтра в 15`, or from a client card.
async fn start(turn: Turn, Args(words): Args) -> Result {
    let Some(id) = Id::from_short(&words) else {
        return turn.open(&AddTask::begin(&words, None, turn.today())).await;
    };
    let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
    let Some(client) = client else { return turn.toast(t!("client-absent")).await };
    turn.open(&AddTask::begin("", Some(client.id), turn.today())).await
}

async fn answer(turn: Turn, state: AddTask, said: Said) -> Result {
    let Some(answer) = Answer::of(&turn, &state, &said).await? else {
        return turn.again(views::hint(&state)).await;
    };
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(new) => {
            if let Some(client) = new.client
                && clients::by_id(&mut turn.db(), turn.scope(), client).await?.is_none()
            {
                return Err(Error::User(t!("client-absent")));
            }
            let me = turn.me().id;
            let task = queries::put(&mut turn.db(), New { owner: me, author: Some(me), ..new }, turn.stamp()).await?;
            let event = turn.happened("task.added", task.client, task.id, &()).await?;
            turn.finish(views::added(&task, event)).await
        }
    }
}

/// A press on a task's card: the owner's alone, and only on what it shows.
async fn press(turn: Turn, press: Press) -> Result {
    let me = turn.me().id;
    let found = queries::by_id(&mut turn.db(), me, press.task).await?;
    let Some(task) = found else { return Err(Error::User(t!("task-absent"))) };
    if let Some(at) = task.closed_at {
        turn.toast(t!("frame-already-done", at = at.0)).await?;
        return turn.show(views::card(&turn, &task).await?).await;
    }
    if press.rev != task.rev && !matches!(press.deed, Deed::Show) {
        turn.toast(t!("frame-card-changed")).await?;
        return turn.show(views::card(&turn, &task).await?).await;
    }
    match press.deed {
        Deed::Show => turn.show(views::card(&turn, &task).await?).await,
        Deed::Calendar(month) => turn.show(views::calendar(&turn, &task, month)).await,
        Deed::Colleagues => {
            let all = people::colleagues(&mut turn.db()).await?;
            turn.show(views::colleagues(&task, all, me)).await
        }
        Deed::Done => {
            queries::close(&mut turn.db(), task.id, model::State::Done, turn.stamp()).await?;
            let event = turn.happened("task.done", task.client, task.id, &()).await?;
            turn.show(views::done(&task, event)).await
        }
        Deed::Tomorrow => {
            let day = turn.calendar().next_working_day(turn.today());
            move_to(&turn, &task, day).await
        }
        Deed::To(day) => match DayChoice::ahead(&turn, HORIZON).within(day) {
            Ok(()) => move_to(&turn, &task, day).await,
            Err(why) => turn.toast(why).await,
        },
        Deed::HandOver(colleague) => hand_over(&turn, &task, colleague).await,
    }
}

async fn move_to(turn: &Turn, task: &Task, day: NaiveDate) -> Result {
    queries::set_day(&mut turn.db(), task.id, day).await?;
    let event = turn.happened("task.moved", task.client, task.id, &task.due_on).await?;
    turn.show(views::moved(task, day, event)).await
}

async fn hand_over(turn: &Turn, task: &Task, to: Id<people::Person>) -> Result {
    let colleague = people::present(&mut turn.db(), to).await?.filter(|person| person.is_any(hello::STAFF));
    let Some(colleague) = colleague else { return Err(Error::User(t!("task-absent"))) };
    queries::set_owner(&mut turn.db(), task.id, colleague.id).await?;
    let event = turn.happened("task.handed", task.client, task.id, &colleague.id).await?;
    let screen = views::handed_to(task, &turn.me().name);
    turn.tell(&colleague, Class::Notice, &format!("task:{}:{event}", task.id), &screen).await?;
    turn.show(views::handed(task, &colleague.name, event)).await
}

/// The task of a deed, if it is still its doer's: one handed over is the colleague's business.
async fn still_mine(turn: &Turn, event: &Event) -> Result<Task> {
    let me = turn.me().id;
    let task = queries::by_id(&mut turn.db(), me, event.entity()?).await?;
    task.ok_or_else(|| Error::User(t!("task-absent")))
}

/// The same, if it is still open.
async fn still_open(turn: &Turn, event: &Event) -> Result<Task> {
    let task = still_mine(turn, event).await?;
    if task.closed_at.is_some() { Err(Error::User(t!("task-closed"))) } else { Ok(task) }
}

async fn undo_added(turn: Turn, event: Event) -> Result<Text> {
    let task = still_open(&turn, &event).await?;
    queries::cancel(&mut turn.db(), task.id, turn.stamp()).await?;
    Ok(t!("task-deed-added"))
}

async fn undo_done(turn: Turn, event: Event) -> Result<Text> {
    let task = still_mine(&turn, &event).await?;
    queries::reopen(&mut turn.db(), task.id).await?;
    Ok(t!("task-deed-done"))
}

async fn undo_moved(turn: Turn, event: Event) -> Result<Text> {
    let task = still_open(&turn, &event).await?;
    queries::set_day(&mut turn.db(), task.id, event.data()?).await?;
    Ok(t!("task-deed-moved"))
}

/// A task handed over comes back, if the colleague has not closed it or handed it on.
async fn undo_handed(turn: Turn, event: Event) -> Result<Text> {
    let (me, colleague) = (turn.me().id, event.data()?);
    let task = queries::by_id(&mut turn.db(), colleague, event.entity()?).await?;
    let Some(task) = task.filter(|task| task.closed_at.is_none()) else { return Err(Error::User(t!("task-absent"))) };
    queries::set_owner(&mut turn.db(), task.id, me).await?;
    let colleague = people::present(&mut turn.db(), colleague).await?;
    if let Some(colleague) = colleague {
        let screen = Screen::new(t!("task-taken-back", name = &turn.me().name, task = &task.text));
        turn.tell(&colleague, Class::Notice, &format!("task:{}:back:{}", task.id, event.id), &screen).await?;
    }
    Ok(t!("task-deed-handed"))
}

async fn digest_items(conn: &mut crate::db::Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let tasks = queries::due(conn, morning.person.id, morning.today).await?;
    Ok(tasks.iter().map(|task| task.id.short()).collect())
}

async fn digest_card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let me = turn.me().id;
    let task = queries::by_id(&mut turn.db(), me, id).await?.filter(|task| task.closed_at.is_none());
    match task {
        Some(task) => views::card(&turn, &task).await.map(Some),
        None => Ok(None),
    }
}

/// When a task is due, as one text.
pub(crate) fn due(task: &Task) -> Text {
    match task.due_time {
        Some(time) => t!("task-due-at", day = task.due_on, time = when::human_time(time)),
        None => t!("task-due", day = task.due_on),
    }
}
