//! Reading a raw update: who did what, where. A person's words survive whatever else in the update is unknown.

use crate::{
    bot::{
        intake::ALLOWED,
        said::{File, Said},
        sanitise::sanitise,
        turn::Update,
    },
    error::{Error, Result},
    lang::Lang,
    phone::Phone,
    telemetry,
};
use serde_json::Value;
use teloxide::types::{self, ChatMemberKind, Message, UpdateKind};

/// An update of a person in the private chat with the bot.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Telegram's id of the person.
    pub from: i64,
    /// The language of their Telegram.
    pub lang: Lang,
    /// What they did.
    pub said: Said,
    /// Where it stands.
    pub update: Update,
    /// Something in the update was unknown to this release.
    pub unknown: bool,
}

/// Reads an update as received. `None`: not from a person in a private chat. An error: of a kind that we listen to, and
/// nothing can be made of it.
pub fn read(raw: &str) -> Result<Option<Heard>> {
    let mut unknown = false;
    let clean;
    let mut text = raw;
    if raw.contains("entities\"") || raw.contains("\"reply_markup\"") {
        let mut value: Value = serde_json::from_str(raw)?;
        unknown = sanitise(&mut value) > 0;
        clean = value.to_string();
        text = &clean;
    }
    let update: types::Update = serde_json::from_str(text)?;
    let unreadable = matches!(update.kind, UpdateKind::Error(_));
    let heard = match update.kind {
        UpdateKind::Message(message) => of_message(&message),
        UpdateKind::EditedMessage(message) => of_message(&message).map(edited),
        UpdateKind::CallbackQuery(query) => of_press(query),
        UpdateKind::InlineQuery(query) => Some(Heard {
            from: id(query.from.id),
            lang: lang(&query.from),
            update: Update {
                chat: id(query.from.id),
                name: query.from.full_name(),
                inline: Some(query.id.0),
                ..Update::default()
            },
            said: Said::Inline(query.query),
            unknown: false,
        }),
        UpdateKind::MyChatMember(member) if member.chat.is_private() => Some(Heard {
            from: id(member.from.id),
            lang: lang(&member.from),
            said: Said::Reachable(!matches!(
                member.new_chat_member.kind,
                ChatMemberKind::Banned(_) | ChatMemberKind::Left
            )),
            update: Update { chat: member.chat.id.0, name: member.from.full_name(), ..Update::default() },
            unknown: false,
        }),
        _ => None,
    };
    let wordless = heard.as_ref().is_none_or(|heard| heard.said == Said::Other);
    if wordless && let Some(rescued) = rescue(raw)? {
        return Ok(Some(rescued));
    }
    if unreadable {
        let value: Value = serde_json::from_str(raw)?;
        if let Some(kind) = ALLOWED.into_iter().find(|kind| value.get(kind).is_some()) {
            return Err(Error::other(format!("{kind}: a shape that this release can't read")));
        }
        metrics::counter!(telemetry::UPDATES_UNKNOWN).increment(1);
        tracing::warn!(update = update.id.0, "an update of an unknown shape is passed over");
    }
    Ok(heard.map(|heard| Heard { unknown: unknown || heard.unknown, ..heard }))
}

fn of_message(message: &Message) -> Option<Heard> {
    let from = message.from.as_ref().filter(|_| message.chat.is_private())?;
    let caption = message.caption().unwrap_or_default().to_owned();
    let file = |id: &types::FileId, name: Option<&String>, size: u32| File {
        id: id.0.clone(),
        name: name.cloned().unwrap_or_default(),
        size: i64::from(size),
        caption: caption.clone(),
    };
    let said = if let Some(text) = message.text() {
        Said::Text(text.to_owned())
    } else if let Some(photo) = message.photo().and_then(<[_]>::last) {
        Said::Photo(file(&photo.file.id, None, photo.file.size))
    } else if let Some(voice) = message.voice() {
        let seconds = i64::from(voice.duration.seconds());
        Said::Voice { file: file(&voice.file.id, None, voice.file.size), seconds }
    } else if let Some(document) = message.document() {
        Said::Document(file(&document.file.id, document.file_name.as_ref(), document.file.size))
    } else if let Some(video) = message.video() {
        Said::Document(file(&video.file.id, video.file_name.as_ref(), video.file.size))
    } else if let Some(audio) = message.audio() {
        Said::Document(file(&audio.file.id, audio.file_name.as_ref(), audio.file.size))
    } else if let Some(note) = message.video_note() {
        Said::Document(file(&note.file.id, None, note.file.size))
    } else if let Some(contact) = message.contact() {
        let own = contact.user_id == Some(from.id) && message.forward_origin().is_none();
        let name = [Some(contact.first_name.as_str()), contact.last_name.as_deref()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Said::Contact { phone: Phone::parse(&contact.phone_number), name, own }
    } else if let Some(place) = message.location() {
        Said::Place { latitude: micro(place.latitude), longitude: micro(place.longitude) }
    } else {
        Said::Other
    };
    let update = Update {
        typed: message.text().map(str::to_owned),
        chat: message.chat.id.0,
        name: from.full_name(),
        message_id: Some(i64::from(message.id.0)),
        callback: None,
        reply_to: message.reply_to_message().map(|replied| i64::from(replied.id.0)),
        inline: None,
    };
    Some(Heard { from: id(from.id), lang: lang(from), said, update, unknown: false })
}

fn edited(heard: Heard) -> Heard {
    let text = heard.said.words().map(str::to_owned);
    let said = match (text, heard.update.message_id) {
        (Some(text), Some(message_id)) => Said::Edited { message_id, text },
        _ => Said::Other,
    };
    Heard { said, ..heard }
}

fn of_press(query: types::CallbackQuery) -> Option<Heard> {
    let update = Update {
        chat: id(query.from.id),
        name: query.from.full_name(),
        message_id: query.message.as_ref().map(|message| i64::from(message.id().0)),
        callback: Some(query.id.0),
        reply_to: None,
        inline: None,
        typed: None,
    };
    let private = query.message.is_none_or(|message| message.chat().is_private());
    let said = Said::Press(query.data.unwrap_or_default());
    private.then(|| Heard { from: id(query.from.id), lang: lang(&query.from), said, update, unknown: false })
}

/// The words of a private message that the typed reader lost.
fn rescue(raw: &str) -> Result<Option<Heard>> {
    let value: Value = serde_json::from_str(raw)?;
    let message = &value["message"];
    let words = message["text"].as_str().or_else(|| message["caption"].as_str());
    let (Some(words), Some(from), Some("private")) =
        (words, message["from"]["id"].as_i64(), message["chat"]["type"].as_str())
    else {
        return Ok(None);
    };
    tracing::warn!(update = value["update_id"].as_i64(), "the words of a message were rescued from an unknown shape");
    let update = Update {
        chat: message["chat"]["id"].as_i64().ok_or_else(|| Error::other("a message without a chat"))?,
        name: message["from"]["first_name"].as_str().unwrap_or_default().to_owned(),
        message_id: message["message_id"].as_i64(),
        callback: None,
        reply_to: message["reply_to_message"]["message_id"].as_i64(),
        inline: None,
        typed: None,
    };
    let lang = message["from"]["language_code"].as_str().and_then(Lang::parse).unwrap_or_default();
    Ok(Some(Heard { from, lang, said: Said::Text(words.to_owned()), update, unknown: true }))
}

fn id(user: types::UserId) -> i64 {
    i64::try_from(user.0).unwrap_or(i64::MAX)
}

fn lang(user: &types::User) -> Lang {
    user.language_code.as_deref().and_then(Lang::parse).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "a coordinate is at most 180 degrees")]
fn micro(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message(extra: &Value) -> String {
        let mut message = json!({
            "message_id": 7, "date": 1_700_000_000,
            "chat": { "id": 5, "type": "private", "first_name": "Anna" },
            "from": { "id": 5, "is_bot": false, "first_name": "Anna", "language_code": "en" },
        });
        message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "update_id": 1, "message": message }).to_string()
    }

    #[test]
    fn a_text_with_an_entity_of_unknown_kind_is_understood() {
        let raw =
            message(&json!({ "text": "завтра", "entities": [{ "type": "date_time", "offset": 0, "length": 6 }] }));
        let heard = read(&raw).unwrap().unwrap();
        assert_eq!(heard.said, Said::Text("завтра".to_owned()));
        assert!(heard.unknown);
        assert_eq!((heard.from, heard.lang, heard.update.message_id), (5, Lang::En, Some(7)));
        let naive: types::Update = serde_json::from_str(&raw).unwrap();
        let UpdateKind::Message(naive) = naive.kind else { panic!() };
        assert_eq!(naive.text(), None, "without the sanitiser the words are lost");
    }

    #[test]
    fn words_beside_something_unknown_are_rescued() {
        let heard = read(&message(&json!({ "caption": "смотри", "rich_message": { "blocks": [] } }))).unwrap().unwrap();
        assert_eq!(heard.said, Said::Text("смотри".to_owned()));
        assert!(heard.unknown);
    }

    #[test]
    fn a_contact_of_somebody_else_is_not_ones_own() {
        let contact = |user: i64| {
            let raw = message(
                &json!({ "contact": { "phone_number": "79161234567", "first_name": "Анна", "user_id": user } }),
            );
            read(&raw).unwrap().unwrap().said
        };
        assert!(matches!(contact(5), Said::Contact { own: true, phone: Some(_), .. }));
        assert!(matches!(contact(6), Said::Contact { own: false, .. }));
    }

    #[test]
    fn groups_and_unknown_kinds_are_not_for_us() {
        let raw = message(&json!({ "text": "hi", "chat": { "id": -5, "type": "group", "title": "x" } }));
        assert!(read(&raw).unwrap().is_none());
        assert!(read(r#"{"update_id":1,"subscription":{"x":1}}"#).unwrap().is_none());
        assert!(read("not json").is_err());
        assert!(read(r#"{"update_id":1,"message":{"message_id":1}}"#).is_err(), "we listen to messages");
    }
}
