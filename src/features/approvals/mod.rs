//! Approvals: ask a head for a yes.

use super::Feature;

/// The room.
pub const FEATURE: Feature = Feature { name: "approvals", ..Feature::EMPTY };
