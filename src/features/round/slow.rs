//! A round that hardly moves: by 16:00 fewer than 60 % of the day's clients are called, and its manager is reminded; three
//! such days of a month, and the head's morning says so (row 2.1).

use super::{
    gather::{Depth, gather, midnight},
    press::{Pick, Press},
    rows::{self, State},
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::{Button, Screen},
    },
    calendar::Moment,
    db::Conn,
    error::Result,
    features::{Load, Morning},
    jobs::{Schedule, Tick},
    money::Money,
    people::Role,
    t,
};
use chrono::NaiveTime;

/// When it is looked at.
const AT: NaiveTime = NaiveTime::from_hms_opt(16, 0, 0).expect("a time of day");
/// So much of the day's calls should be made by then, percent.
const ENOUGH: usize = 60;
/// A shorter round is no reason to disturb anybody.
const SHORT: usize = 5;
/// From so many days in a month on the head hears of it.
const DAYS: i64 = 3;

/// Looks at each round once on a working day.
pub const AT_FOUR: Schedule = Schedule {
    kind: "round.slow",
    roles: &[Role::Manager, Role::Deputy],
    at: |_| AT,
    put: |conn, tick| Box::pin(look(conn, tick)),
};

async fn look(conn: &mut Conn, tick: Tick<'_>) -> Result {
    let Some(chat) = tick.person.tg_id else { return Ok(()) };
    let moment = Moment { now: tick.now, calendar: tick.calendar };
    let round = gather(conn, tick.person, moment, Depth::Today).await?;
    let midnight = midnight(tick.date, tick.person);
    let (called, planned) = (round.called(midnight), round.planned(midnight));
    if planned < SHORT || called * 100 >= ENOUGH * planned {
        return Ok(());
    }
    let stand = rows::stand(conn, tick.person.id, tick.date).await?;
    if stand.is_some_and(|stand| stand.state == State::Closed) {
        return Ok(());
    }
    rows::slow(conn, tick.person.id, tick.date, (called, planned)).await?;
    let screen = reminder((called, planned), round.due_today());
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("round.slow:{}:{}", tick.person.id, tick.date)),
        ..Letter::reply(chat, tick.person.reader(tick.now), &screen)
    };
    outbox::send(conn, letter).await.map(drop)
}

/// What the manager is told.
pub fn reminder((called, planned): (usize, usize), (left, sum): (usize, Money)) -> Screen {
    Screen::new(t!("round-slow", called = called, planned = planned))
        .line(t!("round-left", count = left, sum = sum))
        .row([Button::press(t!("round-go-on"), &Press::Start(Pick::ALL))])
        .row([Button::press(t!("round-tomorrow"), &Press::Tomorrow)])
}

/// Who had several slow days in the month.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let first = super::month::Month::of(morning.today, morning.calendar).first;
    let slow = rows::slow_days(conn, first, DAYS).await?;
    let load = |(person, days)| Load { person, count: days, weight: 1, text: t!("load-round-slow", days = days) };
    Ok(slow.into_iter().map(load).collect())
}
