//! x
pub mod playground;
