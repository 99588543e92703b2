//! The log and the metrics. The log goes to stderr; tokens and phone numbers are blotted out of every line, whoever
//! wrote it.

use crate::{
    config::{Format, Log, Wrong},
    error::{Error, Result},
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use regex::bytes::{Captures, Regex};
use std::{
    io::{self, Write},
    sync::LazyLock,
};
use tracing_subscriber::EnvFilter;

/// Updates taken by the worker.
pub const UPDATES: &str = "mosbot_updates_total";
/// Updates with a shape or an entity this release does not know.
pub const UPDATES_UNKNOWN: &str = "mosbot_updates_unknown_total";
/// Updates parked after three failures.
pub const UPDATES_DEAD: &str = "mosbot_updates_dead_total";
/// Updates of strangers that were not listened to: too many of them.
pub const UPDATES_FLOOD: &str = "mosbot_updates_flood_total";
/// Calls Telegram has taken, by class.
pub const SENT: &str = "mosbot_sent_total";
/// Calls Telegram has refused or lost, by what became of them.
pub const SEND_FAILURES: &str = "mosbot_send_failures_total";
/// 1 while Telegram answers.
pub const TELEGRAM_UP: &str = "mosbot_telegram_up";
/// Schedules that were due and came too late.
pub const MISSED: &str = "mosbot_schedule_missed_total";
/// Callbacks of other systems, by what became of them.
pub const HOOKS: &str = "mosbot_hooks_total";
/// Steps of the machine that have failed and are tried again: the database refuses, say.
pub const STEP_FAILURES: &str = "mosbot_step_failures_total";
/// Backups that could not be made.
pub const BACKUP_FAILURES: &str = "mosbot_backup_failures_total";
/// Age of the newest backup, seconds; infinite without any.
pub const BACKUP_AGE: &str = "mosbot_backup_age_seconds";
/// Updates waiting.
pub const INBOX_OPEN: &str = "mosbot_inbox_open";
/// Age of the oldest waiting update, seconds.
pub const INBOX_AGE: &str = "mosbot_inbox_age_seconds";
/// Messages waiting that are due.
pub const OUTBOX_DUE: &str = "mosbot_outbox_due";
/// Age of the oldest due message, seconds.
pub const OUTBOX_AGE: &str = "mosbot_outbox_age_seconds";
/// What was given up and waits for an admin, by kind: updates, messages, jobs.
pub const DEAD: &str = "mosbot_dead";

/// Starts the log. Fails on a filter that can't be read.
pub fn start_log(log: &Log) -> Result<(), Wrong> {
    let filter = EnvFilter::try_new(&log.filter).map_err(|error| Wrong(format!("log.filter: {error}")))?;
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(|| Blotter(io::stderr())).with_ansi(false);
    let started = match log.format {
        Format::Text => lines.with_target(false).try_init(),
        Format::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| Wrong(error.to_string()))
}

/// Starts counting; the handle renders `/metrics`.
pub fn start_metrics() -> Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new().install_recorder().map_err(|error| Error::Other(error.into()))?;
    for (name, about) in [
        (UPDATES, "Updates taken by the worker"),
        (UPDATES_UNKNOWN, "Updates with a shape or an entity this release does not know"),
        (UPDATES_DEAD, "Updates parked after three failures"),
        (UPDATES_FLOOD, "Updates of strangers that were not listened to: too many of them"),
        (SENT, "Calls Telegram has taken, by class"),
        (SEND_FAILURES, "Calls Telegram has refused or lost, by what became of them"),
        (MISSED, "Schedules that were due and came too late"),
        (HOOKS, "Callbacks of other systems, by what became of them"),
        (STEP_FAILURES, "Steps of the machine that have failed and are tried again"),
        (BACKUP_FAILURES, "Backups that could not be made"),
    ] {
        metrics::describe_counter!(name, about);
    }
    for (name, about) in [
        (TELEGRAM_UP, "1 while Telegram answers"),
        (BACKUP_AGE, "Age of the newest backup, seconds"),
        (INBOX_OPEN, "Updates waiting"),
        (INBOX_AGE, "Age of the oldest waiting update, seconds"),
        (OUTBOX_DUE, "Messages waiting that are due"),
        (OUTBOX_AGE, "Age of the oldest due message, seconds"),
        (DEAD, "What was given up and waits for an admin, by kind"),
    ] {
        metrics::describe_gauge!(name, about);
    }
    Ok(handle)
}

/// A token of a bot, or a Russian phone number as we keep it or as people write it without spaces.
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?<token>\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,})|(?<phone>\+7\d{10}\b|\b[78]9\d{9}\b)").expect("a regex")
});

/// Blots secrets out of what goes through it, line by line as the log writes.
struct Blotter<W>(W);

impl<W: Write> Write for Blotter<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let blot = |found: &Captures<'_>| if found.name("token").is_some() { "<token>" } else { "<phone>" };
        self.0.write_all(&SECRET.replace_all(line, |found: &Captures<'_>| blot(found).as_bytes().to_vec()))?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blotted(line: &str) -> String {
        let mut out = Vec::new();
        Blotter(&mut out).write_all(line.as_bytes()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn tokens_and_phones_are_blotted_out() {
        let token = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";
        assert_eq!(blotted(&format!("POST https://x/bot{token}/getMe")), "POST https://x/bot<token>/getMe");
        assert_eq!(blotted("звонил +79161234567, потом 89161234567"), "звонил <phone>, потом <phone>");
    }

    #[test]
    fn other_numbers_stay() {
        let line = "2026-11-24T06:00:00Z update_id=812345678901 inn=7707083893 account=40702810938000060473";
        assert_eq!(blotted(line), line);
    }
}
