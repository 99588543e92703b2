//! Changing what was sent: texts, captions, buttons; deleting and pinning.

use super::html::Rich;
use super::markup::{self, Button, Markup};
use super::methods::Call;
use super::refusal::Refusal;
use super::send::{read_caption, read_text};
use super::world::{MessageId, UserId, World};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// `editMessageText`. Without `reply_markup` the buttons go.
pub(super) fn text(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_text(call)?;
    let (user, id) = edited(world, call)?;
    if !world.people[&user].messages[&id].body.contains_key("text") {
        return Err(Refusal::rule("there is no text in the message to edit"));
    }
    change(world, call, user, id, Some(("text", rich)))
}

/// `editMessageCaption`. Without `reply_markup` the buttons go.
pub(super) fn caption(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let rich = read_caption(call)?;
    let (user, id) = edited(world, call)?;
    if world.people[&user].messages[&id].body.contains_key("text") {
        return Err(Refusal::rule("there is no caption in the message to edit"));
    }
    change(world, call, user, id, Some(("caption", rich)))
}

/// `editMessageReplyMarkup`.
pub(super) fn markup(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let (user, id) = edited(world, call)?;
    change(world, call, user, id, None)
}

fn edited(world: &World, call: &Call) -> Result<(UserId, MessageId), Refusal> {
    if call.fields.contains_key("inline_message_id") {
        return Err(Refusal::bad_request("MESSAGE_ID_INVALID"));
    }
    let user = call.chat(world)?;
    let Some(id) = call.integer("message_id") else {
        return Err(Refusal::rule("message identifier is not specified"));
    };
    let message = world.message(user, id).ok_or_else(|| Refusal::bad_request("message to edit not found"))?;
    if !message.from_bot || message.fixed {
        return Err(Refusal::rule("message can't be edited"));
    }
    Ok((user, id))
}

fn change(
    world: &mut World,
    call: &Call,
    user: UserId,
    id: MessageId,
    rich: Option<(&str, Rich)>,
) -> Result<Value, Refusal> {
    let buttons = buttons(call)?;
    let Some(message) = world.people.get_mut(&user).and_then(|person| person.messages.get_mut(&id)) else {
        return Err(Refusal::bad_request("message to edit not found"));
    };
    let mut new = message.clone();
    if let Some((field, rich)) = rich {
        new.carry(field, rich);
    }
    new.buttons = buttons;
    if new.body == message.body && new.buttons == message.buttons {
        let why = "message is not modified: specified new message content and reply markup are exactly the same as a \
                   current content and reply markup of the message";
        return Err(Refusal { breaks_a_rule: !message.answer_lost, ..Refusal::bad_request(why) });
    }
    new.edited_at = Some(call.now);
    new.answer_lost = false;
    *message = new.clone();
    Ok(world.message_json(user, &new))
}

fn buttons(call: &Call) -> Result<Vec<Vec<Button>>, Refusal> {
    match call.fields.get("reply_markup").map(markup::read).transpose()? {
        Some(Markup::Buttons(rows)) => Ok(rows),
        _ => Ok(Vec::new()),
    }
}

/// `deleteMessage`.
pub(super) fn delete(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let user = call.chat(world)?;
    let id = call.integer("message_id").unwrap_or_default();
    let message = world.message(user, id).ok_or_else(|| Refusal::bad_request("message to delete not found"))?;
    if call.now - message.at >= TimeDelta::hours(48) {
        return Err(Refusal::bad_request("message can't be deleted"));
    }
    remove(world, user, id);
    Ok(json!(true))
}

/// `deleteMessages`: those that can't be deleted are passed over.
pub(super) fn delete_many(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let ids: Vec<i64> = call.fields["message_ids"].as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    if ids.is_empty() || ids.len() > 100 {
        return Err(Refusal::rule(format!("message_ids must hold 1-100 numbers, it holds {}", ids.len())));
    }
    let user = call.chat(world)?;
    for id in ids {
        if world.message(user, id).is_some_and(|message| call.now - message.at < TimeDelta::hours(48)) {
            remove(world, user, id);
        }
    }
    Ok(json!(true))
}

fn remove(world: &mut World, user: UserId, id: MessageId) {
    if let Some(message) = world.people.get_mut(&user).and_then(|person| person.messages.get_mut(&id)) {
        message.deleted = true;
    }
}

/// `pinChatMessage`.
pub(super) fn pin(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let user = call.chat(world)?;
    let id = call.integer("message_id").unwrap_or_default();
    if world.message(user, id).is_none() {
        return Err(Refusal::bad_request("message to pin not found"));
    }
    set_pinned(world, user, Some(id), true);
    Ok(json!(true))
}

/// `unpinChatMessage`: without a message, the newest pinned one.
pub(super) fn unpin(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let user = call.chat(world)?;
    let newest =
        || world.people[&user].messages.values().rev().find(|message| message.pinned).map(|message| message.id);
    let id = call.integer("message_id").or_else(newest);
    if id.is_some_and(|id| world.message(user, id).is_none()) {
        return Err(Refusal::bad_request("message to unpin not found"));
    }
    set_pinned(world, user, id, false);
    Ok(json!(true))
}

fn set_pinned(world: &mut World, user: UserId, id: Option<MessageId>, pinned: bool) {
    let messages = world.people.get_mut(&user).map(|person| &mut person.messages);
    if let Some(message) = messages.zip(id).and_then(|(messages, id)| messages.get_mut(&id)) {
        message.pinned = pinned;
    }
}
