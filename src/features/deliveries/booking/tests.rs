//! Stories of writing a delivery down.
