//! Stories of agreeing the window.
