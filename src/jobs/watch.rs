//! Watches: every minute each room looks at its rows and puts what is to be said now, with keys that say it once.
//! A missed tick changes nothing, two ticks say it once.

use super::At;
use crate::{db::Conn, error::Result};
use futures::future::BoxFuture;

/// Looks at rows, not at events.
pub type Watch = for<'a> fn(&'a mut Conn, &'a At) -> BoxFuture<'a, Result>;

/// Runs the watches of all rooms.
#[derive(Clone)]
pub struct Watcher {
    /// What watches have at hand.
    pub at: At,
    /// Every room's.
    pub watches: &'static [(&'static str, Watch)],
}

impl Watcher {
    /// One round; a room that fails does not stop the others.
    pub async fn step(&self) -> Result {
        for (room, watch) in self.watches {
            let mut tx = self.at.db.begin().await?;
            match watch(&mut tx, &self.at).await {
                Ok(()) => tx.commit().await?,
                Err(error) => {
                    tracing::error!(room, %error, "a watch has failed");
                    tx.rollback().await?;
                }
            }
        }
        Ok(())
    }
}
