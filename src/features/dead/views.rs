//! Screens of what was given up.

use super::Act;
use crate::{
    bot::{
        dead::{Dead, Kind},
        screen::{Button, Screen},
        widgets::{PER_PAGE, Page},
    },
    db::Timestamp,
    features::hello,
    t,
    text::Text,
};
use chrono::DateTime;

/// A reason is cut after so many characters.
const LONGEST: usize = 160;

/// Each with its age and reason, and what can be done.
pub fn list(all: &[Dead], page: usize) -> Screen {
    if all.is_empty() {
        return hello::word(t!("dead-none"));
    }
    let shown = Page::of(all, page);
    let first = page.min((all.len() - 1) / PER_PAGE) * PER_PAGE;
    let mut screen = Screen::new(t!("dead-title", count = all.len()));
    for (at, one) in shown.items.iter().enumerate() {
        let number = first + at + 1;
        let why: String = one.why.chars().take(LONGEST).collect();
        screen = screen
            .gap()
            .line(t!("dead-one", number = number, what = what(one), at = one.since.0, tries = one.tries))
            .line(Text::from(why));
    }
    for (at, one) in shown.items.iter().enumerate() {
        let number = first + at + 1;
        screen = screen.row([
            Button::press(t!("dead-again", number = number), &Act::Retry(one.name.clone())),
            Button::press(t!("dead-put-away", number = number), &Act::PutAway(one.name.clone())),
        ]);
    }
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Act::Page(page)));
    screen
        .row(leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after)))
        .row([Button::press(t!("dead-all"), &Act::RetryAll)])
        .row(hello::menu_row())
}

fn what(one: &Dead) -> Text {
    match one.name.kind {
        Kind::Update => t!("dead-update"),
        Kind::Message => t!("dead-message", method = one.what.clone()),
        Kind::Job => t!("dead-job", kind = one.what.clone()),
    }
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let one = |name: &str, what: &str, why: &str| Dead {
        name: name.parse().expect("a name"),
        what: what.to_owned(),
        since: Timestamp(DateTime::UNIX_EPOCH),
        tries: 3,
        why: why.to_owned(),
    };
    let hex = "f".repeat(32);
    let few = [
        one("update:512340001", "", "database: <b>&"),
        one(&format!("message:{hex}"), "editMessageReplyMarkup", "400 Bad Request: chat not found"),
        one(&format!("job:{hex}"), "files.read", &"x".repeat(500)),
    ];
    let many: Vec<Dead> = few.iter().cycle().take(20).cloned().collect();
    vec![list(&[], 0), list(&few, 0), list(&many, 1)]
}
