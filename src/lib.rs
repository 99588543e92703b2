//! mosbot: a Telegram assistant for the managers who look after the clients of an access-control service.
//!
//! Invariants that hold everywhere:
//! - One update is one transaction: domain rows, form, event, outbox and inbox mark are written together or not at all.
//! - No network inside a turn: a room has no Telegram client and no HTTP client, only an outbox.
//! - Nothing lives only in memory; channels are wake-ups.
//! - Time comes from [`clock::Clock`] alone.

pub mod app;
pub mod backup;
pub mod bot;
pub mod calendar;
pub mod capture;
pub mod charts;
pub mod cli;
pub mod clients;
pub mod clock;
pub mod collect;
pub mod config;
pub mod db;
pub mod email;
pub mod error;
pub mod features;
pub mod files;
pub mod fold;
pub mod fonts;
pub mod hash;
pub mod ics;
pub mod inn;
pub mod jobs;
pub mod lang;
pub mod money;
pub mod news;
pub mod outside;
pub mod pace;
pub mod paykit;
pub mod people;
pub mod phone;
pub mod playground;
pub mod rules;
pub mod server;
pub mod slots;
pub mod telemetry;
pub mod text;
pub mod when;
