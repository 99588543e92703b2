//! Small files of our own making: what may be sent, and how a row of the outbox keeps one until Telegram has it.
//!
//! The bytes stand in the row, so a death between writing and sending loses nothing; they leave it when Telegram has
//! taken them. They never get into a log. Not here: files of people, which are copied from where they were sent.

use crate::error::{Error, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The most bytes a file of ours may have: it is a row of the database first.
pub const LARGEST: usize = 256 << 10;

/// Telegram cuts what is longer: the name before the dot, and what stands behind it.
const LONGEST_NAME: (usize, usize) = (60, 20);

/// How a file of ours is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As a file with its name.
    File,
    /// As a picture: a PNG or a JPEG.
    Picture,
}

impl Shown {
    const ALL: [Self; 2] = [Self::File, Self::Picture];

    /// The method that sends it.
    pub(super) const fn method(self) -> &'static str {
        match self {
            Self::File => "sendDocument",
            Self::Picture => "sendPhoto",
        }
    }

    /// The parameter of the method that a row keeps the file under.
    const fn field(self) -> &'static str {
        match self {
            Self::File => "document",
            Self::Picture => "photo",
        }
    }
}

/// A file to send.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// As the person will find it in the phone: `montazh.ics`.
    pub name: &'a str,
    /// `text/calendar`.
    pub mime: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

impl std::fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({}, {}, {} bytes)", self.name, self.mime, self.bytes.len())
    }
}

impl Document<'_> {
    /// The file as a row keeps it; an error if Telegram or we could not.
    pub(super) fn kept(&self) -> Result<Value> {
        let wrong = |why: &str| Err(Error::other(format!("{self:?} can't be sent: {why}")));
        if self.bytes.is_empty() {
            return wrong("it is empty");
        }
        if self.bytes.len() > LARGEST {
            return wrong(&format!("more than {LARGEST} bytes"));
        }
        if !is_name(self.name) {
            return wrong("Telegram would change its name");
        }
        if !is_mime(self.mime) {
            return wrong("its kind of content is not one");
        }
        Ok(json!({ "name": self.name, "mime": self.mime, "base64": STANDARD.encode(self.bytes) }))
    }
}

/// A name that comes out of Telegram as it went in.
fn is_name(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let fits = |part: &str, most: usize| (1..=most).contains(&part.chars().count()) && part.trim() == part;
    fits(stem, LONGEST_NAME.0) && fits(extension, LONGEST_NAME.1) && stem.chars().chain(extension.chars()).all(plain)
}

fn is_mime(mime: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-+.".contains(c));
    mime.split_once('/').is_some_and(|(kind, of)| word(kind) && word(of))
}

/// A file as it goes to Telegram.
#[derive(Clone)]
pub struct Upload {
    /// Under which parameter.
    pub field: &'static str,
    /// Its name.
    pub name: String,
    /// Its kind of content.
    pub mime: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Puts a file into the parameters of the method that sends it.
pub(super) fn put(payload: &mut Value, document: &Document<'_>, how: Shown) -> Result {
    payload[how.field()] = document.kept()?;
    Ok(())
}

/// The parameters that are no file, and the file, if there is one. `None`: the row can't be read.
pub(super) fn apart(mut payload: Value) -> Option<(Value, Option<Upload>)> {
    let Some(field) = field_of(&payload) else { return Some((payload, None)) };
    let kept = payload.as_object_mut()?.remove(field)?;
    let text = |name: &str| kept[name].as_str().map(str::to_owned);
    let bytes = STANDARD.decode(kept["base64"].as_str()?).ok()?;
    Some((payload, Some(Upload { field, name: text("name")?, mime: text("mime")?, bytes })))
}

/// The parameters as they stay when Telegram has the file: without its bytes. `None`: there are none.
pub(super) fn without_bytes(payload: &Value) -> Option<Value> {
    let mut payload = payload.clone();
    payload.get_mut(field_of(&payload)?)?.as_object_mut()?.remove("base64")?;
    Some(payload)
}

/// Under which parameter a file is kept.
fn field_of(payload: &Value) -> Option<&'static str> {
    Shown::ALL.map(Shown::field).into_iter().find(|field| payload.get(field).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDAR: Document<'_> = Document { name: "montazh.ics", mime: "text/calendar", bytes: b"BEGIN:VCALENDAR" };

    #[test]
    fn a_file_comes_out_of_a_row_as_it_went_in() {
        let every: Vec<u8> = (0..=255).collect();
        let mut payload = json!({ "caption": "x" });
        put(&mut payload, &Document { bytes: &every, name: "Монтаж 25 ноя.ics", ..CALENDAR }, Shown::File).unwrap();
        let (fields, upload) = apart(payload.clone()).unwrap();
        let upload = upload.unwrap();
        assert_eq!(
            (upload.bytes, upload.name.as_str(), upload.mime.as_str()),
            (every, "Монтаж 25 ноя.ics", "text/calendar")
        );
        assert_eq!(fields, json!({ "caption": "x" }));
        let left = without_bytes(&payload).unwrap();
        assert_eq!(
            left,
            json!({ "caption": "x", "document": { "name": "Монтаж 25 ноя.ics", "mime": "text/calendar" } })
        );
        assert!(apart(left).is_none(), "what has gone can't be sent again");
        assert!(without_bytes(&fields).is_none());
        assert!(apart(fields).unwrap().1.is_none());
        let mut picture = json!({});
        put(&mut picture, &CALENDAR, Shown::Picture).unwrap();
        assert_eq!(apart(picture.clone()).unwrap().1.unwrap().field, "photo");
        assert!(apart(without_bytes(&picture).unwrap()).is_none());
    }

    #[test]
    fn what_telegram_would_change_or_we_can_not_keep_is_refused() {
        let most = vec![7; LARGEST];
        assert!(Document { bytes: &most, ..CALENDAR }.kept().is_ok());
        let over = vec![7; LARGEST + 1];
        for (wrong, why) in [
            (Document { bytes: &over, ..CALENDAR }, "more than 262144 bytes"),
            (Document { bytes: b"", ..CALENDAR }, "it is empty"),
            (Document { name: "", ..CALENDAR }, "its name"),
            (Document { name: "ics", ..CALENDAR }, "its name"),
            (Document { name: "../etc.ics", ..CALENDAR }, "its name"),
            (Document { name: "a\"b\r\nX: y.ics", ..CALENDAR }, "its name"),
            (Document { name: " a.ics", ..CALENDAR }, "its name"),
            (Document { name: &format!("{}.ics", "ы".repeat(61)), ..CALENDAR }, "its name"),
            (Document { mime: "text", ..CALENDAR }, "its kind of content"),
            (Document { mime: "text/calendar\r\nX: y", ..CALENDAR }, "its kind of content"),
        ] {
            let said = wrong.kept().unwrap_err().to_string();
            assert!(said.contains(why), "{wrong:?}: {said}");
        }
    }

    #[test]
    fn no_bytes_are_shown_where_a_file_is_told_of() {
        let secret = Document { bytes: b"ul. Lesnaya, 5", ..CALENDAR };
        assert_eq!(format!("{secret:?}"), "Document(montazh.ics, text/calendar, 14 bytes)");
    }
}
