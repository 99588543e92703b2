//! The few words that differ between SQLite and PostgreSQL.

use super::{Conn, MIN_SQLITE};
use crate::error::{Error, Result};
use sqlx::Connection;

/// Which database stands behind the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Embedded, one process.
    Sqlite,
    /// A server, several processes.
    Postgres,
}

impl Dialect {
    pub(super) fn of(url: &str) -> Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(Error::other("database_url must begin with sqlite: or postgres://, for example sqlite:mosbot.db")),
        }
    }

    /// An SQLite file is created if absent.
    pub(super) fn creating(self, url: &str) -> String {
        match self {
            Self::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            Self::Sqlite | Self::Postgres => url.to_owned(),
        }
    }

    /// So many connections at most.
    pub(super) const fn pool_size(self) -> u32 {
        match self {
            Self::Sqlite => 2,
            Self::Postgres => 8,
        }
    }

    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN; SELECT pg_advisory_xact_lock(5025)",
        }
    }

    /// Begins a transaction that reads everything as it is at one moment.
    pub(super) const fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// What every new connection is told.
    pub(super) async fn prepare(self, conn: &mut Conn) -> sqlx::Result<()> {
        match self {
            Self::Sqlite => {
                sqlx::raw_sql(
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                     PRAGMA busy_timeout = 10000; PRAGMA cache_size = -32768;",
                )
                .execute(conn)
                .await?;
            }
            Self::Postgres => {
                // Whoever is frozen in a transaction holds up all others no longer than this.
                sqlx::raw_sql(
                    "SET synchronous_commit = on; SET TIME ZONE 'UTC'; SET idle_in_transaction_session_timeout = '10s';",
                )
                .execute(conn)
                .await?;
            }
        }
        Ok(())
    }

    /// Whether a connection may be used again. SQLite ends a transaction itself when the disk is full or fails; the
    /// rollback that follows finds none, and sqlx believes for ever that it is still open: such a connection is replaced.
    pub(super) fn is_free(self, conn: &Conn) -> bool {
        self == Self::Postgres || !conn.is_in_transaction()
    }

    /// What the promises about power loss stand on.
    pub(super) async fn assert_durable(self, conn: &mut Conn) -> Result {
        if self == Self::Postgres {
            return Ok(());
        }
        let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut *conn).await?;
        if !is_at_least(&version, MIN_SQLITE) {
            return Err(Error::other(format!("SQLite {version} can corrupt a WAL; 3.51.3 or newer is needed")));
        }
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(conn).await?;
        if synchronous != 2 {
            return Err(Error::other(format!("PRAGMA synchronous is {synchronous}, not 2 (FULL)")));
        }
        Ok(())
    }

    /// One line for `mosbot check`: what is running and how durable it is.
    pub async fn describe(self, conn: &mut Conn) -> Result<String> {
        match self {
            Self::Sqlite => {
                let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut *conn).await?;
                self.assert_durable(conn).await?;
                Ok(format!("SQLite {version}, synchronous=FULL"))
            }
            Self::Postgres => {
                let version: String = sqlx::query_scalar("SHOW server_version").fetch_one(conn).await?;
                Ok(format!("PostgreSQL {version}"))
            }
        }
    }
}

fn is_at_least(version: &str, min: (u32, u32, u32)) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= min
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_sqlite_is_refused() {
        assert!(is_at_least("3.51.3", MIN_SQLITE));
        assert!(is_at_least("3.100.0", MIN_SQLITE));
        assert!(!is_at_least("3.51.2", MIN_SQLITE));
        assert!(!is_at_least("3.9.9", MIN_SQLITE));
    }

    #[test]
    fn an_unknown_scheme_is_named() {
        assert!(Dialect::of("mysql://x").unwrap_err().to_string().contains("sqlite:mosbot.db"));
    }
}
