//! One phone as the page draws it.

use super::Telegram;
use super::markup::{Button, ReplyKeyboard, Tap};
use super::send::length;
use super::world::{Attachment, Message, MessageId, PRESS_LIVES, UserId, World};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeSet;

/// A phone with the chat open.
#[derive(Debug, Serialize)]
pub struct View {
    /// Whose phone.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// Whether the person has blocked the bot.
    pub blocked: bool,
    /// Whether the person has ever written to the bot.
    pub started: bool,
    /// What stands in place of the phone's keyboard.
    pub keyboard: Option<KeyboardView>,
    /// The menu of commands.
    pub commands: Vec<CommandView>,
    /// The last words that popped up.
    pub toast: Option<ToastView>,
    /// The chat, oldest first.
    pub messages: Vec<MessageView>,
}

/// A reply keyboard.
#[derive(Debug, Serialize)]
pub struct KeyboardView {
    /// Keys, row by row.
    pub rows: Vec<Vec<KeyView>>,
    /// The grey words in the empty input field.
    pub placeholder: Option<String>,
}

/// A key of a reply keyboard.
#[derive(Debug, Serialize)]
pub struct KeyView {
    /// What is written on it.
    pub text: String,
    /// A tap shares the person's contact.
    pub request_contact: bool,
}

/// A command of the menu.
#[derive(Debug, Serialize)]
pub struct CommandView {
    /// Without the slash.
    pub command: String,
    /// What it does.
    pub description: String,
}

/// Words that pop up.
#[derive(Debug, Serialize)]
pub struct ToastView {
    /// A new number means a new toast.
    pub id: usize,
    /// What it says.
    pub text: String,
    /// To be closed by hand.
    pub alert: bool,
}

/// A bubble.
#[derive(Debug, Serialize)]
pub struct MessageView {
    /// The message's number.
    pub id: MessageId,
    /// `bot` or `me`.
    pub from: &'static str,
    /// Text or caption, safe to put into the page.
    pub html: String,
    /// When it was sent, RFC 3339.
    pub time_utc: String,
    /// Whether it was edited.
    pub edited: bool,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The message it answers.
    pub reply_to: Option<ReplyView>,
    /// Buttons under it.
    pub buttons: Vec<Vec<ButtonView>>,
    /// Path of the photo, for [`Telegram::file`].
    pub photo: Option<String>,
    /// A file.
    pub file: Option<FileView>,
    /// The length of a voice message: `0:14`.
    pub voice: Option<String>,
    /// A contact: name and phone.
    pub contact: Option<String>,
    /// A press on it waits for its answer.
    pub pressed_waiting: bool,
}

/// The message answered.
#[derive(Debug, Serialize)]
pub struct ReplyView {
    /// Its number.
    pub id: MessageId,
    /// Its text, plain.
    pub text: String,
}

/// A button under a message.
#[derive(Debug, Serialize)]
pub struct ButtonView {
    /// What is written on it.
    pub text: String,
    /// `press`, `copy`, `url` or `other`.
    pub kind: &'static str,
    /// Callback data, the text to copy, or the address.
    pub value: String,
}

/// A file in a message.
#[derive(Debug, Serialize)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its path, for [`Telegram::file`].
    pub url: String,
}

impl Telegram {
    /// A person's phone, for the page; `None` for nobody.
    pub fn view(&self, user: UserId) -> Option<View> {
        let now = (self.shared.now)();
        self.shared.lock().view(user, now)
    }
}

impl World {
    fn view(&self, user: UserId, now: DateTime<Utc>) -> Option<View> {
        let person = self.people.get(&user)?;
        let open = |press: &&super::world::Press| {
            press.user == user && !press.answered && now.signed_duration_since(press.at) < PRESS_LIVES
        };
        let waiting: BTreeSet<MessageId> = self.presses.values().filter(open).map(|press| press.message).collect();
        let messages = person.messages.values().filter(|message| !message.deleted);
        Some(View {
            user,
            name: person.name.clone(),
            blocked: person.blocked,
            started: person.started,
            keyboard: person.keyboard.as_ref().map(KeyboardView::of),
            commands: self
                .commands_for(user, &person.language)
                .into_iter()
                .map(|(command, description)| CommandView { command, description })
                .collect(),
            toast: person.toasts.last().map(|last| ToastView {
                id: last.id,
                text: last.text.clone(),
                alert: last.alert,
            }),
            messages: messages
                .map(|message| MessageView {
                    pressed_waiting: waiting.contains(&message.id),
                    reply_to: message
                        .reply_to
                        .and_then(|id| self.message(user, id))
                        .map(|to| ReplyView { id: to.id, text: quoted(to) }),
                    ..MessageView::of(message)
                })
                .collect(),
        })
    }
}

/// The words of a message in one that answers it; what it shows, if it has none.
fn quoted(message: &Message) -> String {
    match &message.photo {
        _ if !message.text.is_empty() => message.text.clone(),
        Some(_) => "📷".to_owned(),
        None => message.sign(),
    }
}

impl KeyboardView {
    fn of(keyboard: &ReplyKeyboard) -> Self {
        let row = |row: &Vec<super::Key>| {
            row.iter().map(|key| KeyView { text: key.text.clone(), request_contact: key.request_contact }).collect()
        };
        Self { rows: keyboard.rows.iter().map(row).collect(), placeholder: keyboard.placeholder.clone() }
    }
}

impl MessageView {
    fn of(message: &Message) -> Self {
        let path = |attachment: &Attachment| format!("/file/{}", attachment.path);
        Self {
            id: message.id,
            from: if message.from_bot { "bot" } else { "me" },
            html: message.html.clone(),
            time_utc: message.at.to_rfc3339(),
            edited: message.edited_at.is_some(),
            pinned: message.pinned,
            reply_to: None,
            buttons: message.buttons.iter().map(|row| row.iter().map(ButtonView::of).collect()).collect(),
            photo: message.photo.as_ref().map(path),
            file: message.document.as_ref().map(|file| FileView {
                name: file.name.clone(),
                size: file.size,
                url: path(file),
            }),
            voice: message.voice.map(length),
            contact: message.contact.as_ref().map(|(phone, name)| format!("{name} {phone}")),
            pressed_waiting: false,
        }
    }
}

impl ButtonView {
    fn of(button: &Button) -> Self {
        let (kind, value) = match &button.tap {
            Tap::Press(data) => ("press", data),
            Tap::Copy(words) => ("copy", words),
            Tap::Url(url) => ("url", url),
            Tap::Other(name) => ("other", name),
        };
        Self { text: button.text.clone(), kind, value: value.clone() }
    }
}
