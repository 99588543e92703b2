//! How long the long tests go on: once in the suite, many times in the heavy run.

/// `MOSBOT_TEST_ROUNDS`, 1 if it is not set.
#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
pub fn rounds() -> usize {
    std::env::var("MOSBOT_TEST_ROUNDS").map_or(1, |rounds| rounds.parse().expect("MOSBOT_TEST_ROUNDS is a number"))
}
