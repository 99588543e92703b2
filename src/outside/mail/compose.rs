//! A letter as it goes over the wire: plain words and the same as HTML, files beside them, headers that nothing can get into.

use super::{Refusal, Sender, Settings};
use crate::email::Email;
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Attachment, Body, Mailbox, MultiPart,
        header::{ContentTransferEncoding, ContentType},
    },
};

/// A letter.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Unlike that of any other, and the same with every try: the first half of its Message-ID.
    pub id: String,
    /// To whom.
    pub to: Email,
    /// Their name; may be empty.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// Its words, lines apart by `\n`.
    pub text: String,
    /// What goes with it.
    pub files: Vec<File>,
    /// When it was written, UTC.
    pub at: DateTime<Utc>,
}

/// A file beside a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// As it will be found: `Счёт 118.pdf`.
    pub name: String,
    /// `application/pdf`.
    pub mime: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Words that can stand in a header: nothing in them ends a line.
pub fn plain(words: &str) -> String {
    let spaced: String =
        words.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The bytes of a letter.
pub fn message(settings: &Settings, letter: &Letter) -> Result<Vec<u8>, Refusal> {
    let unfit = |why: String| Refusal::Unfit(why);
    let to = Sender { name: plain(&letter.name), email: letter.to.clone() };
    let mut builder = Message::builder()
        .from(mailbox(&settings.from)?)
        .to(mailbox(&to)?)
        .subject(plain(&letter.subject))
        .date(letter.at.into())
        .message_id(Some(message_id(settings, &letter.id)));
    if let Some(reply_to) = &settings.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    let mut parts =
        MultiPart::mixed().multipart(MultiPart::alternative_plain_html(letter.text.clone(), html(&letter.text)));
    for file in &letter.files {
        let kind = ContentType::parse(&file.mime).map_err(|error| unfit(error.to_string()))?;
        // Without this a file of letters alone might be changed on its way.
        let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64);
        let body = body.map_err(|_| unfit(format!("{} can't be encoded", file.name)))?;
        parts = parts.singlepart(Attachment::new(plain(&file.name)).body(body, kind));
    }
    Ok(builder.multipart(parts).map_err(|error| unfit(error.to_string()))?.formatted())
}

fn mailbox(sender: &Sender) -> Result<Mailbox, Refusal> {
    let address: Address = sender.email.as_str().parse().map_err(|_| Refusal::Unfit("an address".to_owned()))?;
    Ok(Mailbox::new(Some(sender.name.clone()).filter(|name| !name.is_empty()), address))
}

/// `<id@the domain we write from>`.
fn message_id(settings: &Settings, id: &str) -> String {
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    format!("<{id}@{}>", settings.from.email.domain())
}

/// The same words for programs that show HTML.
fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<html><body><p>{}</p></body></html>", escaped.replace("\n\n", "</p><p>").replace('\n', "<br>"))
}
