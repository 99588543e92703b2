//! The world behind the emulator: people, their chats with the bot, updates that wait, files, what went wrong.

use super::markup::{Button, ReplyKeyboard, Tap};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The number of a person, and of the private chat with the bot.
pub type UserId = i64;
/// The number of a message.
pub type MessageId = i64;

/// The bot's own number.
pub(super) const BOT: i64 = 7_100_200_300;
/// A press lives this long, and must be answered within it.
pub(super) const PRESS_LIVES: TimeDelta = TimeDelta::seconds(150);

/// A message of a chat as the person sees it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Message {
    /// Its number.
    pub id: MessageId,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// Text or caption, safe to show in a page.
    pub html: String,
    /// Text or caption without formatting.
    pub text: String,
    /// The buttons under it.
    pub buttons: Vec<Vec<Button>>,
    /// The keyboard that came with it.
    pub reply_keyboard: Option<ReplyKeyboard>,
    /// The photo it shows.
    pub photo: Option<Attachment>,
    /// The file it carries.
    pub document: Option<Attachment>,
    /// The voice message it carries: its length in seconds.
    pub voice: Option<u32>,
    /// The contact it carries: phone and name.
    pub contact: Option<(String, String)>,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// When it was last edited.
    pub edited_at: Option<DateTime<Utc>>,
    /// Whether it is gone.
    pub deleted: bool,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// The fields of the Bot API that carry its content.
    pub(super) body: Map<String, Value>,
    /// Sent with a reply keyboard: can't be edited.
    pub(super) fixed: bool,
    /// The bot never heard that its last change took effect, so it may repeat it.
    pub(super) answer_lost: bool,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, empty for a photo.
    pub name: String,
    /// Its size in bytes.
    pub size: usize,
    /// Where [`super::Telegram::file`] finds it.
    pub path: String,
}

/// Words that popped up after a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Counts up within a chat.
    pub id: usize,
    /// What it said.
    pub text: String,
    /// Whether it had to be closed by hand.
    pub alert: bool,
}

/// A request of the bot, but for `getUpdates`.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method, spelled as in the documentation.
    pub method: &'static str,
    /// Its fields.
    pub fields: Value,
    /// The HTTP status of the answer; the answer may have been lost on the way.
    pub status: u16,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// A person with a phone.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) phone: String,
    pub(super) started: bool,
    pub(super) blocked: bool,
    pub(super) keyboard: Option<ReplyKeyboard>,
    pub(super) toasts: Vec<Toast>,
    pub(super) messages: BTreeMap<MessageId, Message>,
    /// The bot must not send before this, by whichever clock it waits.
    pub(super) hold: Option<Hold>,
    /// Seconds to refuse the next message with.
    pub(super) refuse_next: Option<u64>,
    pub(super) sent: VecDeque<Instant>,
}

/// How long a chat or the bot has to wait after 429.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    pub(super) until: DateTime<Utc>,
    pub(super) really_until: Instant,
}

impl Hold {
    /// A hold of so many seconds.
    pub(super) fn of(seconds: u64, now: DateTime<Utc>) -> Self {
        let until = now + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0));
        Self { until, really_until: Instant::now() + Duration::from_secs(seconds) }
    }

    /// Over by the clock of the world or by the machine's: the bot may wait by either.
    pub(super) fn is_over(self, now: DateTime<Utc>) -> bool {
        now >= self.until || Instant::now() >= self.really_until
    }
}

/// A press of a button and what became of it.
#[derive(Debug, Clone)]
pub(super) struct Press {
    pub(super) user: UserId,
    pub(super) message: MessageId,
    pub(super) data: String,
    pub(super) at: DateTime<Utc>,
    pub(super) delivered: bool,
    pub(super) answered: bool,
    /// Telegram was out of reach when it ran out, so no answer could come.
    pub(super) excused: bool,
}

/// An update that the bot has not confirmed yet.
#[derive(Debug, Clone)]
pub(super) struct Queued {
    pub(super) id: i64,
    pub(super) body: Value,
    pub(super) expires: DateTime<Utc>,
}

/// A file that somebody sent.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) path: String,
    pub(super) bytes: Arc<Vec<u8>>,
}

/// What is out of order on purpose.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "faults come together in any mixture")]
pub(super) struct Faults {
    pub(super) down: bool,
    pub(super) network_lost: bool,
    pub(super) latency: Duration,
    pub(super) token_refused: bool,
    pub(super) answers_to_lose: usize,
    pub(super) refuse: VecDeque<(u16, String)>,
    pub(super) closed: bool,
    /// Since when Telegram is out of reach.
    pub(super) since: Option<DateTime<Utc>>,
}

/// The webhook, if set.
#[derive(Debug, Clone)]
pub(super) struct Webhook {
    pub(super) url: String,
    pub(super) secret: Option<String>,
    pub(super) max_connections: i64,
    /// Why the last delivery failed, and when.
    pub(super) last_error: Option<(DateTime<Utc>, String)>,
}

impl Webhook {
    /// One that somebody else has set.
    pub(super) fn stolen(url: &str) -> Self {
        Self { url: url.to_owned(), secret: None, max_connections: 40, last_error: None }
    }
}

/// Everything.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) people: BTreeMap<UserId, Person>,
    pub(super) messages: MessageId,
    pub(super) presses: BTreeMap<String, Press>,
    pub(super) inline_queries: Vec<String>,
    pub(super) files: HashMap<String, Stored>,
    pub(super) updates: super::updates::Updates,
    /// By scope and language.
    pub(super) commands: BTreeMap<(String, String), Vec<(String, String)>>,
    pub(super) descriptions: BTreeMap<(String, String), String>,
    pub(super) webhook: Option<Webhook>,
    /// By host: where its webhook is answered.
    pub(super) ways: HashMap<String, String>,
    pub(super) violations: Vec<String>,
    pub(super) requests: VecDeque<Request>,
    pub(super) counts: BTreeMap<&'static str, usize>,
    pub(super) faults: Faults,
    pub(super) rates_off: bool,
    pub(super) sent: VecDeque<Instant>,
}

impl World {
    /// The next message of a chat, still empty.
    pub(super) fn blank(&mut self, from_bot: bool, at: DateTime<Utc>) -> Message {
        self.messages += 1;
        Message {
            id: self.messages,
            from_bot,
            html: String::new(),
            text: String::new(),
            buttons: Vec::new(),
            reply_keyboard: None,
            photo: None,
            document: None,
            voice: None,
            contact: None,
            at,
            edited_at: None,
            deleted: false,
            pinned: false,
            reply_to: None,
            body: Map::new(),
            fixed: false,
            answer_lost: false,
        }
    }

    /// A message that is still there.
    pub(super) fn message(&self, user: UserId, id: MessageId) -> Option<&Message> {
        self.people.get(&user)?.messages.get(&id).filter(|message| !message.deleted)
    }

    /// Keeps a file; returns its `file_id`.
    pub(super) fn keep(&mut self, kind: &'static str, name: &str, mime: &str, bytes: Vec<u8>) -> String {
        let number = self.files.len();
        let extension = match kind {
            "photos" => "jpg",
            "voice" => "oga",
            _ => name.rsplit_once('.').map_or("bin", |(_, extension)| extension),
        };
        let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
        let id = format!("AgACAgIAAxkB{kind}{number:06}");
        let path = format!("{kind}/file_{number}.{extension}");
        let (name, mime) = (name.to_owned(), mime.to_owned());
        self.files.insert(id.clone(), Stored { kind, name, mime, path, bytes: Arc::new(bytes) });
        id
    }

    /// Records a broken rule.
    pub(super) fn complain(&mut self, what: String) {
        tracing::warn!(target: "mosbot::playground", "{what}");
        self.violations.push(what);
    }

    /// Presses that were delivered and not answered, older than `age`. One that ran out while Telegram was out of reach
    /// is excused; one that was still alive afterwards is not.
    pub(super) fn unanswered(&self, now: DateTime<Utc>, age: TimeDelta) -> Vec<String> {
        let out_of_reach = |press: &Press| self.faults.since.is_some_and(|since| press.at + PRESS_LIVES > since);
        let open = |press: &&Press| {
            let owed = press.delivered && !press.answered && !press.excused;
            owed && !out_of_reach(press) && now.signed_duration_since(press.at) >= age
        };
        let said = |press: &Press| {
            format!("answerCallbackQuery: the press \"{}\" on message {} was never answered", press.data, press.message)
        };
        self.presses.values().filter(open).map(said).collect()
    }

    /// Notes when Telegram goes out of reach, and excuses the presses that ran out meanwhile when it is back.
    pub(super) fn note_reach(&mut self, now: DateTime<Utc>) {
        if self.faults.down || self.faults.network_lost || self.faults.token_refused {
            self.faults.since.get_or_insert(now);
        } else if let Some(since) = self.faults.since.take() {
            let ran_out = |press: &Press| press.at + PRESS_LIVES > since && press.at + PRESS_LIVES <= now;
            self.presses.values_mut().filter(|press| ran_out(press)).for_each(|press| press.excused = true);
        }
    }

    /// A person as `User` of the Bot API.
    pub(super) fn user_json(&self, id: UserId) -> Value {
        if id == BOT {
            return json!({ "id": BOT, "is_bot": true, "first_name": "mosbot", "username": "mosbot_playground_bot" });
        }
        let mut user = json!({ "id": id, "is_bot": false, "first_name": "Somebody" });
        if let Some(person) = self.people.get(&id) {
            put_name(&mut user, &person.name);
            if !person.language.is_empty() {
                user["language_code"] = json!(person.language);
            }
        }
        user
    }

    /// The private chat with a person as `Chat` of the Bot API.
    pub(super) fn chat_json(&self, id: UserId) -> Value {
        let mut chat = json!({ "id": id, "type": "private", "first_name": "Somebody" });
        if let Some(person) = self.people.get(&id) {
            put_name(&mut chat, &person.name);
        }
        chat
    }

    /// A message as `Message` of the Bot API.
    pub(super) fn message_json(&self, user: UserId, message: &Message) -> Value {
        let mut all = message.body.clone();
        all.insert("message_id".into(), json!(message.id));
        all.insert("from".into(), self.user_json(if message.from_bot { BOT } else { user }));
        all.insert("chat".into(), self.chat_json(user));
        all.insert("date".into(), json!(message.at.timestamp()));
        if let Some(at) = message.edited_at {
            all.insert("edit_date".into(), json!(at.timestamp()));
        }
        if let Some(to) = message.reply_to.and_then(|id| self.message(user, id)) {
            // Telegram goes one level deep.
            let to = Message { reply_to: None, ..to.clone() };
            all.insert("reply_to_message".into(), self.message_json(user, &to));
        }
        if !message.buttons.is_empty() {
            let rows: Vec<Vec<Value>> =
                message.buttons.iter().map(|row| row.iter().map(button_json).collect()).collect();
            all.insert("reply_markup".into(), json!({ "inline_keyboard": rows }));
        }
        Value::Object(all)
    }
}

fn put_name(object: &mut Value, name: &str) {
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    object["first_name"] = json!(first);
    if !last.is_empty() {
        object["last_name"] = json!(last);
    }
}

fn button_json(button: &Button) -> Value {
    let text = &button.text;
    match &button.tap {
        Tap::Press(data) => json!({ "text": text, "callback_data": data }),
        Tap::Copy(words) => json!({ "text": text, "copy_text": { "text": words } }),
        Tap::Url(url) => json!({ "text": text, "url": url }),
        Tap::Other(name) => json!({ "text": text, name: {} }),
    }
}
