//! `mosbot demo`: the whole bot at work beside a Telegram of its own, and a page with the phones side by side.

use super::{Desk, Phone, bookkeeper, cast, ledger::Ledger, mailbox, telegram::UserId};
use crate::{
    cli::asked_to_stop,
    error::{Error, Result},
    lang::Lang,
    pace,
    people::Role,
    text::{Reader, Text},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{
        Html, IntoResponse, Response,
        sse::{Event, Sse},
    },
    routing::{get, post},
};
use chrono::{Datelike, Months, TimeDelta};
use chrono_tz::Europe::Moscow;
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    convert::Infallible,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::net::TcpListener;
use tokio_stream::wrappers::WatchStream;

/// The page's own texts: keys of `locales/` that begin with this.
const WORDS: &str = "page-";
const KEYS: &str = include_str!("../../locales/ru/playground.ftl");

/// While something is under way, time passes in such steps.
const FOLLOWED: TimeDelta = TimeDelta::minutes(10);
/// Schedules and watches are looked at so often.
const TICK: Duration = Duration::from_secs(10);

/// The desk, and who stands on the page.
struct Stage {
    desk: Desk,
    people: Mutex<cast::Cast>,
}

impl Stage {
    /// The phone of whoever keeps the books.
    fn keeper(&self) -> Phone<'_> {
        let keeper = self.people.lock().unwrap_or_else(PoisonError::into_inner).keeper;
        Phone::new(&self.desk, keeper)
    }
}

/// Plays the month, then serves the page at `http://127.0.0.1:PORT` until Ctrl-C.
pub async fn demo(port: u16) -> Result {
    let addr = SocketAddr::from(([127, 0, 0, 1], port));
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|error| Error::other(format!("{addr}: {error}; choose another with --port")))?;
    eprintln!("mosbot demo: a month with {} clients is being played…", super::ledger::CLIENTS);
    let desk = Desk::live(cast::PROLOGUE.parse().map_err(|_| Error::other("the prologue has no moment"))?).await?;
    let people = Mutex::new(cast::play(&desk).await?);
    let stage = Arc::new(Stage { desk, people });
    eprintln!("mosbot demo: open http://127.0.0.1:{} (Ctrl-C ends it)", listener.local_addr()?.port());
    tokio::select! {
        served = axum::serve(listener, router(Arc::clone(&stage))) => Ok(served?),
        () = live(&stage) => Ok(()),
        asked = asked_to_stop() => asked,
    }
}

fn router(stage: Arc<Stage>) -> Router {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    Router::new()
        .route("/", get(async || Html(include_str!("page.html"))))
        .route("/page.css", get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page.css"))))
        .route("/page.js", get(async || ([(CONTENT_TYPE, SCRIPT)], include_str!("page.js"))))
        .route("/words/{lang}", get(words))
        .route("/mail", get(letters))
        .route("/state", get(state))
        .route("/events", get(events))
        .route("/file/{*path}", get(file))
        .route("/phone/{user}", get(phone))
        .route("/phone/{user}/say", post(say))
        .route("/phone/{user}/edit", post(edit))
        .route("/phone/{user}/press", post(press))
        .route("/phone/{user}/contact", post(contact))
        .route("/phone/{user}/file", post(send_file))
        .route("/phone/{user}/photo", post(send_photo))
        .route("/phone/{user}/voice", post(send_voice))
        .route("/phone/{user}/block", post(block))
        .route("/clock", post(clock))
        .route("/faults", post(faults))
        .route("/couriers", post(couriers))
        .route("/bank", post(bank))
        .route("/people", post(add_person))
        .layer(DefaultBodyLimit::max(50 << 20))
        .with_state(stage)
}

/// The bot lives: whatever happens on a phone is answered, and the clock is looked at.
async fn live(stage: &Stage) {
    let mut news = stage.desk.telegram.version();
    let mut idle = Duration::ZERO;
    loop {
        stage.desk.pump().await;
        let second = Duration::from_secs(1);
        tokio::select! {
            _ = news.changed() => {}
            () = pace::wait(second) => idle += second,
        }
        if idle >= TICK {
            idle = Duration::ZERO;
            stage.desk.tick().await;
        }
    }
}

/// Why a wish of the page was not granted.
struct No(StatusCode, String);

impl IntoResponse for No {
    fn into_response(self) -> Response {
        (self.0, Json(serde_json::json!({ "error": self.1 }))).into_response()
    }
}

impl From<Error> for No {
    fn from(error: Error) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

type Answer<T = Json<serde_json::Value>> = Result<T, No>;

fn done() -> Json<serde_json::Value> {
    Json(serde_json::json!({}))
}

/// Deeds that a phone can't do are told, not swallowed.
fn check(happened: bool) -> Answer {
    if happened { Ok(done()) } else { Err(No(StatusCode::CONFLICT, "that can't be done on this phone".to_owned())) }
}

async fn words(Path(lang): Path<String>, State(stage): State<Arc<Stage>>) -> Json<BTreeMap<&'static str, String>> {
    let lang = Lang::parse(&lang).unwrap_or_default();
    let reader = Reader { lang, zone: Moscow, now: stage.desk.clock.now() };
    let keys = KEYS.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let word = |key: &'static str| {
        let text = Text::Message { key, args: Vec::new() };
        Some((key.strip_prefix(WORDS)?, text.plain(&reader)))
    };
    Json(keys.filter_map(word).collect())
}

#[derive(Serialize)]
struct Shown {
    now: String,
    down: bool,
    network_lost: bool,
    dostavista: bool,
    violations: Vec<String>,
    people: Vec<Actor>,
}

#[derive(Serialize)]
struct Actor {
    user: UserId,
    name: String,
    role: &'static str,
}

async fn state(State(stage): State<Arc<Stage>>) -> Json<Shown> {
    let telegram = &stage.desk.telegram;
    let names: HashMap<UserId, String> = telegram.people().into_iter().collect();
    let cast = stage.people.lock().unwrap_or_else(PoisonError::into_inner);
    let actor = |(user, role): &(UserId, &'static str)| Actor {
        user: *user,
        name: names.get(user).cloned().unwrap_or_default(),
        role,
    };
    let (down, network_lost) = telegram.faults();
    Json(Shown {
        now: stage.desk.clock.now().to_rfc3339(),
        down,
        network_lost,
        dostavista: stage.desk.dostavista.is_shut(),
        violations: telegram.violations(),
        people: cast.seen.iter().map(actor).collect(),
    })
}

/// What the mail server has taken.
async fn letters(State(stage): State<Arc<Stage>>) -> Html<String> {
    Html(mailbox::page(&stage.desk.mail.letters()))
}

async fn events(State(stage): State<Arc<Stage>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = WatchStream::new(stage.desk.telegram.version());
    Sse::new(versions.map(|version| Ok(Event::default().data(version.to_string()))))
}

async fn file(Path(path): Path<String>, State(stage): State<Arc<Stage>>) -> Answer<Response> {
    let (kind, bytes) = stage.desk.telegram.file(&path).ok_or_else(nobody)?;
    Ok(([(CONTENT_TYPE, kind)], bytes.to_vec()).into_response())
}

fn nobody() -> No {
    No(StatusCode::NOT_FOUND, "there is no such thing here".to_owned())
}

async fn phone(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>) -> Answer<Response> {
    Ok(Json(stage.desk.telegram.view(user).ok_or_else(nobody)?).into_response())
}

#[derive(Deserialize)]
struct Say {
    text: String,
    reply_to: Option<i64>,
}

async fn say(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>, Json(say): Json<Say>) -> Answer {
    let telegram = &stage.desk.telegram;
    let message = match say.reply_to {
        Some(to) => telegram.replies(user, to, &say.text),
        None => telegram.says(user, &say.text),
    };
    check(message > 0)
}

#[derive(Deserialize)]
struct Edit {
    message: i64,
    text: String,
}

async fn edit(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>, Json(edit): Json<Edit>) -> Answer {
    check(stage.desk.telegram.edits(user, edit.message, &edit.text))
}

#[derive(Deserialize)]
struct Press {
    message: i64,
    row: usize,
    column: usize,
}

async fn press(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>, Json(press): Json<Press>) -> Answer {
    check(stage.desk.telegram.presses(user, press.message, press.row, press.column))
}

async fn contact(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>) -> Answer {
    check(stage.desk.telegram.shares_contact(user, user) > 0)
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn send_file(
    Path(user): Path<UserId>,
    Query(Named { name }): Query<Named>,
    State(stage): State<Arc<Stage>>,
    bytes: Bytes,
) -> Answer {
    check(stage.desk.telegram.sends_document(user, &name, &bytes, "") > 0)
}

#[derive(Deserialize)]
struct Answered {
    reply_to: Option<i64>,
}

async fn send_photo(
    Path(user): Path<UserId>,
    Query(Answered { reply_to }): Query<Answered>,
    State(stage): State<Arc<Stage>>,
    bytes: Bytes,
) -> Answer {
    check(stage.desk.telegram.answers_with_photo(user, reply_to, &bytes, "") > 0)
}

#[derive(Deserialize)]
struct Voice {
    seconds: u32,
}

async fn send_voice(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>, Json(voice): Json<Voice>) -> Answer {
    check(stage.desk.telegram.sends_voice(user, b"OggS", voice.seconds) > 0)
}

#[derive(Deserialize)]
struct Block {
    blocked: bool,
}

async fn block(Path(user): Path<UserId>, State(stage): State<Arc<Stage>>, Json(block): Json<Block>) -> Answer {
    if block.blocked {
        stage.desk.telegram.blocks(user);
    } else {
        stage.desk.telegram.unblocks(user);
    }
    Ok(done())
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Move {
    Hour,
    Morning,
    Twentieth,
}

#[derive(Deserialize)]
struct Moved {
    r#move: Move,
}

async fn clock(State(stage): State<Arc<Stage>>, Json(moved): Json<Moved>) -> Answer {
    let desk = &stage.desk;
    let now = desk.clock.now();
    let today = now.with_timezone(&Moscow).date_naive();
    let morning = |day| cast::moscow(desk.calendar.working_day_on_or_after(day), 9, 1);
    let to = match moved.r#move {
        Move::Hour => now + TimeDelta::hours(1),
        Move::Morning if morning(today) > now => morning(today),
        Move::Morning => morning(desk.calendar.next_working_day(today)),
        Move::Twentieth => {
            let this = today.with_day(20).unwrap_or(today);
            if morning(this) > now { morning(this) } else { morning(this + Months::new(1)) }
        }
    };
    let keeper = stage.keeper();
    while desk.clock.now() < to {
        let issued = bookkeeper::next_issue(&keeper, desk.clock.now());
        // Couriers are followed step by step, as they would be.
        let step = if desk.has_work().await { FOLLOWED } else { to - desk.clock.now() };
        desk.pass_until((desk.clock.now() + step).min(to).min(issued)).await;
        if desk.clock.now() >= issued {
            bookkeeper::issue(&keeper).await;
        }
    }
    Ok(done())
}

/// The bank's statement up to today is read.
async fn bank(State(stage): State<Arc<Stage>>) -> Answer {
    if bookkeeper::statement(&stage.keeper()).await? {
        return Ok(done());
    }
    Err(No(StatusCode::CONFLICT, "the bank has told about today already".to_owned()))
}

#[derive(Deserialize)]
struct Faults {
    down: Option<bool>,
    network_lost: Option<bool>,
    dostavista: Option<bool>,
}

async fn faults(State(stage): State<Arc<Stage>>, Json(faults): Json<Faults>) -> Answer {
    if let Some(down) = faults.down {
        stage.desk.telegram.set_down(down);
    }
    if let Some(lost) = faults.network_lost {
        stage.desk.telegram.set_network_lost(lost);
    }
    if let Some(shut) = faults.dostavista {
        stage.desk.dostavista.set_shut(shut).await.map_err(Error::from)?;
        // Nothing on a phone has changed, but the switch has.
        stage.desk.telegram.set_down(stage.desk.telegram.faults().0);
    }
    Ok(done())
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Courier {
    Late,
    Cancels,
}

#[derive(Deserialize)]
struct Couriers {
    r#do: Courier,
}

/// Something happens to the courier of the last order that is under way.
async fn couriers(State(stage): State<Arc<Stage>>, Json(wish): Json<Couriers>) -> Answer {
    let dostavista = &stage.desk.dostavista;
    let Some(order) = dostavista.orders().into_iter().rfind(|order| !order.status.is_over()) else {
        return Err(No(StatusCode::CONFLICT, "no courier is under way".to_owned()));
    };
    check(match wish.r#do {
        Courier::Late => dostavista.runs_late(order.id, TimeDelta::minutes(40)),
        Courier::Cancels => dostavista.cancels(order.id),
    })
}

#[derive(Deserialize)]
struct Wanted {
    role: String,
}

/// Another phone: somebody who waits behind the scenes, or somebody new.
async fn add_person(State(stage): State<Arc<Stage>>, Json(wanted): Json<Wanted>) -> Answer {
    let waiting = {
        let mut cast = stage.people.lock().unwrap_or_else(PoisonError::into_inner);
        let at = cast.waiting.iter().position(|(_, role)| *role == wanted.role);
        at.map(|at| cast.waiting.remove(at))
    };
    let actor = match waiting {
        Some(actor) => actor,
        None => newcomer(&stage, &wanted.role).await?,
    };
    stage.people.lock().unwrap_or_else(PoisonError::into_inner).seen.push(actor);
    Ok(Json(serde_json::json!({ "user": actor.0 })))
}

async fn newcomer(stage: &Stage, role: &str) -> Answer<(UserId, &'static str)> {
    let desk = &stage.desk;
    let (count, manager) = {
        let cast = stage.people.lock().unwrap_or_else(PoisonError::into_inner);
        (cast.seen.len(), cast.seen.first().map_or(0, |(user, _)| *user))
    };
    let staff = |role| async move { desk.staff(&format!("Коллега {count}"), role).await.user };
    Ok(match role {
        "manager" => (staff(Role::Manager).await, "manager"),
        "head" => (staff(Role::Head).await, "head"),
        "accounting" => (staff(Role::Accounting).await, "accounting"),
        "support" => (staff(Role::Support).await, "support"),
        "engineer" => (staff(Role::Engineer).await, "engineer"),
        "stranger" => (Phone::stranger(desk, "Прохожий", "ru", "+79000000001").user, "stranger"),
        "client" => {
            let firm = Ledger::open().firms.swap_remove(count);
            let (user, code) = cast::guest(desk, manager, &firm.name, "").await?;
            desk.telegram.starts(user, Some(&code));
            (user, "client")
        }
        other => return Err(No(StatusCode::BAD_REQUEST, format!("no such role: {other}"))),
    })
}
