//! `[mail]`: the mail server that takes our letters. Without it letters are drafts.

use super::Wrong;
use crate::{
    email::Email,
    outside::mail::{self, Security, Sender, Settings},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, de::Error};
use std::{fs, net::IpAddr};

/// `[mail]`. All of it may be left out; if anything is set, `host` and `from` are needed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// The server: `smtp.example.ru`.
    pub host: String,
    /// Its port; without it that of `security`: 587, 465 or 25.
    #[serde(deserialize_with = "port")]
    pub port: Option<u16>,
    /// `starttls`, `tls` or `none`.
    pub security: Security,
    /// The name to log in with; without it nobody logs in.
    pub user: String,
    /// The password.
    pub password: Option<SecretString>,
    /// A file with nothing but the password: instead of it.
    pub password_file: Option<String>,
    /// Who writes: `ООО «Три кита» <buh@example.ru>`.
    pub from: String,
    /// Who is answered; without it who writes.
    pub reply_to: String,
    /// Who gets a copy of every letter; without it nobody.
    pub copy_to: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: None,
            security: Security::StartTls,
            user: String::new(),
            password: None,
            password_file: None,
            from: String::new(),
            reply_to: String::new(),
            copy_to: String::new(),
        }
    }
}

/// A number; the environment writes it as text.
fn port<'de, D: Deserializer<'de>>(source: D) -> Result<Option<u16>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Port {
        Number(u16),
        Text(String),
    }
    let port = match Port::deserialize(source) {
        Ok(Port::Number(port)) => Some(port),
        Ok(Port::Text(text)) => text.trim().parse().ok(),
        Err(_) => None,
    };
    port.filter(|port| *port > 0).map(Some).ok_or_else(|| D::Error::custom("a number from 1 to 65535 is needed"))
}

fn wrong<T>(words: &str) -> Result<T, Wrong> {
    Err(Wrong(words.to_owned()))
}

impl Mail {
    fn is_empty(&self) -> bool {
        let texts = [&self.host, &self.user, &self.from, &self.reply_to, &self.copy_to];
        texts.iter().all(|text| text.trim().is_empty())
            && self.port.is_none()
            && self.password.is_none()
            && self.password_file.is_none()
    }

    pub(super) fn check(&self) -> Result<(), Wrong> {
        if self.is_empty() {
            return Ok(());
        }
        let host = self.host.trim();
        if host.is_empty() || host.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '/')) {
            return wrong("mail.host: the name of a server such as smtp.example.ru is needed");
        }
        if self.password.is_some() && self.password_file.is_some() {
            return wrong("mail.password and mail.password_file are both set: leave one of them");
        }
        let password = self.password.is_some() || self.password_file.is_some();
        if password && self.user.trim().is_empty() {
            return wrong("mail.user: a password is set, a name to log in with is needed");
        }
        if !password && !self.user.trim().is_empty() {
            return wrong("mail.password: a name to log in with is set, its password is needed");
        }
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if password && self.security == Security::None && !here {
            return wrong("mail.security: 'none' would show the password to everybody on the way: use starttls or tls");
        }
        self.from().and(self.reply_to()).and(self.copy_to()).map(drop)
    }

    fn from(&self) -> Result<Sender, Wrong> {
        let needed = "mail.from: an address such as 'ООО «Три кита» <buh@example.ru>' is needed";
        Sender::parse(&self.from).ok_or_else(|| Wrong(needed.to_owned()))
    }

    fn reply_to(&self) -> Result<Option<Sender>, Wrong> {
        let none = self.reply_to.trim().is_empty();
        let needed = "mail.reply_to: an address such as care@example.ru is needed";
        if none { Ok(None) } else { Sender::parse(&self.reply_to).map(Some).ok_or_else(|| Wrong(needed.to_owned())) }
    }

    fn copy_to(&self) -> Result<Option<Email>, Wrong> {
        let none = self.copy_to.trim().is_empty();
        let needed = "mail.copy_to: an address such as archive@example.ru is needed";
        if none { Ok(None) } else { Email::parse(&self.copy_to).map(Some).map_err(|_| Wrong(needed.to_owned())) }
    }

    /// How the server is reached; `None` if nothing is set: then letters are drafts.
    pub fn settings(&self) -> Result<Option<Settings>, Wrong> {
        if self.is_empty() {
            return Ok(None);
        }
        let password = match (&self.password, &self.password_file) {
            (Some(password), _) => Some(password.clone()),
            (None, Some(path)) => {
                let read = fs::read_to_string(path);
                let read = read.map_err(|error| Wrong(format!("mail.password_file: {path}: {error}")))?;
                Some(read.trim_end_matches(['\r', '\n']).to_owned().into())
            }
            (None, None) => None,
        };
        if password.as_ref().is_some_and(|password| password.expose_secret().is_empty()) {
            return wrong("mail.password is empty");
        }
        let usual = match self.security {
            Security::StartTls => 587,
            Security::Tls => 465,
            Security::None => 25,
        };
        Ok(Some(Settings {
            host: self.host.trim().to_owned(),
            port: self.port.unwrap_or(usual),
            security: self.security,
            login: password.map(|password| (self.user.trim().to_owned(), password)),
            from: self.from()?,
            reply_to: self.reply_to()?,
            copy_to: self.copy_to()?,
            patience: mail::PATIENCE,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const WHOLE: &str = "[mail]\nhost = 'smtp.example.ru'\nuser = 'bot'\npassword = 'hush'\n\
                         from = 'ООО «Три кита» <buh@example.ru>'\n";

    #[test]
    fn without_a_server_letters_are_drafts_and_with_one_it_is_whole() {
        assert!(Config::default().mail.settings().unwrap().is_none());
        let settings = Config::from_sources(Some(WHOLE), []).unwrap().mail.settings().unwrap().unwrap();
        assert_eq!((settings.port, settings.security), (587, Security::StartTls), "what is safe is usual");
        assert_eq!((settings.from.name.as_str(), settings.from.email.as_str()), ("ООО «Три кита»", "buh@example.ru"));
        assert_eq!((settings.reply_to, settings.copy_to), (None, None));
        assert!(!format!("{:?}", settings.login).contains("hush"));
        let more = format!("{WHOLE}security = 'tls'\nreply_to = 'care@example.ru'\ncopy_to = 'all@пример.рф'\n");
        let settings = Config::from_sources(Some(&more), []).unwrap().mail.settings().unwrap().unwrap();
        assert_eq!((settings.port, settings.copy_to.unwrap().as_str()), (465, "all@xn--e1afmkfd.xn--p1ai"));
    }

    #[test]
    fn a_password_comes_from_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, "hush hush\n").unwrap();
        let text = WHOLE.replace("password = 'hush'", &format!("password_file = '{}'", file.path().display()));
        let settings = Config::from_sources(Some(&text), []).unwrap().mail.settings().unwrap().unwrap();
        assert_eq!(settings.login.unwrap().1.expose_secret(), "hush hush");
        let absent = WHOLE.replace("password = 'hush'", "password_file = '/nowhere/password'");
        let said = Config::from_sources(Some(&absent), []).unwrap().mail.settings().unwrap_err().to_string();
        assert!(said.starts_with("mail.password_file: /nowhere/password"), "{said}");
    }

    #[test]
    fn a_wrong_or_missing_setting_of_mail_is_named() {
        for (from, to, named) in [
            ("host = 'smtp.example.ru'\n", "", "mail.host: "),
            ("'smtp.example.ru'", "'smtp://example.ru'", "mail.host: "),
            ("'smtp.example.ru'", "'smtp.example.ru:25'", "mail.host: "),
            ("user = 'bot'\n", "", "mail.user: "),
            ("password = 'hush'\n", "", "mail.password: "),
            ("password = 'hush'", "password = 'hush'\npassword_file = 'x'", "mail.password and mail.password_file "),
            ("user = 'bot'", "user = 'bot'\nsecurity = 'none'", "mail.security: "),
            ("user = 'bot'", "user = 'bot'\nsecurity = 'ssl'", "mail.security: "),
            ("user = 'bot'", "user = 'bot'\nport = 70000", "mail.port: "),
            ("user = 'bot'", "user = 'bot'\nport = 'smtp'", "mail.port: "),
            (" <buh@example.ru>'", "'", "mail.from: "),
            ("user = 'bot'", "user = 'bot'\nreply_to = 'care'", "mail.reply_to: "),
            ("user = 'bot'", "user = 'bot'\ncopy_to = 'архив@example.ru'", "mail.copy_to: "),
        ] {
            assert!(WHOLE.contains(from), "{from}");
            let said = Config::from_sources(Some(&WHOLE.replace(from, to)), []).unwrap_err().to_string();
            assert!(said.starts_with(named) && !said.contains("hush"), "{said}");
        }
        let here = WHOLE.replace("'smtp.example.ru'", "'127.0.0.1'\nsecurity = 'none'");
        assert!(Config::from_sources(Some(&here), []).is_ok(), "a server on this machine");
        let port = ("MOSBOT_MAIL_PORT".to_owned(), "2525".to_owned());
        let settings = Config::from_sources(Some(WHOLE), [port]).unwrap().mail.settings().unwrap().unwrap();
        assert_eq!(settings.port, 2525);
    }
}
