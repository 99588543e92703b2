//! What the client sees of a delivery: one card, edited in place, times in their own zone. Nothing here reads what is ours
//! alone: prices, reasons, who agreed what with whom, remarks for the courier.

use super::{
    card::{goods, window},
    dates,
    model::{Delivery, Line, State},
    rows,
};
use crate::{bot::screen::Screen, calendar::Moment, db::Conn, error::Result, people::Person, t, text::Text};

/// The card.
pub async fn card(conn: &mut Conn, delivery: &Delivery, reader: &Person, moment: Moment<'_>) -> Result<Screen> {
    let lines = rows::lines(conn, delivery.id).await?;
    let mut screen = Screen::default().lines(head(delivery, &lines));
    // While the window is being agreed, what stands for it now is none of the client's business.
    let dates = dates::for_client(conn, delivery, reader, moment.now).await?;
    screen = if dates.lines.is_empty() {
        screen.line(t!("parcel-window", window = window(delivery.starts_at, delivery.ends_at)))
    } else {
        screen.gap().lines(dates.lines)
    };
    screen.rows.extend(dates.buttons);
    Ok(screen)
}

/// What it is and where it stands.
pub fn head(delivery: &Delivery, lines: &[Line]) -> [Text; 2] {
    [t!("parcel-card", number = delivery.number.to_string(), state = state(delivery.state)), goods(lines)]
}

/// Where it stands, in the client's words.
pub fn state(state: State) -> Text {
    match state {
        State::Draft | State::Quoted | State::Approved => t!("parcel-state-planned"),
        State::Ordered => t!("parcel-state-ordered"),
        State::Assigned => t!("parcel-state-assigned"),
        State::PickedUp | State::InTransit => t!("parcel-state-on-the-way"),
        State::AtTerminal => t!("parcel-state-at-terminal"),
        State::ReadyForPickup => t!("parcel-state-ready"),
        State::Delivered => t!("parcel-state-delivered"),
        State::Received | State::Closed => t!("parcel-state-received"),
        State::Problem => t!("parcel-state-problem"),
        State::Cancelled => t!("parcel-state-cancelled"),
        State::Returned => t!("parcel-state-returned"),
    }
}
