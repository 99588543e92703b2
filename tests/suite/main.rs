//! The whole bot, seen from outside.

mod databases;
mod locales;
mod migrations;
mod playground;
mod rooms;
mod source;
mod statements;
