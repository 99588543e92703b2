//! P18: an upgrade that dies at any statement leaves the old release's data as they were, and the next start brings them
//! up to date. In the suite from some schemas, from every one: `MOSBOT_TEST_ROUNDS=2 tests/run --test suite upgrades`.

use crate::{
    databases::Fresh,
    migrations::{Migration, all, filled_to, rows},
    rounds::rounds,
};
use mosbot::db::{Db, Dialect};
use sqlx::migrate::Migrator;
use std::{collections::BTreeMap, fs, os::unix::process::ExitStatusExt, process::Command};

/// In the suite an upgrade begins at every so manieth schema.
const APART: usize = 9;
/// And dies after every so manieth statement.
const STRIDE: usize = 11;

/// The statements of a migration.
fn statements(sql: &str) -> Vec<String> {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let plain = lines.collect::<Vec<_>>().join("\n");
    plain.split(';').map(str::trim).filter(|statement| !statement.is_empty()).map(str::to_owned).collect()
}

/// How an upgrade goes wrong.
#[derive(Clone, Copy)]
struct Death {
    /// After so many statements.
    after: usize,
    /// What would be wrong: each statement is committed.
    commits: bool,
}

impl Death {
    /// The end of the process, as the database sees it: on PostgreSQL the connection is gone, on SQLite it is given up in
    /// the middle of the transaction.
    const fn statement(dialect: Dialect) -> (&'static str, &'static str) {
        match dialect {
            Dialect::Sqlite => ("SELECT * FROM death", "no such table: death"),
            Dialect::Postgres => ("SELECT pg_terminate_backend(pg_backend_pid())", "terminating connection"),
        }
    }

    /// The upgrade from `version` that dies: whether it did, with the words of it.
    async fn strikes(self, db: &Db, version: i64) -> bool {
        let (death, words) = Self::statement(db.dialect());
        let commit = match db.dialect() {
            Dialect::Sqlite => "COMMIT; BEGIN IMMEDIATE",
            Dialect::Postgres => "COMMIT; BEGIN",
        };
        let folder = tempfile::tempdir().unwrap();
        let mut left = self.after;
        for Migration { version: of, sql } in all() {
            let mut written = sql.clone();
            if of > version {
                let mut statements = statements(&sql);
                for at in (0..statements.len()).rev().filter(|_| self.commits) {
                    statements.insert(at + 1, commit.to_owned());
                }
                let each = if self.commits { 2 } else { 1 };
                let count = statements.len() / each;
                if left <= count {
                    statements.insert(left * each, death.to_owned());
                }
                left = left.checked_sub(count + 1).unwrap_or(usize::MAX);
                written = statements.join(";\n");
            }
            fs::write(folder.path().join(format!("{of:04}_x.sql")), written).unwrap();
        }
        let migrator = Migrator::new(folder.path()).await.unwrap();
        let died = db.migrate_by(&migrator).await;
        died.is_err_and(|error| error.to_string().contains(words))
    }
}

/// The moments at which an upgrade by these migrations can die: before each statement, and before each is written down.
fn moments(left: &[Migration]) -> usize {
    left.iter().map(|migration| statements(&migration.sql).len() + 1).sum()
}

/// The schema and the rows of a database.
async fn state(db: &Db, tables: &BTreeMap<String, i64>) -> (i64, BTreeMap<String, i64>) {
    let mut conn = db.read().await.unwrap();
    let version = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations");
    let version = version.fetch_one(&mut *conn).await.unwrap();
    (version, rows(&mut conn, &tables.keys().cloned().collect::<Vec<_>>()).await)
}

/// The rows of every table of this release.
async fn holds(db: &Db) -> BTreeMap<String, i64> {
    let elsewhere = Fresh::sqlite().await;
    elsewhere.db.migrate().await.unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'";
    let tables: Vec<String> =
        sqlx::query_scalar(tables).fetch_all(&mut *elsewhere.db.read().await.unwrap()).await.unwrap();
    rows(&mut db.read().await.unwrap(), &tables).await
}

/// Upgrades from many schemas die at many statements.
async fn dies(fresh: impl AsyncFn() -> Fresh) {
    let (all, thorough) = (all(), rounds() > 1);
    let (apart, stride) = if thorough { (1, 1) } else { (APART, STRIDE) };
    for (index, from) in all.iter().enumerate().take(all.len() - 1).step_by(apart) {
        let undisturbed = fresh().await;
        filled_to(&undisturbed.db, from.version).await;
        undisturbed.db.migrate().await.unwrap();
        let dying = fresh().await;
        let written = filled_to(&dying.db, from.version).await;
        let before = state(&dying.db, &written).await;
        assert_eq!(before, (from.version, written.clone()));
        for after in (0..moments(&all[index + 1..])).step_by(stride) {
            let death = Death { after, commits: false };
            assert!(death.strikes(&dying.db, from.version).await, "from {} after {after}", from.version);
            assert_eq!(state(&dying.db, &written).await, before, "from {} after {after}", from.version);
        }
        dying.db.migrate().await.unwrap();
        assert_eq!(holds(&dying.db).await, holds(&undisturbed.db).await, "from {}", from.version);
    }
}

#[tokio::test]
async fn an_upgrade_that_dies_at_any_statement_starts_again_on_sqlite() {
    dies(Fresh::sqlite).await;
}

#[tokio::test]
async fn an_upgrade_that_dies_at_any_statement_starts_again_on_postgres() {
    dies(Fresh::postgres).await;
}

/// The negative control: committed one by one, the statements before a death are in the way of the next start.
#[tokio::test]
async fn an_upgrade_that_commits_each_statement_does_not_start_again() {
    for fresh in Fresh::both().await {
        filled_to(&fresh.db, 3).await;
        assert!(Death { after: 1, commits: true }.strikes(&fresh.db, 3).await);
        fresh.db.close().await;
        let next = Db::existing(&fresh.url).await.unwrap();
        let said = next.migrate().await.expect_err("half of it is there").to_string();
        assert!(said.contains("already exists"), "{said}");
    }
}

/// A real process that dies while it writes: the system kills it when a file becomes larger than it may.
#[tokio::test]
async fn a_process_killed_while_it_writes_an_upgrade_starts_again() {
    let old = Fresh::sqlite().await;
    filled_to(&old.db, 5).await;
    let expected = {
        let undisturbed = Fresh::sqlite().await;
        filled_to(&undisturbed.db, 5).await;
        undisturbed.db.migrate().await.unwrap();
        holds(&undisturbed.db).await
    };
    let mut killed = 0;
    for kibibytes in (100..3_000).step_by(if rounds() > 1 { 20 } else { 700 }) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mosbot.db");
        old.db.snapshot(&file).await.unwrap();
        let url = format!("sqlite:{}", file.display());
        let migrate = |limit: &str| {
            Command::new("bash")
                .args(["-c", &format!("{limit} exec \"$0\" migrate"), env!("CARGO_BIN_EXE_mosbot")])
                .env_clear()
                .env("MOSBOT_DATABASE_URL", &url)
                .current_dir(folder.path())
                .status()
                .unwrap()
        };
        if migrate(&format!("ulimit -c 0; ulimit -f {kibibytes};")).signal().is_some() {
            killed += 1;
        }
        assert!(migrate("").success());
        let db = Db::existing(&url).await.unwrap();
        assert_eq!(holds(&db).await, expected, "killed at {kibibytes} KiB");
        db.close().await;
    }
    assert!(killed > 0, "nobody was killed");
}
