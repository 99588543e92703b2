//! The whole bot, seen from outside.

mod locales;
mod playground;
mod rooms;
mod source;
