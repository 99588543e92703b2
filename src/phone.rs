//! A phone number: parsed once, E.164 ever after.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A valid phone number, kept as E.164: `+79161234567`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it: `8 (916) 123-45-67`, `79161234567`, `+7 916…`. Russian unless it says otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let text = if digits.len() == 11 && digits.starts_with('7') { format!("+{digits}") } else { text.to_owned() };
        let number = phonenumber::parse(Some(phonenumber::country::RU), text).ok()?;
        phonenumber::is_valid(&number).then(|| Self(number.format().mode(phonenumber::Mode::E164).to_string()))
    }

    /// E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: `+7 916 123-45-67`; foreign numbers as their country writes them.
    pub fn human(&self) -> String {
        match self.0.strip_prefix("+7").filter(|rest| rest.len() == 10) {
            Some(n) => format!("+7 {} {}-{}-{}", &n[..3], &n[3..6], &n[6..8], &n[8..]),
            None => phonenumber::parse(None, &self.0).map_or_else(
                |_| self.0.clone(),
                |number| number.format().mode(phonenumber::Mode::International).to_string(),
            ),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Phone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| "not a phone number, an example: +7 916 123-45-67".to_owned())
    }
}

impl TryFrom<String> for Phone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

crate::stored_as_text!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for text in ["8 (916) 123-45-67", "79161234567", "+7 916 123 45 67", "89161234567", "916 123-45-67"] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+79161234567", "{text}");
        }
        assert_eq!(Phone::parse("+49 30 901820").unwrap().as_str(), "+4930901820");
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "123", "Анна", "15000", "+7 000 000-00-00", "2026-12-15"] {
            assert_eq!(Phone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_shown_as_people_read_it() {
        assert_eq!(Phone::parse("89161234567").unwrap().human(), "+7 916 123-45-67");
    }
}
