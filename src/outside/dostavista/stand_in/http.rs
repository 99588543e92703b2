//! HTTP of the stand-in: addresses, token, version, faults on the wire.

use super::{
    Shared, TOKEN, answers,
    world::{Fault, World},
};
use crate::outside::{
    dostavista::wire,
    line::{Cutter, Lines},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{ConnectInfo, Path, Query, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header::CONNECTION},
    response::{Html, IntoResponse, Response},
    routing::any,
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::{future, sync::Arc};
use tokio::net::TcpListener;

/// Versions it speaks.
const VERSIONS: [&str; 2] = ["1.4", "1.5"];
/// So many orders stand on a page unless more are asked for, and at most.
const PAGE: (usize, usize) = (10, 50);

type Pairs = Vec<(String, String)>;
/// What is answered: a status and JSON.
type Answer = (u16, Value);

/// Serves the API for ever.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = Router::new()
        .route("/api/business/{version}/{method}", any(call))
        .with_state(shared)
        .into_make_service_with_connect_info::<Cutter>();
    if let Err(error) = axum::serve(Lines(listener), router).await {
        tracing::error!(%error, "the stand-in of Dostavista stopped");
    }
}

async fn call(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    Path((version, method)): Path<(String, String)>,
    Query(query): Query<Pairs>,
    verb: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let now = (shared.now)();
    let fault = shared.change(|world| {
        world.asked.push(method.clone());
        world.trouble(&method)
    });
    let asked =
        Asked { version: &version, method: &method, query: &query, verb: &verb, headers: &headers, body: &body };
    let done = match fault {
        Some(fault) if !fault.is_done() => None,
        _ => Some(shared.change(|world| answer(world, &asked, now))),
    };
    match (fault, done) {
        (Some(Fault::Lost | Fault::AnswerLost), _) => {
            cutter.cut();
            StatusCode::OK.into_response()
        }
        (Some(Fault::Slow | Fault::Deaf), _) => {
            shared.hangs.notify_one();
            future::pending().await
        }
        (Some(Fault::NotJson), _) => Html("<html><body>Добро пожаловать!</body></html>").into_response(),
        (Some(Fault::Unavailable), _) => {
            (StatusCode::SERVICE_UNAVAILABLE, Html("<html><body>nginx</body></html>")).into_response()
        }
        (Some(Fault::Broken | Fault::BrokenAfter), _) => respond((500, refused("unexpected_error"))),
        (Some(Fault::RateLimit), _) => respond((400, refused("requests_limit_exceeded"))),
        (Some(Fault::OldVersion), _) => respond((400, refused("required_api_upgrade"))),
        (None, done) => respond(done.unwrap_or_default()),
    }
}

/// Each connection serves one call: whoever closes the door then really is not at home.
fn respond((status, body): Answer) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

struct Asked<'a> {
    version: &'a str,
    method: &'a str,
    query: &'a Pairs,
    verb: &'a Method,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl Asked<'_> {
    fn word(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Numbers of orders, one or many.
    fn ids(&self) -> Vec<i64> {
        let named = self.query.iter().filter(|(key, _)| key == "order_id" || key == "order_id[]");
        named.filter_map(|(_, value)| value.parse().ok()).collect()
    }

    fn json(&self) -> Result<Value, Answer> {
        serde_json::from_slice(self.body).map_err(|_| (400, refused("invalid_post_json")))
    }
}

fn refused(code: &str) -> Value {
    json!({ "is_successful": false, "errors": [code], "parameter_errors": null })
}

fn answer(world: &mut World, asked: &Asked<'_>, now: DateTime<Utc>) -> Answer {
    world.notice(now);
    decide(world, asked, now).unwrap_or_else(|refusal| refusal)
}

fn decide(world: &mut World, asked: &Asked<'_>, now: DateTime<Utc>) -> Result<Answer, Answer> {
    let no = |code: &str| (400, refused(code));
    if !VERSIONS.contains(&asked.version) {
        return Err(no("invalid_api_version"));
    }
    match asked.headers.get("X-DV-Auth-Token").map(HeaderValue::as_bytes) {
        None => return Err(no("required_auth_token")),
        Some(token) if token != TOKEN.as_bytes() => return Err(no("invalid_auth_token")),
        Some(_) => {}
    }
    let posts = ["calculate-order", "create-order", "cancel-order"].contains(&asked.method);
    match (posts, asked.verb == Method::POST) {
        (true, false) => return Err(no("required_method_post")),
        (false, true) => return Err(no("required_method_get")),
        _ => {}
    }
    let shape = world.shape;
    let told = |world: &World, id: i64| world.orders.get(&id).map(|made| answers::order(made, now, shape));
    let answer = match asked.method {
        "calculate-order" => {
            let body = asked.json()?;
            let order = answers::calculated(&body, world.rate, shape);
            match answers::against(&body, now) {
                None => json!({ "is_successful": true, "order": order, "warnings": [], "parameter_warnings": null }),
                Some(wrong) => json!({
                    "is_successful": true, "order": order,
                    "warnings": ["invalid_parameters"], "parameter_warnings": wrong,
                }),
            }
        }
        "create-order" => {
            let body = asked.json()?;
            if let Some(wrong) = answers::against(&body, now) {
                let answer = json!({
                    "is_successful": false, "errors": ["invalid_parameters"], "parameter_errors": wrong,
                });
                return Err((400, answer));
            }
            let id = world.make(&body, answers::price(&body, world.rate).unwrap_or_default(), now).map_err(no)?;
            json!({ "is_successful": true, "order": told(world, id) })
        }
        "cancel-order" => {
            let id = wire::number(&asked.json()?["order_id"]).unwrap_or_default();
            world.cancel(id, now).map_err(no)?;
            json!({ "is_successful": true, "order": told(world, id) })
        }
        "orders" => orders(world, asked, now),
        "deliveries" => deliveries(world, asked, now),
        "receipts" => {
            let ids = asked.ids();
            let made = world.orders.values().filter(|made| ids.contains(&made.id));
            let receipts: Vec<Value> = made.filter_map(|made| answers::receipt(made, now, shape)).collect();
            json!({ "is_successful": true, "receipts": receipts })
        }
        "courier" => match asked.ids().first().and_then(|id| world.orders.get(id)) {
            Some(made) => answers::who(made, now, shape),
            None => return Err(no("invalid_parameters")),
        },
        "client" => json!({
            "is_successful": true,
            "client": {
                "name": "ООО «Пример»", "phone": "79990000000", "email": "office@example.ru",
                "legal_type": "legal_entity", "allowed_payment_methods": ["balance", "bank_card"],
            },
        }),
        _ => return Err(no("invalid_api_method")),
    };
    Ok((200, answer))
}

/// A page of orders, the newest first.
fn orders(world: &World, asked: &Asked<'_>, now: DateTime<Utc>) -> Value {
    let ids = asked.ids();
    let from = asked.word("created_datetime_from").and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    let status = asked.word("status");
    let mut made: Vec<_> = world
        .orders
        .values()
        .rev()
        .filter(|made| ids.is_empty() || ids.contains(&made.id))
        .filter(|made| from.is_none_or(|from| made.created_at >= from))
        .filter(|made| status.is_none_or(|status| made.status(now) == status))
        .collect();
    let all = made.len();
    let count = asked.word("count").and_then(|count| count.parse().ok()).unwrap_or(PAGE.0).min(PAGE.1);
    let skipped = asked.word("next_page_id").or_else(|| asked.word("offset"));
    let skipped = skipped.and_then(|offset| offset.parse().ok()).unwrap_or(0).min(all);
    made = made.split_off(skipped);
    made.truncate(count);
    let seen = skipped + made.len();
    let orders: Vec<Value> = made.into_iter().map(|made| answers::order(made, now, world.shape)).collect();
    json!({
        "is_successful": true, "orders": orders, "orders_count": all,
        "next_page_id": (seen < all).then(|| seen.to_string()),
    })
}

fn deliveries(world: &World, asked: &Asked<'_>, now: DateTime<Utc>) -> Value {
    let words = asked.word("search_text").unwrap_or_default();
    let found: Vec<Value> = world
        .orders
        .values()
        .map(|made| answers::delivery(made, now))
        .filter(|delivery| delivery["client_order_id"].as_str().is_some_and(|reference| reference.contains(words)))
        .collect();
    json!({ "is_successful": true, "deliveries_count": found.len(), "deliveries": found, "next_page_id": null })
}
