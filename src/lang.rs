//! The two languages of the bot: Russian first, English second.

use serde::{Deserialize, Serialize};

/// A language the bot speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Russian, the default.
    #[default]
    Ru,
    /// English.
    En,
}

impl Lang {
    /// Every language, for tests and for `setMyCommands`.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// Two-letter code, ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Reads a code such as Telegram's `language_code` (`en`, `en-GB`); `None` for any other language.
    pub fn parse(code: &str) -> Option<Self> {
        match code.get(..2)? {
            "ru" => Some(Self::Ru),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}
