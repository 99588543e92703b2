//! The folder of backups: each has its moment in its name. Other files there are left alone.

use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// `mosbot-20261201T042124Z.db.gz`; `.age` behind it if it is encrypted.
const MOMENT: &str = "mosbot-%Y%m%dT%H%M%SZ.db.gz";
const SEALED: &str = ".age";

/// A folder of backups.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The backups of this folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where a backup of this moment belongs.
    pub fn place(&self, at: DateTime<Utc>, sealed: bool) -> PathBuf {
        self.folder.join(format!("{}{}", at.format(MOMENT), if sealed { SEALED } else { "" }))
    }

    /// The moments of the backups made until `now`, the newest first, and their files.
    pub fn backups(&self, now: DateTime<Utc>) -> Result<Vec<(DateTime<Utc>, PathBuf)>> {
        let mut found = Vec::new();
        for entry in self.entries()? {
            let at = entry.file_name().and_then(|name| moment(&name.to_string_lossy()));
            found.extend(at.filter(|at| *at <= now).map(|at| (at, entry)));
        }
        found.sort_unstable();
        found.reverse();
        Ok(found)
    }

    /// The moment of the newest.
    pub fn newest(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        Ok(self.backups(now)?.first().map(|(at, _)| *at))
    }

    /// Takes away all but the newest.
    pub fn prune(&self, keep: usize, now: DateTime<Utc>) -> Result {
        for (_, old) in self.backups(now)?.into_iter().skip(keep.max(1)) {
            fs::remove_file(old)?;
        }
        Ok(())
    }

    /// Takes away what a process that died in the middle has left.
    pub fn sweep(&self) -> Result {
        for entry in self.entries()? {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let of = name.strip_prefix('.').and_then(|name| Some(name.rsplit_once('.')?.0));
            if of.and_then(moment).is_some() && entry.is_dir() {
                fs::remove_dir_all(entry)?;
            }
        }
        Ok(())
    }

    /// Fails if nothing can be written there.
    pub fn prove(&self) -> Result {
        tempfile::tempfile_in(&self.folder).map(drop).map_err(|error| self.wrong(&error))
    }

    fn entries(&self) -> Result<Vec<PathBuf>> {
        let entries = fs::read_dir(&self.folder).map_err(|error| self.wrong(&error))?;
        entries.map(|entry| Ok(entry?.path())).collect()
    }

    fn wrong(&self, error: &io::Error) -> Error {
        Error::other(format!("{}: {error}", self.folder.display()))
    }
}

/// The moment in a name; `None`: it is not ours.
fn moment(name: &str) -> Option<DateTime<Utc>> {
    let name = name.strip_suffix(SEALED).unwrap_or(name);
    let at = NaiveDateTime::parse_from_str(name, MOMENT).ok()?.and_utc();
    (at.format(MOMENT).to_string() == name).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_newest_stay_and_other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path());
        let moments = ["2026-11-30T23:45:00Z", "2026-12-01T00:00:00Z", "2026-12-01T00:15:00Z", "2031-01-01T00:00:00Z"];
        for (index, moment) in moments.into_iter().enumerate() {
            fs::write(shelf.place(at(moment), index % 2 == 0), "x").unwrap();
        }
        let stranger = folder.path().join("mosbot-before-the-move.db");
        fs::write(&stranger, "x").unwrap();
        let now = at("2026-12-01T00:20:00Z");
        assert_eq!(shelf.newest(now).unwrap(), Some(at(moments[2])), "a clock that ran ahead once does not matter");
        shelf.prune(2, now).unwrap();
        let left: Vec<_> = shelf.backups(now).unwrap().into_iter().map(|(at, _)| at).collect();
        assert_eq!(left, [at(moments[2]), at(moments[1])]);
        shelf.prune(0, now).unwrap();
        assert_eq!(shelf.newest(now).unwrap(), Some(at(moments[2])), "the last one stays");
        assert!(stranger.exists() && shelf.place(at(moments[3]), false).exists());
    }

    #[test]
    fn what_a_dead_process_left_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path());
        let (left, other) =
            (folder.path().join(".mosbot-20261201T000000Z.db.gz.age.a1B2c3"), folder.path().join(".hand.db.a1B2c3"));
        for folder in [&left, &other] {
            fs::create_dir(folder).unwrap();
        }
        shelf.sweep().unwrap();
        assert!(!left.exists() && other.exists());
    }
}
