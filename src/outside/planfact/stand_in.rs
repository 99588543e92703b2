//! ПланФакт on this machine: its API over HTTP with a world behind it. Operations are kept, as many as were asked for, and
//! whatever may go wrong with a stranger's system can be made to.
//!
//! Not here: moves between accounts, balances, reports: we do not use them.

use super::{OperationId, Settings};
use crate::outside::line::{Cutter, Lines};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{ConnectInfo, Path, Query, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header::CONNECTION},
    response::{Html, IntoResponse, Response},
    routing::any,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    future, io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

/// Our key with the stand-in.
const KEY: &str = "standing-in-5f1c";
/// What it knows of accounts and categories.
const ACCOUNT: i64 = 1234;
const OUTCOME: i64 = 10;
const INCOME: i64 = 20;

/// What may go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 503 and a page for people, nothing done.
    Unavailable,
    /// Too many calls, nothing done.
    RateLimit,
    /// Their no, with status 200, nothing done.
    Refused,
    /// The connection is lost before anything is heard.
    Lost,
    /// It is done, and the connection is lost before the answer.
    AnswerLost,
    /// It is done, and the answer does not come.
    Slow,
    /// It is done, and the answer is 500.
    BrokenAfter,
    /// It is done, and the answer is an empty body.
    Empty,
}

impl Fault {
    const fn is_done(self) -> bool {
        matches!(self, Self::AnswerLost | Self::Slow | Self::BrokenAfter | Self::Empty)
    }
}

/// An operation as the stand-in holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Its number.
    pub id: OperationId,
    /// `Income`, `Outcome`.
    pub way: &'static str,
    /// All they were told.
    pub body: Value,
    /// Somebody has deleted it.
    pub deleted: bool,
}

#[derive(Debug, Default)]
struct World {
    operations: BTreeMap<OperationId, Held>,
    fault: Option<Fault>,
    next: Vec<(&'static str, Fault)>,
    asked: Vec<String>,
}

struct Shared {
    world: Mutex<World>,
    /// A call hangs.
    hangs: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running stand-in; clones show the same world, the last one dropped stops it.
#[derive(Clone)]
pub struct StandIn {
    shared: Arc<Shared>,
    door: Arc<Door>,
}

struct Door {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl StandIn {
    /// Starts on a free port of 127.0.0.1.
    #[expect(clippy::disallowed_methods, reason = "the stand-in's server lives and dies with the stand-in")]
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { world: Mutex::default(), hangs: Notify::new() });
        let task = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { shared, door: Arc::new(Door { address, task }) })
    }

    /// How it is reached. Calls wait for `patience`.
    pub fn settings(&self, patience: Duration) -> Settings {
        Settings {
            api_url: format!("http://{}/api/v1", self.door.address),
            api_key: KEY.to_owned().into(),
            account: ACCOUNT,
            outcome_category: OUTCOME,
            income_category: Some(INCOME),
            project: None,
            patience,
            pause: Duration::ZERO,
        }
    }

    /// What goes wrong with every call.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shared.lock().fault = fault;
    }

    /// What goes wrong with the next call of a path: `operations/outcome`.
    pub fn next(&self, path: &'static str, fault: Fault) {
        self.shared.lock().next.push((path, fault));
    }

    /// Comes back when a call begins to hang, by [`Fault::Slow`].
    pub async fn hangs(&self) {
        self.shared.hangs.notified().await;
    }

    /// Every operation that nobody has deleted.
    pub fn operations(&self) -> Vec<Held> {
        self.shared.lock().operations.values().filter(|held| !held.deleted).cloned().collect()
    }

    /// Somebody deletes an operation there by hand.
    pub fn loses(&self, id: OperationId) {
        if let Some(held) = self.shared.lock().operations.get_mut(&id) {
            held.deleted = true;
        }
    }

    /// How often a path was called.
    pub fn asked(&self, path: &str) -> usize {
        self.shared.lock().asked.iter().filter(|asked| *asked == path).count()
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = Router::new()
        .route("/api/v1/{*path}", any(call))
        .with_state(shared)
        .into_make_service_with_connect_info::<Cutter>();
    if let Err(error) = axum::serve(Lines(listener), router).await {
        tracing::error!(%error, "the stand-in of ПланФакт stopped");
    }
}

type Pairs = Vec<(String, String)>;

async fn call(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    Path(path): Path<String>,
    Query(query): Query<Pairs>,
    verb: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (fault, done) = {
        let mut world = shared.lock();
        world.asked.push(path.clone());
        let named = world.next.iter().position(|(named, _)| *named == path);
        let fault = named.map(|at| world.next.remove(at).1).or(world.fault);
        let done = match fault {
            Some(fault) if !fault.is_done() => None,
            _ => Some(answer(&mut world, (&verb, &path), &query, &headers, &body)),
        };
        (fault, done)
    };
    match (fault, done) {
        (Some(Fault::Lost | Fault::AnswerLost), _) => {
            cutter.cut();
            StatusCode::OK.into_response()
        }
        (Some(Fault::Slow), _) => {
            shared.hangs.notify_one();
            future::pending().await
        }
        (Some(Fault::Unavailable), _) => {
            (StatusCode::SERVICE_UNAVAILABLE, Html("<html><body>nginx</body></html>")).into_response()
        }
        (Some(Fault::RateLimit), _) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        (Some(Fault::Refused), _) => respond(200, &no("Счёт не найден", "AccountNotFound")),
        (Some(Fault::BrokenAfter), _) => respond(500, &no("", "InternalError")),
        (Some(Fault::Empty), _) => respond(200, &Value::Null),
        (None, done) => {
            let (status, answer) = done.unwrap_or_default();
            respond(status, &answer)
        }
    }
}

/// `null` is an empty body. Each connection serves one call.
fn respond(status: u16, answer: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response =
        if answer.is_null() { status.into_response() } else { (status, Json(answer.clone())).into_response() };
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn no(message: &str, code: &str) -> Value {
    json!({ "data": null, "isSuccess": false, "errorMessage": message, "errorCode": code })
}

fn yes(data: &Value) -> Value {
    json!({ "data": data, "isSuccess": true, "errorMessage": null, "errorCode": null })
}

fn answer(
    world: &mut World,
    (verb, path): (&Method, &str),
    query: &Pairs,
    headers: &HeaderMap,
    body: &[u8],
) -> (u16, Value) {
    if headers.get("X-ApiKey").map(HeaderValue::as_bytes) != Some(KEY.as_bytes()) {
        return (401, no("Неверный ключ", "Unauthorized"));
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let (head, id) = path.rsplit_once('/').unwrap_or_default();
    let id: Option<OperationId> = id.parse().ok();
    let known = id.filter(|id| world.operations.get(id).is_some_and(|held| !held.deleted));
    match (verb.as_str(), path) {
        ("GET", "accounts") => {
            let account = json!({ "accountId": ACCOUNT, "title": "Расчётный счёт", "remainder": 0 });
            (200, yes(&json!({ "items": [account], "total": 1 })))
        }
        ("POST", "operations/list") => (200, yes(&list(world, query, &body))),
        ("POST", "operations/outcome") => make(world, "Outcome", OUTCOME, body),
        ("POST", "operations/income") => make(world, "Income", INCOME, body),
        ("PUT", _) if head == "operations/outcome" || head == "operations/income" => match known {
            Some(id) => {
                world.operations.entry(id).and_modify(|held| held.body = body);
                (200, yes(&json!({ "operationId": id })))
            }
            None => (200, no("Операция не найдена", "OperationNotFound")),
        },
        ("DELETE", _) if head == "operations" => match known {
            Some(id) => {
                world.operations.entry(id).and_modify(|held| held.deleted = true);
                (200, Value::Null)
            }
            None => (200, no("Операция не найдена", "OperationNotFound")),
        },
        _ => (404, no("", "NotFound")),
    }
}

/// However often it is asked for: theirs looks at no number of ours.
fn make(world: &mut World, way: &'static str, category: i64, body: Value) -> (u16, Value) {
    if body["accountId"] != ACCOUNT {
        return (200, no("Счёт не найден", "AccountNotFound"));
    }
    if body["items"][0]["operationCategoryId"] != category {
        return (200, no("Статья не найдена", "OperationCategoryNotFound"));
    }
    let id = world.operations.keys().last().map_or(501, |last| last + 1);
    world.operations.insert(id, Held { id, way, body, deleted: false });
    (200, yes(&json!({ "operationId": id })))
}

fn list(world: &World, query: &Pairs, body: &Value) -> Value {
    let words = body["searchString"].as_str().unwrap_or_default();
    let way = body["operationType"][0].as_str().unwrap_or_default();
    let fits = |held: &&Held| held.way == way && held.body["comment"].as_str().unwrap_or_default().contains(words);
    let number = |name: &str| {
        let named = query.iter().find(|(key, _)| key == name);
        named.and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let (offset, limit) = (number("paging.offset").unwrap_or(0), number("paging.limit").unwrap_or(20));
    let all: Vec<Value> = world.operations.values().filter(|held| !held.deleted).filter(fits).map(told).collect();
    let gone: Vec<Value> = world.operations.values().filter(|held| held.deleted).filter(fits).map(told).collect();
    let page: Vec<Value> = all.iter().skip(offset).take(limit).cloned().collect();
    json!({ "items": page, "total": all.len(), "totalDeleted": gone.len(), "deletedItems": gone })
}

fn told(held: &Held) -> Value {
    let body = &held.body;
    let parts = body["items"].as_array().into_iter().flatten().map(|item| {
        json!({
            "operationPartId": 10, "calculationDate": item["calculationDate"], "value": item["value"], "project": null,
            "contrAgent": { "contrAgentId": 0, "title": "Не выбран" },
            "operationCategory": { "operationCategoryId": item["operationCategoryId"], "title": "Закупка" },
        })
    });
    let parts: Vec<Value> = parts.collect();
    json!({
        "operationId": held.id, "operationType": held.way, "operationDate": body["operationDate"],
        "isCommitted": body["isCommitted"], "comment": body["comment"], "externalId": body["externalId"],
        "account": { "accountId": body["accountId"], "title": "Расчётный счёт" }, "operationParts": parts,
    })
}
