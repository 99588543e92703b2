//! P14: updates that can't be read and kinds nobody knows come among good ones, and Telegram refuses a message for good.
//! The others go on; the bad ones are kept as they came and the admin is told. P20: each of them moves its metric.

use crate::{
    Size,
    count::{delivered, words},
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{World, stop, until},
};
use mosbot::{outside::http, people::Role, playground::telegram::UserId};
use serde_json::{Value, json};

/// Updates that no release can read: each is parked at once.
fn unreadable(user: UserId) -> [Value; 4] {
    [
        json!({ "message": { "message_id": 1, "from": { "id": user } } }),
        json!({ "message": 5 }),
        json!({ "callback_query": { "id": "x", "from": { "id": user, "is_bot": false, "first_name": "А" } } }),
        json!({ "message": { "message_id": "one", "date": "today", "chat": { "id": user, "type": "private" } } }),
    ]
}

/// Updates of kinds and shapes that this release has never heard of.
fn unknown(user: UserId) -> [Value; 3] {
    let from = json!({ "id": user, "is_bot": false, "first_name": "Анна" });
    let chat = json!({ "id": user, "type": "private", "first_name": "Анна" });
    let message = json!({ "message_id": 7, "date": 1_790_000_000, "chat": chat, "from": from, "gift_of_tomorrow": {} });
    [json!({ "subscription": { "user": from } }), json!({}), json!({ "message": message })]
}

/// Proves P14, and P20 for what it does.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, bad) = (10, size.of(20, 1_000));
    let world = World::gather(fresh, people, 0).await;
    let admin = world.invites("Админ", Role::Admin).await;
    let mut bot = world.start();
    let address = bot.address().await;
    world.comes(people + 1).await;
    world.quiet().await;
    let mut sent = Vec::new();
    let mut said = 0;
    for n in 0..bad {
        let user = world.people[0];
        let kinds: Vec<Value> = unreadable(user).into_iter().chain(unknown(user)).collect();
        let body = kinds[n % kinds.len()].clone();
        sent.push((world.telegram.raw(body), n % kinds.len() < unreadable(user).len()));
        for _ in 0..dice.roll(1..4) {
            world.telegram.says(world.people[said % people], &words(said));
            said += 1;
        }
    }
    world.quiet().await;
    world.telegram.fail_once(400, "Bad Request: chat not found");
    world.telegram.says(world.people[1], "Астра");
    world.quiet().await;
    world.telegram.says(world.people[1], &words(said));
    said += 1;
    world.quiet().await;
    let metrics = metrics(&address).await;
    stop(bot).await;
    let came = delivered(&world, 0, said).await;
    let unkept = unkept(&world, admin, &sent).await;
    let failed =
        world.count("SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND error LIKE '%chat not found'").await;
    let parked = sent.iter().filter(|(_, parked)| *parked).count();
    let mut wrong = [came.missing.as_slice(), &unkept].concat();
    if failed != 1 {
        wrong.push(format!("{failed} messages are written down as refused for good, 1 was"));
    }
    let figures = format!(
        "{bad} bad updates, {parked} of them unreadable, among {said} good ones: {} good ones unanswered, {} bad ones not \
         kept, parked and told; 1 message refused for good: {failed} row",
        came.missing.len(),
        unkept.len()
    );
    let moved = [
        ("mosbot_updates_dead_total", parked),
        ("mosbot_updates_unknown_total", 1),
        ("mosbot_send_failures_total{verdict=\"dead\"}", 1),
    ];
    let still: Vec<String> = moved
        .iter()
        .filter(|(name, least)| value(&metrics, name) < *least)
        .map(|(name, least)| format!("{name} is {}, not {least} or more", value(&metrics, name)))
        .collect();
    let measured = format!("parked and unknown updates, refused messages: {} metrics that have not moved", still.len());
    let controls = controls(&world, admin, &sent, said).await;
    vec![
        Finding::new(14, figures, wrong, controls),
        Finding::new(
            20,
            measured,
            still,
            vec![("a name that nobody counts", value(&metrics, "mosbot_nothing_total") == 0)],
        ),
    ]
}

/// Bad updates that are not kept as they came, not parked although they can't be read, or not told to the admin.
async fn unkept(world: &World, admin: UserId, sent: &[(i64, bool)]) -> Vec<String> {
    let rows = world.rows::<(i64, String, String)>("SELECT update_id, state, raw FROM inbox").await;
    let chat = world.telegram.chat(admin);
    let mut wrong = Vec::new();
    for (update, unreadable) in sent {
        let Some((_, state, raw)) = rows.iter().find(|(id, _, _)| id == update) else {
            wrong.push(format!("update {update} is gone"));
            continue;
        };
        if !raw.contains(&update.to_string()) {
            wrong.push(format!("update {update} is not kept as it came"));
        }
        if (state == "dead") != *unreadable {
            wrong.push(format!("update {update} is {state}"));
        }
        if *unreadable && !chat.iter().any(|message| message.text.contains(&update.to_string())) {
            wrong.push(format!("the admin was not told of update {update}"));
        }
    }
    wrong
}

async fn controls(world: &World, admin: UserId, sent: &[(i64, bool)], said: usize) -> Vec<(&'static str, bool)> {
    world.telegram.says(world.people[2], &words(said));
    world.confirms_unstored().await;
    let stopped = delivered(world, said, said + 1).await.missing.len() == 1;
    let before = unkept(world, admin, sent).await.len();
    world.change(&format!("UPDATE inbox SET raw = '' WHERE update_id = {}", sent[0].0)).await;
    let emptied = unkept(world, admin, sent).await.len() == before + 1;
    world.change(&format!("UPDATE inbox SET state = 'done' WHERE update_id = {}", sent[0].0)).await;
    let closed = unkept(world, admin, sent).await.len() == before + 2;
    vec![("a good one unanswered", stopped), ("not kept as it came", emptied), ("closed as if handled", closed)]
}

/// What `/metrics` says.
pub async fn metrics(address: &str) -> String {
    let client = http::client(None).expect("a client");
    let mut page = String::new();
    until("metrics", async || match client.get(format!("http://{address}/metrics")).send().await {
        Ok(answer) => answer.text().await.map(|text| page = text).is_ok(),
        Err(_) => false,
    })
    .await;
    page
}

/// The value of a metric, 0 if it is not there.
pub fn value(page: &str, name: &str) -> usize {
    let line = page.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}
