//! What accounting is asked for: a task for four working hours, with what is wrong in its words.

use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::tasks::{self, Task},
    people::{self, Role},
    rules, t,
    text::Text,
};

/// Working minutes accounting has.
const PATIENCE: u32 = 4 * 60;

/// Puts the task and tells whoever has it; where there is no accounting, whoever looks after the client has it. Says who.
pub async fn ask(turn: &Turn, client: &Client, what: Text) -> Result<(Id<Task>, String)> {
    let accounting = people::all_with_role(&mut turn.db(), Role::Accounting).await?.into_iter().next();
    let owner = match accounting {
        Some(owner) => Some(owner),
        None => rules::keepers(&mut turn.db(), client.owner).await?.into_iter().next(),
    };
    let owner = owner.ok_or_else(|| Error::User(t!("issue-no-accounting")))?;
    let me = turn.me().id;
    let until = owner.working_time(turn.calendar()).add_working(turn.now(), PATIENCE);
    let local = until.with_timezone(&owner.zone);
    let new = tasks::New {
        kind: tasks::Kind::Paper,
        text: what.plain(&owner.reader(turn.now())),
        client: Some(client.id),
        owner: owner.id,
        author: Some(me),
        due_on: local.date_naive(),
        due_time: Some(local.time()),
    };
    let task = tasks::put(&mut turn.db(), new, turn.stamp()).await?;
    if owner.id != me {
        let name = &turn.me().name;
        let said = t!("issue-asked-of-you", client = &client.name, what = what, name = name, at = until);
        let screen = Screen::new(said).about(client.id).row([clients::card_button(client.id)]);
        turn.tell(&owner, Class::Notice, &format!("issue:task:{}", task.id), &screen).await?;
    }
    Ok((task.id, owner.name))
}
