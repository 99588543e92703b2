//! P8: a level of escalation is said once, never early, at most a minute late while the machine runs, after downtime only
//! the highest, and never after somebody has committed that they know. Incidents begin, are acknowledged within fifty
//! milliseconds of a deadline, end, processes die and stay away for two hours; what was heard is judged by checks that
//! count working minutes one by one.
//!
//! The drive knows an engine only as [`drive::Engine`]. [`clockwork`] is the smallest that keeps the rules, and one that
//! breaks each of them: what proves that the checks see. [`trace::read`] takes what was heard from the tables.

mod checks;
mod clockwork;
mod drive;
mod trace;

use crate::{databases::Fresh, governor::oracle::Almanac, rounds::rounds};
use checks::{Kind, complaints};
use clockwork::{Clockwork, Flaw};
use drive::{Plan, drive};
use std::collections::BTreeSet;

fn kinds(plan: &Plan, flaw: Option<Flaw>, almanac: &Almanac) -> BTreeSet<Kind> {
    let trace = drive(plan, &mut Clockwork::new(flaw, almanac), almanac);
    assert_eq!(trace.alerts.len(), plan.incidents.len());
    complaints(&trace, plan, almanac).into_iter().map(|(kind, _)| kind).collect()
}

/// Incidents that went from the first level to the highest.
fn passed_over(trace: &trace::Trace) -> usize {
    let has = |alert: &trace::Alert, level| trace.said.iter().any(|said| said.alert == alert.id && said.level == level);
    trace.alerts.iter().filter(|alert| has(alert, checks::TOP) && !has(alert, 2)).count()
}

#[test]
fn every_level_of_an_incident_is_said_once_and_in_time() {
    let almanac = Almanac::printed();
    let count = if rounds() > 1 { 10_000 } else { 600 };
    for seed in 0..rounds().min(4) {
        let plan = Plan::made(0xE5CA + u64::try_from(seed).unwrap(), count, &almanac);
        let trace = drive(&plan, &mut Clockwork::new(None, &almanac), &almanac);
        let found = complaints(&trace, &plan, &almanac);
        assert!(found.is_empty(), "seed {seed}: {:#?}", &found[..found.len().min(10)]);
        let raced = trace.acks.iter().filter(|ack| ack.raced).count();
        assert!(raced > count / 5, "only {raced} races were run");
        let highest = trace.said.iter().filter(|said| said.level == checks::TOP).count();
        assert!(highest > count / 20, "only {highest} incidents came to the highest level");
        assert!(passed_over(&trace) > count / 100, "hardly a level was passed over after downtime");
    }
}

#[test]
fn an_engine_that_breaks_a_rule_is_seen() {
    let almanac = Almanac::printed();
    let plan = Plan::made(0xBAD, 300, &almanac);
    assert_eq!(kinds(&plan, None, &almanac), BTreeSet::new());
    for (flaw, kind) in [
        (Flaw::Twice, Kind::Double),
        (Flaw::Hasty, Kind::Early),
        (Flaw::Slow, Kind::Late),
        (Flaw::Deaf, Kind::AfterAck),
        (Flaw::Replays, Kind::Flood),
        (Flaw::Forgets, Kind::Missing),
    ] {
        let seen = kinds(&plan, Some(flaw), &almanac);
        assert!(seen.contains(&kind), "{flaw:?} should be seen as {kind:?}: {seen:?}");
    }
}

#[tokio::test]
async fn what_was_heard_is_read_from_the_tables_of_both_databases() {
    for fresh in Fresh::both().await {
        fresh.db.migrate().await.unwrap();
        trace::by_hand(&fresh.db).await;
    }
}
