//! Stories of receipts.
