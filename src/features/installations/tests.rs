//! Stories of agreeing a day and of the day itself.

mod agree;
mod day;
mod holds;
