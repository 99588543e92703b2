//! Who sees and changes what (PROMISES P11): every role, every command, every button of everybody else, with objects of
//! their own, of others and of nobody. A foreign object and an absent one are answered alike, nothing changes, and the
//! word that a client's data carries never reaches somebody who may not see the client.

mod buttons;
mod commands;
mod ends;
mod fill;
mod forms;
mod jobs;
mod objects;
mod outsiders;
mod ships;
mod watch;
mod world;

use crate::rounds::rounds;
use mosbot::playground::{Desk, desk::test_server};
use watch::Watch;
use world::World;

/// Tries one of `share` ways to say a thing, and at least so many cases in a round.
async fn everything_everybody_may_try(desk: Desk, share: usize, cases: usize) {
    let world = World::begin(&desk).await;
    let mut watch = Watch::begin(&world).await;
    watch.sees_what_is_wrong(&world).await;
    // The long run tries everything: one pass of it is more than fifty thousand cases.
    let (share, cases) = if rounds() > 1 { (1, 50_000) } else { (share, cases) };
    for round in 0..rounds().max(2) - 1 {
        buttons::of_others(&world, &mut watch, round, share).await;
        commands::typed(&world, &mut watch, round, share).await;
        forms::answered_with_foreign_ids(&world, &mut watch).await;
    }
    buttons::of_ones_own(&world, &mut watch, share).await;
    watch.end(&world, cases);
    drop(world);
    fill::put_away(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn nobody_sees_or_changes_what_is_not_theirs_on_sqlite() {
    everything_everybody_may_try(Desk::on_sqlite(world::BEGIN.parse().unwrap()).await.unwrap(), 4, 2_000).await;
}

#[tokio::test]
async fn nobody_sees_or_changes_what_is_not_theirs_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), world::BEGIN.parse().unwrap()).await.unwrap();
    everything_everybody_may_try(desk, 12, 800).await;
}
