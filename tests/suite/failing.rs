//! P13: a database that fails is never papered over. Real processes work on while their database is full, locked by somebody
//! else or cut off: nothing is confirmed that is not kept, and they recover without a restart.

use crate::{
    crash::{Crowd, Doubt, check},
    drain::get,
    process::{Bot, until},
    rounds::rounds,
};
use mosbot::{
    clock::Clock,
    db::{Db, Tx},
    playground::{Desk, desk::test_server},
};
use std::process::Command;

/// So many people log calls.
const PEOPLE: usize = 20;

/// Calls come until so many more are saved.
async fn work(desk: &Desk, crowd: &mut Crowd, more: usize) {
    let saved = crowd.saved();
    until(&desk.telegram, "calls", async || {
        crowd.look(&desk.telegram, PEOPLE, false);
        crowd.saved() > saved + more
    })
    .await;
}

/// Everybody ends what they have begun, and nothing has been lost or doubled.
async fn end(desk: &Desk, mut crowd: Crowd, bot: Bot, doubt: &Doubt) {
    until(&desk.telegram, "the end", async || {
        crowd.look(&desk.telegram, PEOPLE, true);
        desk.telegram.pending_updates() == 0 && crowd.has_left(&desk.telegram)
    })
    .await;
    bot.signal("TERM");
    let (status, log) = bot.end().await;
    assert!(status.success(), "{log}");
    let under_way = "SELECT COUNT(*) FROM outbox WHERE state = 'sending'";
    assert_eq!(desk.count(under_way).await, 0, "nothing waits for another start:\n{log}");
    check(desk, &mut crowd, doubt).await;
}

/// Everybody looks at their phone while nothing is answered, and the process finds out.
async fn finds_out(desk: &Desk, crowd: &mut Crowd, bot: &mut Bot, words: &str) {
    crowd.look(&desk.telegram, PEOPLE, false);
    bot.says(words).await;
    let (_, metrics) = get(&bot.address().await, "metrics").await;
    assert!(metrics.contains("\nmosbot_step_failures_total "), "{metrics}");
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_is_got_over_without_a_restart() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let mut crowd = Crowd::gather(&desk, PEOPLE, 99).await;
    let mut bot = Bot::start(&desk.telegram, desk.url());
    work(&desk, &mut crowd, 5).await;
    // No file may become larger: what is written to the end of one fails as on a full disk.
    limit(&bot, "32768");
    finds_out(&desk, &mut crowd, &mut bot, "a step has failed").await;
    limit(&bot, "unlimited");
    work(&desk, &mut crowd, 5).await;
    end(&desk, crowd, bot, &Doubt::default()).await;
}

/// Sets how large a file of a process may become.
fn limit(bot: &Bot, size: &str) {
    let done = Command::new("prlimit").args([format!("--fsize={size}:"), format!("--pid={}", bot.id())]).status();
    assert!(done.unwrap().success());
}

#[tokio::test]
async fn a_database_locked_by_somebody_else_is_waited_for() {
    let desk = Desk::on_sqlite(Clock::System.now()).await.unwrap();
    let mut crowd = Crowd::gather(&desk, PEOPLE, 99).await;
    let mut bot = Bot::start(&desk.telegram, desk.url());
    work(&desk, &mut crowd, 5).await;
    let lock: Tx = desk.db.begin().await.unwrap();
    finds_out(&desk, &mut crowd, &mut bot, "database is locked").await;
    lock.rollback().await.unwrap();
    work(&desk, &mut crowd, 5).await;
    end(&desk, crowd, bot, &Doubt::default()).await;
}

#[tokio::test]
async fn connections_cut_off_in_the_middle_of_work_are_made_anew() {
    let desk = Desk::on_postgres(&test_server(), Clock::System.now()).await.unwrap();
    let mut crowd = Crowd::gather(&desk, PEOPLE, 99).await;
    let bot = Bot::start(&desk.telegram, desk.url());
    let (admin, mut doubt) = (Db::open(&format!("{}/postgres", test_server())).await.unwrap(), Doubt::default());
    let name = desk.url().rsplit('/').next().unwrap();
    for _ in 0..10 * rounds() {
        work(&desk, &mut crowd, 2).await;
        let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1";
        let cut = sqlx::query_scalar::<_, i64>(cut).bind(name);
        assert!(cut.fetch_one(&mut *admin.read().await.unwrap()).await.unwrap() > 0);
        doubt.grow(&desk).await;
        doubt.tell(&desk.telegram);
    }
    assert!(bot.log().contains("a step has failed"), "nothing was cut off:\n{}", bot.log());
    end(&desk, crowd, bot, &doubt).await;
}
