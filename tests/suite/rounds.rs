//! How long the long tests go on.

pub use mosbot::playground::desk::rounds;
