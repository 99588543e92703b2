//! What a result of the Bot API means for a row of the outbox: the decision table of TELEGRAM 4, pure.

use super::queue::Call;
use crate::bot::{api::Refusal, outbox::Class};
use serde::Deserialize;
use serde_json::value::RawValue;

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Telegram has it; the id of the message, if it is one.
    Sent(Option<i64>),
    /// There is nothing left to change: the message is gone or shows that already.
    Moot(String),
    /// Not now: after so many seconds. Not a failure.
    Later(i64),
    /// Something is out of order: again after a growing while.
    Retry(String),
    /// It may have been sent: again, marked `(повтор)` if it is a message.
    Lost(String),
    /// Telegram can't read our markup: once more as plain text.
    Plain(String),
    /// The chat has become another.
    Moved(i64),
    /// The person has blocked the bot: nothing more goes to the chat.
    Blocked(String),
    /// Never.
    Dead(String),
}

impl Verdict {
    pub(super) const fn label(&self) -> &'static str {
        match self {
            Self::Sent(_) => "sent",
            Self::Moot(_) => "moot",
            Self::Later(_) => "later",
            Self::Retry(_) => "retry",
            Self::Lost(_) => "lost",
            Self::Plain(_) => "plain",
            Self::Moved(_) => "moved",
            Self::Blocked(_) => "blocked",
            Self::Dead(_) => "dead",
        }
    }
}

pub(super) fn of(call: &Call, result: Result<Box<RawValue>, Refusal>) -> Verdict {
    #[derive(Deserialize)]
    struct Message {
        message_id: i64,
    }
    let (code, description, retry_after, migrate_to) = match result {
        Ok(result) => {
            let message = serde_json::from_str::<Message>(result.get()).ok();
            return Verdict::Sent(message.map(|message| message.message_id));
        }
        Err(Refusal::Unreached(why)) => return Verdict::Retry(why),
        Err(Refusal::Lost(why)) => return uncertain(call, &why),
        Err(Refusal::Said { code, description, retry_after, migrate_to }) => {
            (code, description, retry_after, migrate_to)
        }
    };
    let says = |words: &str| description.contains(words);
    match code {
        _ if migrate_to.is_some() => Verdict::Moved(migrate_to.unwrap_or_default()),
        429 => Verdict::Later(retry_after.unwrap_or(1).max(1)),
        401 | 404 | 409 | 500.. => Verdict::Retry(description),
        403 => Verdict::Blocked(description),
        400 if says("message is not modified") => Verdict::Sent(None),
        400 if says("message to edit not found") || says("message to delete not found") || says("can't be edited") => {
            Verdict::Moot(description)
        }
        400 if says("query is too old") => Verdict::Moot(description),
        400 if says("can't parse entities") && !call.is_plain() => Verdict::Plain(description),
        _ => Verdict::Dead(description),
    }
}

/// Nobody knows whether the call has happened. Repeating an edit or an answer does no harm; a message is repeated with
/// a mark, a digest only once.
pub(super) fn uncertain(call: &Call, why: &str) -> Verdict {
    match (call.is_message(), call.class) {
        (true, Class::Digest) if call.is_repeat() => Verdict::Dead(format!("uncertain twice: {why}")),
        (true, _) => Verdict::Lost(why.to_owned()),
        (false, _) => Verdict::Retry(why.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn call(method: &str, class: Class) -> Call {
        Call::sample(method, class, json!({ "text": "<b>x</b>", "parse_mode": "HTML" }))
    }

    fn said(code: u16, description: &str) -> Result<Box<RawValue>, Refusal> {
        Err(Refusal::Said { code, description: description.to_owned(), retry_after: None, migrate_to: None })
    }

    #[test]
    fn every_answer_has_its_verdict() {
        let send = call("sendMessage", Class::Reply);
        let edit = call("editMessageText", Class::Reply);
        let ok = RawValue::from_string(r#"{"message_id":7}"#.to_owned()).unwrap();
        assert_eq!(of(&send, Ok(ok)), Verdict::Sent(Some(7)));
        for (code, description, label) in [
            (400, "Bad Request: message is not modified: specified new message content", "sent"),
            (400, "Bad Request: message to edit not found", "moot"),
            (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "moot"),
            (400, "Bad Request: can't parse entities: Unsupported start tag", "plain"),
            (400, "Bad Request: chat not found", "dead"),
            (403, "Forbidden: bot was blocked by the user", "blocked"),
            (403, "Forbidden: bot can't initiate conversation with a user", "blocked"),
            (401, "Unauthorized", "retry"),
            (502, "an answer that is not of the Bot API", "retry"),
        ] {
            assert_eq!(of(&edit, said(code, description)).label(), label, "{code} {description}");
        }
        let flood = Refusal::Said { code: 429, description: String::new(), retry_after: Some(7), migrate_to: None };
        assert_eq!(of(&send, Err(flood)), Verdict::Later(7));
        let moved = Refusal::Said { code: 400, description: String::new(), retry_after: None, migrate_to: Some(-9) };
        assert_eq!(of(&send, Err(moved)), Verdict::Moved(-9));
        assert_eq!(of(&send, Err(Refusal::Unreached("x".to_owned()))).label(), "retry");
    }

    #[test]
    fn an_uncertain_message_is_marked_an_edit_is_not_and_a_digest_goes_once_more() {
        let lost = || Err(Refusal::Lost("timeout".to_owned()));
        assert_eq!(of(&call("sendMessage", Class::Alert), lost()).label(), "lost");
        assert_eq!(of(&call("editMessageText", Class::Alert), lost()).label(), "retry");
        let digest = call("sendMessage", Class::Digest);
        assert_eq!(of(&digest, lost()).label(), "lost");
        assert_eq!(of(&digest.repeated(), lost()).label(), "dead");
    }

    #[test]
    fn plain_text_that_can_not_be_read_is_dead() {
        let plain = Call::sample("sendMessage", Class::Reply, json!({ "text": "x" }));
        assert_eq!(of(&plain, said(400, "Bad Request: can't parse entities: x")).label(), "dead");
    }
}
