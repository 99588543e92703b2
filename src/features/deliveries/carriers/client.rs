//! What a client reads about a carrier: where their goods wait and under which number. Nothing of ours is here.

use super::leg::Carriage;
use crate::{bot::screen::Screen, features::deliveries::model::Delivery, t};

/// It waits for them at the terminal.
pub fn waits(delivery: &Delivery, leg: &Carriage) -> Screen {
    let mut screen = Screen::new(t!("carrier-parcel-waits", number = delivery.number.to_string()))
        .line(t!("carrier-parcel-carrier", carrier = &leg.carrier));
    if !leg.terminal.is_empty() {
        screen = screen.line(t!("carrier-parcel-terminal", address = &leg.terminal));
    }
    if !leg.track.is_empty() {
        screen = screen.line(t!("carrier-parcel-track", number = &leg.track));
    }
    screen = screen.lines(leg.free.map(|day| t!("carrier-parcel-free", day = day.0)));
    screen.line(t!("carrier-parcel-bring-id"))
}
