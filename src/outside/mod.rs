//! The world outside: the one HTTP client, and the systems of others.

pub mod dostavista;
pub mod http;
pub(crate) mod line;
pub mod planfact;
