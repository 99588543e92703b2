//! P17: `mosbot backup` while the bot is at work; the copy is put on a clean place, a bot is started on it and goes on. All
//! that was handled before the backup began is in it. SQLite only: PostgreSQL has its own.

use crate::{
    Size,
    count::words,
    databases::Fresh,
    dice::Dice,
    process::{mosbot, until},
    table::Finding,
    world::World,
};
use mosbot::{
    db::{Db, Dialect},
    pace,
};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// How long a restored bot may take to answer.
const IN_TIME: Duration = Duration::from_mins(10);

/// Proves P17.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    if fresh.db.dialect() == Dialect::Postgres {
        return vec![Finding::skipped(17, "not tried: pg_dump and pg_restore, as README says")];
    }
    let backups = size.of(2, 50);
    let mut world = World::gather(fresh, 10, 0).await;
    let home = tempfile::tempdir().expect("a folder");
    let (mut said, mut slowest, mut wrong, mut control) = (0, Duration::ZERO, Vec::new(), true);
    for backup in 0..backups {
        let bot = world.start();
        let speak = |said: &mut usize| {
            world.telegram.says(world.people[*said % 10], &words(*said));
            *said += 1;
        };
        for _ in 0..20 {
            speak(&mut said);
            pace::wait(Duration::from_millis(dice.roll(0..30))).await;
        }
        let before = handled(&world.fresh.db).await;
        let copy = home.path().join(format!("{backup}.gz"));
        let copying =
            mosbot().args(["backup", &copy.display().to_string()]).env("MOSBOT_DATABASE_URL", &world.fresh.url).spawn();
        let mut copying = copying.expect("a backup");
        while copying.try_wait().expect("a process").is_none() {
            speak(&mut said);
            pace::wait(Duration::from_millis(10)).await;
        }
        if !copying.wait().expect("ended").success() {
            wrong.push(format!("backup {backup} has failed"));
            continue;
        }
        world.kill(bot).await;
        // What is not in the copy may come again: Telegram keeps only what was never confirmed.
        let url = format!("sqlite:{}", home.path().join(format!("{backup}.db")).display());
        let restoring =
            mosbot().args(["restore", &copy.display().to_string()]).env("MOSBOT_DATABASE_URL", &url).output();
        let told = restoring.expect("a restore");
        if !told.status.success() {
            wrong.push(format!("backup {backup} is not restored: {}", String::from_utf8_lossy(&told.stderr)));
            break;
        }
        let restored = Db::existing(&url).await.expect("the copy");
        let kept = handled(&restored).await;
        wrong.extend(before.difference(&kept).map(|update| format!("update {update} is not in backup {backup}")));
        control &= before.iter().next().is_some_and(|first| {
            let without: BTreeSet<i64> = kept.iter().copied().filter(|update| update != first).collect();
            before.difference(&without).count() == 1 + before.difference(&kept).count()
        });
        let whole: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&mut *restored.read().await.expect("a connection"))
            .await
            .expect("a word");
        if whole != "ok" {
            wrong.push(format!("backup {backup}: {whole}"));
        }
        world.fresh.db.close().await;
        (world.fresh.db, world.fresh.url) = (restored, url);
        let begun = Instant::now();
        let bot = world.start();
        let user = world.people[0];
        let seen = world.telegram.chat(user).len();
        world.telegram.says(user, "Астра");
        until(&world.telegram, "an answer of the restored one", async || world.telegram.chat(user).len() > seen + 1)
            .await;
        slowest = slowest.max(begun.elapsed());
        world.quiet().await;
        world.kill(bot).await;
    }
    if slowest > IN_TIME {
        wrong.push(format!("a restored bot took {slowest:?} to answer"));
    }
    let figures = format!(
        "{backups} backups under load, each restored and gone on with: {} breaches, the slowest answers after {} ms",
        wrong.len(),
        slowest.as_millis()
    );
    vec![Finding::new(17, figures, wrong, vec![("a row that is missing in the copy", control)])]
}

/// Updates that are handled.
async fn handled(db: &Db) -> BTreeSet<i64> {
    let mut conn = db.read().await.expect("a connection");
    let rows: Vec<i64> = sqlx::query_scalar("SELECT update_id FROM inbox WHERE state = 'done'")
        .fetch_all(&mut *conn)
        .await
        .expect("rows");
    rows.into_iter().collect()
}
