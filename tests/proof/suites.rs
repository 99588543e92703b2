//! The promises that are proved inside the process, by tests of the suite with the rounds that the promise asks for. Their
//! negative controls are tests among them.

use crate::table::Finding;
use mosbot::playground::desk::rounds;
use std::{env, process::Command};

/// The promise, the tests, and the rounds of the full form.
const SUITES: [(u8, &[&str], usize); 9] = [
    (5, &["--test", "suite", "sender::"], 20),
    (6, &["--test", "suite", "digest::"], 1),
    (7, &["--lib", "calendar::"], 1),
    (8, &["--test", "suite", "incidents::"], 4),
    (9, &["--test", "suite", "leases::"], 1),
    (11, &["--test", "suite", "access::"], 2),
    (14, &["--lib", "bot::worker_tests::"], 1),
    (16, &["--lib", "bot::governor_tests::"], 1),
    (18, &["--test", "suite", "migrations::"], 1),
];

/// Runs the tests of these promises.
pub fn run(promises: &[u8], full: bool) -> Vec<Finding> {
    let wanted = SUITES.iter().filter(|(promise, _, _)| promises.contains(promise));
    wanted
        .map(|(promise, tests, most)| tested(*promise, tests, if full { *most } else { rounds().min(*most) }))
        .collect()
}

fn tested(promise: u8, tests: &[&str], rounds: usize) -> Finding {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--locked"]).env("MOSBOT_TEST_ROUNDS", rounds.to_string());
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let ended = cargo.args(tests).output().expect("cargo runs");
    let said = String::from_utf8_lossy(&ended.stdout);
    let (passed, failed) = (counted(&said, "passed"), counted(&said, "failed"));
    let figures = format!("cargo test {} × {rounds}: {passed} tests pass, {failed} fail", tests.join(" "));
    let mut wrong: Vec<String> = said.lines().filter(|line| line.ends_with("... FAILED")).map(str::to_owned).collect();
    if !ended.status.success() && wrong.is_empty() {
        wrong.extend(String::from_utf8_lossy(&ended.stderr).lines().rev().take(5).map(str::to_owned));
    }
    // Nothing is proved by tests that are not there.
    if passed == 0 {
        wrong.push("there are no such tests".to_owned());
    }
    Finding::new(promise, figures, wrong, Vec::new())
}

/// The number before `word` in the lines of results, summed.
fn counted(said: &str, word: &str) -> usize {
    let results = said.lines().filter(|line| line.starts_with("test result:"));
    let number = |line: &str| {
        line.split_whitespace()
            .zip(line.split_whitespace().skip(1))
            .find(|(_, next)| next.trim_end_matches(';') == word)
            .and_then(|(number, _)| number.parse::<usize>().ok())
    };
    results.filter_map(number).sum()
}
