//! Undo: a person takes back what they have just done (PRODUCT 4.4). Each room says how its deeds are taken back; this
//! room finds the deed, checks whose it is and how old, and remembers that it was taken back, once.
//! Deliberately not here yet: the head's seven days, and the undo of an undo.

#[cfg(test)]
mod tests;

use super::{ALL, Feature, Inverse, hello};
use crate::{
    bot::{
        event::{self, Event, Happened, Undo},
        routes::{Command, Routes, command, pressed},
        screen::{Button, Screen},
        turn::Turn,
    },
    db::{Id, Timestamp},
    error::Result,
    t,
    text::Text,
};
use chrono::TimeDelta;

/// How long a deed can be taken back by who did it.
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// `/undo` shows so many.
const SHOWN: usize = 10;

/// The room.
pub const FEATURE: Feature = Feature {
    name: "undo",
    doors,
    commands: &[Command {
        name: "undo", word: "вернуть", about: "command-undo", rank: 110, roles: hello::STAFF
    }],
    presses: &[("undo", &[])],
    ..Feature::EMPTY
};

fn doors() -> Vec<Routes> {
    vec![command("undo").endpoint(list), pressed::<Undo>().endpoint(take_back)]
}

fn inverse(event: &Event) -> Option<&'static Inverse> {
    ALL.iter().flat_map(|room| room.undo).find(|inverse| inverse.kind == event.kind)
}

async fn list(turn: Turn) -> Result {
    let since = Timestamp::from(turn.now() - WINDOW);
    let deeds = event::deeds_of(&mut turn.db(), turn.me().id, since, 50).await?;
    let undone: Vec<_> = deeds.iter().filter_map(|deed| deed.undoes).collect();
    let mut screen = Screen::new(t!("undo-title"));
    let mut shown = 0;
    for deed in deeds.iter().filter(|deed| !undone.contains(&deed.id)) {
        let Some(inverse) = inverse(deed).filter(|_| shown < SHOWN) else { continue };
        let label = t!("undo-line", at = deed.at.0, what = (inverse.name)(deed)?);
        screen = screen.row([Button::press(label, &Undo(deed.id))]);
        shown += 1;
    }
    if shown == 0 {
        screen = hello::word(t!("undo-nothing"));
    }
    turn.reply(screen).await.map(drop)
}

async fn take_back(turn: Turn, Undo(id): Undo) -> Result {
    match take(&turn, id).await? {
        Ok(done) => turn.show(hello::word(t!("undo-done", what = done))).await,
        Err(why) => turn.toast(why).await,
    }
}

/// Takes a deed of the acting person back and says what it was, or why it can't be.
pub async fn take(turn: &Turn, id: Id<Event>) -> Result<Result<Text, Text>> {
    let deed = event::by_id(&mut turn.db(), id).await?.filter(|deed| deed.actor == Some(turn.me().id));
    let Some((deed, inverse)) = deed.and_then(|deed| inverse(&deed).map(|inverse| (deed, inverse))) else {
        return Ok(Err(t!("frame-old-button")));
    };
    let taken_back = event::undone_by(&mut turn.db(), id).await?;
    if let Some(before) = taken_back {
        return Ok(Err(t!("undo-already", at = before.at.0)));
    }
    if turn.now() - deed.at.0 > WINDOW {
        return Ok(Err(t!("undo-too-late")));
    }
    let done = (inverse.undo)(turn.clone(), deed.clone()).await?;
    let happened = Happened {
        at: turn.stamp(),
        actor: Some(turn.me().id),
        kind: "undone",
        client: deed.client_id,
        entity: deed.entity.clone(),
        data: &deed.kind,
        undoes: Some(deed.id),
    };
    event::record(&mut turn.db(), happened).await?;
    Ok(Ok(done))
}
