//! P15: Telegram's calls to the webhook are cut off before they are answered. What was answered with 200 is kept, what was
//! cut off is kept whole or not at all, and no session of PostgreSQL is left inside a transaction.

use crate::{
    Size,
    count::words,
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{SECRET, World, stop},
};
use futures::future::join_all;
use mosbot::{bot::webhook::HEADER, db::Dialect, outside::http, pace};
use serde_json::json;
use std::{collections::BTreeSet, time::Duration};

/// How long an answer is waited for by those who wait for it: every second one.
const PATIENCE: Duration = Duration::from_mins(1);
/// Calls at the same time.
const AT_ONCE: usize = 20;
/// The first number of an update of ours: the emulator's own are smaller.
const FIRST: i64 = 900_000_000;

/// Proves P15.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, calls) = (AT_ONCE, size.of(400, 10_000));
    let world = World::gather(fresh, people, 0).await;
    let (bot, url) = world.pushed().await;
    let client = http::client(None).expect("a client");
    let (mut kept, mut cut) = (BTreeSet::new(), 0);
    for from in (0..calls).step_by(AT_ONCE) {
        let round = (from..calls.min(from + AT_ONCE)).map(|n| {
            let request = client.post(&url).header(HEADER, SECRET).json(&update(&world, n));
            let patience = if n % 2 == 0 { Duration::from_millis(dice.roll(0..20)) } else { PATIENCE };
            async move {
                tokio::select! {
                    answer = request.send() => answer.ok().map(|answer| (n, answer.status().as_u16())),
                    () = pace::wait(patience) => None,
                }
            }
        });
        for answer in join_all(round).await {
            match answer {
                Some((n, 200)) => drop(kept.insert(FIRST + i64::try_from(n).expect("a number"))),
                Some((n, status)) => panic!("call {n} was answered with {status}"),
                None => cut += 1,
            }
        }
    }
    world.quiet().await;
    let found = missing(&world, &kept).await;
    let mut wrong: Vec<String> =
        found.iter().map(|update| format!("update {update} was answered and is lost")).collect();
    let left = sessions(&world).await;
    if left > 0 {
        wrong.push(format!("{left} sessions are left inside a transaction"));
    }
    stop(bot).await;
    let figures = format!(
        "{calls} calls, {cut} of them cut off after 0–20 ms: {} answered, {} of those lost, {left} sessions left open",
        kept.len(),
        found.len()
    );
    let control = match kept.first() {
        Some(first) => {
            world.change(&format!("DELETE FROM inbox WHERE update_id = {first}")).await;
            missing(&world, &kept).await == [*first]
        }
        None => false,
    };
    vec![Finding::new(15, figures, wrong, vec![("an answered update that is not kept", control)])]
}

/// What a person says, as Telegram would push it.
fn update(world: &World, n: usize) -> serde_json::Value {
    let user = world.people[n % world.people.len()];
    let name = json!({ "id": user, "is_bot": false, "first_name": "Менеджер", "language_code": "ru" });
    let chat = json!({ "id": user, "type": "private", "first_name": "Менеджер" });
    let number = FIRST + i64::try_from(n).expect("a number");
    let message = json!({ "message_id": number, "date": 1_790_000_000, "chat": chat, "from": name, "text": words(n) });
    json!({ "update_id": number, "message": message })
}

/// Updates that were answered and are not in the inbox.
async fn missing(world: &World, answered: &BTreeSet<i64>) -> Vec<i64> {
    let kept = world.rows::<(i64,)>("SELECT update_id FROM inbox").await;
    let kept: BTreeSet<i64> = kept.into_iter().map(|(update,)| update).collect();
    answered.difference(&kept).copied().collect()
}

/// Sessions of PostgreSQL that wait inside a transaction while nothing is done.
async fn sessions(world: &World) -> i64 {
    if world.fresh.db.dialect() == Dialect::Sqlite {
        return 0;
    }
    let idle = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
                AND state LIKE 'idle in transaction%' AND xact_start < now() - interval '1 second'";
    world.count(idle).await
}
