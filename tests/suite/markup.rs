//! Words of people are shown as they are, whatever they look like: names, messages, captions, notes and offers full of tags,
//! quotes and ampersands stand on every phone to the letter, and Telegram finds no entity it can't parse.

use crate::drama::{self, ANSWERS, OURS, PLEAS};
use mosbot::{
    playground::{Desk, telegram::Message},
    story,
};

/// What people are called here.
const NAMES: [&str; 8] = ["Анна", "Мария", "Виктор", "Пётр", "Ромашка", "Лотос", "Ольга", "Вера"];

/// What looks like markup.
fn marked(word: &str) -> String {
    format!("{word} <b>\"x\" & </i>&lt;'y'")
}

/// What is wrong with a message: words that became markup, or were escaped once too often.
fn wrong(text: &str, html: &str) -> Option<String> {
    let interpreted = ["<b>\"x\"", "<b>x", "<b>&quot;x"].iter().any(|tag| html.contains(tag));
    let escaped = ["&amp;", "&quot;", "&lt;b", "&#"].iter().any(|left| text.contains(left));
    (interpreted || escaped).then(|| format!("{text}\n{html}"))
}

/// Everything that can be read in a message: its words and those of its buttons.
fn read(message: &Message) -> Vec<(String, String)> {
    let buttons = message.buttons.iter().flatten().map(|button| (button.text.clone(), String::new()));
    [(message.text.clone(), message.html.clone())].into_iter().chain(buttons).collect()
}

story!(words_that_look_like_markup_are_shown_to_the_letter, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let drama = drama::begin(desk, &marked).await;
    drama.play(desk, &marked).await;
    let phones = drama.house().into_iter().chain([&drama.olga, &drama.vera]);
    let mut shown: Vec<(String, String)> =
        phones.clone().flat_map(|phone| desk.telegram.chat(phone.user)).flat_map(|message| read(&message)).collect();
    shown.extend(phones.flat_map(|phone| desk.telegram.toasts(phone.user)).map(|toast| (toast.text, String::new())));
    let found: Vec<String> = shown.iter().filter_map(|(text, html)| wrong(text, html)).collect();
    assert!(found.is_empty(), "{found:#?}");
    for word in OURS.into_iter().chain(ANSWERS).chain(PLEAS).chain(NAMES) {
        assert!(shown.iter().any(|(text, _)| text.contains(&marked(word))), "«{word}» stands nowhere to the letter");
    }
    let bold = shown.iter().filter(|(_, html)| html.contains("<b>")).count();
    assert!(bold > 20, "what we make bold is bold: {bold}");
});

#[test]
fn words_that_became_markup_are_seen() {
    let word = marked("note");
    let escaped = word.replace('&', "&amp;").replace('<', "&lt;");
    assert_eq!(wrong(&word, &escaped), None);
    assert!(wrong(&word, &word).is_some(), "not escaped");
    assert!(wrong(&escaped, &escaped).is_some(), "escaped twice");
}
