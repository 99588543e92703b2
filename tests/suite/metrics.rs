//! P20: each fault moves the metric that tells of it, and `/healthz` says each trouble in a line of its own.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use mosbot::{app::Gauges, people::Role, playground::Desk};
use serde_json::json;

const BEGINS: &str = "2026-11-24T05:00:00Z";

fn recorder() -> (PrometheusRecorder, PrometheusHandle) {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    (recorder, handle)
}

/// What a metric stands at, over all its labels if none are named; nothing yet is nothing.
fn value(handle: &PrometheusHandle, name: &str) -> f64 {
    let shown = handle.render();
    let named = shown.lines().filter_map(|line| line.strip_prefix(name).filter(|rest| rest.starts_with([' ', '{'])));
    named.map(|rest| rest.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum()
}

async fn measured(desk: &Desk, handle: &PrometheusHandle, name: &str) -> f64 {
    Gauges { db: desk.db.clone(), clock: desk.clock.clone() }.measure().await.unwrap();
    value(handle, name)
}

async fn execute(desk: &Desk, sql: &'static str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn moved(desk: &Desk, handle: &PrometheusHandle, name: &str, to: f64, by: &'static str) {
    let before = measured(desk, handle, name).await;
    execute(desk, by).await;
    let after = measured(desk, handle, name).await;
    assert!(before.abs() < f64::EPSILON && (after - to).abs() < f64::EPSILON, "{name}: {before}, then {after}");
}

#[tokio::test]
async fn what_waits_and_what_was_given_up_is_measured() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    let (recorder, handle) = recorder();
    let _counted = metrics::set_default_local_recorder(&recorder);
    for (name, to, by) in [
        (
            "mosbot_inbox_age_seconds",
            3600.0,
            "INSERT INTO inbox (update_id, chat, raw, not_before, received_at) \
             VALUES (1, 1, '{}', '2027-01-01T00:00:00.000Z', '2026-11-24T04:00:00.000Z')",
        ),
        (
            "mosbot_outbox_age_seconds",
            60.0,
            "INSERT INTO outbox (id, chat, class, method, payload, not_before, created_at) VALUES \
             ('a', 1, 'reply', 'sendMessage', '{}', '2026-11-24T04:59:00.000Z', '2026-11-24T04:59:00.000Z')",
        ),
        (
            "mosbot_dead{kind=\"update\"}",
            1.0,
            "INSERT INTO inbox (update_id, chat, raw, state, not_before, received_at) \
             VALUES (2, 1, '{}', 'dead', '2026-11-24T04:00:00.000Z', '2026-11-24T04:00:00.000Z')",
        ),
        (
            "mosbot_dead{kind=\"message\"}",
            1.0,
            "INSERT INTO outbox (id, chat, class, method, payload, state, not_before, created_at) VALUES \
             ('b', 1, 'reply', 'sendMessage', '{}', 'failed', '2026-11-24T04:59:00.000Z', '2026-11-24T04:59:00.000Z')",
        ),
        (
            "mosbot_dead{kind=\"job\"}",
            1.0,
            "INSERT INTO job (id, kind, payload, state, due_at, created_at) VALUES \
             ('a', 'x', '{}', 'failed', '2026-11-24T04:00:00.000Z', '2026-11-24T04:00:00.000Z')",
        ),
    ] {
        moved(&desk, &handle, name, to, by).await;
    }
}

#[tokio::test]
async fn what_was_missed_or_not_understood_is_counted() {
    let desk = Desk::on_sqlite(BEGINS.parse().unwrap()).await.unwrap();
    desk.staff("Анна", Role::Manager).await;
    desk.tick().await;
    let (recorder, handle) = recorder();
    let _counted = metrics::set_default_local_recorder(&recorder);
    let (missed, unknown) = ("mosbot_schedule_missed_total", "mosbot_updates_unknown_total");
    desk.telegram.says(desk.telegram.people()[0].0, "слова");
    desk.pump().await;
    assert!([missed, unknown].iter().all(|name| value(&handle, name) < 1.0), "nothing is wrong yet");
    desk.telegram.raw(json!({ "message": { "invented": "tomorrow" } }));
    desk.pump().await;
    assert!(value(&handle, unknown) >= 1.0);
    desk.jump_to("2026-11-26T20:00:00Z").await;
    assert!(value(&handle, missed) >= 1.0, "two mornings without a digest: {}", handle.render());
}
