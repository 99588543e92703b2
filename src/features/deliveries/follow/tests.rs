//! Stories of following deliveries.
