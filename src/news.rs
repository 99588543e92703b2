//! News: what happened in one room that another acts on. The room that tells knows nobody; rooms that `hear` look whether
//! it concerns them.
//!
//! News is heard in the transaction that tells it, not in a job after it: a clock that a call has stopped must be stopped
//! when the call is stored, or an escalation could still be said between the two.

use crate::{
    calendar::Moment,
    clients::{Client, Site},
    db::{Conn, Id},
    error::Result,
    people::Person,
};
use chrono::{DateTime, NaiveDate, Utc};
use futures::future::BoxFuture;

/// What can happen.
#[derive(Debug, Clone)]
pub enum News {
    /// A logged call reached the client: it is answered (PRODUCT 4.6).
    CallReached {
        /// Who was reached.
        client: Id<Client>,
        /// Who called.
        by: Id<Person>,
        /// The call.
        call: Id<()>,
        /// When it was.
        at: DateTime<Utc>,
    },
    /// A client called and nobody of us answered: it waits for us (PRODUCT 4.6).
    CallMissed {
        /// Who called.
        client: Id<Client>,
        /// The call.
        call: Id<()>,
        /// When it was.
        at: DateTime<Utc>,
    },
    /// Such a call was taken back.
    CallTakenBack {
        /// Whose.
        client: Id<Client>,
        /// The call.
        call: Id<()>,
    },
    /// One of us answered a client's request.
    Answered {
        /// Whose.
        client: Id<Client>,
        /// The request.
        request: Id<()>,
        /// Who answered.
        by: Id<Person>,
    },
    /// A client wrote in a conversation, or wrote anew what they had written.
    ClientWrote {
        /// Who.
        client: Id<Client>,
        /// The request.
        request: Id<()>,
        /// In what words; none where there are only files.
        words: String,
    },
    /// A site of a client will be ready on another day than was known, or a day was named for the first time.
    SiteMoved {
        /// Whose.
        client: Id<Client>,
        /// Which; `None`: the client as a whole.
        site: Option<Id<Site>>,
        /// The day before.
        from: Option<NaiveDate>,
        /// The day now.
        to: NaiveDate,
    },
    /// What a rule of escalation looks at has changed: it is looked at anew, now.
    Changed {
        /// Its code: `E2`.
        rule: &'static str,
        /// Whose affairs; `None`: of the whole department.
        client: Option<Id<Client>>,
    },
}

/// How a room hears news. It decides by its own rows, so that hearing a thing twice does no more than once.
pub type Listener = for<'a> fn(&'a mut Conn, &'a News, Moment<'a>) -> BoxFuture<'a, Result>;

/// Tells the rooms that listen.
pub async fn tell(conn: &mut Conn, listeners: &[Listener], news: &News, moment: Moment<'_>) -> Result {
    for hears in listeners {
        hears(conn, news, moment).await?;
    }
    Ok(())
}
