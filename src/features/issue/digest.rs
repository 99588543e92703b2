//! What the issue tells in the morning: to whoever is not finished, and to the head, who also hears once a month what was
//! wrong.

use super::{
    cases,
    cycle::{self, Cycle, begins},
    model::Kind,
    press::Press,
    runs::{self, Run},
    views,
};
use crate::{bot::screen::Button, db::Conn, error::Result, features::Morning, people, t, text::Text};
use chrono::NaiveDate;

/// How far the person is, from the beginning to the end of it.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let cycle = Cycle::on(morning.today, morning.calendar);
    if !cycle.is_begun(morning.today) {
        return Ok(Vec::new());
    }
    let run = runs::of_person(conn, morning.person.id, cycle.service()).await?;
    let left = run.filter(Run::is_left);
    Ok(left.map(|run| views::stands(cycle, &run)).into_iter().collect())
}

/// The way from the digest.
pub fn buttons(lines: &[Text]) -> Vec<Button> {
    let key = |line: &Text| matches!(line, Text::Message { key, .. } if key.starts_with("issue-stands"));
    let open = lines.iter().any(key).then(|| Button::press(t!("issue-open-button"), &Press::Open));
    open.into_iter().collect()
}

/// Who is how far, as long as somebody is not finished; on the first working day of a month what was wrong with its
/// invoices.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let (today, calendar) = (morning.today, morning.calendar);
    let mut lines = Vec::new();
    let month = begins(today);
    if calendar.working_day_on_or_after(month) == today {
        lines.extend(trend(conn, month).await?);
    }
    let cycle = Cycle::on(today, calendar);
    if !cycle.is_begun(today) {
        return Ok(lines);
    }
    let runs = runs::of_service(conn, cycle.service()).await?;
    let left: Vec<&Run> = runs.iter().filter(|run| run.is_left()).collect();
    if left.is_empty() {
        return Ok(lines);
    }
    let names = people::names(conn).await?;
    let mut told: Vec<(&str, Text)> = Vec::new();
    for run in left {
        let name = names.get(&run.person_id).map_or("", String::as_str);
        told.push((name, views::of_person(name, Some(run))));
    }
    told.sort_by_key(|(name, _)| *name);
    let told = Text::Join(told.into_iter().map(|(_, line)| line).collect(), "; ");
    lines.push(t!("team-issue", month = cycle::month(cycle.service()), people = told));
    Ok(lines)
}

/// `Июнь: 300 счетов, 12 исключений: нет счёта 5, другая сумма 7`.
async fn trend(conn: &mut Conn, service: NaiveDate) -> Result<Option<Text>> {
    let runs = runs::of_service(conn, service).await?;
    let issued: i64 = runs.iter().map(|run| run.counts.issued).sum();
    if issued == 0 {
        return Ok(None);
    }
    let causes = cases::causes(conn, service).await?;
    Ok(Some(trend_line(service, issued, &causes)))
}

/// The same of known numbers.
pub fn trend_line(service: NaiveDate, issued: i64, causes: &[(Kind, i64)]) -> Text {
    let month = cycle::month(service);
    let all: i64 = causes.iter().map(|(_, count)| count).sum();
    let invoices = t!("issue-trend-invoices", count = issued);
    if all == 0 {
        return t!("issue-trend-none", month = month, invoices = invoices);
    }
    let of_kind = |kind| causes.iter().find(|(other, _)| *other == kind).copied();
    let known = Kind::ALL.into_iter().filter_map(of_kind);
    let cause =
        |(kind, count): (Kind, i64)| t!("issue-trend-cause", kind = views::kind(kind), number = count.to_string());
    let causes = Text::Join(known.map(cause).collect(), ", ");
    t!("issue-trend", month = month, invoices = invoices, count = all, causes = causes)
}
