//! Answers with `"ok": false`, worded as the Bot API words them.

use serde_json::{Value, json};

/// Why a request was refused, and whether a correct bot could have caused it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    pub(super) retry_after: Option<u64>,
    /// The request broke a rule that the bot knows; anything else (a blocked bot, a deleted message) may happen to all.
    pub(super) breaks_a_rule: bool,
}

impl Refusal {
    /// A request that no correct bot makes.
    pub(super) fn rule(why: impl AsRef<str>) -> Self {
        Self { breaks_a_rule: true, ..Self::bad_request(why) }
    }

    /// A request that came to nothing, although the bot did nothing wrong.
    pub(super) fn bad_request(why: impl AsRef<str>) -> Self {
        Self::new(400, &format!("Bad Request: {}", why.as_ref()))
    }

    /// The person doesn't hear the bot.
    pub(super) fn forbidden(why: &str) -> Self {
        Self::new(403, &format!("Forbidden: {why}"))
    }

    /// Another poll or a webhook stands in the way.
    pub(super) fn conflict(why: &str) -> Self {
        Self::new(409, &format!("Conflict: {why}"))
    }

    /// Too fast: wait so many seconds.
    pub(super) fn too_many(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(429, &format!("Too Many Requests: retry after {seconds}")) }
    }

    /// Any other answer.
    pub(super) fn new(code: u16, description: &str) -> Self {
        Self { code, description: description.to_owned(), retry_after: None, breaks_a_rule: false }
    }

    /// The body of the answer.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(seconds) = self.retry_after {
            body["parameters"] = json!({ "retry_after": seconds });
        }
        body
    }
}
