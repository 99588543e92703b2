//! Updates are waited for, confirmed and repeated as by the real server.

use super::tests::{Bot, at, telegram};
use chrono::TimeDelta;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn updates_stay_until_a_later_offset_confirms_them() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna Petrova", "ru", "+79001234567");
    telegram.starts(anna, Some("code"));
    telegram.says(anna, "second");

    let first = bot.updates(json!({})).await;
    assert_eq!(bot.updates(json!({})).await, first, "not confirmed, so they come again");
    assert_eq!(first[0]["message"]["text"], "/start code");
    assert_eq!(first[0]["message"]["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
    assert_eq!(bot.updates(json!({ "limit": 1 })).await.len(), 1);

    let second = first[1]["update_id"].as_i64().unwrap();
    assert_eq!(bot.updates(json!({ "offset": second })).await, first[1..]);
    assert_eq!(telegram.pending_updates(), 1);
    assert_eq!(bot.updates(json!({ "offset": second + 1000 })).await.len(), 1, "far beyond the tail: from the head");
    assert_eq!(bot.updates(json!({ "offset": second + 1 })).await.len(), 0);
    let confirmed: Vec<i64> = telegram.confirmed().iter().map(|(id, _)| *id).collect();
    assert_eq!(confirmed, [second - 1, second]);
    assert_eq!(telegram.violations_at_end(), [""; 0]);
}

#[tokio::test]
async fn a_negative_offset_keeps_the_last_ones() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    for text in ["a", "b", "c"] {
        telegram.says(anna, text);
    }
    let left = bot.updates(json!({ "offset": -1 })).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["message"]["text"], "c");
    assert_eq!(telegram.pending_updates(), 1);
}

#[tokio::test]
async fn messages_live_a_day_and_presses_150_seconds() {
    let (telegram, clock) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    let said = telegram.says(anna, "hello");
    telegram.presses_data(anna, said, "old:1");
    clock.go(TimeDelta::seconds(149));
    assert_eq!(bot.updates(json!({})).await.len(), 2);
    clock.go(TimeDelta::seconds(1));
    assert_eq!(bot.updates(json!({})).await.len(), 1);
    clock.go(TimeDelta::hours(24) - TimeDelta::seconds(150));
    assert_eq!(bot.updates(json!({})).await.len(), 0);
}

#[tokio::test]
async fn a_long_poll_wakes_for_an_update() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    let (updates, ()) = tokio::join!(bot.updates(json!({ "timeout": 30 })), async {
        bot.until_polling(1).await;
        telegram.says(anna, "here I am");
    });
    assert_eq!(updates[0]["message"]["text"], "here I am");
}

#[tokio::test]
async fn a_second_poll_ends_the_first() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    let (first, second) = tokio::join!(bot.call("getUpdates", json!({ "timeout": 30 })), async {
        bot.until_polling(1).await;
        let second = bot.call("getUpdates", json!({ "timeout": 30 }));
        let (second, ()) = tokio::join!(second, async {
            bot.until_polling(2).await;
            telegram.says(anna, "for the second");
        });
        second
    });
    assert_eq!(first["error_code"], 409);
    assert!(first["description"].as_str().unwrap().starts_with("Conflict: terminated by other getUpdates request"));
    assert_eq!(second["result"][0]["message"]["text"], "for the second");
    assert_eq!(telegram.violations(), [""; 0]);
}

#[tokio::test]
async fn there_is_no_polling_while_a_webhook_is_set() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    bot.ok("setWebhook", json!({ "url": "https://bot.example.org/hook", "secret_token": "s_1" })).await;
    assert_eq!(bot.ok("getWebhookInfo", json!({})).await["url"], "https://bot.example.org/hook");
    assert_eq!(bot.call("getUpdates", json!({})).await["error_code"], 409);
    bot.ok("deleteWebhook", json!({})).await;
    assert_eq!(bot.call("getUpdates", json!({})).await["ok"], true);
}

#[tokio::test]
async fn only_kinds_asked_for_are_queued_and_raw_ones_always() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    bot.updates(json!({ "allowed_updates": ["callback_query"] })).await;
    telegram.says(anna, "not asked for");
    let id = telegram.raw(json!({ "subscription": { "invented": "tomorrow" } }));
    let updates = bot.updates(json!({})).await;
    assert_eq!(updates, [json!({ "subscription": { "invented": "tomorrow" }, "update_id": id })]);
}

#[tokio::test]
async fn every_update_comes_again_when_told_so() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    telegram.deliver_repeatedly(3);
    for number in 0..30 {
        telegram.says(anna, &number.to_string());
    }
    let mut seen: Vec<i64> = Vec::new();
    let mut offset = 0;
    while telegram.pending_updates() > 0 {
        let ids: Vec<i64> =
            bot.updates(json!({ "offset": offset })).await.iter().map(|u| u["update_id"].as_i64().unwrap()).collect();
        offset = ids.iter().max().map_or(offset, |id| offset.max(id + 1));
        seen.extend(ids);
    }
    let times = |id: i64| seen.iter().filter(|known| **known == id).count();
    let counts: Vec<usize> = telegram.confirmed().iter().map(|(id, _)| times(*id)).collect();
    assert_eq!(counts.len(), 30);
    for count in 1..=3 {
        assert!(counts.contains(&count), "some come {count} times: {counts:?}");
    }
    assert!(counts.iter().all(|count| (1..=3).contains(count)));
}

#[tokio::test]
async fn faults_reach_a_poll_that_waits() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let (lost, ()) = tokio::join!(bot.send("getUpdates", json!({ "timeout": 30 })), async {
        bot.until_polling(1).await;
        telegram.set_network_lost(true);
    });
    assert!(lost.is_err(), "the connection is closed without an answer");
    assert!(bot.send("getMe", json!({})).await.is_err());
    telegram.set_network_lost(false);
    telegram.set_down(true);
    assert_eq!(bot.send("getMe", json!({})).await.unwrap().status(), 502);
    telegram.set_down(false);
    telegram.refuse_token(true);
    assert_eq!(bot.call("getMe", json!({})).await["description"], "Unauthorized");
    telegram.refuse_token(false);
    assert_eq!(bot.ok("getMe", json!({})).await["is_bot"], true);
}

#[tokio::test]
async fn the_clock_of_the_bot_dates_messages() {
    let (telegram, _) = telegram().await;
    let anna = telegram.user("Anna", "ru", "+79001234567");
    telegram.says(anna, "now");
    assert_eq!(telegram.chat(anna)[0].at, at());
}

#[tokio::test]
async fn equal_polls_are_slowed_down_only_when_told_so() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    telegram.says(anna, "a");
    telegram.says(anna, "b");
    bot.updates(json!({})).await;
    assert_eq!(bot.updates(json!({})).await.len(), 2);
    telegram.set_impatient(true);
    assert_eq!(bot.updates(json!({})).await.len(), 1, "within half a second: one update only");
}

#[tokio::test]
async fn the_server_stops_with_the_last_handle() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let (gone, ()) = tokio::join!(
        tokio::time::timeout(Duration::from_secs(10), bot.send("getUpdates", json!({ "timeout": 50 }))),
        async {
            bot.until_polling(1).await;
            drop(telegram);
        }
    );
    assert!(gone.unwrap().is_err());
    assert!(bot.send("getMe", json!({})).await.is_err());
}
