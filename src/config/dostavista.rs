//! `[dostavista]`: how couriers are called, and what the rooms are told of it.

use super::Wrong;
use crate::{
    bot::couriers::Couriers,
    outside::dostavista::{self, Settings},
    phone::Phone,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::fs;

/// `[dostavista]`. Without a token couriers are booked by hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dostavista {
    /// The token of the Business API.
    pub token: Option<SecretString>,
    /// A file with nothing but the token: instead of it.
    pub token_file: Option<String>,
    /// The server, without the version.
    pub api_url: String,
    /// The version of the API.
    pub version: String,
    /// How orders are paid for: `balance`, `non_cash`, `cash` or `bank_card`.
    pub payment_method: String,
    /// What callbacks are signed with. Without it none are taken: orders are asked after every two minutes.
    pub callback_secret: Option<SecretString>,
    /// Where the account is topped up to: lines to be copied.
    pub requisites: String,
    /// Who hands the goods over to the courier.
    pub contact_name: String,
    /// Their number.
    pub contact_phone: Option<Phone>,
}

impl Default for Dostavista {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            api_url: "https://robot.dostavista.ru/api/business".to_owned(),
            version: "1.5".to_owned(),
            payment_method: "balance".to_owned(),
            callback_secret: None,
            requisites: String::new(),
            contact_name: String::new(),
            contact_phone: None,
        }
    }
}

impl Dostavista {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        if self.token.is_some() && self.token_file.is_some() {
            return Err(Wrong("dostavista.token and dostavista.token_file are both set: leave one of them".to_owned()));
        }
        if !["http://", "https://"].iter().any(|scheme| self.api_url.starts_with(scheme)) {
            return Err(Wrong(
                "dostavista.api_url: an address such as https://robot.dostavista.ru/api/business is needed".to_owned(),
            ));
        }
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !self.version.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor)) {
            return Err(Wrong("dostavista.version: a version such as 1.5 is needed".to_owned()));
        }
        if !["balance", "non_cash", "cash", "bank_card"].contains(&self.payment_method.as_str()) {
            return Err(Wrong("dostavista.payment_method: one of balance, non_cash, cash, bank_card".to_owned()));
        }
        Ok(())
    }

    /// What rooms are told of it.
    pub fn couriers(&self) -> Couriers {
        let lines = self.requisites.lines().map(str::trim).filter(|line| !line.is_empty());
        Couriers {
            by_hand: self.token.is_none() && self.token_file.is_none(),
            requisites: lines.map(str::to_owned).collect(),
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
        }
    }

    /// How the API is reached; `None` if there is no token: then couriers are booked by hand.
    pub fn settings(&self) -> Result<Option<Settings>, Wrong> {
        let token = match (&self.token, &self.token_file) {
            (Some(token), _) => token.expose_secret().trim().to_owned(),
            (None, Some(path)) => {
                let read = fs::read_to_string(path);
                read.map_err(|error| Wrong(format!("dostavista.token_file: {path}: {error}")))?.trim().to_owned()
            }
            (None, None) => return Ok(None),
        };
        // It goes into a header as it is.
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Wrong("dostavista.token is not a token: letters and digits without spaces".to_owned()));
        }
        Ok(Some(Settings {
            api_url: self.api_url.clone(),
            version: self.version.clone(),
            token: token.into(),
            payment_method: self.payment_method.clone(),
            callback_secret: self.callback_secret.clone(),
            patience: dostavista::PATIENCE,
            pause: dostavista::PAUSE,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn without_a_token_of_dostavista_couriers_are_booked_by_hand() {
        assert!(Config::default().dostavista.settings().unwrap().is_none());
        let file = "[dostavista]\ntoken = ' 0A5D-hush '\nversion = '1.4'\ncallback_secret = 'hush too'";
        let settings = Config::from_sources(Some(file), []).unwrap().dostavista.settings().unwrap().unwrap();
        assert_eq!((settings.token.expose_secret(), settings.version.as_str()), ("0A5D-hush", "1.4"));
        assert_eq!(settings.pause, std::time::Duration::from_secs(1), "how fast we may ask is told nowhere");
        assert!(!format!("{settings:?}").contains("hush"));
    }

    #[test]
    fn a_wrong_setting_of_dostavista_is_named() {
        for (line, named) in [
            ("api_url = 'robot.dostavista.ru'", "dostavista.api_url: "),
            ("version = 'v1.5'", "dostavista.version: "),
            ("payment_method = 'barter'", "dostavista.payment_method: "),
            ("contact_phone = '123'", "dostavista.contact_phone: "),
            ("token = 'a'\ntoken_file = 'b'", "dostavista.token and dostavista.token_file"),
        ] {
            let said = Config::from_sources(Some(&format!("[dostavista]\n{line}")), []).unwrap_err().to_string();
            assert!(said.starts_with(named), "{said}");
        }
        let config = Config::from_sources(Some("[dostavista]\ntoken = 'a hush'"), []).unwrap();
        let said = config.dostavista.settings().unwrap_err().to_string();
        assert!(said.starts_with("dostavista.token ") && !said.contains("hush"), "{said}");
    }
}
