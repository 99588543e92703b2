//! The tables of a schema, in an order in which rows find what they refer to.

use super::{Conn, MIGRATOR};
use crate::error::{Error, Result};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::collections::BTreeSet;

/// A table of ours.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column of ours.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it keeps whole numbers; text, if not.
    pub is_number: bool,
    /// Whether it is a part of the primary key.
    pub is_key: bool,
    /// Whether it refers to another row of the same table.
    pub refers_to_own: bool,
}

/// Every table, those that others refer to first.
#[derive(Debug, Clone)]
pub struct Catalogue(pub Vec<Table>);

impl Catalogue {
    /// That of this release, and how many rows its migrations put into each table of an empty database.
    pub async fn of_this_release() -> Result<(Self, Vec<(String, i64)>)> {
        sqlx::any::install_default_drivers();
        let mut conn = AnyConnection::connect("sqlite::memory:").await?;
        MIGRATOR.run(&mut conn).await?;
        let catalogue = Self::read(&mut conn).await?;
        let rows = catalogue.rows(&mut conn).await?;
        conn.close().await?;
        Ok((catalogue, rows))
    }

    /// That of an SQLite database.
    pub(super) async fn read(conn: &mut Conn) -> Result<Self> {
        const TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' \
            AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_sqlx_migrations' ORDER BY name";
        let names: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *conn).await?;
        let mut waiting = Vec::new();
        for name in names {
            let columns: Vec<(String, String, i64)> =
                sqlx::query_as("SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid")
                    .bind(&name)
                    .fetch_all(&mut *conn)
                    .await?;
            let links: Vec<(String, String)> =
                sqlx::query_as("SELECT \"table\", \"from\" FROM pragma_foreign_key_list($1)")
                    .bind(&name)
                    .fetch_all(&mut *conn)
                    .await?;
            let column = |(column, kind, key): (String, String, i64)| Column {
                is_number: kind != "TEXT",
                is_key: key > 0,
                refers_to_own: links.iter().any(|(table, from)| *table == name && *from == column),
                name: column,
            };
            let columns = columns.into_iter().map(column).collect();
            let others = links.iter().map(|(table, _)| table.clone()).filter(|table| *table != name);
            waiting.push((others.collect::<BTreeSet<_>>(), Table { name, columns }));
        }
        let mut ordered: Vec<Table> = Vec::new();
        while !waiting.is_empty() {
            let known: BTreeSet<String> = ordered.iter().map(|table| table.name.clone()).collect();
            let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(others, _)| others.is_subset(&known));
            if ready.is_empty() {
                return Err(Error::other("tables refer to each other in a ring"));
            }
            ordered.extend(ready.into_iter().map(|(_, table)| table));
            waiting = rest;
        }
        Ok(Self(ordered))
    }

    /// How many rows each table has.
    pub(super) async fn rows(&self, conn: &mut Conn) -> Result<Vec<(String, i64)>> {
        let mut rows = Vec::new();
        for Table { name, .. } in &self.0 {
            let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {name}")));
            rows.push((name.clone(), count.fetch_one(&mut *conn).await?));
        }
        Ok(rows)
    }
}
