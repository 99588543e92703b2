//! The one place that waits. Loops wait here for news or for time to pass; tests never come here.

use std::{future::Future, time::Duration};
use tokio::sync::{Notify, watch};

/// Waits for so long.
#[expect(clippy::disallowed_methods, reason = "the one home of waiting")]
pub async fn wait(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// Waits for news, at most so long.
pub async fn news(bell: &Notify, at_most: Duration) {
    tokio::select! {
        () = bell.notified() => {}
        () = wait(at_most) => {}
    }
}

/// How long to wait after so many failures in a row: 1 s, 2 s, 4 s … 30 s.
pub fn backoff(failures: u32) -> Duration {
    Duration::from_secs((1_u64 << failures.min(5)).min(30))
}

/// A future, or `None` as soon as `stop` becomes true. Only for work that may be abandoned: never the database's.
pub async fn until<T>(stop: &watch::Receiver<bool>, work: impl Future<Output = T>) -> Option<T> {
    let mut stop = stop.clone();
    tokio::select! {
        biased;
        _ = stop.wait_for(|stop| *stop) => None,
        done = work => Some(done),
    }
}
