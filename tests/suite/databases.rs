//! Fresh databases of both kinds.

use mosbot::{db::Db, db::Id, playground::desk::test_server};
use tempfile::TempDir;

/// An empty database.
pub struct Fresh {
    /// Where it is.
    pub url: String,
    /// An open handle.
    pub db: Db,
    _folder: Option<TempDir>,
}

impl Fresh {
    /// One on SQLite and one on PostgreSQL.
    pub async fn both() -> [Self; 2] {
        [Self::sqlite().await, Self::postgres().await]
    }

    /// A file that goes away with it.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("mosbot.db").display());
        Self { db: Db::open(&url).await.unwrap(), url, _folder: Some(folder) }
    }

    /// A database of the server that the tests were started with.
    pub async fn postgres() -> Self {
        let server = test_server();
        let name = format!("suite_{}", Id::<Self>::new());
        let admin = Db::open(&format!("{server}/postgres")).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut *admin.read().await.unwrap()).await.unwrap();
        admin.close().await;
        let url = format!("{server}/{name}");
        Self { db: Db::open(&url).await.unwrap(), url, _folder: None }
    }
}
