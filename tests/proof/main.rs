//! The proof: promises P1–P20 on SQLite and PostgreSQL as a table with figures, each with its negative control: the same
//! count over a world where the rule was broken on purpose. The bot is the real process, started, killed, stopped and
//! starved; Telegram is the emulator; what is counted is what Telegram has accepted and what stands in the database.
//!
//! `tests/prove` runs it whole, `cargo test` its short form. Arguments: `P5 P12` proves only these, `--suites` also runs
//! the promises that are proved inside the process by other tests, `--full` takes the numbers of the promises. Longer, but
//! not full: `MOSBOT_TEST_ROUNDS=10`. The same chances again: `MOSBOT_TEST_SEED=…`.

mod blows;
mod count;
mod cut;
mod frozen;
mod log;
mod messages;
mod outage;
mod poison;
mod power;
mod presses;
mod restore;
mod stops;
mod suites;
mod table;
mod updates;
mod upgrade;
mod world;

#[path = "../suite/databases.rs"]
mod databases;
#[path = "../suite/dice.rs"]
#[expect(dead_code, reason = "the suite throws in more ways")]
mod dice;
#[path = "../suite/process.rs"]
#[expect(dead_code, reason = "the suite asks more of a process")]
mod process;

use databases::Fresh;
use dice::Dice;
use futures::{
    FutureExt, StreamExt,
    future::{LocalBoxFuture, join},
    stream,
};
use mosbot::{clock::Clock, playground::desk::rounds};
use std::{env, panic::AssertUnwindSafe, process::ExitCode};
use table::{Finding, Line};

/// How long a trial goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(usize);

impl Size {
    /// The numbers of the promises.
    pub const FULL: Self = Self(usize::MAX);

    /// So much in the short form, more with more rounds, and at most what the full form takes.
    pub fn of(self, short: usize, full: usize) -> usize {
        short.saturating_mul(self.0).min(full)
    }

    /// Whether each trial has the machine to itself, so that its times count. The short form runs them side by side.
    pub const fn is_timed(self) -> bool {
        self.0 > 1
    }
}

type Trial = fn(Fresh, Size, Dice) -> LocalBoxFuture<'static, Vec<Finding>>;

/// What each trial proves. All of them run on both databases.
const TRIALS: [(&[u8], Trial); 13] = [
    (&[1, 2, 3], |fresh, size, dice| Box::pin(updates::trial(fresh, size, dice))),
    (&[4], |fresh, size, dice| Box::pin(power::trial(fresh, size, dice))),
    (&[5], |fresh, size, dice| Box::pin(messages::trial(fresh, size, dice))),
    (&[9], |fresh, size, dice| Box::pin(frozen::trial(fresh, size, dice))),
    (&[10], |fresh, size, dice| Box::pin(presses::trial(fresh, size, dice))),
    (&[12], |fresh, size, dice| Box::pin(stops::trial(fresh, size, dice))),
    (&[13], |fresh, size, dice| Box::pin(blows::trial(fresh, size, dice))),
    (&[14, 20], |fresh, size, dice| Box::pin(poison::trial(fresh, size, dice))),
    (&[15], |fresh, size, dice| Box::pin(cut::trial(fresh, size, dice))),
    (&[16, 20], |fresh, size, dice| Box::pin(outage::trial(fresh, size, dice))),
    (&[17], |fresh, size, dice| Box::pin(restore::trial(fresh, size, dice))),
    (&[18], |fresh, size, dice| Box::pin(upgrade::trial(fresh, size, dice))),
    (&[19], |fresh, size, dice| Box::pin(log::trial(fresh, size, dice))),
];

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let named: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |number: u8| named.is_empty() || named.iter().any(|name| **name == format!("P{number}"));
    let size = if has("--full") { Size::FULL } else { Size(rounds()) };
    let seed = seed();
    println!("MOSBOT_TEST_SEED={seed}");
    let trials = TRIALS.into_iter().filter(|(numbers, _)| numbers.iter().any(|number| wanted(*number)));
    let trials = trials.map(|(numbers, trial)| async move {
        let [sqlite, postgres] = Fresh::both().await;
        let tried = |fresh| whole(numbers, trial(fresh, size, Dice(seed)));
        join(tried(sqlite), tried(postgres)).await
    });
    let findings: Vec<_> =
        stream::iter(trials).buffered(if size.is_timed() { 1 } else { TRIALS.len() }).collect().await;
    let mut lines = Vec::new();
    for (sqlite, postgres) in findings {
        lines.extend(sqlite.into_iter().map(|finding| Line { on: "SQLite", finding }));
        lines.extend(postgres.into_iter().map(|finding| Line { on: "PostgreSQL", finding }));
    }
    lines.retain(|line| wanted(line.finding.promise));
    if has("--suites") {
        let numbers: Vec<u8> = (1..=20).filter(|number| wanted(*number)).collect();
        lines.extend(suites::run(&numbers, has("--full")).into_iter().map(|finding| Line { on: "both", finding }));
    }
    if table::print(&lines, wanted) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A trial that breaks off has proved nothing.
async fn whole(numbers: &[u8], trial: LocalBoxFuture<'static, Vec<Finding>>) -> Vec<Finding> {
    let broken = |number: &u8| {
        let why = "the trial broke off, as is told above".to_owned();
        Finding::new(*number, String::new(), vec![why], Vec::new())
    };
    AssertUnwindSafe(trial).catch_unwind().await.unwrap_or_else(|_| numbers.iter().map(broken).collect())
}

#[expect(clippy::disallowed_methods, reason = "the tests' own settings, not the product's")]
fn seed() -> u64 {
    let given = env::var("MOSBOT_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| Clock::System.now().timestamp_subsec_nanos().into())
}
