//! What the client sees of a delivery: one card, edited in place, times in their own zone. Nothing here reads what is ours
//! alone: prices, reasons, who agreed what with whom, remarks for the courier.

use super::{
    card::{goods, window},
    carriers::{self, Leg},
    courier::{self, Seen},
    dates, follow,
    model::{Delivery, Line, State, Way},
    receipt, rows,
};
use crate::{
    bot::screen::{Button, Screen},
    calendar::Moment,
    db::{Conn, Timestamp},
    error::Result,
    people::Person,
    t,
    text::{Arg, Text},
};
use chrono::{DateTime, Utc};

/// The card.
pub async fn card(conn: &mut Conn, delivery: &Delivery, reader: &Person, moment: Moment<'_>) -> Result<Screen> {
    let lines = rows::lines(conn, delivery.id).await?;
    let steps = rows::steps(conn, delivery.id).await?;
    let courier = courier::seen(conn, delivery.id).await?;
    let leg = carriers::seen(conn, delivery.id).await?;
    let expected = follow::expected(conn, delivery).await?;
    // While the window is being agreed, what stands for it now is none of the client's business.
    let dates = dates::for_client(conn, delivery, reader, moment.now).await?;
    let mut screen = shown(delivery, &lines, &steps, (courier.as_ref(), leg.as_ref()), expected, dates.lines);
    screen.rows.extend(dates.buttons);
    Ok(screen)
}

/// The same, pure. `expected`: by when it comes, as the client was told; `dates`: what is being agreed about the window.
pub fn shown(
    delivery: &Delivery,
    lines: &[Line],
    steps: &[(State, Timestamp)],
    (courier, leg): (Option<&Seen>, Option<&Leg>),
    expected: DateTime<Utc>,
    dates: Vec<Text>,
) -> Screen {
    let moving = delivery.state.is_moving();
    let mut screen = Screen::default().lines(head(delivery, lines));
    screen = if dates.is_empty() {
        screen.line(t!("parcel-window", window = window(delivery.starts_at, delivery.ends_at)))
    } else {
        screen.gap().lines(dates)
    };
    if moving && expected > delivery.ends_at {
        screen = screen.line(t!("parcel-late", at = expected));
    }
    let gone = matches!(delivery.state, State::Cancelled | State::Returned);
    if !gone && delivery.state.has_left() | moving {
        screen = screen
            .lines(courier.map(|seen| of_courier(seen, moving)).unwrap_or_default())
            .lines(leg.map(of_leg).unwrap_or_default());
    }
    let happened: Vec<Text> = steps
        .iter()
        .filter(|(state, _)| !matches!(state, State::Draft | State::Quoted | State::Approved))
        .map(|(step, at)| t!("parcel-step", at = at.0, state = stands(delivery.way, *step)))
        .collect();
    if !happened.is_empty() {
        screen = screen.gap().lines(happened);
    }
    if moving && let Some(seen) = courier.filter(|seen| seen.tracking_url.starts_with("https://")) {
        screen = screen.row([Button::url(t!("parcel-track-button"), &seen.tracking_url)]);
    }
    if moving && delivery.state.has_left() {
        screen = screen.row([receipt::open_button(t!("parcel-got-button"), delivery.id)]);
    }
    screen
}

/// Who comes, by what, how to reach them, and when as long as they are on the way.
fn of_courier(seen: &Seen, moving: bool) -> Vec<Text> {
    let phone = seen.phone.as_ref().map(crate::phone::Phone::human).unwrap_or_default();
    let who: Vec<String> =
        [seen.name.clone(), seen.car.clone(), phone].into_iter().filter(|part| !part.is_empty()).collect();
    let who = (!who.is_empty()).then(|| t!("parcel-courier", who = who.join(", ")));
    let eta = seen.eta.filter(|_| moving).map(|at| t!("parcel-eta", at = Arg::Clock(at)));
    who.into_iter().chain(eta).collect()
}

/// Who carries it between towns.
fn of_leg(leg: &Leg) -> Vec<Text> {
    let carrier = (!leg.carrier.is_empty()).then(|| match leg.track.as_str() {
        "" => t!("parcel-carrier", carrier = &leg.carrier),
        track => t!("parcel-carrier-track", carrier = &leg.carrier, track = track),
    });
    let phone = leg.phone.as_ref().map(crate::phone::Phone::human).unwrap_or_default();
    let driver: Vec<String> =
        [leg.driver.clone(), leg.car.clone(), phone].into_iter().filter(|part| !part.is_empty()).collect();
    let driver = (!driver.is_empty()).then(|| t!("parcel-driver", who = driver.join(", ")));
    let planned = leg.planned.map(|day| t!("parcel-planned", day = day));
    let terminal = (!leg.to_door && !leg.terminal.is_empty()).then(|| t!("parcel-terminal", where_to = &leg.terminal));
    [carrier, driver, planned, terminal].into_iter().flatten().collect()
}

/// What it is and where it stands.
pub fn head(delivery: &Delivery, lines: &[Line]) -> [Text; 2] {
    [
        t!("parcel-card", number = delivery.number.to_string(), state = stands(delivery.way, delivery.state)),
        t!("delivery-goods", goods = goods(lines)),
    ]
}

/// Where it stands, in the client's words: only couriers are looked for and ride to fetch it.
fn stands(way: Way, at: State) -> Text {
    match (way, at) {
        (Way::Courier, _) => state(at),
        (_, State::Ordered) => t!("parcel-state-arranged"),
        (_, State::Assigned) => t!("parcel-state-car"),
        _ => state(at),
    }
}

/// The same in a list, whatever moves it.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::deliveries::receipt::sample, lang::Lang, phone::Phone, text::Reader};
    use chrono::TimeDelta;

    /// What a client reads in their own zone, two hours east of Moscow.
    fn read(screen: &Screen, now: DateTime<Utc>) -> String {
        let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Asia::Yekaterinburg, now };
        let buttons: Vec<String> =
            screen.buttons().map(|button| format!("[{}]", button.label.plain(&reader))).collect();
        [vec![screen.html(&reader)], buttons].concat().join("\n")
    }

    #[test]
    fn the_card_tells_who_comes_when_and_how_to_reach_them() {
        let phone = Phone::parse("+7 916 123-45-67").unwrap();
        let delivery = sample(&phone, State::PickedUp, Way::Courier);
        let (from, lines) = (delivery.starts_at, []);
        let steps = [(State::Draft, from.into()), (State::Ordered, from.into()), (State::PickedUp, from.into())];
        let courier = Seen {
            name: "Иван".to_owned(),
            phone: Some(phone),
            car: "серый Ларгус А123ВС".to_owned(),
            eta: Some(from + TimeDelta::hours(1)),
            tracking_url: "https://example.org/1".to_owned(),
        };
        let late = delivery.ends_at + TimeDelta::hours(1);
        insta::assert_snapshot!(read(&shown(&delivery, &lines, &steps, (Some(&courier), None), late, Vec::new()), from), @"
        🚚 Доставка №Д-318 · в пути
        📦 
        🕓 14:00–18:00
        ⏰ Задерживается: приедет до 19:00
        🙋 Курьер: Иван, серый Ларгус А123ВС, +7 916 123-45-67
        🕓 Будет около 15:00

        14:00 — ищем курьера
        14:00 — в пути
        [🗺 Где курьер]
        [✅ Уже получил]
        ");
        let bad = Seen { tracking_url: "javascript:1".to_owned(), ..courier };
        let screen = shown(&delivery, &lines, &steps, (Some(&bad), None), delivery.ends_at, Vec::new());
        assert!(!read(&screen, from).contains("Где курьер"), "only a real link is a button");
        let leg = Leg {
            carrier: "СДЭК".to_owned(),
            track: "10012".to_owned(),
            planned: Some(from.date_naive()),
            terminal: "Тверь, Складская, 1".to_owned(),
            ..Leg::default()
        };
        let delivery = sample(&delivery.contact_phone, State::ReadyForPickup, Way::Carrier);
        insta::assert_snapshot!(read(&shown(&delivery, &lines, &steps[..2], (None, Some(&leg)), delivery.ends_at, Vec::new()), from), @"
        🚚 Доставка №Д-318 · можно забирать
        📦 
        🕓 14:00–18:00
        🚛 Везёт СДЭК, номер 10012
        📅 Ждём 24 нояб., вт
        📍 Забрать: Тверь, Складская, 1

        14:00 — перевозка заказана
        [✅ Уже получил]
        ");
    }
}
