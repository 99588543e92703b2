//! Every sample screen, in both languages, before a strict Telegram: it fits, its markup can be read, its buttons can be
//! pressed, and the words of people stay words.

use crate::locales;
use mosbot::{
    bot::screen::{Button, Screen, Tap},
    db::Id,
    features,
    lang::Lang,
    playground::telegram::{Message, Telegram},
    t,
    text::{Arg, Reader, Text},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// What a hostile person is called.
const HOSTILE: &str = "<b>\"&";

/// Telegram's own limit after entities; shorter than the limit of the real server, which counts code points.
const BODY: usize = 4096;
const IN_A_ROW: usize = 8;
const IN_ALL: usize = 100;

/// A person's chat that screens are sent to.
struct Chat {
    telegram: Telegram,
    user: i64,
    http: reqwest::Client,
}

impl Chat {
    async fn open() -> Self {
        let telegram = Telegram::start(Arc::new(|| now().now)).await.unwrap();
        telegram.set_rates(false);
        let user = telegram.user("Анна", "ru", "+79161234567");
        telegram.starts(user, None);
        Self { telegram, user, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    /// Sends a body with buttons; Telegram's refusal if it does not like it.
    async fn send(&self, html: &str, markup: Option<Value>) -> Result<Message, String> {
        let mut payload = json!({ "chat_id": self.user, "text": html, "parse_mode": "HTML" });
        if let Some(markup) = markup {
            payload["reply_markup"] = markup;
        }
        let url = format!("{}/bot{}/sendMessage", self.telegram.url(), self.telegram.token());
        let answer = self.http.post(url).json(&payload).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        if answer["ok"] != json!(true) {
            return Err(answer["description"].as_str().unwrap_or_default().to_owned());
        }
        Ok(self.telegram.chat(self.user).pop().expect("the message that was sent"))
    }

    /// What is wrong with a screen.
    async fn problems(&self, screen: Screen, reader: &Reader) -> Vec<String> {
        let screen = bound(screen);
        let mut wrong = Vec::new();
        if screen.rows.iter().any(|row| row.len() > IN_A_ROW) {
            wrong.push(format!("more than {IN_A_ROW} buttons in a row"));
        }
        if screen.buttons().count() > IN_ALL {
            wrong.push(format!("more than {IN_ALL} buttons"));
        }
        for button in screen.buttons() {
            if button.label.plain(reader).trim().is_empty() {
                wrong.push(format!("a button without words: {:?}", button.tap));
            }
            if let Tap::Data(data) = &button.tap
                && !(1..=64).contains(&data.len())
            {
                wrong.push(format!("{} bytes of data: {data}", data.len()));
            }
        }
        match self.send(&screen.html(reader), screen.markup(reader)).await {
            Err(refusal) => wrong.push(refusal),
            Ok(shown) => {
                if shown.text.encode_utf16().count() > BODY {
                    wrong.push("too long".to_owned());
                }
                let hostile = screen.lines.iter().flat_map(words).filter(|words| words.contains(['<', '&', '"']));
                wrong.extend(hostile.filter(|words| !shown.text.contains(words)).map(|words| format!("lost: {words}")));
            }
        }
        wrong
    }
}

fn now() -> Reader {
    reader(Lang::Ru)
}

fn reader(lang: Lang) -> Reader {
    Reader { lang, zone: chrono_tz::Europe::Moscow, now: "2026-11-24T09:00:00Z".parse().unwrap() }
}

/// Choices as the machine sends them: with the draft and its revision.
fn bound(mut screen: Screen) -> Screen {
    for button in screen.rows.iter_mut().flatten() {
        if let Tap::Choice(choice) = &button.tap {
            button.tap = Tap::Data(format!("f:{}:9999:{choice}", Id::<()>::new().short()));
        }
    }
    screen
}

/// The words of people in a text.
fn words(text: &Text) -> Vec<String> {
    match text {
        Text::Verbatim(words) => vec![words.clone()],
        Text::Join(texts, _) => texts.iter().flat_map(words).collect(),
        Text::Message { args, .. } => args
            .iter()
            .flat_map(|(_, arg)| match arg {
                Arg::Words(words) => vec![words.clone()],
                Arg::Text(text) => self::words(text),
                _ => Vec::new(),
            })
            .collect(),
    }
}

#[tokio::test]
async fn every_sample_screen_is_accepted_by_telegram_in_both_languages() {
    let chat = Chat::open().await;
    let (mut shown, mut hostile) = (0, 0);
    for lang in Lang::ALL {
        for room in features::ALL {
            for screen in (room.screens)() {
                shown += 1;
                hostile += usize::from(screen.lines.iter().flat_map(words).any(|words| words.contains(['<', '&'])));
                let wrong = chat.problems(screen.clone(), &reader(lang)).await;
                assert!(wrong.is_empty(), "{}, {}: {wrong:?}\n{screen:#?}", room.name, lang.code());
            }
        }
    }
    assert!(shown > 40 && hostile > 10, "{shown} screens, {hostile} with hostile words");
    assert_eq!(chat.telegram.violations_at_end(), [""; 0]);
}

#[tokio::test]
async fn a_screen_that_breaks_a_limit_is_caught() {
    let chat = Chat::open().await;
    let data = |bytes: usize| Button { label: Text::verbatim("x"), tap: Tap::Data("x".repeat(bytes)) };
    let word = || Screen::new(Text::verbatim("x"));
    for (screen, complaint) in [
        (word().row((0..9).map(|_| data(1))), "in a row"),
        (word().grid((0..101).map(|_| data(1)), 8), "more than 100"),
        (word().row([data(65)]), "65 bytes"),
        (word().row([data(0)]), "0 bytes"),
        (word().row([Button { label: Text::verbatim(" "), tap: Tap::Data("x".to_owned()) }]), "without words"),
        (word().row([Button::choice(Text::verbatim("x"), "c".repeat(40))]), "70 bytes"),
        (Screen::new(Text::verbatim("")), "empty"),
        (word().lines(["x".repeat(2046), "x".repeat(2046), HOSTILE.to_owned()].map(Text::verbatim)), "lost"),
    ] {
        let wrong = chat.problems(screen, &now()).await.join("; ");
        assert!(wrong.contains(complaint), "{complaint}: {wrong}");
    }
    assert_eq!(chat.problems(word().row([data(64)]), &now()).await, [""; 0]);
    for html in ["<b>x", "<x>y</x>", "a < b", &"x".repeat(BODY + 1)] {
        assert!(chat.send(html, None).await.is_err(), "{html}");
    }
}

#[tokio::test]
async fn no_argument_of_any_message_can_become_markup() {
    let chat = Chat::open().await;
    for lang in Lang::ALL {
        for (key, message) in locales::of(lang).into_iter().filter(|(key, _)| !key.starts_with("page-")) {
            let words =
                |name: &String| if message.counts(name) { Arg::Count(5) } else { Arg::Words(HOSTILE.to_owned()) };
            let args: Vec<_> = message.arguments.iter().map(|name| (locales::leak(name), words(name))).collect();
            let hostile = args.iter().filter(|(_, arg)| matches!(arg, Arg::Words(_))).count();
            let html = Text::Message { key: locales::leak(&key), args }.html(&reader(lang));
            let shown = chat.send(&html, None).await.unwrap_or_else(|refusal| panic!("{key}: {refusal}\n{html}"));
            assert!(shown.text.matches(HOSTILE).count() >= hostile, "{key}: {}", shown.text);
        }
    }
    let unescaped = format!("<b>{HOSTILE}</b>");
    assert!(chat.send(&unescaped, None).await.is_err(), "what is not escaped is refused");
}

#[tokio::test]
async fn a_long_note_of_signs_leaves_room_for_the_question() {
    let chat = Chat::open().await;
    let note = "\"".repeat(1000);
    let screen = Screen::new(t!("call-field-note", note = &note)).line(t!("call-ask-review"));
    assert_eq!(chat.problems(screen.clone(), &now()).await, [""; 0]);
    let shown = chat.send(&screen.html(&now()), None).await.unwrap();
    assert!(shown.text.ends_with(&t!("call-ask-review").plain(&now())), "{}", shown.text);
}
