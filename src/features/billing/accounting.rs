//! What can't be made here is asked of accounting: a task for four working hours, and whoever waits is told until when
//! (PRODUCT D3a).

use super::{
    model::{AGAIN, Channel},
    rows, views,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    clients::{self, Client},
    error::{Error, Result},
    features::{invoices::Invoice, tasks},
    people::{self, Person, Role},
    rules, t,
};
use chrono::{DateTime, Utc};

/// Working minutes accounting has.
const PATIENCE: u32 = 4 * 60;

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
    for invoice in &fresh {
        for person in to {
            rows::put(&mut turn.db(), invoice, person.id, Channel::Task, (me, turn.stamp())).await?;
        }
    }
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
