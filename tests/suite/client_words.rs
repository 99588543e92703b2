//! What is ours stays in the house. A whole day is played in which we note, wait, hand over, put off, go to lawyers, refuse
//! and decide, and then everything that ever went to a client is read: every message and every edit of it, buttons, words
//! over the chat, captions. The functions that write to clients are read as well: they know none of our fields.

use crate::{
    drama::{self, ANSWERS, OURS},
    source::{self, Source},
};
use mosbot::{
    playground::{Desk, Phone},
    story,
};
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// Words of the house that no client reads, whatever they are about.
const HOUSE: [&str; 15] = [
    "сложн",
    "юрист",
    "тревог",
    "заметк",
    "повтор",
    "согласован",
    "📅 Шаг",
    "вторая за",
    "слово «",
    "Осталось",
    "🔥",
    "🔴",
    "🟡",
    "🟢",
    "⏸",
];
/// Words of our papers that nobody reads here at all.
const PAPERS: [&str; 5] = ["эскалац", "порог", "лимит", "приоритет", "здоровь"];
/// Sums that were asked for inside and never agreed, and the limit of a manager.
const SUMS: [&str; 3] = ["77 123", "88 456", "10 000"];
/// Colleagues who did not talk to the client, and another client with its contact person.
const OTHERS: [&str; 4] = ["Мария", "Виктор", "Лотос", "Вера"];

/// A word that means nothing else: names stay names, the rest can't be mistaken.
fn word(what: &str) -> String {
    let names = ["Анна", "Пётр", "Ромашка", "Ольга"].iter().chain(&OTHERS);
    let mut names = names.filter(|name| **name == what);
    names.next().map_or_else(|| format!("тайное дело {}", what.replace(' ', "-")), |name| (*name).to_owned())
}

/// What of the house is in a text.
fn leaks(text: &str, numbers: &BTreeSet<String>) -> Vec<String> {
    static RULE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[EЕ]\d{1,2}\b").unwrap());
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[ОП]-\d+").unwrap());
    static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9a-f]{16}").unwrap());
    let text = text.replace('\u{a0}', " ");
    let mut found: Vec<String> = OURS.into_iter().map(word).filter(|ours| text.contains(ours)).collect();
    found.extend(
        HOUSE
            .iter()
            .chain(&PAPERS)
            .chain(&SUMS)
            .chain(&OTHERS)
            .filter(|word| text.contains(**word))
            .map(|word| (*word).to_owned()),
    );
    found.extend(RULE.find_iter(&text).chain(ID.find_iter(&text)).map(|code| code.as_str().to_owned()));
    let named = NUMBER.find_iter(&text).map(|number| number.as_str().to_owned());
    found.extend(named.filter(|number| !numbers.contains(number)));
    found
}

/// Everything that ever went to a chat: what waits or went out, in every version, and what stands there.
async fn everything(desk: &Desk, phone: &Phone<'_>) -> Vec<String> {
    let mut conn = desk.db.read().await.unwrap();
    let payloads: Vec<String> = sqlx::query_scalar("SELECT payload FROM outbox WHERE chat = $1 ORDER BY id")
        .bind(phone.user)
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let mut all = Vec::new();
    for payload in payloads {
        let payload: serde_json::Value = serde_json::from_str(&payload).unwrap();
        let buttons = payload["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
        let labels = buttons.flat_map(|row| row.as_array().into_iter().flatten()).map(|button| &button["text"]);
        let texts = [&payload["text"], &payload["caption"]].into_iter().chain(labels);
        all.extend(texts.filter_map(serde_json::Value::as_str).map(str::to_owned));
    }
    for message in phone.messages() {
        all.push(message.text);
        all.extend(message.buttons.into_iter().flatten().map(|button| button.text));
    }
    for (name, bytes) in phone.documents() {
        all.extend([name, String::from_utf8_lossy(&bytes).into_owned()]);
    }
    all.extend(desk.telegram.toasts(phone.user).into_iter().map(|toast| toast.text));
    all
}

/// The numbers of a client's own requests and claims.
async fn own_numbers(desk: &Desk, client: &str) -> BTreeSet<String> {
    let mut conn = desk.db.read().await.unwrap();
    let numbers: Vec<(String, i64)> = sqlx::query_as(
        "SELECT 'О', r.number FROM request r JOIN client c ON c.id = r.client_id WHERE c.name = $1 \
         UNION SELECT 'П', k.number FROM claim k JOIN client c ON c.id = k.client_id WHERE c.name = $1",
    )
    .bind(client)
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    numbers.into_iter().map(|(letter, number)| format!("{letter}-{number}")).collect()
}

story!(nothing_of_ours_ever_goes_to_a_client, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let drama = drama::begin(desk, &word).await;
    drama.play(desk, &word).await;
    let read = everything(desk, &drama.olga).await;
    let numbers = own_numbers(desk, "Ромашка").await;
    assert!(numbers.len() > 3, "{numbers:?}");
    let found: BTreeSet<String> = read
        .iter()
        .flat_map(|text| leaks(text, &numbers).into_iter().map(move |leak| format!("«{leak}» in: {text}")))
        .collect();
    assert!(found.is_empty(), "{found:#?}");

    // What is for the client has come, so the right chat was read; and the same eyes see all of ours in the house.
    for answer in ANSWERS {
        assert!(read.iter().any(|text| text.contains(&word(answer))), "«{answer}» never came");
    }
    let mut house = Vec::new();
    for phone in drama.house() {
        house.extend(everything(desk, phone).await);
    }
    let seen: BTreeSet<String> = house.iter().flat_map(|text| leaks(text, &numbers)).collect();
    let expected = OURS.map(word);
    let expected =
        expected.iter().map(String::as_str).chain(HOUSE).chain(SUMS).chain(OTHERS).chain(["E1", "E2", "П-3"]);
    let unseen: Vec<&str> = expected.filter(|ours| !seen.contains(*ours)).collect();
    assert!(unseen.is_empty(), "not seen even in the house: {unseen:?}");
});

/// Fields and names that are ours alone.
const FIELDS: &str = r"\.(?:level|reasons?|complex_at|notes?|word|decided_word|legal\w*|lawyers?|cause|result|unconfirmed|allowed|incoming|health|priority|threshold|snoozes?|sum_limit)\b[^(]|\bhandover\.(?:what|place)\b|\bSide::Note\b|\b[Ll]evel::|\bReason::|\bUrgency\b|\bviews::(?:card|board|alarm)\b";

/// A file that writes to clients and nobody else.
fn is_to_clients(source: &Source) -> bool {
    source.room().is_some() && ["client.rs", "client_views.rs", "complain.rs"].contains(&source.name())
}

/// What of ours a file names.
fn names_ours(source: &Source) -> Vec<String> {
    static OURS: LazyLock<Regex> = LazyLock::new(|| Regex::new(FIELDS).unwrap());
    OURS.find_iter(&source.code).map(|field| format!("{} names {}", source.path, field.as_str().trim())).collect()
}

/// Keys of texts that a file shows.
fn keys(source: &Source) -> BTreeSet<String> {
    let named = source.literals.iter().filter(|text| source.code[..text.place.start].ends_with("t!("));
    named.map(|text| text.value.clone()).collect()
}

/// Texts that tell of the house, by key.
fn telling(fluent: &str, keys: &BTreeSet<String>) -> Vec<String> {
    let mut key = "";
    let mut found = Vec::new();
    for line in fluent.lines() {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
            key = name;
        }
        found.extend(
            HOUSE
                .iter()
                .filter(|word| keys.contains(key) && line.contains(**word))
                .map(|word| format!("{key}: {word}")),
        );
    }
    found
}

#[test]
fn what_writes_to_clients_names_nothing_of_ours() {
    let files: Vec<&Source> = source::all().iter().filter(|source| is_to_clients(source)).collect();
    assert!(files.len() >= 4, "the files were not found: {}", files.len());
    let wrong: Vec<String> = files.iter().flat_map(|source| names_ours(source)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let keys: BTreeSet<String> = files.iter().flat_map(|source| keys(source)).collect();
    assert!(keys.len() > 40, "the texts were not found: {keys:?}");
    for file in source::files(&source::root().join("locales/ru"), "ftl") {
        let wrong = telling(&std::fs::read_to_string(&file).unwrap(), &keys);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", file.display());
    }

    let bad = "fn f(c: &Claim) -> Screen { Screen::new(t!(\"plea-bad\", why = c.reasons, level = c.level)).line(handover.what) }";
    let bad = Source::new("features/claims/client.rs", bad);
    assert!(is_to_clients(&bad));
    assert_eq!(names_ours(&bad).len(), 3);
    let text = "plea-bad = { $n ->\n    [one] 🔥 Сложная\n   *[many] Сложные\n}\nclaim-x = 🔥 ours";
    assert_eq!(telling(text, &self::keys(&bad)), ["plea-bad: 🔥"], "«Сложная» begins with another letter");
}
