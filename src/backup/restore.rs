//! A backup put back where the database belongs. Until it is proved whole, nothing is touched.

use super::{apart, folder, part, put, seal};
use crate::{
    db::{self, Holds},
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use std::{
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
};

/// What SQLite keeps beside a database. Left beside another one, it would be taken for that one's and damage it.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What has been restored.
#[derive(Debug)]
pub struct Restored {
    /// What the database holds now.
    pub holds: Holds,
    /// Where the database is that was there before.
    pub aside: Option<PathBuf>,
}

/// Restores a backup into `into`. A database that is there is overwritten only by `force`, and set aside then; one that a
/// process serves is never.
pub async fn restore(
    file: &Path,
    identity: Option<&Path>,
    into: &Path,
    force: bool,
    now: DateTime<Utc>,
) -> Result<Restored> {
    if into.exists() && !force {
        let words = "is there already: --force sets it aside and puts the backup in its place";
        return Err(Error::other(format!("{} {words}", into.display())));
    }
    let part = part(into)?;
    let whole = part.path().join("restored.db");
    let (sealed, key, to) = (file.to_owned(), identity.map(Path::to_owned), whole.clone());
    apart(move || seal::unseal(&sealed, key.as_deref(), &to)).await?;
    let holds = db::prove(&whole).await.map_err(|error| Error::other(format!("{}: {error}", file.display())))?;
    let aside = set_aside(into, now).await?;
    put(&whole, into)?;
    Ok(Restored { holds, aside })
}

/// Sets a database aside with everything beside it; it stays in its place, too, until another takes it.
async fn set_aside(database: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    let aside = with(database, &format!(".{}.old", now.format("%Y%m%dT%H%M%SZ")));
    let there = database.exists();
    if there {
        match db::at_rest(database).await {
            Ok(true) => {}
            Ok(false) => {
                return Err(Error::other(format!("a process serves {}: stop it first", database.display())));
            }
            // What can't be read is set aside as it is, with all that lies beside it.
            Err(error) => tracing::warn!(%error, "the database that is set aside is damaged"),
        }
        fs::hard_link(database, &aside)?;
    }
    let mut found = there;
    for suffix in BESIDE {
        let beside = with(database, suffix);
        if beside.exists() {
            fs::rename(beside, with(&aside, suffix))?;
            found = true;
        }
    }
    File::open(folder(database))?.sync_all()?;
    Ok(found.then_some(aside))
}

/// A path with something behind it.
fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
