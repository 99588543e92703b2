//! Stories of carriers.
