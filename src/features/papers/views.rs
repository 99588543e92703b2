//! Screens of papers.

use super::model::{Kind, Paper, State};
use crate::{
    bot::screen::{self, Button, Words},
    db::Id,
    t,
    text::Text,
};

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
}

impl screen::Press for Press {
    const ROOM: &'static str = "paper";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show",
        };
        format!("{}:{}:{deed}", self.paper.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (paper, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            _ => return None,
        };
        Some(Self { paper, rev, deed })
    }
}

fn button(label: Text, paper: &Paper, deed: Deed) -> Button {
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

/// `УПД 214: подписан 24 нояб., Ольга`.
fn stands(paper: &Paper) -> Text {
    let paper_named = named(paper);
    let she = paper.kind == Kind::Proxy;
    match (paper.state, paper.signed_on) {
        (State::Signed, Some(day)) if paper.signed_by.is_empty() && she => {
            t!("paper-signed-she", paper = paper_named, day = day)
        }
        (State::Signed, Some(day)) if paper.signed_by.is_empty() => t!("paper-signed", paper = paper_named, day = day),
        (State::Signed, Some(day)) if she => {
            t!("paper-signed-by-she", paper = paper_named, day = day, who = &paper.signed_by)
        }
        (State::Signed, Some(day)) => t!("paper-signed-by", paper = paper_named, day = day, who = &paper.signed_by),
        (State::Sent, _) if she => t!("paper-sent-she", paper = paper_named),
        (State::Sent, _) => t!("paper-sent", paper = paper_named),
        (State::Attached, _) if she => t!("paper-attached-she", paper = paper_named),
        (State::Attached, _) => t!("paper-attached", paper = paper_named),
        (State::NotNeeded, _) if she => t!("paper-not-needed-she", paper = paper_named),
        (State::NotNeeded, _) => t!("paper-not-needed", paper = paper_named),
        (State::Needed | State::Signed, _) if she => t!("paper-needed-she", paper = paper_named),
        (State::Needed | State::Signed, _) => t!("paper-needed", paper = paper_named),
    }
}

/// `УПД 214`.
fn named(paper: &Paper) -> Text {
    let kind = match paper.kind {
        Kind::Upd => t!("paper-upd"),
        Kind::Proxy => t!("paper-proxy"),
        Kind::Act => t!("paper-act"),
    };
    if paper.number.is_empty() { kind } else { t!("paper-numbered", kind = kind, number = &paper.number) }
}
