//! P5: messages with numbers go out, first in peace, then while answers are lost, floods and blocks are told and the process
//! dies. Each arrives; what comes twice was under way at a death or has lost its answer, and says that it is a repeat.

use crate::{
    Size,
    count::{Delivered, delivered, words},
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{World, stop},
};
use mosbot::pace;
use serde_json::json;
use std::{ops::Range, time::Duration};

/// Milliseconds of work before a death.
const WORK: Range<u64> = 5..500;
/// The refusal of somebody who has blocked the bot.
const BLOCKED: &str = "Forbidden: bot was blocked by the user";

/// Proves P5.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, messages, kills) = (size.of(20, 200), size.of(160, 10_000), size.of(8, 500));
    let world = World::gather(fresh, people, 0).await;
    let calm = messages / 4;
    let bot = world.start();
    for n in 0..calm {
        world.telegram.says(world.people[n % people], &words(n));
    }
    world.quiet().await;
    stop(bot).await;
    let peace = delivered(&world, 0, calm).await;
    let storm = storm(&world, calm..messages, kills, &mut dice).await;
    let war = delivered(&world, calm, messages).await;
    let floods = floods(&world);
    let doubt = storm.lost + storm.under_way;
    let mut wrong = [peace.missing.as_slice(), &war.missing, &floods, &peace.misplaced, &war.misplaced].concat();
    if peace.twice > 0 {
        wrong.push(format!("{} came twice in peace", peace.twice));
    }
    if war.twice > doubt {
        wrong.push(format!("{} came twice, {doubt} may", war.twice));
    }
    if war.unmarked > 0 {
        wrong.push(format!("{} repeats do not say that they are", war.unmarked));
    }
    let figures = format!(
        "{calm} in peace: {} accepted, {} twice; {} with {kills} kills, {} lost answers, {} floods, {} blocks: {} accepted, \
         {} listed as blocked, {} never, {} twice (≤ {doubt}), {} unmarked, {} within retry_after, {} misplaced",
        peace.accepted,
        peace.twice,
        messages - calm,
        storm.lost,
        storm.floods,
        storm.blocks,
        war.accepted,
        war.listed,
        war.missing.len(),
        war.twice,
        war.unmarked,
        floods.len(),
        war.misplaced.len(),
    );
    let controls = controls(&world, calm, messages).await;
    vec![Finding::new(5, figures, wrong, controls)]
}

/// What was done to the bot.
#[derive(Default)]
struct Storm {
    /// So many accepted calls lost their answer.
    lost: usize,
    floods: usize,
    blocks: usize,
    /// So many messages were under way at deaths.
    under_way: usize,
}

async fn storm(world: &World, mut numbers: Range<usize>, kills: usize, dice: &mut Dice) -> Storm {
    let mut storm = Storm::default();
    for death in 0..kills {
        let bot = world.at_work().await;
        let mut work = dice.roll(WORK);
        let share = numbers.len().div_ceil(kills - death);
        for n in numbers.by_ref().take(share) {
            let user = world.people[n % world.people.len()];
            match dice.roll(0..100) {
                0..5 => {
                    world.telegram.lose_answers(1);
                    storm.lost += 1;
                }
                5..7 => {
                    world.telegram.too_many(user, dice.roll(1..4));
                    storm.floods += 1;
                }
                7 => {
                    world.telegram.fail_once(403, BLOCKED);
                    storm.blocks += 1;
                }
                _ => {}
            }
            world.telegram.says(user, &words(n));
            let pause = dice.roll(0..work + 1) / 4;
            pace::wait(Duration::from_millis(pause)).await;
            work -= pause;
        }
        pace::wait(Duration::from_millis(work)).await;
        world.kill(bot).await;
        let under_way = "SELECT COUNT(*) FROM outbox WHERE state = 'sending' AND method = 'sendMessage'";
        storm.under_way += usize::try_from(world.count(under_way).await).expect("small");
    }
    let bot = world.start();
    world.quiet().await;
    stop(bot).await;
    storm
}

/// Calls that came within `retry_after`.
fn floods(world: &World) -> Vec<String> {
    world.telegram.violations().into_iter().filter(|rule| rule.contains("Too Many Requests")).collect()
}

async fn controls(world: &World, calm: usize, messages: usize) -> Vec<(&'static str, bool)> {
    let judge = async || delivered(world, 0, messages).await;
    let differ = |before: &Delivered, after: &Delivered| {
        (after.twice - before.twice, after.unmarked - before.unmarked, after.missing.len() - before.missing.len())
    };
    let before = judge().await;
    let requests = world.telegram.requests();
    let one =
        requests.iter().find(|request| request.status == 200 && request.fields["text"].to_string().contains(&words(0)));
    let one = one.expect("an accepted message").fields.clone();
    world.api().call("sendMessage", &one).await.expect("sent");
    let after = judge().await;
    let unsent = delivered(world, 0, messages + 1).await;
    let chat = world.people[calm % world.people.len()];
    world.telegram.too_many(chat, 30);
    let floods_before = floods(world).len();
    for _ in 0..2 {
        let refused = world.api().call("sendMessage", &json!({ "chat_id": chat, "text": "x" })).await;
        assert!(refused.is_err(), "429");
    }
    vec![
        ("sent once more, unmarked", differ(&before, &after) == (1, 1, 0)),
        ("never sent", differ(&after, &unsent) == (0, 0, 1)),
        ("sent within retry_after", floods(world).len() == floods_before + 1),
    ]
}
