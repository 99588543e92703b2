//! `[backup]`: where backups are kept, how often they are made and for whom.

use super::{Wrong, written};
use crate::backup::{Recipient, Settings};
use chrono::TimeDelta;
use serde::Deserialize;
use std::ops::RangeInclusive;

/// How often, minutes.
const MINUTES: RangeInclusive<u64> = 1..=1440;
/// How many are kept.
const KEEP: RangeInclusive<u64> = 1..=10_000;

/// `[backup]`. Without a folder backups are made by hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Backup {
    /// The folder; this bot's alone.
    pub folder: Option<String>,
    /// How often, minutes.
    #[serde(deserialize_with = "written::number")]
    pub minutes: u64,
    /// The public key they are encrypted for; none: they are not.
    pub recipient: Option<String>,
    /// How many are kept.
    #[serde(deserialize_with = "written::number")]
    pub keep: u64,
}

impl Default for Backup {
    fn default() -> Self {
        Self { folder: None, minutes: 15, recipient: None, keep: 96 }
    }
}

impl Backup {
    pub(super) fn check(&self, database_url: &str) -> Result<(), Wrong> {
        if self.folder.is_some() && !database_url.starts_with("sqlite:") {
            return Err(Wrong(
                "backup.folder: the bot backs up SQLite alone; for PostgreSQL use pg_dump, or a base backup with its WAL"
                    .to_owned(),
            ));
        }
        for (name, range, value) in [("minutes", MINUTES, self.minutes), ("keep", KEEP, self.keep)] {
            if !range.contains(&value) {
                return Err(Wrong(format!("backup.{name}: {} to {} are possible", range.start(), range.end())));
            }
        }
        self.recipient(None).map(drop)
    }

    /// For whom backups are encrypted: `given` on the command line, or set.
    pub fn recipient(&self, given: Option<&str>) -> Result<Option<Recipient>, Wrong> {
        let (name, key) = match (given, &self.recipient) {
            (Some(given), _) => ("--recipient", given),
            (None, Some(set)) => ("backup.recipient", set.as_str()),
            (None, None) => return Ok(None),
        };
        let key = key.trim().parse();
        let key = key.map_err(|_| Wrong(format!("{name}: a public key of age is needed: age1… of 62 characters")))?;
        Ok(Some(key))
    }

    /// Where, how often and for whom; `None`: backups are made by hand.
    pub fn settings(&self) -> Result<Option<Settings>, Wrong> {
        let Some(folder) = &self.folder else { return Ok(None) };
        Ok(Some(Settings {
            folder: folder.into(),
            every: TimeDelta::minutes(i64::try_from(self.minutes).unwrap_or(i64::MAX)),
            recipient: self.recipient(None)?,
            keep: usize::try_from(self.keep).unwrap_or(usize::MAX),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    #[test]
    fn without_a_folder_backups_are_made_by_hand() {
        assert!(Config::default().backup.settings().unwrap().is_none());
        let file = format!("[backup]\nfolder = '/var/backups/mosbot'\nrecipient = '{KEY}'\nkeep = 10");
        let more = [("MOSBOT_BACKUP_MINUTES".to_owned(), "30".to_owned())];
        let settings = Config::from_sources(Some(&file), more).unwrap().backup.settings().unwrap().unwrap();
        assert_eq!((settings.every, settings.keep), (TimeDelta::minutes(30), 10));
        assert_eq!(settings.recipient.unwrap().to_string(), KEY);
    }

    #[test]
    fn a_wrong_setting_of_backups_is_named() {
        for (line, named) in [
            ("minutes = 0", "backup.minutes: "),
            ("keep = 'all'", "backup.keep: "),
            ("recipient = 'age1x'", "backup.recipient: "),
            ("recipient = 'AGE-SECRET-KEY-1HUSH'", "backup.recipient: "),
        ] {
            let said = Config::from_sources(Some(&format!("[backup]\n{line}")), []).unwrap_err().to_string();
            assert!(said.starts_with(named) && !said.contains("HUSH"), "{said}");
        }
        let said = Config::from_sources(Some("database_url = 'postgres://h/d'\n[backup]\nfolder = 'x'"), []);
        assert!(said.unwrap_err().to_string().starts_with("backup.folder: "));
    }
}
