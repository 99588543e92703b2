//! Escalations: the one table of rules, alert cards, acknowledge, snooze, repeat.

use super::Feature;

/// The room.
pub const FEATURE: Feature = Feature { name: "escalations", ..Feature::EMPTY };
