//! Taking a whole import back: the last imports, what one of them would take along, and the yes to just that.

use super::{named, views};
use crate::{
    bot::{
        screen::{Press, Screen, Words},
        turn::Turn,
    },
    db::{Conn, Id},
    error::Result,
    features::{ALL, TakeBack, Weight, hello},
    files::{self, Done, Import},
    hash,
    people::Person,
    t,
};

/// `/imports` shows so many.
const SHOWN: i64 = 10;

/// A button of the list of imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unload {
    /// The list.
    List,
    /// What would go?
    Ask(Id<Import>),
    /// Yes, just what was shown: its seal.
    Yes(Id<Import>, String),
}

impl Press for Unload {
    const ROOM: &'static str = "unload";

    fn pack(&self) -> String {
        match self {
            Self::List => "list".to_owned(),
            Self::Ask(id) => format!("ask:{}", id.short()),
            Self::Yes(id, seal) => format!("yes:{}:{seal}", id.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        match words.word()? {
            "list" => Some(Self::List),
            "ask" => words.id().map(Self::Ask),
            "yes" => Some(Self::Yes(words.id()?, words.word()?.to_owned())),
            _ => None,
        }
    }
}

/// `/imports`.
pub async fn list(turn: Turn) -> Result {
    let screen = listed(&turn).await?;
    turn.reply(screen).await.map(drop)
}

async fn listed(turn: &Turn) -> Result<Screen> {
    let done = files::latest(&mut turn.db(), SHOWN).await?;
    Ok(views::done(&done, |done| may(turn.me(), done)))
}

/// Whoever may load such files may take them back.
fn may(person: &Person, done: &Done) -> bool {
    named(&done.kind).is_some_and(|import| person.is_any(import.roles))
}

/// A press.
pub async fn press(turn: Turn, press: Unload) -> Result {
    let (id, seal) = match press {
        Unload::List => {
            let screen = listed(&turn).await?;
            return turn.show(screen).await;
        }
        Unload::Ask(id) => (id, None),
        Unload::Yes(id, seal) => (id, Some(seal)),
    };
    let done = files::by_id(&mut turn.db(), id).await?.filter(|done| may(turn.me(), done));
    let Some(done) = done else { return turn.toast(t!("frame-old-button")).await };
    if let Some(at) = done.undone_at {
        return turn.toast(t!("unload-already", at = at.0)).await;
    }
    let Some(take_back) = named(&done.kind).and_then(|import| import.take_back) else {
        return turn.show(views::grown(&done)).await;
    };
    let weight = weigh(&mut turn.db(), take_back, &done).await?;
    let shown = sealed(&weight);
    match seal {
        Some(seal) if seal == shown && weight.against.is_empty() => undo(&turn, take_back, &done, &weight).await,
        seal => {
            if seal.is_some() {
                turn.toast(t!("frame-card-changed")).await?;
            }
            turn.show(views::weighed(&done, &weight, shown)).await
        }
    }
}

/// What would go, and what all rooms have against it.
pub async fn weigh(conn: &mut Conn, take_back: TakeBack, done: &Done) -> Result<Weight> {
    let mut weight = (take_back.weigh)(conn, done).await?;
    for (invoice, number) in &weight.invoices {
        for holds in ALL.iter().filter_map(|room| room.holds) {
            if let Some(why) = holds(conn, *invoice).await? {
                weight.against.push(t!("unload-held", number = number, why = why));
            }
        }
    }
    Ok(weight)
}

/// Tells what was shown from what would be shown now.
fn sealed(weight: &Weight) -> String {
    hash::of(format!("{weight:?}"))[..8].to_owned()
}

async fn undo(turn: &Turn, take_back: TakeBack, done: &Done, weight: &Weight) -> Result {
    files::undo(&mut turn.db(), done.id, turn.me().id, turn.stamp()).await?;
    (take_back.undo)(&mut turn.db(), done.id, turn.moment()).await?;
    turn.happened("import.undone", None, done.id, &done.file_name).await?;
    turn.show(views::undone(done, weight)).await?;
    let again = if done.is_one_c() { t!("unload-again-by-itself") } else { t!("unload-again") };
    turn.reply(hello::word(again)).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_survives_64_bytes() {
        for press in [Unload::List, Unload::Ask(Id::new()), Unload::Yes(Id::new(), sealed(&Weight::default()))] {
            assert_eq!(Unload::unpack(&press.pack()), Some(press.clone()));
            assert!(press.pack().len() + "unload:".len() <= 64);
        }
    }
}
