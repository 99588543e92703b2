//! Requests: what clients write, the reply clock, hand-over to support.

use super::Feature;

/// The room.
pub const FEATURE: Feature = Feature { name: "requests", ..Feature::EMPTY };
