//! What was said of equipment is kept, with a way back.

use super::{model::Unit, rows, sight_of};
use crate::{
    bot::{event::Event, turn::Turn},
    clients::Client,
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// How one stood before a deed (`None`: it was not there), and its revision after it.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    unit: Id<Unit>,
    before: Option<Unit>,
    rev: i64,
}

/// Writes down new ones.
pub async fn add_all(turn: &Turn, kind: &str, client: Id<Client>, new: &[Unit]) -> Result<Id<Event>> {
    let mut kept = Vec::new();
    for unit in new {
        rows::insert(&mut turn.db(), unit).await?;
        kept.push(Kept { unit: unit.id, before: None, rev: unit.rev });
    }
    turn.happened(kind, Some(client), client, &kept).await
}

/// Writes down what has changed of several, each as it was and as it is now.
pub async fn change_all(turn: &Turn, kind: &str, client: Id<Client>, changes: &[(Unit, Unit)]) -> Result<Id<Event>> {
    let mut kept = Vec::new();
    for (before, after) in changes {
        let after = rows::change(&mut turn.db(), after).await?;
        kept.push(Kept { unit: after.id, before: Some(before.clone()), rev: after.rev });
    }
    turn.happened(kind, Some(client), client, &kept).await
}

/// Writes down what has changed of one.
pub async fn change(turn: &Turn, kind: &str, before: &Unit, after: Unit) -> Result<(Unit, Id<Event>)> {
    let changes = [(before.clone(), after)];
    let event = change_all(turn, kind, before.client, &changes).await?;
    let [(_, after)] = changes;
    Ok((Unit { rev: after.rev + 1, ..after }, event))
}

/// Takes a deed back, unless something of it has been changed since.
pub async fn undo(turn: &Turn, event: &Event) -> Result {
    let sight = sight_of(turn, event.entity()?).await?;
    if !sight.adds() {
        return Err(Error::User(t!("client-absent")));
    }
    let kept: Vec<Kept> = event.data()?;
    for Kept { unit, before, rev } in kept {
        let now = rows::known(&mut turn.db(), unit).await?.filter(|now| now.rev == rev);
        let now = now.ok_or_else(|| Error::User(t!("equip-changed")))?;
        let after = match before {
            Some(before) => Unit { rev, ..before },
            None => Unit { removed_at: Some(turn.stamp()), ..now },
        };
        rows::change(&mut turn.db(), &after).await?;
    }
    Ok(())
}

/// Takes back that something was written down.
pub async fn undo_added(turn: Turn, event: Event) -> Result<Text> {
    undo(&turn, &event).await.map(|()| t!("equip-deed-added"))
}

/// Takes back a change.
pub async fn undo_changed(turn: Turn, event: Event) -> Result<Text> {
    undo(&turn, &event).await.map(|()| t!("equip-deed-changed"))
}

/// Takes back that an engineer saw it.
pub async fn undo_confirmed(turn: Turn, event: Event) -> Result<Text> {
    undo(&turn, &event).await.map(|()| t!("equip-deed-confirmed"))
}

/// Takes back that it was removed.
pub async fn undo_removed(turn: Turn, event: Event) -> Result<Text> {
    undo(&turn, &event).await.map(|()| t!("equip-deed-removed"))
}

/// Takes back that a site was copied.
pub async fn undo_copied(turn: Turn, event: Event) -> Result<Text> {
    undo(&turn, &event).await.map(|()| t!("equip-deed-copied"))
}
