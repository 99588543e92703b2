//! A whole database carried over into another one, SQLite or PostgreSQL on either side: one snapshot of the source, one
//! transaction of the target, every value compared before it is committed.

use super::{
    Conn, Db, Dialect, MIGRATOR,
    catalogue::{Catalogue, Column, Table},
};
use crate::error::{Error, Result};
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, Row, any::AnyRow};

/// So many values go into one statement: both databases take more.
const VALUES: usize = 8_000;

/// Copies every row. The source must be at this release's schema, the target empty or just migrated; any failure, and any
/// difference found afterwards, leaves the target as it was. Returns the tables and how many rows each has.
pub async fn copy(from: &Db, to: &Db) -> Result<Vec<(String, i64)>> {
    from.schema().await.map_err(|error| Error::other(format!("the source: {error}")))?;
    let (catalogue, empty) = Catalogue::of_this_release().await?;
    let mut reader = from.read().await?;
    let mut source = reader.begin_with(from.dialect().begin_snapshot()).await?;
    let mut target = to.begin().await?;
    MIGRATOR.run(&mut *target).await.map_err(|error| Error::other(format!("the target: {error}")))?;
    if catalogue.rows(&mut target).await? != empty {
        return Err(Error::other("the target holds data already: an empty database is needed"));
    }
    // What migrations put there comes from the source like everything else.
    for (name, _) in empty.iter().rev().filter(|(_, rows)| *rows > 0) {
        sqlx::query(AssertSqlSafe(format!("DELETE FROM {name}"))).execute(&mut *target).await?;
    }
    let mut copied = Vec::new();
    for table in &catalogue.0 {
        let sent = carry(&mut source, &mut target, table, to.dialect()).await?;
        let arrived = table.read(&mut target).await?;
        if sent != arrived {
            let Table { name, .. } = table;
            let (sent, arrived) = (sent.rows, arrived.rows);
            return Err(Error::other(format!("{name} differs after copying: {sent} rows sent, {arrived} arrived")));
        }
        copied.push((table.name.clone(), sent.rows));
    }
    source.rollback().await?;
    target.commit().await?;
    Ok(copied)
}

/// The rows of a table in whatever order: how many, and the sum of their hashes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: i64,
    hashes: [u64; 4],
}

impl Sum {
    fn add(&mut self, row: &[Value]) {
        let mut hash = Sha256::new();
        for value in row {
            // Each value says its length: no two rows read alike.
            match value {
                Value::Text(None) | Value::Number(None) => hash.update([0]),
                Value::Number(Some(number)) => {
                    hash.update([1]);
                    hash.update(number.to_be_bytes());
                }
                Value::Text(Some(text)) => {
                    hash.update([2]);
                    hash.update(text.len().to_be_bytes());
                    hash.update(text);
                }
            }
        }
        self.rows += 1;
        for (sum, part) in self.hashes.iter_mut().zip(hash.finalize().chunks_exact(8)) {
            *sum = sum.wrapping_add(u64::from_be_bytes(part.try_into().expect("eight bytes")));
        }
    }
}

/// A value of a column.
enum Value {
    Text(Option<String>),
    Number(Option<i64>),
}

impl Table {
    fn list(columns: &[&Column]) -> String {
        columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    fn select(&self) -> String {
        format!("SELECT {} FROM {}", Self::list(&self.columns.iter().collect::<Vec<_>>()), self.name)
    }

    fn values(&self, row: &AnyRow) -> Result<Vec<Value>> {
        let value = |(index, column): (usize, &Column)| {
            let value = if column.is_number {
                row.try_get(index).map(Value::Number)
            } else {
                row.try_get(index).map(Value::Text)
            };
            value.map_err(|error| Error::other(format!("{}.{}: {error}", self.name, column.name)))
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    async fn read(&self, conn: &mut Conn) -> Result<Sum> {
        let mut sum = Sum::default();
        let mut rows = sqlx::query(AssertSqlSafe(self.select())).fetch(conn);
        while let Some(row) = rows.try_next().await? {
            sum.add(&self.values(&row)?);
        }
        Ok(sum)
    }

    /// Writes some rows; what refers to a row of the same table is filled in when all of them are there.
    async fn write(&self, conn: &mut Conn, rows: &mut Vec<Vec<Value>>) -> Result {
        if rows.is_empty() {
            return Ok(());
        }
        let columns = Self::list(&self.columns.iter().collect::<Vec<_>>());
        let width = self.columns.len();
        let places =
            |row| (1..=width).map(|column| format!("${}", row * width + column)).collect::<Vec<_>>().join(", ");
        let places = (0..rows.len()).map(|row| format!("({})", places(row))).collect::<Vec<_>>().join(", ");
        let insert = format!("INSERT INTO {} ({columns}) VALUES {places}", self.name);
        let mut insert = sqlx::query(AssertSqlSafe(insert)).persistent(false);
        for row in rows.drain(..) {
            for (value, column) in row.into_iter().zip(&self.columns) {
                insert = match value {
                    Value::Text(_) if column.refers_to_own => insert.bind(None::<String>),
                    Value::Text(text) => insert.bind(text),
                    Value::Number(number) => insert.bind(number),
                };
            }
        }
        insert.execute(conn).await?;
        Ok(())
    }

    /// Fills in what refers to rows of the same table.
    async fn link(&self, source: &mut Conn, target: &mut Conn) -> Result {
        let keys: Vec<&Column> = self.columns.iter().filter(|column| column.is_key).collect();
        for Column { name, .. } in self.columns.iter().filter(|column| column.refers_to_own) {
            let [key] = keys.as_slice() else {
                return Err(Error::other(format!("{}: rows that refer to others need a key of one column", self.name)));
            };
            let key = &key.name;
            let links = format!("SELECT \"{key}\", \"{name}\" FROM {} WHERE \"{name}\" IS NOT NULL", self.name);
            let update = format!("UPDATE {} SET \"{name}\" = $1 WHERE \"{key}\" = $2", self.name);
            let mut links = sqlx::query_as::<_, (String, String)>(AssertSqlSafe(links)).fetch(&mut *source);
            while let Some((key, to)) = links.try_next().await? {
                sqlx::query(AssertSqlSafe(update.clone())).bind(to).bind(key).execute(&mut *target).await?;
            }
        }
        Ok(())
    }
}

/// Carries the rows of a table over; what was read.
async fn carry(source: &mut Conn, target: &mut Conn, table: &Table, dialect: Dialect) -> Result<Sum> {
    let batch = VALUES / table.columns.len();
    let mut sum = Sum::default();
    let mut waiting = Vec::with_capacity(batch);
    let refused = |error| match error {
        Error::Db(error) => Error::other(format!("{dialect:?} refuses rows of {}: {error}", table.name)),
        error => error,
    };
    {
        let mut rows = sqlx::query(AssertSqlSafe(table.select())).fetch(&mut *source);
        while let Some(row) = rows.try_next().await? {
            let row = table.values(&row)?;
            sum.add(&row);
            waiting.push(row);
            if waiting.len() == batch {
                table.write(target, &mut waiting).await.map_err(refused)?;
            }
        }
    }
    table.write(target, &mut waiting).await.map_err(refused)?;
    table.link(source, target).await.map_err(refused)?;
    Ok(sum)
}
