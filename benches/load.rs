//! What the machine carries, on SQLite and, where the variable `MOSBOT_TEST_POSTGRES` names a server, on PostgreSQL: turns of
//! the log-a-call dialogue by 200 people, each of whom says the next word as soon as the last is handled; and a
//! broadcast of 1,000 messages through the sender to a Telegram that takes 300 ms for each, with a reply in the middle of it.
//!
//! `cargo bench --bench load` prints the figures; nothing asserts on them. Linux only: it reads `/proc`.

use mosbot::{
    bot::{
        api::Api,
        health::Health,
        outbox::{self, Class, Letter},
        screen::Screen,
        sender::{Limits, Sender},
    },
    clock::Clock,
    config::Broadcast,
    lang::Lang,
    pace,
    people::Role,
    playground::{Desk, telegram::UserId},
    text::{Reader, Text},
};
use std::{
    fmt::Write,
    fs,
    time::{Duration, Instant},
};
use tokio::sync::{Notify, watch};

/// People who log calls at the same time.
const CHATS: usize = 200;
/// Words each of them says.
const WORDS: usize = 20;
/// Messages of the broadcast.
const BROADCAST: usize = 1_000;
/// What everybody is told.
const WORDS_SAID: &str = "Курьер приедет завтра с 10 до 14.";
/// How long Telegram takes for a call.
const LATENCY: Duration = Duration::from_millis(300);
/// Ticks of the kernel's CPU clock per second.
const TICKS: f64 = 100.0;
/// The 24th of November, 10:00 in Moscow.
const NOON: &str = "2026-11-24T07:00:00Z";

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::disallowed_methods, reason = "where the server is, is no setting of the bot")]
async fn main() {
    let server = std::env::var("MOSBOT_TEST_POSTGRES").ok();
    println!("database    updates/s  CPU ms per update  1,000 messages s  429s  a reply meanwhile ms");
    figures("SQLite", None).await;
    if let Some(server) = &server {
        figures("PostgreSQL", Some(server)).await;
    }
}

async fn figures(database: &str, server: Option<&str>) {
    let at = NOON.parse().expect("a moment");
    let desk = async || match server {
        None => Desk::on_sqlite(at).await.expect("a desk"),
        Some(server) => Desk::on_postgres(server, at).await.expect("a desk"),
    };
    let turns = turns(&desk().await).await;
    let sent = broadcast(&desk().await).await;
    println!(
        "{database:<10}  {:>9.0}  {:>17.2}  {:>16.1}  {:>4}  {:>20.0}",
        turns.rate, turns.cpu, sent.spent, sent.refused, sent.reply
    );
}

struct Turns {
    rate: f64,
    cpu: f64,
}

/// The worker alone: what came in becomes rows, what is to be said waits in the outbox.
async fn turns(desk: &Desk) -> Turns {
    let mut table = String::from("Название;Менеджер;Телефон\n");
    for n in 0..300 {
        let _ = writeln!(table, "Посёлок {n};Менеджер 0;+7900{:07}", 1_000_000 + n);
    }
    let mut people = Vec::new();
    for n in 0..CHATS {
        let role = if n == 0 { Role::Manager } else { Role::Head };
        people.push(desk.staff(&format!("Менеджер {n}"), role).await.user);
    }
    desk.imports("clients", "clients.csv", table.as_bytes(), false).await.expect("clients");
    let (mut spent, mut cpu) = (Duration::ZERO, 0.0);
    for word in 0..WORDS {
        for (n, person) in people.iter().enumerate() {
            if word % 2 == 0 {
                desk.telegram.says(*person, &format!("Посёлок {} поговорили", n + 10));
            } else {
                desk.telegram.says(*person, "готово");
            }
        }
        desk.take_in().await;
        let (begun, before) = (Instant::now(), self::cpu());
        desk.work().await;
        spent += begun.elapsed();
        cpu += self::cpu() - before;
    }
    let calls = desk.count("SELECT COUNT(*) FROM call").await;
    assert_eq!(usize::try_from(calls).expect("a count"), CHATS * WORDS / 2, "every call is logged");
    let updates = f64::from(u32::try_from(CHATS * WORDS).expect("a count"));
    Turns { rate: updates / spent.as_secs_f64(), cpu: cpu * 1_000.0 / updates }
}

struct Sent {
    spent: f64,
    refused: usize,
    reply: f64,
}

/// The sender alone, within the limits of Telegram, which the emulator enforces.
async fn broadcast(desk: &Desk) -> Sent {
    let telegram = &desk.telegram;
    let chats: Vec<UserId> = (0..=BROADCAST).map(|n| telegram.user(&format!("Клиент {n}"), "ru", "")).collect();
    for chat in &chats {
        telegram.starts(*chat, None);
    }
    let (asked, rest) = chats.split_first().expect("a chat");
    put(desk, Class::Notice, rest).await;
    telegram.set_rates(true);
    telegram.set_latency(LATENCY);
    let api = Api::new(&telegram.url(), telegram.token().into(), None).expect("a client");
    let clock = Clock::System;
    let mut sender = Sender::new(desk.db.clone(), clock, api, Health::default(), Limits::of_telegram(Broadcast::Free));
    let (stop, stopped) = watch::channel(false);
    let bell = Notify::new();
    let watching = async {
        let (begun, mut reply) = (Instant::now(), Duration::ZERO);
        while telegram.count("sendMessage") < BROADCAST / 2 {
            pace::wait(Duration::from_millis(1)).await;
        }
        put(desk, Class::Reply, &[*asked]).await;
        let pressed = Instant::now();
        bell.notify_one();
        while telegram.count("sendMessage") <= BROADCAST {
            if reply.is_zero() && telegram.chat(*asked).iter().any(|message| message.text.contains(WORDS_SAID)) {
                reply = pressed.elapsed();
            }
            pace::wait(Duration::from_millis(1)).await;
        }
        let spent = begun.elapsed();
        stop.send_replace(true);
        (spent, reply)
    };
    let ((), (spent, reply)) = tokio::join!(sender.run(&stopped, &bell), watching);
    let refused = telegram.requests().iter().filter(|request| request.status == 429).count();
    Sent { spent: spent.as_secs_f64(), refused, reply: reply.as_secs_f64() * 1_000.0 }
}

async fn put(desk: &Desk, class: Class, chats: &[UserId]) {
    let screen = Screen::new(Text::from(WORDS_SAID.to_owned()));
    let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    let mut tx = desk.db.begin().await.expect("a transaction");
    for chat in chats {
        let letter = Letter { class, ..Letter::reply(*chat, reader, &screen) };
        outbox::send(&mut tx, letter).await.expect("a row");
    }
    tx.commit().await.expect("committed");
}

/// CPU time of this process so far, seconds.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("/proc");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("ticks");
    (ticks(11) + ticks(12)) / TICKS
}
