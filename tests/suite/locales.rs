//! The words of the bot: both languages say the same things with the same arguments, the sources ask for nothing else,
//! and Russian counts as Russians do.

use crate::source::{self, Source};
use mosbot::{
    features,
    lang::Lang,
    t,
    text::{Arg, Reader, Text},
};
use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::LazyLock,
};

/// A message of `locales/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// As it is written.
    pub text: String,
    /// Its arguments.
    pub arguments: BTreeSet<String>,
    /// What chooses between its variants, and their names; the default has a star.
    choice: Option<(String, Vec<String>)>,
}

impl Message {
    /// Whether the argument chooses between variants: a number.
    pub fn counts(&self, argument: &str) -> bool {
        self.choice.as_ref().is_some_and(|(counted, _)| counted == argument)
    }
}

/// The messages of one language.
pub type Messages = BTreeMap<String, Message>;

/// Reads messages; complains of a key that stands twice.
fn read(text: &str) -> Messages {
    static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{\s*\$([a-z_]+)").unwrap());
    static CHOICE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{\s*\$([a-z_]+)\s*->").unwrap());
    static VARIANT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\s*(\*?)\[(\w+)\]").unwrap());
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (line.split_once('='), entries.last_mut()) {
            (Some((key, value)), _) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                entries.push((key.trim().to_owned(), value.trim().to_owned()));
            }
            (_, Some((_, value))) => {
                value.push('\n');
                value.push_str(line);
            }
            _ => {}
        }
    }
    let mut messages = Messages::new();
    for (key, text) in entries {
        let arguments = ARGUMENT.captures_iter(&text).map(|found| found[1].to_owned()).collect();
        let choice = CHOICE.captures(&text).map(|found| {
            let variants = VARIANT.captures_iter(&text).map(|variant| format!("{}{}", &variant[1], &variant[2]));
            (found[1].to_owned(), variants.collect())
        });
        let before = messages.insert(key.clone(), Message { text, arguments, choice });
        assert!(before.is_none(), "{key} stands twice");
    }
    messages
}

/// Every message of a language.
pub fn of(lang: Lang) -> Messages {
    let folder = source::root().join("locales").join(lang.code());
    let texts = source::files(&folder, "ftl").into_iter().map(|file| fs::read_to_string(file).unwrap());
    read(&texts.collect::<Vec<_>>().join("\n"))
}

/// A place where the sources say something: the key, and the names of the arguments.
type Use = (String, BTreeSet<String>);

/// Every `t!("key", name = value)` of a file.
fn uses(source: &Source) -> Vec<Use> {
    static CALL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bt!\(\s*").unwrap());
    static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*([a-z_]+)\s*=[^=]").unwrap());
    let calls = CALL.find_iter(&source.code).filter_map(|call| {
        let key = source.literals.iter().find(|literal| literal.place.start == call.end())?;
        let mut depth = 0;
        let mut names = BTreeSet::new();
        for (at, c) in source.code[key.place.end..].char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    let rest = &source.code[key.place.end + at + 1..];
                    names.extend(NAME.captures(rest).map(|name| name[1].to_owned()));
                }
                _ => {}
            }
        }
        Some((key.value.clone(), names))
    });
    calls.collect()
}

/// How the keys of such lists begin.
const LISTS: [&str; 5] = ["command-", "zone-", "rule-", "threshold-", "ask-"];

/// Keys that the sources hold in lists: commands, zones, rules, thresholds, what a head is asked for. They take no
/// arguments.
fn listed(source: &Source) -> impl Iterator<Item = Use> {
    let keys = source.literals.iter().filter(|literal| {
        let before = source.code[..literal.place.start].trim_end();
        let about = before.ends_with("about:") && !literal.value.is_empty();
        about || !before.ends_with("t!(") && LISTS.iter().any(|list| literal.value.starts_with(list))
    });
    keys.map(|literal| (literal.value.clone(), BTreeSet::new()))
}

/// What the page of the demo says: the key without `page-`, quoted; or made of a word and a role.
fn on_page(key: &str, page: &str) -> bool {
    let quoted = |key: &str| ['"', '\'', '`'].iter().any(|quote| page.contains(&format!("{quote}{key}{quote}")));
    let made = |start: &str| key.starts_with(start) && page.contains(&format!("`{start}${{role}}`"));
    quoted(key) || made("role-") || made("add-")
}

/// What the sources ask for and the messages do not give, or the other way round.
fn differences(messages: &Messages, uses: &[Use], page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, arguments) in uses {
        match messages.get(key) {
            None => wrong.push(format!("{key} is not written")),
            Some(message) if message.arguments != *arguments => {
                wrong.push(format!("{key} wants {:?}, the sources give {arguments:?}", message.arguments));
            }
            Some(_) => {}
        }
    }
    let used: BTreeSet<&String> = uses.iter().map(|(key, _)| key).collect();
    let idle = messages.keys().filter(|key| match key.strip_prefix("page-") {
        Some(key) => !on_page(key, page),
        None => !used.contains(key),
    });
    wrong.extend(idle.map(|key| format!("{key} is never said")));
    wrong
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let compare = |a: &Messages, b: &Messages| -> Vec<String> {
        let same = |key: &String| a.get(key).map(|one| &one.arguments) == b.get(key).map(|other| &other.arguments);
        a.keys().chain(b.keys()).filter(|key| !same(key)).cloned().collect()
    };
    let [ru, en] = Lang::ALL.map(of);
    assert!(ru.len() > 300, "the messages were not found");
    assert_eq!(compare(&ru, &en), [""; 0]);
    assert_eq!(compare(&read("a = x { $y }\nb = z"), &read("a = x\nb = z")), ["a", "a"]);
    assert_eq!(compare(&read("a = x"), &read("b = x")), ["a", "b"]);
}

#[test]
fn the_sources_say_every_message_and_no_other_with_just_its_arguments() {
    let uses: Vec<Use> =
        source::all().iter().flat_map(|source| uses(source).into_iter().chain(listed(source))).collect();
    assert!(uses.len() > 300, "the uses were not found");
    let page = |name: &str| fs::read_to_string(source::root().join("src/playground").join(name)).unwrap();
    let page = page("page.js") + &page("page.html");
    assert_eq!(differences(&of(Lang::Ru), &uses, &page), [""; 0]);

    let bad = r#"fn f() { t!("a", x = g(1, 2), y = t!("b")); crate::t!( "c" ) }"#;
    let uses = self::uses(&Source::new("x.rs", bad));
    let messages = read("a = { $x }\nb = b\nd = d\npage-e = e\npage-f = f");
    assert_eq!(
        differences(&messages, &uses, "t('e')"),
        [
            r#"a wants {"x"}, the sources give {"x", "y"}"#,
            "c is not written",
            "d is never said",
            "page-f is never said",
        ]
    );
}

/// Variants a language needs, the default last.
const fn plurals(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Ru => &["one", "few", "*many"],
        Lang::En => &["one", "*other"],
    }
}

fn miscounted(lang: Lang, messages: &Messages) -> Vec<String> {
    let counts = messages.iter().filter_map(|(key, message)| message.choice.as_ref().map(|choice| (key, choice)));
    counts
        .filter(|(_, (_, variants))| variants != plurals(lang))
        .map(|(key, (_, found))| format!("{key}: {found:?}"))
        .collect()
}

fn reader(lang: Lang) -> Reader {
    Reader { lang, zone: chrono_tz::Europe::Moscow, now: "2026-11-24T09:00:00Z".parse().unwrap() }
}

#[test]
fn what_is_counted_has_every_form_of_the_language() {
    for lang in Lang::ALL {
        assert_eq!(miscounted(lang, &of(lang)), [""; 0]);
    }
    let bad = read("a = { $n ->\n    [one] дом\n   *[many] домов\n}");
    assert_eq!(miscounted(Lang::Ru, &bad).len(), 1);
    let good = read("a = { $n ->\n    [one] дом\n    [few] дома\n   *[many] домов\n}");
    assert_eq!(miscounted(Lang::Ru, &good), [""; 0]);
}

#[test]
fn russian_counts_as_russians_do() {
    const COUNTS: [i64; 10] = [0, 1, 2, 5, 11, 12, 21, 22, 101, 111];
    let say = |text: &dyn Fn(i64) -> Text| COUNTS.map(|count| text(count).plain(&reader(Lang::Ru))).join("\n");
    insta::assert_snapshot!(say(&|count| t!("drafts-title", count = count)), @"
    📌 0 черновиков
    📌 1 черновик
    📌 2 черновика
    📌 5 черновиков
    📌 11 черновиков
    📌 12 черновиков
    📌 21 черновик
    📌 22 черновика
    📌 101 черновик
    📌 111 черновиков
    ");
    let last = |text: String, word: &str| text.lines().map(|line| line.contains(word)).collect::<Vec<_>>();
    let ones = [false, true, false, false, false, false, true, false, true, false];
    let few = [false, false, true, false, false, false, false, true, false, false];
    let sum = mosbot::money::Money::from_rubles(5);
    for (text, one, some) in [
        (say(&|count| t!("overdue-title", clients = count, sum = sum)), "клиент,", "клиента,"),
        (say(&|count| t!("promises-title", count = count, sum = sum)), "обещание ", "обещания "),
        (say(&|count| t!("payments-title", count = count)), "платёж ждёт", "платежа ждут"),
        (say(&|count| t!("client-invoices-more", count = count)), "счёт", "счёта"),
        (say(&|count| t!("digest-promises-broken", count = count)), "клиент<", "клиента<"),
        (say(&|count| t!("digest-tasks-all-done", done = count)), "задача", "задачи"),
    ] {
        let some_only: Vec<bool> = last(text.clone(), some);
        let one_only: Vec<bool> =
            last(text.clone(), one).iter().zip(&some_only).map(|(one, some)| *one && !some).collect();
        assert_eq!((one_only, some_only), (ones.to_vec(), few.to_vec()), "{text}");
    }
}

#[test]
fn no_message_holds_signs_that_nobody_sees() {
    let hidden = |text: &str| text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200b}', '\u{feff}']);
    for lang in Lang::ALL {
        for (key, message) in of(lang) {
            let args = message.arguments.iter().map(|name| (leak(name), Arg::Words("слово".to_owned()))).collect();
            let said = Text::Message { key: leak(&key), args }.html(&reader(lang));
            assert!(!hidden(&message.text) && !hidden(&said), "{key}: {said:?}");
            assert!(!said.contains("{ $"), "{key}: {said}");
        }
    }
    assert!(hidden("a\u{2068}b\u{2069}"));
}

/// Keys of the tests live as long as those of the product.
pub fn leak(key: &str) -> &'static str {
    String::leak(key.to_owned())
}

fn is_worded(label: &str) -> bool {
    label.chars().any(char::is_alphanumeric)
}

#[test]
fn a_button_says_what_it_does_in_words() {
    for lang in Lang::ALL {
        for screen in features::ALL.iter().flat_map(|room| (room.screens)()) {
            for button in screen.buttons() {
                let label = button.label.plain(&reader(lang));
                assert!(is_worded(&label), "«{label}»");
            }
        }
    }
    assert!(is_worded("➡️ Завтра") && is_worded("5") && !is_worded("➡️") && !is_worded(""));
}

/// Keys of buttons and toasts, where tags would show as they are.
fn plain_keys(source: &Source) -> Vec<String> {
    static PLAIN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:Button::[a-z]+|toast|button|User)\(\s*t!\(\s*").unwrap());
    let at = PLAIN.find_iter(&source.code).map(|found| found.end()).collect::<Vec<_>>();
    source.literals.iter().filter(|key| at.contains(&key.place.start)).map(|key| key.value.clone()).collect()
}

#[test]
fn buttons_and_toasts_hold_no_markup() {
    let plain: BTreeSet<String> = source::all().iter().flat_map(plain_keys).collect();
    assert!(plain.len() > 50, "the buttons were not found: {plain:?}");
    for lang in Lang::ALL {
        let messages = of(lang);
        let marked: Vec<&String> = plain.iter().filter(|key| messages[*key].text.contains('<')).collect();
        assert_eq!(marked, [""; 0]);
    }
    assert_eq!(plain_keys(&Source::new("x.rs", r#"turn.toast(t!("a")); Button::press( t!("b"), &x)"#)), ["a", "b"]);
}
