//! The whole bot, seen from outside.

mod playground;
mod rooms;
mod source;
