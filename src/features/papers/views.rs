//! How papers are shown: in a line, on the card of what they belong to, on a card of their own.

use super::{
    model::{Act, Kind, Paper, State},
    queries,
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::Result,
    people::{Person, Role},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// A button of a paper's card: which paper, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub paper: Id<Paper>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does to a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Show,
    Act(Act),
    Edo,
    Files,
}

impl screen::Press for Press {
    const ROOM: &'static str = "paper";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show",
            Deed::Act(act) => act.name(),
            Deed::Edo => "edo",
            Deed::Files => "files",
        };
        format!("{}:{}:{deed}", self.paper.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (paper, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            "edo" => Deed::Edo,
            "files" => Deed::Files,
            act => Deed::Act(act.parse().ok()?),
        };
        Some(Self { paper, rev, deed })
    }
}

/// A page of the list of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Board {
    pub page: usize,
    /// Only what should have been signed by now.
    pub late: bool,
    /// Only of this client.
    pub client: Option<Id<Client>>,
}

impl screen::Press for Board {
    const ROOM: &'static str = "docs";

    fn pack(&self) -> String {
        let client = self.client.map(Id::short).unwrap_or_default();
        format!("{}:{}:{client}", self.page, i32::from(self.late))
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (page, late): (usize, i32) = (words.parse()?, words.parse()?);
        let client = match words.word()? {
            "" => None,
            client => Some(Id::from_short(client)?),
        };
        Some(Self { page, late: late != 0, client })
    }
}

pub fn button(label: Text, paper: &Paper, deed: Deed) -> Button {
    Button::press(label, &Press { paper: paper.id, rev: paper.rev, deed })
}

/// Buttons for the card of the thing that papers belong to: each opens its own.
pub fn buttons(papers: &[Paper]) -> Vec<Vec<Button>> {
    papers.iter().map(|paper| vec![button(t!("paper-line", paper = stands(paper)), paper, Deed::Show)]).collect()
}

/// `📄 УПД 214: подписан 24 нояб., Ольга · акт: нужен`; nothing where no paper is needed.
pub fn lines(papers: &[Paper]) -> Vec<Text> {
    let told: Vec<Text> = papers.iter().filter(|paper| paper.state != State::NotNeeded).map(stands).collect();
    if told.is_empty() { Vec::new() } else { vec![t!("paper-line", paper = Text::Join(told, " · "))] }
}

/// `УПД 214: подписан 24 нояб., Ольга`. A доверенность is a she.
pub fn stands(paper: &Paper) -> Text {
    let named = named(paper);
    let she = paper.kind == Kind::Proxy;
    let by = !paper.signed_by.is_empty();
    match (paper.state, paper.signed_on) {
        (State::Signed, Some(day)) if by && she => {
            t!("paper-signed-by-she", paper = named, day = day, who = &paper.signed_by)
        }
        (State::Signed, Some(day)) if by => t!("paper-signed-by", paper = named, day = day, who = &paper.signed_by),
        (State::Signed, Some(day)) if she => t!("paper-signed-she", paper = named, day = day),
        (State::Signed, Some(day)) => t!("paper-signed", paper = named, day = day),
        (State::Sent, _) if she => t!("paper-sent-she", paper = named),
        (State::Sent, _) => t!("paper-sent", paper = named),
        (State::Attached, _) if she => t!("paper-attached-she", paper = named),
        (State::Attached, _) => t!("paper-attached", paper = named),
        (State::NotNeeded, _) if she => t!("paper-not-needed-she", paper = named),
        (State::NotNeeded, _) => t!("paper-not-needed", paper = named),
        (State::Needed | State::Signed, _) if she => t!("paper-needed-she", paper = named),
        (State::Needed | State::Signed, _) => t!("paper-needed", paper = named),
    }
}

/// `УПД 214`.
pub fn named(paper: &Paper) -> Text {
    let kind = match paper.kind {
        Kind::Upd => t!("paper-upd"),
        Kind::Proxy => t!("paper-proxy"),
        Kind::Act => t!("paper-act"),
    };
    if paper.number.is_empty() { kind } else { t!("paper-numbered", kind = kind, number = &paper.number) }
}

/// `УПД 214: отправлен · Доставка Д-318 · ⚠️ 5 дней без подписи`.
pub fn told(paper: &Paper, now: DateTime<Utc>) -> Text {
    let label = Text::verbatim(&paper.label);
    let age = age(paper, now);
    Text::Join([stands(paper), label].into_iter().chain(age).collect(), " · ")
}

/// How long it has been waiting for a signature since the goods left.
pub fn age(paper: &Paper, now: DateTime<Utc>) -> Option<Text> {
    let days = paper.age(now).filter(|days| *days > 0 && paper.ages() && paper.is_open())?;
    Some(if paper.is_overdue(now) { t!("paper-age-late", days = days) } else { t!("paper-age", days = days) })
}

/// Who may do what: whoever keeps the client does everything, accounting says that a paper is signed.
pub fn may(person: &Person, deed: Deed) -> bool {
    match deed {
        Deed::Show | Deed::Files => true,
        Deed::Act(Act::Sign) => person.is_any(super::READERS),
        Deed::Act(_) | Deed::Edo => person.is_any(KEEPERS),
    }
}

/// Who keeps clients.
const KEEPERS: &[Role] = &[Role::Manager, Role::Deputy, Role::Head];

/// The card of a paper.
pub async fn card(turn: &Turn, paper: &Paper) -> Result<Screen> {
    let files = queries::files(&mut turn.db(), paper.id).await?.len();
    Ok(screen(paper, files, turn.me(), turn.now()))
}

/// The card of a paper with so many files, as a person sees it.
pub fn screen(paper: &Paper, files: usize, me: &Person, now: DateTime<Utc>) -> Screen {
    let mut screen = Screen::new(t!("paper-card", paper = stands(paper), label = &paper.label)).about(paper.client);
    screen = screen.line(t!("paper-client", client = &paper.client_name));
    if let Some(left) = paper.left_at {
        screen = screen.line(t!("paper-left", at = left));
    }
    let waits = paper.is_open() && paper.ages();
    if let Some(due) = paper.due_at.filter(|_| waits) {
        screen = screen.line(t!("paper-due", at = due));
    }
    if paper.is_overdue(now) {
        screen = screen.lines(age(paper, now));
    }
    if !paper.reason.is_empty() {
        screen = screen.line(t!("paper-reason", reason = &paper.reason));
    }
    if !paper.edo.is_empty() {
        screen = screen.line(t!("paper-edo", edo = &paper.edo));
    }
    if files > 0 {
        screen = screen.line(t!("paper-files", count = files));
    }
    let acts = paper.state.acts().into_iter().map(|act| (act_label(act), Deed::Act(act)));
    let more = [(t!("paper-edo-button"), Deed::Edo), (t!("paper-files-button"), Deed::Files)];
    let more = more.into_iter().filter(|(_, deed)| match deed {
        Deed::Files => files > 0,
        _ => paper.state != State::NotNeeded,
    });
    let all = acts.chain(more).filter(|(_, deed)| may(me, *deed)).map(|(label, deed)| button(label, paper, deed));
    screen.grid(all, 2).row([
        Button::press(t!("paper-all-button"), &Board { page: 0, late: false, client: None }),
        clients::card_button(paper.client),
    ])
}

fn act_label(act: Act) -> Text {
    match act {
        Act::Attach => t!("paper-attach-button"),
        Act::Send => t!("paper-send-button"),
        Act::Sign => t!("paper-sign-button"),
        Act::Drop => t!("paper-drop-button"),
        Act::Need => t!("paper-need-button"),
    }
}

/// The card with what was done on top, and how to take it back.
pub fn after(screen: Screen, said: Text, event: Id<Event>) -> Screen {
    screen.with_warning(said).row([Button::press(t!("undo-button"), &Undo(event))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let acts = [Act::Attach, Act::Send, Act::Sign, Act::Drop, Act::Need].map(Deed::Act);
        for deed in [Deed::Show, Deed::Edo, Deed::Files].into_iter().chain(acts) {
            let press = Press { paper: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "paper:".len() <= 64);
        }
        for client in [None, Some(Id::new())] {
            let board = Board { page: 99, late: true, client };
            assert_eq!(Board::unpack(&board.pack()), Some(board));
            assert!(board.pack().len() + "docs:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
        assert_eq!(Board::unpack("of an older release"), None);
    }
}
