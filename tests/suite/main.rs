//! The whole bot, seen from outside.

mod access;
mod databases;
mod locales;
mod migrations;
mod playground;
mod rooms;
mod rounds;
mod screens;
mod source;
mod statements;
