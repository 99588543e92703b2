//! mosbot: a Telegram assistant for the managers who look after the clients of an access-control service.
//!
//! Invariants that hold everywhere:
//! - One update is one transaction: domain rows, form, event, outbox and inbox mark are written together or not at all.
//! - No network inside a turn: a room has no Telegram client and no HTTP client, only an outbox.
//! - Nothing lives only in memory; channels are wake-ups.
//! - Time comes from [`clock::Clock`] alone.

pub mod clock;
pub mod lang;
pub mod playground;
