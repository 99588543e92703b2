//! Settings: `mosbot.toml` and the environment, which wins. The one reader of both. What is not known is an error that
//! names the key; what is secret never shows in `Debug`, logs or errors.

mod backup;
mod dostavista;
mod mail;
mod one_c;
mod planfact;
mod seller;
mod telegram;
mod written;

pub use backup::Backup;
pub use dostavista::Dostavista;
pub use mail::Mail;
pub use one_c::OneC;
pub use planfact::Planfact;
pub use seller::Seller;
pub use telegram::{Broadcast, Telegram};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt, fs, net::SocketAddr, path::Path};

/// Every setting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite:FILE` or `postgres://user:password@host/database`.
    pub database_url: SecretString,
    /// How Telegram is reached.
    pub telegram: Telegram,
    /// `/healthz` and `/metrics`.
    pub http: Http,
    /// Whose bot this is.
    pub company: Company,
    /// Where copies of the database are kept.
    pub backup: Backup,
    /// Who carries our deliveries.
    pub dostavista: Dostavista,
    /// Who takes our letters.
    pub mail: Mail,
    /// Where invoices and payments are kept.
    pub one_c: OneC,
    /// Where bills are planned.
    pub planfact: Planfact,
    /// Who is paid.
    pub seller: Seller,
    /// How the log is written.
    pub log: Log,
}

/// `[http]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// Where the bot listens.
    pub addr: SocketAddr,
}

/// `[company]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Company {
    /// Our own bank accounts, 20 digits each: they tell money in from money out. Empty: those a statement is about.
    pub accounts: Vec<String>,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` or `json`.
    pub format: Format,
    /// What is logged: `info`, `debug`, `info,mosbot::bot=debug`.
    pub filter: String,
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// What is wrong with the settings; names the key, never shows a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong(pub String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite:mosbot.db".into(),
            telegram: Telegram::default(),
            http: Http::default(),
            company: Company::default(),
            backup: Backup::default(),
            dostavista: Dostavista::default(),
            mail: Mail::default(),
            one_c: OneC::default(),
            planfact: Planfact::default(),
            seller: Seller::default(),
            log: Log::default(),
        }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self { addr: SocketAddr::from(([127, 0, 0, 1], 8080)) }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: Format::Text, filter: "info".to_owned() }
    }
}

/// Every key, as the file writes it. In the environment: `MOSBOT_`, capitals, `_` for the dot; a list has commas.
const KEYS: &[&str] = &[
    "database_url",
    "telegram.token",
    "telegram.token_file",
    "telegram.api_url",
    "telegram.proxy",
    "telegram.broadcast",
    "telegram.webhook_url",
    "telegram.webhook_secret",
    "http.addr",
    "company.accounts",
    "backup.folder",
    "backup.minutes",
    "backup.recipient",
    "backup.keep",
    "dostavista.token",
    "dostavista.token_file",
    "dostavista.api_url",
    "dostavista.version",
    "dostavista.payment_method",
    "dostavista.callback_secret",
    "dostavista.requisites",
    "dostavista.contact_name",
    "dostavista.contact_phone",
    "mail.host",
    "mail.port",
    "mail.security",
    "mail.user",
    "mail.password",
    "mail.password_file",
    "mail.from",
    "mail.reply_to",
    "mail.copy_to",
    "one_c.url",
    "one_c.user",
    "one_c.password",
    "one_c.password_file",
    "one_c.organisation",
    "one_c.minutes",
    "planfact.api_key",
    "planfact.api_key_file",
    "planfact.api_url",
    "planfact.account_id",
    "planfact.category_id",
    "planfact.income_category_id",
    "planfact.project_id",
    "seller.name",
    "seller.inn",
    "seller.kpp",
    "seller.address",
    "seller.bank",
    "seller.bank_city",
    "seller.bik",
    "seller.account",
    "seller.corr_account",
    "seller.director",
    "seller.accountant",
    "seller.vat",
    "log.format",
    "log.filter",
];
const LISTS: &[&str] = &["company.accounts"];
const PREFIX: &str = "MOSBOT_";
/// Settings of the tests, not of the bot.
const TESTS: &str = "MOSBOT_TEST_";

impl Config {
    /// Reads the file, if there is one, and the environment. A file that was asked for must exist.
    pub fn load(asked: Option<&Path>) -> Result<Self, Wrong> {
        let path = asked.unwrap_or_else(|| Path::new("mosbot.toml"));
        let file = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if asked.is_none() && error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Wrong(format!("{}: {error}", path.display()))),
        };
        let environment = std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value)));
        let environment = environment
            .filter(|(key, _)| key.starts_with(PREFIX))
            .map(|(key, value)| match value.into_string() {
                Ok(value) => Ok((key, value)),
                Err(_) => Err(Wrong(format!("{key} is not UTF-8"))),
            })
            .collect::<Result<Vec<_>, Wrong>>()?;
        Self::from_sources(file.as_deref(), environment)
    }

    /// Settings from the text of a file and from `MOSBOT_*` variables, which win. An empty variable is none.
    pub fn from_sources(
        file: Option<&str>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Wrong> {
        let mut table: toml::Table = toml::from_str(file.unwrap_or_default()).map_err(|error| {
            let line = error.span().map_or(1, |span| file.unwrap_or_default()[..span.start].lines().count().max(1));
            Wrong(format!("mosbot.toml, line {line}: {}", error.message()))
        })?;
        let known: BTreeMap<String, &str> = KEYS.iter().map(|key| (variable(key), *key)).collect();
        let mut came = Vec::new();
        for (name, value) in environment {
            if !name.starts_with(PREFIX) || name.starts_with(TESTS) || value.is_empty() {
                continue;
            }
            let key = known.get(&name).ok_or_else(|| {
                let known = known.keys().cloned().collect::<Vec<_>>().join(", ");
                Wrong(format!("unknown variable {name}; known are {known}"))
            })?;
            overlay(&mut table, key, &value)?;
            came.push(*key);
        }
        let config: Self = table.try_into().map_err(|error: toml::de::Error| Wrong(told(&error, &came)))?;
        config.telegram.check()?;
        config.backup.check(config.database_url.expose_secret())?;
        config.dostavista.check()?;
        config.mail.check()?;
        config.one_c.check()?;
        config.planfact.check()?;
        config.seller.check()?;
        Ok(config)
    }
}

/// What the reader of values says, with the variable's name if the value came from one.
fn told(error: &toml::de::Error, came: &[&str]) -> String {
    let words = error.to_string();
    let key = words.lines().find_map(|line| line.trim().strip_prefix("in `")?.strip_suffix('`').map(str::to_owned));
    match key {
        Some(key) if came.contains(&key.as_str()) => format!("{}: {}", variable(&key), error.message()),
        Some(key) => format!("{key}: {}", error.message()),
        None => error.message().to_owned(),
    }
}

/// The environment's name of a key.
fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase().replace('.', "_"))
}

fn overlay(table: &mut toml::Table, key: &str, value: &str) -> Result<(), Wrong> {
    let value = if LISTS.contains(&key) {
        value.split(',').map(|item| toml::Value::from(item.trim())).collect::<Vec<_>>().into()
    } else {
        toml::Value::from(value)
    };
    match key.split_once('.') {
        None => drop(table.insert(key.to_owned(), value)),
        Some((section, key)) => {
            let inner = table.entry(section).or_insert_with(|| toml::Table::new().into());
            let Some(inner) = inner.as_table_mut() else {
                return Err(Wrong(format!("{section} must be a section of mosbot.toml: [{section}]")));
            };
            inner.insert(key.to_owned(), value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    const TOKEN: &str = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";

    fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn wrong(file: &str, pairs: &[(&str, &str)]) -> String {
        Config::from_sources(Some(file), env(pairs)).unwrap_err().to_string()
    }

    #[test]
    fn without_settings_there_are_defaults() {
        let config = Config::from_sources(None, []).unwrap();
        assert_eq!(config.database_url.expose_secret(), "sqlite:mosbot.db");
        assert_eq!(config.http.addr.to_string(), "127.0.0.1:8080");
        assert_eq!(config.telegram.api_url, "https://api.telegram.org");
    }

    #[test]
    fn the_environment_wins() {
        let file = "database_url = 'sqlite:a.db'\n[http]\naddr = '127.0.0.1:1'\n[company]\naccounts = ['1']";
        let environment = env(&[
            ("MOSBOT_DATABASE_URL", "sqlite:b.db"),
            ("MOSBOT_COMPANY_ACCOUNTS", "40702810, 40702811"),
            ("MOSBOT_LOG_FORMAT", "json"),
            ("MOSBOT_TEST_POSTGRES", "is the tests' own"),
            ("MOSBOT_HTTP_ADDR", ""),
            ("HOME", "not ours"),
        ]);
        let config = Config::from_sources(Some(file), environment).unwrap();
        assert_eq!(config.database_url.expose_secret(), "sqlite:b.db");
        assert_eq!(config.company.accounts, ["40702810", "40702811"]);
        assert_eq!((config.log.format, config.http.addr.port()), (Format::Json, 1));
    }

    /// What is set together: half a seller is an error.
    const SELLER: [(&str, &str); 12] = [
        ("seller.name", "ООО «Три кита»"),
        ("seller.inn", "7707083893"),
        ("seller.kpp", "770101001"),
        ("seller.address", "x"),
        ("seller.bank", "x"),
        ("seller.bank_city", "x"),
        ("seller.bik", "044525225"),
        ("seller.account", "40702810538000005024"),
        ("seller.corr_account", "30101810400000000225"),
        ("seller.director", "x"),
        ("seller.accountant", "x"),
        ("seller.vat", "НДС 22 %"),
    ];

    /// The same: half a mail server is an error.
    const MAIL: [(&str, &str); 8] = [
        ("mail.host", "smtp.example.ru"),
        ("mail.port", "25"),
        ("mail.security", "tls"),
        ("mail.user", "x"),
        ("mail.password", "x"),
        ("mail.from", "buh@example.ru"),
        ("mail.reply_to", "buh@example.ru"),
        ("mail.copy_to", "buh@example.ru"),
    ];

    /// The same: a secret of no webhook is an error.
    const WEBHOOK: [(&str, &str); 2] =
        [("telegram.webhook_url", "https://bot.example.ru"), ("telegram.webhook_secret", "x")];

    #[test]
    fn every_key_is_read_from_both() {
        let by_file =
            MAIL.map(|(key, value)| if key == "mail.password" { ("mail.password_file", value) } else { (key, value) });
        for key in KEYS {
            let value = match *key {
                "http.addr" => "127.0.0.1:9",
                "log.format" => "json",
                "telegram.broadcast" => "paid",
                "dostavista.version" => "1.4",
                "dostavista.payment_method" => "non_cash",
                "dostavista.contact_phone" => "+7 916 123-45-67",
                "one_c.minutes" | "backup.minutes" | "backup.keep" => "60",
                "backup.recipient" => "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
                "telegram.api_url" | "telegram.proxy" | "dostavista.api_url" | "one_c.url" | "planfact.api_url" => {
                    "http://127.0.0.1:9"
                }
                key if key.starts_with("planfact.") && key.ends_with("_id") => "1234",
                _ => "x",
            };
            let pairs = match key.split_once('.') {
                Some(("seller", _)) => &SELLER[..],
                Some(("telegram", "webhook_url" | "webhook_secret")) => &WEBHOOK[..],
                Some(("mail", "password_file")) => &by_file[..],
                Some(("mail", _)) => &MAIL[..],
                _ => &[(*key, value)][..],
            };
            assert!(pairs.iter().any(|(set, _)| set == key), "{key}");
            let variables = pairs.iter().map(|(key, value)| (variable(key), (*value).to_owned()));
            Config::from_sources(None, variables).unwrap();
            let line = |(key, value): &(&str, &str)| {
                if LISTS.contains(key) { format!("{key} = ['{value}']") } else { format!("{key} = '{value}'") }
            };
            Config::from_sources(Some(&pairs.iter().map(line).collect::<Vec<_>>().join("\n")), []).unwrap();
        }
    }

    #[test]
    fn an_unknown_key_is_named() {
        let said = wrong("", &[("MOSBOT_TELEGRAM_TOKN", TOKEN)]);
        assert!(said.starts_with("unknown variable MOSBOT_TELEGRAM_TOKN; ") && !said.contains(TOKEN), "{said}");
        assert!(said.contains("MOSBOT_TELEGRAM_TOKEN,"), "{said}");
        assert!(wrong("[telegram]\ntokn = 'x'", &[]).contains("tokn"));
        assert!(wrong("colour = 'x'", &[]).contains("colour"));
        assert!(wrong("[http]\naddr = ", &[]).contains("line 2"));
    }

    #[test]
    fn a_wrong_value_names_its_key_and_shows_no_secret() {
        assert!(wrong("", &[("MOSBOT_HTTP_ADDR", "here")]).starts_with("MOSBOT_HTTP_ADDR: "));
        assert!(wrong("[log]\nformat = 'xml'", &[]).starts_with("log.format: "));
        let twice = wrong(&format!("[telegram]\ntoken = '{TOKEN}'"), &[("MOSBOT_TELEGRAM_TOKEN_FILE", "f")]);
        assert!(twice.contains("telegram.token_file") && !twice.contains("AAabc"), "{twice}");
        let broken = wrong(&format!("[telegram]\ntoken = '{TOKEN}"), &[]);
        assert!(broken.contains("line 2") && !broken.contains("AAabc"), "{broken}");
        assert!(wrong("", &[("MOSBOT_TELEGRAM_PROXY", "user:secret@host")]).starts_with("telegram.proxy"));
    }

    #[test]
    fn secrets_do_not_show() {
        let environment = env(&[
            ("MOSBOT_TELEGRAM_TOKEN", TOKEN),
            ("MOSBOT_TELEGRAM_PROXY", "socks5://user:secret@h"),
            ("MOSBOT_DATABASE_URL", "postgres://user:secret@h/d"),
        ]);
        let config = Config::from_sources(None, environment).unwrap();
        let shown = format!("{config:?}");
        assert!(!shown.contains("secret@") && !shown.contains("AAabc"), "{shown}");
        assert_eq!(config.telegram.read_token().unwrap().expose_secret(), TOKEN);
    }

    #[test]
    fn a_webhook_is_an_https_address_and_its_secret_fits_a_header() {
        let token = SecretString::from(TOKEN);
        assert!(Config::default().telegram.webhook(&token).is_none());
        let read = |file: &str| Config::from_sources(Some(file), []).unwrap().telegram.webhook(&token).unwrap();
        let (plain, own) = (
            read("[telegram]\nwebhook_url = 'https://bot.example.ru/'"),
            read("[telegram]\nwebhook_url = 'https://bot.example.ru/'\nwebhook_secret = 'hush'"),
        );
        assert_eq!(plain.base(), "https://bot.example.ru");
        let shown = format!("{plain:?} {own:?}");
        assert!(!shown.contains("hush") && shown.contains("bot.example.ru"), "{shown}");
        for (file, key) in [
            ("webhook_url = 'http://bot.example.ru'", "telegram.webhook_url"),
            ("webhook_url = 'https://'", "telegram.webhook_url"),
            ("webhook_url = 'https://bot.example.ru:8000'", "telegram.webhook_url"),
            ("webhook_url = 'https://bot.example.ru'\nwebhook_secret = 'тс'", "telegram.webhook_secret"),
            ("webhook_secret = 'hush'", "telegram.webhook_secret"),
        ] {
            let said = wrong(&format!("[telegram]\n{file}"), &[]);
            assert!(said.starts_with(key) && !said.contains("hush"), "{said}");
        }
    }

    #[test]
    fn a_token_comes_from_its_file_and_must_look_like_one() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, format!("{TOKEN}\n")).unwrap();
        let path = file.path().display().to_string();
        let config = Config::from_sources(None, env(&[("MOSBOT_TELEGRAM_TOKEN_FILE", &path)])).unwrap();
        assert_eq!(config.telegram.read_token().unwrap().expose_secret(), TOKEN);
        fs::write(&file, "hush").unwrap();
        let said = config.telegram.read_token().unwrap_err().to_string();
        assert!(said.contains("telegram.token is not a token") && !said.contains("hush"), "{said}");
        let none = Config::default().telegram.read_token().unwrap_err().to_string();
        assert!(none.contains("MOSBOT_TELEGRAM_TOKEN"), "{none}");
    }
}
