//! HTTP: addresses, the ways to send fields, faults on the wire.

use super::fields;

use super::methods::{self, Call, Method, Upload};
use super::refusal::Refusal;
use super::updates::{self, Ended};
use super::{Shared, TOKEN};
use crate::outside::line::{Cutter, Lines};
use crate::pace;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Form, FromRequest, Multipart, Path, Query, Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Method as Verb, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::net::TcpListener;

const LARGEST_REQUEST: usize = 64 << 20;

/// Serves the Bot API for ever.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = Router::new()
        .route("/{bot}/{method}", any(method))
        .route("/file/{bot}/{*path}", get(file))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .with_state(shared)
        .into_make_service_with_connect_info::<Cutter>();
    if let Err(error) = axum::serve(Lines(listener), router).await {
        tracing::error!(%error, "the emulator of Telegram stopped");
    }
}

async fn method(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    Path((bot, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    if let Some(fault) = fault(&shared, &bot, &cutter) {
        return fault;
    }
    let Some(method) = methods::find(&name) else {
        shared.change(|world, _| world.complain(format!("there is no method \"{name}\"")));
        return respond(Err(Refusal::new(404, "Not Found")));
    };
    let call = match read(method, request, &shared).await {
        Ok(call) => call,
        Err(refusal) => {
            let call = Call { fields: Map::new(), uploads: HashMap::new(), now: (shared.now)() };
            let refused = Err(refusal);
            shared.change(|world, _| world.record(method.name, &call, &refused));
            return respond(refused);
        }
    };
    // The wire may have failed while the body was on it.
    if let Some(fault) = fault(&shared, &bot, &cutter) {
        return fault;
    }
    if method.name != "getUpdates" {
        let (result, lost) = shared.answer(method, &call);
        let latency = shared.lock().faults.latency;
        if !latency.is_zero() {
            pace::wait(latency).await;
        }
        return if lost { cut(&cutter) } else { respond(result) };
    }
    let polled = match fields::check(method.fields, &call.fields, "") {
        Ok(()) => updates::poll(&shared, &call).await,
        Err(why) => Err(Ended::Refused(Refusal::rule(why))),
    };
    let result = match polled {
        Ok(updates) => Ok(updates),
        Err(Ended::Lost) => return cut(&cutter),
        Err(Ended::Refused(refusal)) => Err(refusal),
    };
    shared.lock().record(method.name, &call, &result);
    respond(result)
}

async fn file(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    Path((bot, path)): Path<(String, String)>,
) -> Response {
    if let Some(fault) = fault(&shared, &bot, &cutter) {
        return fault;
    }
    let world = shared.lock();
    match world.files.values().find(|file| file.path == path) {
        Some(file) => ([(CONTENT_TYPE, "application/octet-stream")], file.bytes.to_vec()).into_response(),
        None => respond(Err(Refusal::new(404, "Not Found"))),
    }
}

/// What stands between the bot and the method: the network, the server, the token.
fn fault(shared: &Shared, bot: &str, cutter: &Cutter) -> Option<Response> {
    let world = shared.lock();
    if world.faults.network_lost || world.faults.closed {
        return Some(cut(cutter));
    }
    if world.faults.down {
        let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
        return Some((StatusCode::BAD_GATEWAY, Html(page)).into_response());
    }
    let Some(token) = bot.strip_prefix("bot") else {
        return Some(respond(Err(Refusal::new(404, "Not Found"))));
    };
    if !token.contains(':') || token.starts_with('0') || token.len() > 80 {
        return Some(respond(Err(Refusal::new(401, "Unauthorized: invalid token specified"))));
    }
    (token != TOKEN || world.faults.token_refused).then(|| respond(Err(Refusal::new(401, "Unauthorized"))))
}

fn cut(cutter: &Cutter) -> Response {
    cutter.cut();
    StatusCode::OK.into_response()
}

fn respond(result: Result<Value, Refusal>) -> Response {
    let refusal = match result {
        Ok(result) => return Json(json!({ "ok": true, "result": result })).into_response(),
        Err(refusal) => refusal,
    };
    let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(refusal.body())).into_response();
    if let Some(seconds) = refusal.retry_after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// Reads the fields of a request, wherever they stand: query, form, JSON or multipart.
async fn read(method: &Method, request: Request, shared: &Shared) -> Result<Call, Refusal> {
    let mut call = Call { fields: Map::new(), uploads: HashMap::new(), now: (shared.now)() };
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(request.uri())
        .map_err(|error| Refusal::rule(format!("can't read the query: {error}")))?;
    for (name, text) in pairs {
        call.put(method, name, &text)?;
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    if request.method() == Verb::GET {
        return Ok(call);
    }
    if kind.starts_with("application/json") {
        let body = to_bytes(request.into_body(), LARGEST_REQUEST)
            .await
            .map_err(|error| Refusal::rule(format!("can't read the request: {error}")))?;
        let fields: Map<String, Value> = serde_json::from_slice(&body)
            .map_err(|error| Refusal::rule(format!("can't parse the request: {error}")))?;
        call.fields.extend(fields);
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, &())
            .await
            .map_err(|error| Refusal::rule(format!("can't read the form: {error}")))?;
        for (name, text) in pairs {
            call.put(method, name, &text)?;
        }
    } else if kind.starts_with("multipart/form-data") {
        read_parts(&mut call, method, request)
            .await
            .map_err(|why| why.unwrap_or_else(|| Refusal::rule("can't read the multipart body")))?;
    }
    Ok(call)
}

async fn read_parts(call: &mut Call, method: &Method, request: Request) -> Result<(), Option<Refusal>> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| None)?;
    while let Some(part) = parts.next_field().await.map_err(|_| None)? {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(str::to_owned) {
            let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
            let bytes = part.bytes().await.map_err(|_| None)?.to_vec();
            if method.fields.iter().any(|field| field.name == name) {
                // A part of the field's own name; others are meant by `attach://`.
                call.fields.insert(name.clone(), json!(format!("attach://{name}")));
            }
            call.uploads.insert(name, Upload { name: file, mime, bytes });
        } else {
            let text = part.text().await.map_err(|_| None)?;
            call.put(method, name, &text).map_err(Some)?;
        }
    }
    Ok(())
}

impl Call {
    /// Takes a field that came as text; an unknown one is found by the check that follows.
    fn put(&mut self, method: &Method, name: String, text: &str) -> Result<(), Refusal> {
        let value = match method.fields.iter().find(|field| field.name == name) {
            None => json!(text),
            Some(field) => {
                field.kind.read(text).ok_or_else(|| Refusal::rule(format!("can't parse field \"{name}\"")))?
            }
        };
        self.fields.insert(name, value);
        Ok(())
    }
}
