//! What is said is measured: names of metrics, and how the log is written.

/// Updates taken by the worker.
pub const UPDATES: &str = "mosbot_updates_total";
/// Updates with a shape or an entity this release does not know.
pub const UPDATES_UNKNOWN: &str = "mosbot_updates_unknown_total";
/// Updates parked after three failures.
pub const UPDATES_DEAD: &str = "mosbot_updates_dead_total";
