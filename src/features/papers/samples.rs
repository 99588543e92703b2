//! Screens of papers for the gallery.

use super::{
    model::{Kind, Paper, State},
    views,
};
use crate::{bot::screen::Screen, db::Id, t};
use chrono::{DateTime, TimeDelta};

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let at = DateTime::UNIX_EPOCH;
    let paper = Paper {
        id: Id::new(),
        client: Id::new(),
        client_name: "ТСН «Ромашка» <b> & Ко".to_owned(),
        owner: None,
        link: "delivery:1".to_owned(),
        label: "Доставка Д-318 <i>".to_owned(),
        kind: Kind::Upd,
        state: State::Sent,
        number: "214<".to_owned(),
        signed_on: None,
        signed_by: String::new(),
        reason: String::new(),
        edo: "https://edo.example/214?a=1&b=2".to_owned(),
        left_at: Some(at),
        due_at: Some(at + TimeDelta::days(3)),
        settled_at: None,
        changed_at: at,
        rev: 9999,
    };
    let signed = Paper {
        state: State::Signed,
        signed_on: Some(at.date_naive()),
        signed_by: "Ольга <b>".to_owned(),
        ..paper.clone()
    };
    let proxy = Paper { kind: Kind::Proxy, state: State::Needed, ..paper.clone() };
    let papers = [paper, signed, proxy];
    let mut screen = Screen::new(t!("docs-client", client = &papers[0].client_name)).lines(views::lines(&papers));
    screen.rows = views::buttons(&papers);
    let told = papers.iter().map(|paper| views::told(paper, at + TimeDelta::days(5)));
    vec![views::after(screen.lines(told), t!("paper-said-sent"), Id::new())]
}
