//! The whole bot, seen from outside.

mod access;
mod client_words;
mod crash;
mod databases;
mod dice;
mod digest;
mod drain;
mod drama;
mod governor;
mod guards;
mod incidents;
mod leases;
mod locales;
mod markup;
mod migrations;
mod playground;
mod process;
mod rooms;
mod rounds;
mod screens;
mod sender;
mod source;
mod statements;
mod sums;
