//! Claims: take, level, offer, decide, close.

use super::Feature;

/// The room.
pub const FEATURE: Feature = Feature { name: "claims", ..Feature::EMPTY };
