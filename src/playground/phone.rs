//! A phone: a person talks to the bot as with Telegram in hand. Whatever they do, the machine then does what is due.

use super::{
    Desk,
    telegram::{Message, MessageId, UserId},
};
use crate::people::Person;
use std::sync::Mutex;

/// A person with a phone at a desk.
pub struct Phone<'a> {
    /// Where the phone lies.
    pub desk: &'a Desk,
    /// Telegram's number of the person.
    pub user: UserId,
    heard: Mutex<usize>,
}

impl<'a> Phone<'a> {
    /// The phone of a person who is known to the desk's Telegram.
    pub const fn new(desk: &'a Desk, user: UserId) -> Self {
        Self { desk, user, heard: Mutex::new(0) }
    }

    /// A person who is nobody yet.
    pub fn stranger(desk: &'a Desk, name: &str, language: &str, phone: &str) -> Self {
        Self::new(desk, desk.telegram.user(name, language, phone))
    }

    /// Opens the bot, by a link if there is one.
    pub async fn starts(&self, code: Option<&str>) {
        self.desk.telegram.starts(self.user, code);
        self.desk.pump().await;
    }

    /// Writes a text.
    pub async fn says(&self, text: &str) -> MessageId {
        let message = self.desk.telegram.says(self.user, text);
        self.desk.pump().await;
        message
    }

    /// Answers the last message of the bot that contains `words`.
    pub async fn replies(&self, words: &str, text: &str) {
        let to = self.message_with(words);
        self.desk.telegram.replies(self.user, to, text);
        self.desk.pump().await;
    }

    /// The last message of the bot that contains `words`.
    fn message_with(&self, words: &str) -> MessageId {
        let found = self.messages().into_iter().rev().find(|message| message.text.contains(words));
        found.unwrap_or_else(|| panic!("no message with «{words}»:\n{}", self.phone())).id
    }

    /// Changes an own message.
    pub async fn edits(&self, message: MessageId, text: &str) {
        self.desk.telegram.edits(self.user, message, text);
        self.desk.pump().await;
    }

    /// Presses the last button with these words.
    pub async fn presses(&self, words: &str) {
        self.taps(words);
        self.desk.pump().await;
    }

    /// Presses the last button with these words; the bot has not seen it yet.
    pub fn taps(&self, words: &str) {
        let (message, row, column) = self.button(words);
        assert!(self.desk.telegram.presses(self.user, message, row, column), "«{words}» can't be pressed");
    }

    /// Sends callback data of any kind, as a forged or an old button does.
    pub async fn forges(&self, data: &str) {
        let message = self.messages().last().map_or(1, |message| message.id);
        self.desk.telegram.presses_data(self.user, message, data);
        self.desk.pump().await;
    }

    /// Sends a file.
    pub async fn sends_file(&self, name: &str, bytes: &[u8]) {
        self.desk.telegram.sends_document(self.user, name, bytes, "");
        self.desk.pump().await;
    }

    /// Sends a photo with words beside it.
    pub async fn sends_photo(&self, bytes: &[u8], caption: &str) -> MessageId {
        let message = self.desk.telegram.sends_photo(self.user, bytes, caption);
        self.desk.pump().await;
        message
    }

    /// Answers the last message of the bot that contains `words` with a photo.
    pub async fn replies_with_photo(&self, words: &str, bytes: &[u8], caption: &str) {
        let to = self.message_with(words);
        self.desk.telegram.answers_with_photo(self.user, Some(to), bytes, caption);
        self.desk.pump().await;
    }

    /// Sends a voice message of so many seconds.
    pub async fn sends_voice(&self, seconds: u32) -> MessageId {
        let message = self.desk.telegram.sends_voice(self.user, b"OggS", seconds);
        self.desk.pump().await;
        message
    }

    /// Shares a phone number: the own one, or another person's.
    pub async fn shares_contact(&self, of: UserId) {
        self.desk.telegram.shares_contact(self.user, of);
        self.desk.pump().await;
    }

    /// The callback data of the last button with these words.
    pub fn data(&self, words: &str) -> String {
        let (id, row, column) = self.button(words);
        let message = self.messages().into_iter().find(|message| message.id == id);
        match message.map(|message| message.buttons[row][column].tap.clone()) {
            Some(super::telegram::Tap::Press(data)) => data,
            other => panic!("«{words}» sends no data: {other:?}"),
        }
    }

    /// Whether the last message of the bot has a button with these words.
    pub fn offers(&self, words: &str) -> bool {
        let last = self.messages().pop();
        last.is_some_and(|message| message.buttons.iter().flatten().any(|button| button.text.contains(words)))
    }

    fn button(&self, words: &str) -> (MessageId, usize, usize) {
        for message in self.messages().iter().rev() {
            for (row, buttons) in message.buttons.iter().enumerate() {
                if let Some(column) = buttons.iter().position(|button| button.text.contains(words)) {
                    return (message.id, row, column);
                }
            }
        }
        panic!("no button «{words}» on the phone:\n{}", self.phone())
    }

    /// What the bot has written that is still there, oldest first.
    pub fn messages(&self) -> Vec<Message> {
        let chat = self.desk.telegram.chat(self.user);
        chat.into_iter().filter(|message| message.from_bot && !message.deleted).collect()
    }

    /// The files the bot has sent that are still there, oldest first: name and what is in them.
    pub fn documents(&self) -> Vec<(String, Vec<u8>)> {
        let bytes = |path: &str| self.desk.telegram.file(path).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
        let files = self.messages().into_iter().filter_map(|message| message.document);
        files.map(|file| (file.name, bytes(&file.path))).collect()
    }

    /// The last message of the bot with its buttons, as the person sees it.
    pub fn phone(&self) -> String {
        self.messages().last().map(shown).unwrap_or_default()
    }

    /// The message of the bot that contains `words`, with its buttons.
    pub fn sees(&self, words: &str) -> String {
        let found = self.messages().into_iter().rev().find(|message| message.text.contains(words));
        found.map_or_else(
            || panic!("no message with «{words}»; the last is:\n{}", self.phone()),
            |message| shown(&message),
        )
    }

    /// Whether a message of the bot contains `words`.
    pub fn has(&self, words: &str) -> bool {
        self.messages().iter().any(|message| message.text.contains(words))
    }

    /// What the bot has written since this was asked last.
    pub fn hears(&self) -> Vec<String> {
        let messages = self.messages();
        let mut heard = self.heard.lock().expect("nobody panicked here");
        let news = messages.iter().skip(*heard).map(said).collect();
        *heard = messages.len();
        news
    }

    /// The last word that popped up over the chat.
    pub fn toast(&self) -> String {
        self.desk.telegram.toasts(self.user).last().map(|toast| toast.text.clone()).unwrap_or_default()
    }

    /// The person of the product behind the phone.
    pub async fn person(&self) -> Person {
        self.desk.person(self.user).await.expect("somebody the bot knows")
    }
}

/// The words of a message, with what it shows before them: `[фото] Ольга, 10:42`.
fn said(message: &Message) -> String {
    [message.sign(), message.text.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shown(message: &Message) -> String {
    let row = |buttons: &Vec<super::telegram::Button>| {
        buttons.iter().map(|button| format!("[{}]", button.text)).collect::<Vec<_>>().join(" ")
    };
    let rows = message.buttons.iter().map(row);
    [said(message)].into_iter().chain(rows).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}
