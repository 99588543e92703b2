//! The methods of the Bot API that the emulator knows, and how a request becomes an answer.

use super::fields::{self, Field};
use super::refusal::Refusal;
use super::world::{BOT, Request, UserId, World};
use super::{Shared, edit, files, send, settings, webhook};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Requests remembered at most.
const REMEMBERED: usize = 100_000;

/// A method and the fields it takes.
pub(super) struct Method {
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    act: Act,
}

type Act = fn(&mut World, &Call) -> Result<Value, Refusal>;

/// A request with its fields read.
pub(super) struct Call {
    pub(super) fields: Map<String, Value>,
    pub(super) uploads: HashMap<String, Upload>,
    pub(super) now: DateTime<Utc>,
}

/// A file that came with a request.
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) bytes: Vec<u8>,
}

const fn method(name: &'static str, fields: &'static [Field], act: Act) -> Method {
    Method { name, fields, act }
}

const METHODS: &[Method] = &[
    method("answerCallbackQuery", fields::ANSWER_PRESS, send::answer_press),
    method("answerInlineQuery", fields::ANSWER_INLINE, send::answer_inline),
    method("copyMessage", fields::COPY, send::copy),
    method("deleteMessage", fields::DELETE, edit::delete),
    method("deleteMessages", fields::DELETE_MANY, edit::delete_many),
    method("deleteMyCommands", fields::COMMANDS, settings::delete_commands),
    method("deleteWebhook", fields::DELETE_WEBHOOK, |world, call| Ok(webhook::delete(world, call))),
    method("editMessageCaption", fields::EDIT_CAPTION, edit::caption),
    method("editMessageReplyMarkup", fields::EDIT_MARKUP, edit::markup),
    method("editMessageText", fields::EDIT_TEXT, edit::text),
    method("getFile", fields::GET_FILE, files::get),
    method("getMe", fields::NONE, |world, _| Ok(me(world))),
    method("getMyCommands", fields::COMMANDS, settings::get_commands),
    // Answered by `updates::poll`, which waits; here only for its fields.
    method("getUpdates", fields::GET_UPDATES, |_, _| Ok(json!([]))),
    method("getWebhookInfo", fields::NONE, |world, _| Ok(webhook::info(world))),
    method("pinChatMessage", fields::PIN, edit::pin),
    method("sendChatAction", fields::SEND_CHAT_ACTION, send::chat_action),
    method("sendDocument", fields::SEND_DOCUMENT, send::document),
    method("sendMessage", fields::SEND_MESSAGE, send::message),
    method("sendPhoto", fields::SEND_PHOTO, send::photo),
    method("setChatMenuButton", fields::SET_MENU_BUTTON, settings::menu_button),
    method("setMyCommands", fields::SET_COMMANDS, settings::set_commands),
    method("setMyDescription", fields::SET_DESCRIPTION, settings::description),
    method("setMyShortDescription", fields::SET_SHORT_DESCRIPTION, settings::short_description),
    method("setWebhook", fields::SET_WEBHOOK, webhook::set),
    method("unpinChatMessage", fields::UNPIN, edit::unpin),
];

/// Finds a method by its name in any case.
pub(super) fn find(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name))
}

impl Call {
    /// A text field.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    /// A whole number.
    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        self.fields.get(name).and_then(Value::as_i64)
    }

    /// A yes; absent is no.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.fields.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The person whose chat is meant.
    pub(super) fn chat(&self, world: &World) -> Result<UserId, Refusal> {
        match self.fields.get("chat_id") {
            None => Err(Refusal::rule("chat_id is empty")),
            Some(chat) => world.somebody(chat),
        }
    }
}

impl World {
    /// Reads a chat id: a private chat with somebody who exists and has begun.
    pub(super) fn somebody(&self, chat: &Value) -> Result<UserId, Refusal> {
        let Some(user) = chat.as_i64().filter(|id| self.people.contains_key(id)) else {
            return Err(Refusal::bad_request("chat not found"));
        };
        let mut refusal = match &self.people[&user] {
            person if !person.started => Refusal::forbidden("bot can't initiate conversation with a user"),
            person if person.blocked => Refusal::forbidden("bot was blocked by the user"),
            _ => return Ok(user),
        };
        refusal.breaks_a_rule = !self.people[&user].started;
        Err(refusal)
    }
}

impl Shared {
    /// Answers any request but `getUpdates`. `true`: the answer is to be lost on its way.
    pub(super) fn answer(&self, method: &'static Method, call: &Call) -> (Result<Value, Refusal>, bool) {
        let mut lost = false;
        let result = self.change(|world, _| {
            let result = match world.faults.refuse.pop_front() {
                Some((code, description)) => Err(Refusal::new(code, &description)),
                None => fields::check(method.fields, &call.fields, "")
                    .map_err(Refusal::rule)
                    .and_then(|()| (method.act)(world, call)),
            };
            lost = result.is_ok() && world.faults.answers_to_lose > 0;
            if let (true, Ok(answer)) = (lost, &result) {
                world.faults.answers_to_lose -= 1;
                world.forget_that_it_was_heard(answer);
            }
            world.record(method.name, call, &result);
            result
        });
        (result, lost)
    }
}

impl World {
    fn forget_that_it_was_heard(&mut self, answer: &Value) {
        let (user, message) = (answer["chat"]["id"].as_i64(), answer["message_id"].as_i64());
        if let Some(person) = user.and_then(|id| self.people.get_mut(&id))
            && let Some(message) = message.and_then(|id| person.messages.get_mut(&id))
        {
            message.answer_lost = true;
        }
    }

    /// Remembers a request, and the rule it broke.
    pub(super) fn record(&mut self, method: &'static str, call: &Call, result: &Result<Value, Refusal>) {
        *self.counts.entry(method).or_default() += 1;
        let fields = Value::Object(call.fields.clone());
        if let Err(refusal) = result
            && refusal.breaks_a_rule
        {
            let sent: String = fields.to_string().chars().take(400).collect();
            self.complain(format!("{method}: {} — {sent}", refusal.description));
        }
        if method != "getUpdates" {
            let status = result.as_ref().map_or_else(|refusal| refusal.code, |_| 200);
            self.requests.push_back(Request { method, fields, status, at: call.now });
            if self.requests.len() > REMEMBERED {
                self.requests.pop_front();
            }
        }
    }
}

fn me(world: &World) -> Value {
    let mut me = world.user_json(BOT);
    for (name, can) in [
        ("can_join_groups", false),
        ("can_read_all_group_messages", false),
        ("supports_inline_queries", true),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ] {
        me[name] = json!(can);
    }
    me
}
