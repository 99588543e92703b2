//! Updates come by polling or by a webhook, and whichever it was before, none is lost and none is taken twice. Nobody but
//! Telegram gets in, and whoever turns updates away is told of.

use crate::process::{Bot, until};
use axum::{Router, http::StatusCode, routing::any};
use chrono::TimeDelta;
use mosbot::{
    bot::{
        api::Api,
        arrivals::Arrivals,
        health::Health,
        intake::Intake,
        webhook::{Door, HEADER, Webhook},
    },
    db::Lease,
    outside::http,
    people::Role,
    playground::{
        Desk,
        desk::test_server,
        telegram::{Telegram, UserId},
    },
    server,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, process::Command, sync::Arc};
use tokio::{net::TcpListener, sync::Notify, task::JoinSet};

const BEGINS: &str = "2026-11-24T06:00:00Z";
const HOST: &str = "bot.example.org";

/// Everybody writes so many times.
fn write(telegram: &Telegram, people: &[UserId], times: usize) {
    for time in 0..times {
        for user in people {
            telegram.says(*user, &format!("{time}"));
        }
    }
}

fn people(telegram: &Telegram) -> Vec<UserId> {
    (0..5).map(|number| telegram.user("Пётр", "ru", &format!("+7916000000{number}"))).collect()
}

/// Why what Telegram is rid of is not exactly what we have.
async fn lost(desk: &Desk) -> Option<String> {
    let confirmed: BTreeSet<i64> = desk.telegram.confirmed().iter().map(|(id, _)| *id).collect();
    let kept = desk.count("SELECT COUNT(*) FROM inbox").await;
    (i64::try_from(confirmed.len()).unwrap() != kept).then(|| format!("{} taken, {kept} kept", confirmed.len()))
}

async fn start(desk: &Desk, webhook: bool) -> Bot {
    let (url, token, address) = (desk.telegram.url(), desk.telegram.token(), format!("https://{HOST}"));
    let mut settings = vec![
        ("MOSBOT_TELEGRAM_API_URL", url.as_str()),
        ("MOSBOT_TELEGRAM_TOKEN", token.as_str()),
        ("MOSBOT_DATABASE_URL", desk.url()),
        ("MOSBOT_HTTP_ADDR", "127.0.0.1:0"),
    ];
    if webhook {
        settings.push(("MOSBOT_TELEGRAM_WEBHOOK_URL", address.as_str()));
    }
    let mut bot = Bot::start_with(&settings);
    desk.telegram.leads(HOST, &format!("http://{}", bot.address().await));
    bot
}

async fn switches(desk: &Desk) {
    let telegram = &desk.telegram;
    let people = people(telegram);
    telegram.deliver_repeatedly(3);
    for webhook in [false, true, true, false, true] {
        write(telegram, &people, 4);
        assert!(telegram.pending_updates() > 0, "nothing waits for the switch");
        let bot = start(desk, webhook).await;
        let served = async || telegram.pending_updates() == 0 && telegram.webhook().is_some() == webhook;
        until(telegram, "everything that waited", served).await;
        write(telegram, &people, 4);
        until(telegram, "everything that came later", served).await;
        bot.signal("TERM");
        let (status, log) = bot.end().await;
        assert!(status.success() && !log.contains(&telegram.token()), "{log}");
        assert_eq!(lost(desk).await, None);
    }
    assert_eq!(telegram.confirmed().len(), 5 * 8 * people.len());
    assert_eq!(telegram.violations(), [""; 0]);
}

#[tokio::test]
async fn switching_between_polling_and_a_webhook_loses_nothing_on_sqlite() {
    switches(&Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap()).await;
}

#[tokio::test]
async fn switching_between_polling_and_a_webhook_loses_nothing_on_postgres() {
    switches(&Desk::on_postgres(&test_server(), BEGINS.parse().unwrap()).await.unwrap()).await;
}

/// Answers at a free port until what is returned is dropped.
async fn serve(router: Router) -> (String, JoinSet<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let mut tasks = JoinSet::new();
    tasks.spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, tasks)
}

fn api(telegram: &Telegram) -> Api {
    Api::new(&telegram.url(), telegram.token().into(), None).unwrap()
}

fn webhook(telegram: &Telegram) -> Webhook {
    Webhook::new(&format!("https://{HOST}"), Some("our_secret".into()), &telegram.token().into())
}

fn door(desk: &Desk) -> (Door, Arc<Notify>) {
    let bell = Arc::new(Notify::new());
    let (webhook, db, clock) = (webhook(&desk.telegram), desk.db.clone(), desk.clock.clone());
    (Door { webhook, db, clock, bell: Arc::clone(&bell) }, bell)
}

async fn info(telegram: &Telegram) -> Value {
    let info = api(telegram).call("getWebhookInfo", &json!({})).await.unwrap();
    serde_json::from_str(info.get()).unwrap()
}

/// The negative control of `switches`: one that answers before it has kept anything.
#[tokio::test]
async fn a_bot_that_answers_without_keeping_is_seen() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    let (address, _server) = serve(Router::new().fallback(any(async || StatusCode::OK))).await;
    desk.telegram.leads(HOST, &address);
    webhook(&desk.telegram).set(&api(&desk.telegram)).await.unwrap();
    write(&desk.telegram, &people(&desk.telegram), 1);
    until(&desk.telegram, "all of it", async || desk.telegram.pending_updates() == 0).await;
    assert_eq!(lost(&desk).await, Some("5 taken, 0 kept".to_owned()));
}

async fn calls(desk: &Desk) {
    let (door, bell) = door(desk);
    door.webhook.set(&api(&desk.telegram)).await.unwrap();
    let path = desk.telegram.webhook().unwrap().strip_prefix(&format!("https://{HOST}")).unwrap().to_owned();
    assert!(path.len() > "/hooks/telegram/".len() + 60, "the address has no secret: {path}");
    let db = door.db.clone();
    let (address, _server) = serve(server::updates(door)).await;
    let client = http::client(None).unwrap();
    let call = async |path: &str, secret: Option<&str>, body: &[u8]| {
        let mut call = client.post(format!("{address}{path}")).body(body.to_vec());
        if let Some(secret) = secret {
            call = call.header(HEADER, secret);
        }
        call.send().await.unwrap().status().as_u16()
    };
    let kept = async || desk.count("SELECT COUNT(*) FROM inbox").await;
    let update = br#"{"update_id":1,"message":{"chat":{"id":7}}}"#;
    let (ours, other) = (Some("our_secret"), format!("{}0", &path[..path.len() - 1]));
    let other = if other == path { path.replace(|c: char| c.is_ascii_digit(), "a") } else { other };
    assert_eq!(call(&path, None, update).await, 403);
    assert_eq!(call(&path, Some("our_secrets"), update).await, 403);
    assert_eq!(call(&path, Some(""), update).await, 403);
    assert_eq!(call(&other, ours, update).await, 403);
    assert_eq!(kept().await, 0);
    assert_eq!(call(&path, ours, update).await, 200);
    bell.notified().await;
    assert_eq!(call(&path, ours, update).await, 200, "once more, as after a lost answer");
    assert_eq!(kept().await, 1);
    for unreadable in [&b"{"[..], b"", b"{\"message\":{}}", b"\xff\xfe", b"[]"] {
        assert_eq!(call(&path, ours, unreadable).await, 200, "it would only come again");
    }
    assert_eq!(kept().await, 1);
    assert_eq!(call(&path, ours, &vec![b' '; (1 << 20) + 1]).await, 413);
    db.close().await;
    assert_eq!(call(&path, ours, br#"{"update_id":2}"#).await, 500, "it is to come again");
}

#[tokio::test]
async fn nobody_but_telegram_is_let_in_and_nothing_is_acknowledged_that_was_not_kept_on_sqlite() {
    calls(&Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap()).await;
}

#[tokio::test]
async fn nobody_but_telegram_is_let_in_and_nothing_is_acknowledged_that_was_not_kept_on_postgres() {
    calls(&Desk::on_postgres(&test_server(), BEGINS.parse().unwrap()).await.unwrap()).await;
}

#[tokio::test]
async fn what_could_not_be_delivered_comes_again_in_its_order() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    let telegram = &desk.telegram;
    let user = telegram.user("Пётр", "ru", "+79160000001");
    let (door, _) = door(&desk);
    door.webhook.set(&api(telegram)).await.unwrap();
    write(telegram, &[user], 3);
    let said = async |words: &str| info(telegram).await["last_error_message"].as_str().is_some_and(|why| why == words);
    until(telegram, "a host that leads nowhere", async || {
        said("Failed to resolve host: Name or service not known").await
    })
    .await;
    let (address, broken) = serve(Router::new().fallback(any(async || StatusCode::INTERNAL_SERVER_ERROR))).await;
    telegram.leads(HOST, &address);
    let why = "Wrong response from the webhook: 500 Internal Server Error";
    until(telegram, "a bot in trouble", async || said(why).await).await;
    assert_eq!(info(telegram).await["pending_update_count"], 3);
    let refused = api(telegram).call("getUpdates", &json!({})).await.unwrap_err();
    assert!(refused.is_conflict(), "{refused}");
    drop(broken);
    let (address, _server) = serve(server::updates(door)).await;
    telegram.leads(HOST, &address);
    until(telegram, "all of it", async || telegram.pending_updates() == 0).await;
    let confirmed: Vec<i64> = telegram.confirmed().iter().map(|(id, _)| *id).collect();
    assert!(confirmed.is_sorted() && confirmed.len() == 3, "{confirmed:?}");
    assert_eq!(lost(&desk).await, None);
}

fn arrivals(desk: &Desk, webhook: Option<Webhook>) -> Arrivals {
    let (api, db, clock, health) = (api(&desk.telegram), desk.db.clone(), desk.clock.clone(), Health::default());
    let intake = Intake::new(db.clone(), clock.clone(), api.clone(), health.clone());
    Arrivals { intake, api, db, clock, health, webhook, lease: Lease::of("poller"), held: false }
}

async fn thieves(desk: &Desk) {
    let (admin, telegram) = (desk.staff("Олег", Role::Admin).await, &desk.telegram);
    let heard = || admin.hears();
    let pass = |minutes| desk.clock.set(desk.clock.now() + TimeDelta::minutes(minutes));
    heard();
    let mut pushed = arrivals(desk, Some(webhook(telegram)));
    pushed.step().await.unwrap();
    let ours = telegram.webhook().unwrap();
    pushed.step().await.unwrap();
    assert_eq!(pushed.health.troubles(), [""; 0]);

    telegram.hijack(Some("https://thief.example/bot"));
    pushed.step().await.unwrap();
    assert_eq!(telegram.webhook().as_ref(), Some(&ours), "it is set again");
    assert!(pushed.health.troubles()[0].contains("thief.example"), "{:?}", pushed.health.troubles());
    telegram.hijack(Some("https://thief.example/bot"));
    pass(3);
    // Another process sees the same.
    let mut other = arrivals(desk, Some(webhook(telegram)));
    other.step().await.unwrap();
    assert_eq!(telegram.webhook().as_ref(), Some(&ours));
    pushed.step().await.unwrap();
    assert_eq!(pushed.health.troubles(), [""; 0]);
    telegram.hijack(None);
    pushed.step().await.unwrap();
    assert_eq!(telegram.webhook().as_ref(), Some(&ours));
    telegram.hijack(None);
    let said = polled(desk, &admin).await;
    assert_eq!(said.len(), 2, "each incident once: {said:?}");
    assert!(said[0].contains("thief.example") && said[1].contains("вебхук"), "{said:?}");

    telegram.hijack(Some("https://thief.example/bot"));
    pass(20);
    let mut polls = arrivals(desk, None);
    polls.step().await.unwrap();
    assert_eq!(telegram.webhook(), None, "it is removed, and updates are polled again");
    polls.step().await.unwrap();
    assert!(polls.health.troubles().iter().any(|line| line.contains("another process polls")));
    polls.step().await.unwrap();
    let said = polled(desk, &admin).await;
    assert_eq!(said.len(), 2, "a new incident, and a rival: {said:?}");
    assert!(said[0].contains("thief.example") && said[1].contains("опрашивает"), "{said:?}");
    let intake = polls.intake.step(0).await;
    assert!(intake.is_ok() && polls.health.troubles().is_empty(), "a poll that is answered ends it");
}

/// What somebody hears once everything has been sent.
async fn polled(desk: &Desk, phone: &mosbot::playground::Phone<'_>) -> Vec<String> {
    desk.pump().await;
    phone.hears()
}

#[tokio::test]
async fn whoever_takes_updates_away_is_told_once_and_they_are_taken_back_on_sqlite() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    thieves(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn whoever_takes_updates_away_is_told_once_and_they_are_taken_back_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), BEGINS.parse().unwrap()).await.unwrap();
    thieves(&desk).await;
    desk.close().await;
}

/// The line of `mosbot check` about the webhook, without what is ours alone.
fn check(desk: &Desk, webhook: Option<&str>) -> String {
    let home = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_mosbot"))
        .arg("check")
        .env_clear()
        .env("MOSBOT_TELEGRAM_API_URL", desk.telegram.url())
        .env("MOSBOT_TELEGRAM_TOKEN", desk.telegram.token())
        .env("MOSBOT_DATABASE_URL", desk.url())
        .envs(webhook.map(|url| ("MOSBOT_TELEGRAM_WEBHOOK_URL", url)))
        .current_dir(&home)
        .output()
        .unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let line = said.lines().find(|line| line.contains(" webhook "));
    line.unwrap_or_else(|| panic!("no line:\n{said}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_tells_where_updates_go() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    let ours = format!("https://{HOST}");
    let mut all = vec![check(&desk, None), check(&desk, Some(&ours))];
    Webhook::new(&ours, None, &desk.telegram.token().into()).set(&api(&desk.telegram)).await.unwrap();
    all.extend([check(&desk, Some(&ours)), check(&desk, None)]);
    desk.telegram.hijack(Some("https://thief.example/bot"));
    all.push(check(&desk, Some(&ours)));
    insta::assert_snapshot!(all.join("\n"), @"
    ok    webhook   no telegram.webhook_url: updates are polled, 0 wait
    ok    webhook   https://bot.example.org: mosbot run will set it, 0 wait
    ok    webhook   https://bot.example.org, 0 wait
    ok    webhook   no telegram.webhook_url: mosbot run will take it from bot.example.org, 0 wait
    FAIL  webhook   https://bot.example.org: Telegram pushes to thief.example instead; does mosbot run?
    ");
}
