//! P9: three processes serve one PostgreSQL, and the one that polls and sends is frozen for longer than its term, then goes
//! on as if nothing had happened. Another takes over; nothing is lost, and nothing comes twice but what was under way.

use crate::{
    Size,
    count::{delivered, lost, words},
    databases::Fresh,
    dice::Dice,
    process::Bot,
    table::Finding,
    world::{World, stop, until},
};
use mosbot::{db::Dialect, pace};
use std::time::{Duration, Instant};

/// Another has taken over by then.
const IN_TIME: Duration = Duration::from_secs(30);

/// Proves P9.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    if fresh.db.dialect() == Dialect::Sqlite {
        return vec![Finding::skipped(9, "not tried: one process holds the file, another is refused")];
    }
    let (people, freezes, seconds) = (10, size.of(1, 200), size.of(22, 90));
    let world = World::gather(fresh, people, 0).await;
    world.change("DELETE FROM lease").await;
    let mut bots: Vec<Bot> = (0..3).map(|_| world.start()).collect();
    for bot in &mut bots {
        bot.address().await;
    }
    let (mut said, mut slowest, mut under_way, mut wrong) = (0, Duration::ZERO, 0, Vec::new());
    for _ in 0..freezes {
        for _ in 0..20 {
            speak(&world, &mut said);
            pace::wait(Duration::from_millis(dice.roll(0..50))).await;
        }
        let leader = bots.iter().max_by_key(|bot| taken(&bot.log())).expect("three");
        leader.signal("STOP");
        let begun = Instant::now();
        under_way +=
            world.count("SELECT COUNT(*) FROM outbox WHERE state = 'sending' AND method = 'sendMessage'").await;
        let first = said;
        speak(&world, &mut said);
        until("the new leader", async || delivered(&world, first, said).await.accepted == 1).await;
        slowest = slowest.max(begun.elapsed());
        while begun.elapsed() < Duration::from_secs(seconds as u64) {
            speak(&world, &mut said);
            pace::wait(Duration::from_millis(200)).await;
        }
        leader.signal("CONT");
        for _ in 0..20 {
            speak(&world, &mut said);
            pace::wait(Duration::from_millis(dice.roll(0..50))).await;
        }
    }
    world.quiet().await;
    for bot in bots {
        stop(bot).await;
    }
    if size.is_timed() && slowest > IN_TIME {
        wrong.push(format!("it took {slowest:?} until another took over"));
    }
    let (_, lost) = lost(&world).await;
    let came = delivered(&world, 0, said).await;
    if i64::try_from(came.twice).is_ok_and(|twice| twice > under_way) {
        wrong.push(format!("{} came twice, {under_way} may", came.twice));
    }
    let figures = format!(
        "3 processes, the leader frozen {freezes} times for {seconds} s: taken over within {} s; {said} updates: {} lost, {} \
         answers missing, {} twice (≤ {under_way}), {} misplaced",
        slowest.as_secs(),
        lost.len(),
        came.missing.len(),
        came.twice,
        came.misplaced.len()
    );
    wrong.extend([lost, came.missing, came.misplaced].concat());
    let found = delivered(&world, 0, said + 1).await.missing.len() == 1;
    vec![Finding::new(9, figures, wrong, vec![("words that nobody heard", found)])]
}

fn speak(world: &World, said: &mut usize) {
    world.telegram.says(world.people[*said % world.people.len()], &words(*said));
    *said += 1;
}

/// When it last took the right to poll, as its log tells.
fn taken(log: &str) -> Option<String> {
    let taken = log.lines().rfind(|line| line.contains("taken") && line.contains("poller"))?;
    taken.split_whitespace().next().map(str::to_owned)
}
