//! The letters the mail server of the demo has taken, as one page.

use crate::{outside::mail::stand_in::Taken, text::escape};
use std::fmt::Write;

const HEAD: &str = "<!doctype html><html lang=\"ru\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>✉️</title>\
    <style>body{font:16px/1.4 system-ui;max-width:44rem;margin:1rem auto;padding:0 1rem}\
    pre{white-space:pre-wrap;font:inherit}article{border-top:1px solid #8888}</style>";

/// The newest letter first.
pub fn page(letters: &[Taken]) -> String {
    let mut page = HEAD.to_owned();
    for letter in letters.iter().rev() {
        let files: Vec<String> = letter.files().into_iter().map(|(name, _)| format!("📎 {}", escape(&name))).collect();
        // A page is written into memory.
        let _ = write!(
            page,
            "<article><h3>{}</h3><p>{} → {}</p><pre>{}</pre><p>{}</p></article>",
            escape(&letter.header("Subject")),
            escape(&letter.header("From")),
            escape(&letter.to.join(", ")),
            escape(&letter.text()),
            files.join("<br>"),
        );
    }
    if letters.is_empty() { page + "<p>—</p>" } else { page }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn words_of_a_letter_are_no_markup() {
        let raw = "From: a@b.ru\r\nSubject: <b>x\r\nContent-Type: text/plain\r\n\r\n<script>y\r\n";
        let letter = Taken {
            from: "a@b.ru".to_owned(),
            to: vec!["c@d.ru".to_owned()],
            at: DateTime::UNIX_EPOCH,
            raw: raw.into(),
        };
        let shown = page(&[letter]);
        assert!(
            shown.contains("&lt;b&gt;x") && shown.contains("&lt;script&gt;y") && shown.contains("c@d.ru"),
            "{shown}"
        );
        assert!(!shown.contains("<script") && page(&[]).contains('—'));
    }
}
