//! Sample screens, rendered in every language by a test.

use crate::bot::screen::Screen;

/// The screens.
pub fn all() -> Vec<Screen> {
    Vec::new()
}
