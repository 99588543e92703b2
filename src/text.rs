//! What the bot says: a key of `locales/` with arguments, rendered for one reader at the last moment.
//!
//! A message of `locales/` may hold HTML tags; an argument never can: it is escaped when the text is rendered.
//! Money, days and times are formatted for the reader's language and zone; a count chooses the plural.

use crate::{lang::Lang, money::Money, phone::Phone, when};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};
use std::{borrow::Cow, collections::HashMap};
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "ru",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const RU: LanguageIdentifier = langid!("ru");
const EN: LanguageIdentifier = langid!("en");

/// For whom a text is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The reader's language.
    pub lang: Lang,
    /// The reader's time zone.
    pub zone: Tz,
    /// The present moment: days of another year are shown with the year.
    pub now: DateTime<Utc>,
}

impl Reader {
    /// The reader's civil date.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }
}

/// Something to say, not yet in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A message of `locales/` with its arguments.
    Message {
        /// The Fluent key.
        key: &'static str,
        /// Named arguments.
        args: Vec<(&'static str, Arg)>,
    },
    /// Words of a person: a client's name, a note. Shown as they are.
    Verbatim(String),
    /// Several texts in one line.
    Join(Vec<Text>, &'static str),
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of a person or a ready string.
    Words(String),
    /// How many: digits grouped, chooses the plural.
    Count(i64),
    /// Money.
    Money(Money),
    /// A civil day: `15 дек., пн`.
    Day(NaiveDate),
    /// A time of day: `14:35`.
    Time(NaiveTime),
    /// A moment, shown as day and time in the reader's zone.
    Moment(DateTime<Utc>),
    /// A moment, shown as time of day in the reader's zone.
    Clock(DateTime<Utc>),
    /// A text of its own.
    Text(Box<Text>),
}

/// Makes a [`Text`]: `t!("call-saved", client = name, sum = money)`.
#[macro_export]
macro_rules! t {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::Text::Message { key: $key, args: vec![$((stringify!($name), $crate::text::Arg::from($value))),*] }
    };
}

/// How a rendered text will be read.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Plain,
}

impl Text {
    /// Words of a person, shown as they are.
    pub fn verbatim(words: impl Into<String>) -> Self {
        Self::Verbatim(words.into())
    }

    /// A message without arguments whose key a room keeps in a list.
    pub const fn of(key: &'static str) -> Self {
        Self::Message { key, args: Vec::new() }
    }

    /// For a message body: arguments escaped, the tags of `locales/` kept.
    pub fn html(&self, reader: &Reader) -> String {
        self.render(reader, Form::Html)
    }

    /// For buttons, toasts and command descriptions, which know no HTML.
    pub fn plain(&self, reader: &Reader) -> String {
        self.render(reader, Form::Plain)
    }

    fn render(&self, reader: &Reader, form: Form) -> String {
        match self {
            Self::Verbatim(words) => form.words(words),
            Self::Join(texts, between) => {
                texts.iter().map(|text| text.render(reader, form)).collect::<Vec<_>>().join(between)
            }
            Self::Message { key, args } => {
                let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
                    args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.value(reader, form))).collect();
                let lang = match reader.lang {
                    Lang::Ru => &RU,
                    Lang::En => &EN,
                };
                LOCALES.try_lookup_with_args(lang, key, &args).unwrap_or_else(|| {
                    tracing::error!(key, "no such text in locales/");
                    form.words(key)
                })
            }
        }
    }
}

impl Arg {
    fn value(&self, reader: &Reader, form: Form) -> FluentValue<'static> {
        match self {
            Self::Words(words) => form.words(words).into(),
            Self::Count(count) => (*count).into(),
            Self::Money(money) => money.human(reader.lang).into(),
            Self::Day(day) => when::human_day(*day, reader.today(), reader.lang).into(),
            Self::Time(time) => when::human_time(*time).into(),
            Self::Moment(at) => {
                when::human_day_time(at.with_timezone(&reader.zone).naive_local(), reader.today(), reader.lang).into()
            }
            Self::Clock(at) => when::human_time(at.with_timezone(&reader.zone).time()).into(),
            Self::Text(text) => text.render(reader, form).into(),
        }
    }
}

impl Form {
    fn words(self, words: &str) -> String {
        match self {
            Self::Html => escape(words),
            Self::Plain => words.to_owned(),
        }
    }
}

/// Makes any words safe inside Telegram's HTML, attributes included.
pub fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

macro_rules! arg_from {
    ($($type:ty => $make:expr),+ $(,)?) => {
        $(impl From<$type> for Arg { fn from(value: $type) -> Self { ($make)(value) } })+
    };
}
arg_from! {
    &str => |words: &str| Self::Words(words.to_owned()),
    String => Self::Words,
    &String => |words: &String| Self::Words(words.clone()),
    i64 => Self::Count,
    usize => |count| Self::Count(i64::try_from(count).unwrap_or(i64::MAX)),
    Money => Self::Money,
    NaiveDate => Self::Day,
    NaiveTime => Self::Time,
    DateTime<Utc> => Self::Moment,
    Text => |text| Self::Text(Box::new(text)),
    &Phone => |phone: &Phone| Self::Words(phone.human()),
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::Verbatim(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_person_cannot_become_markup() {
        assert_eq!(escape(r#"<b>"&"#), "&lt;b&gt;&quot;&amp;");
    }
}
