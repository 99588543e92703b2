//! Of several processes that serve one PostgreSQL one does a thing, and whoever has lost the right to can't write.

use crate::databases::Fresh;
use mosbot::{
    db::{Db, Lease},
    error::Error,
};

/// Nobody has heard of the holder for its term.
async fn lapse(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    sqlx::query("UPDATE lease SET until = 0").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn may_write(db: &Db) -> bool {
    match db.begin().await {
        Ok(tx) => tx.rollback().await.is_ok(),
        Err(Error::NotOurs(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn one_holds_a_lease_until_it_ends_or_is_given_back() {
    let fresh = Fresh::postgres().await;
    let db = &fresh.db;
    db.migrate().await.unwrap();
    let [first, second] = ["sender", "sender"].map(Lease::of);
    let [of_first, of_second] = [&first, &second].map(|lease| db.under(lease));
    assert!(!may_write(&of_first).await, "nobody has asked for it");
    first.renew(db).await.unwrap();
    second.renew(db).await.unwrap();
    assert_eq!((first.held(), second.held()), (Some(1), None));
    assert!(may_write(&of_first).await && !may_write(&of_second).await);
    first.renew(db).await.unwrap();
    assert_eq!(first.held(), Some(1), "it is kept, not taken again");

    lapse(db).await;
    assert!(may_write(&of_first).await, "nobody else has taken it");
    second.renew(db).await.unwrap();
    assert_eq!(second.held(), Some(1));
    assert!(first.held().is_some() && !may_write(&of_first).await, "whoever believes to hold it finds out");
    first.renew(db).await.unwrap();
    assert_eq!(first.held(), None);

    second.release(db).await.unwrap();
    assert!(!may_write(&of_second).await);
    first.renew(db).await.unwrap();
    assert_eq!(first.held(), Some(2), "it was another's meanwhile");
}

#[tokio::test]
async fn one_process_serves_an_sqlite_file() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("mosbot.db").display());
    let held = mosbot::db::alone(&url).unwrap();
    assert!(held.is_some());
    let refused = mosbot::db::alone(&url).unwrap_err().to_string();
    assert!(refused.contains("another mosbot serves this database"), "{refused}");
    drop(held);
    assert!(mosbot::db::alone(&url).unwrap().is_some(), "a process that has died holds nothing");
    assert!(mosbot::db::alone("postgres://mosbot@localhost/mosbot").unwrap().is_none());
}
