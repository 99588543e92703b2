//! What a person does with a phone: every deed shows in the chat and queues an update.

use super::Telegram;
use super::files::{document_json, file_json, show_photo};
use super::html::{Rich, escape};
use super::markup::Tap;
use super::world::{Attachment, BOT, Message, MessageId, Person, Press, UserId, World};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// Numbers of people begin above this.
const FIRST: UserId = 700_000_000;

/// Deeds of a number that nobody has do nothing and return 0 or `false`.
impl Telegram {
    /// A new person with a phone, who has not started the bot.
    pub fn user(&self, name: &str, language: &str, phone: &str) -> UserId {
        self.shared.change(|world, _| {
            let id = FIRST + 1 + i64::try_from(world.people.len()).unwrap_or(0);
            let person = Person {
                name: name.to_owned(),
                language: language.to_owned(),
                phone: phone.to_owned(),
                started: false,
                blocked: false,
                keyboard: None,
                toasts: Vec::new(),
                messages: BTreeMap::new(),
                hold: None,
                refuse_next: None,
                sent: VecDeque::new(),
            };
            world.people.insert(id, person);
            id
        })
    }

    /// Opens the bot by a link with this payload, or by "Start".
    pub fn starts(&self, user: UserId, payload: Option<&str>) -> MessageId {
        let text = payload.map_or_else(|| "/start".to_owned(), |payload| format!("/start {payload}"));
        self.says(user, &text)
    }

    /// Writes a text, or taps a key of the keyboard with this text.
    pub fn says(&self, user: UserId, text: &str) -> MessageId {
        self.writes(user, |_, message| message.say(text))
    }

    /// Answers a message.
    pub fn replies(&self, user: UserId, to: MessageId, text: &str) -> MessageId {
        self.writes(user, |_, message| {
            message.reply_to = Some(to);
            message.say(text);
        })
    }

    /// Changes the text of an own message.
    pub fn edits(&self, user: UserId, message: MessageId, text: &str) -> bool {
        self.shared.change(|world, now| {
            let Some(person) = world.people.get_mut(&user) else { return false };
            let Some(own) = person.messages.get_mut(&message).filter(|message| !message.from_bot) else { return false };
            own.say(text);
            own.edited_at = Some(now);
            let own = own.clone();
            let body = world.message_json(user, &own);
            world.updates.tell("edited_message", body, now);
            true
        })
    }

    /// Presses a button of a message; `false` if there is none to press.
    pub fn presses(&self, user: UserId, message: MessageId, row: usize, column: usize) -> bool {
        let tap = {
            let world = self.shared.lock();
            let buttons = world.message(user, message).map(|message| &message.buttons);
            buttons.and_then(|rows| rows.get(row)?.get(column)).map(|button| button.tap.clone())
        };
        match tap {
            Some(Tap::Press(data)) => self.presses_data(user, message, &data),
            Some(Tap::Copy(_) | Tap::Url(_) | Tap::Other(_)) => true,
            None => false,
        }
    }

    /// Presses a button that a message may no longer have, or never had.
    pub fn presses_data(&self, user: UserId, message: MessageId, data: &str) -> bool {
        self.shared.change(|world, at| {
            let known = world.people.contains_key(&user);
            if known {
                let data = data.to_owned();
                world.press(Press { user, message, data, at, delivered: false, answered: false, excused: false });
            }
            known
        })
    }

    /// Shares a contact: the own one, as the keyboard asks for, or somebody else's.
    pub fn shares_contact(&self, user: UserId, of: UserId) -> MessageId {
        self.writes(user, |world, message| {
            let Some((name, phone)) = world.people.get(&of).map(|person| (&person.name, &person.phone)) else { return };
            let (first, last) = name.split_once(' ').unwrap_or((name, ""));
            let digits = phone.trim_start_matches('+');
            let mut contact = json!({ "phone_number": digits, "first_name": first, "user_id": of });
            if !last.is_empty() {
                contact["last_name"] = json!(last);
            }
            message.body.insert("contact".into(), contact);
            message.contact = Some((phone.clone(), name.clone()));
        })
    }

    /// Sends a photo.
    pub fn sends_photo(&self, user: UserId, bytes: &[u8], caption: &str) -> MessageId {
        self.answers_with_photo(user, None, bytes, caption)
    }

    /// Sends a photo, as an answer to a message if one is named.
    pub fn answers_with_photo(&self, user: UserId, to: Option<MessageId>, bytes: &[u8], caption: &str) -> MessageId {
        self.writes(user, |world, message| {
            message.reply_to = to;
            let id = world.keep("photos", "", "image/jpeg", bytes.to_vec());
            show_photo(world, message, &id);
            message.carry("caption", Rich::plain(caption));
        })
    }

    /// Sends a file.
    pub fn sends_document(&self, user: UserId, name: &str, bytes: &[u8], caption: &str) -> MessageId {
        self.writes(user, |world, message| {
            let id = world.keep("documents", name, kind_of_content(name), bytes.to_vec());
            let file = &world.files[&id];
            message.document = Some(Attachment { name: name.to_owned(), size: bytes.len(), path: file.path.clone() });
            message.body.insert("document".into(), document_json(&id, file));
            message.carry("caption", Rich::plain(caption));
        })
    }

    /// Sends a voice message of so many seconds.
    pub fn sends_voice(&self, user: UserId, bytes: &[u8], seconds: u32) -> MessageId {
        self.writes(user, |world, message| {
            let id = world.keep("voice", "", "audio/ogg", bytes.to_vec());
            let mut voice = file_json(&id, &world.files[&id]);
            voice["duration"] = json!(seconds);
            voice["mime_type"] = json!("audio/ogg");
            message.body.insert("voice".into(), voice);
            message.voice = Some(seconds);
        })
    }

    /// Sends a place.
    pub fn sends_location(&self, user: UserId, latitude: f64, longitude: f64) -> MessageId {
        self.writes(user, |_, message| {
            message.body.insert("location".into(), json!({ "latitude": latitude, "longitude": longitude }));
            message.show(&format!("📍 {latitude:.5}, {longitude:.5}"));
        })
    }

    /// Forwards a text that somebody else wrote.
    pub fn forwards(&self, user: UserId, text: &str, from_name: &str) -> MessageId {
        self.writes(user, |_, message| {
            message.say(text);
            let origin =
                json!({ "type": "hidden_user", "sender_user_name": from_name, "date": message.at.timestamp() - 60 });
            message.body.insert("forward_origin".into(), origin);
            message.show(&format!("↪ {from_name}\n{text}"));
        })
    }

    /// Clears the chat for both: nothing said so far is there any more.
    pub fn clears_chat(&self, user: UserId) {
        self.shared.change(|world, _| {
            let messages = world.people.get_mut(&user).map(|person| person.messages.values_mut());
            messages.into_iter().flatten().for_each(|message| message.deleted = true);
        });
    }

    /// Blocks the bot.
    pub fn blocks(&self, user: UserId) {
        self.shared.change(|world, now| world.set_blocked(user, true, now));
    }

    /// Lets the bot write again.
    pub fn unblocks(&self, user: UserId) {
        self.shared.change(|world, now| world.set_blocked(user, false, now));
    }

    /// Queues any update, such as Telegram may invent tomorrow; returns its number.
    pub fn raw(&self, update: Value) -> i64 {
        self.shared.change(|world, now| {
            let update = if update.is_object() { update } else { json!({}) };
            if let Some(id) = update["inline_query"]["id"].as_str() {
                world.inline_queries.push(id.to_owned());
            }
            if let Some(id) = update["callback_query"]["id"].as_str() {
                let query = &update["callback_query"];
                let press = Press {
                    user: query["from"]["id"].as_i64().unwrap_or(0),
                    message: query["message"]["message_id"].as_i64().unwrap_or(0),
                    data: query["data"].as_str().unwrap_or_default().to_owned(),
                    at: now,
                    delivered: false,
                    answered: false,
                    excused: false,
                };
                world.presses.insert(id.to_owned(), press);
            }
            world.updates.put(update, now)
        })
    }

    fn writes(&self, user: UserId, fill: impl FnOnce(&mut World, &mut Message)) -> MessageId {
        self.shared.change(|world, now| {
            if !world.people.contains_key(&user) {
                return 0;
            }
            // The phone asks to unblock before anything can be written.
            world.set_blocked(user, false, now);
            let mut message = world.blank(false, now);
            fill(world, &mut message);
            let Some(person) = world.people.get_mut(&user) else { return 0 };
            person.started = true;
            let tapped = |keyboard: &super::ReplyKeyboard| {
                let asks_contact = message.contact.is_some();
                keyboard
                    .rows
                    .iter()
                    .flatten()
                    .any(|key| key.text == message.text || key.request_contact && asks_contact)
            };
            if person.keyboard.as_ref().is_some_and(|keyboard| keyboard.one_time && tapped(keyboard)) {
                person.keyboard = None;
            }
            person.messages.insert(message.id, message.clone());
            let body = world.message_json(user, &message);
            world.updates.tell("message", body, now);
            message.id
        })
    }
}

impl Message {
    /// Makes `text` the text, with the command it may begin with.
    fn say(&mut self, text: &str) {
        let mut rich = Rich::plain(text);
        let command = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '@';
        if let Some(rest) = rich.text.strip_prefix('/') {
            let length = rest.find(|c| !command(c)).unwrap_or(rest.len());
            if length > 0 {
                rich.entities.push(json!({ "type": "bot_command", "offset": 0, "length": length + 1 }));
            }
        }
        self.carry("text", rich);
    }

    /// Shows words in the chat that are not in the update.
    fn show(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.html = escape(text);
    }
}

impl World {
    fn set_blocked(&mut self, user: UserId, blocked: bool, now: DateTime<Utc>) {
        let Some(person) = self.people.get_mut(&user).filter(|person| person.blocked != blocked) else { return };
        person.blocked = blocked;
        let member = json!({ "status": "member", "user": self.user_json(BOT) });
        let kicked = json!({ "status": "kicked", "user": self.user_json(BOT), "until_date": 0 });
        let (old, new) = if blocked { (member, kicked) } else { (kicked, member) };
        let body = json!({
            "chat": self.chat_json(user),
            "from": self.user_json(user),
            "date": now.timestamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        });
        self.updates.tell("my_chat_member", body, now);
    }
}

fn kind_of_content(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("csv") => "text/csv",
        Some("txt") => "text/plain",
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
