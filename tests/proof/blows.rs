//! P13: the database fails under the process: its connections are cut and it turns read-only (PostgreSQL), somebody else
//! holds it for longer than the bot waits, and the disk is full (SQLite). Nothing is confirmed that is not stored, the
//! failure is told, and the same process goes on when the database is well.

use crate::{
    Size,
    count::{delivered, lost, words},
    databases::Fresh,
    dice::Dice,
    power::{Disk, FULL},
    table::Finding,
    world::{World, stop},
};
use mosbot::{
    db::{Db, Dialect},
    pace,
    playground::desk::test_server,
};
use sqlx::AssertSqlSafe;
use std::time::Duration;

/// What the log says when a step could not be taken.
const TOLD: [&str; 2] = ["a step has failed", "updates can't be kept"];

/// Proves P13.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, blows) = (10, size.of(2, 50));
    let world = World::gather(fresh, people, 0).await;
    let mut said = 0;
    let (log, done) = match world.fresh.db.dialect() {
        Dialect::Postgres => cut_off(&world, blows, &mut said, &mut dice).await,
        Dialect::Sqlite => starved(&world, blows, &mut said).await,
    };
    let (confirmed, mut wrong) = lost(&world).await;
    let came = delivered(&world, 0, said).await;
    let told = log.lines().filter(|line| TOLD.iter().any(|words| line.contains(words))).count();
    let figures = format!(
        "{done}; {said} updates, one process: {confirmed} confirmed, {} of them lost, {} answers missing, {} twice, the log \
         tells of it {told} times",
        wrong.len(),
        came.missing.len(),
        came.twice
    );
    if told == 0 {
        wrong.push("the log does not tell of the failure".to_owned());
    }
    let before = lost(&world).await.1.len();
    wrong.extend(came.missing);
    world.telegram.says(world.people[0], &words(said));
    world.confirms_unstored().await;
    let control = lost(&world).await.1.len() == before + 1;
    vec![Finding::new(13, figures, wrong, vec![("confirmed although it could not be stored", control)])]
}

/// So many people say a thing each.
fn speak(world: &World, said: &mut usize, times: usize) {
    for _ in 0..times {
        world.telegram.says(world.people[*said % world.people.len()], &words(*said));
        *said += 1;
    }
}

/// PostgreSQL: connections are cut, again and again; then the database is read-only for a while.
async fn cut_off(world: &World, blows: usize, said: &mut usize, dice: &mut Dice) -> (String, String) {
    let name = world.fresh.url.rsplit('/').next().expect("a database").to_owned();
    let admin = Db::open(&format!("{}/postgres", test_server())).await.expect("the server");
    let run = async |statement: String| {
        let mut conn = admin.read().await.expect("a connection");
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *conn).await.expect("done");
    };
    let cut = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    );
    let mut bot = world.start();
    bot.address().await;
    for _ in 0..blows {
        speak(world, said, 10);
        pace::wait(Duration::from_millis(dice.roll(5..500))).await;
        run(cut.clone()).await;
    }
    run(format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
    run(cut.clone()).await;
    speak(world, said, 10);
    pace::wait(Duration::from_secs(2)).await;
    run(format!("ALTER DATABASE {name} RESET default_transaction_read_only")).await;
    run(cut).await;
    world.quiet().await;
    (stop(bot).await, format!("connections cut {blows} times, read-only for 2 s"))
}

/// SQLite: the disk is full again and again; then somebody else holds the database for longer than the bot waits.
async fn starved(world: &World, blows: usize, said: &mut usize) -> (String, String) {
    let disk = Disk::new();
    let mut bot = world.start_with(&disk.settings());
    bot.address().await;
    for _ in 0..blows {
        disk.flag(FULL, true);
        speak(world, said, 10);
        pace::wait(Duration::from_secs(1)).await;
        disk.flag(FULL, false);
        speak(world, said, 10);
    }
    world.quiet().await;
    // The bot waits 10 s for a lock.
    let held = world.fresh.db.begin().await.expect("the lock");
    speak(world, said, 10);
    pace::wait(Duration::from_secs(11)).await;
    held.rollback().await.expect("let go");
    world.quiet().await;
    (stop(bot).await, format!("the disk full {blows} times for 1 s, locked by another for 11 s"))
}
