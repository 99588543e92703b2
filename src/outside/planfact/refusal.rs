//! Why ПланФакт has not done what it was asked: the answers we act on, each by its name.

use crate::{outside::http::Silence, t, text::Text};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// It does not take our key.
    Key,
    /// We ask too often: nothing was done.
    RateLimit,
    /// It was never reached: the call has not happened, and may be made later.
    Unreachable(String),
    /// The call was sent and its outcome is unknown: it may have happened.
    Unknown(String),
    /// It said no, in its own words.
    Refused(String),
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Unreachable(why) => Self::Unreachable(why),
            Silence::Unknown(why) => Self::Unknown(why),
        }
    }
}

impl Refusal {
    /// What an answer that is not a success means: with whatever status it came, 200 among them.
    pub(super) fn of(status: u16, answer: &Value) -> Self {
        let words = [&answer["errorMessage"], &answer["errorCode"]];
        let words: Vec<&str> = words.into_iter().filter_map(Value::as_str).filter(|word| !word.is_empty()).collect();
        match status {
            401 | 403 => Self::Key,
            429 => Self::RateLimit,
            500.. => Self::Unknown(format!("{status} {}", words.join(", "))),
            _ if words.is_empty() => Self::Refused(format!("{status} without a word of why")),
            _ => Self::Refused(words.join(", ")),
        }
    }

    /// Whether trying again later may help.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::RateLimit | Self::Unreachable(_) | Self::Unknown(_))
    }

    /// In words for the person who waits for it.
    pub fn text(&self) -> Text {
        match self {
            Self::Key => t!("planfact-key"),
            Self::RateLimit => t!("planfact-rate"),
            Self::Unreachable(_) => t!("planfact-unreachable"),
            Self::Unknown(_) => t!("planfact-unknown"),
            Self::Refused(words) => t!("planfact-refused", words = words),
        }
    }
}

/// In words for the operator, for the log and for `mosbot check`.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Key => f.write_str("it refuses the key: see planfact.api_key"),
            Self::RateLimit => f.write_str("it is asked too often: try again in a minute"),
            Self::Unreachable(why) => write!(f, "it is out of reach: {why}"),
            Self::Unknown(why) => write!(f, "the outcome is unknown: {why}"),
            Self::Refused(words) => write!(f, "it said: {words}"),
        }
    }
}

impl std::error::Error for Refusal {}
