//! Equipment: what stands at a client, site by site, from where we know, and what an engineer has seen with own eyes
//! (PRODUCT D16, row 1.5).
//!
//! Its law: whoever keeps the client writes it down and puts it right; an engineer with a visit there confirms, corrects
//! what is counted and adds what is missing; what an engineer saw and somebody else changed is to be seen again; nothing
//! is erased, only removed with a reason. A client sees none of it.
//!
//! Deliberately not here: whose visit it is. The room that plans visits opens the list to an engineer by [`open_for`].

mod add;
mod edit;
mod model;
mod press;
mod rows;
mod samples;
mod save;
#[cfg(test)]
mod tests;
mod views;

pub use model::{Kind, Unit};
pub use rows::open_for;
pub use views::summary;

use super::{CardPart, Feature, Inverse};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Client, Site},
    db::{Conn, Id},
    error::{Error, Result},
    people::Role,
    t,
    text::Text,
};
use add::AddUnit;
use edit::EditUnit;
use press::{List, Press, Whole};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "equipment",
    doors,
    answers,
    forms: &[Form::of::<AddUnit>(), Form::of::<EditUnit>()],
    commands: &[Command {
        name: "equipment",
        word: "оборудование",
        about: "command-equipment",
        rank: 65,
        roles: KEEPERS,
    }],
    presses: &[("equips", READERS), ("equip", READERS), ("equipall", READERS)],
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(on_card(conn, client)),
        buttons: |client| vec![button(client)],
        proves: true,
    }),
    card_rank: 56,
    undo: &[
        Inverse {
            kind: "equipment.added",
            name: |_| Ok(t!("equip-deed-added")),
            undo: |turn, event| Box::pin(save::undo_added(turn, event)),
        },
        Inverse {
            kind: "equipment.changed",
            name: |_| Ok(t!("equip-deed-changed")),
            undo: |turn, event| Box::pin(save::undo_changed(turn, event)),
        },
        Inverse {
            kind: "equipment.confirmed",
            name: |_| Ok(t!("equip-deed-confirmed")),
            undo: |turn, event| Box::pin(save::undo_confirmed(turn, event)),
        },
        Inverse {
            kind: "equipment.removed",
            name: |_| Ok(t!("equip-deed-removed")),
            undo: |turn, event| Box::pin(save::undo_removed(turn, event)),
        },
        Inverse {
            kind: "equipment.copied",
            name: |_| Ok(t!("equip-deed-copied")),
            undo: |turn, event| Box::pin(save::undo_copied(turn, event)),
        },
    ],
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who writes equipment down.
const KEEPERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];
/// Who may press its buttons at all; of which client is asked with every press.
const READERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Support, Role::Engineer];

fn doors() -> Vec<Routes> {
    vec![
        command("equipment").endpoint(start),
        pressed::<List>().endpoint(press::page),
        pressed::<Press>().endpoint(press::press),
        pressed::<Whole>().endpoint(press::whole),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<AddUnit>().endpoint(add::answer), in_dialogue::<EditUnit>().endpoint(edit::answer)]
}

/// What the acting person may do with the equipment of a client.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Whose equipment.
    client: Client,
    /// Puts everything right.
    edits: bool,
    /// Is on site: confirms, counts, adds.
    confirms: bool,
}

impl Sight {
    /// Whether something may be written down.
    const fn adds(&self) -> bool {
        self.edits || self.confirms
    }
}

/// A client whose equipment the acting person may see: who keeps the client, support, an engineer with a visit there.
async fn sight_of(turn: &Turn, client: Id<Client>) -> Result<Sight> {
    let me = turn.me().clone();
    let own = if me.is_any(KEEPERS) { clients::by_id(&mut turn.db(), turn.scope(), client).await? } else { None };
    let visits = me.is_any(&[Role::Engineer]) && rows::visits(&mut turn.db(), me.id, client, turn.stamp()).await?;
    let edits = own.is_some();
    let found = if own.is_none() && (visits || me.is_any(&[Role::Support])) {
        clients::known(&mut turn.db(), client).await?
    } else {
        own
    };
    let client = found.ok_or_else(|| Error::User(t!("client-absent")))?;
    Ok(Sight { client, edits, confirms: visits })
}

/// One piece of equipment in the acting person's sight; a foreign one is as absent as one that never was.
async fn sight_of_unit(turn: &Turn, id: Id<Unit>) -> Result<(Sight, Unit)> {
    let absent = || Error::User(t!("equip-absent"));
    let unit = rows::known(&mut turn.db(), id).await?.ok_or_else(absent)?;
    match sight_of(turn, unit.client).await {
        Ok(sight) => Ok((sight, unit)),
        Err(Error::User(_)) => Err(absent()),
        Err(other) => Err(other),
    }
}

/// `/equipment`, `/equipment ромашка`, or a line: `оборудование ромашка шлагбаум CAME 2 шт 2021`.
async fn start(turn: Turn, Args(words): Args) -> Result {
    if let Some(id) = Id::from_short(&words) {
        let sight = sight_of(&turn, id).await?;
        let screen = press::list(&turn, &sight, 0).await?;
        return turn.reply(screen).await.map(drop);
    }
    let read = model::read(&words, turn.today());
    let found = clients::find(&mut turn.db(), turn.scope(), &read.query, turn.today()).await?;
    let Some(hit) = found.into_iter().find(|hit| hit.exact) else {
        return turn.open(&AddUnit::begin(read)).await;
    };
    let sight = sight_of(&turn, hit.client.id).await?;
    if read.kind.is_some() {
        let form = AddUnit::begin(read).of_client(&turn, &sight).await?;
        return turn.open(&form).await;
    }
    let screen = press::list(&turn, &sight, 0).await?;
    turn.reply(screen).await.map(drop)
}

/// `🔩 Оборудование`: the list of a client, as a message of its own.
pub fn button(client: Id<Client>) -> Button {
    Button::command(t!("equip-button"), &format!("equipment:{}", client.short()))
}

/// The same for an engineer or for support, who know the client only from a card of theirs.
pub fn engineer_buttons(client: Id<Client>) -> Vec<Button> {
    vec![views::list_button(client)]
}

/// The list of a client as the acting person may see it; refused as if there were no such client.
pub async fn screen(turn: &Turn, client: Id<Client>) -> Result<Screen> {
    let sight = sight_of(turn, client).await?;
    press::list(turn, &sight, 0).await
}

/// What stands at a client; of one site, if it is named.
pub async fn of_client(conn: &mut Conn, client: Id<Client>, site: Option<Id<Site>>) -> Result<Vec<Unit>> {
    let mut units = rows::standing(conn, client).await?;
    units.retain(|unit| site.is_none() || unit.site == site || unit.site.is_none());
    Ok(units)
}

/// The line of a client's card.
async fn on_card(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let units = rows::standing(conn, client.id).await?;
    Ok(summary(&units, client.zone).into_iter().collect())
}
