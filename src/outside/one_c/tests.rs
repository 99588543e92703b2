//! The client against the stand-in: every call, everything that may go wrong with it, and pages of any size.

mod pages;
mod trouble;

use super::{
    OneC, Settings,
    stand_in::{Paid, StandIn},
};
use chrono::NaiveDate;
use std::time::Duration;

/// Long enough for any answer on this machine.
const PATIENCE: Duration = Duration::from_secs(20);

async fn begin() -> (StandIn, OneC) {
    let stand_in = StandIn::start().await.unwrap();
    let one_c = OneC::new(stand_in.settings(PATIENCE)).unwrap();
    (stand_in, one_c)
}

fn day(of_may: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, of_may).unwrap()
}
