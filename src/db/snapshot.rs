//! A copy of an SQLite database while it is at work, and the proof that such a file is whole.

use super::{Catalogue, Conn, Db, Dialect, ours};
use crate::error::{Error, Result};
use sqlx::{AnyConnection, Connection};
use std::path::Path;

/// What a proved database file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// Its schema.
    pub schema: i64,
    /// Its tables and how many rows each has.
    pub rows: Vec<(String, i64)>,
}

impl Db {
    /// Copies an SQLite database into a new file as it is at one moment; nobody who writes waits for it.
    pub async fn snapshot(&self, into: &Path) -> Result {
        if self.dialect() == Dialect::Postgres {
            return Err(Error::other(
                "this is PostgreSQL: use pg_dump -Fc, for example pg_dump -Fc mosbot > mosbot.dump",
            ));
        }
        sqlx::query("VACUUM INTO $1").bind(into.display().to_string()).execute(&mut *self.read().await?).await?;
        Ok(())
    }
}

/// Proves that a file is a whole database of ours, not newer than this release.
pub async fn prove(file: &Path) -> Result<Holds> {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(&format!("sqlite:{}", file.display())).await?;
    let holds = read(&mut conn).await;
    conn.close().await?;
    holds
}

async fn read(conn: &mut Conn) -> Result<Holds> {
    let sound: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut *conn).await?;
    if sound != ["ok"] {
        return Err(Error::other(format!("the database is not sound: {}", sound.join("; "))));
    }
    let orphans: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check").fetch_all(&mut *conn).await?;
    if !orphans.is_empty() {
        return Err(Error::other(format!("rows without what they belong to: {}", orphans.join(", "))));
    }
    let migrated = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let is_ours: i64 = sqlx::query_scalar(migrated).fetch_one(&mut *conn).await?;
    if is_ours == 0 {
        return Err(Error::other("an SQLite database, but not of mosbot"));
    }
    let schema: Option<i64> =
        sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut *conn).await?;
    let schema = schema.unwrap_or_default();
    if schema > ours() {
        return Err(Error::other(format!("schema {schema} is newer than this release, which knows {}", ours())));
    }
    let rows = Catalogue::read(conn).await?.rows(conn).await?;
    Ok(Holds { schema, rows })
}

/// Puts everything of an SQLite database into its one file, if nobody has it open. `false`: somebody has, as a process that
/// serves it does.
pub async fn at_rest(file: &Path) -> Result<bool> {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(&format!("sqlite:{}", file.display())).await?;
    let left = sqlx::raw_sql("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE;").execute(&mut conn).await;
    conn.close().await?;
    match left {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if is_busy(&*error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// `SQLITE_BUSY`, whatever its extended code.
fn is_busy(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & 0xff == 5)
}
