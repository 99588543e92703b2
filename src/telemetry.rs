//! What is said is measured: names of metrics, and how the log is written.

/// Updates taken by the worker.
pub const UPDATES: &str = "mosbot_updates_total";
/// Updates with a shape or an entity this release does not know.
pub const UPDATES_UNKNOWN: &str = "mosbot_updates_unknown_total";
/// Updates parked after three failures.
pub const UPDATES_DEAD: &str = "mosbot_updates_dead_total";
/// Calls Telegram has taken, by class.
pub const SENT: &str = "mosbot_sent_total";
/// Calls Telegram has refused or lost, by what became of them.
pub const SEND_FAILURES: &str = "mosbot_send_failures_total";
/// 1 while Telegram answers.
pub const TELEGRAM_UP: &str = "mosbot_telegram_up";
/// Schedules that were due and came too late.
pub const MISSED: &str = "mosbot_schedule_missed_total";
/// Updates waiting.
pub const INBOX_OPEN: &str = "mosbot_inbox_open";
/// Age of the oldest waiting update, seconds.
pub const INBOX_AGE: &str = "mosbot_inbox_age_seconds";
/// Messages waiting that are due.
pub const OUTBOX_DUE: &str = "mosbot_outbox_due";
/// Age of the oldest due message, seconds.
pub const OUTBOX_AGE: &str = "mosbot_outbox_age_seconds";
