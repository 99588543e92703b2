//! P4: the power goes while the process works. A library preloaded into it keeps what each file of the database held when it
//! was last synced; at the cut, of everything written since, any part survives, sector by sector. What was confirmed to
//! Telegram must be there, and the database whole. SQLite only: on PostgreSQL it is the server that holds the disk.

use crate::{
    Size,
    count::{lost, words},
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::World,
};
use mosbot::{
    db::{Db, Dialect},
    pace,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// The flag of a disk that takes no more.
pub const FULL: &str = "full";
/// The flag of a disk on which the log of the database is not synced.
const LYING: &str = "lying";
/// What survives or not as a whole.
const SECTOR: usize = 512;
/// The files of the database.
const FILES: [&str; 2] = ["mosbot.db", "mosbot.db-wal"];

/// The disk of a bot, with its whims.
pub struct Disk {
    folder: TempDir,
    library: String,
    flags: String,
}

impl Disk {
    /// A good disk.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let library = folder.path().join("power.so").display().to_string();
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/power.c");
        let built = Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o", &library, source, "-ldl"]).status();
        assert!(built.expect("cc").success(), "power.c is built");
        let flags = folder.path().display().to_string();
        Self { folder, library, flags }
    }

    /// What puts a bot on this disk.
    pub fn settings(&self) -> [(&str, &str); 2] {
        [("LD_PRELOAD", &self.library), ("PROOF_DISK", &self.flags)]
    }

    /// Raises a flag, or lowers it.
    pub fn flag(&self, name: &str, up: bool) {
        let path = self.folder.path().join(name);
        if up { fs::write(path, "") } else { fs::remove_file(path) }.expect("a flag");
    }
}

/// Proves P4.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    if fresh.db.dialect() == Dialect::Postgres {
        let why = "not tried: the disk is the server's; the bot asks for synchronous_commit = on";
        return vec![Finding::skipped(4, why)];
    }
    let cuts = size.of(5, 200);
    let honest = under_load(fresh, &Disk::new(), cuts, &mut dice).await;
    let lying = Disk::new();
    lying.flag(LYING, true);
    let control = under_load(Fresh::sqlite().await, &lying, 5, &mut dice).await;
    let figures = format!(
        "{cuts} cuts under load: {} confirmed, {} lost in {} cuts; integrity_check fails {} times. Without syncs of the \
         log: lost in {} of 5",
        honest.confirmed,
        honest.lost.len(),
        honest.losing,
        honest.broken.len(),
        control.losing
    );
    let wrong = [honest.lost, honest.broken].concat();
    vec![Finding::new(4, figures, wrong, vec![("synchronous=NORMAL", control.losing > 0)])]
}

/// What is left after all cuts.
#[derive(Default)]
struct Left {
    confirmed: usize,
    lost: Vec<String>,
    /// So many cuts have lost something.
    losing: usize,
    broken: Vec<String>,
}

async fn under_load(fresh: Fresh, disk: &Disk, cuts: usize, dice: &mut Dice) -> Left {
    let mut world = World::gather(fresh, 10, 0).await;
    let files = FILES.map(|name| folder(&world.fresh.url).join(name));
    let (mut left, mut said) = (Left::default(), 0);
    for _ in 0..cuts {
        world.fresh.db.close().await;
        // What is there now has been there for long.
        for file in &files {
            let _ = fs::remove_file(synced(file));
            if file.exists() {
                fs::copy(file, synced(file)).expect("a copy");
            }
        }
        let mut bot = world.start_with(&disk.settings());
        bot.address().await;
        for _ in 0..30 {
            world.telegram.says(world.people[said % 10], &words(said));
            said += 1;
            pace::wait(Duration::from_millis(dice.roll(0..20))).await;
        }
        bot.kill();
        for file in &files {
            cut(file, dice);
        }
        let _ = fs::remove_file(folder(&world.fresh.url).join("mosbot.db-shm"));
        world.fresh.db = Db::existing(&world.fresh.url).await.expect("a database");
        let whole = world.rows::<(String,)>("PRAGMA integrity_check").await;
        left.broken.extend(whole.into_iter().map(|(said,)| said).filter(|said| said != "ok"));
        let (confirmed, gone) = lost(&world).await;
        // What is still open is handled by the next one: only what is gone counts.
        let gone: Vec<String> = gone.into_iter().filter(|line| line.ends_with("lost")).collect();
        left.losing += usize::from(gone.len() > left.lost.len());
        (left.confirmed, left.lost) = (confirmed, gone);
    }
    left
}

fn folder(url: &str) -> PathBuf {
    Path::new(url.trim_start_matches("sqlite:")).parent().expect("a folder").to_owned()
}

fn synced(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".synced");
    name.into()
}

/// What the power leaves of a file: every sector as it was synced, or as it was written since.
fn cut(file: &Path, dice: &mut Dice) {
    let written = fs::read(file).unwrap_or_default();
    let synced = fs::read(synced(file)).unwrap_or_default();
    let length = if dice.roll(0..2) == 0 { written.len() } else { synced.len() };
    let mut left = synced;
    left.resize(length, 0);
    for (sector, new) in left.chunks_mut(SECTOR).zip(written.chunks(SECTOR)) {
        if dice.roll(0..2) == 0 && sector.len() == new.len() {
            sector.copy_from_slice(new);
        }
    }
    fs::write(file, left).expect("what is left");
}
