//! The world outside: the one HTTP client, and the systems of others.

mod door;
pub mod dostavista;
pub mod http;
pub(crate) mod line;
pub mod mail;
pub mod one_c;
pub mod planfact;
