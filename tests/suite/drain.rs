//! P12 and what a watchman sees: a process that is asked to stop, that Telegram refuses or leaves alone, and that was
//! given wrong settings.

use crate::{
    crash::{Crowd, Doubt, check},
    process::{Bot, until},
};
use mosbot::{
    clock::Clock,
    outside::http,
    playground::{Desk, desk::test_server, telegram::Telegram},
};
use std::{net::TcpListener, process::ExitStatus};

/// So many times the process is asked to stop while updates flow.
const STOPS: usize = 5;

#[tokio::test]
async fn stopped_while_updates_flow_it_drains_and_nothing_is_lost_or_said_twice_on_sqlite() {
    stops(&Desk::on_sqlite(Clock::System.now()).await.unwrap()).await;
}

#[tokio::test]
async fn stopped_while_updates_flow_it_drains_and_nothing_is_lost_or_said_twice_on_postgres() {
    stops(&Desk::on_postgres(&test_server(), Clock::System.now()).await.unwrap()).await;
}

async fn stops(desk: &Desk) {
    let mut crowd = Crowd::gather(desk, 20, 99).await;
    let (telegram, mut saved) = (&desk.telegram, 0);
    for stop in 1..=STOPS {
        let bot = Bot::start(telegram, desk.url());
        let last = stop == STOPS;
        until(telegram, "calls, or the end of them", async || {
            crowd.look(telegram, 20, last);
            if last { telegram.pending_updates() == 0 && crowd.has_left(telegram) } else { crowd.saved() > saved + 10 }
        })
        .await;
        saved = crowd.saved();
        bot.signal("TERM");
        drained(&bot.end().await);
    }
    // Without a death nothing may come twice.
    check(desk, &mut crowd, &Doubt::default()).await;
}

fn drained(end: &(ExitStatus, String)) {
    assert!(has_drained(end), "{}\n{}", end.0, end.1);
}

fn has_drained((status, log): &(ExitStatus, String)) -> bool {
    status.success() && log.contains("everything has stopped")
}

/// The negative control of `drained`.
#[tokio::test]
async fn one_that_is_killed_does_not_pass_for_drained() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let mut bot = Bot::start(&desk.telegram, desk.url());
    bot.address().await;
    bot.signal("KILL");
    assert!(!has_drained(&bot.end().await));
}

/// What `/healthz` says: the status and the words.
async fn health(address: &str) -> (u16, String) {
    get(address, "healthz").await
}

async fn get(address: &str, page: &str) -> (u16, String) {
    let asked = http::client(None).unwrap().get(format!("http://{address}/{page}")).send().await.unwrap();
    (asked.status().as_u16(), asked.text().await.unwrap().trim_end().to_owned())
}

/// The stranger writes, and gets the one neutral answer.
async fn answers(telegram: &Telegram, user: i64) {
    let before = telegram.chat(user).len();
    telegram.says(user, "Есть кто?");
    until(telegram, "an answer", async || telegram.chat(user).len() >= before + 2).await;
}

#[tokio::test]
async fn a_refused_token_pauses_sending_and_shows_and_heals_without_a_restart() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let (telegram, user) = (&desk.telegram, desk.telegram.user("Пётр", "ru", "+79160000001"));
    let mut bot = Bot::start(telegram, desk.url());
    let address = bot.address().await;
    answers(telegram, user).await;
    assert_eq!(health(&address).await, (200, "ok".to_owned()));
    telegram.refuse_token(true);
    let sent = telegram.count("sendMessage");
    telegram.says(user, "Ау?");
    bot.says("Telegram refuses the token").await;
    while !get(&address, "metrics").await.1.contains("mosbot_send_failures_total{verdict=\"retry\"} 1") {
        // The sender has not tried yet.
    }
    let (status, words) = health(&address).await;
    assert!(status == 503 && words.contains("refuses the token since") && words.contains("paused"), "{status} {words}");
    assert_eq!(telegram.count("sendMessage"), sent, "nothing is sent");
    telegram.refuse_token(false);
    until(telegram, "the answer that was held", async || telegram.count("sendMessage") > sent).await;
    assert_eq!(health(&address).await, (200, "ok".to_owned()));
    bot.signal("TERM");
    drained(&bot.end().await);
    assert_eq!(telegram.violations_at_end(), [""; 0]);
}

#[tokio::test]
async fn without_telegram_at_its_start_it_lives_and_says_so_and_works_when_it_comes() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let (telegram, user) = (&desk.telegram, desk.telegram.user("Пётр", "ru", "+79160000001"));
    telegram.set_network_lost(true);
    let mut bot = Bot::start(telegram, desk.url());
    let address = bot.address().await;
    bot.says("Telegram is out of reach").await;
    let (status, words) = health(&address).await;
    assert!(status == 503 && words.starts_with("Telegram is out of reach since"), "{status} {words}");
    telegram.set_network_lost(false);
    answers(telegram, user).await;
    assert_eq!(health(&address).await, (200, "ok".to_owned()));
    bot.signal("TERM");
    drained(&bot.end().await);
}

#[tokio::test]
async fn an_unknown_setting_ends_it_with_2_and_its_name() {
    let (status, log) = Bot::start_with(&[("MOSBOT_TELEGRAM_TOKN", "hush")]).end().await;
    assert_eq!(status.code(), Some(2), "{log}");
    assert!(log.contains("MOSBOT_TELEGRAM_TOKN") && !log.contains("hush"), "{log}");
}

#[tokio::test]
async fn a_taken_port_ends_it_with_1_and_the_address() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let token = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";
    let settings = [("MOSBOT_HTTP_ADDR", address.as_str()), ("MOSBOT_TELEGRAM_TOKEN", token)];
    let (status, log) = Bot::start_with(&settings).end().await;
    assert_eq!(status.code(), Some(1), "{log}");
    assert!(log.contains(&address) && !log.contains(token), "{log}");
}
