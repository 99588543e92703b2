//! P1–P3: people log numbered calls, two updates each, while the process is killed at random moments; of its lives, half
//! poll and half have a webhook. Nobody waits for an answer, so a lost, doubled or misplaced update leaves a call that is
//! not as it was said.

use crate::{
    Size,
    count::lost,
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{World, client},
};
use mosbot::pace;
use std::{collections::BTreeMap, ops::Range, time::Duration};

/// Milliseconds of work before a death.
const WORK: Range<u64> = 5..500;
/// Every update comes at most so often.
const TIMES: usize = 3;

/// What everybody still has to say.
struct Voices {
    said: Vec<usize>,
    each: usize,
}

impl Voices {
    fn left(&self) -> usize {
        self.said.iter().map(|said| self.each - said).sum()
    }

    /// Somebody says the next thing: a call in words, then «сохранить».
    fn speak(&mut self, world: &World, dice: &mut Dice) {
        let open: Vec<usize> = (0..self.said.len()).filter(|at| self.said[*at] < self.each).collect();
        if open.is_empty() {
            return;
        }
        let at = open[pick(dice, open.len())];
        let said = self.said[at];
        say(world, at, said / 2 + 1, said % 2 == 1);
        self.said[at] += 1;
    }
}

fn pick(dice: &mut Dice, of: usize) -> usize {
    usize::try_from(dice.roll(0..of as u64)).expect("small")
}

fn say(world: &World, person: usize, call: usize, save: bool) {
    let words = if save { "сохранить".to_owned() } else { format!("{} поговорили", client(call)) };
    world.telegram.says(world.people[person], &words);
}

/// Proves P1, P2 and P3.
pub async fn trial(fresh: Fresh, size: Size, mut dice: Dice) -> Vec<Finding> {
    let (chats, kills) = (size.of(10, 200), size.of(20, 1_000));
    let each = if size == Size::FULL { 100 } else { 20 };
    let world = World::gather(fresh, chats, each / 2).await;
    world.telegram.deliver_repeatedly(TIMES);
    let mut voices = Voices { said: vec![0; chats], each };
    let mut pushed = 0;
    for death in 0..kills {
        let bot = match dice.roll(0..20) {
            // Some die while they start.
            0..2 => world.start(),
            2..11 => world.at_work().await,
            _ => {
                pushed += 1;
                world.pushed().await.0
            }
        };
        let mut work = dice.roll(WORK);
        for left in (1..=voices.left() / (kills - death)).rev() {
            voices.speak(&world, &mut dice);
            let pause = dice.roll(0..2 * work / left as u64 + 1).min(work);
            pace::wait(Duration::from_millis(pause)).await;
            work -= pause;
        }
        pace::wait(Duration::from_millis(work)).await;
        world.kill(bot).await;
    }
    while voices.left() > 0 {
        voices.speak(&world, &mut dice);
    }
    let bot = world.start();
    world.handled().await;
    world.kill(bot).await;
    let (confirmed, lost_ones) = lost(&world).await;
    let effects = Effects::read(&world, chats, each / 2).await;
    let updates = chats * each;
    let figures = [
        format!(
            "{updates} updates, {kills} kills, {pushed} of them with a webhook, each update 1–{TIMES} times: {confirmed} \
             confirmed, {} lost or not handled",
            lost_ones.len()
        ),
        format!("{} calls, {} events: {} not exactly once", updates / 2, effects.events, effects.wrong.len()),
        format!("{chats} chats × {each}: {} inversions", effects.inversions.len()),
    ];
    let [one, two, three] = figures;
    let controls = controls(&world, chats, each / 2).await;
    vec![
        Finding::new(1, one, lost_ones, vec![("confirmed before stored", controls[0])]),
        Finding::new(2, two, effects.wrong, vec![("the same said again as new updates", controls[1])]),
        Finding::new(3, three, effects.inversions, vec![("an old call said after newer ones", controls[2])]),
    ]
}

/// What the calls are, beside what was said.
struct Effects {
    events: i64,
    wrong: Vec<String>,
    inversions: Vec<String>,
}

impl Effects {
    async fn read(world: &World, chats: usize, calls: usize) -> Self {
        let rows = world
            .rows::<(i64, String)>(
                "SELECT p.tg_id, c.name FROM call k JOIN person p ON p.id = k.person_id \
                 JOIN client c ON c.id = k.client_id ORDER BY k.logged_at, k.id",
            )
            .await;
        let events = world.count("SELECT COUNT(*) FROM event WHERE kind = 'call.logged'").await;
        let mut wrong = Vec::new();
        if usize::try_from(events) != Ok(rows.len()) {
            wrong.push(format!("{} calls have {events} events", rows.len()));
        }
        let numbers: BTreeMap<String, usize> = (1..=calls).map(|n| (client(n), n)).collect();
        let mut logged: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (user, name) in rows {
            logged.entry(user).or_default().push(numbers.get(&name).copied().unwrap_or_default());
        }
        let mut inversions = Vec::new();
        for user in &world.people[..chats] {
            let logged = logged.remove(user).unwrap_or_default();
            for n in 1..=calls {
                let times = logged.iter().filter(|logged| **logged == n).count();
                if times != 1 {
                    wrong.push(format!("{user} logged call {n} once, it is there {times} times"));
                }
            }
            let inverted = logged.windows(2).filter(|pair| pair[0] > pair[1]);
            inversions.extend(inverted.map(|pair| format!("{user}: call {} before {}", pair[0], pair[1])));
        }
        Self { events, wrong, inversions }
    }
}

/// Breaks each rule on purpose: whether P1, P2 and P3 find it, each as often as it was done.
async fn controls(world: &World, chats: usize, calls: usize) -> [bool; 3] {
    let before = Effects::read(world, chats, calls).await;
    let bot = world.start();
    for save in [false, true] {
        say(world, 0, 1, save);
    }
    world.handled().await;
    world.kill(bot).await;
    let after = Effects::read(world, chats, calls).await;
    let (_, lost_before) = lost(world).await;
    for person in 0..3 {
        say(world, person, 1, false);
    }
    world.confirms_unstored().await;
    let (_, lost_after) = lost(world).await;
    [
        lost_after.len() == lost_before.len() + 3,
        after.wrong.len() == before.wrong.len() + 1,
        after.inversions.len() == before.inversions.len() + 1,
    ]
}
