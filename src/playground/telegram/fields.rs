//! What a method takes: names, types and required fields, from the specification of Bot API 10.1.

use serde_json::{Map, Value};

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Integer,
    Flag,
    Text,
    /// A text of so many characters.
    Sized(usize, usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number or a `@name`.
    Chat,
    /// An upload, the id of an earlier one, or an address.
    File,
    /// An object whose inside is not looked at.
    Anything,
    List(&'static Kind),
    Object(&'static [Field]),
    /// The first table whose first field is there.
    OneOf(&'static [&'static [Field]]),
    /// The table named by `type`.
    Typed(&'static [(&'static str, &'static [Field])]),
}

/// One field of a method or an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

const fn must(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

use Kind::{Anything, Chat, File, Flag, Integer, List, Object, OneOf, Sized, Text, Typed, Word};

const PARSE_MODE: Field = may("parse_mode", Text);
const STYLE: Kind = Word(&["danger", "success", "primary"]);
const LANGUAGE: Field = may("language_code", Text);

const INLINE_BUTTON: &[Field] = &[
    must("text", Text),
    may("icon_custom_emoji_id", Text),
    may("style", STYLE),
    may("url", Text),
    may("callback_data", Text),
    may("web_app", Object(WEB_APP)),
    may("login_url", Anything),
    may("switch_inline_query", Text),
    may("switch_inline_query_current_chat", Text),
    may("switch_inline_query_chosen_chat", Anything),
    may("copy_text", Object(&[must("text", Sized(1, 256))])),
    may("callback_game", Anything),
    may("pay", Flag),
];
const KEYBOARD_BUTTON: &[Field] = &[
    must("text", Text),
    may("icon_custom_emoji_id", Text),
    may("style", STYLE),
    may("request_users", Anything),
    may("request_chat", Anything),
    may("request_managed_bot", Anything),
    may("request_contact", Flag),
    may("request_location", Flag),
    may("request_poll", Anything),
    may("web_app", Object(WEB_APP)),
];
const WEB_APP: &[Field] = &[must("url", Text)];
const INLINE_KEYBOARD: &[Field] = &[must("inline_keyboard", List(&List(&Object(INLINE_BUTTON))))];
const PLACEHOLDER: Field = may("input_field_placeholder", Sized(1, 64));
const REPLY_KEYBOARD: &[Field] = &[
    must("keyboard", List(&List(&OneOf(&[KEYBOARD_BUTTON])))),
    may("is_persistent", Flag),
    may("resize_keyboard", Flag),
    may("one_time_keyboard", Flag),
    PLACEHOLDER,
    may("selective", Flag),
];
const REMOVE: &[Field] = &[must("remove_keyboard", Flag), may("selective", Flag)];
const FORCE_REPLY: &[Field] = &[must("force_reply", Flag), PLACEHOLDER, may("selective", Flag)];
const MARKUP: Field = may("reply_markup", OneOf(&[INLINE_KEYBOARD, REPLY_KEYBOARD, REMOVE, FORCE_REPLY]));
const INLINE_MARKUP: Field = may("reply_markup", Object(INLINE_KEYBOARD));

const ENTITIES: Kind = List(&Object(&[
    must("type", Text),
    must("offset", Integer),
    must("length", Integer),
    may("url", Text),
    may("user", Anything),
    may("language", Text),
    may("custom_emoji_id", Text),
    may("unix_time", Integer),
    may("date_time_format", Text),
]));
const REPLY: Field = may(
    "reply_parameters",
    Object(&[
        must("message_id", Integer),
        may("chat_id", Chat),
        may("allow_sending_without_reply", Flag),
        may("quote", Text),
        may("quote_parse_mode", Text),
        may("quote_entities", ENTITIES),
        may("quote_position", Integer),
        may("checklist_task_id", Integer),
        may("poll_option_id", Text),
    ]),
);
const PREVIEW: Field = may(
    "link_preview_options",
    Object(&[
        may("is_disabled", Flag),
        may("url", Text),
        may("prefer_small_media", Flag),
        may("prefer_large_media", Flag),
        may("show_above_text", Flag),
    ]),
);

const CHAT: Field = must("chat_id", Chat);
const BUSINESS: Field = may("business_connection_id", Text);
const THREAD: Field = may("message_thread_id", Integer);
const TOPIC: Field = may("direct_messages_topic_id", Integer);
const SILENT: Field = may("disable_notification", Flag);
const PROTECT: Field = may("protect_content", Flag);
const PAID: Field = may("allow_paid_broadcast", Flag);
const EFFECT: Field = may("message_effect_id", Text);
const SUGGESTED: Field = may("suggested_post_parameters", Anything);
const CAPTION: Field = may("caption", Text);
const CAPTION_ENTITIES: Field = may("caption_entities", ENTITIES);
const CAPTION_ABOVE: Field = may("show_caption_above_media", Flag);

const SCOPE: Field = may(
    "scope",
    Typed(&[
        ("default", &[]),
        ("all_private_chats", &[]),
        ("all_group_chats", &[]),
        ("all_chat_administrators", &[]),
        ("chat", &[CHAT]),
        ("chat_administrators", &[CHAT]),
        ("chat_member", &[CHAT, must("user_id", Integer)]),
    ]),
);

/// The kinds of updates, for `allowed_updates`.
const UPDATES: Kind = List(&Word(&[
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
]));

pub(super) const NONE: &[Field] = &[];
pub(super) const GET_UPDATES: &[Field] =
    &[may("offset", Integer), may("limit", Integer), may("timeout", Integer), may("allowed_updates", UPDATES)];
pub(super) const GET_FILE: &[Field] = &[must("file_id", Text)];
pub(super) const SEND_MESSAGE: &[Field] = &[
    BUSINESS,
    CHAT,
    THREAD,
    TOPIC,
    must("text", Text),
    PARSE_MODE,
    may("entities", ENTITIES),
    PREVIEW,
    SILENT,
    PROTECT,
    PAID,
    EFFECT,
    SUGGESTED,
    REPLY,
    MARKUP,
];
pub(super) const SEND_PHOTO: &[Field] = &[
    BUSINESS,
    CHAT,
    THREAD,
    TOPIC,
    must("photo", File),
    CAPTION,
    PARSE_MODE,
    CAPTION_ENTITIES,
    CAPTION_ABOVE,
    may("has_spoiler", Flag),
    SILENT,
    PROTECT,
    PAID,
    EFFECT,
    SUGGESTED,
    REPLY,
    MARKUP,
];
pub(super) const SEND_DOCUMENT: &[Field] = &[
    BUSINESS,
    CHAT,
    THREAD,
    TOPIC,
    must("document", File),
    may("thumbnail", File),
    CAPTION,
    PARSE_MODE,
    CAPTION_ENTITIES,
    may("disable_content_type_detection", Flag),
    SILENT,
    PROTECT,
    PAID,
    EFFECT,
    SUGGESTED,
    REPLY,
    MARKUP,
];
pub(super) const COPY: &[Field] = &[
    CHAT,
    THREAD,
    TOPIC,
    must("from_chat_id", Chat),
    must("message_id", Integer),
    may("video_start_timestamp", Integer),
    CAPTION,
    PARSE_MODE,
    CAPTION_ENTITIES,
    CAPTION_ABOVE,
    SILENT,
    PROTECT,
    PAID,
    EFFECT,
    SUGGESTED,
    REPLY,
    MARKUP,
];
pub(super) const SEND_CHAT_ACTION: &[Field] = &[BUSINESS, CHAT, THREAD, must("action", Word(ACTIONS))];
const ACTIONS: &[&str] = &[
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];
const EDITED: [Field; 4] = [BUSINESS, may("chat_id", Chat), may("message_id", Integer), may("inline_message_id", Text)];
pub(super) const EDIT_TEXT: &[Field] = &[
    EDITED[0],
    EDITED[1],
    EDITED[2],
    EDITED[3],
    may("text", Text),
    PARSE_MODE,
    may("entities", ENTITIES),
    PREVIEW,
    may("rich_message", Anything),
    INLINE_MARKUP,
];
pub(super) const EDIT_CAPTION: &[Field] =
    &[EDITED[0], EDITED[1], EDITED[2], EDITED[3], CAPTION, PARSE_MODE, CAPTION_ENTITIES, CAPTION_ABOVE, INLINE_MARKUP];
pub(super) const EDIT_MARKUP: &[Field] = &[EDITED[0], EDITED[1], EDITED[2], EDITED[3], INLINE_MARKUP];
pub(super) const DELETE: &[Field] = &[CHAT, must("message_id", Integer)];
pub(super) const DELETE_MANY: &[Field] = &[CHAT, must("message_ids", List(&Integer))];
pub(super) const PIN: &[Field] = &[BUSINESS, CHAT, must("message_id", Integer), SILENT];
pub(super) const UNPIN: &[Field] = &[BUSINESS, CHAT, may("message_id", Integer)];
pub(super) const ANSWER_PRESS: &[Field] = &[
    must("callback_query_id", Text),
    may("text", Sized(0, 200)),
    may("show_alert", Flag),
    may("url", Text),
    may("cache_time", Integer),
];
pub(super) const ANSWER_INLINE: &[Field] = &[
    must("inline_query_id", Text),
    must("results", List(&Anything)),
    may("cache_time", Integer),
    may("is_personal", Flag),
    may("next_offset", Sized(0, 64)),
    may("button", Anything),
];
pub(super) const SET_COMMANDS: &[Field] =
    &[must("commands", List(&Object(&[must("command", Text), must("description", Sized(1, 256))]))), SCOPE, LANGUAGE];
pub(super) const COMMANDS: &[Field] = &[SCOPE, LANGUAGE];
pub(super) const SET_DESCRIPTION: &[Field] = &[may("description", Sized(0, 512)), LANGUAGE];
pub(super) const SET_SHORT_DESCRIPTION: &[Field] = &[may("short_description", Sized(0, 120)), LANGUAGE];
pub(super) const SET_MENU_BUTTON: &[Field] = &[
    may("chat_id", Integer),
    may(
        "menu_button",
        Typed(&[
            ("commands", &[]),
            ("web_app", &[must("text", Text), must("web_app", Object(WEB_APP))]),
            ("default", &[]),
        ]),
    ),
];
pub(super) const SET_WEBHOOK: &[Field] = &[
    must("url", Text),
    may("certificate", File),
    may("ip_address", Text),
    may("max_connections", Integer),
    may("allowed_updates", UPDATES),
    may("drop_pending_updates", Flag),
    may("secret_token", Text),
];
pub(super) const DELETE_WEBHOOK: &[Field] = &[may("drop_pending_updates", Flag)];

/// Checks every field of `object` against the table; `place` tells where in the request it stands.
pub(super) fn check(table: &[Field], object: &Map<String, Value>, place: &str) -> Result<(), String> {
    for (name, value) in object {
        let Some(field) = table.iter().find(|field| field.name == name) else {
            return Err(format!("unknown field \"{place}{name}\""));
        };
        field.kind.check(value, &format!("{place}{name}"))?;
    }
    match table.iter().find(|field| field.required && !object.contains_key(field.name)) {
        Some(missing) => Err(format!("field \"{place}{}\" is required", missing.name)),
        None => Ok(()),
    }
}

impl Kind {
    fn check(self, value: &Value, place: &str) -> Result<(), String> {
        let fits = match (self, value) {
            (Integer | Chat, Value::Number(number)) => number.is_i64(),
            (Sized(least, most), Value::String(text)) => {
                let length = text.chars().count();
                if length < least || length > most {
                    return Err(format!("\"{place}\" must be {least}-{most} characters long, it has {length}"));
                }
                true
            }
            (Word(words), Value::String(text)) => {
                if !words.contains(&text.as_str()) {
                    return Err(format!("\"{place}\" can't be \"{text}\""));
                }
                true
            }
            (List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    kind.check(item, &format!("{place}[{index}]"))?;
                }
                true
            }
            (Object(table), Value::Object(object)) => return check(table, object, &format!("{place}.")),
            (OneOf(tables), Value::Object(object)) => {
                let table = tables.iter().find(|table| object.contains_key(table[0].name)).unwrap_or(&tables[0]);
                return check(table, object, &format!("{place}."));
            }
            (Typed(tables), Value::Object(object)) => return check_typed(tables, object, place),
            // `OneOf` with a single table: a button of a reply keyboard, which may be a bare text.
            (Flag, Value::Bool(_))
            | (Text | Chat | File | OneOf([_]), Value::String(_))
            | (Anything, Value::Object(_)) => true,
            _ => false,
        };
        if fits { Ok(()) } else { Err(format!("field \"{place}\" must be {}", self.name())) }
    }

    /// Reads a value that came as text: in a query, a form or a part of a multipart body.
    pub(super) fn read(self, text: &str) -> Option<Value> {
        match self {
            Integer => text.parse::<i64>().ok().map(Value::from),
            Flag => match text.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" => Some(Value::Bool(true)),
                "false" | "0" | "no" => Some(Value::Bool(false)),
                _ => None,
            },
            Chat => Some(text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from)),
            Text | Sized(..) | Word(_) | File => Some(Value::from(text)),
            Anything | List(_) | Object(_) | OneOf(_) | Typed(_) => serde_json::from_str(text).ok(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Integer => "an integer",
            Flag => "true or false",
            Text | Sized(..) | Word(_) => "a text",
            Chat => "a chat id",
            File => "a file",
            List(_) => "a list",
            Anything | Object(_) | OneOf(_) | Typed(_) => "an object",
        }
    }
}

fn check_typed(
    tables: &[(&'static str, &'static [Field])],
    object: &Map<String, Value>,
    place: &str,
) -> Result<(), String> {
    let named = object.get("type").and_then(Value::as_str).unwrap_or_default();
    let Some((_, table)) = tables.iter().find(|(name, _)| *name == named) else {
        return Err(format!("\"{place}.type\" can't be \"{named}\""));
    };
    let rest: Map<_, _> =
        object.iter().filter(|(name, _)| *name != "type").map(|(k, v)| (k.clone(), v.clone())).collect();
    check(table, &rest, &format!("{place}."))
}
