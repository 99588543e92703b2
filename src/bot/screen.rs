//! What a person sees: lines of text and rows of buttons, before Telegram.
//!
//! All markup comes from `locales/`; words of people are escaped when rendered. The limits of the Bot API hold here:
//! 4096 UTF-16 units, 64 bytes of callback data, 8 buttons a row, 100 in all.

use crate::{
    clients::Client,
    db::Id,
    text::{Reader, Text},
};
use serde_json::{Value, json};

const BODY_LIMIT: usize = 4096;
const CAPTION_LIMIT: usize = 1024;
const DATA_LIMIT: usize = 64;

/// More letters than a phone shows on a button.
const LABEL_LIMIT: usize = 64;

/// A message to show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screen {
    /// The body, one text a line; an empty `Verbatim` is an empty line.
    pub lines: Vec<Text>,
    /// Inline buttons.
    pub rows: Vec<Vec<Button>>,
    /// What stands in place of the phone's keyboard.
    pub keyboard: Option<Keyboard>,
    /// A question answered by a number: a typed number is the answer, not the number of a button.
    pub number_is_answer: bool,
    /// The client it shows: a reply to the message means that client.
    pub about: Option<Id<Client>>,
}

/// What stands in place of the phone's keyboard after this message.
#[derive(Debug, Clone, PartialEq)]
pub enum Keyboard {
    /// One button that shares the person's own phone number.
    ShareContact(Text),
    /// The phone's own keyboard again.
    Remove,
}

/// An inline button.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    /// Words, an emoji at most before them.
    pub label: Text,
    /// What a tap does.
    pub tap: Tap,
}

/// What a tap does.
#[derive(Debug, Clone, PartialEq)]
pub enum Tap {
    /// Sends callback data of a room.
    Data(String),
    /// Answers the question of the open form; the machine adds draft and revision.
    Choice(String),
    /// Copies words to the clipboard.
    Copy(String),
    /// Opens a link.
    Url(String),
}

/// Typed callback data of a room, at most 64 bytes packed. It says what was shown, never what is allowed.
pub trait Press: Sized + Clone + Send + Sync + 'static {
    /// The first word of the data, the room's own.
    const ROOM: &'static str;
    /// The rest of the data, without the room.
    fn pack(&self) -> String;
    /// Reads [`Press::pack`]; `None` for data of another release.
    fn unpack(data: &str) -> Option<Self>;
}

impl Screen {
    /// A screen of one text.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { lines: vec![text.into()], ..Self::default() }
    }

    /// Adds a line.
    #[must_use]
    pub fn line(mut self, text: impl Into<Text>) -> Self {
        self.lines.push(text.into());
        self
    }

    /// Adds several lines.
    #[must_use]
    pub fn lines(mut self, texts: impl IntoIterator<Item = Text>) -> Self {
        self.lines.extend(texts);
        self
    }

    /// Adds an empty line.
    #[must_use]
    pub fn gap(self) -> Self {
        self.line(Text::verbatim(""))
    }

    /// Adds a row of buttons; an empty row is left out.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        let row: Vec<_> = buttons.into_iter().collect();
        if !row.is_empty() {
            self.rows.push(row);
        }
        self
    }

    /// Adds buttons, `per_row` in a row.
    #[must_use]
    pub fn grid(mut self, buttons: impl IntoIterator<Item = Button>, per_row: usize) -> Self {
        let buttons: Vec<_> = buttons.into_iter().collect();
        for row in buttons.chunks(per_row) {
            self = self.row(row.iter().cloned());
        }
        self
    }

    /// Sets what stands in place of the phone's keyboard.
    #[must_use]
    pub fn keyboard(mut self, keyboard: Keyboard) -> Self {
        self.keyboard = Some(keyboard);
        self
    }

    /// Says that a typed number answers this question.
    #[must_use]
    pub const fn number_is_answer(mut self) -> Self {
        self.number_is_answer = true;
        self
    }

    /// Says which client it shows.
    #[must_use]
    pub const fn about(mut self, client: Id<Client>) -> Self {
        self.about = Some(client);
        self
    }

    /// The same screen with a line on top: what was wrong with the last answer.
    #[must_use]
    pub fn with_warning(mut self, why: Text) -> Self {
        self.lines.insert(0, why);
        self.lines.insert(1, Text::verbatim(""));
        self
    }

    /// The body as the words beside a picture or file, which may be shorter.
    pub fn caption(&self, reader: &Reader) -> String {
        self.html_within(reader, CAPTION_LIMIT)
    }

    /// The body as Telegram HTML. What does not fit is cut at a line, with an ellipsis, as is a line that is too long by itself:
    /// it does not take the others with it.
    pub fn html(&self, reader: &Reader) -> String {
        self.html_within(reader, BODY_LIMIT)
    }

    fn html_within(&self, reader: &Reader, limit: usize) -> String {
        // Telegram counts after entities: `&quot;` is one. Our own tags are counted, which errs on the safe side.
        let plain: Vec<String> = self.lines.iter().map(|line| line.plain(reader)).collect();
        let lengths: Vec<usize> = plain.iter().map(|line| line.encode_utf16().count() + 1).collect();
        let total: usize = lengths.iter().sum();
        let long = |length: usize| length > limit / 2;
        // What is left for lines too long by themselves, if not everything fits.
        let others: usize = lengths.iter().filter(|length| !long(**length)).sum();
        let many = lengths.iter().filter(|length| long(**length)).count().max(1);
        let room = (limit - 2).saturating_sub(others) / many;
        let mut body = String::new();
        let mut units = 0;
        for ((line, plain), length) in self.lines.iter().zip(&plain).zip(lengths) {
            let (html, length) = if total > limit - 2 && long(length) {
                let cut = cut(plain, room.saturating_sub(2).max(limit / 8));
                let length = cut.encode_utf16().count() + 1;
                (Text::Verbatim(cut).html(reader), length)
            } else {
                (line.html(reader), length)
            };
            if units + length > limit - 2 {
                body.push_str("\n…");
                break;
            }
            if units > 0 {
                body.push('\n');
            }
            body.push_str(&html);
            units += length;
        }
        body
    }

    /// `reply_markup` of the Bot API, if there is any.
    pub fn markup(&self, reader: &Reader) -> Option<Value> {
        match &self.keyboard {
            Some(Keyboard::ShareContact(label)) => {
                return Some(json!({
                    "keyboard": [[{ "text": label.plain(reader), "request_contact": true }]],
                    "resize_keyboard": true,
                    "one_time_keyboard": true,
                }));
            }
            Some(Keyboard::Remove) => return Some(json!({ "remove_keyboard": true })),
            None => {}
        }
        if self.rows.is_empty() {
            return None;
        }
        let rows: Vec<Vec<Value>> =
            self.rows.iter().map(|row| row.iter().map(|button| button.json(reader)).collect()).collect();
        Some(json!({ "inline_keyboard": rows }))
    }

    /// Every button, in reading order.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.rows.iter().flatten()
    }
}

/// So many UTF-16 units of a text at most, with an ellipsis.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

impl Button {
    /// A button of a room; works at any time.
    pub fn press<P: Press>(label: impl Into<Text>, press: &P) -> Self {
        let data = format!("{}:{}", P::ROOM, press.pack());
        debug_assert!(data.len() <= DATA_LIMIT, "callback data over 64 bytes: {data}");
        Self { label: label.into(), tap: Tap::Data(data) }
    }

    /// A button that does what the command does: `/menu`, `/call`.
    pub fn command(label: impl Into<Text>, command: &str) -> Self {
        Self { label: label.into(), tap: Tap::Data(format!("c:{command}")) }
    }

    /// An answer to the open form's question.
    pub fn choice(label: impl Into<Text>, choice: impl Into<String>) -> Self {
        Self { label: label.into(), tap: Tap::Choice(choice.into()) }
    }

    /// Copies `words` (at most 256 characters) to the clipboard.
    pub fn copy(label: impl Into<Text>, words: &str) -> Self {
        Self { label: label.into(), tap: Tap::Copy(words.chars().take(256).collect()) }
    }

    /// Opens `url`.
    pub fn url(label: impl Into<Text>, url: impl Into<String>) -> Self {
        Self { label: label.into(), tap: Tap::Url(url.into()) }
    }

    fn json(&self, reader: &Reader) -> Value {
        let mut text = self.label.plain(reader);
        if text.chars().count() > LABEL_LIMIT {
            text = text.chars().take(LABEL_LIMIT - 1).chain(['…']).collect();
        }
        match &self.tap {
            Tap::Data(data) => json!({ "text": text, "callback_data": data }),
            Tap::Choice(choice) => json!({ "text": text, "callback_data": choice }),
            Tap::Copy(words) => json!({ "text": text, "copy_text": { "text": words } }),
            Tap::Url(url) => json!({ "text": text, "url": url }),
        }
    }
}

/// Something to choose from after `@bot words`, and the message it becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Unlike that of any other of the list.
    pub id: String,
    /// The first line, for the one who chooses.
    pub title: Text,
    /// The second line, for the one who chooses.
    pub about: Text,
    /// What everybody in the chat will read.
    pub message: Screen,
}

impl Article {
    /// `InlineQueryResultArticle` of the Bot API.
    pub fn json(&self, reader: &Reader) -> Value {
        json!({
            "type": "article",
            "id": self.id,
            "title": self.title.plain(reader),
            "description": self.about.plain(reader),
            "input_message_content": { "message_text": self.message.html(reader), "parse_mode": "HTML" },
        })
    }
}

/// Reads packed callback data word by word: `open:<id>:<rev>`.
pub struct Words<'a>(std::str::Split<'a, char>);

impl<'a> Words<'a> {
    /// Begins at the first word of `data`.
    pub fn of(data: &'a str) -> Self {
        Self(data.split(':'))
    }

    /// The next word.
    pub fn word(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    /// The next word as an id.
    pub fn id<T>(&mut self) -> Option<crate::db::Id<T>> {
        crate::db::Id::from_short(self.0.next()?)
    }

    /// The next word as anything with `FromStr`.
    pub fn parse<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.0.next()?.parse().ok()
    }
}
