//! Makes updates of newer Bot APIs readable for the types we have: an entity of an unknown kind would make the text of
//! the whole message vanish (TELEGRAM 1), so such entities are dropped, wherever in the update they stand.

use serde_json::Value;

/// The kinds of entities that teloxide 0.17 knows (Bot API 9.1).
const KNOWN: [&str; 19] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "blockquote",
    "expandable_blockquote",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
];

/// Where messages keep their entities.
const PLACES: [&str; 5] = ["entities", "caption_entities", "text_entities", "quote_entities", "title_entities"];

/// Drops what can't be read; returns how many entities went.
pub fn sanitise(value: &mut Value) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(sanitise).sum(),
        Value::Object(fields) => {
            fields.remove("reply_markup");
            let mut dropped = 0;
            for (name, field) in fields.iter_mut() {
                if let (true, Value::Array(entities)) = (PLACES.contains(&name.as_str()), &mut *field) {
                    let before = entities.len();
                    entities.retain(|entity| KNOWN.contains(&entity["type"].as_str().unwrap_or("?")));
                    dropped += before - entities.len();
                }
                dropped += sanitise(field);
            }
            dropped
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn unknown_entities_go_and_known_ones_stay_at_any_depth() {
        let entities =
            json!([{ "type": "date_time", "offset": 0, "length": 2 }, { "type": "bold", "offset": 0, "length": 2 }]);
        let mut update = json!({ "message": { "text": "ok", "entities": entities,
            "reply_to_message": { "text": "ok", "entities": entities, "reply_markup": { "inline_keyboard": [] } } } });
        assert_eq!(sanitise(&mut update), 2);
        let kept = json!([{ "type": "bold", "offset": 0, "length": 2 }]);
        assert_eq!(update["message"]["entities"], kept);
        assert_eq!(update["message"]["reply_to_message"], json!({ "text": "ok", "entities": kept }));
        assert_eq!(sanitise(&mut update), 0);
    }
}
