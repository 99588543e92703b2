//! Who polls, who sends, who looks at the clock. Of several processes on one PostgreSQL each of these is done by one, for
//! a term that it renews; on SQLite there is one process, which holds the file ([`alone`]).
//!
//! A process that was frozen or cut off finds out at its next transaction: what is begun under a lease ([`Db::under`])
//! fails if the lease is somebody else's by then. Terms are measured by the database's clock, as processes have each
//! their own.

use super::{Db, Dialect, Tx};
use crate::error::{Error, Result};
use std::{
    fs::{File, TryLockError},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use uuid::Uuid;

/// Nobody hears of its holder for so long, and the lease may be taken.
const TERM: Duration = Duration::from_secs(15);

/// How often a lease is renewed, or asked for by those who have it not.
pub const RENEWAL: Duration = Duration::from_secs(3);

/// The right of one process, of all that serve the database, to do a thing. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Lease(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: &'static str,
    holder: String,
    /// Until when it is ours for certain, if it is; ever, on SQLite.
    until: Mutex<Option<Instant>>,
    /// How often it was taken.
    taken: AtomicU64,
}

impl Lease {
    /// A lease that nobody has asked for yet.
    pub fn of(name: &'static str) -> Self {
        let holder = Uuid::now_v7().simple().to_string();
        Self(Arc::new(Inner { name, holder, until: Mutex::new(None), taken: AtomicU64::new(0) }))
    }

    /// Whether it is ours for certain, and how often it was taken: another number tells that another had it meanwhile.
    pub fn held(&self) -> Option<u64> {
        let until = *self.0.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.filter(|until| Instant::now() < *until).map(|_| self.0.taken.load(Ordering::SeqCst))
    }

    /// Asks for it, or renews it.
    pub async fn renew(&self, db: &Db) -> Result {
        if db.dialect() == Dialect::Sqlite {
            // A year.
            self.set(Some(Instant::now() + Duration::from_hours(24 * 365)), self.held().is_none());
            return Ok(());
        }
        let asked = Instant::now();
        let mut tx = db.begin().await?;
        let stands: Option<(String, i64)> = sqlx::query_as(
            "SELECT holder, CAST(until < EXTRACT(EPOCH FROM now()) AS INTEGER)::BIGINT FROM lease WHERE name = $1",
        )
        .bind(self.0.name)
        .fetch_optional(&mut *tx)
        .await?;
        let kept = stands.as_ref().is_some_and(|(holder, _)| *holder == self.0.holder);
        if !kept && stands.is_some_and(|(_, lapsed)| lapsed == 0) {
            tx.rollback().await?;
            self.set(None, false);
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO lease (name, holder, until) VALUES ($1, $2, CAST(EXTRACT(EPOCH FROM now()) AS BIGINT) + $3) \
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until",
        )
        .bind(self.0.name)
        .bind(&self.0.holder)
        .bind(i64::try_from(TERM.as_secs()).unwrap_or(i64::MAX))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.set(Some(asked + TERM), !kept);
        Ok(())
    }

    fn set(&self, until: Option<Instant>, taken: bool) {
        if taken {
            self.0.taken.fetch_add(1, Ordering::SeqCst);
            tracing::info!(lease = self.0.name, "taken");
        }
        let mut known = self.0.until.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_some() && until.is_none() {
            tracing::warn!(lease = self.0.name, "it is another's, or given back");
        }
        *known = until;
    }

    /// Gives it back, so that another need not wait for its end.
    pub async fn release(&self, db: &Db) -> Result {
        if self.held().is_none() || db.dialect() == Dialect::Sqlite {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        sqlx::query("DELETE FROM lease WHERE name = $1 AND holder = $2")
            .bind(self.0.name)
            .bind(&self.0.holder)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        self.set(None, false);
        Ok(())
    }

    /// Fails if it is not ours: asked in a transaction that may write, so nobody can take it before that ends.
    pub(super) async fn assert(&self, tx: &mut Tx, dialect: Dialect) -> Result {
        if dialect == Dialect::Sqlite {
            return Ok(());
        }
        let ours: Option<i64> = sqlx::query_scalar("SELECT until FROM lease WHERE name = $1 AND holder = $2")
            .bind(self.0.name)
            .bind(&self.0.holder)
            .fetch_optional(&mut **tx)
            .await?;
        ours.map(drop).ok_or(Error::NotOurs(self.0.name))
    }
}

/// Holds an SQLite database for this process as long as the file is kept: another one is refused. Nothing is held of
/// PostgreSQL, which several may serve.
pub fn alone(url: &str) -> Result<Option<File>> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Ok(None) };
    let path = path.trim_start_matches("//").split('?').next().unwrap_or_default();
    let path = format!("{path}.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| Error::other(format!("{path}: {error}")))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(Error::other(format!("another mosbot serves this database ({path} is held): several need PostgreSQL")))
        }
        Err(TryLockError::Error(error)) => Err(Error::other(format!("{path}: {error}"))),
    }
}
