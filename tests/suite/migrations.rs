//! Migrations: only columns that both databases keep alike, sample rows that later migrations must carry along, and
//! processes that start at once.

use crate::{databases::Fresh, source};
use mosbot::db::{Conn, Db};
use regex::Regex;
use sqlx::{AssertSqlSafe, migrate::Migrator};
use std::{collections::BTreeMap, fs, sync::LazyLock};

/// A migration as it is written.
pub struct Migration {
    /// Its number.
    pub version: i64,
    /// Its statements.
    pub sql: String,
}

/// Every migration, in order.
pub fn all() -> Vec<Migration> {
    let files = source::files(&source::root().join("migrations"), "sql");
    let read = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        Migration {
            version: name[..4].parse().expect("a number before the name"),
            sql: fs::read_to_string(file).unwrap(),
        }
    };
    files.iter().map(read).collect()
}

/// Tables that SQL creates.
fn created(sql: &str) -> Vec<String> {
    static TABLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"CREATE TABLE (\w+)").unwrap());
    TABLE.captures_iter(sql).map(|found| found[1].to_owned()).collect()
}

/// Tables that SQL takes away.
fn dropped(sql: &str) -> Vec<String> {
    static TABLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"DROP TABLE (\w+)").unwrap());
    TABLE.captures_iter(sql).map(|found| found[1].to_owned()).collect()
}

/// Columns of another type than text and whole numbers.
fn odd_columns(sql: &str) -> Vec<String> {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"--[^\n]*").unwrap());
    static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^\s+([a-z_]+)\s+([A-Za-z]+)\b|ADD COLUMN ([a-z_]+)\s+([A-Za-z]+)\b").unwrap()
    });
    let sql = COMMENT.replace_all(sql, "");
    let columns = COLUMN.captures_iter(&sql).map(|found| {
        let part = |first: usize| found.get(first).or(found.get(first + 2)).map_or("", |part| part.as_str());
        (part(1).to_owned(), part(2).to_owned())
    });
    let plain = ["TEXT", "BIGINT", "INTEGER"];
    columns
        .filter(|(_, kind)| !plain.contains(&kind.to_uppercase().as_str()))
        .map(|(name, kind)| format!("{name} {kind}"))
        .collect()
}

#[test]
fn columns_are_text_or_whole_numbers() {
    let wrong: Vec<String> = all().iter().flat_map(|migration| odd_columns(&migration.sql)).collect();
    assert_eq!(wrong, [""; 0]);
    let bad = "CREATE TABLE x (\n  a TEXT, -- b REAL\n  c BOOLEAN NOT NULL,\n  d timestamp\n);\nALTER TABLE x ADD COLUMN e NUMERIC;";
    assert_eq!(odd_columns(bad), ["c BOOLEAN", "d timestamp", "e NUMERIC"]);
}

/// Tables of a migration that its sample leaves empty.
fn without_sample(migration: &Migration, sample: &str) -> Vec<String> {
    let filled = |table: &String| sample.contains(&format!("INSERT INTO {table} ("));
    created(&migration.sql).into_iter().filter(|table| !filled(table)).collect()
}

fn sample(version: i64) -> String {
    let file = source::root().join(format!("tests/suite/samples/{version:04}.sql"));
    fs::read_to_string(&file)
        .unwrap_or_else(|_| panic!("a migration comes with sample rows: {} is missing", file.display()))
}

#[test]
fn every_migration_comes_with_rows_for_its_tables() {
    for migration in all() {
        assert_eq!(without_sample(&migration, &sample(migration.version)), [""; 0], "{:04}", migration.version);
    }
    let migration = Migration { version: 1, sql: "CREATE TABLE a (\n); CREATE TABLE b (\n);".to_owned() };
    assert_eq!(without_sample(&migration, "INSERT INTO a (x) VALUES (1)"), ["b"]);
}

/// How many rows each table has.
pub async fn rows(conn: &mut Conn, tables: &[String]) -> BTreeMap<String, i64> {
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")));
        rows.insert(table.clone(), count.fetch_one(&mut *conn).await.unwrap());
    }
    rows
}

async fn run_to(db: &Db, version: i64) {
    let migrator = Migrator::new(source::root().join("migrations")).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    migrator.run_to(version, &mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Every migration, and its sample rows before the next; how many rows the tables that are left had then.
pub async fn filled(db: &Db) -> BTreeMap<String, i64> {
    filled_to(db, i64::MAX).await
}

/// The same as far as a schema.
pub async fn filled_to(db: &Db, version: i64) -> BTreeMap<String, i64> {
    let mut tables = Vec::new();
    let mut written = BTreeMap::new();
    for migration in all().into_iter().filter(|migration| migration.version <= version) {
        run_to(db, migration.version).await;
        let mut tx = db.begin().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sample(migration.version))).execute(&mut *tx).await.unwrap();
        tables.extend(created(&migration.sql));
        let gone = dropped(&migration.sql);
        tables.retain(|table| !gone.contains(table));
        written = rows(&mut tx, &tables).await;
        tx.commit().await.unwrap();
    }
    written
}

#[tokio::test]
async fn rows_written_under_each_migration_are_carried_through_the_later_ones() {
    for fresh in Fresh::both().await {
        let written = filled(&fresh.db).await;
        fresh.db.migrate().await.unwrap();
        let mut conn = fresh.db.read().await.unwrap();
        assert!(written.values().all(|count| *count > 0), "{written:?}");
        let tables: Vec<String> = written.keys().cloned().collect();
        assert_eq!(rows(&mut conn, &tables).await, written);
    }
}

#[tokio::test]
async fn cards_of_claims_and_deliveries_are_found_where_all_cards_are_kept_now() {
    for fresh in Fresh::both().await {
        filled(&fresh.db).await;
        let mut conn = fresh.db.read().await.unwrap();
        let found: Vec<(String, String, String, String)> =
            sqlx::query_as("SELECT link, person_id, side, card_id FROM shown WHERE side = 'us' ORDER BY link")
                .fetch_all(&mut *conn)
                .await
                .unwrap();
        let ours = |link: &str| {
            let (person, card) = ("019a0000000070008000000000000001", "019a0000000070008000000000000004");
            (link.to_owned(), person.to_owned(), "us".to_owned(), card.to_owned())
        };
        let links = ["claim:019a0000000070008000000000000130", "delivery:019a0000000070008000000000000160"];
        assert_eq!(found, links.map(ours));
    }
}

#[tokio::test]
async fn rows_that_break_a_law_of_the_tables_are_refused_by_both() {
    const BAD: [&str; 5] = [
        "INSERT INTO person (id, name, created_at) VALUES ('x', '', 'x')",
        "INSERT INTO person_role (person_id, role) VALUES ('019a0000000070008000000000000001', 'boss')",
        "INSERT INTO task (id, kind, text, owner_id, due_on, created_at) VALUES ('x', 'own', 'x', 'nobody', 'x', 'x')",
        "INSERT INTO invoice (id, client_id, number, search_number, issued_on, due_on, sum, created_at) \
         VALUES ('x', '019a0000000070008000000000000010', '1', '1', 'x', 'x', 0, 'x')",
        "INSERT INTO event (id, at, kind, client_id, entity, data, prev_hash, hash) \
         VALUES ('x', 'x', 'x', '019a0000000070008000000000000010', 'x', '{}', 'h1', 'fork')",
    ];
    for fresh in Fresh::both().await {
        filled(&fresh.db).await;
        for sql in BAD {
            let mut tx = fresh.db.begin().await.unwrap();
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql}");
            tx.rollback().await.unwrap();
        }
    }
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for fresh in Fresh::both().await {
        let applied = async || -> Vec<(i64, String)> {
            let mut conn = fresh.db.read().await.unwrap();
            let query = "SELECT version, description FROM _sqlx_migrations ORDER BY version";
            sqlx::query_as(query).fetch_all(&mut *conn).await.unwrap()
        };
        assert!(fresh.db.schema().await.is_err(), "an empty database is told from a migrated one");
        fresh.db.migrate().await.unwrap();
        let (before, schema) = (applied().await, fresh.db.schema().await.unwrap());
        fresh.db.migrate().await.unwrap();
        assert_eq!((applied().await, fresh.db.schema().await.unwrap()), (before.clone(), schema));
        assert_eq!(before.len(), all().len());
    }
}

#[tokio::test]
async fn processes_that_start_at_once_take_turns() {
    for fresh in Fresh::both().await {
        let other = Db::open(&fresh.url).await.unwrap();
        let (one, two) = futures::join!(fresh.db.migrate(), other.migrate());
        one.unwrap();
        two.unwrap();
        assert_eq!(fresh.db.schema().await.unwrap(), other.schema().await.unwrap());
    }
}
