//! The whole bot, seen from outside.

mod databases;
mod locales;
mod migrations;
mod playground;
mod rooms;
mod screens;
mod source;
mod statements;
