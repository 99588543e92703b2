//! `copyMessage`: whatever a message holds goes into another chat as the bot's own, under words of the bot's.

use super::{
    MessageId, Telegram, UserId,
    tests::{Bot, anna_and_bot, described, png},
};
use serde_json::{Value, json};

/// Anna has sent something; Boris will get the copy.
async fn two() -> (Telegram, Bot, UserId, UserId) {
    let (telegram, _, bot, anna) = anna_and_bot().await;
    let boris = telegram.user("Boris", "ru", "+79007654321");
    telegram.starts(boris, None);
    (telegram, bot, anna, boris)
}

async fn copied(bot: &Bot, (from, message): (UserId, MessageId), to: UserId, caption: Option<&str>) -> i64 {
    let mut fields = json!({ "chat_id": to, "from_chat_id": from, "message_id": message });
    if let Some(caption) = caption {
        fields["caption"] = json!(caption);
        fields["parse_mode"] = json!("HTML");
    }
    bot.ok("copyMessage", fields).await["message_id"].as_i64().expect("the number of the copy")
}

/// The last bubble of a phone.
fn last(telegram: &Telegram, user: UserId) -> Value {
    let view = serde_json::to_value(telegram.view(user).unwrap()).unwrap();
    view["messages"].as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn a_photo_a_file_and_a_voice_are_copied_with_what_they_hold() {
    let (telegram, bot, anna, boris) = two().await;
    let photo = telegram.sends_photo(anna, &png(640, 480), "the gate");
    let id = copied(&bot, (anna, photo), boris, None).await;
    let shown = last(&telegram, boris);
    assert_eq!((&shown["id"], &shown["from"], &shown["html"]), (&json!(id), &json!("bot"), &json!("the gate")));
    assert_eq!(shown["photo"], last(&telegram, anna)["photo"], "the same file");

    let file = telegram.sends_document(anna, "act.pdf", b"%PDF", "signed");
    copied(&bot, (anna, file), boris, None).await;
    let shown = last(&telegram, boris);
    assert_eq!((&shown["file"]["name"], &shown["file"]["size"]), (&json!("act.pdf"), &json!(4)));
    assert_eq!(shown["html"], "signed");

    let voice = telegram.sends_voice(anna, b"OggS", 74);
    copied(&bot, (anna, voice), boris, None).await;
    assert_eq!(last(&telegram, boris)["voice"], "1:14");
    assert_eq!(telegram.violations(), [""; 0]);
}

#[tokio::test]
async fn the_words_of_the_bot_take_the_place_of_a_caption_and_never_of_a_text() {
    let (telegram, bot, anna, boris) = two().await;
    for message in [
        telegram.sends_photo(anna, &png(64, 48), "the gate"),
        telegram.sends_document(anna, "act.pdf", b"%PDF", ""),
        telegram.sends_voice(anna, b"OggS", 5),
    ] {
        let id = copied(&bot, (anna, message), boris, Some("<b>Anna</b>")).await;
        assert_eq!(last(&telegram, boris)["html"], "<b>Anna</b>");
        let edit = json!({ "chat_id": boris, "message_id": id, "caption": "Anna, 10:42" });
        assert_eq!(bot.ok("editMessageCaption", edit).await["caption"], "Anna, 10:42");
        assert_eq!(last(&telegram, boris)["html"], "Anna, 10:42");
    }
    let photo = telegram.sends_photo(anna, &png(64, 48), "the gate");
    copied(&bot, (anna, photo), boris, Some("")).await;
    assert_eq!(last(&telegram, boris)["html"], "", "an empty caption takes the old one away");
    let text = telegram.says(anna, "it does not open");
    copied(&bot, (anna, text), boris, Some("Anna")).await;
    assert_eq!(last(&telegram, boris)["html"], "it does not open");
    assert_eq!(last(&telegram, anna)["html"], "it does not open", "the original is as it was");
    assert_eq!(telegram.violations(), [""; 0]);
}

#[tokio::test]
async fn a_copy_has_buttons_of_its_own() {
    let (telegram, bot, anna, boris) = two().await;
    let buttons = json!({ "inline_keyboard": [[{ "text": "Yes", "callback_data": "yes" }]] });
    let asked = bot.ok("sendMessage", json!({ "chat_id": anna, "text": "open?", "reply_markup": buttons })).await;
    let asked = asked["message_id"].as_i64().unwrap();
    copied(&bot, (anna, asked), boris, None).await;
    assert_eq!(last(&telegram, boris)["buttons"], json!([]), "those of the original stay behind");
    let fields = json!({ "chat_id": boris, "from_chat_id": anna, "message_id": asked, "reply_markup": buttons });
    bot.ok("copyMessage", fields).await;
    assert_eq!(last(&telegram, boris)["buttons"][0][0]["text"], "Yes");
}

#[tokio::test]
async fn a_caption_of_1024_is_taken_and_one_more_is_not() {
    let (telegram, bot, anna, boris) = two().await;
    let photo = telegram.sends_photo(anna, &png(64, 48), "");
    let fields =
        |length| json!({ "chat_id": boris, "from_chat_id": anna, "message_id": photo, "caption": "ж".repeat(length) });
    bot.ok("copyMessage", fields(1024)).await;
    let answer = bot.call("copyMessage", fields(1025)).await;
    assert_eq!(described(&answer), "Bad Request: message caption is too long");
    assert_eq!(telegram.violations().len(), 1);
}

#[tokio::test]
async fn what_is_not_there_is_not_copied() {
    let (telegram, bot, anna, boris) = two().await;
    let photo = telegram.sends_photo(anna, &png(64, 48), "");
    let fields = |from: UserId, message: MessageId, to: UserId| json!({ "chat_id": to, "from_chat_id": from, "message_id": message });
    let answer = bot.call("copyMessage", fields(anna, 9_999, boris)).await;
    assert_eq!(described(&answer), "Bad Request: message to copy not found");
    // The number of a message means nothing in another chat.
    let answer = bot.call("copyMessage", fields(boris, photo, anna)).await;
    assert_eq!(described(&answer), "Bad Request: message to copy not found");
    let answer = bot.call("copyMessage", fields(1, photo, boris)).await;
    assert_eq!(described(&answer), "Bad Request: chat not found");
    let stranger = telegram.user("Stranger", "ru", "+79000000000");
    let answer = bot.call("copyMessage", fields(anna, photo, stranger)).await;
    assert_eq!(answer["ok"], false, "who has not begun gets no copy either: {answer}");
    telegram.clears_chat(anna);
    let answer = bot.call("copyMessage", fields(anna, photo, boris)).await;
    assert_eq!(described(&answer), "Bad Request: message to copy not found", "it has been deleted");
    assert_eq!(telegram.chat(boris).iter().filter(|message| message.from_bot).count(), 0);
}
