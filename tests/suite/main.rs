//! The whole bot, seen from outside.

mod playground;
