//! Folding of words for search: case, ё, punctuation, a wrong keyboard layout, slips of the finger.

/// Lower case, ё as е, everything but letters and digits one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // What nearly every letter is: told without tables.
            'a'..='z' | '0'..='9' | 'а'..='я' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'ё' | 'Ё' => out.push('е'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";

/// The same keys in the other layout: `hjvfirf` is `ромашка`, `куфвн` is `ready`.
pub fn fix_layout(text: &str) -> String {
    let other = |c: char| {
        let twin = |from: &str, to: &str| from.chars().position(|key| key == c).and_then(|at| to.chars().nth(at));
        twin(LATIN, CYRILLIC).or_else(|| twin(CYRILLIC, LATIN)).unwrap_or(c)
    };
    text.chars().flat_map(char::to_lowercase).map(other).collect()
}

/// The digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// How alike a query and a name are, 0 to 1: the better of the whole names and the best word of the name for each word
/// of the query. Both are folded already.
pub fn similarity(query: &str, name: &str) -> f64 {
    let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || name.is_empty() {
        return 0.0;
    }
    let best = |word: &str| name.split(' ').map(|other| alike(word, other)).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a query has few words")]
    let by_words = words.iter().map(|word| best(word)).sum::<f64>() / words.len() as f64;
    by_words.max(alike(query, name))
}

/// Dice's coefficient of the trigrams of two words.
fn alike(a: &str, b: &str) -> f64 {
    let (a, mut b) = (trigrams(a), trigrams(b));
    let total = a.len() + b.len();
    let mut shared = 0;
    for gram in a {
        if let Some(at) = b.iter().position(|other| *other == gram) {
            b.swap_remove(at);
            shared += 2;
        }
    }
    f64::from(shared) / f64::from(u32::try_from(total).unwrap_or(u32::MAX))
}

fn trigrams(word: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = "  ".chars().chain(word.chars()).chain(" ".chars()).collect();
    padded.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_yo_and_signs() {
        assert_eq!(fold("ТСН «Берёзка-2», корп. 3"), "тсн березка 2 корп 3");
        assert_eq!(fold("🤝 Обещал!"), "обещал");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn the_wrong_layout_is_turned_right() {
        assert_eq!(fix_layout("hjvfirf"), "ромашка");
        assert_eq!(fix_layout("Куфвн"), "ready");
    }

    #[test]
    fn a_slip_of_the_finger_is_still_alike_and_another_name_is_not() {
        assert!(similarity("рамашка", "тсн ромашка") > 0.45);
        assert!(similarity("ромашк", "тсн ромашка") > 0.7);
        assert!(similarity("василек", "тсн ромашка") < 0.3);
    }
}
