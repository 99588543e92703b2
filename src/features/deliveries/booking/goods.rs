//! What is shipped, read from words: `2 пульта, стрела 6 м`, and looked for in the warehouse.

use crate::{
    db::Conn,
    error::Result,
    features::warehouse::{self, Item},
};

/// More of one thing are no slip of the finger any more.
pub const MOST: i64 = 9999;
/// So many items are offered.
const OFFERED: i64 = 8;
/// Endings that differ between `пульт` and `пульта`; the longest first.
const ENDINGS: [&str; 14] = ["ами", "ями", "ов", "ев", "ей", "ам", "ы", "и", "а", "я", "у", "ю", "е", "й"];
/// A stem has so many letters at least.
const STEM: usize = 3;
/// Words that count pieces.
const PIECES: [&str; 8] = ["шт", "штук", "штуки", "штука", "pcs", "pc", "ед", "комплекта"];
/// Words that measure one piece.
const MEASURES: [&str; 9] = ["м", "см", "мм", "кг", "г", "метр", "метра", "метров", "m"];

/// What is named, and how many of each.
pub fn read(words: &str) -> Vec<(String, i64)> {
    words.split([',', ';', '\n']).filter_map(|part| one(part.trim())).collect()
}

fn one(words: &str) -> Option<(String, i64)> {
    let tokens: Vec<&str> = words.split_whitespace().filter(|token| !["-", "–", "—"].contains(token)).collect();
    let clean = |token: &str| token.trim_end_matches('.').to_lowercase();
    let number = |token: &str| clean(token).parse::<i64>().ok().filter(|qty| (1..=MOST).contains(qty));
    let without = |from: usize, count: usize, qty: i64| {
        let name = [&tokens[..from], &tokens[from + count..]].concat().join(" ");
        (!name.is_empty()).then_some((name, qty))
    };
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map(|token| clean(token)).unwrap_or_default();
        if let (Some(qty), true) = (number(token), PIECES.contains(&next.as_str())) {
            return without(at, 2, qty);
        }
        let joined = clean(token);
        let bare =
            PIECES.iter().find_map(|piece| joined.strip_suffix(piece)).or_else(|| joined.strip_prefix(['x', 'х']));
        if let Some(qty) = bare.and_then(number) {
            return without(at, 1, qty);
        }
    }
    let measured = |at: usize| {
        let next = tokens.get(at + 1).map(|token| clean(token)).unwrap_or_default();
        MEASURES.contains(&next.as_str())
    };
    let ends = [0, tokens.len().checked_sub(1)?];
    let found = ends.into_iter().find_map(|at| number(tokens[at]).filter(|_| !measured(at)).map(|qty| (at, qty)));
    match found {
        Some((at, qty)) if tokens.len() > 1 => without(at, 1, qty),
        _ => Some((tokens.join(" "), 1)),
    }
}

/// Items that words may mean; all of them without words.
pub async fn find(conn: &mut Conn, words: &str) -> Result<Vec<Item>> {
    let found = warehouse::items(conn, words, OFFERED).await?;
    if !found.is_empty() || words.is_empty() {
        return Ok(found);
    }
    let stems: Vec<String> = words.split_whitespace().map(stem).collect();
    warehouse::items(conn, &stems.join(" "), OFFERED).await
}

fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let cut = ENDINGS.iter().find_map(|end| word.strip_suffix(end).filter(|stem| stem.chars().count() >= STEM));
    cut.map_or_else(|| word.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_read_with_how_many_there_are() {
        for (words, name, qty) in [
            ("2 пульта", "пульта", 2),
            ("пульт 4 шт", "пульт", 4),
            ("пульт 4шт.", "пульт", 4),
            ("пульт х4", "пульт", 4),
            ("пульт - 4", "пульт", 4),
            ("стрела 6 м", "стрела 6 м", 1),
            ("стрела 6 м 2 шт", "стрела 6 м", 2),
            ("2 стрела 6 м", "стрела 6 м", 2),
            ("шлагбаум", "шлагбаум", 1),
            ("7", "7", 1),
        ] {
            assert_eq!(read(words), [(name.to_owned(), qty)], "{words}");
        }
        assert_eq!(read("2 пульта, шлагбаум").len(), 2);
        assert_eq!(read(" , "), []);
    }

    #[test]
    fn an_ending_is_no_other_item() {
        assert_eq!(["пульта", "стрелы", "пультами", "ось"].map(stem), ["пульт", "стрел", "пульт", "ось"]);
    }
}
