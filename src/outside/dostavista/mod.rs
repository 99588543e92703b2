//! Dostavista, whose couriers carry our deliveries: its Business API 1.5.
//!
//! One struct over HTTP and no trait: what stands in for it (`stand_in`) is an HTTP server with a world behind it, so
//! that what the tests prove is what runs. Booking is money: `create` is sent once and never repeated here; whether a
//! lost answer was a yes is looked up by our own number with `find`. There is no call that tells the balance.
//!
//! A callback is a hint, never the truth: its signature is proved here, and what it says is not believed.

mod http;
mod model;
mod refusal;
mod signature;
pub mod stand_in;
mod wire;

#[cfg(test)]
mod tests;

pub use model::{Courier, Order, OrderId, Point, Profile, Quote, Receipt, Status, Stop, Wanted};
pub use refusal::{Fault, Refusal};
pub use signature::{Callback, Verdict, callback, sign};

use crate::{error::Result, outside::http::Again};
use chrono::{DateTime, Utc};
use http::Caller;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// So many orders are asked for at once.
pub const BATCH: usize = 50;
/// So many receipts.
pub const RECEIPTS: usize = 10;
/// A call that takes longer has lost its answer.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Calls begin so far apart: how fast we may ask is told nowhere.
pub const PAUSE: Duration = Duration::from_secs(1);
/// So many pages of orders are looked through: what is not found in them is not known not to be there.
const PAGES: usize = 40;

/// How Dostavista is reached and what it is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `https://robot.dostavista.ru/api/business`
    pub api_url: String,
    /// `1.5`
    pub version: String,
    /// Of the header `X-DV-Auth-Token`.
    pub token: SecretString,
    /// How orders are paid for: `balance`.
    pub payment_method: String,
    /// What callbacks are signed with; none: none are taken.
    pub callback_secret: Option<SecretString>,
    /// A call that takes longer has lost its answer: [`PATIENCE`].
    pub patience: Duration,
    /// Calls begin so far apart: [`PAUSE`].
    pub pause: Duration,
}

/// A client of the API. Cheap to clone.
#[derive(Clone)]
pub struct Dostavista(Arc<Caller>);

impl std::fmt::Debug for Dostavista {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dostavista").field("settings", self.0.settings()).finish()
    }
}

impl Dostavista {
    /// A client with these settings.
    pub fn new(settings: Settings) -> Result<Self> {
        Ok(Self(Arc::new(Caller::new(settings)?)))
    }

    /// What an order would cost, and how the addresses are understood. Changes nothing.
    pub async fn calculate(&self, wanted: &Wanted) -> Result<Quote, Refusal> {
        let body = wire::wanted(wanted, &self.0.settings().payment_method);
        Ok(wire::quote(&self.0.send("calculate-order", &body, Again::Yes).await?))
    }

    /// Makes an order, in one call that is never repeated.
    pub async fn create(&self, wanted: &Wanted) -> Result<Order, Refusal> {
        let body = wire::wanted(wanted, &self.0.settings().payment_method);
        one(&self.0.send("create-order", &body, Again::Never).await?)
    }

    /// How orders are; at most [`BATCH`] of them. Those it does not know are not among them.
    pub async fn orders(&self, ids: &[OrderId]) -> Result<Vec<Order>, Refusal> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = numbers(ids);
        query.push(("count", BATCH.to_string()));
        let answer = self.0.ask("orders", &query).await?;
        let mut orders = list(&answer, "orders");
        orders.retain(|order| ids.contains(&order.id));
        Ok(orders)
    }

    /// The order with our number, if one was made since then. Of several the one that lives, else the last.
    pub async fn find(&self, reference: &str, since: DateTime<Utc>) -> Result<Option<Order>, Refusal> {
        let mut found = self.made_since(reference, since).await?;
        if found.is_empty() {
            found = self.carried(reference).await?;
        }
        found.sort_by_key(|order| (order.status != Status::Canceled, order.id));
        Ok(found.pop())
    }

    /// Orders with our number among all that were made since then.
    async fn made_since(&self, reference: &str, since: DateTime<Utc>) -> Result<Vec<Order>, Refusal> {
        let mut found = Vec::new();
        let mut page: Option<String> = None;
        let mut seen = 0;
        for _ in 0..PAGES {
            let mut query = vec![("created_datetime_from", wire::moment(since)), ("count", BATCH.to_string())];
            match page {
                Some(page) => query.push(("next_page_id", page)),
                None => query.push(("offset", seen.to_string())),
            }
            let answer = self.0.ask("orders", &query).await?;
            let orders = list(&answer, "orders");
            seen += orders.len();
            let none = orders.is_empty();
            found.extend(orders.into_iter().filter(|order| order.is_ours(reference)));
            page = match &answer["next_page_id"] {
                Value::String(page) if !page.is_empty() => Some(page.clone()),
                Value::Number(page) => Some(page.to_string()),
                _ => None,
            };
            let all = wire::number(&answer["orders_count"]).and_then(|all| usize::try_from(all).ok());
            if none || page.is_none() && all.is_none_or(|all| seen >= all) {
                return Ok(found);
            }
        }
        Err(Refusal::Unknown(format!("more than {PAGES} pages of orders")))
    }

    /// Orders with our number among all that are being carried.
    async fn carried(&self, reference: &str) -> Result<Vec<Order>, Refusal> {
        let query = [("search_text", reference.to_owned()), ("count", BATCH.to_string())];
        let answer = self.0.ask("deliveries", &query).await?;
        let deliveries = answer["deliveries"].as_array().into_iter().flatten();
        let ours = deliveries.filter(|delivery| delivery["client_order_id"].as_str() == Some(reference));
        let ids: Vec<OrderId> = ours.filter_map(|delivery| wire::number(&delivery["order_id"])).collect();
        self.orders(&ids).await
    }

    /// Cancels an order. It may cost money: [`Order::cancellation_fee`] says how much.
    pub async fn cancel(&self, id: OrderId) -> Result<Order, Refusal> {
        one(&self.0.send("cancel-order", &json!({ "order_id": id }), Again::Never).await?)
    }

    /// What orders have cost; at most [`RECEIPTS`] of them. Those without a receipt yet are not among them.
    pub async fn receipts(&self, ids: &[OrderId]) -> Result<Vec<Receipt>, Refusal> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.0.ask("receipts", &numbers(ids)).await?;
        let mut receipts: Vec<Receipt> =
            answer["receipts"].as_array().into_iter().flatten().filter_map(wire::receipt).collect();
        receipts.retain(|receipt| ids.contains(&receipt.order));
        Ok(receipts)
    }

    /// Who carries an order, and in what.
    pub async fn courier(&self, id: OrderId) -> Result<(Option<Courier>, Option<String>), Refusal> {
        let answer = self.0.ask("courier", &[("order_id", id.to_string())]).await?;
        Ok((wire::courier(&answer["courier"]), wire::car(&answer["courier_vehicle"])))
    }

    /// Who we are to it: proves that it is reached, speaks our version and takes the token.
    pub async fn client(&self) -> Result<Profile, Refusal> {
        Ok(wire::profile(&self.0.ask("client", &[]).await?))
    }

    /// How we pay.
    pub fn payment_method(&self) -> &str {
        &self.0.settings().payment_method
    }

    /// Whether a callback is theirs.
    pub fn proves(&self, signature: Option<&str>, body: &[u8]) -> Verdict {
        signature::prove(self.0.settings().callback_secret.as_ref(), signature, body)
    }
}

/// One number, or a list of them. How a list is written in a query nobody has recorded: what comes back is looked
/// through for those that were asked for.
fn numbers(ids: &[OrderId]) -> Vec<(&'static str, String)> {
    let name = if ids.len() == 1 { "order_id" } else { "order_id[]" };
    ids.iter().map(|id| (name, id.to_string())).collect()
}

fn list(answer: &Value, name: &str) -> Vec<Order> {
    answer[name].as_array().into_iter().flatten().filter_map(wire::order).collect()
}

/// The one order of an answer. A success without one leaves the outcome unknown.
fn one(answer: &Value) -> Result<Order, Refusal> {
    wire::order(&answer["order"]).ok_or_else(|| Refusal::Unknown("a success without an order".to_owned()))
}
