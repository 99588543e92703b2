//! The database behind one URL: SQLite embedded by default, PostgreSQL by `postgres://`.
//!
//! One SQL text serves both (`$1` placeholders, `TEXT` and `BIGINT` columns only). On both there is one writer at a time,
//! of whatever process: a transaction takes the write lock first (`BEGIN IMMEDIATE`, an advisory lock on PostgreSQL), so
//! it never fails half-way with `SQLITE_BUSY`, and what a room reads in it nobody changes before it ends.
//! No `select!` and no `timeout` may stand around database work (a cancelled `begin` poisons a PostgreSQL connection).

mod catalogue;
mod copy;
mod dialect;
mod lease;
mod snapshot;
pub mod types;

use catalogue::Catalogue;
pub use copy::copy;
pub use dialect::Dialect;
pub use lease::{Lease, RENEWAL, alone};
pub use snapshot::{Holds, at_rest, prove};
pub use types::{Day, Id, Timestamp};

use crate::error::{Error, Result};
use sqlx::{AnyConnection, AnyPool, Connection, any::AnyPoolOptions, migrate::Migrator, sqlite::SqliteConnectOptions};
use std::{
    ops::{Deref, DerefMut},
    path::PathBuf,
    time::Duration,
};

/// The connection every query runs on.
pub type Conn = AnyConnection;

/// SQLite before this has the WAL-reset corruption bug.
pub const MIN_SQLITE: (u32, u32, u32) = (3, 51, 3);

static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// The schema of this release.
fn ours() -> i64 {
    MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// The file of an SQLite database; PostgreSQL has none.
pub fn file(url: &str) -> Result<PathBuf> {
    match Dialect::of(url)? {
        Dialect::Sqlite => Ok(url.parse::<SqliteConnectOptions>()?.get_filename().to_owned()),
        Dialect::Postgres => Err(Error::other("this is PostgreSQL: use pg_restore")),
    }
}

/// A pool of connections to the one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: AnyPool,
    /// A pool of the one connection that writes: on SQLite its cache of pages stays warm; on PostgreSQL, where writers of
    /// all processes take turns, one that is frozen can hold them up with one transaction and not with many in a row.
    writers: AnyPool,
    dialect: Dialect,
    /// What must be ours for a transaction to begin.
    lease: Option<Lease>,
}

impl Db {
    /// Connects; an SQLite file is created if absent. Fails if the database breaks what we promise
    /// (SQLite version, `synchronous=FULL`).
    pub async fn open(url: &str) -> Result<Self> {
        let dialect = Dialect::of(url)?;
        Self::connect(dialect, &dialect.creating(url)).await
    }

    /// The same for a database that must be there already.
    pub async fn existing(url: &str) -> Result<Self> {
        Self::connect(Dialect::of(url)?, url).await
    }

    async fn connect(dialect: Dialect, url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        // The pool would wait half a minute and then not say why.
        let first = AnyConnection::connect(url).await.map_err(|error| match dialect {
            Dialect::Sqlite => Error::other(format!("{url}: {error}")),
            Dialect::Postgres => Error::Db(error),
        })?;
        first.close().await?;
        let options = AnyPoolOptions::new()
            .max_connections(dialect.pool_size())
            .acquire_timeout(Duration::from_secs(30))
            .test_before_acquire(dialect == Dialect::Postgres)
            .before_acquire(move |conn, _| Box::pin(async move { Ok(dialect.is_free(conn)) }))
            .after_connect(move |conn, _| Box::pin(async move { dialect.prepare(conn).await }));
        let pool = options.clone().connect(url).await?;
        let writers = options.max_connections(1).connect(url).await?;
        let db = Self { pool, writers, dialect, lease: None };
        db.dialect.assert_durable(&mut *db.read().await?).await?;
        Ok(db)
    }

    /// Which database this is.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Brings the schema up to date, in one transaction under the writers' lock: two starting processes take turns,
    /// and a process killed half-way leaves the old schema.
    pub async fn migrate(&self) -> Result {
        self.migrate_by(&MIGRATOR).await
    }

    /// The same by migrations of another release.
    pub async fn migrate_by(&self, migrator: &Migrator) -> Result {
        let mut tx = self.begin().await?;
        migrator.run(&mut *tx).await?;
        tx.commit().await
    }

    /// The same database for what is done under a lease: whoever has lost it can't write.
    #[must_use]
    pub fn under(&self, lease: &Lease) -> Self {
        Self { lease: Some(lease.clone()), ..self.clone() }
    }

    /// How often the lease it is used under was taken, if it is held; 0 without a lease.
    pub fn held(&self) -> Option<u64> {
        self.lease.as_ref().map_or(Some(0), Lease::held)
    }

    /// Begins a transaction that may write, as soon as nobody else does.
    pub async fn begin(&self) -> Result<Tx> {
        let mut tx = Tx(self.writers.begin_with(self.dialect.begin()).await?);
        if let Some(lease) = &self.lease {
            lease.assert(&mut tx, self.dialect).await?;
        }
        Ok(tx)
    }

    /// A connection to read from; it must not write.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Any>> {
        Ok(self.pool.acquire().await?)
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result {
        sqlx::query("SELECT 1").execute(&mut *self.read().await?).await?;
        Ok(())
    }

    /// How the schema is, in words; fails if `migrate` must run or the database is ahead of this release.
    pub async fn schema(&self) -> Result<String> {
        let ours = ours();
        let mut conn = self.read().await?;
        match sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut *conn).await {
            Ok(Some(version)) if version == ours => Ok(format!("schema {version}")),
            Ok(Some(version)) if version > ours => {
                Err(Error::other(format!("schema {version} is newer than this release, which knows {ours}")))
            }
            Ok(found) => Err(Error::other(format!("schema {} of {ours}: run mosbot migrate", found.unwrap_or(0_i64)))),
            Err(sqlx::Error::Database(_)) => Err(Error::other("empty: run mosbot migrate")),
            Err(error) => Err(error.into()),
        }
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        self.writers.close().await;
        self.pool.close().await;
    }
}

/// A transaction that may write; dropped without [`Tx::commit`] it rolls back.
pub struct Tx(sqlx::Transaction<'static, sqlx::Any>);

impl Tx {
    /// Makes everything done in it permanent.
    pub async fn commit(self) -> Result {
        self.0.commit().await.map_err(Error::Db)
    }

    /// Takes everything done in it back.
    pub async fn rollback(self) -> Result {
        self.0.rollback().await.map_err(Error::Db)
    }

    /// Marks the place [`Tx::back`] leads to.
    pub async fn mark(&mut self) -> Result {
        self.say("SAVEPOINT mark").await
    }

    /// Takes back what was done since the mark, which stands.
    pub async fn back(&mut self) -> Result {
        self.say("ROLLBACK TO SAVEPOINT mark").await
    }

    /// Forgets the mark and keeps what was done since.
    pub async fn keep(&mut self) -> Result {
        self.say("RELEASE SAVEPOINT mark").await
    }

    /// Keeps what was done since the mark, and marks the place that is reached.
    pub async fn mark_anew(&mut self) -> Result {
        self.say("RELEASE SAVEPOINT mark; SAVEPOINT mark").await
    }

    async fn say(&mut self, words: &'static str) -> Result {
        sqlx::raw_sql(words).execute(&mut **self).await?;
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
