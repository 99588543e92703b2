//! Values as settings are written: a variable has only text.

use serde::{Deserialize, Deserializer, de::Error};

/// A number, or one in a variable.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(u64),
        Text(String),
    }
    let number = match Written::deserialize(deserializer) {
        Ok(Written::Number(number)) => Some(number),
        Ok(Written::Text(text)) => text.trim().parse().ok(),
        Err(_) => None,
    };
    number.ok_or_else(|| D::Error::custom("a number such as 60 is needed"))
}
