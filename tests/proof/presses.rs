//! P10: «Сохранить» pressed many times at once by everybody, again after a restart, and again a month later, when the rows of
//! that day have been swept: one call, and every press answered.

use crate::{
    Size,
    databases::Fresh,
    dice::Dice,
    process::until,
    table::Finding,
    world::{World, client, stop},
};
use chrono::TimeDelta;
use mosbot::{
    bot::retention,
    db::Dialect,
    playground::{
        Desk,
        desk::test_server,
        telegram::{MessageId, Tap, Telegram, UserId},
    },
};

/// Presses of one button at once.
const PRESSES: usize = 50;
/// Presses of the same button after the restart.
const REPLAYS: usize = 5;
/// The same button once more after so many days.
const MONTH: i64 = 31;

struct Pressed {
    user: UserId,
    message: MessageId,
    data: String,
}

/// Proves P10.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (people, rounds) = (size.of(5, 50), size.of(2, 10));
    let dialect = fresh.db.dialect();
    let world = World::gather(fresh, people, rounds).await;
    let mut old = Vec::new();
    let bot = world.start();
    for round in 1..=rounds {
        for user in &world.people {
            world.telegram.says(*user, &format!("{} поговорили", client(round)));
        }
        let mut buttons = Vec::new();
        for user in &world.people {
            until(&world.telegram, "a review", async || button(&world.telegram, *user, &client(round)).is_some()).await;
            buttons.extend(button(&world.telegram, *user, &client(round)));
        }
        // All at once, in any order.
        for _ in 0..PRESSES * buttons.len() {
            let at = usize::try_from(dice.roll(0..buttons.len() as u64)).expect("small");
            press(&world.telegram, &buttons[at]);
        }
        old.extend(buttons);
        world.handled().await;
    }
    world.quiet().await;
    stop(bot).await;
    let bot = world.start();
    for button in &old {
        (0..REPLAYS).for_each(|_| press(&world.telegram, button));
    }
    world.quiet().await;
    stop(bot).await;
    let (effects, silent) = (effects(&world, people, rounds).await, silent(&world.telegram));
    let later = a_month_later(dialect).await;
    let buttons = people * rounds;
    let figures = format!(
        "{buttons} buttons × {PRESSES} presses, then × {REPLAYS} after a restart, one × {PRESSES} \
         after {MONTH} days: {} effects not exactly once, {} presses \
         unanswered",
        effects.len() + later.len(),
        silent.len()
    );
    let controls = controls(&world, people, rounds, &old[0]).await;
    vec![Finding::new(10, figures, [effects, silent, later].concat(), controls)]
}

/// The button that saves the call to a client.
fn button(telegram: &Telegram, user: UserId, client: &str) -> Option<Pressed> {
    let seen = telegram.last(user)?;
    let review = seen.text.contains(&format!("{client} ·"));
    let save = seen.buttons.iter().flatten().find(|button| review && button.text.contains("Сохранить"))?;
    match &save.tap {
        Tap::Press(data) => Some(Pressed { user, message: seen.id, data: data.clone() }),
        _ => None,
    }
}

fn press(telegram: &Telegram, button: &Pressed) {
    telegram.presses_data(button.user, button.message, &button.data);
}

/// The same button a month later, on a clock that is moved: what went wrong.
async fn a_month_later(dialect: Dialect) -> Vec<String> {
    let at = "2026-11-24T08:00:00Z".parse().expect("a moment");
    let desk = match dialect {
        Dialect::Sqlite => Desk::on_sqlite(at).await,
        Dialect::Postgres => Desk::on_postgres(&test_server(), at).await,
    };
    let desk = desk.expect("a desk");
    let anna = desk.manager("Анна").await;
    let company = desk.client(&client(1), Some(&anna)).await;
    anna.says(&format!("{} поговорили", company.name)).await;
    let button = button(&desk.telegram, anna.user, &company.name).expect("a review");
    press(&desk.telegram, &button);
    desk.pump().await;
    let night = at + TimeDelta::days(MONTH) + TimeDelta::hours(17);
    desk.clock.set(night);
    let swept = retention::sweep(&desk.db, night).await.expect("swept");
    (0..PRESSES).for_each(|_| press(&desk.telegram, &button));
    desk.pump().await;
    let calls = desk.count("SELECT COUNT(*) FROM call").await;
    let mut wrong = silent(&desk.telegram);
    if calls != 1 || swept == 0 {
        wrong.push(format!("a month later, {swept} rows swept, the call is there {calls} times"));
    }
    desk.close().await;
    wrong
}

/// Calls that are not there exactly once.
async fn effects(world: &World, people: usize, rounds: usize) -> Vec<String> {
    let rows = world
        .rows::<(i64, String, i64)>(
            "SELECT p.tg_id, c.name, COUNT(*) FROM call k JOIN person p ON p.id = k.person_id \
             JOIN client c ON c.id = k.client_id GROUP BY p.tg_id, c.name",
        )
        .await;
    let mut wrong: Vec<String> = rows
        .iter()
        .filter(|(_, _, times)| *times != 1)
        .map(|(user, name, times)| format!("{user} saved {name} once, it is there {times} times"))
        .collect();
    if rows.len() != people * rounds {
        wrong.push(format!("{} buttons have saved something, {} were pressed", rows.len(), people * rounds));
    }
    wrong
}

fn silent(telegram: &Telegram) -> Vec<String> {
    telegram.violations_at_end().into_iter().filter(|rule| rule.contains("was never answered")).collect()
}

async fn controls(world: &World, people: usize, rounds: usize, button: &Pressed) -> Vec<(&'static str, bool)> {
    let before = (effects(world, people, rounds).await.len(), silent(&world.telegram).len());
    press(&world.telegram, button);
    world.confirms_unstored().await;
    let unanswered = silent(&world.telegram).len() == before.1 + 1;
    world
        .change(
            "INSERT INTO call (id, client_id, person_id, direction, purpose, outcome, called_at, logged_at) \
             SELECT 'twice', client_id, person_id, direction, purpose, outcome, called_at, logged_at FROM call LIMIT 1",
        )
        .await;
    let twice = effects(world, people, rounds).await.len() == before.0 + 1;
    vec![("a call saved twice", twice), ("a press that nobody answers", unanswered)]
}
