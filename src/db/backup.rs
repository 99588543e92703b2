//! A copy of an SQLite database while it is at work.

use super::{Db, Dialect};
use crate::error::{Error, Result};
use std::{fs, path::Path};

/// Copies the database into a new file; there is none until the copy is whole and proved sound. Refuses to overwrite.
/// On PostgreSQL it says what to use instead.
pub async fn backup(db: &Db, into: &Path) -> Result {
    if db.dialect() == Dialect::Postgres {
        return Err(Error::other("this is PostgreSQL: use pg_dump -Fc, for example pg_dump -Fc mosbot > mosbot.dump"));
    }
    if into.exists() {
        return Err(Error::other(format!("{} is there already: choose a new name", into.display())));
    }
    let folder = into.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let part = tempfile::Builder::new().prefix(".mosbot-backup").tempdir_in(folder)?;
    let part = part.path().join("copy.db");
    sqlx::query("VACUUM INTO $1").bind(part.display().to_string()).execute(&mut *db.read().await?).await?;
    let copy = Db::open(&format!("sqlite:{}", part.display())).await?;
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut *copy.read().await?).await?;
    copy.close().await;
    if sound != "ok" {
        return Err(Error::other(format!("the copy is not sound: {sound}")));
    }
    fs::File::open(&part)?.sync_all()?;
    fs::rename(&part, into)?;
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}
