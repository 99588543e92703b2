//! `[planfact]`: where bills are planned.

use super::Wrong;
use crate::outside::planfact::{PATIENCE, PAUSE, Settings};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::fs;

/// `[planfact]`. Without a key bills are entered by hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Planfact {
    /// The key of the API.
    pub api_key: Option<SecretString>,
    /// A file with nothing but the key: instead of it.
    pub api_key_file: Option<String>,
    /// The server, with the version.
    pub api_url: String,
    /// The account that is paid from, and to: their number.
    pub account_id: String,
    /// The category of what we pay suppliers: their number.
    pub category_id: String,
    /// The category of what clients pay us. Without it only bills of suppliers are planned.
    pub income_category_id: String,
    /// The project of both; may be empty.
    pub project_id: String,
}

impl Default for Planfact {
    fn default() -> Self {
        Self {
            api_key: None,
            api_key_file: None,
            api_url: "https://api.planfact.io/api/v1".to_owned(),
            account_id: String::new(),
            category_id: String::new(),
            income_category_id: String::new(),
            project_id: String::new(),
        }
    }
}

impl Planfact {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        if self.api_key.is_some() && self.api_key_file.is_some() {
            return Err(Wrong("planfact.api_key and planfact.api_key_file are both set: leave one of them".to_owned()));
        }
        if !["http://", "https://"].iter().any(|scheme| self.api_url.starts_with(scheme)) {
            return Err(Wrong(
                "planfact.api_url: an address such as https://api.planfact.io/api/v1 is needed".to_owned(),
            ));
        }
        let numbers = [
            ("account_id", &self.account_id),
            ("category_id", &self.category_id),
            ("income_category_id", &self.income_category_id),
            ("project_id", &self.project_id),
        ];
        for (name, value) in numbers {
            number(name, value)?;
        }
        Ok(())
    }

    /// How the API is reached; `None` if there is no key: then bills are entered by hand.
    pub fn settings(&self) -> Result<Option<Settings>, Wrong> {
        let key = match (&self.api_key, &self.api_key_file) {
            (Some(key), _) => key.expose_secret().trim().to_owned(),
            (None, Some(path)) => {
                let read = fs::read_to_string(path);
                read.map_err(|error| Wrong(format!("planfact.api_key_file: {path}: {error}")))?.trim().to_owned()
            }
            (None, None) => return Ok(None),
        };
        // It goes into a header as it is.
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Wrong("planfact.api_key is not a key: letters and digits without spaces".to_owned()));
        }
        let needed = |name, value: &str| {
            number(name, value)?
                .ok_or_else(|| Wrong(format!("planfact.{name} is needed beside the key: its number in ПланФакт")))
        };
        Ok(Some(Settings {
            api_url: self.api_url.clone(),
            api_key: key.into(),
            account: needed("account_id", &self.account_id)?,
            outcome_category: needed("category_id", &self.category_id)?,
            income_category: number("income_category_id", &self.income_category_id)?,
            project: number("project_id", &self.project_id)?,
            patience: PATIENCE,
            pause: PAUSE,
        }))
    }
}

/// A number of theirs; empty is none.
fn number(name: &str, value: &str) -> Result<Option<i64>, Wrong> {
    match value.trim() {
        "" => Ok(None),
        value => {
            let number = value.parse().ok().filter(|number| *number > 0);
            number.map(Some).ok_or_else(|| Wrong(format!("planfact.{name}: a number such as \"1234\" is needed")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn without_a_key_of_planfact_bills_are_entered_by_hand() {
        assert!(Config::default().planfact.settings().unwrap().is_none());
        let file = "[planfact]\napi_key = ' hush '\naccount_id = '1234'\ncategory_id = '10'";
        let settings = Config::from_sources(Some(file), []).unwrap().planfact.settings().unwrap().unwrap();
        assert_eq!((settings.api_key.expose_secret(), settings.account, settings.outcome_category), ("hush", 1234, 10));
        assert_eq!((settings.income_category, settings.project), (None, None));
        assert!(!format!("{settings:?}").contains("hush"));
    }

    #[test]
    fn a_wrong_setting_of_planfact_is_named() {
        for (line, named) in [
            ("api_url = 'api.planfact.io'", "planfact.api_url: "),
            ("account_id = 'main'", "planfact.account_id: "),
            ("project_id = '-1'", "planfact.project_id: "),
            ("api_key = 'hush'\napi_key_file = 'b'", "planfact.api_key and planfact.api_key_file"),
        ] {
            let said = Config::from_sources(Some(&format!("[planfact]\n{line}")), []).unwrap_err().to_string();
            assert!(said.starts_with(named) && !said.contains("hush"), "{said}");
        }
        for (lines, named) in [
            ("api_key = 'hush'", "planfact.account_id is needed beside the key"),
            ("api_key = 'hush'\naccount_id = '1'", "planfact.category_id is needed beside the key"),
            ("api_key = 'a hush'\naccount_id = '1'\ncategory_id = '2'", "planfact.api_key is not a key"),
        ] {
            let config = Config::from_sources(Some(&format!("[planfact]\n{lines}")), []).unwrap();
            let said = config.planfact.settings().unwrap_err().to_string();
            assert!(said.starts_with(named) && !said.contains("hush"), "{said}");
        }
    }
}
