//! Every statement of the sources is prepared on both databases: what one of them can't read fails here, not at a
//! manager's desk.

use crate::{
    databases::Fresh,
    source::{self, Source},
};
use mosbot::db::Conn;
use regex::Regex;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use std::{collections::BTreeMap, sync::LazyLock};

/// A statement, and the file it stands in.
#[derive(Debug)]
struct Statement {
    path: String,
    sql: String,
}

/// Macros that put a literal before their own: `task!("WHERE …")`. Name, what is put, and where the macro ends.
fn macros(source: &Source) -> BTreeMap<String, (String, usize)> {
    static MACRO: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"macro_rules! (\w+) \{").unwrap());
    let found = MACRO.captures_iter(&source.code).filter_map(|found| {
        let from = found.get(0)?.end();
        let end = from + source.code[from..].find("\n}")?;
        let prefix = source.literals.iter().find(|literal| (from..end).contains(&literal.place.start))?;
        let joins = source.code[prefix.place.end..end].trim_start_matches([',', ' ', '\n']).starts_with("$rest");
        joins.then(|| (found[1].to_owned(), (prefix.value.clone(), end)))
    });
    found.collect()
}

/// The statements of a file, macros unfolded.
fn statements(source: &Source) -> Vec<Statement> {
    static SQL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s").unwrap());
    let macros = macros(source);
    let mut found = Vec::new();
    for literal in &source.literals {
        let before = source.code[..literal.place.start].trim_end();
        let called = macros.iter().find(|(name, _)| before.ends_with(&format!("{name}!(")));
        let sql = match called {
            Some((_, (prefix, _))) => format!("{prefix}{}", literal.value),
            None if SQL.is_match(&literal.value) && !macros.values().any(|(prefix, _)| *prefix == literal.value) => {
                literal.value.clone()
            }
            None => continue,
        };
        found.push(Statement { path: source.path.clone(), sql });
    }
    found
}

/// What the database says against the statements.
async fn refused(conn: &mut Conn, statements: &[Statement]) -> Vec<String> {
    let mut refused = Vec::new();
    for Statement { path, sql } in statements {
        if let Err(error) = conn.prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await {
            refused.push(format!("{path}: {error}\n  {sql}"));
        }
    }
    refused
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_databases() {
    // `db` speaks to each database in its own words.
    let ours = source::all().iter().filter(|source| !source.path.starts_with("db/"));
    let statements: Vec<Statement> = ours.flat_map(statements).collect();
    assert!(statements.len() > 80, "the statements were not found: {}", statements.len());
    for fresh in Fresh::both().await {
        fresh.db.migrate().await.unwrap();
        let mut conn = fresh.db.read().await.unwrap();
        let refused = refused(&mut conn, &statements).await;
        assert!(refused.is_empty(), "{:?}:\n{}", fresh.db.dialect(), refused.join("\n"));
    }
}

#[tokio::test]
async fn a_broken_statement_is_found() {
    let text = r#"
macro_rules! task {
    ($rest:literal) => { concat!("SELECT id FROM task ", $rest) };
}
fn f() {
    task!("WHERE nonsense = $1");
    sqlx::query("UPDATE person SET nme = $1 \
                 WHERE id = $2");
    sqlx::query("DELETE FROM person WHERE id = $1");
}
"#;
    let statements = statements(&Source::new("x.rs", text));
    let sql: Vec<&str> = statements.iter().map(|statement| statement.sql.as_str()).collect();
    assert_eq!(
        sql,
        [
            "SELECT id FROM task WHERE nonsense = $1",
            "UPDATE person SET nme = $1 WHERE id = $2",
            "DELETE FROM person WHERE id = $1"
        ]
    );
    for fresh in Fresh::both().await {
        fresh.db.migrate().await.unwrap();
        let mut conn = fresh.db.read().await.unwrap();
        assert_eq!(refused(&mut conn, &statements).await.len(), 2, "{:?}", fresh.db.dialect());
    }
}
