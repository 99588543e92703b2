//! What must hold after any number of deaths. Each check returns what is wrong, so that its negative control can show
//! that it would find it.

use super::crowd::{Caller, client};
use mosbot::{
    db::Db,
    playground::telegram::{Telegram, UserId},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// P1: an update that Telegram considers confirmed is kept, and handled.
pub async fn lost(telegram: &Telegram, db: &Db) -> Vec<String> {
    let mut conn = db.read().await.expect("a connection");
    let kept: Vec<(i64, String)> =
        sqlx::query_as("SELECT update_id, state FROM inbox").fetch_all(&mut *conn).await.expect("updates");
    let kept: BTreeMap<i64, String> = kept.into_iter().collect();
    let mut wrong = Vec::new();
    for (update, _) in telegram.confirmed() {
        match kept.get(&update).map(String::as_str) {
            Some("done") => {}
            Some(state) => wrong.push(format!("update {update} is confirmed and {state}")),
            None => wrong.push(format!("update {update} is confirmed and lost")),
        }
    }
    wrong
}

/// P2 and P3: every «Сохранить» has logged one call, in the order of the chat, with its event.
pub async fn unequal(db: &Db, callers: &[Caller]) -> Vec<String> {
    let mut conn = db.read().await.expect("a connection");
    let calls: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT p.tg_id, c.name, k.note FROM call k JOIN person p ON p.id = k.person_id \
         JOIN client c ON c.id = k.client_id ORDER BY k.logged_at, k.id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("calls");
    let events: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM event WHERE kind = 'call.logged'")
        .fetch_one(&mut *conn)
        .await
        .expect("events");
    let mut wrong = Vec::new();
    if usize::try_from(events) != Ok(calls.len()) {
        wrong.push(format!("{} calls have {events} events", calls.len()));
    }
    let mut by_chat: BTreeMap<UserId, Vec<String>> = BTreeMap::new();
    for (user, name, note) in calls {
        by_chat.entry(user).or_default().push(if note.is_empty() { name } else { format!("{name}: «{note}»") });
    }
    for caller in callers {
        let logged = by_chat.remove(&caller.user).unwrap_or_default();
        let pressed: Vec<String> = (1..=caller.saved).map(client).collect();
        if logged != pressed {
            wrong.push(format!("{} pressed {pressed:?} and has {logged:?}", caller.user));
        }
    }
    wrong
}

/// P5: every message has arrived, and at most `bound` came twice.
pub async fn repeated(telegram: &Telegram, db: &Db, bound: usize) -> Vec<String> {
    let mut balance: BTreeMap<(UserId, String), i64> = BTreeMap::new();
    for message in messages(db).await {
        *balance.entry(message).or_default() -= 1;
    }
    for message in accepted(telegram) {
        *balance.entry(message).or_default() += 1;
    }
    let missing = balance.iter().filter(|(_, left)| **left < 0);
    let mut wrong: Vec<String> = missing.map(|((chat, text), _)| format!("never came to {chat}: {text}")).collect();
    let twice: i64 = balance.values().filter(|left| **left > 0).sum();
    if usize::try_from(twice).is_ok_and(|twice| twice > bound) {
        wrong.push(format!("{twice} messages came twice, {bound} may"));
    }
    wrong
}

/// The messages of each chat have arrived in the order they were written, repeats aside.
pub async fn misplaced(telegram: &Telegram, db: &Db) -> Vec<String> {
    let mut written: BTreeMap<UserId, Vec<String>> = BTreeMap::new();
    for (chat, words) in messages(db).await {
        written.entry(chat).or_default().push(words);
    }
    let mut arrived: BTreeMap<UserId, Vec<String>> = BTreeMap::new();
    for (chat, words) in accepted(telegram) {
        let chat = arrived.entry(chat).or_default();
        if !chat.contains(&words) {
            chat.push(words);
        }
    }
    for chat in written.values_mut() {
        let mut seen = BTreeSet::new();
        chat.retain(|words| seen.insert(words.clone()));
    }
    let differs = |(chat, words): (&UserId, &Vec<String>)| {
        let came = arrived.get(chat)?;
        (came != words).then(|| format!("{chat} was written {words:?} and got {came:?}"))
    };
    written.iter().filter_map(differs).collect()
}

/// What was written to whom, in order, without the mark of a repeat.
async fn messages(db: &Db) -> Vec<(UserId, String)> {
    let mut conn = db.read().await.expect("a connection");
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT chat, payload FROM outbox WHERE method = 'sendMessage' AND state = 'sent' ORDER BY id")
            .fetch_all(&mut *conn)
            .await
            .expect("messages");
    let payload = |payload: String| serde_json::from_str::<Value>(&payload).expect("JSON");
    rows.into_iter().map(|(chat, text)| (chat, unmarked(&payload(text)))).collect()
}

/// What Telegram has accepted, in order, without the mark of a repeat.
fn accepted(telegram: &Telegram) -> Vec<(UserId, String)> {
    let requests = telegram.requests().into_iter();
    let accepted = requests.filter(|request| request.method == "sendMessage" && request.status == 200);
    accepted
        .map(|request| (request.fields["chat_id"].as_i64().unwrap_or_default(), unmarked(&request.fields)))
        .collect()
}

fn unmarked(payload: &Value) -> String {
    payload["text"].as_str().unwrap_or_default().trim_start_matches("(повтор) ").to_owned()
}

/// Nothing is left undone, and nothing was given up.
pub async fn undone(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.expect("a connection");
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT 'update ' || state, COUNT(*) FROM inbox WHERE state <> 'done' GROUP BY state \
         UNION ALL SELECT method || ' ' || state, COUNT(*) FROM outbox WHERE state <> 'sent' GROUP BY method, state",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("what is left");
    rows.into_iter().map(|(what, count)| format!("{count} × {what}")).collect()
}

/// What a death left under way: messages that may come twice, and cards whose change may be repeated.
pub async fn in_flight(db: &Db) -> (usize, BTreeSet<(UserId, i64)>) {
    let mut conn = db.read().await.expect("a connection");
    let rows: Vec<(i64, String, Option<i64>)> = sqlx::query_as(
        "SELECT o.chat, o.method, c.message_id FROM outbox o LEFT JOIN card c ON c.id = o.card_id \
         WHERE o.state = 'sending'",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("calls under way");
    let messages = rows.iter().filter(|(_, method, _)| method == "sendMessage").count();
    let edits = rows.iter().filter(|(_, method, _)| method.starts_with("edit"));
    (messages, edits.filter_map(|(chat, _, message)| Some((*chat, (*message)?))).collect())
}
