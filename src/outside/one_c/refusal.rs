//! Why 1С has not told what it was asked: the answers we act on, each by its name.

use crate::{outside::http::Silence, t, text::Text};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// It does not take user and password.
    Login,
    /// The user has no right to read this.
    Rights(String),
    /// This is not in the composition of the interface.
    Absent(String),
    /// Nothing is published at the address.
    Unpublished,
    /// A page for people instead of data: trouble with the login, or another site altogether.
    Page,
    /// The organisation of the settings is not there, or there are several.
    Organisation(String, usize),
    /// It refuses on its own grounds, in its own words: asking again changes nothing.
    Business(String),
    /// It does not understand what it was asked: code and words.
    Refused(String, String),
    /// Its answer is not what it should be.
    Unread(String),
    /// It was never reached.
    Unreachable(String),
    /// It was reached and has not answered.
    Silent(String),
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Unreachable(why) => Self::Unreachable(why),
            Silence::Unknown(why) => Self::Silent(why),
        }
    }
}

impl Refusal {
    /// What an answer that is not a success means.
    pub(super) fn of(status: u16, body: &str, entity: &str) -> Self {
        let told = told(body);
        let code = told.as_ref().map(|(code, _)| code.as_str());
        match (status, code) {
            (_, Some("-1")) => Self::Business(told.map(|(_, words)| words).unwrap_or_default()),
            (_, Some("20")) | (403, _) => Self::Rights(entity.to_owned()),
            (401, _) => Self::Login,
            (404, Some(_)) | (_, Some("8" | "19")) => Self::Absent(entity.to_owned()),
            (404, None) => Self::Unpublished,
            (429 | 500.., _) => {
                let words = told.map(|(_, words)| words).unwrap_or_default();
                Self::Silent(format!("{status} {words}").trim_end().to_owned())
            }
            (_, Some(_)) => {
                let (code, words) = told.unwrap_or_default();
                Self::Refused(code, words)
            }
            _ if status < 400 => Self::Page,
            _ => Self::Refused(status.to_string(), String::new()),
        }
    }

    /// Whether asking again later may help without anybody doing anything.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Silent(_))
    }

    /// Whether it is about the one thing that was asked for, and others may be told.
    pub(super) const fn is_of_entity(&self) -> bool {
        matches!(self, Self::Rights(_) | Self::Absent(_) | Self::Business(_) | Self::Refused(..))
    }

    /// In words for accounting and heads.
    pub fn text(&self) -> Text {
        match self {
            Self::Login => t!("one-c-login"),
            Self::Rights(entity) => t!("one-c-rights", entity = entity),
            Self::Absent(entity) => t!("one-c-absent", entity = entity),
            Self::Unpublished => t!("one-c-unpublished"),
            Self::Page => t!("one-c-page"),
            Self::Organisation(name, 0) => t!("one-c-no-organisation", name = name),
            Self::Organisation(name, _) => t!("one-c-organisations", name = name),
            Self::Business(words) => t!("one-c-business", words = words),
            Self::Refused(code, words) => t!("one-c-refused", code = code, words = words),
            Self::Unread(_) => t!("one-c-unread"),
            Self::Unreachable(_) => t!("one-c-unreachable"),
            Self::Silent(_) => t!("one-c-silent"),
        }
    }
}

/// Code and words of an error, in JSON or XML.
fn told(body: &str) -> Option<(String, String)> {
    if let Ok(answer) = serde_json::from_str::<Value>(body) {
        let error = &answer["odata.error"];
        let code =
            error["code"].as_str().map(str::to_owned).or_else(|| error["code"].as_i64().map(|code| code.to_string()));
        let words = error["message"]["value"].as_str().or_else(|| error["message"].as_str()).unwrap_or_default();
        return code.map(|code| (code, words.to_owned()));
    }
    let inside = |name: &str| {
        let (_, rest) = body.split_once(&format!(":{name}")).or_else(|| body.split_once(&format!("<{name}")))?;
        let (_, words) = rest.split_once('>')?;
        words.split('<').next().map(|words| words.trim().to_owned())
    };
    body.contains("error").then(|| Some((inside("code")?, inside("message").unwrap_or_default()))).flatten()
}

/// In words for the operator, for the log and for `mosbot check`.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Login => f.write_str("it refuses user or password: see one_c.user and one_c.password"),
            Self::Rights(entity) => write!(f, "the user has no right to read {entity}"),
            Self::Absent(entity) => write!(f, "{entity} is not in the composition of the OData interface"),
            Self::Unpublished => f.write_str("no OData interface is published there: is one_c.url right?"),
            Self::Page => {
                f.write_str("a page for people instead of data: is one_c.url right, and may the user log in?")
            }
            Self::Organisation(name, 0) => write!(f, "there is no organisation {name}: see one_c.organisation"),
            Self::Organisation(name, _) => write!(f, "there are several organisations {name}: see one_c.organisation"),
            Self::Business(words) => write!(f, "it refuses: {words}"),
            Self::Refused(code, words) => write!(f, "it says {code}: {words}"),
            Self::Unread(what) => write!(f, "its answer can't be read: {what}"),
            Self::Unreachable(why) => write!(f, "it is out of reach: {why}"),
            Self::Silent(why) => write!(f, "it does not answer: {why}"),
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_name() {
        let json = |code: &str, words: &str| {
            format!(r#"{{"odata.error": {{"code": "{code}", "message": {{"lang": "ru", "value": "{words}"}}}}}}"#)
        };
        let of = |status: u16, body: &str| Refusal::of(status, body, "Catalog_Х");
        let entity = || "Catalog_Х".to_owned();
        let page = "<!DOCTYPE html><html><body>Вход</body></html>";
        for (status, body, refusal) in [
            (401, json("20", "Нарушение прав доступа"), Refusal::Rights(entity())),
            (401, page.to_owned(), Refusal::Login),
            (401, String::new(), Refusal::Login),
            (404, json("8", "Тип не найден"), Refusal::Absent(entity())),
            (404, page.to_owned(), Refusal::Unpublished),
            (500, json("-1", "Не удалось"), Refusal::Business("Не удалось".to_owned())),
            (500, page.to_owned(), Refusal::Silent("500".to_owned())),
            (503, String::new(), Refusal::Silent("503".to_owned())),
            (200, page.to_owned(), Refusal::Page),
            (400, json("10", "Нет поля"), Refusal::Refused("10".to_owned(), "Нет поля".to_owned())),
            (302, String::new(), Refusal::Page),
        ] {
            assert_eq!(of(status, &body), refusal, "{status} {body}");
        }
        let xml = "<?xml version=\"1.0\"?><m:error xmlns:m=\"x\"><m:code>20</m:code>\
                   <m:message xml:lang=\"ru\">Нарушение прав доступа</m:message></m:error>";
        assert_eq!(of(401, xml), Refusal::Rights(entity()));
        assert_eq!(of(500, &xml.replace("20", "-1")), Refusal::Business("Нарушение прав доступа".to_owned()));
    }
}
