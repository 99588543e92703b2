//! The command line of mosbot.

fn main() {}
