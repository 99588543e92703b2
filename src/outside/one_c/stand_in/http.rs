//! HTTP of the stand-in: addresses, user and password, pages, faults on the wire.

use super::{
    PASSWORD, USER,
    books::{Books, Fault, Row, rendered},
    condition::meets,
};
use crate::outside::line::{Cutter, Lines};
use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{AUTHORIZATION, CONNECTION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;
use serde_json::json;
use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;

const BASE: &str = "/base/odata/standard.odata/";
const PAGE: &str = "<!DOCTYPE html><html><body>1С:Предприятие</body></html>";

type Shared = Arc<Mutex<Books>>;
/// What is answered: a status and a body.
type Answer = (u16, String);

/// Serves the interface for ever.
pub(super) async fn serve(listener: TcpListener, books: Shared) {
    let router = Router::new().fallback(call).with_state(books).into_make_service_with_connect_info::<Cutter>();
    if let Err(error) = axum::serve(Lines(listener), router).await {
        tracing::error!(%error, "the stand-in of 1С stopped");
    }
}

async fn call(
    State(books): State<Shared>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let mut books = books.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, body) = match books.fault {
        Some(Fault::Unavailable) => (503, PAGE.to_owned()),
        Some(Fault::Page) => (200, PAGE.to_owned()),
        Some(Fault::Business) => (500, refused("-1", "Не удалось прочитать: база закрыта для обновления")),
        Some(Fault::Login) => (401, PAGE.to_owned()),
        Some(Fault::RightsInXml) => {
            (401, "<m:error><m:code>20</m:code><m:message>Нарушение прав доступа</m:message></m:error>".to_owned())
        }
        Some(Fault::Unpublished) => (404, PAGE.to_owned()),
        Some(Fault::Half) => (200, "{\"value\": [{\"Ref_Key\": ".to_owned()),
        Some(Fault::Lost) => {
            cutter.cut();
            (200, String::new())
        }
        None => answer(&mut books, &uri, &headers).unwrap_or_else(|refusal| refusal),
    };
    // As the real one does now and then.
    let body = format!("\u{feff}{body}");
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, body).into_response();
    let json = HeaderValue::from_static("application/json;charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, json);
    // Each connection serves one call: whoever closes the door then really is not at home.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn refused(code: &str, words: &str) -> String {
    json!({ "odata.error": { "code": code, "message": { "lang": "ru", "value": words } } }).to_string()
}

fn decoded(text: &str) -> Result<String, Answer> {
    let bad = || (400, refused("6", "Неверный адрес"));
    percent_decode_str(text).decode_utf8().map(Cow::into_owned).map_err(|_| bad())
}

fn answer(books: &mut Books, uri: &Uri, headers: &HeaderMap) -> Result<Answer, Answer> {
    let login = format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")));
    if headers.get(AUTHORIZATION).is_none_or(|told| told.as_bytes() != login.as_bytes()) {
        return Err((401, PAGE.to_owned()));
    }
    let path = decoded(uri.path())?;
    let Some(path) = path.strip_prefix(BASE) else { return Err((404, PAGE.to_owned())) };
    let entity = path.split('/').next().unwrap_or_default();
    let asked = uri.query().unwrap_or_default();
    // Not decoded: to a plus in the place of a space 1С says that it does not understand.
    if asked.contains('+') {
        return Err((400, refused("6", "Неверный адрес")));
    }
    books.asked.push(entity.to_owned());
    if books.left_out.contains(entity) || books.list(entity).is_none() {
        return Err((404, refused("8", "Тип не найден")));
    }
    if books.forbidden.contains(entity) {
        return Err((401, refused("20", "Нарушение прав доступа")));
    }
    let pairs: Vec<(&str, String)> = asked
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| Ok((name, decoded(value)?)))
        .collect::<Result<_, Answer>>()?;
    let word = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    if word("$format") != Some("json") {
        return Ok((200, "<?xml version=\"1.0\"?><feed/>".to_owned()));
    }
    let number = |name: &str| word(name).map(str::parse::<usize>).transpose();
    let bad = || (400, refused("14", "Неверный параметр запроса"));
    let (skip, top) = (number("$skip").map_err(|_| bad())?, number("$top").map_err(|_| bad())?);
    let asked_times = books.asked.len();
    let rows = books.list(entity).unwrap_or_default();
    let mut found: Vec<&Row> = Vec::new();
    for row in rows {
        let met = match word("$filter") {
            Some(condition) => meets(condition, row).map_err(|why| (400, refused("14", &why)))?,
            None => true,
        };
        if met {
            found.push(row);
        }
    }
    match word("$orderby") {
        Some(fields) => found.sort_by_key(|row| fields.split(',').map(|field| row.get(field)).collect::<Vec<_>>()),
        // Whoever asks for no order gets none, another one each time.
        None if !found.is_empty() => {
            let by = asked_times % found.len();
            found.rotate_left(by);
        }
        None => {}
    }
    let page: Vec<&Row> = found.into_iter().skip(skip.unwrap_or(0)).take(top.unwrap_or(usize::MAX)).collect();
    Ok((200, rendered(&page)))
}
