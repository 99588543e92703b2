//! The machine: what came in, whose turn it is, what is open, what goes out. Knows no room.

pub mod alarms;
pub mod api;
pub mod arrivals;
pub mod couriers;
pub mod dead;
pub mod dialogue;
pub mod document;
pub mod drafts;
pub mod event;
pub mod facts;
pub mod flood;
pub mod frame;
pub mod governor;
pub mod health;
pub mod inbox;
pub mod intake;
pub mod mail;
pub mod outbox;
pub mod planfact;
pub mod read;
pub mod retention;
pub mod routes;
pub mod said;
pub mod sanitise;
pub mod screen;
pub mod seller;
pub mod sender;
pub mod shown;
pub mod turn;
pub mod username;
pub mod webhook;
pub mod widgets;
pub mod worker;

#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod governor_tests;
#[cfg(test)]
mod worker_tests;
