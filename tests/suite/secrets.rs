//! P19: what a process writes at `trace`, as lines for machines, tells no token, phone, name or words of anybody.

use crate::process::{Bot, until};
use mosbot::{clock::Clock, people::Role, playground::Desk};

const NAME: &str = "Канарейкина";
const PHONE: &str = "+79161112233";
const WORDS: &str = "Заветное слово";

/// What of it stands in a log.
fn told<'a>(log: &str, secrets: &[&'a str]) -> Vec<&'a str> {
    secrets.iter().copied().filter(|secret| log.contains(secret)).collect()
}

#[tokio::test]
async fn a_log_at_its_loudest_tells_nothing_of_anybody() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let telegram = &desk.telegram;
    let keeper = desk.staff(NAME, Role::Manager).await.user;
    let stranger = telegram.user(NAME, "ru", PHONE);
    let (url, token) = (telegram.url(), telegram.token());
    let bot = Bot::start_with(&[
        ("MOSBOT_TELEGRAM_API_URL", &url),
        ("MOSBOT_TELEGRAM_TOKEN", &token),
        ("MOSBOT_DATABASE_URL", desk.url()),
        ("MOSBOT_HTTP_ADDR", "127.0.0.1:0"),
        ("MOSBOT_LOG_FORMAT", "json"),
        ("MOSBOT_LOG_FILTER", "trace"),
    ]);
    let before = telegram.count("sendMessage");
    telegram.says(keeper, &format!("{WORDS} {PHONE}"));
    telegram.says(stranger, WORDS);
    telegram.shares_contact(stranger, stranger);
    // What can't be read is logged too.
    telegram.raw(serde_json::json!({ "subscription": { "words": WORDS, "phone": PHONE, "name": NAME } }));
    until(telegram, "answers", async || telegram.pending_updates() == 0 && telegram.count("sendMessage") >= before + 2)
        .await;
    bot.signal("TERM");
    let (status, log) = bot.end().await;
    assert!(status.success());
    assert!(log.lines().count() > 100 && log.contains("\"level\":\"TRACE\""), "that is not its loudest");
    let digits = PHONE.trim_start_matches('+');
    let secrets = [NAME, PHONE, digits, WORDS, token.as_str(), token.split_once(':').unwrap().1];
    assert_eq!(told(&log, &secrets), [""; 0]);
    assert_eq!(told(&format!("a line about {NAME} and {token}"), &secrets).len(), 3, "what is told is seen");
}
