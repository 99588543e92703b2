//! The negative controls of the checks: what each of them is there to find, done on purpose, is found.

use super::{
    checks,
    crowd::{Caller, Crowd},
};
use mosbot::{bot::api::Api, playground::Desk};
use serde_json::{Value, json};

/// A desk where one person has logged a few calls and left a half-filled form, and nothing is wrong.
async fn desk() -> (Desk, Crowd) {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let mut crowd = Crowd::gather(&desk, 1, 9).await;
    while crowd.saved() < 2 || !crowd.has_left(&desk.telegram) {
        crowd.look(&desk.telegram, 1, crowd.saved() >= 2);
        desk.pump().await;
    }
    assert_eq!(wrong(&desk, &crowd.callers).await, [0; 4]);
    (desk, crowd)
}

/// How much each check finds.
async fn wrong(desk: &Desk, callers: &[Caller]) -> [usize; 4] {
    [
        checks::lost(&desk.telegram, &desk.db).await.len(),
        checks::unequal(&desk.db, callers).await.len(),
        checks::repeated(&desk.telegram, &desk.db, 0).await.len(),
        checks::undone(&desk.db).await.len(),
    ]
}

async fn doctored(desk: &Desk, statement: &'static str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::raw_sql(statement).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn api(desk: &Desk) -> Api {
    Api::new(&desk.telegram.url(), desk.telegram.token().into(), None).unwrap()
}

#[tokio::test]
async fn an_intake_that_confirms_before_it_stores_is_found_out() {
    let (desk, crowd) = desk().await;
    for words in ["один", "два", "три"] {
        desk.telegram.says(crowd.callers[0].user, words);
    }
    // It takes the updates, confirms them, and dies before they are in the inbox.
    let updates: Value = serde_json::from_str(api(&desk).call("getUpdates", &json!({})).await.unwrap().get()).unwrap();
    let last = updates.as_array().unwrap().last().unwrap()["update_id"].as_i64().unwrap();
    api(&desk).call("getUpdates", &json!({ "offset": last + 1 })).await.unwrap();
    desk.pump().await;
    assert_eq!(wrong(&desk, &crowd.callers).await, [3, 0, 0, 0]);
}

#[tokio::test]
async fn an_update_confirmed_and_never_handled_is_found_out() {
    let (desk, crowd) = desk().await;
    doctored(&desk, "UPDATE inbox SET state = 'dead' WHERE update_id = (SELECT MAX(update_id) FROM inbox)").await;
    assert_eq!(wrong(&desk, &crowd.callers).await, [1, 0, 0, 1]);
}

#[tokio::test]
async fn a_call_logged_twice_is_found_out() {
    let (desk, crowd) = desk().await;
    doctored(
        &desk,
        "INSERT INTO call (id, client_id, person_id, direction, purpose, outcome, called_at, logged_at) \
         SELECT 'twice', client_id, person_id, direction, purpose, outcome, called_at, logged_at FROM call LIMIT 1",
    )
    .await;
    assert_eq!(wrong(&desk, &crowd.callers).await, [0, 2, 0, 0], "the calls of the chat, and the events");
}

#[tokio::test]
async fn a_call_that_is_not_there_is_found_out() {
    let (desk, mut crowd) = desk().await;
    crowd.callers[0].saved += 1;
    assert_eq!(wrong(&desk, &crowd.callers).await, [0, 1, 0, 0]);
}

#[tokio::test]
async fn calls_out_of_order_are_found_out() {
    let (desk, crowd) = desk().await;
    doctored(&desk, "UPDATE call SET logged_at = '2020' WHERE id = (SELECT MAX(id) FROM call)").await;
    assert_eq!(wrong(&desk, &crowd.callers).await, [0, 1, 0, 0]);
}

#[tokio::test]
async fn a_message_that_came_twice_or_never_is_found_out() {
    let (desk, crowd) = desk().await;
    let asked = desk.telegram.requests().into_iter().rev().find(|request| request.method == "sendMessage").unwrap();
    api(&desk).call("sendMessage", &asked.fields).await.unwrap();
    assert_eq!(wrong(&desk, &crowd.callers).await, [0, 0, 1, 0]);
    assert_eq!(checks::repeated(&desk.telegram, &desk.db, 1).await.len(), 0, "one was under way");
    doctored(&desk, "UPDATE outbox SET payload = '{\"text\":\"never sent\"}' WHERE id = (SELECT MAX(id) FROM outbox)")
        .await;
    assert_eq!(checks::repeated(&desk.telegram, &desk.db, 2).await.len(), 1);
}
