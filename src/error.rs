//! What can go wrong: words for the person, or a fault for the log.

use crate::text::Text;

/// Why a turn, a job or a command failed.
#[derive(Debug)]
pub enum Error {
    /// The person did something that can't be done: shown to them, nothing logged.
    User(Text),
    /// The database refused.
    Db(sqlx::Error),
    /// The right to do it has passed to another process ([`crate::db::Lease`]).
    NotOurs(&'static str),
    /// Anything else: logged once, the person gets a number to quote.
    Other(Box<dyn std::error::Error + Send + Sync>),
}

/// The result of everything that touches the database or the person.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

impl Error {
    /// A fault in words, for the log.
    pub fn other(why: impl Into<String>) -> Self {
        Self::Other(why.into().into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::User(text) => write!(f, "refused: {text:?}"),
            Self::Db(error) => write!(f, "database: {error}"),
            Self::NotOurs(lease) => write!(f, "another process is the {lease} now"),
            Self::Other(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Text> for Error {
    fn from(text: Text) -> Self {
        Self::User(text)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error)
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Other(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.into())
    }
}
