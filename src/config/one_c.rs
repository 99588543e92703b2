//! `[one_c]`: how 1С is reached, and what of it is ours.

use super::{Wrong, written};
use crate::outside::one_c::{self, Settings};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{fs, ops::RangeInclusive, time::Duration};

/// Reading it more often is no use, and less often is no news, minutes.
const MINUTES: RangeInclusive<u64> = 5..=720;

/// `[one_c]`. Without an address invoices and payments are read from files alone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OneC {
    /// The published base, without `/odata`: `https://1c.example.ru/buh`.
    pub url: Option<String>,
    /// Who we are there.
    pub user: String,
    /// Its password; may be empty.
    pub password: Option<SecretString>,
    /// A file with nothing but the password: instead of it.
    pub password_file: Option<String>,
    /// Whose documents are read, by name or tax number; none: all of the base.
    pub organisation: Option<String>,
    /// How often it is read in working hours, minutes.
    #[serde(deserialize_with = "written::number")]
    pub minutes: u64,
}

impl Default for OneC {
    fn default() -> Self {
        Self { url: None, user: String::new(), password: None, password_file: None, organisation: None, minutes: 60 }
    }
}

impl OneC {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        let wrong = |words: &str| Err(Wrong(words.to_owned()));
        if self.password.is_some() && self.password_file.is_some() {
            return wrong("one_c.password and one_c.password_file are both set: leave one of them");
        }
        if let Some(url) = &self.url {
            if !["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)) {
                return wrong("one_c.url: an address such as https://1c.example.ru/buh is needed");
            }
            if url.contains('@') {
                return wrong("one_c.url: user and password do not belong there: see one_c.user and one_c.password");
            }
            if url.contains("/odata") {
                return wrong("one_c.url: the address of the base is needed, without /odata/standard.odata");
            }
        }
        if !MINUTES.contains(&self.minutes) {
            return Err(Wrong(format!("one_c.minutes: {} to {} are possible", MINUTES.start(), MINUTES.end())));
        }
        Ok(())
    }

    /// How 1С is reached; `None` if there is no address: then files are read.
    pub fn settings(&self) -> Result<Option<Settings>, Wrong> {
        let Some(url) = &self.url else { return Ok(None) };
        if self.user.is_empty() {
            return Err(Wrong("one_c.user is not set: it is needed beside one_c.url".to_owned()));
        }
        let password = match (&self.password, &self.password_file) {
            (Some(password), _) => password.expose_secret().to_owned(),
            (None, Some(path)) => {
                let read = fs::read_to_string(path);
                let read = read.map_err(|error| Wrong(format!("one_c.password_file: {path}: {error}")))?;
                read.trim_end_matches(['\r', '\n']).to_owned()
            }
            (None, None) => String::new(),
        };
        let organisation = self.organisation.as_deref().map(str::trim).filter(|name| !name.is_empty());
        Ok(Some(Settings {
            url: url.clone(),
            user: self.user.clone(),
            password: password.into(),
            organisation: organisation.map(str::to_owned),
            every: Duration::from_mins(self.minutes),
            patience: one_c::PATIENCE,
            pause: one_c::PAUSE,
            page: one_c::PAGE,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn without_an_address_of_one_c_files_are_read() {
        assert!(Config::default().one_c.settings().unwrap().is_none());
        let file = "[one_c]\nurl = 'https://1c.example.ru/buh'\nuser = 'Бот'\npassword = ' hush '\norganisation = ''";
        let more = [("MOSBOT_ONE_C_MINUTES".to_owned(), "15".to_owned())];
        let settings = Config::from_sources(Some(file), more).unwrap().one_c.settings().unwrap().unwrap();
        assert_eq!((settings.user.as_str(), settings.password.expose_secret()), ("Бот", " hush "));
        assert_eq!((settings.every, settings.organisation.as_deref()), (Duration::from_mins(15), None));
        assert!(!format!("{settings:?}").contains("hush"));
    }

    #[test]
    fn a_wrong_setting_of_one_c_is_named() {
        for (line, named) in [
            ("url = '1c.example.ru'", "one_c.url: "),
            ("url = 'https://bot:hush@1c.example.ru'", "one_c.url: "),
            ("url = 'https://1c.example.ru/buh/odata/standard.odata'", "one_c.url: "),
            ("minutes = 1", "one_c.minutes: "),
            ("minutes = 'hourly'", "one_c.minutes: "),
            ("password = 'hush'\npassword_file = 'b'", "one_c.password and one_c.password_file"),
        ] {
            let said = Config::from_sources(Some(&format!("[one_c]\n{line}")), []).unwrap_err().to_string();
            assert!(said.starts_with(named) && !said.contains("hush"), "{said}");
        }
        let config = Config::from_sources(Some("[one_c]\nurl = 'https://x'\npassword = 'hush'"), []).unwrap();
        assert!(config.one_c.settings().unwrap_err().to_string().starts_with("one_c.user "));
    }
}
