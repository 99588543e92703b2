//! ПланФакт, where bills wait for their payment («ПФ»): its API v1.
//!
//! One struct over HTTP and no trait: what stands in for it (`stand_in`) is an HTTP server with a world behind it. Making
//! an operation is sent once and never repeated here. Their `externalId` is neither unique nor searched, and a success may
//! come with an empty body: whether an operation is there is known by our marker in its comment, looked up with `find`.
//! That an operation is income is made as an outcome is we take from the name of the call alone.

mod http;
mod refusal;
pub mod stand_in;
mod wire;

#[cfg(test)]
mod tests;

pub use refusal::Refusal;

use crate::{error::Result, money::Money, outside::http::Again};
use chrono::{Days, NaiveDate};
use http::Caller;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// A call that takes longer has lost its answer.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Calls begin so far apart: how fast we may ask is told nowhere.
pub const PAUSE: Duration = Duration::from_millis(500);
/// So many operations are asked for at once.
const BATCH: usize = 100;
/// So many pages are looked through: what is not found in them is not known not to be there.
const PAGES: usize = 20;
/// People move operations to other days: they are looked for so many days around.
const AROUND: Days = Days::new(366);

/// Their number of an operation.
pub type OperationId = i64;

/// How ПланФакт is reached and where bills are put.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `https://api.planfact.io/api/v1`
    pub api_url: String,
    /// Of the header `X-ApiKey`.
    pub api_key: SecretString,
    /// The account that is paid from, and to.
    pub account: i64,
    /// The category of what we pay.
    pub outcome_category: i64,
    /// The category of what clients pay us; none: those are entered by hand.
    pub income_category: Option<i64>,
    /// The project of both.
    pub project: Option<i64>,
    /// A call that takes longer has lost its answer: [`PATIENCE`].
    pub patience: Duration,
    /// Calls begin so far apart: [`PAUSE`].
    pub pause: Duration,
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To us.
    Income,
    /// From us.
    Outcome,
}

/// An operation to be made: planned until it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Which way.
    pub way: Way,
    /// How much.
    pub sum: Money,
    /// When it is to be paid, or was.
    pub on: NaiveDate,
    /// What for, in words.
    pub comment: String,
    /// Ours, found nowhere else.
    pub marker: String,
    /// It is paid already.
    pub committed: bool,
}

/// An operation as they tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Their number.
    pub id: OperationId,
    /// It is paid.
    pub committed: bool,
    /// All they said: what we do not mean to change is sent back as it came.
    told: Value,
}

/// What became of an operation with our marker.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Nobody has made it.
    Nothing,
    /// It is there.
    There(Box<Operation>),
    /// Somebody has deleted it.
    Deleted,
}

/// A client of the API. Cheap to clone.
#[derive(Clone)]
pub struct Planfact(Arc<Caller>);

impl std::fmt::Debug for Planfact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Planfact").field("settings", self.0.settings()).finish()
    }
}

impl Planfact {
    /// A client with these settings.
    pub fn new(settings: Settings) -> Result<Self> {
        Ok(Self(Arc::new(Caller::new(settings)?)))
    }

    /// Whether operations of this way are ours to make.
    pub fn takes(&self, way: Way) -> bool {
        self.category(way).is_some()
    }

    fn category(&self, way: Way) -> Option<i64> {
        match way {
            Way::Income => self.0.settings().income_category,
            Way::Outcome => Some(self.0.settings().outcome_category),
        }
    }

    /// Looks for the operation with our marker. `day` is when it was to be paid.
    pub async fn find(&self, way: Way, marker: &str, day: NaiveDate) -> Result<Found, Refusal> {
        let (mut deleted, mut seen) = (false, 0);
        for _ in 0..PAGES {
            // Where they read the page from differs from client to client: both places name it.
            let query = [("paging.offset", seen.to_string()), ("paging.limit", BATCH.to_string())];
            let body = json!({
                "operationType": [way.name()], "searchString": marker, "offset": seen, "limit": BATCH,
                "operationDateStart": (day - AROUND).to_string(), "operationDateEnd": (day + AROUND).to_string(),
            });
            let answer = self.0.post("operations/list", &query, &body, Again::Yes).await?;
            let items = wire::items(&answer, "items");
            if let Some(found) = items.iter().find(|item| wire::is_marked(item, marker)).and_then(wire::operation) {
                return Ok(Found::There(Box::new(found)));
            }
            deleted |= wire::items(&answer, "deletedItems").iter().any(|item| wire::is_marked(item, marker));
            let all = answer["total"].as_u64().and_then(|all| usize::try_from(all).ok());
            seen += items.len();
            if items.is_empty() || all.map_or(items.len() < BATCH, |all| seen >= all) {
                return Ok(if deleted { Found::Deleted } else { Found::Nothing });
            }
        }
        Err(Refusal::Unknown(format!("more than {PAGES} pages of operations")))
    }

    /// Makes an operation, in one call that is never repeated. `None`: it is made, and its number is not told.
    pub async fn create(&self, planned: &Planned) -> Result<Option<OperationId>, Refusal> {
        let settings = self.0.settings();
        let category = self.category(planned.way).ok_or_else(|| Refusal::Refused("no category for it".to_owned()))?;
        let body = wire::planned(planned, settings.account, category, settings.project);
        let answer = self.0.post(planned.way.path(), &[], &body, Again::Never).await?;
        Ok(wire::number(&answer["operationId"]).or_else(|| wire::number(&answer)))
    }

    /// Says of an operation whether it is paid, and on which day; whatever else people made of it stays.
    pub async fn set_committed(
        &self,
        way: Way,
        operation: &Operation,
        committed: bool,
        on: NaiveDate,
    ) -> Result<(), Refusal> {
        let settings = self.0.settings();
        let body = wire::changed(&operation.told, settings.account, committed, on);
        self.0.put(&format!("{}/{}", way.path(), operation.id), &body).await.map(drop)
    }

    /// Deletes an operation.
    pub async fn delete(&self, id: OperationId) -> Result<(), Refusal> {
        self.0.delete(&format!("operations/{id}")).await.map(drop)
    }

    /// What the account is called there: proves that it is reached, takes the key and knows the account.
    pub async fn account(&self) -> Result<Option<String>, Refusal> {
        let account = self.0.settings().account;
        let answer = self.0.get("accounts", &[]).await?;
        let known = wire::items(&answer, "items");
        Ok(known.iter().find(|item| wire::number(&item["accountId"]) == Some(account)).map(wire::title))
    }
}

impl Way {
    const fn name(self) -> &'static str {
        match self {
            Self::Income => "Income",
            Self::Outcome => "Outcome",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Income => "operations/income",
            Self::Outcome => "operations/outcome",
        }
    }
}
