//! `mosbot backup`, `mosbot restore` and `mosbot copy`: a database in another place.

use super::Failure;
use crate::{
    backup::{self, restore},
    clock::Clock,
    config::Config,
    db::{self, Db},
    error::{Error, Result},
};
use secrecy::ExposeSecret;
use std::path::PathBuf;

/// What to copy where.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The new file
    file: PathBuf,
    /// The public key of age it is encrypted for [default: backup.recipient]
    #[arg(long, value_name = "age1…")]
    recipient: Option<String>,
}

impl Backup {
    pub(super) async fn make(self, config: &Config) -> Result<(), Failure> {
        let recipient = config.backup.recipient(self.recipient.as_deref())?;
        let db = Db::existing(config.database_url.expose_secret()).await?;
        backup::make(&db, &self.file, recipient.as_ref()).await?;
        db.close().await;
        Ok(())
    }
}

/// What to restore.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
    /// The file with the key it was encrypted for
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
    /// Set the database aside that is there
    #[arg(long)]
    force: bool,
}

impl Restore {
    pub(super) async fn put(self, config: &Config) -> Result {
        let into = db::file(config.database_url.expose_secret())?;
        let done = restore(&self.file, self.identity.as_deref(), &into, self.force, Clock::System.now()).await?;
        tell(&done.holds.rows);
        if let Some(aside) = done.aside {
            println!("what was there before: {}", aside.display());
        }
        println!("{} restored, schema {}", into.display(), done.holds.schema);
        Ok(())
    }
}

/// What to carry over.
#[derive(Debug, clap::Args)]
pub(super) struct Copy {
    /// Where it is
    #[arg(long, value_name = "sqlite:FILE|postgres://user@host/database")]
    from: String,
    /// Where it goes: an empty database
    #[arg(long, value_name = "postgres://user@host/database|sqlite:FILE")]
    to: String,
}

impl Copy {
    pub(super) async fn carry(self) -> Result {
        if let Ok(file) = db::file(&self.from)
            && file.exists()
            && !db::at_rest(&file).await?
        {
            return Err(Error::other(format!("a process serves {}: stop it first", file.display())));
        }
        let from = Db::existing(&self.from).await?;
        let to = Db::open(&self.to).await?;
        tell(&db::copy(&from, &to).await?);
        from.close().await;
        to.close().await;
        Ok(())
    }
}

/// Says how many rows each table has that has any.
fn tell(rows: &[(String, i64)]) {
    for (table, rows) in rows.iter().filter(|(_, rows)| *rows > 0) {
        println!("{rows:>10}  {table}");
    }
    println!("{:>10}  in {} tables", rows.iter().map(|(_, rows)| rows).sum::<i64>(), rows.len());
}
