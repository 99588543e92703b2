//! Copies of an SQLite database: made while it is at work, encrypted for a key that is kept elsewhere, put on a shelf in
//! time, and restored. A copy is on the shelf only when it is whole. PostgreSQL has tools of its own: `pg_dump`, or a base
//! backup with its WAL.

mod keeper;
mod restore;
mod seal;
mod shelf;

pub use age::x25519::Recipient;
pub use keeper::{Keeper, Settings};
pub use restore::{Restored, restore};
pub use shelf::Shelf;

use crate::{
    db::{self, Db},
    error::{Error, Result},
};
use std::{
    fs::{self, File, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Copies the database into a new file, packed and, for a recipient, encrypted; there is none until the copy is whole and
/// proved sound. Refuses to overwrite.
pub async fn make(db: &Db, into: &Path, recipient: Option<&Recipient>) -> Result {
    if into.exists() {
        return Err(Error::other(format!("{} is there already: choose a new name", into.display())));
    }
    let part = part(into)?;
    let whole = part.path().join("copy.db");
    db.snapshot(&whole).await?;
    db::prove(&whole).await?;
    let (sealed, recipient) = (part.path().join("copy.db.gz"), recipient.cloned());
    let done = sealed.clone();
    apart(move || seal::seal(&whole, &sealed, recipient.as_ref())).await?;
    fs::set_permissions(&done, Permissions::from_mode(0o600))?;
    put(&done, into)
}

/// A folder beside a file for what becomes that file; it goes away by itself.
fn part(of: &Path) -> Result<TempDir> {
    let name = of.file_name().unwrap_or_default().to_string_lossy();
    let folder = folder(of);
    let part = tempfile::Builder::new().prefix(&format!(".{name}.")).tempdir_in(&folder);
    part.map_err(|error| Error::other(format!("{}: {error}", folder.display())))
}

/// The folder of a file.
fn folder(of: &Path) -> PathBuf {
    of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new(".")).to_owned()
}

/// Gives a whole file its name: it is there with all it holds, or not at all.
fn put(whole: &Path, into: &Path) -> Result {
    File::open(whole)?.sync_all()?;
    fs::rename(whole, into)?;
    File::open(folder(into))?.sync_all()?;
    Ok(())
}

/// Does what takes long without holding anybody up.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Other(error.into()))?
}
