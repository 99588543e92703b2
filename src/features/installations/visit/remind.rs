//! Who is reminded of an agreed day, and when: two working days before of what has to be ready, the day before at noon whether
//! it stays so, a call if somebody is silent at five, the morning's card of the engineer.

use super::{
    super::{
        card, cards,
        model::{Installation, State, Visit},
        moves, rows as installations,
    },
    rows,
};
use crate::{bot::shown::Told, calendar::Moment, clients, db::Conn, error::Result, features::tasks, people, t};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// Materials: two working days before at ten. Whether it stays so: the working day before at noon; a call at five. The
/// engineer's morning: half past eight.
const MATERIALS: (u32, u32) = (10, 0);
const SURE: (u32, u32) = (12, 0);
const CALL: (u32, u32) = (17, 0);
const MORNING: (u32, u32) = (8, 30);

fn at(day: NaiveDate, (hour, minute): (u32, u32), zone: Tz) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
    let local = day.and_time(time);
    zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// How far reminding should have come by now.
fn due(visit: &Visit, engineer: Tz, moment: Moment<'_>) -> i64 {
    let day = visit.starts_at.with_timezone(&engineer).date_naive();
    let before = moment.calendar.working_day_on_or_before(day.pred_opt().unwrap_or(day));
    let earlier = moment.calendar.working_day_on_or_before(before.pred_opt().unwrap_or(before));
    let steps = [
        at(earlier, MATERIALS, engineer),
        at(before, SURE, engineer),
        at(before, CALL, engineer),
        at(day, MORNING, engineer),
    ];
    i64::try_from(steps.iter().filter(|at| **at <= moment.now).count()).unwrap_or(0)
}

/// What is to be said now about agreed days.
pub async fn look(conn: &mut Conn, moment: Moment<'_>) -> Result {
    for installation in installations::under_way(conn, None).await? {
        if let (true, Some(visit)) = (installation.state.is_agreed(), installation.visit) {
            remind(conn, &installation, &visit, moment).await?;
        }
    }
    Ok(())
}

async fn remind(conn: &mut Conn, installation: &Installation, visit: &Visit, moment: Moment<'_>) -> Result {
    let Some(engineer) = people::present(conn, visit.with).await? else { return Ok(()) };
    let mut day = rows::of(conn, installation).await?;
    let due = due(visit, engineer.zone, moment);
    if due <= day.reminded {
        return Ok(());
    }
    // Of what was missed while nobody looked only the last is said.
    let before = day.reminded;
    day.reminded = due;
    rows::put(conn, installation, &day, None, moment.now.into()).await?;
    let round = installation.talk.round;
    let mut stands = installation.clone();
    if due >= 2 && stands.state == State::Confirmed {
        stands = moves::advance(conn, installation, State::Reminded, (None, &installation.why), moment).await?;
    }
    match due {
        1 => {
            cards::tell_client(conn, &stands, &format!("materials:{round}"), moment).await?;
            cards::tell_engineers(conn, &stands, &format!("materials:{round}"), moment).await?;
        }
        2 => {
            let told = cards::tell_client(conn, &stands, &format!("sure:{round}"), moment).await?;
            cards::tell_engineers(conn, &stands, &format!("sure:{round}"), moment).await?;
            if told == Told::Nobody {
                call(conn, &stands, moment).await?;
            }
        }
        3 if day.sure_client.is_none() || day.sure_engineer.is_none() => call(conn, &stands, moment).await?,
        4 => {
            let word = format!("today:{round}");
            cards::tell_engineers(conn, &stands, &word, moment).await?;
            if before < 2 {
                cards::tell_client(conn, &stands, &word, moment).await?;
            }
        }
        _ => {}
    }
    cards::refresh(conn, stands.id, None, moment).await
}

/// Somebody has not said that it stays so: whoever looks after it is to call.
async fn call(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result {
    let keepers = cards::keepers(conn, installation).await?;
    let Some(keeper) = keepers.first() else { return Ok(()) };
    let reader = keeper.reader(moment.now);
    let new = tasks::New {
        kind: tasks::Kind::Call,
        text: t!("visit-task-sure", number = installation.number.to_string()).plain(&reader),
        client: Some(installation.client),
        owner: keeper.id,
        author: None,
        due_on: keeper.today(moment.now),
        due_time: None,
    };
    tasks::put(conn, new, moment.now.into()).await?;
    let said = t!("visit-told-silent", installation = card::named(installation));
    let word = format!("silent:{}", installation.talk.round);
    cards::tell_keepers(conn, installation, (&word, said), vec![clients::call_button(installation.client)], moment)
        .await
}
