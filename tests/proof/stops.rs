//! P12: the process is asked to stop while updates flow, again and again. It ends by itself in time, and afterwards nothing
//! is lost and nothing was said twice.

use crate::{
    Size,
    count::{delivered, lost, words},
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{World, stop},
};
use mosbot::pace;
use std::{
    process::ExitStatus,
    time::{Duration, Instant},
};

/// Updates a second.
const RATE: u64 = 50;
/// A stop may take so long.
const IN_TIME: Duration = Duration::from_secs(10);

/// Proves P12.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, stops) = (size.of(20, 200), size.of(4, 100));
    let world = World::gather(fresh, people, 0).await;
    let (mut said, mut slowest, mut wrong) = (0, Duration::ZERO, Vec::new());
    for _ in 0..stops {
        let bot = world.at_work().await;
        for _ in 0..dice.roll(20..40) {
            world.telegram.says(world.people[said % people], &words(said));
            said += 1;
            pace::wait(Duration::from_millis(1_000 / RATE)).await;
        }
        bot.signal("TERM");
        let begun = Instant::now();
        let end = bot.end().await;
        slowest = slowest.max(begun.elapsed());
        if !has_drained(&end) || size.is_timed() && begun.elapsed() > IN_TIME {
            wrong.push(format!("a stop has ended with {} after {:?}", end.0, begun.elapsed()));
        }
    }
    let bot = world.start();
    world.quiet().await;
    stop(bot).await;
    let (_, lost) = lost(&world).await;
    let came = delivered(&world, 0, said).await;
    let figures = format!(
        "{stops} stops under {RATE} updates/s: slowest {} ms; {said} updates: {} lost, {} answers missing, {} twice",
        slowest.as_millis(),
        lost.len(),
        came.missing.len(),
        came.twice
    );
    if came.twice > 0 {
        wrong.push(format!("{} came twice", came.twice));
    }
    wrong.extend(lost);
    wrong.extend(came.missing);
    let mut killed = world.start();
    killed.address().await;
    killed.signal("KILL");
    let control = !has_drained(&killed.end().await);
    vec![Finding::new(12, figures, wrong, vec![("killed instead of asked", control)])]
}

fn has_drained((status, log): &(ExitStatus, String)) -> bool {
    status.success() && log.contains("everything has stopped")
}
