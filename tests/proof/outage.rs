//! P16: Telegram is out of reach for a while, of the process for seconds and of a desk with its own clock for a minute, an
//! hour and 23 hours. Nothing is lost and nothing comes twice. P20: that it is out of reach shows.

use crate::{
    Size,
    count::{delivered, lost, words},
    databases::Fresh,
    dice::Dice,
    poison::{metrics, value},
    table::Finding,
    world::{World, stop, until},
};
use chrono::TimeDelta;
use mosbot::{
    db::Dialect,
    pace,
    playground::{Desk, desk::test_server},
};
use std::{collections::BTreeMap, time::Duration};

/// How long Telegram is away from a desk.
const AWAY: [(&str, TimeDelta); 3] =
    [("1 min", TimeDelta::minutes(1)), ("1 h", TimeDelta::hours(1)), ("23 h", TimeDelta::hours(23))];

/// Proves P16, and P20 for what it does.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, outages) = (10, size.of(2, 50));
    let dialect = fresh.db.dialect();
    let world = World::gather(fresh, people, 0).await;
    let mut bot = world.start();
    let address = bot.address().await;
    world.quiet().await;
    let up = value(&metrics(&address).await, "mosbot_telegram_up");
    let (mut said, mut seen_down) = (0, 0);
    for outage in 0..outages {
        let speak = |said: &mut usize| {
            for _ in 0..10 {
                world.telegram.says(world.people[*said % people], &words(*said));
                *said += 1;
            }
        };
        let set =
            |away| if outage % 2 == 0 { world.telegram.set_down(away) } else { world.telegram.set_network_lost(away) };
        speak(&mut said);
        pace::wait(Duration::from_millis(dice.roll(5..500))).await;
        set(true);
        speak(&mut said);
        until("the metric to fall", async || value(&metrics(&address).await, "mosbot_telegram_up") == 0).await;
        seen_down += 1;
        pace::wait(Duration::from_millis(dice.roll(5..1_000))).await;
        set(false);
        world.quiet().await;
    }
    stop(bot).await;
    let (_, mut wrong) = lost(&world).await;
    let came = delivered(&world, 0, said).await;
    wrong.extend(came.missing);
    if came.twice > 0 {
        wrong.push(format!("{} came twice", came.twice));
    }
    let (kept, desk_wrong, found) = desk(dialect).await;
    wrong.extend(desk_wrong);
    let figures = format!(
        "{outages} outages of seconds: {said} updates, {} wrong, {} twice; at a desk 1 min, 1 h, 23 h: {kept} messages, each \
         once",
        wrong.len(),
        came.twice
    );
    let shown = format!("{outages} outages: telegram_up was {up} before and fell {seen_down} times");
    let unseen = if up == 1 { Vec::new() } else { vec!["telegram_up is not 1 while it answers".to_owned()] };
    vec![
        Finding::new(16, figures, wrong, vec![("an answer that nobody sent", found)]),
        Finding::new(20, shown, unseen, Vec::new()),
    ]
}

/// The long outages, on a clock that is moved: how many messages came, what is wrong, and whether a lost one is found.
async fn desk(dialect: Dialect) -> (usize, Vec<String>, bool) {
    let at = "2026-11-24T08:00:00Z".parse().expect("a moment");
    let desk = match dialect {
        Dialect::Sqlite => Desk::on_sqlite(at).await,
        Dialect::Postgres => Desk::on_postgres(&test_server(), at).await,
    };
    let desk = desk.expect("a desk");
    let anna = desk.manager("Анна").await;
    for (n, (_, away)) in AWAY.iter().enumerate() {
        desk.telegram.says(anna.user, &words(2 * n));
        desk.take_in().await;
        desk.work().await;
        desk.telegram.set_down(true);
        desk.pump().await;
        desk.telegram.says(anna.user, &words(2 * n + 1));
        desk.pump().await;
        desk.clock.set(desk.clock.now() + *away);
        desk.pump().await;
        desk.telegram.set_down(false);
        // The pause between two tries of the sender.
        for _ in 0..2 {
            desk.clock.set(desk.clock.now() + TimeDelta::minutes(5));
            desk.pump().await;
        }
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for message in desk.telegram.chat(anna.user).iter().filter(|message| message.from_bot) {
        for n in 0..=2 * AWAY.len() {
            *times.entry(words(n)).or_default() += usize::from(message.text.contains(&words(n)));
        }
    }
    let mut wrong: Vec<String> = times
        .iter()
        .filter(|(_, times)| **times != 1)
        .map(|(words, times)| format!("«{words}» came {times} times"))
        .collect();
    // The last one was never said: the count must miss it.
    let never = format!("«{}» came 0 times", words(2 * AWAY.len()));
    let found = wrong.contains(&never);
    wrong.retain(|line| *line != never);
    (2 * AWAY.len(), wrong, found)
}
