//! Ready questions: a day from quick buttons, from a month or in words; a list in pages.

mod days;
mod pages;

pub use days::{DayChoice, Month, first_of, within};
pub use pages::{PER_PAGE, Page};
