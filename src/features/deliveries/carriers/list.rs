//! `/carriers`: the book of carriers as people see it.

use super::{
    book::{self, Carrier, Kind},
    entry::Entry,
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{self, Button, Screen, Words},
        turn::Turn,
        widgets::Page,
    },
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};

/// A button of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A page of the list.
    List(usize),
    /// One carrier.
    Show(Id<Carrier>),
    /// A new one.
    Add,
    /// Changes what is known, as it was shown.
    Edit(Id<Carrier>, i64),
    /// We do not work with them any more, or again.
    Close(Id<Carrier>, i64),
    /// We do again.
    Reopen(Id<Carrier>, i64),
}

impl screen::Press for Press {
    const ROOM: &'static str = "carrier";

    fn pack(&self) -> String {
        match self {
            Self::List(page) => format!("list:{page}"),
            Self::Show(id) => format!("show:{}", id.short()),
            Self::Add => "add".to_owned(),
            Self::Edit(id, rev) => format!("edit:{}:{rev}", id.short()),
            Self::Close(id, rev) => format!("close:{}:{rev}", id.short()),
            Self::Reopen(id, rev) => format!("open:{}:{rev}", id.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "list" => Self::List(words.parse()?),
            "show" => Self::Show(words.id()?),
            "add" => Self::Add,
            "edit" => Self::Edit(words.id()?, words.parse()?),
            "close" => Self::Close(words.id()?, words.parse()?),
            "open" => Self::Reopen(words.id()?, words.parse()?),
            _ => return None,
        })
    }
}

/// A carrier of the book.
async fn found(turn: &Turn, id: Id<Carrier>) -> Result<Carrier> {
    let carrier = book::by_id(&mut turn.db(), id).await?;
    carrier.ok_or_else(|| Error::User(t!("carrier-absent")))
}

/// `/carriers`.
pub async fn list(turn: Turn) -> Result {
    let all = book::all(&mut turn.db()).await?;
    turn.reply(page(&all, 0)).await.map(drop)
}

/// A press.
pub async fn press(turn: Turn, press: Press) -> Result {
    match press {
        Press::List(number) => {
            let all = book::all(&mut turn.db()).await?;
            turn.show(page(&all, number)).await
        }
        Press::Add => turn.open(&Entry::begin(None)).await,
        Press::Show(id) => {
            let carrier = found(&turn, id).await?;
            turn.show(card(&carrier)).await
        }
        Press::Edit(id, rev) => {
            let carrier = found(&turn, id).await?;
            if carrier.rev != rev {
                return changed(&turn, &carrier, false).await;
            }
            turn.open(&Entry::begin(Some(&carrier))).await
        }
        Press::Close(id, rev) => set_closed(&turn, id, rev, true).await,
        Press::Reopen(id, rev) => set_closed(&turn, id, rev, false).await,
    }
}

async fn changed(turn: &Turn, carrier: &Carrier, done: bool) -> Result {
    let at = carrier.closed_at.map_or(turn.now(), |at| at.0);
    turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
    turn.show(card(carrier)).await
}

async fn set_closed(turn: &Turn, id: Id<Carrier>, rev: i64, closed: bool) -> Result {
    let carrier = found(turn, id).await?;
    if carrier.rev != rev || carrier.closed_at.is_some() == closed {
        return changed(turn, &carrier, closed && carrier.closed_at.is_some()).await;
    }
    let at = closed.then_some(turn.stamp());
    book::close(&mut turn.db(), id, at).await?;
    let event = turn.happened("carrier.closed", None, id, &closed).await?;
    let carrier = found(turn, id).await?;
    let said = if closed { t!("carrier-said-closed") } else { t!("carrier-said-reopened") };
    turn.show(after(card(&carrier), said, event)).await
}

/// The same after a deed, with the way to take it back.
pub fn after(screen: Screen, said: Text, event: Id<Event>) -> Screen {
    screen.with_warning(said).row([Button::press(t!("undo-button"), &Undo(event))])
}

fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Large => t!("carrier-kind-large"),
        Kind::Intercity => t!("carrier-kind-intercity"),
    }
}

/// A page of the list.
pub fn page(all: &[Carrier], number: usize) -> Screen {
    let working = all.iter().filter(|carrier| carrier.closed_at.is_none()).count();
    let title = if working == 0 { t!("carriers-none") } else { t!("carriers-title", count = working) };
    let mut screen = Screen::new(title);
    let page = Page::of(all, number);
    for carrier in page.items {
        let label = match (carrier.closed_at, carrier.kind) {
            (Some(_), _) => t!("carriers-closed", name = &carrier.name),
            (None, Kind::Large) => t!("carriers-large", name = &carrier.name),
            (None, Kind::Intercity) => t!("carriers-intercity", name = &carrier.name),
        };
        screen = screen.row([Button::press(label, &Press::Show(carrier.id))]);
    }
    let leaf = |label, to: Option<usize>| to.map(|to| Button::press(label, &Press::List(to)));
    let leaves = leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after));
    screen.row(leaves).row([Button::press(t!("carriers-add-button"), &Press::Add)])
}

/// What is known of a carrier.
pub fn card(carrier: &Carrier) -> Screen {
    let title = t!("carrier-card", name = &carrier.name, kind = kind(carrier.kind));
    let contact = match (carrier.contact.as_str(), &carrier.phone) {
        ("", None) => None,
        ("", Some(phone)) => Some(t!("carrier-phone", phone = phone.human())),
        (name, Some(phone)) => Some(t!("carrier-contact-phone", name = name, phone = phone.human())),
        (name, None) => Some(t!("carrier-contact", name = name)),
    };
    let lines = [
        contact,
        (!carrier.towns.is_empty()).then(|| t!("carrier-towns", towns = &carrier.towns)),
        (!carrier.note.is_empty()).then(|| t!("carrier-note", note = &carrier.note)),
        carrier.closed_at.map(|at| t!("carrier-closed-since", at = at.0)),
    ];
    let (id, rev) = (carrier.id, carrier.rev);
    let close = if carrier.closed_at.is_none() {
        Button::press(t!("carrier-close-button"), &Press::Close(id, rev))
    } else {
        Button::press(t!("carrier-reopen-button"), &Press::Reopen(id, rev))
    };
    Screen::new(title)
        .lines(lines.into_iter().flatten())
        .row([Button::press(t!("carrier-edit-button"), &Press::Edit(id, rev)), close])
        .row([Button::press(t!("carriers-back-button"), &Press::List(0))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let id = Id::new();
        let presses = [
            Press::List(99),
            Press::Show(id),
            Press::Add,
            Press::Edit(id, 99_999),
            Press::Close(id, 99_999),
            Press::Reopen(id, 99_999),
        ];
        for press in presses {
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "carrier:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
