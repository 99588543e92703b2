//! Messages, buttons, files and people behave as with the real server.

use super::{Shared, Tap, Telegram};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// The moment at which the tests begin.
pub(super) fn at() -> DateTime<Utc> {
    "2026-09-07T06:00:00Z".parse().unwrap()
}

/// A clock that stands until moved.
#[derive(Clone)]
pub(super) struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Hands {
    pub(super) fn go(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

pub(super) async fn telegram() -> (Telegram, Hands) {
    let hands = Hands(Arc::new(Mutex::new(at())));
    let clock = hands.clone();
    (Telegram::start(Arc::new(move || *clock.0.lock().unwrap())).await.unwrap(), hands)
}

/// What the bot sees of the emulator.
pub(super) struct Bot {
    shared: Arc<Shared>,
    http: reqwest::Client,
    base: String,
}

impl Bot {
    pub(super) fn of(telegram: &Telegram) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let base = format!("{}/bot{}", telegram.url(), telegram.token());
        Self { shared: Arc::clone(&telegram.shared), http, base }
    }

    pub(super) async fn send(&self, method: &str, fields: Value) -> reqwest::Result<reqwest::Response> {
        self.http.post(format!("{}/{method}", self.base)).json(&fields).send().await
    }

    pub(super) async fn call(&self, method: &str, fields: Value) -> Value {
        self.send(method, fields).await.unwrap().json().await.unwrap()
    }

    pub(super) async fn ok(&self, method: &str, fields: Value) -> Value {
        let answer = self.call(method, fields).await;
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer["result"].clone()
    }

    pub(super) async fn updates(&self, fields: Value) -> Vec<Value> {
        self.ok("getUpdates", fields).await.as_array().unwrap().clone()
    }

    /// Waits until so many polls have begun.
    pub(super) async fn until_polling(&self, polls: u64) {
        while self.shared.lock().updates.polls < polls {
            tokio::task::yield_now().await;
        }
    }

    pub(super) async fn upload(&self, method: &str, form: Form) -> Value {
        self.http.post(format!("{}/{method}", self.base)).multipart(form).send().await.unwrap().json().await.unwrap()
    }
}

pub(super) fn described(answer: &Value) -> &str {
    answer["description"].as_str().unwrap_or("ok")
}

pub(super) async fn anna_and_bot() -> (Telegram, Hands, Bot, i64) {
    let (telegram, hands) = telegram().await;
    telegram.set_rates(false);
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna Petrova", "ru", "+79001234567");
    telegram.starts(anna, None);
    (telegram, hands, bot, anna)
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat()
}

#[tokio::test]
async fn files_go_both_ways() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let file = Part::bytes(b"1;2".to_vec()).file_name("счёт.csv").mime_str("text/csv").unwrap();
    let form = Form::new().text("chat_id", anna.to_string()).text("document", "attach://u").part("u", file);
    let sent = bot.upload("sendDocument", form).await;
    assert_eq!(sent["result"]["document"]["file_name"], "счёт.csv", "{sent}");

    telegram.sends_document(anna, "bank.txt", b"1CClientBankExchange", "for May");
    let update = bot.updates(json!({})).await.pop().unwrap();
    assert_eq!(update["message"]["caption"], "for May");
    let file = bot.ok("getFile", json!({ "file_id": update["message"]["document"]["file_id"] })).await;
    let path = file["file_path"].as_str().unwrap();
    for path in [path.to_owned(), path.replace('/', "%2F")] {
        let url = format!("{}/file/bot{}/{path}", telegram.url(), telegram.token());
        assert_eq!(bot.http.get(url).send().await.unwrap().text().await.unwrap(), "1CClientBankExchange");
    }
    telegram.sends_document(anna, "big.bin", &vec![0; (20 << 20) + 1], "");
    let update = bot.updates(json!({})).await.pop().unwrap();
    let answer = bot.call("getFile", json!({ "file_id": update["message"]["document"]["file_id"] })).await;
    assert_eq!(described(&answer), "Bad Request: file is too big");
    assert_eq!(telegram.violations(), [""; 0]);
}

#[tokio::test]
async fn a_chat_must_be_begun_and_not_blocked() {
    let (telegram, _) = telegram().await;
    let bot = Bot::of(&telegram);
    let anna = telegram.user("Anna", "ru", "+79001234567");
    let hello = || json!({ "chat_id": anna, "text": "hello" });
    let answer = bot.call("sendMessage", hello()).await;
    assert_eq!(described(&answer), "Forbidden: bot can't initiate conversation with a user");
    assert_eq!(telegram.violations().len(), 1);

    telegram.starts(anna, None);
    bot.ok("sendMessage", hello()).await;
    telegram.blocks(anna);
    let answer = bot.call("sendMessage", hello()).await;
    assert_eq!((&answer["error_code"], described(&answer)), (&json!(403), "Forbidden: bot was blocked by the user"));
    telegram.unblocks(anna);
    bot.ok("sendMessage", hello()).await;
    let statuses: Vec<Value> = bot.updates(json!({})).await[1..]
        .iter()
        .map(|update| update["my_chat_member"]["new_chat_member"]["status"].clone())
        .collect();
    assert_eq!(statuses, ["kicked", "member"]);
    let nobody = bot.call("sendMessage", json!({ "chat_id": 1, "text": "x" })).await;
    assert_eq!(described(&nobody), "Bad Request: chat not found");
    assert_eq!(telegram.violations().len(), 1, "a blocked bot breaks no rule");
}

#[tokio::test]
async fn edits_follow_telegrams_rules() {
    let (telegram, hands, bot, anna) = anna_and_bot().await;
    let keys = json!({ "inline_keyboard": [[{ "text": "Save", "callback_data": "save" }]] });
    let sent = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "a", "reply_markup": keys })).await;
    let id = sent["message_id"].as_i64().unwrap();
    let edit = |text: &str| json!({ "chat_id": anna, "message_id": id, "text": text });
    let last = || telegram.chat(anna).pop().unwrap();
    assert_eq!(last().buttons[0][0].tap, Tap::Press("save".into()));

    let edited = bot.ok("editMessageText", edit("b")).await;
    assert!(edited.get("reply_markup").is_none() && last().buttons.is_empty(), "the buttons go with the old text");
    assert_eq!(last().edited_at, Some(at()));
    let same = bot.call("editMessageText", edit("b")).await;
    assert!(described(&same).starts_with("Bad Request: message is not modified"));
    assert_eq!(telegram.violations().len(), 1);

    telegram.lose_answers(1);
    assert!(bot.send("editMessageText", edit("c")).await.is_err());
    assert_eq!(last().text, "c", "it took effect");
    assert!(described(&bot.call("editMessageText", edit("c")).await).contains("message is not modified"));
    assert_eq!(telegram.violations().len(), 1, "repeated because the answer was lost");

    let keyboard = json!({ "keyboard": [[{ "text": "My phone", "request_contact": true }]] });
    let fixed = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "k", "reply_markup": keyboard })).await;
    let edit_fixed = json!({ "chat_id": anna, "message_id": fixed["message_id"], "text": "l" });
    assert_eq!(described(&bot.call("editMessageText", edit_fixed).await), "Bad Request: message can't be edited");
    assert!(telegram.keyboard(anna).unwrap().rows[0][0].request_contact);

    bot.ok("deleteMessage", json!({ "chat_id": anna, "message_id": id })).await;
    assert_eq!(described(&bot.call("editMessageText", edit("d")).await), "Bad Request: message to edit not found");
    hands.go(TimeDelta::hours(48));
    let old = json!({ "chat_id": anna, "message_id": fixed["message_id"] });
    assert_eq!(described(&bot.call("deleteMessage", old).await), "Bad Request: message can't be deleted");
    assert_eq!(telegram.violations().len(), 2, "only the message with a keyboard adds one");
}

#[tokio::test]
async fn a_press_must_be_answered_in_time() {
    let (telegram, hands, bot, anna) = anna_and_bot().await;
    let keys = json!({ "inline_keyboard": [[{ "text": "Save", "callback_data": "save" }]] });
    let sent = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "a", "reply_markup": keys })).await;
    let message = sent["message_id"].as_i64().unwrap();
    assert!(telegram.presses(anna, message, 0, 0) && !telegram.presses(anna, message, 0, 1));
    let query = bot.updates(json!({})).await.pop().unwrap()["callback_query"].clone();
    assert_eq!((&query["data"], &query["message"]["text"]), (&json!("save"), &json!("a")));
    assert!(telegram.view(anna).unwrap().messages[1].pressed_waiting);
    assert_eq!(telegram.violations_at_end().len(), 1);

    let answer = |text: String| json!({ "callback_query_id": query["id"], "text": text });
    assert!(described(&bot.call("answerCallbackQuery", answer("ё".repeat(201))).await).contains("0-200"));
    bot.ok("answerCallbackQuery", answer("ё".repeat(200))).await;
    assert_eq!(telegram.toasts(anna).len(), 1);
    assert_eq!(telegram.violations_at_end().len(), 1, "only the long text");

    telegram.presses(anna, message, 0, 0);
    let query = bot.updates(json!({})).await.pop().unwrap()["callback_query"].clone();
    hands.go(TimeDelta::seconds(150));
    let late = bot.call("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await;
    assert!(described(&late).starts_with("Bad Request: query is too old and response timeout expired"));
    assert_eq!(telegram.violations().len(), 2);

    // A fault takes nothing back that was already owed.
    telegram.set_down(true);
    telegram.set_down(false);
    assert_eq!(telegram.violations().len(), 2);
}

#[tokio::test]
async fn a_press_is_excused_only_if_it_ran_out_while_telegram_was_out_of_reach() {
    let (telegram, hands, bot, anna) = anna_and_bot().await;
    telegram.presses_data(anna, 1, "ran out");
    bot.updates(json!({})).await;
    telegram.set_down(true);
    hands.go(TimeDelta::seconds(150));
    assert_eq!(telegram.violations_at_end(), [""; 0], "no answer could come");
    telegram.presses_data(anna, 1, "alive");
    hands.go(TimeDelta::seconds(149));
    telegram.set_down(false);
    bot.updates(json!({})).await;
    let owed = ["answerCallbackQuery: the press \"alive\" on message 1 was never answered"];
    assert_eq!(telegram.violations_at_end(), owed);
    assert_eq!(telegram.violations(), [""; 0], "there is a second left");
    hands.go(TimeDelta::seconds(1));
    assert_eq!(telegram.violations(), owed);
}

#[tokio::test]
async fn commands_are_checked_and_found_in_telegrams_order() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let set = |scope: Value, language: &str, name: &str| {
        let commands = json!([{ "command": name, "description": "about" }]);
        json!({ "commands": commands, "scope": scope, "language_code": language })
    };
    let (all, private) = (json!({ "type": "default" }), json!({ "type": "all_private_chats" }));
    let chat = json!({ "type": "chat", "chat_id": anna });
    for (scope, language, name) in [
        (&all, "", "a"),
        (&all, "ru", "b"),
        (&private, "", "c"),
        (&private, "ru", "d"),
        (&chat, "", "e"),
        (&chat, "ru", "f"),
    ] {
        bot.ok("setMyCommands", set(scope.clone(), language, name)).await;
        assert_eq!(telegram.commands(anna, "ru"), [(name.to_owned(), "about".to_owned())]);
    }
    assert_eq!(telegram.commands(anna, "en")[0].0, "e");
    bot.ok("deleteMyCommands", json!({ "scope": chat })).await;
    assert_eq!(telegram.commands(anna, "en")[0].0, "c");
    assert_eq!(bot.ok("getMyCommands", json!({ "language_code": "ru" })).await[0]["command"], "b");
    bot.ok("setMyCommands", set(all.clone(), "", &"a".repeat(32))).await;
    let many = |count| json!({ "commands": vec![json!({ "command": "a", "description": "b" }); count] });
    bot.ok("setMyCommands", many(100)).await;
    for (bad, why) in [
        (set(all.clone(), "", &"a".repeat(33)), "BOT_COMMAND_INVALID"),
        (set(all.clone(), "", "Call"), "BOT_COMMAND_INVALID"),
        (set(all.clone(), "rus", "a"), "Invalid language code specified"),
        (set(json!({ "type": "everybody" }), "", "a"), "can't be \"everybody\""),
        (many(101), "BOT_COMMANDS_TOO_MUCH"),
        (json!({ "commands": [{ "command": "a", "description": "" }] }), "1-256"),
    ] {
        let before = telegram.violations().len();
        assert!(described(&bot.call("setMyCommands", bad).await).contains(why), "{why}");
        assert_eq!(telegram.violations().len(), before + 1);
    }
}

#[tokio::test]
async fn methods_are_named_in_any_case_and_fields_come_in_any_way() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let url = format!("{}/SENDmessage", bot.base);
    let query = [("chat_id", anna.to_string()), ("text", "a & b".to_owned())];
    assert_eq!(bot.http.get(&url).query(&query).send().await.unwrap().status(), 200);
    let form = "chat_id=700000001&text=a+%26+b&disable_notification=true&reply_markup=%7B%22force_reply%22%3Atrue%7D";
    let form = bot.http.post(&url).header("content-type", "application/x-www-form-urlencoded").body(form);
    assert_eq!(form.send().await.unwrap().status(), 200);
    let parts = Form::new().text("chat_id", anna.to_string()).text("text", "a & b");
    assert_eq!(bot.upload("sendMessage", parts).await["ok"], true);
    assert_eq!(telegram.chat(anna).iter().filter(|message| message.html == "a &amp; b").count(), 3);
    assert_eq!(telegram.count("sendmessage"), 3);
    assert_eq!(telegram.violations(), [""; 0]);

    assert_eq!(bot.call("sendTelepathy", json!({})).await["error_code"], 404);
    assert_eq!(telegram.violations(), ["there is no method \"sendTelepathy\""]);
    let url = format!("{}/bot123:wrong/getMe", telegram.url());
    assert_eq!(bot.http.get(url).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn too_fast_is_429_and_too_soon_after_it_breaks_a_rule() {
    let (telegram, hands, bot, anna) = anna_and_bot().await;
    let hello = || json!({ "chat_id": anna, "text": "hello" });
    telegram.too_many(anna, 3600);
    let response = bot.send("sendMessage", hello()).await.unwrap();
    assert_eq!(response.headers()["retry-after"], "3600");
    let answer: Value = response.json().await.unwrap();
    assert_eq!((&answer["error_code"], &answer["parameters"]["retry_after"]), (&json!(429), &json!(3600)));
    assert_eq!(telegram.violations(), [""; 0]);
    assert_eq!(bot.call("sendMessage", hello()).await["error_code"], 429);
    assert_eq!(telegram.violations().len(), 1, "too soon");
    hands.go(TimeDelta::hours(1));
    telegram.set_rates(true);
    let burst = futures::future::join_all((0..40).map(|_| bot.call("sendMessage", hello()))).await;
    let accepted = burst.iter().filter(|answer| answer["ok"] == true).count();
    assert!((5..40).contains(&accepted), "{accepted} in one burst");
    telegram.fail_once(500, "Internal Server Error");
    assert_eq!(bot.call("getMe", json!({})).await["error_code"], 500);
    bot.ok("getMe", json!({})).await;
}

#[tokio::test]
async fn every_deed_of_a_person_is_an_update_and_a_bubble() {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let boris = telegram.user("Boris", "en", "+79007654321");
    let keyboard =
        json!({ "keyboard": [[{ "text": "My phone", "request_contact": true }]], "one_time_keyboard": true });
    let asked = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "phone?", "reply_markup": keyboard })).await;
    telegram.shares_contact(anna, anna);
    assert!(telegram.keyboard(anna).is_none(), "gone after the tap");
    telegram.shares_contact(anna, boris);
    let said = telegram.replies(anna, asked["message_id"].as_i64().unwrap(), "<b> & co");
    assert!(telegram.edits(anna, said, "changed <b>"));
    telegram.sends_photo(anna, &png(3, 4), "proof");
    telegram.sends_voice(anna, b"ogg", 74);
    telegram.sends_location(anna, 55.75, 37.61);
    telegram.forwards(anna, "where is it?", "Client");

    let updates = bot.updates(json!({})).await;
    for update in &updates {
        let typed: teloxide::types::Update = serde_json::from_str(&update.to_string()).unwrap();
        assert!(!matches!(typed.kind, teloxide::types::UpdateKind::Error(_)), "{update}");
    }
    let message = |index: usize| &updates[index]["message"];
    assert_eq!(
        message(1)["contact"],
        json!({ "phone_number": "79001234567", "first_name": "Anna", "last_name": "Petrova", "user_id": anna })
    );
    assert_eq!(message(2)["contact"]["user_id"], boris);
    assert_eq!(message(3)["reply_to_message"]["text"], "phone?");
    assert_eq!(updates[4]["edited_message"]["text"], "changed <b>");
    assert_eq!(message(5)["photo"][0]["height"], 4);
    assert_eq!(message(6)["voice"]["duration"], 74);
    assert_eq!(message(8)["forward_origin"]["sender_user_name"], "Client");

    let view = serde_json::to_value(telegram.view(anna).unwrap()).unwrap();
    let shown: Vec<&str> = view["messages"].as_array().unwrap().iter().map(|m| m["html"].as_str().unwrap()).collect();
    let expected = [
        "/start",
        "phone?",
        "",
        "",
        "changed &lt;b&gt;",
        "proof",
        "",
        "📍 55.75000, 37.61000",
        "↪ Client\nwhere is it?",
    ];
    assert_eq!(shown, expected);
    assert_eq!(view["messages"][2]["contact"], "Anna Petrova +79001234567");
    assert_eq!(view["messages"][4]["reply_to"]["text"], "phone?");
    assert_eq!(view["messages"][6]["voice"], "1:14");
    let path = view["messages"][5]["photo"].as_str().unwrap().strip_prefix("/file/").unwrap();
    assert_eq!(telegram.file(path).unwrap().0, "image/jpeg");
    assert_eq!(telegram.view(1).map(|view| view.user), None);
    assert_eq!(telegram.violations_at_end(), [""; 0]);
}
