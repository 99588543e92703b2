//! What a correct bot never sends is refused and recorded.

use super::tests::{anna_and_bot, described, png};
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use serde_json::json;

#[tokio::test]
async fn every_rule_of_a_message_accepts_its_limit_and_refuses_one_more() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let press = |data: String| json!({ "inline_keyboard": [[{ "text": "x", "callback_data": data }]] });
    let row = |count| json!({ "inline_keyboard": [vec![json!({ "text": "x", "callback_data": "y" }); count]] });
    let rows = |count| json!({ "inline_keyboard": vec![vec![json!({ "text": "x", "callback_data": "y" }); 5]; count] });
    let copy = |count| json!({ "inline_keyboard": [[{ "text": "x", "copy_text": { "text": "y".repeat(count) } }]] });
    let hint = |count| json!({ "force_reply": true, "input_field_placeholder": "y".repeat(count) });
    let button = |button: Value| json!({ "text": "x", "reply_markup": { "inline_keyboard": [[button]] } });
    let under = |markup: Value| json!({ "text": "x", "reply_markup": markup });
    let html = |text: String| json!({ "text": text, "parse_mode": "HTML" });
    for (good, bad, why) in [
        (html(format!("<b>{}</b>", "ё".repeat(4096))), html("ё".repeat(4097)), "message is too long"),
        (json!({ "text": "." }), json!({ "text": " \n " }), "message text is empty"),
        (html("&lt;".repeat(4096)), html(format!("<b>{}</b>", "x".repeat(32_762))), "text is too long"),
        (html("<b>x</b>".into()), html("<b>x".into()), "can't parse entities: Can't find end tag"),
        (json!({ "text": "1 < 2" }), html("1 <c> 2".into()), "can't parse entities: Unsupported start tag \"c\""),
        (html("x".into()), json!({ "text": "x", "parse_mode": "BBCode" }), "unsupported parse_mode"),
        (under(press("ё".repeat(32))), under(press("ё".repeat(33))), "BUTTON_DATA_INVALID"),
        (under(press("1".into())), under(press(String::new())), "BUTTON_DATA_INVALID"),
        (under(row(8)), under(row(9)), "reply markup is too long: 9 buttons in a row"),
        (under(rows(20)), under(rows(21)), "reply markup is too long: 105 buttons"),
        (under(copy(256)), under(copy(257)), "must be 1-256 characters long"),
        (under(hint(64)), under(hint(65)), "must be 1-64 characters long"),
        (
            button(json!({ "text": "x", "callback_data": "1" })),
            button(json!({ "text": "x" })),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            button(json!({ "text": "x", "url": "https://example.org" })),
            button(json!({ "text": "x", "url": "https://example.org", "callback_data": "1" })),
            "exactly one action",
        ),
        (
            button(json!({ "text": "x", "url": "https://example.org" })),
            button(json!({ "text": "x", "url": "example" })),
            "Wrong HTTP URL",
        ),
        (
            button(json!({ "text": "x", "callback_data": "1", "style": "danger" })),
            button(json!({ "text": "x", "callback_data": "1", "style": "red" })),
            "can't be \"red\"",
        ),
        (
            button(json!({ "text": "x", "callback_data": "1" })),
            button(json!({ "text": " ", "callback_data": "1" })),
            "Button text must be non-empty",
        ),
        (json!({ "text": "x" }), json!({ "text": "x", "txet": "y" }), "unknown field \"txet\""),
        (json!({ "text": "x" }), json!({}), "field \"text\" is required"),
        (json!({ "text": "1" }), json!({ "text": 1 }), "field \"text\" must be a text"),
        (
            json!({ "text": "x", "disable_notification": true }),
            json!({ "text": "x", "disable_notification": "true" }),
            "must be true or false",
        ),
        (
            json!({ "text": "x", "link_preview_options": { "is_disabled": true } }),
            json!({ "text": "x", "link_preview_options": { "disabled": true } }),
            "unknown field \"link_preview_options.disabled\"",
        ),
        (
            json!({ "text": "xyz", "entities": [{ "type": "bold", "offset": 0, "length": 3 }] }),
            json!({ "text": "xyz", "entities": [{ "type": "bold", "offset": 0, "length": 4 }] }),
            "entity beyond the text",
        ),
    ] {
        for (mut fields, accepted) in [(good, true), (bad, false)] {
            fields["chat_id"] = json!(anna);
            let before = telegram.violations().len();
            let answer = bot.call("sendMessage", fields.clone()).await;
            assert_eq!(answer["ok"], accepted, "{fields}: {answer}");
            assert_eq!(telegram.violations().len() - before, usize::from(!accepted), "{fields}");
            assert!(accepted || described(&answer).contains(why), "{why}: {answer}");
            assert!(accepted || answer["error_code"] == 400);
        }
    }
}

#[tokio::test]
async fn captions_and_photos_have_limits() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let form = |caption: usize, photo: Vec<u8>| {
        let part = Part::bytes(photo).file_name("x.png");
        Form::new().text("chat_id", anna.to_string()).text("caption", "ё".repeat(caption)).part("photo", part)
    };
    let sent = bot.upload("SendPhoto", form(1024, png(640, 480))).await;
    assert_eq!(sent["result"]["photo"][0]["width"], 640, "{sent}");
    for (caption, photo, why) in [
        (1025, png(640, 480), "Bad Request: message caption is too long"),
        (0, png(9999, 2), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (0, b"text".to_vec(), "Bad Request: IMAGE_PROCESS_FAILED"),
    ] {
        assert_eq!(described(&bot.upload("sendPhoto", form(caption, photo)).await), why);
    }
    assert_eq!(telegram.violations().len(), 3);

    let again = &sent["result"]["photo"][0]["file_id"];
    let message = bot.ok("sendPhoto", json!({ "chat_id": anna, "photo": again, "caption": "same" })).await;
    let edit = json!({ "chat_id": anna, "message_id": message["message_id"], "caption": "other" });
    assert_eq!(bot.ok("editMessageCaption", edit).await["caption"], "other");
    let edit = json!({ "chat_id": anna, "message_id": message["message_id"], "text": "x" });
    assert_eq!(
        described(&bot.call("editMessageText", edit).await),
        "Bad Request: there is no text in the message to edit"
    );
    let wrong = json!({ "chat_id": anna, "document": again });
    assert!(described(&bot.call("sendDocument", wrong).await).contains("can't use file of type Photo as Document"));
}

#[tokio::test]
async fn every_other_method_accepts_its_limit_and_refuses_one_more() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    telegram.raw(json!({ "inline_query": { "id": "77", "from": { "id": anna }, "query": "", "offset": "" } }));
    let sent = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "x" })).await["message_id"].clone();
    let ids = |count| json!({ "chat_id": anna, "message_ids": vec![900; count] });
    let hook = |field: &str, value: Value| {
        let mut fields = json!({ "url": "https://bot.example.org/hook" });
        fields[field] = value;
        fields
    };
    let found = |count| json!({ "inline_query_id": "77", "results": vec![json!({}); count] });
    let about = |count| json!({ "description": "ё".repeat(count) });
    let short = |count| json!({ "short_description": "ё".repeat(count), "language_code": "ru" });
    let menu = |kind: &str| json!({ "chat_id": anna, "menu_button": { "type": kind } });
    let action = |action: &str| json!({ "chat_id": anna, "action": action });
    let pinned = |id: &Value| json!({ "chat_id": anna, "message_id": id });
    for (method, good, bad, why) in [
        ("deleteMessages", ids(100), ids(101), "message_ids must hold 1-100 numbers"),
        ("deleteMessages", ids(1), ids(0), "message_ids must hold 1-100 numbers"),
        ("sendChatAction", action("typing"), action("thinking"), "can't be \"thinking\""),
        ("setMyDescription", about(512), about(513), "0-512"),
        ("setMyShortDescription", short(120), short(121), "0-120"),
        ("setMyDescription", json!({ "language_code": "" }), json!({ "language_code": "RU" }), "Invalid language code"),
        ("setChatMenuButton", menu("commands"), menu("party"), "can't be \"party\""),
        ("answerInlineQuery", found(50), found(51), "RESULTS_TOO_MUCH"),
        ("getUpdates", json!({ "limit": 100 }), json!({ "limit": 101 }), "limit must be 1-100"),
        ("getUpdates", json!({ "limit": 1 }), json!({ "limit": 0 }), "limit must be 1-100"),
        (
            "getUpdates",
            json!({ "allowed_updates": ["message"] }),
            json!({ "allowed_updates": ["massage"] }),
            "can't be \"massage\"",
        ),
        ("pinChatMessage", pinned(&sent), pinned(&json!("1")), "must be an integer"),
        ("unpinChatMessage", pinned(&sent), json!({}), "\"chat_id\" is required"),
        ("setWebhook", hook("max_connections", json!(100)), hook("max_connections", json!(101)), "1-100"),
        (
            "setWebhook",
            hook("secret_token", json!("s".repeat(256))),
            hook("secret_token", json!("s".repeat(257))),
            "secret token contains unallowed characters or is too long",
        ),
        (
            "setWebhook",
            hook("secret_token", json!("a-B_1")),
            hook("secret_token", json!("a b")),
            "secret token contains unallowed characters or is too long",
        ),
        (
            "setWebhook",
            json!({ "url": "https://bot.example.org:8443/" }),
            json!({ "url": "https://bot.example.org:8080/" }),
            "only on ports 80, 88, 443 or 8443",
        ),
        (
            "setWebhook",
            json!({ "url": "" }),
            json!({ "url": "http://bot.example.org" }),
            "An HTTPS URL must be provided",
        ),
    ] {
        for (fields, accepted) in [(good, true), (bad, false)] {
            let before = telegram.violations().len();
            let answer = bot.call(method, fields.clone()).await;
            assert_eq!(answer["ok"], accepted, "{method} {fields}: {answer}");
            assert_eq!(telegram.violations().len() - before, usize::from(!accepted), "{method} {fields}");
            assert!(accepted || described(&answer).contains(why), "{why}: {answer}");
        }
    }
    assert_eq!(telegram.description(true, "ru").map(|text| text.chars().count()), Some(120));
}
