//! What stands at a client. Pure: no database, no clock, no Telegram.

use crate::{
    bot::said::Attached,
    clients::{Client, Site},
    db::{Id, Timestamp},
    fold::fold,
    named,
    people::Person,
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

named! {
    /// What it is.
    pub enum Kind {
        /// A barrier.
        Barrier = "barrier",
        /// The arm of one.
        Boom = "boom",
        /// A turnstile.
        Turnstile = "turnstile",
        /// A reader of cards or tags.
        Reader = "reader",
        /// A camera.
        Camera = "camera",
        /// A controller.
        Controller = "controller",
        /// A remote control.
        Remote = "remote",
        /// A lock.
        Lock = "lock",
        /// Anything else.
        Other = "other",
    }
}

/// Every kind, in the order of the buttons, with how people begin its word.
pub const KINDS: [(Kind, &[&str]); 9] = [
    (Kind::Barrier, &["шлагбаум"]),
    (Kind::Boom, &["стрел"]),
    (Kind::Turnstile, &["турникет"]),
    (Kind::Reader, &["считывател", "ридер"]),
    (Kind::Camera, &["камер"]),
    (Kind::Controller, &["контроллер", "контролер"]),
    (Kind::Remote, &["пульт", "брелок", "брелк"]),
    (Kind::Lock, &["замок", "замк"]),
    (Kind::Other, &["прочее", "другое"]),
];

named! {
    /// From where we know of it.
    pub enum Source {
        /// Told on the phone.
        Call = "call",
        /// The client says so in writing.
        Client = "client",
        /// Somebody of us saw it.
        Visit = "visit",
    }
}

/// Something that stands at a client, so many of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Own id.
    pub id: Id<Unit>,
    /// At whom.
    pub client: Id<Client>,
    /// At which site; `None`: the client as a whole.
    pub site: Option<Id<Site>>,
    /// What.
    pub kind: Kind,
    /// Of which make; may be empty.
    pub brand: String,
    /// Which of theirs; may be empty.
    pub model: String,
    /// How many.
    pub qty: i64,
    /// Since which year.
    pub year: Option<i64>,
    /// Serial numbers; may be empty.
    pub serial: String,
    /// What else there is to know; ours alone; may be empty.
    pub note: String,
    /// From where we know.
    pub source: Source,
    /// When it was said.
    pub said_at: Timestamp,
    /// Who wrote it down.
    pub by: Id<Person>,
    /// Which engineer has seen it, and when.
    pub confirmed: Option<(Id<Person>, Timestamp)>,
    /// How it looks.
    pub photo: Option<Attached>,
    /// Since when it stands there no more.
    pub removed_at: Option<Timestamp>,
    /// Why not; may be empty.
    pub why: String,
    /// Raised with every change: a button counts only for what it showed.
    pub rev: i64,
}

/// The most of one kind, and the years that can be.
pub const MOST: i64 = 999;
const FIRST_YEAR: i64 = 1990;

/// Whether something can have been installed in a year.
pub fn is_year(year: i64, today: chrono::NaiveDate) -> bool {
    (FIRST_YEAR..=i64::from(today.year())).contains(&year)
}

/// What a line tells: `ромашка шлагбаум CAME GARD 2 шт 2021`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    pub query: String,
    pub kind: Option<Kind>,
    pub brand: String,
    pub model: String,
    pub qty: Option<i64>,
    pub year: Option<i64>,
}

/// Which kind a word names.
pub fn kind_of(word: &str) -> Option<Kind> {
    let word = fold(word);
    KINDS.iter().find(|(_, begins)| begins.iter().any(|begin| word.starts_with(begin))).map(|(kind, _)| *kind)
}

/// Reads a line. What stands before the kind names the client, what stands behind it the make; without a kind all of it is
/// the client.
pub fn read(words: &str, today: chrono::NaiveDate) -> Read {
    let words: Vec<&str> = words.split_whitespace().collect();
    let Some((at, kind)) = words.iter().enumerate().find_map(|(at, word)| kind_of(word).map(|kind| (at, kind))) else {
        return Read { query: words.join(" "), ..Read::default() };
    };
    let mut read = Read { query: words[..at].join(" "), kind: Some(kind), ..Read::default() };
    let mut rest = words[at + 1..].iter().peekable();
    let mut named = Vec::new();
    while let Some(word) = rest.next() {
        let bare = word.trim_matches(|c: char| matches!(c, ',' | '.' | '(' | ')'));
        let number = bare.trim_start_matches(['×', 'x', 'х']).trim_end_matches("шт").parse::<i64>().ok();
        let pieces = rest.peek().is_some_and(|next| fold(next).starts_with("шт"));
        let marked = bare.starts_with(['×', 'x', 'х']) || bare.ends_with("шт");
        match number {
            Some(year) if !marked && !pieces && is_year(year, today) => read.year = Some(year),
            Some(qty) if (1..=MOST).contains(&qty) && (marked || pieces || read.qty.is_none()) => {
                read.qty = Some(qty);
                if pieces {
                    rest.next();
                }
            }
            _ => named.push(bare),
        }
    }
    (read.brand, read.model) = make(&named.join(" "));
    read
}

/// Make and model in one line.
pub fn make(words: &str) -> (String, String) {
    let (brand, model) = words.trim().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
    (brand.to_owned(), model.trim().to_owned())
}

impl Unit {
    /// The same, seen by an engineer.
    #[must_use]
    pub fn seen(self, by: Id<Person>, at: Timestamp) -> Self {
        Self { confirmed: Some((by, at)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_client_kind_make_quantity_and_year() {
        let today = "2026-11-24".parse().unwrap();
        let told = |query: &str, kind, make: (&str, &str), qty, year| Read {
            query: query.to_owned(),
            kind: Some(kind),
            brand: make.0.to_owned(),
            model: make.1.to_owned(),
            qty,
            year,
        };
        assert_eq!(
            read("ромашка шлагбаум CAME 2 шт 2021", today),
            told("ромашка", Kind::Barrier, ("CAME", ""), Some(2), Some(2021))
        );
        assert_eq!(
            read("ТСН Ромашка считыватели Parsec PR-P05, 4шт", today),
            told("ТСН Ромашка", Kind::Reader, ("Parsec", "PR-P05"), Some(4), None)
        );
        assert_eq!(read("лотос пульты ×20", today), told("лотос", Kind::Remote, ("", ""), Some(20), None));
        assert_eq!(read("лотос замок 2030", today), told("лотос", Kind::Lock, ("2030", ""), None, None));
        assert_eq!(read("ооо лотос", today), Read { query: "ооо лотос".to_owned(), ..Read::default() });
    }
}
