//! P8: a level of escalation is said once, never early, at most a minute late while the machine runs, after downtime only
//! the highest, and never after somebody has committed that they know. Incidents begin, are acknowledged within fifty
//! milliseconds of a deadline, end, processes die and stay away for two hours; what was heard is judged by checks that
//! count working minutes one by one.
//!
//! The drive knows an engine only as [`drive::Engine`]. [`house`] is the product. [`clockwork`] is the smallest that keeps the
//! rules, and one that breaks each of them: what proves that the checks see. [`trace::read`] takes what was heard from the
//! tables.

mod checks;
mod clockwork;
mod drive;
mod house;
mod trace;

use crate::{databases::Fresh, governor::oracle::Almanac, rounds::rounds};
use checks::{Kind, complaints};
use chrono::{DateTime, TimeDelta, Utc};
use clockwork::{Clockwork, Flaw};
use drive::{Engine, Plan, drive};
use house::House;
use mosbot::playground::{Desk, desk::test_server};
use std::collections::BTreeSet;
use trace::Trace;

async fn kinds(plan: &Plan, flaw: Option<Flaw>, almanac: &Almanac) -> BTreeSet<Kind> {
    let trace = drive(plan, &mut Clockwork::new(flaw, almanac), almanac).await;
    assert_eq!(trace.alerts.len(), plan.incidents.len());
    complaints(&trace, plan, almanac).into_iter().map(|(kind, _)| kind).collect()
}

/// Incidents that came to the highest level, and those of them for which the second was passed over.
fn highest(trace: &Trace) -> (usize, usize) {
    let levels = |alert: &trace::Alert| -> BTreeSet<i64> {
        trace.said.iter().filter(|said| said.alert == alert.id).map(|said| said.level).collect()
    };
    let all: Vec<_> = trace.alerts.iter().map(levels).filter(|levels| levels.contains(&checks::TOP)).collect();
    (all.len(), all.iter().filter(|levels| !levels.contains(&2)).count())
}

/// Nothing is wrong, and the plan was hard enough to be a trial: races, highest levels, levels passed over.
fn judge(trace: &Trace, plan: &Plan, almanac: &Almanac, (races, skips): (usize, usize)) {
    let found = complaints(trace, plan, almanac);
    assert!(found.is_empty(), "{} complaints: {:#?}", found.len(), &found[..found.len().min(10)]);
    let (count, raced) = (plan.incidents.len(), trace.acks.iter().filter(|ack| ack.raced).count());
    let (top, passed_over) = highest(trace);
    assert!(raced > races, "only {raced} races were run");
    assert!(top > count / 20, "only {top} incidents came to the highest level");
    assert!(passed_over > skips, "only {passed_over} levels were passed over after downtime");
}

#[tokio::test]
async fn every_level_of_an_incident_is_said_once_and_in_time() {
    let almanac = Almanac::printed();
    let count = if rounds() > 1 { 10_000 } else { 600 };
    for seed in 0..rounds().min(4) {
        let plan = Plan::made(0xE5CA + u64::try_from(seed).unwrap(), count, 190, &almanac);
        let trace = drive(&plan, &mut Clockwork::new(None, &almanac), &almanac).await;
        judge(&trace, &plan, &almanac, (count / 5, count / 100));
    }
}

#[tokio::test]
async fn an_engine_that_breaks_a_rule_is_seen() {
    let almanac = Almanac::printed();
    let plan = Plan::made(0xBAD, 300, 190, &almanac);
    assert_eq!(kinds(&plan, None, &almanac).await, BTreeSet::new());
    for (flaw, kind) in [
        (Flaw::Twice, Kind::Double),
        (Flaw::Hasty, Kind::Early),
        (Flaw::Slow, Kind::Late),
        (Flaw::Deaf, Kind::AfterAck),
        (Flaw::Replays, Kind::Flood),
        (Flaw::Forgets, Kind::Missing),
        (Flaw::Climbs, Kind::Low),
    ] {
        let seen = kinds(&plan, Some(flaw), &almanac).await;
        assert!(seen.contains(&kind), "{flaw:?} should be seen as {kind:?}: {seen:?}");
    }
}

/// The product goes through as many incidents in as many days.
async fn live(desk: &Desk, seed: u64, count: usize, days: u32) {
    let almanac = Almanac::printed();
    let plan = Plan::made(seed, count, days, &almanac).ending(seed);
    let mut house = House::open(desk, seed).await;
    let trace = drive(&plan, &mut house, &almanac).await;
    let trace = house.trace(trace).await;
    println!(
        "{count} incidents: {} levels said, {} acknowledged, {} of them raced, {} pressed too late, {} deaths, {} in lists",
        trace.said.len(),
        trace.acks.len(),
        trace.acks.iter().filter(|ack| ack.raced).count(),
        house.refused,
        house.deaths,
        house.lists,
    );
    let edits = desk.count("SELECT COUNT(*) FROM outbox WHERE method = 'editMessageText'").await;
    println!("{edits} edits of cards");
    judge(&trace, &plan, &almanac, (count / 6, count / 200));
    let said = i64::try_from(trace.said.len()).unwrap();
    assert!(
        edits < said * 6,
        "{edits} edits of {said} messages: a card changes when something has happened, not every minute"
    );
    assert!(house.deaths > count / 10, "only {} deaths", house.deaths);
    assert!(house.refused > count / 40, "only {} presses came too late", house.refused);
}

/// Thirty incidents of it see everything that can happen to one.
const SEED: u64 = 6;
const BEGINS: &str = "2026-01-11T06:00:00Z";

#[tokio::test]
async fn every_level_the_bot_says_is_said_once_and_in_time_on_sqlite() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    let (count, days) = if rounds() > 1 { (10_000, 190) } else { (30, 2) };
    live(&desk, SEED, count, days).await;
    desk.close().await;
}

#[tokio::test]
async fn every_level_the_bot_says_is_said_once_and_in_time_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), BEGINS.parse().unwrap()).await.unwrap();
    live(&desk, SEED, 30 * rounds(), 2).await;
    desk.close().await;
}

/// Alerts that were acknowledged and said again, and those that were neither.
async fn both_and_neither(desk: &Desk) -> (i64, i64) {
    let acked = "SELECT COUNT(*) FROM event e WHERE e.kind = 'alert.acked' AND EXISTS \
                 (SELECT 1 FROM alert_card c WHERE c.alert_id = e.entity AND c.level = 2)";
    let neither = "SELECT COUNT(*) FROM alert a WHERE a.rule = 'E1' \
                   AND NOT EXISTS (SELECT 1 FROM event e WHERE e.entity = a.id AND e.kind = 'alert.acked') \
                   AND NOT EXISTS (SELECT 1 FROM alert_card c WHERE c.alert_id = a.id AND c.level = 2)";
    (desk.count(acked).await, desk.count(neither).await)
}

/// Presses and looks run side by side, again and again: of each alert either the one or the other is first.
async fn collide(desk: &Desk) {
    let begins: DateTime<Utc> = "2026-01-12T07:00:00Z".parse().unwrap();
    let mut house = House::open(desk, 0).await;
    for incident in 0..20 {
        house.begins(incident, begins).await;
    }
    assert_eq!(house.looks(begins).await.len(), 20);
    assert_eq!(both_and_neither(desk).await, (0, 20), "nothing has happened yet");
    house.collides(begins + TimeDelta::minutes(30)).await;
    assert_eq!(both_and_neither(desk).await, (0, 0));
    let said = desk.count("SELECT COUNT(*) FROM alert_card WHERE level = 2").await;
    let acked = desk.count("SELECT COUNT(*) FROM alert WHERE state = 'acked'").await;
    assert_eq!(said + acked, 20);
    let mut tx = desk.db.begin().await.unwrap();
    for forged in [
        "INSERT INTO alert_card (card_id, alert_id, person_id, level, round, said_at) \
         SELECT MIN(c.card_id), MIN(a.id), MIN(c.person_id), 2, 2, MIN(a.opened_at) FROM alert a \
         JOIN alert_card c ON c.alert_id <> a.id WHERE a.id = (SELECT MIN(id) FROM alert)",
        "INSERT INTO event (id, at, kind, entity, data, prev_hash, hash) \
         SELECT 'forged', opened_at, 'alert.acked', id, '{}', '', 'forged' FROM alert WHERE id = (SELECT MIN(id) FROM alert)",
    ] {
        sqlx::query(forged).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(both_and_neither(desk).await.0 > 0, "one that was acknowledged and said again is seen");
}

#[tokio::test]
async fn who_takes_note_in_the_moment_of_a_repeat_is_first_or_second_on_sqlite() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    collide(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn who_takes_note_in_the_moment_of_a_repeat_is_first_or_second_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), BEGINS.parse().unwrap()).await.unwrap();
    collide(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn what_was_heard_is_read_from_the_tables_of_both_databases() {
    for fresh in Fresh::both().await {
        fresh.db.migrate().await.unwrap();
        trace::by_hand(&fresh.db).await;
    }
}
