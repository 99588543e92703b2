//! Conditions of `$filter`, as far as we write them: comparisons and `startswith`, joined by `and`, `or` and brackets.

use super::books::Row;
use std::cmp::Ordering;

/// Whether a comparison holds.
type Compared = fn(Ordering) -> bool;

/// Whether a row meets a condition; `Err`: it is not understood.
pub(super) fn meets(condition: &str, row: &Row) -> Result<bool, String> {
    let mut reader = Reader { rest: condition.trim(), row };
    let met = reader.any()?;
    if reader.rest.is_empty() { Ok(met) } else { Err(format!("left over: {}", reader.rest)) }
}

struct Reader<'a> {
    rest: &'a str,
    row: &'a Row,
}

impl Reader<'_> {
    fn takes(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start();
        let taken = rest.strip_prefix(word);
        if let Some(rest) = taken {
            self.rest = rest.trim_start();
        }
        taken.is_some()
    }

    fn any(&mut self) -> Result<bool, String> {
        let mut met = self.all()?;
        while self.takes("or ") {
            met |= self.all()?;
        }
        Ok(met)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut met = self.one()?;
        while self.takes("and ") {
            met &= self.one()?;
        }
        Ok(met)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.takes("(") {
            let met = self.any()?;
            return if self.takes(")") { Ok(met) } else { Err("a bracket is open".to_owned()) };
        }
        if self.takes("startswith(") {
            let field = self.field()?;
            let start = if self.takes(",") { self.literal()? } else { return Err("a comma is missing".to_owned()) };
            return if self.takes(")") { Ok(field.starts_with(&start)) } else { Err("a bracket is open".to_owned()) };
        }
        let composite = self.rest.starts_with("Контрагент ") || self.rest.starts_with("ExtDimension");
        let field = self.field()?;
        let compared: [(&str, Compared); 3] =
            [("eq ", Ordering::is_eq), ("ge ", Ordering::is_ge), ("lt ", Ordering::is_lt)];
        for (word, is_met) in compared {
            if self.takes(word) {
                let value = self.literal()?;
                // A plain comparison of a field of several types is never true there.
                return Ok(!composite && is_met(field.cmp(&value)));
            }
        }
        Err(format!("no comparison: {}", self.rest))
    }

    /// The value of a field without quotes.
    fn field(&mut self) -> Result<String, String> {
        let end = self.rest.find([' ', ',', ')']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        let json = self.row.get(name).ok_or_else(|| format!("no field {name}"))?;
        Ok(serde_json::from_str::<String>(json).unwrap_or_else(|_| json.clone()))
    }

    /// A literal, without its quotes and its kind.
    fn literal(&mut self) -> Result<String, String> {
        for kind in ["guid'", "datetime'", "'"] {
            let Some(inside) = self.rest.strip_prefix(kind) else { continue };
            let mut text = String::new();
            let mut letters = inside.char_indices().peekable();
            while let Some((at, letter)) = letters.next() {
                if letter != '\'' {
                    text.push(letter);
                } else if letters.peek().is_some_and(|(_, next)| *next == '\'') {
                    letters.next();
                    text.push('\'');
                } else {
                    self.rest = inside[at + 1..].trim_start();
                    return Ok(text);
                }
            }
            return Err("a quote is open".to_owned());
        }
        Err(format!("no literal: {}", self.rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_they_are_written() {
        let row = Row::from([
            ("Number", "\"Д'Артаньян\"".to_owned()),
            ("Date", "\"2026-05-15T12:00:00\"".to_owned()),
            ("Контрагент", "\"k\"".to_owned()),
        ]);
        let met = |condition: &str| meets(condition, &row);
        assert_eq!(met("Number eq 'Д''Артаньян' and Date ge datetime'2026-05-15T00:00:00'"), Ok(true));
        assert_eq!(met("(Number eq 'x' or Date lt datetime'2026-05-16T00:00:00') and Number eq 'x'"), Ok(false));
        assert_eq!(met("startswith(Number,'Д')"), Ok(true));
        assert_eq!(met("Контрагент eq guid'k'"), Ok(false), "a field of several types is compared with a cast only");
        for wrong in ["Number eq", "Номер eq 'x'", "Number eq 'x", "(Number eq 'x'", "Number+eq+'x'"] {
            assert!(met(wrong).is_err(), "{wrong}");
        }
    }
}
