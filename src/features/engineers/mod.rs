//! Engineers' own calendars: which half-days are theirs, which are held for a talk about a day, which a visit has taken; the
//! week as they and we see it (PRODUCT D6, D10).
//!
//! Its law: one half-day of an engineer belongs to one matter, whoever asks first. The rooms above hold and take half-days
//! here; what the matter is, they know.

mod busy;
mod rows;
#[cfg(test)]
mod tests;
mod week;

pub use rows::{Claim, Kind, Taken, between, hold, of, of_link, release, release_held, take, workers};

use super::Feature;
use crate::{
    bot::routes::{Command, Routes, command, pressed},
    people::Role,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "engineers",
    doors,
    commands: &[
        Command { name: "week", word: "неделя", about: "command-week", rank: 25, roles: READERS },
        Command { name: "busy", word: "занят", about: "command-busy", rank: 26, roles: &[Role::Engineer] },
    ],
    presses: &[("week", READERS), ("busy", &[Role::Engineer])],
    screens: week::samples,
    ..Feature::EMPTY
};

/// Who sees where engineers are.
const READERS: &[Role] = &[Role::Engineer, Role::Manager, Role::Head, Role::Deputy];

fn doors() -> Vec<Routes> {
    vec![
        command("week").endpoint(week::start),
        command("busy").endpoint(busy::start),
        pressed::<week::Week>().endpoint(week::leaf),
        pressed::<busy::Toggle>().endpoint(busy::press),
    ]
}
