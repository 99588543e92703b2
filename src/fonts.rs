//! The typeface of everything we draw: invoices, pictures. It has Cyrillic letters and the sign of the rouble.

/// The upright face.
pub static PLAIN: &[u8] = include_bytes!("../assets/fonts/DejaVuSans.ttf");
/// The heavy one.
pub static BOLD: &[u8] = include_bytes!("../assets/fonts/DejaVuSans-Bold.ttf");
