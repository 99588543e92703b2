//! What can't be made here is asked of accounting: a task for four working hours, and whoever waits is told until when. After
//! three accounting is reminded, after four whoever looks after the client hears of it (PRODUCT D3a).

use super::{
    model::{AGAIN, Channel},
    rows::{self, To},
    views,
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::Screen,
        turn::Turn,
    },
    clients::{self, Client},
    db::Conn,
    error::{Error, Result},
    features::{invoices::Invoice, tasks},
    jobs::At,
    people::{self, Person, Role},
    rules, t,
};
use chrono::{DateTime, TimeDelta, Utc};

/// Working minutes accounting has.
const PATIENCE: u32 = 4 * 60;
/// After so many of them they are reminded.
const REMINDED: u32 = 3 * 60;
/// What was asked for longer ago is for the list of tasks alone.
const LOOKED: TimeDelta = TimeDelta::days(14);
/// So many open tasks of a client are looked through.
const KNOWN: i64 = 50;

/// What became of asking.
pub enum Asked {
    /// They do it until then.
    Now(Box<Person>, DateTime<Utc>),
    /// They were asked then.
    Before(DateTime<Utc>),
}

/// Which of the invoices have not been sent this way to any of these people within a day, and when the others were.
pub async fn fresh(
    turn: &Turn,
    invoices: &[Invoice],
    to: &[Person],
    channel: Channel,
) -> Result<(Vec<Invoice>, Option<DateTime<Utc>>)> {
    let (mut fresh, mut before) = (Vec::new(), None);
    for invoice in invoices {
        let mut last = None;
        for person in to {
            let since = turn.now() - AGAIN;
            let sent = rows::latest(&mut turn.db(), invoice, person.id, channel, since).await?;
            last = last.max(sent.map(|at| at.0));
        }
        if last.is_none() {
            fresh.push(invoice.clone());
        }
        before = before.max(last);
    }
    Ok((fresh, before))
}

/// Asks accounting to send a client its invoices, once a day; where there is no accounting, whoever looks after the client.
pub async fn ask(turn: &Turn, client: &Client, invoices: &[Invoice], to: &[Person]) -> Result<Asked> {
    let (fresh, before) = fresh(turn, invoices, to, Channel::Task).await?;
    if let (true, Some(before)) = (fresh.is_empty(), before) {
        return Ok(Asked::Before(before));
    }
    let accounting = people::all_with_role(&mut turn.db(), Role::Accounting).await?.into_iter().next();
    let owner = match accounting {
        Some(owner) => Some(owner),
        None => rules::keepers(&mut turn.db(), client.owner).await?.into_iter().next(),
    };
    let owner = owner.ok_or_else(|| Error::User(t!("billing-nobody")))?;
    let me = turn.me().id;
    let until = owner.working_time(turn.calendar()).add_working(turn.now(), PATIENCE);
    let local = until.with_timezone(&owner.zone);
    let numbers = views::numbers(&fresh);
    let task = t!("billing-task", count = fresh.len(), numbers = numbers.as_str());
    let new = tasks::New {
        kind: tasks::Kind::Paper,
        text: task.plain(&owner.reader(turn.now())),
        client: Some(client.id),
        owner: owner.id,
        author: (!turn.me().is_any(&[Role::Client])).then_some(me),
        due_on: local.date_naive(),
        due_time: Some(local.time()),
    };
    let task = tasks::put(&mut turn.db(), new, turn.stamp()).await?;
    for invoice in &fresh {
        for person in to {
            let asked = To::Task { person: person.id, task: task.id };
            rows::put(&mut turn.db(), invoice, asked, (me, turn.stamp())).await?;
        }
    }
    if owner.id != me {
        let screen = Screen::new(t!(
            "billing-asked-of-you",
            client = &client.name,
            count = fresh.len(),
            numbers = numbers,
            name = &turn.me().name,
            at = until
        ));
        let screen = screen.about(client.id).row([clients::card_button(client.id)]);
        turn.tell(&owner, Class::Notice, &format!("billing:task:{}", task.id), &screen).await?;
    }
    Ok(Asked::Now(Box::new(owner), until))
}

/// Every minute: whoever has a task that is still open is reminded of it an hour before its end, and when that has passed,
/// whoever looks after the client hears of it; each once, in their working hours.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    for wish in rows::wishes(conn, moment.now - LOOKED).await? {
        let Some(client) = clients::known(conn, wish.client_id).await? else { continue };
        let open = tasks::of_client(conn, client.id, KNOWN).await?;
        let Some(task) = open.into_iter().find(|task| task.id == wish.task_id) else { continue };
        let Some(owner) = people::present(conn, task.owner).await? else { continue };
        let time = owner.working_time(moment.calendar);
        let until = time.add_working(wish.sent_at.0, PATIENCE);
        if moment.now < time.add_working(wish.sent_at.0, REMINDED) {
            continue;
        }
        let button = [clients::card_button(client.id)];
        if moment.now < until {
            let said = t!("billing-remind", client = &client.name, task = &task.text, at = until);
            let screen = Screen::new(said).about(client.id).row(button);
            tell(conn, &owner, (&format!("billing:remind:{}", task.id), &screen), at).await?;
            continue;
        }
        let said = t!("billing-late", client = &client.name, name = &owner.name, task = &task.text, at = until);
        let screen = Screen::new(said).about(client.id).row(button);
        for keeper in rules::keepers(conn, client.owner).await?.into_iter().filter(|keeper| keeper.id != owner.id) {
            tell(conn, &keeper, (&format!("billing:late:{}:{}", task.id, keeper.id), &screen), at).await?;
        }
    }
    Ok(())
}

/// Tells somebody who works now.
async fn tell(conn: &mut Conn, person: &Person, (key, screen): (&str, &Screen), at: &At) -> Result {
    let moment = at.moment();
    let Some(chat) = person.tg_id.filter(|_| person.working_time(moment.calendar).is_open(moment.now)) else {
        return Ok(());
    };
    let key = Some(key.to_owned());
    let letter = Letter { class: Class::Notice, key, ..Letter::reply(chat, person.reader(moment.now), screen) };
    outbox::send(conn, letter).await.map(drop)
}
