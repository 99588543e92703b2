//! Sending: texts, photos, files, and answers to presses.

use super::files;
use super::html::{self, Rich};
use super::markup::{self, Markup};
use super::methods::Call;
use super::refusal::Refusal;
use super::world::{Attachment, Hold, Message, PRESS_LIVES, Toast, UserId, World};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The longest text before its HTML is read, in bytes.
const RAW_TEXT: usize = 32_768;
const TEXT: usize = 4096;
const CAPTION: usize = 1024;
/// Messages a second: to everybody, to one chat.
const RATE: (usize, usize) = (30, 5);

/// Messages a second of a bot that pays for them.
const PAID: usize = 1_000;

/// `sendMessage`.
pub(super) fn message(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_text(call)?;
    let user = call.chat(world)?;
    deliver(world, call, user, |_, message| message.carry("text", rich))
}

/// `sendPhoto`.
pub(super) fn photo(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_caption(call)?;
    let user = call.chat(world)?;
    let file = files::sent(world, call, "photo")?;
    deliver(world, call, user, |world, message| {
        files::show_photo(world, message, &file);
        message.carry("caption", rich);
    })
}

/// `sendDocument`.
pub(super) fn document(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_caption(call)?;
    let user = call.chat(world)?;
    let file = files::sent(world, call, "document")?;
    deliver(world, call, user, |world, message| {
        let stored = &world.files[&file];
        message.document =
            Some(Attachment { name: stored.name.clone(), size: stored.bytes.len(), path: stored.path.clone() });
        message.body.insert("document".into(), files::document_json(&file, stored));
        message.carry("caption", rich);
    })
}

/// `copyMessage`: what the message holds, without who wrote it; a new caption only where there can be one.
pub(super) fn copy(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_caption(call)?;
    let user = call.chat(world)?;
    let from = world.somebody(&call.fields["from_chat_id"])?;
    let original = call.integer("message_id").and_then(|id| world.message(from, id)).filter(|message| !message.deleted);
    let Some(original) = original.cloned() else {
        return Err(Refusal::bad_request("message to copy not found"));
    };
    let captioned = ["photo", "document", "voice"].iter().any(|kind| original.body.contains_key(*kind));
    let recaptioned = captioned && call.fields.contains_key("caption");
    let sent = deliver(world, call, user, |_, message| {
        message.body.clone_from(&original.body);
        message.body.remove("forward_origin");
        message.photo.clone_from(&original.photo);
        message.document.clone_from(&original.document);
        message.voice = original.voice;
        message.contact.clone_from(&original.contact);
        message.text.clone_from(&original.text);
        message.html.clone_from(&original.html);
        if recaptioned {
            message.carry("caption", rich);
        }
    })?;
    Ok(json!({ "message_id": sent["message_id"] }))
}

/// `sendChatAction`: nothing is left of it.
pub(super) fn chat_action(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    call.chat(world)?;
    Ok(json!(true))
}

/// `answerCallbackQuery`.
pub(super) fn answer_press(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let Some(press) = call.text("callback_query_id").and_then(|id| world.presses.get_mut(id)) else {
        return Err(too_old());
    };
    if call.now - press.at >= PRESS_LIVES {
        return Err(too_old());
    }
    let again = std::mem::replace(&mut press.answered, true);
    let user = press.user;
    if let (false, Some(text), Some(person)) =
        (again, call.text("text").filter(|text| !text.is_empty()), world.people.get_mut(&user))
    {
        let id = person.toasts.len() + 1;
        person.toasts.push(Toast { id, text: text.to_owned(), alert: call.flag("show_alert") });
    }
    Ok(json!(true))
}

/// `answerInlineQuery`.
pub(super) fn answer_inline(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    if call.fields["results"].as_array().is_some_and(|results| results.len() > 50) {
        return Err(Refusal::rule("RESULTS_TOO_MUCH"));
    }
    match call.text("inline_query_id") {
        Some(id) if world.inline_queries.iter().any(|known| known == id) => Ok(json!(true)),
        _ => Err(too_old()),
    }
}

fn too_old() -> Refusal {
    Refusal::bad_request("query is too old and response timeout expired or query ID is invalid")
}

/// Puts a message into a chat.
fn deliver(
    world: &mut World,
    call: &Call,
    user: UserId,
    fill: impl FnOnce(&World, &mut Message),
) -> Result<Value, Refusal> {
    let markup = call.fields.get("reply_markup").map(markup::read).transpose()?;
    let reply_to = replied(world, call, user)?;
    let paid = call.fields.get("allow_paid_broadcast") == Some(&json!(true));
    world.pace(user, call.now, paid)?;
    let mut message = world.blank(true, call.now);
    message.reply_to = reply_to;
    fill(world, &mut message);
    message.fixed = !matches!(markup, None | Some(Markup::Buttons(_)));
    let Some(person) = world.people.get_mut(&user) else {
        return Err(Refusal::bad_request("chat not found"));
    };
    match markup {
        Some(Markup::Buttons(rows)) => message.buttons = rows,
        Some(Markup::Keyboard(keyboard)) => {
            message.reply_keyboard = Some(keyboard.clone());
            person.keyboard = Some(keyboard);
        }
        Some(Markup::Remove) => person.keyboard = None,
        Some(Markup::ForceReply) | None => {}
    }
    person.messages.insert(message.id, message.clone());
    Ok(world.message_json(user, &message))
}

fn replied(world: &World, call: &Call, user: UserId) -> Result<Option<i64>, Refusal> {
    let Some(reply) = call.fields.get("reply_parameters") else { return Ok(None) };
    let id = reply["message_id"].as_i64().filter(|id| world.message(user, *id).is_some());
    if id.is_none() && reply["allow_sending_without_reply"] != true {
        return Err(Refusal::bad_request("message to be replied not found"));
    }
    Ok(id)
}

/// Reads and checks `text`.
pub(super) fn read_text(call: &Call) -> Result<Rich, Refusal> {
    let raw = call.text("text").unwrap_or_default();
    if raw.len() > RAW_TEXT {
        return Err(Refusal::rule("text is too long"));
    }
    let rich = read_rich(call, raw, "entities")?;
    match rich.text.chars().count() {
        0 => Err(Refusal::rule("message text is empty")),
        length if length > TEXT => Err(Refusal::rule("message is too long")),
        _ => Ok(rich),
    }
}

/// Reads and checks `caption`, which may be absent.
pub(super) fn read_caption(call: &Call) -> Result<Rich, Refusal> {
    let rich = read_rich(call, call.text("caption").unwrap_or_default(), "caption_entities")?;
    if rich.text.chars().count() > CAPTION {
        return Err(Refusal::rule("message caption is too long"));
    }
    Ok(rich)
}

fn read_rich(call: &Call, raw: &str, entities: &str) -> Result<Rich, Refusal> {
    match call.text("parse_mode").map(str::to_ascii_lowercase).as_deref() {
        Some("html") => html::parse(raw).map_err(|why| Refusal::rule(format!("can't parse entities: {why}"))),
        Some("markdown" | "markdownv2") => Err(Refusal::rule("this emulator reads only HTML, not Markdown")),
        Some("") | None => {
            let mut rich = Rich::plain(raw);
            let length = i64::try_from(rich.text.encode_utf16().count()).unwrap_or(i64::MAX);
            for entity in call.fields.get(entities).and_then(Value::as_array).into_iter().flatten() {
                let (begin, long) = (entity["offset"].as_i64().unwrap_or(-1), entity["length"].as_i64().unwrap_or(0));
                if begin < 0 || long < 1 || begin.saturating_add(long) > length {
                    return Err(Refusal::rule(format!("entity beyond the text: offset {begin}, length {long}")));
                }
                rich.entities.push(entity.clone());
            }
            Ok(rich)
        }
        Some(_) => Err(Refusal::rule("unsupported parse_mode")),
    }
}

impl Message {
    /// What it shows beside its words: `[фото]`, `[файл bank.txt]`, `🎤 0:14`; empty for a text.
    pub fn sign(&self) -> String {
        match (&self.photo, &self.document, self.voice) {
            (Some(_), _, _) => "[фото]".to_owned(),
            (_, Some(file), _) => format!("[файл {}]", file.name),
            (_, _, Some(seconds)) => format!("🎤 {}", length(seconds)),
            _ => String::new(),
        }
    }

    /// Makes `rich` the text or the caption.
    pub(super) fn carry(&mut self, field: &str, rich: Rich) {
        let entities = if field == "text" { "entities" } else { "caption_entities" };
        self.body.remove(field);
        self.body.remove(entities);
        if !rich.text.is_empty() {
            self.body.insert(field.to_owned(), json!(rich.text));
        }
        if !rich.entities.is_empty() {
            self.body.insert(entities.to_owned(), Value::Array(rich.entities));
        }
        self.text = rich.text;
        self.html = rich.html;
    }
}

impl World {
    /// Refuses what comes too fast: ordered by a test, within an earlier 429, or over the rates.
    fn pace(&mut self, user: UserId, now: DateTime<Utc>, paid: bool) -> Result<(), Refusal> {
        let off = self.rates_off;
        let Some(person) = self.people.get_mut(&user) else { return Ok(()) };
        if let Some(hold) = person.hold.filter(|hold| !hold.is_over(now)) {
            let left = (hold.until - now).num_seconds().max(1).unsigned_abs();
            return Err(Refusal { breaks_a_rule: true, ..Refusal::too_many(left) });
        }
        person.hold = None;
        let over = !off && (full(&mut person.sent, RATE.1) | full(&mut self.sent, if paid { PAID } else { RATE.0 }));
        if let Some(seconds) = person.refuse_next.take().or(over.then_some(1)) {
            person.hold = Some(Hold::of(seconds, now));
            return Err(Refusal::too_many(seconds));
        }
        // Rates are of the real second: a world whose clock stands still is no faster.
        person.sent.push_back(Instant::now());
        self.sent.push_back(Instant::now());
        Ok(())
    }
}

/// The length of a voice message: `1:14`.
pub(super) fn length(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn full(sent: &mut VecDeque<Instant>, most: usize) -> bool {
    while sent.front().is_some_and(|at| at.elapsed() >= Duration::from_secs(1)) {
        sent.pop_front();
    }
    sent.len() >= most
}
