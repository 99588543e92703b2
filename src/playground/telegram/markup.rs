//! Keyboards: what stands under a message or in place of the phone's own keyboard, and the limits of both.

use super::refusal::Refusal;
use serde_json::{Map, Value};

/// Our own limit: Telegram says only "too long", without a number.
const PER_ROW: usize = 8;
const IN_ALL: usize = 100;

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What is written on it.
    pub text: String,
    /// What a tap does.
    pub tap: Tap,
}

/// What a tap on a button under a message does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// Sends this callback data to the bot.
    Press(String),
    /// Copies this text.
    Copy(String),
    /// Opens this address.
    Url(String),
    /// Something this phone can't do; the name of the field.
    Other(String),
}

/// What stands in place of the phone's keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyKeyboard {
    /// The keys, row by row.
    pub rows: Vec<Vec<Key>>,
    /// The grey words in the empty input field.
    pub placeholder: Option<String>,
    /// Goes away after the first tap.
    pub one_time: bool,
}

/// A key of a [`ReplyKeyboard`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What is written on it and said by a tap.
    pub text: String,
    /// A tap shares the person's own phone number instead.
    pub request_contact: bool,
    /// A tap shares the place instead.
    pub request_location: bool,
}

/// `reply_markup` as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Markup {
    Buttons(Vec<Vec<Button>>),
    Keyboard(ReplyKeyboard),
    Remove,
    ForceReply,
}

/// Reads `reply_markup`, whose fields have been checked, and refuses what breaks a limit.
pub(super) fn read(markup: &Value) -> Result<Markup, Refusal> {
    if let Some(rows) = markup["inline_keyboard"].as_array() {
        let rows = buttons(rows, inline_button)?;
        return Ok(Markup::Buttons(rows));
    }
    if let Some(rows) = markup["keyboard"].as_array() {
        let rows = buttons(rows, key)?;
        if rows.is_empty() {
            return Err(Refusal::rule("reply keyboard has no buttons"));
        }
        return Ok(Markup::Keyboard(ReplyKeyboard {
            rows,
            placeholder: markup["input_field_placeholder"].as_str().map(str::to_owned),
            one_time: markup["one_time_keyboard"] == true,
        }));
    }
    Ok(if markup["remove_keyboard"] == true { Markup::Remove } else { Markup::ForceReply })
}

fn buttons<T>(rows: &[Value], read: fn(&Value) -> Result<T, Refusal>) -> Result<Vec<Vec<T>>, Refusal> {
    let mut all = Vec::new();
    for row in rows.iter().filter_map(Value::as_array).filter(|row| !row.is_empty()) {
        if row.len() > PER_ROW {
            return Err(Refusal::rule(format!("reply markup is too long: {} buttons in a row", row.len())));
        }
        all.push(row.iter().map(read).collect::<Result<Vec<T>, _>>()?);
    }
    let count: usize = all.iter().map(Vec::len).sum();
    if count > IN_ALL {
        return Err(Refusal::rule(format!("reply markup is too long: {count} buttons")));
    }
    Ok(all)
}

fn inline_button(button: &Value) -> Result<Button, Refusal> {
    let text = button["text"].as_str().unwrap_or_default().trim().to_owned();
    let unreadable = |why: &str| Refusal::rule(format!("can't parse inline keyboard button: {why}"));
    if text.is_empty() {
        return Err(unreadable("Button text must be non-empty"));
    }
    let empty = Map::new();
    let mut actions = button
        .as_object()
        .unwrap_or(&empty)
        .iter()
        .filter(|(name, _)| !["text", "style", "icon_custom_emoji_id"].contains(&name.as_str()));
    let Some((name, value)) = actions.next() else {
        return Err(unreadable("Text buttons are unallowed in the inline keyboard"));
    };
    if actions.next().is_some() {
        return Err(unreadable("Button must have exactly one action"));
    }
    let words = value.as_str().unwrap_or_default();
    let tap = match name.as_str() {
        "callback_data" if words.is_empty() || words.len() > 64 => return Err(Refusal::rule("BUTTON_DATA_INVALID")),
        "callback_data" => Tap::Press(words.to_owned()),
        "url" if !is_address(words) => {
            let why = format!("inline keyboard button URL '{words}' is invalid: Wrong HTTP URL");
            return Err(Refusal::rule(why));
        }
        "url" => Tap::Url(words.to_owned()),
        "copy_text" => Tap::Copy(value["text"].as_str().unwrap_or_default().to_owned()),
        "web_app" if !value["url"].as_str().unwrap_or_default().starts_with("https://") => {
            return Err(Refusal::rule("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed"));
        }
        other => Tap::Other(other.to_owned()),
    };
    Ok(Button { text, tap })
}

fn key(key: &Value) -> Result<Key, Refusal> {
    let text = key.as_str().or_else(|| key["text"].as_str()).unwrap_or_default().trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::rule("can't parse keyboard button: Button text must be non-empty"));
    }
    let requests: Vec<&String> = key.as_object().map_or_else(Vec::new, |fields| {
        fields.keys().filter(|name| name.starts_with("request_") || *name == "web_app").collect()
    });
    if requests.len() > 1 {
        return Err(Refusal::rule("can't parse keyboard button: at most one request is allowed"));
    }
    Ok(Key { text, request_contact: key["request_contact"] == true, request_location: key["request_location"] == true })
}

/// An address a button or a link may open.
pub(super) fn is_address(address: &str) -> bool {
    if let Some(rest) = address.strip_prefix("tg://") {
        return !rest.is_empty();
    }
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('.') && !host.contains(char::is_whitespace)
}
