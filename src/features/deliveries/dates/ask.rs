//! The client is asked for a window: whom, with what words, and what happens while nobody answers.

use super::{
    super::{card, cards, client, model::Delivery, rows as deliveries, window::Window},
    rows::{self, Asked, State},
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::Screen,
        shown::{self, Told},
    },
    calendar::{Hours, Moment, WorkingTime},
    clients::{self, Client},
    db::{Conn, Id},
    error::{Error, Result},
    features::tasks::{self, Task},
    people::Person,
    rules, t,
};
use chrono::{DateTime, Utc};

/// A working day, minutes.
const DAY: u32 = 480;

/// Writes the client's card as a message of its own within the rules for messages to clients; the one before keeps no
/// buttons. Said once per `word`.
pub async fn say(conn: &mut Conn, id: Id<Delivery>, word: &str, moment: Moment<'_>) -> Result<Told> {
    let delivery = deliveries::read(conn, id).await?;
    let company = clients::known(conn, delivery.client).await?.ok_or_else(|| Error::other("a client is gone"))?;
    let whom = clients::who_agrees(conn, delivery.client).await?;
    let mut told = Told::Nobody;
    for person in &whom {
        let screen = client::card(conn, &delivery, person, moment).await?;
        let one = shown::write_client(conn, &delivery.link(), word, (&company, person), &screen, moment).await?;
        told = told.and(one);
    }
    Ok(told)
}

/// Asks the client which of the windows suits.
pub async fn ask(
    conn: &mut Conn,
    delivery: &Delivery,
    windows: &[Window],
    by: Id<Person>,
    moment: Moment<'_>,
) -> Result<Told> {
    super::drop_call(conn, delivery.id, moment).await?;
    let from = moment.now;
    let round = rows::ask(conn, delivery.id, windows, (by, from.into()), from).await?;
    // What stood is not agreed any more: it is being asked about.
    let own = (delivery.starts_at, delivery.ends_at);
    deliveries::agree(conn, delivery.id, own, None, from.into()).await?;
    let told = say(conn, delivery.id, &format!("dates:{round}"), moment).await?;
    let asked_at = if let Told::Later(at) = told { at } else { from };
    let next = a_day_after(conn, delivery.client, asked_at, moment).await?;
    rows::reminded(conn, delivery.id, (0, Some(next)), None).await?;
    Ok(told)
}

/// When a working day of the client has passed.
async fn a_day_after(
    conn: &mut Conn,
    client: Id<Client>,
    at: DateTime<Utc>,
    moment: Moment<'_>,
) -> Result<DateTime<Utc>> {
    let zone = clients::known(conn, client).await?.map_or(chrono_tz::Europe::Moscow, |client| client.zone);
    let hours = Hours::default();
    Ok(WorkingTime { calendar: moment.calendar, hours: &hours, zone }.add_working(at, DAY))
}

/// Who has not answered for a working day is reminded, once; after another one whoever looks after them is to call.
pub async fn look(conn: &mut Conn, moment: Moment<'_>) -> Result {
    for asked in rows::due(conn, moment.now.into()).await? {
        let delivery = deliveries::read(conn, asked.delivery).await?;
        if !delivery.state.is_before_order() || asked.state != State::Asked {
            rows::reminded(conn, delivery.id, (asked.reminded, None), asked.task).await?;
            continue;
        }
        let told = match asked.reminded {
            0 => say(conn, delivery.id, &format!("dates:{}:again", asked.round), moment).await?,
            _ => Told::Nobody,
        };
        match told {
            Told::Now | Told::Later(_) => {
                let from = if let Told::Later(at) = told { at } else { moment.now };
                let next = a_day_after(conn, delivery.client, from, moment).await?;
                rows::reminded(conn, delivery.id, (1, Some(next)), None).await?;
            }
            Told::Nobody => call(conn, &delivery, &asked, moment).await?,
        }
        cards::refresh(conn, delivery.id, None, moment).await?;
    }
    Ok(())
}

/// Whoever looks after the client is to call them.
async fn call(conn: &mut Conn, delivery: &Delivery, asked: &Asked, moment: Moment<'_>) -> Result {
    let keepers = rules::keepers(conn, delivery.owner).await?;
    let Some(keeper) = keepers.first() else {
        return rows::reminded(conn, delivery.id, (2, None), None).await;
    };
    let time = keeper.working_time(moment.calendar);
    let reader = keeper.reader(moment.now);
    let text = t!("dates-task", number = delivery.number.to_string());
    let new = tasks::New::next(tasks::Kind::Call, &text, delivery.client, keeper, moment);
    let task: Task = tasks::put(conn, new, moment.now.into()).await?;
    rows::reminded(conn, delivery.id, (2, None), Some(task.id)).await?;
    let Some(chat) = keeper.tg_id else { return Ok(()) };
    let screen = Screen::new(t!("dates-no-answer", delivery = card::named(delivery), day = task.due_on))
        .about(delivery.client)
        .row([clients::call_button(delivery.client), card::button(delivery)]);
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("delivery:{}:dates:{}:call", delivery.id, asked.round)),
        silent: !time.is_open(moment.now),
        ..Letter::reply(chat, reader, &screen)
    };
    outbox::send(conn, letter).await.map(drop)
}
