//! How a room is reached: by a command, by one of its buttons, by an answer to its open form, by free words.

use crate::{
    bot::{
        dialogue::Dialogue,
        drafts::Draft,
        said::Said,
        screen::Press,
        turn::{Turn, Who},
    },
    error::Result,
    people::Role,
};
use std::sync::Arc;

/// A branch of the tree: what it handles and how.
pub type Routes = dptree::Handler<'static, Result>;

/// A command of a room.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Latin, as Telegram requires: `call`.
    pub name: &'static str,
    /// The Cyrillic word that does the same: `звонок`.
    pub word: &'static str,
    /// The key of its description in `locales/`; empty: not in the menus.
    pub about: &'static str,
    /// Menus show commands in this order: what is needed most comes first.
    pub rank: u8,
    /// Who may; empty: everybody the bot knows.
    pub roles: &'static [Role],
}

/// What stood behind a command, trimmed; may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args(pub String);

/// The open form, if any. Every branch of the tree looks at it: shared, not copied.
#[derive(Debug, Clone)]
pub struct Current(pub Arc<Option<Draft>>);

/// What was said, for the branches that only look whether it is theirs.
pub type Overheard = Arc<Said>;

/// Words typed while no form is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(pub String);

/// The command `/name`, its Cyrillic word, or a button that stands for it. Gives [`Args`].
pub fn command(name: &'static str) -> Routes {
    dptree::filter_map(move |said: Overheard| match &*said {
        Said::Command { name: called, args } if called == name => Some(Args(args.clone())),
        _ => None,
    })
}

/// A button of the room. Gives `P`.
pub fn pressed<P: Press>() -> Routes {
    dptree::filter_map(|said: Overheard| match &*said {
        Said::Press(data) => {
            data.split_once(':').filter(|(room, _)| *room == P::ROOM).and_then(|(_, rest)| P::unpack(rest))
        }
        _ => None,
    })
}

/// An answer to the open form `T`. Gives its state.
pub fn in_dialogue<T: Dialogue>() -> Routes {
    dptree::filter_map(|current: Current, said: Overheard| match (&*current.0, &*said) {
        (Some(draft), said)
            if draft.form == T::NAME && !matches!(said, Said::Press(_) | Said::Command { .. } | Said::Inline(_)) =>
        {
            T::deserialize(&draft.state).ok()
        }
        _ => None,
    })
}

/// Words typed while no form is open. Gives [`Words`].
pub fn free_words() -> Routes {
    dptree::filter_map(|current: Current, said: Overheard| match (&*current.0, &*said) {
        (None, Said::Text(text)) => Some(Words(text.clone())),
        _ => None,
    })
}

/// Whatever a stranger does.
pub fn from_stranger() -> Routes {
    dptree::filter(|turn: Turn| matches!(turn.who(), Who::Stranger { .. }))
}
