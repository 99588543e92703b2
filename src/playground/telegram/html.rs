//! HTML as Telegram reads it: a few tags, strict nesting, everything else refused with Telegram's words.

use super::markup::is_address;
use serde_json::{Value, json};

/// A text with its formatting.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rich {
    pub(super) text: String,
    /// Message entities of the Bot API.
    pub(super) entities: Vec<Value>,
    /// The same as HTML that is safe to show in a page.
    pub(super) html: String,
}

impl Rich {
    /// A text without formatting.
    pub(super) fn plain(text: &str) -> Self {
        let text = text.trim();
        Self { text: text.to_owned(), entities: Vec::new(), html: escape(text) }
    }
}

/// The text with `& < > "` made harmless.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The tags of Telegram.
const TAGS: &[&str] = &[
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// Reads HTML; the error is Telegram's, without "can't parse entities: ".
pub(super) fn parse(source: &str) -> Result<Rich, String> {
    let mut reader = Reader { source, at: 0, units: 0, rich: Rich::default(), open: Vec::new() };
    while let Some(next) = reader.rest().chars().next() {
        match next {
            '<' if reader.rest().starts_with("</") => reader.end_tag()?,
            '<' => reader.start_tag()?,
            '&' => reader.character_reference(),
            _ => {
                reader.at += next.len_utf8();
                reader.put(next);
            }
        }
    }
    match reader.open.last() {
        Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
        None => Ok(trimmed(reader.rich)),
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    /// Length of the text so far in UTF-16 units, in which entities count.
    units: usize,
    rich: Rich,
    open: Vec<Open>,
}

/// A tag that waits for its end.
struct Open {
    tag: String,
    attributes: Vec<(String, String)>,
    units: usize,
    text: usize,
    html: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn put(&mut self, character: char) {
        self.units += character.len_utf16();
        self.rich.text.push(character);
        match character {
            '&' => self.rich.html.push_str("&amp;"),
            '<' => self.rich.html.push_str("&lt;"),
            '>' => self.rich.html.push_str("&gt;"),
            '"' => self.rich.html.push_str("&quot;"),
            other => self.rich.html.push(other),
        }
    }

    fn character_reference(&mut self) {
        let (character, length) = reference(self.rest()).unwrap_or(('&', 1));
        self.at += length;
        self.put(character);
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let tag = self.take_until(|c| c.is_whitespace() || c == '>').to_lowercase();
        if self.rest().is_empty() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let attributes = self.attributes(&tag, begin)?;
        let open = Open { tag, attributes, units: self.units, text: self.rich.text.len(), html: self.rich.html.len() };
        if open.tag == "span" && open.attribute("class") != Some("tg-spoiler") {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        if open.tag == "tg-emoji" && open.attribute("emoji-id").is_none() {
            return Err(format!("Tag \"tg-emoji\" must have attribute \"emoji-id\" at byte offset {begin}"));
        }
        self.open.push(open);
        Ok(())
    }

    /// Reads attributes up to and with `>`.
    fn attributes(&mut self, tag: &str, begin: usize) -> Result<Vec<(String, String)>, String> {
        let mut all = Vec::new();
        loop {
            self.take_until(|c| !c.is_whitespace());
            if self.rest().starts_with('>') {
                self.at += 1;
                return Ok(all);
            }
            if self.rest().is_empty() {
                return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}"));
            }
            let name = self.take_until(|c| c.is_whitespace() || c == '=' || c == '>').to_lowercase();
            if name.is_empty() {
                return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
            }
            self.take_until(|c| !c.is_whitespace());
            let mut value = String::new();
            if self.rest().starts_with('=') {
                self.at += 1;
                self.take_until(|c| !c.is_whitespace());
                value = match self.rest().chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        self.at += 1;
                        let value = self.take_until(|c| c == quote);
                        if self.rest().is_empty() {
                            return Err(format!("Unclosed start tag at byte offset {begin}"));
                        }
                        self.at += 1;
                        value
                    }
                    _ => self.take_until(|c| c.is_whitespace() || c == '>'),
                };
            }
            all.push((name, unescape(&value)));
        }
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        let tag = self.take_until(|c| c.is_whitespace() || c == '>').to_lowercase();
        self.take_until(|c| !c.is_whitespace());
        if !self.rest().starts_with('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !tag.is_empty() && tag != open.tag {
            let (expected, found) = (&open.tag, tag);
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{found}>\""
            ));
        }
        if self.units > open.units {
            self.format(&open);
        }
        Ok(())
    }

    fn format(&mut self, open: &Open) {
        let kind = match open.tag.as_str() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "u" | "ins" => "underline",
            "s" | "strike" | "del" => "strikethrough",
            "tg-spoiler" | "span" => "spoiler",
            "tg-emoji" => "custom_emoji",
            "a" => "text_link",
            "blockquote" if open.attribute("expandable").is_some() => "expandable_blockquote",
            "blockquote" => "blockquote",
            "pre" => "pre",
            _ => "code",
        };
        let mut entity = json!({ "type": kind, "offset": open.units, "length": self.units - open.units });
        let (before, after) = match kind {
            "bold" => ("<b>".to_owned(), "</b>"),
            "italic" => ("<i>".to_owned(), "</i>"),
            "underline" => ("<u>".to_owned(), "</u>"),
            "strikethrough" => ("<s>".to_owned(), "</s>"),
            "spoiler" => ("<span class=\"tg-spoiler\">".to_owned(), "</span>"),
            "custom_emoji" => {
                entity["custom_emoji_id"] = json!(open.attribute("emoji-id"));
                (String::new(), "")
            }
            "text_link" => {
                let shown = &self.rich.text[open.text..];
                let address = open.attribute("href").unwrap_or(shown);
                // Telegram silently drops a link that leads nowhere.
                if !is_address(address) {
                    return;
                }
                entity["url"] = json!(address);
                (format!("<a href=\"{}\" rel=\"noopener\" target=\"_blank\">", escape(address)), "</a>")
            }
            "expandable_blockquote" => ("<blockquote class=\"expandable\">".to_owned(), "</blockquote>"),
            "blockquote" => ("<blockquote>".to_owned(), "</blockquote>"),
            "pre" => ("<pre>".to_owned(), "</pre>"),
            _ => {
                let language = open.attribute("class").and_then(|class| class.strip_prefix("language-"));
                if let (Some(language), Some("pre")) = (language, self.open.last().map(|outer| outer.tag.as_str())) {
                    // `<pre><code class="language-x">` is one entity, made at `</pre>`.
                    let language = ("language".to_owned(), language.to_owned());
                    self.open.last_mut().into_iter().for_each(|outer| outer.attributes.push(language.clone()));
                    return;
                }
                ("<code>".to_owned(), "</code>")
            }
        };
        if let ("pre", Some(language)) = (kind, open.attribute("language")) {
            entity["language"] = json!(language);
        }
        self.rich.html.insert_str(open.html, &before);
        self.rich.html.push_str(after);
        self.rich.entities.push(entity);
    }

    fn take_until(&mut self, stop: impl Fn(char) -> bool) -> String {
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        let taken = self.rest()[..length].to_owned();
        self.at += length;
        taken
    }
}

impl Open {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The character that a reference such as `&lt;` or `&#1071;` at the beginning stands for, and its length.
fn reference(source: &str) -> Option<(char, usize)> {
    for (name, character) in [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')] {
        if source.starts_with(name) {
            return Some((character, name.len()));
        }
    }
    let digits = source.strip_prefix("&#")?;
    let end = digits.find(';')?;
    let code = match digits[..end].strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits[..end].parse().ok()?,
    };
    Some((char::from_u32(code).filter(|c| *c != '\0')?, end + 3))
}

fn unescape(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value;
    while let Some(next) = rest.chars().next() {
        let (character, length) = reference(rest).unwrap_or((next, next.len_utf8()));
        plain.push(character);
        rest = &rest[length..];
    }
    plain
}

/// Telegram cuts white space off both ends.
fn trimmed(rich: Rich) -> Rich {
    let before = rich.text.encode_utf16().count() - rich.text.trim_start().encode_utf16().count();
    let text = rich.text.trim().to_owned();
    let length = text.encode_utf16().count();
    let mut entities: Vec<(usize, usize, Value)> = Vec::new();
    for mut entity in rich.entities {
        let number = |name: &str| entity[name].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let begin = number("offset").saturating_sub(before).min(length);
        let end = (number("offset") + number("length")).saturating_sub(before).min(length);
        if begin < end {
            entity["offset"] = json!(begin);
            entity["length"] = json!(end - begin);
            entities.push((begin, end, entity));
        }
    }
    entities.sort_by_key(|(begin, end, _)| (*begin, std::cmp::Reverse(*end)));
    Rich {
        text,
        entities: entities.into_iter().map(|(_, _, entity)| entity).collect(),
        html: rich.html.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(String, u64, u64)> {
        let entities = parse(source).unwrap().entities;
        entities
            .iter()
            .map(|e| {
                (e["type"].as_str().unwrap().to_owned(), e["offset"].as_u64().unwrap(), e["length"].as_u64().unwrap())
            })
            .collect()
    }

    #[test]
    fn every_tag_of_telegram_is_read() {
        for (source, kind) in [
            ("<b>x</b>", "bold"),
            ("<STRONG>x</strong>", "bold"),
            ("<i>x</i>", "italic"),
            ("<em>x</em>", "italic"),
            ("<u>x</u>", "underline"),
            ("<ins>x</ins>", "underline"),
            ("<s>x</s>", "strikethrough"),
            ("<strike>x</strike>", "strikethrough"),
            ("<del>x</del>", "strikethrough"),
            ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
            ("<span class=\"tg-spoiler\">x</span>", "spoiler"),
            ("<tg-emoji emoji-id=\"5368324170671202286\">x</tg-emoji>", "custom_emoji"),
            ("<a href='https://example.org/?a=1&amp;b=2'>x</a>", "text_link"),
            ("<code>x</code>", "code"),
            ("<pre>x</pre>", "pre"),
            ("<blockquote>x</blockquote>", "blockquote"),
            ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ] {
            assert_eq!(kinds(source), [(kind.to_owned(), 0, 1)], "{source}");
        }
        let code = parse("<pre><code class=\"language-rust\">x</code></pre>").unwrap();
        assert_eq!(code.entities, [json!({ "type": "pre", "offset": 0, "length": 1, "language": "rust" })]);
    }

    #[test]
    fn entities_count_in_utf16_units_and_white_space_is_cut() {
        assert_eq!(kinds("  😀 <b>жир <i>кур</i></b> "), [("bold".into(), 3, 7), ("italic".into(), 7, 3)]);
        assert_eq!(parse(" \n a&amp;b &#1071; &nbsp; &lt;").unwrap().text, "a&b Я &nbsp; <");
        assert_eq!(kinds("<b> </b>x<i></i>"), []);
    }

    #[test]
    fn what_is_shown_is_safe() {
        let rich =
            parse("<a href=\"javascript:alert(1)\">x</a> <a href='https://e.org/\"><script>'>y</a> &lt;script&gt;")
                .unwrap();
        assert!(!rich.html.contains("<script") && !rich.html.contains("javascript"), "{}", rich.html);
        assert_eq!(parse("<strong>1 &lt; 2</strong>").unwrap().html, "<b>1 &lt; 2</b>");
    }

    #[test]
    fn mistakes_are_told_in_telegrams_words() {
        for (source, why) in [
            ("a <x>b</x>", "Unsupported start tag \"x\" at byte offset 2"),
            ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
            ("1 < 2", "Unsupported start tag \"\" at byte offset 2"),
            ("<b", "Unclosed start tag at byte offset 0"),
            ("<b>x</b", "Unclosed end tag at byte offset 4"),
            ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        ] {
            assert_eq!(parse(source), Err(why.to_owned()), "{source}");
        }
    }
}
