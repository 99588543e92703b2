//! The world outside: the one HTTP client.

pub mod http;
