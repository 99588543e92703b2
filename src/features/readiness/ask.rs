//! Five working days before, the client is asked whether the day holds, once; whoever does not answer within a working day
//! is to be called.

use super::{client, keepers, model::Ready, rows, save::known, views};
use crate::{
    bot::{
        governor::{self, Matter, Writing, Written},
        outbox::{self, Class, Letter},
        screen::Screen,
    },
    calendar::{Hours, Moment, WorkingTime},
    clients::{self, Client},
    db::Conn,
    error::Result,
    features::tasks,
    t,
};
use chrono::{DateTime, Days, Utc};

/// A working day, minutes.
const DAY: u32 = 480;

/// Looks whom to ask and whom to call.
pub async fn look(conn: &mut Conn, moment: Moment<'_>) -> Result {
    // Nobody's day has begun more than a day before ours.
    let latest = moment.now.date_naive() + Days::new(1);
    for ready in rows::to_ask(conn, latest).await? {
        let company = known(conn, &ready).await?;
        let today = moment.now.with_timezone(&company.zone).date_naive();
        if ready.ask_on.is_some_and(|day| day <= today) {
            ask(conn, ready, &company, moment).await?;
        }
    }
    for ready in rows::unanswered(conn, moment.now.into()).await? {
        let company = known(conn, &ready).await?;
        call(conn, ready, &company, moment).await?;
    }
    Ok(())
}

/// Asks everybody who may agree days; if nobody there uses the bot, somebody of us calls.
async fn ask(conn: &mut Conn, ready: Ready, company: &Client, moment: Moment<'_>) -> Result {
    let asked = Ready { ask_on: None, asked_at: Some(moment.now.into()), ..ready };
    let mut told: Option<DateTime<Utc>> = None;
    for person in clients::who_agrees(conn, company.id).await? {
        let screen = client::card(conn, &asked).await?;
        let writing = Writing {
            client: company,
            person: &person,
            matter: Matter::Notice,
            key: format!("ready:{}:{}:{}", asked.id, asked.round, person.id),
            screen: &screen,
            objections: Vec::new(),
            wrote_at: None,
        };
        let written = governor::write(conn, writing, moment).await?;
        let at = match written {
            Written::Now(_) => moment.now,
            Written::Later(_, at, _) => at,
            Written::Held(_) | Written::Nothing => continue,
        };
        told = Some(told.map_or(at, |other| other.min(at)));
        let before = rows::cards(conn, asked.id).await?.into_iter().find(|(known, _)| *known == person.id);
        let Some(card) = written.card() else { continue };
        if let (Some((_, before)), Some(chat)) = (before.filter(|(_, before)| *before != card), person.tg_id) {
            outbox::strip(conn, before, chat, moment.now.into()).await?;
        }
        rows::remember(conn, asked.id, person.id, card).await?;
    }
    let Some(told) = told else {
        return call(conn, Ready { asked_at: None, ..asked }, company, moment).await;
    };
    let hours = Hours::default();
    let time = WorkingTime { calendar: moment.calendar, hours: &hours, zone: company.zone };
    let answer_by = Some(time.add_working(told, DAY).into());
    rows::change(conn, &Ready { asked_at: Some(told.into()), answer_by, ..asked }).await.map(drop)
}

/// Whoever looks after the client is to call them.
async fn call(conn: &mut Conn, ready: Ready, company: &Client, moment: Moment<'_>) -> Result {
    let keepers = keepers(conn, company).await?;
    let Some(keeper) = keepers.first() else {
        return rows::change(conn, &Ready { ask_on: None, answer_by: None, ..ready }).await.map(drop);
    };
    let time = keeper.working_time(moment.calendar);
    let reader = keeper.reader(moment.now);
    let text = match views::address_of(conn, &ready).await? {
        Some(address) => t!("ready-task-site", address = address, day = ready.ready_on),
        None => t!("ready-task", day = ready.ready_on),
    };
    let new = tasks::New::next(tasks::Kind::Call, &text, company.id, keeper, moment);
    let task = tasks::put(conn, new, moment.now.into()).await?;
    let silent = ready.asked_at.is_some();
    let ready = rows::change(conn, &Ready { ask_on: None, answer_by: None, task: Some(task.id), ..ready }).await?;
    let Some(chat) = keeper.tg_id else { return Ok(()) };
    let (name, day) = (&company.name, ready.ready_on);
    let said = if silent {
        t!("ready-no-answer", client = name, day = day, on = task.due_on)
    } else {
        t!("ready-nobody", client = name, day = day, on = task.due_on)
    };
    let screen =
        Screen::new(said).about(company.id).row([clients::call_button(company.id), views::open_button(&ready)]);
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("ready:{}:{}:call", ready.id, ready.round)),
        silent: !time.is_open(moment.now),
        ..Letter::reply(chat, reader, &screen)
    };
    outbox::send(conn, letter).await.map(drop)
}
