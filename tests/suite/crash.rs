//! P1–P3 and the bound of P5 for a real process that is killed at random moments while 200 people log calls: 100 times on
//! SQLite and 50 times on PostgreSQL. Ten times as often: `MOSBOT_TEST_ROUNDS=10 tests/run --test suite crash`. The seed
//! is printed; the same chances again: `MOSBOT_TEST_SEED=…`.

pub mod checks;
mod controls;
mod crowd;

pub use crowd::{Crowd, client};

use crate::{
    dice::Dice,
    process::{Bot, until},
};
use chrono::TimeDelta;
use mosbot::{
    clock::Clock,
    db::Db,
    playground::{Desk, desk::test_server, telegram::Telegram},
};
use std::{collections::BTreeSet, mem, ops::Range, time::Duration};
use tokio::time::{Instant, timeout_at};

/// So many people log calls at once.
const PEOPLE: usize = 200;

/// So many of them look at their phones whenever something happens.
const LOOK: usize = 40;

/// Milliseconds of work before a death.
const WORK: Range<u64> = 5..500;

#[expect(clippy::disallowed_methods, reason = "the tests' own settings, not the product's")]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
}

#[tokio::test]
async fn a_hundred_deaths_lose_nothing_on_sqlite() {
    dies(&Desk::on_sqlite(Clock::System.now()).await.unwrap(), 100).await;
}

#[tokio::test]
async fn fifty_deaths_lose_nothing_on_postgres() {
    dies(&Desk::on_postgres(&test_server(), Clock::System.now()).await.unwrap(), 50).await;
}

/// What deaths have left in doubt.
#[derive(Debug, Default)]
pub struct Doubt {
    /// So many messages were under way: they may come twice.
    messages: usize,
    /// Cards whose change was under way: it may be repeated.
    changes: BTreeSet<(i64, i64)>,
}

impl Doubt {
    /// A process has died.
    pub async fn grow(&mut self, desk: &Desk) {
        let (messages, changes) = checks::in_flight(&desk.db).await;
        self.messages += messages;
        self.changes.extend(changes);
    }

    /// Another process is up: by now Telegram has read what the dead one sent, and can be told what was not heard.
    pub fn tell(&mut self, telegram: &Telegram) {
        for (user, message) in mem::take(&mut self.changes) {
            telegram.answer_was_lost(user, message);
        }
    }
}

async fn dies(desk: &Desk, deaths: u64) {
    let seed = setting("MOSBOT_TEST_SEED").unwrap_or_else(|| Clock::System.now().timestamp_subsec_nanos().into());
    let deaths = deaths * setting("MOSBOT_TEST_ROUNDS").unwrap_or(1);
    eprintln!("MOSBOT_TEST_SEED={seed}");
    let (telegram, clients) = (&desk.telegram, usize::try_from(deaths).unwrap());
    let (mut dice, mut doubt) = (Dice(seed), Doubt::default());
    let mut crowd = Crowd::gather(desk, PEOPLE, clients).await;
    telegram.deliver_repeatedly(3);
    for death in 0..deaths {
        // Towards the end everybody leaves a half-filled form.
        let last = death * 10 > deaths * 8 || crowd.most() + 2 >= clients;
        let mut bot = Bot::start(telegram, desk.url());
        // One in ten dies while it starts.
        if dice.roll(0..10) > 0 {
            bot.address().await;
            doubt.tell(telegram);
        }
        crowd.look(telegram, PEOPLE, last);
        let mut news = telegram.version();
        let moment = Instant::now() + Duration::from_millis(dice.roll(WORK));
        while timeout_at(moment, news.changed()).await.is_ok() && Instant::now() < moment {
            crowd.look(telegram, LOOK, last);
        }
        bot.kill();
        forget(&desk.db).await;
        doubt.grow(desk).await;
    }
    eprintln!("{} calls saved, {} messages under way at deaths", crowd.saved(), doubt.messages);
    let mut bot = Bot::start(telegram, desk.url());
    bot.address().await;
    doubt.tell(telegram);
    until(telegram, "quiet", async || {
        crowd.look(telegram, LOOK, true);
        telegram.pending_updates() == 0 && crowd.has_left(telegram)
    })
    .await;
    bot.signal("TERM");
    let (status, log) = bot.end().await;
    assert!(status.success(), "{log}");
    check(desk, &mut crowd, &doubt).await;
}

/// What the dead process held is free at once: waiting for the end of its term, the next ones would die idle.
async fn forget(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    sqlx::query("DELETE FROM lease").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everybody has left a half-filled form and the process has ended: nothing is lost, doubled or out of order, and every
/// form goes on at its question after one more start.
pub async fn check(desk: &Desk, crowd: &mut Crowd, doubt: &Doubt) {
    desk.clock.set(Clock::System.now());
    desk.restart().await.unwrap();
    desk.pump().await;
    // What was in doubt at the last death is repeated after a pause.
    desk.clock.set(Clock::System.now() + TimeDelta::minutes(10));
    desk.pump().await;
    let telegram = &desk.telegram;
    nothing(&checks::lost(telegram, &desk.db).await);
    nothing(&checks::unequal(&desk.db, &crowd.callers).await);
    nothing(&checks::undone(&desk.db).await);
    nothing(&checks::repeated(telegram, &desk.db, doubt.messages).await);
    crowd.go_on(telegram);
    desk.pump().await;
    crowd.save(telegram);
    desk.pump().await;
    nothing(&checks::unequal(&desk.db, &crowd.callers).await);
    nothing(&telegram.violations_at_end());
}

fn nothing(wrong: &[String]) {
    let some = wrong.iter().take(20).fold(String::new(), |all, line| all + "\n" + line);
    assert!(wrong.is_empty(), "{} are wrong, such as{some}", wrong.len());
}
