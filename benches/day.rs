//! What a day costs: start to first poll, CPU per 1,000 updates with `synchronous=FULL`, peak memory, and the morning
//! digest, for 300 and 3,000 clients of one manager. The bot is the real process; Telegram is the emulator.
//!
//! `cargo bench` prints the figures; nothing asserts on them. Linux only: it reads `/proc`.

use mosbot::{
    clock::Clock,
    db::Db,
    features::hello,
    people::Role,
    playground::{
        Desk,
        telegram::{Telegram, UserId},
    },
};
use std::{
    fmt::Write,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

/// Chats that work at the same time: so many that none reaches the limit of one message a second.
const CHATS: u32 = 250;
/// People who wait for an answer at the same time.
const AT_ONCE: usize = 10;
/// Updates whose cost is measured.
const UPDATES: u32 = 1_000;
/// Ticks of the kernel's CPU clock per second.
const TICKS: f64 = 100.0;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("clients  start ms  CPU ms per 1,000 updates  updates/s  peak RSS MiB  digest ms");
    for clients in [300, 3_000] {
        let process = process(clients).await;
        let digest = digest(clients).await;
        println!(
            "{clients:>7}  {:>8.0}  {:>24.0}  {:>9.0}  {:>12.1}  {:>9.1}",
            process.start, process.cpu, process.rate, process.memory, digest
        );
    }
}

/// A table of clients kept by Анна, and their invoices of October.
fn tables(clients: usize) -> (String, String) {
    let mut names = String::from("Название;Менеджер;Телефон\n");
    let mut invoices = String::from("Номер;Дата;Клиент;Сумма\n");
    for n in 0..clients {
        let _ = writeln!(names, "Посёлок {n};Анна;+7900{:07}", 1_000_000 + n);
        let _ = writeln!(invoices, "{n};15.10.2026;Посёлок {n};{}", 5_000 + n % 700);
    }
    (names, invoices)
}

struct Figures {
    start: f64,
    cpu: f64,
    rate: f64,
    memory: f64,
}

/// The process at work on a database with so many clients.
async fn process(clients: usize) -> Figures {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("mosbot.db").display());
    let telegram = Telegram::start(Arc::new(|| Clock::System.now())).await.expect("the emulator starts");
    telegram.set_rates(false);
    let db = Db::open(&url).await.expect("a database");
    db.migrate().await.expect("a schema");
    let chats = invite(&db, &telegram).await;
    db.close().await;
    let (names, invoices) = tables(clients);
    let mut bot = run(&url, &telegram);
    wait(|| telegram.pending_updates() == 0 && telegram.count("sendMessage") >= CHATS as usize * 2).await;
    stop(&mut bot);
    load(&url, folder.path(), "clients", &names);
    load(&url, folder.path(), "invoices", &invoices);

    let polls = telegram.count("getUpdates");
    let begun = Instant::now();
    let mut bot = run(&url, &telegram);
    wait(|| telegram.count("getUpdates") > polls || telegram.count("getMe") > 1).await;
    let start = begun.elapsed().as_secs_f64() * 1_000.0;
    wait(|| telegram.count("getUpdates") > polls).await;

    let (cpu, begun) = (cpu(&bot), Instant::now());
    let sent = telegram.count("sendMessage");
    let mut said = sent;
    for round in 0..UPDATES / CHATS {
        for (n, chat) in chats.iter().enumerate() {
            let words = if round % 2 == 0 {
                format!("Посёлок {} поговорили", n + 10)
            } else {
                "готово".to_owned()
            };
            telegram.says(*chat, &words);
            said += 1;
            // As many people as can be answered at once: Telegram takes 25 messages a second.
            wait(|| telegram.count("sendMessage") + AT_ONCE >= said).await;
        }
    }
    wait(|| telegram.pending_updates() == 0 && telegram.count("sendMessage") >= said).await;
    let spent = self::cpu(&bot) - cpu;
    let rate = f64::from(UPDATES) / begun.elapsed().as_secs_f64();
    let memory = memory(&bot);
    stop(&mut bot);
    Figures { start, cpu: spent * 1_000.0 * 1_000.0 / f64::from(UPDATES), rate, memory }
}

/// Colleagues who come in: Анна keeps the clients, the others are heads and see them too.
async fn invite(db: &Db, telegram: &Telegram) -> Vec<UserId> {
    let mut chats = Vec::new();
    let now = Clock::System.now();
    let mut tx = db.begin().await.expect("a transaction");
    for n in 0..CHATS {
        let (name, role) =
            if n == 0 { ("Анна".to_owned(), Role::Manager) } else { (format!("Коллега {n}"), Role::Head) };
        let person = hello::add_staff(&mut tx, &name, None, now).await.expect("written down");
        let link = hello::invite(&mut tx, person, role, None, now).await.expect("invited");
        let user = telegram.user(&name, "ru", &format!("+7900{n:07}"));
        telegram.starts(user, Some(&link.code));
        chats.push(user);
    }
    tx.commit().await.expect("committed");
    chats
}

fn mosbot(url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mosbot"));
    command.env("MOSBOT_DATABASE_URL", url).env("MOSBOT_LOG_FILTER", "error").env("MOSBOT_HTTP_ADDR", "127.0.0.1:0");
    command.stdout(Stdio::null());
    command
}

fn run(url: &str, telegram: &Telegram) -> Child {
    let mut command = mosbot(url);
    command.env("MOSBOT_TELEGRAM_API_URL", telegram.url()).env("MOSBOT_TELEGRAM_TOKEN", telegram.token());
    command.arg("run").spawn().expect("the bot starts")
}

fn load(url: &str, folder: &Path, kind: &str, table: &str) {
    let file = folder.join(format!("{kind}.csv"));
    fs::write(&file, table).expect("a file");
    let status = mosbot(url).args(["import", kind]).arg(&file).status().expect("an import");
    assert!(status.success(), "the {kind} are imported");
}

fn stop(bot: &mut Child) {
    let _ = bot.kill();
    let _ = bot.wait();
}

/// Waits until the world is so.
async fn wait(is_so: impl Fn() -> bool) {
    while !is_so() {
        mosbot::pace::wait(Duration::from_millis(1)).await;
    }
}

/// CPU time of a process so far, seconds.
fn cpu(bot: &Child) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", bot.id())).expect("/proc");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("ticks");
    (ticks(11) + ticks(12)) / TICKS
}

/// Peak memory of a process, MiB.
fn memory(bot: &Child) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", bot.id())).expect("/proc");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("VmHWM");
    line.split_whitespace().nth(1).and_then(|number| number.parse::<f64>().ok()).expect("KiB") / 1_024.0
}

/// How long the digest of a manager with so many clients takes, ms.
async fn digest(clients: usize) -> f64 {
    let desk = Desk::on_sqlite("2026-11-23T07:00:00Z".parse().expect("a moment")).await.expect("a desk");
    desk.manager("Анна").await;
    let (names, invoices) = tables(clients);
    desk.imports("clients", "clients.csv", names.as_bytes(), false).await.expect("clients");
    desk.imports("invoices", "invoices.csv", invoices.as_bytes(), false).await.expect("invoices");
    desk.clock.set("2026-11-24T05:45:00Z".parse().expect("a moment"));
    let begun = Instant::now();
    desk.tick().await;
    begun.elapsed().as_secs_f64() * 1_000.0
}
