//! A client is never written to at night, on days off, or more than the governor allows (PRODUCT 4.7): a make-believe year
//! of notices, reminders and answers at random moments goes through the governor of a real database, and every message
//! that would go out is judged by an oracle that knows the printed calendar and nothing of the product.

pub mod oracle;
mod year;

use crate::{databases::Fresh, rounds::rounds};
use chrono::NaiveDate;
use oracle::{Almanac, Kind, complaints};
use std::collections::BTreeSet;
use year::Year;

fn day(month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, of_month).unwrap()
}

/// Lives through the days, and judges all that was written.
async fn live(fresh: &Fresh, seed: u64, (from, to): (NaiveDate, NaiveDate), at_least: usize) {
    fresh.db.migrate().await.unwrap();
    let almanac = Almanac::printed();
    let mut year = Year::begin(&fresh.db, seed).await;
    year.live(&almanac, from, to).await;
    assert_eq!(year.wrongly_silent, [""; 0], "seed {seed}");

    let sent = year.sent().await;
    let found = complaints(&sent, &almanac);
    assert!(found.is_empty(), "seed {seed}: {found:#?}");
    assert!(sent.len() >= at_least, "seed {seed}: only {} messages would go out", sent.len());
    assert_eq!(year.lost().await, 0, "seed {seed}: notices and answers are put off, never lost");

    // The same wishes granted at once, as without a governor: the oracle must see everything that is wrong with them.
    let kinds: BTreeSet<Kind> = complaints(&year.wishes(), &almanac).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, Kind::ALL.into_iter().collect(), "seed {seed}: the oracle is blind");
}

#[tokio::test]
async fn a_client_is_written_to_within_the_rules_all_year_round_on_sqlite() {
    for seed in 0..rounds() {
        let whole = (day(1, 1), day(12, 31));
        live(&Fresh::sqlite().await, 0x5EED + u64::try_from(seed).unwrap(), whole, 2_000).await;
    }
}

#[tokio::test]
async fn a_client_is_written_to_within_the_rules_over_the_may_holidays_on_postgres() {
    live(&Fresh::postgres().await, 0xCAFE, (day(4, 25), day(5, 15)), 100).await;
}
