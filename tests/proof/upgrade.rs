//! P18: a data set of an earlier release is brought up to date by a process that is killed again and again on the way. In the
//! end it holds the same rows as one that was left in peace.

use crate::{Size, databases::Fresh, dice::Dice, process::mosbot, table::Finding};
use mosbot::{
    db::{Db, Dialect},
    pace,
};
use sqlx::{AssertSqlSafe, migrate::Migrator};
use std::{collections::BTreeMap, fs, path::Path, process::Command, time::Duration};

/// Proves P18.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (sets, kills) = (size.of(2, 40), size.of(4, 20));
    let (mut begun, mut wrong, mut control) = (0, Vec::new(), true);
    let dialect = fresh.db.dialect();
    for _ in 0..sets {
        let [peace, war] = [another(dialect).await, another(dialect).await];
        let versions: Vec<i64> = migrator().await.iter().map(|migration| migration.version).collect();
        let release = usize::try_from(dice.roll(1..versions.len() as u64)).expect("small");
        for fresh in [&peace, &war] {
            fill(&fresh.db, &versions[..release]).await;
        }
        for _ in 0..kills {
            let mut migrating = migrate(&war.url).spawn().expect("a process");
            pace::wait(Duration::from_millis(dice.roll(0..150))).await;
            begun += usize::from(migrating.try_wait().expect("a process").is_none());
            migrating.kill().expect("killed");
            migrating.wait().expect("ended");
        }
        for fresh in [&peace, &war] {
            if !migrate(&fresh.url).status().expect("a process").success() {
                wrong.push(format!("{} can't be migrated from {}", fresh.url, versions[release - 1]));
            }
        }
        let (expected, found) = (rows(&peace.db).await, rows(&war.db).await);
        wrong.extend(differ(&expected, &found));
        let mut spoilt = found.clone();
        if let Some(count) = spoilt.values_mut().find(|count| **count > 0) {
            *count -= 1;
        }
        control &= differ(&expected, &spoilt).len() == differ(&expected, &found).len() + 1;
    }
    let figures = format!(
        "{sets} data sets of earlier releases, {} deaths, {begun} of them while it was at work: {} tables differ",
        sets * kills,
        wrong.len()
    );
    vec![Finding::new(18, figures, wrong, vec![("a row that is gone", control)])]
}

async fn another(dialect: Dialect) -> Fresh {
    match dialect {
        Dialect::Sqlite => Fresh::sqlite().await,
        Dialect::Postgres => Fresh::postgres().await,
    }
}

fn migrate(url: &str) -> Command {
    let mut command = mosbot();
    command.arg("migrate").env("MOSBOT_DATABASE_URL", url);
    command
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

async fn migrator() -> Migrator {
    Migrator::new(root().join("migrations")).await.expect("migrations")
}

/// Every migration as far as these, and its sample rows before the next.
async fn fill(db: &Db, versions: &[i64]) {
    let migrator = migrator().await;
    for version in versions {
        let mut tx = db.begin().await.expect("a transaction");
        migrator.run_to(*version, &mut *tx).await.expect("a schema");
        let sample = root().join(format!("tests/suite/samples/{version:04}.sql"));
        let sample = fs::read_to_string(sample).expect("sample rows");
        sqlx::raw_sql(AssertSqlSafe(sample)).execute(&mut *tx).await.expect("rows");
        tx.commit().await.expect("committed");
    }
}

/// How many rows each table has.
async fn rows(db: &Db) -> BTreeMap<String, i64> {
    let tables = match db.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Dialect::Postgres => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut conn = db.read().await.expect("a connection");
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await.expect("tables");
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")));
        rows.insert(table, count.fetch_one(&mut *conn).await.expect("a count"));
    }
    rows
}

fn differ(expected: &BTreeMap<String, i64>, found: &BTreeMap<String, i64>) -> Vec<String> {
    let wrong = |(table, rows): (&String, &i64)| {
        let count = found.get(table);
        (count != Some(rows)).then(|| format!("{table} has {count:?} rows, not {rows}"))
    };
    let more = found.keys().filter(|table| !expected.contains_key(*table)).map(|table| format!("{table} is left over"));
    expected.iter().filter_map(wrong).chain(more).collect()
}
