//! `mosbot import`

use super::migrated;
use crate::{
    calendar::ProductionCalendar,
    clock::Clock,
    config::Config,
    error::{Error, Result},
    features::imports,
    files::{By, File, LARGEST},
};
use std::{fs, path::PathBuf};

/// Which file to read.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// What is in the file
    #[arg(value_parser = ["clients", "invoices", "fees", "stock", "bank"])]
    kind: String,
    /// CSV, XLSX, or a statement in the format 1CClientBankExchange
    file: PathBuf,
    /// Read and tell, store nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    /// Reads the file and tells what it brings; fails, with nothing stored, if a row can't be read.
    pub(super) async fn read(self, config: &Config) -> Result {
        let path = self.file.display();
        let size = fs::metadata(&self.file).map_err(|error| Error::other(format!("{path}: {error}")))?.len();
        if size > LARGEST as u64 {
            return Err(Error::other(format!("{path}: {size} bytes; {LARGEST} is the most")));
        }
        let bytes = fs::read(&self.file).map_err(|error| Error::other(format!("{path}: {error}")))?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let import = imports::named(&self.kind).ok_or_else(|| Error::other("no room reads this"))?;
        let db = migrated(config).await?;
        let clock = Clock::System;
        let by = By {
            person: None,
            now: clock.now(),
            today: clock.now().with_timezone(&chrono_tz::Europe::Moscow).date_naive(),
            accounts: &config.company.accounts,
            calendar: &ProductionCalendar::russian(),
        };
        let report = imports::import(&db, import, &File { name, bytes }, by, self.dry_run).await?;
        println!("{}", imports::on_terminal(&report, self.dry_run, &clock));
        db.close().await;
        if report.problems.is_empty() { Ok(()) } else { Err(Error::other(format!("{path}: nothing was imported"))) }
    }
}
