//! Text that old formats can carry: one line, and only what windows-1251 has.

use encoding_rs::WINDOWS_1251;

/// One line: whatever breaks lines, tabs and runs of spaces become one space.
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}' || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What windows-1251 has is kept, typographic quotes, dashes and `№` among it. Of the rest what reads alike is written
/// alike (`₽` is `руб.`, letters lose their marks), and what does not is a question mark.
pub fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_known(c) {
            out.push(c);
        } else {
            out.push_str(alike(c));
        }
    }
    out
}

/// The bytes of a text in windows-1251, and of what it lacks what [`legible`] makes of it.
pub fn windows_1251(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(&legible(text)).0.into_owned()
}

/// Controls from 0x80 on have no place in windows-1251 as Russian programs read it, though encoders map one of them.
fn is_known(c: char) -> bool {
    !('\u{80}'..'\u{a0}').contains(&c) && !WINDOWS_1251.encode(c.encode_utf8(&mut [0; 4])).2
}

/// What reads like a character that windows-1251 lacks.
fn alike(c: char) -> &'static str {
    match c {
        '₽' => "руб.",
        '\u{2010}' | '\u{2011}' | '\u{2212}' => "-",
        '\u{2012}' => "–",
        '\u{2015}' => "—",
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' => "",
        '×' => "x",
        '÷' => ":",
        '²' => "2",
        '³' => "3",
        '½' => "1/2",
        '¼' => "1/4",
        '″' => "\"",
        '′' => "'",
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "AE",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'Ì'..='Ï' | 'Ī' | 'Į' => "I",
        'ì'..='ï' | 'ī' | 'į' => "i",
        'Ł' => "L",
        'ł' => "l",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ñ' | 'ń' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'Œ' => "OE",
        'œ' => "oe",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'ţ' | 'ť' | 'ț' => "t",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => "U",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'Ý' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        'Ә' => "А",
        'ә' => "а",
        'Ғ' => "Г",
        'ғ' => "г",
        'Қ' => "К",
        'қ' => "к",
        'Ң' => "Н",
        'ң' => "н",
        'Ө' => "О",
        'ө' => "о",
        'Ұ' | 'Ү' => "У",
        'ұ' | 'ү' => "у",
        'Һ' => "Х",
        'һ' => "х",
        _ => "?",
    }
}

/// Keeps at most `most` characters, whole words if a word fits; what was cut ends with no comma and no open quote.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole =
        if text[cut.len()..].starts_with(' ') { cut.as_str() } else { cut.rsplit_once(' ').map_or("", |pair| pair.0) };
    let whole = whole.trim_end_matches([' ', ',', '-', '–', '—', '«', '"', '(']);
    if whole.is_empty() { cut } else { whole.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_windows_1251_lacks_is_written_alike() {
        for (text, plain) in [
            ("ТСН «Ёлка» – дом № 5 — “А” и „Б“…", "ТСН «Ёлка» – дом № 5 — “А” и „Б“…"),
            ("12\u{202f}345 ₽", "12 345 руб."),
            ("5 − 3 × 2", "5 - 3 x 2"),
            ("Café Müller", "Cafe Muller"),
            ("ТОО «Қазына»", "ТОО «Казына»"),
            ("дом 🏠", "дом ?"),
        ] {
            assert_eq!(legible(text), plain);
        }
    }

    #[test]
    fn a_text_is_one_line() {
        assert_eq!(one_line(" ООО\r\nСумма=1\t\u{85}« А » "), "ООО Сумма=1 « А »");
    }

    #[test]
    fn a_text_is_shortened_by_whole_words() {
        assert_eq!(shortened("Товарищество собственников «Ромашка»", 28), "Товарищество собственников");
        assert_eq!(shortened("Товарищество собственников", 26), "Товарищество собственников");
        assert_eq!(shortened("Товарищество, собственников", 13), "Товарищество");
        assert_eq!(shortened("Товарищество", 5), "Товар");
    }

    proptest! {
        #[test]
        fn everything_can_be_written_and_read_back(text in any::<String>()) {
            let plain = legible(&text);
            let bytes = windows_1251(&text);
            let (read, _, broken) = WINDOWS_1251.decode(&bytes);
            prop_assert!(!broken);
            prop_assert_eq!(read, plain.as_str());
            prop_assert_eq!(legible(&plain), plain);
        }

        #[test]
        fn what_is_shortened_is_short_and_a_beginning(text in "\\PC{0,60}", most in 1_usize..50) {
            let short = shortened(&text, most);
            prop_assert!(short.chars().count() <= most && text.starts_with(&short));
        }
    }
}
